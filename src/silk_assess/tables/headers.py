"""What a header can be taken for: an id in some form, a group and an id, a question's text, one option of several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Final

from silk_assess.questionnaire.model.questions import Choices, Day, Quantity
from silk_assess.questionnaire.model.questions import Words as FreeText
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.layout import Kind, Target, Why
from silk_assess.tables.words import Words, as_id, plain

# What forms call the group in which the fields of the profile stand.
GROUPS: Final = ("profile", "organisation", "organization", "answers")
# The words that stand for no option, and have a column beside those of the options all the same.
WITHOUT: Final = ("unknown", "na", "none")
# A yes-no beside a number, text or date, in forms: whether it does not apply.
NA_END: Final = "-na"
NA_TEXT: Final = "Does this not apply to you? "
# What is neither a question nor a field of the profile, by its header.
_PLAIN: Final = {"id": Kind.ID, "name": Kind.NAME, "answered.date": Kind.DATE, "answered.by": Kind.BY}
_ENDS: Final = {"note": Kind.NOTE, "evidence": Kind.EVIDENCE}
_NUMBER: Final = re.compile(r"(?:[a-z]{0,2}[0-9]+(?:q[0-9]+)?[.:)]+)\s+")
_OPTION: Final = re.compile(r"(.+?)\s*\[(.+)\]")
# No honest header is compared that is longer, or with more words than this at once.
_LONGEST: Final = 300
_AT_ONCE: Final = 1_000
# Nor is one a path of more parts.
_MOST_PARTS: Final = 8

Found = dict[Target, Why]


class Headers:
    """Takes headers for what they can be in a questionnaire; `groups` are the names that may stand before an id."""

    def __init__(self, tree: Tree, words: Words) -> None:
        self._tree, self._words = tree, words
        self._fields = {one.id for one in tree.profile}
        sections = tree.pack.head.sections
        ids = (one.id for one in tree.pack.sections)
        self.groups = frozenset(as_id(one) for one in (*GROUPS, *sections, *ids, *tree.node))
        self._with_na = {
            one.id
            for one in tree.questions
            if one.may_be_left_out and isinstance(one.question, Quantity | FreeText | Day)
        }

    @cached_property
    def options(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """For each question of several answers its options by their ids and, in compared form, labels."""
        return {id: _named(one.question) for id, one in self._tree.asked.items() if isinstance(one.question, Choices)}

    @cached_property
    def texts(self) -> Mapping[str, tuple[Target, ...]]:
        """What has a text, by that in compared form; the organisation's name has several."""
        found: dict[str, tuple[Target, ...]] = {word: (Target(Kind.NAME),) for word in self._words.name}
        for id, one in self._tree.asked.items():
            text = plain(one.question.text)
            found[text] = (*found.get(text, ()), Target(Kind.ANSWER, id))
            if id in self._with_na:
                text = plain(f"{NA_TEXT}{one.question.text}")
                found[text] = (*found.get(text, ()), Target(Kind.OPTION, id, "na"))
        return found

    def exact(self, header: str) -> Target | None:
        """Take a header for what it is letter for letter, or was in an earlier version, if it is anything."""
        found = self._exact(header)
        now = header if found is not None else self._tree.renamed.header(header)
        return found if now == header else self._exact(now)

    def _exact(self, header: str) -> Target | None:
        if header in _PLAIN:
            return Target(_PLAIN[header])
        if header in self._tree.asked:
            return Target(Kind.ANSWER, header)
        base, dot, end = header.rpartition(".")
        if dot and end in _ENDS and base in self._tree.asked and base not in self._fields:
            return Target(_ENDS[end], base)
        base = header.removesuffix(NA_END)
        if base != header and base in self._with_na:
            return Target(Kind.OPTION, base, "na")
        id, slash, option = header.partition("/")
        return self._option(id, option) if slash else None

    def inexact(self, header: str) -> Found:
        """Find all that a header can be taken for in another form."""
        found: Found = {}
        form = self.exact(self._as_ids(header))
        if form is not None:
            found[form] = Why.FORM
        for target in self._grouped(header):
            found.setdefault(target, Why.GROUP)
        for target in self._texted(header):
            found.setdefault(target, Why.TEXT)
        if not found:
            found = dict.fromkeys(self._text_in_path(header), Why.GROUP)
        return found

    def under(self, text: str, below: str) -> Found:
        """Find what a column is that has a second header below the first one, which may be that of columns before."""
        first = self.exact(text)
        found: Found = {first: Why.ID} if first is not None else self.inexact(text)
        if plain(below) in self._words.second_header or not below.strip():
            return found
        options: Found = {}
        for target in found:
            if target.kind is Kind.ANSWER and (option := self._labelled(target.id, below)) is not None:
                options[option] = Why.TEXT
        return options

    def near(self, header: str, is_close: bool = False) -> str:
        """Give the id or text that a header is spelt like; nothing where it is like none."""
        word, text = as_id(header), plain(header)
        if len(header) > _LONGEST:
            return ""
        ids = self._alike(word, list(self._tree.asked), 0.85 if is_close else 0.7)
        if ids or is_close:
            return ids
        said = {plain(one.question.text): one.question.text for one in self._tree.asked.values()}
        return said.get(self._alike(text, list(said), 0.75), "")

    @staticmethod
    def _alike(word: str, known: list[str], least: float) -> str:
        for start in range(0, len(known), _AT_ONCE):
            some = [one for one in known[start : start + _AT_ONCE] if len(one) <= _LONGEST]
            for one in get_close_matches(word, some, n=1, cutoff=least):
                return one
        return ""

    def _as_ids(self, header: str) -> str:
        return re.sub(r"[^/.]+", lambda part: as_id(part.group()), header)

    def _option(self, id: str, option: str) -> Target | None:
        if id in self._with_na and option == "na":
            return Target(Kind.OPTION, id, option)
        if id not in self.options:
            return None
        if option in WITHOUT and not (option == "na" and id in self._fields):
            return Target(Kind.OPTION, id, option)
        return Target(Kind.OPTION, id, option) if option in self.options[id] and _is_id(option) else None

    def _labelled(self, id: str, label: str) -> Target | None:
        """Find one option of a question by its id or label."""
        for word in (label, as_id(label), plain(label)):
            named = self.options.get(id, {}).get(word, ())
            if len(named) == 1:
                return Target(Kind.OPTION, id, named[0])
        kind = self._words.means(label, WITHOUT)
        return self._option(id, kind) if kind else None

    def _grouped(self, header: str) -> Iterator[Target]:
        """Find an id behind the names of groups, and an option behind its question."""
        parts = [as_id(part) for part in re.split(r"[/.:]", header)]
        if len(parts) > 1:
            option = next((one for id in self._behind_groups(parts[-2]) if (one := self._option(id, parts[-1]))), None)
            last = self.exact(parts[-1]) if option is None else option
            if last is None and parts[-1] in _ENDS:
                last = self.exact(".".join(parts[-2:]))
            if last is not None:
                yield last
            return
        for rest in self._behind_groups(as_id(header)):
            if (found := self.exact(rest)) is not None:
                yield found
            for place, letter in enumerate(rest):
                if letter == "-" and (option := self._option(rest[:place], rest[place + 1 :])) is not None:
                    yield option

    def _behind_groups(self, word: str) -> Iterator[str]:
        """Give a word, and what is left of it behind the names of groups."""
        yield word
        for place, letter in enumerate(word):
            if letter == "-" and word[:place] in self.groups:
                yield from self._behind_groups(word[place + 1 :])

    def _texted(self, header: str) -> Iterator[Target]:
        text = plain(header).rstrip("*: ")
        for one in dict.fromkeys((plain(header), text, _NUMBER.sub("", text, count=1))):
            if one in self.texts:
                yield from self.texts[one]
        option = _OPTION.fullmatch(header.strip())
        if option is not None:
            for target in self._texted(option[1]):
                if target.kind is Kind.ANSWER and (found := self._labelled(target.id, option[2])) is not None:
                    yield found

    def _text_in_path(self, header: str) -> Iterator[Target]:
        """Find a text behind the names of groups, and the label of an option behind the text of its question."""
        slashes = [i for i, letter in enumerate(header) if letter == "/"]
        if len(slashes) > _MOST_PARTS:
            return
        starts = [0, *(i + 1 for i in slashes)]
        for start in starts[1:]:
            yield from self._texted(header[start:])
        for end in slashes:
            for start in (one for one in starts if one < end):
                for target in self._texted(header[start:end]):
                    option = self._labelled(target.id, header[end + 1 :])
                    if target.kind is Kind.ANSWER and option is not None:
                        yield option


def _named(question: Choices) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in question.options:
        for word in dict.fromkeys((one.label, plain(one.label))):
            found[word] = (*found.get(word, ()), one.id)
    return {**found, **{one.id: (one.id,) for one in question.options}}


def _is_id(word: str) -> bool:
    return re.fullmatch("[a-z0-9-]+", word) is not None

"""Answers that a program has: made from plain Python values, or read from a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from silk_assess import bundled
from silk_assess.answers.in_a_file import FORMAT
from silk_assess.answers.reader import answers_of
from silk_assess.faults import Code, Fault, Place, SilkError, Steps, quoted
from silk_assess.files import answer_files
from silk_assess.python.questionnaires import Questionnaire, meant, questionnaire
from silk_assess.python.values import NoValue, kind_of, raw_of

if TYPE_CHECKING:
    from silk_assess.answers.model import Answers as Given
    from silk_assess.questionnaire.tree import Tree
    from silk_assess.report.result import Source

_ORGANISATION: Final = "organisation"
_ANSWERED: Final = "answered"
_PARTS: Final = (_ORGANISATION, _ANSWERED, "answers")


@dataclass(frozen=True, eq=False)
class Answers:
    """One organisation's answers. Make them with `answers` or `read`.

    `file` is where they were read, None where they were given; `questionnaire_id` that for which they are.
    """

    questionnaire_id: str
    file: str | None
    _given: Given | None = None
    _tree: Tree | None = None
    _opened: answer_files.Opened | None = None

    def to(self, tree: Tree) -> Given:
        """Give them as answers to a questionnaire; those of a file are read against it.

        Raises SilkError with every fault in one pass, and where they are for another questionnaire.
        """
        if self._given is not None and self._tree is tree:
            return self._given
        if self._opened is not None:
            return self._opened.answers(tree)
        known = None if self._tree is None else self._tree.pack
        if self._given is None or known is None or known.fingerprint != tree.pack.fingerprint:
            says = f"these answers were checked against another questionnaire than {tree.pack.head.id}"
            do = "Make them with the questionnaire by which they are to be scored."
            raise SilkError(Fault(("questionnaire",), says, do, Code.QUESTIONNAIRE))
        return self._given

    @property
    def source(self) -> Source:
        """Where they were read; nowhere, where they were given."""
        from silk_assess.report.result import Source

        return Source(self.file or "")

    def __repr__(self) -> str:
        return f"Answers(questionnaire_id={self.questionnaire_id!r}, file={self.file!r})"


def read(path: str | os.PathLike[str], questionnaire: Questionnaire | str | None = None) -> Answers:
    """Read an answer file.

    Without a questionnaire it is read by the one that it names, where that comes with the program; else it is
    read once it is scored. Raises SilkError with every fault of it.
    """
    named: Any = path
    if not isinstance(named, str | os.PathLike):
        says = f"a file is named by a text or a path, and here stands {kind_of(path)}"
        raise SilkError(Fault(("path",), says, "Name the file.", Code.VALUE_TYPE))
    opened = answer_files.opened(Path(os.fspath(path)))
    id = opened.questionnaire
    given = _by(questionnaire, id)
    found = Answers(id, str(os.fspath(path)), _opened=opened)
    return found if given is None else replace(found, _given=opened.answers(given.tree), _tree=given.tree)


def _by(given: Questionnaire | str | None, id: str) -> Questionnaire | None:
    if given is not None:
        return meant(given)
    return questionnaire(id) if id in bundled.packs() else None


def answers(
    values: Mapping[str, Any],
    questionnaire: Questionnaire | str,
    organisation: Mapping[str, Any] | None = None,
    answered: Mapping[str, Any] | None = None,
) -> Answers:
    """Take answers from plain Python values, each under the id of its question.

    An answer is True or False, a number, a text (an option's id, `unknown`, `na`), a list of options, None where it
    is not given; or a dictionary with value, note, evidence, not_applicable, as a file has it. `organisation` holds
    the name and the fields of the profile, `answered` its date and who answered (by). A float counts as the
    shortest decimal that gives it back. Raises SilkError with every fault at once.
    """
    tree = meant(questionnaire).tree
    head = tree.pack.head
    faults: list[Fault] = []
    raw: dict[str, Any] = {"format": FORMAT, "questionnaire": head.id, "version": head.version}
    order: list[Steps] = []
    for part, given in zip(_PARTS, (organisation, answered, values), strict=True):
        raw[part] = {}
        for key, value in _entries(part, given, faults):
            order.append((part, key))
            try:
                found = raw_of(value)
            except NoValue as error:
                wrong = error.wrong
                faults.append(_fault(part, key, Fault((part, key), wrong.says, wrong.do, wrong.code)))
            else:
                raw[part] |= {} if found is None else {key: found}
    read, misfits = answers_of(raw, tree, "")
    faults += [_fault(str(one.path[1]), str(one.path[2]), one) if len(one.path) > 2 else one for one in misfits]
    if faults:
        places = {spot: i for i, spot in enumerate(order)}
        raise SilkError(*sorted(faults, key=lambda one: places.get(one.path[:2], -1)))
    return Answers(head.id, None, read, tree)


def _entries(part: str, given: Any, faults: list[Fault]) -> Iterator[tuple[str, Any]]:
    """Go through a dictionary; what is none, and keys that are no texts, are told."""
    if given is None:
        return
    if not isinstance(given, Mapping):
        says = f"{part} are a dictionary, and here stands {kind_of(given)}"
        faults.append(Fault((part,), says, "Write each value under its id.", Code.VALUE_TYPE))
        return
    entries: Iterable[tuple[Any, Any]] = dict.items(given) if isinstance(given, dict) else given.items()
    seen: set[str] = set()
    for given_key, value in entries:
        if not issubclass(type(given_key), str):
            says = f"{kind_of(given_key)} stands as a key"
            faults.append(Fault((part,), says, "Keys are the ids of questions.", Code.VALUE_TYPE))
            continue
        key = str.__str__(given_key)
        if key in seen:
            faults.append(Fault((part, key), f"{quoted(key)} stands here twice", "Keep one of the two.", Code.TWICE))
            continue
        seen.add(key)
        yield key, value


def _fault(part: str, key: str, one: Fault) -> Fault:
    """Put a fault where it stands in the dictionary; its question need not be named once more."""
    rest = one.path[3:] if len(one.path) > 2 and one.path[1:3] == (part, key) else ()
    inner = "".join(f"[{step!r}]" for step in rest)
    place = f"{key}{inner}" if part == "answers" else f"{part}.{key}{inner}"
    return replace(one, path=(part, key, *rest), says=one.brief or one.says, where=Place(place))

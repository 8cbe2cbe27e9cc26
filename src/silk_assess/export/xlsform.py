"""A questionnaire as an XLSForm, the form that KoboToolbox and ODK read: its three sheets, row by row.

Source: docs/format.md, XLSForm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from silk_assess import escape
from silk_assess.countries import countries
from silk_assess.exact import decimal
from silk_assess.export.relevant import SELECTS, lacking, shown_if
from silk_assess.faults import listed, quoted
from silk_assess.questionnaire.model.questions import (
    Anchor,
    AnyQuestion,
    Choice,
    Choices,
    Country,
    Day,
    Quantity,
    YesNo,
)
from silk_assess.questionnaire.outline import NodeSpot, outline
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.tables.headers import GROUPS, NA_END, NA_TEXT, Headers
from silk_assess.tables.layout import Kind, Target
from silk_assess.tables.words import Words
from silk_assess.wording.numbers import in_figures

SURVEY: Final = (
    "type", "name", "label", "hint", "guidance_hint", "relevant", "constraint", "constraint_message", "appearance",
)  # fmt: skip
CHOICES: Final = ("list_name", "name", "label")
SETTINGS: Final = ("form_title", "form_id", "version", "instance_name")

_UNKNOWN: Final = "Don't know"
_NA: Final = "Does not apply"
_NONE: Final = "None of these"
# A group of this name would stand where forms keep their own number.
_TAKEN: Final = "meta"
NAME: Final = "name"
_NAME_TEXT: Final = "Name of your organisation"
# A cell of a workbook ends at 32,767 characters.
_LONGEST: Final = 32_000

Row = tuple[str, ...]


class _End:
    """A group ends."""


# What stands in a form, one after another: a question's id; a group, by name and title; the end of the innermost group.
_Groups = tuple[tuple[str, str], ...]
_Item = str | tuple[str, str] | _End


@dataclass(frozen=True, slots=True)
class Form:
    """A form, and what it cannot hold.

    `asked_always` are questions whose condition is too long for a form, `without_na` those that cannot be said not to
    apply, because the name of that column is the id of something else, `unbound` those of so many options that stand
    alone that no cell holds the rule.
    """

    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: tuple[Row, ...]
    asked_always: tuple[str, ...] = ()
    without_na: tuple[str, ...] = ()
    unbound: tuple[str, ...] = ()

    @property
    def sheets(self) -> Mapping[str, tuple[Row, ...]]:
        """The sheets by their names, each with its header."""
        return {
            "survey": (SURVEY, *self.survey),
            "choices": (CHOICES, *self.choices),
            "settings": (SETTINGS, *self.settings),
        }


def xlsform(tree: Tree, words: Words) -> Form:
    """Write a questionnaire as a form whose exports are read as tables, without a mapping."""
    may_na = [one.id for one in tree.questions if one.may_be_left_out and not isinstance(one.question, SELECTS)]
    taken = {*tree.asked, *tree.node, *(section.id for section in tree.pack.sections)}
    with_na = frozenset(id for id in may_na if f"{id}{NA_END}" not in taken)
    shown = shown_if(tree, with_na)
    survey: list[Row] = []
    choices: list[Row] = []
    for item in _items(tree, words, with_na):
        if isinstance(item, _End):
            survey.append(_row(type="end_group"))
        elif isinstance(item, tuple):
            survey.append(_row(type="begin_group", name=item[0], label=_text(item[1])))
        elif item == NAME:
            survey.append(_row(type="text", name=NAME, label=_NAME_TEXT))
        else:
            one = tree.asked[item]
            survey += _asked(tree, one, shown.get(one.id) or "", one.id in with_na)
            choices += ((one.id, name, _text(label)) for name, label in _options(tree, one))
    if with_na:
        choices += [("yes-no", "yes", "Yes"), ("yes-no", "no", "No")]
    head = tree.pack.head
    return Form(
        tuple(survey),
        tuple(choices),
        ((_text(head.title), head.id, head.version, "${name}"),),
        tuple(id for id, condition in shown.items() if condition is None),
        tuple(id for id in may_na if id not in with_na),
        tuple(id for id in tree.asked if len(_constraint(tree, tree.asked[id])[0]) > _LONGEST),
    )


# Groups


def _items(tree: Tree, words: Words, with_na: frozenset[str]) -> Sequence[_Item]:
    """List questions and groups: these as deep as the headers of exports are still read for what they are."""
    headers = Headers(tree, words)
    places = _places(tree)
    for depth in (len(tree.node), 1):
        items = list(_grouped(places, depth))
        if _is_read(items, headers, with_na):
            return items
    return list(_grouped(places, 0))


def _places(tree: Tree) -> list[tuple[str, _Groups]]:
    """Give each question, the organisation's name first, with the groups around it by their names and titles."""
    sections = {section.id: section.title for section in tree.pack.sections}
    profile = next((one for one in GROUPS if one not in sections), "")
    own: _Groups = ((profile, "Your organisation"),) if profile else ()
    above: dict[str | None, _Groups] = {None: (), "": own}
    above |= {id: ((id, title),) for id, title in sections.items()}
    found: list[tuple[str, _Groups]] = [(NAME, own)]
    for spot in outline(tree.pack):
        if isinstance(spot, NodeSpot):
            above[spot.node.id] = (*above[spot.owner], (spot.node.id, spot.node.title))
        else:
            found.append((spot.question.id, above[spot.owner]))
    return found


def _grouped(places: Sequence[tuple[str, _Groups]], depth: int) -> Iterator[_Item]:
    around: _Groups = ()
    for id, groups in places:
        wanted = groups[:depth]
        same = next((i for i, (one, two) in enumerate(zip(around, wanted, strict=False)) if one != two), None)
        kept = min(len(around), len(wanted)) if same is None else same
        for _ in around[kept:]:
            yield _End()
        yield from wanted[kept:]
        yield id
        around = wanted
    for _ in around:
        yield _End()


def _is_read(items: Sequence[_Item], headers: Headers, with_na: frozenset[str]) -> bool:
    """Say whether both kinds of headers that an export can have are taken for what they are, and no group clashes."""
    path: list[str] = []
    for item in items:
        if isinstance(item, _End):
            path.pop()
        elif isinstance(item, tuple):
            path.append(item[0])
            if path == [_TAKEN]:
                return False
        else:
            columns = {item: Target(Kind.NAME) if item == NAME else Target(Kind.ANSWER, item)}
            if item in with_na:
                columns[f"{item}{NA_END}"] = Target(Kind.OPTION, item, "na")
            for column, target in columns.items():
                if any(_taken_for(headers, sign.join((*path, column))) != {target} for sign in "/-"):
                    return False
    return True


def _taken_for(headers: Headers, header: str) -> set[Target]:
    exact = headers.exact(header)
    return set(headers.inexact(header)) if exact is None else {exact}


# Questions


def _asked(tree: Tree, one: Asked, shown: str, with_na: bool) -> Iterator[Row]:
    question = one.question
    limits, says = _constraint(tree, one)
    if len(limits) > _LONGEST:
        limits = says = ""
    yield _row(
        type=_type(question),
        name=one.id,
        label=_text(question.text),
        hint=_hint(one),
        guidance_hint=_more(question),
        relevant=shown,
        constraint=limits,
        constraint_message=says,
        appearance="minimal" if isinstance(question, Country) else "",
    )
    if with_na:
        is_open = f"${{{one.id}}} = ''"
        yield _row(
            type="select_one yes-no",
            name=f"{one.id}{NA_END}",
            label=_text(f"{NA_TEXT}{question.text}"),
            hint=_text(question.not_applicable or ""),
            relevant=f"({shown}) and {is_open}" if shown else is_open,
        )


def _type(question: AnyQuestion) -> str:
    match question:
        case Choices():
            return f"select_multiple {question.id}"
        case Quantity(decimals=decimals):
            return "integer" if decimals == 0 else "decimal"
        case Day():
            return "date"
        case _ if isinstance(question, SELECTS):
            return f"select_one {question.id}"
        case _:
            return "text"


def _hint(one: Asked) -> str:
    question = one.question
    said = [question.guidance or "", *_in_numbers(question)]
    if one.may_be_left_out and one.role != "profile" and isinstance(question, SELECTS):
        said.append(f"{_NA}: {question.not_applicable}")
    return _text(" ".join(" ".join(part.split()) for part in said if part))


def _in_numbers(question: AnyQuestion) -> Iterator[str]:
    if isinstance(question, Quantity):
        yield f"Unit: {question.unit}." if question.unit else ""
        yield _limits(question)


def _limits(question: Quantity) -> str:
    low, high = question.minimum, question.maximum
    if low is not None and high is not None:
        return f"From {decimal(low)} to {decimal(high)}."
    return f"At least {decimal(low)}." if low is not None else f"At most {decimal(high)}." if high is not None else ""


def _more(question: AnyQuestion) -> str:
    """Say what is known of the options, for whoever opens it."""
    options = question.options if isinstance(question, Choice | Choices | Anchor) else ()
    return _text("\n".join(f"{one.label}: {' '.join(one.help.split())}" for one in options if one.help))


def _constraint(tree: Tree, one: Asked) -> tuple[str, str]:
    """Give the rule that an answer keeps, and what is said where it does not; both are empty where there is none."""
    question = one.question
    if isinstance(question, Choices):
        alone = [option.id for option in question.options if option.exclusive]
        alone += ["none", *lacking(tree, one.id)]
        chosen = " or ".join(f"selected(., '{id}')" for id in alone)
        labels = dict(_options(tree, one))
        says = f"{listed([quoted(labels[id]) for id in alone], 'or')} stands alone."
        return f"count-selected(.) <= 1 or not({chosen})", _text(says)
    if not isinstance(question, Quantity):
        return "", ""
    rules = [f". >= {decimal(question.minimum)}"] if question.minimum is not None else []
    rules += [f". <= {decimal(question.maximum)}"] if question.maximum is not None else []
    says = _limits(question)
    if question.decimals:
        rules.append(f". = round(., {question.decimals})")
        says = f"{says} {in_figures(question.decimals, 'figure')} after the point at most.".strip()
    return " and ".join(rules), says if rules else ""


def _options(tree: Tree, one: Asked) -> Iterator[tuple[str, str]]:
    """Give all choices of a select, by their names and labels."""
    match one.question:
        case Choice(options=options) | Anchor(options=options) | Choices(options=options):
            yield from ((option.id, option.label) for option in options)
        case YesNo():
            yield from (("yes", "Yes"), ("no", "No"))
        case Country():
            yield from countries().items()
    if isinstance(one.question, Choices):
        yield "none", _NONE
    for word in lacking(tree, one.id):
        yield word, _UNKNOWN if word == "unknown" else _NA


def _row(**cells: str) -> Row:
    return tuple(cells.get(column, "") for column in SURVEY)


# Texts

_MARKS: Final = re.compile(r"[\\*_]|(?m:^)#")


def _text(text: str) -> str:
    """Make a text safe for a form: what forms would take for a question, for Markdown or for HTML is read as it stands.

    >>> _text("${x} costs <b>5</b> [here](http://a)")
    '$ {x} costs < b>5< /b> [here] (http://a)'
    >>> _text("a*b, *both*"), _text("a_b")
    ('a\\\\*b, \\\\*both\\\\*', 'a_b')
    """
    seen = escape.visible(text).replace("${", "$ {").replace("](", "] (")
    seen = re.sub(r"<(?=[A-Za-z/!])", "< ", seen)
    if any(seen.count(mark) > 1 for mark in "*_") or "#" in seen:
        seen = _MARKS.sub(lambda match: f"\\{match.group()}", seen)
    return seen if len(seen) <= _LONGEST else f"{seen[: _LONGEST - 1]}…"

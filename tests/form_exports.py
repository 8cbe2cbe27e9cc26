"""Forms as a phone fills them in: which questions it shows, and the exports that KoboToolbox and ODK make of that."""

from __future__ import annotations

import csv
import io
import random
import re
from dataclasses import dataclass
from itertools import product

from silk_assess.answers.model import Answer, Answers
from silk_assess.exact import decimal
from silk_assess.export.xlsform import SURVEY, Form
from silk_assess.questionnaire.model.questions import Anchor, Choice, Choices, Country, YesNo
from silk_assess.questionnaire.tree import Tree

SELECTS = (Choice, Choices, YesNo, Country, Anchor)


@dataclass(frozen=True)
class Column:
    """A question of a form with the groups around it; `options` are those of a select of several."""

    name: str
    groups: tuple[str, ...]
    row: dict[str, str]
    options: tuple[str, ...]


def columns(form: Form) -> list[Column]:
    """List the questions of a form with the groups around them."""
    names: dict[str, list[str]] = {}
    for list_name, name, _ in form.choices:
        names.setdefault(list_name, []).append(name)
    found, groups = [], []
    for row in (dict(zip(SURVEY, cells, strict=True)) for cells in form.survey):
        kind, _, list_name = row["type"].partition(" ")
        if kind == "begin_group":
            groups.append(row["name"])
        elif kind == "end_group":
            groups.pop()
        else:
            several = tuple(names[list_name]) if kind == "select_multiple" else ()
            found.append(Column(row["name"], tuple(groups), row, several))
    assert groups == []
    return found


# Expressions, as XPath decides them


class _Value:
    """A question's value: a text, and in comparisons with numbers the number that it is, if any."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _pair(self, other: object) -> tuple[object, object]:
        if isinstance(other, _Value):
            return self.text, other.text
        if isinstance(other, str):
            return self.text, other
        try:
            return float(self.text), other
        except ValueError:
            return float("nan"), other

    def __eq__(self, other: object) -> bool:
        one, two = self._pair(other)
        return one == two

    def __ne__(self, other: object) -> bool:
        one, two = self._pair(other)
        return one != two

    __hash__ = None

    def __ge__(self, other: float) -> bool:
        return self._pair(other)[0] >= other

    def __gt__(self, other: float) -> bool:
        return self._pair(other)[0] > other

    def __le__(self, other: float) -> bool:
        return self._pair(other)[0] <= other

    def __lt__(self, other: float) -> bool:
        return self._pair(other)[0] < other


_TOKEN = re.compile(r"""\$\{[^}]+\}|'[^']*'|"[^"]*"|count-selected|[a-z]+|-?[0-9.]+|[<>!]=|[=<>(),.]|\s+""")
_FUNCTIONS = {
    "selected": lambda value, word: word in value.text.split(),
    "count_selected": lambda value: len(value.text.split()),
    "concat": lambda *parts: "".join(parts),
    "round": lambda value, places: round(float(value.text or "nan"), places),
    "not_": lambda value: not value,
    "true": lambda: True,
    "false": lambda: False,
}


def holds(expression: str, values: dict[str, str], own: str = "") -> bool:
    """Decide an expression of a form; `own` is the value behind a point."""
    said = []
    at = 0
    while at < len(expression):
        token = _TOKEN.match(expression, at)
        assert token is not None, expression[at:]
        at, word = token.end(), token[0]
        if word.startswith("${"):
            said.append(f"V(values[{word[2:-1]!r}])")
        elif word == ".":
            said.append("V(own)")
        elif word[0] in "'\"":
            said.append(repr(word[1:-1]))
        else:
            said.append({"=": "==", "not": "not_", "count-selected": "count_selected"}.get(word, word))
    names = {"V": _Value, "values": values, "own": own, **_FUNCTIONS}
    return bool(eval("".join(said).strip(), {"__builtins__": {}}, names))


# A form filled in


def filled(form: Form, tree: Tree, wanted: Answers) -> dict[str, str]:
    """Fill a form in as somebody would who answers whatever is shown; what is not shown stays empty."""
    there = {one.name: one for one in columns(form)}
    values = dict.fromkeys(there, "")
    values["name"] = wanted.name or ""
    for one in tree.asking_order:
        answer = Answer(wanted.profile[one.id]) if one.id in wanted.profile else wanted.answers.get(one.id)
        for name in (one.id, f"{one.id}-na"):
            column = there.get(name)
            if column is None or (name != one.id and name in tree.asked):
                continue
            shown = column.row["relevant"]
            if not shown or holds(shown, values):
                values[name] = _typed(one.question, answer, name != one.id)
                limits = column.row["constraint"]
                assert not values[name] or not limits or holds(limits, values, values[name]), (limits, values[name])
    return values


def _typed(question: object, answer: Answer | None, is_na: bool) -> str:
    if answer is None:
        return ""
    if is_na:
        return "yes" if answer.not_applicable is not None else "no" if answer.unknown else ""
    if answer.unknown or answer.not_applicable is not None:
        word = "unknown" if answer.unknown else "na"
        return word if isinstance(question, SELECTS) else ""
    if isinstance(answer.value, tuple):
        return " ".join(answer.value) or "none"
    return decimal(answer.value) if isinstance(answer.value, int) else answer.value or ""


def said(tree: Tree, values: dict[str, str], wanted: Answers) -> Answers:
    """Give the answers that a form filled in stands for."""
    profile = {id: value for id, value in wanted.profile.items() if values[id]}
    found = {}
    for one in tree.questions:
        answer = wanted.answers.get(one.id)
        if answer is None:
            continue
        if values[one.id]:
            found[one.id] = Answer(answer.value, answer.unknown, "" if answer.not_applicable is not None else None)
        elif answer.not_applicable is not None and values.get(f"{one.id}-na") == "yes":
            found[one.id] = Answer(not_applicable="")
    return Answers(wanted.name, profile, found)


# Exports


@dataclass(frozen=True)
class Way:
    """How a program exports: the sign between groups, that before an option, and how several choices are written."""

    tool: str
    between: str
    option: str
    choices: str
    separator: str
    has_groups: bool = True


def ways() -> list[Way]:
    """List the ways in which the two programs export a form."""
    kinds = [("kobo", "/", "/", ";"), ("odk", "-", "-", ","), ("odk", "-", "/", ",")]
    found = [Way(*kind[:3], choices, kind[3]) for kind, choices in product(kinds, ("one", "split", "both"))]
    return [*found, Way("kobo", "/", "/", "both", ";", has_groups=False)]


# What the two add, before and behind.
_ADDED = {
    "kobo": (("start", "end"), ("_id", "_uuid", "_submission_time", "_validation_status", "_index")),
    "odk": (("SubmissionDate", "start", "end"), ("meta-instanceID", "KEY", "SubmitterID", "ReviewState")),
}


def export(form: Form, members: list[dict[str, str]], way: Way, chance: random.Random) -> bytes:
    """Export what was collected with a form."""
    before, behind = _ADDED[way.tool]
    heads: list[tuple[str, str, str]] = []
    for one in columns(form):
        head = way.between.join((*one.groups, one.name) if way.has_groups else (one.name,))
        if not one.options or way.choices != "split":
            heads.append((head, one.name, ""))
        if one.options and way.choices != "one":
            heads += [(f"{head}{way.option}{option}", one.name, option) for option in one.options]
    lines = [[*before, *(head for head, _, _ in heads), *behind]]
    for member in members:
        cells = [_cell(member[name], option) for _, name, option in heads]
        added = [f"2026-11-10T09:41:1{chance.randint(0, 9)}.123+01:00" for _ in (*before, *behind)]
        lines.append([*added[: len(before)], *cells, *added[len(before) :]])
    text = io.StringIO()
    csv.writer(text, delimiter=way.separator, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode("utf-8-sig" if way.tool == "kobo" else "utf-8")


def _cell(value: str, option: str) -> str:
    if not option or not value:
        return value
    return str(int(option in value.split()))

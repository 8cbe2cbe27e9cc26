"""Several voices at one table, written from docs/scoring.md, Voices, alone, on top of the second scorer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import second_scorer as second
from second_scorer import Scoring, Tree, Value, exact

FLOOR = 5


class Table(Scoring):
    """What several answer files come to; `said` holds what was answered to each disputed question."""

    def __init__(self, questionnaire: second.Questionnaire, answers: Tree, said: dict[str, list[Any]]) -> None:
        super().__init__(questionnaire, answers)
        self.said = said

    def with_answers(self, changes: Tree) -> Table:
        return Table(self.q, {**self.answers, "answers": {**self.given, **changes}}, self.said)

    def _question_value(self, id: str) -> Value | None:
        question = self.q.questions[id]
        if self.state(id) == "unknown" and id in self.said and not self._may_vanish(question):
            points = [second.points_of(question, value) for value in self._values_said(id)]
            if self.q.part[id] not in ("likelihood", "impact"):
                return Value(min(points), None, max(points), Fraction(0))
        return super()._question_value(id)

    def _numbers(self, question: Tree) -> list[Fraction]:
        id, declared = question["id"], second.declared_numbers(question)
        if self.state(id) == "unknown" and id in self.said and not self._may_vanish(question):
            return [declared[value] for value in self._values_said(id)]
        return super()._numbers(question)

    def _may_vanish(self, question: Tree) -> bool:
        if self.state(question["id"]) == "unknown" and question["id"] in self.said and "na" not in self._said(question):
            return self.holds(question.get("when", {}), in_rule=False) is None
        return super()._may_vanish(question)

    def _said(self, question: Tree) -> list[Any]:
        return self.said[question["id"]]

    def _values_said(self, id: str) -> list[Any]:
        return [value for value in self.said[id] if value != "na"]


def said_to(question: Tree, voices: list[Tree]) -> list[Any]:
    """List what was answered to a question; choices in the order of the options."""
    found = []
    for voice in voices:
        kind, value, _ = second.split_answer(voice["answers"].get(question["id"]))
        if kind == "value":
            is_list = question["type"] == "choices"
            found.append([id for id in second.option_ids(question) if id in value] if is_list else value)
        elif kind == "na":
            found.append("na")
    return [_exact(question, value) for value in found]


def _exact(question: Tree, value: Any) -> Any:
    """Write numbers in one way, so that 2 and 2.0 are one answer."""
    return second.written(exact(value)) if question["type"] == "number" and value != "na" else value


def are_alike(values: list[Any]) -> bool:
    return all(value == values[0] for value in values)


def table(pack: Tree, voices: list[Tree], floor: int) -> Table:
    """Lay answer files together: what agrees counts, what differs is open between its ends."""
    q = second.Questionnaire(pack)
    answers: Tree = {}
    disputed: dict[str, list[Any]] = {}
    for id, question in q.questions.items():
        values = said_to(question, voices)
        if len(values) >= floor:
            if are_alike(values):
                answers[id] = values[0]
            else:
                disputed[id] = values
    organisation = {}
    for id in q.profile:
        values = [voice["organisation"][id] for voice in voices if id in voice["organisation"]]
        field = q.profile[id]
        if field["type"] == "choices":
            values = [sorted(value) for value in values]
        if values and are_alike([_exact(field, value) for value in values]):
            organisation[id] = values[0]
    return Table(q, {"version": pack["pack"]["version"], "organisation": organisation, "answers": answers}, disputed)


def disputed_here(found: Table) -> list[str]:
    """List the disputed questions that are not hidden."""
    return [id for id in found.said if found.state(id) != "hidden"]


def worst_said(found: Table, id: str) -> Any:
    """Give the worst answer that somebody gave: the first of equals as the options stand."""
    question = found.q.questions[id]
    values = [value for value in found.said[id] if value != "na"]
    if found.q.part[id] in ("likelihood", "impact"):
        return max(values, key=lambda value: second.declared_numbers(question)[value])
    return min(values, key=lambda value: second.points_of(question, value))


def order(found: Table) -> list[str]:
    """Put the disputed questions in the order of what hangs on them."""
    low, high = found.level_low(), found.level_high()
    needed = []
    if low is not None and high is not None:
        for level in found.q.levels[low + 1 : high + 1]:
            for id, bound in level.get("requires", {}).items():
                value = found.value(id)
                if value is not None and value.low < exact(bound):
                    needed.append(id)
    read = {id for node in needed for id in found.q.read_by(node)}
    ids = disputed_here(found)
    keys = {}
    for id in ids:
        swing = takes = Fraction(0)
        if second.is_scored(found.q.questions[id]) or found.q.part[id] in ("likelihood", "impact"):
            trial = found.with_answers({id: worst_said(found, id)})
            if id in read and found.q.part[id] != "flow":
                for node in needed:
                    swing += _falls(found, trial, node) / found.q.scale(node)
            if "index" in found.q.nodes:
                takes = _falls(found, trial, "index")
        keys[id] = (-swing, -takes)
    return sorted(ids, key=lambda id: keys[id])


def _falls(before: Scoring, after: Scoring, node: str) -> Fraction:
    one, other = before.value(node), after.value(node)
    return Fraction(0) if one is None or other is None else one.high - other.high


def combinations(found: Table, fixed: Tree | None = None) -> Iterator[Scoring]:
    """Score every way to settle what is disputed by an answer that somebody gave."""
    ids = list(found.said)
    ways = [[(fixed or {})[id]] if id in (fixed or {}) else _distinct(found.said[id]) for id in ids]
    for chosen in itertools.product(*ways):
        given = {**found.given, **dict(zip(ids, chosen, strict=True))}
        yield Scoring(found.q, {**found.answers, "answers": given})


def _distinct(values: list[Any]) -> list[Any]:
    return [value for i, value in enumerate(values) if value not in values[:i]]

"""What to do next: questions to close, then the way up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from silk_assess.advice.better_answers import BetterAnswers
from silk_assess.answers.model import Given
from silk_assess.answers.state import waited_for
from silk_assess.exact import decimal
from silk_assess.questionnaire.model.questions import Choices
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.top_three import matters
from silk_assess.scoring.assessment import Value
from silk_assess.scoring.trial import tried
from silk_assess.wording import answers, names, numbers, progress
from silk_assess.wording.numbers import count, in_words, plural


class OpenQuestion(NamedTuple):
    """A question worth answering next, and what each answer would do to the level."""

    id: str
    text: str
    note: str
    stake: str
    outcomes: tuple[tuple[str, str], ...]


class Deed(NamedTuple):
    """One answer of the way up."""

    id: str
    text: str
    now: str
    then: str
    takes: str
    effect: str


class NextStep(NamedTuple):
    """What to do next: questions to close, then the way up; each with its heading and a sentence."""

    ask_head: str
    ask_text: str
    ask: tuple[OpenQuestion, ...]
    way_head: str
    way_text: str
    way: tuple[Deed, ...]
    notes: tuple[str, ...]


def next_step(found: Findings) -> NextStep:
    """Name the questions to close first and the way up after that; with neither, say so."""
    level = found.assessment.level
    if level is None:
        return NextStep("", "", (), "Start with one of the three", _FIRST if matters(found) else _NOTHING, (), ())
    ask = tuple(_open_question(found, id) for id in found.ask_next)
    ask_head = f"First, close {count(len(ask), 'open question')}" if ask else ""
    ask_text = ""
    if ask:
        ends = found.level_title(level.low), found.level_title(level.high)
        joint = plural(level.high - level.low, "or at", "or up to")
        ask_text = (
            f"{plural(len(ask), 'It tells', 'They tell')} most about whether you are at {ends[0]} {joint} {ends[1]}."
        )
    elif not level.firm:
        ask_head, ask_text = "First, an earlier question", _waits_for(found)
    way_head, way_text, way = _way(found, bool(ask))
    return NextStep(ask_head, ask_text, ask, way_head, way_text, way, (_ANSWERING,) if way else ())


_FIRST = (
    "This questionnaire has no levels to climb. Begin with the thing that costs most, and answer again when it is done."
)
_NOTHING = "Nothing more can be said from these answers. Answer what is open, and draw the report again."
_ANSWERING = "To answer differently is not to be ready. First comes the change, then the answer."


def _waits_for(found: Findings) -> str:
    asked = waited_for(found.tree, found.assessment.standings)
    texts = "; ".join(f"“{found.question(id).question.text}”" for id in asked)
    if not texts:
        return "What is open depends on answers that are themselves open."
    return f"What could change the level is asked only after this is answered: {texts}"


def _open_question(found: Findings, id: str) -> OpenQuestion:
    need = next((one for one in found.open_needs if found.tree.stands_under(id, one.node)), found.open_needs[0])
    assert need.value is not None
    ends = numbers.span(need.value.low, need.value.high, found.tree.bounds(need.node))
    stake = f"{names.title(found.tree, need.node)}: {ends} till then, {decimal(need.needed)} needed."
    return OpenQuestion(id, found.question(id).question.text, found.stored(id).note or "", stake, outcomes(found, id))


def outcomes(found: Findings, id: str) -> tuple[tuple[str, str], ...]:
    """Say for each answer that a question could have which levels would then be possible."""
    question = found.question(id).question
    if isinstance(question, Choices):
        return ()
    said = []
    for change in found.changes:
        if change.question == id and change.level is not None:
            low, high = found.level_title(change.level.low), found.level_title(change.level.high)
            said.append((answers.answer(question, change.answer), low if low == high else f"{low} to {high}"))
    return tuple(said)


def _way(found: Findings, first_asked: bool) -> tuple[str, str, tuple[Deed, ...]]:
    level, way = found.assessment.level, found.way_up
    assert level is not None
    then = "Then, the" if first_asked else "The"
    if found.next_level is None:
        text = (
            "Every requirement of the highest level holds as answered. "
            "Look again in a year, and show others how you did it."
        )
        return "You are at the top", text, ()
    title = found.level_title(found.next_level)
    if way is None:
        held = wording_of_missed(found)
        text = f"No change of what you do leads there alone, by these answers. {held}"
        return f"What holds you below {title}", text, ()
    reached = found.level_title(way.to)
    these = plural(len(way.changes), "this one", f"these {in_words(len(way.changes))}")
    text = f"With {these} in place, and all else as answered, you reach it."
    after = tried(found.assessment, way.changes).values
    needs = _needs(found, level.point, way.to)
    deeds = tuple(_deed(found, id, value, needs, after) for id, value in way.changes.items())
    return f"{then} way up to {reached}", text, deeds


# For each node what it needs on the way up, each with its place among all that is needed.
_Needs = dict[str, list[tuple[int, int]]]


def _needs(found: Findings, now: int, aim: int) -> _Needs:
    """Gather what the levels on the way up ask for and is missed so far."""
    needs: _Needs = {}
    asked = [pair for number in range(now + 1, aim + 1) for pair in found.tree.requires[number]]
    for place, (node, need) in enumerate(asked):
        before = found.value(node)
        if before is not None and before.so_far < need:
            needs.setdefault(node, []).append((place, need))
    return needs


def _deed(found: Findings, id: str, value: Given, needs: _Needs, after: Mapping[str, Value | None]) -> Deed:
    one = found.question(id)
    better = BetterAnswers(one, found.standing(id).value or 0)
    more = " (or better)" if value != better[better.count] else ""
    then = answers.answer(one.question, value) + more
    return Deed(
        id, one.question.text, found.answer(id), then, progress.TAKES[one.effort], _effect(found, id, needs, after)
    )


def _effect(found: Findings, id: str, needs: _Needs, after: Mapping[str, Value | None]) -> str:
    """Say what the way up does to the first requirement that this answer bears on; empty where it is none."""
    above = (id, *found.tree.above.get(id, ()))
    asked = sorted((place, need, over) for over in above for place, need in needs.get(over, ()))
    for _, need, node in asked:
        before, now = found.value(node), after[node]
        if before is not None and now is not None and now.point is not None:
            ends = f"from {found.points(node, before.so_far)} to {found.points(node, now.point)}"
            return f"{names.title(found.tree, node)}: {ends}, {decimal(need)} needed."
    return ""


def wording_of_missed(found: Findings) -> str:
    """Say which nodes hold the level, with points and what is needed."""
    if not found.missed:
        return ""
    pieces = []
    for one in found.missed:
        node, need, value = one.node, one.needed, one.value
        assert value is not None
        have = (
            f"between {numbers.between(value.low, value.high, found.tree.bounds(node))}"
            if value.point is None
            else found.points(node, value.point)
        )
        pieces.append(f"{names.title(found.tree, node)} has {have}, and {decimal(need)} is needed")
    return "; ".join(pieces) + "."

"""What a questionnaire has, by id, for checks that look things up; and how faults of it are said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from silk_assess.exact import HUNDRED, UNIT, decimal
from silk_assess.faults import Fault, Steps, did_you_mean, quoted
from silk_assess.questionnaire.field_types import number_remedy
from silk_assess.questionnaire.model.nodes import Risk
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.outline import NodeSpot, QuestionSpot, children, is_scored, outline


@dataclass(frozen=True, slots=True)
class Known:
    """What a questionnaire has, by id.

    `asked` are the profile's fields and the questions; `scales` are those of all nodes, the
    index included.
    """

    spots: Sequence[QuestionSpot | NodeSpot]
    questions: Mapping[str, QuestionSpot]
    profile: Mapping[str, QuestionSpot]
    nodes: Mapping[str, NodeSpot]
    asked: Mapping[str, QuestionSpot]
    scales: Mapping[str, int]


def known(pack: Pack) -> Known:
    """Lay out a questionnaire for look-ups."""
    spots = list(outline(pack))
    questions: dict[str, QuestionSpot] = {}
    profile: dict[str, QuestionSpot] = {}
    nodes: dict[str, NodeSpot] = {}
    for spot in spots:  # of two with one id the first is meant
        if isinstance(spot, NodeSpot):
            nodes.setdefault(spot.node.id, spot)
        else:
            (profile if spot.role == "profile" else questions).setdefault(spot.question.id, spot)
    return Known(
        spots=spots,
        questions=questions,
        profile=profile,
        asked={**profile, **questions},
        nodes=nodes,
        scales=_scales(pack, question_scales(questions), nodes),
    )


def question_scales(questions: Mapping[str, QuestionSpot]) -> dict[str, int]:
    """Give the scale of every scored question."""
    return {id: spot.question.scale for id, spot in questions.items() if is_scored(spot.question)}


def _scales(pack: Pack, scales: dict[str, int], nodes: Mapping[str, NodeSpot]) -> dict[str, int]:
    """Give the scale of every node; sums count their children, risks 100."""
    found = dict(scales)
    for id, spot in reversed(list(nodes.items())):
        if isinstance(spot.node, Risk):
            found[id] = HUNDRED
        else:
            found[id] = _scale(spot.node.aggregate, spot.node.scale, children(spot.node), found)
    index, ids = pack.head.index, [*nodes]
    if index is not None:
        below = [(child.id, child.weight) for child in index.children]
        found["index"] = _scale(index.aggregate, index.scale, below, found)
        ids.append("index")
    return {id: found[id] for id in ids}


def _scale(aggregate: str, written: int | None, below: Iterable[tuple[str, int]], scales: Mapping[str, int]) -> int:
    if aggregate == "sum":
        return sum(weight * scales.get(id, 0) for id, weight in below) // UNIT
    return HUNDRED if written is None else written


def unknown(path: Steps, what: str, id: str, known: Iterable[str], at_key: bool = False) -> Fault:
    """Tell that nothing has a certain id, and what it may have meant."""
    names = list(known)
    do = did_you_mean(id, names) if names else "Take it out, or add what it names."
    return Fault(path, f"there is no {what} {quoted(id)}", do, "unknown-id", "key" if at_key else "value")


def out_of_range(path: Steps, value: int, words: str) -> Fault:
    """Tell that a number is not what `words` say, such as "between 0 and 100"."""
    return Fault(path, f"{decimal(value)} is not {words}", f"Choose a number {words}.", "out-of-range")


def within(scale: int) -> str:
    """Say which numbers lie on a scale."""
    return f"between 0 and {decimal(scale)}"


def no_number(path: Steps, value: str) -> Fault:
    """Tell that a text is not a number."""
    return Fault(path, f"{quoted(value)} is not a number", number_remedy(value), "number")

"""What a questionnaire has, by id, for checks that look things up; and how faults of it are said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from silk_assess.exact import decimal
from silk_assess.faults import At, Code, Fault, Steps, did_you_mean, only_near, quoted
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.outline import NodeSpot, QuestionSpot, outline
from silk_assess.questionnaire.scales import node_scales


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
        scales=node_scales(nodes, pack.head.index, questions),
    )


def unknown(path: Steps, what: str, id: str, known: Iterable[str], at_key: bool = False) -> Fault:
    """Tell that nothing has a certain id, and what it may have meant."""
    names = list(known)
    do = did_you_mean(id, names) if names else "Take it out, or add what it names."
    at: At = "key" if at_key else "value"
    says = f"there is no {what} {quoted(id)}"
    return Fault(path, says, do, Code.UNKNOWN_ID, at, instead=only_near(id, names), subject=(id,))


def out_of_range(path: Steps, value: int, words: str) -> Fault:
    """Tell that a number is not what `words` say, such as "between 0 and 100"."""
    return Fault(path, f"{decimal(value)} is not {words}", f"Choose a number {words}.", Code.OUT_OF_RANGE)


def within(scale: int) -> str:
    """Say which numbers lie on a scale."""
    return f"between 0 and {decimal(scale)}"

"""What a portfolio keeps of each organisation: a small record that travels well between processes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, NamedTuple

from silk_assess.advice import points_lost, rules
from silk_assess.advice.ask_next import ask_next
from silk_assess.advice.findings import Advice, findings
from silk_assess.advice.tools import Suggestion, tools
from silk_assess.answers.model import Given
from silk_assess.answers.state import Standing
from silk_assess.exact import rounded
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.questionnaire.model.questions import CELLS, FACETS, Choice, YesNo
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.scoring.assessment import Assessment, Flow, Value

# What `answered` says of a question where it does not say which option was chosen.
LESS: Final = 252
_HALF: Final = 253
BEST: Final = 254
OPEN: Final = 255
# A figure that there is not, where `flat` lays figures out as bare numbers; real ones are 0 or more.
NONE: Final = -1
_ABSENT: Final = "-"
_NO_POINT: Final = "?"


class Reach(NamedTuple):
    """Where a figure lies, in micro-units: `point` as answered, None where too little is."""

    low: int
    point: int | None
    high: int


@dataclass(frozen=True, slots=True)
class Explained:
    """What explaining and advising say of one organisation, of which only sums are ever shown.

    `losses` (as `tree.questions`) are packed into a text: `amounts` unpacks them. `missing` is all
    that was lost. `tools` come in their order, `addresses` with them.
    """

    losses: str
    missing: int
    tools: tuple[str, ...]
    addresses: tuple[int, ...]
    ask_next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One assessed organisation of many.

    `file` says where it was read; `extra` are columns that were carried along. `nodes` (as
    `tree.nodes`) and `flows` (each cell, now and ambition) are packed into texts, since there may
    be a hundred thousand of them: `reaches` unpacks. `answered` is one byte a question: the place
    of the option chosen, or how much of the points. `evidence` is None where nobody could name
    any, `explained` where it was not worked out.
    """

    id: str
    name: str
    file: str
    profile: Mapping[str, Given]
    extra: Mapping[str, str]
    level: tuple[int, int, int] | None
    nodes: str
    flows: str
    answered: bytes
    flags: tuple[str, ...]
    coverage: int
    evidence: int | None
    explained: Explained | None = None


def member_of(
    assessment: Assessment,
    file: str,
    extra: Mapping[str, str] | None = None,
    id: str = "",
    found: Advice | None = None,
    has_evidence: bool = True,
) -> Member:
    """Keep of an assessment what a portfolio needs; `found` are its findings, where they are known already.

    Without `has_evidence` there was no place where anybody could have named any.
    """
    found = findings(assessment) if found is None else found
    told = _explained(assessment.tree, found.gains, found.tools, found.ask_next)
    return replace(scored_of(assessment, file, extra, id, found.flags, has_evidence), explained=told)


def scored_of(
    assessment: Assessment,
    file: str,
    extra: Mapping[str, str] | None = None,
    id: str = "",
    flags: Iterable[Rule] | None = None,
    has_evidence: bool = True,
) -> Member:
    """Keep of an assessment what scoring alone says; `flags` are the rules that fired, where they are known already."""
    answers, level, tree = assessment.answers, assessment.level, assessment.tree
    return Member(
        id=id,
        name=answers.name or "",
        file=file,
        profile=dict(answers.profile),
        extra=dict(extra or {}),
        level=None if level is None else (level.low, level.point, level.high),
        nodes=_packed(assessment.values[node.id] for node in tree.nodes),
        flows=_packed(assessment.flows[cell, facet] for cell in CELLS for facet in FACETS),
        answered=bytes(answered_byte(one, assessment.standings[one.id]) for one in tree.questions),
        flags=tuple(rule.id for rule in (rules.flags(assessment) if flags is None else flags)),
        coverage=assessment.coverage,
        evidence=assessment.evidence if has_evidence else None,
    )


def explained_of(assessment: Assessment) -> Explained:
    """Work out of an assessment only what a portfolio tells of explaining and advising."""
    gains = points_lost.lost(assessment)
    return _explained(assessment.tree, gains, tools(assessment, gains), ask_next(assessment))


def _explained(
    tree: Tree, gains: Mapping[str, Fraction], suggested: Sequence[Suggestion], asks: Sequence[str]
) -> Explained:
    sizes = {id: rounded(amount.numerator, amount.denominator) for id, amount in gains.items()}
    return Explained(
        losses=" ".join(str(sizes.get(one.id, 0)) for one in tree.questions),
        missing=sum(sizes.values()),
        tools=tuple(one.tool.id for one in suggested),
        addresses=tuple(one.addresses for one in suggested),
        ask_next=tuple(asks),
    )


def reaches(packed: str) -> list[Reach | None]:
    """Unpack figures: None where a node or flow is absent.

    >>> reaches("0,40,100 - 0,?,100")
    [Reach(low=0, point=40, high=100), None, Reach(low=0, point=None, high=100)]
    """
    return [None if text == _ABSENT else _reach(text) for text in packed.split()]


def flat(packed: str) -> list[int]:
    """Unpack figures to low, point and high in one row, NONE for each that there is not.

    >>> flat("0,40,100 - 0,?,100")
    [0, 40, 100, -1, -1, -1, 0, -1, 100]
    """
    numbers = packed.replace(_ABSENT, f"{NONE},{NONE},{NONE}").replace(_NO_POINT, str(NONE)).replace(" ", ",")
    return [int(text) for text in numbers.split(",")] if numbers else []


def amounts(packed: str) -> list[int]:
    """Unpack points lost.

    >>> amounts("0 9375000")
    [0, 9375000]
    """
    return [int(text) for text in packed.split()]


def _packed(values: Iterable[Value | Flow | None]) -> str:
    return " ".join(_ABSENT if one is None else _written(one) for one in values)


def _written(value: Value | Flow) -> str:
    return f"{value.low},{_NO_POINT if value.point is None else value.point},{value.high}"


def _reach(text: str) -> Reach:
    low, point, high = text.split(",")
    return Reach(int(low), None if point == _NO_POINT else int(point), int(high))


def answered_byte(one: Asked, standing: Standing) -> int:
    """Say in one byte what was answered; only of scored questions."""
    value = standing.value
    if value is None or standing.state != "answered" or not one.scored or one.role in ("likelihood", "impact"):
        return OPEN
    if isinstance(one.question, Choice | YesNo) and len(one.table) < LESS and isinstance(value, str):
        return list(one.table).index(value)
    size = points(one, value)
    return BEST if size == one.scale else _HALF if 2 * size >= one.scale else LESS

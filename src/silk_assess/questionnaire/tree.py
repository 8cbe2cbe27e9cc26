"""A questionnaire compiled: nodes with a rule and children, questions with tables of points.

The files spell one idea in several ways (section, dimension, risk, index); from here on there
are only nodes and questions. Nothing in this module reads an answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import lcm
from typing import Literal

from silk_assess.exact import micro
from silk_assess.faults import Steps
from silk_assess.questionnaire.conditions import Condition, Fact, reads
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.questionnaire.model.nodes import Band, Dimension, Index, Risk, RiskBand, RisksSection, ScoreSection
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model.questions import (
    CELLS,
    FACETS,
    Anchor,
    AnyQuestion,
    Choice,
    Country,
    Quantity,
    YesNo,
)
from silk_assess.questionnaire.outline import Role
from silk_assess.questionnaire.versions import Renamed, is_earlier

# A common multiple of the children's scales; and each child that counts with its weight, and with
# that weight times what brings its points to the common multiple.
Shares = tuple[int, tuple[tuple[str, int, int], ...]]
RuleName = Literal["mean", "gmean", "min", "sum", "risk"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as scoring sees it.

    `table` gives points in micro-units: of each option, with `reversed` applied (choice, yes-no);
    each option's part of the whole, 0 for exclusive ones (choices); the number that a likelihood
    or impact declares. `goalposts` are those of a scored number; `least` and `greatest` the points
    that its answers reach. `weight` is 1 for likelihood and impact. `effort` is 1 days, 2 weeks,
    3 months.
    """

    id: str
    path: Steps
    role: Role
    owner: str
    question: AnyQuestion
    scored: bool
    scale: int
    weight: int
    reversed: bool
    table: Mapping[str, int]
    goalposts: tuple[int, int] | None
    when: Condition | None
    effort: int
    least: int = 0
    greatest: int = 0

    @property
    def may_be_left_out(self) -> bool:
        """Whether one may say that the question does not apply."""
        return self.question.not_applicable is not None


@dataclass(frozen=True, slots=True)
class GateRule:
    """A cap on a node while one of `below` is under its threshold; micro-units."""

    below: tuple[tuple[str, int], ...]
    cap: int
    because: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """A section of kind score or risks, a dimension, a risk, or the index.

    `scale` and everything measured against it are micro-units; `bands` holds lower bounds and
    is empty where there are none. A risk has its controls as children. `unprotected_below` is the
    points of controls below which a risk or a section of risks counts as unprotected; None elsewhere.
    """

    id: str
    path: Steps
    title: str
    owner: str | None
    rule: RuleName
    scale: int
    children: tuple[tuple[str, int], ...]
    min_coverage: int
    bands: tuple[Band, ...]
    gates: tuple[GateRule, ...]
    source: ScoreSection | RisksSection | Dimension | Risk | Index
    kappa: int = 0
    likelihood: str = ""
    impact: str = ""
    unprotected_below: int | None = None

    @property
    def is_labelled_twice(self) -> bool:
        """Whether a band has another label where protection is missing."""
        return any(isinstance(band, RiskBand) and band.unprotected is not None for band in self.bands)

    @property
    def directly_below(self) -> tuple[str, ...]:
        """Ids of all that stands right under this node: its children, of a risk first likelihood and impact."""
        anchors = (self.likelihood, self.impact) if self.rule == "risk" else ()
        return (*anchors, *(id for id, _ in self.children))

    @property
    def reads(self) -> tuple[str, ...]:
        """Ids of all that this node's value is made from, gates included."""
        return (*self.directly_below, *(id for gate in self.gates for id, _ in gate.below))


@dataclass(frozen=True)
class Tree:
    """A whole questionnaire, compiled. All tuples are in questionnaire order; the index is last."""

    pack: Pack
    profile: tuple[Asked, ...]
    questions: tuple[Asked, ...]
    nodes: tuple[Node, ...]
    requires: tuple[tuple[tuple[str, int], ...], ...]
    rules: tuple[tuple[Rule, Condition], ...]
    # Of tools and enablers that are not for everybody, by their ids.
    fits: Mapping[str, Condition]

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        """Every profile field and question by its id."""
        return {one.id: one for one in (*self.profile, *self.questions)}

    @cached_property
    def options(self) -> Mapping[str, frozenset[str]]:
        """For each question of which one option is chosen, yes-no included, the ids of its options."""
        return {
            one.id: frozenset(one.table) for one in self.questions if isinstance(one.question, Choice | Anchor | YesNo)
        }

    @cached_property
    def renamed(self) -> Renamed:
        """What ids of earlier versions are called in this one."""
        return Renamed(self.pack.head.renamed)

    def asked_anew(self, questionnaire: str, version: str) -> frozenset[str]:
        """Name what means something else since a version; what another questionnaire asked comes before all of them."""
        of = version if questionnaire == self.pack.head.id else None
        since = ((id, one.question.meaning_since) for id, one in self.asked.items())
        return frozenset(id for id, then in since if then and (of is None or is_earlier(of, then)))

    @cached_property
    def node(self) -> Mapping[str, Node]:
        """Every node by its id."""
        return {one.id: one for one in self.nodes}

    @cached_property
    def order(self) -> tuple[Node, ...]:
        """The nodes so that each comes after all that it reads."""
        known = self.node
        found = sorted_by_reading({i: [r for r in node.reads if r in known] for i, node in known.items()})
        return tuple(known[i] for i in found)

    @cached_property
    def asking_order(self) -> tuple[Asked, ...]:
        """Profile fields and questions so that each comes after those that its `when` reads."""
        known = self.asked
        return tuple(known[i] for i in sorted_by_reading({i: list(reads(one.when)) for i, one in known.items()}))

    @cached_property
    def asking_place(self) -> Mapping[str, int]:
        """For each profile field and question its place in `asking_order`."""
        return {one.id: i for i, one in enumerate(self.asking_order)}

    @cached_property
    def country(self) -> str | None:
        """The first profile field that asks for a country."""
        return next((one.id for one in self.profile if isinstance(one.question, Country)), None)

    # What reads what is kept for one step only: at any depth there would be a pair for every two of a long chain.

    @cached_property
    def directly_waiting(self) -> Mapping[str, tuple[str, ...]]:
        """For each question or field that a `when` reads, the ids of those that read it themselves."""
        return _turned({one.id: reads(one.when) for one in self.asking_order})

    @cached_property
    def direct_readers(self) -> Mapping[str, tuple[str, ...]]:
        """For each question or node that a node reads, gates included, the ids of the nodes that read it themselves."""
        return _turned({node.id: dict.fromkeys(node.reads) for node in self.order})

    def waiting_for(self, id: str) -> frozenset[str]:
        """Name those whose `when` reads a question or field, at any depth."""
        return _reached((id,), self.directly_waiting)

    def readers_of(self, ids: Iterable[str]) -> frozenset[str]:
        """Name the nodes that read any of some questions or nodes, at any depth."""
        return _reached(ids, self.direct_readers)

    def read_by(self, nodes: Iterable[str]) -> frozenset[str]:
        """Name all that the values of some nodes are made from, gates included, at any depth."""
        return _reached(nodes, self.direct_reads)

    def in_order(self, nodes: Collection[str]) -> list[Node]:
        """Sort nodes so that each comes after all that it reads."""
        return [self.order[place] for place in sorted(map(self.node_place.__getitem__, nodes))]

    @cached_property
    def node_place(self) -> Mapping[str, int]:
        """For each node its place in `order`."""
        return {node.id: i for i, node in enumerate(self.order)}

    @cached_property
    def direct_reads(self) -> Mapping[str, tuple[str, ...]]:
        """For each node the ids of what it reads itself, gates included."""
        return {node.id: node.reads for node in self.nodes}

    @cached_property
    def shares(self) -> Mapping[str, Shares]:
        """What each node's children count, without fractions."""
        scales = {**{one.id: one.scale for one in self.questions}, **{node.id: node.scale for node in self.nodes}}
        found = {}
        for node in self.nodes:
            counted = [(id, weight) for id, weight in node.children if weight]
            unit = lcm(*(scales[id] for id, _ in counted))
            found[node.id] = unit, tuple((id, weight, weight * (unit // scales[id])) for id, weight in counted)
        return found

    @cached_property
    def cells(self) -> Mapping[tuple[str, str], tuple[Asked, ...]]:
        """The questions of each flow cell and facet."""
        flow = [one for one in self.questions if one.role == "flow"]
        return {
            (cell, facet): tuple(one for one in flow if (one.question.cell, one.question.facet) == (cell, facet))  # type: ignore[union-attr]
            for cell in CELLS
            for facet in FACETS
        }

    @cached_property
    def has_flows(self) -> bool:
        """Whether the questionnaire has a section of kind flows."""
        return any(one.role == "flow" for one in self.questions)

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The index, or without one each section of kind score and risks."""
        return ("index",) if "index" in self.node else self.parts

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The sections of kind score and risks."""
        return tuple(node.id for node in self.nodes if node.owner is None and node.id != "index")

    @cached_property
    def steps(self) -> tuple[Mapping[str, int], ...]:
        """What each level requires, as a mapping; level 0 requires nothing."""
        return tuple(dict(one) for one in self.requires)

    @cached_property
    def question_place(self) -> Mapping[str, int]:
        """For each question its place among all."""
        return {one.id: i for i, one in enumerate(self.questions)}

    @cached_property
    def standing_in(self) -> Mapping[str, tuple[Asked, ...]]:
        """For each node and section of flows the questions that stand in it itself, those without points included."""
        found: dict[str, list[Asked]] = {}
        for one in self.questions:
            found.setdefault(one.owner, []).append(one)
        return {id: tuple(questions) for id, questions in found.items()}

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """For each question and node all nodes that it stands under; one set for all children of a node."""
        found: dict[str, frozenset[str]] = {}
        for node in reversed(self.order):
            here = found.get(node.id, frozenset()) | {node.id}
            for id in node.directly_below:
                # A part of the index may be part of a section too.
                found[id] = found[id] | here if id in found else here
        return found

    def stands_under(self, id: str, node: str) -> bool:
        """Say whether a question or node is a node or stands under it."""
        return id == node or node in self.above.get(id, ())

    @cached_property
    def condition_of_rule(self) -> Mapping[str, Condition]:
        """The condition of each rule."""
        return {rule.id: when for rule, when in self.rules}

    @cached_property
    def tools_of_rule(self) -> Mapping[str, frozenset[str]]:
        """For each rule the tools that it speaks for: those that it names, and those that help with it."""
        known = {tool.id for tool in self.pack.tools}
        found = {rule.id: known.intersection(rule.tools) for rule, _ in self.rules}
        for tool in self.pack.tools:
            for id in tool.helps:
                if id in found:
                    found[id].add(tool.id)
        return {id: frozenset(tools) for id, tools in found.items()}

    @cached_property
    def features(self) -> Mapping[str, Mapping[str, Fact]]:
        """For each peer case its features as conditions know facts: numbers in micro-units."""
        return {
            case.id: {id: micro(str(value)) if self.compared[id] else value for id, value in case.features.items()}
            for case in self.pack.cases
        }

    @cached_property
    def compared(self) -> Mapping[str, int]:
        """For each feature that a peer case has the range of its numbers, in micro-units; 0 where it is none."""
        return {id: self._range(id) for case in self.pack.cases for id in case.features}

    def _range(self, id: str) -> int:
        if id in self.node:
            return self.node[id].scale
        field = self.asked[id].question
        return abs((field.to or 0) - (field.start or 0)) if isinstance(field, Quantity) else 0

    def below(self, id: str) -> tuple[str, ...]:
        """Name all that stands under a node, itself first; of a question only itself."""
        if id not in self.node:
            return (id,)
        return (id, *(i for part in self.node[id].directly_below for i in self.below(part)))

    def bounds(self, id: str) -> tuple[int, ...]:
        """Give every number that a node's points are compared with: bands, levels, gates, and its scale."""
        return self._bounds[id]

    @cached_property
    def _bounds(self) -> Mapping[str, tuple[int, ...]]:
        asked: dict[str, set[int]] = {}
        gates = (need for node in self.nodes for gate in node.gates for need in gate.below)
        for id, need in (*gates, *(need for one in self.requires for need in one)):
            asked.setdefault(id, set()).add(need)
        bands = {node.id: (node.scale, *(band.start for band in node.bands)) for node in self.nodes}
        return {id: tuple(sorted({*starts, *asked.get(id, ())})) for id, starts in bands.items()}


def _turned(reading: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Turn 'reads' into 'is read by'; one step only.

    >>> _turned({"b": ["a"], "c": ["b", "a"]})
    {'a': ('b', 'c'), 'b': ('c',)}
    """
    found: dict[str, list[str]] = {}
    for id, read in reading.items():
        for one in read:
            found.setdefault(one, []).append(id)
    return {id: tuple(readers) for id, readers in found.items()}


def _reached(starts: Iterable[str], steps: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Name all that one or more steps lead to.

    >>> sorted(_reached(["a"], {"a": ["b"], "b": ["c"], "d": ["a"]}))
    ['b', 'c']
    """
    found: set[str] = set()
    ahead = list(starts)
    while ahead:
        for id in steps.get(ahead.pop(), ()):
            if id not in found:
                found.add(id)
                ahead.append(id)
    return frozenset(found)


def sorted_by_reading(reading: Mapping[str, Iterable[str]]) -> list[str]:
    """Sort ids so that each comes after what it reads; there is no circle.

    >>> sorted_by_reading({"a": ["b"], "b": [], "c": ["a"]})
    ['b', 'a', 'c']
    """
    found: dict[str, None] = {}
    for first in reading:
        # No recursion: a chain of questions may be longer than Python's stack.
        waiting = [(first, iter(reading[first]))]
        while waiting:
            id, rest = waiting[-1]
            read = next((one for one in rest if one in reading and one not in found), None)
            if read is None:
                found[id] = None
                waiting.pop()
            else:
                waiting.append((read, iter(reading[read])))
    return list(found)

"""The roll of very many organisations: a few hundred bytes for each, and sums of all that is only ever summed."""

from __future__ import annotations

import operator
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from silk_assess.answers.model import Given
from silk_assess.exact import HUNDRED
from silk_assess.portfolio.member import Explained, Member, amounts, flat
from silk_assess.portfolio.records import Figures, Repeated, room
from silk_assess.questionnaire.model.questions import CELLS, FACETS, Choice, Choices, Country, YesNo
from silk_assess.questionnaire.tree import Tree

# A tool counts as suggested to an organisation where it is among so many.
_FIRST: Final = 3
# A page lists no more than this; beyond it each stands in scores.csv alone.
MOST_LISTED: Final = 300
# Pages show a name or a value whole, up to so many letters: no name is as long, but a cell may hold a page.
LONGEST: Final = 480
# One more is kept, so that it shows where there were more.
_LETTERS: Final = LONGEST + 1
# Stands before every other character, so texts joined by it sort as their parts would; no file may hold it.
_BETWEEN: Final = "\0"

LevelReach = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Rows:
    """Many organisations as columns: what `Member` holds of each, without what explaining says.

    `figures` is a matrix of whole numbers, a row for each organisation, as `flat` gives nodes and flows; `answered`
    counts the bytes of each question, `flags` how often each rule fired. `evidence` is None where nobody could name
    any.
    """

    names: Sequence[str]
    ids: Sequence[str]
    files: Sequence[str]
    figures: Any
    levels: Sequence[LevelReach | None]
    coverage: Sequence[int]
    evidence: Sequence[int] | None
    profile: Mapping[str, Sequence[Given | None]]
    extra: Mapping[str, Sequence[str]]
    answered: Sequence[Mapping[int, int]]
    flags: Mapping[str, int]


class Roll:
    """What a portfolio needs of each organisation, and of all together, in the order in which they came.

    Members are added one at a time and not kept. Groups can be made by the profile field or kept
    column `by` alone; where that is None, by each of the `fields` that may be chosen unasked.

    For each organisation: `figures`, `levels` (low, point and high, None without), `coverage` and
    (of those that could name any) `evidence` in micro-units, a value of each of `fields`, what it is
    called, and for those that a page can list in `reports` where their report stands, empty without.
    For all together: `given` are profile fields that somebody has, `carried` the kept columns,
    `countries` the values of the first field for a country; `answered` counts for each question the
    bytes of `Member.answered`, `flags` the rules that fired. Of those that were `explained`, which
    may be fewer: `losses` (as `tree.questions`) and `missing` are points lost, `asks` the questions
    to ask next, `firsts` the tools among somebody's first three, and `addressed` sums the points
    that a tool speaks to.
    """

    def __init__(self, tree: Tree, by: str | None = None) -> None:
        self.tree = tree
        self.by = by
        self.fields: dict[str, Repeated[Given | None]] = {
            id: Repeated() for id in ([by] if by is not None else _fields(tree))
        }
        self.levels: Repeated[LevelReach | None] = Repeated()
        self.coverage: array[int] = array("i")
        self.evidence: array[int] = array("i")
        self.reports: list[str] = []
        self.given: set[str] = set()
        self.carried: dict[str, None] = {}
        self.countries: set[Given] = set()
        self.explained = 0
        self.losses = [0] * len(tree.questions)
        self.missing = 0
        self.answered: list[Counter[int]] = [Counter() for _ in tree.questions]
        self.flags: Counter[str] = Counter()
        self.asks: Counter[str] = Counter()
        self.firsts: Counter[str] = Counter()
        self.addressed: Counter[str] = Counter()
        self._keys: list[str] = []
        cells = [f"{cell} {facet}" for cell in CELLS for facet in FACETS]
        self._columns = {id: i for i, id in enumerate([*(node.id for node in tree.nodes), *cells])}
        self._figures = room(max([HUNDRED, *(node.scale for node in tree.nodes)]))
        self._country = next((one.id for one in tree.profile if isinstance(one.question, Country)), "")

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, one: Member, report: str = "") -> None:
        """Keep one organisation more, scored with the same questionnaire; `report` is where its report stands."""
        figures = [*flat(one.nodes), *flat(one.flows)]
        if len(figures) != 3 * len(self._columns):
            raise ValueError("a member of another questionnaire")
        self._figures.extend(figures)
        self._keys.append(_BETWEEN.join((one.name[:_LETTERS], one.id[:_LETTERS], one.file)))
        if len(self._keys) <= MOST_LISTED:
            self.reports.append(report)
        self.levels.add(one.level)
        self.coverage.append(one.coverage)
        if one.evidence is not None:
            self.evidence.append(one.evidence)
        self._sort(one)
        for counted, code in zip(self.answered, one.answered, strict=True):
            counted[code] += 1
        self.flags.update(one.flags)
        if one.explained is not None:
            self.explain(one.explained)

    def _sort(self, one: Member) -> None:
        self.given.update(one.profile)
        self.carried.update(dict.fromkeys(one.extra))
        if self._country in one.profile:
            self.countries.add(one.profile[self._country])
        for id, column in self.fields.items():
            column.add(_value(one, id))

    def add_many(self, many: Rows) -> None:
        """Keep many organisations more, given as columns."""
        self._extend(many.figures)
        self._keys += [
            _BETWEEN.join((name[:_LETTERS], id[:_LETTERS], file))
            for name, id, file in zip(many.names, many.ids, many.files, strict=True)
        ]
        self.reports += [""] * (min(len(self._keys), MOST_LISTED) - len(self.reports))
        for level in many.levels:
            self.levels.add(level)
        self.coverage.extend(many.coverage)
        self.evidence.extend(many.evidence or ())
        self.carried.update(dict.fromkeys(many.extra))
        for id, values in many.profile.items():
            there = [value for value in values if value is not None]
            if there:
                self.given.add(id)
            if id == self._country:
                self.countries.update(there)
        for id, column in self.fields.items():
            given = many.profile.get(id) or (None,) * len(many.names)
            kept = many.extra.get(id) or ("",) * len(many.names)
            for value, other in zip(given, kept, strict=True):
                column.add(_short(other.strip() or None if value is None else value))
        for counted, sizes in zip(self.answered, many.answered, strict=True):
            counted.update(sizes)
        self.flags.update(many.flags)

    def _extend(self, figures: Any) -> None:
        if isinstance(self._figures, array):
            self._figures.frombytes(figures.astype(f"i{self._figures.itemsize}").tobytes())
        else:
            self._figures.extend(figures.reshape(-1).tolist())

    def explain(self, one: Explained) -> None:
        """Add what explaining and advising say of one of those that were added without it."""
        self.explained += 1
        self.losses = list(map(operator.add, self.losses, amounts(one.losses)))
        self.missing += one.missing
        self.asks.update(one.ask_next)
        self.firsts.update(one.tools[:_FIRST])
        for id, size in zip(one.tools, one.addresses, strict=True):
            self.addressed[id] += size

    def figures(self, id: str) -> Figures:
        """Give a node's figure of each organisation, laid out anew at each call."""
        i, width = 3 * self._columns[id], 3 * len(self._columns)
        return Figures(self._figures[i::width], self._figures[i + 1 :: width], self._figures[i + 2 :: width])

    def flow(self, cell: str, facet: str) -> Figures:
        """Give a flow's figure of each organisation."""
        return self.figures(f"{cell} {facet}")

    def called(self, place: int) -> str:
        """Give an organisation's name, else its id, else its file; the end of a very long one is left out."""
        name, id, file = self._keys[place].split(_BETWEEN, 2)
        return name or id or file

    def order(self) -> list[int]:
        """Bring the places into an order that does not depend on how organisations came.

        It is by name, id and file, then by all else that a page can show of one organisation.
        """
        found = sorted(range(len(self)), key=self._keys.__getitem__)
        runs = (list(same) for _, same in groupby(found, self._keys.__getitem__))
        return [i for same in runs for i in (sorted(same, key=self._rest) if len(same) > 1 else same)]

    def _rest(self, place: int) -> tuple[object, ...]:
        width = 3 * len(self._columns)
        figures = tuple(self._figures[place * width : (place + 1) * width])
        return (self.levels[place] or (), figures, [repr(column[place]) for column in self.fields.values()])


def enrolled(tree: Tree, members: Iterable[Member], by: str | None = None) -> Roll:
    """Put members on a roll."""
    roll = Roll(tree, by)
    for one in members:
        roll.add(one)
    return roll


def _fields(tree: Tree) -> list[str]:
    """List the profile fields that may make groups unasked, the best first: countries, then those with options."""
    fields = [(one.id, one.question) for one in tree.profile]
    countries = [id for id, field in fields if isinstance(field, Country)]
    options = [id for id, field in fields if isinstance(field, Choice | YesNo | Choices)]
    return [*countries, *options] if fields else ["country"]


def _value(one: Member, by: str) -> Given | None:
    value = one.profile.get(by)
    return _short(one.extra.get(by, "").strip() or None if value is None else value)


def _short(value: Given | None) -> Given | None:
    return value.strip()[:_LETTERS] if isinstance(value, str) and len(value) > _LETTERS else value

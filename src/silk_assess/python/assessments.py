"""An assessment as a program holds it: exact numbers, by the ids of the questionnaire."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from silk_assess.faults import Code, Fault, SilkError
from silk_assess.python.answers import Answers
from silk_assess.python.questionnaires import Questionnaire, meant
from silk_assess.python.values import kind_of
from silk_assess.report import result
from silk_assess.report.result import Source
from silk_assess.scoring import assess as scoring
from silk_assess.scoring.assessment import Level

if TYPE_CHECKING:
    from silk_assess.scoring.assessment import Assessment as Scored


@dataclass(frozen=True, slots=True)
class Figures:
    """What a part has: its lowest, its point and its highest, exactly.

    All three are None where the part is absent, `point` alone where too little is answered. `band` counts the
    bands of the part from 0; None where it has none. `coverage` lies between 0 and 1.
    """

    title: str
    scale: Decimal
    low: Decimal | None
    point: Decimal | None
    high: Decimal | None
    coverage: Decimal | None
    band: int | None


@dataclass(frozen=True, eq=False)
class Assessment:
    """All that follows from one organisation's answers. Make one with `assess`."""

    scored: Scored
    source: Source
    extra: Mapping[str, str] | None = None

    @property
    def name(self) -> str | None:
        """The organisation's name, where it has one."""
        return self.scored.answers.name

    @property
    def level(self) -> Level | None:
        """The level, counted from 0, as `low`, `point` and `high`, and whether it is `firm`; None without levels."""
        return self.scored.level

    @property
    def robust(self) -> bool | None:
        """Whether the level stays with every weight a quarter larger or smaller."""
        return self.scored.robust

    @property
    def coverage(self) -> Decimal:
        """How much is answered, by weight, between 0 and 1."""
        return _known(self.scored.coverage)

    @property
    def evidence(self) -> Decimal:
        """The share of answers that name something to prove them."""
        return _known(self.scored.evidence)

    @cached_property
    def nodes(self) -> Mapping[str, Figures]:
        """The figures of each part, risk and the index, by its id."""
        tree, found = self.scored.tree, result.figures(self.scored)["nodes"]
        return MappingProxyType({node.id: _figures(node.title, found[node.id]) for node in tree.nodes})

    @cached_property
    def _result(self) -> dict[str, Any]:
        return result.result(self.scored, source=self.source, extra=self.extra)

    def to_dict(self) -> dict[str, Any]:
        """Give all of it as `silk-assess score --json` does: plain values, numbers as exact Decimals."""
        return copy.deepcopy(self._result)

    def to_json(self) -> str:
        """Give the line of `silk-assess score --json`, without its end."""
        return result.dumps(self._result)

    def __repr__(self) -> str:
        level = "" if self.level is None else f", level={self.level.point}"
        return f"Assessment({self.name!r}{level}, coverage={self.coverage})"


def assess(questionnaire: Questionnaire | str, answers: Answers) -> Assessment:
    """Score one organisation's answers.

    Raises SilkError with every fault of them where they are read only now, and where they are for another
    questionnaire.
    """
    tree = meant(questionnaire).tree
    given: Any = answers
    if not isinstance(given, Answers):
        says = f"answers are made with silk_assess.answers or silk_assess.read, and here stands {kind_of(answers)}"
        do = "For example: silk_assess.assess(q, silk_assess.answers({...}, questionnaire=q))"
        raise SilkError(Fault(("answers",), says, do, Code.VALUE_TYPE))
    return Assessment(scoring.assess(tree, answers.to(tree)), answers.source)


def _figures(title: str, found: Mapping[str, Any]) -> Figures:
    keys = ("scale", "low", "points", "high", "coverage", "band")
    return Figures(title, *(found[key] for key in keys))


def _known(size: int) -> Decimal:
    found = result.exact(size)
    assert found is not None
    return found

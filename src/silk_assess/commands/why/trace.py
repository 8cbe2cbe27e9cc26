"""A scored file with what explains it: places in the questionnaire, points lost, and the answers in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from silk_assess.advice.points_lost import lost
from silk_assess.answers.model import Answer
from silk_assess.commands.assessed import Case
from silk_assess.exact import rounded
from silk_assess.faults import Steps
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal import commands
from silk_assess.wording import answers, progress

# Gives the line of a path in the questionnaire, and its place as "pack.yaml:80".
Where = Callable[[Steps], int]


@dataclass(frozen=True, slots=True)
class Trace:
    """A case with what explains it: where everything stands, and the points lost."""

    case: Case
    where: Where
    gains: Mapping[str, Fraction]

    @property
    def assessment(self) -> Assessment:
        """The assessment."""
        return self.case.assessment

    @property
    def tree(self) -> Tree:
        """The questionnaire."""
        return self.case.assessment.tree

    def place(self, path: Steps) -> str:
        """Say where in the questionnaire something stands: "governance.yaml:15"."""
        line = self.where(path)
        return f"{path[0]}:{line}" if line else str(path[0])

    def line(self, path: Steps) -> str:
        """Say only the line."""
        line = self.where(path)
        return str(line) if line else ""

    def command(self, *more: str) -> str:
        """Write the command that explains a part."""
        return commands.command(*self.case.words("why", *more))

    def at_stake(self, id: str) -> int:
        """Add up the points lost in a question, or in a node with all that stands under it."""
        amount = sum((self.gains.get(part, Fraction(0)) for part in self.tree.below(id)), Fraction(0))
        return rounded(amount.numerator, amount.denominator)

    def said(self, id: str) -> str:
        """Say the answer to a question, or its state with the reason given."""
        standing, stored = self.assessment.standings[id], self.assessment.answers.answers.get(id, Answer())
        if standing.value is not None:
            return answers.answer(self.tree.asked[id].question, standing.value)
        said = progress.as_counted(progress.state_of(self.assessment, self.tree.asked[id]))
        reason = stored.not_applicable if standing.state == "not applicable" else None
        return f"{said}: {reason}" if reason else said

    @property
    def root(self) -> str:
        """Name what the points are missing from."""
        return "all together" if "index" in self.tree.node else "in this part"


def trace(case: Case, where: Where) -> Trace:
    """Work out what every explanation needs."""
    return Trace(case, where, lost(case.assessment))

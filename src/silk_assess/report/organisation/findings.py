"""All that a report tells of an assessment, with the look-ups that every part of it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from silk_assess.advice import findings, requirements
from silk_assess.advice.changes import Change, changes
from silk_assess.advice.requirements import Requirement
from silk_assess.answers.model import Answer
from silk_assess.answers.state import Standing
from silk_assess.exact import rounded, shown
from silk_assess.questionnaire.model.nodes import Risk
from silk_assess.questionnaire.tree import Asked, Node, Tree
from silk_assess.scoring.assessment import Assessment, Value
from silk_assess.scoring.flows import in_play
from silk_assess.wording import answers, numbers, progress


@dataclass(frozen=True)
class Findings(findings.Advice):
    """An assessment, what explaining and advising say of it, and every single change of it."""

    changes: Sequence[Change]
    in_play: frozenset[str]

    @property
    def tree(self) -> Tree:
        """The questionnaire."""
        return self.assessment.tree

    def value(self, id: str) -> Value | None:
        """Give the value of a node or scored question."""
        return self.assessment.values[id]

    def standing(self, id: str) -> Standing:
        """Give the state of a question or profile field."""
        return self.assessment.standings[id]

    def stored(self, id: str) -> Answer:
        """Give what the file says of a question."""
        return self.assessment.answers.answers.get(id, Answer())

    def question(self, id: str) -> Asked:
        """Find a question or profile field."""
        return self.tree.asked[id]

    def node(self, id: str) -> Node:
        """Find a node."""
        return self.tree.node[id]

    def points(self, id: str, size: int | None) -> str:
        """Show points of a node, never as if they had reached a bound that they have not."""
        return "" if size is None else shown(size, self.tree.bounds(id))

    def answer(self, id: str) -> str:
        """Say the answer to a question, or its state."""
        standing = self.standing(id)
        if standing.value is not None:
            return answers.answer(self.question(id).question, standing.value)
        return numbers.capital(progress.as_counted(progress.state_of(self.assessment, self.question(id))))

    def gain(self, id: str) -> str:
        """Show the points lost in a question or node."""
        amount = self.gains.get(id, Fraction(0))
        return shown(rounded(amount.numerator, amount.denominator))

    @cached_property
    def next_level(self) -> int | None:
        """The level after the one reached as answered; None at the top or without levels."""
        return requirements.next_level(self.assessment)

    @cached_property
    def next_asks(self) -> tuple[Requirement, ...]:
        """What the next level asks for; nothing at the top or without levels."""
        return () if self.next_level is None else requirements.requirements(self.assessment, self.next_level)

    @cached_property
    def next_ask(self) -> Mapping[str, Requirement]:
        """What the next level asks of each node; of several requirements the first."""
        return {one.node: one for one in reversed(self.next_asks)}

    @cached_property
    def missed(self) -> tuple[Requirement, ...]:
        """What the next level asks for and is missed as answered."""
        return requirements.missed(self.assessment)

    @cached_property
    def open_needs(self) -> tuple[Requirement, ...]:
        """What the levels that are still possible ask for and the lows miss."""
        return requirements.open_requirements(self.assessment)

    def level_title(self, number: int) -> str:
        """Name a level."""
        return self.tree.pack.head.levels[number].title

    def owner_title(self, id: str) -> str:
        """Say where a question stands: a risk, dimension or part by its title."""
        one = self.question(id)
        node = self.tree.node.get(one.owner)
        if node is None:
            return next(section.title for section in self.tree.pack.sections if section.id == one.owner)
        kind = "Risk" if isinstance(node.source, Risk) else "Part" if node.owner is None else "Dimension"
        return f"{kind}: {node.title}"


def all_findings(assessment: Assessment) -> Findings:
    """Work out everything that a report tells."""
    found = vars(findings.findings(assessment))
    return Findings(**found, changes=changes(assessment), in_play=in_play(assessment))

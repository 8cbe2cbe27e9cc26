"""What a plan's file holds, against a questionnaire, with every fault. Source: docs/format.md, Plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from silk_assess.answers import model
from silk_assess.answers.another_version import Reading, reading, reads
from silk_assess.answers.model import Unfit
from silk_assess.exact import micro
from silk_assess.faults import Code, Fault, Misfit, Steps, did_you_mean, quoted
from silk_assess.plan.file_model import Given, GivenStep
from silk_assess.plan.model import Plan, Step
from silk_assess.questionnaire.model.questions import Choices, Quantity
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.questionnaire.values import Lack, lack, lacks, misfit

_KEYS: Final = {"start": "from", "aim": "to"}


def plan_of(given: Given, tree: Tree, file: str) -> tuple[Plan, list[Fault]]:
    """Hold what is given against a questionnaire, and list every fault; paths begin with the file's name.

    In a plan of another version what does not fit is left out of the step and named under `unfit`.
    """
    head = tree.pack.head
    if not reads(tree, given.questionnaire):
        says = f"this plan is for the questionnaire {given.questionnaire}, and the answers are for {head.id}"
        do = "Name the plan of these answers, or choose theirs with --pack."
        fault = Fault((file, "questionnaire"), says, do, Code.QUESTIONNAIRE)
        return Plan(given.questionnaire, given.version, given.organisation, ()), [fault]
    there = frozenset(one.id for one in given.steps)
    is_same = (given.questionnaire, given.version) == (head.id, head.version)
    reader = _Reader(tree, file, is_same, reading(tree, given.questionnaire, given.version), there)
    steps = tuple(reader.step(i, one) for i, one in enumerate(given.steps))
    reader.faults += _twice(steps, file)
    plan = Plan(given.questionnaire, given.version, given.organisation, steps, tuple(reader.unfit))
    return plan, reader.faults


def _twice(steps: tuple[Step, ...], file: str) -> Iterator[Fault]:
    """Tell of steps of one id, each at the later one."""
    first: dict[str, int] = {}
    for i, one in enumerate(steps):
        if one.id in first:
            says = f"{quoted(one.written)} is the step of {quoted(steps[first[one.id]].written)} a second time"
            if one.written == steps[first[one.id]].written:
                says = f"there are two steps {quoted(one.written)}"
            do = f"The first is step {first[one.id] + 1} of the plan. Keep one of the two."
            yield Fault((file, "steps", i, "id"), says, do, Code.TWICE)
        first.setdefault(one.id, i)


@dataclass
class _Reader:
    tree: Tree
    file: str
    same_version: bool
    reading: Reading
    there: frozenset[str]
    faults: list[Fault] = field(default_factory=list)
    unfit: list[Unfit] = field(default_factory=list)

    def step(self, i: int, given: GivenStep) -> Step:
        path: Steps = (self.file, "steps", i)
        id = self.reading.id(given.id, self.there)
        question = {one.id: one for one in self.tree.questions}.get(id)
        rules = {rule.id for rule, _ in self.tree.rules}
        start = aim = None
        if question is None and id not in rules:
            says = f"there is no question and no rule {quoted(given.id)}"
            known = [*(one.id for one in self.tree.questions), *rules]
            do = did_you_mean(id, known, "A step is for a question or a rule; the report shows their ids.")
            self._told(given.id, (*path, "id"), Misfit(Code.UNKNOWN_ID, says, do))
        elif question is None:
            for key in ("start", "aim"):
                if getattr(given, key) is not None:
                    says = f"{quoted(id)} is a rule, and a rule has no {_KEYS[key]}"
                    wrong = Misfit(Code.MISPLACED_KEY, says, "Take the line out, or leave it empty.")
                    self.faults.append(wrong.fault((*path, _KEYS[key]), "key"))
        else:
            start = self._answer(question, given.id, given.start, (*path, "from"))
            aim = self._answer(question, given.id, given.aim, (*path, "to"))
        return Step(
            id=id,
            written=given.id,
            start=start,
            aim=aim,
            step=given.step,
            who=given.who,
            until=given.until,
            done=given.done,
            proof=given.proof,
            note=given.note,
        )

    def _answer(self, one: Asked, written: str, value: Any, path: Steps) -> model.Given | None:
        """Read an answer that a step begins or ends with; what does not fit is told."""
        if value is None:
            return None
        if one.id in self.reading.anew:
            since = one.question.meaning_since
            self.unfit.append(
                Unfit(written, f"this is asked anew since version {since}, so its {path[-1]} is left out")
            )
            return None
        value = self.reading.value(written, value)
        wrong = list(_wrong(one, value))
        for at, misfit_ in wrong:
            self._told(written, (*path, *at), misfit_)
        if wrong:
            return None
        if isinstance(value, list):
            return tuple(value)
        return micro(value) if isinstance(one.question, Quantity) else str(value)

    def _told(self, id: str, path: Steps, wrong: Misfit) -> None:
        """Tell what this version does not accept: a fault, or in a plan of another version left out."""
        if self.same_version:
            self.faults.append(wrong.fault(path))
        else:
            self.unfit.append(Unfit(id, wrong.says))


def _wrong(one: Asked, value: Any) -> Iterator[tuple[Steps, Misfit]]:
    """Say what keeps a value from being an answer to a question, each with its place in the value."""
    question = one.question
    if isinstance(value, list):
        if not isinstance(question, Choices):
            says = f"{question.id} takes one answer, and here stands a list"
            yield (), Misfit(Code.LIST, says, "Write one answer without brackets.")
            return
        for i, why in lacks(question, value):
            if why is Lack.NO_TEXT:
                yield (i,), Misfit(Code.OPTION, "an option is expected here", "Write its id.")
            else:
                yield (i,), misfit(question, value[i], why)
        return
    why_not = lack(question, value)
    if why_not is not None:
        yield (), misfit(question, value, why_not)

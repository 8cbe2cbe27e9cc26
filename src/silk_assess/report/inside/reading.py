"""The data inside a report, read back: strictly, and against a questionnaire.

Source: docs/format.md, Data in a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from silk_assess.answers.model import Answer, Answers, Before, Unfit
from silk_assess.answers.reader import answers_of
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.plan.file_model import Given
from silk_assess.plan.model import FORMAT as PLAN
from silk_assess.plan.model import NamedPlan, Plan, Step
from silk_assess.plan.reader import plan_of
from silk_assess.portfolio import benchmark
from silk_assess.questionnaire.model_faults import shaped
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.inside.model import AnotherVersion, Drawn, LeftOut, PlanInside

# What stands where something was kept back; no page shows it.
_KEPT_BACK: Final = "kept back"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What `render.draw` draws a report from, its answers still to be scored."""

    answers: Answers
    benchmark: benchmark.Benchmark | None
    without: tuple[str, ...]
    plan: NamedPlan | None


def drawn_of(raw: Any, file: str) -> Drawn:
    """Read the data of a report as far as no questionnaire is needed.

    Raises SilkError with every fault; paths begin with the file's name.
    """
    return shaped(Drawn, raw, (file,))


def drawing_of(drawn: Drawn, tree: Tree, file: str) -> Drawing:
    """Read it against the questionnaire that it names.

    Raises SilkError where anything in it does not fit that, or is not as our pages write it.
    """
    return Drawing(
        answers=_answers(drawn, tree, file),
        benchmark=None if drawn.benchmark is None else _benchmark(drawn.benchmark, tree, file),
        without=tuple(drawn.without),
        plan=None if drawn.plan is None else _plan(drawn, drawn.plan, tree, file),
    )


# Answers


def _answers(drawn: Drawn, tree: Tree, file: str) -> Answers:
    answers, faults = answers_of(drawn.answers, tree, file)
    if faults:
        raise SilkError(*faults)
    if drawn.answers.get("version") != tree.pack.head.version:
        raise _unlike(file, "its answers are of another version than its questionnaire")
    given = dict(answers.answers)
    for id in _kept_back(drawn, drawn.evidence_kept_back, "evidence", given, file):
        given[id] = replace(given[id], evidence=(_KEPT_BACK,))
    answers = replace(answers, answers=given)
    return answers if drawn.another_version is None else _of_another(answers, drawn.another_version)


def _kept_back(
    drawn: Drawn, ids: Iterable[str], part: str, known: Mapping[str, Answer | Step], file: str
) -> Iterable[str]:
    for id in ids:
        if part not in drawn.without or id not in known:
            raise _unlike(file, "it names something as kept back that is not")
        yield id


def _of_another(answers: Answers, other: AnotherVersion) -> Answers:
    counted = other.before
    return replace(
        answers,
        questionnaire=other.questionnaire or "",
        version=other.version,
        warnings=_unfit(other.left_out),
        before=None if counted is None else Before(frozenset(counted.in_force), frozenset(counted.pointed)),
    )


def _unfit(left_out: Iterable[LeftOut]) -> tuple[Unfit, ...]:
    return tuple(Unfit(one.id, one.reason) for one in left_out)


# The plan, and others


def _plan(drawn: Drawn, inside: PlanInside, tree: Tree, file: str) -> NamedPlan:
    """Read a plan as one of this version: what of another did not fit was left out when the page was drawn."""
    head = tree.pack.head
    given = Given(format=PLAN, questionnaire=head.id, version=head.version, steps=inside.steps)
    found, faults = plan_of(given, tree, file)
    is_of_another = inside.questionnaire is not None or inside.version != head.version
    faults = [one for one in faults if not (is_of_another and one.code is Code.UNKNOWN_ID)]
    if faults:
        raise SilkError(*faults)
    steps = {one.id: one for one in found.steps}
    for id in _kept_back(drawn, inside.named, "who", steps, file):
        steps[id] = replace(steps[id], who=_KEPT_BACK)
    plan = Plan(inside.questionnaire or head.id, inside.version, None, tuple(steps.values()), _unfit(inside.left_out))
    return NamedPlan(inside.file, plan)


def _benchmark(raw: Any, tree: Tree, file: str) -> benchmark.Benchmark:
    found = shaped(benchmark.Benchmark, raw, (file,))
    faults = list(benchmark.faults_of(found, tree, file))
    if faults:
        raise SilkError(*faults)
    return found


def _unlike(file: str, says: str) -> SilkError:
    return SilkError(Fault((file,), says, "Draw the report anew.", Code.FORM))

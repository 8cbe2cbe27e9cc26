"""Columns held against rows: every value of both, organisation by organisation."""

from __future__ import annotations

from silk_assess.advice import rules
from silk_assess.advice.findings import Advice
from silk_assess.answers.model import Answers
from silk_assess.answers.state import Standing
from silk_assess.batch import score_table
from silk_assess.columns.block import block_of
from silk_assess.columns.figures import Scored
from silk_assess.columns.kernel import score
from silk_assess.columns.plan import plan_of
from silk_assess.columns.states import ANSWERED, HIDDEN, NOT_APPLICABLE, UNKNOWN, WAITING
from silk_assess.columns.texts import texts
from silk_assess.portfolio.member import answered_byte
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.result import result
from silk_assess.scoring.assess import assess
from silk_assess.scoring.assessment import Assessment

STATES = {"hidden": HIDDEN, "not applicable": NOT_APPLICABLE, "unknown": UNKNOWN, "answered": ANSWERED}


def by_columns(tree: Tree, answers: list[Answers]) -> list[dict[str, object]]:
    """Give all values of each organisation as columns have them."""
    plan = plan_of(tree)
    assert plan is not None
    return laid_out(score(plan, block_of(tree, answers)))


def laid_out(scored: Scored) -> list[dict[str, object]]:
    """Turn what a block comes to into a value by name for each row."""
    columns: dict[str, list[object]] = {name: texts(one).to_pylist() for name, one in scored.figures.items()}
    for key in ("fired", "answered", "states", "unprotected"):
        columns |= {f"{key} {id}": one.tolist() for id, one in getattr(scored, key).items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def by_rows(tree: Tree, answers: list[Answers]) -> list[dict[str, object]]:
    """Give all values of each organisation as the row engine has them."""
    return [_of_row(tree, one) for one in answers]


def _of_row(tree: Tree, answers: Answers) -> dict[str, object]:
    assessment = assess(tree, answers)
    columns = score_table.columns_of(tree, is_short=False)
    cells = score_table.cells(columns, result(assessment, _advice(assessment)))
    fired = {rule.id for rule in rules.fired(assessment)}
    standings = assessment.standings
    return {
        **dict(zip((name for name, _ in columns), cells, strict=True)),
        **{f"fired {rule.id}": rule.id in fired for rule, _ in tree.rules},
        **{f"answered {one.id}": answered_byte(one, standings[one.id]) for one in tree.questions},
        **{f"states {one.id}": _state(standings[one.id]) for one in tree.asking_order},
        **{f"unprotected {id}": -1 if told is None else int(told) for id, told in assessment.unprotected.items()},
    }


def _advice(assessment: Assessment) -> Advice:
    """Give findings with no advice: no column is made of it, and it takes most of the time."""
    return Advice(assessment, {}, (), (), (), (), (), (), None)


def _state(standing: Standing) -> int:
    return WAITING if standing.is_waiting else STATES[standing.state]

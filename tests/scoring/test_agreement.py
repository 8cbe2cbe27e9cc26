"""The program and the second scorer, written apart from each other, agree to the last digit."""

import json
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

import second_scorer
from random_packs import samples
from silk_assess.advice import changes, points_lost
from silk_assess.exact import UNIT
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import load_pack
from silk_assess.report import result
from silk_assess.scoring.assess import assess

HERE = Path(__file__).parent.parent
SILK = HERE.parent / "questionnaires" / "silk"
ANSWERS = [*sorted(HERE.glob("packs/*/answers*.yaml")), *sorted(HERE.glob("cases/*/answers.yaml"))]

pack = cache(load_pack)


def read(text):
    """Read a result; of its warnings only what they are about, since their words may differ."""
    found = json.loads(text, parse_float=Decimal)
    found["warnings"] = list(dict.fromkeys(warning.split(":")[0] for warning in found["warnings"]))
    return found


def in_order(found):
    """Write a result so that the order of its keys counts as well."""
    return json.dumps(found, default=str, indent=1)


# Answer files


def test_there_are_at_least_seventy_expected_results():
    assert len([*HERE.glob("packs/*/expected*.json"), *HERE.glob("cases/*/expected.json")]) >= 70


@pytest.mark.parametrize("answers", ANSWERS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_result_is_the_expected_one(answers):
    """What is expected stands beside the answers: expected.json, or expected-xy.json of answers-xy.yaml."""
    expected = answers.with_name(answers.stem.replace("answers", "expected", 1) + ".json")
    tree = pack(SILK if answers.parent.parent.name == "cases" else answers.parent)

    found = result.dumps(result.result(assess(tree, load_answers(answers, tree))))

    assert in_order(read(found)) == in_order(read(expected.read_text(encoding="utf-8")))


# Random questionnaires


@given(samples(advice=True))
def test_results_agree(sample):
    ours = result.dumps(result.result(assess(sample.tree, sample.given)))
    theirs = second_scorer.as_text(second_scorer.score(sample.second, sample.answers))

    assert in_order(read(ours)) == in_order(read(theirs))


@given(samples())
def test_points_lost_agree_before_any_rounding(sample):
    ours = points_lost.lost(assess(sample.tree, sample.given))

    assert {id: amount / UNIT for id, amount in ours.items()} == second_scorer.lost_exact(sample.second, sample.answers)


@given(samples(sections=2, questions=2, depth=1))
def test_changes_agree(sample):
    theirs = second_scorer.changes(sample.second, sample.answers)

    ours = changes.changes(assess(sample.tree, sample.given))

    assert [told(one) for one in ours] == [(one["question"], answer_of(one), *figures(one)) for one in theirs]


@given(samples(sections=2, questions=2, depth=1))
def test_every_change_is_an_answer_that_a_file_may_hold(sample):
    """Said by the second scorer, which knows what fits apart from how changes are made."""
    questionnaire = second_scorer.Questionnaire(sample.second)

    for one in changes.changes(assess(sample.tree, sample.given)):
        answer = [*one.answer] if isinstance(one.answer, tuple) else one.answer
        stored = second_scorer.written(Fraction(answer, UNIT)) if isinstance(answer, int) else answer
        assert second_scorer.fits(questionnaire.questions[one.question], stored)


def told(change):
    answer = result.plain(change.answer)
    level = change.level and (change.level.low, change.level.point, change.level.high)
    points = {id: None if size is None else Fraction(size, UNIT) for id, size in change.points.items()}
    return change.question, Fraction(answer) if isinstance(answer, Decimal) else answer, points, level


def answer_of(row):
    return row["answer"] if isinstance(row["answer"], str | list) else second_scorer.exact(row["answer"])


def figures(row):
    points = {
        id: None if node["points"] is None else second_scorer.exact(node["points"]) for id, node in row["nodes"].items()
    }
    level = tuple(row["level"].values())
    return points, None if level[0] is None else level

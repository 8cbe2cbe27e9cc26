"""A report holds what it was drawn from: drawn again from that it is the same, and what was kept back is not in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given

from random_packs import picks, samples
from report_pages import CASES, FOREIGN, HERE, HOSTILE, hostile_answers, hostile_tree
from silk_assess.answers.model import Answer, Answered
from silk_assess.answers.sent import PARTS
from silk_assess.escape import inert
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.files.yaml.reader import read
from silk_assess.plan.file_model import Given
from silk_assess.plan.model import NamedPlan
from silk_assess.plan.reader import plan_of
from silk_assess.portfolio.benchmark import Benchmark
from silk_assess.questionnaire.model_faults import shaped
from silk_assess.report.inside.reading import drawing_of, drawn_of
from silk_assess.report.render import draw
from silk_assess.scoring.assess import assess

EVERY = [*chain.from_iterable(combinations(PARTS, size) for size in range(len(PARTS) + 1))]


def inside(page):
    """The data in a page, read as any JSON."""
    assert page.count(inert.BEGINS) == 1
    return json.loads(page.partition(inert.BEGINS)[2].partition(inert.ENDS)[0])


def again(page, tree):
    drawing = drawing_of(drawn_of(inside(page), "r.html"), tree, "r.html")
    return draw(assess(tree, drawing.answers), "html", drawing.benchmark, drawing.without, drawing.plan)


@pytest.mark.parametrize("file", [*CASES, *FOREIGN], ids=lambda file: f"{file.parent.name}-{file.stem}")
@pytest.mark.parametrize("without", [(), tuple(PARTS)], ids=["whole", "to be sent"])
def test_each_report_is_drawn_again_from_itself(file, without):
    tree = load_pack(find_pack("silk") if file in CASES else file.parent)
    page = draw(assess(tree, load_answers(file, tree)), "html", without=without)

    assert again(page, tree) == page


@given(samples(advice=True), picks())
def test_reports_on_random_questionnaires_are_drawn_again_from_themselves(sample, more):
    without = more.one_of(EVERY)
    page = draw(assess(sample.tree, with_texts(sample.given, more)), "html", without=without)

    assert again(page, sample.tree) == page
    assert not re.findall("secret-(?:" + "|".join(without or ["nothing"]) + ")", page)


def with_texts(answers, more):
    """Give answers notes, evidence and names, each of which says what it is."""
    given = dict(answers.answers)
    for id, one in answers.answers.items():
        note, evidence = (f"secret-{part} {id}" if more.percent(60) else None for part in ("notes", "evidence"))
        given[id] = replace(one, note=note, evidence=() if evidence is None else (evidence,) * (1 + more.below(2)))
    by = "secret-by" if more.percent(50) else None
    answered = Answered("2026-01-31" if more.percent(50) else None, by)
    return replace(answers, answers=given, answered=answered if any(answered) else None)


def test_data_of_hostile_texts_ends_nowhere_before_its_end():
    tree = hostile_tree()
    page = draw(assess(tree, hostile_answers(tree)), "html")
    block = page.partition(inert.BEGINS)[2].partition(inert.ENDS)[0]

    assert again(page, tree) == page
    assert not re.search("[<>&\u2028\u2029\u202e\u200b]", block)
    assert inside(page)["answers"]["organisation"]["name"] == HOSTILE


# What is kept back


TREE = load_pack(find_pack("silk"))
HANEUL = load_answers(HERE / "cases" / "haneul-works" / "answers.yaml", TREE)


@pytest.mark.parametrize("without", EVERY, ids="-".join)
def test_what_is_kept_back_is_not_in_the_data_in_any_form(without):
    given = {id: replace(one, note=f"note of {id}", evidence=(f"paper on {id}",)) for id, one in HANEUL.answers.items()}
    answers = replace(HANEUL, answers=given, answered=Answered("2026-01-31", "Rosa the treasurer"))
    page = draw(assess(TREE, answers), "html", None, without, plan())
    texts = {"notes": "note of |Ask the bank", "evidence": "paper on |Minutes", "by": "Rosa", "who": "Haneul Kim"}

    assert {part for part, said in texts.items() if not re.search(said, page)} == set(without)
    assert again(page, TREE) == page
    if "evidence" in without:
        lengths = {replace_evidence(answers, text, without) for text in ("a", "b" * 5_000)}
        assert len(lengths) == 1


def replace_evidence(answers, text, without):
    """The page with other evidence, since no trace of which it was may be left."""
    given = {id: replace(one, evidence=(text,)) for id, one in answers.answers.items()}
    return draw(assess(TREE, replace(answers, answers=given)), "html", None, without, plan())


PLAN = """
format: silk-plan/1
questionnaire: silk
version: 2.0.0
steps:
  - {id: mod-economics, from: unknown, to: rough, who: Haneul Kim, until: 2026-01-01, note: Ask the bank}
  - {id: man-decides, who: Haneul Kim, done: 2026-02-01, proof: Minutes of the board}
  - {id: sta-users}
"""


def plan(text=PLAN):
    raw = read(text, "p.yaml")
    for step in raw["steps"]:
        step.pop("from", None)
        step.pop("to", None)
    found, faults = plan_of(shaped(Given, raw, ("p.yaml",)), TREE, "p.yaml")
    assert not faults
    return NamedPlan("co-op.plan.yaml", found)


def test_whose_voice_it_was_and_what_a_file_carries_along_is_no_part_of_a_page():
    answers = replace(HANEUL, voice="finance-rosa", kept={"older": {"salary": "secret"}})

    page = draw(assess(TREE, answers), "html")

    assert "finance-rosa" not in page
    assert "salary" not in page
    assert page == draw(assess(TREE, HANEUL), "html")


def test_answers_that_say_the_same_give_the_same_page_in_whatever_order_they_stand():
    turned = replace(
        HANEUL,
        answers=dict(reversed(HANEUL.answers.items())),
        profile=dict(reversed(HANEUL.profile.items())),
    )

    assert draw(assess(TREE, turned), "html") == draw(assess(TREE, HANEUL), "html")


# Beside others, with a plan, of another version


def benchmark():
    numbers = ["10", "20", "30", "40", "50"]
    raw = {
        "format": "silk-benchmark/1",
        "questionnaire": {"id": "silk", "version": "2.0.0", "fingerprint": TREE.pack.fingerprint},
        "organisations": "24",
        "quantiles": ["10", "25", "50", "75", "90"],
        "nodes": [{"id": "index", "low": numbers, "point": numbers, "high": numbers}],
        "levels": [{"first": "0", "last": "4", "share": "1"}],
    }
    return shaped(Benchmark, raw)


def test_a_report_beside_others_is_drawn_again_from_itself():
    page = draw(assess(TREE, HANEUL), "html", benchmark())

    assert again(page, TREE) == page
    assert page != draw(assess(TREE, HANEUL), "html")


@pytest.mark.parametrize("without", [(), ("who",), ("evidence",), tuple(PARTS)], ids="-".join)
def test_a_report_with_a_plan_is_drawn_again_from_itself(without):
    page = draw(assess(TREE, HANEUL), "html", benchmark(), without, plan())

    assert again(page, TREE) == page


@pytest.mark.parametrize("version", ["1.0.1", "0.9.0", "3.0.0"])
def test_a_report_on_answers_to_another_version_is_drawn_again_from_itself(version, tmp_path):
    """Of 1.0.1 is known what counted in it, of the others not."""
    file = tmp_path / "a.yaml"
    text = (HERE / "cases" / "haneul-works" / "answers.yaml").read_text(encoding="utf-8")
    text = text.replace("version: 2.0.0", f"version: {version}").replace("answers:\n", "answers:\n  gone: no-more\n", 1)
    file.write_text(text, encoding="utf-8")
    page = draw(assess(TREE, load_answers(file, TREE)), "html")

    assert inside(page)["another_version"]["version"] == version
    assert "no question" in page
    assert again(page, TREE) == page


def test_a_plan_of_another_version_is_told_as_it_was():
    given = plan(PLAN.replace("2.0.0", "1.0.0") + "  - {id: gone, step: Do it}\n")
    page = draw(assess(TREE, HANEUL), "html", None, (), given)

    assert given.plan.unfit
    assert again(page, TREE) == page


def test_an_answer_of_which_nothing_is_left_is_left_out():
    answers = replace(HANEUL, answers={"dir-reason": Answer(note="only a note")})
    page = draw(assess(TREE, answers), "html", without=("notes",))

    assert "answers" not in inside(page)["answers"]
    assert again(page, TREE) == page

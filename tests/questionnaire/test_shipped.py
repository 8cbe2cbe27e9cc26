"""The questionnaire that ships holds what questionnaires/README.md says of it, and keeps its own rules of writing."""

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from silk_assess.advice.offers import enablers
from silk_assess.advice.rules import flags
from silk_assess.answers.model import Answer, Answers
from silk_assess.exact import UNIT, shown
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.lint.numbers import check
from silk_assess.questionnaire.model.questions import CELLS, FLOW_IDS, Choices, YesNo
from silk_assess.scoring.assess import assess
from silk_assess.wording import profile_line

FOLDER = find_pack("silk")
HANEUL = Path(__file__).parent.parent / "cases" / "haneul-works" / "answers.yaml"
README = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
TREE = load_pack(FOLDER)
PACK = TREE.pack
SECTIONS = [section.id for section in PACK.sections]
RISKS = [node.id for node in TREE.nodes if node.rule == "risk"]
DIMENSIONS = [node.id for node in TREE.nodes if node.owner and node.rule != "risk"]


def options_of(one):
    return getattr(one.question, "options", ())


def asked_in(section):
    return sum(one.path[0] == f"{section}.yaml" for one in TREE.questions)


# How much there is


COUNTS = {
    "100 questions": len(TREE.questions),
    "431 options": sum(len(options_of(one)) for one in TREE.questions),
    "capabilities 34": asked_in("capabilities"),
    "governance 20": asked_in("governance"),
    "mission drift 30": asked_in("mission-drift"),
    "flows 16": asked_in("flows"),
    "nine risks": len(RISKS),
    "66 first steps": sum(one.question.step is not None for one in TREE.questions),
    "51 rules": len(PACK.rules),
    "five levels": len(PACK.head.levels),
    "a short way in of 12": len(set(PACK.head.short)),
    "61 sources": len(PACK.head.sources),
    "89 tools": len(PACK.tools),
    "101 enablers": len(PACK.enablers),
    "43 peer cases": len(PACK.cases),
    "170 figures": sum(len(case.figures) for case in PACK.cases),
    "65 terms": len(PACK.glossary),
    "91 single choice": Counter(one.question.type for one in TREE.questions)["choice"],
    "6 multiple choice": Counter(one.question.type for one in TREE.questions)["choices"],
    "2 numbers": Counter(one.question.type for one in TREE.questions)["number"],
    "1 yes or no": Counter(one.question.type for one in TREE.questions)["yes-no"],
    "76 tools were seen": Counter(tool.verified for tool in PACK.tools)["seen"],
    "13 tools are from memory": Counter(tool.verified for tool in PACK.tools)["memory"],
    "58 addresses were seen": Counter(tool.url_verified for tool in PACK.tools)["seen"],
    "22 addresses are from memory": Counter(tool.url_verified for tool in PACK.tools)["memory"],
    "9 tools have no address": sum(tool.url is None for tool in PACK.tools),
    "27 tools have a date": sum(tool.seen_on is not None for tool in PACK.tools),
}
WORDS = {"nine": 9, "five": 5}


@pytest.mark.parametrize(("words", "count"), COUNTS.items(), ids=list(COUNTS))
def test_there_is_as_much_as_the_readme_says(words, count):
    (number,) = re.findall(r"\d+|nine|five", words)
    assert count == int(WORDS.get(number, number))
    assert words in " ".join(README.split())


def test_every_case_and_figure_was_seen():
    assert {case.verified for case in PACK.cases} == {"seen"}
    assert {figure.verified for case in PACK.cases for figure in case.figures} == {"seen"}


def test_every_tool_with_an_address_says_how_far_it_was_verified():
    assert [tool.id for tool in PACK.tools if (tool.url is None) != (tool.url_verified is None)] == []


# How it is written


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: file.name)
def test_no_text_has_an_em_dash(file):
    assert "\N{EM DASH}" not in file.read_text(encoding="utf-8")


def test_every_question_has_three_to_seven_options():
    with_options = [one for one in TREE.questions if options_of(one)]
    assert [one.id for one in with_options if not 3 <= len(options_of(one)) <= 7] == []


def test_no_two_options_of_a_question_read_alike():
    labels = {one.id: [option.label for option in options_of(one)] for one in TREE.asked.values()}
    assert [id for id, texts in labels.items() if len(set(texts)) < len(texts)] == []


def test_every_question_ends_with_a_question_mark_and_has_guidance():
    assert [one.id for one in TREE.asked.values() if not one.question.text.endswith("?")] == []
    assert [one.id for one in TREE.questions if not one.question.guidance] == []


def test_every_question_about_deeds_has_a_step_of_at_most_thirty_words():
    deeds = {one.id: (one.question.step or "").split() for one in TREE.questions if one.role in ("score", "control")}
    assert [id for id, words in deeds.items() if not 1 <= len(words) <= 30] == []


def test_every_question_about_deeds_says_what_could_prove_it():
    assert [one.id for one in TREE.questions if not one.question.evidence] == []


def test_every_weight_other_than_one_has_its_reason_beside_it():
    weighty = [one for one in TREE.questions if one.scored and one.weight != UNIT]
    assert [one.id for one in weighty if not one.question.weight_reason] == []


def test_every_risk_declares_the_same_numbers():
    declared = {
        (tuple(TREE.asked[node.likelihood].table.values()), tuple(TREE.asked[node.impact].table.values()))
        for node in TREE.nodes
        if node.rule == "risk"
    }
    assert declared == {((100_000, 350_000, 650_000, 950_000), (150_000, 450_000, 750_000, 1_000_000))}


def test_all_six_flow_cells_are_asked_for_now_and_ambition():
    kinds = {cell: [one.weight > 0 for one in asked] for cell, asked in TREE.cells.items()}
    assert {tuple(kinds[cell, "now"]) for cell, _ in FLOW_IDS.values()} == {(True, False), (True,)}
    assert {tuple(kinds[cell, "ambition"]) for cell, _ in FLOW_IDS.values()} == {(True,)}


# How it hangs together


def test_the_checker_finds_only_that_some_sources_are_background():
    background = (
        "silk-site oecd-global-action oecd-recommendation-2022 un-sse-2023 eu-seap-2021 "
        "ciriec-2017 sanchez-bajo-2018 soess-dictionary"
    )
    says = [f'nothing refers to the source "{id}"' for id in background.split()]
    assert [fault.says for fault in check(TREE)] == says


@pytest.mark.parametrize("id", [*DIMENSIONS, *RISKS])
def test_two_tools_and_two_cases_serve_every_dimension_and_risk(id):
    part_of_it = set(TREE.below(id))
    assert sum(not part_of_it.isdisjoint(tool.helps) for tool in PACK.tools) >= 2
    assert sum(not part_of_it.isdisjoint(case.features) for case in PACK.cases) >= 2


@pytest.mark.parametrize("cell", CELLS)
def test_two_tools_and_two_cases_serve_every_flow_cell(cell):
    assert sum(cell in tool.flows for tool in PACK.tools) >= 2
    assert sum(cell in case.flows for case in PACK.cases) >= 2


def test_every_rule_has_two_tools_a_source_and_a_step():
    told = [rule for rule in PACK.rules if rule.is_flag]
    assert [rule.id for rule in told if len(set(rule.tools)) < 2 or not rule.sources or not rule.advise] == []


def test_every_tool_helps_with_two_to_eight_things():
    assert [tool.id for tool in PACK.tools if not 2 <= len(set(tool.helps)) == len(tool.helps) <= 8] == []


def test_every_organisation_with_a_profile_can_be_compared_with_every_case():
    """Flows and profile fields, which everybody has, must be three of five features (docs/scoring.md, Likeness)."""
    profile = {one.id for one in TREE.profile}
    shared = {case.id: (1 + len(profile.intersection(case.features)), 1 + len(case.features)) for case in PACK.cases}
    assert [id for id, (ours, all_of_it) in shared.items() if ours < 4 or 5 * ours < 3 * all_of_it] == []
    assert [case.id for case in PACK.cases if not case.flows] == []


def test_no_level_asks_for_flows():
    read = {id for needs in TREE.requires for id, _ in needs}
    assert read.isdisjoint(one.id for one in TREE.questions if one.role == "flow")
    assert "flows" not in read


def test_the_sample_is_an_invented_organisation():
    sample = FOLDER / "sample.yaml"
    assert "invented" in sample.read_text(encoding="utf-8").splitlines()[0]
    assert load_answers(sample, TREE) == load_answers(HANEUL, TREE)


# What it gives: the table of questionnaires/README.md


def throughout(third, sign, harm, inward_only=False):
    """Answer every question at the same place: none, one, two or all three thirds of the way to the best answer."""
    given = {one.id: Answer(placed(one, third, sign, harm, inward_only)) for one in TREE.questions}
    profile = {"legal-form": "cooperative", "born-global": "no", "countries": 0 if inward_only else UNIT}
    return assess(TREE, Answers(profile=profile, answers=given))


def placed(one, third, sign, harm, inward_only):
    question = one.question
    if one.role in ("likelihood", "impact"):
        return sign if one.role == "likelihood" else harm
    if one.goalposts:
        start, to = one.goalposts
        return start + (to - start) * third // 3
    if isinstance(question, YesNo):
        return "yes" if third >= 2 else "no"
    if isinstance(question, Choices):
        ticked = [option.id for option in question.options if not option.exclusive]
        return tuple(ticked[: 2 * third]) if one.weight else ()
    last = len(question.options) - 1
    if inward_only and one.role == "flow" and question.cell.startswith("outward"):
        return question.options[0].id
    return question.options[(2 * third * last + 3) // 6].id


def told(assessment):
    kinds = Counter(rule.kind for rule in flags(assessment))
    value = assessment.values["index"]
    point = None if value.point is None else shown(value.point)
    return assessment.level.point, point, kinds["warning"] + kinds["advice"], kinds["strength"]


TABLE = {
    "All first options; happening, end": ((0, "happening", "end"), (0, "1.3", 13, 0)),
    "All second options; signs, core": ((1, "signs", "core"), (1, "38.2", 9, 0)),
    "All third options; signs, core": ((2, "signs", "core"), (3, "69.3", 3, 5)),
    "All third options; ahead, core": ((2, "ahead", "core"), (3, "72.8", 3, 5)),
    "All third options, inward only; ahead, core": ((2, "ahead", "core", True), (3, "73.3", 2, 3)),
    "All best; no sign, part": ((3, "no-sign", "part"), (4, "99.6", 1, 5)),
    "All best, inward only; no sign, part": ((3, "no-sign", "part", True), (4, "99.6", 1, 3)),
}


@pytest.mark.parametrize(("row", "answers", "expected"), [(row, *both) for row, both in TABLE.items()], ids=list(TABLE))
def test_answers_at_one_place_throughout_give_the_table_of_the_readme(row, answers, expected):
    assert told(throughout(*answers)) == expected
    level, index, warnings, strengths = expected
    assert f"| {row} | {level} | {index} | {warnings} | {strengths} |" in README


def test_one_who_only_takes_things_in_is_asked_at_most_75_questions():
    """However much is taken in; questions that fall away with an answer are counted as asked."""
    ways = [id for id, one in TREE.asked.items() if one.role == "flow" and one.weight]
    most = 0
    for taken in ("none", "tried", "some", "regular", "essential"):
        flows = {id: Answer(taken if TREE.asked[id].question.cell.startswith("inward") else "none") for id in ways}
        assessment = assess(TREE, Answers(profile={"countries": 0, "legal-form": "cooperative"}, answers=flows))
        most = max(most, sum(assessment.standings[one.id].state != "hidden" for one in TREE.questions))
    assert 50 < most <= 75


def test_the_only_warning_at_third_options_is_about_giving_back():
    told = [rule.id for rule in flags(throughout(2, "signs", "core")) if rule.kind == "warning"]
    assert told == ["sharing-without-reciprocity"]


def test_nothing_answered_leaves_everything_open():
    assessment = assess(TREE, Answers())
    level, index = assessment.level, assessment.values["index"]
    assert (level.low, level.high, index.point) == (0, 4, None)
    assert (shown(index.low), shown(index.high)) == ("0.0", "99.9")
    assert flags(assessment) == []
    assert "| Nothing answered | 0 to 4 | 0.0 to 99.9 | 0 | 0 |" in README


def test_the_short_way_in_confirms_level_1_at_most():
    """No risk is among the twelve, and no level above the first can do without."""
    best = throughout(3, "no-sign", "part").answers
    short = {id: best.answers[id] for id in PACK.head.short}
    level = assess(TREE, Answers(profile=best.profile, answers=short)).level
    assert (level.low, level.high) == (1, 4)


def test_every_rule_fires_for_somebody():
    told = {rule.id for seed in range(400) for rule in flags(some_organisation(seed))}
    assert [rule.id for rule in PACK.rules if rule.is_flag and rule.id not in told] == []


def some_organisation(seed):
    """Invent an organisation: every answer is drawn by itself, around a strength of the organisation's own."""
    draw = Random(seed)
    strength = {role: draw.random() for role in ("score", "control", "likelihood", "impact", "flow")}

    def drawn(one):
        place = min(max(draw.gauss(strength[one.role], 0.25), 0), 1)
        if one.goalposts:
            start, to = one.goalposts
            return start + int((to - start) * place)
        options = list(one.table)
        if isinstance(one.question, Choices):
            return tuple(option.id for option in one.question.options if not option.exclusive and draw.random() < place)
        return options[round(place * (len(options) - 1))]

    profile = {"legal-form": draw.choice(["cooperative", "federation"]), "born-global": draw.choice(["no", "yes"])}
    answers = {one.id: Answer(drawn(one)) for one in TREE.questions}
    return assess(TREE, Answers(profile={**profile, "countries": UNIT}, answers=answers))


# Who can help: the leaflet's six countries outside the EU, the United Kingdom, and seventeen within the EU

HELPED = re.findall("..", "KRUSCABRMXINGBBECZDEDKESFIFRGRIEITLTNLPLPTROSESI")


# Its line about an organisation


@pytest.mark.parametrize(
    ("known", "line"),
    [
        (
            {"legal-form": "cooperative", "country": "KR", "founded": 2019, "people-count": 12, "countries": 1},
            "Cooperative in South Korea, founded in 2019, 12 people, active in one other country",
        ),
        ({"country": "FR", "people-count": 1, "countries": 0}, "In France, one person, active in no other country"),
        ({"legal-form": "mutual", "people-count": 0, "countries": 3}, "Mutual, no people, active in 3 other countries"),
    ],
)
def test_the_line_about_an_organisation_reads_well(known, line):
    numbers = {id: size * UNIT if isinstance(size, int) else size for id, size in known.items()}
    words, said = profile_line.about(TREE, {"sector": "Water sensors", **numbers})
    assert [run.text for run in (*words, *said)] == ["Water sensors", line]


@pytest.mark.parametrize("country", HELPED)
@pytest.mark.parametrize("form", ["cooperative", "mutual", "association", "foundation", "social-enterprise"])
def test_an_organisation_of_any_form_has_somebody_at_home_who_can_help(country, form):
    known = {"country": country, "legal-form": form, "people-count": 6 * UNIT}
    listed = enablers(assess(TREE, Answers(profile=known)))
    assert any(isinstance(one.countries, tuple | list) and country in one.countries for one in listed)
    assert len(listed) <= 12

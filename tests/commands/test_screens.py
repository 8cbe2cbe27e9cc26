"""Screens are pure: an assessment or faults, and a width, give lines.

The texts in tests/screens/ were read by a person before they were kept. To draw them again:
PYTHONPATH=tests python tests/commands/test_screens.py
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from random_packs import samples
from silk_assess.answers.model import Answer, Answers
from silk_assess.commands.assessed import Case, Shelf
from silk_assess.commands.home.screen import Found, welcome
from silk_assess.commands.score import one as summary
from silk_assess.commands.score.several import several
from silk_assess.commands.why import command as reasons
from silk_assess.faults import Fault, Place, SilkError
from silk_assess.files import questionnaires
from silk_assess.scoring.assess import assess
from silk_assess.terminal import faults, printing
from silk_assess.terminal import layout as lines
from silk_assess.terminal.layout import paragraph, piece, plain, table
from small_packs import hundred, index, risk, risks, scored, section, tree_of

HERE = Path(__file__).parent.parent
HANEUL = HERE / "cases" / "haneul-works" / "answers.yaml"
PACKS = sorted(path.parent for path in (HERE / "packs").glob("*/pack.yaml"))
EVERY = [(folder, file) for folder in PACKS for file in sorted(folder.glob("answers*.yaml"))]
IDS = [f"{folder.name}/{file.stem}" for folder, file in EVERY]


def text(found) -> str:
    return "".join(plain(line) + "\n" for line in found)


def case_of(file: Path, pack: Path | None = None, said: str | None = None) -> Case:
    one = Shelf(None if pack is None else str(pack)).case(file)
    return Case(said or file.name, None if pack is None else pack.name, one.folder, one.assessment)


def built(pack: str, answers: dict[str, Answer], name: str | None = "Coop") -> Case:
    """Assess answers made in a test to a questionnaire of tests/packs."""
    tree = questionnaires.load_pack(HERE / "packs" / pack)
    given = Answers(name=name, answers=answers, version=tree.pack.head.version)
    return Case("coop.yaml", pack, HERE / "packs" / pack, assess(tree, given))


def explained(case: Case, id: str | None, width: int) -> str:
    return text(reasons.why(case, id, lambda path: 7, lambda path: 9, width))


SCREENS = {
    f"{name}-{width}.txt": (name, width)
    for name in ("score", "score-open", "why", "why-governance", "why-man-decides")
    for width in (80, 40)
}


def drawn(name: str, width: int) -> str:
    if name == "score-open":
        return text(summary.score(case_of(HERE / "cases" / "lindenhof-care" / "answers.yaml"), width))
    case = case_of(HANEUL, said="co-op.yaml")
    if name == "score":
        return text(summary.score(case, width))
    return explained(case, name.partition("-")[2] or None, width)


@pytest.mark.parametrize("file", SCREENS)
def test_the_screens_that_were_read_by_a_person(file):
    assert drawn(*SCREENS[file]) == (HERE / "screens" / file).read_text(encoding="utf-8")


# What holds on every screen


# Words of this program and of Python that no person should meet.
OURS = {"None", "null", "Fraction", "node", "nodes", "gate", "gates", "YAML", "hidden", "True", "False", "!"}


def every_screen(case: Case, width: int):
    yield summary.score(case, width)
    tree = case.assessment.tree
    levels = [level.id for level in tree.pack.head.levels]
    words = [*(["level"] if levels else []), *(["flows"] if tree.has_flows else [])]
    for id in (None, *tree.node, *tree.asked, *(rule.id for rule, _ in tree.rules), *levels, *words):
        yield reasons.why(case, id, lambda path: 7, lambda path: 9, width)


@pytest.mark.parametrize(("folder", "file"), EVERY, ids=IDS)
def test_every_screen_of_every_small_questionnaire(folder, file):
    """Lines keep within the width but for what is never cut; no machine's words, no empty lines in a row."""
    case = case_of(file, folder)
    own = set(re.findall(r"[A-Za-z]+|!", " ".join(one.read_text(encoding="utf-8") for one in folder.glob("*.yaml"))))
    for width in (80, 61, 40):
        for screen in every_screen(case, width):
            for line in screen:
                said = plain(line)
                assert said == said.rstrip()
                is_whole = any(look == "cyan" for _, look in line) or len(said.split()) <= 1
                assert lines.cells(said) <= width or is_whole, said
            told = text(screen)
            assert "\n\n\n" not in told
            assert not told.startswith("\n")
            assert not told.endswith("\n\n")
            assert not (set(re.findall(r"[A-Za-z]+|!", re.sub(r"None\s+of\s+these", "", told))) & OURS) - own, told


@settings(max_examples=100)
@given(samples(), st.sampled_from([80, 59, 40]))
def test_every_screen_of_random_questionnaires(sample, width):
    case = Case("coop.yaml", None, HERE, assess(sample.tree, sample.given))
    assert several([case], width)
    for screen in every_screen(case, width):
        told = text(screen)
        assert told
        assert "\n\n\n" not in told
        assert "Fraction" not in told


@pytest.mark.parametrize("width", [80, 40])
def test_every_question_of_the_shipped_questionnaire_can_be_explained(width):
    case = case_of(HERE / "cases" / "puentes" / "answers.yaml")
    for one in case.assessment.tree.questions:
        assert one.question.text.split()[0] in explained(case, one.id, width)


def test_questions_are_named_by_their_text_their_id_beside_it():
    case = built("mini", {"exchange": Answer("yes")})
    said = " ".join(explained(case, "people", 80).split())
    for one in ("exchange", "language-skills"):
        assert f"{case.assessment.tree.asked[one].question.text} ({one})" in said


def test_a_node_of_that_name_goes_before_the_flows_and_the_level():
    tree = tree_of(section("level", hundred("x")), section("flows", hundred("y")))
    case = Case("coop.yaml", None, HERE, scored(tree, {"x": "10", "y": "20"}))
    assert explained(case, "level", 80).startswith("level: 10.0 of 100")
    assert explained(case, "flows", 80).startswith("flows: 20.0 of 100")


@pytest.mark.parametrize("word", ["level", "flows"])
def test_without_levels_and_flows_there_is_nothing_of_that_name(word):
    tree = tree_of(section("s", hundred("x")))
    with pytest.raises(SilkError, match=f'There is no "{word}"'):
        explained(Case("coop.yaml", None, HERE, scored(tree, {"x": "10"})), word, 80)


def test_the_flows_are_explained_down_to_each_answer():
    said = explained(case_of(HANEUL), "flows", 80)
    assert "Goods and services that come in" in said
    assert "Flows have no\n  part in the level" in said
    assert "(ing-now)" in said


# Empty states


def unknown(case: Case) -> dict[str, Answer]:
    return {one.id: Answer(unknown=True) for one in case.assessment.tree.questions}


def test_no_answer_at_all_says_where_to_begin():
    said = text(summary.score(built("mini", {}), 80))
    assert "Nothing is answered yet. 7 questions are open." in said
    assert "Level 0, Explorer, as answered so far." in said
    assert "Answer them: silk-assess ask coop.yaml" in said
    assert "points" not in said


def test_all_unknown_is_no_failure():
    case = built("mini", unknown(built("mini", {})))
    assert "7 questions are open, all with don't know." in text(summary.score(case, 80))


def test_one_answer_is_shown_with_its_range():
    said = text(summary.score(built("mini", {"exchange": Answer("yes")}), 80))
    assert "Learning               75.0" not in said
    assert "Learning" in said
    assert "too few answers" in said


def test_all_not_applicable_says_so_in_words(tmp_path):
    (tmp_path / "pack.yaml").write_text(
        "{format: silk-pack/1, id: p, version: 1.0.0, language: en, title: T, sections: [s], "
        "index: {children: [{id: s}]}, levels: [{id: low, title: Low}, {id: up, title: Up, requires: {s: 10}}]}"
    )
    (tmp_path / "s.yaml").write_text(
        "{id: s, title: S, kind: score, questions: [{id: q, type: yes-no, text: Q, not_applicable: N}]}"
    )
    tree = questionnaires.load_pack(tmp_path)
    case = Case("coop.yaml", None, tmp_path, assess(tree, Answers(answers={"q": Answer(not_applicable="")})))
    said = text(summary.score(case, 80))
    assert "By these answers nothing in this questionnaire applies to you" in said
    assert "1 does not apply." in said
    assert "Facts" not in said
    assert "nothing here applies to you" in explained(case, None, 80)
    assert "nothing here applies to you" in explained(case, "s", 80)


def test_without_levels_and_index_the_parts_stand_for_themselves():
    file = HERE / "packs" / "bare-sections-no-index" / "answers-full.yaml"
    said = text(summary.score(case_of(file, file.parent), 80))
    assert "This questionnaire has no levels. Its parts are not added up" in said
    assert "All together" not in said


def test_an_organisation_without_a_name():
    assert text(summary.score(built("mini", {}, name=None), 80)).startswith(
        "An organisation without a name (coop.yaml)"
    )


def test_own_scales_are_named():
    file = HERE / "packs" / "sum-nine-items" / "answers-full.yaml"
    assert " of 27" in text(summary.score(case_of(file, file.parent), 80))


def test_an_open_question_says_from_what_to_what_it_counts():
    strain = HERE / "packs" / "strain-one-to-five"
    said = explained(case_of(strain / "answers-gap.yaml", strain), "k10", 80)
    assert "While it is open it may be anything from 1 to 5, its worst and its best\n  answer." in said
    assert re.search(r"\(k10\)\s+1 to 5\b", explained(case_of(strain / "answers-gap.yaml", strain), "strain", 80))
    said = explained(built("mini", {}), "review", 80)
    assert "It may not apply, so while it is open it counts as anything from 0 to 100." in said
    assert re.search(r"\(funder-likelihood\)\s+0.2 to 0.8\b", explained(built("mini", {}), "funder-pressure", 80))


def test_a_limit_says_how_little_an_open_answer_can_do():
    few = [{"id": "few", "label": "Few", "value": 10}, {"id": "many", "label": "Many", "value": 40}]
    weak = {"id": "weak", "type": "choice", "text": "How many?", "options": few}
    part = section("part", hundred("a"), gates=[{"below": {"weak": 50}, "cap": 30}])
    case = Case("coop.yaml", None, HERE, scored(tree_of(part, section("other", weak)), {"a": 90}))
    said = " ".join(explained(case, "part", 80).split())
    assert (
        'Its limit is in force: "How many?" (weak) is open and at most 40.0, below 50, so this is at most 30.' in said
    )


@pytest.mark.parametrize(
    ("control", "words"), [(0, "Little in sight, nothing in place\n"), (100, "Well guarded\n")], ids=["bare", "held"]
)
def test_risks_are_called_guarded_only_where_something_stands_against_them(control, words):
    """And the whole, whose parts are far apart, has no word."""
    bands = [
        {"from": 0, "label": "In danger"},
        {"from": 80, "label": "Well guarded", "unprotected": "Little in sight, nothing in place"},
    ]
    mission = risks("Mission", risk("peril", hundred("guard")), bands=bands) | {"id": "mission"}
    fifths = [{"from": size, "label": f"from {size}"} for size in (0, 20, 40, 60, 80)]
    tree = tree_of(section("part", hundred("a")), mission, index=index("part", "mission"), bands=fifths)
    given = {"a": 0, "peril-likelihood": "v1", "peril-impact": "v1", "guard": control}
    said = text(summary.score(Case("coop.yaml", None, HERE, scored(tree, given)), 60))
    assert words in said
    assert "\n  the parts are far apart: 0.0, 9" in said


def test_what_another_version_left_behind_is_shown():
    file = HERE / "packs" / "conditions-on-questions" / "answers-older-version.yaml"
    said = text(summary.score(case_of(file, file.parent), 80))
    assert "Answered with version 0.9.9 of the questionnaire; this is 1.0.0. 5 answers do\nnot fit" in said
    assert '  begun: "2023-02-29" is not a date' in said


# Several files


def test_several_files_make_a_table_and_lines_where_there_is_no_room():
    case = case_of(HANEUL, said="co-op.yaml")
    assert text(several([case, case], 80)) == (
        "file        organisation  level              all together\n"
        "co-op.yaml  Haneul Works  2, Piloting, firm  56.3 (54.5 to 58.1)\n"
        "co-op.yaml  Haneul Works  2, Piloting, firm  56.3 (54.5 to 58.1)\n"
    )
    assert text(several([case], 40)) == (
        "co-op.yaml\n  Haneul Works. Level 2, Piloting, firm.\n    All together 56.3 (54.5 to 58.1).\n"
    )


def test_without_an_index_and_levels_each_part_has_its_line():
    """89.96 is below the bound of 90, and shows so."""
    bands = [{"from": 0, "label": "Red"}, {"from": 50, "label": "Amber"}, {"from": 90, "label": "Green"}]
    small = [{"from": 0, "label": "Low"}, {"from": 0.33, "label": "High"}]
    share = {"id": "share", "type": "number", "text": "?", "from": 0, "to": 1, "scale": 1}
    tree = tree_of(section("s", hundred("x"), bands=bands), section("t", share, scale=1, bands=small))
    given = [("a.yaml", "89.96", "0.96"), ("b.yaml", "90", "0.34"), ("c.yaml", "49.95", "0.329")]
    cases = [Case(file, None, HERE, scored(tree, {"x": x, "share": size}, name="Quay")) for file, x, size in given]
    assert [line.split() for line in text(several(cases, 80)).splitlines()] == [
        ["file", "organisation", "part", "points", "in", "words"],
        ["a.yaml", "Quay", "s", "89.96", "Amber"],
        ["a.yaml", "Quay", "t", "0.96", "of", "1", "High"],
        ["b.yaml", "Quay", "s", "90.0", "Green"],
        ["b.yaml", "Quay", "t", "0.34", "of", "1", "High"],
        ["c.yaml", "Quay", "s", "49.95", "Red"],
        ["c.yaml", "Quay", "t", "0.3", "of", "1", "Low"],
    ]
    assert text(several(cases[:1], 40)) == ("a.yaml\n  Quay. s: 89.96. Amber.\na.yaml\n  Quay. t: 0.96 of 1. High.\n")


# Hostile texts

HOSTILE = "Haneul \x1b[2J\x1b]0;bank\x07 Works \u202egpj.exe"


def test_a_hostile_name_is_shown_and_never_sent():
    said = text(summary.score(built("mini", {}, HOSTILE), 80))
    assert said.startswith("Haneul \\x1b[2J\\x1b]0;bank\\x07 Works \\u202egpj.exe (coop.yaml)\n")


def test_a_hostile_note_and_reason_are_shown_and_never_sent():
    answers = {"review": Answer(not_applicable=HOSTILE, note=HOSTILE, evidence=(HOSTILE,))}
    for id in ("review", "learning"):
        said = explained(built("mini", answers), id, 80)
        assert "\\x1b[2J" in said
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said)


def test_a_long_name_is_cut_and_the_file_name_is_not():
    first, second = summary.name_line(built("mini", {}, "a" * 10_000), 40)
    assert plain(first) == "a" * 37 + "..."
    assert plain(second) == "(coop.yaml)"


def test_brackets_of_markup_are_letters():
    shown = io.StringIO()
    printing.show(paragraph("[bold red]Coop[/] :smile:", 80), shown)
    assert shown.getvalue() == "[bold red]Coop[/] :smile:\n"


# Words and tables


def test_words_wrap_under_the_first_word_and_commands_stay_whole():
    command = "silk-assess why co-op.yaml voi-membership-abroad --pack a/b"
    found = paragraph(["and then go on with this:", (command, "cyan"), "today"], 40, 2, 4)
    assert text(found) == f"  and then go on with this:\n    {command}\n    today\n"


def test_scripts_without_blanks_wrap_between_letters():
    found = paragraph("물" * 30, 40, 2)
    assert [lines.cells(plain(line)) for line in found] == [40, 24]


def test_a_word_that_is_no_word_is_split():
    assert all(lines.cells(plain(line)) <= 80 for line in paragraph("x" * 10_000, 80))


def test_a_table_without_room_becomes_sentences():
    row = lines.Row(("Governance", "38.2"), "Governance: 38.2.")
    assert text(table(("", "points"), [row], 80, right=(1,))) == "            points\nGovernance    38.2\n"
    assert text(table(("", "points"), [row], 59, right=(1,))) == "Governance: 38.2.\n"


def test_a_piece_of_a_line_is_always_safe():
    assert piece("a\x1bb") == ("a\\x1bb", "")


# Faults


def test_a_fault_has_place_line_caret_code_and_remedy():
    where = Place(
        "mini/people.yaml", 11, 9, "        guidence: Count those in which a difficult meeting is possible.", 8
    )
    fault = Fault((), 'a question has no key "guidence"', 'Did you mean "guidance"?', "unknown-key", where=where)
    assert text(faults.fault_lines([fault], 80)) == (
        'mini/people.yaml:11:9: fault: a question has no key "guidence"\n'
        "\n"
        "   11 |         guidence: Count those in which a difficult meeting is possible.\n"
        "      |         ^^^^^^^^ [unknown-key]\n"
        '   Did you mean "guidance"?\n'
        "\n"
    )


@pytest.mark.parametrize(
    ("line", "column", "width", "shown", "caret"),
    [
        ("a" * 50 + " BAD " + "c" * 50, 52, 3, "..." + "a" * 32 + " BAD " + "c" * 29 + "...", " " * 36 + "^^^ [code]"),
        ("물: BAD", 4, 3, "물: BAD", " " * 4 + "^^^ [code]"),
        ("\tx: BAD", 5, 3, " x: BAD", " " * 4 + "^^^ [code]"),
        ("x: \u202eBAD", 4, 4, "x: \\u202eBAD", " " * 3 + "^" * 9 + " [code]"),
        ("x: " + "b" * 200, 4, 200, "x: " + "b" * 66 + "...", " " * 3 + "^" * 62 + " [code]"),
    ],
    ids=["long", "wide letters", "tab", "hostile", "long place"],
)
def test_the_caret_stands_under_the_place(line, column, width, shown, caret):
    fault = Fault((), "says", "", "code", where=Place("f.yaml", 3, column, line, width))
    found = [plain(one) for one in faults.fault_lines([fault], 80)]
    assert found[2:4] == [f"    3 | {shown}", f"      | {caret}"]
    assert all(lines.cells(one) <= 80 for one in found)


def test_the_place_is_never_cut_at_forty_columns():
    where = Place("questionnaires/of-a-region/capabilities.yaml", 123, 45, "x", 1)
    first = plain(faults.fault_lines([Fault((), "this is not it", "", "code", where=where)], 40)[0])
    assert first == "questionnaires/of-a-region/capabilities.yaml:123:45:"


def test_a_whole_file_has_no_caret():
    fault = Fault(("a.yaml",), "this file is empty", "Write the first key.", "empty-file", where=Place("a.yaml"))
    assert text(faults.fault_lines([fault], 80)) == (
        "a.yaml: fault: this file is empty [empty-file]\n   Write the first key.\n\n"
    )


def test_what_cannot_be_read_is_said_plainly():
    fault = Fault(("a",), "a cannot be read: you have no permission for it", "Ask its owner, or copy it.", "unreadable")
    assert text(faults.messages([fault], 60)) == (
        "a cannot be read: you have no permission for it.\n  Ask its owner, or copy it.\n"
    )


def test_a_warning_is_yellow_and_a_fault_is_red():
    where = Place("a.yaml", 1, 1, "a", 1)
    looks = {
        severity: {look for line in faults.fault_lines([Fault((), "s", "", "c", severity=severity, where=where)], 80)
                   for _, look in line} - {""}
        for severity in ("fault", "warning")
    }  # fmt: skip
    assert looks == {"fault": {"red"}, "warning": {"yellow"}}


def test_an_unknown_part_offers_the_nearest():
    with pytest.raises(SilkError) as error:
        explained(built("mini", {}), "languges", 80)
    assert (error.value.faults[0].code, error.value.faults[0].do) == ("usage", 'Did you mean "languages"?')


# Greeting


def test_an_empty_folder_is_greeted_with_what_this_is():
    assert text(welcome([], 0, [], 80)) == (
        "\n"
        "How ready is your organisation to work across borders?\n"
        "For cooperatives, mutuals, associations, foundations and social enterprises.\n"
        "Nothing you type leaves this computer.\n"
        "\n"
        "There are no answer files in this folder yet.\n"
        "\n"
        "See a finished example:   silk-assess demo\n"
        "Answer a dozen questions: silk-assess ask co-op.yaml --short\n"
        "Answer all of them:       silk-assess ask co-op.yaml\n"
        "All commands:             silk-assess --help\n"
    )


def test_a_folder_with_answers_tells_progress_and_the_next_step():
    when = datetime(2026, 11, 24, 16, 5)
    half = Found("co-op.yaml", "Haneul Works", when, 32, 100, "about 25 minutes", 0)
    broken = Found("draft.yaml", "", when, 0, 0, "", 3)
    assert text(welcome([half, broken], 195, ["mini/"], 80)) == (
        "\n"
        "197 answer files in this folder, the last saved first:\n"
        "\n"
        "  co-op.yaml    Haneul Works, saved 24 November 2026, 16:05\n"
        "                32 of 100 done, about 25 minutes left\n"
        "  draft.yaml    3 faults: silk-assess check draft.yaml\n"
        "  and 195 more: silk-assess batch . -o out\n"
        "\n"
        "Another questionnaire is here for --pack: mini/.\n"
        "\n"
        "Go on answering:      silk-assess ask co-op.yaml\n"
        "See the range so far: silk-assess score co-op.yaml\n"
        "All commands:         silk-assess --help\n"
    )


if __name__ == "__main__":
    for name, screen in SCREENS.items():
        (HERE / "screens" / name).write_text(drawn(*screen), encoding="utf-8")

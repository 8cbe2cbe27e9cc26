"""The two pages behind a question, and what of its guidance stands under it.

Source: docs/architecture.md, The interview.
"""

from dataclasses import replace

import pytest

from silk_assess.answers.model import Answers
from silk_assess.commands.ask.help import ROWS, help, sources
from silk_assess.commands.ask.prompt import prompt
from silk_assess.commands.ask.question import question
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.interview.route import begin
from silk_assess.terminal.layout import paragraph, plain
from small_packs import answers, five, section, tree_of, yes_no

SHIPPED = begin(load_pack(find_pack("silk")), Answers()).position
LEAD = {
    **five("lead", guidance="Whoever signs.", evidence="Minutes", step="Write it down."),
    "sources": ["book"],
    "terms": ["sign"],
    "options": [{"id": "a", "label": "A", "help": "Rarely."}, {"id": "b", "label": "B"}],
}
BOOK = {"id": "book", "title": "A book", "year": 2021}


def at(one, given=None, meaning="Bind us by a name on paper"):
    """Give a position at a question of a small questionnaire that explains one word."""
    tree = tree_of(section("team", one, yes_no("other")), sources=[BOOK], glossary=[("sign", meaning)])
    return replace(begin(tree, answers(tree, given)).position, at=one["id"])


def text(lines):
    return "".join(plain(line) + "\n" for line in lines)


def rows(position, page):
    """Count the lines of a page with the prompt below it, on 80 columns."""
    return len(page(position, 80)) + len(paragraph(f"{prompt(position)} >", 76))


@pytest.mark.parametrize("id", SHIPPED.order)
def test_help_is_one_screen_for_every_question_of_the_shipped_questionnaire(id):
    position = replace(SHIPPED, at=id)
    assert rows(position, help) <= ROWS == 24
    assert (position.question(id).guidance or "") in " ".join(text(help(position, 80)).split())


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("id", SHIPPED.order)
def test_guidance_takes_at_most_two_lines_under_a_question(id, width):
    one = SHIPPED.question(id)
    dim = [line for line in question(replace(SHIPPED, at=id), width) if line and line[0][1] == "dim"]
    header = 0 if SHIPPED.role(id) == "profile" else 2
    assert len(dim) - header <= 2 + header // 2 * (width == 40)
    assert bool(one.guidance) == (len(dim) > header)


def test_help_shows_the_question_with_the_help_of_its_options_and_its_words():
    assert text(help(at(LEAD), 80)) == (
        "\n?\nWhoever signs.\n\n  1  A\n     Rarely.\n  2  B\n\n"
        'Why we ask\n  It counts once in "team".\n\nWords\n  sign: Bind us by a name on paper\n\n'
        "d       don't know        s       skip              b       back\n"
        "+ text  a note            e text  evidence          o       overview, jump\n"
        "q       save and leave    ??      sources and more  /word   find a question\n"
    )


def test_evidence_a_first_step_and_sources_stand_on_the_second_page():
    assert text(sources(at(LEAD), 80)) == (
        "\nWhat could prove it\n  Minutes\nA first step\n  Write it down.\nSources\n  A book, 2021\n\n"
        "Enter shows the question again.\n"
    )
    assert text(sources(at(LEAD, {"lead": "a"}), 80)).endswith("\n\nYour answer is 1. Enter keeps it.\n")
    assert "There is no more about this question." in text(sources(at(yes_no("lead")), 80))


def test_words_that_have_no_room_on_the_first_page_stand_on_the_second():
    position = at(LEAD, meaning="Bind us " * 150)
    assert "Words" not in text(help(position, 80))
    assert text(sources(position, 80)).startswith("\nWords\n  sign: Bind us Bind us ")


def test_help_shows_the_answer_that_is_there():
    assert "\n  2  B\n\nYour answer is 1. Enter keeps it.\n\nWhy we ask\n" in text(help(at(LEAD, {"lead": "a"}), 80))


def test_keys_run_on_where_there_is_no_room_for_columns():
    said = text(help(at(LEAD), 40))
    assert said.endswith(
        "\n\nd don't know, s skip, b back, + text a\n"
        "note, e text evidence, o overview, jump,\nq save and leave, ?? sources and more,\n"
        "/word find a question\n"
    )


@pytest.mark.parametrize(
    ("guidance", "shown"),
    [
        ("Count everybody who meets partners.", "Count everybody who meets partners."),
        ("Count  everybody\nwho meets partners, today.", "Count everybody who meets partners,\ntoday."),
        (
            "Count those who meet partners. Those on leave too, and whoever will be back within the year to come.",
            "Count those who meet partners. (? for\nmore)",
        ),
        (
            "Count everybody who meets partners elsewhere, those on leave and those who come back too",
            "Count everybody who meets partners\nelsewhere, those on leave… (? for more)",
        ),
        ("漢" * 60, "漢" * 20 + "\n" + "漢" * 13 + "… (? for more)"),
    ],
)
def test_guidance_is_cut_behind_a_sentence_or_a_word(guidance, shown):
    said = text(question(at(five("lead", guidance=guidance)), 40))
    assert f"\n?\n{shown}\n\n  1  " in said


def test_guidance_is_cut_with_the_key_that_works_there():
    words = {"id": "words", "type": "text", "text": "In your words?", "guidance": "Say it as you say it at home. " * 9}
    assert "(/? for more)\n" in text(question(at(words), 80))

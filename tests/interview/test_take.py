"""The interview without a terminal: what is asked next, and what a typed line does.

Source: docs/architecture.md, The interview.
"""

import pytest

from silk_assess.answers.model import Answer, Answers
from silk_assess.interview.events import (
    Ask,
    AskReason,
    Breath,
    Help,
    Kept,
    Listing,
    Narrowed,
    Noted,
    NothingTellsMore,
    Overview,
    Review,
    Ruled,
    Saved,
    Say,
    ShortDone,
    Skipped,
)
from silk_assess.interview.position import Part
from silk_assess.interview.route import begin, leave
from silk_assess.interview.take import take
from small_packs import answers, five, levels, section, tree_of, yes_no

WHERE = {"id": "where", "type": "country", "text": "In which country?"}
WORDS = {"id": "words", "type": "text", "text": "In your words?", "not_applicable": "You have none"}
TREE = tree_of(
    section(
        "team",
        five("people", guidance="Count everybody who meets partners"),
        yes_no("travel", not_applicable="Nobody may"),
        yes_no("visa", when={"travel": "yes"}),
        title="The team",
    ),
    section("money", yes_no("loan"), five("reserve", when={"loan": "no"}), WORDS, intro="What you have"),
    profile=[WHERE, yes_no("club")],
    short=["travel", "loan"],
)
PROFILE = {"name": "Haneul Works", "where": "KR", "club": "yes"}
ALL = {"people": "p50", "travel": "no", "loan": "yes", "words": "few"}


def at(step):
    """Where a sitting is: the place, and the question at hand."""
    return step.position.place, step.position.at


def typed(step, *lines):
    """Type lines one after another, and give the last step."""
    for line in lines:
        step = take(step.position, line)
    return step


def sitting(given=None, tree=TREE, **how):
    """Begin a sitting on some answers."""
    return begin(tree, answers(tree, given), **how)


def after(*lines, given=None, **how):
    """Begin a sitting on some answers, and type lines; "people" counts as answered where nothing is said."""
    return typed(sitting({"people": "p0"} if given is None else given, **how), *lines)


def say(text):
    return (Say(text),)


# The organisation


def test_the_organisation_is_asked_for_first():
    step = sitting()
    assert at(step) == ("question", "name")
    assert step.events == (Ask(),)
    step = typed(step, "Haneul Works", "kr")
    assert at(step) == ("question", "club")
    step = typed(step, "y")
    assert at(step) == ("question", "people")
    assert step.position.answers.name == "Haneul Works"
    assert step.position.answers.profile == {"where": "KR", "club": "yes"}


def test_fields_are_kept_in_the_order_of_the_questionnaire():
    step = typed(sitting(), "/s", "s", "y", "b", "b", "kr")
    assert list(step.position.answers.profile) == ["where", "club"]


def test_what_is_known_of_the_organisation_is_not_asked_again():
    assert at(begin(TREE, answers(TREE, None, name="Haneul Works", where="KR"))) == ("question", "club")


def test_the_organisation_is_not_asked_for_once_a_question_is_answered():
    assert at(sitting({"people": "p0"})) == ("question", "travel")
    assert at(sitting({"visa": "unknown"})) == ("question", "people")


def test_a_note_alone_is_no_answer_yet():
    assert at(sitting({"people": {"note": "Ask"}})) == ("question", "name")


def test_a_skipped_field_is_asked_for_in_the_next_sitting():
    step = typed(sitting(), "/s", "s", "s")
    assert at(step) == ("question", "people")
    assert at(begin(TREE, step.position.answers)) == ("question", "name")


@pytest.mark.parametrize("line", ["/d", "/x", "/x why"])
def test_a_field_can_only_be_left_empty(line):
    step = typed(sitting(), line)
    assert step.events[0].says.endswith("leaves it empty, and the next question follows.")
    assert at(step) == ("question", "name")
    assert step.position.answers == Answers(version="1.0.0")


def test_the_keys_named_at_words_carry_a_slash():
    assert typed(sitting(), "/d").events == say("Here /s leaves it empty, and the next question follows.")


@pytest.mark.parametrize("line", ["/+ text", "/e text", "/+", "/e -"])
def test_a_field_takes_no_note(line):
    step = typed(sitting(), line)
    assert step.events == say("A note or evidence belongs to the questions that follow; here only the answer.")
    assert step.position.answers == Answers(version="1.0.0")


# Forward


def test_a_part_has_its_title_intro_and_questions():
    assert sitting().position.parts == (
        Part("", "Your organisation", "", ("name", "where", "club")),
        Part("team", "The team", "", ("people", "travel", "visa")),
        Part("money", "money", "What you have", ("loan", "reserve", "words")),
    )


def test_questions_follow_in_the_order_of_the_questionnaire():
    step = after("y")
    assert step.events == (Saved("travel"), Ask())
    assert at(step) == ("question", "visa")
    assert step.position.answers.answers["travel"] == Answer("yes")
    assert at(typed(step, "n")) == ("question", "loan")


def test_answers_are_kept_in_the_order_of_the_questionnaire():
    step = after("s", "y", "/b", "b", "n")
    assert list(step.position.answers.answers) == ["people", "travel", "loan"]


def test_what_is_ruled_out_or_waits_is_passed_over():
    assert at(after("n")) == ("question", "loan")
    assert at(after("s")) == ("question", "loan")


def test_answered_questions_are_passed_over():
    assert at(after("y", given={"people": "p0", "visa": "yes", "loan": "unknown"})) == ("question", "words")


def test_after_a_jump_the_first_open_question_that_follows_is_asked():
    step = after("o", "words", "few")
    assert at(step) == ("question", "travel")


def test_earlier_open_questions_follow_at_the_end():
    step = after("o", "loan", "n", "1", "few")
    assert at(step) == ("question", "travel")
    assert step.events == (Saved("words"), Breath("money"), Ask())


def test_what_was_skipped_in_a_sitting_is_not_asked_again_in_it():
    step = after("s", "y", "few")
    assert at(step) == ("end", "words")
    assert at(begin(TREE, step.position.answers)) == ("question", "travel")


def test_an_answer_can_bring_a_question_before_others():
    step = after("s", "o", "travel", "y")
    assert at(step) == ("question", "visa")


def test_a_skip_leaves_a_question_open():
    step = after("s")
    assert step.position.is_open("travel")
    assert step.events == (Skipped(), Breath("team"), Ask())
    assert step.position.answers == answers(TREE, {"people": "p0"})


def test_a_skip_of_an_answered_question_keeps_the_answer():
    step = after("n", "b", "s")
    assert step.events == (Kept("travel"), Breath("team"), Ask())
    assert step.position.answers.answers["travel"] == Answer("no")


def test_enter_keeps_an_answer():
    step = after("n", "b", "")
    assert step.events == (Kept("travel"), Breath("team"), Ask())
    assert at(step) == ("question", "loan")


def test_enter_without_an_answer_does_nothing():
    step = after("")
    assert step.events == ()
    assert at(step) == ("question", "travel")


def test_a_line_that_is_no_answer_changes_nothing():
    step = after("7")
    assert step.events == say("Please type y for yes or n for no.")
    assert step.position == after().position


def test_help_is_followed_by_the_question():
    step = after("?")
    assert step.events == (Help(), Ask())
    assert step.position == after().position


# Don't know, and does not apply


def test_not_knowing_is_an_answer():
    step = after("d")
    assert step.events == (Saved("travel"), Ruled(0, 0, waiting=1), Breath("team"), Ask())
    assert step.position.answers.answers["travel"] == Answer(unknown=True)


def test_a_question_that_applies_to_everybody_is_not_left_out():
    step = after("x", given={"travel": "no"})
    assert step.events == say("This question applies to everybody. If you cannot tell, type d.")
    assert at(step) == ("question", "people")


def test_a_reason_in_the_same_line_is_kept():
    step = after("x We are at home")
    assert step.events == (Saved("travel"), Ruled(0, 0, gone=1), Breath("team"), Ask())
    assert step.position.answers.answers["travel"] == Answer(not_applicable="We are at home")
    assert at(step) == ("question", "loan")


def test_without_a_reason_it_is_asked_for():
    step = after("x")
    assert step.events == (AskReason(),)
    assert at(step) == ("reason", "travel")
    assert step.position.answers == answers(TREE, {"people": "p0"})


@pytest.mark.parametrize(
    ("line", "reason"),
    [("", ""), ("  ", ""), (" At home ", "At home"), ("be", "be"), ("//home", "/home"), ("1", "1")],
)
def test_a_reason_is_any_text_or_none(line, reason):
    step = after("x", line)
    assert step.events == (Saved("travel"), Ruled(0, 0, gone=1), Breath("team"), Ask())
    assert step.position.answers.answers["travel"] == Answer(not_applicable=reason)


def test_back_from_the_reason_changes_nothing():
    step = after("x", "/b")
    assert step.events == (Ask(),)
    assert step.position == after().position


def test_one_may_leave_from_the_reason():
    step = after("x", "/q")
    assert step.ends == "left"
    assert step.position.answers == answers(TREE, {"people": "p0"})


@pytest.mark.parametrize("line", ["/", "/o", "/d", "/home"])
def test_other_keys_at_the_reason_are_answered(line):
    step = after("x", line)
    assert step.events == say("Type your reason, or Enter for none. /b goes back, /q saves and leaves.")
    assert at(step) == ("reason", "travel")


def test_a_reason_too_long_to_keep_is_refused():
    step = after("x", "w" * 20_001)
    says = "That is too long to keep: 20,001 letters, and 20,000 are the most. Please shorten it."
    assert step.events == say(says)
    assert at(step) == ("reason", "travel")


# Back


def test_back_goes_to_the_question_asked_before():
    step = after("y", "y", "b")
    assert step.events == (Ask(),)
    assert at(step) == ("question", "visa")
    assert at(typed(step, "b")) == ("question", "travel")


def test_back_passes_over_what_is_ruled_out_now():
    step = after("y", "y", "o", "travel", "n")
    assert step.position.trail == ("travel", "visa", "loan", "travel")
    step = typed(step, "b", "b")
    assert at(step) == ("question", "loan")
    assert at(typed(step, "b")) == ("question", "travel")


def test_back_after_a_jump_goes_to_where_the_jump_began():
    assert at(after("o", "words", "b")) == ("question", "travel")


def test_at_the_start_of_a_sitting_back_goes_by_the_order():
    step = after("b")
    assert at(step) == ("question", "people")
    step = typed(step, "b", "b")
    assert at(step) == ("question", "where")


def test_at_the_first_question_back_is_answered():
    step = typed(sitting(), "/b")
    assert step.events == say("This is the first question.")
    assert at(step) == ("question", "name")


@pytest.mark.parametrize("mode", ["short", "next"])
def test_in_a_list_of_its_own_back_ends_at_its_first_question(mode):
    step = after("b", mode=mode, tree=CLIMB, given={"tent": "no"})
    assert step.events == say("This is the first question.")


# Answers that rule others out


def test_answers_that_are_ruled_out_stay_and_are_counted():
    step = after("y", "y", "b", "b", "n")
    assert step.events == (Saved("travel"), Ruled(1, 0), Breath("team"), Ask())
    assert step.position.answers.answers["visa"] == Answer("yes")
    assert at(step) == ("question", "loan")


def test_answers_that_wait_again_are_counted():
    step = after("y", "y", "b", "b", "d")
    assert step.events == (Saved("travel"), Ruled(1, 0), Breath("team"), Ask())


def test_answers_that_count_again_are_counted():
    step = after("y", "y", "b", "b", "n", "b", "y")
    assert step.events == (Saved("travel"), Ruled(0, 1), Breath("team"), Ask())


def test_a_question_with_only_a_note_falls_away():
    step = after("y", "+ Ask", "b", "n")
    assert step.events == (Saved("travel"), Ruled(0, 0, gone=1), Breath("team"), Ask())
    assert step.position.answers.answers["visa"] == Answer(note="Ask")


def test_a_field_rules_answers_out_too():
    tree = tree_of(section("part", yes_no("q1"), yes_no("q2", when={"club": "yes"})), profile=[yes_no("club")])
    step = begin(tree, answers(tree, {"q2": "no"}, club="yes"))
    step = typed(step, "o", "club", "n")
    assert step.events == (Saved("club"), Ruled(1, 0), Ask())


# Notes and evidence


def test_a_note_stays_with_the_question_and_leaves_it_open():
    step = after("+ Ask about parting")
    assert step.events == (Noted("note", "Ask about parting"),)
    assert at(step) == ("question", "travel")
    assert step.position.answers.answers["travel"] == Answer(note="Ask about parting")
    assert typed(step, "").events == ()


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("Ask", "Soon", "Ask; Soon"),
        ("Ask.", "Soon", "Ask. Soon"),
        ("Ask?", "Soon", "Ask? Soon"),
        ("Ask:", "Anna", "Ask: Anna"),
    ],
)
def test_a_second_note_is_added_to_the_first(first, second, both):
    step = after(f"+ {first}", f"+ {second}")
    assert step.events == (Noted("note", second),)
    assert step.position.answers.answers["travel"] == Answer(note=both)


def test_evidence_is_a_list():
    step = after("e Minutes", "e Accounts")
    assert step.events == (Noted("evidence", "Accounts"),)
    assert step.position.answers.answers["travel"] == Answer(evidence=("Minutes", "Accounts"))


def test_note_and_evidence_stay_when_the_answer_changes():
    step = after("e Minutes", "+ Ask", "y", "b", "x Alone", "b", "d")
    expected = Answer(unknown=True, note="Ask", evidence=("Minutes",))
    assert step.position.answers.answers["travel"] == expected


def test_a_minus_takes_out_the_note():
    step = after("n", "b", "+ Ask", "e Minutes", "+ -")
    assert step.events == (Noted("note", ""),)
    assert step.position.answers.answers["travel"] == Answer("no", evidence=("Minutes",))


def test_a_minus_takes_out_the_evidence():
    step = after("e Minutes", "e Accounts", "+ Ask", "e -")
    assert step.events == (Noted("evidence", ""),)
    assert step.position.answers.answers["travel"] == Answer(note="Ask")


def test_where_nothing_is_left_the_question_is_as_before():
    assert after("+ Ask", "+ -").position.answers == answers(TREE, {"people": "p0"})


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["+"], "Type + and the note in one line, such as: + Ask the treasurer"),
        (["e"], "Type e and the evidence in one line, such as: e Minutes of 14 March"),
        (["+ -"], "There is no note here."),
        (["e -"], "There is no evidence here."),
        (["+ Ask", "+"], "It has this note: Ask. To take it out: + -"),
        (["e Minutes", "e Accounts", "e"], "It has this evidence: Minutes; Accounts. To take it out: e -"),
    ],
)
def test_what_stands_with_a_question_is_told(lines, says):
    step = after(*lines)
    assert step.events == say(says)
    assert step.position.answers == after(*lines[:-1]).position.answers


def test_at_words_the_note_is_taken_out_with_a_slash():
    step = after("o", "words", "/+ Ask", "/+")
    assert step.events == say("It has this note: Ask. To take it out: /+ -")


# Overview, lists and jumps

PARTS = "Type the number of a part to see its questions, a question's id, /word to find one, or Enter."
LIST = "Type the number of a question to go there, its id, /word to find another, or Enter."
END = "Enter finishes. b goes back, o shows all questions, a question's id leads to it."


def test_the_overview_leads_back_with_enter():
    step = after("o")
    assert step.events == (Overview(),)
    assert at(step) == ("parts", "travel")
    step = typed(step, "")
    assert step.events == (Ask(),)
    assert step.position == after().position


@pytest.mark.parametrize("line", ["b", "/b", "B"])
def test_back_leads_from_a_list_to_the_question(line):
    assert at(after("o", line)) == ("question", "travel")
    assert at(after("o", "1", line)) == ("question", "travel")


def test_a_number_opens_a_part():
    step = after("o", "1")
    assert step.events == (Listing("team"),)
    assert at(step) == ("list", "travel")
    assert step.position.listed == ("people", "travel", "visa")


def test_nought_opens_the_organisation():
    step = after("o", "0")
    assert step.events == (Listing(""),)
    assert at(typed(step, "2")) == ("question", "where")


def test_the_id_of_a_part_opens_it():
    step = after("o", "Money")
    assert step.events == (Listing("money"),)
    assert step.position.listed == ("loan", "reserve", "words")


def test_a_number_in_a_list_leads_to_the_question():
    step = after("o", "1", "1")
    assert step.events == (Ask(),)
    assert at(step) == ("question", "people")
    assert step.position.trail == ("travel",)


def test_an_id_leads_to_the_question():
    assert at(after("o", "Words")) == ("question", "words")
    assert at(after("o", "1", "words")) == ("question", "words")
    assert at(after("o", "name")) == ("question", "name")


def test_o_in_a_list_shows_all_parts():
    step = after("o", "1", "o")
    assert step.events == (Overview(),)
    assert at(step) == ("parts", "travel")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["o", "3"], f"There is no 3 here. {PARTS}"),
        (["o", "1", "4"], f"There is no 4 here. {LIST}"),
        (["o", "1", "0"], f"There is no 0 here. {LIST}"),
        (["o", "?"], PARTS),
        (["o", "/d"], PARTS),
        (["o", "/"], PARTS),
        (["o", "z"], PARTS),
        (["o", "1", "s"], LIST),
        (["o", "1", "w" * 201], LIST),
        (["o", "9" * 50], f'No question holds "{"9" * 39}…".'),
        (["o", "nothing like it"], 'No question holds "nothing like it".'),
    ],
)
def test_a_line_that_leads_nowhere_is_answered(lines, says):
    step = after(*lines)
    assert step.events == say(says)
    assert step.position == after(*lines[:-1]).position


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["n", "o", "visa"], "visa is not asked, since another answer rules it out. It depends on travel."),
        (["o", "visa"], "visa is not asked yet. It depends on travel."),
        (["o", "1", "3"], "visa is not asked yet. It depends on travel."),
    ],
)
def test_a_question_that_is_not_asked_tells_what_it_depends_on(lines, says):
    step = after(*lines)
    assert step.events == say(says)
    assert step.position == after(*lines[:-1]).position


def test_what_can_be_answered_now_is_named_first():
    q3 = yes_no("q3", when={"any": [{"q1": "yes"}, {"q2": "yes"}]})
    tree = tree_of(section("part", yes_no("q1"), yes_no("q2", when={"q1": "no"}), q3, yes_no("q4")))
    step = after("o", "q3", tree=tree, given={"q4": "no"})
    assert step.events == say("q3 is not asked yet. It depends on q1.")
    step = after("o", "q3", tree=tree, given={"q1": "no"})
    assert step.events == say("q3 is not asked yet. It depends on q1 and q2.")


def test_a_word_finds_questions():
    step = after("/everybody")
    assert step.events == (Listing(None, "everybody"),)
    assert at(step) == ("list", "travel")
    assert step.position.listed == ("people",)
    assert at(typed(step, "1")) == ("question", "people")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("VISA", ("visa",)),
        ("count partners", ("people",)),
        ("75 points", ("people", "reserve")),
        ("team", ("people", "travel", "visa")),
        ("country", ("where",)),
        ("organisation", ("name",)),
    ],
)
def test_all_words_must_be_held_by_text_guidance_options_or_title(word, found):
    assert after(f"/{word}").position.listed == found


def test_a_word_that_no_question_holds_is_told():
    step = after("/zebra")
    assert step.events == say('No question holds "zebra".')
    assert step.position == after().position


def test_a_word_finds_questions_from_a_list():
    assert after("o", "everybody").position.listed == ("people",)
    assert after("o", "1", "/everybody").position.listed == ("people",)
    assert at(after("o", "1", "/everybody", "")) == ("question", "travel")


# The end of a part


def test_the_end_of_a_part_is_told():
    assert after("n").events == (Saved("travel"), Ruled(0, 0, gone=1), Breath("team"), Ask())
    assert after("s").events == (Skipped(), Breath("team"), Ask())


def test_a_part_that_is_left_too_early_is_not_at_its_end():
    assert after("o", "words", "few").events == (Saved("words"), Ask())
    assert after("y").events == (Saved("travel"), Ask())


def test_the_organisation_has_no_end():
    assert typed(sitting(), "Haneul", "kr", "y").events == (Saved("club"), Ask())


def test_a_jump_out_of_a_section_does_not_end_another_part():
    step = after("o", "travel", "y", given={}, section="money")
    assert step.events == (Saved("travel"), Ask())


# The short list

LADDER = tree_of(
    section("one", yes_no("rope"), yes_no("hook")),
    section("two", yes_no("wall"), yes_no("roof")),
    short=["hook", "wall"],
)


def short(*lines, given=None):
    """Begin with the short list of two, the name known, and type lines."""
    return typed(begin(LADDER, answers(LADDER, given, name="Ladder"), mode="short"), *lines)


def test_the_short_list_asks_for_the_organisation_and_its_own_questions():
    assert at(sitting(mode="short")) == ("question", "name")
    assert at(short()) == ("question", "hook")
    assert at(short("y")) == ("question", "wall")


def test_the_short_list_ends_with_a_pause():
    step = short("y", "n")
    assert step.events == (Saved("wall"), ShortDone())
    assert at(step) == ("pause", "wall")
    assert step.ends == ""


def test_parts_have_no_end_in_the_short_list():
    assert short("y").events == (Saved("hook"), Ask())


@pytest.mark.parametrize("line", ["", "y", "Y", "go on"])
def test_the_other_questions_may_follow(line):
    step = short("y", "n", line)
    assert step.events == (Ask(),)
    assert at(step) == ("question", "rope")
    assert at(typed(step, "y")) == ("question", "roof")


def test_what_was_skipped_in_the_short_list_follows_with_the_others():
    assert at(short("s", "n", "", "y")) == ("question", "hook")


def test_back_from_the_first_of_the_others_goes_to_the_last_of_the_short_list():
    assert at(short("y", "n", "", "b")) == ("question", "wall")


@pytest.mark.parametrize("line", ["q", "Q", "/q", "n"])
def test_the_short_list_may_be_all(line):
    assert short("y", "n", line).ends == "left"


@pytest.mark.parametrize("line", ["b", "/b"])
def test_back_from_the_pause_goes_to_the_last_question(line):
    step = short("y", "n", line)
    assert step.events == (Ask(),)
    assert at(step) == ("question", "wall")
    assert at(typed(step, "b")) == ("question", "hook")


@pytest.mark.parametrize("line", ["o", "/o"])
def test_the_overview_leads_back_to_the_pause(line):
    step = short("y", "n", line)
    assert step.events == (Overview(),)
    step = typed(step, "1", "")
    assert step.events == (ShortDone(),)
    assert at(step) == ("pause", "wall")


def test_a_jump_from_the_pause_comes_back_to_it():
    step = short("y", "n", "o", "rope", "y")
    assert step.events == (Saved("rope"), ShortDone())


@pytest.mark.parametrize("line", ["x", "what", "?", "7"])
def test_another_line_at_the_pause_is_answered(line):
    step = short("y", "n", line)
    assert step.events == say("Enter goes on with the other questions, q stops here. b goes back, o shows all.")
    assert at(step) == ("pause", "wall")


def test_a_word_is_looked_for_at_the_pause():
    assert short("y", "n", "/rope").events == (Listing(None, "rope"),)


def test_a_short_list_that_is_done_begins_with_its_pause():
    step = short(given={"hook": "no", "wall": "no"})
    assert step.events == (ShortDone(),)
    assert at(step) == ("pause", "wall")


def test_after_the_pause_nothing_may_be_left():
    step = short("", given={"hook": "no", "wall": "no", "rope": "no", "roof": "no"})
    assert step.events == (Overview(),)
    assert at(step) == ("parts", "roof")


# One part, or what is open


def test_a_section_is_asked_alone_and_without_the_organisation():
    step = sitting(section="money")
    assert at(step) == ("question", "loan")
    step = typed(step, "y", "few")
    assert step.events == (Saved("words"), Breath("money"), Review())
    assert at(step) == ("end", "words")


def test_only_open_asks_once_more_what_is_not_known():
    given = {**ALL, "people": "unknown", "loan": "unknown"}
    step = sitting(given, only_open=True)
    assert at(step) == ("question", "people")
    step = typed(step, "d")
    assert at(step) == ("question", "loan")
    step = typed(step, "s")
    assert step.events == (Kept("loan"), Breath("money"), Review())


def test_an_answer_of_not_knowing_is_not_asked_again_otherwise():
    assert at(sitting({"people": "unknown"})) == ("question", "travel")


def test_only_open_asks_for_the_organisation_too():
    step = begin(TREE, answers(TREE, None, name="Haneul Works"), only_open=True)
    assert at(step) == ("question", "where")


def test_what_is_answered_while_only_open_is_asked_does_not_come_again():
    step = sitting({**ALL, "people": "unknown"}, only_open=True)
    step = typed(step, "o", "words", "/d")
    assert at(step) == ("question", "people")
    assert at(typed(step, "1")) == ("end", "people")


# What tells most

CLIMB = tree_of(
    section("camp", yes_no("tent"), yes_no("stove")),
    section("peak", yes_no("rope", weight=3), yes_no("map")),
    levels=levels({"peak": 60}),
    short=["rope"],
)


def climb(*lines, given=None, **organisation):
    """Begin with what tells most about a level that asks for 60 points in the second part."""
    organisation = organisation or {"name": "Peak"}
    return typed(begin(CLIMB, answers(CLIMB, given, **organisation), mode="next"), *lines)


def test_the_question_that_tells_most_is_asked_first():
    assert at(climb()) == ("question", "rope")


def test_the_organisation_comes_before_what_tells_most():
    step = begin(CLIMB, Answers(), mode="next")
    assert at(step) == ("question", "name")
    assert at(typed(step, "Peak")) == ("question", "rope")


def test_an_answer_to_what_tells_most_narrows_the_level():
    step = climb("d")
    assert step.events == (Saved("rope"), Narrowed(), Ask())
    assert at(step) == ("question", "map")


def test_a_skip_tells_nothing():
    step = climb("s")
    assert step.events == (Skipped(), Ask())
    assert at(step) == ("question", "map")


def test_what_is_not_known_is_asked_again_where_it_tells_most():
    assert at(climb(given={"rope": "unknown"})) == ("question", "rope")


def test_where_nothing_tells_more_the_rest_follows_in_order():
    step = climb("n")
    assert step.events == (Saved("rope"), Narrowed(), NothingTellsMore(), Ask())
    assert at(step) == ("question", "tent")
    step = typed(step, "y", "y")
    assert step.events == (Saved("stove"), Breath("camp"), Ask())
    assert at(step) == ("question", "map")


def test_back_from_the_rest_goes_to_what_told_most():
    assert at(climb("n", "b")) == ("question", "rope")
    assert at(climb("d", "b")) == ("question", "rope")


def test_where_nothing_tells_more_at_the_start_the_rest_follows_at_once():
    step = climb(given={"rope": "no"})
    assert step.events == (NothingTellsMore(), Ask())
    assert at(step) == ("question", "tent")
    assert step.position.trail == ()


def test_where_all_is_told_and_answered_the_end_follows():
    step = climb("n", given={"tent": "no", "stove": "no", "map": "no"})
    assert step.events == (Saved("rope"), Narrowed(), Review())
    assert at(step) == ("end", "rope")


# The end


def end(*lines):
    """Answer the last open question, and type lines."""
    return after("few", *lines, given={"people": "p0", "travel": "no", "loan": "yes"})


def test_after_the_last_answer_all_is_reviewed():
    step = end()
    assert step.events == (Saved("words"), Breath("money"), Review())
    assert at(step) == ("end", "words")
    assert step.ends == ""


@pytest.mark.parametrize("line", ["", " ", "q", "Q", "/q"])
def test_enter_or_q_finishes(line):
    step = end(line)
    assert step.ends == "finished"
    assert step.events == ()


@pytest.mark.parametrize("line", ["b", "/b"])
def test_back_from_the_end_goes_to_the_last_question(line):
    step = end(line)
    assert step.events == (Ask(),)
    assert at(step) == ("question", "words")
    assert at(typed(step, "/b")) == ("question", "loan")


def test_the_overview_leads_back_to_the_end():
    step = end("o", "1", "")
    assert step.events == (Review(),)
    assert at(step) == ("end", "words")


def test_an_id_leads_from_the_end_and_the_end_follows():
    step = end("people")
    assert at(step) == ("question", "people")
    assert typed(step, "3").events == (Saved("people"), Breath("team"), Review())


def test_a_word_is_looked_for_at_the_end():
    step = end("/everybody")
    assert step.events == (Listing(None, "everybody"),)
    assert typed(step, "b").events == (Review(),)


@pytest.mark.parametrize(("line", "says"), [("5", f"There is no 5 here. {END}"), ("?", END), ("/s", END), ("z", END)])
def test_another_line_at_the_end_is_answered(line, says):
    step = end(line)
    assert step.events == say(says)
    assert at(step) == ("end", "words")


def test_a_finished_questionnaire_begins_with_the_overview():
    step = sitting(ALL)
    assert step.events == (Overview(),)
    assert at(step) == ("parts", "words")
    step = typed(step, "")
    assert step.events == (Review(),)
    assert at(step) == ("end", "words")


def test_back_from_a_finished_part_goes_to_a_question_in_force():
    step = sitting({"people": "p0", "travel": "no"}, section="team")
    assert at(step)[0] == "parts"
    assert at(typed(step, "", "b")) == ("question", "travel")


# Leaving


def test_q_leaves_a_question():
    step = after("q")
    assert step.ends == "left"
    assert step.events == ()
    assert step.position == after().position


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        ([], "left"),
        (["x"], "left"),
        (["o"], "left"),
        (["o", "1"], "left"),
        (["/everybody"], "left"),
        (["n", "y", "few"], "finished"),
        (["n", "y", "few", "o"], "finished"),
        (["n", "y", "few", "o", "1"], "finished"),
        (["n", "y", "few", "people"], "left"),
    ],
)
def test_the_end_of_the_input_leaves_or_finishes(lines, ends):
    assert leave(after(*lines).position).ends == ends
    assert leave(after(*lines).position).events == ()


def test_the_end_of_the_input_leaves_the_pause_and_finishes_what_is_done():
    assert leave(short("y", "n").position).ends == "left"
    assert leave(sitting(ALL).position).ends == "finished"


@pytest.mark.parametrize("lines", [["o", "q"], ["o", "1", "/q"], ["/everybody", "q"]])
def test_q_leaves_a_list(lines):
    assert after(*lines).ends == "left"


def test_a_field_that_falls_away_is_not_counted():
    profile = [yes_no("club"), yes_no("since", when={"club": "yes"})]
    tree = tree_of(section("part", yes_no("q1"), yes_no("q2", when={"club": "yes"})), profile=profile)
    assert typed(begin(tree, Answers()), "/s", "n").events == (Saved("club"), Ruled(0, 0, gone=1), Ask())

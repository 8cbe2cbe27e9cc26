"""The interview without a terminal: what is asked next, and what a typed line does.

Source: docs/architecture.md, The interview.
"""

from dataclasses import replace

import pytest

from silk_assess.answers.model import Answer, Answered, Answers
from silk_assess.interview.events import (
    Ask,
    AskNames,
    AskReason,
    Help,
    HowTo,
    Kept,
    KeyAsReason,
    LevelSoFar,
    NamesSaved,
    NoNote,
    NoSuchNumber,
    NotAsked,
    NotDone,
    NoteSaved,
    NoteStands,
    NoteTakenOut,
    NoteWanted,
    NothingFound,
    NothingTellsMore,
    NotTaken,
    OthersAffected,
    Overview,
    PartEnded,
    PartListed,
    Review,
    Saved,
    ShortListDone,
    Skipped,
    Sources,
    WordsFound,
)
from silk_assess.interview.position import InterviewPart
from silk_assess.interview.replies import Refused
from silk_assess.interview.route import ask, begin, leave
from silk_assess.interview.take import take
from small_packs import answers, five, flow, flows, levels, risk, risks, section, tree_of, yes_no

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


def at(turn):
    """Where a sitting is: the screen, and the question at hand."""
    return turn.position.screen, turn.position.at


def typed(turn, *lines):
    """Type lines one after another, and give the last turn."""
    for line in lines:
        turn = take(turn.position, line)
    return turn


def sitting(given=None, tree=TREE, **how):
    """Begin a sitting on some answers."""
    return begin(tree, answers(tree, given), **how)


def after(*lines, given=None, **how):
    """Begin a sitting on some answers, and type lines; "people" counts as answered where nothing is said."""
    return typed(sitting({"people": "p0"} if given is None else given, **how), *lines)


# The organisation


def test_the_organisation_is_asked_for_first():
    turn = sitting()
    assert at(turn) == ("question", "name")
    assert turn.events == (Ask(),)
    turn = typed(turn, "Haneul Works", "kr")
    assert at(turn) == ("question", "club")
    turn = typed(turn, "y")
    assert at(turn) == ("question", "people")
    assert turn.position.answers.name == "Haneul Works"
    assert turn.position.answers.profile == {"where": "KR", "club": "yes"}


def test_fields_are_kept_in_the_order_of_the_questionnaire():
    turn = typed(sitting(), "/s", "s", "y", "b", "b", "kr")
    assert list(turn.position.answers.profile) == ["where", "club"]


def test_what_is_known_of_the_organisation_is_not_asked_again():
    assert at(begin(TREE, answers(TREE, None, name="Haneul Works", where="KR"))) == ("question", "club")


def test_the_organisation_is_not_asked_for_once_a_question_is_answered():
    assert at(sitting({"people": "p0"})) == ("question", "travel")
    assert at(sitting({"visa": "unknown"})) == ("question", "people")


def test_a_note_alone_is_no_answer_yet():
    assert at(sitting({"people": {"note": "Ask"}})) == ("question", "name")


def test_a_skipped_field_is_asked_for_in_the_next_sitting():
    turn = typed(sitting(), "/s", "s", "s")
    assert at(turn) == ("question", "people")
    assert at(begin(TREE, turn.position.answers)) == ("question", "name")


@pytest.mark.parametrize("line", ["/d", "/x", "/x why"])
def test_a_field_can_only_be_left_empty(line):
    turn = typed(sitting(), line)
    assert turn.events == (NotDone.FIELD_HAS_NO_SUCH_ANSWER,)
    assert at(turn) == ("question", "name")
    assert turn.position.answers == Answers(version="1.0.0")


@pytest.mark.parametrize("line", ["/+ text", "/e text", "/+", "/e -"])
def test_a_field_takes_no_note(line):
    turn = typed(sitting(), line)
    assert turn.events == (NotDone.FIELD_HAS_NO_NOTES,)
    assert turn.position.answers == Answers(version="1.0.0")


# Forward


def test_a_part_has_its_title_intro_and_questions():
    assert sitting().position.parts == (
        InterviewPart("", "Your organisation", "", ("name", "where", "club")),
        InterviewPart("team", "The team", "", ("people", "travel", "visa")),
        InterviewPart("money", "money", "What you have", ("loan", "reserve", "words")),
    )


def test_questions_follow_in_the_order_of_the_questionnaire():
    turn = after("y")
    assert turn.events == (Saved("travel"), Ask())
    assert at(turn) == ("question", "visa")
    assert turn.position.answers.answers["travel"] == Answer("yes")
    assert at(typed(turn, "n")) == ("question", "loan")


def test_answers_are_kept_in_the_order_of_the_questionnaire():
    turn = after("s", "y", "/b", "b", "n")
    assert list(turn.position.answers.answers) == ["people", "travel", "loan"]


def test_what_is_ruled_out_or_waits_is_passed_over():
    assert at(after("n")) == ("question", "loan")
    assert at(after("s")) == ("question", "loan")


def test_answered_questions_are_passed_over():
    assert at(after("y", given={"people": "p0", "visa": "yes", "loan": "unknown"})) == ("question", "words")


def test_after_a_jump_the_first_open_question_that_follows_is_asked():
    turn = after("o", "words", "few")
    assert at(turn) == ("question", "travel")


def test_earlier_open_questions_follow_at_the_end():
    turn = after("o", "loan", "n", "1", "few")
    assert at(turn) == ("question", "travel")
    assert turn.events == (Saved("words"), PartEnded("money"), Ask())


def test_what_was_skipped_in_a_sitting_is_not_asked_again_in_it():
    turn = after("s", "y", "few")
    assert at(turn) == ("end", "words")
    assert at(begin(TREE, turn.position.answers)) == ("question", "travel")


def test_an_answer_can_bring_a_question_before_others():
    turn = after("s", "o", "travel", "y")
    assert at(turn) == ("question", "visa")


def test_a_skip_leaves_a_question_open():
    turn = after("s")
    assert turn.position.is_open("travel")
    assert turn.events == (Skipped(), PartEnded("team"), Ask())
    assert turn.position.answers == answers(TREE, {"people": "p0"})


def test_a_skip_of_an_answered_question_keeps_the_answer():
    turn = after("n", "b", "s")
    assert turn.events == (Kept("travel"), PartEnded("team"), Ask())
    assert turn.position.answers.answers["travel"] == Answer("no")


def test_enter_keeps_an_answer():
    turn = after("n", "b", "")
    assert turn.events == (Kept("travel"), PartEnded("team"), Ask())
    assert at(turn) == ("question", "loan")


def test_enter_without_an_answer_asks_again():
    turn = after("")
    assert turn.events == (Ask(),)
    assert at(turn) == ("question", "travel")


def test_a_line_that_is_no_answer_changes_nothing():
    turn = after("7")
    assert turn.events == (NotTaken(Refused("Please type y for yes or n for no.")),)
    assert turn.position == after().position


@pytest.mark.parametrize(("key", "told"), [("?", Help()), ("??", Sources()), ("/?", Help()), ("/??", Sources())])
def test_help_is_told_and_the_question_waits(key, told):
    turn = after(key)
    assert turn.events == (told,)
    assert turn.position == after().position


# Don't know, and does not apply


def test_not_knowing_is_an_answer():
    turn = after("d")
    assert turn.events == (Saved("travel"), OthersAffected(waiting=1), PartEnded("team"), Ask())
    assert turn.position.answers.answers["travel"] == Answer(unknown=True)


def test_a_question_that_applies_to_everybody_is_not_left_out():
    turn = after("x", given={"travel": "no"})
    assert turn.events == (NotDone.APPLIES_TO_EVERYBODY,)
    assert at(turn) == ("question", "people")


def test_a_reason_in_the_same_line_is_kept():
    turn = after("x We are at home")
    assert turn.events == (Saved("travel"), OthersAffected(falling_away=1), PartEnded("team"), Ask())
    assert turn.position.answers.answers["travel"] == Answer(not_applicable="We are at home")
    assert at(turn) == ("question", "loan")


def test_without_a_reason_it_is_asked_for():
    turn = after("x")
    assert turn.events == (AskReason(),)
    assert at(turn) == ("reason", "travel")
    assert turn.position.answers == answers(TREE, {"people": "p0"})


@pytest.mark.parametrize(
    ("line", "reason"),
    [("", ""), ("  ", ""), (" At home ", "At home"), ("be", "be"), ("//home", "/home"), ("1", "1")],
)
def test_a_reason_is_any_text_or_none(line, reason):
    turn = after("x", line)
    assert turn.events == (Saved("travel"), OthersAffected(falling_away=1), PartEnded("team"), Ask())
    assert turn.position.answers.answers["travel"] == Answer(not_applicable=reason)


def test_back_from_the_reason_changes_nothing():
    turn = after("x", "/b")
    assert turn.events == (Ask(),)
    assert turn.position == after().position


def test_one_may_leave_from_the_reason():
    turn = after("x", "/q")
    assert turn.ends == "left"
    assert turn.position.answers == answers(TREE, {"people": "p0"})


@pytest.mark.parametrize("line", ["/", "/o", "/d", "/home"])
def test_other_keys_at_the_reason_are_answered(line):
    turn = after("x", line)
    assert turn.events == (HowTo("reason"),)
    assert at(turn) == ("reason", "travel")


@pytest.mark.parametrize("line", ["b", "Q", "?", "+"])
def test_a_key_without_its_slash_is_no_reason(line):
    turn = after("x", line)
    assert turn.events == (KeyAsReason(line),)
    assert at(turn) == ("reason", "travel")


def test_a_reason_too_long_to_keep_is_refused():
    turn = after("x", "w" * 20_001)
    says = "That is too long to keep: 20,001 letters, and 20,000 are the most. Please shorten it."
    assert turn.events == (NotTaken(Refused(says)),)
    assert at(turn) == ("reason", "travel")


# Back


def test_back_goes_to_the_question_asked_before():
    turn = after("y", "y", "b")
    assert turn.events == (Ask(),)
    assert at(turn) == ("question", "visa")
    assert at(typed(turn, "b")) == ("question", "travel")


def test_back_passes_over_what_is_ruled_out_now():
    turn = after("y", "y", "o", "travel", "n")
    assert turn.position.trail == ("travel", "visa", "loan", "travel")
    turn = typed(turn, "b", "b")
    assert at(turn) == ("question", "loan")
    assert at(typed(turn, "b")) == ("question", "travel")


def test_back_after_a_jump_goes_to_where_the_jump_began():
    assert at(after("o", "words", "b")) == ("question", "travel")


def test_at_the_start_of_a_sitting_back_goes_by_the_order():
    turn = after("b")
    assert at(turn) == ("question", "people")
    turn = typed(turn, "b", "b")
    assert at(turn) == ("question", "where")


def test_at_the_first_question_back_is_answered():
    turn = typed(sitting(), "/b")
    assert turn.events == (NotDone.IS_FIRST_QUESTION,)
    assert at(turn) == ("question", "name")


@pytest.mark.parametrize("mode", ["short", "next"])
def test_in_a_list_of_its_own_back_ends_at_its_first_question(mode):
    turn = after("b", mode=mode, tree=CLIMB, given={"tent": "no"})
    assert turn.events == (NotDone.IS_FIRST_QUESTION,)


# Answers that rule others out


def test_answers_that_are_ruled_out_stay_and_are_counted():
    turn = after("y", "y", "b", "b", "n")
    assert turn.events == (Saved("travel"), OthersAffected(ruled_out=1), PartEnded("team"), Ask())
    assert turn.position.answers.answers["visa"] == Answer("yes")
    assert at(turn) == ("question", "loan")


def test_answers_that_wait_again_are_counted():
    turn = after("y", "y", "b", "b", "d")
    assert turn.events == (Saved("travel"), OthersAffected(ruled_out=1), PartEnded("team"), Ask())


def test_answers_that_count_again_are_counted():
    turn = after("y", "y", "b", "b", "n", "b", "y")
    assert turn.events == (Saved("travel"), OthersAffected(counting_again=1), PartEnded("team"), Ask())


def test_a_question_with_only_a_note_falls_away():
    turn = after("y", "+ Ask", "b", "n")
    assert turn.events == (Saved("travel"), OthersAffected(falling_away=1), PartEnded("team"), Ask())
    assert turn.position.answers.answers["visa"] == Answer(note="Ask")


def test_a_field_rules_answers_out_too():
    tree = tree_of(section("part", yes_no("q1"), yes_no("q2", when={"club": "yes"})), profile=[yes_no("club")])
    turn = begin(tree, answers(tree, {"q2": "no"}, club="yes"))
    turn = typed(turn, "o", "club", "n")
    assert turn.events == (Saved("club"), OthersAffected(ruled_out=1), Ask())


# Notes and evidence


def test_a_note_stays_with_the_question_and_leaves_it_open():
    turn = after("+ Ask about parting")
    assert turn.events == (NoteSaved("note", "Ask about parting"),)
    assert at(turn) == ("question", "travel")
    assert turn.position.answers.answers["travel"] == Answer(note="Ask about parting")
    assert typed(turn, "").events == (Ask(),)


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
    turn = after(f"+ {first}", f"+ {second}")
    assert turn.events == (NoteSaved("note", second),)
    assert turn.position.answers.answers["travel"] == Answer(note=both)


def test_evidence_is_a_list():
    turn = after("e Minutes", "e Accounts")
    assert turn.events == (NoteSaved("evidence", "Accounts"),)
    assert turn.position.answers.answers["travel"] == Answer(evidence=("Minutes", "Accounts"))


def test_note_and_evidence_stay_when_the_answer_changes():
    turn = after("e Minutes", "+ Ask", "y", "b", "x Alone", "b", "d")
    expected = Answer(unknown=True, note="Ask", evidence=("Minutes",))
    assert turn.position.answers.answers["travel"] == expected


def test_a_minus_takes_out_the_note():
    turn = after("n", "b", "+ Ask", "e Minutes", "+ -")
    assert turn.events == (NoteTakenOut("note"),)
    assert turn.position.answers.answers["travel"] == Answer("no", evidence=("Minutes",))


def test_a_minus_takes_out_the_evidence():
    turn = after("e Minutes", "e Accounts", "+ Ask", "e -")
    assert turn.events == (NoteTakenOut("evidence"),)
    assert turn.position.answers.answers["travel"] == Answer(note="Ask")


def test_where_nothing_is_left_the_question_is_as_before():
    assert after("+ Ask", "+ -").position.answers == answers(TREE, {"people": "p0"})


@pytest.mark.parametrize(
    ("lines", "event"),
    [
        (["+"], NoteWanted("note")),
        (["e"], NoteWanted("evidence")),
        (["+ -"], NoNote("note")),
        (["e -"], NoNote("evidence")),
        (["+ Ask", "+"], NoteStands("note", "Ask")),
        (["e Minutes", "e Accounts", "e"], NoteStands("evidence", "Minutes; Accounts")),
    ],
)
def test_what_stands_with_a_question_is_told(lines, event):
    turn = after(*lines)
    assert turn.events == (event,)
    assert turn.position.answers == after(*lines[:-1]).position.answers


# Overview, lists and jumps


def test_the_overview_leads_back_with_enter():
    turn = after("o")
    assert turn.events == (Overview(),)
    assert at(turn) == ("parts", "travel")
    turn = typed(turn, "")
    assert turn.events == (Ask(),)
    assert turn.position == after().position


@pytest.mark.parametrize("line", ["b", "/b", "B"])
def test_back_leads_from_a_list_to_the_question(line):
    assert at(after("o", line)) == ("question", "travel")
    assert at(after("o", "1", line)) == ("question", "travel")


def test_a_number_opens_a_part():
    turn = after("o", "1")
    assert turn.events == (PartListed("team"),)
    assert at(turn) == ("list", "travel")
    assert turn.position.listed == ("people", "travel", "visa")


def test_nought_opens_the_organisation():
    turn = after("o", "0")
    assert turn.events == (PartListed(""),)
    assert at(typed(turn, "2")) == ("question", "where")


def test_the_id_of_a_part_opens_it():
    turn = after("o", "Money")
    assert turn.events == (PartListed("money"),)
    assert turn.position.listed == ("loan", "reserve", "words")


def test_a_number_in_a_list_leads_to_the_question():
    turn = after("o", "1", "1")
    assert turn.events == (Ask(),)
    assert at(turn) == ("question", "people")
    assert turn.position.trail == ("travel",)


def test_an_id_leads_to_the_question():
    assert at(after("o", "Words")) == ("question", "words")
    assert at(after("o", "1", "words")) == ("question", "words")
    assert at(after("o", "name")) == ("question", "name")


def test_o_in_a_list_shows_all_parts():
    turn = after("o", "1", "o")
    assert turn.events == (Overview(),)
    assert at(turn) == ("parts", "travel")


@pytest.mark.parametrize(
    ("lines", "event"),
    [
        (["o", "3"], NoSuchNumber("3", "parts")),
        (["o", "1", "4"], NoSuchNumber("4", "list")),
        (["o", "1", "0"], NoSuchNumber("0", "list")),
        (["o", "?"], HowTo("parts")),
        (["o", "/d"], HowTo("parts")),
        (["o", "/"], HowTo("parts")),
        (["o", "z"], HowTo("parts")),
        (["o", "1", "s"], HowTo("list")),
        (["o", "1", "w" * 201], HowTo("list")),
        (["o", "9" * 50], NothingFound("9" * 50)),
        (["o", "nothing like it"], NothingFound("nothing like it")),
    ],
)
def test_a_line_that_leads_nowhere_is_answered(lines, event):
    turn = after(*lines)
    assert turn.events == (event,)
    assert turn.position == after(*lines[:-1]).position


@pytest.mark.parametrize(
    ("lines", "is_ruled_out"), [(["n", "o", "visa"], True), (["o", "visa"], False), (["o", "1", "3"], False)]
)
def test_a_question_that_is_not_asked_tells_what_it_depends_on(lines, is_ruled_out):
    turn = after(*lines)
    assert turn.events == (NotAsked("visa", is_ruled_out, ("travel",)),)
    assert turn.position == after(*lines[:-1]).position


def test_what_can_be_answered_now_is_named_first():
    q3 = yes_no("q3", when={"any": [{"q1": "yes"}, {"q2": "yes"}]})
    tree = tree_of(section("part", yes_no("q1"), yes_no("q2", when={"q1": "no"}), q3, yes_no("q4")))
    turn = after("o", "q3", tree=tree, given={"q4": "no"})
    assert turn.events == (NotAsked("q3", False, ("q1",)),)
    turn = after("o", "q3", tree=tree, given={"q1": "no"})
    assert turn.events == (NotAsked("q3", False, ("q1", "q2")),)


def test_a_word_finds_questions():
    turn = after("/everybody")
    assert turn.events == (WordsFound("everybody"),)
    assert at(turn) == ("list", "travel")
    assert turn.position.listed == ("people",)
    assert at(typed(turn, "1")) == ("question", "people")


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
    turn = after("/zebra")
    assert turn.events == (NothingFound("zebra"),)
    assert turn.position == after().position


def test_a_word_finds_questions_from_a_list():
    assert after("o", "everybody").position.listed == ("people",)
    assert after("o", "1", "/everybody").position.listed == ("people",)
    assert at(after("o", "1", "/everybody", "")) == ("question", "travel")


# The end of a part


def test_the_end_of_a_part_is_told():
    assert after("n").events == (Saved("travel"), OthersAffected(falling_away=1), PartEnded("team"), Ask())
    assert after("s").events == (Skipped(), PartEnded("team"), Ask())


def test_a_part_that_is_left_too_early_is_not_at_its_end():
    assert after("o", "words", "few").events == (Saved("words"), Ask())
    assert after("y").events == (Saved("travel"), Ask())


def test_the_organisation_has_no_end():
    assert typed(sitting(), "Haneul", "kr", "y").events == (Saved("club"), Ask())


def test_a_jump_out_of_a_section_does_not_end_another_part():
    turn = after("o", "travel", "y", given={}, section="money")
    assert turn.events == (Saved("travel"), Ask())


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
    turn = short("y", "n")
    assert turn.events == (Saved("wall"), ShortListDone())
    assert at(turn) == ("pause", "wall")
    assert turn.ends == ""


def test_parts_have_no_end_in_the_short_list():
    assert short("y").events == (Saved("hook"), Ask())


@pytest.mark.parametrize("line", ["", "y", "Y", "go on"])
def test_the_other_questions_may_follow(line):
    turn = short("y", "n", line)
    assert turn.events == (Ask(),)
    assert at(turn) == ("question", "rope")
    assert at(typed(turn, "y")) == ("question", "roof")


def test_what_was_skipped_in_the_short_list_follows_with_the_others():
    assert at(short("s", "n", "", "y")) == ("question", "hook")


def test_back_from_the_first_of_the_others_goes_to_the_last_of_the_short_list():
    assert at(short("y", "n", "", "b")) == ("question", "wall")


@pytest.mark.parametrize("line", ["q", "Q", "/q", "n"])
def test_the_short_list_may_be_all(line):
    assert short("y", "n", line).ends == "left"


@pytest.mark.parametrize("line", ["b", "/b"])
def test_back_from_the_pause_goes_to_the_last_question(line):
    turn = short("y", "n", line)
    assert turn.events == (Ask(),)
    assert at(turn) == ("question", "wall")
    assert at(typed(turn, "b")) == ("question", "hook")


@pytest.mark.parametrize("line", ["o", "/o"])
def test_the_overview_leads_back_to_the_pause(line):
    turn = short("y", "n", line)
    assert turn.events == (Overview(),)
    turn = typed(turn, "1", "")
    assert turn.events == (ShortListDone(),)
    assert at(turn) == ("pause", "wall")


def test_a_jump_from_the_pause_comes_back_to_it():
    turn = short("y", "n", "o", "rope", "y")
    assert turn.events == (Saved("rope"), ShortListDone())


@pytest.mark.parametrize("line", ["x", "what", "?", "7"])
def test_another_line_at_the_pause_is_answered(line):
    turn = short("y", "n", line)
    assert turn.events == (HowTo("pause"),)
    assert at(turn) == ("pause", "wall")


def test_a_word_is_looked_for_at_the_pause():
    assert short("y", "n", "/rope").events == (WordsFound("rope"),)


def test_a_short_list_that_is_done_begins_with_its_pause():
    turn = short(given={"hook": "no", "wall": "no"})
    assert turn.events == (ShortListDone(),)
    assert at(turn) == ("pause", "wall")


def test_after_the_pause_nothing_may_be_left():
    turn = short("", given={"hook": "no", "wall": "no", "rope": "no", "roof": "no"})
    assert turn.events == (Overview(),)
    assert at(turn) == ("parts", "roof")


# One part, or what is open


def test_a_section_is_asked_alone_and_without_the_organisation():
    turn = sitting(section="money")
    assert at(turn) == ("question", "loan")
    turn = typed(turn, "y", "few")
    assert turn.events == (Saved("words"), PartEnded("money"), Review())
    assert at(turn) == ("end", "words")


def test_only_open_asks_once_more_what_is_not_known():
    given = {**ALL, "people": "unknown", "loan": "unknown"}
    turn = sitting(given, only_open=True)
    assert at(turn) == ("question", "people")
    turn = typed(turn, "d")
    assert at(turn) == ("question", "loan")
    turn = typed(turn, "s")
    assert turn.events == (Kept("loan"), PartEnded("money"), Review())


def test_an_answer_of_not_knowing_is_not_asked_again_otherwise():
    assert at(sitting({"people": "unknown"})) == ("question", "travel")


def test_only_open_asks_for_the_organisation_too():
    turn = begin(TREE, answers(TREE, None, name="Haneul Works"), only_open=True)
    assert at(turn) == ("question", "where")


def test_what_is_answered_while_only_open_is_asked_does_not_come_again():
    turn = sitting({**ALL, "people": "unknown"}, only_open=True)
    turn = typed(turn, "o", "words", "/d")
    assert at(turn) == ("question", "people")
    assert at(typed(turn, "1")) == ("end", "people")


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
    turn = begin(CLIMB, Answers(), mode="next")
    assert at(turn) == ("question", "name")
    assert at(typed(turn, "Peak")) == ("question", "rope")


def test_an_answer_to_what_tells_most_narrows_the_level():
    turn = climb("d")
    assert turn.events == (Saved("rope"), LevelSoFar(), Ask())
    assert at(turn) == ("question", "map")


def test_a_skip_tells_nothing():
    turn = climb("s")
    assert turn.events == (Skipped(), Ask())
    assert at(turn) == ("question", "map")


def test_what_is_not_known_is_asked_again_where_it_tells_most():
    assert at(climb(given={"rope": "unknown"})) == ("question", "rope")


def test_where_nothing_tells_more_the_rest_follows_in_order():
    turn = climb("n")
    assert turn.events == (Saved("rope"), LevelSoFar(), NothingTellsMore(), Ask())
    assert at(turn) == ("question", "tent")
    turn = typed(turn, "y", "y")
    assert turn.events == (Saved("stove"), PartEnded("camp"), Ask())
    assert at(turn) == ("question", "map")


def test_back_from_the_rest_goes_to_what_told_most():
    assert at(climb("n", "b")) == ("question", "rope")
    assert at(climb("d", "b")) == ("question", "rope")


def test_where_nothing_tells_more_at_the_start_the_rest_follows_at_once():
    turn = climb(given={"rope": "no"})
    assert turn.events == (NothingTellsMore(), Ask())
    assert at(turn) == ("question", "tent")
    assert turn.position.trail == ()


def test_where_all_is_told_and_answered_the_end_follows():
    turn = climb("n", given={"tent": "no", "stove": "no", "map": "no"})
    assert turn.events == (Saved("rope"), LevelSoFar(), Review())
    assert at(turn) == ("end", "rope")


# The end


def end(*lines):
    """Answer the last open question, and type lines."""
    return after("few", *lines, given={"people": "p0", "travel": "no", "loan": "yes"})


def test_after_the_last_answer_all_is_reviewed():
    turn = end()
    assert turn.events == (Saved("words"), PartEnded("money"), Review())
    assert at(turn) == ("end", "words")
    assert turn.ends == ""


@pytest.mark.parametrize("line", ["", " ", "q", "Q", "/q"])
def test_enter_or_q_finishes_once_it_is_asked_who_answered(line):
    turn = end(line)
    assert (turn.ends, turn.events, at(turn)) == ("", (AskNames(""),), ("names", "words"))
    turn = typed(turn, "")
    assert (turn.ends, turn.events) == ("finished", ())


# Who answered, and when

TODAY = "2026-11-26"
ALL_BUT_ONE = {"people": "p0", "travel": "no", "loan": "yes"}


def on(day, given, *lines, answered=None, **how):
    """Type lines on a day, in a sitting on a file that says when it was answered, and by whom."""
    before = replace(answers(TREE, given), answered=answered)
    turn = begin(TREE, before, **how)
    for line in lines:
        turn = take(replace(turn.position, day=day), line)
    return turn


@pytest.mark.parametrize("line", ["few", "/d", "/x", "/x Too early"])
def test_an_answer_is_dated_by_its_day(line):
    turn = on(TODAY, ALL_BUT_ONE, line, *([""] if line == "/x" else []))
    assert turn.position.answers.answered == Answered(TODAY)


def test_a_field_of_the_profile_is_dated_too():
    assert on(TODAY, None, "Haneul Works").position.answers.answered == Answered(TODAY)


@pytest.mark.parametrize("line", ["/s", "/+ A note", "/e A paper", "/o", "/?", "", "/q"])
def test_what_confirms_no_answer_dates_nothing(line):
    turn = on(TODAY, ALL_BUT_ONE, line, answered=Answered("2025-01-01", "The board"))
    assert turn.position.answers.answered == Answered("2025-01-01", "The board")


def test_a_sitting_that_goes_on_after_midnight_has_the_later_day():
    turn = on("2026-11-26", {"people": "p0"}, "n")
    turn = take(replace(turn.position, day="2026-11-27"), "y")
    assert turn.position.answers.answered == Answered("2026-11-27")


def test_names_are_stored_and_end_the_sitting():
    turn = on(TODAY, ALL_BUT_ONE, "few", "", "Board and two members")
    assert (turn.ends, turn.events) == ("finished", (NamesSaved(),))
    assert turn.position.answers.answered == Answered(TODAY, "Board and two members")


@pytest.mark.parametrize("line", ["", "q", "/q"])
def test_names_may_be_left_out(line):
    turn = on(TODAY, ALL_BUT_ONE, "few", "", line)
    assert (turn.ends, turn.position.answers.answered) == ("finished", Answered(TODAY))


def test_names_are_asked_for_once():
    turn = on(TODAY, ALL_BUT_ONE, "few", "", "b")
    assert (turn.events, at(turn)) == ((Review(),), ("end", "words"))
    assert on(TODAY, ALL_BUT_ONE, "few", "", answered=Answered(None, "The board")).ends == "finished"


def test_names_are_not_asked_for_where_nothing_was_confirmed_or_something_is_left():
    assert on(TODAY, ALL, "", "").ends == "finished"
    assert on(TODAY, {"people": "p0"}, "n", "q").ends == "left"


def test_the_end_of_the_input_asks_for_no_names():
    assert leave(on(TODAY, ALL_BUT_ONE, "few").position).ends == "finished"
    assert leave(on(TODAY, ALL_BUT_ONE, "few", "").position).ends == "finished"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("?", HowTo("names")),
        ("/x", HowTo("names")),
        ("/", HowTo("names")),
        ("w" * 201, NotTaken(Refused("Who answered is said in 201 characters. Please say it in at most 200."))),
    ],
)
def test_what_names_nobody_is_told(line, told):
    turn = on(TODAY, ALL_BUT_ONE, "few", "", line)
    assert (turn.events, turn.ends, turn.position.screen) == ((told,), "", "names")


# All once more


def test_a_walk_shows_each_answer_again_and_enter_confirms_it():
    turn = on(TODAY, ALL, "/s", "s", "s", "", answered=Answered("2025-01-01"), again=True)
    assert turn.events[0] == Kept("people")
    assert at(turn) == ("question", "travel")
    assert turn.position.answers.answered == Answered(TODAY)
    assert turn.position.answers.answers == answers(TREE, ALL).answers


def test_a_walk_begins_with_the_organisation_and_ends_behind_the_last_question():
    assert at(on(TODAY, ALL, again=True)) == ("question", "name")
    turn = on(TODAY, ALL, "/s", "s", "s", "", "", "", "", again=True)
    assert turn.events == (Kept("words"), PartEnded("money"), Review())


def test_what_is_skipped_in_a_walk_keeps_its_answer_and_its_day():
    turn = on(TODAY, ALL, "s", section="team", again=True)
    assert (turn.events[0], turn.position.answers.answered) == (Kept("people"), None)


def test_a_walk_asks_what_another_answer_calls_for():
    turn = on(TODAY, ALL, "", "y", section="team", again=True)
    assert (at(turn), turn.events[-1]) == (("question", "visa"), Ask())
    assert on(TODAY, ALL, "", "", section="team", again=True).events[-1] == Review()


def test_a_walk_asks_for_the_names_again_and_enter_keeps_them():
    known = Answered("2025-01-01", "The board")
    turn = on(TODAY, ALL, "", "", "", answered=known, section="team", again=True)
    assert turn.events == (AskNames("The board"),)
    assert typed(turn, "").position.answers.answered == Answered(TODAY, "The board")
    assert typed(turn, "Ana").position.answers.answered == Answered(TODAY, "Ana")


def test_a_walk_that_is_left_asks_for_no_names():
    assert on(TODAY, ALL, "", "q", section="team", again=True).ends == "left"


# A dimension, a risk, the organisation

NESTED = tree_of(
    {
        "id": "top",
        "title": "Top",
        "kind": "score",
        "dimensions": [
            {"id": "first", "title": "First", "questions": [yes_no("one")]},
            {"id": "second", "title": "Second", "questions": [yes_no("two"), yes_no("three")]},
        ],
    },
    risks("storms", risk("flood", yes_no("dam"))),
    flows("across", flow("in", "inward/finance")),
    profile=[WHERE],
)


@pytest.mark.parametrize(
    ("part", "route"),
    [
        ("second", ("two", "three")),
        ("top", ("one", "two", "three")),
        ("flood", ("flood-likelihood", "flood-impact", "dam")),
        ("storms", ("flood-likelihood", "flood-impact", "dam")),
        ("across", ("in",)),
        ("", ("name", "where")),
    ],
)
def test_a_sitting_may_be_about_any_part_dimension_or_risk(part, route):
    assert begin(NESTED, answers(NESTED, None), section=part).position.route == route


def test_a_dimension_that_is_done_ends_the_sitting():
    turn = typed(begin(NESTED, answers(NESTED, None), section="second"), "y", "n")
    assert turn.events == (Saved("three"), Review())


@pytest.mark.parametrize("line", ["b", "/b"])
def test_back_from_the_end_goes_to_the_last_question(line):
    turn = end(line)
    assert turn.events == (Ask(),)
    assert at(turn) == ("question", "words")
    assert at(typed(turn, "/b")) == ("question", "loan")


def test_the_overview_leads_back_to_the_end():
    turn = end("o", "1", "")
    assert turn.events == (Review(),)
    assert at(turn) == ("end", "words")


def test_an_id_leads_from_the_end_and_the_end_follows():
    turn = end("people")
    assert at(turn) == ("question", "people")
    assert typed(turn, "3").events == (Saved("people"), PartEnded("team"), Review())


def test_a_word_is_looked_for_at_the_end():
    turn = end("/everybody")
    assert turn.events == (WordsFound("everybody"),)
    assert typed(turn, "b").events == (Review(),)


@pytest.mark.parametrize(
    ("line", "event"),
    [("5", NoSuchNumber("5", "end")), ("?", HowTo("end")), ("/s", HowTo("end")), ("z", HowTo("end"))],
)
def test_another_line_at_the_end_is_answered(line, event):
    turn = end(line)
    assert turn.events == (event,)
    assert at(turn) == ("end", "words")


def test_a_finished_questionnaire_begins_with_the_overview():
    turn = sitting(ALL)
    assert turn.events == (Overview(),)
    assert at(turn) == ("parts", "words")
    turn = typed(turn, "")
    assert turn.events == (Review(),)
    assert at(turn) == ("end", "words")


def test_back_from_a_finished_part_goes_to_a_question_in_force():
    turn = sitting({"people": "p0", "travel": "no"}, section="team")
    assert at(turn)[0] == "parts"
    assert at(typed(turn, "", "b")) == ("question", "travel")


# Leaving


def test_q_leaves_a_question():
    turn = after("q")
    assert turn.ends == "left"
    assert turn.events == ()
    assert turn.position == after().position


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
    assert typed(begin(tree, Answers()), "/s", "n").events == (Saved("club"), OthersAffected(falling_away=1), Ask())


# What was probably meant

MONTHS = {"id": "months", "type": "number", "text": "How many months?", "minimum": "0", "maximum": "60"}
NUMBERS = tree_of(section("time", MONTHS, yes_no("next")), profile=[WHERE])


def asked_for_months(*lines):
    """Type lines at a question for a number that is answered with 3 already."""
    return typed(ask(begin(NUMBERS, answers(NUMBERS, {"months": 3})).position, "months"), *lines)


def test_enter_takes_what_was_probably_meant():
    turn = asked_for_months("+12,5", "")
    assert turn.position.answers.answers["months"] == Answer(12_500_000)
    assert turn.events[0] == Saved("months")


def test_without_an_offer_enter_keeps_what_is_there():
    assert asked_for_months("much", "").events[0] == Kept("months")
    assert asked_for_months("1,5 years", "").position.answers.answers["months"] == Answer(3_000_000)


@pytest.mark.parametrize("between", ["?", "much", "+ A note", "/zzz"])
def test_an_offer_is_gone_with_the_next_line(between):
    assert asked_for_months("+5", between, "").position.answers.answers["months"].value == 3_000_000


def test_an_offer_is_gone_with_its_question():
    turn = asked_for_months("+5", "o", "next", "")
    assert (at(turn), turn.events) == (("question", "next"), (Ask(),))
    assert turn.position.answers.answers["months"] == Answer(3_000_000)


def test_enter_takes_a_key_that_was_probably_meant():
    assert asked_for_months("quit", "").ends == "left"
    assert asked_for_months("idk", "").position.answers.answers["months"] == Answer(unknown=True)


def test_a_country_is_taken_by_its_name_and_one_that_was_nearly_typed_by_enter():
    turn = typed(sitting(), "/s", "Corée du Sud")
    assert (turn.position.answers.profile, turn.events[0]) == ({"where": "KR"}, Saved("where"))
    assert typed(sitting(), "/s", "Germny", "").position.answers.profile == {"where": "DE"}
    assert typed(sitting(), "/s", "Korea", "").position.answers.profile == {}

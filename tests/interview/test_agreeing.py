"""The sitting of several voices on their common file, without a terminal."""

from dataclasses import replace

import pytest

from silk_assess.answers.model import Answer, Answered, Answers, Common
from silk_assess.answers.reader import answers_of
from silk_assess.interview import agreeing
from silk_assess.interview.events import Saved, Turn, UsedUp
from silk_assess.interview.replies import Key
from silk_assess.voices.agenda import agenda
from silk_assess.voices.table import Voice, table
from small_packs import five, index, levels, section, tree_of, yes_no

TREE = tree_of(
    section("home", yes_no("garden"), yes_no("roof", not_applicable="No house"), five("door")),
    section("team", five("skills"), yes_no("visits", when={"door": "p100"})),
    profile=[yes_no("paid"), {"id": "motto", "type": "text", "text": "?"}],
    index=index("home", "team"),
    levels=levels({}, {"team": 50}),
)


def voice(name, **given):
    raw = {"format": "silk-answers/1", "questionnaire": "small", "version": "1.0.0", "answers": given}
    raw["organisation"] = {"name": "Coop", "paid": "yes"}
    found, faults = answers_of(raw, TREE, "f")
    assert faults == []
    return Voice(name, found)


BOARD = voice("board", garden={"value": "yes", "note": "mine"}, roof="na", door="p0", skills="p0", visits="yes")
STAFF = voice("staff", garden="yes", roof={"not_applicable": "none"}, door="p100", skills="p50", visits="yes")
AGENDA = agenda(table(TREE, [BOARD, STAFF], is_open=True))


def begun(answers=None):
    return replace(agreeing.begin(AGENDA, answers or Answers()), day="2026-11-26")


def test_a_new_common_file_has_the_organisation_and_says_how_many_voices_there_were():
    found = begun().answers
    assert (found.name, found.profile, found.version, found.voices) == ("Coop", {"paid": "yes"}, "1.0.0", Common(2, 2))


def test_what_the_common_file_says_of_the_organisation_stays():
    found = begun(Answers("Other", {"paid": "no", "motto": "x"}, voice="x")).answers
    assert (found.name, found.profile, found.voice) == ("Other", {"paid": "no", "motto": "x"}, None)


def test_what_nobody_disputes_is_taken_over_without_notes_and_dated():
    position = begun()
    ids = agreeing.undisputed(AGENDA.table, position, ("garden", "roof", "door"))
    assert ids == ("garden", "roof")
    found = agreeing.take_over(AGENDA.table, position, ids)
    assert found.answers.answers == {"garden": Answer("yes"), "roof": Answer(not_applicable="")}
    assert found.answers.answered == Answered("2026-11-26")
    assert agreeing.undisputed(AGENDA.table, found, ("garden", "roof")) == ()


def test_notes_in_the_common_file_stay():
    given = Answers(answers={"garden": Answer(note="ours", evidence=("Plan",))}, answered=Answered(by="All"))
    found = agreeing.take_over(AGENDA.table, begun(given), ["garden"])
    assert found.answers.answers["garden"] == Answer("yes", note="ours", evidence=("Plan",))
    assert found.answers.answered == Answered("2026-11-26", "All")


def test_without_a_day_nothing_is_dated():
    assert agreeing.dated(Answers(), "") == Answers()


def test_disputes_come_by_weight_and_those_with_an_answer_do_not_come_again():
    assert agreeing.open_disputes(AGENDA, begun()) == ("skills", "door")
    given = Answers(answers={"skills": Answer(unknown=True)})
    assert agreeing.open_disputes(AGENDA, begun(given)) == ("door",)


@pytest.mark.parametrize(("line", "name"), [("q", "leave"), ("b", "back"), ("o", "overview"), ("/word", "find")])
def test_keys_that_lead_away_are_given_back(line, name):
    found = agreeing.settle(agreeing.ask(begun(), "skills"), line, attended=True)
    assert isinstance(found, Key)
    assert found.name == name


def test_an_answer_settles_its_question_alone():
    turn = agreeing.settle(agreeing.ask(begun(), "skills"), "3", attended=True)
    assert isinstance(turn, Turn)
    assert Saved("skills") in turn.events
    assert agreeing.is_settled(turn)
    assert turn.position.answers.answers["skills"].value == "p50"


@pytest.mark.parametrize(("attended", "settled"), [(True, False), (False, True)])
def test_a_line_that_is_no_answer(attended, settled):
    turn = agreeing.settle(agreeing.ask(begun(), "skills"), "nine", attended)
    assert isinstance(turn, Turn)
    assert agreeing.is_settled(turn) is settled
    assert any(isinstance(event, UsedUp) for event in turn.events) is settled


def test_a_reason_is_no_key():
    position = replace(agreeing.ask(begun(), "roof"), screen="reason")
    turn = agreeing.settle(position, "No house yet", attended=True)
    assert isinstance(turn, Turn)
    assert turn.position.answers.answers["roof"].not_applicable == "No house yet"


def test_what_shows_an_answer_is_stored_with_it():
    position = agreeing.settle(agreeing.ask(begun(), "skills"), "3", attended=True).position
    found = agreeing.prove(position, "skills", "Minutes").position
    assert found.answers.answers["skills"] == Answer("p50", evidence=("Minutes",))

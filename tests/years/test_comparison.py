"""What a comparison is made of: which answers stand for the older year, what changed, what has no counterpart."""

from pathlib import Path

import pytest

from silk_assess.answers.model import Answer, Answers
from silk_assess.answers.reader import answers_of
from silk_assess.files.questionnaires import load_pack
from silk_assess.scoring.assess import assess
from silk_assess.years.answers import (
    Anew,
    asked_anew,
    changed,
    compared_flags,
    counterparts,
    known_now,
    no_longer_known,
)
from silk_assess.years.comparison import compared
from silk_assess.years.known import exchanged, held
from silk_assess.years.parts import Parts

HERE = Path(__file__).parent.parent
RENAMED = load_pack(HERE / "broken" / "good" / "renamed")
NOW, BEFORE = load_pack(HERE / "versions" / "pair"), load_pack(HERE / "versions" / "earlier" / "pair" / "1.2.1")


def read(tree, version, answers, profile=None):
    raw = {"format": "silk-answers/1", "questionnaire": tree.pack.head.id, "version": version, "answers": answers}
    found, faults = answers_of(raw | ({"organisation": profile} if profile else {}), tree, "a.yaml")
    assert faults == []
    return found


def pair(old, new, profile=None):
    """Compare answers to 1.2.1 with answers to 2.0.0; half of what 2.0.0 asks decides whether the rest is asked."""
    then = assess(BEFORE, read(BEFORE, "1.2.1", old))
    given = read(NOW, "1.2.1", old)
    return compared(then, given, assess(NOW, read(NOW, "2.0.0", new, profile)))


def test_what_the_old_version_did_not_ask_takes_the_new_answer():
    found = pair({"plan": "no"}, {"plan": "yes", "partner": "yes", "roof": "no"}, {"paid": "yes"})
    common = found.common.answers
    assert (held(common, "partner"), held(common, "roof"), held(common, "paid")) == (
        Answer("yes"),
        Answer("no"),
        Answer("yes"),
    )
    assert held(common, "plan") == Answer("no")


def test_only_a_new_question_is_the_questionnaires_doing():
    found = pair({"plan": "yes", "budget": "yes"}, {"plan": "yes", "budget": "yes"}, {"paid": "no"})
    # Then plan, budget and gone, of which two were answered with yes; now budget is asked of nobody who pays nobody.
    assert found.parts("work")["low"] == Parts(33_333_333, 33_333_333, 0, 0)
    assert (changed(found), known_now(found), no_longer_known(found)) == ((), (), ())


def test_ids_of_one_questionnaire_only_are_named():
    found = pair({"gone": "yes"}, {})
    assert counterparts(found) == (("gone",), ("paid", "roof", "door", "partner"))


def test_what_became_known_and_what_is_no_longer_known():
    found = pair({"plan": "yes", "garden": "unknown"}, {"garden": "no", "plan": "unknown"})
    assert (known_now(found), no_longer_known(found)) == (("garden",), ("plan",))


def test_a_note_alone_is_no_answer():
    assert known_now(pair({"garden": {"note": "Ask Bo"}}, {"garden": "yes"})) == ("garden",)


def test_an_answer_given_otherwise_is_scored_as_if_it_had_stayed():
    found = pair({"plan": "no", "garden": "no"}, {"plan": "yes", "garden": "no"}, {"paid": "no"})
    (one,) = changed(found)
    assert (one.id, one.old, one.new) == ("plan", Answer("no"), Answer("yes"))
    assert (found.new.values["work"].point, one.values["work"].point) == (100_000_000, 0)


def test_an_old_answer_that_does_not_fit_is_listed_with_the_new_one():
    given = read(RENAMED, "1.0.0", {"skills": "one", "journeys": "daily"})
    found = compared(None, given, assess(RENAMED, read(RENAMED, "3.0.0", {"skills": "several"})))
    assert asked_anew(found) == (Anew("visits", "daily", Answer()), Anew("skills", "one", Answer("several")))
    assert held(found.common.answers, "skills") == Answer("several")


def test_unknown_is_no_old_answer_that_could_not_fit():
    given = read(RENAMED, "1.0.0", {"skills": "unknown"})
    found = compared(None, given, assess(RENAMED, read(RENAMED, "3.0.0", {"skills": "several"})))
    assert (asked_anew(found), known_now(found)) == ((), ("skills",))


def test_without_the_old_version_nothing_is_said_of_the_questionnaires_part():
    given = read(RENAMED, "1.0.0", {"journeys": "never"})
    found = compared(None, given, assess(RENAMED, read(RENAMED, "3.0.0", {"visits": "often"})))
    part = found.parts("people")["low"]
    assert (part.change, part.questionnaire, part.answers, part.known) == (None, None, 50_000_000, 0)


def test_without_the_old_version_only_what_its_file_answered_and_nobody_asks_any_more_is_named():
    given = read(RENAMED, "1.0.0", {"journeys": "never", "parrot": "yes"})
    found = compared(None, given, assess(RENAMED, read(RENAMED, "3.0.0", {"visits": "often"})))
    assert counterparts(found) == (("parrot",), ())


def test_two_versions_are_two_and_a_questionnaire_without_levels_has_none_that_moved():
    answers = assess(NOW, read(NOW, "2.0.0", {"plan": "yes"}))
    assert compared(answers, answers.answers, answers).is_same_version
    found = pair({"plan": "yes"}, {"plan": "yes"})
    assert (found.is_same_version, found.level_moved) == (False, None)


def test_the_same_answers_twice_are_an_empty_comparison():
    answers = assess(NOW, read(NOW, "2.0.0", {"plan": "yes", "partner": "no"}))
    found = compared(answers, answers.answers, answers)
    assert {part for node in NOW.nodes for part in found.parts(node.id).values() if part.change} == set()
    assert (changed(found), asked_anew(found), counterparts(found)) == ((), (), ((), ()))
    assert (compared_flags(found).gone, compared_flags(found).fresh) == ((), ())
    assert {found.moved(node.id) for node in NOW.nodes} == {"same"}


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [("yes", "yes", "same"), ("no", "yes", "higher"), ("yes", "no", "lower"), ("unknown", "yes", "open")],
)
def test_what_the_answers_prove_of_a_part(old, new, moved):
    assert pair({"plan": old}, {"plan": new}, {"paid": "no"}).moved("work") == moved


def test_exchanging_an_answer_for_none_takes_it_out():
    answers = Answers(profile={"staff": 3}, answers={"plan": Answer("yes")})
    found = exchanged(answers, NOW, {"plan": Answer(), "staff": Answer()})
    assert (dict(found.profile), dict(found.answers)) == ({}, {})

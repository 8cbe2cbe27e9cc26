"""The days of a plan for a calendar, as RFC 5545 has them."""

import re
from dataclasses import replace

from silk_assess.answers.model import Answered
from silk_assess.report.plan import calendar
from silk_assess.scoring.assess import assess
from small_packs import answers
from small_plans import TREE, plan


def drawn(*steps, name="co-op.plan.yaml", without=(), given=None):
    base = answers(TREE, given or {"one": "p0"}, name="Quay")
    assessment = assess(TREE, replace(base, answered=Answered("2026-11-20")))
    return calendar.calendar(assessment, plan(*steps), name, without)


def events(text):
    """Unfold a calendar and list its events as mappings."""
    lines = text.replace("\r\n ", "").split("\r\n")
    found = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            key, _, value = line.partition(":")
            found[-1][key] = value
    return found


STEP = {"id": "one", "to": "p50", "who": "Ana; Bo, Cy", "until": "2026-12-31", "note": "a\\b\nc"}


def test_an_all_day_event_for_each_step_with_a_day():
    (one,) = events(drawn(STEP, {"id": "size", "to": "5"}))
    assert one["UID"] == "one@co-op.plan.yaml"
    assert one["DTSTAMP"] == "20261231T000000Z"
    assert (one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"]) == ("20261231", "20270101")
    assert one["SUMMARY"] == "50 points"
    assert one["DESCRIPTION"] == r"Quay\n?\nWho: Ana\; Bo\, Cy\nNote: a\\b\nc"


def test_a_done_step_is_said_to_be_done():
    (one,) = events(drawn({**STEP, "done": "2026-12-01", "proof": "Minutes"}))
    assert one["SUMMARY"] == "Done: 50 points"
    assert r"Done: 1 December 2026\nProof: Minutes" in one["DESCRIPTION"]


def test_no_day_makes_no_calendar():
    assert drawn({"id": "one"}) is None


def test_the_last_day_of_all_has_no_next_one():
    assert "DTEND" not in drawn({"id": "one", "until": "9999-12-31"})


def test_lines_end_in_cr_and_lf_and_none_is_longer_than_75_octets():
    text = drawn({**STEP, "note": "은하" * 200}, name="plan of 은하 " * 9)
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.replace("\r\n ", "").count("은하" * 200) == 1


def test_nothing_written_ends_a_line_or_is_unseen():
    text = drawn({**STEP, "who": "a\rEND:VCALENDAR\u2028\u202ex"})
    assert text.count("END:VCALENDAR") == 2  # one of them is text
    assert len(re.findall("(?m)^END:VCALENDAR", text)) == 1
    assert "\u202e" not in text


def test_what_is_left_out():
    (one,) = events(drawn({**STEP, "proof": "x"}, without=("who", "evidence", "notes")))
    assert one["DESCRIPTION"] == r"Quay\n?"


def test_a_changed_calendar_is_known():
    text = drawn(STEP)
    assert calendar.is_ours(text)
    assert calendar.is_whole(text)
    changed = text.replace("20261231", "20261230")
    assert calendar.is_ours(changed)
    assert not calendar.is_whole(changed)
    assert not calendar.is_ours("BEGIN:VCALENDAR\r\n")

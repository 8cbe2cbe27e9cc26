"""The days of a plan for a calendar: one all-day event for each step that has one. Source: RFC 5545."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from silk_assess import escape
from silk_assess.plan.model import Plan, Step
from silk_assess.plan.standing import StepStanding, standing_of
from silk_assess.scoring.assessment import Assessment
from silk_assess.wording import plans
from silk_assess.wording.dates import day

# By this line an earlier calendar of ours is known.
_PRODUCT: Final = "PRODID:-//silk-assess//plan//EN"
_SEAL: Final = "X-SILK-SEAL:"
_END: Final = "END:VCALENDAR"
_MOST_OCTETS: Final = 75
# So many of a digest tell one calendar from another, and leave the line short enough.
_MOST_DIGITS: Final = 40


def calendar(assessment: Assessment, plan: Plan, name: str, without: Collection[str] = ()) -> str | None:
    """Write the days of a plan, done steps said to be done; None where no step has a day.

    `name` is that of the plan's file: with a step's id it tells an event from all others, so that a
    calendar that is read in again changes and does not double. No clock is read: an event is stamped
    with its own day. `without` names what is left out for sending, of `answers.sent.PARTS`.
    """
    dated = [one for one in standing_of(plan, assessment) if one.step.until is not None]
    if not dated:
        return None
    events = [line for one in dated for line in _event(assessment, one, name, without)]
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", _PRODUCT, _SEAL + _digest(events)]
    return "".join(f"{line}\r\n" for line in (*head, *events, _END))


def is_ours(text: str) -> bool:
    """Say whether a text is a calendar of ours, changed since or not."""
    return _PRODUCT in text.split("\r\n", 3)[:3]


def is_whole(text: str) -> bool:
    """Say whether a calendar of ours is as it was written."""
    lines = text.split("\r\n")
    return lines[3:4] == [_SEAL + _digest(lines[4:-2])] and lines[-2:] == [_END, ""]


def _digest(lines: Sequence[str]) -> str:
    return hashlib.sha256("\r\n".join(lines).encode()).hexdigest()[:_MOST_DIGITS]


def _event(assessment: Assessment, one: StepStanding, name: str, without: Collection[str]) -> Iterator[str]:
    step = one.step
    assert step.until is not None
    due = date.fromisoformat(step.until)
    title = plans.title(assessment.tree, step)
    yield "BEGIN:VEVENT"
    yield from _folded(f"UID:{_text(step.id)}@{_text(name)}")
    yield f"DTSTAMP:{due:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    if due < date.max:
        yield f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}"
    yield from _folded(f"SUMMARY:{_text(f'Done: {title}' if step.is_done else title)}")
    yield from _folded(f"DESCRIPTION:{_text(chr(10).join(_about(assessment, step, without)))}")
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _about(assessment: Assessment, step: Step, without: Collection[str]) -> Iterator[str]:
    if assessment.answers.name:
        yield assessment.answers.name
    yield plans.about(assessment.tree, step)
    if "who" not in without:
        yield f"Who: {step.who or plans.NOBODY}"
    if step.done is not None:
        yield f"Done: {day(step.done)}"
    if step.proof is not None and "evidence" not in without:
        yield f"Proof: {step.proof}"
    if step.note is not None and "notes" not in without:
        yield f"Note: {step.note}"


def _text(text: str) -> str:
    """Write a text as a calendar has it: nothing in it ends the line or the value, and nothing is unseen."""
    lines = "\n".join(escape.visible(line) for line in text.splitlines())
    return re.sub(r"([\\;,])", r"\\\1", lines).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Break a line so that none has more than 75 octets, and no letter is cut."""
    head, size = "", 0
    for letter in line:
        more = len(letter.encode())
        if size + more > _MOST_OCTETS:
            yield head
            head, size = " ", 1
        head, size = head + letter, size + more
    yield head

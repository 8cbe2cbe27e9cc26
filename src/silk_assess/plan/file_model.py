"""A plan as its file spells it. Source: docs/format.md, Plans."""

from __future__ import annotations

from typing import Annotated, Any, Final

from silk_assess.faults import Code, Misfit, quoted
from silk_assess.plan.model import FORMAT
from silk_assess.questionnaire.field_types import Id, Version, one_of
from silk_assess.questionnaire.forms import date_remedy, is_date
from silk_assess.questionnaire.shapes import Before, Key, Model, Refused

_NO_STEPS: Final = "Write each step on lines of its own, a dash before its id."


def _refused(code: Code, says: str, do: str) -> Refused:
    return Refused(Misfit(code, says, do))


def _kind(value: Any) -> str:
    return "a list" if isinstance(value, list) else "a mapping"


def _words(value: Any) -> str | None:
    if not isinstance(value, str):
        raise _refused(Code.TEXT, f"here stands {_kind(value)}, and one text is expected", "Write one text, in quotes.")
    return value.strip() or None


def _day(value: Any) -> str | None:
    text = _words(value)
    if text is not None and not is_date(text):
        raise _refused(Code.DATE, f"{quoted(text)} is not a date", date_remedy(text))
    return text


def _answer(value: Any) -> str | list[Any] | None:
    if isinstance(value, dict):
        raise _refused(Code.MAPPING, "a mapping is no answer", "Write an answer, or take the line out.")
    return value if isinstance(value, list) else value.strip() or None


def _steps(value: Any) -> Any:
    if value == "":
        return []
    if not isinstance(value, list):
        raise _refused(Code.LIST, "here a list of steps is expected", _NO_STEPS)
    return value


Words = Annotated[str | None, Before(_words)]
Day = Annotated[str | None, Before(_day)]
AnswerAsWritten = Annotated[Any, Before(_answer)]


class GivenStep(Model):
    """One step as its file has it."""

    called = "a step"
    id: Id
    start: Annotated[AnswerAsWritten, Key("from")] = None
    aim: Annotated[AnswerAsWritten, Key("to")] = None
    step: Words = None
    who: Words = None
    until: Day = None
    done: Day = None
    proof: Words = None
    note: Words = None


StepList = Annotated[tuple[GivenStep, ...], Before(_steps)]


class Given(Model):
    """A plan as its file has it."""

    called = "a plan"
    format: Annotated[str, one_of(FORMAT)]
    questionnaire: Id
    version: Version
    organisation: Words = None
    steps: StepList

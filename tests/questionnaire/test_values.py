"""Whether a value fits a question is decided once: a file, a typed line and a condition hear the same."""

import pytest

from silk_assess.faults import Code
from silk_assess.interview.replies import Refused, Value, reply_to
from silk_assess.questionnaire.checks.logic import faults_of_value
from silk_assess.questionnaire.forms import MeantNumber, Slip, meant_number
from silk_assess.questionnaire.model.questions import Anchor, Choice, Choices, Country, Day, Quantity, Words, YesNo
from silk_assess.questionnaire.model_faults import shaped
from silk_assess.questionnaire.values import Lack, lack, lacks, misfit

OPTIONS = [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]
CHOICE = shaped(Choice, {"id": "q", "type": "choice", "text": "?", "options": OPTIONS})
ANCHOR = shaped(Anchor, {"id": "q", "type": "choice", "text": "?", "options": OPTIONS})
NONE_OF_THEM = {"id": "none-of-them", "label": "None", "exclusive": "true"}
CHOICES = shaped(Choices, {"id": "q", "type": "choices", "text": "?", "options": [*OPTIONS, NONE_OF_THEM]})
YES_NO = shaped(YesNo, {"id": "q", "type": "yes-no", "text": "?"})
NUMBER = shaped(Quantity, {"id": "q", "type": "number", "text": "?", "minimum": "0", "maximum": "100", "decimals": "1"})
DAY = shaped(Day, {"id": "q", "type": "date", "text": "?"})
COUNTRY = shaped(Country, {"id": "q", "type": "country", "text": "?"})
WORDS = shaped(Words, {"id": "q", "type": "text", "text": "?"})


@pytest.mark.parametrize(
    ("question", "value", "why"),
    [
        (CHOICE, "a", None),
        (CHOICE, "A", Lack.NO_OPTION),
        (ANCHOR, "b", None),
        (ANCHOR, "c", Lack.NO_OPTION),
        (CHOICES, "a", Lack.NO_LIST),
        (YES_NO, "no", None),
        (YES_NO, "No", Lack.NO_OPTION),
        (NUMBER, "0", None),
        (NUMBER, "100", None),
        (NUMBER, "99.9", None),
        (NUMBER, "-0.1", Lack.TOO_SMALL),
        (NUMBER, "100.1", Lack.TOO_LARGE),
        (NUMBER, "0.05", Lack.TOO_PRECISE),
        (NUMBER, "1e1", Lack.NO_NUMBER),
        (DAY, "2024-02-29", None),
        (DAY, "2023-02-29", Lack.NO_DATE),
        (DAY, "20240229", Lack.NO_DATE),
        (COUNTRY, "NO", None),
        (COUNTRY, "XK", None),
        (COUNTRY, "UK", Lack.NO_COUNTRY),
        (WORDS, "anything", None),
    ],
)
def test_whether_a_text_is_an_answer(question, value, why):
    assert lack(question, value) is why


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([], []),
        (["a", "b"], []),
        (["none-of-them"], []),
        (["a", "none-of-them"], [(1, Lack.NOT_ALONE)]),
        (["a", "b", "a"], [(2, Lack.TWICE)]),
        (["c", "a"], [(0, Lack.NO_OPTION)]),
        (["a", "", ["b"]], [(1, Lack.NO_TEXT), (2, Lack.NO_TEXT)]),
    ],
)
def test_which_of_several_values_do_not_fit(values, found):
    assert list(lacks(CHOICES, values)) == found


@pytest.mark.parametrize("value", ["0", "100", "-0.1", "100.1", "0.05", "12.3", "1,5 %"])
def test_a_typed_number_fits_where_it_would_in_a_file(value):
    reply = reply_to(NUMBER, value)

    assert isinstance(reply, Value if lack(NUMBER, value) is None else Refused)


@pytest.mark.parametrize(
    ("question", "value", "codes"),
    [
        (CHOICE, "c", [Code.UNKNOWN_OPTION]),
        (CHOICES, "a", []),
        (CHOICES, "c", [Code.UNKNOWN_OPTION]),
        (NUMBER, "1,5", [Code.NUMBER]),
        (NUMBER, "101", []),
        (DAY, "2023-02-29", [Code.DATE]),
        (COUNTRY, "UK", [Code.COUNTRY]),
    ],
)
def test_a_condition_may_name_what_can_be_an_answer_and_any_number(question, value, codes):
    """A bound beyond the limits is no fault: `check` warns where it can never be reached."""
    assert [fault.code for fault in faults_of_value(question, value, ("f",))] == codes


def test_a_misfit_is_shorter_beside_its_question():
    wrong = misfit(CHOICE, "c", Lack.NO_OPTION)

    assert (wrong.says, wrong.brief) == ('"c" is not an answer to q', '"c" is not an answer')


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1234567890", MeantNumber(Slip.TOO_PRECISE)),
        ("about ten", MeantNumber(Slip.NO_FIGURES)),
        ("1,250", MeantNumber(Slip.THOUSANDS, "1,250")),
        ("2,5", MeantNumber(Slip.COMMA, "2.5")),
        ("1.250,5", MeantNumber(Slip.COMMA, "1250.5")),
        ("7 %", MeantNumber(Slip.UNIT, "7")),
        ("€ 7", MeantNumber(Slip.UNIT, "7")),
        ("1'000", MeantNumber(Slip.ODD, "1000")),
        (".5", MeantNumber(Slip.ODD, "0.5")),
    ],
)
def test_what_was_meant_as_a_number(written, meant):
    assert meant_number(written) == meant

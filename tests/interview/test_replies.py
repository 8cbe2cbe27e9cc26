"""What one typed line means to each type of question. Source: docs/architecture.md, The interview."""

import pytest

from silk_assess.interview.replies import Key, Nothing, Refused, Value, reply_to
from silk_assess.questionnaire.model.questions import Anchor, Choice, Choices, Country, Day, Quantity, Words, YesNo
from silk_assess.questionnaire.model_faults import shaped


def labelled(*labels):
    """Options with the ids a, b, c and so on."""
    return [{"id": "abcdefgh"[i], "label": label} for i, label in enumerate(labels)]


def said(reply):
    """What a refusal says."""
    assert isinstance(reply, Refused), reply
    return reply.says


def number(**more):
    return shaped(Quantity, {"id": "q", "type": "number", "text": "?", **more})


REASONS = labelled("Nobody has put a reason into words", "We were invited", "A written reason", "Members debated it")
CHOICE = shaped(Choice, {"id": "q", "type": "choice", "text": "?", "options": REASONS})
ANCHOR = shaped(Anchor, {"id": "q", "type": "choice", "text": "?", "options": labelled("Rare", "Likely")})
PAPERS = labelled("Roles", "Money", "Ownership", "Decisions", "Disagreement", "Parting", "None of these")
PAPERS[6]["exclusive"] = "true"
CHOICES = shaped(Choices, {"id": "q", "type": "choices", "text": "?", "options": PAPERS})
KINDS = shaped(Choices, {"id": "q", "type": "choices", "text": "?", "options": labelled("Goods", "Money", "Ideas")})
YES_NO = shaped(YesNo, {"id": "q", "type": "yes-no", "text": "?"})
MONTHS = number(minimum="0", maximum="60", decimals="1", unit="months")
YEAR = number(minimum="1500", maximum="2100", decimals="0")
FREE = number()
COUNTRY = shaped(Country, {"id": "q", "type": "country", "text": "?"})
DAY = shaped(Day, {"id": "q", "type": "date", "text": "?"})
TEXT = shaped(Words, {"id": "q", "type": "text", "text": "?"})
EVERY = [CHOICE, ANCHOR, CHOICES, KINDS, YES_NO, MONTHS, FREE, COUNTRY, DAY, TEXT]
NOT_TEXT = [one for one in EVERY if one is not TEXT]

# Keys

KEYS = [
    ("b", Key("back")),
    ("s", Key("skip")),
    ("d", Key("unknown")),
    ("x", Key("na")),
    ("x We are alone", Key("na", "We are alone")),
    ("+", Key("note")),
    ("+ Ask  about parting", Key("note", "Ask  about parting")),
    ("+ask", Key("note", "ask")),
    ("e", Key("evidence")),
    ("e Minutes, 14 March", Key("evidence", "Minutes, 14 March")),
    ("?", Key("help")),
    ("o", Key("overview")),
    ("q", Key("leave")),
    ("Q", Key("leave")),
    ("X because", Key("na", "because")),
]


@pytest.mark.parametrize(("line", "key"), KEYS)
@pytest.mark.parametrize("question", NOT_TEXT)
def test_a_key_stands_alone_or_with_its_words(question, line, key):
    assert reply_to(question, line) == key


@pytest.mark.parametrize(("line", "key"), KEYS)
@pytest.mark.parametrize("question", EVERY)
def test_a_slash_makes_a_key_everywhere(question, line, key):
    assert reply_to(question, f"  /{line} ") == key


@pytest.mark.parametrize("question", EVERY)
def test_enter_alone_is_nothing(question):
    assert reply_to(question, "") == Nothing()
    assert reply_to(question, " \t\u00a0 ") == Nothing()


@pytest.mark.parametrize("question", EVERY)
def test_another_word_behind_a_slash_is_looked_for(question):
    assert reply_to(question, "/members abroad") == Key("find", "members abroad")
    assert reply_to(question, "/b c") == Key("find", "b c")


@pytest.mark.parametrize("question", EVERY)
def test_a_slash_alone_is_explained(question):
    says = "Behind the slash stands a key, such as /b, or a word to find a question by."
    assert said(reply_to(question, "/ ")) == says


@pytest.mark.parametrize("question", EVERY)
def test_what_is_too_long_to_keep_is_refused(question):
    says = "That is too long to keep: 1,000,000 letters, and 20,000 are the most. Please shorten it."
    assert said(reply_to(question, "é" * 1_000_000)) == says
    assert said(reply_to(question, "/+ " + "9" * 999_997)) == says


# Text


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("  Haneul Works ", "Haneul Works"),
        ("b", "b"),
        ("q", "q"),
        ("?", "?"),
        ("+ 3 more", "+ 3 more"),
        ("1 / 2", "1 / 2"),
        ("//etc", "/etc"),
        ("//", "/"),
        ("///", "//"),
        ("quit", "quit"),
        ("한울", "한울"),
        ("w" * 20_000, "w" * 20_000),
    ],
)
def test_words_are_kept_as_they_are(line, value):
    assert reply_to(TEXT, line) == Value(value)


# One option


@pytest.mark.parametrize(
    ("line", "value"),
    [("1", "a"), ("4", "d"), (" 3 ", "c"), ("2.", "b"), ("2)", "b"), ("02", "b"), ("２", "b"), ("②", "b")],
)
def test_a_number_chooses_an_option(line, value):
    assert reply_to(CHOICE, line) == Value(value)


def test_a_likelihood_is_a_choice():
    assert reply_to(ANCHOR, "2") == Value("b")
    assert said(reply_to(ANCHOR, "3")) == "There is no 3 here. Please type a number from 1 to 2."


ONLY_ONE = "One answer only. If you hesitate between two, take the earlier one."


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("7", "There is no 7 here. Please type a number from 1 to 4."),
        ("0", "There is no 0 here. Please type a number from 1 to 4."),
        ("9" * 5000, f"There is no {'9' * 19}… here. Please type a number from 1 to 4."),
        ("1-3", ONLY_ONE),
        ("1–3", ONLY_ONE),
        ("1 2", ONLY_ONE),
        ("1, 2, 3.", ONLY_ONE),
        ("１、２", '"１、２" is not an answer here. Please type a number from 1 to 4.'),
        ("-1", '"-1" is not an answer here. Please type a number from 1 to 4.'),
        ("+5", '"+5" is not an answer here. Please type a number from 1 to 4.'),
        ("2.5", '"2.5" is not an answer here. Please type a number from 1 to 4.'),
        ("two", '"two" is not an answer here. Please type a number from 1 to 4.'),
        ("y", '"y" is not an answer here. Please type a number from 1 to 4.'),
        ("٢", '"٢" is not an answer here. Please type a number from 1 to 4.'),
        ("a written reason.", "Please type the number. Did you mean 3?"),
        ("We were invitd", "Please type the number. Did you mean 2?"),
        ("c", "Please type the number. Did you mean 3?"),
        ("z" * 300, f'"{"z" * 59}…" is not an answer here. Please type a number from 1 to 4.'),
    ],
)
def test_what_is_no_single_option_is_refused(line, says):
    assert said(reply_to(CHOICE, line)) == says


def test_many_numbers_with_wide_gaps_are_refused_at_once():
    says = '"1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1…" is not an answer here.'
    assert said(reply_to(CHOICE, "1  " * 5000 + "x")) == f"{says} Please type a number from 1 to 4."


# Several options


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("1 3", ("a", "c")),
        ("3 1", ("a", "c")),
        ("1,3", ("a", "c")),
        ("1; 3 & 2", ("a", "b", "c")),
        ("1 + 3.", ("a", "c")),
        ("１ ３", ("a", "c")),
        ("7", ("g",)),
        ("2", ("b",)),
    ],
)
def test_numbers_choose_options_in_their_order(line, value):
    assert reply_to(CHOICES, line) == Value(value)


@pytest.mark.parametrize("line", ["0", "none", "None", "０"])
def test_none_can_be_said_where_no_option_says_it(line):
    assert reply_to(KINDS, line) == Value(())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1-3", "A range does not work here. Did you mean 1 2 3?"),
        ("1 – 3", "A range does not work here. Did you mean 1 2 3?"),
        ("3-1", "A range does not work here. Please type each number, such as 1 3."),
        ("1-99", "A range does not work here. Please type each number, such as 1 3."),
        ("2,2", "2 stands there twice. Did you mean 2?"),
        ("3 1 3", "3 stands there twice. Did you mean 3 1?"),
        ("1 7", '7, "None of these", cannot stand beside another. Please choose again.'),
        ("0", 'There is no 0 here. Did you mean 7, "None of these"?'),
        ("0 1", "There is no 0 here. Please type numbers from 1 to 7."),
        ("1 8", "There is no 8 here. Please type numbers from 1 to 7."),
        ("1" * 5000, f"There is no {'1' * 19}… here. Please type numbers from 1 to 7."),
        ("Money", "Please type the number. Did you mean 2?"),
        ("none of these", "Please type the number. Did you mean 7?"),
        ("roles and money", '"roles and money" is not an answer here. Please type the numbers of all that hold, '),
        (",", '"," is not an answer here. Please type the numbers of all that hold, '),
        ("1 x", '"1 x" is not an answer here. Please type the numbers of all that hold, '),
        ("1.5", '"1.5" is not an answer here. Please type the numbers of all that hold, '),
    ],
)
def test_what_are_no_options_is_refused(line, says):
    whole = says + "such as 1 3." if says.endswith(", ") else says
    assert said(reply_to(CHOICES, line)) == whole


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("0 1", "0 or 1"),
        ("1,0, 3", "0 or 1 3"),
        ("none; 2", "0 or 2"),
        ("None 2 2", "0 or 2"),
        ("0 0", "0"),
        ("0 9", "0"),
    ],
)
def test_none_stands_alone(line, meant):
    """Source: alphagov/smart-answers#7701, surveysolutions/surveysolutions#2856, getodk/getodk#774."""
    assert said(reply_to(KINDS, line)) == f"0 is none, which cannot stand beside another. Did you mean {meant}?"


# Yes or no


@pytest.mark.parametrize("line", ["y", "Y", "yes", "YES.", "ｙ", "yes!"])
def test_yes_is_said_in_several_ways(line):
    assert reply_to(YES_NO, line) == Value("yes")


@pytest.mark.parametrize("line", ["n", "N", "no", "No."])
def test_no_is_said_in_several_ways(line):
    assert reply_to(YES_NO, line) == Value("no")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1", "Please type y for yes or n for no."),
        ("0", "Please type y for yes or n for no."),
        ("maybe", '"maybe" is not an answer here. Please type y for yes or n for no. s skips it.'),
        ("y n", '"y n" is not an answer here. Please type y for yes or n for no. s skips it.'),
        ("na", '"na" is not an answer here. Did you mean x?'),
    ],
)
def test_what_is_neither_yes_nor_no_is_refused(line, says):
    assert said(reply_to(YES_NO, line)) == says


# A number, in millionths


@pytest.mark.parametrize(
    ("question", "line", "value"),
    [
        (MONTHS, "2.5", 2_500_000),
        (MONTHS, "0", 0),
        (MONTHS, "60", 60_000_000),
        (MONTHS, "007", 7_000_000),
        (MONTHS, "2.50", 2_500_000),
        (MONTHS, "２．５", 2_500_000),
        (YEAR, "2019.0", 2_019_000_000),
        (FREE, "-0.000001", -1),
        (FREE, "999999999", 999_999_999_000_000),
        (MONTHS, "2,5", 2_500_000),
        (FREE, "-1250,75", -1_250_750_000),
        (MONTHS, "２，５", 2_500_000),
    ],
)
def test_a_number_is_kept_exactly(question, line, value):
    assert reply_to(question, line) == Value(value)


@pytest.mark.parametrize(
    ("question", "line", "says"),
    [
        (YEAR, "19", "19 is too small. Please type a number from 1500 to 2100."),
        (YEAR, "2101", "2101 is too large. Please type a number from 1500 to 2100."),
        (number(minimum="1"), "0", "0 is too small. Please type a number of 1 or more."),
        (number(maximum="0"), "1", "1 is too large. Please type a number of 0 or less."),
        (MONTHS, "61", "61 is too large. Please type a number from 0 to 60."),
        (MONTHS, "2.55", "One figure after the point is enough. Did you mean 2.6?"),
        (number(decimals="2"), "1.234", "Two figures after the point are enough. Did you mean 1.23?"),
        (YEAR, "2019.5", "Whole numbers only. Did you mean 2020?"),
        (number(decimals="0", maximum="9.5"), "9.5", "Whole numbers only."),
        (number(decimals="0", minimum="0.4"), "0.4", "Whole numbers only."),
        (FREE, "1.000,5", "Please write decimals with a point. Did you mean 1000.5?"),
        (MONTHS, "1.000,5", "1000.5 is too large. Please type a number from 0 to 60."),
        (FREE, "2,5678", "Please write decimals with a point. Did you mean 2.5678?"),
        (FREE, "1,250", "The comma may mean two things. Please type 1250 or 1.25."),
        (YEAR, "2,050", "Please write thousands without a comma, and decimals with a point. Did you mean 2050?"),
        (MONTHS, "1,500", "Please write thousands without a comma, and decimals with a point. Did you mean 1.5?"),
        (YEAR, "2019,5", "Whole numbers only. Did you mean 2020?"),
        (MONTHS, "61,5", "61.5 is too large. Please type a number from 0 to 60."),
        (MONTHS, "1,5 months", "Please type the number alone. Did you mean 1.5?"),
        (MONTHS, "61 months", "61 is too large. Please type a number from 0 to 60."),
        (MONTHS, "1,5 years", '"1,5 years" is not a number here. Write the number alone: 1.5.'),
        (MONTHS, "two", '"two" is not a number. Please use figures, for example 2 or 2.5.'),
        (MONTHS, "-", '"-" is not a number. Please use figures, for example 2 or 2.5.'),
        (MONTHS, "٣", '"٣" is not a number. Please use figures, for example 2 or 2.5.'),
        (MONTHS, "2 Months", "Please type the number alone. Did you mean 2?"),
        (MONTHS, "2 years", '"2 years" is not a number here. Write the number alone: 2.'),
        (MONTHS, "1.2.3 months", '"1.2.3 months" is not a number here. Write figures only, for example 2 or 2.5.'),
        (FREE, "3 %", '"3 %" is not a number here. Write the number alone: 3.'),
        (MONTHS, "+5", '"+5" is not a number here. Did you mean 5?'),
        (MONTHS, "1-3", '"1-3" is not a number here. Write figures only, for example 2 or 2.5.'),
        (MONTHS, "1 7", '"1 7" is not a number here. Did you mean 17?'),
        (MONTHS, "1e3", '"1e3" is not a number here. Write figures only, for example 2 or 2.5.'),
        (FREE, "1" * 10, f'"{"1" * 10}" is not a number here. At most nine figures may stand before the point, and '),
        (FREE, "9" * 5000, f'"{"9" * 19}…" is not a number that can be used here. Please use fewer figures.'),
    ],
)
def test_what_is_no_number_here_is_refused(question, line, says):
    whole = says + "six after it." if says.endswith("and ") else says
    assert said(reply_to(question, line)) == whole


# A country


@pytest.mark.parametrize(("line", "value"), [("KR", "KR"), ("kr", "KR"), (" fr ", "FR"), ("be", "BE"), ("xk", "XK")])
def test_two_letters_name_a_country(line, value):
    assert reply_to(COUNTRY, line) == Value(value)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("France", "FR"),
        ("Polska", "PL"),
        ("Corée du Sud", "KR"),
        ("coree du sud", "KR"),
        ("대한민국", "KR"),
        ("Corea del Sur", "KR"),
        ("Coreia do Sul", "KR"),
        ("Südkorea", "KR"),
        ("the Netherlands", "NL"),
        ("les Pays-Bas", "NL"),
        ("l’Italie", "IT"),
        ("O Brasil", "BR"),
        ("Oesterreich", "AT"),
        ("Türkiye", "TR"),
        ("turkey", "TR"),
        ("Kosovo", "XK"),
        ("UK", "GB"),
        ("el", "GR"),
        ("USA", "US"),
        ("Scotland", "GB"),
    ],
)
def test_a_name_of_one_country_is_taken(line, value):
    assert reply_to(COUNTRY, line) == Value(value)


UNKNOWN = "is no country that is known here. Please type its name or its two letters, such as France or FR."


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Germny", '"Germny" is no country that is known here. Did you mean DE (Germany)?'),
        ("Republic of Ireland", '"Republic of Ireland" is no country that is known here. Did you mean IE (Ireland)?'),
        ("qq", f'"qq" {UNKNOWN}'),
        ("k", f'"k" {UNKNOWN}'),
        ("ß", f'"ß" {UNKNOWN}'),
        ("12", f'"12" {UNKNOWN}'),
        ("Atlantis", f'"Atlantis" {UNKNOWN}'),
        ("w" * 9000, f'"{"w" * 59}…" {UNKNOWN}'),
        ("quit", '"quit" is not an answer here. Did you mean q?'),
    ],
)
def test_what_is_no_country_is_refused(line, says):
    assert said(reply_to(COUNTRY, line)) == says


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("Korea", "KP (North Korea) or KR (South Korea)"),
        ("Congo", "CD (Democratic Republic of the Congo) or CG (Congo)"),
        ("united", "AE (United Arab Emirates), GB (United Kingdom), UM (United States Minor Outlying …"),
    ],
)
def test_of_several_countries_with_one_name_it_is_asked_which(line, offered):
    reply = reply_to(COUNTRY, line)
    assert said(reply).startswith(f'"{line}" may be {offered.removesuffix("…")}')
    assert said(reply).endswith(". Please type the two letters.")
    assert reply.offers is None


def test_full_width_letters_name_a_country():
    assert reply_to(COUNTRY, "ＫＲ") == Value("KR")


# A date


def test_a_day_is_written_year_month_day():
    assert reply_to(DAY, " 2026-11-24 ") == Value("2026-11-24")
    assert reply_to(DAY, "2024-02-29") == Value("2024-02-29")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("24.11.2026", '"24.11.2026" is not a date. Write year, month and day: 2026-11-24.'),
        ("2026-11-24T10:00", '"2026-11-24T10:00" is not a date. Write year, month and day: 2026-11-24.'),
        ("2026", '"2026" is not a date. Write year, month and day: 2026-11-24.'),
        ("1" * 5000, f'"{"1" * 59}…" is not a date. Write year, month and day: 2026-11-24.'),
        ("2026-02-30", '"2026-02-30" is not a date. There is no such day.'),
        ("0000-01-01", '"0000-01-01" is not a date. There is no such day.'),
    ],
)
def test_what_is_no_day_is_refused(line, says):
    assert said(reply_to(DAY, line)) == says


def test_full_width_figures_are_a_date():
    assert reply_to(DAY, "２０２６-１１-２４") == Value("2026-11-24")


# Words that a key stands for

WORDS = [
    ("quit", "q"),
    ("Exit", "q"),
    (":q", "q"),
    ("back", "b"),
    ("skip", "s"),
    ("don't know", "d"),
    ("DON’T KNOW", "d"),
    ("idk", "d"),
    ("n/a", "x"),
    ("not applicable", "x"),
    ("overview", "o"),
]


@pytest.mark.parametrize(("line", "key"), WORDS)
@pytest.mark.parametrize("question", [CHOICE, ANCHOR, CHOICES, KINDS, YES_NO, MONTHS, FREE, COUNTRY])
def test_a_word_for_a_key_is_offered_as_the_key(question, line, key):
    assert said(reply_to(question, line)) == f'"{line}" is not an answer here. Did you mean {key}?'


def test_a_word_for_a_key_is_offered_at_a_date():
    assert said(reply_to(DAY, "don't know")) == '"don\'t know" is not an answer here. Did you mean d?'


def test_a_refusal_shows_a_line_on_one_line():
    says = '"no idea at all" is not an answer here. Please type y for yes or n for no. s skips it.'
    assert said(reply_to(YES_NO, "no\tidea \u2028at all")) == says


@pytest.mark.parametrize("word", ["na", "unknown"])
def test_what_means_more_in_a_file_is_no_text(word):
    says = f'In the file "{word}" alone means more than a text. Please write it in other words.'
    assert said(reply_to(TEXT, word)) == says


# What was probably meant, which Enter takes


@pytest.mark.parametrize(
    ("question", "line", "meant"),
    [
        (CHOICE, "a written reason.", "3"),
        (CHOICES, "1-3", "1 2 3"),
        (CHOICES, "2,2", "2"),
        (CHOICES, "0", "7"),
        (CHOICES, "Money", "2"),
        (KINDS, "0 0", "0"),
        (MONTHS, "2.55", "2.6"),
        (YEAR, "2019.5", "2020"),
        (MONTHS, "2 Months", "2"),
        (MONTHS, "1 7", "17"),
        (FREE, "1.000,5", "1000.5"),
        (YEAR, "2,050", "2050"),
        (COUNTRY, "Germny", "DE"),
        (YES_NO, "skip", "s"),
        (DAY, "idk", "d"),
        (TEXT, "/back", "/b"),
    ],
)
def test_one_thing_that_was_probably_meant_is_offered_as_if_typed(question, line, meant):
    reply = reply_to(question, line)
    assert f"Did you mean {meant}" in said(reply)
    assert reply.offers == reply_to(question, meant)


@pytest.mark.parametrize(
    ("question", "line"),
    [(KINDS, "0 1"), (FREE, "1,250"), (FREE, "3 %"), (MONTHS, "2 years"), (COUNTRY, "Korea"), (YES_NO, "help")],
)
def test_where_several_things_or_none_may_be_meant_nothing_is_offered(question, line):
    assert reply_to(question, line).offers is None


def test_what_cannot_be_chosen_is_not_offered():
    assert said(reply_to(CHOICES, "5-7")) == '7, "None of these", cannot stand beside another. Please choose again.'

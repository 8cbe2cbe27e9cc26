"""The line about an organisation, and the lines that compare it with a peer case (docs/format.md)."""

import pytest

from silk_assess.exact import UNIT
from silk_assess.wording import profile_line
from small_packs import section, tree_of, yes_no

HOME = {"id": "home", "type": "country", "text": "Where?"}
SECOND = {"id": "second", "type": "country", "text": "Where else?"}
FORM = {
    "id": "form",
    "type": "choice",
    "text": "Which form?",
    "options": [{"id": "coop", "label": "cooperative"}, {"id": "club", "label": "club"}],
}
NETS = {
    "id": "nets",
    "type": "choices",
    "text": "Member of?",
    "options": [{"id": id, "label": f"the {id}"} for id in ("union", "league", "ring")],
}
STAFF = [{"id": "staff", "type": "number", "text": "How many?", "unit": "heads", "from": 0, "to": 9}]
COUNTED = [{**STAFF[0], "line_zero": "nobody yet", "line_one": "one person alone"}]
OPEN = {"id": "open", "type": "yes-no", "text": "Open to all?"}
SINCE = {"id": "since", "type": "date", "text": "Since when?"}
MOTTO = {"id": "motto", "type": "text", "text": "In a few words?"}
TRADE = {"id": "trade", "type": "text", "text": "Which trade?"}
OTHERS = [HOME, SECOND, FORM, NETS, OPEN, SINCE, MOTTO, TRADE]


def tree_with(line, staff=COUNTED, others=OTHERS):
    parts = {} if line is None else {"line": line}
    return tree_of(section("part", yes_no("a")), profile=[*others, *staff], **parts)


def plain(said):
    return "".join(run.text for run in said)


def line_of(line, **known):
    """Give all sentences about an organisation, each with its full stop."""
    tree = tree_with(line, COUNTED if "{staff}" in str(line) else STAFF)
    return " ".join(f"{plain(sentence)}." for sentence in profile_line.about(tree, known))


PLACE = ["{form} in {home}", "{form}", "in {home}"]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"form": "coop", "home": "KR", "staff": 12 * UNIT}, "Cooperative in South Korea, 12 people."),
        ({"form": "coop", "staff": 12 * UNIT}, "Cooperative, 12 people."),
        ({"home": "KR"}, "In South Korea."),
        ({"staff": 2 * UNIT + UNIT // 2}, "2.5 people."),
        ({"staff": 0}, "Nobody yet."),
        ({"home": "KR", "staff": UNIT}, "In South Korea, one person alone."),
        ({"motto": "we mend", "form": "club"}, "we mend. Club."),
        ({"motto": "we mend", "trade": "bikes"}, "we mend. bikes."),
        ({}, ""),
    ],
)
def test_the_line_says_what_is_given(known, expected):
    assert line_of([PLACE, "{staff} people"], **known) == expected


@pytest.mark.parametrize(
    ("piece", "known", "expected"),
    [
        ("open: {open}", {"open": "yes"}, "Open: yes."),
        ("since {since}", {"since": "2019-04-01"}, "Since 2019-04-01."),
        ("part of {nets}", {"nets": ("ring", "union", "league")}, "Part of the union, the league and the ring."),
        ("part of {nets}", {"nets": ()}, "Part of none of these."),
        ("mends {trade}", {"trade": "bikes {form}", "form": "coop"}, "Mends bikes {form}."),
        ("{staff} at {home}", {"staff": UNIT, "home": "FR"}, "One person alone."),
        ("{staff} at {home}", {"staff": UNIT}, ""),
        ("a member of ours", {}, "A member of ours."),
    ],
)
def test_each_type_of_field_has_its_words(piece, known, expected):
    assert line_of([piece], **known) == expected


def test_a_number_without_words_of_its_own_gives_its_figure_at_nought_and_one():
    tree = tree_with(["{staff} people"], STAFF)
    assert [plain(*profile_line.about(tree, {"staff": size})) for size in (0, UNIT)] == ["0 people", "1 people"]


def test_a_text_in_a_piece_is_not_said_before_the_line_too():
    assert line_of(["mends {trade}"], trade="bikes", motto="we mend") == "we mend. Mends bikes."


def test_what_a_person_wrote_is_told_apart():
    (said,) = profile_line.about(tree_with(["mends {trade} in {home}"], STAFF), {"trade": "دراجات", "home": "EG"})
    assert said == (("Mends ", False), ("دراجات", True), (" in Egypt", False))


def test_without_a_line_the_texts_and_the_first_country_are_said():
    assert line_of(None, motto="we mend", form="coop", staff=UNIT, second="FR") == "we mend. In France."
    assert line_of(None, home="KR", second="FR") == "In South Korea."


def test_without_a_profile_a_country_that_was_carried_along_is_said():
    tree = tree_with(None, [], [])
    assert [plain(one) for one in profile_line.about(tree, {"country": "KR", "form": "coop"})] == ["In South Korea"]


# Beside a peer case


def beside(id, theirs, yours, line=(PLACE, "{staff} people")):
    tree = tree_with(list(line), COUNTED if "{staff}" in str(line) else STAFF)
    return plain(profile_line.compared(tree, id, theirs, yours))


def test_a_field_is_said_as_in_the_line_theirs_first():
    assert beside("staff", {"staff": 0}, {"staff": 3 * UNIT}) == "nobody yet; yours: 3 people"
    assert beside("home", {"home": "FR"}, {"home": "KR"}) == "in France; yours: in South Korea"


def test_what_reads_alike_is_said_once():
    assert beside("staff", {"staff": UNIT}, {"staff": UNIT}) == "one person alone"


def test_the_text_that_names_a_field_alone_comes_first():
    """Else a feature that is alike would be said with another that is not."""
    theirs, yours = {"form": "coop", "home": "FR"}, {"form": "coop", "home": "KR"}
    assert beside("form", theirs, yours) == "cooperative"


def test_a_text_of_several_fields_is_said_where_both_have_them():
    line = ["{form} in {home}"]
    yours = {"form": "club", "home": "KR"}
    both = "cooperative in France; yours: club in South Korea"
    assert beside("form", {"form": "coop", "home": "FR"}, yours, line) == both
    assert beside("form", {"form": "coop"}, yours, line) == "“Which form?” cooperative; yours: club"


@pytest.mark.parametrize(
    ("id", "theirs", "yours", "expected"),
    [
        ("open", "no", "yes", "“Open to all?” No; yours: Yes"),
        ("open", "no", "no", "“Open to all?” No"),
        ("home", "FR", "KR", "“Where?” France; yours: South Korea"),
        ("staff", 40 * UNIT, UNIT, "“How many?” 40 heads; yours: 1 heads"),
        ("nets", ("ring", "union"), (), "“Member of?” the union and the ring; yours: None of these"),
        ("nets", ("ring", "union"), ("union", "ring"), "“Member of?” the union and the ring"),
        ("since", "1999-01-01", "2019-04-01", "“Since when?” 1999-01-01; yours: 2019-04-01"),
    ],
)
def test_a_field_in_no_piece_is_said_by_its_text_with_both_answers(id, theirs, yours, expected):
    assert beside(id, {id: theirs}, {id: yours}, ["a line without fields"]) == expected

"""What a table has to talk about, worked out by hand. Source: docs/scoring.md, Voices."""

from fractions import Fraction

import pytest

from silk_assess.answers.reader import answers_of
from silk_assess.exact import UNIT
from silk_assess.voices.agenda import agenda
from silk_assess.voices.ends import NOT_APPLICABLE, Ends, ends_of
from silk_assess.voices.groups import split
from silk_assess.voices.table import Voice, table
from small_packs import five, flow, flows, index, levels, risk, risks, section, tree_of, yes_no

PICK = {"id": "pick", "type": "choices", "text": "?", "options": [{"id": id, "label": id} for id in ("a", "b", "c")]}
TREE = tree_of(
    section("home", five("door", not_applicable="No house"), five("roof"), PICK),
    section(
        "team",
        five("skills"),
        yes_no("abroad"),
        yes_no("partner", when={"abroad": "yes"}),
        {"id": "words", "type": "text", "text": "?"},
        {"id": "day", "type": "date", "text": "?"},
        {"id": "size", "type": "number", "text": "?"},
    ),
    risks("threats", risk("fire", yes_no("alarm"))),
    flows("goods", flow("inward", "inward/goods-services")),
    profile=[yes_no("paid"), {"id": "fields", **{k: v for k, v in PICK.items() if k != "id"}}],
    index=index("home", "team"),
    levels=levels({"team": 40}, {"team": 60, "home": 50}),
)


def voice(name, dated=None, organisation=None, **given):
    raw = {"format": "silk-answers/1", "questionnaire": "small", "version": "1.0.0"}
    raw |= {"answered": {"date": dated}} if dated else {}
    raw |= {"organisation": organisation or {}, "answers": given}
    found, faults = answers_of(raw, TREE, "f")
    assert faults == []
    return Voice(name, found)


def laid(*voices, is_open=True):
    return table(TREE, voices, is_open)


def value(found, id):
    one = found.assessment.values[id]
    return Fraction(one.low, UNIT), Fraction(one.high, UNIT)


def test_a_disputed_question_reaches_from_the_fewest_to_the_most_points():
    found = laid(voice("a", roof="p25"), voice("b", roof="p75"), voice("c", roof="p50"))
    assert value(found, "roof") == (25, 75)
    assert list(found.disputed) == ["roof"]


def test_one_that_need_not_apply_keeps_to_its_ends_unless_somebody_says_so():
    assert value(laid(voice("a", door="p25"), voice("b", door="p75")), "door") == (25, 75)
    found = laid(voice("a", door="p25"), voice("b", door="na"))
    assert value(found, "door") == (0, 100)
    assert found.disputed["door"].may_vanish


def test_likelihood_and_impact_reach_over_the_numbers_given():
    ids = ("fire-likelihood", "fire-impact")
    found = laid(voice("a", **dict.fromkeys(ids, "v2")), voice("b", **dict.fromkeys(ids, "v3"), alarm="no"))
    # Inherent 100 · 0.4 · 0.4 to 100 · 0.6 · 0.6, without controls; as points 100 less that.
    assert value(found, "fire") == (64, 84)


def test_choices_agree_as_sets():
    found = laid(voice("a", pick=["a", "b"]), voice("b", pick=["b", "a"]))
    assert found.agreed == ("pick",)
    assert found.assessment.answers.answers["pick"].value == ("a", "b")


def test_fields_and_names_on_which_voices_differ_are_empty():
    one = voice("a", organisation={"name": "X", "paid": "yes", "fields": ["a", "b"]})
    other = voice("b", organisation={"name": "Y", "paid": "no", "fields": ["b", "a"]})
    found = agenda(laid(one, other))
    assert found.table.assessment.answers.name is None
    assert (found.profile, found.differing) == ({"fields": ("a", "b")}, ("paid",))


def test_what_waits_for_a_disputed_question_says_so():
    found = agenda(laid(voice("a", abroad="yes", partner="yes"), voice("b", abroad="no", partner="yes")))
    assert found.waits_for == {"partner": ("abroad",)}
    assert found.waiting_for("abroad") == ("partner",)
    assert found.table.agreed == ("partner",)
    team = next(one for one in found.sections if one.id == "team")
    assert (team.asked, team.agreed, team.disputed, team.waiting) == (6, 1, 1, 1)


def test_what_is_hidden_stands_nowhere():
    found = laid(voice("a", abroad="no", partner="yes"), voice("b", abroad="no", partner="no"))
    assert "partner" not in {*found.agreed, *found.disputed, *found.few, *found.unanswered}


def test_the_weightiest_comes_first():
    one = voice("a", door="p0", roof="p50", pick=[], skills="p0", abroad="yes", partner="no")
    other = voice("b", door="p100", roof="p50", pick=["a", "b", "c"], skills="p100", abroad="yes", partner="yes")
    found = agenda(laid(one, other))
    # Team: (0 to 100, 100, 0 to 100) / 3, so each takes a third of its high, for both levels that ask for it.
    assert [(weight.id, weight.bears) for weight in found.weights] == [
        ("skills", True),
        ("partner", True),
        ("door", True),
        ("pick", True),
    ]
    assert round(float(found.weights[0].swing), 4) == 0.6667
    assert round(float(found.weights[2].swing), 4) == 0.3333
    assert found.weights[0].takes == found.weights[2].takes
    assert (found.weights[0].most.node, found.weights[0].level) == ("team", 1)


def test_what_carries_no_points_comes_last_in_questionnaire_order():
    one = voice("a", words="x", day="2026-01-02", size="3", inward="p0", roof="p0")
    other = voice("b", words="y", day="2026-01-01", size="5", inward="p100", roof="p25")
    found = agenda(laid(one, other))
    assert [weight.id for weight in found.weights] == ["roof", "words", "day", "size", "inward"]
    ends = found.table.disputed
    assert (ends["words"].worst, ends["day"].worst, ends["day"].best) == (None, "2026-01-01", "2026-01-02")
    assert (ends["size"].worst, ends["size"].best) == (3 * UNIT, 5 * UNIT)


def test_of_equal_points_the_ends_are_the_first_and_the_last_as_options_stand():
    options = [{"id": id, "label": id, "value": "50"} for id in ("a", "b", "c")]
    tree = tree_of(section("home", {"id": "q", "type": "choice", "text": "?", "options": options}))
    found = ends_of(tree.asked["q"], ["c", "b", "c"])
    assert found == Ends("b", "c", 50 * UNIT, 50 * UNIT, False)
    assert ends_of(tree.asked["q"], [NOT_APPLICABLE, NOT_APPLICABLE]) == Ends(None, None, 0, 0, True)


@pytest.mark.parametrize(("number", "kind"), [(0, "unanswered"), (1, "few"), (4, "few"), (5, "agreed")])
def test_below_five_an_answer_counts_as_plain_unknown(number, kind):
    voices = [voice(f"v{i}", **({"roof": "p75"} if i < number else {})) for i in range(6)]
    found = laid(*voices, is_open=False)
    assert "roof" in getattr(found, kind)
    assert value(found, "roof") == ((75, 75) if number == 5 else (0, 100))


def test_open_an_answer_of_one_alone_counts_and_is_not_called_agreed():
    found = laid(voice("a", roof="p75"), voice("b"))
    assert (found.few, found.agreed, value(found, "roof")) == (("roof",), (), (75, 75))


def test_a_group_with_fewer_than_five_answers_is_not_split():
    members = [voice(f"members-{i}", roof=f"p{25 * (i % 2)}") for i in range(5)]
    staff = [voice(f"staff-{i}", roof="p50") for i in range(5)]
    groups = ("members", "staff")
    shares = split(laid(*members, *staff, is_open=False), TREE.asked["roof"], groups)
    assert [(one.group, one.answered, one.ends.worst, one.ends.best) for one in shares] == [
        ("members", 5, "p0", "p25"),
        ("staff", 5, "p50", "p50"),
    ]
    guest = voice("guest", roof="p50")
    assert split(laid(*members, *staff, guest, is_open=False), TREE.asked["roof"], groups) == ()
    assert split(laid(*members, *staff[1:], guest, is_open=False), TREE.asked["roof"], groups) == ()
    assert split(laid(*members, voice("guest"), is_open=False), TREE.asked["roof"], groups) == ()
    assert len(split(laid(*members, guest), TREE.asked["roof"], groups)) == 2


def test_the_days_are_those_of_the_earliest_and_the_latest():
    found = agenda(laid(voice("a", "2026-11-12"), voice("b"), voice("c", "2026-11-03")))
    assert (found.first, found.last) == ("2026-11-03", "2026-11-12")
    assert agenda(laid(voice("a"), voice("b"))).first is None


def test_the_order_of_voices_changes_nothing():
    voices = [voice("b", roof="p0"), voice("a", roof="p50"), voice("c", roof="p25")]
    assert laid(*voices) == laid(*reversed(voices))

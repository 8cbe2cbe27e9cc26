"""The portfolio: figures worked by hand, findings by rule, few kept private, and inert whatever the texts say."""

from __future__ import annotations

import base64
import hashlib
import pickle
import random
import re
from dataclasses import replace

import pytest

from markdown_viewers import VIEWERS, in_code
from portfolio_members import REGION, members, plain_tree
from report_pages import CASES, FOREIGN, HOSTILE, Page, hostile_answers, hostile_tree
from silk_assess.advice.findings import findings
from silk_assess.answers.model import Answers
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.portfolio.member import NONE, Reach, amounts, member_of, reaches
from silk_assess.portfolio.organisations import MOST_LISTED, Roll, enrolled
from silk_assess.portfolio.records import Figures
from silk_assess.portfolio.statistics import crowd, middle, quantile
from silk_assess.report.portfolio.draw import draw
from silk_assess.report.portfolio.groups import groups
from silk_assess.report.portfolio.ranges import places_of
from silk_assess.report.portfolio.view import overview, portfolio
from silk_assess.scoring.assess import assess
from small_packs import five, flow, flows, hundred, index, risk, risks, scored, section, tree_of

STAFF = [{"id": "staff", "type": "number", "text": "?", "unit": "people", "decimals": 0}]


# Figures


def test_a_member_keeps_what_the_assessment_says_and_travels():
    tree = plain_tree()
    assessment = scored(tree, {"c": 40, "v": "unknown"}, name="Coop")
    member = member_of(assessment, "coop.yaml", {"region": "north"}, "7")
    assert pickle.loads(pickle.dumps(member)) == member
    assert (member.name, member.id, member.file, member.extra) == ("Coop", "7", "coop.yaml", {"region": "north"})
    craft, voice, _ = reaches(member.nodes)
    assert craft == Reach(40_000_000, 40_000_000, 40_000_000)
    assert voice == Reach(0, None, 100_000_000)
    assert member.level == (1, 1, 1)
    assert amounts(member.explained.losses) == [60_000_000, 0]
    assert member.explained.missing == 60_000_000


def test_what_is_worked_out_already_gives_the_same_member():
    tree = load_pack(find_pack("silk"))
    assessment = assess(tree, load_answers(CASES[0], tree))
    assert member_of(assessment, "a", found=findings(assessment)) == member_of(assessment, "a")


@pytest.mark.parametrize(
    ("hundredth", "expected"), [(0, 0), (10, 4_000_000), (25, 10_000_000), (50, 20_000_000), (90, 84_000_000)]
)
def test_quantiles_lie_between_two_neighbours_in_proportion(hundredth, expected):
    assert quantile([0, 10_000_000, 20_000_000, 60_000_000, 100_000_000], hundredth) == expected


def test_the_middle_point_is_held_within_the_middles_of_lows_and_highs():
    """Points 80 and 80; but of the lows 0, 0, 80, 80 the middle is 40, and those without a point count there."""
    found = middle(Figures([80, 80, 0, 0, NONE], [80, 80, NONE, NONE, NONE], [80, 80, 60, 60, NONE]))
    assert found == (4, 2, 40, 70, 70)


def test_ranges_that_overlap_share_a_place():
    values = [Reach(90, 90, 90), Reach(50, 60, 70), Reach(70, None, 80), Reach(10, 10, 10), None]
    assert places_of(values) == [(1, 1), (2, 3), (2, 3), (4, 4), None]


def test_levels_are_counted_for_sure_as_answered_and_possibly():
    """A and B are at 2 and 1 for sure; C has no voice yet, so it may be at 1 or 2; D is at 0."""
    tree = plain_tree()
    view = portfolio(tree, members(tree, (80, 80), (50, 80), (80, None), (10, 10)))
    rows = [(row.title, row.point, row.span) for row in view.verdict.steps.rows]
    assert rows == [("2 ?", "1", "1 to 2"), ("1 ?", "2", "1 to 2"), ("0 ?", "1", "1")]
    assert view.verdict.big == "1 of 4 stands at ?"
    assert view.verdict.lead.startswith("Between 1 and 2, since open answers leave 1 level unsettled.")


FIFTHS = [{"from": size, "label": f"from {size}"} for size in (0, 20, 40, 60, 80)]


@pytest.mark.parametrize(
    ("given", "aside"),
    [
        ([(50, 61), (79, 50), (None, 0)], ""),
        ([(50, 61), (24, 97)], "One organisation has parts that are far apart, so that no word sums them up."),
        ([(0, 40), (24, 97)], "Two organisations have parts that are far apart, so that no word sums them up."),
    ],
)
def test_bands_of_the_whole_say_where_no_word_holds(given, aside):
    tree = tree_of(
        *(section(id, hundred(id[0])) for id in ("craft", "voice")), index=index("craft", "voice"), bands=FIFTHS
    )
    steps = portfolio(tree, members(tree, *given)).verdict.steps
    assert (steps.head, steps.aside) == ("Band", aside)


def test_bands_of_risks_name_both_labels():
    bands = [{"from": 0, "label": "Open"}, {"from": 60, "label": "Guarded", "unprotected": "Nothing in place"}]
    tree = tree_of(risks("perils", risk("peril", five("guard")), bands=bands))
    one = member_of(scored(tree, {"guard": "p0", "peril-likelihood": "v1", "peril-impact": "v1"}), "a")
    rows = portfolio(tree, [one]).verdict.steps.rows
    assert [row.title for row in rows] == ["From 60: Guarded (unprotected: Nothing in place)", "From 0: Open"]


def test_gaps_add_up_what_is_lost_and_leave_out_likelihood_and_impact():
    """Each loses through the worst risk; its one control is the only deed in it."""
    peril = risk("peril", five("guard", step="Lock the door."), numbers=(0.5, 1))
    tree = tree_of(section("craft", five("c")), risks("perils", peril), index=index("craft", "perils"))
    given = {"c": "p75", "guard": "p0", "peril-likelihood": "v2", "peril-impact": "v2"}
    view = portfolio(tree, [member_of(scored(tree, given), "a"), member_of(scored(tree, given | {"c": "p100"}), "b")])
    assert [gap.first for gap in view.gaps.cards] == [
        "Lock the door.",
        "Ask each organisation which better answer is nearest, and what it would take.",
    ]
    assert view.gaps.cards[0].common == "2 of 2 organisations that answered chose “0 points”"
    assert view.gaps.cards[1].common == "1 of 2 organisations that answered chose less than the best answer"
    # Of craft 25 / 2 once. Of the risk 100 / 2 each, of which the guard has 0.8 / (0.1 + 0.1 + 0.8).
    assert view.gaps.cards[1].cost.startswith("12.5 of the 112.5 points")
    assert view.gaps.cards[0].cost.startswith("80.0 of the 112.5 points")


def test_flows_count_who_takes_part_and_who_might():
    cell = "inward/finance"
    tree = tree_of(section("craft", five("c")), flows("ways", flow("now", cell), flow("then", cell, "ambition")))
    given = [{"now": "p0", "then": "p25"}, {"now": "p25", "then": "p100"}, {"now": "unknown", "then": "unknown"}]
    view = portfolio(tree, [member_of(scored(tree, one), str(i)) for i, one in enumerate(given)])
    money = view.flows.rows[0][1][1]
    assert (money.now, money.ambition) == ("1 (to 2)", "2 (to 3)")
    assert money.now_at == "33.33%"
    assert view.flows.rows[1][1][0].now == "not asked"
    assert view.flows.finding == "One flow is to gain organisations in three years: money that comes in (from 1 to 2)."


# Pairs


def test_a_pair_needs_differences_in_both_directions_that_cannot_vanish():
    tree = plain_tree()
    assert [
        (pair.first, pair.second, pair.first_shows, pair.second_shows)
        for pair in portfolio(tree, members(tree, (60, 49), (49, 60), (100, 100))).pairs.pairs
    ] == [("A", "B", "craft: 60.0 beside 49.0", "voice: 60.0 beside 49.0")]


@pytest.mark.parametrize("other", [(50, 60), (49, 59), (49, None), (None, 60)])
def test_no_pair_where_a_difference_is_too_small_or_may_vanish(other):
    tree = plain_tree()
    assert not portfolio(tree, members(tree, (60, 49), other)).pairs.pairs


def test_nobody_stands_in_two_pairs_and_the_widest_come_first():
    tree = plain_tree()
    given = [(100, 0), (90, 0), (0, 100), (0, 90), *[(80 - i, 10) for i in range(9)], *[(10, 80 - i) for i in range(9)]]
    found = portfolio(tree, members(tree, *given)).pairs.pairs
    assert [(pair.first, pair.second) for pair in found[:3]] == [("A", "C"), ("B", "D"), ("E", "N")]
    names = [name for pair in found for name in (pair.first, pair.second)]
    assert len(names) == len(set(names)) == 12


# Groups


def sizes(tree, column, by, **more):
    found = groups(crowd(tree, members(tree, *[(50, 50)] * len(column), **{by: column}, **more), by), by)
    return [(group.title, len(group.places)) for group in found.groups]


def test_long_values_are_shown_whole_and_stay_apart():
    tree = plain_tree()
    one, two = "A" * 211 + "a", "A" * 211 + "b"
    some = members(tree, *[(50, 50)] * 11)
    some = [replace(member, extra={"segment": one if i < 6 else two}) for i, member in enumerate(some)]
    found = groups(crowd(tree, some, "segment"), "segment")
    assert [(group.title, len(group.places)) for group in found.groups] == [(one, 6), (two, 5)]


def test_a_long_name_is_shown_whole():
    tree = plain_tree()
    found = [replace(one, name=f"{one.name} " + "K" * 400) for one in members(tree, (100, 0), (0, 100))]
    text = draw(portfolio(tree, found), "html")
    assert text.count("K" * 400) >= 2


def test_a_group_under_five_is_joined_with_the_smallest_others_until_five():
    """Two in C alone would be known by the difference to all, so the smallest other group joins them."""
    tree = plain_tree(profile=REGION)
    assert sizes(tree, ["a"] * 6 + ["b"] * 5 + ["c"] * 2, "region") == [("A", 6), ("Others together", 7)]
    assert sizes(tree, ["a"] * 6 + ["b"] * 5, "region") == [("A", 6), ("B", 5)]
    assert sizes(tree, ["a"] * 5 + ["b"] * 4 + [""], "region") == [("A", 5), ("Others together", 5)]


def test_where_no_group_is_large_enough_none_is_named_anywhere():
    tree = plain_tree(profile=REGION)
    view = portfolio(tree, members(tree, *[(50, 50)] * 4, region=["a", "a", "b", "c"]))
    assert view.heat.tables == ()
    assert {row.group for row in view.places.rows} == {""}


def test_small_groups_are_not_named_in_the_list_either():
    tree = plain_tree(profile=REGION)
    view = portfolio(tree, members(tree, *[(50, 50)] * 12, region=["a"] * 6 + ["b"] * 5 + ["c"]))
    assert {row.group for row in view.places.rows} == {"A", "another group"}
    assert [row.title for row in view.heat.tables[0].rows] == ["A", "Others together", "All"]


def test_numbers_fall_into_at_most_five_classes_of_five_or_more():
    tree = plain_tree(profile=STAFF)
    found = sizes(tree, [i + 1 for i in range(26)], "staff")
    assert 2 <= len(found) <= 5
    assert min(size for _, size in found) >= 5
    assert sum(size for _, size in found) == 26
    assert found[0][0].startswith("Under ")
    assert sizes(tree, [1] * 5 + [2] * 5 + [9] * 5, "staff") == [
        ("Under 2 people", 5), ("2 to 8 people", 5), ("9 and more people", 5),
    ]  # fmt: skip


def test_a_kept_column_makes_groups_too():
    tree = plain_tree()
    some = members(tree, *[(90, 90)] * 5, *[(10, 10)] * 5)
    some = [replace(one, extra={"segment": "<north>" if i < 5 else "south"}) for i, one in enumerate(some)]
    view = portfolio(tree, some, "segment")
    assert [row.title for row in view.heat.tables[0].rows] == ["<north>", "south", "All"]
    assert view.heat.finding == (
        "The widest gap is in craft: the middle organisation stands at 90.0 in “<north>” and at 10.0 in “south”, "
        "and their ranges do not overlap."
    )


def test_no_middle_of_fewer_than_five_is_shown_and_overlap_is_no_difference():
    tree = plain_tree(profile=REGION)
    given = [(90, 50)] * 4 + [(None, 50)] + [(10, 50)] * 5
    view = portfolio(tree, members(tree, *given, region=["a"] * 5 + ["b"] * 5))
    assert view.heat.tables[0].rows[0].cells[0].figure == ""
    assert view.heat.finding.startswith("No two groups differ in any dimension")


# Findings


def test_the_finding_of_dimensions_names_lowest_highest_and_doubt():
    tree = plain_tree()
    sure = portfolio(tree, members(tree, (30, 70), (40, 80), (50, 90))).panels.finding
    assert sure == "craft is lowest: the middle organisation stands at 40.0. voice is highest (80.0)."
    open_ = portfolio(tree, members(tree, (40, 70), (40, None), (40, None))).panels.finding
    assert "and the two may still meet" in open_
    assert open_.endswith("Least certain is voice: 2 could still turn out to be below what ? asks for, or not.")


@pytest.mark.parametrize(
    ("fired", "expected"),
    [
        ((90, 90, 10), "One rule fires for 2 of 3, more often than any other rule: “High.”"),
        ((90, 10, 50), "One rule fires for 1 of 3, as often as one other rule: “High.”"),
        ((50, 50, 50), "None of the rules fires. Open answers set off nothing, so this is no all-clear."),
    ],
)
def test_the_finding_of_rules_counts_rivals(fired, expected):
    rules = [
        {"id": "high", "kind": "strength", "say": "High.", "when": {"craft": {"at_least": 80}}},
        {"id": "low", "kind": "warning", "say": "Low.", "when": {"craft": {"below": 20}}},
    ]
    tree = plain_tree(rules=rules)
    assert portfolio(tree, members(tree, *[(c, 50) for c in fired])).rules.finding == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([(50, 50), (50, 50)], "Each of the 2 shares its place with others, so there is no list from one to two."),
        ([(50, 50), (60, 60)], "No two ranges overlap. That makes no ranking: no average decides a level."),
        ([(9, 9), (60, 60), (60, 60)], "One of 3 has a place of its own"),
        ([(50, 50)], "One organisation alone has no place among others."),
        ([], "There is no organisation to list."),
    ],
)
def test_the_finding_of_places(given, expected):
    tree = plain_tree()
    assert portfolio(tree, members(tree, *given)).places.finding.startswith(expected)


# Whatever comes


def test_the_order_in_which_members_came_changes_no_byte():
    tree = plain_tree(profile=REGION)
    given = [(i * 7 % 101, i * 13 % 101 if i % 3 else None) for i in range(24)]
    some = members(tree, *given, region=["a", "b", "c"] * 8)
    some = [replace(one, name="Same" if i % 2 else one.name) for i, one in enumerate(some)]
    mixed = random.Random(1).sample(some, len(some))
    for output in ("html", "md"):
        assert draw(portfolio(tree, some, "region"), output) == draw(portfolio(tree, mixed, "region"), output)


@pytest.mark.parametrize("folder", sorted({path.parent for path in FOREIGN}), ids=lambda path: path.name)
@pytest.mark.parametrize("number", [0, 1, 5, 6, 40, 120])
def test_every_questionnaire_and_number_gives_a_complete_page(folder, number):
    tree = load_pack(folder)
    files = [path for path in FOREIGN if path.parent == folder]
    some = [member_of(assess(tree, load_answers(file, tree)), file.name) for file in files]
    some = [replace(some[i % len(some)], id=str(i)) for i in range(number)]
    view = portfolio(tree, some, faulty=number)
    page = Page(text := draw(view, "html"))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in page.named("a") if link["href"].startswith("#")} <= set(ids)
    assert len(page.named("h1")) == 1
    assert not re.search(r"\bnan\b|Undefined|None(%| points|, \d)|\(None\)", " ".join(page.texts))
    assert len(text) < 400_000
    markdown = draw(view, "md")
    assert markdown.startswith("# ")
    assert "\n\n\n" not in markdown
    assert not re.search(r"[ \t]$", markdown, re.MULTILINE)


def test_all_unknown_is_said_and_nothing_is_claimed():
    tree = load_pack(find_pack("silk"))
    empty = assess(tree, Answers())
    view = portfolio(tree, [member_of(empty, str(i)) for i in range(6)])
    assert view.verdict.big == "Not known yet"
    assert view.gaps.cards == ()
    assert view.panels.finding == "No dimension has a figure yet."
    assert view.heat is None


def test_the_page_loads_nothing_and_runs_nothing():
    tree = load_pack(find_pack("silk"))
    view = portfolio(tree, [member_of(assess(tree, load_answers(path, tree)), path.parent.name) for path in CASES])
    page = Page(text := draw(view, "html"))
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "embed", "base", "form"}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"]
    policy = next(one["content"] for one in page.named("meta") if one.get("http-equiv") == "Content-Security-Policy")
    inside = re.search("<style>(.*?)</style>", text, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


def test_ten_thousand_are_one_page_of_bounded_size():
    tree = plain_tree(profile=REGION)
    few = members(tree, *[(i * 7 % 101, i * 13 % 101) for i in range(26)], region=["a", "b"] * 13)
    view = portfolio(tree, [replace(few[i % 26], id=str(i), name="N" * 10_000) for i in range(10_000)])
    assert view.places.rows == ()
    assert "All 10,000 are left out here" in view.places.left_out
    assert "scores.csv" in view.places.left_out
    assert len(draw(view, "html")) < 200_000
    assert len(view.panels.panels[0].marks) == 5


def test_long_and_missing_names_are_cut_or_replaced():
    tree = plain_tree()
    one, other, third = members(tree, (60, 40), (40, 60), (50, 50))
    some = [replace(one, name="N" * 10_000), replace(other, name="", id="id-7"), replace(third, name="")]
    names = {row.name for row in portfolio(tree, some).places.rows}
    assert {"id-7", "C.yaml"} < names
    assert max(map(len, names)) == 480
    assert "N" * 479 + "…" in names


def hostile_view():
    tree = hostile_tree()
    one = member_of(assess(tree, hostile_answers(tree)), HOSTILE, {HOSTILE: HOSTILE}, HOSTILE)
    return portfolio(tree, [replace(one, id=str(i)) for i in range(7)], HOSTILE)


def test_hostile_texts_are_inert_in_html():
    text = draw(hostile_view(), "html")
    page = Page(text)
    assert not page.named("script")
    assert not page.named("img")
    assert len(page.named("style")) == 1
    assert "onerror" not in {name for _, attributes in page.tags for name in attributes}
    assert all(link["href"].startswith("#") or re.match("https?://", link["href"]) for link in page.named("a"))
    assert "1337" not in text
    assert "\u202e" not in text
    assert "\u200b" not in text


@pytest.mark.parametrize("viewer", VIEWERS)
def test_hostile_texts_are_inert_in_markdown(viewer):
    rendered = VIEWERS[viewer](draw(hostile_view(), "md"))
    page = Page(rendered)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "s", "a", "style"}
    assert in_code(rendered) == {"http://evil.example", "www.evil.example", "a@evil.example", "u202egnp.exe"}


# Each organisation's report, figures with more decimals, evidence


def test_each_organisation_leads_to_its_report_where_there_is_one():
    tree = plain_tree()
    roll = Roll(tree)
    for member, report in zip(members(tree, (50, 50), (60, 60)), ("reports/Łódź & Co.html", ""), strict=True):
        roll.add(member, report)
    view = overview(roll)
    assert [(row.name, row.report) for row in view.places.rows] == [
        ("B", ""), ("A", "reports/%C5%81%C3%B3d%C5%BA%20%26%20Co.html"),
    ]  # fmt: skip
    link = "reports/%C5%81%C3%B3d%C5%BA%20%26%20Co.html"
    assert f'<a href="{link}"><bdi>A</bdi></a>' in draw(view, "html")
    assert '<th scope="row"><bdi>B</bdi></th>' in draw(view, "html")
    assert f"| [A](<{link}>) |" in draw(view, "md")


def test_of_more_than_a_page_lists_no_reports_are_kept():
    tree = plain_tree()
    roll = Roll(tree)
    (member,) = members(tree, (50, 50))
    for i in range(MOST_LISTED + 5):
        roll.add(member, f"reports/{i}.html")
    assert len(roll.reports) == MOST_LISTED
    assert overview(roll).places.rows == ()


def test_a_printed_page_holds_the_list_of_organisations():
    page = draw(overview(enrolled(plain_tree(), members(plain_tree(), (50, 50)))), "html")
    style = page[page.index("<style>") : page.index("</style>")]
    assert "details:not([open]){display:none}" not in style
    assert "details::details-content{content-visibility:visible" in style


def test_a_figure_with_more_decimals_than_others_says_why():
    tree = plain_tree()
    view = portfolio(tree, members(tree, *[(30, 70)] * 4, (39.97, 70)))
    assert view.panels.finer == ""
    assert view.places.finer == ""
    one = portfolio(tree, members(tree, *[(39.97, 70)] * 5))
    said = "39.97 has more decimals than the others: rounded to one, it would seem to have reached 40."
    assert one.panels.finer == said
    assert said in draw(one, "md")
    assert f'<p class="small muted">{said}</p>' in draw(one, "html")
    assert portfolio(tree, members(tree, (39.97, 49.98))).panels.finer == ""
    bands = [{"from": 0, "label": "Low"}, {"from": 40, "label": "High"}]
    three = tree_of(*(section(f"part-{x}", hundred(x), bands=bands) for x in "abc"))
    found = portfolio(three, [member_of(scored(three, {"a": 39.97, "b": 39.98, "c": 10}), "a.yaml")])
    assert found.panels.finer == (
        "39.97 and 1 more figure have more decimals: rounded to one, each would stand on the other side of a bound "
        "such as 40."
    )
    assert portfolio(tree, members(tree, (39.97, 39.97), (39.97, 39.97))).places.finer == ""


def test_a_figure_that_has_reached_a_bound_between_tenths_says_so():
    tree = tree_of(section("part", hundred("q"), bands=[{"from": 0, "label": "Low"}, {"from": 33.34, "label": "High"}]))
    given = [scored(tree, {"q": size}) for size in (33.34, 10)]
    view = portfolio(tree, [member_of(one, f"{i}.yaml") for i, one in enumerate(given)])
    assert view.places.finer == (
        "33.34 has more decimals than the others: rounded to one, it would seem to have missed 33.34."
    )


def test_where_there_is_no_place_for_evidence_nobody_is_said_to_name_none():
    tree = plain_tree()
    assessment = scored(tree, {"c": 40, "v": 50}, name="Coop")
    without = member_of(assessment, "a", has_evidence=False)
    fact = portfolio(tree, [without]).verdict.facts[1]
    assert fact.text == "There was no place to name a paper that could prove an answer."
    assert "name a paper" in portfolio(tree, [member_of(assessment, "a")]).verdict.facts[1].text
    mixed = portfolio(tree, [without, member_of(assessment, "b")]).verdict.facts[1]
    assert mixed.text.endswith(
        "0 % of the answers name a paper that could prove them, in the middle of the 1 that had a place for it."
    )

"""The first sentences of a comparison: from which level to which, and what the answers prove of it."""

from pathlib import Path

import pytest

from silk_assess.commands.compare.command import compare
from silk_assess.report.years.view import view

PACKS = Path(__file__).parent.parent / "packs"
NEXT, VANISH, SUM = "levels-and-next-questions", "levels-that-may-vanish", "sum-ten-with-levels"


def shown(pack, old, new):
    folder = PACKS / pack
    files = (folder / f"answers-{old}.yaml", folder / f"answers-{new}.yaml")
    return view(compare(*files, str(folder), None).comparison)


@pytest.mark.parametrize(
    ("pack", "old", "new", "line", "lead"),
    [
        (NEXT, "firm", "firm", "Level 1, Some, both times.", "The same level by both files, whatever is still open."),
        (
            NEXT,
            "half-open",
            "half-open",
            "Level 0, None, both times.",
            "The same level by both files; what is open leaves anything from None to Most possible.",
        ),
        (
            NEXT,
            "firm",
            "one-waits",
            "From level 1, Some, to level 2, More.",
            "One level up as answered. Some is still possible now, so a change is not proved.",
        ),
        (
            NEXT,
            "half-open",
            "firm",
            "From level 0, None, to level 1, Some.",
            "One level up as answered. Anything from None to Most was possible before, so a change is not proved.",
        ),
        (
            NEXT,
            "one-waits",
            "half-open",
            "From level 2, More, to level 0, None.",
            "Two levels down as answered. Most is still possible now, so a change is not proved.",
        ),
        (
            SUM,
            "unknown",
            "partial",
            "Level 0, Repeat, both times.",
            "The same level as answered; what is open leaves anything from Repeat to Watch possible now.",
        ),
        (
            VANISH,
            "absent",
            "tie",
            "No level before. Now level 2, Beyond.",
            "Nothing that the levels ask about applied before.",
        ),
        (VANISH, "open", "absent", "There before. No level now.", ""),
        (VANISH, "absent", "absent", "Part by part.", ""),
    ],
)
def test_the_level_is_said_with_what_is_proved(pack, old, new, line, lead):
    found = shown(pack, old, new)
    assert (found.level_line, found.lead) == (line, lead)


def test_both_years_stand_on_the_ladder():
    marks = [rung.mark for rung in shown(NEXT, "one-waits", "firm").ladder]
    assert marks == ["", "Now", "Before", ""]


def test_where_one_year_has_no_point_the_whole_has_no_parts():
    facts = {fact.head: fact.text for fact in shown(NEXT, "firm", "half-open").facts}
    assert facts["Where it comes from"] == "One of the years has no figure of the whole"


def test_the_requirement_that_is_met_now_is_named():
    said = "More asks for 50 in Flat: the older answers give 45.6 there, those of now 95.7."
    assert shown(NEXT, "firm", "one-waits").second == said


def test_the_whole_is_said_range_first():
    facts = {fact.head: fact.text for fact in shown(NEXT, "firm", "one-waits").facts}
    assert facts["All together"] == "Before 67.2, now between 70.8 and 80.7. As answered 67.2 and 80.2"
    assert facts["What the answers prove"] == (
        "Two parts higher, one lower. In one the ranges overlap, which proves nothing"
    )
    assert facts["Where it comes from"] == "+13.4 from other answers, −0.4 from what became known or unknown"


def test_parts_are_counted_by_their_leaves():
    said = "Two parts are higher than the older answers allow and one part is lower: Steep. "
    assert (
        shown(NEXT, "firm", "one-waits").tables.finding == said + "In one the ranges overlap, which proves no change."
    )

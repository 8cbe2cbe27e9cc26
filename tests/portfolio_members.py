"""Small questionnaires for portfolios, and organisations by their points."""

from __future__ import annotations

from silk_assess.portfolio.member import member_of
from small_packs import hundred, index, levels, scored, section, tree_of

REGION = [{"id": "region", "type": "choice", "text": "?", "options": [{"id": x, "label": x.upper()} for x in "abc"]}]


def plain_tree(**head):
    """Two parts of one number each, an index over both, and two levels above 0."""
    steps = levels({"craft": 40}, {"craft": 60, "voice": 50})
    parts = section("craft", hundred("c")), section("voice", hundred("v"))
    return tree_of(*parts, index=index("craft", "voice"), levels=steps, **head)


def members(tree, *given, **organisations):
    """Members A, B, C, ... each by its points in craft and voice; None is unknown."""
    values = [{"c": c, "v": v} for c, v in given]
    answers = [{id: "unknown" if points is None else points for id, points in one.items()} for one in values]
    named = [{key: column[i] for key, column in organisations.items() if column[i]} for i in range(len(given))]
    return [
        member_of(scored(tree, one, name=(x := chr(65 + i) if i < 26 else f"M{i}"), **named[i]), f"{x}.yaml")
        for i, one in enumerate(answers)
    ]

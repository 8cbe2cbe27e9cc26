"""Published scales, scored as their authors score them; the figures come from there, not from us."""

import csv
from pathlib import Path

import pytest

from silk_assess import cli
from silk_assess.exact import micro
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import load_pack
from silk_assess.scoring.assess import assess

PACKS = Path(__file__).parent.parent / "packs"
STRAIN, FLAG, VALUES, NEAR = (
    PACKS / name for name in ("strain-one-to-five", "turned-by-a-flag", "turned-by-values", "near-a-bound")
)


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def batched(tmp_path):
    """Score a table with `batch`, and give the rows of its scores.csv by id."""

    def batch(table, pack):
        assert cli.run(["batch", str(table), "--pack", str(pack), "-o", str(tmp_path / "out")]) == 0
        return {row["id"]: row for row in rows(tmp_path / "out" / "scores.csv")}

    return batch


def near(one, other):
    """Say whether two figures differ by the last of six decimals at most; an empty one is none."""
    if not one or not other:
        return one == other
    return abs(micro(one) - micro(other)) <= 1


# Ten items from 1 to 5, of which two may be missing


def test_totals_and_bands_of_ten_items(batched):
    """As the K10 is scored: what is missing is prorated up to two items, and bands begin at 20, 25 and 30.

    Source: data note on the K10 of the Australian Longitudinal Study on Women's Health.
    """
    ours, published = batched(STRAIN / "table.csv", STRAIN), rows(STRAIN / "totals.csv")

    assert len(published) == len(ours) == 400
    for one in published:
        assert near(ours[one["id"]]["strain.points"], one["exact"])
        assert ours[one["id"]]["strain.band"] == one["band"]


def test_a_level_that_no_answer_can_change_is_firm():
    """The least answer is worth 1 and the greatest 5, so every answer to the last item leaves 20 to 24."""
    tree = load_pack(STRAIN)

    assessment = assess(tree, load_answers(STRAIN / "answers-gap.yaml", tree))

    index, level = assessment.values["index"], assessment.level
    assert (index.low, index.high) == (micro("20"), micro("24"))
    assert (level.low, level.high, level.firm) == (1, 1, True)
    assert assessment.values["k10"].low == micro("1")


# Forty-seven items from 1 to 5, seven of them turned round


@pytest.mark.parametrize("pack", [FLAG, VALUES], ids=["flag", "values"])
def test_items_that_are_turned_round(batched, pack):
    """`reversed: true` on values 1 to 5 gives 5 to 1, as values written from 5 to 1 do.

    Source: github.com/DLCIncluded/MQ, app/src/App.vue and issue 7.
    """
    ours, published = batched(FLAG / "table.csv", pack), rows(FLAG / "means.csv")

    assert len(published) == len(ours) == 200
    for one in published:
        assert near(ours[one["id"]]["index.points"], one["mean"])


# Points just below a bound, in a questionnaire without index


def test_a_figure_near_a_bound_and_its_band_agree(capsys):
    """Source: github.com/GoogleChrome/lighthouse, issues 5989 and 13316."""
    files = [str(file) for file in sorted(NEAR.glob("answers-*.yaml"))]

    assert cli.run(["score", *files, "--pack", str(NEAR)]) == 0

    printed = [line.split()[-2:] for line in capsys.readouterr().out.splitlines()[1:]]
    assert printed == [["89.96", "Amber"], ["89.999999", "Amber"], ["90.0", "Green"], ["49.95", "Red"]]

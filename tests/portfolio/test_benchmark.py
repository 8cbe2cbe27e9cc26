"""The benchmark: quantiles worked by hand, nobody's own figure in it, read strictly, and no rank in the report."""

from __future__ import annotations

import json
import random
import re
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_members import members, plain_tree
from report_pages import CASES, Page
from silk_assess import cli
from silk_assess.faults import SilkError
from silk_assess.files.answer_files import load_answers
from silk_assess.files.benchmarks import load_benchmark
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.portfolio.benchmark import HUNDREDTHS, TOGETHER, benchmark_of, joined, written
from silk_assess.portfolio.organisations import enrolled
from silk_assess.report.render import draw
from silk_assess.scoring.assess import assess
from small_packs import hundred, scored, section, tree_of

TREE = plain_tree()
SILK = load_pack(find_pack("silk"))


def spread(number=40, seed=0):
    """So many members with points of their own, some with a range and some without a voice."""
    draws = random.Random(seed)
    points = draws.sample(range(10_000), 2 * number)
    pairs = enumerate(zip(points[::2], points[1::2], strict=True))
    given = [(f"{a / 100:.2f}", f"{b / 100:.2f}" if i % 9 else None) for i, (a, b) in pairs]
    return members(TREE, *given)


def made(tmp_path, some, **changes) -> Path:
    """Write the benchmark of some members, with some of its keys changed."""
    found = benchmark_of(enrolled(TREE, some))
    assert found is not None
    file = tmp_path / "benchmark.json"
    data = json.loads(written(found), parse_float=str, parse_int=str)
    file.write_text(json.dumps(data | changes) if changes else written(found), encoding="utf-8")
    return file


# Made


def test_quantiles_are_means_of_five_neighbours():
    """Of points 0, 10, ... 200 those at 0 to 40 are next to 10 %, 80 to 120 to the middle, 160 to 200 to the end."""
    tree = tree_of(section("craft", hundred("c"), scale="200"))
    some = members_of(tree, range(0, 101, 5))
    found = benchmark_of(enrolled(tree, some))
    (node,) = found.nodes
    assert node.id == "craft"
    expected = tuple(x * 2_000_000 for x in (10, 25, 50, 75, 90))
    assert node.low == node.point == node.high == expected


def members_of(tree, points):
    from silk_assess.portfolio.member import member_of

    return [member_of(scored(tree, {"c": c}), str(c)) for c in points]


def test_fewer_than_twenty_make_none_and_nodes_that_fewer_have_are_left_out():
    assert benchmark_of(enrolled(TREE, spread(19))) is None
    found = benchmark_of(enrolled(TREE, spread(20)))
    assert [len(node.point) for node in found.nodes] == [5, 0, 5]


@pytest.mark.parametrize("number", [20, 21, 33, 60])
def test_no_single_value_can_be_read_from_it(number):
    roll = enrolled(TREE, spread(number))
    found = benchmark_of(roll)
    for node in found.nodes:
        figures = roll.figures(node.id)
        single = {*figures.lows, *figures.points, *figures.highs}
        wide = {0, 100_000_000}
        assert not single - wide & {*node.low, *node.point, *node.high} - wide
        for column, ordered in zip((node.low, node.high), (sorted(figures.lows), sorted(figures.highs)), strict=True):
            assert sorted(column) == list(column)
            assert all(ordered[0] <= one <= ordered[-1] for one in column)
    assert "A.yaml" not in written(found)


@pytest.mark.parametrize("seed", range(200))
def test_shares_of_levels_speak_of_five_or_of_nobody(seed):
    draws = random.Random(seed)
    counted = [draws.choice([0, 0, 1, 3, 4, 5, 12]) for _ in range(draws.randint(1, 7))]
    spans = joined(counted)
    assert [i for first, last, _ in spans for i in range(first, last + 1)] == list(range(len(counted)))
    assert all(number == sum(counted[first : last + 1]) for first, last, number in spans)
    assert len(spans) == 1 or all(number == 0 or number >= TOGETHER for *_, number in spans)


def test_it_does_not_depend_on_the_order_in_which_they_came():
    some = spread(60)
    mixed = random.Random(1).sample(some, len(some))
    assert written(benchmark_of(enrolled(TREE, some))) == written(benchmark_of(enrolled(TREE, mixed)))


# Read


def test_what_is_written_is_read(tmp_path):
    some = spread()
    found = load_benchmark(made(tmp_path, some), TREE)
    assert written(found) == written(benchmark_of(enrolled(TREE, some)))
    data = json.loads((tmp_path / "benchmark.json").read_text(encoding="utf-8"), parse_float=Decimal)
    assert data["quantiles"] == list(HUNDREDTHS)
    assert data["organisations"] == 40
    assert sum(span["share"] for span in data["levels"]) == 1


FIVE = ["1", "2", "3", "4", "5"]
NODE = {"id": "craft", "low": FIVE, "high": FIVE}
BAD = [
    ({"format": "silk-result/1"}, "silk-benchmark/1"),
    ({"organisations": "19"}, "19 organisations make no benchmark"),
    ({"organisations": "20.5"}, "20.5 organisations make no benchmark"),
    ({"organisations": "-1"}, "-1 organisations make no benchmark"),
    ({"quantiles": FIVE}, "these are no quantiles of a benchmark"),
    ({"names": ["A"]}, 'a benchmark has no key "names"'),
    ({"nodes": [NODE | {"id": "crafts"}]}, 'there is no "crafts"'),
    ({"nodes": [NODE, NODE]}, '"craft" stands here twice'),
    ({"nodes": [NODE | {"low": FIVE[:4]}]}, "4 numbers stand here"),
    ({"nodes": [NODE | {"low": FIVE[::-1]}]}, "do not rise"),
    ({"nodes": [NODE | {"high": [*FIVE[:4], "100.1"]}]}, "not from 0 to 100"),
    ({"nodes": [NODE | {"low": ["1", "2", "4", "4", "5"]}]}, "a low stands above its high"),
    ({"nodes": [NODE | {"point": ["1", "2", "3", "4", "4"]}]}, "a point outside both"),
    ({"nodes": [NODE | {"low": ["1e3", "2", "3", "4", "5"]}]}, '"1e3" is not a number'),
    ({"levels": [{"first": "0", "last": "1", "share": "1"}]}, "do not cover the levels 0 to 2"),
    ({"levels": [{"first": "0", "last": "2", "share": "0.5"}]}, "do not add up to 1"),
    ({"nodes": "many"}, "a list is expected"),
]


@pytest.mark.parametrize(("changes", "says"), BAD, ids=[says for _, says in BAD])
def test_what_cannot_be_is_refused_in_its_place(tmp_path, changes, says):
    file = made(tmp_path, spread(), **changes)
    with pytest.raises(SilkError) as caught:
        load_benchmark(file, TREE)
    found = caught.value.faults
    assert any(says in fault.says + fault.do for fault in found), found
    assert all(fault.where is not None and fault.where.file == str(file) for fault in found)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 5_000,
        b"\0",
        b'{"format": "silk-benchmark/1", "format": "silk-benchmark/1"}',
        b"a: &a [*a, *a]",
        b"format: silk-benchmark/1\nquestionnaire: 3\norganisations: {}\nquantiles: x\nnodes: [1, [2], {}]\n",
    ],
)
def test_any_other_file_is_a_fault_and_no_crash(tmp_path, data):
    file = tmp_path / "benchmark.json"
    file.write_bytes(data)
    with pytest.raises(SilkError):
        load_benchmark(file, TREE)


def test_half_a_file_is_refused_wherever_it_ends(tmp_path):
    file = made(tmp_path, spread())
    data = file.read_bytes().rstrip()
    for end in range(0, len(data), 7):
        file.write_bytes(data[:end])
        with pytest.raises(SilkError):
            load_benchmark(file, TREE)


def test_a_benchmark_of_another_questionnaire_is_refused(tmp_path):
    file = made(tmp_path, spread())
    with pytest.raises(SilkError, match="this benchmark is of") as caught:
        load_benchmark(file, SILK)
    assert caught.value.faults[0].code == "benchmark"
    other = made(tmp_path, spread(), questionnaire={"id": "small", "version": "1.0.0", "fingerprint": "sha256:1"})
    with pytest.raises(SilkError, match="another text of"):
        load_benchmark(other, TREE)


# Shown


def beside(tmp_path, some, **answers) -> str:
    found = load_benchmark(made(tmp_path, some), TREE)
    return draw(scored(TREE, answers), "md", found)


def test_ranges_that_overlap_are_equal_and_others_above_or_below(tmp_path):
    """The middle of all lies at 40 in craft; of voices at 60."""
    some = members(TREE, *[(40, 60)] * 30)
    assert "| **Craft** | 40.0 |  | 40.0 | Equal |" in beside(tmp_path, some, c=40, v=60).replace("craft", "Craft")
    text = beside(tmp_path, some, c="40.1", v=50)
    assert re.search(r"\*\*craft\*\* \| 40.1 \|  \| 40.0 \| Above about nine in ten", text, re.I)
    assert re.search(r"\*\*voice\*\* \| 50.0 \|  \| 60.0 \| Below about nine in ten", text, re.I)
    assert "For certain you stand above the middle of the 30 organisations in" in text
    text = beside(tmp_path, some, c="unknown", v=60)
    assert re.search(r"\*\*craft\*\* \| No figure \| 0.0 to 100.0 \| 40.0 \| Equal", text, re.I)
    assert "ranges overlap" in text or "overlap, which counts as equal" in text


def test_how_many_of_the_others_is_said_by_quantiles(tmp_path):
    """Crafts 1 to 100: the middle is near 50, quarters end near 25 and 75, tenths near 10 and 90."""
    some = members(TREE, *[(i, i) for i in range(1, 101)])
    readings = {
        c: re.search(r"\*\*craft\*\* .*\| ((?:Above|Below|Equal)[^|]*) \|", beside(tmp_path, some, c=c, v=50), re.I)[1]
        for c in (5, 20, 40, 50, 52, 80, 95)
    }
    assert readings == {
        5: "Below about nine in ten",
        20: "Below about three in four",
        40: "Below about half of them",
        50: "Below about half of them",
        52: "Above about half of them",
        80: "Above about three in four",
        95: "Above about nine in ten",
    }


def test_a_part_that_too_few_have_is_left_out_and_said(tmp_path):
    some = members(TREE, *[(40, 60)] * 30)
    node = {"id": "craft", "low": FIVE, "high": FIVE}
    found = load_benchmark(made(tmp_path, some, nodes=[node], levels=[]), TREE)
    text = draw(scored(TREE, {"c": 40, "v": 60}), "md", found)
    assert "Two parts left out: too few of the others have a figure there." in text
    assert "Level of the others" not in text
    nothing = load_benchmark(made(tmp_path, some, nodes=[], levels=[]), TREE)
    text = draw(scored(TREE, {"c": 40, "v": 60}), "md", nothing)
    assert "Nothing that you have a figure for can be held against the 30 organisations" in text


def test_no_report_ranks_and_none_changes_without_a_benchmark(tmp_path):
    assessment = scored(TREE, {"c": 40, "v": 60})
    found = load_benchmark(made(tmp_path, spread()), TREE)
    html, text = draw(assessment, "html", found), draw(assessment, "md", found)
    assert not re.search(r"\b\d+(st|nd|rd|th)\b|place \d|rank ", text)
    ids = [one["id"] for _, one in Page(html).tags if "id" in one]
    assert len(ids) == len(set(ids))
    assert 'id="among"' in html
    assert 'id="among"' not in draw(assessment, "html")
    assert "never with others" in draw(assessment, "md")
    assert "never with others" not in text
    assert "not a comparison with others" in draw(assessment, "html")
    assert "comparison with others" not in html + text
    assert "A self-assessment: not a rating, not a ranking." in text


def test_levels_of_others_are_spans_and_ones_own_may_be_open(tmp_path):
    some = members(TREE, *[(10, 10)] * 30)
    assert "| Level 0, L0 to level 2, L2 | 100 % | You, as answered |" in titled(
        beside(tmp_path, some[:29] + members(TREE, (90, 90)), c=10, v=10)
    )
    text = titled(beside(tmp_path, some, c="unknown", v=90))
    assert "You, as answered" in text
    assert "You, perhaps" in text


def titled(text):
    """Name levels by their number, whatever the small questionnaire calls them."""
    return re.sub(r"(\b[Ll]evel (\d), )[^|]*?(?= to level| \|)", r"\1L\2", text)


# On the command line


def run(capsys, *words):
    return cli.run([str(word) for word in words]), *capsys.readouterr()


def test_a_batch_makes_one_and_a_report_shows_it(tmp_path, monkeypatch, capsys):
    from invented_answers import invented

    monkeypatch.chdir(tmp_path)
    invented(tmp_path / "answers", 24)
    code, out, _ = run(capsys, "batch", "answers", "-o", "out")
    assert (code, "benchmark.json" in out) == (0, True)
    code, _, err = run(capsys, "report", CASES[0], "-o", "a.html", "--benchmark", "out/benchmark.json")
    assert (code, err) == (0, "Wrote a.html. Open it in a browser; it needs no network.\n")
    assert "Among others" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert run(capsys, "report", CASES[0], "-o", "a.html")[0] == 0
    plain = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert plain == draw(assess(SILK, load_answers(CASES[0], SILK)), "html")
    code, out, _ = run(capsys, "batch", *CASES, "-o", "few")
    assert (code, (tmp_path / "few" / "benchmark.json").exists(), "benchmark.json" in out) == (0, False, False)


def test_a_benchmark_that_cannot_be_used_says_why(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    file = made(tmp_path, spread())
    before = file.read_bytes()
    code, _, err = run(capsys, "report", CASES[0], "-o", "a.json", "--benchmark", file)
    assert code == 2
    assert "A result holds nothing of others" in err
    code, _, err = run(capsys, "report", CASES[0], "-o", "a.html", "--benchmark", file)
    assert code == 1
    assert "this benchmark is of" in err
    code, _, err = run(capsys, "report", CASES[0], "-o", "a.html", "--benchmark", "nothing.json")
    assert (code, "There is no file nothing.json here" in err) == (4, True)
    (tmp_path / "b.md").symlink_to(file)
    code, _, err = run(capsys, "report", CASES[0], "-o", "b.md", "--benchmark", file)
    assert (code, "holds the benchmark" in err) == (4, True)
    assert file.read_bytes() == before
    assert not (tmp_path / "a.html").exists()

"""The second scorer agrees with the examples worked by hand in docs/scoring.md and docs/format.md."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from second_scorer import (
    as_text,
    better_answers,
    changes,
    completions,
    exact,
    fits,
    geometric,
    interval,
    lost_exact,
    make_pack,
    q6,
    read_answers,
    read_pack,
    score,
    start,
    worst_answer,
    written,
)

HERE = Path(__file__).parent.parent
MINI = HERE / "packs" / "mini"
SILK = HERE.parent / "questionnaires" / "silk"
HANEUL = HERE / "cases" / "haneul-works" / "answers.yaml"

BANDS = [{"from": bound, "label": bound} for bound in ("0", "20", "40", "60", "80")]
FIVE = [{"id": f"p{points}", "label": f"{points} points"} for points in (0, 25, 50, 75, 100)]


def texts(tree):
    """Write every scalar as a text, as the strict reader gives it."""
    return yaml.load(json.dumps(tree), Loader=yaml.BaseLoader)


def hundred(id, weight=1, **more):
    """A number from 0 to 100: its answer is its points."""
    return {"id": id, "type": "number", "text": f"{id}?", "from": 0, "to": 100, "weight": weight, **more}


def five(id, weight=1, **more):
    """A choice of five options worth 0, 25, 50, 75 and 100."""
    return {"id": id, "type": "choice", "text": f"{id}?", "options": FIVE, "weight": weight, **more}


def section(id, questions, **more):
    return {"id": id, "title": id, "kind": "score", "questions": questions, **more}


def pack_of(*sections, rules=(), tools=(), cases=(), **more):
    head = {
        "format": "silk-pack/1",
        "id": "tiny",
        "version": "1.0.0",
        "language": "en",
        "title": "Tiny",
        "sections": [each["id"] for each in sections],
        "bands": BANDS,
        **more,
    }
    trees = (head, list(sections), list(rules), list(tools), list(cases))
    return make_pack(*(texts(tree) for tree in trees))


def answers_of(answers, version="1.0.0", **organisation):
    return texts(
        {
            "format": "silk-answers/1",
            "questionnaire": "tiny",
            "version": version,
            "organisation": organisation,
            "answers": answers,
        }
    )


def node_of(questions, answers, **more):
    """Score one section that stands alone."""
    return score(pack_of(section("part", questions, **more)), answers_of(answers))["nodes"]["part"]


THREE = [hundred("a1", 2), hundred("a2", not_applicable="None"), hundred("a3")]


# docs/format.md, A whole pack, small


def test_mini_pack_gives_the_whole_result_printed_in_the_format():
    expected = json.loads((MINI / "expected.json").read_text(encoding="utf-8"))

    result = score(read_pack(MINI), read_answers(MINI / "answers.yaml"))

    assert result == expected
    assert json.dumps(result) == json.dumps(expected)  # the order of keys as well
    assert json.loads(as_text(result)) == expected


def test_fingerprint_is_that_of_2061_characters():
    text = json.dumps(read_pack(MINI)["files"], ensure_ascii=False, separators=(",", ":"))

    assert len(text) == 2061
    assert text.startswith(
        '[["drift.yaml",{"id":"drift","title":"Mission security","kind":"risks","risks":[{"id":"funder-pressure",'
    )


def test_points_lost_add_up_to_the_index():
    assert sum(lost_exact(read_pack(MINI), read_answers(MINI / "answers.yaml")).values()) == 100 - exact("49.055555")


def test_every_completion_of_the_mini_pack_lands_inside_and_both_ends_are_reached():
    pack = read_pack(MINI)
    answers = read_answers(MINI / "answers.yaml")
    answers["answers"] = {"share-abroad": "7.3", "funder-likelihood": "possible", "review": "unknown"}
    before = score(pack, answers)["nodes"]["index"]

    completed = [score(pack, each)["nodes"]["index"] for each in completions(pack, answers)]

    assert len(completed) == 3 * 2 * 3 * 2 * 2
    assert min(each["points"] for each in completed) == before["low"]
    assert max(each["points"] for each in completed) == before["high"]
    assert {each["low"] == each["high"] for each in completed} == {True}


# docs/scoring.md, Worked examples; the numbers are those printed there


@pytest.mark.parametrize(("rule", "points"), [("mean", 75), ("gmean", 72.8238), ("min", 50)])
def test_example_1_mean_and_geometric_mean(rule, points):
    node = node_of(THREE, {"a1": 75, "a2": 50, "a3": 100}, aggregate=rule)

    assert round(node["points"], 4) == points


@pytest.mark.parametrize(("rule", "points"), [("mean", 83.333333), ("gmean", 82.5482), ("min", 75)])
def test_example_2_not_applicable_leaves(rule, points):
    node = node_of(THREE, {"a1": 75, "a2": "na", "a3": 100}, aggregate=rule)

    assert round(node["points"], 6 if rule == "mean" else 4) == points
    assert (node["low"], node["high"], node["coverage"]) == (node["points"], node["points"], 1)


def test_example_2_were_it_0():
    assert node_of(THREE, {"a1": 75, "a2": 0, "a3": 100})["points"] == 62.5


@pytest.mark.parametrize(
    ("rule", "low", "point", "high"),
    [("mean", 62.5, 83.3333, 87.5), ("gmean", 0, 82.5482, 86.6025), ("min", 0, 75, 75)],
)
def test_example_3_unknown_makes_a_range(rule, low, point, high):
    node = node_of(THREE, {"a1": 75, "a2": "unknown", "a3": 100}, aggregate=rule)

    assert [round(node[key], 4) for key in ("low", "points", "high")] == [low, point, high]
    assert node["coverage"] == 0.75


def test_example_4_a_child_without_anything_leaves():
    dimensions = [
        {"id": "gone", "weight": 2, "questions": [hundred("a1", not_applicable="None")]},
        {"id": "forty", "questions": [hundred("b1")]},
        {"id": "sixty", "questions": [hundred("c1")]},
    ]
    pack = pack_of({"id": "part", "title": "Part", "kind": "score", "dimensions": dimensions})

    nodes = score(pack, answers_of({"a1": "na", "b1": 40, "c1": 60}))["nodes"]

    assert nodes["part"]["points"] == 50
    assert nodes["gone"] == {"scale": 100, **dict.fromkeys(("points", "low", "high", "coverage", "band", "cap"))}


def test_example_5_all_unknown():
    levels = [{"id": "zero", "title": "0"}]
    levels += [{"id": f"l{n}", "title": str(n), "requires": {"part": (n - 1) * 20}} for n in range(1, 6)]
    pack = pack_of(section("part", [hundred("a1"), hundred("a2")]), levels=levels)

    result = score(pack, answers_of({"a1": "unknown"}))

    assert result["nodes"]["part"] == {
        "scale": 100,
        "points": None,
        "low": 0,
        "high": 100,
        "coverage": 0,
        "band": None,
        "cap": None,
    }
    assert (result["level"]["low"], result["level"]["high"]) == (1, 5)


@pytest.mark.parametrize("rule", ["mean", "min", "gmean"])
def test_example_6_weight_0_never_counts(rule):
    node = node_of([hundred("a1", 0), hundred("a2", 1)], {"a1": 10, "a2": 90}, aggregate=rule)

    assert node["points"] == 90


def test_example_7_one_question():
    assert node_of([hundred("a1", "0.3")], {"a1": 75})["points"] == 75


def test_example_8_ties_are_exact():
    tie = node_of([hundred(id, "0.1") for id in ("a1", "a2", "a3")], {"a1": 80, "a2": 60, "a3": 40})
    root = node_of([hundred("a1"), hundred("a2")], {"a1": 40, "a2": 90}, aggregate="gmean")

    assert (tie["points"], tie["band"]) == (60, 3)
    assert (root["points"], root["band"]) == (60, 3)


@pytest.mark.parametrize(
    ("start_at", "end_at", "answer", "points"), [(2, 12, 7.3, 53), (12, 2, 7.3, 47), (2, 12, 15, 100), (12, 2, 15, 0)]
)
def test_example_10_goalposts(start_at, end_at, answer, points):
    question = {"id": "a1", "type": "number", "text": "?", "from": start_at, "to": end_at}

    assert node_of([question], {"a1": answer})["points"] == points


CHOICES = {
    "id": "a1",
    "type": "choices",
    "text": "?",
    "options": [
        {"id": "one", "label": "1", "points": 2},
        {"id": "two", "label": "2", "points": 1},
        {"id": "three", "label": "3", "points": 1},
        {"id": "four", "label": "4", "points": 2},
        {"id": "nothing", "label": "None of these", "exclusive": "true"},
    ],
}


@pytest.mark.parametrize(
    ("chosen", "points"), [(["one", "two"], 50), ([], 0), (["nothing"], 0), (["one", "two", "three", "four"], 100)]
)
def test_example_11_multiple_choice(chosen, points):
    assert node_of([CHOICES], {"a1": chosen})["points"] == points
    assert node_of([{**CHOICES, "reversed": "true"}], {"a1": chosen})["points"] == 100 - points


def three_parts():
    """The pack of examples 12 and 13: five levels that ask as much of each part."""
    parts = ("part-a", "part-b", "part-c")
    levels = [{"id": "zero", "title": "0"}]
    levels += [{"id": f"l{n}", "title": str(n), "requires": dict.fromkeys(parts, (n - 1) * 20)} for n in range(1, 6)]
    return pack_of(
        section("part-a", [five("a1", 2), five("a2"), five("a3")]),
        section("part-b", [five("b1"), five("b2")]),
        section("part-c", [five("c1", 3), five("c2")]),
        index={"aggregate": "mean", "children": [{"id": id, "weight": 2 if id == "part-a" else 1} for id in parts]},
        levels=levels,
    )


THREE_PARTS = {"a1": "p75", "a2": "p50", "a3": "p100", "b1": "p25", "b2": "p50", "c1": "p100", "c2": "p0"}


def test_example_12_index_level_and_points_lost():
    result = score(three_parts(), answers_of(THREE_PARTS))

    assert [result["nodes"][id]["points"] for id in ("part-a", "part-b", "part-c", "index")] == [75, 37.5, 75, 65.625]
    assert (result["nodes"]["index"]["band"], result["level"]["point"]) == (3, 2)
    assert result["lost"] == {"a1": 6.25, "a2": 6.25, "b1": 9.375, "b2": 6.25, "c2": 6.25}


def test_example_13_way_up():
    result = score(three_parts(), answers_of(THREE_PARTS))

    assert result["way_up"] == {"to": 3, "changes": {"b1": "p50"}, "effort": 2}


def test_example_14_gate():
    pack = pack_of(
        section("capability", [hundred("cap")]),
        section("governance", [hundred("gov")]),
        section("drift", [hundred("dri")]),
        index={
            "aggregate": "mean",
            "children": [{"id": "capability", "weight": 2}, {"id": "governance"}, {"id": "drift"}],
            "gates": [{"below": {"drift": 40}, "cap": 40, "because": "Drift."}],
        },
    )

    result = score(pack, answers_of({"cap": 80, "gov": 70, "dri": 30}))

    assert result["nodes"]["index"]["points"] == 40
    assert result["nodes"]["index"]["cap"] == {"gate": 0, "by": "drift", "without": 65}
    assert result["lost"] == {"cap": 10, "gov": 7.5, "dri": 42.5}


def one_risk(**more):
    levels = [{"id": f"v{n}", "label": str(n)} for n in range(1, 6)]
    risk = {
        "id": "risk",
        "title": "Risk",
        "likelihood": {"id": "likely", "type": "choice", "text": "?", "options": levels, **more},
        "impact": {"id": "harm", "type": "choice", "text": "?", "options": levels},
        "controls": [hundred("guard")],
    }
    return pack_of({"id": "drift", "title": "Drift", "kind": "risks", "risks": [risk]})


def test_example_15_risk():
    result = score(one_risk(), answers_of({"likely": "v4", "harm": "v3", "guard": 62.5}))

    assert result["risks"]["risk"] == {
        "inherent": 48,
        "controls": 62.5,
        "residual": 24,
        "residual_low": 24,
        "residual_high": 24,
    }
    assert result["lost"] == {"likely": 4.8, "harm": 4.8, "guard": 14.4}


def test_example_15_risk_with_unknown_controls():
    risk = score(one_risk(), answers_of({"likely": "v4", "harm": "v3"}))["risks"]["risk"]

    assert (risk["residual_low"], risk["residual_high"], risk["residual"], risk["controls"]) == (9.6, 48, 48, 0)


@pytest.mark.parametrize(
    ("more", "low", "high"), [({}, Fraction(24, 10), 60), ({"not_applicable": "No"}, 0, 100)], ids=["stays", "may go"]
)
def test_risk_that_may_vanish_has_the_full_range(more, low, high):
    risk = score(one_risk(**more), answers_of({"harm": "v3"}))["risks"]["risk"]

    assert (risk["residual_low"], risk["residual_high"], risk["residual"]) == (float(low), high, None)


def test_example_16_weights_plus_and_minus_a_quarter():
    questions = [hundred("a1", 2), hundred("a2"), hundred("a3"), hundred("a4")]
    levels = [{"id": "zero", "title": "0"}, {"id": "one", "title": "1", "requires": {"part": 60}}]
    pack = pack_of(section("part", questions), levels=levels)
    answers = answers_of({"a1": 75, "a2": 50, "a3": 100, "a4": 25})

    result, (lower, upper) = score(pack, answers), interval(start(pack, answers)[0], "part")

    assert result["nodes"]["part"]["points"] == 65
    assert (round(float(lower), 4), round(float(upper), 4)) == (59.2105, 70.2381)
    assert (result["level"]["point"], result["robust"]) == (1, False)


def test_example_17_flows():
    def flow(way, kind):
        id = f"{way}-{kind}"
        return {**five(id), "cell": f"{way}/{kind}", "facet": "now", "not_applicable": "No"}

    kinds = ("goods-services", "finance", "intangible")
    questions = [flow(way, kind) for way in ("inward", "outward") for kind in kinds]
    answered = dict(zip([q["id"] for q in questions], ("p50", "p25", "na", "p75", "p0", "p100"), strict=True))

    flows = score(pack_of({"id": "flows", "title": "F", "kind": "flows", "questions": questions}), answers_of(answered))

    assert flows["flows"]["breadth"] == 4
    assert flows["flows"]["cells"]["inward/intangible"] == {"now": None, "ambition": None, "gap": None}
    assert (flows["coverage"], flows["level"], flows["way_up"], flows["robust"]) == (0, None, None, None)


def test_example_18_peer():
    form = {"id": "form", "type": "choice", "text": "?", "options": FIVE}
    case = {"id": "peer", "name": "P", "features": {"one": 20, "two": 50, "form": "p0", "born": "no"}}
    pack = pack_of(
        section("one", [hundred("a1")]),
        section("two", [hundred("b1")]),
        profile=[form, {"id": "born", "type": "yes-no", "text": "?"}],
        cases=[case],
    )

    result = score(pack, answers_of({"a1": 40, "b1": 100}, form="p50", born="no"))

    assert result["cases"] == [{"id": "peer", "distance": 0.425}]


def test_example_19_rounding():
    assert [q6(each) for each in (Fraction(200, 3), exact("66.6666665"), exact("0.0000005"), exact("-0.0000005"))] == [
        exact("66.666667"),
        exact("66.666667"),
        exact("0.000001"),
        exact("-0.000001"),
    ]


def test_example_20_own_units():
    options = [{"id": f"o{n}", "label": str(n)} for n in range(4)]
    questions = [{"id": f"q{n}", "type": "choice", "text": "?", "scale": 3, "options": options} for n in range(9)]
    points = (1, 1, 2, 0, 3, 0, 1, 1, 1)
    bands = [{"from": bound, "label": bound} for bound in (0, 5, 10, 15, 20)]

    node = node_of(questions, {f"q{n}": f"o{p}" for n, p in enumerate(points)}, aggregate="sum", bands=bands)

    assert (node["points"], node["scale"], node["band"]) == (10, 27, 2)


# What the examples leave out


def test_rational_geometric_means_come_out_exact():
    shares = [(Fraction(1), Fraction(4, 10)), (Fraction(1), Fraction(9, 10))]

    assert geometric(Fraction(100), shares) == 60


def test_gate_reads_low_point_and_high_each_for_itself():
    gate = {"below": {"a1": 50}, "cap": 40, "because": "?"}

    node = node_of([hundred("a1"), hundred("a2", 3)], {"a2": 80}, gates=[gate])

    assert (node["low"], node["points"], node["high"], node["cap"]) == (40, 80, 85, None)


def test_an_answer_that_waits_for_a_condition_is_unknown():
    questions = [
        hundred("a1"),
        hundred("a2", when={"a1": {"at_least": 50}}),
        hundred("a3", when={"not": {"a2": {"answered": "true"}}}),
    ]

    open_node = node_of(questions, {"a2": 80, "a3": 10})
    hidden = node_of(questions, {"a1": 40, "a2": 80, "a3": 10})

    assert (open_node["low"], open_node["points"], open_node["high"], open_node["coverage"]) == (0, None, 100, 0)
    assert (hidden["points"], hidden["coverage"]) == (25, 1)


def test_answers_of_another_version_count_where_they_fit():
    pack = pack_of(
        section("part", [hundred("a1", maximum=100, decimals=0), five("a2"), five("a3")]),
        profile=[{"id": "country", "type": "country", "text": "?"}],
    )
    old = {"a1": 7.5, "a2": {"value": "p50", "note": "kept"}, "a3": "p99", "gone": "p0"}

    result = score(pack, answers_of(old, version="0.9.0", name="Old", country="Norway"))

    assert result["organisation"] == {"name": "Old"}
    assert [warning.split(":")[0] for warning in result["warnings"]] == ["country", "a1", "a3", "gone"]
    assert result["nodes"]["part"]["coverage"] == 0.333333


@pytest.mark.parametrize(
    ("question", "answer", "right"),
    [
        (hundred("a1"), "1e3", False),
        (hundred("a1"), "7.1234567", False),
        (hundred("a1", decimals=1), "7.50", True),
        (hundred("a1", minimum=0), "-1", False),
        (five("a1"), "na", False),
        (five("a1", not_applicable="No"), {"not_applicable": "Never"}, True),
        (five("a1"), {"note": "later"}, True),
        (CHOICES, ["one", "nothing"], False),
        (CHOICES, "one", False),
        ({"id": "a1", "type": "date", "text": "?"}, "2026-02-30", False),
    ],
)
def test_fitting(question, answer, right):
    assert fits(texts(question), texts(answer)) is right


def test_better_answers():
    reserve = texts({"id": "n", "type": "number", "text": "?", "from": 80, "to": 20, "minimum": 30})

    assert better_answers(texts(five("a1")), "p50") == ["p75", "p100"]
    assert better_answers(CHOICES, ["nothing"])[:2] == [["one"], ["one", "two"]]
    assert better_answers({**CHOICES, "reversed": "true"}, ["two", "four"]) == [["four"], []]
    assert better_answers(reserve, "66") == ["30"]
    assert better_answers(reserve, "20") == []


def test_worst_answers():
    questionnaire = start(one_risk(), answers_of({}))[0].q

    assert (worst_answer(questionnaire, "likely"), worst_answer(questionnaire, "guard")) == ("v5", "0")


def test_way_up_stops_at_the_nearest_number_that_suffices():
    levels = [{"id": "zero", "title": "0"}, {"id": "one", "title": "1", "requires": {"part": 50}}]
    reserve = {"id": "n", "type": "number", "text": "?", "from": 80, "to": 20, "decimals": 1, "effort": 3}

    result = score(pack_of(section("part", [reserve]), levels=levels), answers_of({"n": 66}))

    assert result["way_up"] == {"to": 1, "changes": {"n": 50}, "effort": 3}


def test_ask_next_lists_what_an_open_requirement_reads():
    levels = [{"id": "zero", "title": "0"}, {"id": "one", "title": "1", "requires": {"part": 50}}]
    questions = [hundred("a1"), hundred("a2", 3), hundred("a3", 0), hundred("a4", when={"a1": {"above": 0}})]

    result = score(pack_of(section("part", questions), levels=levels), answers_of({}))

    assert result["level"] == {"low": 0, "point": 0, "high": 1, "firm": False, "ask_next": ["a2", "a1"]}


def test_tools_answer_to_points_lost_and_to_rules():
    pack = pack_of(
        section("part", [hundred("a1"), hundred("a2")]),
        rules=[{"id": "weak", "when": {"part": {"below": 60}}, "kind": "warning", "say": "?", "tools": ["by-rule"]}],
        tools=[
            {"id": "by-rule", "name": "R", "helps": ["a1"], "verified": "memory"},
            {"id": "by-points", "name": "P", "helps": ["a1"], "verified": "seen"},
            {"id": "idle", "name": "I", "helps": ["a2"], "verified": "seen"},
        ],
    )

    result = score(pack, answers_of({"a1": 10, "a2": 100}))

    assert result["flags"] == ["weak"]
    assert result["tools"] == [
        {"id": "by-points", "addresses": 45, "because": "a1"},
        {"id": "by-rule", "addresses": 45, "because": "a1"},
    ]


def test_changes_try_every_other_answer():
    table = changes(three_parts(), answers_of(THREE_PARTS))

    assert len(table) == 7 * 4
    assert [each["level"]["point"] for each in table if each["question"] == "b1"] == [2, 3, 4, 4]


def test_small_numbers_are_written_without_exponent():
    assert written(Fraction(1, 10**6)) == "0.000001"
    assert as_text({"a": [0.000001, 46.083333, 100]}) == '{\n "a": [\n  0.000001,\n  46.083333,\n  100\n ]\n}'


@pytest.mark.skipif(not (SILK / "pack.yaml").exists(), reason="the questionnaire silk is not here")
def test_haneul_works_has_the_numbers_that_its_screens_show():
    result = score(read_pack(SILK), read_answers(HANEUL))
    index, governance = result["nodes"]["index"], result["nodes"]["governance"]

    assert [round(index[key], 1) for key in ("points", "low", "high")] == [56.3, 54.5, 58.1]
    assert [round(governance[key], 1) for key in ("points", "low", "high")] == [41.3, 39.1, 42.9]
    assert result["level"] == {"low": 2, "point": 2, "high": 2, "firm": True, "ask_next": []}
    assert (result["way_up"]["to"], result["way_up"]["effort"]) == (3, 8)
    assert (result["lost"]["drd-path"], result["robust"], result["flows"]["breadth"]) == (5.25, False, 4)

"""A trace is recomputed whole by a program that knows only docs/scoring.md; and it says what it is made of."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

import recompute_trace
from random_packs import samples
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import load_pack
from silk_assess.report import result
from silk_assess.report.trace import trace
from silk_assess.scoring.assess import assess

HERE = Path(__file__).parent.parent
ANSWERS = [*sorted(HERE.glob("packs/*/answers*.yaml")), *sorted(HERE.glob("cases/*/answers.yaml"))]


def assessed(file):
    pack = HERE.parent / "questionnaires" / "silk" if file.parent.parent.name == "cases" else file.parent
    tree = load_pack(pack)
    return assess(tree, load_answers(file, tree))


def not_following(found):
    read = json.loads(found, parse_float=recompute_trace.F, parse_int=recompute_trace.F)
    again = recompute_trace.Recomputed(read)
    states = [(f"state of {one['id']}", one["state"], again.state(one["id"])) for one in read["questions"]]
    nodes = [(one["id"], figures(one), again.value(one["id"]) or (None,) * 4) for one in read["nodes"]]
    rows = [*again.rows(read["result"]), *states, *nodes]
    assert len(rows) > 4
    return [row for row in rows if row[1] != row[2]]


def figures(one):
    return one["low"], one["points"], one["high"], one["coverage"]


def test_the_program_stays_within_200_lines_and_the_standard_library():
    lines = Path(recompute_trace.__file__).read_text(encoding="utf-8").splitlines()
    imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}

    assert len(lines) <= 200
    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize("file", ANSWERS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_each_answer_file_here_is_recomputed_whole(file):
    assert not_following(trace(assessed(file), "answers.yaml")) == []


@given(samples(advice=True))
def test_random_questionnaires_are_recomputed_whole(sample):
    assert not_following(trace(assess(sample.tree, sample.given), "answers.yaml")) == []


@given(samples())
def test_gates_and_requirements_say_what_follows_from_the_values(sample):
    found = json.loads(trace(assess(sample.tree, sample.given), "answers.yaml"), parse_float=Decimal)
    values = {one["id"]: one for one in found["nodes"]}

    for one in found["levels"]:
        present = {id: values[id] for id in one["requires"] if values[id]["low"] is not None}
        for key in ("low", "points", "high"):
            read = {id: node["low"] if node[key] is None else node[key] for id, node in present.items()}
            assert one["misses"][key] == [id for id, size in read.items() if size < one["requires"][id]]
    for node in found["nodes"]:
        for key in ("low", "points", "high"):
            caps = [gate["cap"] for gate in node["gates"] if gate["binds"][key]]
            frees = {gate["without"][key] for gate in node["gates"]}
            assert len(frees) <= 1
            if caps and key != "points":
                assert node[key] == min(caps) < frees.pop()
            elif node["gates"] and key != "points":
                assert node[key] == frees.pop()
    caps = {id: node["cap"] for id, node in found["result"]["nodes"].items()}
    assert {node["id"] for node in found["nodes"] if any(gate["binds"]["points"] for gate in node["gates"])} == {
        id for id, cap in caps.items() if cap
    }


def test_its_second_line_is_the_line_of_score_json():
    found = assessed(HERE / "cases" / "haneul-works" / "answers.yaml")

    second = trace(found, "a b.yaml").decode().splitlines()[1]

    assert second == f' "result": {result.line(found, "a b.yaml").decode().strip()},'


@pytest.mark.parametrize("change", ["number", "answer", "level"])
def test_the_program_names_what_does_not_follow(change, tmp_path):
    found = trace(assessed(HERE / "cases" / "haneul-works" / "answers.yaml"), "answers.yaml").decode()
    old, new = {
        "number": ('"points": 56.337797', '"points": 56.337798'),
        "answer": ('"answer": "debated"', '"answer": "decided"'),
        "level": ('"level": {"low": 2, ', '"level": {"low": 3, '),
    }[change]
    assert old in found
    file = tmp_path / "trace.json"
    file.write_text(found.replace(old, new, 1), encoding="utf-8")

    done = subprocess.run([sys.executable, recompute_trace.__file__, file], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert {"number": '"index"', "answer": '"voice"', "level": '"level"'}[change] in done.stderr

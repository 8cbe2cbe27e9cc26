"""What version 2.0.0 of the shipped questionnaire makes of answers to 1.0.1, and of those to 1.0.0."""

import json
from pathlib import Path

import pytest

from silk_assess import cli
from silk_assess.files import versions
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.scoring.assess import assess

TREE = load_pack(find_pack("silk"))
EARLIER = versions.earlier("silk", "1.0.1")
OLD = sorted((Path(__file__).parent.parent / "versions" / "silk-1.0.1").glob("*.yaml"))
FLOWS = [one.id for one in TREE.questions if one.role == "flow"]


def warned(file, capsys):
    assert cli.run(["score", str(file), "--json"]) == 0
    return json.loads(capsys.readouterr().out)["warnings"]


def points(tree, file):
    values = assess(tree, load_answers(file, tree)).values
    return {id: None if value is None else value.point for id, value in values.items() if id in tree.node}


def title(id):
    return "All together" if id == "index" else TREE.node[id].title


def test_there_are_six_old_answer_files():
    assert len(OLD) == 6


@pytest.mark.parametrize("file", OLD, ids=lambda file: file.stem)
def test_every_node_that_loses_its_point_is_named(file, capsys):
    said = " ".join(warned(file, capsys))
    before, now = points(EARLIER, file), points(TREE, file)
    lost = [id for id, point in before.items() if point is not None and id in now and now[id] is None]
    assert [id for id in lost if f"“{title(id)}”" not in said] == []


@pytest.mark.parametrize("file", OLD, ids=lambda file: file.stem)
def test_every_node_whose_point_moves_because_answers_wait_is_named(file, tmp_path, capsys):
    """Without an answer on flows, and without the number of countries, most of what 2.0.0 asks waits."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.split(":")[0].strip() not in (*FLOWS, "countries", "ing-kinds", "ouf-kinds")]
    short = tmp_path / "answers.yaml"
    short.write_text("".join(kept), encoding="utf-8")
    answers = load_answers(short, TREE)
    known = assess(TREE, answers).standings
    waiting = [id for id in answers.answers if id in TREE.asked and known[id].is_waiting]
    assert len(waiting) > 5
    said = " ".join(warned(short, capsys))
    above = {node.id for node in TREE.nodes if set(waiting) & set(TREE.below(node.id)) and node.rule == "mean"}
    before, now = points(EARLIER, short), points(TREE, short)
    lost = [id for id in sorted(above) if before.get(id) is not None and now[id] is None]
    assert [id for id in lost if f"“{title(id)}”" not in said] == []


@pytest.mark.parametrize("version", ["1.0.0", "1.0.1"])
def test_answers_to_both_earlier_versions_are_read_alike(version, tmp_path, capsys):
    old = tmp_path / "answers.yaml"
    text = OLD[0].read_text(encoding="utf-8")
    old.write_text(text.replace("version: 1.0.1", f"version: {version}"), encoding="utf-8")
    assert warned(old, capsys) == warned(OLD[0], capsys)
    assert load_answers(old, TREE).answers == load_answers(OLD[0], TREE).answers

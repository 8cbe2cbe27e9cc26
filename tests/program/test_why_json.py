"""why --json: the trace on standard output, whole, and the line of score --json in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from silk_assess import cli

HANEUL = Path(__file__).parent.parent / "cases" / "haneul-works" / "answers.yaml"


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    """Run a command line in a folder with one answer file; give exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(HANEUL, "co-op.yaml")

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(list(words))
        return code, *capsys.readouterr()

    return run


def test_it_is_one_object_with_the_line_of_score_in_it(silk):
    code, out, err = silk("why", "co-op.yaml", "--json")
    assert (code, err) == (0, "")
    assert list(json.loads(out)) == ["format", "result", "questions", "nodes", "levels"]
    assert f' "result": {silk("score", "co-op.yaml", "--json")[1].rstrip()},\n' in out


def test_each_question_node_and_level_has_a_line_of_its_own(silk):
    _, out, _ = silk("why", "--json")
    found = json.loads(out)
    many = sum(len(found[key]) for key in ("questions", "nodes", "levels"))
    assert len(out.splitlines()) == many + len(["format", "result", "questions", "nodes", "levels"])
    assert [json.loads(line.strip().rstrip(",")) for line in out.splitlines()[3:5]] == found["questions"][:2]


@pytest.mark.parametrize("words", [("co-op.yaml", "governance"), ("governance",)], ids=" ".join)
def test_a_part_of_it_is_not_told_alone(silk, words):
    code, out, err = silk("why", *words, "--json")
    assert (code, out) == (2, "")
    assert err == (
        'With --json all parts are told at once, and "governance" is one of them.\n'
        "  All of them:\n  silk-assess why co-op.yaml --json\n"
    )


def test_of_a_faulty_file_nothing_is_told_but_its_faults(silk):
    Path("co-op.yaml").write_text(HANEUL.read_text(encoding="utf-8").replace("debated", "debatted"), encoding="utf-8")
    code, out, err = silk("why", "co-op.yaml", "--json")
    assert (code, out) == (1, "")
    assert "debatted" in err

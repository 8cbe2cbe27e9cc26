"""What the README says of the program holds; tests/paste-readme types its commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from silk_assess import exit_codes
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.portfolio import benchmark, statistics

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FLAT = " ".join(README.split())
TREE = load_pack(find_pack("silk"))
NUMBERS = {"five": 5, "dozen": 12}


def blocks(language: str) -> list[list[str]]:
    """List the blocks of a language, each as its lines."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return [block.splitlines() for block in found]


def test_the_first_two_blocks_are_one_command_each():
    """The first runs the main job, the second passes the tests, each after all its set-up."""
    (run,), (test,) = blocks("sh")[:2]
    set_up = "python3 -m venv .venv && . .venv/bin/activate && python -m pip install -q "
    assert run == set_up + ". && silk-assess demo"
    assert test == set_up + "-e '.[test]' && python -m pytest -q -n auto"
    assert README.count("pytest -q") == 1


def test_powershell_is_told_the_same_way_in():
    (lines,) = blocks("powershell")
    assert lines[-2:] == ["python -m pip install -q .", "silk-assess demo"]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (r"A (\w+) questions for a start", len(TREE.pack.head.short)),
        (r"or all (\d+) in about", len(TREE.questions)),
        (r"From (\d+) organisations on there is `benchmark.json`", benchmark.FEWEST),
        (r"each from (\w+) organisations or more", benchmark.TOGETHER),
        (r"\(those under (\w+) are not shown\)", statistics.FEWEST),
    ],
)
def test_a_number_is_the_program_s(said, number):
    (found,) = re.findall(said, FLAT)
    assert int(NUMBERS.get(found, found)) == number


def test_the_exit_codes_are_the_program_s():
    codes = [value for name, value in vars(exit_codes).items() if name.isupper() and isinstance(value, int)]
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)] == sorted(codes)


def test_the_benchmark_shown_is_of_enough_organisations():
    (number,) = re.findall(r"^python benchmarks/invented.py invented --number (\d+)$", README, re.MULTILINE)
    assert int(number) >= benchmark.FEWEST
    assert f"With {number} organisations that are invented" in FLAT

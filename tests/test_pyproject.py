"""The lowest set of libraries is what pyproject.toml allows, and the source distribution leaves nothing out."""

from __future__ import annotations

import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_lowest_set_is_the_lower_bounds():
    lines = (ROOT / "tests" / "lowest.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.split("==") for line in lines if not line.startswith("#")]
    bounds = [re.match(r"(\w+)>=([\d.]+)", one).groups() for one in PYPROJECT["project"]["dependencies"]]
    assert [tuple(pin) for pin in pins] == bounds


def test_the_source_distribution_holds_every_file_at_the_root():
    """It is built from a list, so that nothing from a work place slips in; a new file must be put on it."""
    try:
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no checkout")
    included = PYPROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    always = {"pyproject.toml"}
    at_root = {line.partition("/")[0] for line in listed.splitlines()} - always
    assert {name for name in at_root if not any(fnmatch(f"/{name}", one) for one in included)} == set()

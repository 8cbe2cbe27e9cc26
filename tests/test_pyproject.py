"""The lowest set of libraries is what pyproject.toml allows, and the source distribution leaves nothing out."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from silk_assess import __version__

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


# A release


CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_changelog_begins_with_the_version_that_this_is():
    """Or with what is not released yet, above the version that this still is."""
    versions = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)
    released = versions[1:] if versions[0] == "Unreleased" else versions
    assert released[0] == __version__
    numbers = [tuple(map(int, one.split("."))) for one in released]
    assert numbers == sorted(set(numbers), reverse=True)


@pytest.mark.skipif(os.name != "posix", reason="runs a step of the workflow as its runner does")
def test_a_tag_that_is_neither_version_nor_changelog_is_refused():
    """The step of the workflow, run with this version's tag and with another."""
    (step,) = re.findall(r"run: \|\n((?: {10}.*\n)+)", (ROOT / ".github/workflows/release.yml").read_text("utf-8"))
    script = "set -e\n" + re.sub(r"(?m)^ {10}", "", step)
    codes = [
        subprocess.run(["bash", "-c", script], cwd=ROOT, env={**os.environ, "GITHUB_REF_NAME": tag}, check=False)
        for tag in (f"v{__version__}", "v9.9.9")
    ]
    expected = 0 if re.search(r"^## (.+)$", CHANGELOG, re.MULTILINE)[1] == __version__ else 1
    assert [one.returncode for one in codes] == [expected, 1]


def test_the_metadata_name_no_address_that_nobody_has():
    assert [one for one in PYPROJECT["project"].get("urls", {}).values() if "OWNER" in one or "example" in one] == []

"""Hints work as printed, however the program was called; what is kept never depends on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent
HANEUL = HERE / "cases" / "haneul-works" / "answers.yaml"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="scripts begin with the name of their interpreter")


@pytest.fixture
def here(tmp_path):
    """A folder with an answer file, a broken one, and a script in .venv/bin as installers write it."""
    folder = tmp_path / ".venv" / "bin"
    folder.mkdir(parents=True)
    script = folder / "silk-assess"
    script.write_text(f"#!{sys.executable}\nimport sys\nfrom silk_assess.cli import main\nsys.exit(main())\n")
    script.chmod(0o755)
    shutil.copy(HANEUL, tmp_path / "co-op.yaml")
    (tmp_path / "broken.yaml").write_text("format: silk-answers/1\n", encoding="utf-8")
    return tmp_path


def shell(folder: Path, line: str, *before: Path) -> str:
    """Run a line in a shell, with folders set before all others in PATH; give all that is said."""
    path = os.pathsep.join([*map(str, before), "/usr/bin", "/bin"])
    environment = {**os.environ, "PATH": path, "PYTHONWARNINGS": "error"}
    found = subprocess.run(
        ["/bin/sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    return found.stdout + found.stderr


PYTHON = f"{sys.executable} -m silk_assess"


@pytest.mark.parametrize(
    "words", ["score co-op.yaml", "why co-op.yaml", "scor co-op.yaml", "", "--help", "ask --help", "demo"]
)
@pytest.mark.parametrize("program", [".venv/bin/silk-assess", PYTHON], ids=["path", "module"])
def test_another_name_changes_nothing_but_the_name(here, words, program):
    usual = shell(here, f"silk-assess {words}", here / ".venv" / "bin")
    other = shell(here, f"{program} {words}")
    assert "silk-assess " in usual
    assert flat(other) == flat(usual.replace("silk-assess ", f"{program} "))


def flat(text: str) -> str:
    """Leave out how words are wrapped: a longer name may need a line of its own."""
    return " ".join(text.split())


@pytest.mark.parametrize("program", [".venv/bin/silk-assess", PYTHON], ids=["path", "module"])
def test_a_hint_works_as_printed(here, program):
    said = shell(here, f"{program} scor co-op.yaml").splitlines()
    assert said[0] == 'There is no command "scor". Did you mean "score"?'
    assert shell(here, said[1]) == shell(here, f"{program} score co-op.yaml")


def test_another_program_of_the_name_is_not_taken_for_ours(here):
    (here / "other").mkdir()
    (here / "other" / "silk-assess").write_text("#!/bin/sh\necho other\n")
    (here / "other" / "silk-assess").chmod(0o755)
    assert shell(here, "silk-assess", here / "other") == "other\n"
    said = shell(here, ".venv/bin/silk-assess bogus", here / "other")
    assert said.endswith("All commands:\n  .venv/bin/silk-assess --help\n")


def test_what_is_kept_never_depends_on_how_it_was_called(here):
    def kept(program: str, out: str) -> list[bytes]:
        shell(here, f"{program} batch co-op.yaml broken.yaml no.yaml -o {out}")
        shell(here, f"{program} report co-op.yaml -o {out}/one.html")
        shell(here, f"{program} score co-op.yaml --json > {out}/one.json")
        names = (
            "scores.csv",
            "results.jsonl",
            "errors.jsonl",
            "portfolio.html",
            "portfolio.md",
            "one.html",
            "one.json",
        )
        return [(here / out / name).read_bytes() for name in names]

    assert kept(".venv/bin/silk-assess", "a") == kept(PYTHON, "b")

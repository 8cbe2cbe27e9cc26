"""The hooks: pre-commit takes them from a clone of this checkout, as the page on pipelines says."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import surroundings
from action import Runner
from surroundings import Done, bash, clone, environment, expect, run

_NAMED = "https://github.com/OWNER/silk-assess"


def held(place: Path, runner: Runner) -> str:
    """Hold the hooks to what they promise, with pre-commit itself where it is at hand."""
    own = str(Path(sys.executable).parent)
    program = shutil.which("pre-commit", path=own) or shutil.which("pre-commit")
    if program is None:
        return "SKIPPED, pre-commit is not at hand"
    given = environment(place)
    expect(run([program, "validate-manifest", str(surroundings.ROOT / ".pre-commit-hooks.yaml")], place, given), 0)
    source, commit = clone(place, given)
    folder = surroundings.repository(place, runner.program, given)
    settings = surroundings.block(".pre-commit-config.yaml")
    _write(folder, settings.replace(_NAMED, str(source)).replace("v0.2.0", commit), given)
    expect(run([program, "validate-config"], folder, given), 0)

    def tried() -> Done:
        return bash(f"git add -A; '{program}' run --all-files --verbose --color never", folder, given)

    expect(tried(), 0, "co-op.yaml: no faults.", "2 reports of 1 organisation are fresh.")
    surroundings.make_stale(folder)
    expect(tried(), 1, "2 of 2 reports are stale.")
    surroundings.break_answers(folder)
    expect(tried(), 1, "co-op.yaml:6:3: fault: ")
    # As its default says, without args: all of the repository, whose questionnaire is here its own.
    shutil.rmtree(folder / "samples")
    (folder / "co-op.yaml").unlink()
    (folder / ".pre-commit-config.yaml").unlink()
    words = ["try-repo", str(source), "silk-assess-check", "--ref", commit, "--all-files", "--verbose"]
    bash("git add -A", folder, given)
    expect(run([program, *words], folder, given), 0, "ours: no faults")
    return "pre-commit installs them, and they pass and fail where they should"


def _write(folder: Path, settings: str, given: dict[str, str]) -> None:
    (folder / ".pre-commit-config.yaml").write_text(settings, encoding="utf-8")
    expect(bash("git add -A; git commit -qm y", folder, given), 0)

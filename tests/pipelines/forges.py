"""The lines for two forges, as the page on pipelines shows them: their steps with this checkout in place of OWNER's."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import surroundings
import yaml
from action import ANNOTATED, Runner
from surroundings import ROOT, Broken, Done, bash, block, environment, expect

_GITHUB = ".github/workflows/questionnaire.yml"
_GITLAB = ".gitlab-ci.yml"
_ADDRESS = re.compile(r'"?https://gitlab\.com/OWNER/silk-assess/[^\s"]+\.tar\.gz"?')


def held(place: Path, runner: Runner) -> str:
    """Hold the lines to what they promise: they pass, and fail on a fault."""
    given = environment(place)
    folder = surroundings.repository(place, runner.program, given)
    python = place / "image"
    venv.create(python, with_pip=True, symlinks=True)
    inside = given | {"PATH": f"{python / 'bin'}:{given['PATH']}"}
    forges = {"GitHub": lambda: _github(runner, folder), "GitLab": lambda: _gitlab(folder, inside)}
    for name, run in forges.items():
        expect(run(), 0, "2 reports of 1 organisation are fresh.")
        print(f"  {name} passes", flush=True)
    surroundings.break_answers(folder)
    for run, says in zip(forges.values(), (ANNOTATED, "co-op.yaml:6:3: fault: "), strict=True):
        expect(run(), 1, says)
    return f"their steps pass, and fail on a fault; {_schemas(place)}"


def _github(runner: Runner, folder: Path) -> Done:
    """Run the steps of the job: a checkout is what we stand in, and OWNER's action is ours."""
    (job,) = yaml.safe_load(block(_GITHUB))["jobs"].values()
    said = ""
    for step in job["steps"]:
        name = step["uses"].partition("@")[0]
        if name == "actions/checkout":
            continue
        if name != "OWNER/silk-assess":
            raise Broken(f"a step uses {name}")
        done = runner.run(folder, **step["with"])
        said += done.said
        if done.code:
            return Done(done.code, said)
    return Done(0, said)


def _gitlab(folder: Path, given: dict[str, str]) -> Done:
    """Run the script of the job: what it installs is this checkout."""
    (job,) = yaml.safe_load(block(_GITLAB)).values()
    if not re.fullmatch(r"python:3\.\d+-slim", job["image"]):
        raise Broken(f"{job['image']} is no slim Python of one minor version")
    script = "\n".join(job["script"])
    ours, times = _ADDRESS.subn(f"'{ROOT}'", script)
    if times != 1:
        raise Broken("the script does not install OWNER's silk-assess once")
    return bash(ours, folder, given)


def _schemas(place: Path) -> str:
    """Hold the lines, the action and our own workflows to the schemas that check-jsonschema brings."""
    program = shutil.which("check-jsonschema", path=str(Path(sys.executable).parent))
    if program is None:
        return "SKIPPED the schemas, check-jsonschema is not at hand"
    (place / "github.yml").write_text(block(_GITHUB), encoding="utf-8")
    (place / "gitlab.yml").write_text(block(_GITLAB), encoding="utf-8")
    workflows = sorted(map(str, (ROOT / ".github" / "workflows").glob("*.yml")))
    for schema, files in {
        "github-actions": [str(ROOT / "action.yml")],
        "github-workflows": [str(place / "github.yml"), *workflows],
        "gitlab-ci": [str(place / "gitlab.yml")],
    }.items():
        told = [
            program,
            "--builtin-schema",
            f"vendor.{schema}",
            *(["--data-transform", "gitlab-ci"] if schema == "gitlab-ci" else []),
            *files,
        ]
        done = subprocess.run(told, capture_output=True, text=True, check=False)
        expect(Done(done.returncode, done.stdout + done.stderr), 0)
    return f"the action, {len(workflows)} workflows and both forges' lines fit their schemas"

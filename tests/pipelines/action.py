"""The action: its `run` steps with the inputs set, as the forge's runner would run them."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import surroundings
import yaml
from surroundings import ROOT, Broken, Done, bash, environment, expect

# A fault of the repository's answers, as the forge shows it beside their line.
ANNOTATED = "::error file=co-op.yaml,line=6,col=3,"
# What the action uses of others, and what we say in their place.
PYTHON = "actions/setup-python@"
_EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")
_ONLY_IF_GIVEN = re.compile(r"inputs\.([\w-]+) != ''")


class Runner:
    """Runs the action of this checkout; it is installed once, and what it then does as often as asked."""

    def __init__(self, place: Path) -> None:
        self._action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
        self._outputs: dict[str, str] = {}
        self._known = {"github.action_path": str(ROOT), "runner.temp": str(place)}
        self._environment = environment(place)
        self._install = self._step("install")
        expect(self._run(self._install, place, self._given({"paths": "x"})), 0, "silk-assess ")

    @property
    def program(self) -> str:
        """Where the program stands, as the action's output says."""
        return self._filled(self._action["outputs"]["program"]["value"], {})

    def run(self, folder: Path, **inputs: str) -> Done:
        """Run all steps behind the installation in a folder, with these inputs; end at the first failure."""
        given, said = self._given(inputs), ""
        for step in self._action["runs"]["steps"]:
            if "uses" in step or step is self._install or not self._is_wanted(step, given):
                continue
            done = self._run(step, folder, given)
            said += done.said
            if done.code:
                return Done(done.code, said)
        return Done(0, said)

    def _step(self, id: str) -> dict[str, Any]:
        steps = self._action["runs"]["steps"]
        uses = [step for step in steps if "uses" in step]
        if [one["uses"].startswith(PYTHON) for one in uses] != [True]:
            raise Broken("the action uses more than a Python")
        self._outputs[f"steps.{uses[0]['id']}.outputs.python-path"] = sys.executable
        return next(step for step in steps if step.get("id") == id)

    def _given(self, inputs: dict[str, str]) -> dict[str, str]:
        declared = self._action["inputs"]
        if unknown := inputs.keys() - declared.keys():
            raise Broken(f"the action has no input {unknown}")
        if missing := [name for name, one in declared.items() if one.get("required") and name not in inputs]:
            raise Broken(f"the inputs {missing} are required")
        defaults = {name: one.get("default", "") for name, one in declared.items()}
        return {f"inputs.{name}": value for name, value in (defaults | inputs).items()}

    def _is_wanted(self, step: dict[str, Any], given: dict[str, str]) -> bool:
        if "if" not in step:
            return True
        match = _ONLY_IF_GIVEN.fullmatch(step["if"])
        if match is None:
            raise Broken(f"this runner does not understand: if {step['if']}")
        return given[f"inputs.{match[1]}"] != ""

    def _run(self, step: dict[str, Any], folder: Path, given: dict[str, str]) -> Done:
        if step["shell"] != "bash" or "${{" in step["run"]:
            raise Broken("a step that is no bash, or that puts what somebody named into its script")
        file = folder.parent / "outputs"
        file.write_text("", encoding="utf-8")
        own = {name: self._filled(value, given) for name, value in step.get("env", {}).items()}
        done = bash(step["run"], folder, self._environment | own | {"GITHUB_OUTPUT": str(file)})
        for line in file.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            self._outputs[f"steps.{step['id']}.outputs.{name}"] = value
        return done

    def _filled(self, text: str, given: dict[str, str]) -> str:
        known = self._known | self._outputs | given
        return _EXPRESSION.sub(lambda match: known[match[1]], text)


def held(place: Path, runner: Runner) -> str:
    """Hold the action to what its inputs promise."""
    folder = surroundings.repository(place, runner.program, environment(place))
    sound = {"paths": "ours\n\nco-op.yaml\n", "pack": "ours"}
    expect(runner.run(folder, **sound), 0, "::warning file=ours/people.yaml,line=")
    expect(runner.run(folder, **sound, samples="samples\n"), 0, "2 reports of 1 organisation are fresh.")
    expect(runner.run(folder, paths=" \n"[1:], pack="ours"), 2, "names nothing to check")
    expect(runner.run(folder, paths="$(touch hacked); `touch hacked`\n", pack="ours"), 4, "There is no file $(touch")
    expect(runner.run(folder, paths="--all\n", pack="ours"), 4, "There is no file --all here")
    expect(runner.run(folder, paths="co-op.yaml", pack="$(touch hacked)"), 4)
    expect(runner.run(folder, **sound, samples="--check\nsamples"), 4)
    if (folder / "hacked").exists():
        raise Broken("what an input says was run")
    surroundings.make_stale(folder)
    expect(runner.run(folder, **sound, samples="samples"), 1, "2 of 2 reports are stale.")
    surroundings.break_answers(folder)
    expect(runner.run(folder, **sound, samples="samples"), 1, ANNOTATED)
    return "its steps check, compare, fail where they should, and run nothing that an input says"

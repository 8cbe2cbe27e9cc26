"""The image: built where a daemon is at hand, else its instructions are run one by one in an empty environment."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass, field
from pathlib import Path

from action import Runner
from surroundings import MINI, ROOT, Broken, Done, environment, expect, run

_BASE = re.compile(r"python:3\.(\d+)-slim(?: AS (\w+))?")
NOBODY = 10001
ANSWERS = (ROOT / "tests" / "cases" / "haneul-works" / "answers.yaml").read_bytes()


@dataclass
class Stage:
    """A stage: a folder that stands for its root, a Python of its own, and what it says of how it runs."""

    root: Path
    given: dict[str, str]
    folder: str = "/"
    user: int = 0
    entry: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    # Folders that the file names: their paths are read below `root`.
    named: set[str] = field(default_factory=set)

    def below(self, path: str) -> Path:
        """Give the place that stands for a path of the image."""
        return self.root / os.path.join(self.folder, path).lstrip("/")

    def within(self, command: str) -> str:
        """Let a command mean our places where it names those of the image."""
        for path in sorted(self.named, key=len, reverse=True):
            command = re.sub(rf"(?<![\w./]){re.escape(path)}(?![\w.-])", str(self.root / path.lstrip("/")), command)
        return command


def held(place: Path, _: Runner) -> str:
    """Hold the image to what the page on pipelines says of it."""
    instructions = _instructions((ROOT / "Dockerfile").read_text(encoding="utf-8"))
    last = [one for one in instructions if one[0] == "USER"]
    if not last or not re.fullmatch(r"[1-9]\d*:[1-9]\d*", last[-1][1]):
        raise Broken("the image does not say as which user, by number, it runs; or it runs as root")
    if shutil.which("docker") and not subprocess.run(["docker", "info"], capture_output=True, check=False).returncode:
        return _built(place)
    stage = _followed(place, instructions)
    work = place / "work"
    shutil.copytree(MINI, work)
    said = _started(stage, work, "--version").said
    expect(_started(stage, work), 0, "Usage: silk-assess COMMAND [FILE]")
    expect(_started(stage, work, "score", "-", "--json", data=ANSWERS), 0, '{"format": "silk-result/1"')
    expect(_started(stage, work, "check", ".", "--pack", "."), 0, "no faults")
    expect(_started(stage, work, "report", "-", "--format", "md", data=ANSWERS), 0, "# Haneul Works")
    expect(_started(stage, work, "kit", "-o", "/nowhere/kit.xlsx"), 4)
    who = "nobody in particular" if _user(stage) is not None else "the user of this script"
    return f"SKIPPED the build, no daemon is at hand; its instructions were run, as {who}, and give {said.strip()}"


def _built(place: Path) -> str:
    """Build the image, and run it as the page says."""
    given = dict(os.environ)
    name = "silk-assess:tried"
    expect(run(["docker", "build", "-q", "-t", name, str(ROOT)], place, given), 0)
    try:
        start = ["docker", "run", "--rm", "-i", "--network", "none", name]
        expect(run([*start, "score", "-", "--json"], place, given, data=ANSWERS), 0, '{"format": "silk-result/1"')
        expect(run(start, place, given), 0, "Usage: silk-assess COMMAND [FILE]")
        who = run(["docker", "run", "--rm", "--entrypoint", "id", name, "-u"], place, given)
        expect(who, 0, str(NOBODY))
        mounted = ["docker", "run", "--rm", "-v", f"{MINI}:/work:ro", name, "check", ".", "--pack", "."]
        expect(run(mounted, place, given), 0, "no faults")
    finally:
        run(["docker", "image", "rm", "-f", name], place, given)
    return "built by docker, and it runs as nobody without a network"


def _instructions(text: str) -> list[tuple[str, str]]:
    """List instructions with what stands behind them; a line that ends in a backslash goes on in the next."""
    whole = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^\s*#.*\n", "", text))
    lines = [line.split(maxsplit=1) for line in whole.splitlines() if line.strip()]
    return [(one[0].upper(), one[1]) for one in lines]


def _followed(place: Path, instructions: list[tuple[str, str]]) -> Stage:
    """Follow the instructions up to the last stage."""
    stages: dict[str, Stage] = {}
    stage: Stage | None = None
    named = {path for _, rest in instructions for path in re.findall(r"(?:^|\s)(/\w+)", rest)}
    for word, rest in instructions:
        if word == "FROM":
            stage = stages[str(len(stages))] = _begun(place / f"stage-{len(stages)}", rest, place)
            stage.named = named
            if name := _BASE.fullmatch(rest)[2]:
                stages[name] = stage
            continue
        if stage is None:
            raise Broken(f"{word} stands before FROM")
        _follow(stage, word, rest, stages)
    if stage is None:
        raise Broken("the Dockerfile has no FROM")
    return stage


def _begun(root: Path, base: str, place: Path) -> Stage:
    match = _BASE.fullmatch(base)
    if (
        match is None
        or f'"Programming Language :: Python :: 3.{match[1]}"' not in (ROOT / "pyproject.toml").read_text()
    ):
        raise Broken(f"{base} is no slim Python of one minor version that is supported")
    venv.create(root / "python", with_pip=True, symlinks=True)
    given = environment(place)
    given["PATH"] = os.pathsep.join([str(root / "python" / "bin"), "/usr/bin", "/bin"])
    return Stage(root, given)


def _follow(stage: Stage, word: str, rest: str, stages: dict[str, Stage]) -> None:
    match word:
        case "WORKDIR":
            stage.folder = os.path.join(stage.folder, rest)
            stage.below(".").mkdir(parents=True, exist_ok=True)
        case "COPY":
            _copy(stage, shlex.split(rest), stages)
        case "RUN":
            expect(run(["sh", "-ec", stage.within(rest)], stage.below("."), stage.given), 0)
        case "USER":
            stage.user = int(rest.partition(":")[0])
        case "ENV":
            stage.given |= dict(one.partition("=")[::2] for one in shlex.split(rest))
        case "ENTRYPOINT":
            stage.entry = json.loads(rest)
        case "CMD":
            stage.words = json.loads(rest)
        case _:
            raise Broken(f"this script does not know {word}")


def _copy(stage: Stage, words: list[str], stages: dict[str, Stage]) -> None:
    if words[0].startswith("--from="):
        source, target = words[1:]
        there = stages[words[0].removeprefix("--from=")].root / source.lstrip("/")
        shutil.copytree(there, stage.below(target))
        return
    if words != [".", "."]:
        raise Broken(f"this script does not know COPY {words}")
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    for name in listed.stdout.decode().splitlines():
        if (ROOT / name).is_file() and not _is_left_out(name, rules):
            target = stage.below(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)


def _is_left_out(name: str, rules: list[str]) -> bool:
    """Say whether a file stays out of the image: the last rule that meets it, or a folder above it, decides."""
    parts = name.split("/")
    above = ["/".join(parts[: i + 1]) for i in range(len(parts))]
    out = False
    for rule in rules:
        pattern = rule.removeprefix("!")
        ends = pattern.removeprefix("**/")
        meets = any(
            (one.count("/") == pattern.count("/") and fnmatch.fnmatchcase(one, pattern))
            or (ends != pattern and fnmatch.fnmatchcase(one.rpartition("/")[2], ends))
            for one in above
        )  # fmt: skip
        out = not rule.startswith("!") if meets else out
    return out


def _started(stage: Stage, folder: Path, *words: str, data: bytes = b"") -> Done:
    """Start what the image starts, in a folder that stands for /work, as its user where we may become it."""
    program = shutil.which(stage.entry[0], path=stage.given["PATH"])
    if program is None:
        raise Broken(f"{stage.entry[0]} is not installed")
    return run([program, *stage.entry[1:], *(words or stage.words)], folder, stage.given, _user(stage), data)


def _user(stage: Stage) -> int | None:
    """Give the user of the image, where we may become it and it may run this Python; None where not."""
    return stage.user if os.geteuid() == 0 and _is_open(sys.executable) else None


def _is_open(program: str) -> bool:
    """Say whether anybody may run a program: the interpreter may stand in a home of its own."""
    told, nobody = [program, "-c", ""], {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    try:
        return subprocess.run(told, **nobody, capture_output=True, check=False).returncode == 0
    except OSError:
        return False

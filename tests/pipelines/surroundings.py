"""A small repository to try pipelines on, and an environment in which nothing is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "do" / "pipeline.md"
# What this script's own environment, or a person's settings, would say to Python, pip and the program.
NOT_FRESH = re.compile(r"VIRTUAL_ENV|PYTHON(PATH|HOME)|NOX_|UV_PYTHON|UV_PROJECT|SILK_|GITHUB_|GIT_|PRE_COMMIT")
MINI = ROOT / "tests" / "packs" / "mini"


class Broken(Exception):
    """Something does not do what it should."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a script ended, and what it printed on both streams."""

    code: int
    said: str


def environment(place: Path) -> dict[str, str]:
    """Give an environment of somebody who has nothing installed, with an empty HOME."""
    home = place / "home"
    home.mkdir(exist_ok=True)
    own = str(Path(sys.executable).parent)
    kept = {name: value for name, value in os.environ.items() if not NOT_FRESH.match(name)}
    path = [one for one in kept["PATH"].split(os.pathsep) if one != own]
    people = {f"GIT_{who}_{what}": "x@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    # What was fetched once need not be fetched for each part; nothing is installed by it.
    fetched = {"PIP_CACHE_DIR": os.environ.get("PIP_CACHE_DIR", str(Path.home() / ".cache" / "pip"))}
    return (
        fetched | kept | people | {"HOME": str(home), "PATH": os.pathsep.join(path), "LANG": "C.UTF-8", "NO_COLOR": "1"}
    )


def bash(script: str, folder: Path, given: dict[str, str]) -> Done:
    """Run a script as a runner's bash does: it ends at the first failure."""
    file = folder.parent / "script.sh"
    file.write_text(script, encoding="utf-8")
    told = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(file)]
    return run(told, folder, given)


def run(words: list[str], folder: Path, given: dict[str, str], user: int | None = None, data: bytes = b"") -> Done:
    """Run a program; what it prints on both streams is taken together."""
    more = {} if user is None else {"user": user, "group": user, "extra_groups": []}
    done = subprocess.run(
        words, cwd=folder, env=given, input=data, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **more
    )
    return Done(done.returncode, done.stdout.decode(errors="replace"))


def expect(done: Done, code: int, *says: str) -> Done:
    """See that something ended as it should, and said what it should."""
    missing = [one for one in says if one not in done.said]
    if done.code != code or missing:
        raise Broken(
            f"ended with {done.code}, not {code}{f', and does not say {missing}' if missing else ''}\n{done.said}"
        )
    return done


def repository(place: Path, silk: str, given: dict[str, str]) -> Path:
    """Make a repository with a questionnaire, answers and fresh sample reports, all committed."""
    folder = place / "repository"
    shutil.copytree(MINI, folder / "ours", ignore=shutil.ignore_patterns("*.json", "answers.yaml"))
    shutil.copy(MINI / "answers.yaml", folder / "co-op.yaml")
    sample = folder / "samples" / "co-op"
    sample.mkdir(parents=True)
    shutil.copy(MINI / "answers.yaml", sample / "answers.yaml")
    expect(run([silk, "samples", "samples", "--pack", "ours"], folder, given), 0)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        expect(run(["git", *words], folder, given), 0)
    return folder


def break_answers(folder: Path) -> None:
    """Put a fault into the answers of the repository."""
    _replace(folder / "co-op.yaml", r"(?m)^(answers:\n)", r"\1  nothing-of-ours: yes\n")


def make_stale(folder: Path) -> None:
    """Let the sample reports be no longer what the program would draw."""
    _replace(folder / "samples" / "co-op" / "answers.yaml", "name: Coop", "name: Another")


def _replace(file: Path, pattern: str, by: str) -> None:
    text = file.read_text(encoding="utf-8")
    changed = re.sub(pattern, by, text, count=1)
    if changed == text:
        raise Broken(f"{file.name} has no {pattern}")
    file.write_text(changed, encoding="utf-8")


def block(name: str) -> str:
    """Give the text of a file that the page on pipelines lets its reader write."""
    found = re.search(rf"`{re.escape(name)}`:\n\n```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    if found is None:
        raise Broken(f"{PAGE.name} shows no {name}")
    return found[1]


def clone(place: Path, given: dict[str, str]) -> tuple[Path, str]:
    """Clone this checkout with what is changed in it and not yet committed; give the clone and its commit."""
    folder = place / "silk-assess"
    expect(run(["git", "clone", "-q", str(ROOT), str(folder)], place, given), 0)
    listed = run(["git", "ls-files", "-mo", "--exclude-standard"], ROOT, given).said.splitlines()
    for one in listed:
        if (ROOT / one).is_file():
            (folder / one).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / one, folder / one)
    for words in (["add", "-A"], ["commit", "-q", "--allow-empty", "-m", "as it stands"]):
        expect(run(["git", *words], folder, given), 0)
    return folder, run(["git", "rev-parse", "HEAD"], folder, given).said.strip()

"""The pages of the site, their blocks, and what a person who follows them would see."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pexpect

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
# Pages whose examples, behind a heading, are held by a test of their own.
ELSEWHERE = {
    "docs/faults.md": ("tests/test_faults.py", ""),
    "docs/format.md": ("tests/test_docs.py", "A whole pack, small"),
}
SECONDS = 120
MOST_NOT_RUN = 15

_FENCE = re.compile(r"^(?P<fence>```+)(?P<language>[\w{}-]*).*\n(?P<text>(?:.*\n)*?)^(?P=fence) *$", re.MULTILINE)
# A file that the reader writes: its name, then its text.
_FILE = re.compile(r"(?:\A|\n)`([\w./-]+\w)`:\n+\Z")
_INDENTED = re.compile(r"(?:\A|(?<=\n))\n((?: {4}.*\n)+)")
_TYPED = re.compile(r" {4}(?:[A-Z]+=\S+ )?(?:silk-assess|pytest|nox|python3?|pip|pipx|uv|git|docker|\.) ")
_REMARK = re.compile(r"<!-- (not run|typed|held by): ((?:(?!-->).)+?) -->\n*\Z", re.DOTALL)
_ENDED = "@@ ended here @@"
_TRANSCRIPT_GAP = "[...]"
_COLUMNS = 80


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: where it stands, in what language, and what a remark before it says of it."""

    line: int
    language: str
    text: str
    file: str = ""
    remarks: tuple[tuple[str, str], ...] = ()

    def remark(self, kind: str) -> str:
        """Give what is remarked of one kind; empty where nothing is."""
        return dict(self.remarks).get(kind, "")


@dataclass(slots=True)
class Command:
    """A command as it is typed, and what it should print."""

    line: int
    typed: str
    printed: list[str] = field(default_factory=list)


def pages() -> list[Path]:
    """List the pages that the site is made of, as its settings name them."""
    patterns = runpy.run_path(str(DOCS / "conf.py"))["include_patterns"]
    return sorted({page for pattern in patterns for page in ROOT.glob(pattern)})


def name(page: Path) -> str:
    """Name a page by its path from the root."""
    return page.relative_to(ROOT).as_posix()


def blocks(text: str) -> list[Block]:
    """List the blocks of a page, with what stands before each; directives of the site are none.

    Of blocks that are only indented those count that show something to type.
    """
    found = []
    for match in _FENCE.finditer(text):
        if not match["language"].startswith("{"):
            found.append(_block(text, match.start(), match["language"], match["text"]))
    # What stands in fences is blanked, so that places stay.
    outside = _FENCE.sub(lambda one: re.sub("[^\\n]", "-", one[0]), text)
    for match in _INDENTED.finditer(outside):
        if _TYPED.search(match[1]):
            found.append(_block(text, match.start(1), "indented", match[1]))
    return sorted(found, key=lambda one: one.line)


def _block(text: str, start: int, language: str, inner: str) -> Block:
    before, remarks = text[:start], []
    while remark := _REMARK.search(before):
        remarks.append((remark[1], " ".join(remark[2].split())))
        before = before[: remark.start()]
    named = _FILE.search(before)
    line = text.count("\n", 0, start) + (1 if language == "indented" else 2)
    return Block(line, language, inner, named[1] if named else "", tuple(remarks))


def held_elsewhere(page: Path, block: Block) -> str:
    """Name the test that holds a block of a page; empty where none is known to.

    All of a page with examples in Python is held by the test that names the page.
    """
    if block.remark("held by"):
        return block.remark("held by")
    test, heading = ELSEWHERE.get(name(page), ("", ""))
    text = page.read_text(encoding="utf-8")
    if test and block.line >= text.count("\n", 0, text.index(f"\n## {heading}")):
        return test
    if "```python" in text:
        tests = sorted((ROOT / "tests").rglob("test_*.py"))
        return next((name(one) for one in tests if page.name in one.read_text(encoding="utf-8")), "")
    return ""


def commands(block: Block) -> list[Command]:
    """List the commands of a console block, each with what stands below it."""
    found: list[Command] = []
    is_open = False
    for number, line in enumerate(block.text.splitlines(), block.line):
        if is_open:
            found[-1].typed += "\n" + line
        elif line.startswith("$ "):
            found.append(Command(number, line[2:]))
        else:
            assert found, f"line {number}: what is printed stands below its command, which begins with $"
            found[-1].printed.append(line.rstrip())
            continue
        is_open = line.endswith("\\")
    return found


# A person's shell


def programs(place: Path) -> Path:
    """Make a folder with the program as a shell would find it."""
    folder = place / "bin"
    folder.mkdir()
    program = folder / "silk-assess"
    lines = [f"#!{sys.executable}", "import sys", f"sys.path.insert(0, {str(ROOT / 'src')!r})"]
    program.write_text("\n".join([*lines, "from silk_assess.cli import main", "main()", ""]), encoding="utf-8")
    program.chmod(0o755)
    return folder


class Shell:
    """One bash in a folder of its own, at which the blocks of a page are typed in their order."""

    def __init__(self, place: Path) -> None:
        path = os.pathsep.join([str(programs(place)), str(Path(sys.executable).parent), os.environ["PATH"]])
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SILK_", "LC_", "PYTEST"))}
        self._environment = kept | {
            "PATH": path,
            "HOME": str(place),
            "LANG": "C.UTF-8",
            "NO_COLOR": "1",
            "TERM": "dumb",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(ROOT / "src"),
        }
        self.folder = place / "here"
        self.folder.mkdir()

    def run(self, every: list[Command]) -> list[tuple[str, list[str]]]:
        """Run commands one after the other in one shell; give each as it was typed, with the lines that it printed."""
        told = [f"{one.typed}\nended=$?; echo '{_ENDED}'; (exit $ended)\n" for one in every]
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-c", "exec 2>&1\n" + "".join(told)],
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            timeout=SECONDS,
            check=False,
        )
        parts = done.stdout.decode().split(_ENDED + "\n")
        return [(one.typed, part.splitlines()) for one, part in zip(every, parts, strict=False)]

    def type(self, command: Command, typed: list[str]) -> list[str]:
        """Run one command at a terminal, with a line typed at each prompt; give the lines as they stand there."""
        session = pexpect.spawn(
            "bash",
            ["--noprofile", "--norc", "-c", command.typed],
            cwd=str(self.folder),
            env=self._environment,
            encoding="utf-8",
            dimensions=(50, _COLUMNS),
            timeout=SECONDS,
        )
        printed = ""
        for line in typed:
            session.expect(r"> ?$")
            printed += session.before + session.after
            session.sendline("" if line == "ENTER" else line)
        session.expect(pexpect.EOF)
        session.close()
        return (printed + session.before).replace("\r\n", "\n").splitlines()


def write(block: Block, folder: Path) -> None:
    """Write a file that the page lets its reader write."""
    file = folder / block.file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(block.text, encoding="utf-8")


def differences(command: Command, printed: list[str]) -> str:
    """Say how what was printed differs from what the page shows; empty where it does not."""
    expected = _trimmed(command.printed)
    seen = _trimmed([line.rstrip() for line in printed])
    pattern = "".join(_pattern(expected))
    if re.fullmatch(pattern, "\n".join(seen) + "\n" if seen else "", re.DOTALL):
        return ""
    shown = "\n".join(["  the page shows:", *expected, "  it printed:", *seen])
    return f"line {command.line}: $ {command.typed}\n{shown}"


def _pattern(lines: list[str]) -> Iterator[str]:
    """Match lines letter for letter; those left out, where the page says so, may be any."""
    yield from ("(?:[^\\n]*\\n)*?" if line == _TRANSCRIPT_GAP else re.escape(line) + "\\n" for line in lines)


def _trimmed(lines: list[str]) -> list[str]:
    """Leave out blank lines at both ends."""
    first = next((i for i, line in enumerate(lines) if line), len(lines))
    last = next((i for i, line in enumerate(reversed(lines)) if line), 0)
    return lines[first : len(lines) - last]

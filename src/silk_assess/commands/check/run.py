"""The whole of `check`: look at what is named, and say what was found, to a person or to a machine."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from silk_assess import exit_codes
from silk_assess.commands import links, machine, streams
from silk_assess.commands.check import fix as fixing
from silk_assess.commands.check.against import against
from silk_assess.commands.check.against_screen import against_lines
from silk_assess.commands.check.command import Checked, inspect
from silk_assess.commands.check.fix_screen import would_be, written
from silk_assess.commands.check.screen import checked
from silk_assess.commands.check.tables import Given
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files.folders import QUESTIONNAIRE
from silk_assess.report.findings.document import Finding, Findings, finding
from silk_assess.terminal.faults import messages
from silk_assess.terminal.layout import BLANK
from silk_assess.terminal.printing import most_messages
from silk_assess.wording.commands import with_pack


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    paths: tuple[Path, ...]
    given: Given
    all: bool = False
    follow_links: bool = False
    pack: str | None = None
    form: str = machine.TEXT

    @property
    def again(self) -> tuple[str, ...]:
        """Give the words of the command that prints all that is found."""
        words = ("check", *map(str, self.paths), "--all", *(("--follow-links",) if self.follow_links else ()))
        return (*words, *self.given.words, *with_pack(self.pack))


def run(asked: Asked) -> int:
    """Look at all that is named, say what was found, and give the exit code."""
    looked_at = inspect(asked.paths, asked.pack, asked.follow_links, asked.given)
    return _for_people(asked, list(looked_at)) if asked.form == machine.TEXT else _for_machines(asked, looked_at)


def check_together(paths: Sequence[Path], is_mended: bool, old: str | None, form: str) -> None:
    """Raise SilkError with code "usage" where options do not go together."""
    named = str(paths[0])
    if is_mended and (old is not None or form != machine.TEXT):
        says, do = "--fix does not go with --against or --format", "One after the other:"
        raise SilkError(Fault(("check",), says, do, Code.USAGE, command=("check", named, "--fix")))
    if old is not None and len(paths) > 1:
        says, do = "--against holds one questionnaire against another, and several are named", "For example:"
        raise SilkError(Fault(("check",), says, do, Code.USAGE, command=("check", named, "--against", old)))


def mend(folders: Iterable[Path], is_only_shown: bool) -> int:
    """Mend questionnaires, or show what would be mended, and give the exit code.

    Raises SilkError with code "usage" where something else is named, and where a file cannot be written.
    """
    places = [_questionnaire(one) for one in folders]
    code = exit_codes.DONE
    for i, place in enumerate(places):
        fixed = fixing.fix(place)
        if not is_only_shown:
            fixing.write(fixed)
        shown = would_be if is_only_shown else written
        streams.out([*((BLANK,) if i else ()), *shown(fixed, streams.width())])
        if fixed.left or (is_only_shown and fixed.changed):
            code = exit_codes.FINDINGS
    return code


def compare(path: Path, old: str, shows_all: bool, form: str) -> int:
    """Hold a questionnaire against an older version of it, and give the exit code."""
    try:
        found = against(_questionnaire(path), old)
    except Exception as error:
        if form != machine.TEXT:
            machine.broken_off(error, (), (str(path),), form)
        raise
    if form == machine.TEXT:
        streams.out(against_lines(found, streams.width(), shows_all))
    else:
        machine.put(Findings(tuple(map(finding, found.faults)), (str(path),)), form)
    return exit_codes.exit_code(found.faults)


def _questionnaire(path: Path) -> Path:
    folder = path.parent if path.name == QUESTIONNAIRE else path
    if not (folder / QUESTIONNAIRE).is_file():
        says, do = f"{path} is no folder of a questionnaire, and this is done to nothing else", "Look at it:"
        raise SilkError(Fault((str(path),), says, do, Code.USAGE, command=("check", str(path))))
    return folder


def _for_people(asked: Asked, looked_at: Sequence[object]) -> int:
    found = [one for one in looked_at if isinstance(one, Checked)]
    read = [one for one in found if not one.is_unread]
    streams.out(checked(read, streams.width(), None if asked.all else most_messages(sys.stdout), asked.again))
    streams.say(links.passed_over(looked_at, streams.width(sys.stderr)))
    unread = [fault for one in found if one.is_unread for fault in one.findings]
    most = None if asked.all else most_messages(sys.stderr)
    streams.say(messages(unread, streams.width(sys.stderr), most, asked.again))
    return exit_codes.exit_code(fault for one in found for fault in one.findings)


def _for_machines(asked: Asked, looked_at: Iterator[object]) -> int:
    """Put out one document, whatever happens: what ends the run early stands in it, and is raised after it."""
    seen: list[object] = []
    try:
        seen.extend(looked_at)
    except Exception as error:
        found = [one for one in seen if isinstance(one, Checked)]
        machine.broken_off(error, findings_of(found), [one.name for one in found], asked.form)
        raise
    streams.say(links.passed_over(seen, streams.width(sys.stderr)))
    found = [one for one in seen if isinstance(one, Checked)]
    complete = not any(map(_is_cut, found))
    machine.put(Findings(tuple(findings_of(found)), tuple(one.name for one in found), complete), asked.form)
    return exit_codes.exit_code(fault for one in found for fault in one.findings)


def findings_of(found: Iterable[Checked]) -> list[Finding]:
    """List all findings, those that an author allows with the reason."""
    told = []
    for one in found:
        told += [finding(fault) for fault in one.findings]
        told += [finding(fault, kind.reason) for kind in one.allowed for fault in kind.findings]
    return told


def _is_cut(one: Checked) -> bool:
    """Say whether more may be wrong than was found: not read at all, or too much to be told."""
    return one.is_unread or one.more > 0 or any(fault.code is Code.TOO_MANY for fault in one.findings)

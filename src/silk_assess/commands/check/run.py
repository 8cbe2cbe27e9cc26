"""The whole of `check`: look at what is named, and say what was found, to a person or to a machine."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from silk_assess import exit_codes
from silk_assess.commands import links, machine, streams
from silk_assess.commands.check.command import Checked, inspect
from silk_assess.commands.check.screen import checked
from silk_assess.commands.check.tables import Given
from silk_assess.faults import Code
from silk_assess.report.findings.document import Finding, Findings, finding
from silk_assess.terminal.faults import messages
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

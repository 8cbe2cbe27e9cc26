"""The whole of `samples`: draw, or look, and say what was found, to a person or to a machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from silk_assess import exit_codes
from silk_assess.commands import machine, streams
from silk_assess.commands.samples import command as drawing
from silk_assess.commands.samples import screen
from silk_assess.faults import Code, Fault, Place
from silk_assess.report.findings.document import Findings, finding
from silk_assess.terminal import commands
from silk_assess.wording.commands import with_pack


def run(folder: Path, check: bool, force: bool, form: str = machine.TEXT, pack: str | None = None) -> int:
    """Look at the samples of a folder, draw them again but to `check`, and give the exit code."""
    if form != machine.TEXT:
        return _for_machines(folder, check, force, form, pack)
    found = drawing.samples(folder, pack)
    if check:
        again = commands.command("samples", str(folder), *with_pack(pack))
        streams.out(screen.stale(found, again, streams.width()))
    else:
        drawing.redraw(found, force)
        streams.out(screen.redrawn(found, streams.width()), "The reports are written all the same.")
    return _exit_code(found, check)


def _exit_code(found: drawing.Samples, check: bool) -> int:
    code = exit_codes.exit_code(fault for one in found.faulty for fault in one.faults)
    return code or (exit_codes.FINDINGS if check and found.stale else exit_codes.DONE)


def _for_machines(folder: Path, check: bool, force: bool, form: str, pack: str | None) -> int:
    """Put out one document, whatever happens: what ends the run early stands in it, and is raised after it."""
    try:
        found = drawing.samples(folder, pack)
        if not check:
            drawing.redraw(found, force)
    except Exception as error:
        machine.broken_off(error, (), (), form)
        raise
    faults = [fault for one in found.faulty for fault in one.faults]
    faults += stale(found, folder, pack) if check else ()
    looked_at = (*(one.file for one in found.faulty), *(str(one.file) for one in found.reports))
    complete = not any(one.code in exit_codes.OF_FILES for one in faults)
    machine.put(Findings(tuple(map(finding, faults)), looked_at, complete), form)
    return _exit_code(found, check)


def stale(found: drawing.Samples, folder: Path, pack: str | None) -> Iterator[Fault]:
    """Tell each report that is not what would be drawn."""
    for one in found.stale:
        says = "this report is not what would be drawn" if one.is_there else "this report is not there"
        where = Place(str(one.file), one.first_difference or 0)
        command = ("samples", str(folder), *with_pack(pack))
        do = "Draw it again, and read what changed before you keep it:"
        yield Fault((str(one.file),), says, do, Code.STALE, where=where, command=command)

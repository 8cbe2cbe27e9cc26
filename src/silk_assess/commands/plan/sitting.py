"""One sitting of `plan --ask`: the plan is begun or gone on with, and then filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TextIO

from silk_assess.commands.assessed import Case
from silk_assess.commands.plan.asking import fill_in
from silk_assess.commands.plan.command import grown
from silk_assess.commands.plan.screen import written
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files.plan_session import PlanFile
from silk_assess.terminal.keyboard import Lines
from silk_assess.terminal.printing import say, width_of


def hold(case: Case, file: Path, keys: TextIO | None, messages: TextIO | None) -> int:
    """Hold a sitting on the plan of a case, and give the exit code.

    Raises SilkError: "usage" where there is nothing to read at all, and as writing a plan does.
    """
    lines = Lines(None, "utf-8", False) if keys is None else Lines(keys.buffer, keys.encoding, keys.isatty())
    if lines.is_empty():
        says = "There was nothing to read, so nothing was asked or saved"
        do, command = "Run it in a terminal; or from a file of lines:", case.words("plan", "--ask", "<", "lines.txt")
        raise SilkError(Fault(("plan",), says, do, Code.USAGE, command=command))
    opened = PlanFile(file, case.assessment.tree)
    try:
        done = grown(case, opened, refuses_slips=False)
        say(written(done, width_of(messages)), messages)
        return fill_in(case, opened, lines, messages, date.today().isoformat())
    finally:
        opened.close()

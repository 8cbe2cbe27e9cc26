"""The commands for what comes after a first report, as they are declared; how, says `app.py`."""

from __future__ import annotations

import sys
from dataclasses import replace

import typer

from silk_assess import exit_codes
from silk_assess.commands import parameters, streams
from silk_assess.terminal.layout import paragraph

app = typer.Typer()


@app.command(
    short_help="last year's answers and this year's",
    epilog="Example: silk-assess compare 2025/co-op.yaml 2026/co-op.yaml",
)
def compare(
    old: parameters.OldFile,
    new: parameters.NewFile,
    out: parameters.Out = None,
    old_pack: parameters.OldPack = None,
    plan: parameters.PlanFile = None,
    without: parameters.Without = None,
    force: parameters.Force = False,
    pack: parameters.Pack = None,
) -> int:
    """Compares two answer files of one organisation, an older and a newer one: what
    the answers prove of level and points, and what of a change comes from another
    version of the questionnaire, from other answers, and from what is known now or
    no longer. Without -o it is shown here; the ending of OUT says what it becomes:
    .html for a browser, .md as text, .json for programs.
    """
    from silk_assess.commands.compare import command as comparing
    from silk_assess.commands.compare import documents, screen
    from silk_assess.commands.compare.plan import promised_in
    from silk_assess.commands.report.without import parts
    from silk_assess.report.years.view import view

    left_out = parts(without)
    if out is not None:
        documents.check_target(out, old, new, *(() if plan is None else (plan,)))
    done = replace(comparing.compare(old, new, pack, old_pack), plan=plan)
    content = view(done.comparison, done.notices, promised_in(plan, done, left_out))
    streams.say(screen.notices(done, content, streams.width(sys.stderr)))
    if out is None:
        streams.out(screen.compared(done, content, streams.width()))
        return exit_codes.DONE
    documents.write(done, content, out, force)
    more = " Open it in a browser; it needs no network." if out.suffix.lower() == ".html" else ""
    streams.say(paragraph(f"Wrote {out}.{more}", streams.width(sys.stderr)))
    return exit_codes.DONE

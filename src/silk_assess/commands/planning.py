"""The command that makes a plan of a result, as it is declared; `app.py` puts it behind those for one organisation."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from silk_assess import exit_codes
from silk_assess.commands import parameters, streams
from silk_assess.terminal.layout import paragraph
from silk_assess.wording.commands import with_pack

app = typer.Typer()


@app.command(
    short_help="steps with names and dates, from a result",
    epilog="""
Run it again whenever you like: all that you wrote stays as it is, comments and
order too; new steps come last and none is taken out. Late is measured against the
day of the answers. A drawing (.md, .html, .ics) changes nothing in the plan.

Example: silk-assess plan co-op.yaml
""",
)
def plan(
    file: parameters.AnswerFile = None,
    out: parameters.PlanOut = None,
    ask: Annotated[bool, typer.Option("--ask", help="fill in who, until when and what is done, one by one")] = False,
    without: parameters.Without = None,
    force: parameters.Force = False,
    pack: parameters.Pack = None,
) -> int:
    """Writes a plan beside FILE, as FILE.plan.yaml: the way up, what matters most and
    first steps, each with who, until, done and proof to fill in, by hand or with
    --ask. The ending of OUT says what it becomes: .yaml for a plan in another
    place; .md to send, .html for a browser and .ics for a calendar are drawn from
    the plan that is there. Without FILE it is the one answer file of this folder.
    """
    from silk_assess.commands.assessed import Shelf
    from silk_assess.commands.here import only_file
    from silk_assess.commands.plan import command as planning
    from silk_assess.commands.plan.screen import planned
    from silk_assess.commands.report.without import parts

    sent_without = parts(without)
    case = Shelf(pack).case(only_file("plan", *with_pack(pack)) if file is None else file)
    chosen = planning.place(case, out, ask)
    if chosen.suffix.lower() in planning.DRAWN:
        planning.draw(case, chosen, sent_without, force)
        streams.say(paragraph(f"Wrote {chosen}.", streams.width(sys.stderr)))
        return exit_codes.DONE
    if ask:
        from silk_assess.commands.plan.sitting import hold

        return hold(case, chosen, sys.stdin, sys.stderr)
    streams.out(planned(case, planning.write(case, chosen), streams.width()), f"{chosen} is written all the same.")
    return exit_codes.DONE

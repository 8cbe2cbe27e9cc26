"""The commands for authors of questionnaires, and for pipelines, as they are declared; how, says `app.py`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from silk_assess import exit_codes
from silk_assess.commands import parameters, streams
from silk_assess.commands.completion import words as complete
from silk_assess.terminal.layout import paragraph
from silk_assess.terminal.printing import most_messages
from silk_assess.wording.commands import with_pack

app = typer.Typer()


@app.command(
    short_help="a questionnaire of your own, copied from another one",
    epilog="Example: silk-assess new ours --from silk",
)
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", readable=False, autocompletion=complete.one_of())],
    source: parameters.Source,
) -> int:
    """Copies a questionnaire into the new folder FOLDER, for you to change: its files
    as they are, and a note on their licence. Nothing that is there already is
    written over. Its id stays, so that answers to the one fit the other, as far
    as you leave its questions.
    """
    from silk_assess.commands.new import command as copying
    from silk_assess.commands.new.screen import copied

    streams.say(copied(copying.new(folder, source), streams.width(sys.stderr)))
    return exit_codes.DONE


@app.command(
    short_help="faults in questionnaires and answer files",
    epilog="Example: silk-assess check silk-demo/answers.yaml",
)
def check(
    path: Annotated[list[Path], typer.Argument(metavar="PATH", readable=False, autocompletion=complete.paths)],
    all: Annotated[bool, typer.Option("--all", help="all that is found, on a terminal too, not 50 at most")] = False,
    extra: parameters.Extra = None,
    mapping: parameters.TableMapping = None,
    encoding: parameters.Encoding = None,
    follow_links: parameters.FollowLinks = False,
    pack: parameters.PackOfAnswers = None,
) -> int:
    """Finds every fault, with its place and what to do. A PATH is a questionnaire's
    folder, an answer file, a folder that is searched for both, or a table, which
    is read as batch would read it. Nothing is written. Warnings alone are no
    failure.
    """
    from silk_assess.commands import links
    from silk_assess.commands.check.command import Checked, inspect
    from silk_assess.commands.check.screen import checked
    from silk_assess.commands.check.tables import Given
    from silk_assess.terminal.faults import messages

    given = Given(tuple(dict.fromkeys(extra or ())), mapping, encoding)
    looked_at = list(inspect(path, pack, follow_links, given))
    found = [one for one in looked_at if isinstance(one, Checked)]
    again = ("check", *map(str, path), "--all", *(("--follow-links",) if follow_links else ()))
    again += (*given.words, *with_pack(pack))
    read = [one for one in found if not one.is_unread]
    streams.out(checked(read, streams.width(), None if all else most_messages(sys.stdout), again))
    streams.say(links.passed_over(looked_at, streams.width(sys.stderr)))
    unread = [fault for one in found if one.is_unread for fault in one.findings]
    streams.say(messages(unread, streams.width(sys.stderr), None if all else most_messages(sys.stderr), again))
    return exit_codes.exit_code(fault for one in found for fault in one.findings)


@app.command(
    short_help="is this report what the answers in it give?",
    epilog="""
The same says that the page follows from the answers in it, letter for letter, and
not that the answers are true. A page that another version of this program drew
is held against its result alone. Exit codes: 0 the same, 1 changed, another
result or another questionnaire, 4 cannot be read.

Example: silk-assess verify report.html
""",
)
def verify(
    file: Annotated[Path, typer.Argument(metavar="REPORT", readable=False, autocompletion=complete.reports)],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="OUT", readable=False, help="draw it from the answers inside"),
    ] = None,
    force: parameters.Force = False,
    pack: parameters.Pack = None,
) -> int:
    """Draws a report once more from what is inside it, an .html as report wrote it,
    and compares: the same, or changed, and where first. It needs nothing but the
    questionnaire it was drawn with, which is the one shipped or stands behind
    --pack. With -o what is drawn is written too, as .html or .md.
    """
    from silk_assess.commands.verify import command as holding
    from silk_assess.commands.verify.screen import verified

    if out is not None:
        holding.check_target(out, file)
    done = holding.verify(file, pack)
    streams.out(verified(done, streams.width()))
    if out is not None:
        holding.write(done, out, force)
        streams.say(paragraph(f"Wrote {out}.", streams.width(sys.stderr)))
    return done.exit_code


@app.command(
    short_help="redraw sample reports, or --check that they are fresh",
    epilog="Example: silk-assess samples tests/cases --check",
)
def samples(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", readable=False, autocompletion=complete.folders)],
    check: Annotated[bool, typer.Option("--check", help="only say which reports are stale")] = False,
    force: parameters.Force = False,
    pack: parameters.Pack = None,
) -> int:
    """Draws report.html and report.md beside each FOLDER/*/answers.yaml. With
    --check nothing is written; reports that would change are named, and the exit
    code is 1. A report that you changed is not drawn again.
    """
    from silk_assess.commands.samples import command as drawing
    from silk_assess.commands.samples.screen import redrawn, stale
    from silk_assess.terminal import commands

    found = drawing.samples(folder, pack)
    if check:
        again = commands.command("samples", str(folder), *with_pack(pack))
        streams.out(stale(found, again, streams.width()))
    else:
        drawing.redraw(found, force)
        streams.out(redrawn(found, streams.width()), "The reports are written all the same.")
    code = exit_codes.exit_code(fault for one in found.faulty for fault in one.faults)
    return code or (exit_codes.FINDINGS if check and found.stale else exit_codes.DONE)

"""The commands for authors of questionnaires, and for pipelines, as they are declared; how, says `app.py`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from silk_assess import exit_codes
from silk_assess.commands import parameters, streams
from silk_assess.commands.completion import words as complete
from silk_assess.faults import SilkError
from silk_assess.terminal.printing import most_messages
from silk_assess.wording.commands import with_pack

app = typer.Typer()


@app.command(
    short_help="a questionnaire of your own, fresh or --from silk",
    epilog="Example: silk-assess new ours --from silk",
)
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", readable=False, autocompletion=complete.one_of())],
    title: parameters.Title = None,
    language: parameters.Language = None,
    sections: parameters.Sections = None,
    levels: parameters.Levels = None,
    source: parameters.Source = None,
    id: parameters.NewId = None,
) -> int:
    """Writes a questionnaire into the new folder FOLDER, for you to change. At a
    terminal it asks for its title, language, sections, and whether it has levels.
    With --from it is a copy of another one, under an id of its own; answer files
    of that one are read by the copy. Nothing that is there is written over.
    """
    from silk_assess.commands.new.screen import left
    from silk_assess.commands.new.sitting import Given, Left, make

    given = Given(title, language, sections, levels, id)
    try:
        streams.say(make(folder, source, given, sys.stdin, sys.stderr, streams.width(sys.stderr)))
    except Left:
        streams.say(left(streams.width(sys.stderr)))
        return exit_codes.INTERRUPTED
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
    short_help="JSON Schema for editors and programs",
    epilog="""
KIND is pack, section, rules, tools, cases, enablers, glossary or allow, of a
questionnaire; answers, mapping or plan; result, errors, run, findings, trace or
comparison, which this program writes. An editor finds one by a first line:
# yaml-language-server: $schema=schema/section.json

Example: silk-assess schema answers --pack silk
""",
)
def schema(
    kind: parameters.SchemaKind = None,
    into: parameters.Into = None,
    pack: parameters.Pack = None,
) -> int:
    """Prints the JSON Schema (2020-12) of a KIND of file; with --pack the ids, options
    and conditions of that questionnaire are in it. With --into all that its own
    files need are written to FOLDER/schema/.
    """
    from silk_assess.commands.schema import command as drawing
    from silk_assess.commands.schema.screen import beside

    if into is not None:
        if kind is not None or pack is not None:
            raise SilkError(drawing.both(into))
        streams.say(beside(into, drawing.beside(into), streams.width(sys.stderr)))
        return exit_codes.DONE
    streams.put(drawing.text(kind, pack).encode())
    return exit_codes.DONE


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

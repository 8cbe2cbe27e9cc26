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
from silk_assess.terminal.layout import paragraph

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
    fix: Annotated[
        bool, typer.Option("--fix", help="mend in a questionnaire what can only be meant in one way")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="with --fix: only show what would be written")] = False,
    against: parameters.Against = None,
    format: parameters.FindingsFormat = "text",
    pack: parameters.PackOfAnswers = None,
) -> int:
    """Finds every fault, with its place and what to do. A PATH is a questionnaire's
    folder, an answer file, a folder that is searched for both, or a table, which
    is read as batch would read it. Warnings alone are no failure; what allow.yaml
    in a questionnaire's folder allows is told in one line. Nothing is written but
    with --fix: it puts right a key in capitals, a word that is near one only,
    curly quotes, a comma or # that has cut a text, and keeps all else as it is.
    """
    from silk_assess.commands import machine
    from silk_assess.commands.check import run
    from silk_assess.commands.check.tables import Given

    machine.check_format(format, "check", *map(str, path))
    run.check_together(path, fix or diff, against, format)
    if fix or diff:
        return run.mend(path, diff)
    if against is not None:
        return run.compare(path[0], against, all, format)
    given = Given(tuple(dict.fromkeys(extra or ())), mapping, encoding)
    return run.run(run.Asked(tuple(path), given, all, follow_links, pack, format))


@app.command(
    short_help="holds a level, a part, or an earlier result",
    epilog="""
Exit codes: 0 passed, 1 failed, 5 undecided.

Example: silk-assess guard silk-demo/answers.yaml --at-least piloting
""",
)
def guard(
    new: parameters.NewFile,
    at_least: parameters.AtLeast = None,
    node: parameters.NodePoints = None,
    baseline: parameters.Baseline = None,
    old_pack: parameters.OldPack = None,
    json: Annotated[bool, typer.Option("--json", help="one line of JSON, for programs")] = False,
    pack: parameters.Pack = None,
) -> int:
    """Holds a result to what you ask of it. Passed and failed are certain: no answer
    that is still missing could change them. Otherwise it is undecided, and the
    answers that would decide it are named. One failure fails; else one that is
    undecided leaves all undecided.
    """
    from silk_assess.commands.guard import result, screen
    from silk_assess.commands.guard.command import Wanted
    from silk_assess.commands.guard.command import guard as held

    found = held(new, Wanted(at_least, tuple(node or ()), baseline, old_pack), pack)
    streams.say(screen.notices(found, streams.width(sys.stderr)))
    if json:
        streams.put(result.line(found))
    else:
        streams.out(screen.guarded(found, streams.width()))
    return found.exit_code


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
    short_help="JSON Schema for editors and programs",
    epilog="""
KIND is pack, section, rules, tools, cases, enablers, glossary or allow, of a
questionnaire; answers, mapping or plan; result, errors, run, findings, trace,
comparison or guard, which this program writes. An editor finds one by a first line:
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
    format: parameters.FindingsFormat = "text",
    pack: parameters.Pack = None,
) -> int:
    """Draws report.html and report.md beside each FOLDER/*/answers.yaml. With
    --check nothing is written; reports that would change are named, and the exit
    code is 1. A report that you changed is not drawn again.
    """
    from silk_assess.commands import machine
    from silk_assess.commands.samples import run

    machine.check_format(format, "samples", str(folder))
    return run.run(folder, check, force, format, pack)

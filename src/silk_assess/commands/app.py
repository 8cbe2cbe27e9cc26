"""The commands as they are declared: Typer parses, one function is called, lines are printed, an exit code comes back.

What is said here is said once: the help pages are drawn from it (`help/draw.py`), shells complete
words by it, and a wrong command line is explained by it (`command_line.py`). A command's docstring
is its help, its epilog what stands below the options, the example last. No path is tried before it
is used (`readable=False`): whoever reads it says why it cannot be read, and goes on with the others.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from silk_assess import exit_codes
from silk_assess.commands import streams
from silk_assess.commands.completion import words as complete
from silk_assess.commands.left_out import left_out
from silk_assess.commands.parameters import (
    AnswerFile,
    AnswerFiles,
    AnyAnswerFile,
    Benchmark,
    By,
    Columns,
    Encoding,
    Extra,
    FollowLinks,
    Force,
    Only,
    Pack,
    PackOfAnswers,
    Section,
    Source,
    TableMapping,
    Workers,
)
from silk_assess.terminal.faults import messages
from silk_assess.terminal.layout import paragraph
from silk_assess.terminal.printing import most_messages

app = typer.Typer(
    help="How ready is your organisation to work across borders?",
    epilog="Example: silk-assess ask co-op.yaml\nMore on one command: silk-assess ask --help",
    subcommand_metavar="COMMAND [FILE]",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_help_option=False,
)
# Typer declares these two options itself; their help in our words.
_COMPLETION: Final = {
    "--install-completion": "let this shell complete words with the Tab key",
    "--show-completion": "print the script that does so",
}


def names() -> list[str]:
    """Name the commands, in the order of the help page."""
    return [_name(one) for one in app.registered_commands]


def _name(one: Any) -> str:
    return str(one.name or one.callback.__name__)


def command(name: str) -> Any:
    """Give Typer's parser of one command; it is found without building those of the others."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.registered_commands = [one for one in app.registered_commands if _name(one) == name]
    return typer.main.get_command(alone)


def parser() -> Any:
    """Give Typer's group of all commands, with their parameters."""
    group: Any = typer.main.get_command(app)
    for option in group.params:
        option.help = _COMPLETION.get(option.opts[0], option.help)
    return group


@app.callback()
def program(version: Annotated[bool, typer.Option("--version", help="the version of this program")] = False) -> None:
    """Stand for the program itself, whose options come before any command; the way in answers --version."""


# The commands


@app.command(
    short_help="a finished example, in one command",
    epilog="Example: silk-assess demo",
)
def demo(force: Force = False) -> int:
    """Writes a finished example to silk-demo/ here: answers, a report for the
    browser, and the same report as text. An earlier demo is written again, but no
    report in it that you changed; a folder that holds anything else is left alone.
    """
    from silk_assess.commands.demo import command as example
    from silk_assess.commands.demo.screen import demonstrated

    done = example.demo(Path(), force)
    streams.out(demonstrated(done, streams.width()), f"{example.FOLDER}/ is written all the same.")
    return exit_codes.DONE


@app.command(
    short_help="answer the questions; leave and come back as you like",
    epilog="""
A number answers, several as 1 3, y or n where it says so; Enter keeps what is
there. Where words are typed, the keys carry a slash: /b.

  b       back                  ?        what is meant, why we ask, sources
  s       skip, leave it open   + text   add a note
  d       don't know            e text   add evidence
  x       does not apply        o        overview, jump to a question
  /word   find a question       q        save and leave

The time that is left is counted as 10 seconds a question and 3 words a second,
over the open questions. From a file, one answer a line; a line that is none
leaves its question open and is told, and the exit code is 1:
silk-assess ask co-op.yaml < lines.txt

Example: silk-assess ask co-op.yaml --short
""",
)
def ask(
    file: AnyAnswerFile = None,
    short: Annotated[bool, typer.Option("--short", help="a dozen questions for a start")] = False,
    section: Section = None,
    only: Only = None,
    next: Annotated[bool, typer.Option("--next", help="first what would tell most")] = False,
    pack: Pack = None,
) -> int:
    """Asks the questions, one at a time. Each answer is saved in FILE as soon as you
    press Enter. If FILE is there already, you go on where you left. Without FILE
    it is the one answer file of this folder.
    """
    from silk_assess.commands.ask import command as sitting
    from silk_assess.commands.ask.closing import closing

    selection = sitting.Selection(short=short, section=section, only=only, next=next)
    ending = sitting.ask(file, selection, pack, sys.stdin, sys.stderr)
    if ending.finished is not None:
        streams.out(
            closing(ending.finished, ending.hints, streams.width()),
            f"Your answers are saved in {ending.file} all the same.",
        )
    return ending.code


@app.command(
    short_help="the result on the screen (--json for programs)",
    epilog="Example: silk-assess score silk-demo/answers.yaml",
)
def score(
    file: AnswerFiles,
    json: Annotated[bool, typer.Option("--json", help="one line of JSON for each file, for programs")] = False,
    pack: Pack = None,
) -> int:
    """Shows the result of an answer file: level, points with their range, and what
    stands out. Several files make a table. A faulty file is left out and its
    faults are told; the others are scored.
    """
    from silk_assess.commands.assessed import Case, LeftOut, each
    from silk_assess.commands.report import command as documents
    from silk_assess.commands.score import one as summary
    from silk_assess.commands.score.several import several

    cases: list[Case] = []
    faulty: list[LeftOut] = []
    for one in each(file, pack):
        if isinstance(one, LeftOut):
            faulty.append(one)
        elif json:
            streams.put(documents.line(one.assessment, one.file))
        else:
            cases.append(one)
    if len(file) == 1:
        streams.out(line for case in cases for line in summary.score(case, streams.width()))
    else:
        streams.out(several(cases, streams.width()))
    streams.say(left_out(len(file), faulty, streams.width(sys.stderr), most_messages(sys.stderr), pack))
    return exit_codes.exit_code(fault for one in faulty for fault in one.faults)


@app.command(
    short_help="the result as .html, .md or .json",
    epilog="Example: silk-assess report silk-demo/answers.yaml -o report.html",
)
def report(
    file: AnswerFile,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="OUT", readable=False, help="the file to write")
    ] = None,
    benchmark: Benchmark = None,
    force: Force = False,
    pack: Pack = None,
) -> int:
    """Draws the report of an answer file. The ending of OUT says what it becomes:
    .html for a browser, .md as text, .json for programs. Without -o it becomes
    FILE with the ending .html. Only an earlier report is replaced, and none that
    you changed.
    """
    from silk_assess.commands.assessed import Shelf
    from silk_assess.commands.report import command as documents

    chosen = documents.target(file, out)
    documents.write(Shelf(pack).case(file), chosen, benchmark, force)
    more = " Open it in a browser; it needs no network." if chosen.suffix.lower() == ".html" else ""
    streams.say(paragraph(f"Wrote {chosen}.{more}", streams.width(sys.stderr)))
    return exit_codes.DONE


@app.command(
    short_help="where a number comes from",
    epilog="Example: silk-assess why silk-demo/answers.yaml governance",
)
def why(
    file: AnswerFile,
    part: Annotated[str | None, typer.Argument(metavar="PART", autocompletion=complete.explained)] = None,
    pack: Pack = None,
) -> int:
    """Explains where a number comes from: of the whole, of a part, a question, a
    risk, a rule or a level. PART is an id, or a title in quotes.
    """
    from silk_assess.commands.assessed import Shelf
    from silk_assess.commands.why import command as reasons
    from silk_assess.files.locate import Places

    case = Shelf(pack).case(file)
    answers = Places(file.parent)
    streams.out(
        reasons.why(
            case, part, Places(case.folder).line, lambda path: answers.line((file.name, *path)), streams.width()
        )
    )
    return exit_codes.DONE


@app.command(
    short_help="many organisations, from files, folders or a table",
    epilog="Example: silk-assess batch answers/ members.csv -o out",
)
def batch(
    input: Annotated[list[str], typer.Argument(metavar="IN", autocompletion=complete.inputs)],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", readable=False, help="the folder to write")],
    force: Annotated[bool, typer.Option("--force", help="write OUT anew, if it is there already")] = False,
    by: By = None,
    extra: Extra = None,
    mapping: TableMapping = None,
    encoding: Encoding = None,
    columns: Columns = "all",
    reports: Annotated[bool, typer.Option("--reports", help="draw each organisation's report too")] = False,
    follow_links: FollowLinks = False,
    workers: Workers = None,
    pack: Pack = None,
) -> int:
    """Scores many organisations into the new folder OUT: scores.csv for a
    spreadsheet, results.jsonl for programs, portfolio.html and .md for people,
    benchmark.json for report --benchmark if there are 20 organisations or more,
    and errors.jsonl with all that was left out and why. IN is an answer file, a
    folder that is searched for them, a table (.csv, .xlsx), or lines of JSON
    (.jsonl); - is a table on standard input. A table has one organisation a row,
    with ids or texts of questions as headers and ids or labels of options as
    cells; how it was read is told. What is faulty stops nobody else. Links in a
    folder are named and not followed, so that nothing is read from elsewhere.
    """
    from silk_assess.batch.output import RUN
    from silk_assess.commands import links
    from silk_assess.commands.batch import screen
    from silk_assess.commands.batch.command import Options, run_batch

    carried = tuple(extra or ())
    given = Options(
        tuple(input), out, columns, carried, by, reports, force, workers, pack, follow_links, encoding, mapping
    )
    summary = run_batch(given, sys.stdin, sys.stderr)
    streams.say(screen.how_read(summary, streams.width(sys.stderr)))
    streams.say(screen.faults(summary, streams.width(sys.stderr)))
    streams.say(links.left_out(summary.links, streams.width(sys.stderr), f"{summary.folder}/{RUN}"))
    streams.say(links.other_formats(summary.others, streams.width(sys.stderr)))
    streams.out(screen.summed_up(summary, streams.width()), f"{summary.folder}/ is written all the same.")
    return exit_codes.FINDINGS if summary.faults else exit_codes.DONE


@app.command(
    name="map",
    short_help="what a table's columns are, for you to settle",
    epilog="Example: silk-assess map members.csv",
)
def map_columns(
    table: Annotated[str, typer.Argument(metavar="TABLE", autocompletion=complete.tables)],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", readable=False, help="the file to write")
    ] = None,
    encoding: Encoding = None,
    pack: Pack = None,
) -> int:
    """Writes what each column of TABLE was taken for, and why, into a file beside it,
    TABLE.mapping.yaml, with all that is open. Settle that in an editor; then name
    the file with --mapping, for batch and check: for codes of other tools, headers
    in other languages, and next year's answers to the same form. A file that is
    there already is not written over.
    """
    from silk_assess.commands.map import command as mapping
    from silk_assess.commands.map.screen import mapped

    done = mapping.map_table(table, out, pack, encoding, sys.stdin.buffer)
    streams.say(mapped(done, streams.width(sys.stderr)))
    return exit_codes.DONE


@app.command(
    short_help="a questionnaire of your own, copied from another one",
    epilog="Example: silk-assess new ours --from silk",
)
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", readable=False, autocompletion=complete.one_of())],
    source: Source,
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
    extra: Extra = None,
    mapping: TableMapping = None,
    encoding: Encoding = None,
    follow_links: FollowLinks = False,
    pack: PackOfAnswers = None,
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

    given = Given(tuple(dict.fromkeys(extra or ())), mapping, encoding)
    looked_at = list(inspect(path, pack, follow_links, given))
    found = [one for one in looked_at if isinstance(one, Checked)]
    again = ("check", *map(str, path), "--all", *(("--follow-links",) if follow_links else ()))
    again += (*given.words, *(() if pack is None else ("--pack", pack)))
    read = [one for one in found if not one.is_unread]
    streams.out(checked(read, streams.width(), None if all else most_messages(sys.stdout), again))
    streams.say(links.passed_over(looked_at, streams.width(sys.stderr)))
    unread = [fault for one in found if one.is_unread for fault in one.findings]
    streams.say(messages(unread, streams.width(sys.stderr), None if all else most_messages(sys.stderr), again))
    return exit_codes.exit_code(fault for one in found for fault in one.findings)


@app.command(
    short_help="redraw sample reports, or --check that they are fresh",
    epilog="Example: silk-assess samples tests/cases --check",
)
def samples(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", readable=False, autocompletion=complete.folders)],
    check: Annotated[bool, typer.Option("--check", help="only say which reports are stale")] = False,
    force: Force = False,
    pack: Pack = None,
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
        again = commands.command("samples", str(folder), *(("--pack", pack) if pack else ()))
        streams.out(stale(found, again, streams.width()))
    else:
        drawing.redraw(found, force)
        streams.out(redrawn(found, streams.width()), "The reports are written all the same.")
    code = exit_codes.exit_code(fault for one in found.faulty for fault in one.faults)
    return code or (exit_codes.FINDINGS if check and found.stale else exit_codes.DONE)

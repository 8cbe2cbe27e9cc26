"""The commands as they are declared: Typer parses, one function is called, lines are printed, an exit code comes back.

What is said here is said once: the help pages are drawn from it (`help/draw.py`), shells complete
words by it, and a wrong command line is explained by it (`command_line.py`). A command's docstring
is its help, its epilog what stands below the options, the example last. No path is tried before it
is used (`readable=False`): whoever reads it says why it cannot be read, and goes on with the others.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from silk_assess import exit_codes
from silk_assess.commands import parameters, streams
from silk_assess.commands.completion import words as complete
from silk_assess.commands.left_out import left_out
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


@app.callback()
def program(version: Annotated[bool, typer.Option("--version", help="the version of this program")] = False) -> None:
    """Stand for the program itself, whose options come before any command; the way in answers --version."""


# The commands


@app.command(
    short_help="a finished example, in one command",
    epilog="Example: silk-assess demo",
)
def demo(force: parameters.Force = False) -> int:
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
A number answers, several as 1 3, y or n where it says so, a country by name.
Enter keeps what is there, and takes what you probably meant. Where words are
typed, the keys carry a slash: /b. The day of the last answer stands in FILE, and
who answered, which is asked at the end.

  b       back                  ?        what is meant, why we ask
  s       skip, leave it open   ??       evidence, a first step, sources
  d       don't know            + text   add a note
  x       does not apply        e text   add evidence
  /word   find a question       o        overview, jump to a question
  q       save and leave

The time that is left is counted as 10 seconds a question and 3 words a second,
over the open questions. From a file, one answer a line; a line that is none
leaves its question open and is told, and the exit code is 1:
silk-assess ask co-op.yaml < lines.txt

Example: silk-assess ask co-op.yaml --short
""",
)
def ask(
    file: parameters.AnswerFile = None,
    short: Annotated[bool, typer.Option("--short", help="a dozen questions for a start")] = False,
    section: parameters.Section = None,
    only: parameters.Only = None,
    next: Annotated[bool, typer.Option("--next", help="first what would tell most")] = False,
    again: Annotated[bool, typer.Option("--again", help="through all answers again; Enter keeps one")] = False,
    pack: parameters.Pack = None,
) -> int:
    """Asks the questions, one at a time. Each answer is saved in FILE as soon as you
    press Enter. If FILE is there already, you go on where you left. Without FILE
    it is the one answer file of this folder.
    """
    from silk_assess.commands.ask import command as sitting
    from silk_assess.commands.ask.closing import closing

    selection = sitting.Selection(short=short, section=section, only=only, next=next, again=again)
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
    file: parameters.AnswerFiles = None,
    json: Annotated[bool, typer.Option("--json", help="one line of JSON for each file, for programs")] = False,
    pack: parameters.Pack = None,
) -> int:
    """Shows the result of an answer file: level, points with their range, and what
    stands out. Several files make a table. A faulty file is left out and its
    faults are told; the others are scored. Without FILE it is the one answer file
    of this folder.
    """
    from silk_assess.commands.assessed import Case, LeftOut, each
    from silk_assess.commands.here import only_file
    from silk_assess.commands.report import command as documents
    from silk_assess.commands.score import one as summary
    from silk_assess.commands.score.several import several

    cases: list[Case] = []
    faulty: list[LeftOut] = []
    files = file or [only_file("score", *(("--json",) if json else ()), *parameters.named(pack))]
    for one in each(files, pack):
        if isinstance(one, LeftOut):
            faulty.append(one)
        elif json:
            streams.put(documents.line(one.assessment, one.file))
        else:
            cases.append(one)
    if len(files) == 1:
        streams.out(line for case in cases for line in summary.score(case, streams.width()))
    else:
        streams.out(several(cases, streams.width()))
    streams.say(left_out(len(files), faulty, streams.width(sys.stderr), most_messages(sys.stderr), pack))
    return exit_codes.exit_code(fault for one in faulty for fault in one.faults)


@app.command(
    short_help="the result as .html, .md or .json",
    epilog="Example: silk-assess report silk-demo/answers.yaml -o report.html",
)
def report(
    file: parameters.AnswerFile = None,
    out: parameters.Out = None,
    benchmark: parameters.Benchmark = None,
    without: parameters.Without = None,
    force: parameters.Force = False,
    pack: parameters.Pack = None,
) -> int:
    """Draws the report of an answer file. The ending of OUT says what it becomes:
    .html for a browser, .md as text, .json for programs. Without -o it becomes
    FILE with the ending .html. Only an earlier report is replaced, and none that
    you changed. Without FILE it is the one answer file of this folder.
    """
    from silk_assess.commands.assessed import Shelf
    from silk_assess.commands.here import only_file
    from silk_assess.commands.report import command as documents
    from silk_assess.commands.report.without import parts

    sent_without = parts(without)
    answers = only_file("report", *parameters.named(pack)) if file is None else file
    chosen = documents.target(answers, out)
    documents.write(Shelf(pack).case(answers), chosen, benchmark, force, sent_without)
    more = " Open it in a browser; it needs no network." if chosen.suffix.lower() == ".html" else ""
    streams.say(paragraph(f"Wrote {chosen}.{more}", streams.width(sys.stderr)))
    return exit_codes.DONE


@app.command(
    short_help="where a number comes from",
    epilog="Example: silk-assess why silk-demo/answers.yaml governance",
)
def why(file: parameters.AnswerFileOrPart = None, part: parameters.Part = None, pack: parameters.Pack = None) -> int:
    """Explains where a number comes from: of the whole, of a part, a question, a
    risk, a rule or a level; also of the flows, and of the level that you reach.
    PART is an id, or a title in quotes. Without FILE it is the one answer file of
    this folder: a word that names no file and does not end in .yaml is a PART.
    """
    from silk_assess.commands.assessed import Shelf
    from silk_assess.commands.here import file_and_part
    from silk_assess.commands.why import command as reasons
    from silk_assess.files.locate import Places

    chosen, asked = file_and_part("why", file, part, pack)
    case = Shelf(pack).case(chosen)
    answers = Places(chosen.parent)
    streams.out(
        reasons.why(
            case, asked, Places(case.folder).line, lambda path: answers.line((chosen.name, *path)), streams.width()
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
    force: parameters.Anew = False,
    by: parameters.By = None,
    extra: parameters.Extra = None,
    mapping: parameters.TableMapping = None,
    encoding: parameters.Encoding = None,
    xlsx: parameters.Xlsx = False,
    columns: parameters.Columns = "all",
    reports: Annotated[bool, typer.Option("--reports", help="draw each organisation's report too")] = False,
    follow_links: parameters.FollowLinks = False,
    workers: parameters.Workers = None,
    pack: parameters.Pack = None,
) -> int:
    """Scores many organisations into the new folder OUT: scores.csv and
    scores.xlsx for a spreadsheet, results.jsonl for programs, portfolio.html and
    .md for people, benchmark.json for report --benchmark if there are 20
    organisations or more, and errors.jsonl with all that was left out and why. IN
    is an answer file, a folder that is searched for them, a table (.csv, .xlsx),
    or lines of JSON (.jsonl); - is a table on standard input. A table has one
    organisation a row, with ids or texts of questions as headers and ids or labels
    of options as cells; how it was read is told. What is faulty stops nobody else.
    Links in a folder are named and not followed, so that nothing is read from
    elsewhere.
    """
    from silk_assess.batch.output import RUN
    from silk_assess.commands import links
    from silk_assess.commands.batch import screen
    from silk_assess.commands.batch.command import Options, run_batch

    carried = tuple(extra or ())
    given = Options(
        tuple(input), out, columns, carried, by, reports, force, workers, pack, follow_links, encoding, mapping, xlsx
    )
    summary = run_batch(given, sys.stdin, sys.stderr)
    streams.say(screen.how_read(summary, streams.width(sys.stderr)))
    streams.say(screen.faults(summary, streams.width(sys.stderr)))
    streams.say(links.left_out(summary.links, streams.width(sys.stderr), f"{summary.folder}/{RUN}"))
    streams.say(links.no_organisations(summary.others, summary.voices, streams.width(sys.stderr)))
    streams.out(screen.summed_up(summary, streams.width()), f"{summary.folder}/ is written all the same.")
    return exit_codes.FINDINGS if summary.faults else exit_codes.DONE


@app.command(
    name="map",
    short_help="what a table's columns are, for you to settle",
    epilog="Example: silk-assess map members.csv",
)
def map_columns(
    table: Annotated[str, typer.Argument(metavar="TABLE", autocompletion=complete.tables)],
    out: parameters.MappingOut = None,
    encoding: parameters.Encoding = None,
    pack: parameters.Pack = None,
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
    short_help="a workbook to answer in",
    epilog="Example: silk-assess kit -o answers.xlsx",
)
def kit(
    out: parameters.KitOut,
    file: parameters.AnswerFiles = None,
    one: parameters.One = False,
    force: parameters.Anew = False,
    pack: parameters.Pack = None,
) -> int:
    """Makes a workbook (.xlsx) to answer in: one organisation a row, with lists to
    choose from, and what is meant beside each question. It is filled from answer
    files, where there are some. Filled in, it is read by batch.
    """
    from silk_assess.commands.kit import command as making
    from silk_assess.commands.kit.screen import written

    made = making.make(out, file or [], one, pack, force)
    streams.say(written(made, streams.width(sys.stderr)))
    return exit_codes.DONE


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
    short_help="a form for KoboToolbox and ODK, with the same questions",
    epilog="Example: silk-assess export --to xlsform -o form.xlsx",
)
def export(
    to: parameters.Form, out: parameters.FormFile, force: parameters.Anew = False, pack: parameters.Pack = None
) -> int:
    """Writes the questions as a form for other programs: an XLSForm, which
    KoboToolbox and ODK read. What is collected with it comes back by batch, as it
    is exported there, without a mapping. It needs pip install "silk-assess[xlsx]".
    """
    from silk_assess.commands.export import command as forms
    from silk_assess.commands.export.screen import exported

    streams.say(exported(forms.export(to, out, pack, force), streams.width(sys.stderr)))
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
        again = commands.command("samples", str(folder), *(("--pack", pack) if pack else ()))
        streams.out(stale(found, again, streams.width()))
    else:
        drawing.redraw(found, force)
        streams.out(redrawn(found, streams.width()), "The reports are written all the same.")
    code = exit_codes.exit_code(fault for one in found.faulty for fault in one.faults)
    return code or (exit_codes.FINDINGS if check and found.stale else exit_codes.DONE)

"""The commands as they are declared: Typer parses, one function is called, lines are printed, an exit code comes back.

Here stand those for one organisation; `years.py`, `many.py` and `authors.py` declare the others.
What is said there is said once: the help pages are drawn from it (`help/draw.py`), shells complete
words by it, and a wrong command line is explained by it (`command_line.py`). A command's docstring
is its help, its epilog what stands below the options, the example last. No path is tried before it
is used (`readable=False`): whoever reads it says why it cannot be read, and goes on with the others.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

from silk_assess import exit_codes
from silk_assess.commands import authors, groups, many, parameters, planning, streams, years
from silk_assess.terminal.layout import paragraph
from silk_assess.terminal.printing import most_messages
from silk_assess.wording.commands import with_pack

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
    older: parameters.OlderAnswers = None,
    voice: parameters.AsVoice = None,
    tries: parameters.Tries = False,
    pack: parameters.Pack = None,
) -> int:
    """Asks the questions, one at a time. Each answer is saved in FILE as soon as you
    press Enter. If FILE is there already, you go on where you left. Without FILE
    it is the one answer file of this folder.
    """
    from silk_assess.commands.ask import command as sitting
    from silk_assess.commands.ask.closing import closing

    selection = sitting.Selection(
        short=short, section=section, only=only, next=next, again=again, voice=voice, older=older, tries=tries
    )
    ending = sitting.ask(file, selection, pack, sys.stdin, sys.stderr)
    if ending.finished is not None:
        streams.out(
            closing(ending.finished, ending.hints, streams.width()),
            "" if tries else f"Your answers are saved in {ending.file} all the same.",
        )
    return ending.code


@app.command(
    short_help="the result on the screen (--json for programs)",
    epilog="Example: silk-assess score silk-demo/answers.yaml",
)
def score(
    file: parameters.AnswerFiles = None,
    json: Annotated[bool, typer.Option("--json", help="one line of JSON for each file, for programs")] = False,
    if_done: Annotated[bool, typer.Option("--if-done", help="as if all steps of its plan were done")] = False,
    pack: parameters.Pack = None,
) -> int:
    """Shows the result of an answer file: level, points with their range, and what
    stands out. Several files make a table. A faulty file is left out and its
    faults are told; the others are scored. Without FILE it is the one answer file
    of this folder; - is answers on standard input.
    """
    from silk_assess.commands.assessed import Case, LeftOut, each
    from silk_assess.commands.here import only_file
    from silk_assess.files.standard_input import StandardInput
    from silk_assess.report import result

    cases: list[Case] = []
    faulty: list[LeftOut] = []
    asked = (*(("--json",) if json else ()), *(("--if-done",) if if_done else ()))
    files = file or [only_file("score", *asked, *with_pack(pack))]
    if if_done:
        from silk_assess.commands.plan import if_done as intention

        streams.out(intention.told(intention.only(files, json, pack), streams.width()))
        return exit_codes.DONE
    if len(files) > 1:
        gc.enable()
    for one in each(files, pack, StandardInput(sys.stdin, "score")):
        if isinstance(one, LeftOut):
            faulty.append(one)
        elif json:
            streams.put(result.line(one.assessment, one.file))
        else:
            cases.append(one)
    if not json:
        from silk_assess.commands.score import one as summary
        from silk_assess.commands.score.several import several

        width = streams.width()
        streams.out(
            several(cases, width) if len(files) > 1 else [line for case in cases for line in summary.score(case, width)]
        )
    if faulty:
        from silk_assess.commands.left_out import left_out

        streams.say(left_out(len(files), faulty, streams.width(sys.stderr), most_messages(sys.stderr), pack))
    return exit_codes.exit_code(fault for one in faulty for fault in one.faults)


@app.command(
    short_help="the result as .html, .md or .json",
    epilog="Example: silk-assess report silk-demo/answers.yaml -o report.html",
)
def report(
    file: parameters.AnswerFile = None,
    out: parameters.ReportOut = None,
    format: parameters.ReportFormat = None,
    benchmark: parameters.Benchmark = None,
    plan: parameters.PlanFile = None,
    without: parameters.Without = None,
    force: parameters.Force = False,
    pack: parameters.Pack = None,
) -> int:
    """Draws the report of an answer file. The ending of OUT says what it becomes:
    .html for a browser, .md as text, .json for programs. Without -o it becomes
    FILE with the ending .html. Only an earlier report is replaced, and none that
    you changed. Without FILE it is the one answer file of this folder. As FILE, -
    is answers on standard input; as OUT, standard output, and then OUT can be
    left out too.
    """
    from silk_assess.commands.assessed import Shelf
    from silk_assess.commands.here import only_file
    from silk_assess.commands.report import command as drawing
    from silk_assess.commands.report.without import parts
    from silk_assess.files.standard_input import StandardInput

    sent_without = parts(without)
    answers = only_file("report", *with_pack(pack)) if file is None else file
    chosen = drawing.target(answers, out, format)
    case = Shelf(pack, StandardInput(sys.stdin, "report")).case(answers)
    if isinstance(chosen, drawing.Printed):
        streams.put(drawing.made(case, chosen, benchmark, sent_without, plan))
        return exit_codes.DONE
    drawing.write(case, chosen, benchmark, force, sent_without, plan)
    more = " Open it in a browser; it needs no network." if chosen.suffix.lower() == ".html" else ""
    streams.say(paragraph(f"Wrote {chosen}.{more}", streams.width(sys.stderr)))
    return exit_codes.DONE


@app.command(
    short_help="where a number comes from",
    epilog="Example: silk-assess why silk-demo/answers.yaml governance",
)
def why(
    file: parameters.AnswerFileOrPart = None,
    part: parameters.Part = None,
    json: Annotated[bool, typer.Option("--json", help="all numbers and what they are made of, for programs")] = False,
    pack: parameters.Pack = None,
) -> int:
    """Explains where a number comes from: of the whole, of a part, a question, a
    risk, a rule or a level; also of the flows, and of the level that you reach.
    PART is an id, or a title in quotes. Without FILE it is the one answer file of
    this folder: a word that names no file and does not end in .yaml is a PART. As
    FILE, - is answers on standard input.
    """
    from silk_assess.commands.assessed import Shelf
    from silk_assess.commands.here import file_and_part
    from silk_assess.commands.why import command as reasons
    from silk_assess.files.locate import Places
    from silk_assess.files.standard_input import StandardInput

    chosen, asked = file_and_part("why", file, part, pack, json)
    stdin = StandardInput(sys.stdin, "why")
    case = Shelf(pack, stdin).case(chosen)
    if json:
        from silk_assess.report.trace import trace

        streams.put(trace(case.assessment, case.file))
        return exit_codes.DONE
    answers = Places(chosen.parent, texts={case.file: stdin.opened().text} if case.is_piped else None)
    name = case.file if case.is_piped else chosen.name
    streams.out(
        reasons.why(case, asked, Places(case.folder).line, lambda path: answers.line((name, *path)), streams.width())
    )
    return exit_codes.DONE


@app.command(
    short_help="several voices on one organisation, around a table",
    epilog="""
A voice is answered with ask co-op.yaml --as finance, in co-op.finance.yaml.
Without --open five voices are needed; no name, no note and no count of single
answers is shown. The files themselves are open to whoever holds them.

Example: silk-assess together co-op.yaml -o agenda.html
""",
)
def together(
    file: parameters.CommonFile,
    out: parameters.Out = None,
    agree: parameters.Agree = False,
    open: parameters.Open = False,
    groups: parameters.Groups = None,
    force: parameters.Force = False,
    pack: parameters.Pack = None,
) -> int:
    """Lays the voices beside FILE together, or those named: on which questions they
    differ, what hangs on each, and on what they agree. The common result is a
    range and a level, never a mean. With -o it becomes an agenda for the table:
    .html for a browser, .md as text, .json for programs.
    """
    from silk_assess.commands.together import command as table
    from silk_assess.commands.together.asking import agreed, all_know
    from silk_assess.commands.together.screen import together, told

    options = table.Options(tuple(file), open, groups, pack)
    chosen = None if out is None else table.target(options, out, agree)
    found = table.gather(options)
    streams.say(told(found, streams.width(sys.stderr)))
    if open and not all_know(len(found.voices), sys.stdin, sys.stderr):
        return exit_codes.FINDINGS
    if agree:
        return agreed(found)
    if chosen is None:
        streams.out(together(found, streams.width()))
        return exit_codes.DONE
    table.write(found, chosen, force)
    more = " Open it in a browser; it needs no network." if chosen.suffix.lower() == ".html" else ""
    streams.say(paragraph(f"Wrote {chosen}.{more}", streams.width(sys.stderr)))
    return exit_codes.DONE


# The commands of the other modules, in the order of the help page, each under the heading of its group.
for group in (planning.app, years.app):
    app.registered_commands += group.registered_commands
for command in app.registered_commands:
    command.rich_help_panel = groups.START
for heading, group in ((groups.MANY, many.app), (groups.AUTHORS, authors.app)):
    for command in group.registered_commands:
        command.rich_help_panel = heading
    app.registered_commands += group.registered_commands

"""The commands: Typer parses, one function is called, lines are printed, an exit code comes back."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from silk_assess import exit_codes
from silk_assess.commands.help import texts as manual
from silk_assess.commands.left_out import left_out
from silk_assess.faults import Fault, SilkError, nearest, offered
from silk_assess.terminal.faults import messages
from silk_assess.terminal.layout import Line, paragraph
from silk_assess.terminal.printing import show, width_of

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, add_help_option=False)

Pack = Annotated[str | None, typer.Option("--pack")]


def run(words: Sequence[str]) -> int:
    """Run one command line and give its exit code.

    Raises SilkError with code "usage" where the words are no command of ours.
    """
    name = words[0]
    _known_command(name, words)
    command: Any = typer.main.get_command(app)
    # The class is nowhere public: BadParameter is one of its kinds.
    usage: Any = typer.BadParameter.__mro__[1]
    try:
        with command.make_context("silk-assess", list(words)) as context:
            return int(command.invoke(context) or 0)
    except usage as error:
        raise SilkError(_usage(error, name)) from None


def _known_command(name: str, words: Sequence[str]) -> None:
    if name in manual.COMMANDS:
        return
    if name.startswith("-"):
        command: tuple[str, ...] = ("--help",)
        says, do = f"There is no option {name} before a command", "All commands and options:"
        if name.partition("=")[0] == "--pack":
            says, do = "--pack stands behind the command", "For example:"
            command = ("score", "FILE", "--pack", "ID")
        raise SilkError(Fault((name,), says, do, "usage", command=command))
    near = nearest(name, manual.COMMANDS)
    do, command = ("All commands:", ("--help",)) if near is None else (offered(near), (near, *words[1:]))
    raise SilkError(Fault((name,), f'There is no command "{name}"', do, "usage", command=command))


def _usage(error: Any, name: str) -> Fault:
    """Say in our words what Typer could not read."""
    example = tuple(manual.COMMANDS[name].rpartition("Example: silk-assess ")[2].split())
    option = str(getattr(error, "option_name", "") or "")
    parameter = getattr(error, "param", None)
    more = re.fullmatch(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", str(error.message))
    if more:
        return Fault((name,), f"{more[1]} is more than {name} takes", "For example:", "usage", command=example)
    if parameter is not None and not str(error.message or "").strip():
        what = parameter.name.upper().rstrip("S")
        return Fault((name,), f"{name} needs a {what}", "For example:", "usage", command=example)
    if option and "requires an argument" in str(error.message):
        return Fault((name,), f"{option} needs something behind it", "For example:", "usage", command=example)
    if option:
        known = re.findall(r"(?<![\w-])--?[a-z]+", manual.COMMANDS[name])
        near = nearest(option, known)
        do, command = ("Its options:", (name, "--help")) if near is None else (offered(near), ())
        return Fault((name,), f"{name} has no option {option}", do, "usage", command=command)
    return Fault((name,), str(error.format_message()).rstrip("."), "For example:", "usage", command=example)


# Printing


def _out(lines: Iterable[Line]) -> None:
    show(lines, sys.stdout)


def _say(lines: Iterable[Line]) -> None:
    show(lines, sys.stderr)


def _width(stream: TextIO | None = None) -> int:
    return width_of(stream or sys.stdout)


def _bytes(data: bytes) -> None:
    """Put bytes on stdout as they are: UTF-8 and LF whatever the locale."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


# The commands


@app.command()
def demo() -> int:
    """Write the finished example."""
    from silk_assess.commands.check.screen import demonstrated
    from silk_assess.commands.demo import command as example

    _out(demonstrated(example.demo(Path()), _width()))
    return exit_codes.DONE


@app.command()
def ask(
    file: Annotated[Path | None, typer.Argument()] = None,
    short: Annotated[bool, typer.Option("--short")] = False,
    section: Annotated[str | None, typer.Option("--section")] = None,
    only: Annotated[str | None, typer.Option("--only")] = None,
    next: Annotated[bool, typer.Option("--next")] = False,
    pack: Pack = None,
) -> int:
    """Ask the questions, one at a time."""
    from silk_assess.commands.ask import command as sitting
    from silk_assess.commands.ask.closing import closing

    chosen = sitting.Choice(short=short, section=section, only=only, next=next)
    ending = sitting.sit(file, chosen, pack, sys.stdin, sys.stderr)
    if ending.finished is not None:
        _out(closing(ending.finished, ending.hints, _width()))
    return ending.code


@app.command()
def score(
    file: Annotated[list[Path], typer.Argument()],
    json: Annotated[bool, typer.Option("--json")] = False,
    pack: Pack = None,
) -> int:
    """Show the result of one file or of several."""
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
            _bytes(documents.line(one.assessment))
        else:
            cases.append(one)
    if len(file) == 1:
        _out(line for case in cases for line in summary.score(case, _width()))
    else:
        _out(several(cases, _width()))
    _say(left_out(len(file), faulty, _width(sys.stderr)))
    return exit_codes.exit_code(fault for one in faulty for fault in one.faults)


@app.command()
def report(
    file: Annotated[Path, typer.Argument()],
    out: Annotated[Path | None, typer.Option("-o", "--out")] = None,
    benchmark: Annotated[Path | None, typer.Option("--benchmark")] = None,
    pack: Pack = None,
) -> int:
    """Write the report of one file."""
    from silk_assess.commands.assessed import Shelf
    from silk_assess.commands.report import command as documents

    chosen = documents.target(file, out)
    documents.write(Shelf(pack).case(file), chosen, benchmark)
    more = " Open it in a browser; it needs no network." if chosen.suffix.lower() == ".html" else ""
    _say(paragraph(f"Wrote {chosen}.{more}", _width(sys.stderr)))
    return exit_codes.DONE


@app.command()
def why(
    file: Annotated[Path, typer.Argument()],
    part: Annotated[str | None, typer.Argument()] = None,
    pack: Pack = None,
) -> int:
    """Explain where a number comes from."""
    from silk_assess.commands.assessed import Shelf
    from silk_assess.commands.why import command as reasons
    from silk_assess.files.locate import Places

    case = Shelf(pack).case(file)
    answers = Places(file.parent)
    _out(reasons.why(case, part, Places(case.folder).line, lambda path: answers.line((file.name, *path)), _width()))
    return exit_codes.DONE


@app.command()
def batch(
    input: Annotated[list[str], typer.Argument()],
    out: Annotated[Path | None, typer.Option("-o", "--out")] = None,
    columns: Annotated[str, typer.Option("--columns")] = "all",
    extra: Annotated[str | None, typer.Option("--extra")] = None,
    by: Annotated[str | None, typer.Option("--by")] = None,
    reports: Annotated[bool, typer.Option("--reports")] = False,
    force: Annotated[bool, typer.Option("--force")] = False,
    workers: Annotated[str | None, typer.Option("--workers")] = None,
    pack: Pack = None,
) -> int:
    """Score many organisations into a folder."""
    from silk_assess.commands.batch import command as surveying
    from silk_assess.commands.batch import screen as many

    given = surveying.Options(tuple(input), out, columns, extra, by, reports, force, workers, pack)
    summary = surveying.survey(given, sys.stdin, sys.stderr)
    _say(many.faults(summary, _width(sys.stderr)))
    _out(many.summed_up(summary, _width()))
    return exit_codes.FINDINGS if summary.faults else exit_codes.DONE


@app.command()
def check(path: Annotated[list[Path], typer.Argument()], pack: Pack = None) -> int:
    """Find the faults of questionnaires and answer files."""
    from silk_assess.commands.check.command import inspect
    from silk_assess.commands.check.screen import checked

    found = list(inspect(path, pack))
    _out(checked([one for one in found if not one.is_unread], _width()))
    unread = [fault for one in found if one.is_unread for fault in one.findings]
    _say(messages(unread, _width(sys.stderr)))
    return exit_codes.exit_code(fault for one in found for fault in one.findings)


@app.command()
def samples(
    folder: Annotated[Path, typer.Argument()],
    check: Annotated[bool, typer.Option("--check")] = False,
    pack: Pack = None,
) -> int:
    """Draw the sample reports of a folder again, or say which are stale."""
    from silk_assess.commands.check.screen import redrawn, stale
    from silk_assess.commands.samples import command as drawing
    from silk_assess.terminal import commands

    found = drawing.samples(folder, pack)
    if check:
        again = commands.command("samples", str(folder), *(("--pack", pack) if pack else ()))
        _out(stale(found, again, _width()))
    else:
        drawing.redraw(found)
        _out(redrawn(found, _width()))
    code = exit_codes.exit_code(fault for one in found.faulty for fault in one.faults)
    return code or (exit_codes.FINDINGS if check and found.stale else exit_codes.DONE)

"""A command line run: Typer reads its words, and what it could not read is said in ours, from facts."""

from __future__ import annotations

import contextlib
import importlib
import io
import shlex
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from silk_assess import exit_codes
from silk_assess.commands import parsers
from silk_assess.faults import Code, Fault, SilkError, nearest, offered
from silk_assess.terminal.printing import put
from silk_assess.wording.commands import PROGRAM

# Typer tells which words it could not read by exceptions that it gives no name of its own. They stand
# beside the one that it does name: in click, in later versions of Typer in a part of it.
_errors: Any = importlib.import_module(typer.BadParameter.__module__)


def run(words: Sequence[str]) -> int:
    """Run one command line and give its exit code.

    Raises SilkError with code "usage" where the words are no command of ours.
    """
    name = words[0]
    if name.startswith("-"):
        return _set_up(words)
    if name not in parsers.names():
        raise SilkError(_no_command(name, words))
    command = parsers.command(name)
    try:
        with command.make_context(name, list(words[1:]), allow_extra_args=True) as context:
            if context.args:
                raise SilkError(_usage(name, f"{' '.join(context.args)} is more than {name} takes"))
            return int(command.invoke(context) or 0)
    except _errors.UsageError as error:
        raise SilkError(_unread(error, command, words)) from None


def complete() -> int:
    """Answer the shell that asks which words may stand next, and give the exit code; what is amiss is not told."""
    # A shell shows whatever is said between the words that somebody types: neither a fault of a
    # file nor one of ours is worth that.
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            parsers.parser().main(args=[], prog_name=PROGRAM)
    except SystemExit as end:
        # To fish the code is the answer: whether there are words for this place, or rather files.
        return int(end.code or 0)
    except Exception:
        return exit_codes.FINDINGS
    return exit_codes.DONE


def _set_up(words: Sequence[str]) -> int:
    """Let Typer install completion, or print its script: no other option stands before a command."""
    parser = parsers.parser()
    if words[0] not in (option for one in parser.params for option in one.opts):
        raise SilkError(_no_option_before(words[0]))
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = parser.main(args=list(words), prog_name=PROGRAM, standalone_mode=False)
    except SystemExit as end:
        code = end.code
    except _errors.UsageError:
        code = exit_codes.USAGE
    if code:
        says = "The shell around this program is none that words can be completed in"
        do = "Run it from bash, zsh, fish or PowerShell."
        raise SilkError(Fault((words[0],), says, do, Code.USAGE))
    put(said.getvalue(), sys.stdout)
    return exit_codes.DONE


# What could not be read


def _usage(name: str, says: str, do: str = "For example:", command: tuple[str, ...] | None = None) -> Fault:
    """Say what is wrong with a command's words; where nothing better is known, its example helps."""
    return Fault((name,), says, do, Code.USAGE, command=_example(name) if command is None else command)


def _example(name: str) -> tuple[str, ...]:
    from silk_assess.commands.help.pages import PAGES

    return tuple(shlex.split(PAGES[name].hints[0][1]))


def _no_command(name: str, words: Sequence[str]) -> Fault:
    near = nearest(name, parsers.names())
    do, command = ("All commands:", ("--help",)) if near is None else (offered(near), (near, *words[1:]))
    return Fault((name,), f'There is no command "{name}"', do, Code.USAGE, command=command)


def _no_option_before(name: str) -> Fault:
    if name.partition("=")[0] == "--pack":
        command = ("score", "FILE", "--pack", "ID")
        return Fault((name,), "--pack stands behind the command", "For example:", Code.USAGE, command=command)
    says = f"There is no option {name} before a command"
    return Fault((name,), says, "All commands and options:", Code.USAGE, command=("--help",))


def _unread(error: Any, command: Any, words: Sequence[str]) -> Fault:
    """Say what Typer could not read, from the kind of its error and the declarations."""
    name = command.name
    match error:
        case _errors.NoSuchOption():
            return _no_option(name, error.option_name, command.params)
        case _errors.BadOptionUsage():
            # An option either lacks its value, or has one that it does not take.
            is_flag = any(error.option_name in one.opts and one.is_flag for one in command.params)
            return _usage(name, f"{error.option_name} {'takes nothing' if is_flag else 'needs something'} behind it")
        case _errors.MissingParameter():
            return _missing(name, error.param, words)
    return _usage(name, error.format_message().rstrip("."))


def _no_option(name: str, option: str, params: Iterable[Any]) -> Fault:
    known = [word for one in params if one.param_type_name == "option" for word in one.opts]
    near = nearest(option, known)
    do, command = ("Its options:", (name, "--help")) if near is None else (offered(near), ())
    return _usage(name, f"{name} has no option {option}", do, command)


def _missing(name: str, param: Any, words: Sequence[str]) -> Fault:
    if param.param_type_name == "option":
        option, example = param.opts[0], _example(name)
        value = example[example.index(option) + 1]
        return _usage(name, f"{name} needs {param.help}, behind {option}", command=(*words, option, value))
    article = "an" if param.metavar[0] in "AEIO" else "a"
    return _usage(name, f"{name} needs {article} {param.metavar}")

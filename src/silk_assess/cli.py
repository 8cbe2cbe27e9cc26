"""The way in: answers --version, --help and an empty command line at once, and decides how all else ends."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence

from silk_assess import __version__


def main() -> None:
    """Run the command line of this process, and exit."""
    code = run(sys.argv[1:], as_called=True)
    # All memory goes back at once anyway; the interpreter need not sort it first (a tenth of the time).
    gc.freeze()
    sys.exit(code)


def run(words: Sequence[str], as_called: bool = False) -> int:
    """Run one command line and give its exit code. Nothing but printing and files leaves here.

    With `as_called` commands are printed the way this process was called, else as `silk-assess ...`.
    """
    if list(words[:1]) == ["--version"]:
        print(f"silk-assess {__version__}")
        return 0
    _tolerate_any_letter()
    if as_called:
        _print_as_called(len(words))
    try:
        return _guarded(words)
    except KeyboardInterrupt:
        # Exit codes are decided by faults, whose catalogue help and greeting can do without.
        from silk_assess import exit_codes

        return exit_codes.INTERRUPTED
    except BrokenPipeError:
        _close_quietly()
        return 0


def _guarded(words: Sequence[str]) -> int:
    """Run a command line; what goes wrong in it is told, and decides the exit code."""
    try:
        code = _command(words)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except Exception as error:
        return _failed(error, words)
    return code


def _command(words: Sequence[str]) -> int:
    if not words:
        from silk_assess.commands import completion

        return _complete() if os.environ.get(completion.ASKED_BY) else _greet()
    if "--help" in words or "-h" in words:
        from silk_assess.commands.help.screen import asked, manual
        from silk_assess.terminal.printing import show, width_of

        show(manual(asked(words), width_of(sys.stdout)), sys.stdout)
        return 0
    from silk_assess.commands import command_line

    return command_line.run(words)


def _complete() -> int:
    """Tell a shell which words may stand next."""
    from silk_assess.commands import command_line

    return command_line.complete()


def _greet() -> int:
    """Print what is here and what to do next."""
    from pathlib import Path

    from silk_assess.commands.home import command as surroundings
    from silk_assess.commands.home.screen import welcome
    from silk_assess.terminal.printing import show, width_of

    found, more = surroundings.answer_files(Path())
    show(welcome(found, more, surroundings.questionnaires(Path()), width_of(sys.stdout)), sys.stdout)
    return 0


def _failed(error: Exception, words: Sequence[str]) -> int:
    """Say what a person can mend; of all else keep an account, without a traceback on the screen."""
    from silk_assess import bug_report, exit_codes
    from silk_assess.faults import Code, Fault, SilkError
    from silk_assess.terminal.faults import ending
    from silk_assess.terminal.layout import paragraph
    from silk_assess.terminal.printing import show, width_of

    faults: Sequence[Fault] = ()
    if isinstance(error, SilkError):
        faults = error.faults
    elif isinstance(error, OSError):
        what = f"{error.filename} cannot" if error.filename else "The result cannot"
        says = f"{what} be read or written: {error.strerror or error}"
        faults = [Fault(("",), says, "Check the place, and run the command again.", Code.UNWRITABLE)]
    width = width_of(sys.stderr)
    if faults:
        show(ending(faults, width), sys.stderr)
        return exit_codes.exit_code(faults)
    lines = paragraph("Something went wrong in silk-assess. It is our fault, not yours.", width)
    lines += paragraph("None of your files was changed.", width)
    for text in _kept(bug_report.account(error, words[0] if words else "")):
        lines += paragraph(text, width, 2)
    show(lines, sys.stderr)
    return exit_codes.OUR_BUG


def _kept(account: str) -> list[str]:
    """Keep the account in a file here, and say so; where that fails, say the account."""
    from pathlib import Path

    from silk_assess import bug_report
    from silk_assess.faults import SilkError
    from silk_assess.files import atomic_file

    try:
        atomic_file.write(Path(bug_report.FILE), account.encode())
    except SilkError:
        return ["Please send these lines to the address in the README:", *account.splitlines()]
    return [
        f"What happened is written in {bug_report.FILE}, without answers or names.",
        "Please send that file to the address in the README. Nothing was sent.",
    ]


def _print_as_called(typed: int) -> None:
    """Let commands be printed the way this process was called; its last `typed` words are the command line."""
    from silk_assess.terminal import commands

    before = sys.orig_argv[: len(sys.orig_argv) - typed]
    commands.CALLED.set(commands.called(sys.argv[0], before, commands.found()))


def _tolerate_any_letter() -> None:
    """Show letters that the terminal's encoding lacks as escapes, instead of failing on them."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _close_quietly() -> None:
    """Let the interpreter's last flush go nowhere, once whoever read our output has gone."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

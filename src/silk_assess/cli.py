"""The way in: answers --version, --help and an empty command line at once, and decides how all else ends."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import Final

from silk_assess import __version__

_ONE_FILE: Final = ("score", "report", "why", "compare")


def main() -> None:
    """Run the command line of this process, and exit."""
    _hold_numbers()
    if sys.argv[1:2] and sys.argv[1] in _ONE_FILE:
        # What these make, they need to their end; looking for what they do not costs a tenth of their time.
        gc.disable()
    code = run(sys.argv[1:], as_called=True)
    _flush_or_quieten()
    # All memory goes back at once anyway; the interpreter need not sort it first (a tenth of the time).
    gc.freeze()
    sys.exit(code)


def run(words: Sequence[str], as_called: bool = False) -> int:
    """Run one command line and give its exit code. Nothing but printing and files leaves here.

    With `as_called` commands are printed the way this process was called, else as `silk-assess ...`.
    """
    if list(words[:1]) == ["--version"] and _said_version():
        return 0
    from silk_assess.terminal.printing import NobodyReads, quieten

    _tolerate_any_letter()
    if as_called:
        _print_as_called(len(words))
    try:
        return _guarded(words)
    except KeyboardInterrupt:
        # Exit codes are decided by faults, whose catalogue help and greeting can do without.
        from silk_assess import exit_codes

        return exit_codes.INTERRUPTED
    except NobodyReads:
        quieten(sys.stdout)
        return 0


def _said_version() -> bool:
    """Print the version, before anything is loaded; say False where it cannot be printed."""
    try:
        sys.stdout.write(f"silk-assess {__version__}\n")
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        return False
    return True


def _guarded(words: Sequence[str]) -> int:
    """Run a command line; what goes wrong in it is told, and decides the exit code.

    Raises NobodyReads where whoever read the results has gone.
    """
    from silk_assess.terminal.printing import NobodyReads

    try:
        return _command(words)
    except NobodyReads:
        raise
    except Exception as error:
        return _failed(error, words)


def _command(words: Sequence[str]) -> int:
    if not words:
        from silk_assess.commands import completion

        return _complete() if os.environ.get(completion.ASKED_BY) else _greet()
    if words[0] == "--version":
        from silk_assess.terminal.printing import put

        # It could not be printed at once: say why.
        put(f"silk-assess {__version__}\n", sys.stdout)
        return 0
    if "--help" in words or "-h" in words:
        from silk_assess.commands.help.screen import asked, manual
        from silk_assess.terminal.printing import out, width_of

        out(manual(asked(words), width_of(sys.stdout)), sys.stdout)
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
    from silk_assess.terminal.printing import out, width_of

    found, more = surroundings.answer_files(Path())
    others, links = surroundings.questionnaires(Path()), surroundings.links(Path())
    out(welcome(found, more, others, width_of(sys.stdout), links), sys.stdout)
    return 0


def _failed(error: Exception, words: Sequence[str]) -> int:
    """Say what a person can mend; of all else keep an account, without a traceback on the screen."""
    from silk_assess import bug_report, exit_codes
    from silk_assess.commands.check_all import check_all, most_told
    from silk_assess.faults import Code, Fault, SilkError
    from silk_assess.terminal.faults import ending
    from silk_assess.terminal.layout import paragraph
    from silk_assess.terminal.printing import most_messages, say, width_of

    faults: Sequence[Fault] = ()
    if isinstance(error, SilkError):
        faults = error.faults
    elif isinstance(error, OSError):
        what = f"{error.filename} cannot" if error.filename else "The result cannot"
        says = f"{what} be read or written: {error.strerror or error}"
        faults = [Fault(("",), says, "Check the place, and run the command again.", Code.UNWRITABLE)]
    elif isinstance(error, MemoryError):
        says, do = "There is not enough memory for this", "Give the program more, or less to do at once."
        faults = [Fault(("",), says, do, Code.UNWRITABLE)]
    width = width_of(sys.stderr)
    if faults:
        most = most_told(faults, most_messages(sys.stderr))
        say(ending(faults, width, most, check_all(faults[len(faults[:most]) :], _pack(words))), sys.stderr)
        return exit_codes.exit_code(faults)
    lines = paragraph("Something went wrong in silk-assess. It is our fault, not yours.", width)
    for text in _kept(bug_report.account(error, words[0] if words else "")):
        lines += paragraph(text, width, 2)
    say(lines, sys.stderr)
    return exit_codes.OUR_BUG


def _pack(words: Sequence[str]) -> str | None:
    """Give what stands behind --pack on a command line."""
    for i, word in enumerate(words):
        if word == "--pack":
            return next(iter(words[i + 1 : i + 2]), None)
        if word.startswith("--pack="):
            return word.removeprefix("--pack=")
    return None


def _kept(account: str) -> list[str]:
    """Keep the account in a file here, and say so; where that fails, say the account."""
    from pathlib import Path

    from silk_assess.faults import SilkError
    from silk_assess.files import atomic_file

    try:
        file = Path(_place_for_account())
        atomic_file.remove_leftovers(file)
        atomic_file.write(file, account.encode())
    except (SilkError, OSError):
        return ["Please send these lines to the address in the README:", *account.splitlines()]
    return [
        f"What happened is written in {file}, without answers or names.",
        "Please send that file to the address in the README. Nothing was sent.",
    ]


def _place_for_account() -> str:
    """Choose where an account is written: an earlier one may be replaced, all else stays and a free name is taken."""
    from pathlib import Path

    from silk_assess import bug_report
    from silk_assess.files import earlier

    first = Path(bug_report.FILE)
    for i in range(1, 10**6):
        place = first if i == 1 else first.with_stem(f"{first.stem}-{i}")
        if not os.path.lexists(place):
            return str(place)
        is_plain = place.is_file() and not place.is_symlink()
        if is_plain and bug_report.is_account(next(earlier.pieces(place), b"")):
            return str(place)
    return bug_report.FILE


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


def _hold_numbers() -> None:
    """Let no file get the number of a standard stream that is closed: what is meant for that would end up in it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with contextlib.suppress(OSError):
                os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def _flush_or_quieten() -> None:
    """Leave nothing for the interpreter's last flush, whose failing would change the exit code."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            from silk_assess.terminal.printing import quieten

            quieten(stream)

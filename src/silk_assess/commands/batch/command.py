"""One run of `batch`: what the command line asks for, how far it is while it runs, and how it is ended early."""

from __future__ import annotations

import io
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, TextIO

from silk_assess.batch.request import Request
from silk_assess.batch.run import score_all
from silk_assess.batch.summary import Summary
from silk_assess.batch.workers import ENDING
from silk_assess.commands.batch import screen
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files.forecast import Forecast
from silk_assess.questionnaire.tree import Tree
from silk_assess.terminal.printing import say, width_of

_MOST_WORKERS: Final = 64
_SECONDS_ON_A_TERMINAL: Final = 1.0
_SECONDS_ELSEWHERE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Options:
    """The words of the command line, as typed."""

    inputs: tuple[str, ...]
    out: Path
    columns: str
    extra: tuple[str, ...]
    by: str | None
    reports: bool
    force: bool
    workers: str | None
    pack: str | None
    follow_links: bool = False
    encoding: str | None = None
    mapping: Path | None = None
    xlsx: bool = False
    before: str | None = None
    results: bool = False
    parquet: bool = False


def run_batch(given: Options, stdin: TextIO | None, messages: TextIO | None) -> Summary:
    """Run a batch, and say how far it is.

    Raises SilkError with code "usage" where the command line asks for what there is not, and
    as `score_all` does; KeyboardInterrupt where a signal ends it.
    """
    request = _request(given)
    data: IO[bytes] = io.BytesIO() if stdin is None else stdin.buffer
    with _ended_by_signals():
        return score_all(request, data, Progress(messages))


def _request(given: Options) -> Request:
    start = ("batch", given.inputs[0], "-o", str(given.out))
    if given.columns not in ("all", "short"):
        says, command = f"--columns {given.columns} is nothing to choose", (*start, "--columns", "short")
        raise _usage(says, "There are all and short:", command)
    if (*given.inputs, given.before).count("-") > 1:
        raise _usage("Standard input can be read once only", "Name - once.")
    return Request(
        inputs=given.inputs,
        folder=given.out,
        pack=given.pack,
        short=given.columns == "short",
        extra=tuple(dict.fromkeys(given.extra)),
        encoding=given.encoding,
        by=given.by,
        reports=given.reports,
        force=given.force,
        workers=_workers(given.workers),
        follow_links=given.follow_links,
        mapping=given.mapping,
        xlsx=given.xlsx,
        before=given.before,
        results=given.results,
        parquet=given.parquet,
    )


def _workers(text: str | None) -> int | None:
    if text is None:
        return None
    number = int(text) if text.isdecimal() and len(text) < 4 else 0
    if not 1 <= number <= _MOST_WORKERS:
        raise _usage(f"--workers {text} is no number from 1 to {_MOST_WORKERS}", "As a rule leave it out.")
    return number


def _usage(says: str, do: str, command: tuple[str, ...] = ()) -> SilkError:
    return SilkError(Fault(("batch",), says, do, Code.USAGE, command=command))


class Progress:
    """Says how far a batch is: on a terminal each second, elsewhere each minute, nothing under a second."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._start = self._last = time.monotonic()
        self._has_begun = False
        on_terminal = stream is not None and stream.isatty()
        self._every = _SECONDS_ON_A_TERMINAL if on_terminal else _SECONDS_ELSEWHERE

    def __call__(self, done: int, forecast: Forecast, tree: Tree) -> None:
        """Say it, if it is time."""
        now = time.monotonic()
        if self._stream is None or now - self._last < self._every:
            return
        self._last = now
        width = width_of(self._stream)
        lines = [] if self._has_begun else screen.begun(forecast, tree, width)
        self._has_begun = True
        say([*lines, *screen.progress(done, forecast, now - self._start, width)], self._stream)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let a signal that would end the program end it as Ctrl-C does, with everything cleared away."""

    def end(*_: Any) -> None:
        raise KeyboardInterrupt

    before = {one: signal.signal(one, end) for one in ENDING if one != signal.SIGINT}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)

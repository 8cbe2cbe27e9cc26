"""Work for several processes: units go out in small lots, and come back in the order in which they went."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from multiprocessing.sharedctypes import RawValue
from typing import Final

from silk_assess.batch.work import Done, Task, done
from silk_assess.errors import Fault, SilkError
from silk_assess.gathering import JsonLine, TableRow, Unit

_LOT: Final = 16
# A lot is full with so many in its rows or lines, however few these are.
_LETTERS: Final = 500_000
# So many lots are out for each process: none waits, and memory stays flat.
_AHEAD: Final = 4


class Workers:
    """Some processes that do units of work; with one worker all is done in this process."""

    def __init__(self, task: Task, number: int) -> None:
        self._task = task
        self._number = number
        self._pool: ProcessPoolExecutor | None = None
        self._ended = RawValue(Ended, 0)
        self._threshold = gc.get_threshold()

    def __enter__(self) -> Workers:
        _collect_less()
        if self._number > 1:
            # A copy of this process has the questionnaire already; elsewhere it is sent once.
            context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
            self._pool = ProcessPoolExecutor(self._number, context, _begin, (self._task, self._ended))
            # They begin here, before there is anything open that a copy could hold.
            self._pool.submit(_each, []).result()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is not None:
            # They are told and not killed: one that is killed with half of its results sent leaves
            # this process waiting for the other half.
            self._ended.value = kind is not None
            self._pool.shutdown(cancel_futures=True)
        gc.set_threshold(*self._threshold)

    def each(self, units: Iterable[Unit]) -> Iterator[Done]:
        """Do units, and give what became of them in their order."""
        if self._pool is None:
            yield from (done(unit, self._task) for unit in units)
            return
        stream = _lots(units)
        out: deque[Future[list[Done]]] = deque()
        while True:
            while len(out) < _AHEAD * self._number and (lot := next(stream, None)):
                out.append(self._pool.submit(_each, lot))
            if not out:
                return
            try:
                yield from out.popleft().result()
            except BrokenProcessPool:
                says = "A process that was scoring has ended; the system may be short of memory"
                do = "Run it again with --workers 1."
                raise SilkError(Fault(("batch",), says, do, "unreadable")) from None


def _collect_less() -> None:
    """Look for circles of garbage less often: results have none, and looking takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _lots(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Cut units into lots that are quickly done, and small in memory."""
    lot: list[Unit] = []
    letters = 0
    for unit in units:
        lot.append(unit)
        letters += _letters(unit)
        if len(lot) == _LOT or letters > _LETTERS:
            yield lot
            lot, letters = [], 0
    if lot:
        yield lot


def _letters(unit: Unit) -> int:
    """Say how much of a unit waits in this process; an answer file is read by the one that scores it."""
    match unit:
        case TableRow(_, row, _):
            return sum(map(len, row.cells))
        case JsonLine(data=data):
            return len(data)
        case _:
            return 0


# In a worker

# Memory that all processes share, without a lock that one could die with; 1 when nothing more is wanted.
Ended = ctypes.c_byte

_given: tuple[Task, Ended] | None = None


def _begin(task: Task, ended: Ended) -> None:
    """Begin a worker: signals are for the one who asked for it, and nobody works for one who is gone."""
    global _given  # what a process of a pool is given before its work
    _given = task, ended
    _collect_less()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _each(units: Sequence[Unit]) -> list[Done]:
    assert _given is not None
    task, ended = _given
    return [done(unit, task) for unit in units if not ended.value]

"""Work for several processes: units go out in small lots, and come back in the order in which they went."""

from __future__ import annotations

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
        self._threshold = gc.get_threshold()

    def __enter__(self) -> Workers:
        _collect_less()
        if self._number > 1:
            # A copy of this process has the questionnaire already; elsewhere it is sent once.
            context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
            self._pool = ProcessPoolExecutor(self._number, context, _begin, (self._task,))
            # They begin here, before there is anything open that a copy could hold.
            self._pool.submit(_each, []).result()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is not None:
            if kind is not None:
                for child in multiprocessing.active_children():
                    child.kill()
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

_task: Task | None = None


def _begin(task: Task) -> None:
    """Begin a worker: Ctrl-C is for the one who asked for it, and nobody works for one who is gone."""
    global _task  # the one thing that a process of a pool is given before its work
    _task = task
    _collect_less()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _each(units: Sequence[Unit]) -> list[Done]:
    assert _task is not None
    return [done(unit, _task) for unit in units]

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
from itertools import cycle, groupby, islice
from multiprocessing.connection import Connection, Pipe, wait
from queue import SimpleQueue
from typing import Any, Final

from silk_assess.batch.lots import Lot, cut
from silk_assess.batch.outcome import Outcome, Task, outcome_of
from silk_assess.batch.sample import Kept, KeptRow, explained
from silk_assess.bug_report import Elsewhere, passed
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files.inputs import Unit
from silk_assess.portfolio.member import Explained

# So many of those that waited make a lot: rows of a table, which are read together, are soon done.
_WAITED: Final = 128
# So many lots are out for each process: none waits, and memory stays flat.
_AHEAD: Final = 4
# The signals that end a batch; they are for this process, and none of its workers hears them.
ENDING: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Workers:
    """Some processes that do units of work; with one worker all is done in this process.

    Each has a pipe of its own. A pool of processes shares one, and where one of them is killed
    with half of its results sent, all others and the pool itself wait for the other half for ever.
    """

    def __init__(self, task: Task, number: int) -> None:
        self._task = task
        self._number = number
        self._workers: list[_Worker] = []
        self._threshold = gc.get_threshold()

    def __enter__(self) -> Workers:
        _collect_less()
        if self._number > 1:
            # They begin here, before there is anything open that a copy of this process could hold.
            try:
                self._begin()
            except OSError:
                # The system gives no more processes: this one does it all.
                self._end()
            except BaseException:
                self._end()
                raise
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        gc.set_threshold(*self._threshold)

    def _begin(self) -> None:
        """Start all; a signal waits until that is done, so that none is left half started."""
        mask = getattr(signal, "pthread_sigmask", None)
        before = mask(signal.SIG_BLOCK, ENDING) if mask else ()
        try:
            for _ in range(self._number):
                self._workers.append(_Worker(self._task))
        finally:
            if mask:
                mask(signal.SIG_SETMASK, before)

    def _end(self) -> None:
        while self._workers:
            self._workers.pop().end()

    def each(self, units: Iterable[Unit]) -> Iterator[Outcome]:
        """Do units, and give what became of them in their order; none is explained.

        Raises SilkError with code "unreadable" where a process ends before its time.
        """
        for _, found in self.lots(map(Lot, cut(units))):
            yield from found

    def lots(self, lots: Iterable[Lot]) -> Iterator[tuple[Lot, list[Any]]]:
        """Do lots of units, and give each with what became of its units, in their order.

        That is an Outcome for each, and ScoredRows for a block.
        """
        return self._done(lots)

    def explained(self, kept: Sequence[Kept]) -> Iterator[Explained]:
        """Explain those that waited, in their order."""
        some = iter(kept)
        for _, found in self._done(iter(lambda: list(islice(some, _WAITED)), [])):
            yield from found

    def _done(self, lots: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        if not self._workers:
            yield from ((lot, _came_of(lot, self._task)) for lot in lots)
            return
        try:
            yield from self._each(iter(lots))
        except _Gone:
            says = "A process that was scoring has ended; the system may be short of memory"
            do = "Run it again with --workers 1."
            raise SilkError(Fault(("batch",), says, do, Code.UNREADABLE)) from None

    def _each(self, lots: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
        turns = cycle(self._workers)
        out: deque[tuple[_Worker, Any]] = deque()
        while True:
            while len(out) < _AHEAD * self._number and (lot := next(lots, None)) is not None:
                worker = next(turns)
                out.append((worker, lot))
                worker.send(lot)
            if not out:
                return
            worker, lot = out.popleft()
            while not worker.came:
                self._receive()
            yield lot, worker.came.popleft()

    def _receive(self) -> None:
        """Take what has come from whomever, so that none waits to be heard."""
        ready = wait([worker.pipe for worker in self._workers])
        for worker in self._workers:
            if worker.pipe in ready:
                worker.receive()


class _Gone(Exception):
    """A process has ended before its time."""


class _Worker:
    """One process, and what has come from it."""

    def __init__(self, task: Task) -> None:
        # A copy of this process has the questionnaire already; elsewhere it is sent once.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        self.pipe, theirs = Pipe()
        self.came: deque[list[Any]] = deque()
        self._process = context.Process(target=_work, args=(theirs, task), daemon=True)
        self._process.start()
        # Only the process itself holds its end: when it is gone, the pipe says so.
        theirs.close()

    def send(self, lot: Any) -> None:
        try:
            self.pipe.send(lot)
        except OSError:
            raise _Gone from None

    def receive(self) -> None:
        try:
            came = self.pipe.recv()
        except (EOFError, OSError):
            raise _Gone from None
        if isinstance(came, Elsewhere):
            raise came
        self.came.append(came)

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _collect_less() -> None:
    """Look for circles of garbage less often: results have none, and looking takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


# In a worker


def _work(pipe: Connection, task: Task) -> None:
    """Do lots as they come, until this process is ended by its parent or outlives it.

    What fails goes back, and is raised there. Where the system gives no memory or no thread, this
    process ends and says nothing: the parent tells it.
    """
    try:
        _collect_less()
        for one in ENDING:
            signal.signal(one, signal.SIG_IGN)
        lots: SimpleQueue[Any] = SimpleQueue()
        threading.Thread(target=_take, args=(pipe, lots), daemon=True).start()
        while True:
            pipe.send(_sent_of(lots.get(), task))
    except Exception:
        os._exit(1)


def _came_of(lot: Lot | list[Kept], task: Task) -> list[Any]:
    """Do a lot of units, or of those that waited to be explained."""
    if not isinstance(lot, Lot):
        return _explained(lot, task)
    if lot.at_once:
        from silk_assess.batch.rows_at_once import files_at_once, rows_at_once

        if lot.block is None:
            return [files_at_once(task).scored(lot.units, lot.first, lot.bar)]
        return [rows_at_once(lot.block.layout, task).scored(lot.block, lot.first, lot.bar)]
    return [outcome_of(unit, task, lot.explains, i in lot.keeps) for i, unit in enumerate(lot.units)]


def _explained(kept: list[Kept], task: Task) -> list[Explained]:
    found: list[Explained] = []
    for layout, some in groupby(kept, lambda one: one.layout if isinstance(one, KeptRow) else None):
        if layout is None:
            found += [explained(one, task.tree) for one in some if isinstance(one, bytes)]
        else:
            from silk_assess.batch.rows_at_once import rows_at_once

            lines = [one.line for one in some if isinstance(one, KeptRow)]
            found += rows_at_once(layout, task).explained(lines)
    return found


def _sent_of(lot: Lot | list[Kept], task: Task) -> list[Any] | Elsewhere:
    try:
        return _came_of(lot, task)
    except MemoryError:
        raise
    except Exception as error:
        return Elsewhere(type(error).__name__, passed(error))


def _take(pipe: Connection, lots: SimpleQueue[Any]) -> None:
    """Take lots from the pipe at once: the parent never waits to be rid of one, whatever this process is at."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    try:
        while pipe in wait([pipe, parent.sentinel]):
            lots.put(pipe.recv())
    except (EOFError, OSError):
        pass
    os._exit(1)

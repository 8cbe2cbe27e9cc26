"""The files of a batch: written as results come, finished at the end. Source of their contents: result, portfolio."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Final

from silk_assess import escape
from silk_assess.batch import parquet, score_table
from silk_assess.batch.outcome import Outcome
from silk_assess.batch.score_table import Column
from silk_assess.faults import Fault
from silk_assess.files import earlier
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.result import dumps
from silk_assess.wording.commands import command
from silk_assess.workbooks import scores

SCORES: Final = "scores.csv"
WORKBOOK: Final = "scores.xlsx"
PARQUET: Final = "scores.parquet"
RESULTS: Final = "results.jsonl"
ERRORS: Final = "errors.jsonl"
RUN: Final = "run.json"
PORTFOLIO: Final = ("portfolio.html", "portfolio.md")
BENCHMARK: Final = "benchmark.json"
REPORTS: Final = "reports"
FORMAT: Final = "silk-batch/1"
_WIDER: Final = f"{SCORES}.wider"
_MARK: Final = f'{{\n  "format": "{FORMAT}"'.encode()
# A result of a million organisations with their reports lists about as much.
_MOST_BYTES: Final = 200_000_000
_DIGEST: Final = "digest"
# The one line in which two runs over the same input may differ.
_ENGINE: Final = '  "engine": '


def is_ours(folder: Path) -> bool:
    """Say whether a folder holds what its run.json lists, byte for byte, and nothing else; an empty one does.

    Raises OSError where it cannot be read.
    """
    names = _names(folder)
    if not names:
        return names is not None
    listed = _listed(folder / RUN) if RUN in names else None
    if listed is None or names != {*listed, RUN}:
        return False
    return all(earlier.digest(folder / name) == digest for name, digest in listed.items())


def _names(folder: Path) -> set[str] | None:
    """Name the files of a folder and of its folder of reports; None where anything else is in it."""
    names: set[str] = set()
    for one in [*folder.iterdir(), *(folder / REPORTS).iterdir()] if (folder / REPORTS).is_dir() else folder.iterdir():
        is_reports = one == folder / REPORTS
        if one.is_symlink() or not (one.is_dir() if is_reports else one.is_file()):
            return None
        if not is_reports:
            names.add(one.relative_to(folder).as_posix())
    return names


def _listed(file: Path) -> dict[str, str] | None:
    """Read which files a run.json lists, with their digests; None where it is none of ours, or was changed."""
    data = file.read_bytes() if file.stat().st_size <= _MOST_BYTES else b""
    if not data.startswith(_MARK):
        return None
    try:
        run = json.loads(data)
        is_whole = written(run) == data
        files = run["files"]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None
    return files if is_whole and isinstance(files, dict) else None


def written(run: Mapping[str, Any]) -> bytes:
    """Write run.json; its last entry is the digest of all that stands above it, but how it was worked out."""
    above = escape.json(
        json.dumps({key: one for key, one in run.items() if key != _DIGEST}, ensure_ascii=False, indent=2)
    )
    above = above.removesuffix("\n}") + ",\n"
    lines = (line for line in above.split("\n") if not line.startswith(_ENGINE))
    own = earlier.digest_of(hashlib.sha256("\n".join(lines).encode()).digest())
    return f'{above}  "{_DIGEST}": "{own}"\n}}\n'.encode()


class Output:
    """The files of one batch in a folder in the making."""

    def __init__(self, place: Path, head: Sequence[Column], reports: bool) -> None:
        self._place, self._head = place, head
        self._extra: list[str] = []
        self._before: list[Mapping[str, Any]] = []
        self._tables: tuple[str, ...] = ()
        self._lists_results = True
        self._names: set[str] = set()
        self._digests: dict[str, bytes] = {}
        self._open = ExitStack()
        self._scores, self._results, self._errors = (self._stream(name) for name in (SCORES, RESULTS, ERRORS))
        self._scores.write(escape.csv_line(score_table.names(head)))
        if reports:
            (place / REPORTS).mkdir()

    def __enter__(self) -> Output:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _stream(self, name: str, mode: str = "w") -> IO[str]:
        return self._open.enter_context(self._opened(name, mode))

    def _opened(self, name: str, mode: str) -> IO[str]:
        # What no encoding holds becomes an escape, which is what JSON writes for it too.
        return open(self._place / name, mode, encoding="utf-8", errors="backslashreplace", newline="")

    def add(self, one: Outcome, before: Mapping[str, Any] | None = None) -> str:
        """Write what became of an organisation that was scored; give the name of its report, empty without.

        `before` holds what stands in the columns of an earlier year, by their names.
        """
        new = [name for name in one.extra if name not in self._extra]
        if new:
            self._widen(new)
        more = ["" if value is None else str(value) for value in (before or {}).values()]
        if before:
            self._before.append({name: value for name, value in before.items() if value is not None})
        more += [escape.csv_cell(one.extra.get(name, "")) for name in self._extra]
        self._scores.write(",".join([one.scores, escape.csv_line(more)]) if more else f"{one.scores}\n")
        self._results.write(one.result)
        if not one.report:
            return ""
        report = f"{REPORTS}/{self._name(one)}.html"
        self._write(report, one.report.encode())
        return report

    def add_lines(self, lines: Sequence[str], extra: Mapping[str, Sequence[str]]) -> None:
        """Write lines of scores.csv, with what was carried along in each."""
        new = [name for name in extra if name not in self._extra]
        if new:
            self._widen(new)
        if not self._extra:
            self._scores.write("\n".join([*lines, ""]))
            return
        nothing = ("",) * len(lines)
        columns = [map(escape.csv_cell, extra.get(name, nothing)) for name in self._extra]
        for line, *more in zip(lines, *columns, strict=True):
            self._scores.write(f"{line},{escape.csv_line(more)}")

    def add_fault(self, fault: Fault) -> None:
        """Write one fault of what could not be scored."""
        self._errors.write(dumps(fault_record(fault)) + "\n")

    def leave_out_results(self) -> None:
        """Take back results.jsonl, which is not asked for."""
        self._results.close()
        (self._place / RESULTS).unlink()
        self._lists_results = False

    def add_parquet(self, tree: Tree) -> None:
        """Write scores.csv as Parquet too; all has been added."""
        self._scores.flush()
        parquet.write(self._place / SCORES, self._place / PARQUET, self._head, tree)
        with open(self._place / PARQUET, "rb+") as stream:
            _settle(stream)
        self._tables = (*self._tables, PARQUET)

    def add_workbook(self, tree: Tree, about: Sequence[tuple[str, str]]) -> None:
        """Write what was scored, and the faults, as a workbook too; all has been added."""
        for stream in (self._results, self._errors):
            stream.flush()
        results, faults = (_lines(self._place / name) for name in (RESULTS, ERRORS))
        if self._before:
            results = (one | {"extra": {**one.get("extra", {}), **told}} for one, told in self._with_before(results))
        extra = [*self._names_before(), *self._extra]
        scores.write(self._place / WORKBOOK, tree, results, extra, faults, about)
        with open(self._place / WORKBOOK, "rb+") as book:
            _settle(book)
        self._tables = (*self._tables, WORKBOOK)

    def _with_before(self, results: Iterator[Any]) -> Iterator[tuple[Any, Mapping[str, Any]]]:
        return zip(results, self._before, strict=True)

    def _names_before(self) -> list[str]:
        """Name the columns of the earlier year: those that come from no result."""
        return [name for name, way in self._head if not way]

    def finish(self, run: Mapping[str, Any], drawn: Mapping[str, bytes]) -> None:
        """Write what is known at the end only, and bring all to the disk."""
        for name, data in drawn.items():
            self._write(name, data)
        streams = {SCORES: self._scores, ERRORS: self._errors}
        if self._lists_results:
            streams[RESULTS] = self._results
        for stream in streams.values():
            _settle(stream)
        files = {name: earlier.digest_of(digest) for name, digest in self._digests.items()}
        files |= {name: earlier.digest(self._place / name) for name in (*streams, *self._tables)}
        self._write(RUN, written({"format": FORMAT, **run, "files": dict(sorted(files.items()))}))

    def _write(self, name: str, data: bytes) -> None:
        with open(self._place / name, "wb") as stream:
            stream.write(data)
            _settle(stream)
        self._digests[name] = hashlib.sha256(data).digest()

    def _name(self, one: Outcome) -> str:
        """Name a report by the id, the answer file, or the name, and by the row where that is taken."""
        said = one.id or (Path(one.file).stem if one.kind == "file" else one.member.name if one.member else "")
        stem = escape.file_name(said, f"row-{one.line}")
        name, i = stem, 1
        while name.casefold() in self._names:
            i += 1
            name = f"{stem}-{i}"
        self._names.add(name.casefold())
        return name

    def _widen(self, new: Sequence[str]) -> None:
        """Make room for columns that are carried along; the rows before have nothing in them."""
        self._extra += new
        head = escape.csv_line(map(escape.csv_cell, score_table.names(self._head, self._extra)))
        before = self._rows()
        with _room_for_long_cells(), self._opened(_WIDER, "w") as stream:
            next(before)
            stream.write(head)
            stream.writelines(escape.csv_line([*row, *("" for _ in new)]) for row in before)
        self._scores.close()
        os.replace(self._place / _WIDER, self._place / SCORES)
        self._scores = self._stream(SCORES, "a")

    def _rows(self) -> Iterator[list[str]]:
        self._scores.flush()
        with open(self._place / SCORES, encoding="utf-8", newline="") as stream:
            yield from csv.reader(stream)


@contextmanager
def _room_for_long_cells() -> Iterator[None]:
    """Let the csv module read cells of any length for a while; its limit is one for the whole process."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _lines(file: Path) -> Iterator[Any]:
    """Read what was written before, numbers exact."""
    with open(file, encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line, parse_float=Decimal)


def _settle(stream: IO[Any]) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _line(cells: Sequence[str]) -> str:
    place, name, *remarks = cells
    remark = " ".join(filter(None, remarks))
    return " ".join(filter(None, (place, name, f"({remark})" if remark else "")))


def fault_record(fault: Fault) -> dict[str, Any]:
    """Lay a fault out for programs: where it stands, what is wrong, what to do.

    Rows and columns count from 1; of an answer file they are its line and letter. What is not
    known is null.
    """
    where, path = fault.where, fault.path
    question: str | int | None = None
    column = (where.column if where is not None else 0) or None
    match path:
        case (_, int(i), str(name)):
            column, question = i + 1, name or None
        case (_, "answers" | "organisation", str(name), *_):
            question = name
    return {
        "file": str(path[0]) if where is None else where.file,
        "sheet": (where.sheet or None) if where is not None else None,
        "row": (where.line or None) if where is not None else None,
        "column": column,
        "question": question,
        "fault": ": ".join([fault.says, *(["; ".join(map(_line, fault.lines))] if fault.lines else [])]),
        "remedy": " ".join([fault.do, *([command(*fault.command)] if fault.command else [])]),
        "code": fault.code,
    }

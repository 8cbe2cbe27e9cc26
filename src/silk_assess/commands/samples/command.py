"""Sample reports beside their answers: drawn again, or held against what would be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from silk_assess.commands.assessed import LeftOut, Shelf
from silk_assess.commands.report.command import drawn, save
from silk_assess.faults import Code, Fault, SilkError

KINDS: Final = ("md", "html")


@dataclass(frozen=True, slots=True)
class Sample:
    """One report beside its answers: as it is now (None: not there) and as it would be drawn."""

    name: str
    file: Path
    now: bytes | None
    fresh: bytes

    @property
    def kind(self) -> str:
        """Say which kind of report it is: html or md."""
        return self.file.suffix[1:]

    @property
    def is_stale(self) -> bool:
        """Say whether a byte differs."""
        return self.now != self.fresh

    @property
    def first_difference(self) -> int:
        """Give the line from which on the two differ."""
        pairs = zip((self.now or b"").splitlines(), self.fresh.splitlines(), strict=False)
        alike = 0
        for one, other in pairs:
            if one != other:
                break
            alike += 1
        return alike + 1


@dataclass(frozen=True, slots=True)
class Samples:
    """All samples of a folder, in order of their names, with the faults of answers that could not be scored."""

    reports: tuple[Sample, ...]
    faulty: tuple[LeftOut, ...]

    @property
    def stale(self) -> tuple[Sample, ...]:
        """Those that differ from what would be drawn."""
        return tuple(one for one in self.reports if one.is_stale)


def samples(folder: Path, pack: str | None = None) -> Samples:
    """Draw the reports of every FOLDER/*/answers.yaml, without writing anything.

    Raises SilkError with code "unreadable" where there is none.
    """
    files = sorted(folder.glob("*/answers.yaml"))
    if not files:
        says = f"There is no {folder}/*/answers.yaml" if folder.is_dir() else f"There is no folder {folder} here"
        raise SilkError(Fault((str(folder),), says, "Each sample has a folder of its own there.", Code.UNREADABLE))
    shelf = Shelf(pack)
    reports: list[Sample] = []
    faulty: list[LeftOut] = []
    for file in files:
        try:
            reports += _drawn(file, shelf)
        except SilkError as error:
            faulty.append(LeftOut(str(file), error.faults))
    return Samples(tuple(reports), tuple(faulty))


def _drawn(file: Path, shelf: Shelf) -> Iterator[Sample]:
    case = shelf.case(file)
    for kind in KINDS:
        target = file.with_name(f"report.{kind}")
        now = target.read_bytes() if target.is_file() else None
        yield Sample(file.parent.name, target, now, drawn(case.assessment, f".{kind}"))


def redraw(found: Samples) -> None:
    """Write the stale reports, and leave the fresh ones alone."""
    for one in found.stale:
        save(one.file, one.fresh)

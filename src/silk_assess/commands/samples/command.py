"""Sample reports beside their answers: drawn again, or held against what would be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from silk_assess.commands.assessed import LeftOut, Shelf
from silk_assess.commands.documents import refusal, save
from silk_assess.commands.report.command import REPORT, drawn
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_file, earlier
from silk_assess.files.folders import is_voice

KINDS: Final = ("md", "html")


@dataclass(frozen=True, slots=True)
class Sample:
    """One report beside its answers as it would be drawn, and whether it is there.

    `first_difference` is the line from which on the one that is there differs, None where it does not.
    """

    name: str
    file: Path
    is_there: bool
    first_difference: int | None
    fresh: bytes

    @property
    def kind(self) -> str:
        """Say which kind of report it is: html or md."""
        return self.file.suffix[1:]

    @property
    def is_stale(self) -> bool:
        """Say whether it is not there, or a byte differs."""
        return not self.is_there or self.first_difference is not None


@dataclass(frozen=True, slots=True)
class Samples:
    """All samples of a folder, in order of their names, with the faults of answers that could not be scored.

    `voices` are files that hold one voice of several, and no organisation.
    """

    reports: tuple[Sample, ...]
    faulty: tuple[LeftOut, ...]
    voices: tuple[str, ...] = ()

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
    voices = tuple(str(file) for file in files if is_voice(file))
    for file in files:
        if str(file) in voices:
            continue
        try:
            reports += _drawn(file, shelf)
        except SilkError as error:
            faulty.append(LeftOut(str(file), error.faults))
    return Samples(tuple(reports), tuple(faulty), voices)


def _drawn(file: Path, shelf: Shelf) -> Iterator[Sample]:
    case = shelf.case(file)
    for kind in KINDS:
        target, fresh = file.with_name(f"report.{kind}"), drawn(case.assessment, f".{kind}")
        is_there = target.is_file()
        yield Sample(file.parent.name, target, is_there, _difference(target, fresh) if is_there else None, fresh)


def _difference(file: Path, fresh: bytes) -> int | None:
    try:
        return earlier.first_difference(file, fresh)
    except OSError as error:
        says = f"{file} cannot be read: {error.strerror or error}"
        raise SilkError(Fault((str(file),), says, "Ask its owner.", Code.UNREADABLE)) from None


def redraw(found: Samples, force: bool = False) -> None:
    """Write the stale reports, and leave the fresh ones alone; those changed by hand are written with `force` only.

    Nothing is written where one of them may not be. Raises SilkError with code "unwritable".
    """
    faults = [fault for one in found.stale if (fault := refusal(one.file, REPORT, force, "Move it")) is not None]
    if faults:
        raise SilkError(*faults)
    for one in found.reports:
        if one.is_stale:
            save(one.file, one.fresh, REPORT, force)
        else:
            atomic_file.remove_leftovers(one.file)

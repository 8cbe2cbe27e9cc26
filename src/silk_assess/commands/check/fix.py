"""Faults of a questionnaire mended where only one thing can be meant: tried on a copy, round by round, then written.

A mend that makes a new fault is taken back. What changed on the disk meanwhile is not written over.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from silk_assess.faults import Code, Fault, Place, SilkError, Steps
from silk_assess.files import atomic_file, questionnaires
from silk_assess.files.allowances import allowed_in
from silk_assess.files.source import bytes_of
from silk_assess.files.yaml import reader
from silk_assess.files.yaml.mends import Mend, by_file, mended, mends_of

# Each round mends what the one before has let be seen; a file that never comes to rest is nobody's.
MOST_ROUNDS: Final = 20
# What is tried one by one where a whole round made a fault.
MOST_TRIES: Final = 200


@dataclass(frozen=True, slots=True)
class Changed:
    """A file of a questionnaire: its bytes as they were read, and as they are meant."""

    file: Path
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Fixed:
    """What could be mended in a questionnaire: the files that change, how many places, and the faults that are left."""

    folder: Path
    changed: tuple[Changed, ...]
    number: int
    left: tuple[Fault, ...]


def fix(folder: Path) -> Fixed:
    """Work out what can be mended in a questionnaire; nothing is written there.

    Raises SilkError where its folder cannot be read.
    """
    names = sorted(file.name for file in folder.glob("*.yaml") if file.is_file())
    before = {name: bytes_of(folder / name, f"{folder}/{name}") for name in names}
    try:
        with tempfile.TemporaryDirectory(prefix="silk-assess-") as place:
            copy = _Copy(Path(place), folder, before)
            number = copy.mend()
            return Fixed(folder, copy.changed(), number, tuple(copy.faults))
    except OSError as error:
        says = f"There is no room for a copy of {folder}: {error.strerror or error}"
        raise SilkError(Fault((str(folder),), says, "Make room, and run it again.", Code.UNWRITABLE)) from None


def write(fixed: Fixed) -> None:
    """Write what was mended, each file whole or not at all.

    Raises SilkError with code "unwritable" where a file changed since it was read: then none is written.
    """
    for one in fixed.changed:
        if bytes_of(one.file) != one.before:
            says = f"{one.file} was changed while it was read. Nothing was written"
            raise SilkError(Fault((str(one.file),), says, "Run it again.", Code.UNWRITABLE))
    for one in fixed.changed:
        atomic_file.remove_leftovers(one.file)
        atomic_file.write(one.file, one.after)


# A fault of what kind, where; of what the strict reader refuses, its line.
_Key = tuple[str, Steps, str, int]


class _Copy:
    """A copy of a questionnaire's files, in which mends are tried."""

    def __init__(self, place: Path, folder: Path, before: Mapping[str, bytes]) -> None:
        self._place, self._folder, self._before = place, folder, before
        self._texts: dict[str, str] = {}
        self._marks: dict[str, bytes] = {}
        for name, data in before.items():
            (place / name).write_bytes(data)
            try:
                text = reader.text_of(data, name)
            except SilkError:
                continue  # told by whoever reads the whole
            self._texts[name] = text
            self._marks[name] = data[: len(data) - len(text.encode())]
        self._is_of_meaning = False
        self.faults = self._read()
        self._files = self._of_this()

    def mend(self) -> int:
        """Mend round by round until nothing more can be, and give the number of places."""
        number, refused = 0, set[tuple[str, int, str]]()
        for _ in range(MOST_ROUNDS):
            mends = [one for one in self._mends() if (one[0], one[1].start, one[1].written) not in refused]
            if not mends:
                break
            if self._try(mends):
                number += len(mends)
                continue
            kept = self._one_by_one(mends)
            refused |= {(name, mend.start, mend.written) for name, mend in mends}
            number += kept
            if not kept:
                break
        return number

    def changed(self) -> tuple[Changed, ...]:
        """List the files that are not as they were."""
        found = []
        for name, text in self._texts.items():
            after = self._marks[name] + text.encode()
            if after != self._before[name]:
                found.append(Changed(self._folder / name, self._before[name], after))
        return tuple(found)

    def _of_this(self) -> set[str]:
        """Name the files that belong to the questionnaire; others in its folder are nobody's to mend."""
        try:
            raw, _ = reader.parsed(self._texts.get("pack.yaml", ""), "pack.yaml")
        except SilkError:
            raw = None
        named = raw.get("sections") if isinstance(raw, dict) else None
        sections = [one for one in named if isinstance(one, str)] if isinstance(named, list) else []
        return {f"{name}.yaml" for name in (*sections, *questionnaires.NOT_SECTIONS)}

    def _mends(self) -> list[tuple[str, Mend]]:
        faults = by_file([one for one in self.faults if one.severity == "fault"])
        return [
            (name, mend)
            for name, text in self._texts.items()
            if name in self._files
            for mend in mends_of(text, faults.get(name, ()))
        ]

    def _one_by_one(self, mends: Iterable[tuple[str, Mend]]) -> int:
        """Try mends alone, from the end of each file, so that those before keep their places."""
        ordered = sorted(mends, key=lambda one: -one[1].start)[:MOST_TRIES]
        return sum(self._try([one]) for one in ordered)

    def _try(self, mends: list[tuple[str, Mend]]) -> bool:
        """Write mends into the copy, and keep them if no fault came by them."""
        texts, faults, of_meaning = dict(self._texts), self.faults, self._is_of_meaning
        for name in {name for name, _ in mends}:
            self._write(name, mended(texts[name], [mend for other, mend in mends if other == name]))
        self.faults = self._read()
        if not self._made(faults, of_meaning, mends):
            self._files = self._of_this()
            return True
        for name in {name for name, _ in mends}:
            self._write(name, texts[name])
        self.faults, self._is_of_meaning = faults, of_meaning
        return False

    def _made(self, before: list[Fault], was_of_meaning: bool, mends: list[tuple[str, Mend]]) -> bool:
        """Say whether a fault came by mends: one at a mended place, or elsewhere in what was looked at before.

        What stands beside or below a mended key or word was not looked at before, and faults of meaning are told
        only where every file has the right shape: these are only seen now.
        """
        known = {self._key(one) for one in before}
        places = {(name, *mend.path) for name, mend in mends}
        beside = {place[:-1] for place in places}
        for one in self.faults:
            key = self._key(one)
            if key in known:
                continue
            if one.path in places or one.code in _OF_READING:
                return True
            is_seen_now = one.path[0] not in self._files or any(one.path[: len(place)] == place for place in beside)
            if not is_seen_now and was_of_meaning == self._is_of_meaning:
                return True
        return False

    def _key(self, fault: Fault) -> _Key:
        return str(fault.code), fault.path, fault.says, fault.where.line if fault.where and not fault.path[1:] else 0

    def _write(self, name: str, text: str) -> None:
        self._texts[name] = text
        (self._place / name).write_bytes(self._marks[name] + text.encode())

    def _read(self) -> list[Fault]:
        """List the faults of the copy, as those of the folder that it is a copy of."""
        found: list[Fault] = []
        self._is_of_meaning = True
        for read in (questionnaires.load_pack, allowed_in):
            try:
                read(self._place)
            except SilkError as error:
                found += [self._here(one) for one in error.faults]
                if read is questionnaires.load_pack:
                    self._is_of_meaning = isinstance(error, questionnaires.FaultsOfMeaning)
        return found

    def _here(self, fault: Fault) -> Fault:
        where = fault.where or Place(str(fault.path[0]))
        name = Path(where.file).name
        path = (name, *fault.path[1:])
        return replace(fault, path=path, where=replace(where, file=f"{self._folder}/{name}"))


# What keeps a file from being read as YAML.
_OF_READING: Final = frozenset({Code.BROKEN_YAML, Code.DUPLICATE, Code.KEY})

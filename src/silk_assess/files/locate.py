"""From a path in a questionnaire or answer file to its line; each file is read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from silk_assess.faults import Fault, Place, SilkError, Steps
from silk_assess.files import source
from silk_assess.files.yaml import reader
from silk_assess.files.yaml.places import Finder


class Places:
    """Looks up places in the files of one folder; `said` is how that folder is named to people.

    The first step of a path names the file. A file that cannot be read (any more) has line 0. `texts` are those of
    files that were read already, as they were.
    """

    def __init__(self, folder: Path, said: str = "", texts: Mapping[str, str] | None = None) -> None:
        self._folder, self._said = folder, said
        self._finders: dict[str, Finder | None] = {file: Finder(text, file) for file, text in (texts or {}).items()}

    def place(self, path: Steps, at: str = "value") -> Place:
        """Find the line and column that a path leads to; with `at="key"` those of the key itself."""
        finder = self._finder(str(path[0]))
        return Place(f"{self._said}{path[0]}") if finder is None else finder.place(path[1:], at)

    def line(self, path: Steps) -> int:
        """Find only the line; 0 where there is none."""
        return self.place(path).line

    def located(self, faults: Iterable[Fault]) -> list[Fault]:
        """Give each fault its place, and sort them as they stand, file by file."""
        found = [one if one.where else replace(one, where=self.place(one.path, one.at)) for one in faults]
        files = list(dict.fromkeys(str(one.path[0]) for one in found))

        def order(one: Fault) -> tuple[int, int, int]:
            where = one.where or Place("")
            return files.index(str(one.path[0])), where.line, where.column

        return sorted(found, key=order)

    def _finder(self, file: str) -> Finder | None:
        if file not in self._finders:
            try:
                text = reader.text_of(source.bytes_of(self._folder / file), file)
                reader.read(text, file, source.PACK_NODES)
                self._finders[file] = Finder(text, self._said + file)
            except SilkError:
                self._finders[file] = None
        return self._finders[file]

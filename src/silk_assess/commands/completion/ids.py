"""The ids of a questionnaire, read from its files as far as they can be read; nothing is checked or compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from silk_assess import bundled
from silk_assess.faults import SilkError
from silk_assess.files.source import PACK_NODES, bytes_of
from silk_assess.files.yaml import reader

# Nothing else is an id, and what a shell completes stands on somebody's command line.
_ID: Final = re.compile(r"[a-z0-9-]+")
_BELOW: Final = ("dimensions", "questions", "risks", "likelihood", "impact", "controls")


def every(file: str | None, pack: str | None) -> list[str]:
    """List all that `why` explains: parts, questions and risks, profile fields, rules and levels.

    `file` is an answer file, `pack` what stands behind --pack; without either it is the first
    questionnaire shipped.
    """
    folder = _folder(file, pack)
    head = _read(folder, "pack.yaml")
    found = [id for name in _names(head) for id in _walked(_read(folder, f"{name}.yaml"))]
    found += [*_ids(_under(head, "profile")), *_ids(_read(folder, "rules.yaml")), *_ids(_under(head, "levels"))]
    return list(dict.fromkeys([*found, *(["level"] if _under(head, "levels") else [])]))


def parts(file: str | None, pack: str | None) -> list[str]:
    """List the ids of sections, dimensions and risks."""
    folder = _folder(file, pack)
    found = [_read(folder, f"{name}.yaml") for name in _names(_read(folder, "pack.yaml"))]
    return [id for section in found for id in (*_ids([section]), *_parts_below(section))]


def fields(file: str | None, pack: str | None) -> list[str]:
    """List the ids of profile fields."""
    return list(_ids(_under(_read(_folder(file, pack), "pack.yaml"), "profile")))


def _folder(file: str | None, pack: str | None) -> Path:
    """Find the questionnaire: one shipped, by its id or as the answer file names it, or the folder behind --pack."""
    shipped = bundled.packs()
    named = pack
    if pack is None and file is not None:
        path = Path(file)
        named = _under(_read(path.parent, path.name), "questionnaire")
    if named in shipped or pack is None:
        return bundled.folder("questionnaires") / (named if named in shipped else shipped[0])
    folder = Path(pack)
    return folder.parent if folder.name == "pack.yaml" else folder


def _read(folder: Path, name: str) -> Any:
    """Read a file as far as it goes; None where it cannot be read."""
    try:
        return reader.parsed(reader.text_of(bytes_of(folder / name), name), name, PACK_NODES)[0]
    except SilkError:
        return None


def _under(raw: Any, key: str) -> Any:
    return raw.get(key) if isinstance(raw, dict) else None


def _names(head: Any) -> list[str]:
    """List the sections' names; one that leads to another folder is left out."""
    names = _under(head, "sections")
    return [one for one in names if isinstance(one, str) and "/" not in one] if isinstance(names, list) else []


def _walked(raw: Any) -> Iterator[str]:
    """List the ids of a section and of all that stands in it, from top to bottom."""
    for one in raw if isinstance(raw, list) else [raw] if isinstance(raw, dict) else ():
        yield from _ids([one])
        for key in _BELOW:
            yield from _walked(_under(one, key))


def _parts_below(raw: Any) -> Iterator[str]:
    for below in (_under(raw, "dimensions"), _under(raw, "risks")):
        for one in below if isinstance(below, list) else ():
            yield from (*_ids([one]), *_parts_below(one))


def _ids(raw: Any) -> Iterator[str]:
    for one in raw if isinstance(raw, list) else ():
        id = _under(one, "id")
        if isinstance(id, str) and _ID.fullmatch(id):
            yield id

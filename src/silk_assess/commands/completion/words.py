"""What may stand next on a command line: files here, questionnaires, and the ids of the one in use.

A shell asks with each press of the Tab key: little is loaded, and what cannot be read offers nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import typer

from silk_assess.commands.completion import ASKED_BY

ANSWERS: Final = (".yaml", ".yml")
INPUTS: Final = (*ANSWERS, ".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson")
BENCHMARKS: Final = (".json",)
MAPPINGS: Final = (".mapping.yaml",)
PLANS: Final = (".plan.yaml",)
TABLES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".ndjson")
# More are no help to whoever has to choose, and take time to look through.
_MOST: Final = 500
_MOST_FOLDERS: Final = 50
# What may mean something to a shell.
_SPECIAL: Final = r"[^\w./~+,=@%:-]"


def answer_files(incomplete: str) -> list[str]:
    """Offer answer files: those here, and those one folder down."""
    return _there(incomplete, ANSWERS)


def benchmarks(incomplete: str) -> list[str]:
    """Offer files that may hold a benchmark."""
    return _there(incomplete, BENCHMARKS)


def reports(incomplete: str) -> list[str]:
    """Offer what may be a report as a page."""
    return _there(incomplete, (".html",))


def mappings(incomplete: str) -> list[str]:
    """Offer files that hold a mapping."""
    return _there(incomplete, MAPPINGS)


def plans(incomplete: str) -> list[str]:
    """Offer files that hold a plan."""
    return _there(incomplete, PLANS)


def tables(incomplete: str) -> list[str]:
    """Offer tables."""
    return _there(incomplete, TABLES)


def inputs(incomplete: str) -> list[str]:
    """Offer what `batch` reads: answer files, tables, lines of JSON, folders."""
    return _there(incomplete, INPUTS, folders=True)


def paths(incomplete: str) -> list[str]:
    """Offer what `check` reads: answer files, tables and folders."""
    return _there(incomplete, INPUTS, folders=True)


def folders(incomplete: str) -> list[str]:
    """Offer folders."""
    return _there(incomplete, (), folders=True)


def kinds(incomplete: str) -> list[str]:
    """Offer the kinds of files that have a schema."""
    from silk_assess.schema.kinds import KINDS

    return list(KINDS)


def one_of(*words: str) -> Callable[[], list[str]]:
    """Make an offer of fixed words."""
    return lambda: list(words)


def several_of(*words: str) -> Callable[[str], list[str]]:
    """Make an offer of fixed words of which several may stand, with commas between."""

    def offered(incomplete: str) -> list[str]:
        before, comma, _ = incomplete.rpartition(",")
        return [f"{before}{comma}{word}" for word in words if word not in before.split(",")]

    return offered


def questionnaires(incomplete: str) -> list[str]:
    """Offer the ids of shipped questionnaires, and folders that hold one."""
    from silk_assess import bundled

    beside = (name for name in _found(incomplete, (), folders=True) if os.path.isfile(f"{name}pack.yaml"))
    return [*bundled.packs(), *_shown(name.removesuffix("/") for name in beside)]


def explained(ctx: typer.Context) -> list[str]:
    """Offer what `why` explains: parts, questions, risks, rules and levels."""
    from silk_assess.commands.completion import ids

    return ids.every(*_in_use(ctx))


def answer_files_and_explained(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer answer files, and what `why` explains of the one that is here, where it is the only one."""
    from pathlib import Path

    from silk_assess.commands.completion import ids
    from silk_assess.commands.home.command import last_saved

    here = last_saved(Path())
    known = ids.every(str(here[0]), _in_use(ctx)[1]) if len(here) == 1 else []
    return [*answer_files(incomplete), *known]


def parts(ctx: typer.Context) -> list[str]:
    """Offer the ids of sections, dimensions and risks."""
    from silk_assess.commands.completion import ids

    return ids.parts(*_in_use(ctx))


def fields(ctx: typer.Context) -> list[str]:
    """Offer the ids of profile fields."""
    from silk_assess.commands.completion import ids

    return ids.fields(*_in_use(ctx))


def _in_use(context: typer.Context) -> tuple[str | None, str | None]:
    """Give the answer file and the questionnaire that the words so far name."""
    given: dict[str, Any] = context.params
    file, pack = given.get("file"), given.get("pack")
    return None if file is None else str(file), None if pack is None else str(pack)


def _there(incomplete: str, endings: tuple[str, ...], folders: bool = False) -> list[str]:
    return list(_shown(_found(incomplete, endings, folders)))


def _found(incomplete: str, endings: tuple[str, ...], folders: bool = False) -> Iterator[str]:
    """List files and folders that begin as typed, in their order; of a folder also what is right in it.

    So a folder that stands alone is completed up to what may follow in it. Hidden ones are left out.
    """
    folder, start = os.path.split(incomplete)
    before = incomplete[: len(incomplete) - len(start)]
    looked_into = 0
    for entry in _listed(folder):
        if not entry.name.startswith(start):
            continue
        if not _is_folder(entry):
            if entry.name.lower().endswith(endings):
                yield f"{before}{entry.name}"
            continue
        if folders:
            yield f"{before}{entry.name}/"
        looked_into += 1
        for inner in _listed(entry.path) if looked_into <= _MOST_FOLDERS else ():
            if folders and _is_folder(inner):
                yield f"{before}{entry.name}/{inner.name}/"
            elif inner.name.lower().endswith(endings) and not _is_folder(inner):
                yield f"{before}{entry.name}/{inner.name}"


def _listed(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder or os.curdir) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".")]
    except (OSError, ValueError):
        return []
    return sorted(found, key=lambda entry: entry.name)[:_MOST]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _shown(names: Iterable[str]) -> Iterator[str]:
    """Write names as a shell takes them.

    In bash what means something to a shell, as a blank does, stands behind a backslash. The scripts
    for other shells do not let a name through whole, and such names are left out there.
    """
    in_bash = os.environ.get(ASKED_BY) == "complete_bash"
    for name in names:
        if name.isprintable() and (in_bash or not re.search(_SPECIAL, name)):
            yield re.sub(_SPECIAL, r"\\\g<0>", name)

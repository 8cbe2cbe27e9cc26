"""The command that prints every fault of the files in which there are some."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from silk_assess.faults import Fault
from silk_assess.files.standard_input import STDIN_NAME
from silk_assess.wording.commands import with_pack

_QUESTIONNAIRE = "pack.yaml"


def check_all(faults: Iterable[Fault], pack: str | None = None) -> tuple[str, ...]:
    """Give the words of `check` on the files, or questionnaires, that the faults stand in: the first three of many."""
    places = dict.fromkeys(_checked(one.where.file if one.where else str(one.path[0])) for one in faults)
    return ("check", *list(places)[:3], "--all", *with_pack(pack))


def most_told(faults: Iterable[Fault], most: int | None) -> int | None:
    """Give how many of the faults to print, at most so many; all (None) where no command can read them once more."""
    return None if any(str(one.path[0]) == STDIN_NAME for one in faults) else most


def _checked(file: str) -> str:
    """Name what is checked where a fault stands in a file: it, or the questionnaire that it is part of."""
    folder = Path(file).parent
    return str(folder) if (folder / _QUESTIONNAIRE).is_file() else file

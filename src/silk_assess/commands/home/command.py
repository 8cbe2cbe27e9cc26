"""What lies in a folder: answer files with their progress, and questionnaires beside the shipped ones."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Final

from silk_assess import bundled
from silk_assess.commands.home.screen import Found
from silk_assess.files.folders import AnswerFile, Link, Search, Voice, begins_as_answers, questionnaires_in

SHOWN_ALL: Final = 9
SHOWN_LAST: Final = 5


def answer_files(folder: Path) -> tuple[list[Found], int]:
    """Find the answer files of a folder, the last saved first, and count those left out.

    Of more than nine the five last saved are read, so that a folder of thousands costs little.
    """
    files = _by_time(folder)
    chosen = files if len(files) <= SHOWN_ALL else files[:SHOWN_LAST]
    return _read(chosen) if chosen else [], len(files) - len(chosen)


def last_saved(folder: Path) -> list[Path]:
    """Find the answer files of a folder, the last saved first, without reading more than their beginnings."""
    return [file for _, file in _by_time(folder)]


def voices(folder: Path) -> list[str]:
    """Name the files of a folder that hold one voice of several around a table, and no organisation."""
    return [one.file for one in Search(is_deep=False).found_in(folder) if isinstance(one, Voice)]


def _by_time(folder: Path) -> list[tuple[float, Path]]:
    return sorted(_saved(folder), key=lambda pair: (-pair[0], pair[1].name))


def links(folder: Path) -> list[str]:
    """Name the links to answer files in a folder: they are answered where they are named, and else passed over."""
    found = [one.place for one in Search(is_deep=False).found_in(folder) if isinstance(one, Link)]
    return [place.name for place in found if _begins_as_answers(place)]


def _begins_as_answers(file: Path) -> bool:
    try:
        return begins_as_answers(file)
    except OSError:
        return False


def _saved(folder: Path) -> list[tuple[float, Path]]:
    """Find what begins as answers do, with the time when it was saved.

    Only that, unlike a batch: what else ends in .yaml here is nobody's fault until it is named.
    """
    found = []
    for one in Search(is_deep=False).found_in(folder):
        if not isinstance(one, AnswerFile):
            continue
        try:
            if begins_as_answers(one.file):
                found.append((os.stat(one.file).st_mtime, Path(one.file)))
        except OSError:
            continue
    return found


def _read(files: list[tuple[float, Path]]) -> list[Found]:
    # The engine is loaded only where there is something to read.
    from silk_assess.commands.assessed import Shelf
    from silk_assess.faults import SilkError
    from silk_assess.wording import progress

    shelf, found = Shelf(), []
    for saved, file in files:
        when = datetime.fromtimestamp(saved)
        try:
            assessment = shelf.case(file).assessment
        except SilkError as error:
            found.append(Found(file.name, "", when, 0, 0, "", len(error.faults)))
            continue
        done, total = progress.done_of(progress.counts(assessment))
        left = progress.time_left(assessment)
        name = assessment.answers.name or ""
        found.append(Found(file.name, name, when, done, total, left, 0))
    return found


def questionnaires(folder: Path) -> list[str]:
    """Name the questionnaires in reach beside the first one shipped: ids, and folders with a pack.yaml."""
    return [*bundled.packs()[1:], *(f"{name}/" for name in questionnaires_in(folder))]

"""Answer files of invented organisations."""

from __future__ import annotations

from pathlib import Path

from invented import organisation

from silk_assess.files.answer_writer import composed
from silk_assess.files.questionnaires import find_pack, load_pack

SILK = load_pack(find_pack("silk"))


def invented(folder: Path, number: int, seed: int = 1) -> list[Path]:
    """Write answer files of invented organisations."""
    folder.mkdir(exist_ok=True)
    files = [folder / f"organisation-{place:05}.yaml" for place in range(1, number + 1)]
    for place, file in enumerate(files, 1):
        file.write_bytes(composed(SILK, organisation(SILK, seed, place)))
    return files

"""Very many organisations: of whom all is worked out, what is written unasked, and columns that give the rows' bytes."""

from __future__ import annotations

import io
import json
import random
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from silk_assess import columns
from silk_assess.batch import sample as sampling
from silk_assess.batch.request import Request
from silk_assess.batch.run import score_all
from silk_assess.batch.sample import Sample, rank
from silk_assess.files import table_blocks
from silk_assess.files.answer_writer import composed

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

from batch import _cells
from invented import organisation
from invented_answers import SILK

IDS = [one.id for one in (*SILK.profile, *SILK.questions)]
SPOILT = [
    "nonsense", "7,5", "1,234", "unknown", "na", "na: not ours", "N/A", "don't know", "'=1", "=1+1", "\x07", "é", "😀",
    "  stated ", "Yes", "no", "2; 3", "-1", "1e3", "\ufeff", "x" * 400, "2026-01-01", "none", "''=1", "\u00a0",
]  # fmt: skip


@lru_cache
def known(number: int) -> list[list[str]]:
    """Cells of invented organisations."""
    return [_cells(organisation(SILK, 3, place), IDS) for place in range(1, number + 1)]


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def table(chance: random.Random, number: int, sign: str = ",", end: str = "\n") -> str:
    """Write a table as people send them: a third of its rows spoilt, quotes, lines without anything, ids twice."""
    lines = [sign.join(["id", "name", "region", *IDS])]
    for i in range(number):
        name = chance.choice([f"Row {i}", f"Row, {i}", f'The "{i}"', f"Two\nlines {i}", f"'Row {i}", "", f"=Row {i}"])
        id = str(chance.choice([i, i, i, i, i // 2, "", f"-{i}", f"a;={i}"]))
        cells = [id, name, chance.choice(["north", "", "south, or so", "=x"]), *chance.choice(known(40))]
        kind = chance.random()
        if kind < 0.3:
            cells[chance.randrange(len(cells))] = chance.choice(SPOILT)
        needs = (sign, '"', "\n", "\r")
        written = [quoted(one) if any(sig in one for sig in needs) or chance.random() < 0.02 else one for one in cells]
        line = sign.join(written)
        if kind < 0.04:
            line = chance.choice(
                [f"{line}{sign}", line.rpartition(sign)[0], f'"{line}', f'{line}"x', line.replace(sign, f'{sign}"', 1),
                 sign * (len(cells) - 1), "", f"{id}{sign}{name.split(chr(10))[0]}{sign * (len(cells) - 2)}", "  "]
            )  # fmt: skip
        lines.append(line)
    return end.join(lines) + end


Run = Callable[..., dict[str, bytes]]


@pytest.fixture
def batch(tmp_path, monkeypatch) -> Run:
    """Run a batch into a folder, and give its bytes, those of run.json without the line of the engine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(table_blocks, "_FIRST", 20)
    monkeypatch.setattr(table_blocks, "_LEAST", 5)

    def run(*inputs: str, engine: str, most: int = 60, drawn: int = 25, workers: int = 1, size: int = 4 << 20, **more):
        monkeypatch.setattr(columns, "is_at_hand", lambda: engine == "columns")
        monkeypatch.setattr(table_blocks, "BLOCK", size)
        request = Request(inputs, Path("out"), force=True, workers=workers, **more)
        score_all(request, io.BytesIO(), lambda *_: None, Sample(most, drawn))
        found = {one.name: one.read_bytes() for one in sorted(Path("out").iterdir())}
        line = f'  "engine": "{engine}",\n'.encode()
        assert line in found["run.json"]
        return found | {"run.json": found["run.json"].replace(line, b"")}

    return run


@pytest.mark.parametrize(("seed", "sign", "end"), [(1, ",", "\n"), (2, ";", "\r\n"), (3, "\t", "\n")])
def test_columns_give_the_bytes_that_rows_give(batch, seed, sign, end):
    Path("t.csv").write_bytes(table(random.Random(seed), 300, sign, end).encode())
    rows = batch("t.csv", engine="rows", extra=("region",), by="region", parquet=True)
    assert rows["errors.jsonl"].count(b"\n") > 50
    for workers, size in ((1, 4 << 20), (2, 20_000), (1, 3_000), (2, 100_000)):
        assert (
            batch("t.csv", engine="columns", workers=workers, size=size, extra=("region",), by="region", parquet=True)
            == rows
        )

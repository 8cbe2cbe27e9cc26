"""What the columns of a table say is what its rows say: values, faults, blank rows, and how cells were read."""

import csv
import random

import numpy as np
import pytest

from columns_by_rows import by_rows, laid_out
from shipped import silk
from silk_assess.columns.codes import TableCoder, Texts, goes_by_rows
from silk_assess.columns.kernel import score
from silk_assess.columns.plan import plan_of
from silk_assess.files import inputs
from table_dialects import answers, table, ways

IN_ONE_COLUMN = [way for way in ways() if way.choices != "columns"]
# What no honest cell holds, and what looks like an answer and is none.
SPOILT = (
    "maybe", "1e3", "99999999999", "-5", "1,5", "1.000,5", "=1+1", "'=1+1", "a; b", "none; a", "na", "unknown", " ",
    "\t", "N/A", "na: why", "\x01", "\ud800", "#REF!", "yes", "0", "none", "x" * 500, "2026-02-30", "XX", "norway",
)  # fmt: skip


def units_of(file, rows):
    """Read a table of texts, which may hold what no file could, as its units."""
    with file.open("w", encoding="utf-8", newline="", errors="surrogatepass") as stream:
        csv.writer(stream).writerows(rows)
    return list(inputs.units([str(file)], silk(), inputs.Ways(), None))


def coded(units, tree):
    """Read units of one table column by column."""
    layout = units[0].layout
    assert not goes_by_rows(layout)
    columns = []
    for cells in zip(*(unit.row.cells for unit in units), strict=True):
        distinct = list(dict.fromkeys(cells))
        columns.append(Texts(distinct, np.array([distinct.index(cell) for cell in cells], np.int32)))
    return TableCoder(layout, tree).rows(columns, len(units))


def assert_same(units, tree):
    found, entries = coded(units, tree), [inputs.read(unit, tree) for unit in units]
    lines = laid_out(score(plan_of(tree), found.block))
    sound = [i for i, one in enumerate(entries) if not one.faults and not one.is_blank]

    assert [i for i, one in enumerate(entries) if one.faults and not found.faulty[i]] == []
    assert [i for i, one in enumerate(entries) if one.is_blank and not (found.blank[i] or found.faulty[i])] == []
    assert [i for i in sound if found.faulty[i] or found.blank[i]] == []
    assert [lines[i] for i in sound] == by_rows(tree, [entries[i].answers for i in sound])
    assert found.seen == frozenset(one for i in sound for one in entries[i].seen)
    return len(sound), sum(bool(one.faults) for one in entries), sum(one.is_blank for one in entries)


@pytest.mark.parametrize("way", [*ways()][::5], ids=lambda way: "-".join(map(str, vars(way).values())))
def test_every_dialect_is_read_as_rows_are(way, tmp_path):
    chance = random.Random(str(way))
    members = [answers(silk(), chance, way) for _ in range(12)]
    file = tmp_path / "table.csv"
    file.write_bytes(table(silk(), members, way))

    sound, faulty, blank = assert_same(list(inputs.units([str(file)], silk(), inputs.Ways(), None)), silk())

    assert (sound + blank, faulty) == (12, 0)


def test_spoilt_cells_are_faults_of_their_rows_and_of_no_others(tmp_path, pytestconfig):
    """A third of the rows is spoilt, of 25 for each random example."""
    chance = random.Random(1)
    way = next(way for way in IN_ONE_COLUMN if not way.has_line)
    sound = faulty = 0
    for _ in range(pytestconfig.getoption("examples") // 10):
        text = table(silk(), [answers(silk(), chance, way) for _ in range(250)], way).decode(way.encoding)
        rows = list(csv.reader(text.splitlines(), delimiter=way.separator))
        for row in chance.sample(rows[1:], 80):
            for _ in range(chance.choice((1, 1, 3))):
                row[chance.randrange(len(row))] = chance.choice(SPOILT)
        found = assert_same(units_of(tmp_path / "table.csv", rows), silk())
        sound, faulty = sound + found[0], faulty + found[1]

    assert sound > faulty > 0


def test_evidence_counts_and_notes_do_not(tmp_path):
    first, second = [id for id in silk().options if silk().asked[id].when is None][:2]
    head = ["id", first, f"{first}.evidence", f"{first}.note", second, f"{second}.evidence"]
    option = {id: min(silk().options[id]) for id in (first, second)}
    rows = [
        ["a", option[first], "Minutes", "", option[second], ""],
        ["b", option[first], " ", "Later", "unknown", "Accounts"],
        ["c", "", "Minutes", "", option[second], "Plan\nAccounts"],
        ["d", "", "Minutes", "A note", "", ""],
    ]

    sound, faulty, blank = assert_same(units_of(tmp_path / "table.csv", [head, *rows]), silk())

    assert (sound, faulty, blank) == (3, 0, 1)

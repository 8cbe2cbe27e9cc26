"""Lines of a table become rows: no quote makes an organisation vanish, and no line fills the memory."""

from __future__ import annotations

import io
import re
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from silk_assess.files import inputs, table_rows
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.files.table_rows import SplitRow, split_rows

TREE = load_pack(find_pack("silk"))


def split(text: str) -> list[SplitRow]:
    return list(split_rows(table_rows.lines_within(io.BytesIO(text.encode("utf-8", "surrogateescape")))))


def told(text: str) -> list[tuple[int, list[str] | str]]:
    """Each row with its line: its cells, or the code of what is wrong with it."""
    return [(row.line, list(row.cells) if row.broken is None else str(row.broken.code)) for row in split(text)]


HEAD = "id,name,visit\n"
ROWS = [
    # Quotes as they should be.
    ('1,"A, B",yes\n', [(2, ["1", "A, B", "yes"])]),
    ('1,"A ""B""",yes\n', [(2, ["1", 'A "B"', "yes"])]),
    ('1,"A\r\nB",yes\r\n2,C,no', [(2, ["1", "A\r\nB", "yes"]), (4, ["2", "C", "no"])]),
    ('1,"A\n\n""B""\n",yes\n2,C,no\n', [(2, ["1", 'A\n\n"B"\n', "yes"]), (6, ["2", "C", "no"])]),
    ('1,A,"yes\nor, no"\n2,C,no\n', [(2, ["1", "A", "yes\nor, no"]), (4, ["2", "C", "no"])]),
    ('1,"",""\n', [(2, ["1", "", ""])]),
    ('1,A,"yes"', [(2, ["1", "A", "yes"])]),
    # A quote in the midst of a cell is a letter.
    ('1,5" pipe,yes\n', [(2, ["1", '5" pipe', "yes"])]),
    ('1, "A",yes\n', [(2, ["1", ' "A"', "yes"])]),
    # One that does not close before the next row, or at all.
    ('1,A,"yes\n2,B,no\n3,C,no\n', [(2, "quote"), (3, ["2", "B", "no"]), (4, ["3", "C", "no"])]),
    ('1,A,"yes\n2,B,"no"\n3,C,no\n', [(2, "quote"), (3, ["2", "B", "no"]), (4, ["3", "C", "no"])]),
    ('1,"A,yes\n2,"B, b",no\n3,C,no\n', [(2, "quote"), (3, ["2", "B, b", "no"]), (4, ["3", "C", "no"])]),
    ('1,A,"yes\n2,B\n3,C,no\n', [(2, "quote"), (3, ["2", "B"]), (4, ["3", "C", "no"])]),
    ('1,A,"yes', [(2, "quote")]),
    ('1,A,"', [(2, "quote")]),
    ('1,A,yes\n2,B,no"\n', [(2, ["1", "A", "yes"]), (3, ["2", "B", 'no"'])]),
    # Opened in one row and closed in the next, so that the cells of both count as one row's.
    ('1,"A,yes\n2,B",no\n3,C,no\n', [(2, "quote"), (3, ["2", 'B"', "no"]), (4, ["3", "C", "no"])]),
    # A text goes on behind the quote that closes it.
    ('1,"A"b,yes\n2,B,no\n', [(2, "quote"), (3, ["2", "B", "no"])]),
    ('1,"A "b" c",yes\n2,B,no\n', [(2, "quote"), (3, ["2", "B", "no"])]),
    ('1,"A\nb" c,yes\n2,B,no\n', [(2, "quote"), (3, ['b" c', "yes"]), (4, ["2", "B", "no"])]),
    # Cells too many in a row of several lines: its other lines may be rows.
    ('1,"A\nb",c,yes\n2,B,no\n', [(2, "quote"), (3, ['b"', "c", "yes"]), (4, ["2", "B", "no"])]),
    ('1,A,b,"c\nd"\n2,B,no\n', [(2, ["1", "A", "b", "c\nd"]), (3, ['d"']), (4, ["2", "B", "no"])]),
    # A carriage return alone.
    ("1,A\r2,B,no\n3,C,no\n", [(2, "row"), (3, ["3", "C", "no"])]),
    ('1,"A\rb",no\n', [(2, ["1", "A\rb", "no"])]),
    # Too much.
    ('1,"' + "a\n" * 70_000 + "2,B,no\n", None),
]


@pytest.mark.parametrize(("rows", "expected"), ROWS[:-1], ids=range(len(ROWS) - 1))
def test_rows_are_split_or_told_with_the_line_where_they_begin(rows, expected):
    assert told(HEAD + rows)[1:] == expected


def test_a_quote_that_never_closes_hides_no_row_behind_it_however_far():
    found = told(HEAD + '1,"' + "a\n" * 70_000 + "2,B,no\n")
    assert (found[1], found[-1]) == ((2, "too-large"), (70_002, ["2", "B", "no"]))


@pytest.mark.parametrize(
    "head",
    ['id,"name,visit\n', 'id,"name,visit\n1,A",yes\n', 'id,name,"visit\n1,A,"\n', 'id,"na"me,visit\n', 'id,"name'],
)
def test_a_header_with_a_quote_that_does_not_close_refuses_the_table(head):
    assert told(head + "1,A,yes\n2,B,no\n") == [(1, "quote")]


def test_a_header_may_go_over_several_lines():
    assert told('id,"name\nof it",visit\n1,A,yes\n') == [(1, ["id", "name\nof it", "visit"]), (3, ["1", "A", "yes"])]


def test_the_fault_names_the_column_in_which_the_quote_opens():
    data = b'id,name,dir-reason\n1,A,stated\n2,"B,stated\n3,C,stated\n'
    found = [inputs.read(unit, TREE) for unit in inputs.units(["-"], TREE, inputs.Ways(), io.BytesIO(data))]
    (fault,) = found[1].faults
    assert (fault.where.line, fault.code) == (3, "quote")
    assert fault.says == "column B, name: a quote opens here and does not close before the next row"
    assert [one.id for one in found if not one.faults] == ["1", "3"]


# A table of organisations in which quotes and line ends go wrong

LINES = [
    "id,name,country,dir-reason,par-agreement,mon-reserve,region\n",
    "n1,Coop one,NO,stated,roles; money-terms,2.5,North\n",
    'n2,"Coop, two",SE,asked,none,1,"South\n',
    'of the lake, and\nbeyond"\n',
    "n3,Coop three,,stated,,,\n",
    'n4,"Coop ""four""",NO,stated,roles,3,\n',
    "n5,Coop five,DE,asked,roles,,East\n",
    'n6,Coop six,DE,stated,"roles; money-terms",4,"West, ""far"""\n',
    "n7,Coop seven,FR,asked,,5,\n",
    'n8,"Coop eight",FR,,roles,6,"",\n'.replace(",\n", "\n"),
    "n9,Coop nine,NO,stated,roles,7,North\n",
]
TABLE = "".join(LINES)
IDS = [f"n{i}" for i in range(1, 10)]


def read(text: str) -> list[inputs.Entry]:
    """Read a table; each entry and fault with its line in place of its row."""
    units = list(inputs.units(["-"], TREE, inputs.Ways(extra=("region",)), io.BytesIO(text.encode())))
    found = []
    for unit in units:
        one, line = inputs.read(unit, TREE), unit.row.line if isinstance(unit, inputs.TableRow) else 1
        faults = tuple(replace(fault, where=replace(fault.where, line=line)) for fault in one.faults)
        found.append(replace(one, line=line, faults=faults))
    return found


CLEAN = {entry.id: entry for entry in read(TABLE)}


def corrupted(changes: list[tuple[str, int]]) -> str:
    text = TABLE
    for what, where in changes:
        at = where % len(text)
        quotes = [i for i, letter in enumerate(text) if letter == '"']
        ends = [match.start() for match in re.finditer("\n", text)]
        quote, end = quotes[where % len(quotes)] if quotes else at, ends[where % len(ends)]
        match what:
            case "a quote more":
                text = text[:at] + '"' + text[at:]
            case "a quote less":
                text = text[:quote] + text[quote + 1 :] if quotes else text
            case "a quote twice":
                text = text[:quote] + '"' + text[quote:] if quotes else text
            case "a quote where a cell begins":
                at = text.rfind(",", 0, at) + 1
                text = text[:at] + '"' + text[at:]
            case "CR LF":
                text = text[:end] + "\r" + text[end:]
            case "no end":
                text = text.rstrip("\n")
    return text


KINDS = ["a quote more", "a quote less", "a quote twice", "a quote where a cell begins", "CR LF", "no end"]


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 10_000)), min_size=1, max_size=4))
@example([("a quote where a cell begins", TABLE.index("stated"))])
def test_whatever_quotes_do_each_organisation_is_scored_right_or_named(changes):
    text = corrupted(changes)
    found = read(text)
    if any(fault.where.line <= 1 for entry in found for fault in entry.faults):
        return  # the table is refused, by its first line
    lines = text.replace('"', "").split("\n")
    starts = [next(i for i, line in enumerate(lines, 1) if re.match(rf"{id}\b", line)) for id in IDS]
    named = {fault.where.line for entry in found for fault in entry.faults}
    scored = {entry.line: entry for entry in found if not entry.faults}
    for id, start, end in zip(IDS, starts, [*starts[1:], len(lines) + 1], strict=True):
        if not named.intersection(range(start, end)):
            one = scored[start]
            if lines[0].strip("\r") == text.split("\n")[0].strip("\r"):  # else a column has another name
                assert one.id.replace('"', "") == id
                assert one.answers.name.replace('"', "") == CLEAN[id].answers.name.replace('"', "")
                assert one.answers.answers == CLEAN[id].answers.answers


# Limits


class Endless(io.RawIOBase):
    """A stream of so many bytes that holds none of them, and no line end."""

    def __init__(self, start: bytes, size: int) -> None:
        self._start, self._left = start, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        data = self._start[: len(buffer)]
        self._start = self._start[len(data) :]
        if not data:
            data = b"x" * min(len(buffer), self._left)
            self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize("start", [b"", b"id,name,dir-reason\n", b'id,name,dir-reason\n1,"'])
def test_a_line_without_an_end_takes_no_memory_to_speak_of(start):
    stream = io.BufferedReader(Endless(start, 200_000_000), 1 << 20)
    tracemalloc.start()
    found = [inputs.read(unit, TREE) for unit in inputs.units(["-"], TREE, inputs.Ways(), stream)]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [fault.code for entry in found for fault in entry.faults] == ["too-large"]
    assert most < 40_000_000


def test_a_line_that_is_too_long_is_told_and_the_next_is_read():
    found = told(HEAD + f"1,A,{'x' * 2_000_001}\n2,B,no\n")
    assert found[1:] == [(2, "too-large"), (3, ["2", "B", "no"])]
    (row,) = [row for row in split(HEAD + f"1,A,{'é,' * 700_000}\n") if row.broken]
    assert row.broken.says == "this row is longer than 2 MB"

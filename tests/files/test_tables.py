"""Tables and lines of answers: the same reader as for answer files, and every fault with its row and column."""

from __future__ import annotations

import errno
import io
import os

import pytest

from silk_assess.files import inputs, table_rows, tables
from silk_assess.files.questionnaires import find_pack, load_pack

TREE = load_pack(find_pack("silk"))
HEAD = "id,name,country,dir-reason,par-agreement,mon-reserve,region\n"


def read(text: bytes | str, *extra: str) -> list[tables.Entry]:
    data = text.encode() if isinstance(text, str) else text
    ways = inputs.Ways(extra=extra or ("region",))
    return [inputs.read(unit, TREE) for unit in inputs.units(["-"], TREE, ways, io.BytesIO(data))]


def faults(text: bytes | str, *extra: str) -> list[str]:
    found = [fault for entry in read(text, *extra) for fault in entry.faults]
    return [f"{fault.where.line}: {fault.says}. {fault.do}" for fault in found]


def test_a_row_is_read_as_an_answer_file_would_be():
    (one,) = read(HEAD + "n1,Coop,NO,stated,roles; money-terms,2.5,North\n")
    assert (one.id, one.answers.name, one.answers.profile, one.extra) == (
        "n1",
        "Coop",
        {"country": "NO"},
        {"region": "North"},
    )
    assert {id: answer.value for id, answer in one.answers.answers.items()} == {
        "dir-reason": "stated",
        "par-agreement": ("roles", "money-terms"),
        "mon-reserve": 2_500_000,
    }


def test_two_columns_say_who_answered_and_when():
    one, two = read('dir-reason,answered.date,answered.by\nstated,2026-11-26,"Board, members"\nstated,,\n')

    assert one.answers.answered == ("2026-11-26", "Board, members")
    assert two.answers.answered is None


def test_a_date_that_is_none_is_told_with_its_column():
    assert faults("answered.date,dir-reason\n26.11.2026,stated\n") == [
        '2: column A, answered.date: "26.11.2026" is not a date. Write year, month and day: 2026-11-24.'
    ]


def test_unknown_does_not_apply_none_and_nothing_have_their_words():
    one, two = read("dir-reason,peo-conflict,par-agreement\nunknown,na,none\n,na: too early,\n")
    found = one.answers.answers
    assert found["dir-reason"].unknown
    assert (found["peo-conflict"].not_applicable, found["par-agreement"].value) == ("", ())
    assert {id: answer.not_applicable for id, answer in two.answers.answers.items()} == {"peo-conflict": "too early"}


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_header_says_what_stands_between_cells(sign):
    data = b"\xef\xbb\xbf" + sign.join(("name", "dir-reason")).encode() + b"\r\n" + sign.join(("A", "asked")).encode()
    (one,) = read(data)
    assert (one.answers.name, one.answers.answers["dir-reason"].value) == ("A", "asked")


def test_a_column_that_is_no_question_holds_the_table_and_is_offered_a_name():
    data = io.BytesIO(b"name,dir-reasn,dir-plan,region\nA,stated,steps,North\n")
    header, row = inputs.units(["-"], TREE, inputs.Ways(), data)
    (fault,) = header.faults
    assert (fault.code, fault.says, fault.do) == (
        "column",
        "2 columns are no questions",
        "Mend what is misspelt. To carry the others along unscored:",
    )
    assert fault.lines == (("B", "dir-reasn", 'Did you mean "dir-reason"?'), ("D", "region", ""))
    assert row.held


CELLS = [
    ("x,A,NO,statd,,,\n", '2: column D, dir-reason: "statd" is not an answer. Did you mean "stated"?'),
    ('x,A,NO,,,"2,5",\n', '2: column F, mon-reserve: "2,5" is not a number. Please write decimals with a point.'),
    ("x,A,NO\n", "2: this row ends in column C, before its last cell. Columns D to G are missing."),
    ("x,A,NO,,,,,\n", "2: 8 cells stand in this row, and 7 columns in the header."),
    ("x,A\0,NO,,,,\n", "2: column B, name: a control character (U+0000) stands in this cell."),
    ("é,A,NO,,,,\n".encode() + b"x,\xff,NO,,,,\n", "3: column B, name: this cell is not written in the enc"),
    (b"x,\x81,NO,,,,\n", "2: column B, name: this cell is not written in the encoding of the table. Save the"),
    (f"x,{'a' * 140_000},NO,,,,\n", "2: a cell holds more than 131,072 letters. Shorten it, or close its quote."),
    (f'x,"{"a" * 140_000},NO,,,,\n', "2: a cell holds more than 131,072 letters. Shorten it, or close its quote."),
    ("x,A\rB,NO,,,,\n", "2: a line ends here in a carriage return alone. Save the table as CSV once more, in UTF-8."),
    ("x,A,NO,,none;roles,,\n", '2: column E, par-agreement: "none" cannot stand beside another answer. Keep none, or'),
    ("x,A,NO,,roles; none,,\n", '2: column E, par-agreement: "none" cannot stand beside another answer.'),
    ("x,A,NO,,,1.250,\n", '2: column F, mon-reserve: "1.250" has two meanings. 1.25, or 1250. Write 1.25 or 1250 in'),
    ("x,A,NO,na,,,\n", "2: column D, dir-reason: this applies to everybody. Answer it, or write unknown."),
    ("x,A,NO,to dir-reason,,,\n", '2: column D, dir-reason: "to dir-reason" is not an answer.'),
    ("x,A,NO,,,mon-reserve,\n", '2: column F, mon-reserve: "mon-reserve" is not a number.'),
]


@pytest.mark.parametrize(("rows", "says"), CELLS, ids=range(len(CELLS)))
def test_a_faulty_row_is_told_with_its_place(rows, says):
    data = HEAD.encode() + (rows if isinstance(rows, bytes) else rows.encode())
    (found,) = faults(data)
    assert found.startswith(says)


def test_a_row_may_be_both_long_and_fair(monkeypatch):
    """Many letters in small cells are no long cell, however a row ends."""
    monkeypatch.setattr(table_rows, "MOST_LETTERS", 20)
    extra = ("region", "more")
    assert faults("id,dir-reason,region,more\n1,stated,aaaaaaaaaaaaaaa,bbbbbbbbbbbbbbb\n", *extra) == []
    (found,) = faults("id,dir-reason,region,more\n1,stated,aaaaaaaaaaaaaaa,bbbbbb\rbbbbbbbb\n", *extra)
    assert found.startswith("2: a line ends here in a carriage return alone")


def test_the_rows_beside_a_faulty_one_are_read():
    found = read(HEAD + f"1,A,NO,,,,\n2,{'a' * 140_000},NO,,,,\n3,C,NO,asked,,,\n")
    assert [bool(one.faults) for one in found] == [False, True, False]


def test_a_header_named_twice_or_empty_is_told():
    header = next(inputs.units(["-"], TREE, inputs.Ways(), io.BytesIO(b"name,dir-plan,name,\nA,steps,B,C\n")))
    (fault,) = header.faults
    assert fault.lines == (("C", "name", "It is in column A too."), ("D", "(no name)", "Name it, or take it out."))
    assert fault.do == "Mend what is doubtful."


def test_an_empty_table_and_one_without_questions_are_told():
    assert faults("") == ["0: this table is empty. Name its columns in the first line."]
    assert faults("id,name\n1,A\n") == [
        "1: no column of this table is a question. Name the columns in the first line by the ids of questions, such "
        "as ing-now, ing-ambition and inf-now, or by their texts."
    ]


def test_cells_that_would_begin_a_formula_come_back_unchanged():
    (one,) = read("name,dir-reason\n'=1+1,asked\n")
    assert one.answers.name == "=1+1"


# Folders and lines

ANSWERS = "format: silk-answers/1\nquestionnaire: silk\nversion: 2.0.0\norganisation: {name: %s}\n"


def names(found) -> list[str]:
    return [entry.answers.name or entry.faults[0].says for entry in (inputs.read(unit, TREE) for unit in found)]


def test_a_folder_is_searched_in_the_order_of_its_names(tmp_path):
    for place in ("b.yaml", "a/c.yml", ".hidden.yaml", "a/d.yaml.bak", "e.txt"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(ANSWERS % place, encoding="utf-8")
    units = inputs.units([str(tmp_path), str(tmp_path / "b.yaml")], TREE, inputs.Ways(), io.BytesIO())
    assert names(units) == ["a/c.yml", "b.yaml"]


def test_what_cannot_be_read_is_an_entry_and_stops_nothing(tmp_path):
    (tmp_path / "a.yaml").mkdir()
    (tmp_path / "b.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "c.yaml").write_text(ANSWERS % "C", encoding="utf-8")
    given, links = [str(tmp_path), str(tmp_path / "no.csv")], inputs.Links(follow=True)
    found = names(inputs.units(given, TREE, inputs.Ways(), io.BytesIO(), links))
    assert "b.yaml cannot be read" in found[0]
    assert found[1] == "C"
    assert found[2].startswith("There is no file ")


def test_standard_input_that_breaks_off_is_an_entry_of_its_own(tmp_path):
    class Broken(io.BytesIO):
        def read(self, *_):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    (tmp_path / "c.yaml").write_text(ANSWERS % "C", encoding="utf-8")
    found = names(inputs.units(["-", str(tmp_path)], TREE, inputs.Ways(), Broken()))
    assert found == ["standard input cannot be read: Input/output error", "C"]


LINES = [
    ('{"format": "silk-answers/1", "questionnaire": "silk", "version": "2.0.0", "answers": {"mon-reserve": 2.5}}', []),
    ('{"format": "silk-answers/1", "questionnaire": "silk", "version": "2.0.0", "answers": {"x": 1}}', ["no question"]),
    ('{"format": 1, "format": 2}', ["a key stands here twice: format"]),
    ("[" * 100_000, ["this line is no JSON"]),
    ("{", ["this line is no JSON"]),
    ('{"organisation": {}, "drr-exit": true}', ["an answer file has no key", "missing", "missing", "missing"]),
    ("\ufeff[]", ["an answer file holds keys with values"]),
]


SPOTS = [
    ('"dir-reason": "statd"', '"statd" is not an answer to dir-reason'),
    ('"dir-reason": []', "dir-reason takes one answer, and here stands a list"),
    ('"dir-reason": {"not_applicable": "no"}', "dir-reason applies to everybody"),
    ('"mon-reserve": "a lot"', 'mon-reserve: "a lot" is not a number'),
    ('"par-agreement": ["roles", "roles"]', 'par-agreement: "roles" stands here twice'),
    ('"par-agreement": {"valeu": "roles"}', 'par-agreement: an answer has no key "valeu"'),
    ('"nothing": "such"', 'there is no question "nothing"'),
]


@pytest.mark.parametrize(("answer", "says"), SPOTS, ids=range(len(SPOTS)))
def test_a_fault_of_a_line_of_json_names_its_question_once(tmp_path, answer, says):
    head = '"format": "silk-answers/1", "questionnaire": "silk", "version": "2.0.0"'
    (tmp_path / "a.jsonl").write_text(f'{{{head}, "answers": {{{answer}}}}}\n')
    (unit,) = inputs.units([str(tmp_path / "a.jsonl")], TREE, inputs.Ways(), io.BytesIO())
    assert [fault.says for fault in inputs.read(unit, TREE).faults] == [says]


@pytest.mark.parametrize(("line", "says"), LINES, ids=range(len(LINES)))
def test_a_line_of_json_is_read_as_an_answer_file_would_be(tmp_path, line, says):
    (tmp_path / "a.jsonl").write_text(line + "\n\n", encoding="utf-8")
    (unit,) = inputs.units([str(tmp_path / "a.jsonl")], TREE, inputs.Ways(), io.BytesIO())
    found = [fault.says for fault in inputs.read(unit, TREE).faults]
    assert len(found) == len(says)
    assert all(part in fault for part, fault in zip(says, found, strict=True))


def test_bytes_that_are_no_utf_8_are_told_with_their_line(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b'{}\n{"a": "\xff"}\n')
    units = list(inputs.units([str(tmp_path / "a.jsonl")], TREE, inputs.Ways(), io.BytesIO()))
    (fault,) = inputs.read(units[1], TREE).faults
    assert (fault.where.line, fault.says) == (2, "this line is not written in UTF-8")

"""What is wrong with tables and lines of JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from silk_assess.faults.catalogue.entry import About, Entry
from silk_assess.faults.codes import Code

# fmt: off
ENTRIES: Final[Mapping[Code, Entry]] = {
    Code.CELL_ERROR: Entry(About.TABLES,
        "A cell shows an error of the spreadsheet, and no answer.",
        "id,skills\nhaneul,#REF!"),
    Code.CODED: Entry(About.TABLES,
        "The columns of a table are codes of another tool, and none is a question.",
        "id,submitdate,lastpage,startlanguage,G01Q01\n1,2026-11-26,5,en,A1"),
    Code.COLUMN: Entry(About.TABLES,
        "A column has no name, a name that stands there twice, or one that is no question.",
        "id,skills,vist\nhaneul,two,yes"),
    Code.CONTRADICTION: Entry(About.TABLES,
        "A question of several answers has a column of its own and one for each option, and they do not agree.",
        "id,channels,channels/fairs\nhaneul,none,1"),
    Code.CUT: Entry(About.TABLES,
        "A row ends before its last cell: the file was cut off, or a line end stands in a cell without quotes.",
        "id,skills,visit\nhaneul,two"),
    Code.DATE_FOR_NUMBER: Entry(About.TABLES,
        "A cell holds a date where a number is wanted; spreadsheets make dates of numbers.",
        "id,share\nhaneul,22-May"),
    Code.JSON: Entry(About.TABLES,
        "A line is no whole object of JSON.",
        '{"visit": "yes"'),
    Code.OPEN: Entry(About.TABLES,
        "A mapping has a place that is still open: what a column is, a word in it means, or a sign in numbers.",
        "format: silk-mapping/1\nquestionnaire: mini\ncolumns:\n- {header: Besuch, is: open}"),
    Code.OTHER_COLUMNS: Entry(About.TABLES,
        "A table has a column that its mapping does not name, or lacks one that it does.",
        "format: silk-mapping/1\nquestionnaire: mini\ncolumns:\n- {header: Besuch, is: visit}"),
    Code.QUOTE: Entry(About.TABLES,
        "A quote in a table does not close before the next row, or a text goes on behind it.",
        'id,visit\nhaneul,"yes\npuentes,no'),
    Code.RAGGED: Entry(About.TABLES,
        "A row has more cells than the first line.",
        "id,visit\nhaneul,yes,no"),
    Code.ROW: Entry(About.TABLES,
        "A row cannot be split into cells.",
        "# a line that ends in a carriage return alone"),
    Code.SHEET: Entry(About.TABLES,
        "Several sheets of a workbook hold questions, or it lacks the one that its mapping names.",
        "# a workbook with the sheets 2025 and 2026"),
    Code.TRANSPOSED: Entry(About.TABLES,
        "Questions stand in the rows of a table, and organisations in its columns.",
        "id,haneul,puentes\nskills,two,one\nvisit,yes,no\nshare,5,10"),
    Code.TWO_MEANINGS: Entry(About.TABLES,
        "A cell can mean two things, and nothing in the table says which.",
        "id,share\nhaneul,1.250"),
}

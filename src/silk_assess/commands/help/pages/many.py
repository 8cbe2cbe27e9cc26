"""Help pages, drawn from the commands' declarations by `python -m silk_assess.commands.help.draw`: change those."""

# fmt: off
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from silk_assess.commands.help.page import Entry, Page, Table, Text

PAGES: Final[Mapping[str, Page]] = {
    "batch": Page(
        (
            "batch", "IN...", "-o OUT", "[--force]", "[--by FIELD]", "[--extra NAME]", "[--mapping FILE]",
            "[--encoding NAME]", "[--xlsx]", "[--results]", "[--parquet]", "[--before YEAR]",
            "[--columns short]", "[--reports]", "[--follow-links]", "[--workers N]", "[--pack ID]",
        ), (
            Text((
                "Scores many organisations into the new folder OUT: scores.csv and",
                "scores.xlsx for a spreadsheet, results.jsonl for programs, portfolio.html and",
                ".md for people, benchmark.json for report --benchmark if there are 20",
                "organisations or more, and errors.jsonl with all that was left out and why. Of",
                "more than 5,000 scores.xlsx and results.jsonl are left out, and 2,000 drawn by",
                "lot stand in the portfolio for the points that all lose, tools and what to ask.",
                "IN is an answer file, a folder that is searched for them, a table (.csv,",
                ".xlsx), or lines of JSON (.jsonl); - is a table on standard input. A table has",
                "one organisation a row, with ids or texts of questions as headers and ids or",
                "labels of options as cells; how it was read is told. What is faulty stops",
                "nobody else. Links in a folder are named and not followed, so that nothing is",
                "read from elsewhere.",
            )),
            Table((
                (Entry("-o OUT", "the folder to write"),),
                (Entry("--force", "write OUT anew, if it is there already"),),
                (Entry("--by FIELD", "compare groups by a profile field or an --extra column"),),
                (Entry("--extra NAME", "carry this column along unscored; once for each"),),
                (Entry("--mapping FILE", "what a table's columns are, as map wrote it"),),
                (Entry("--encoding NAME", "the encoding of tables, where it is an unusual one"),),
                (Entry("--xlsx", "write scores.xlsx for more than 5,000 organisations too"),),
                (Entry("--results", "write results.jsonl for more than 5,000 too"),),
                (Entry("--parquet", "write scores.parquet beside scores.csv"),),
                (Entry("--before YEAR", "how they moved: an earlier year's folder, file or table"),),
                (Entry("--columns short", "fewer columns in scores.csv: levels, the whole, the parts"),),
                (Entry("--reports", "draw each organisation's report too"),),
                (Entry("--follow-links", "follow links that stand in folders"),),
                (Entry("--workers N", "so many processes at once; as a rule two, or one for few"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
        ), (
            ("Example", "batch answers/ members.csv -o out"),
        ),
    ),
    "map": Page(
        (
            "map", "TABLE", "[-o FILE]", "[--encoding NAME]", "[--pack ID]",
        ), (
            Text((
                "Writes what each column of TABLE was taken for, and why, into a file beside it,",
                "TABLE.mapping.yaml, with all that is open. Settle that in an editor; then name",
                "the file with --mapping, for batch and check: for codes of other tools, headers",
                "in other languages, and next year's answers to the same form. A file that is",
                "there already is not written over.",
            )),
            Table((
                (Entry("-o FILE", "the file to write"),),
                (Entry("--encoding NAME", "the encoding of tables, where it is an unusual one"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
        ), (
            ("Example", "map members.csv"),
        ),
    ),
    "kit": Page(
        (
            "kit", "[FILE...]", "-o OUT", "[--one]", "[--force]", "[--pack ID]",
        ), (
            Text((
                "Makes a workbook (.xlsx) to answer in: one organisation a row, with lists to",
                "choose from, and what is meant beside each question. It is filled from answer",
                "files, where there are some. Filled in, it is read by batch.",
            )),
            Table((
                (Entry("-o OUT", "the workbook to write"),),
                (Entry("--one", "a sheet for each organisation, with points while you type"),),
                (Entry("--force", "write OUT anew, if it is there already"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
        ), (
            ("Example", "kit -o answers.xlsx"),
        ),
    ),
    "export": Page(
        (
            "export", "--to xlsform", "-o OUT", "[--force]", "[--pack ID]",
        ), (
            Text((
                "Writes the questions as a form for other programs: an XLSForm, which",
                "KoboToolbox and ODK read. What is collected with it comes back by batch, as it",
                'is exported there, without a mapping. It needs pip install "silk-assess[xlsx]".',
            )),
            Table((
                (Entry("--to xlsform", "which form"),),
                (Entry("-o OUT", "the workbook to write, such as form.xlsx"),),
                (Entry("--force", "write OUT anew, if it is there already"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
        ), (
            ("Example", "export --to xlsform -o form.xlsx"),
        ),
    ),
}

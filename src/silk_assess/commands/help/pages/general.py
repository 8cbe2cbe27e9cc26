"""Help pages, drawn from the commands' declarations by `python -m silk_assess.commands.help.draw`: change those."""

# fmt: off
from __future__ import annotations

from typing import Final

from silk_assess.commands.help.page import Entry, Page, Table, Text

GENERAL: Final = Page(
    (
        "COMMAND", "[FILE]",
    ), (
        Text((
            "How ready is your organisation to work across borders?",
        )),
        Table((
            (Entry("demo", "a finished example, in one command"),),
            (Entry("ask [FILE]", "answer the questions; leave and come back as you like"),),
            (Entry("score [FILE...]", "the result on the screen (--json for programs)"),),
            (Entry("report [FILE]", "the result as .html, .md or .json"),),
            (Entry("why [FILE] [PART]", "where a number comes from"),),
            (Entry("together FILE...", "several voices on one organisation, around a table"),),
            (Entry("plan [FILE]", "steps with names and dates, from a result"),),
            (Entry("compare OLD NEW", "last year's answers and this year's"),),
        ), 20, "Start here"),
        Table((
            (Entry("batch IN... -o OUT", "many organisations, from files, folders or a table"),),
            (Entry("map TABLE", "what a table's columns are, for you to settle"),),
            (Entry("kit [FILE...] -o OUT", "a workbook to answer in"),),
            (Entry("export --to xlsform", "a form for KoboToolbox and ODK, with these questions"),),
        ), 20, "Many organisations"),
        Table((
            (Entry("new FOLDER", "a questionnaire of your own, fresh or --from silk"),),
            (Entry("check PATH...", "faults in questionnaires and answer files"),),
            (Entry("guard NEW", "holds a level, a part, or an earlier result"),),
            (Entry("verify REPORT", "is this report what the answers in it give?"),),
            (Entry("schema [KIND]", "JSON Schema for editors and programs"),),
            (Entry("samples FOLDER", "redraw sample reports, or --check that they are fresh"),),
        ), 20, "Questionnaires and pipelines"),
        Table((
            (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            (Entry("--version", "the version of this program"),),
            (Entry("--install-completion", "let this shell complete words with the Tab key"),),
            (Entry("--show-completion", "print the script that does so"),),
        ), 20),
    ), (
        ("Example", "ask co-op.yaml"),
        ("More on one command", "ask --help"),
    ),
)

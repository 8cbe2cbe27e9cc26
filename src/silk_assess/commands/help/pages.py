"""Help pages, drawn from the commands' declarations by `python -m silk_assess.commands.help.draw`: change those."""

# fmt: off
from __future__ import annotations

from collections.abc import Mapping
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
            (Entry("report [FILE] [-o OUT]", "the result as .html, .md or .json"),),
            (Entry("why [FILE] [PART]", "where a number comes from"),),
            (Entry("together FILE... [-o OUT]", "several voices on one organisation, around a table"),),
            (Entry("plan [FILE] [-o OUT]", "steps with names and dates, from a result"),),
            (Entry("compare OLD NEW [-o OUT]", "last year's answers and this year's"),),
            (Entry("batch IN... -o OUT", "many organisations, from files, folders or a table"),),
            (Entry("map TABLE [-o FILE]", "what a table's columns are, for you to settle"),),
            (Entry("kit [FILE...] -o OUT", "a workbook to answer in"),),
            (Entry("new FOLDER --from ID", "a questionnaire of your own, copied from another one"),),
            (Entry("check PATH...", "faults in questionnaires and answer files"),),
            (Entry("export --to xlsform -o OUT", "a form for KoboToolbox and ODK, with the same questions"),),
            (Entry("samples FOLDER", "redraw sample reports, or --check that they are fresh"),),
        ), 26),
        Table((
            (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            (Entry("--version", "the version of this program"),),
            (Entry("--install-completion", "let this shell complete words with the Tab key"),),
            (Entry("--show-completion", "print the script that does so"),),
        ), 26),
    ), (
        ("Example", "ask co-op.yaml"),
        ("More on one command", "ask --help"),
    ),
)

PAGES: Final[Mapping[str, Page]] = {
    "demo": Page(
        (
            "demo", "[--force]",
        ), (
            Text((
                "Writes a finished example to silk-demo/ here: answers, a report for the",
                "browser, and the same report as text. An earlier demo is written again, but no",
                "report in it that you changed; a folder that holds anything else is left alone.",
            )),
            Table((
                (Entry("--force", "draw anew what was changed since it was drawn, too"),),
            )),
        ), (
            ("Example", "demo"),
        ),
    ),
    "ask": Page(
        (
            "ask", "[FILE]", "[--short]", "[--section PART]", "[--only open]", "[--next]", "[--again]",
            "[--from OLD]", "[--as NAME]", "[--pack ID]",
        ), (
            Text((
                "Asks the questions, one at a time. Each answer is saved in FILE as soon as you",
                "press Enter. If FILE is there already, you go on where you left. Without FILE",
                "it is the one answer file of this folder.",
            )),
            Table((
                (Entry("--short", "a dozen questions for a start"),),
                (Entry("--section PART", "one part, dimension or risk"),),
                (Entry("--only open", "only what is open or answered with \"don't know\""),),
                (Entry("--next", "first what would tell most"),),
                (Entry("--again", "through all answers again; Enter keeps one"),),
                (Entry("--from OLD", "an older file's answers one by one; Enter confirms one"),),
                (Entry("--as NAME", "one voice of several around a table, in FILE.NAME.yaml"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
            Text((
                "A number answers, several as 1 3, y or n where it says so, a country by name.",
                "Enter keeps what is there, and takes what you probably meant. Where words are",
                "typed, the keys carry a slash: /b. The day of the last answer stands in FILE, and",
                "who answered, which is asked at the end.",
            )),
            Table((
                (Entry("b", "back"), Entry("?", "what is meant, why we ask")),
                (Entry("s", "skip, leave it open"), Entry("??", "evidence, a first step, sources")),
                (Entry("d", "don't know"), Entry("+ text", "add a note")),
                (Entry("x", "does not apply"), Entry("e text", "add evidence")),
                (Entry("/word", "find a question"), Entry("o", "overview, jump to a question")),
                (Entry("q", "save and leave"),),
            )),
            Text((
                "The time that is left is counted as 10 seconds a question and 3 words a second,",
                "over the open questions. From a file, one answer a line; a line that is none",
                "leaves its question open and is told, and the exit code is 1:",
            ), ("ask", "co-op.yaml", "<", "lines.txt")),
        ), (
            ("Example", "ask co-op.yaml --short"),
        ),
    ),
    "score": Page(
        (
            "score", "[FILE...]", "[--json]", "[--if-done]", "[--pack ID]",
        ), (
            Text((
                "Shows the result of an answer file: level, points with their range, and what",
                "stands out. Several files make a table. A faulty file is left out and its",
                "faults are told; the others are scored. Without FILE it is the one answer file",
                "of this folder.",
            )),
            Table((
                (Entry("--json", "one line of JSON for each file, for programs"),),
                (Entry("--if-done", "as if all steps of its plan were done"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
        ), (
            ("Example", "score silk-demo/answers.yaml"),
        ),
    ),
    "report": Page(
        (
            "report", "[FILE]", "[-o OUT]", "[--benchmark FILE]", "[--plan PLAN]", "[--without WHAT]",
            "[--force]", "[--pack ID]",
        ), (
            Text((
                "Draws the report of an answer file. The ending of OUT says what it becomes:",
                ".html for a browser, .md as text, .json for programs. Without -o it becomes",
                "FILE with the ending .html. Only an earlier report is replaced, and none that",
                "you changed. Without FILE it is the one answer file of this folder.",
            )),
            Table((
                (Entry("-o OUT", "the file to write"),),
                (Entry("--benchmark FILE", "show it beside others: benchmark.json of a batch"),),
                (Entry("--plan PLAN", "tell the plan too: what is to be done, what is done"),),
                (Entry("--without WHAT", "leave out for sending: notes, evidence, by, who (names)"),),
                (Entry("--force", "draw anew what was changed since it was drawn, too"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
        ), (
            ("Example", "report silk-demo/answers.yaml -o report.html"),
        ),
    ),
    "why": Page(
        (
            "why", "[FILE]", "[PART]", "[--pack ID]",
        ), (
            Text((
                "Explains where a number comes from: of the whole, of a part, a question, a",
                "risk, a rule or a level; also of the flows, and of the level that you reach.",
                "PART is an id, or a title in quotes. Without FILE it is the one answer file of",
                "this folder: a word that names no file and does not end in .yaml is a PART.",
            )),
            Table((
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
        ), (
            ("Example", "why silk-demo/answers.yaml governance"),
        ),
    ),
    "together": Page(
        (
            "together", "FILE...", "[-o OUT]", "[--agree]", "[--open]", "[--groups NAMES]", "[--force]",
            "[--pack ID]",
        ), (
            Text((
                "Lays the voices beside FILE together, or those named: on which questions they",
                "differ, what hangs on each, and on what they agree. The common result is a",
                "range and a level, never a mean. With -o it becomes an agenda for the table:",
                ".html for a browser, .md as text, .json for programs.",
            )),
            Table((
                (Entry("-o OUT", "the file to write"),),
                (Entry("--agree", "settle it in FILE: what nobody disputes, then the rest"),),
                (Entry("--open", "each answer and note under its voice; all must know"),),
                (Entry("--groups NAMES", "such as members,staff: split where five of each answered"),),
                (Entry("--force", "draw anew what was changed since it was drawn, too"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
            Text((
                "A voice is answered with ask co-op.yaml --as finance, in co-op.finance.yaml.",
                "Without --open five voices are needed; no name, no note and no count of single",
                "answers is shown. The files themselves are open to whoever holds them.",
            )),
        ), (
            ("Example", "together co-op.yaml -o agenda.html"),
        ),
    ),
    "plan": Page(
        (
            "plan", "[FILE]", "[-o OUT]", "[--ask]", "[--without WHAT]", "[--force]", "[--pack ID]",
        ), (
            Text((
                "Writes a plan beside FILE, as FILE.plan.yaml: the way up, what matters most and",
                "first steps, each with who, until, done and proof to fill in, by hand or with",
                "--ask. The ending of OUT says what it becomes: .yaml for a plan in another",
                "place; .md to send, .html for a browser and .ics for a calendar are drawn from",
                "the plan that is there. Without FILE it is the one answer file of this folder.",
            )),
            Table((
                (Entry("-o OUT", "the plan elsewhere, or .md, .html, .ics of it"),),
                (Entry("--ask", "fill in who, until when and what is done, one by one"),),
                (Entry("--without WHAT", "leave out for sending: notes, evidence, by, who (names)"),),
                (Entry("--force", "draw anew what was changed since it was drawn, too"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
            Text((
                "Run it again whenever you like: all that you wrote stays as it is, comments and",
                "order too; new steps come last and none is taken out. Late is measured against the",
                "day of the answers. A drawing (.md, .html, .ics) changes nothing in the plan.",
            )),
        ), (
            ("Example", "plan co-op.yaml"),
        ),
    ),
    "compare": Page(
        (
            "compare", "OLD", "NEW", "[-o OUT]", "[--old-pack FOLDER]", "[--plan PLAN]", "[--without WHAT]",
            "[--force]", "[--pack ID]",
        ), (
            Text((
                "Compares two answer files of one organisation, an older and a newer one: what",
                "the answers prove of level and points, and what of a change comes from another",
                "version of the questionnaire, from other answers, and from what is known now or",
                "no longer. Without -o it is shown here; the ending of OUT says what it becomes:",
                ".html for a browser, .md as text, .json for programs.",
            )),
            Table((
                (Entry("-o OUT", "the file to write"),),
                (Entry("--old-pack FOLDER", "the questionnaire's version that OLD was answered with"),),
                (Entry("--plan PLAN", "tell the plan too: what is to be done, what is done"),),
                (Entry("--without WHAT", "leave out for sending: notes, evidence, by, who (names)"),),
                (Entry("--force", "draw anew what was changed since it was drawn, too"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
        ), (
            ("Example", "compare 2025/co-op.yaml 2026/co-op.yaml"),
        ),
    ),
    "batch": Page(
        (
            "batch", "IN...", "-o OUT", "[--force]", "[--by FIELD]", "[--extra NAME]", "[--mapping FILE]",
            "[--encoding NAME]", "[--xlsx]", "[--before YEAR]", "[--columns short]", "[--reports]",
            "[--follow-links]", "[--workers N]", "[--pack ID]",
        ), (
            Text((
                "Scores many organisations into the new folder OUT: scores.csv and",
                "scores.xlsx for a spreadsheet, results.jsonl for programs, portfolio.html and",
                ".md for people, benchmark.json for report --benchmark if there are 20",
                "organisations or more, and errors.jsonl with all that was left out and why. IN",
                "is an answer file, a folder that is searched for them, a table (.csv, .xlsx),",
                "or lines of JSON (.jsonl); - is a table on standard input. A table has one",
                "organisation a row, with ids or texts of questions as headers and ids or labels",
                "of options as cells; how it was read is told. What is faulty stops nobody else.",
                "Links in a folder are named and not followed, so that nothing is read from",
                "elsewhere.",
            )),
            Table((
                (Entry("-o OUT", "the folder to write"),),
                (Entry("--force", "write OUT anew, if it is there already"),),
                (Entry("--by FIELD", "compare groups by a profile field or an --extra column"),),
                (Entry("--extra NAME", "carry this column along unscored; once for each"),),
                (Entry("--mapping FILE", "what a table's columns are, as map wrote it"),),
                (Entry("--encoding NAME", "the encoding of tables, where it is an unusual one"),),
                (Entry("--xlsx", "write scores.xlsx for more than 5,000 organisations too"),),
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
    "new": Page(
        (
            "new", "FOLDER", "--from ID",
        ), (
            Text((
                "Copies a questionnaire into the new folder FOLDER, for you to change: its files",
                "as they are, and a note on their licence. Nothing that is there already is",
                "written over. Its id stays, so that answers to the one fit the other, as far",
                "as you leave its questions.",
            )),
            Table((
                (Entry("--from ID", "the questionnaire to copy: its id, or its folder"),),
            )),
        ), (
            ("Example", "new ours --from silk"),
        ),
    ),
    "check": Page(
        (
            "check", "PATH...", "[--all]", "[--extra NAME]", "[--mapping FILE]", "[--encoding NAME]",
            "[--follow-links]", "[--pack ID]",
        ), (
            Text((
                "Finds every fault, with its place and what to do. A PATH is a questionnaire's",
                "folder, an answer file, a folder that is searched for both, or a table, which",
                "is read as batch would read it. Nothing is written. Warnings alone are no",
                "failure.",
            )),
            Table((
                (Entry("--all", "all that is found, on a terminal too, not 50 at most"),),
                (Entry("--extra NAME", "carry this column along unscored; once for each"),),
                (Entry("--mapping FILE", "what a table's columns are, as map wrote it"),),
                (Entry("--encoding NAME", "the encoding of tables, where it is an unusual one"),),
                (Entry("--follow-links", "follow links that stand in folders"),),
                (Entry("--pack ID", "the answer files' questionnaire, by its id or its folder"),),
            )),
        ), (
            ("Example", "check silk-demo/answers.yaml"),
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
    "samples": Page(
        (
            "samples", "FOLDER", "[--check]", "[--force]", "[--pack ID]",
        ), (
            Text((
                "Draws report.html and report.md beside each FOLDER/*/answers.yaml. With",
                "--check nothing is written; reports that would change are named, and the exit",
                "code is 1. A report that you changed is not drawn again.",
            )),
            Table((
                (Entry("--check", "only say which reports are stale"),),
                (Entry("--force", "draw anew what was changed since it was drawn, too"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
        ), (
            ("Example", "samples tests/cases --check"),
        ),
    ),
}

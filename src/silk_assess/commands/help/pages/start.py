"""Help pages, drawn from the commands' declarations by `python -m silk_assess.commands.help.draw`: change those."""

# fmt: off
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from silk_assess.commands.help.page import Entry, Page, Table, Text

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
            "[--from OLD]", "[--as NAME]", "[--try]", "[--pack ID]",
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
                (Entry("--try", "to look at the questions: nothing is written"),),
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
                "of this folder; - is answers on standard input.",
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
            "report", "[FILE]", "[-o OUT]", "[--format html]", "[--benchmark FILE]", "[--plan PLAN]",
            "[--without WHAT]", "[--force]", "[--pack ID]",
        ), (
            Text((
                "Draws the report of an answer file. The ending of OUT says what it becomes:",
                ".html for a browser, .md as text, .json for programs. Without -o it becomes",
                "FILE with the ending .html. Only an earlier report is replaced, and none that",
                "you changed. Without FILE it is the one answer file of this folder. As FILE, -",
                "is answers on standard input; as OUT, standard output, and then OUT can be",
                "left out too.",
            )),
            Table((
                (Entry("-o OUT", "the file to write; - is standard output"),),
                (Entry("--format html", "html, md or json, where no ending says it"),),
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
            "why", "[FILE]", "[PART]", "[--json]", "[--pack ID]",
        ), (
            Text((
                "Explains where a number comes from: of the whole, of a part, a question, a",
                "risk, a rule or a level; also of the flows, and of the level that you reach.",
                "PART is an id, or a title in quotes. Without FILE it is the one answer file of",
                "this folder: a word that names no file and does not end in .yaml is a PART. As",
                "FILE, - is answers on standard input.",
            )),
            Table((
                (Entry("--json", "all numbers and what they are made of, for programs"),),
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
}

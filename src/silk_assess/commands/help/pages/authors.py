"""Help pages, drawn from the commands' declarations by `python -m silk_assess.commands.help.draw`: change those."""

# fmt: off
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from silk_assess.commands.help.page import Entry, Page, Table, Text

PAGES: Final[Mapping[str, Page]] = {
    "new": Page(
        (
            "new", "FOLDER", "[--title TEXT]", "[--language TAG]", "[--sections TITLES]", "[--levels]",
            "[--from ID]", "[--id ID]",
        ), (
            Text((
                "Writes a questionnaire into the new folder FOLDER, for you to change. At a",
                "terminal it asks for its title, language, sections, and whether it has levels.",
                "With --from it is a copy of another one, under an id of its own; answer files",
                "of that one are read by the copy. Nothing that is there is written over.",
            )),
            Table((
                (Entry("--title TEXT", "what a fresh one is called"),),
                (Entry("--language TAG", "its language, such as en"),),
                (Entry("--sections TITLES", 'titles of its sections: "People, Money"'),),
                (Entry("--levels", "with levels as rungs; --no-levels: points only"),),
                (Entry("--from ID", "the questionnaire to copy: its id, or its folder"),),
                (Entry("--id ID", "its id; else the folder's name"),),
            )),
        ), (
            ("Example", "new ours --from silk"),
        ),
    ),
    "check": Page(
        (
            "check", "PATH...", "[--all]", "[--extra NAME]", "[--mapping FILE]", "[--encoding NAME]",
            "[--follow-links]", "[--fix]", "[--diff]", "[--against OLD]", "[--format FORMAT]", "[--pack ID]",
        ), (
            Text((
                "Finds every fault, with its place and what to do. A PATH is a questionnaire's",
                "folder, an answer file, a folder that is searched for both, or a table, which",
                "is read as batch would read it. Warnings alone are no failure; what allow.yaml",
                "in a questionnaire's folder allows is told in one line. Nothing is written but",
                "with --fix: it puts right a key in capitals, a word that is near one only,",
                "curly quotes, a comma or # that has cut a text, and keeps all else as it is.",
            )),
            Table((
                (Entry("--all", "all that is found, on a terminal too, not 50 at most"),),
                (Entry("--extra NAME", "carry this column along unscored; once for each"),),
                (Entry("--mapping FILE", "what a table's columns are, as map wrote it"),),
                (Entry("--encoding NAME", "the encoding of tables, where it is an unusual one"),),
                (Entry("--follow-links", "follow links that stand in folders"),),
                (Entry("--fix", "mend in a questionnaire what can only be meant in one way"),),
                (Entry("--diff", "with --fix: only show what would be written"),),
                (Entry("--against OLD", "what a new version does to answers to an older one"),),
                (Entry("--format FORMAT", "for programs: json, sarif, junit or github; else text"),),
                (Entry("--pack ID", "the answer files' questionnaire, by its id or its folder"),),
            )),
        ), (
            ("Example", "check silk-demo/answers.yaml"),
        ),
    ),
    "guard": Page(
        (
            "guard", "NEW", "[--at-least LEVEL]", "[--node ID=POINTS]", "[--baseline OLD]",
            "[--old-pack FOLDER]", "[--json]", "[--pack ID]",
        ), (
            Text((
                "Holds a result to what you ask of it. Passed and failed are certain: no answer",
                "that is still missing could change them. Otherwise it is undecided, and the",
                "answers that would decide it are named. One failure fails; else one that is",
                "undecided leaves all undecided.",
            )),
            Table((
                (Entry("--at-least LEVEL", "this level or a higher one, by its id"),),
                (Entry("--node ID=POINTS", "a part with at least so many points; once for each"),),
                (Entry("--baseline OLD", "level, whole and sections no lower than in this file"),),
                (Entry("--old-pack FOLDER", "the questionnaire's version that OLD was answered with"),),
                (Entry("--json", "one line of JSON, for programs"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
            Text((
                "Exit codes: 0 passed, 1 failed, 5 undecided.",
            )),
        ), (
            ("Example", "guard silk-demo/answers.yaml --at-least piloting"),
        ),
    ),
    "verify": Page(
        (
            "verify", "REPORT", "[-o OUT]", "[--force]", "[--pack ID]",
        ), (
            Text((
                "Draws a report once more from what is inside it, an .html as report wrote it,",
                "and compares: the same, or changed, and where first. It needs nothing but the",
                "questionnaire it was drawn with, which is the one shipped or stands behind",
                "--pack. With -o what is drawn is written too, as .html or .md.",
            )),
            Table((
                (Entry("-o OUT", "draw it from the answers inside"),),
                (Entry("--force", "draw anew what was changed since it was drawn, too"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
            Text((
                "The same says that the page follows from the answers in it, letter for letter, and",
                "not that the answers are true. A page that another version of this program drew",
                "is held against its result alone. Exit codes: 0 the same, 1 changed, another",
                "result or another questionnaire, 4 cannot be read.",
            )),
        ), (
            ("Example", "verify report.html"),
        ),
    ),
    "schema": Page(
        (
            "schema", "[KIND]", "[--into FOLDER]", "[--pack ID]",
        ), (
            Text((
                "Prints the JSON Schema (2020-12) of a KIND of file; with --pack the ids, options",
                "and conditions of that questionnaire are in it. With --into all that its own",
                "files need are written to FOLDER/schema/.",
            )),
            Table((
                (Entry("--into FOLDER", "a questionnaire of yours: draw its schema/ anew"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
            Text((
                "KIND is pack, section, rules, tools, cases, enablers, glossary or allow, of a",
                "questionnaire; answers, mapping or plan; result, errors, run, findings, trace,",
                "comparison or guard, which this program writes. An editor finds one by a first line:",
                "# yaml-language-server: $schema=schema/section.json",
            )),
        ), (
            ("Example", "schema answers --pack silk"),
        ),
    ),
    "samples": Page(
        (
            "samples", "FOLDER", "[--check]", "[--force]", "[--format FORMAT]", "[--pack ID]",
        ), (
            Text((
                "Draws report.html and report.md beside each FOLDER/*/answers.yaml. With",
                "--check nothing is written; reports that would change are named, and the exit",
                "code is 1. A report that you changed is not drawn again.",
            )),
            Table((
                (Entry("--check", "only say which reports are stale"),),
                (Entry("--force", "draw anew what was changed since it was drawn, too"),),
                (Entry("--format FORMAT", "for programs: json, sarif, junit or github; else text"),),
                (Entry("--pack ID", "another questionnaire, by its id or its folder"),),
            )),
        ), (
            ("Example", "samples tests/cases --check"),
        ),
    ),
}

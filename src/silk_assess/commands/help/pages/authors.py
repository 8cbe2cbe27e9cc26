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
                "questionnaire; answers, mapping or plan; result, errors, run, findings, trace or",
                "comparison, which this program writes. An editor finds one by a first line:",
                "# yaml-language-server: $schema=schema/section.json",
            )),
        ), (
            ("Example", "schema answers --pack silk"),
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

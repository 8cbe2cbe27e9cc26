"""Parameters that several commands share, declared once: an answer file, and the questionnaire behind --pack."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from silk_assess.commands.completion import words as complete
from silk_assess.terminal.printing import say, width_of


def said_which(named: str | None) -> str | None:
    """Say on stderr which questionnaire is meant where an id is also the name of a folder here; give it back."""
    from silk_assess.commands.shipped import beside

    if named is not None:
        say(beside(named, width_of(sys.stderr)), sys.stderr)
    return named


AnswerFile = Annotated[
    Path | None, typer.Argument(metavar="FILE", readable=False, autocompletion=complete.answer_files)
]
Tries = Annotated[bool, typer.Option("--try", help="to look at the questions: nothing is written")]
OldFile = Annotated[Path, typer.Argument(metavar="OLD", readable=False, autocompletion=complete.answer_files)]
NewFile = Annotated[Path, typer.Argument(metavar="NEW", readable=False, autocompletion=complete.answer_files)]
AnswerFiles = Annotated[
    list[Path] | None, typer.Argument(metavar="FILE", readable=False, autocompletion=complete.answer_files)
]
CommonFile = Annotated[list[Path], typer.Argument(metavar="FILE", readable=False, autocompletion=complete.answer_files)]
AsVoice = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="NAME",
        help="one voice of several around a table, in FILE.NAME.yaml",
        autocompletion=complete.one_of(),
    ),
]
Open = Annotated[bool, typer.Option("--open", help="each answer and note under its voice; all must know")]
Agree = Annotated[bool, typer.Option("--agree", help="settle it in FILE: what nobody disputes, then the rest")]
Groups = Annotated[
    str | None,
    typer.Option(
        "--groups",
        metavar="NAMES",
        help="such as members,staff: split where five of each answered",
        autocompletion=complete.one_of(),
    ),
]
AnswerFileOrPart = Annotated[
    Path | None, typer.Argument(metavar="FILE", readable=False, autocompletion=complete.answer_files_and_explained)
]
Part = Annotated[str | None, typer.Argument(metavar="PART", autocompletion=complete.explained)]
Out = Annotated[Path | None, typer.Option("-o", "--out", metavar="OUT", readable=False, help="the file to write")]
ReportOut = Annotated[
    Path | None,
    typer.Option("-o", "--out", metavar="OUT", readable=False, help="the file to write; - is standard output"),
]
ReportFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="html",
        help="html, md or json, where no ending says it",
        autocompletion=complete.one_of("html", "md", "json"),
    ),
]
Before = Annotated[
    str | None,
    typer.Option(
        "--before",
        metavar="YEAR",
        help="how they moved: an earlier year's folder, file or table",
        autocompletion=complete.inputs,
    ),
]
PlanOut = Annotated[
    Path | None,
    typer.Option("-o", "--out", metavar="OUT", readable=False, help="the plan elsewhere, or .md, .html, .ics of it"),
]
PlanFile = Annotated[
    Path | None,
    typer.Option(
        "--plan",
        metavar="PLAN",
        readable=False,
        help="tell the plan too: what is to be done, what is done",
        autocompletion=complete.plans,
    ),
]
KitOut = Annotated[Path, typer.Option("-o", "--out", metavar="OUT", readable=False, help="the workbook to write")]
Benchmark = Annotated[
    Path | None,
    typer.Option(
        "--benchmark",
        metavar="FILE",
        readable=False,
        help="show it beside others: benchmark.json of a batch",
        autocompletion=complete.benchmarks,
    ),
]
Without = Annotated[
    str | None,
    typer.Option(
        "--without",
        metavar="WHAT",
        help="leave out for sending: notes, evidence, by, who (names)",
        autocompletion=complete.several_of("notes", "evidence", "by", "who"),
    ),
]
Force = Annotated[bool, typer.Option("--force", help="draw anew what was changed since it was drawn, too")]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="OLD",
        help="what a new version does to answers to an older one",
        autocompletion=complete.questionnaires,
    ),
]
FindingsFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="for programs: json, sarif, junit or github; else text",
        autocompletion=complete.one_of("text", "json", "sarif", "junit", "github"),
    ),
]
Pack = Annotated[
    str | None,
    typer.Option(
        "--pack",
        metavar="ID",
        help="another questionnaire, by its id or its folder",
        autocompletion=complete.questionnaires,
        callback=said_which,
    ),
]
OlderAnswers = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="OLD",
        readable=False,
        help="an older file's answers one by one; Enter confirms one",
        autocompletion=complete.answer_files,
    ),
]
OldPack = Annotated[
    str | None,
    typer.Option(
        "--old-pack",
        metavar="FOLDER",
        help="the questionnaire's version that OLD was answered with",
        autocompletion=complete.questionnaires,
        callback=said_which,
    ),
]
PackOfAnswers = Annotated[
    str | None,
    typer.Option(
        "--pack",
        metavar="ID",
        help="the answer files' questionnaire, by its id or its folder",
        autocompletion=complete.questionnaires,
        callback=said_which,
    ),
]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="what a fresh one is called")]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="TAG", help="its language, such as en", autocompletion=complete.one_of()),
]
Sections = Annotated[
    str | None,
    typer.Option(
        "--sections", metavar="TITLES", help='titles of its sections: "People, Money"', autocompletion=complete.one_of()
    ),
]
Levels = Annotated[
    bool | None, typer.Option("--levels/--no-levels", help="with levels as rungs; --no-levels: points only")
]
NewId = Annotated[
    str | None,
    typer.Option("--id", metavar="ID", help="its id; else the folder's name", autocompletion=complete.one_of()),
]
Source = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="ID",
        help="the questionnaire to copy: its id, or its folder",
        autocompletion=complete.questionnaires,
        callback=said_which,
    ),
]
SchemaKind = Annotated[str | None, typer.Argument(metavar="KIND", autocompletion=complete.kinds)]
Into = Annotated[
    Path | None,
    typer.Option(
        "--into",
        metavar="FOLDER",
        readable=False,
        help="a questionnaire of yours: draw its schema/ anew",
        autocompletion=complete.folders,
    ),
]
Section = Annotated[
    str | None,
    typer.Option(
        "--section",
        metavar="PART",
        help="one part, dimension or risk",
        autocompletion=complete.parts,
    ),
]
Only = Annotated[
    str | None,
    typer.Option(
        "--only",
        metavar="open",
        help='only what is open or answered with "don\'t know"',
        autocompletion=complete.one_of("open"),
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="FIELD",
        help="compare groups by a profile field or an --extra column",
        autocompletion=complete.fields,
    ),
]
Columns = Annotated[
    str,
    typer.Option(
        "--columns",
        metavar="short",
        help="fewer columns in scores.csv: levels, the whole, the parts",
        autocompletion=complete.one_of("short", "all"),
    ),
]
Workers = Annotated[
    str | None,
    typer.Option("--workers", metavar="N", help="so many processes at once; as a rule two, or one for few"),
]
Extra = Annotated[
    list[str] | None,
    typer.Option(
        "--extra",
        metavar="NAME",
        help="carry this column along unscored; once for each",
        autocompletion=complete.one_of(),
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="the encoding of tables, where it is an unusual one",
        autocompletion=complete.one_of(),
    ),
]
Xlsx = Annotated[bool, typer.Option("--xlsx", help="write scores.xlsx for more than 5,000 organisations too")]
Results = Annotated[bool, typer.Option("--results", help="write results.jsonl for more than 5,000 too")]
Parquet = Annotated[bool, typer.Option("--parquet", help="write scores.parquet beside scores.csv")]
TableMapping = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        readable=False,
        help="what a table's columns are, as map wrote it",
        autocompletion=complete.mappings,
    ),
]
FollowLinks = Annotated[bool, typer.Option("--follow-links", help="follow links that stand in folders")]
Form = Annotated[
    str, typer.Option("--to", metavar="xlsform", help="which form", autocompletion=complete.one_of("xlsform"))
]
FormFile = Annotated[
    Path, typer.Option("-o", "--out", metavar="OUT", readable=False, help="the workbook to write, such as form.xlsx")
]
Anew = Annotated[bool, typer.Option("--force", help="write OUT anew, if it is there already")]
One = Annotated[bool, typer.Option("--one", help="a sheet for each organisation, with points while you type")]
MappingOut = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="FILE", readable=False, help="the file to write")
]
AtLeast = Annotated[
    str | None,
    typer.Option(
        "--at-least",
        metavar="LEVEL",
        help="this level or a higher one, by its id",
        autocompletion=complete.one_of(),
    ),
]
NodePoints = Annotated[
    list[str] | None,
    typer.Option(
        "--node",
        metavar="ID=POINTS",
        help="a part with at least so many points; once for each",
        autocompletion=complete.one_of(),
    ),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="OLD",
        readable=False,
        help="level, whole and sections no lower than in this file",
        autocompletion=complete.answer_files,
    ),
]

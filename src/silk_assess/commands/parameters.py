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


AnswerFile = Annotated[Path, typer.Argument(metavar="FILE", readable=False, autocompletion=complete.answer_files)]
AnswerFiles = Annotated[
    list[Path], typer.Argument(metavar="FILE", readable=False, autocompletion=complete.answer_files)
]
AnyAnswerFile = Annotated[
    Path | None, typer.Argument(metavar="FILE", readable=False, autocompletion=complete.answer_files)
]
Force = Annotated[bool, typer.Option("--force", help="draw anew what was changed since it was drawn, too")]
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
Source = Annotated[
    str,
    typer.Option(
        "--from",
        metavar="ID",
        help="the questionnaire to copy: its id, or its folder",
        autocompletion=complete.questionnaires,
        callback=said_which,
    ),
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
FollowLinks = Annotated[bool, typer.Option("--follow-links", help="follow links that stand in folders")]
Columns = Annotated[
    str,
    typer.Option(
        "--columns",
        metavar="short",
        help="fewer columns in scores.csv: levels, the whole, the parts",
        autocompletion=complete.one_of("short", "all"),
    ),
]
Form = Annotated[
    str, typer.Option("--to", metavar="xlsform", help="which form", autocompletion=complete.one_of("xlsform"))
]
FormFile = Annotated[
    Path, typer.Option("-o", "--out", metavar="OUT", readable=False, help="the workbook to write, such as form.xlsx")
]
ForceForm = Annotated[bool, typer.Option("--force", help="write OUT anew, if it is there already")]
Section = Annotated[
    str | None,
    typer.Option(
        "--section", metavar="PART", help="only this part, for example governance", autocompletion=complete.sections
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

"""What `demo` prints."""

from __future__ import annotations

from pathlib import PurePosixPath

from silk_assess.advice.points_lost import lost
from silk_assess.advice.way_up import way_up
from silk_assess.commands.assessed import Case
from silk_assess.exact import decimal
from silk_assess.questionnaire.model.questions import Choice, Words
from silk_assess.terminal import commands
from silk_assess.terminal.layout import BLANK, Line, Row, hints, paragraph, table
from silk_assess.wording import answers, numbers
from silk_assess.wording.formulas import points_of
from silk_assess.wording.levels import level_words
from silk_assess.wording.names import NAMELESS, in_words, level_name


def demonstrated(case: Case, width: int) -> list[Line]:
    """Print the example in a few lines, what was written, and how to begin with one's own."""
    assessment, tree = case.assessment, case.assessment.tree
    name = assessment.answers.name or NAMELESS
    lines = paragraph([(f"{name}, {_who(case)}", "bold")], width)
    lines.append(BLANK)
    if assessment.level is not None:
        lines += paragraph("".join(level_words(assessment, assessment.level)), width)
    index = assessment.values.get("index")
    if index is not None and index.point is not None:
        said = f"All together {points_of(tree, 'index', index)} of {decimal(index.scale)}"
        ends = numbers.span(index.low, index.high, tree.bounds("index"), ", between {} and {}")
        words = in_words(assessment, tree.node["index"])
        said = f"{said}{ends if numbers.has_range(index) else ''}."
        lines += paragraph(f"{said} {words}." if words else said, width)
    way = way_up(assessment, lost(assessment))
    if way is not None:
        many = numbers.capital(numbers.count(len(way.changes), "answer leads", "answers lead"))
        said = f"{many} to {level_name(tree, way.to)}"
        lines += hints([(said, commands.command("why", case.file))], width)
    lines += [BLANK, *paragraph(f"Written to {PurePosixPath(case.file).parent}/", width)]
    rows = [
        ("report.html", "open this one in a browser; it needs no network"),
        ("report.md", "the same as text"),
        ("answers.yaml", "the answers behind it"),
    ]
    lines += table(("", ""), [Row(row, f"{row[0]}: {row[1]}", 2) for row in rows], width)
    return [*lines, BLANK, *hints([("Now yours", commands.command("ask", "co-op.yaml"))], width)]


def _who(case: Case) -> str:
    """Say what kind of invented organisation it is: the first choice of its profile, then its own first words."""
    profile = case.assessment.answers.profile
    given = [one.question for one in case.assessment.tree.profile if one.id in profile]
    form = next((answers.answer(one, profile[one.id]).lower() for one in given if isinstance(one, Choice)), "")
    words = next((str(profile[one.id]) for one in given if isinstance(one, Words)), "")
    return f"an invented {form or 'organisation'}{f': {words.lower()}' if words else ''}"

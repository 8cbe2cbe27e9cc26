"""What `check`, `samples` and `demo` print."""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess.advice.points_lost import lost
from silk_assess.advice.way_up import way_up
from silk_assess.answers.model import Given
from silk_assess.commands.assessed import Case
from silk_assess.commands.check.command import Checked
from silk_assess.commands.left_out import left_out
from silk_assess.commands.samples.command import Sample, Samples
from silk_assess.commands.score.level import have
from silk_assess.commands.score.one import NAMELESS
from silk_assess.exact import decimal
from silk_assess.questionnaire.model.questions import Choice
from silk_assess.terminal import commands
from silk_assess.terminal.faults import fault_lines, tally
from silk_assess.terminal.layout import BLANK, Line, Row, hints, paragraph, table
from silk_assess.wording import answers, numbers
from silk_assess.wording.names import band_label, level_name, level_sentences


def checked(found: Sequence[Checked], width: int) -> list[Line]:
    """Print every finding with its place, and a line for each questionnaire and file."""
    lines: list[Line] = []
    for one in found:
        if one.findings:
            lines += [BLANK] if lines and lines[-1] else []
            lines += fault_lines(one.findings, width)
        lines += _verdict(one, width)
    return lines


def _verdict(one: Checked, width: int) -> list[Line]:
    told = tally(one.findings)
    if not one.has_faults:
        said = f"no faults, {told}" if told else "no faults"
        return paragraph(f"{one.name}: {said}. {one.counts}.", width, 0, 2)
    if one.kind == "answers":
        return paragraph(f"{told} in {one.name}.", width)
    said = f"{told} in {one.name}. Mend {'this' if told == '1 fault' else 'these'}, then check again: some faults can "
    return paragraph(said + "only be seen after that.", width)


# Samples


def stale(found: Samples, command: str, width: int) -> list[Line]:
    """Print which samples are stale and from which line on, or that all are fresh."""
    lines = _faulty(found, width)
    if not found.stale:
        return [*lines, *paragraph(_fresh(found), width)] if found.reports else lines
    rows = []
    for one in found.stale:
        state = "is not there" if one.now is None else f"differs from line {one.first_difference} on"
        rows.append(Row((str(one.file), state), f"{one.file} {state}"))
    lines += [*table(("", ""), rows, width), BLANK]
    many = f"{len(found.stale)} of {len(found.reports)} reports"
    said = f"{many} {'is' if len(found.stale) == 1 else 'are'} stale. Draw them again, and read what changed before you"
    return [*lines, *paragraph(f"{said} keep it:", width), *paragraph([(command, "cyan")], width, 2)]


def redrawn(found: Samples, width: int) -> list[Line]:
    """Print which samples were drawn again."""
    lines = _faulty(found, width)
    if not found.stale:
        return [*lines, *paragraph(_fresh(found), width)] if found.reports else lines
    names = dict.fromkeys(one.name for one in found.stale)
    said = [f"{name} ({', '.join(sorted(_kinds(found.stale, name)))})" for name in names]
    many = f"{len(found.stale)} of {len(found.reports)} reports"
    verb = "was" if len(found.stale) == 1 else "were"
    return [*lines, *paragraph(f"{many} {verb} drawn again: {', '.join(said)}.", width)]


def _kinds(stale: Sequence[Sample], name: str) -> list[str]:
    return [one.kind for one in stale if one.name == name]


def _fresh(found: Samples) -> str:
    many = len({one.name for one in found.reports})
    return f"{len(found.reports)} reports of {many} organisation{'' if many == 1 else 's'} are fresh."


def _faulty(found: Samples, width: int) -> list[Line]:
    total = len({one.name for one in found.reports}) + len(found.faulty)
    return [*left_out(total, found.faulty, width), BLANK] if found.faulty else []


# Demo


def demonstrated(case: Case, width: int) -> list[Line]:
    """Print the example in a few lines, what was written, and how to begin with one's own."""
    assessment, tree = case.assessment, case.assessment.tree
    name = assessment.answers.name or NAMELESS
    lines = paragraph([(f"{name}, {_who(case)}", "bold")], width)
    lines.append(BLANK)
    if assessment.level is not None:
        lines += paragraph(level_sentences(tree, assessment.level), width)
    index = assessment.values.get("index")
    if index is not None and index.point is not None:
        said = f"All together {have(assessment, 'index')} of {decimal(index.scale)}"
        ends = numbers.span(index.low, index.high, tree.bounds("index"), ", between {} and {}")
        band = band_label(tree.node["index"], index.point)
        lines += paragraph(f"{said}{ends if numbers.has_range(index) else ''}. {band}.", width)
    way = way_up(assessment, lost(assessment))
    if way is not None:
        many = numbers.capital(numbers.count(len(way.changes), "answer"))
        said = f"{many} lead{'s' if len(way.changes) == 1 else ''} to {level_name(tree, way.to)}"
        lines += hints([(said, commands.command("why", case.file))], width)
    folder = case.file.rpartition("/")[0]
    lines += [BLANK, *paragraph(f"Written to {folder}/", width)]
    rows = [
        ("report.html", "open this one in a browser; it needs no network"),
        ("report.md", "the same as text"),
        ("answers.yaml", "the answers behind it"),
    ]
    lines += table(("", ""), [Row(row, f"{row[0]}: {row[1]}", 2) for row in rows], width)
    return [*lines, BLANK, *hints([("Now yours", commands.command("ask", "co-op.yaml"))], width)]


def _who(case: Case) -> str:
    """Say what kind of invented organisation it is, as far as its profile tells."""
    profile, asked = case.assessment.answers.profile, case.assessment.tree.asked
    form: Given | None = profile.get("legal-form")
    question = asked["legal-form"].question if "legal-form" in asked else None
    kind = answers.label(question, form).lower() if isinstance(question, Choice) and isinstance(form, str) else ""
    sector = profile.get("sector")
    field = f": {numbers.capital(str(sector)).lower()}" if sector else ""
    return f"an invented {kind or 'organisation'}{field}"

"""What `compare` prints: the level, what the answers prove part by part, where it comes from, and answer by answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from silk_assess.commands.compare.command import Compared
from silk_assess.report.years.answers import ChangedRow, OneSided, Stood
from silk_assess.report.years.promised import Step
from silk_assess.report.years.tables import Row as NodeRow
from silk_assess.report.years.view import View
from silk_assess.terminal import commands
from silk_assess.terminal.layout import Line, Row, hints, joined, paragraph, table, with_plain_signs
from silk_assess.wording.years import Notice
from silk_assess.years.comparison import Moved


def notices(done: Compared, content: View, width: int) -> list[Line]:
    """Say what is to be known before one reads on, with the command that would be another one."""
    lines: list[Line] = []
    for notice, said in zip(done.notices, content.notices, strict=True):
        lines += paragraph(said, width)
        words = _instead(notice, done)
        if words:
            lines += paragraph([(commands.command(*words), "cyan")], width, 2)
    return lines


def _instead(notice: Notice, done: Compared) -> tuple[str, ...]:
    old, new = str(done.old), done.new.file
    match notice:
        case Notice.SAME_FILE:
            return ("compare", "OLD", "NEW")
        case Notice.OLDER_SECOND | Notice.LATER_FIRST:
            return ("compare", new, old)
        case Notice.NO_OLD_VERSION:
            return ("compare", old, new, "--old-pack", "FOLDER")
        case _:
            return ()


def compared(done: Compared, content: View, width: int) -> list[Line]:
    """Print a comparison."""
    head = [*paragraph(content.name, width, 0, 2, "bold"), *_when(content, width), *paragraph(content.versions, width)]
    if content.is_same:
        return joined([head, paragraph("The answers are the same. Nothing changed.", width)])
    return joined(
        [
            head,
            _level(content, width),
            *_parts(content, width),
            _source(content, width),
            _changed(content, width),
            _known(content, width),
            *_stood(content, width),
            _missing(content, width),
            *_promised(content, width),
            hints([("Draw the page", commands.command(*done.words("-o", "comparison.html")))], width),
        ]
    )


# So many questions of one kind are listed on a screen.
_MOST: Final = 12


def _said(text: str, width: int, indent: int = 0, hang: int | None = None) -> list[Line]:
    return paragraph(with_plain_signs(text), width, indent, hang)


def _when(content: View, width: int) -> list[Line]:
    days = ["".join(run.text for run in said) for said in content.answered]
    return _said("; ".join(days) + ".", width) if days else []


def _level(content: View, width: int) -> list[Line]:
    lines = paragraph(content.level_line, width, 0, 0, "bold")
    return [*lines, *_said(" ".join(one for one in (content.lead, content.second) if one), width)]


# Part by part

_KINDS: Final[tuple[tuple[Moved, str], ...]] = (
    ("higher", "Higher"),
    ("lower", "Lower"),
    ("open", "No change that the answers prove: the ranges overlap"),
)


def _parts(content: View, width: int) -> Iterable[list[Line]]:
    rows = [row for group in content.tables.groups for row in group]
    labels = content.labels
    found: list[Row] = []
    for kind, title in _KINDS:
        moved = [_row(row, labels) for row in rows if row.moved == kind]
        if moved:
            found += [*([Row(("",), "")] if found else []), Row((title,), f"{title}:", 0, "bold"), *moved]
    if found:
        yield table(("", labels.old, "", labels.new, ""), found, width, right=(2, 4))
    still = [row.title for row in rows if row.moved == "same"]
    if still:
        yield paragraph(f"Nothing comparable moved: {', '.join(still)}.", width)
    absent = [row.title for row in rows if row.moved is None]
    if absent:
        yield paragraph(f"Without a figure in one of them: {', '.join(absent)}.", width)


def _row(row: NodeRow, labels: tuple[str, str]) -> Row:
    years = ((labels[0], row.before_span, row.before_points), (labels[1], row.now_span, row.now_points))
    told = "; ".join(f"{label} {', '.join(one for one in (span, point) if one)}" for label, span, point in years)
    figures = (row.before_span, row.before_points, row.now_span, row.now_points)
    return Row((row.title, *figures), f"{row.title}: {told}.", 2)


def _source(content: View, width: int) -> list[Line]:
    if not content.tables.split or not content.source:
        return []
    return _said(content.tables.split_finding, width)


# Answer by answer


def _changed(content: View, width: int) -> list[Line]:
    told = content.answers
    lines = _said(told.finding, width)
    if told.changed:
        lines = _said(f"{told.finding} The weightiest first; these need not add up.", width)
    for row in told.changed:
        lines += _answers(row, content, width)
        lines += _said(f"had it stayed: {row.stayed}", width, 4, 6)
    if told.flows_finding:
        lines += _said(told.flows_finding, width)
    for row in (*told.flows, *told.others):
        lines += _answers(row, content, width)
    return lines


def _answers(row: ChangedRow, content: View, width: int) -> list[Line]:
    lines = paragraph(row.question, width, 2, 4)
    for label, said in zip(content.labels, (row.old, row.new), strict=True):
        lines += _said(f"{label}: {said}", width, 4, 6)
    return lines


def _known(content: View, width: int) -> list[Line]:
    return _one_sided("What became known, or unknown", content.answers.known, content, width)


def _missing(content: View, width: int) -> list[Line]:
    return _one_sided("No counterpart, so not compared", content.answers.counterparts, content, width)


def _one_sided(title: str, rows: Sequence[OneSided], content: View, width: int) -> list[Line]:
    lines = paragraph(title, width, 0, 0, "bold") if rows else []
    for row in rows[:_MOST]:
        answers = zip(content.labels, (row.old, row.new), strict=True)
        said = "; ".join(f"{label}: {text}" for label, text in answers if text)
        lines += _said(f"{row.question} {said}. {row.why}.", width, 2, 4)
    more = len(rows) - _MOST
    return [*lines, *paragraph(f"and {more} more; the page has all", width, 2)] if more > 0 else lines


def _stood(content: View, width: int) -> Iterable[list[Line]]:
    told: tuple[tuple[str, Sequence[Stood]], ...] = (
        ("No longer standing out", content.answers.gone),
        ("Standing out for the first time", content.answers.fresh),
    )
    for title, rules in told:
        lines = paragraph(title, width, 0, 0, "bold")
        yield [*lines, *(line for rule in rules for line in _said(rule.say, width, 2, 4))] if rules else []


# What was promised


def _promised(content: View, width: int) -> Iterable[list[Line]]:
    promised = content.promised
    if promised is None:
        return
    yield _said(promised.finding, width)
    parts: tuple[tuple[str, Sequence[Step]], ...] = (
        ("Done, and the answers show it", promised.shown),
        ("Done, and the answers do not show it", promised.not_shown),
        ("Not done", promised.not_done),
    )
    for title, steps in parts:
        if steps:
            lines = [line for step in steps for line in _said(_step(step), width, 2, 4)]
            yield [*paragraph(title, width, 0, 0, "bold"), *lines]


def _step(step: Step) -> str:
    return "; ".join(one for one in (step.text, step.who, step.until, step.done, step.says) if one)

"""What `batch` prints: how far it is, the first faults, and what came of it."""

from __future__ import annotations

from collections import Counter
from typing import Final

from silk_assess.batch.output import BENCHMARK, ERRORS, PARQUET, PORTFOLIO, REPORTS, RESULTS, RUN, SCORES, WORKBOOK
from silk_assess.batch.summary import ALIKE, ORGANISATIONS, Alike, Summary
from silk_assess.faults import Fault, listed
from silk_assess.files.forecast import Forecast
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.portfolio import movement
from silk_assess.report.portfolio.figures import many, number
from silk_assess.terminal.commands import command
from silk_assess.terminal.faults import fault_lines
from silk_assess.terminal.layout import BLANK, Line, Row, joined, paragraph, table
from silk_assess.wording.reading import how, is_cut
from silk_assess.workbooks.writing import HOW_TO_GET

# Of more tables it is said in run.json how they were read.
_MOST_READINGS: Final = 20
# A longer name of a file has no room in the list of what was written.
_SHORT: Final = 15


def begun(forecast: Forecast, tree: Tree, width: int) -> list[Line]:
    """Say what is going to be scored."""
    counted = [many(size, word) for size, word in ((forecast.files, "file"), (forecast.rows, "row")) if size]
    what = listed([*counted, *(["standard input"] if forecast.is_open else [])])
    return paragraph(f"Scoring {what} with questionnaire {tree.pack.head.id} {tree.pack.head.version}", width)


def progress(done: int, forecast: Forecast, seconds: float, width: int) -> list[Line]:
    """Say how far it is, how fast it goes, and how long it will take about."""
    rate = done / seconds
    if not done:
        return paragraph(f"0 of {number(forecast.total)} done" if forecast.total else "None done yet", width)
    fast = f"{number(round(rate))} a second" if rate >= 1 else f"{number(round(rate * 60))} a minute"
    if forecast.is_open or done > forecast.total:
        return paragraph(f"{number(done)} done, {fast}", width)
    left = _time((forecast.total - done) / rate)
    return paragraph(f"{number(done)} of {number(forecast.total)} done, {fast}, about {left} left", width)


def _time(seconds: float) -> str:
    if seconds < 90:
        return many(max(round(seconds), 1), "second")
    return many(round(seconds / 60), "minute") if seconds < 5400 else many(round(seconds / 3600), "hour")


def how_read(summary: Summary, width: int) -> list[Line]:
    """Say of each table how it was read, where it is not in the plain form; of many tables the first."""
    said = [(one.layout.file, text) for one in summary.readings for text in (how(one, summary.tree), is_cut(one))]
    told = [f"{file}: {text if text.endswith('.') else f'{text}.'}" for file, text in said if text]
    blocks = [paragraph(text, width, 0, 2) for text in told[:_MOST_READINGS]]
    if len(told) > _MOST_READINGS:
        more = number(len(told) - _MOST_READINGS)
        blocks.append(paragraph(f"and {more} more such lines on tables in {summary.folder}/{RUN}", width))
    return [*joined(blocks), BLANK] if blocks else []


def faults(summary: Summary, width: int) -> list[Line]:
    """Print the first faults, of many in one column three, and say how many more there are and where."""
    lines: list[Line] = []
    told = Counter(_alike(fault) for fault in summary.told)
    shown: Counter[Alike | None] = Counter()
    alike = 0
    for fault in summary.told:
        lines += fault_lines([fault], width)
        key = _alike(fault)
        shown[key] += 1
        if key is not None and shown[key] == told[key] == ALIKE and summary.alike[key] > ALIKE:
            rest = summary.alike[key] - ALIKE
            alike += rest
            lines[-1:] = [*paragraph(f"and {number(rest)} more in this column", width, 3), BLANK]
    more = summary.faults - len(summary.told) - alike
    if more:
        lines += [*paragraph(f"and {number(more)} more in {summary.folder}/{ERRORS}", width), BLANK]
    return lines


def _alike(fault: Fault) -> Alike | None:
    """Give the file, column and code of a fault in a table."""
    match fault.path:
        case (str(file), int(column), str()):
            return file, column, fault.code
        case _:
            return None


def summed_up(summary: Summary, width: int) -> list[Line]:
    """Print how many were scored, at which levels they are, and what was written."""
    rests = [line for said in summary.rests_on for line in paragraph(said, width)]
    blocks = [_counts(summary, width), rests, _levels(summary, width), _moved(summary, width)]
    blocks += [_explained(summary, width), _written(summary, width)]
    if summary.faults and not summary.is_waiting:
        what = "fault" if summary.faults == 1 else "faults"
        blocks.append(paragraph(f"Mend the {what}, then run the same command with --force.", width))
    return joined(blocks)


def _moved(summary: Summary, width: int) -> list[Line]:
    """Say how organisations moved since the earlier year, where one was given."""
    return [] if summary.moved is None else paragraph(movement.told(summary.moved), width)


def _explained(summary: Summary, width: int) -> list[Line]:
    """Say of how many points lost, tools and what to ask next are worked out, where it is not all."""
    if summary.explained == summary.scored:
        return []
    some, all = number(summary.explained), number(summary.scored)
    said = f"Points lost, tools and what to ask next are worked out for {some} of the {all}, drawn by lot."
    return paragraph(said, width)


def _counts(summary: Summary, width: int) -> list[Line]:
    total, left = summary.organisations, [(summary.left_out[kind], kind) for kind in ORGANISATIONS]
    if not summary.scored:
        said = f"None of {many(total)} scored." if total > 1 else "No organisation scored."
    elif summary.scored == total:
        said = f"All {many(total)} scored." if total > 1 else "One organisation scored."
    else:
        said = f"{number(summary.scored)} of {many(total)} scored."
    if (out := sum(size for size, _ in left)) > 0:
        named = listed(many(size, kind) for size, kind in left if size)
        has = "a fault" if summary.faults - summary.left_out["header"] - summary.left_out["input"] == 1 else "faults"
        said += f" {named} {f'has {has} and was' if out == 1 else 'have faults and were'} left out."
    if summary.is_waiting and summary.left_out["header"] == 1 and not summary.left_out["input"]:
        said += " The whole table waits for its columns."
    elif summary.held:
        waits = "waits" if summary.held == 1 else "wait"
        said += f" {many(summary.held, 'row')} without a fault {waits} for the columns of the table to be mended: "
        said += "a faulty column concerns all of them."
    if unread := summary.left_out["input"]:
        said += f" {many(unread, 'input')} could not be read."
    return paragraph(said, width)


def _tables_read(summary: Summary) -> str:
    """Say of which tables run.json tells how they were read."""
    files = list(dict.fromkeys(one.layout.file for one in summary.readings))
    if not files:
        return " and counts"
    if len(files) > 1:
        return ", counts, and how tables were read"
    return f", counts, and how {files[0] if len(files[0]) <= _SHORT else 'the table'} was read"


def _levels(summary: Summary, width: int) -> list[Line]:
    if not summary.levels:
        return []
    rows = []
    for i, level in enumerate(summary.tree.pack.head.levels):
        given, firm = number(summary.levels[i]), number(summary.firm[i])
        said = f"Level {i}, {level.title}: {given} as answered, {firm} of them firm"
        rows.append(Row((f"{i}, {level.title}", given, firm), said, 2))
    return table(("Level", "as answered", "firm"), rows, width, (1, 2))


def _written(summary: Summary, width: int) -> list[Line]:
    told = {
        PORTFOLIO[0]: "the picture of all of them, for a browser",
        PORTFOLIO[1]: "the same as text",
        SCORES: f"{many(summary.scored, 'row')} for a spreadsheet",
        WORKBOOK: "the same with titles, for a spreadsheet in any language",
        PARQUET: "the same with a type for each column, for programs",
        RESULTS: f"{many(summary.scored, 'result')} for programs",
        ERRORS: f"{many(summary.faults, 'fault')}, with place and remedy" if summary.faults else "no faults",
        BENCHMARK: "how all of them stand, for report --benchmark",
        REPORTS: f"{many(summary.reports, 'report')} for a browser",
        RUN: f"questionnaire, version{_tables_read(summary)}",
    }
    names = summary.files if summary.scored else [name for name in summary.files if name in (ERRORS, RUN)]
    rows = [Row((name, told[name]), f"{name}: {told[name]}", 2) for name in names]
    lines = [*paragraph(f"In {summary.folder}/", width), *table(("", ""), rows, width)]
    if summary.scored and summary.no_workbook == "package":
        lines += [BLANK, *paragraph(f"For {WORKBOOK} too: {HOW_TO_GET}", width)]
    if summary.scored and summary.not_written:
        they = "it" if len(summary.not_written) == 1 else "them"
        why = f"Not written, since there are many: {listed(summary.not_written)}. To have {they} too:"
        lines += [BLANK, *paragraph(why, width), *paragraph([(command(*summary.again), "cyan")], width, 2, 4)]
    for place in summary.aside:
        said = f"What {summary.folder} held before is in {place.name}: not all of it is as batch wrote it."
        lines += [BLANK, *paragraph(said, width)]
    return lines

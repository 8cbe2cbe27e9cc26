"""What `batch` prints: how far it is, the first faults, and what came of it."""

from __future__ import annotations

from silk_assess.batch.output import BENCHMARK, ERRORS, PORTFOLIO, REPORTS, RESULTS, RUN, SCORES
from silk_assess.batch.run import ORGANISATIONS, Summary
from silk_assess.faults import listed
from silk_assess.files.forecast import Forecast
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.portfolio.figures import many, number
from silk_assess.terminal.faults import fault_lines
from silk_assess.terminal.layout import BLANK, Line, Row, joined, paragraph, table


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


def faults(summary: Summary, width: int) -> list[Line]:
    """Print the first faults, and say how many more there are and where."""
    lines = fault_lines(summary.told, width)
    more = summary.faults - len(summary.told)
    if more:
        lines += [*paragraph(f"and {number(more)} more in {summary.folder}/{ERRORS}", width), BLANK]
    return lines


def summed_up(summary: Summary, width: int) -> list[Line]:
    """Print how many were scored, at which levels they are, and what was written."""
    blocks = [_counts(summary, width), _levels(summary, width), _written(summary, width)]
    if summary.faults:
        blocks.append(paragraph("Mend the faults, then run the same command with --force.", width))
    return joined(blocks)


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
        said += f" {named} {'has faults and was' if out == 1 else 'have faults and were'} left out."
    if summary.held:
        waits = "waits" if summary.held == 1 else "wait"
        said += f" {many(summary.held, 'row')} without a fault {waits} for the first line of the table to be mended: "
        said += "a faulty column concerns all of them."
    if unread := summary.left_out["input"]:
        said += f" {many(unread, 'input')} could not be read."
    return paragraph(said, width)


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
        RESULTS: f"{many(summary.scored, 'result')} for programs",
        ERRORS: f"{many(summary.faults, 'fault')}, with place and remedy" if summary.faults else "no faults",
        BENCHMARK: "how all of them stand, for report --benchmark",
        REPORTS: f"{many(summary.reports, 'report')} for a browser",
        RUN: "questionnaire, version and counts",
    }
    rows = [Row((name, told[name]), f"{name}: {told[name]}", 2) for name in summary.files]
    lines = [*paragraph(f"In {summary.folder}/", width), *table(("", ""), rows, width)]
    for place in summary.aside:
        said = f"What {summary.folder} held before is in {place.name}: not all of it is as batch wrote it."
        lines += [BLANK, *paragraph(said, width)]
    return lines

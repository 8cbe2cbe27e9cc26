"""Many organisations at once: folders, tables and lines become scores, results, a portfolio and a list of faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import IO, Any, Final

from silk_assess import __version__, columns, exit_codes
from silk_assess.batch import before, parquet, score_table
from silk_assess.batch.collecting import Collecting
from silk_assess.batch.outcome import Task
from silk_assess.batch.output import (
    BENCHMARK,
    ERRORS,
    PARQUET,
    PORTFOLIO,
    REPORTS,
    RESULTS,
    RUN,
    SCORES,
    WORKBOOK,
    Output,
    is_ours,
)
from silk_assess.batch.request import (
    Request,
    again,
    check_apart,
    check_extra_found,
    check_field_found,
    check_field_known,
    questionnaire_of,
)
from silk_assess.batch.sample import Sample
from silk_assess.batch.summary import Summary
from silk_assess.batch.workers import Workers
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_folder, encodings, inputs, mappings, questionnaires
from silk_assess.files.forecast import Forecast, foresee
from silk_assess.portfolio import benchmark
from silk_assess.portfolio.movement import Movement
from silk_assess.portfolio.organisations import Roll
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.portfolio.draw import draw
from silk_assess.report.portfolio.view import overview
from silk_assess.tables.layout import Layout
from silk_assess.tables.reading import as_data
from silk_assess.wording.numbers import count
from silk_assess.wording.reading import how
from silk_assess.workbooks import writing

# Below this there is too little to do for a second process.
_ENOUGH: Final = 48
_WORKERS: Final = 2
Progress = Callable[[int, Forecast, Tree], None]


def score_all(request: Request, stdin: IO[bytes], progress: Progress, sample: Sample | None = None) -> Summary:
    """Score all that is given into a new folder, whole or not at all.

    `progress` is told now and then how many are done; `sample` says of how many all are explained.
    Raises SilkError where nothing can be done: no input, a faulty questionnaire, a folder that may
    not be written.
    """
    atomic_folder.check_target(request.folder, request.force)
    check_apart(request)
    before.check_before(request)
    if request.xlsx:
        writing.check_at_hand(WORKBOOK)
    if request.parquet:
        parquet.check_at_hand(PARQUET)
    tree = questionnaires.load_pack(questionnaires.find_pack(request.pack or questionnaire_of(request)))
    check_field_known(request, tree)
    forecast = foresee(request.inputs, request.follow_links)
    task = Task(tree, score_table.columns_of(tree, request.short), request.reports)
    links = inputs.Links(request.follow_links)
    encoding = None if request.encoding is None else encodings.named(request.encoding)
    mapping = None if request.mapping is None else mappings.load_mapping(request.mapping, tree)
    sample = sample or Sample()
    ways = inputs.Ways(request.extra, encoding, mapping, in_blocks=_in_blocks(request, tree, sample))
    number = _workers(request, forecast)
    past = None if request.before is None else before.looked_back(request, tree, mapping, number, stdin)
    head = [*task.columns, *(() if past is None else before.columns(tree))]
    units = inputs.units(request.inputs, tree, ways, stdin, links)
    with (
        Workers(task, number) as workers,
        atomic_folder.write_folder(request.folder, request.force, is_ours) as fresh,
        Output(fresh.place, head, request.reports) as output,
    ):
        moved = None if past is None else Movement(tree, past.past)
        collecting = Collecting(output, tree, request, moved, sample)
        for fault in () if past is None else past.faults:
            collecting.note(fault)
        summary, roll = collecting.all_of(workers, units, forecast, progress, ways.readings, ways.in_blocks is not None)
        summary.links, summary.others, summary.voices = links.left_out, links.others, links.voices
        check_extra_found("batch", request.extra, request.inputs, ways.readings)
        _check_found(request, summary)
        check_field_found(request, roll)
        wants_workbook = bool(summary.scored) and _wants_workbook(request, summary)
        summary.not_written = _not_written(request, summary)
        summary.again = (*again(request, request.extra), *summary.not_written.values())
        run = _run(request, summary)
        if past is not None and moved is not None and request.before is not None:
            run["before"] = before.as_data(past, request.before, moved.only_now)
            summary.moved = moved
        if wants_workbook:
            output.add_workbook(tree, _about(run))
        if request.parquet:
            output.add_parquet(tree)
        if RESULTS in summary.not_written:
            output.leave_out_results()
        output.finish(run, _drawn(request, summary, roll))
    summary.aside = tuple(fresh.aside)
    return summary


# Before


def _in_blocks(request: Request, tree: Tree, sample: Sample) -> Callable[[Layout, int], bool] | None:
    """Say which tables are scored by columns; None where none can be.

    What is written of each organisation by itself, and what looks each up in another year, goes row by row.
    """
    if request.results or request.xlsx or request.reports or request.before is not None or not columns.is_at_hand():
        return None
    from silk_assess.columns.codes import goes_by_rows
    from silk_assess.columns.plan import plan_of

    if plan_of(tree) is None:
        return None
    return lambda layout, size: size > sample.most and not goes_by_rows(layout)


def _workers(request: Request, forecast: Forecast) -> int:
    if request.workers is not None:
        return request.workers
    is_enough = forecast.is_open or forecast.total >= (_ENOUGH if not request.reports else _ENOUGH // 8)
    return min(_WORKERS, os.cpu_count() or 1) if is_enough else 1


# After


def _check_found(request: Request, summary: Summary) -> None:
    """See that there was anything at all to score.

    Raises SilkError with the faults of inputs that cannot be read.
    """
    told = summary.told
    if (
        summary.scored
        or summary.held
        or summary.blank
        or any(one.asides for one in summary.readings)
        or summary.faults > len(told)
        or any(one.code not in exit_codes.OF_FILES for one in told)
    ):
        return
    if told:
        raise SilkError(*told)
    says = f"There are no answers in {', '.join(request.inputs)}"
    if summary.links:
        says += f", only {count(len(summary.links), 'link')}"
        raise SilkError(Fault((request.inputs[0],), says, "Links are followed with --follow-links.", Code.UNREADABLE))
    if summary.voices:
        says += f", only {count(len(summary.voices), 'voice')} of several around a table"
        raise SilkError(Fault((request.inputs[0],), says, "Name the common file that they agreed on.", Code.UNREADABLE))
    tables = "name tables (.csv, .xlsx) and lines of JSON (.jsonl) one by one."
    do = f"A folder is searched for answer files (.yaml); {tables}"
    raise SilkError(Fault((request.inputs[0],), says, do, Code.UNREADABLE))


def _wants_workbook(request: Request, summary: Summary) -> bool:
    """Say whether there is a workbook too; where there is none, the summary knows why."""
    if not writing.is_at_hand():
        summary.no_workbook = "package"
    elif summary.is_many and not request.xlsx:
        summary.no_workbook = "many"
    return not summary.no_workbook


def _not_written(request: Request, summary: Summary) -> dict[str, str]:
    """Say which files are left out since there are many, each with the option that gets it."""
    found = {}
    if summary.no_workbook == "many":
        found[WORKBOOK] = "--xlsx"
    if summary.is_many and not request.results:
        found[RESULTS] = "--results"
    return found


def _about(run: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Say what the workbook is about; what changes with the program is in run.json only."""
    head = run["questionnaire"]
    said = [("Questionnaire", f"{head['id']} {head['version']}"), ("Fingerprint", head["fingerprint"])]
    said += [("Program", f"{run['program']['name']} {run['program']['version']}")]
    counts = ("organisations", "scored", "left_out", "faults")
    said += [(key.capitalize().replace("_", " "), str(run[key])) for key in counts]
    said += [("Read", f"{one['file']}: {one['read']}") for one in run["inputs"] if one["read"]]
    return [*said, *(("Rests on", one) for one in run["rests_on"])]


def _drawn(request: Request, summary: Summary, roll: Roll) -> dict[str, bytes]:
    faulty = sum(summary.left_out.values()) + summary.held
    view = overview(roll, faulty, summary.rests_on, summary.moved)
    html, text = draw(view, "html"), draw(view, "md")
    drawn = {PORTFOLIO[0]: html.encode(), PORTFOLIO[1]: text.encode()}
    found = benchmark.benchmark_of(roll)
    if found is not None:
        drawn[BENCHMARK] = benchmark.written(found).encode()
    book = [WORKBOOK] if summary.scored and not summary.no_workbook else []
    more = [*([BENCHMARK] if found is not None else []), *([REPORTS] if request.reports else [])]
    book += [PARQUET] if request.parquet else []
    results = [] if RESULTS in summary.not_written else [RESULTS]
    summary.files = (*PORTFOLIO, SCORES, *book, *results, ERRORS, *more, RUN)
    summary.reports = summary.scored if request.reports else 0
    return drawn


def _run(request: Request, summary: Summary) -> dict[str, Any]:
    pack = summary.tree.pack
    return {
        "program": {"name": "silk-assess", "version": __version__},
        "engine": "columns" if summary.by_columns else "rows",
        "questionnaire": {"id": pack.head.id, "version": pack.head.version, "fingerprint": pack.fingerprint},
        "organisations": summary.organisations,
        "scored": summary.scored,
        "left_out": summary.organisations - summary.scored,
        "faults": summary.faults,
        "explained": {"of": summary.scored, "number": summary.explained},
        "not_written": [{"file": name, "option": option} for name, option in summary.not_written.items()],
        "columns": "short" if request.short else "all",
        "by": request.by,
        "links_left_out": summary.links,
        "other_formats_left_out": summary.others,
        "voices_left_out": summary.voices,
        "inputs": [as_data(one, summary.tree, how(one, summary.tree)) for one in summary.readings],
        "rests_on": summary.rests_on,
        "without_answers": {"number": summary.blank, "places": summary.blanks},
    }

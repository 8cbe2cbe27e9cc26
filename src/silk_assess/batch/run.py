"""Many organisations at once: folders, tables and lines become scores, results, a portfolio and a list of faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import IO, Any, Final

from silk_assess import __version__, exit_codes
from silk_assess.batch import score_table
from silk_assess.batch.outcome import Outcome, Task
from silk_assess.batch.output import BENCHMARK, ERRORS, PORTFOLIO, REPORTS, RESULTS, RUN, SCORES, Output, is_ours
from silk_assess.batch.request import (
    Request,
    check_apart,
    check_extra_found,
    check_field_found,
    check_field_known,
    questionnaire_of,
)
from silk_assess.batch.summary import Ids, Summary
from silk_assess.batch.workers import Workers
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_folder, encodings, inputs, mappings, questionnaires
from silk_assess.files.forecast import Forecast, foresee
from silk_assess.portfolio import benchmark
from silk_assess.portfolio.organisations import Roll
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.portfolio.draw import draw
from silk_assess.report.portfolio.view import overview
from silk_assess.tables.reading import Reading, as_data
from silk_assess.wording.numbers import count
from silk_assess.wording.reading import how

# Below this there is too little to do for a second process.
_ENOUGH: Final = 48
_WORKERS: Final = 2
Progress = Callable[[int, Forecast, Tree], None]


def score_all(request: Request, stdin: IO[bytes], progress: Progress) -> Summary:
    """Score all that is given into a new folder, whole or not at all.

    `progress` is told now and then how many are done. Raises SilkError where nothing can be
    done: no input, a faulty questionnaire, a folder that may not be written.
    """
    atomic_folder.check_target(request.folder, request.force)
    check_apart(request)
    tree = questionnaires.load_pack(questionnaires.find_pack(request.pack or questionnaire_of(request)))
    check_field_known(request, tree)
    forecast = foresee(request.inputs, request.follow_links)
    task = Task(tree, score_table.columns_of(tree, request.short), request.reports)
    links = inputs.Links(request.follow_links)
    encoding = None if request.encoding is None else encodings.named(request.encoding)
    mapping = None if request.mapping is None else mappings.load_mapping(request.mapping, tree)
    ways = inputs.Ways(request.extra, encoding, mapping)
    units = inputs.units(request.inputs, tree, ways, stdin, links)
    with (
        Workers(task, _workers(request, forecast)) as workers,
        atomic_folder.write_folder(request.folder, request.force, is_ours) as fresh,
        Output(fresh.place, task.columns, request.reports) as output,
    ):
        summary, roll = _collected(workers.each(units), output, tree, request, forecast, progress, ways.readings)
        summary.links, summary.others = links.left_out, links.others
        check_extra_found("batch", request.extra, request.inputs, ways.readings)
        _check_found(request, summary)
        check_field_found(request, roll)
        output.finish(_run(request, summary), _drawn(request, summary, roll))
    summary.aside = tuple(fresh.aside)
    return summary


# Before


def _workers(request: Request, forecast: Forecast) -> int:
    if request.workers is not None:
        return request.workers
    is_enough = forecast.is_open or forecast.total >= (_ENOUGH if not request.reports else _ENOUGH // 8)
    return min(_WORKERS, os.cpu_count() or 1) if is_enough else 1


# While


def _collected(
    stream: Iterator[Outcome],
    output: Output,
    tree: Tree,
    request: Request,
    forecast: Forecast,
    progress: Progress,
    readings: list[Reading],
) -> tuple[Summary, Roll]:
    """Write what comes, and keep what the portfolio needs; `readings` grow while it comes."""
    summary = Summary(tree, str(request.folder), readings=readings)
    roll, ids = Roll(tree, request.by), Ids()
    for one in stream:
        faults = summary.take(one, request, ids)
        for fault in faults:
            output.add_fault(fault)
        if one.member is not None and not faults:
            output.add(one)
            roll.add(one.member)
        progress(summary.organisations, forecast, tree)
    return summary, roll


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
    do = "A folder is searched for answer files (.yaml); name tables (.csv, .xlsx) and lines of JSON (.jsonl) each."
    raise SilkError(Fault((request.inputs[0],), says, do, Code.UNREADABLE))


def _drawn(request: Request, summary: Summary, roll: Roll) -> dict[str, bytes]:
    view = overview(roll, sum(summary.left_out.values()) + summary.held, summary.rests_on)
    html, text = draw(view, "html"), draw(view, "md")
    drawn = {PORTFOLIO[0]: html.encode(), PORTFOLIO[1]: text.encode()}
    found = benchmark.benchmark_of(roll)
    if found is not None:
        drawn[BENCHMARK] = benchmark.written(found).encode()
    more = [*([BENCHMARK] if found is not None else []), *([REPORTS] if request.reports else [])]
    summary.files = (*PORTFOLIO, SCORES, RESULTS, ERRORS, *more, RUN)
    summary.reports = summary.scored if request.reports else 0
    return drawn


def _run(request: Request, summary: Summary) -> dict[str, Any]:
    pack = summary.tree.pack
    return {
        "program": {"name": "silk-assess", "version": __version__},
        "questionnaire": {"id": pack.head.id, "version": pack.head.version, "fingerprint": pack.fingerprint},
        "organisations": summary.organisations,
        "scored": summary.scored,
        "left_out": summary.organisations - summary.scored,
        "faults": summary.faults,
        "columns": "short" if request.short else "all",
        "by": request.by,
        "links_left_out": summary.links,
        "other_formats_left_out": summary.others,
        "inputs": [as_data(one, summary.tree, how(one, summary.tree)) for one in summary.readings],
        "rests_on": summary.rests_on,
        "without_answers": {"number": summary.blank, "places": summary.blanks},
    }

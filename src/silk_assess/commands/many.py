"""The commands for many organisations as they are declared; how, says `app.py`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from silk_assess import exit_codes
from silk_assess.commands import parameters, streams
from silk_assess.commands.completion import words as complete

app = typer.Typer()


@app.command(
    short_help="many organisations, from files, folders or a table",
    epilog="Example: silk-assess batch answers/ members.csv -o out",
)
def batch(
    input: Annotated[list[str], typer.Argument(metavar="IN", autocompletion=complete.inputs)],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", readable=False, help="the folder to write")],
    force: parameters.Anew = False,
    by: parameters.By = None,
    extra: parameters.Extra = None,
    mapping: parameters.TableMapping = None,
    encoding: parameters.Encoding = None,
    xlsx: parameters.Xlsx = False,
    results: parameters.Results = False,
    parquet: parameters.Parquet = False,
    before: parameters.Before = None,
    columns: parameters.Columns = "all",
    reports: Annotated[bool, typer.Option("--reports", help="draw each organisation's report too")] = False,
    follow_links: parameters.FollowLinks = False,
    workers: parameters.Workers = None,
    pack: parameters.Pack = None,
) -> int:
    """Scores many organisations into the new folder OUT: scores.csv and
    scores.xlsx for a spreadsheet, results.jsonl for programs, portfolio.html and
    .md for people, benchmark.json for report --benchmark if there are 20
    organisations or more, and errors.jsonl with all that was left out and why. Of
    more than 5,000 scores.xlsx and results.jsonl are left out, and 2,000 drawn by
    lot stand in the portfolio for the points that all lose, tools and what to ask.
    IN is an answer file, a folder that is searched for them, a table (.csv,
    .xlsx), or lines of JSON (.jsonl); - is a table on standard input. A table has
    one organisation a row, with ids or texts of questions as headers and ids or
    labels of options as cells; how it was read is told. What is faulty stops
    nobody else. Links in a folder are named and not followed, so that nothing is
    read from elsewhere.
    """
    from silk_assess.batch.output import RUN
    from silk_assess.commands import links
    from silk_assess.commands.batch import screen
    from silk_assess.commands.batch.command import Options, run_batch

    carried = tuple(extra or ())
    given = Options(
        tuple(input),
        out,
        columns,
        carried,
        by,
        reports,
        force,
        workers,
        pack,
        follow_links,
        encoding,
        mapping,
        xlsx,
        before,
        results,
        parquet,
    )
    summary = run_batch(given, sys.stdin, sys.stderr)
    streams.say(screen.how_read(summary, streams.width(sys.stderr)))
    streams.say(screen.faults(summary, streams.width(sys.stderr)))
    streams.say(links.left_out(summary.links, streams.width(sys.stderr), f"{summary.folder}/{RUN}"))
    streams.say(links.no_organisations(summary.others, summary.voices, streams.width(sys.stderr)))
    streams.out(screen.summed_up(summary, streams.width()), f"{summary.folder}/ is written all the same.")
    return exit_codes.FINDINGS if summary.faults else exit_codes.DONE


@app.command(
    name="map",
    short_help="what a table's columns are, for you to settle",
    epilog="Example: silk-assess map members.csv",
)
def map_columns(
    table: Annotated[str, typer.Argument(metavar="TABLE", autocompletion=complete.tables)],
    out: parameters.MappingOut = None,
    encoding: parameters.Encoding = None,
    pack: parameters.Pack = None,
) -> int:
    """Writes what each column of TABLE was taken for, and why, into a file beside it,
    TABLE.mapping.yaml, with all that is open. Settle that in an editor; then name
    the file with --mapping, for batch and check: for codes of other tools, headers
    in other languages, and next year's answers to the same form. A file that is
    there already is not written over.
    """
    from silk_assess.commands.map import command as mapping
    from silk_assess.commands.map.screen import mapped

    done = mapping.map_table(table, out, pack, encoding, sys.stdin.buffer)
    streams.say(mapped(done, streams.width(sys.stderr)))
    return exit_codes.DONE


@app.command(
    short_help="a workbook to answer in",
    epilog="Example: silk-assess kit -o answers.xlsx",
)
def kit(
    out: parameters.KitOut,
    file: parameters.AnswerFiles = None,
    one: parameters.One = False,
    force: parameters.Anew = False,
    pack: parameters.Pack = None,
) -> int:
    """Makes a workbook (.xlsx) to answer in: one organisation a row, with lists to
    choose from, and what is meant beside each question. It is filled from answer
    files, where there are some. Filled in, it is read by batch.
    """
    from silk_assess.commands.kit import command as making
    from silk_assess.commands.kit.screen import written

    made = making.make(out, file or [], one, pack, force)
    streams.say(written(made, streams.width(sys.stderr)))
    return exit_codes.DONE


@app.command(
    short_help="a form for KoboToolbox and ODK, with these questions",
    epilog="Example: silk-assess export --to xlsform -o form.xlsx",
)
def export(
    to: parameters.Form, out: parameters.FormFile, force: parameters.Anew = False, pack: parameters.Pack = None
) -> int:
    """Writes the questions as a form for other programs: an XLSForm, which
    KoboToolbox and ODK read. What is collected with it comes back by batch, as it
    is exported there, without a mapping. It needs pip install "silk-assess[xlsx]".
    """
    from silk_assess.commands.export import command as forms
    from silk_assess.commands.export.screen import exported

    streams.say(exported(forms.export(to, out, pack, force), streams.width(sys.stderr)))
    return exit_codes.DONE

"""How tables were read, and what the figures from them rest on, in the same sentences on screens and pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from silk_assess.faults import listed, quoted, shortened
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.cells import Form
from silk_assess.tables.layout import Why
from silk_assess.tables.reading import Aside, Reading, coverage, missing_options
from silk_assess.wording.numbers import in_figures, plural

# So many ids, columns, rows or words are listed; of more the first, and how many more there are.
_LISTED: Final = 6
_FIRST: Final = 3
_SEPARATORS: Final = {";": "semicolons", "\t": "tabs", "|": "bars"}


def how(reading: Reading, tree: Tree) -> str:
    """Say how a table was read, as a list without a verb; nothing where it is in the plain form."""
    if reading.layout.mapping:
        return "; ".join([f"as {reading.layout.mapping} says", *_book(reading)])
    parts = [
        *_shape(reading),
        *_numbers(reading),
        *_headers(reading, tree),
        *_cells(reading),
        *_choices(reading, tree),
        *_book(reading),
    ]
    dialect = reading.layout.dialect
    if dialect.encoding != "UTF-8":
        parts.append(dialect.encoding + (f", as in {quoted(reading.example)}" if reading.example else ""))
    return "; ".join(parts)


def _shape(reading: Reading) -> list[str]:
    dialect = reading.layout.dialect
    parts = [f"sheet {dialect.sheet}"] if dialect.sheet else []
    if dialect.title:
        parts.append(f"the header is in row {dialect.header_row}, below {quoted(dialect.title)}")
    if dialect.header_rows > 1:
        parts.append(f"a header of {dialect.header_rows} rows")
    if dialect.separator in _SEPARATORS:
        parts.append(_SEPARATORS[dialect.separator])
    elif dialect.separator not in ("", ","):
        parts.append(f"{quoted(dialect.separator)} between cells")
    return parts


def _numbers(reading: Reading) -> list[str]:
    parts = []
    if reading.columns(Form.DECIMAL_COMMA):
        parts.append("decimals with a comma")
    if texts := reading.columns(Form.AS_TEXT):
        parts.append(f"numbers stored as text in {in_figures(len(texts), 'column')}")
    if reading.columns(Form.MIDNIGHT):
        parts.append("dates with the hour of midnight")
    return parts


def _headers(reading: Reading, tree: Tree) -> list[str]:
    questions = {one.id for one in tree.questions}
    parts = []
    if forms := reading.headed(Why.FORM):
        parts.append(f"ids of columns in another form, as in {forms[-1]}")
    if groups := reading.headed(Why.GROUP):
        own = [one.header for one in reading.layout.columns if one.why is Why.GROUP and one.target.id in questions]
        parts.append(f"names with their section before them, as in {(own or groups)[0]}")
    if texts := reading.headed(Why.TEXT):
        parts.append(f"texts of questions over {in_figures(len(texts), 'column')}")
    return parts


def _cells(reading: Reading) -> list[str]:
    parts = []
    if labels := reading.columns(Form.LABEL):
        parts.append(f"labels for options in {in_figures(len(labels), 'column')}")
    if ids := reading.columns(Form.ID):
        parts.append(f"ids of options in another form in {in_figures(len(ids), 'column')}")
    if reading.columns(Form.COUNTRY):
        parts.append("countries by their names")
    # Beside labels our own words are no surprise.
    if words := [*reading.words(), *([] if labels else reading.words(Form.OURS))]:
        parts.append(f"words such as {_some([quoted(word) for word in words])}")
    if reading.columns(Form.OWN):
        parts.append("words as the mapping explains them")
    return parts


def _choices(reading: Reading, tree: Tree) -> list[str]:
    parts = []
    between = [
        said
        for form, said in ((Form.COMMAS, "commas"), (Form.BLANKS, "blanks"), (Form.LINES, "line ends"))
        if reading.columns(form)
    ]
    both, split = reading.columns(Form.BOTH), reading.columns(Form.SPLIT)
    if between and not both:
        parts.append(f"several choices between {listed(between)}")
    if both:
        parts.append("several choices in one column and as a column an option, which agree")
    elif split:
        parts.append("several choices as a column an option")
    for id, options in missing_options(reading.layout, tree).items():
        parts.append(f"{id} without a column for {_some(options)}")
    return parts


def _book(reading: Reading) -> list[str]:
    """Say what a workbook holds that is not seen in its cells, and which of its sheets were not read."""
    book = reading.book
    if book is None:
        return []
    parts = []
    if book.many_formulas:
        where = listed(book.formulas) if book.many_formulas <= len(book.formulas) else f"{book.formulas[0]} and so on"
        size = in_figures(book.many_formulas, "formula", "formulas")
        stored = plural(book.many_formulas, "the value stored in it", "the values stored in them")
        parts.append(f"{size}, in {where}, read by {stored}")
    if book.many_merged:
        where = listed(book.merged) if book.many_merged <= len(book.merged) else f"{book.merged[0]} and so on"
        size = in_figures(book.many_merged, "merged area", "merged areas")
        parts.append(f"{size}, {where}, of which only the first cell counts")
    if reading.layout.dialect.sheet in book.hidden:
        parts.append("the sheet is hidden")
    seen = [quoted(one) for one in book.others if one not in book.hidden]
    if seen:
        parts.append(f"not read: {plural(len(seen), 'sheet', 'sheets')} {_some(seen)}, where no column is a question")
    hidden = [quoted(one) for one in book.others if one in book.hidden]
    if hidden:
        parts.append(f"not read: hidden {plural(len(hidden), 'sheet', 'sheets')} {_some(hidden)}")
    return parts


def is_cut(reading: Reading) -> str:
    """Say that the last line has no end; nothing where it has."""
    if reading.has_end:
        return ""
    return "the last line has no line end. It was read; if rows are missing, the file was cut off."


# What the figures rest on


def rests_on(readings: Sequence[Reading], tree: Tree, is_alone: bool = True) -> list[str]:
    """Say which questions have a column, what was carried along and left aside, and which rows hold no answers.

    A table of which nothing was scored is left out. `is_alone` where there was nothing else beside one table.
    """
    scored = [one for one in readings if not one.is_refused]
    told = [(one, _columns(one, tree)) for one in scored]
    lines: list[str] = []
    if len({tuple(said) for _, said in told}) == 1 and (is_alone or len(scored) > 1):
        lines += told[0][1] if told[0][1] else []
    else:
        lines += [f"{one.layout.file}: {' '.join(said)}" for one, said in told if said]
    for one in scored:
        before = "" if is_alone and len(scored) == 1 else f"{one.layout.file}: "
        lines += [f"{before}{said}" for said in _rows(one)]
    return lines


def _columns(reading: Reading, tree: Tree) -> list[str]:
    there, without = coverage([reading.layout], tree)
    carried, aside = reading.layout.carried, reading.left_aside
    if not (without or carried or aside):
        return []
    total = len(tree.questions)
    along = []
    if carried:
        along.append(f"Carried along: {listed(map(shortened, carried), most=40)}.")
    if aside:
        along.append(f"Left aside: {_aside(reading, aside)}.")
    if not without:
        return [" ".join([f"All {total} questions have a column.", *along])]
    have = plural(len(there), "has", "have")
    first = f"{len(there)} of {total} questions {have} a column. Without one: {_without(without, tree)}."
    return [first, *([" ".join(along)] if along else [])]


def _without(ids: Sequence[str], tree: Tree) -> str:
    """Name the questions without a column: a few by their ids, many by whole sections."""
    if len(ids) <= _LISTED:
        return listed(ids)
    missing = set(ids)
    parts, rest = [], len(ids)
    for section in tree.pack.sections:
        own = [one.id for one in tree.questions if one.path[0] == f"{section.id}.yaml"]
        if own and missing.issuperset(own):
            parts.append(f"all of {section.title} ({len(own)})")
            rest -= len(own)
    if rest and parts:
        return f"{', '.join(parts)}, and {rest} more, listed in run.json"
    if parts:
        return listed(parts)
    return f"{', '.join(ids[:_FIRST])} and {len(ids) - _FIRST} more, listed in run.json"


def _aside(reading: Reading, headers: Sequence[str]) -> str:
    adds = f" that {reading.tools[0]} adds" if len(reading.tools) == 1 and not reading.layout.mapping else ""
    if len(headers) <= _LISTED:
        return listed(map(shortened, headers))
    return f"{', '.join(map(shortened, headers[:_FIRST]))} and {len(headers) - _FIRST} more{adds}"


def _rows(reading: Reading) -> list[str]:
    lines = []
    blank = [(row, said) for row, what, said in reading.aside if what == "no-answers"]
    more = reading.asides - len(reading.aside)
    if blank:
        size = len(blank) + more
        row = in_figures(size, "row holds no answers and is", "rows hold no answers and are")
        lines.append(f"{row} counted nowhere: {named_rows(blank, size)}.")
    what_else: tuple[tuple[Aside, str], ...] = (("second-header", "a second header"), ("tags", "tags of columns"))
    for what, called in what_else:
        rows = [(row, said) for row, kind, said in reading.aside if kind == what]
        if rows:
            lines.append(f"Row {listed(str(row) for row, _ in rows)} is {called} and counted nowhere.")
    return lines


def named_rows(rows: Sequence[tuple[int, str]], total: int) -> str:
    """Name rows with what stands in them, the first of many."""
    said = [f"{row} ({shortened(text, 40)})" if text else str(row) for row, text in rows[:_LISTED]]
    return listed(said) if total <= _LISTED else f"{', '.join(said)} and {total - _LISTED:,} more"


def blank_files(places: Sequence[str], total: int) -> str:
    """Say which answer files and lines hold no answers; nothing where there are none."""
    if not total:
        return ""
    size = in_figures(
        total, "answer file or line holds no answers and is", "answer files or lines hold no answers and are"
    )
    named = (
        listed(places[:_LISTED]) if total <= _LISTED else f"{', '.join(places[:_LISTED])} and {total - _LISTED:,} more"
    )
    return f"{size} counted nowhere: {named}."


def _some(words: Iterable[str]) -> str:
    found = list(words)
    return listed(found) if len(found) <= _LISTED else f"{', '.join(found[:_FIRST])} and {len(found) - _FIRST} more"

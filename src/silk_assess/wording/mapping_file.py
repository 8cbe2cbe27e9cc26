"""The text of a mapping: what stands in each column of a table and why, the open points first, for a person to edit."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from silk_assess import escape
from silk_assess.faults import listed, shortened
from silk_assess.questionnaire.model.questions import Choices
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.cells import Form
from silk_assess.tables.draft import FEW, Draft, DraftColumn
from silk_assess.tables.layout import Kind, Why, letters
from silk_assess.tables.mapping import EMPTY, FORMAT, OPEN, has_option
from silk_assess.wording.numbers import count

_WIDTH: Final = 100
_PLAIN: Final = re.compile(r"[^\W\d_][\w.-]*(?: [\w.(-][\w.?)-]*)*")
_GROUNDS: Final = {
    Why.ID: "the id",
    Why.FORM: "the id, in another form",
    Why.GROUP: "the id, behind the name of its group",
    Why.TEXT: "the text of the question",
    Why.TOOL: "a tool adds it",
    Why.ASKED: "asked for with --extra",
    Why.INDEX: "it counts the rows",
}
_FORMS: Final = {
    Form.LABEL: "labels",
    Form.ID: "ids of options in another form",
    Form.COUNTRY: "countries by their names",
    Form.DECIMAL_COMMA: "decimals with a comma",
    Form.COMMAS: "several between commas",
    Form.BLANKS: "several between blanks",
    Form.LINES: "several between line ends",
    Form.WORD: "words of other tools",
}


def written(draft: Draft, tree: Tree, encoding: str = "", rivals: Sequence[str] = ()) -> str:
    """Write a mapping as its file has it; `encoding` is the one that a person has named, `rivals` are
    sheets of which nobody knows which is meant.

    The same table gives the same text. What comes from the table stands in quotes, on one line.
    """
    lines = [
        f"# How {_said(draft.layout.file)} is read for the questionnaire {tree.pack.head.id}.",
        "# silk-assess map wrote this on the ground of its headers and cells.",
        f"format: {FORMAT}",
        f"questionnaire: {tree.pack.head.id}",
        "",
        *_comment(_HOW),
        *_kinds(draft, tree),
    ]
    if draft.without:
        lines += ["#", *_comment(f"Questions without a column so far: {listed(draft.without, most=60)}.")]
    lines += ["", *_signs(draft, encoding, rivals), "", "columns:"]
    still_open = [one for one in draft.columns if one.is_open]
    settled = [one for one in draft.columns if not one.is_open]
    if still_open:
        lines += ["", "  # Still open.", *_entries(still_open, draft, tree)]
    if settled:
        lines += ["", "  # Settled. Look through them once.", *_entries(settled, draft, tree)]
    return "\n".join(lines) + "\n"


_HOW: Final = (
    "Change what is wrong. Every place that still says open must be settled; until then no row is scored. "
    "What stands behind # is for you alone."
)


def _kinds(draft: Draft, tree: Tree) -> Iterator[str]:
    """Explain what `is` and `cells` may say, with ids of this questionnaire."""
    first = tree.questions[0].id
    several = next((one for one in tree.questions if isinstance(one.question, Choices)), None)
    rows = [
        (first, "the id of a question or a profile field"),
        ("name, id", "the organisation's name, or your own number for it"),
        (f"{first}.note", "a note on that question's answer (.evidence likewise)"),
    ]
    if several is not None and isinstance(several.question, Choices):
        rows.append((f"{several.id}/{several.question.options[0].id}", "one option of a question with several answers"))
    rows += [("carry", "carried along unscored, as --extra would"), ("leave", "left aside")]
    size = max(len(word) for word, _ in rows)
    yield "#"
    yield "# is: says what a column is. One of"
    yield from (f"#   {word:<{size}}  {said}" for word, said in rows)
    said = (
        "cells: says what a word in this column means: an option's id (several with ; between them), yes, no, a "
        "number, unknown (don't know), na (does not apply), or empty (not answered)."
    )
    yield from _comment(said)


def _comment(text: str, indent: int = 0) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=f"{' ' * indent}# ", subsequent_indent=f"{' ' * indent}# ", break_on_hyphens=False
    )


def _signs(draft: Draft, encoding: str, rivals: Sequence[str]) -> Iterator[str]:
    dialect = draft.layout.dialect
    if dialect.sheet and rivals:
        there = f"the columns below are those of {_said(dialect.sheet)}"
        yield f"sheet: {OPEN}  # {listed(map(_said, rivals), 'or')}; {there}"
    elif dialect.sheet:
        yield f"sheet: {quoted(dialect.sheet)}"
    elif dialect.separator:
        yield f'separator: "{dialect.separator if dialect.separator != chr(9) else chr(92) + "t"}"'
    place, number, sign = draft.two_meanings or ("", "", "")
    if draft.decimal and draft.decimal != sign:
        yield f'decimal: "{draft.decimal}"'
    if sign:
        whole, other = number.replace(sign, ""), "leaves it a fault" if draft.decimal else "reads it with decimals"
        other = "reads it with decimals" if draft.decimal == sign else other
        yield f'grouping: open  # "{sign}" makes {whole} of {_said(number)} in {place}; none {other}'
    if encoding:
        yield f"encoding: {quoted(encoding)}"
    if dialect.header_rows:
        yield f"header_rows: {dialect.header_rows}"


def _entries(columns: Sequence[DraftColumn], draft: Draft, tree: Tree) -> Iterator[str]:
    for one in columns:
        column = one.column
        yield ""
        yield f"  - column: {letters(one.place)}"
        yield f"    header: {quoted(column.header)}"
        ground = _ground(one, draft)
        yield f"    is: {column.target.written}{f'  # {ground}' if ground else ''}"
        if column.target.kind is Kind.OPEN:
            yield from _comment(_held(one), 4) if one.examples else ()
        if words := _words(one):
            yield "    cells:"
            target = column.target
            # Where an option is called open, that word would settle the point: nothing is written.
            mark = "" if target.kind is Kind.ANSWER and has_option(tree, target.id, OPEN) else f" {OPEN}"
            mark = "" if target.kind is Kind.OPEN else mark
            for word, rows in words.items():
                there = f"  # row{'s' if len(rows) > 1 else ''} {listed(map(str, rows))}" if rows else ""
                yield f"      {quoted(word, True)}:{mark}{there}"
            meanings = _meanings(one, tree)
            yield from _comment(f"One of {meanings}.", 6) if meanings else ()
        if one.opens > len(one.open):
            yield from _comment(f"and {one.opens - len(one.open)} more words that are not listed here", 6)


def _words(one: DraftColumn) -> dict[str, list[int]]:
    if one.column.target.kind is Kind.OPEN:
        return {word: [] for word in one.examples} if one.is_coded else {}
    return one.open


def _ground(one: DraftColumn, draft: Draft) -> str:
    column = one.column
    match column.why:
        case Why.NEAR:
            return f"{_said(column.hints[0])}?"
        case Why.TWO_MEANINGS:
            return f"{listed(column.hints, 'or')}?"
        case Why.TWICE:
            return f"column {letters(int(column.hints[0]))} is the same"
        case Why.UNKNOWN | Why.NAMELESS:
            return "no question is like it"
        case Why.MAPPING | Why.EMPTY | Why.NEW:
            return ""
        case why:
            forms = [_FORMS[form] for form in _FORMS if form in one.forms]
            return "; ".join([_GROUNDS[why], *forms])


def _held(one: DraftColumn) -> str:
    examples = list(one.examples)
    said = listed([_said(text) for text in examples[:3]], most=3)
    more = len(examples) - 3
    return f"the cells: {said}" + (f" and {'more' if more > FEW - 3 else count(more, 'other')}" if more > 0 else "")


def _meanings(one: DraftColumn, tree: Tree) -> str:
    target = one.column.target
    if target.kind is Kind.OPTION:
        return listed(["yes", "no", EMPTY], "or")
    if target.kind is not Kind.ANSWER:
        return ""
    options = [option.id for option in getattr(tree.asked[target.id].question, "options", ())]
    in_profile = target.id in {field.id for field in tree.profile}
    return listed([*options, *([] if in_profile else ["unknown", "na"]), EMPTY], "or", most=40)


# Texts of strangers


def quoted(text: str, always: bool = False) -> str:
    """Write a text so that the strict reader reads it back: on one line, and nothing in it that cannot be seen.

    >>> quoted("Nom"), quoted("a: b"), quoted("a\\u202eb")
    ('Nom', '"a: b"', '"a\\\\u202eb"')
    """
    if not always and len(text) < 200 and _PLAIN.fullmatch(text) and text.isprintable():
        return text
    return escape.yaml(text)


def _said(text: str) -> str:
    """Put a foreign text into a comment: on one line, shortened, between quotes."""
    return quoted(shortened(text, 60), True)

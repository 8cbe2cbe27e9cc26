"""The columns of a frame taken for what they are, as those of a table are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from silk_assess.faults import Code, Fault, Place, SilkError, listed, quoted
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables import column_faults
from silk_assess.tables.columns import assigned, named
from silk_assess.tables.headers import Headers
from silk_assess.tables.layout import Dialect, Kind, Layout, Target, Why
from silk_assess.tables.words import Words

_FRAME: Final = "columns"


def layout_of(headers: Sequence[str], tree: Tree, extra: Collection[str], words: Words) -> Layout:
    """Lay a frame out by its headers.

    Raises SilkError where a column is no question and is not to be carried along, where two are one, or none is a
    question.
    """
    found = named(assigned(list(headers), (), extra, Headers(tree, words), words), (), ())
    layout = Layout(_FRAME, Dialect(separator="", header_rows=0, header_row=0), found)
    missing = [one for one in extra if one not in headers]
    if missing:
        says = f"there is no column {listed([quoted(one) for one in missing])} to carry along"
        raise SilkError(Fault(("extra",), says, "Check the spelling.", Code.COLUMN))
    ids = {one.id for one in tree.questions}
    fault = column_faults.of_columns(layout, 0)
    if not any(target.id in ids for target in layout.places):
        none = column_faults.without_questions(layout, 0, (), words, tree)
        some = listed([one.id for one in tree.questions][:3])
        do = f"Name the columns by the ids of questions, such as {some}, or by their texts."
        raise SilkError(_without_place(none, "" if none.code is Code.CODED else do))
    if fault is not None:
        raise SilkError(_without_place(fault, _remedy(layout)))
    return layout


def _remedy(layout: Layout) -> str:
    """Say what to do about columns that are no questions."""
    unknown = [one.header for _, one in layout.open if one.why is Why.UNKNOWN]
    does = ["Mend what is doubtful."] if len(unknown) < len(layout.open) else []
    if unknown:
        does.append(f"To carry columns along unscored: extra={unknown[:12]!r}")
    return " ".join(does)


def _without_place(fault: Fault, do: str) -> Fault:
    lines = tuple(line[1:] for line in fault.lines)
    return Fault(("columns",), fault.says, do or fault.do, fault.code, where=Place(_FRAME), lines=lines)


def is_read(target: Target) -> bool:
    """Say whether the cells of a column are read."""
    return target.kind not in (Kind.CARRY, Kind.LEAVE)

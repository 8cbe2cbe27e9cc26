"""What is wrong with the columns of a table, as one fault: they are no questions, or codes, or stand in rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from silk_assess.faults import Code, Fault, Place, listed, offered
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.layout import Column, Layout, Why, letters
from silk_assess.tables.words import Words

# So many columns are shown; a command names no more than so many.
_SHOWN: Final = 20
_NAMED: Final = 40


def of_columns(layout: Layout, row: int) -> Fault | None:
    """Tell of all columns that are no questions; None where there are none."""
    odd = layout.open
    if layout.mapping:
        return _changed(layout, row)
    if not odd:
        return None
    says = "1 column is no question" if len(odd) == 1 else f"{len(odd):,} columns are no questions"
    carried = to_carry(layout)
    is_any_amiss = any(one.why is not Why.UNKNOWN for _, one in odd)
    does = []
    if is_any_amiss:
        is_misspelt = all(one.why in (Why.NEAR, Why.UNKNOWN) for _, one in odd)
        does.append("Mend what is misspelt." if is_misspelt else "Mend what is doubtful.")
    if carried:
        these = "the others" if is_any_amiss else "it" if len(odd) == 1 else "them"
        by = ":" if len(carried) <= _NAMED else ", name each behind --extra."
        does.append(f"To carry {these} along unscored{by}")
    lines = [(letters(i), one.header or "(no name)", _remark(one)) for i, one in odd[:_SHOWN]]
    if len(odd) > _SHOWN:
        lines.append(("", f"and {len(odd) - _SHOWN:,} more", ""))
    file, sheet = layout.file, layout.dialect.sheet or ""
    where = Place(file, row, sheet=sheet)
    return Fault((file,), says, " ".join(does), Code.COLUMN, where=where, lines=tuple(lines))


def _changed(layout: Layout, row: int) -> Fault | None:
    """Tell which columns of a table that is read by a mapping are new, and which of the mapping's are missing."""
    new, missing = layout.open, layout.missing
    if not new and not missing:
        return None
    file, mapping = layout.file, layout.mapping
    where = Place(file, row, sheet=layout.dialect.sheet or "")
    if not any(one.why is Why.MAPPING for one in layout.columns):
        says = f"no column is one of those in {mapping}"
        return Fault(
            (file,), says, "Is it the mapping of another table? Name its own.", Code.OTHER_COLUMNS, where=where
        )
    lines = [(letters(i), one.header or "(no name)", "is new") for i, one in new[:_SHOWN]]
    lines += [(letter, header or "(no name)", "is missing") for letter, header in missing[:_SHOWN]]
    more = len(new) + len(missing) - len(lines)
    lines += [("", f"and {more:,} more", "")] if more else []
    does = [f"Say in {mapping} what the new {'one is' if len(new) == 1 else 'ones are'}."] if new else []
    does += [f"Take the missing {'one' if len(missing) == 1 else 'ones'} out there."] if missing else []
    says = f"the columns are not those of {mapping}"
    return Fault((file,), says, " ".join(does), Code.OTHER_COLUMNS, where=where, lines=tuple(lines))


def to_carry(layout: Layout) -> tuple[str, ...]:
    """Name the columns that may be somebody's own: those that are spelt like nothing here."""
    return tuple(one.header for _, one in layout.open if one.why is Why.UNKNOWN)


def extras_of(layout: Layout) -> tuple[str, ...]:
    """Name the columns for a command that carries them along; none where they are too many for one."""
    found = to_carry(layout)
    return found if len(found) <= _NAMED else ()


def _remark(one: Column) -> str:
    match one.why:
        case Why.NEAR:
            return offered(one.hints[0])
        case Why.TWO_MEANINGS:
            return f"Is it {listed(one.hints, 'or')}?"
        case Why.TWICE:
            return f"It is in column {letters(int(one.hints[0]))} too."
        case Why.NAMELESS:
            return "Name it, or take it out."
        case _:
            return ""


def transposed(file: str) -> Fault:
    """Tell that questions stand in rows."""
    says = "questions stand in rows here, and organisations in columns"
    do = "Copy the table and paste it transposed (in Excel: Paste Special, Transpose), and save that."
    return Fault((file,), says, do, Code.TRANSPOSED, where=Place(file))


def without_questions(layout: Layout, row: int, sample: Sequence[str], words: Words, tree: Tree) -> Fault:
    """Tell that no column is a question; where they are codes of a tool, what to do there."""
    file, where = layout.file, Place(layout.file, row, sheet=layout.dialect.sheet or "")
    headers = [one.header for one in layout.columns]
    says = "no column of this table is a question"
    for tool in words.tools:
        if tool.codes is None or not tool.always <= set(headers):
            continue
        coded = [i for i, one in layout.open if tool.codes.fullmatch(one.header)]
        if 2 * len(coded) <= len(layout.open):
            continue
        given = [sample[i].strip() for i in coded if i < len(sample)]
        cell = next((one for one in given if tool.codes.fullmatch(one)), "")
        cells = f" and cells are codes too, such as {cell}." if cell else ""
        codes = f"Columns {letters(coded[0])} to {letters(coded[-1])} are codes, such as {headers[coded[0]]},"
        looks = f"This looks like an export of {tool.name}."
        do = f"{codes if cells else codes.rstrip(',') + '.'}{cells} {looks} {tool.instead}"
        return Fault((file,), "no column is a question", do, Code.CODED, where=where)
    ids = [one.id for one in tree.questions][:3]
    do = f"Name the columns in the first line by the ids of questions, such as {listed(ids)}, or by their texts."
    near = [(letters(i), one.header, _remark(one)) for i, one in layout.open if one.why is Why.NEAR]
    return Fault((file,), says, do, Code.COLUMN, where=where, lines=tuple(near[:_SHOWN]))

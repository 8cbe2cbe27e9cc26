"""Organisations in groups by a field: few is private, so a group under five is joined and not named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from silk_assess.answers.model import Given
from silk_assess.countries import country_name
from silk_assess.exact import UNIT, decimal, micro, rounded
from silk_assess.faults import shortened
from silk_assess.portfolio.organisations import LONGEST
from silk_assess.portfolio.statistics import FEWEST, Crowd, quantile
from silk_assess.questionnaire.model.questions import AnyQuestion, Choice, Choices, Country, Day, Quantity, Words, YesNo
from silk_assess.report.portfolio.figures import many, number
from silk_assess.wording import answers
from silk_assess.wording.numbers import plural

_NOT_GIVEN: Final = "Not given"
_MOST_GROUPS: Final = 20
_MOST_CLASSES: Final = 5


class Group(NamedTuple):
    """Some organisations by their places in the crowd; `joined` says how many unnamed groups stand in it."""

    title: str
    places: tuple[int, ...]
    joined: int = 0


class Groups(NamedTuple):
    """All groups by one field; `title` is the field's name in a few words, `kind` what its groups are called."""

    title: str
    kind: tuple[str, str]
    groups: tuple[Group, ...]
    overlap: bool

    @property
    def named(self) -> tuple[Group, ...]:
        """Those that have a name."""
        return tuple(group for group in self.groups if not group.joined)


def chosen(crowd: Crowd) -> str | None:
    """Choose the field: the one asked for, else the country, else the first with options; None where there is none."""
    if crowd.roll.by is not None:
        return crowd.roll.by
    return next((id for id in crowd.roll.fields if id in crowd.roll.given), None)


def groups(crowd: Crowd, by: str) -> Groups:
    """Sort organisations into groups by a profile field or a carried column for which the roll was kept."""
    field = crowd.tree.asked[by].question if by in crowd.tree.asked else None
    column = crowd.roll.fields[by]
    values = column.values
    title = shortened(by, LONGEST) if field is None else by.replace("-", " ")
    sizes = [_size(field, value) for value in values]
    told = {value for value in values if value is not None}
    kind = ("country", "countries") if isinstance(field, Country) else ("group", "groups")
    counted = isinstance(field, Quantity | Day) or (
        (field is None or isinstance(field, Words)) and len(told) > _MOST_CLASSES and _all_numbers(values, sizes)
    )
    if counted:
        whole = isinstance(field, Day) or all(size is None or size % UNIT == 0 for size in sizes)
        unit = f" {field.unit}" if isinstance(field, Quantity) and field.unit else ""
        return Groups(title, ("group", "groups"), _classes([sizes[code] for code in column.codes], whole, unit), False)
    named = [_titles(field, by, value) for value in values]
    found: dict[str, list[int]] = {}
    for i, code in enumerate(column.codes):
        for name in named[code]:
            found.setdefault(name, []).append(i)
    overlap = sum(map(len, found.values())) > len(column)
    return Groups(title, kind, _joined(found, _in_order(field, found)), overlap)


def _titles(field: AnyQuestion | None, by: str, value: Given | None) -> list[str]:
    if value is None:
        return [_NOT_GIVEN]
    if isinstance(field, Country) or (field is None and by == "country"):
        return [country_name(str(value))]
    if field is None or isinstance(field, Words):
        return [shortened(str(value).strip(), LONGEST)]
    if isinstance(value, tuple):
        return [answers.label(field, id) for id in value] or ["None of these"]
    return [answers.answer(field, value)]


def _in_order(field: AnyQuestion | None, found: dict[str, list[int]]) -> list[str]:
    """Put options into the questionnaire's order, all else by size, equal ones by name."""
    if isinstance(field, Choice | Choices):
        listed = [option.label for option in field.options]
        return sorted(found, key=lambda name: (listed.index(name) if name in listed else len(listed), name))
    if isinstance(field, YesNo):
        return sorted(found, key=lambda name: ("Yes", "No", _NOT_GIVEN).index(name))
    return sorted(found, key=lambda name: (name == _NOT_GIVEN, -len(found[name]), name))


def _joined(found: dict[str, list[int]], order: Sequence[str]) -> tuple[Group, ...]:
    """Join what is too small, and as many of the smallest others as it takes not to give it away."""
    by_size = sorted(order, key=lambda name: -len(found[name]))
    kept = [name for name in by_size if len(found[name]) >= FEWEST][:_MOST_GROUPS]
    rest = [name for name in by_size if name not in kept]

    def together() -> list[int]:
        return sorted({i for name in rest for i in found[name]})

    while kept and rest and len(together()) < FEWEST:
        rest.append(kept.pop())
    named = [Group(name, tuple(found[name])) for name in order if name in kept]
    if not rest:
        return tuple(named)
    return (*named, Group("Others together", tuple(together()), len(rest)))


# Numbers


def _size(field: AnyQuestion | None, value: Given | None) -> int | None:
    if isinstance(field, Day):
        year = re.match(r"\d{4}", str(value)) if value is not None else None
        return int(year.group()) * UNIT if year else None
    return value if isinstance(value, int) else micro(value) if isinstance(value, str) else None


def _all_numbers(values: Sequence[Given | None], sizes: Sequence[int | None]) -> bool:
    return all((value is None) == (size is None) for value, size in zip(values, sizes, strict=True))


def _classes(sizes: Sequence[int | None], whole: bool, unit: str) -> tuple[Group, ...]:
    """Cut numbers into at most five classes, each with five organisations or more, at round bounds."""
    known = sorted(size for size in sizes if size is not None)
    cuts = _cuts(known, whole)
    classes: list[list[int]] = [[] for _ in range(len(cuts) + 1)]
    for i, size in enumerate(sizes):
        if size is not None:
            classes[bisect_right(cuts, size)].append(i)
    while len(classes) > 1 and min(map(len, classes)) < FEWEST:
        k = min(range(len(classes)), key=lambda k: len(classes[k]))
        other = k - 1 if k == len(classes) - 1 or (k and len(classes[k - 1]) <= len(classes[k + 1])) else k
        classes[other : other + 2] = [classes[other] + classes[other + 1]]
        del cuts[other]
    missing = [i for i, size in enumerate(sizes) if size is None]
    found = {_class(cuts, k, whole) + unit: places for k, places in enumerate(classes) if places}
    if missing:
        found[_NOT_GIVEN] = missing
    return _joined(found, list(found))


def _cuts(known: Sequence[int], whole: bool) -> list[int]:
    if not known:
        return []
    distinct = sorted(set(known))
    if len(distinct) <= _MOST_CLASSES:
        return distinct[1:]
    step = _step((quantile(known, 80) - quantile(known, 20)) // 10, UNIT if whole else 1)
    cuts = {rounded(quantile(known, 100 * k // _MOST_CLASSES), step) * step for k in range(1, _MOST_CLASSES)}
    return sorted(cut for cut in cuts if known[0] < cut <= known[-1])


def _step(most: int, least: int) -> int:
    """Give the largest of 1, 2, 5, 10, 20, ... that is not above `most`, and not below `least`."""
    step = 1
    while 10 * step <= most:
        step *= 10
    return max(next(step * k for k in (5, 2, 1) if step * k <= max(most, 1)), least)


def _class(cuts: Sequence[int], k: int, whole: bool) -> str:
    def said(size: int) -> str:
        return decimal(size)

    if not cuts:
        return "All that gave a number"
    if k == 0:
        return f"Under {said(cuts[0])}"
    if k == len(cuts):
        return f"{said(cuts[-1])} and more"
    if whole:
        last = cuts[k] - UNIT
        return said(last) if last == cuts[k - 1] else f"{said(cuts[k - 1])} to {said(last)}"
    return f"{said(cuts[k - 1])} to under {said(cuts[k])}"


def said_joined(found: Groups, group: Group) -> str:
    """Say how many stand in a group, and how many groups were joined to it."""
    size = len(group.places)
    if not group.joined:
        return many(size)
    one, several = found.kind
    return f"{number(size)}, in {number(group.joined)} {plural(group.joined, one, several)} not named"


def titles(crowd: Crowd, found: Groups | None) -> list[str]:
    """Say for each organisation in which group it stands, without naming a small one; empty where not sorted."""
    said = [""] * crowd.number
    if found is None or found.overlap or not found.named:
        return said
    for group in found.groups:
        for i in group.places:
            said[i] = f"another {found.kind[0]}" if group.joined else group.title
    return said

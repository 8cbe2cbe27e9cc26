"""Faults of meaning: what is well-formed in every value and still cannot be scored.

Here: numbers that must fit each other, keys out of place, nodes in which nothing counts. Ids and
names are looked at in `checks.ids`, conditions and gates in `checks.logic`. All faults are found in
one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from silk_assess.exact import HUNDRED, UNIT, decimal
from silk_assess.faults import MOST_FAULTS, Code, Fault, Steps, listed, quoted
from silk_assess.questionnaire.checks.ids import faults_of_reference
from silk_assess.questionnaire.checks.line import faults_of_line
from silk_assess.questionnaire.checks.logic import faults_of_reading
from silk_assess.questionnaire.checks.lookup import Known, known, out_of_range, within
from silk_assess.questionnaire.checks.missing import told_as_one
from silk_assess.questionnaire.checks.renamed import faults_of_versions
from silk_assess.questionnaire.model.nodes import Band, Risk, RisksSection
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model.questions import (
    CELLS,
    FACETS,
    Anchor,
    Choice,
    Choices,
    Option,
    Pick,
    Quantity,
    YesNo,
)
from silk_assess.questionnaire.outline import NodeSpot, QuestionSpot, children, is_scored
from silk_assess.questionnaire.scales import question_scales


def faults_of_meaning(pack: Pack) -> list[Fault]:
    """List every fault of meaning of a questionnaire whose shape is right.

    Source: docs/format.md, Sections, Questions; docs/scoring.md, Bands.
    """
    here = known(pack)
    found = chain(
        chain.from_iterable(_spot(spot, here) for spot in here.spots),
        _bands(pack.head.bands, ("pack.yaml", "bands"), HUNDRED),
        _index(pack, here),
        faults_of_reference(pack, here),
        faults_of_line(pack, here),
        faults_of_versions(pack, here),
        faults_of_reading(pack, here),
    )
    return told_as_one(list(islice(found, 2 * MOST_FAULTS)), pack)


def _spot(spot: QuestionSpot | NodeSpot, known: Known) -> Iterator[Fault]:
    return _question(spot) if isinstance(spot, QuestionSpot) else _node(spot, known)


# Questions


def _question(spot: QuestionSpot) -> Iterator[Fault]:
    question, path = spot.question, spot.path
    if isinstance(question, Choice | Choices | Anchor):
        yield from _options(question, path)
    if isinstance(question, Choices):
        yield from _points(question, path)
    elif isinstance(question, Choice):
        yield from _values(question.options, 0, question.scale, within(question.scale), path)
    elif isinstance(question, Anchor):
        yield from _values(question.options, 1, UNIT, "above 0 and at most 1", path)
    elif isinstance(question, Quantity):
        yield from _quantity(question, path)
        if spot.role not in ("flow", "control") and not is_scored(question):
            yield from _no_points(question, path)
    yield from _place_in_flows(spot)
    if spot.role == "control" and not is_scored(question):
        yield Fault((*path, "type"), f'the control "{question.id}" is no scored question', _SCORED, Code.NOT_SCORED)


_SCORED = "Use choice, choices, yes-no, or a number with from and to."


def _options(question: Choice | Choices | Anchor, path: Steps) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    refused = {"unknown", "na", "none"} if isinstance(question, Choices) else {"unknown", "na"}
    every: Sequence[Option | Pick] = question.options
    for i, option in enumerate(every):
        place: Steps = (*path, "options", i, "id")
        if option.id in refused:
            do = "In answers this word has a meaning of its own. Choose another id."
            yield Fault(place, f'an option cannot be called "{option.id}"', do, Code.RESERVED_ID)
        if option.id in seen:
            says = (
                f'the option "{option.id}" stands here twice: {quoted(seen[option.id], 40)}, {quoted(option.label, 40)}'
            )
            yield Fault(place, says, "Choose another id.", Code.DUPLICATE_OPTION)
        seen.setdefault(option.id, option.label)


def _points(question: Choices, path: Steps) -> Iterator[Fault]:
    if not any(option.points for option in question.options if not option.exclusive):
        do = "Give at least one option that is not exclusive points above 0."
        yield Fault((*path, "options"), f'no option of "{question.id}" has points', do, Code.NO_POINTS)


def _values(options: Sequence[Option], low: int, high: int, words: str, path: Steps) -> Iterator[Fault]:
    some = any(option.value is not None for option in options)
    for i, option in enumerate(options):
        place: Steps = (*path, "options", i)
        if option.value is None and some:
            says = f'the option "{option.id}" has no value, and others have one'
            yield Fault(place, says, "Give every option a value, or none.", Code.SOME_VALUES)
        elif option.value is not None and not low <= option.value <= high:
            yield out_of_range((*place, "value"), option.value, words)


def _quantity(question: Quantity, path: Steps) -> Iterator[Fault]:
    start, to, low, high = question.start, question.to, question.minimum, question.maximum
    if (start is None) != (to is None):
        have, lack = ("from", "to") if to is None else ("to", "from")
        says = f'"{have}" stands here without "{lack}"'
        yield Fault((*path, have), says, f'Add "{lack}", or leave both out.', Code.GOALPOSTS, "key")
    elif start is not None and start == to:
        yield Fault((*path, "to"), "from and to are the same", "They must differ.", Code.GOALPOSTS)
    if low is not None and high is not None and low > high:
        says = f"the minimum, {decimal(low)}, is above the maximum, {decimal(high)}"
        yield Fault((*path, "minimum"), says, "Exchange them.", Code.LIMITS)
    if question.decimals is not None:
        step = 10 ** (6 - question.decimals)
        ends = (("from", start), ("to", to), ("minimum", low), ("maximum", high))
        for key, value in ends:  # else the end of what may be typed could not be typed itself
            if value is not None and value % step:
                says = f"{decimal(value)} has more decimals than may be typed ({question.decimals})"
                code = Code.GOALPOSTS if key in ("from", "to") else Code.LIMITS
                yield Fault((*path, key), says, "Round it, or allow more decimals.", code)


def _no_points(question: Quantity, path: Steps) -> Iterator[Fault]:
    for key in ("scale", "reversed", "weight", "weight_reason"):
        if key in vars(question):
            says = f'a number without from and to is not scored, and has no "{key}"'
            yield Fault((*path, key), says, "Add from and to, or leave the key out.", Code.MISPLACED_KEY, "key")


def _place_in_flows(spot: QuestionSpot) -> Iterator[Fault]:
    question, path = spot.question, spot.path
    if spot.role == "flow" and not is_scored(question):
        yield Fault((*path, "type"), f'"{question.id}" is no scored question', _SCORED, Code.NOT_SCORED)
    elif isinstance(question, Choice | Choices | YesNo | Quantity):
        for key in ("cell", "facet"):
            written = getattr(question, key) is not None
            if spot.role == "flow" and not written:
                says = f'the flow question "{question.id}" needs the key "{key}"'
                words = listed(CELLS if key == "cell" else FACETS, "or")
                yield Fault(path, says, f"Add {key}: {words}.", Code.MISSING_KEY)
            elif spot.role != "flow" and written:
                says = f'"{key}" belongs to questions of a section of kind flows'
                yield Fault((*path, key), says, "Leave it out here.", Code.MISPLACED_KEY, "key")
        if spot.role == "flow" and question.scale != HUNDRED:
            says = "a flow question has the scale 100"
            yield Fault((*path, "scale"), says, "Leave the key out.", Code.MISPLACED_KEY, "key")


# Nodes


def _node(spot: NodeSpot, known: Known) -> Iterator[Fault]:
    node, path = spot.node, spot.path
    yield from _bands(node.bands, (*path, "bands"), known.scales[node.id])
    if isinstance(node, Risk):
        return
    if isinstance(node, RisksSection):
        if not 0 < node.unprotected_below <= HUNDRED:
            yield out_of_range((*path, "unprotected_below"), node.unprotected_below, "above 0 and at most 100")
    else:
        if node.dimensions and node.questions:
            says = f'"{node.id}" has both dimensions and questions'
            yield Fault((*path, "questions"), says, "Put the questions into a dimension.", Code.MISPLACED_KEY, "key")
            return
        if not node.dimensions and not node.questions:
            says = f'"{node.id}" has neither dimensions nor questions'
            yield Fault(path, says, 'Add "questions" or "dimensions".', Code.MISSING_KEY)
            return
    below = children(node)
    yield from _counts(f'"{node.id}"', below, path)
    if node.aggregate == "sum":
        yield from _sum(node.scale, below, path, {**question_scales(known.questions), **known.scales})


def _index(pack: Pack, known: Known) -> Iterator[Fault]:
    index = pack.head.index
    if index is not None:
        below = [(child.id, child.weight) for child in index.children]
        yield from _counts("the index", below, ("pack.yaml", "index"))
        if index.aggregate == "sum":
            yield from _sum(index.scale, below, ("pack.yaml", "index"), known.scales)


def _counts(name: str, below: Iterable[tuple[str, int]], path: Steps) -> Iterator[Fault]:
    if not any(weight for _, weight in below):
        do = "Give at least one scored question or part in it a weight above 0."
        yield Fault(path, f"nothing that is scored counts in {name}", do, Code.NO_WEIGHT)


def _sum(
    written: int | None, below: Iterable[tuple[str, int]], path: Steps, scales: Mapping[str, int]
) -> Iterator[Fault]:
    if written is not None:
        says = "the scale of a sum is what its children add up to"
        yield Fault((*path, "scale"), says, "Leave the key out.", Code.MISPLACED_KEY, "key")
    if sum(weight * scales.get(id, 0) for id, weight in below) % UNIT:
        says = "the scale of this sum would have more than six decimals"
        yield Fault((*path, "aggregate"), says, "Use weights and scales with fewer decimals.", Code.SUM_SCALE)


def _bands(bands: Sequence[Band] | None, path: Steps, scale: int) -> Iterator[Fault]:
    last = -1
    for i, band in enumerate(bands or ()):
        place: Steps = (*path, i, "from")
        if i == 0 and band.start != 0:
            yield Fault(place, "the first band begins at 0", "Write from: 0.", Code.BANDS)
        elif band.start <= last:
            says = f"{decimal(band.start)} is not above the band before"
            yield Fault(place, says, "Write the lower bounds in rising order.", Code.BANDS)
        elif band.start > scale:
            says = f"{decimal(band.start)} is above the scale, {decimal(scale)}"
            yield Fault(place, says, "Choose a bound within the scale.", Code.BANDS)
        last = max(last, band.start)

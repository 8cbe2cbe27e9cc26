"""What reads what in a questionnaire: conditions and gates, and that none reads itself.

A condition reads answers, in a rule also points; a gate reads points. What they read must be
there, and be of a kind that can be read so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from graphlib import CycleError, TopologicalSorter
from itertools import chain, islice, pairwise
from typing import Final

from silk_assess.exact import decimal, micro
from silk_assess.faults import Code, Fault, Steps, did_you_mean, listed, only_near, quoted
from silk_assess.questionnaire.checks.lookup import Known, out_of_range, unknown, within
from silk_assess.questionnaire.conditions import Answered, Compare, Condition, Is, leaves, reads
from silk_assess.questionnaire.forms import no_number
from silk_assess.questionnaire.model.catalogue import Offer
from silk_assess.questionnaire.model.nodes import Gate, Risk
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model.questions import (
    FLOW_IDS,
    Anchor,
    AnyQuestion,
    Choice,
    Choices,
    Quantity,
)
from silk_assess.questionnaire.outline import children, is_scored
from silk_assess.questionnaire.values import Lack, answers_to, lack, lacks, misfit


def faults_of_reading(pack: Pack, known: Known) -> Iterator[Fault]:
    """Yield every fault of conditions and gates.

    Source: docs/format.md, Conditions; docs/scoring.md, Gates.
    """
    for spot in known.asked.values():
        if spot.question.when is not None:
            yield from _condition(spot.question.when, (*spot.path, "when"), known, in_rule=False)
    for i, rule in enumerate(pack.rules):
        yield from _condition(rule.when, ("rules.yaml", i, "when"), known, in_rule=True)
    offers: tuple[tuple[str, Sequence[Offer]], ...] = (("tools.yaml", pack.tools), ("enablers.yaml", pack.enablers))
    for file, several in offers:
        for i, offer in enumerate(several):
            if offer.fits is not None:
                yield from _fits(offer.fits, (file, i, "fits"), known)
    yield from _circles_of_when(known)
    yield from _gates(pack, known)
    yield from _circles_of_gates(pack, known)


# Conditions


def _condition(condition: Condition, path: Steps, known: Known, in_rule: bool) -> Iterator[Fault]:
    """Check each leaf; its place is the leaf's number in the condition; who has the file looks it up."""
    for i, leaf in enumerate(leaves(condition)):
        place: Steps = (*path, i, leaf.subject)
        asked = known.asked.get(leaf.subject)
        points = leaf.subject in known.scales or leaf.subject in FLOW_IDS
        if asked is not None:
            yield from _leaf_on_question(leaf, asked.question, place)
        elif points and in_rule:
            yield from _leaf_on_points(leaf, place, known)
        elif points:
            says = f'"{leaf.subject}" has points and no answer, and "when" reads answers'
            yield Fault(place, says, "Name a question, or a field of the profile.", Code.CANNOT_READ, "key")
        else:
            names = [*known.asked, *(known.scales if in_rule else ())]
            what = "question, profile field or node" if in_rule else "question or profile field"
            yield unknown(place, what, leaf.subject, names, at_key=True)


def _fits(condition: Condition, path: Steps, known: Known) -> Iterator[Fault]:
    """Check the leaves of a condition that reads fields of the profile and nothing else."""
    for i, leaf in enumerate(leaves(condition)):
        place: Steps = (*path, i, leaf.subject)
        if leaf.subject in known.profile:
            yield from _leaf_on_question(leaf, known.profile[leaf.subject].question, place)
        elif leaf.subject in known.asked or leaf.subject in known.scales or leaf.subject in FLOW_IDS:
            says = f'"{leaf.subject}" is no field of the profile, and "fits" reads nothing else'
            yield Fault(place, says, "Name a field of the profile.", Code.CANNOT_READ, "key")
        else:
            yield unknown(place, "profile field", leaf.subject, known.profile, at_key=True)


def _leaf_on_question(leaf: Is | Compare | Answered, question: AnyQuestion, path: Steps) -> Iterator[Fault]:
    options = answers_to(question)
    if isinstance(leaf, Is):
        for i, value in enumerate(map(str, leaf.values)):
            yield from faults_of_value(question, value, (*path, i))
    elif isinstance(leaf, Compare):
        place: Steps = (*path, leaf.relation)
        if isinstance(question, Choice | Anchor):
            if leaf.written not in (options or ()):
                yield _no_answer(place, leaf.written, question.id, options or ())
        elif not isinstance(question, Quantity):
            says = f'answers to "{question.id}" have no order, so "{leaf.relation}" cannot be decided'
            yield Fault(place, says, "Name the answers that you mean.", Code.NO_ORDER, "key")
        elif micro(leaf.written) is None:
            yield no_number(leaf.written).fault(place)


def _leaf_on_points(leaf: Is | Compare | Answered, path: Steps, known: Known) -> Iterator[Fault]:
    if leaf.subject in FLOW_IDS and not any(spot.role == "flow" for spot in known.questions.values()):
        yield Fault(path, "there is no section of kind flows here", "Add one, or leave this out.", Code.NO_FLOWS, "key")
    elif not isinstance(leaf, Compare):
        says = f'"{leaf.subject}" has points, and no single answer'
        yield Fault(path, says, "Write at_least, above, at_most or below, with points.", Code.NO_ANSWER)
    elif micro(leaf.written) is None:
        yield no_number(leaf.written).fault((*path, leaf.relation))


def faults_of_value(question: AnyQuestion, value: str, path: Steps) -> Iterator[Fault]:
    """Check that a value can be an answer to a question, or one of several; limits are left to answers."""
    if isinstance(question, Choices):
        why = next((why for _, why in lacks(question, [value])), None)
    else:
        why = lack(question, value)
    match why:
        case Lack.NO_OPTION | Lack.NO_TEXT:
            yield _no_answer(path, value, question.id, answers_to(question) or ())
        case Lack.NO_NUMBER:
            yield no_number(value).fault(path)
        case Lack.NO_DATE | Lack.NO_COUNTRY:
            yield misfit(question, value, why).fault(path)
        case _:
            return


def _no_answer(path: Steps, value: str, id: str, options: Sequence[str]) -> Fault:
    do = did_you_mean(value, options, f"Its answers are {listed(options)}.")
    says = f"{quoted(value)} is not an answer to {id}"
    return Fault(path, says, do, Code.UNKNOWN_OPTION, instead=only_near(value, options))


# Gates


def _gated(pack: Pack, known: Known) -> Iterator[tuple[str, Steps, Sequence[Gate], list[tuple[str, int]]]]:
    """Give every node that may have gates: its id, its place, the gates and its children."""
    for id, spot in known.nodes.items():
        if not isinstance(spot.node, Risk):
            yield id, spot.path, spot.node.gates, children(spot.node)
    if pack.head.index is not None:
        below = [(child.id, child.weight) for child in pack.head.index.children]
        yield "index", ("pack.yaml", "index"), pack.head.index.gates, below


def _gates(pack: Pack, known: Known) -> Iterator[Fault]:
    for id, path, gates, below in _gated(pack, known):
        scale = known.scales[id]
        for i, gate in enumerate(gates):
            if not 0 <= gate.cap <= scale:
                yield out_of_range((*path, "gates", i, "cap"), gate.cap, within(scale))
            for read, need in gate.below.items():
                yield from _gate_reads(read, need, (*path, "gates", i, "below", read), known)
        leavers = [_leaver(one) for one in _held_by(below, known, {id})] if gates else []
        gone = [one for one in leavers if one is not None]
        if gone and len(gone) == len(leavers):
            says = f'"{id}" has a gate and could vanish'
            yield Fault((*path, "gates"), says, _if_gone(gone), Code.GATE_VANISHES, "key")


def _gate_reads(read: str, need: int, path: Steps, known: Known) -> Iterator[Fault]:
    spot = known.questions.get(read)
    if read in known.scales:
        scale = known.scales[read]
    elif spot is not None and spot.role in ("score", "control") and is_scored(spot.question):
        scale = spot.question.scale
    elif spot is not None or read in known.profile or read in FLOW_IDS:
        do = "It reads a node, a risk, or a scored question of a score section or among a risk's controls."
        yield Fault(path, f'a gate cannot read "{read}"', do, Code.CANNOT_READ, "key")
        return
    else:
        yield unknown(path, "node or question", read, [*known.scales, *known.questions], at_key=True)
        return
    if not 0 < need <= scale:
        yield out_of_range(path, need, f"above 0 and at most {decimal(scale)}")


def _held_by(below: Iterable[tuple[str, int]], known: Known, seen: Set[str]) -> Iterator[AnyQuestion | Risk]:
    """List the scored questions and risks under a node, through weights above 0; all but these may leave it."""
    for id, weight in below:
        if weight and id in known.questions:
            yield known.questions[id].question
        elif weight and id in known.nodes and id not in seen:  # an id used twice may lead back
            node = known.nodes[id].node
            if isinstance(node, Risk):
                yield node
            else:
                yield from _held_by(children(node), known, seen | {id})


def _leaver(one: AnyQuestion | Risk) -> AnyQuestion | None:
    """Give the question that may leave, and with it what holds a node; None where it stays."""
    asked = (one.likelihood, one.impact) if isinstance(one, Risk) else (one,)
    return next((each for each in asked if each.not_applicable is not None or each.when is not None), None)


def _if_gone(leavers: Sequence[AnyQuestion]) -> str:
    """Say what happens where all that hold a node have left."""
    hidden = any(one.when is not None for one in leavers)
    if len(leavers) == 1:
        gone = "does not apply" + (" or is not asked" if hidden else "")
    else:
        gone = ("both" if len(leavers) == 2 else "all") + " do not apply" + (" or are not asked" if hidden else "")
    return (
        f"If {listed((one.id for one in leavers), most=4)} {gone}, nothing is left to cap, and fewer answers would "
        "give more points. Keep one scored question here without not_applicable and without when, or take the gate out."
    )


# Circles

MOST_CIRCLES: Final = 20


def _circles_of_when(known: Known) -> Iterator[Fault]:
    asked = known.asked
    reading = {id: [read for read in reads(spot.question.when) if read in asked] for id, spot in asked.items()}
    for circle in islice(_circles(reading), MOST_CIRCLES):
        id, read = circle[0], circle[1]
        reading[id] = [other for other in reading[id] if other != read]
        when = asked[id].question.when
        leaf = next(i for i, leaf in enumerate(leaves(when)) if leaf.subject == read) if when else 0
        says = f'"{id}" waits for itself: {_said(circle)}'
        do = "Nobody could ever be asked. Let one of them be asked without the other."
        yield Fault((*asked[id].path, "when", leaf, read), says, do, Code.CIRCLE, "key")


def _circles_of_gates(pack: Pack, known: Known) -> Iterator[Fault]:
    gated = {id: (path, gates, below) for id, path, gates, below in _gated(pack, known)}
    reading: dict[str, list[str]] = {}
    for id, (_, gates, below) in gated.items():
        named = chain((child for child, _ in below), *(gate.below for gate in gates))
        reading[id] = [read for read in named if read in known.scales]
    for circle in islice(_circles(reading), MOST_CIRCLES):
        edges = list(pairwise(circle))
        # Of an id used twice a circle may have no gate: that is told as such.
        id, read = next((edge for edge in edges if any(edge[1] in gate.below for gate in gated[edge[0]][1])), edges[0])
        reading[id] = [other for other in reading[id] if other != read]
        turn = circle.index(id)
        says = f'this gate of "{id}" reads what reads it: {_said([*circle[turn:-1], *circle[: turn + 1]])}'
        path, gates, _ = gated[id]
        for i, gate in enumerate(gates):
            if read in gate.below:
                place: Steps = (*path, "gates", i, "below", read)
                yield Fault(place, says, "Let it read something outside.", Code.CIRCLE, "key")


def _circles(reading: dict[str, list[str]]) -> Iterator[list[str]]:
    """Give one circle after the other, from the first of its ids back to it; the caller cuts each open."""
    place = {id: i for i, id in enumerate(reading)}
    while True:
        try:
            TopologicalSorter(reading).prepare()
            return
        except CycleError as error:
            found = error.args[1][:0:-1]  # each reads the next; the first stands at the end again
        first = found.index(min(found, key=place.__getitem__))
        yield [*found[first:], *found[:first], found[first]]


def _said(way: Sequence[str]) -> str:
    way = way if len(way) <= 8 else [*way[:4], "…", *way[-3:]]
    return f"{way[0]} reads {', which reads '.join(way[1:])}"

"""What a new version of a questionnaire makes of answers to an earlier one: what waits, and which points that moves.

Nothing here runs for answers of the questionnaire's own version.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from silk_assess.answers.state import deciders, each_waited_for
from silk_assess.scoring.assessment import Assessment, Value
from silk_assess.scoring.working_copy import WorkingCopy


class Deciding(NamedTuple):
    """A question or profile field that decides whether answers count which counted before.

    `answers` are those that wait for it or, unless it `is_open`, are ruled out by its answer; `lost`
    are the nodes that have no point because of that, and `moved` those whose point is another one,
    all by their ids, in questionnaire order.
    """

    id: str
    is_open: bool
    answers: tuple[str, ...]
    lost: tuple[str, ...]
    moved: tuple[str, ...]


# What decides, by its id and whether it is open, with the answers that it decides on.
_Decided = dict[tuple[str, bool], list[str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What another version makes of answers: what decides, and further nodes that had a point and have none."""

    deciding: tuple[Deciding, ...] = ()
    pointless: tuple[str, ...] = ()

    @property
    def waiting(self) -> tuple[str, ...]:
        """All answers that wait for what is open."""
        return tuple(dict.fromkeys(id for one in self.deciding if one.is_open for id in one.answers))


NO_DIFFERENCE: Final = Difference()


def difference(assessment: Assessment) -> Difference:
    """Find what answers to another version of the questionnaire wait for in this one, and what that does to points.

    Answers that counted in their version wait where this one asks before them something that is
    still open, or are ruled out by what is answered. Where that version is not at hand, what
    decides is what the file has no answer to.
    Source: docs/format.md, Another version.
    """
    answers, tree = assessment.answers, assessment.tree
    if answers.origin == tree.pack.head.version:
        return NO_DIFFERENCE
    decided = _decided(assessment)
    nodes = _nodes_of(assessment, decided)
    found = tuple(Deciding(*key, tuple(ids), *nodes[key]) for key, ids in decided.items())
    named = {id for one in found for id in (*one.lost, *one.moved)}
    before = frozenset[str]() if answers.before is None else answers.before.pointed
    pointless = (node.id for node in tree.nodes if node.id in before - named)
    return Difference(found, tuple(id for id in pointless if _point(assessment.values, id) is None))


def _decided(assessment: Assessment) -> _Decided:
    """Give for each question that decides the answers that wait for it or are ruled out by it, what is open first."""
    answers, tree, known = assessment.answers, assessment.tree, assessment.standings
    stored = {id for id, one in answers.answers.items() if one.value is not None or one.not_applicable is not None}
    stored |= answers.profile.keys()
    said = stored | {id for id, one in answers.answers.items() if one.unknown}
    place = {one.id: i for i, one in enumerate((*tree.profile, *tree.questions))}
    waits = each_waited_for(tree, known)
    found: _Decided = {}
    for id in (id for id in place if id in stored):
        if answers.before is None:
            open_ones = [one for one in waits.get(id, ()) if one not in said]
        elif id in answers.before.in_force:
            open_ones = list(waits.get(id, ()))
            if known[id].state == "hidden":
                found.setdefault((deciders(tree, known, id)[0], False), []).append(id)
        else:
            continue
        for one in open_ones:
            found.setdefault((one, True), []).append(id)
    return {key: found[key] for key in sorted(found, key=lambda key: (not key[1], place[key[0]]))}


_Named = tuple[tuple[str, ...], tuple[str, ...]]


def _nodes_of(assessment: Assessment, decided: _Decided) -> Mapping[tuple[str, bool], _Named]:
    """Name for each question that decides the nodes whose point it takes or moves.

    All is scored as it is, and once for each with the conditions left out of the answers that it
    decides on. What moves only where several are left out together is told with each that has to
    do with it.
    """
    tree, now = assessment.tree, assessment.values
    copy = WorkingCopy(assessment)

    def moved_without(ids: Collection[str]) -> set[str]:
        copy.free(ids)
        return {id for id in copy.apart if _point(now, id) != _point(copy.values, id)}

    moved = {key: moved_without(ids) for key, ids in decided.items()}
    if len(decided) > 1:
        alone = set[str]().union(*moved.values())
        together = moved_without([id for ids in decided.values() for id in ids]) - alone
        for key, ids in decided.items():
            moved[key] |= together & tree.readers_of(ids)
    place = {node.id: i for i, node in enumerate(tree.nodes)}
    found = {}
    for key, named in moved.items():
        nodes = sorted(named, key=place.__getitem__)
        lost = tuple(id for id in nodes if _point(now, id) is None)
        found[key] = lost, tuple(id for id in nodes if _point(now, id) is not None)
    return found


def _point(values: Mapping[str, Value | None], id: str) -> int | None:
    value = values[id]
    return None if value is None else value.point

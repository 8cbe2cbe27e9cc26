"""Score many organisations at once: the same values as the row engine, digit for digit.

Source: docs/scoring.md, Numbers, The tree, Three numbers for every node, Risks, Flow profile, Readiness level.
"""

from __future__ import annotations

from functools import partial
from typing import Final

import numpy as np

from silk_assess.columns.block import Block, Coded
from silk_assess.columns.figures import Codes, Figures, Flags, Scored
from silk_assess.columns.laid_out import laid_out
from silk_assess.columns.plan import Plan
from silk_assess.columns.risks import unprotected
from silk_assess.columns.rows import assessed, evidence, fired
from silk_assess.columns.states import FIRST, Dictionary, States
from silk_assess.portfolio.member import answered_byte

# So many rows are worked on at once that what is at hand stays in a processor's cache.
_ROWS: Final = 8_192
# A question without a column has one entry everywhere: none.
_NOT_ANSWERED: Final = (None,)


class Kernel:
    """Scores blocks of one questionnaire; what each entry of a column comes to is kept from block to block."""

    def __init__(self, plan: Plan) -> None:
        """Begin without any entries."""
        self._plan = plan
        self._known = {one.id: Dictionary(one) for one in plan.tree.asking_order}

    def score(self, block: Block) -> Scored:
        """Score all rows of a block."""
        for id, known in self._known.items():
            known.take(block.answers[id].values if id in block.answers else _NOT_ANSWERED)
        starts = range(0, block.size, _ROWS) or (0,)
        return _joined(block.size, [self._slice(block, start, min(start + _ROWS, block.size)) for start in starts])

    def _slice(self, block: Block, start: int, end: int) -> Scored:
        plan, tree, size = self._plan, self._plan.tree, end - start
        entries = {id: _places(block.answers.get(id), start, end) for id in self._known}
        states = States(tree, self._known, entries)
        rows = assessed(plan, states, size)
        figures = laid_out(rows, entries, self._known, evidence(rows, self._proved(block, states, start, end)))
        return Scored(
            size,
            figures,
            fired(rows),
            {one.id: states.look_up(one.id, "byte", partial(answered_byte, one), np.uint8) for one in tree.questions},
            {id: states.state(id) for id in self._known},
            unprotected(plan, rows.risks, rows.measures),
        )

    def _proved(self, block: Block, states: States, start: int, end: int) -> dict[str, Flags]:
        """Say in which rows there is evidence: in the entries themselves, or beside them."""
        found = {id: beside[start:end] for id, beside in block.evidence.items() if id in self._plan.proving}
        for id in self._plan.proving:
            if (proofs := self._known[id].proofs()) is not None:
                own = proofs.take(states.places[id])
                found[id] = own | found[id] if id in found else own
        return found


def score(plan: Plan, block: Block) -> Scored:
    """Score one block of rows."""
    return Kernel(plan).score(block)


def _places(coded: Coded | None, start: int, end: int) -> Codes:
    if coded is None:
        return np.full(end - start, FIRST, np.intp)
    return coded.codes[start:end].astype(np.intp) + FIRST


# Putting slices together


def _joined(size: int, slices: list[Scored]) -> Scored:
    first = slices[0]
    if len(slices) == 1:
        return first
    return Scored(
        size,
        {name: _figures([one.figures[name] for one in slices]) for name in first.figures},
        *(
            {name: np.concatenate([getattr(one, field)[name] for one in slices]) for name in getattr(first, field)}
            for field in ("fired", "answered", "states", "unprotected")
        ),
    )


def _figures(parts: list[Figures]) -> Figures:
    missing = None
    if any(one.missing is not None for one in parts):
        there = (np.zeros(len(one.values), np.bool_) if one.missing is None else one.missing for one in parts)
        missing = np.concatenate([*there])
    return Figures(parts[0].kind, np.concatenate([one.values for one in parts]), missing, parts[0].words)

"""What scoring a block gives: one column of figures for each column of scores.csv, and what a portfolio asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Small = npt.NDArray[np.int8]
Codes = npt.NDArray[np.intp]


class Kind(StrEnum):
    """What the figures of a column are."""

    NUMBER = auto()
    WHOLE = auto()
    FLAG = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Figures:
    """One column of figures.

    A NUMBER is in micro-units, a WHOLE one is as it is, a FLAG true or false, a WORD a place in `words`. Where
    `missing` holds there is none, and what stands in `values` means nothing; it is None where all are there.
    """

    kind: Kind
    values: npt.NDArray[np.generic]
    missing: Flags | None = None
    words: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """All that a block comes to.

    `figures` are by the names of the columns of scores.csv, in their order. `fired` says of each rule, those that
    ask to look again among them, in which rows it fires; `answered` of each question in one byte what was
    answered, as `portfolio.member` has it; `states` in which state each question and profile field is
    (`columns.states`); `unprotected` of each risk and section of risks 1, 0, or -1 where nothing tells.
    """

    size: int
    figures: Mapping[str, Figures]
    fired: Mapping[str, Flags]
    answered: Mapping[str, npt.NDArray[np.uint8]]
    states: Mapping[str, Small]
    unprotected: Mapping[str, Small]

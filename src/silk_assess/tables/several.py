"""Several options in one cell: ids or labels behind each other, the longest known one first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from silk_assess.tables.words import plain

_SIGNS: Final = {",": "commas", "\n": "lines", " ": "blanks"}
# No cell with so many letters lists options.
_LONGEST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Listed:
    """The options that a cell lists, and how: by labels, and between which signs beside the plain one.

    `doubtful` is a word that several options have, with these, where there is one.
    """

    options: tuple[str, ...]
    signs: tuple[str, ...]
    by_label: bool
    doubtful: tuple[str, tuple[str, ...]] | None = None


def parsed(text: str, labels: Mapping[str, tuple[str, ...]], ids: Mapping[str, tuple[str, ...]]) -> Listed | None:
    """Split a cell into options; None where anything in it is none of them.

    `labels` and `ids` give options by their words in compared form. Blanks alone part ids only. Of two ways to split
    it the one with the longest first option is taken, then with the longest second one, and so on.
    """
    if len(text) > _LONGEST:
        return None
    said = "\n".join(plain(line) for line in text.splitlines())
    spelt = {**{word.replace("-", "_"): id for word, id in ids.items()}, **ids}
    known = sorted({*labels, *spelt}, key=len, reverse=True)
    stuck: set[int] = set()
    steps: list[tuple[int, int]] = []

    # Depth first, without recursion: a cell may list as many options as there are.
    at, rank = _behind_signs(said, 0), 0
    signs: list[str] = []
    while True:
        if at >= len(said):
            break
        word = _next(said, at, rank, known, spelt, stuck)
        if word is None:
            stuck.add(at)
            if not steps:
                return None
            at, rank = steps.pop()
            rank += 1
            signs.pop()
            continue
        steps.append((at, word))
        end = at + len(known[word])
        behind = _behind_signs(said, end)
        signs.append(said[end:behind])
        at, rank = behind, 0
    words = [known[word] for _, word in steps]
    if not words:
        return None
    means = [labels.get(word) or spelt[word] for word in words]
    doubtful = next(((word, all) for word, all in zip(words, means, strict=True) if len(all) > 1), None)
    used = {_sign(sign) for sign in signs[:-1]} - {""}
    by_label = any(word in labels and word not in spelt for word in words)
    return Listed(tuple(one[0] for one in means), tuple(sorted(used)), by_label, doubtful)


def _next(
    said: str, at: int, rank: int, known: list[str], ids: Mapping[str, tuple[str, ...]], stuck: set[int]
) -> int | None:
    """Find the longest known word that stands at a place, from some rank on, and leads to no dead end."""
    for place in range(rank, len(known)):
        word = known[place]
        if not said.startswith(word, at):
            continue
        end = at + len(word)
        if end == len(said):
            return place
        if said[end] in " ;,\n":
            behind = _behind_signs(said, end)
            parts = said[end:behind].strip(" ")
            if (parts or word in ids or behind >= len(said)) and behind not in stuck:
                return place
    return None


def _behind_signs(said: str, at: int) -> int:
    while at < len(said) and said[at] in " ;,\n":
        at += 1
    return at


def _sign(between: str) -> str:
    if ";" in between:
        return ""
    return next((name for sign, name in _SIGNS.items() if sign in between), "")

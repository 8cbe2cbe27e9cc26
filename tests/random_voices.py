"""Random groups of voices on a random questionnaire: what most agree on, and some questions on which they differ."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

import random_packs
from random_packs import ANSWERS, BYTES, Sample
from silk_assess.answers.reader import answers_of
from silk_assess.voices.table import Voice


@dataclass(frozen=True)
class Group:
    """A questionnaire, and what several answered to it, as plain trees."""

    sample: Sample
    answers: tuple[dict[str, Any], ...]

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices, as the program reads them."""
        return tuple(Voice(f"voice-{i}", self._read(raw)) for i, raw in enumerate(self.answers, 1))

    def _read(self, raw: dict[str, Any]):
        found, faults = answers_of(raw, self.sample.tree, "answers.yaml")
        assert faults == []
        return found


def groups(least: int = 2, most: int = 4, differ: int = 6, **kinds: Any) -> st.SearchStrategy[Group]:
    """Draw groups; `kinds` are those of a sample."""
    return st.builds(
        lambda data, seed, size: group(data, random.Random(seed), size, differ, **kinds),
        st.binary(min_size=BYTES, max_size=BYTES),
        st.integers(0, 2**32),
        st.integers(least, most),
    )


def group(data: bytes, chance: random.Random, size: int, differ: int, **kinds: Any) -> Group:
    """Read a group off a string of bytes: all as the first voice, but at `differ` questions at most."""
    others = [data[:-ANSWERS] + chance.randbytes(ANSWERS) for _ in range(size)]
    samples = [random_packs.sample(one, **kinds) for one in others]
    first = samples[0]
    ids = sorted({id for one in samples for id in one.answers["answers"]})
    differing = chance.sample(ids, min(len(ids), chance.randint(0, differ)))
    fields = sorted({id for one in samples for id in one.answers["organisation"]})
    fields = chance.sample(fields, min(len(fields), chance.randint(0, 1)))
    return Group(first, tuple(_mixed(first.answers, one.answers, differing, fields) for one in samples))


def _mixed(base: dict[str, Any], own: dict[str, Any], ids: list[str], fields: list[str]) -> dict[str, Any]:
    answers = {id: value for id, value in base["answers"].items() if id not in ids}
    answers |= {id: own["answers"][id] for id in ids if id in own["answers"]}
    organisation = {id: value for id, value in base["organisation"].items() if id not in fields}
    organisation |= {id: own["organisation"][id] for id in fields if id in own["organisation"]}
    return {**base, "organisation": organisation, "answers": answers}

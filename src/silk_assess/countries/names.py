"""Which country is meant by a name: in English, French, Spanish, Portuguese, German, Korean, or its own languages.

The names stand in names.txt, from Unicode CLDR. They are read when the first one is asked for, and never to greet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Final

from silk_assess.countries import country_name

# Letters that no accent can be taken off.
_PLAIN: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
# How German is written where there are no such keys.
_SPELT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_ARTICLE: Final = re.compile("(?:the|la|le|les|l|el|los|las|o|a|os|as|der|die|das|den) (.+)")
_LONGEST: Final = 60


def folded(name: str) -> str:
    """Take off what people leave out when they type: capitals, accents, marks between words.

    >>> folded("Côte d’Ivoire"), folded("Guinea-Bissau"), folded("Österreich")
    ('cote d ivoire', 'guinea bissau', 'osterreich')
    """
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    kept = (
        letter if letter.isalnum() else " " for letter in letters if not unicodedata.category(letter).startswith("M")
    )
    return " ".join("".join(kept).split())


def named(text: str) -> tuple[str, ...]:
    """Find the codes of the countries that have a name or a code, in their order; none where none has.

    >>> named("Polska"), named("the Netherlands"), named("Congo"), named("Atlantis")
    (('PL',), ('NL',), ('CD', 'CG'), ())
    """
    said = folded(text[:_LONGEST])
    if len(text) == 1 and said.isascii():  # of one letter two can become: ß
        return ()
    if said in _by_name():
        return _by_name()[said]
    bare = _ARTICLE.fullmatch(said)
    return _by_name().get(bare[1], ()) if bare else ()


def similar(text: str) -> tuple[str, ...]:
    """Find the countries that somebody may have meant by what is no name of one.

    They are those with a name that holds it, else those with the longest name in it, else the one or two that are
    spelt most like it.

    >>> similar("Korea"), similar("Germny"), similar("Atlantis")
    (('KP', 'KR'), ('DE',), ())
    """
    said = folded(text[:_LONGEST])
    if len(said) < _FEWEST:
        return ()
    names = _by_name()
    holding = [name for name in names if said in name]
    held = [name for name in names if len(name) > _FEWEST and f" {name} " in f" {said} "]
    near = holding or sorted(held, key=len)[-1:] or get_close_matches(said, names, n=2, cutoff=0.8)
    found = dict.fromkeys(code for name in near for code in names[name])
    return tuple(sorted(found) if holding else found)


# Letters that must be typed before something like it is looked for.
_FEWEST: Final = 3


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    text = files("silk_assess.countries").joinpath("names.txt").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    for code, *names in lines:
        for name in _spelt((code, country_name(code), *names)):
            found.setdefault(name, {})[code] = None
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def _spelt(names: Sequence[str]) -> list[str]:
    """Give names as they may be typed."""
    return [folded(one) for name in names for one in (name, name.casefold().translate(_SPELT))]

"""Ids made of titles in any script: letters are spelt with those of ids, as far as they are known here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

# How letters that do not come apart into one of a to z and a mark are spelt; of Cyrillic and Greek the usual spelling.
_LETTERS: Final = (
    "ß:ss æ:ae ø:o œ:oe ł:l đ:d ð:d þ:th ı:i ŋ:ng ħ:h "
    "а:a б:b в:v г:g ґ:g д:d е:e є:ie ж:zh з:z и:y і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh "
    "ц:ts ч:ch ш:sh щ:shch ы:y э:e ю:iu я:ia ђ:dj ј:j љ:lj њ:nj ћ:c џ:dz ў:u "
    "α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o"
)
_SPELT: Final = dict(part.split(":") for part in _LETTERS.split())
_SILENT: Final = "ъьʼ'’"


def identifier(title: str, otherwise: str, taken: Collection[str] = (), most: int = 40) -> str:
    """Make an id of a title, one that is not taken; `otherwise` where no letter of it can be spelt.

    >>> identifier("People & Money", "part-1"), identifier("Люди", "part-1"), identifier("人员", "part-1")
    ('people-money', 'liudy', 'part-1')
    >>> identifier("Straße", "x", ["strasse"]), identifier("2 teams", "x")
    ('strasse-2', 'teams')
    """
    letters = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(_SPELT.get(letter, letter) for letter in letters if letter not in _SILENT)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    found = re.sub("[^a-z0-9]+", "-", ascii_only).lstrip("-0123456789")[:most].strip("-") or otherwise
    name, i = found, 1
    while name in taken:
        i += 1
        name = f"{found}-{i}"
    return name

"""The last line of a report: the digest of what stands above it, by which a later run sees whether it was changed.

It is a comment in HTML and in Markdown, and shows in neither. It proves nothing about who wrote a
report: anybody can make one. It is there so that nobody's work is written over unseen.
"""

from __future__ import annotations

import hashlib
from typing import Final

BEGINS: Final = "<!-- silk-report/1 sha256:"
_ENDS: Final = " -->\n"
# Letters of a whole last line.
LENGTH: Final = len(BEGINS) + 64 + len(_ENDS)


def sealed(text: str) -> str:
    r"""Put the last line under a report, which ends with a line end.

    >>> sealed("# Coop\n")
    '# Coop\n<!-- silk-report/1 sha256:7959df47e7b75f45fc06994580c9e201ce59d5ba2c27a8a04db3c5aa0a423885 -->\n'
    """
    return text + line(hashlib.sha256(text.encode()).hexdigest())


def line(digest: str) -> str:
    """Give the last line for what stands above it, by its SHA-256 in hexadecimal letters."""
    return f"{BEGINS}{digest}{_ENDS}"

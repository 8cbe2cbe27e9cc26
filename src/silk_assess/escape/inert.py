"""Data inside a page, which no browser runs or shows: JSON in a block of its own, found again by its first tag.

Nothing in it can end the block: what HTML could take for a sign of its own is written by JSON's escapes. A page's
other texts are escaped too, so that the first tag stands in no page a second time.
"""

from __future__ import annotations

import re
from typing import Final

from silk_assess import escape

BEGINS: Final = '<script type="application/json" id="drawn-from">'
ENDS: Final = "</script>"
_SIGNS: Final = re.compile("[<>&\u2028\u2029]")


def inert(json: str) -> str:
    r"""Write JSON so that nothing in it can end its block.

    >>> inert('{"note": "</script><b>"}')
    '{"note": "\\u003c/script\\u003e\\u003cb\\u003e"}'
    """
    return _SIGNS.sub(lambda match: f"\\u{ord(match.group()):04x}", escape.json(json))


def block(inside: str) -> str:
    """Put what is inert into its block."""
    return f"{BEGINS}{inside}{ENDS}"

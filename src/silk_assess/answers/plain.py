"""What a plain value of a file is, for those who read answers."""

from __future__ import annotations

from typing import Any

from silk_assess.faults import quoted


def is_text(value: Any) -> bool:
    """Say whether a value is a text that is not blank."""
    return isinstance(value, str) and bool(value.strip())


def said(value: Any) -> str:
    """Name a value for a message: quoted, or as the kind of thing that it is."""
    if isinstance(value, str):
        return quoted(value) if value.strip() else "nothing"
    return "a list" if isinstance(value, list) else "a mapping"

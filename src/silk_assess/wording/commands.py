"""Commands of ours, ready to be pasted."""

from __future__ import annotations

import shlex


def command(*words: str) -> str:
    """Write a command of ours whole, ready to be pasted.

    >>> command("score", "our answers.yaml")
    "silk-assess score 'our answers.yaml'"
    """
    return shlex.join(("silk-assess", *words))

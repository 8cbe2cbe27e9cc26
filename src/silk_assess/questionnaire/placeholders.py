"""Texts that a fresh questionnaire has until its author writes others: each says what to write in its place."""

from __future__ import annotations

from typing import Final

ABOUT: Final = "Say in two sentences what this questionnaire is for, and who answers it."
SCOPE: Final = "Say what one result stands for, and what it does not."
BASIS: Final = "Say what the questions rest on."
INTRO: Final = "Say what is true of all questions in this part."
GUIDANCE: Final = "Say what to think of, or where to look."
STEP: Final = "Say what somebody could do on Monday towards a better answer."
_QUESTION: Final = ("Say what you ask about ", ", so that yes is better than no.")
PLACEHOLDERS: Final = frozenset((ABOUT, SCOPE, BASIS, INTRO, GUIDANCE, STEP))


def question(title: str) -> str:
    """Give the text of a question that stands for those to come, in a part of this title."""
    return title.join(_QUESTION)


def is_placeholder(text: str | None) -> bool:
    """Say whether a text is still one of these."""
    if text is None:
        return False
    begins, ends = _QUESTION
    return text in PLACEHOLDERS or (text.startswith(begins) and text.endswith(ends))

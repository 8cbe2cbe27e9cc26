"""A rule that fired, as screens print it."""

from __future__ import annotations

from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.terminal.layout import Line, Style, paragraph, plain


def flag(rule: Rule, longest: int, width: int, indent: int = 2) -> list[Line]:
    """Print a rule that fired, its kind in front; `longest` is the length of the longest kind beside it."""
    start = indent + 2 + longest
    first, *rest = paragraph(rule.say, width, start)
    look: Style = "yellow" if rule.kind == "warning" else ""
    gap = " " * (start - indent - len(rule.kind))
    return [((" " * indent, ""), (rule.kind, look), (gap + plain(first)[start:], "")), *rest]

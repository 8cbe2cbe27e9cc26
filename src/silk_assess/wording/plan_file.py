"""The text of a plan: each step with its question and its answers in words, and what a person fills in."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from silk_assess.answers.model import Given
from silk_assess.exact import decimal
from silk_assess.plan.model import FORMAT, KEYS, Step
from silk_assess.questionnaire.tree import Tree
from silk_assess.wording.answers import answer

_WIDTH: Final = 100
_TO_FILL: Final = ("who", "until", "done", "proof", "note")
_HOW: Final = (
    "Fill in who takes a step, until when (2027-03-31), the day on which it is done, and what proves it. "
    "Run silk-assess plan again whenever you like: it keeps what stands here, adds new steps at the end "
    "and removes none. What stands behind # is for you alone."
)


class EntryText(NamedTuple):
    """A step as a file holds it: its values, the lines above it, its own lines, and the same in braces."""

    raw: dict[str, Any]
    above: tuple[str, ...]
    lines: tuple[str, ...]
    in_braces: str


def written(tree: Tree, organisation: str | None, steps: Sequence[Step], scalar: Callable[[str], str]) -> str:
    """Write a whole plan as its file has it; `scalar` writes one text so that it is read back.

    The same answers give the same text.
    """
    head = tree.pack.head
    lines = [
        *_comment(_HOW),
        f"format: {FORMAT}",
        f"questionnaire: {head.id}",
        f"version: {head.version}",
        f"organisation: {scalar(organisation)}" if organisation else "organisation:",
        "",
        "steps:",
    ]
    for step in steps:
        one = entry(tree, step, scalar)
        lines += [f"  {line}".rstrip() for line in one.above]
        lines += [f"  {'  ' if i else '- '}{line}" for i, line in enumerate(one.lines)]
    return "\n".join(lines) + "\n"


def entry(tree: Tree, step: Step, scalar: Callable[[str], str]) -> EntryText:
    """Write one step: what is known of it, and empty lines for what a person fills in."""
    texts = {"id": step.id, "from": _plain(step.start), "to": _plain(step.aim), "step": step.step}
    raw: dict[str, Any] = {key: value for key, value in texts.items() if value is not None}
    raw |= dict.fromkeys(_TO_FILL, "")
    raw = {key: raw[key] for key in KEYS if key in raw}
    pairs = [(key, _value(value, scalar)) for key, value in raw.items()]
    lines = tuple(f"{key}: {value}".rstrip() for key, value in pairs)
    braces = ", ".join(f"{key}: {value or EMPTY}" for key, value in pairs)
    return EntryText(raw, ("", *_above(tree, step)), lines, f"{{{braces}}}")


EMPTY: Final = '""'


def _plain(value: Given | None) -> str | list[str] | None:
    if value is None:
        return None
    return list(value) if isinstance(value, tuple) else decimal(value) if isinstance(value, int) else value


def _value(value: str | list[str], scalar: Callable[[str], str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(scalar(one) for one in value)}]"
    return scalar(value) if value else ""


def _above(tree: Tree, step: Step) -> Iterator[str]:
    """Say what a step is about: the question, the answer now and the one that it leads to; of a rule, what it says."""
    if step.id in tree.asked:
        one = tree.asked[step.id].question
        yield from _comment(one.text)
        if step.start is not None:
            yield from _comment(f"from: {answer(one, step.start)}", "      ")
        if step.aim is not None:
            yield from _comment(f"to:   {answer(one, step.aim)}", "      ")
        return
    rule = next((rule for rule, _ in tree.rules if rule.id == step.id), None)
    if rule is not None:
        yield from _comment(rule.say)


def _comment(text: str, hang: str = "") -> list[str]:
    seen = "".join(letter if letter.isprintable() else " " for letter in text)
    return textwrap.wrap(seen, _WIDTH, initial_indent="# ", subsequent_indent=f"# {hang}", break_on_hyphens=False) or [
        "#"
    ]

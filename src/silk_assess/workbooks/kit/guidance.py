"""What is said beside a question in a kit: what is meant, what could prove it, when it does not apply."""

from __future__ import annotations

from silk_assess.exact import decimal
from silk_assess.questionnaire.model.questions import Anchor, Choice, Choices, Quantity
from silk_assess.questionnaire.tree import Asked
from silk_assess.workbooks.kit import cells


def meaning(one: Asked) -> str:
    """Say what is meant by a question."""
    question = one.question
    lines = [question.guidance] if question.guidance else []
    if isinstance(question, Choice | Anchor | Choices):
        lines += [f"{option.label}: {option.help}" for option in question.options if option.help]
    if question.evidence:
        lines.append(f"What could prove it: {question.evidence}")
    if question.not_applicable and one.role != "profile":
        lines.append(f"{cells.NA}: {question.not_applicable}")
    return "\n".join(lines)


def numbers(one: Asked) -> str:
    """Say which numbers may be typed."""
    assert isinstance(one.question, Quantity)
    least, most, places = cells.limits(one)
    said = f"A number ({one.question.unit})" if one.question.unit else "A number"
    if least is not None and most is not None:
        said += f" from {decimal(least)} to {decimal(most)}"
    elif least is not None or most is not None:
        said += f", at {'most' if least is None else 'least'} {decimal(least if most is None else most)}"  # type: ignore[arg-type]
    if places is not None:
        said += ", a whole one" if not places else f", with at most {places} behind the point"
    more = cells.words(one)
    return f"{said}{''.join(f'; or {word}' for word in more)}."

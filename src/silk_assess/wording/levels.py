"""The level in words, and how sure it is: with much still open also what it is that holds it."""

from __future__ import annotations

from typing import Final, NamedTuple

from silk_assess.advice.requirements import missed, next_level
from silk_assess.exact import decimal, shown
from silk_assess.scoring.assessment import Assessment, Level
from silk_assess.wording import names, progress
from silk_assess.wording.numbers import capital, in_figures, plural

# With more questions open than that, or than a quarter of all, much is still to come.
_FEW: Final = 10


class LevelWords(NamedTuple):
    """The level with its title, and how sure it is: the rest goes on where the title ends."""

    title: str
    rest: str


def level_words(assessment: Assessment, level: Level) -> LevelWords:
    """Say the level and how sure it is, in two or three short sentences."""
    tree = assessment.tree
    title = capital(names.level_name(tree, level.point))
    if not level.firm:
        ends = f"{names.level_name(tree, level.low)}, and {names.level_name(tree, level.high)}"
        return LevelWords(title, f", as answered so far. Between {ends}.")
    held, still = held_by(assessment), open_questions(assessment)
    if not held or not much_is_open(assessment):
        return LevelWords(title, ". Firm: no answer still missing can change it.")
    these = plural(still, "question", f"{still} questions")
    rest = f"The {these} still open {plural(still, 'shows', 'show')} where else you stand, and what to change first."
    return LevelWords(title, f", by the answers so far. {held} {rest}")


def held_by(assessment: Assessment) -> str:
    """Say what holds a firm level whatever is still open, and what alone would lift it; empty where nothing does."""
    tree, number = assessment.tree, next_level(assessment)
    holding = [one for one in missed(assessment) if one.held == "missed"]
    if number is None or not holding:
        return ""
    first, more = holding[0], len(holding) - 1
    assert first.value is not None
    most = shown(first.value.high, tree.bounds(first.node))
    reach = "stands at" if first.value.low == first.value.high else "can reach at most"
    said = f"{names.title(tree, first.node)} {reach} {most} now, and {names.level_name(tree, number)}, "
    said += f"needs {decimal(first.needed)}"
    if more:
        return f"{said}; {in_figures(more, 'thing is', 'things are')} out of reach there too. Other answers lift it."
    return f"{said}: another answer there lifts it."


def much_is_open(assessment: Assessment) -> bool:
    """Say whether so much is open that a firm level is early news."""
    still = open_questions(assessment)
    return still > _FEW or 4 * still > len(assessment.tree.questions)


def open_questions(assessment: Assessment) -> int:
    """Count the questions that an answer is missing for, those not known included."""
    given = progress.counts(assessment)
    return given["open"] + given["don't know"]

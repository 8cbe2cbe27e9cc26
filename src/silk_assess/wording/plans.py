"""Steps of a plan in words: what each is, what it is about, and what the answers say of it."""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess.answers.model import Given
from silk_assess.plan.model import Step
from silk_assess.plan.standing import State, StepStanding, Tally
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.questionnaire.model.questions import Choices
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.scoring.assessment import Assessment, Level
from silk_assess.wording import answers, names, progress
from silk_assess.wording.dates import day
from silk_assess.wording.numbers import capital, count, in_words, plural

NOBODY = "nobody yet"
NO_DAY = "no date"


def question_of(tree: Tree, step: Step) -> Asked | None:
    """Find the question of a step; None where it is one for a rule, or has no place in this version."""
    one = tree.asked.get(step.id)
    return one if one is not None and one.role != "profile" else None


def rule_of(tree: Tree, step: Step) -> Rule | None:
    """Find the rule of a step."""
    return next((rule for rule, _ in tree.rules if rule.id == step.id), None)


def title(tree: Tree, step: Step) -> str:
    """Name a step by the answer that it leads to, else by its own words, else by its rule or question.

    Of several answers only what comes to those from which it begins is said, or what goes.
    """
    one, rule = question_of(tree, step), rule_of(tree, step)
    if one is not None and step.aim is not None:
        return _more(one, step.start, step.aim) or answers.answer(one.question, step.aim)
    if step.step is not None:
        return step.step
    if rule is not None:
        return rule.advise or rule.say
    return step.written if one is None else one.question.text


def _more(one: Asked, start: Given | None, aim: Given) -> str:
    if not isinstance(one.question, Choices) or not isinstance(start, tuple) or not isinstance(aim, tuple):
        return ""
    come = tuple(id for id in aim if id not in start)
    go = tuple(id for id in start if id not in aim)
    said = ""
    if come and start:
        said = f"Also: {_in_a_row(one, come)}"
    elif come:
        said = answers.answer(one.question, come)
    if go:
        said += ("; no longer: " if said else "No longer: ") + _in_a_row(one, go)
    return said


def _in_a_row(one: Asked, ids: tuple[str, ...]) -> str:
    labels = (answers.label(one.question, id) for id in ids)
    return "; ".join(text[:1].lower() + text[1:] if f"{text[1:]} ".lstrip()[:1].islower() else text for text in labels)


def about(tree: Tree, step: Step) -> str:
    """Say what a step is about: its question, or what its rule says; that it has no place where it has none."""
    one, rule = question_of(tree, step), rule_of(tree, step)
    if one is not None:
        return one.question.text
    return "No longer asked in this version" if rule is None else f"{_KINDS[rule.kind]}: {rule.say}"


_KINDS = {
    "warning": "A warning",
    "advice": "Advice",
    "strength": "A strength",
    "look-again": "Answers to look at again",
}


def now(assessment: Assessment, standing: StepStanding) -> str:
    """Say the answer to a step's question now, or its state; of a rule only that it stands out no longer."""
    one = question_of(assessment.tree, standing.step)
    if one is None:
        return "It stands out no longer" if standing.is_true else ""
    if standing.now is not None:
        return answers.answer(one.question, standing.now)
    return capital(progress.as_counted(progress.state_of(assessment, one)))


def shown(assessment: Assessment, standing: StepStanding) -> str:
    """Say of a step that is done whether the answers show it."""
    is_rule = question_of(assessment.tree, standing.step) is None
    match standing.state:
        case State.SHOWN:
            return "It stands out no longer" if is_rule else "The answer says so too"
        case State.UNTOLD:
            return "Nothing was promised that an answer could show"
        case State.NOT_SHOWN if is_rule:
            said = "It still stands out"
        case State.NOT_SHOWN if standing.now == standing.step.start:
            said = f"The answer is as it was: {now(assessment, standing)}"
        case State.NOT_SHOWN:
            said = f"The answer is now: {now(assessment, standing)}"
        case _:
            return ""
    answered = assessment.answers.answered
    if answered is not None and answered.date and standing.step.done and answered.date < standing.step.done:
        said += ". The answers are older than this step"
    return said


def until(step: Step) -> str:
    """Say until when a step is to be done."""
    return NO_DAY if step.until is None else day(step.until)


def done_and_to_go(found: Tally) -> str:
    """Say how many steps are done and how many are left: "Five done, six to go"."""
    if not found.steps:
        return "No steps yet"
    done = in_words(found.done) if found.done else "none"
    return f"{capital(done)} done, {in_words(found.open) if found.open else 'none'} to go"


def lacking(found: Tally) -> str:
    """Say what is late and what lacks a name or a day, each only if there is one."""
    said: list[str] = []
    for number, one, many in (
        (found.late, "is late", "are late"),
        (found.nameless, "has nobody’s name", "have nobody’s name"),
        (found.undated, "has no date", "have no date"),
    ):
        if number:
            noun = "" if said else plural(number, " step", " steps")
            said.append(f"{in_words(number)}{noun} {plural(number, one, many)}")
    return capital(_and(said)) + "." if said else ""


def _and(parts: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def stage(tree: Tree, level: Level | None) -> str:
    """Say a level in a few words, and how sure it is: "Committing as answered, between Piloting and Committing"."""
    if level is None:
        return "No level"
    levels = tree.pack.head.levels
    if level.firm:
        return f"{levels[level.point].title}, firm"
    return f"{levels[level.point].title} as answered, between {levels[level.low].title} and {levels[level.high].title}"


def level_if_done(tree: Tree, level: Level) -> str:
    """Say a level that would follow, beginning a sentence: with its number, and how sure it would be."""
    name = names.level_name(tree, level.point)
    if level.firm:
        return f"{name}, whatever is still open."
    ends = f"{names.level_name(tree, level.low)}, and {names.level_name(tree, level.high)}"
    return f"{name}, as answered so far. Between {ends}."


def steps(number: int) -> str:
    """Count steps: "seven steps"."""
    return count(number, "step")

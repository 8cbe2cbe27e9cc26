"""The table of several voices: what they agree on counts, what they differ on is open between its two ends.

A question counts by the answers that were given to it, whatever else a voice answered: so nothing
here, and nothing made from it, links the answers of one voice. Source: docs/scoring.md, Voices.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from silk_assess.answers.model import Answer, Answers, Given
from silk_assess.questionnaire.model.questions import Choices
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.scoring.assess import assess
from silk_assess.scoring.assessment import Assessment
from silk_assess.voices.ends import NOT_APPLICABLE, Ends, NotApplicable, Said, ends_of

# Below so many a question's ends could give somebody away; with `--open` everything is shown.
CLOSED: Final = 5
# So many who say the same agree, with `--open` too.
AGREES: Final = 2


@dataclass(frozen=True, slots=True)
class Voice:
    """One of several who answered for one organisation, by the name in its file."""

    name: str
    answers: Answers


@dataclass(frozen=True)
class Table:
    """What several voices come to together.

    `floor` is how many must have answered a question for it to count, `is_open` says that
    all is shown. `tree` is the questionnaire; `narrowed` the same with disputed questions between their ends, and
    `assessment` the table scored by it, in which points mean nothing: only low, high and level are the voices'.
    `counted` says how many answered each question. `agreed`, `disputed`, `few` (fewer answered than may be shown,
    or with `is_open` one alone) and `unanswered` hold all that is not hidden, each in questionnaire order.
    """

    tree: Tree
    voices: tuple[Voice, ...]
    floor: int
    is_open: bool
    narrowed: Tree
    assessment: Assessment
    counted: Mapping[str, int]
    agreed: tuple[str, ...]
    disputed: Mapping[str, Ends]
    few: tuple[str, ...]
    unanswered: tuple[str, ...]

    @cached_property
    def waiting(self) -> frozenset[str]:
        """The questions of which it hangs on others whether they are asked."""
        return frozenset(one.id for one in self.tree.questions if self.assessment.standings[one.id].is_waiting)


def table(tree: Tree, voices: Iterable[Voice], is_open: bool = False) -> Table:
    """Lay several voices together.

    Unless the table `is_open`, a question that fewer than five answered counts as unknown. The order of
    voices changes nothing.
    """
    known = tuple(sorted(voices, key=lambda voice: voice.name))
    floor = 1 if is_open else CLOSED
    given = {one.id: given_to(one, known) for one in tree.questions}
    counting = {id: answers for id, answers in given.items() if len(answers) >= floor}
    alike = {id: answers[0] for id, answers in counting.items() if len(set(answers)) == 1}
    ends = {one.id: ends_of(one, counting[one.id]) for one in tree.questions if one.id in counting.keys() - alike}
    narrowed = replace(
        tree, questions=tuple(_narrowed(one, ends[one.id]) if one.id in ends else one for one in tree.questions)
    )
    assessment = assess(narrowed, _common(tree, known, alike))
    here = [one.id for one in tree.questions if assessment.standings[one.id].state != "hidden"]
    least = AGREES if is_open else floor
    return Table(
        tree=tree,
        voices=known,
        floor=floor,
        is_open=is_open,
        narrowed=narrowed,
        assessment=assessment,
        counted={id: len(answers) for id, answers in given.items()},
        agreed=tuple(id for id in here if id in alike and len(given[id]) >= least),
        disputed={id: ends[id] for id in here if id in ends},
        few=tuple(id for id in here if id not in ends and 0 < len(given[id]) < least),
        unanswered=tuple(id for id in here if not given[id]),
    )


def given_to(one: Asked, voices: Iterable[Voice]) -> list[Said]:
    """List what was answered to a question, as far as it is an answer: of choices in the order of options."""
    stored = (voice.answers.answers.get(one.id) for voice in voices)
    return [said for answer in stored if answer is not None and (said := said_in(one, answer)) is not None]


def said_in(one: Asked, answer: Answer) -> Said | None:
    """Give what an answer says; None where it is none: unknown, or a note alone."""
    if answer.value is not None:
        return _in_order(one, answer.value)
    return NOT_APPLICABLE if answer.not_applicable is not None else None


def _in_order(one: Asked, value: Given) -> Given:
    if isinstance(one.question, Choices) and isinstance(value, tuple):
        return tuple(option.id for option in one.question.options if option.id in value)
    return value


def known_of(field: Asked, voices: Iterable[Voice]) -> list[Given]:
    """List what voices say of a field of the profile; of choices in the order of options."""
    profiles = (voice.answers.profile for voice in voices)
    return [_in_order(field, profile[field.id]) for profile in profiles if field.id in profile]


def _narrowed(one: Asked, ends: Ends) -> Asked:
    """Hold a question within what was answered; where somebody says that it does not apply, it may be anything."""
    if ends.may_vanish:
        return one
    question = type(one.question).of({**vars(one.question), "not_applicable": None})
    table = one.table
    if one.role in ("likelihood", "impact"):
        table = {id: size for id, size in table.items() if ends.least <= size <= ends.greatest}
    return replace(one, question=question, table=table, least=ends.least, greatest=ends.greatest)


def _common(tree: Tree, voices: Sequence[Voice], alike: Mapping[str, Said]) -> Answers:
    """Give the answers that all share; a field of the profile, or the name, on which voices differ is left out."""
    answers = {
        id: Answer(not_applicable="") if isinstance(said, NotApplicable) else Answer(said) for id, said in alike.items()
    }
    profile: dict[str, Given] = {}
    for field in tree.profile:
        values = known_of(field, voices)
        if len(set(values)) == 1:
            profile[field.id] = values[0]
    names = {voice.answers.name for voice in voices if voice.answers.name is not None}
    return Answers(
        name=names.pop() if len(names) == 1 else None,
        profile=profile,
        answers=answers,
        version=tree.pack.head.version,
    )

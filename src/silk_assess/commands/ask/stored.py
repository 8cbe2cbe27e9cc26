"""What is stored with a question, in words: where it is asked again, and as it is saved."""

from __future__ import annotations

from silk_assess.answers.model import Answer, Given
from silk_assess.countries import country_name
from silk_assess.interview.events import NoteKind, NoteSaved, NoteTakenOut
from silk_assess.interview.position import Older, Position
from silk_assess.questionnaire.model.questions import Anchor, AnyQuestion, Choice, Choices, Country, YesNo
from silk_assess.terminal.layout import Line, cut, paragraph
from silk_assess.wording import answers
from silk_assess.wording.dates import day


def now(position: Position, width: int) -> list[Line]:
    """Say the answer to the question at hand, its note and its evidence, as far as there are any."""
    one, stored = position.question(position.at), position.answer(position.at)
    if not position.is_given(position.at) and position.older is not None:
        return _older(position, position.older, width)
    if stored is None:
        return []
    texts = [f"{_sentence(one, stored)} Enter keeps it."] if position.is_given(position.at) else []
    texts += [f"Your note: {cut(stored.note, 200)}"] if stored.note else []
    texts += [f"Your evidence: {cut(proof, 200)}" for proof in stored.evidence[:3]]
    return [line for text in texts for line in paragraph(text, width)]


def _older(position: Position, older: Older, width: int) -> list[Line]:
    """Say the older answer to the question at hand, or that there is one that does not fit any more."""
    one, answer = position.question(position.at), position.older_answer(position.at)
    when = f"On {day(older.day)}" if older.day else "Before"
    if answer is None:
        said = older.unfit.get(position.at)
        again = (
            f'{when} you said "{cut(said or "", 200)}". It does not fit this question any more: please choose again.'
        )
        return paragraph(again, width) if said else []
    texts = [f"{when}: {_typed(one, answer)}"]
    texts += [f"note: {cut(answer.note, 200)}"] if answer.note else []
    texts += [f"evidence: {cut(proof, 200)}" for proof in answer.evidence[:3]]
    return [line for i, text in enumerate(texts) for line in paragraph(text, width, 2 if i else 0, 2)]


def _sentence(one: AnyQuestion, stored: Answer) -> str:
    if stored.unknown:
        return "You said that you don't know."
    if stored.not_applicable is not None:
        return f"You said that this does not apply{_reason(stored.not_applicable, ': ')}."
    return f"Your answer is {_typed(one, stored)}."


def _reason(text: str, joint: str) -> str:
    return f"{joint}{cut(text, 200)}" if text else ""


def _typed(one: AnyQuestion, stored: Answer) -> str:
    """Say a stored answer as it would be typed."""
    if stored.unknown:
        return "don't know"
    if stored.not_applicable is not None:
        return f"does not apply{_reason(stored.not_applicable, ': ')}"
    value = stored.value
    if isinstance(one, Choice | Choices | Anchor):
        chosen = value if isinstance(value, tuple) else (value,)
        numbers = [str(i) for i, (id, _) in enumerate(answers.options(one), 1) if id in chosen]
        return " ".join(numbers) or "none of these"
    return cut(_in_words(one, value if value is not None else ""), 200)


def _in_words(one: AnyQuestion, value: Given) -> str:
    """Say an answer in words, a country with its name, yes and no small."""
    if isinstance(one, Country):
        return f"{value}, {country_name(str(value))}"
    if isinstance(one, YesNo):
        return str(value)
    return answers.answer(one, value)


def kept(position: Position, id: str, width: int) -> list[Line]:
    """Confirm that an answer stays as it is."""
    stored = position.answer(id)
    assert stored is not None
    return paragraph(f"Kept: {_typed(position.question(id), stored)}", width)


def saved(position: Position, id: str, width: int, as_before: bool = False) -> list[Line]:
    """Confirm an answer in words; it is on disk."""
    head = "Taken:" if position.tries else "Saved, as before:" if as_before else "Saved:"
    one, stored = position.question(id), position.answer(id)
    assert stored is not None
    if isinstance(stored.value, tuple) and len(stored.value) > 1 and isinstance(one, Choices):
        labels = [option.label for option in one.options if option.id in stored.value]
        lines = paragraph([(head, "dim"), f" {labels[0]}"], width, 0, 7)
        return lines + [line for label in labels[1:] for line in paragraph(label, width, 7)]
    if stored.unknown:
        text = "don't know"
    elif stored.not_applicable is not None:
        text = f"does not apply{_reason(stored.not_applicable, '. ')}"
    else:
        text = _in_words(one, stored.value if stored.value is not None else "")
    return paragraph([(head, "dim"), f" {cut(text, 200)}"], width)


def names_saved(position: Position, width: int) -> list[Line]:
    """Confirm who answered; it is on disk."""
    answered = position.answers.answered
    by = "" if answered is None or answered.by is None else answered.by
    return paragraph([("Saved:", "dim"), f" answered by {cut(by, 200)}"], width)


def note(event: NoteSaved | NoteTakenOut, width: int, tries: bool = False) -> list[Line]:
    """Confirm a note or a piece of evidence, or that it was taken out."""
    if isinstance(event, NoteTakenOut):
        return paragraph(f"Taken out: the {event.kind}.", width)
    done = "Taken" if tries else "Saved"
    return paragraph(
        [(f"{done} with this question", "dim"), f", as {_NAMES[event.kind]}: {cut(event.text, 200)}"], width
    )


_NAMES: dict[NoteKind, str] = {"note": "a note", "evidence": "evidence"}

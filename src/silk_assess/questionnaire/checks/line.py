"""Whether the line about an organisation can be made: fields that there are, each text once."""

from __future__ import annotations

from collections.abc import Iterator

from silk_assess.faults import Code, Fault, Steps, quoted
from silk_assess.questionnaire.checks.lookup import Known, unknown
from silk_assess.questionnaire.line import LineText
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model.questions import ProfileNumber


def faults_of_line(pack: Pack, known: Known) -> Iterator[Fault]:
    """Yield every fault of meaning of the line, and of the words that numbers have for it.

    Source: docs/format.md, The line about an organisation.
    """
    seen: set[str] = set()
    named: set[str] = set()
    for text, path in _texts(pack):
        yield from (_no_field(path, id, known) for id in text.fields if id not in known.profile)
        if text.written in seen:
            yield Fault(path, f"{quoted(text.written)} stands here twice", "Write each once.", Code.TWICE)
        seen.add(text.written)
        named.update(text.fields)
    if not known.profile.keys() >= named:
        return  # a field that is only misspelt there is not left out too
    for i, field in enumerate(pack.head.profile):
        if isinstance(field, ProfileNumber) and field.id not in named:
            yield from _never_said(field, ("pack.yaml", "profile", i))


def _texts(pack: Pack) -> Iterator[tuple[LineText, Steps]]:
    for i, piece in enumerate(pack.head.line or ()):
        for j, text in enumerate(piece):
            # A piece of one text is mostly written without brackets; the nearest place above is told then.
            yield text, ("pack.yaml", "line", i, j)


def _no_field(path: Steps, id: str, known: Known) -> Fault:
    if id in known.questions or id in known.scales:
        what = "a question" if id in known.questions else "a node"
        do = "The line tells what the profile asks. Name one of its fields."
        return Fault(path, f'"{id}" is {what} and no profile field', do, Code.UNKNOWN_ID)
    return unknown(path, "profile field", id, known.profile)


def _never_said(field: ProfileNumber, path: Steps) -> Iterator[Fault]:
    for key, words in (("line_zero", field.line_zero), ("line_one", field.line_one)):
        if words is not None:
            says = f'no piece of the line names "{field.id}", so this is never said'
            do = f"Write {{{field.id}}} in a piece of line, or take {key} out."
            yield Fault((*path, key), says, do, Code.LINE, "key")

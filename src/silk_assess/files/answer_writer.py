"""Answers to the text of an answer file: what the strict reader reads back is what was given.

Every value is text to the reader, so that none needs quotes but by YAML's own rules; libyaml's
emitter decides that. Source: docs/format.md, Answers.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import yaml
from yaml.cyaml import CEmitter  # type: ignore[attr-defined]

from silk_assess.answers.model import Answer, Answers, Given
from silk_assess.answers.reader import FORMAT
from silk_assess.exact import decimal
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files.yaml.reader import MOST_BYTES, MOST_NODES
from silk_assess.questionnaire.tree import Tree


class TooLarge(SilkError):
    """The file would be larger than can be read again."""


def composed(tree: Tree, answers: Answers) -> bytes:
    """Write answers as an answer file of this version of the questionnaire.

    Raises TooLarge where it would be longer than the strict reader takes.
    """
    head = tree.pack.head
    raw: dict[str, Any] = {"format": FORMAT, "questionnaire": head.id, "version": head.version}
    # Before what may be long: a voice among other files is known by how it begins.
    raw |= {} if answers.voice is None else {"voice": answers.voice}
    organisation: dict[str, Any] = {"name": answers.name} if answers.name is not None else {}
    organisation |= {id: _plain(value) for id, value in answers.profile.items()}
    answered = {} if answers.answered is None else answers.answered._asdict()
    answered = {key: said for key, said in answered.items() if said is not None}
    entries = {id: _entry(answer) for id, answer in answers.answers.items()}
    voices = {} if answers.voices is None else {key: str(size) for key, size in asdict(answers.voices).items()}
    parts = {"organisation": organisation, "answered": answered, "voices": voices, "answers": entries}
    parts["kept"] = dict(answers.kept)
    raw |= {key: value for key, value in parts.items() if value}
    events = list(_document(raw))
    data = _emitted(events)
    # Scalars and the starts of lists and mappings are the reader's nodes.
    nodes = sum(isinstance(event, yaml.NodeEvent) for event in events)
    if len(data) > MOST_BYTES or nodes > MOST_NODES:
        says = "the answers with all their notes would be more than can be read again"
        raise TooLarge(Fault(("",), says, "Please shorten a note or evidence.", Code.TOO_LARGE))
    return data


def _plain(value: Given) -> str | list[str]:
    if isinstance(value, tuple):
        return list(value)
    return decimal(value) if isinstance(value, int) else value


def _entry(answer: Answer) -> Any:
    """Write one answer in its shortest form."""
    value: Any = None
    if answer.value is not None:
        value = _plain(answer.value)
    elif answer.unknown:
        value = "unknown"
    elif answer.not_applicable == "":
        value = "na"
    more: dict[str, Any] = {"not_applicable": answer.not_applicable} if answer.not_applicable else {}
    more |= {"note": answer.note} if answer.note else {}
    if answer.evidence:
        more["evidence"] = answer.evidence[0] if len(answer.evidence) == 1 else list(answer.evidence)
    if value is None:
        return more
    return {"value": value, **more} if more else value


# YAML


def _document(raw: Mapping[str, Any]) -> Iterator[yaml.Event]:
    yield yaml.StreamStartEvent(encoding="utf-8")
    yield yaml.DocumentStartEvent(explicit=False)
    yield from _mapping(raw, 0)
    yield yaml.DocumentEndEvent(explicit=False)
    yield yaml.StreamEndEvent()


def _mapping(raw: Mapping[str, Any], depth: int) -> Iterator[yaml.Event]:
    # Answers stand one on a line; what belongs to one answer stands in that line.
    yield yaml.MappingStartEvent(None, None, True, flow_style=depth > 1)
    for key, value in raw.items():
        yield _scalar(key)
        yield from _node(value, depth + 1)
    yield yaml.MappingEndEvent()


def _node(value: Any, depth: int) -> Iterator[yaml.Event]:
    if isinstance(value, Mapping):
        yield from _mapping(value, depth)
    elif isinstance(value, list):
        yield yaml.SequenceStartEvent(None, None, True, flow_style=True)
        for one in value:
            yield from _node(one, depth + 1)
        yield yaml.SequenceEndEvent()
    else:
        yield _scalar(value)


def _scalar(text: str) -> yaml.Event:
    text = str(text)  # libyaml takes no kind of text but text itself: no Cut
    # What libyaml would fold, or write as it is and never read again, goes between double quotes.
    is_plain = text != "<<" and text.isprintable() and text == text.strip() and "  " not in text
    return yaml.ScalarEvent(None, None, (is_plain, True), text, style=None if is_plain else '"')


def _emitted(events: list[yaml.Event]) -> bytes:
    stream = io.BytesIO()
    emitter = CEmitter(stream, allow_unicode=True, width=2**31 - 1)
    for event in events:
        emitter.emit(event)
    return stream.getvalue()

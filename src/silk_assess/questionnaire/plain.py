"""A questionnaire as plain data and back: what JSON can hold, and nothing that depends on a library or on Python.

Each value of a class is a mapping with its class's name under "!"; tuples are lists. Only what a value
holds is written, so that its class's defaults speak for the rest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from silk_assess.questionnaire import conditions, line
from silk_assess.questionnaire.model import base, catalogue, nodes, pack, questions
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.shapes import Model

_CLASS: Final = "!"
_PLACES: Final = (base, catalogue, nodes, pack, questions)
_MODELS: Final[Mapping[str, type[Model]]] = {
    one.__name__: one
    for place in _PLACES
    for one in vars(place).values()
    if isinstance(one, type) and issubclass(one, Model)
}
_OTHERS: Final[Mapping[str, type[Any]]] = {
    one.__name__: one
    for one in (
        conditions.Is,
        conditions.Compare,
        conditions.Answered,
        conditions.All,
        conditions.Any_,
        conditions.Not,
        line.LineText,
        line.Slot,
    )
}


def written(questionnaire: Pack) -> str:
    """Write a questionnaire as JSON; the same questionnaire gives the same text."""
    return json.dumps(_plain(questionnaire), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    match value:
        case Model():
            return {_CLASS: type(value).__name__, **{name: _plain(one) for name, one in vars(value).items()}}
        case line.Slot(id=id):
            return {_CLASS: "Slot", "id": id}
        case tuple():
            return [_plain(one) for one in value]
        case Mapping():
            return {key: _plain(one) for key, one in value.items()}
        case None | str() | int():
            return value
    return {_CLASS: type(value).__name__, **{one.name: _plain(getattr(value, one.name)) for one in fields(value)}}


def read(text: str) -> Pack:
    """Read what `written` wrote. Raises ValueError where it is something else."""
    try:
        found = json.loads(text, object_hook=_made)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"no questionnaire: {error!r}") from None
    if not isinstance(found, Pack):
        raise ValueError("no questionnaire")
    return found


def _made(entry: dict[str, Any]) -> Any:
    name = entry.pop(_CLASS, None)
    for key, value in entry.items():
        if type(value) is list:
            entry[key] = _tuple(value)
    if name is None:
        return entry
    if name in _MODELS:
        return _MODELS[name].of(entry)
    return _OTHERS[name](**entry)


def _tuple(values: list[Any]) -> tuple[Any, ...]:
    return tuple([_tuple(one) if type(one) is list else one for one in values])

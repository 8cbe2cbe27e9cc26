"""Models of files as JSON Schema: each class's keys and what they may hold, walked by their annotations.

What an annotation demands is carried by its marks; a mark that nobody knows here is our bug, and a test walks them all.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal, Union

from silk_assess.plan import file_model as plans
from silk_assess.questionnaire import field_types as given
from silk_assess.questionnaire.model import catalogue
from silk_assess.questionnaire.model.base import TypedList
from silk_assess.questionnaire.shapes import AtLeast, Before, Key, Model, Tag, TaggedBy, TaggedByShape, hints
from silk_assess.schema import values
from silk_assess.schema.values import Schema
from silk_assess.schema.words import meaning
from silk_assess.tables import mapping

_TEXT_OR_TEXTS: Final[Schema] = {"anyOf": [values.TEXT, values.array(values.TEXT)]}
_WHOLE_PIECE: Final[Schema] = {**values.TEXT, "pattern": "^[^{}]*[^{}\\s][^{}]*$"}
_LINE_TEXT: Final[Schema] = {**values.TEXT, "pattern": "^(?=[\\s\\S]*\\S)[^{}]*(\\{[^{}]+\\}[^{}]*)*$"}
_EMPTY_DATE: Final[Schema] = {"type": ["string", "null"], "pattern": "^\\s*([0-9]{4}-[0-9]{2}-[0-9]{2})?\\s*$"}
_OLD_ID: Final = "[a-z][a-z0-9]*(-[a-z0-9]+)*"


def _mark(annotation: Any) -> Any:
    return typing.get_args(annotation)[1]


# What a mark takes, whatever the type below it.
_WHOLE: Final[Mapping[Any, Schema]] = {
    _mark(given.Text): values.TEXT,
    _mark(given.Id): values.ID,
    _mark(given.OldId): {"type": "string", "pattern": f"^{_OLD_ID}(/{_OLD_ID})?$"},
    _mark(given.Number): values.NUMBER,
    _mark(given.Flag): values.FLAG,
    _mark(given.When): {"$ref": "#/$defs/condition"},
    _mark(given.WholePiece): _WHOLE_PIECE,
    _mark(given.LinePiece): {"anyOf": [_LINE_TEXT, values.array(_LINE_TEXT, 1)]},
    _mark(given.Places): values.words(*"0123456"),
    _mark(catalogue.Feature): _TEXT_OR_TEXTS,
    _mark(catalogue.CountriesOrAny): {"anyOf": [{"const": "any"}, values.array(values.TEXT)]},
    _mark(plans.Words): values.ANY_TEXT,
    _mark(plans.Day): _EMPTY_DATE,
    _mark(plans.AnswerAsWritten): {"type": ["string", "number", "boolean", "null", "array"]},
    _mark(mapping.Any_): values.ANY_TEXT,
    mapping.WORDS_OF_CELLS: values.mapping(values.ANY_TEXT, values.ANY_TEXT),
}
# Marks that ask for a list, with how many things at least.
_LISTS: Final[Mapping[Any, int]] = {TypedList: 1, Before(given.any_list): 0}


class Walk:
    """Draws classes, each once, as definitions that refer to each other.

    `changed` gives what stands in place of a key's annotation, by the class that declares it and the key.
    """

    def __init__(self, changed: Mapping[tuple[str, str], Schema] | None = None) -> None:
        self._changed = changed or {}
        self.definitions: dict[str, Schema] = {}

    def model(self, model: type[Model]) -> Schema:
        """Give a reference to a class, and draw it if it is not drawn yet."""
        name = model.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self._drawn(model)
        return {"$ref": f"#/$defs/{name}"}

    def _drawn(self, model: type[Model]) -> Schema:
        owners = tuple(one.__name__ for one in model.__mro__ if issubclass(one, Model))
        found, required = {}, []
        spelt = {name: key for key, name in model.spelt().items()}
        for name, hint in hints(model).items():
            key = spelt[name]
            own = next((self._changed[one, key] for one in owners if (one, key) in self._changed), None)
            said = meaning(owners, key)
            found[key] = {**({"description": said} if said else {}), **(self.of(hint) if own is None else own)}
            if not hasattr(model, name):
                required.append(key)
        return values.closed(found, tuple(required))

    def of(self, hint: Any) -> Schema:
        """Give what an annotation takes."""
        if typing.get_origin(hint) is Annotated:
            return self._marked(typing.get_args(hint))
        if isinstance(hint, type) and issubclass(hint, Model):
            return self.model(hint)
        origin, parts = typing.get_origin(hint), typing.get_args(hint)
        if origin is Literal:
            return {"const": parts[0]} if len(parts) == 1 else {"enum": list(parts)}
        if origin in (Union, types.UnionType):
            return values.either(*(self.of(part) for part in parts if part is not type(None)))
        if origin is tuple:
            return values.array(self.of(parts[0]))
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return values.mapping(_keys(self.of(parts[0])), self.of(parts[1]))
        raise AssertionError(f"an annotation that nobody can draw: {hint}")

    def _marked(self, parts: tuple[Any, ...]) -> Schema:
        below, *marks = parts
        for mark in reversed(marks):
            if mark in _WHOLE:
                return _WHOLE[mark]
            if isinstance(mark, given.OneOf):
                return values.words(*mark.words)
            if isinstance(mark, given.Form):
                return {"type": "string", "pattern": f"^({mark.pattern})$"}
            if isinstance(mark, given.Between):
                return values.between(mark.low, mark.high)
            if isinstance(mark, TaggedBy):
                return self._tagged(mark, below)
            if mark == _mark(plans.StepList):
                return {"anyOf": [self.of(below), {"enum": ["", None]}]}
        found = self.of(below)
        for mark in marks:
            found = _with(found, mark)
        return found

    def _tagged(self, by: TaggedBy, union: Any) -> Schema:
        """Give a union of which a member is chosen by a word under a key, or by its shape."""
        members = dict(_members(union))
        if isinstance(by, TaggedByShape):
            return values.either(*(self.of(member) for member in members.values()))
        cases = [
            {"if": {"properties": {by.key: {"const": word}}, "required": [by.key]}, "then": self.of(member)}
            for word, member in members.items()
        ]
        said = meaning((), by.key)
        chosen: Schema = {**({"description": said} if said else {}), "enum": list(members)}
        return {"type": "object", "required": [by.key], "properties": {by.key: chosen}, "allOf": cases}


def _keys(schema: Schema) -> Schema:
    """Give what keys may be, which are texts whatever they look like."""
    return {"pattern": schema["pattern"]} if "type" in schema and isinstance(schema["type"], list) else schema


def _with(found: Schema, mark: Any) -> Schema:
    if isinstance(mark, AtLeast):
        return {**found, "minProperties" if found.get("type") == "object" else "minItems": mark.least}
    if mark in _LISTS:
        return {**found, **({"minItems": max(_LISTS[mark], found.get("minItems", 0))} if _LISTS[mark] else {})}
    if isinstance(mark, Key | Tag):
        return found
    if mark == Before(given.not_empty):
        return {**found, "minItems": 1}
    raise AssertionError(f"a mark that nobody can draw: {mark}")


def _members(union: Any) -> Iterator[tuple[str, Any]]:
    for member in typing.get_args(union):
        tag = next(mark.tag for mark in typing.get_args(member)[1:] if isinstance(mark, Tag))
        yield tag.partition("=")[2], member

"""Files of answers, plans and mappings as JSON Schema, with the questions of one questionnaire where it is known."""

from __future__ import annotations

from typing import Final

from silk_assess.answers.answered import LONGEST_BY
from silk_assess.plan import file_model as plans
from silk_assess.questionnaire.model.questions import AnyQuestion, Choices, Quantity
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.schema import values
from silk_assess.schema.known import is_answer
from silk_assess.schema.models import Walk
from silk_assess.schema.values import Schema
from silk_assess.tables import mapping

_SPOKEN: Final[Schema] = {"type": ["string", "number", "boolean"], "pattern": "\\S"}
_WHOLE: Final[Schema] = {"type": ["integer", "string"], "pattern": "^[0-9]{1,9}$"}
_EVIDENCE: Final[Schema] = {"anyOf": [values.TEXT, values.array(values.TEXT)]}


def answers(tree: Tree | None) -> Schema:
    """Draw an answer file. One of another version, or for another questionnaire, is held to its form alone."""
    head = None if tree is None else tree.pack.head
    named: Schema = values.TEXT if head is None else {"enum": [head.id, *head.answers_of]}
    properties: dict[str, Schema] = {
        "format": {"const": "silk-answers/1"},
        "questionnaire": {"description": "The id of the questionnaire.", **named},
        "version": {"description": "Its version.", **values.VERSION},
        "organisation": {"description": "The organisation's name, and the fields of the profile.", "type": "object"},
        "answered": {"description": "When it was answered, and by whom.", **_answered()},
        "voice": {"description": "Whose voice this is, where several answer.", **values.ID},
        "voices": {"description": "On how many voices a common file stands.", **_voices()},
        "answers": {"description": "The answers, by the ids of questions.", "type": "object"},
        "kept": {"description": "What this version no longer asks; never scored, never dropped.", "type": "object"},
    }
    found = values.closed(properties, ("format", "questionnaire", "version"))
    loose = {"properties": {"organisation": _organisation(None), "answers": _loose()}}
    if tree is None or head is None:
        return {**found, "allOf": [loose]}
    is_own = {"properties": {"questionnaire": {"const": head.id}, "version": {"const": head.version}}}
    return {**found, "if": is_own, "then": _own(tree), "else": loose}


def _own(tree: Tree) -> Schema:
    given = {one.id: _entry(one) for one in tree.questions}
    return {"properties": {"organisation": _organisation(tree), "answers": values.closed(given)}}


def _organisation(tree: Tree | None) -> Schema:
    fields = {} if tree is None else {one.id: _described(one.question, value(one.question)) for one in tree.profile}
    found = values.closed({"name": values.TEXT, **fields})
    return found if fields else {**found, "additionalProperties": values.TEXT if tree is not None else True}


def _answered() -> Schema:
    by: Schema = {**values.TEXT, "maxLength": LONGEST_BY}
    return values.closed({"date": values.DATE, "by": by})


def _voices() -> Schema:
    return values.closed(
        {
            "count": {**_WHOLE, "minimum": 2, "pattern": "^0*([2-9]|[1-9][0-9]{1,8})$"},
            "differed": {**_WHOLE, "minimum": 0},
        },
        ("count", "differed"),
    )


# Answers


def _loose() -> Schema:
    """Give answers of which the questions are not known: every form that an answer can have."""
    some: Schema = {"anyOf": [_SPOKEN, values.array(_SPOKEN)]}
    return {"type": "object", "additionalProperties": {"anyOf": [some, _long(some, True)]}}


def _entry(one: Asked) -> Schema:
    words = ["unknown", *(["na"] if one.may_be_left_out else [])]
    short = values.either(value(one.question), {"enum": words})
    return _described(one.question, {"anyOf": [short, _long(short, one.may_be_left_out)]})


def _described(question: AnyQuestion, schema: Schema) -> Schema:
    said = f"{question.text} {question.guidance}" if question.guidance else question.text
    return {"description": said, **schema}


def _long(short: Schema, may_be_left_out: bool) -> Schema:
    """Give the long form of an answer: a value or why there is none, with a note and evidence."""
    properties = {"value": short, "note": values.TEXT, "evidence": _EVIDENCE}
    if may_be_left_out:
        properties["not_applicable"] = values.TEXT
    apart: Schema = {"not": {"required": ["value", "not_applicable"]}} if may_be_left_out else {}
    return {**values.closed(properties), "minProperties": 1, **apart}


def value(question: AnyQuestion) -> Schema:
    """Give the values that answer a question, with its limits."""
    if isinstance(question, Choices):
        return _several(question)
    if isinstance(question, Quantity):
        return values.number(question.minimum, question.maximum, question.decimals)
    found = is_answer(question)
    return {**found, "pattern": "\\S"} if "minLength" in found else found


def _several(question: Choices) -> Schema:
    alone = [option.id for option in question.options if option.exclusive]
    beside = [option.id for option in question.options if not option.exclusive]
    found: Schema = {**values.array({"enum": beside}), "uniqueItems": True}
    if not alone:
        return found
    return {"anyOf": [*([found] if beside else []), {**values.array({"enum": alone}), "maxItems": 1}]}


# Plans and mappings


def plan(tree: Tree | None) -> Schema:
    """Draw a plan; with the ids of questions and rules where the questionnaire is known."""
    walk = Walk({} if tree is None else {("GivenStep", "id"): _step(tree), ("Given", "questionnaire"): _named(tree)})
    found = walk.model(plans.Given)
    return {**found, "$defs": walk.definitions}


def _step(tree: Tree) -> Schema:
    """Offer the ids that a step can have; a plan of another version may hold others."""
    ids = [*(one.id for one in tree.questions), *(one.id for one in tree.pack.rules)]
    return {"anyOf": [{"enum": ids}, values.ID]}


def _named(tree: Tree) -> Schema:
    head = tree.pack.head
    return {"enum": [head.id, *head.answers_of]}


def table_mapping(tree: Tree | None) -> Schema:
    """Draw a mapping; with the ids that a column can be where the questionnaire is known."""
    changed = {}
    if tree is not None:
        ids = ["name", "id", "answered.date", "answered.by", "carry", "leave", *tree.asked]
        parts = "(\\.note|\\.evidence|/[a-z0-9-]+)"
        is_: Schema = {"anyOf": [{"enum": ids}, {"type": "string", "pattern": f"^[a-z0-9-]+{parts}?$"}]}
        changed = {("GivenColumn", "is"): is_, ("Given", "questionnaire"): _named(tree)}
    walk = Walk(changed)
    found = walk.model(mapping.Given)
    return {**found, "$defs": walk.definitions}

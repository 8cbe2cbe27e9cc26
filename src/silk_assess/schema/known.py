"""What a questionnaire has by name, as far as its schema knows it: ids, and what a condition may say of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from silk_assess.questionnaire.model.questions import (
    FLOW_IDS,
    Anchor,
    AnyQuestion,
    Choice,
    Choices,
    Country,
    Day,
    Quantity,
    YesNo,
)
from silk_assess.questionnaire.tree import Tree
from silk_assess.questionnaire.values import answers_to
from silk_assess.schema import values
from silk_assess.schema.values import Schema


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of a questionnaire, each kind in its order; and how one that is not among them is spoken of."""

    tree: Tree

    @property
    def questions(self) -> list[str]:
        """Questions, without the profile."""
        return [one.id for one in self.tree.questions]

    @property
    def profile(self) -> list[str]:
        """Fields of the profile."""
        return [one.id for one in self.tree.profile]

    @property
    def nodes(self) -> list[str]:
        """Sections, dimensions and risks, and the index where there is one."""
        return [one.id for one in self.tree.nodes]

    @property
    def rules(self) -> list[str]:
        """Rules."""
        return [one.id for one in self.tree.pack.rules]

    @property
    def readable(self) -> list[str]:
        """What a gate may read: nodes, scored questions of score sections, and scored controls."""
        scored = [one.id for one in self.tree.questions if one.scored and one.role in ("score", "control")]
        return [*self.nodes, *scored]


def reference(ids: Iterable[str], of: str) -> Schema:
    """Give one of these ids; an editor says what to do about a new one."""
    known = list(ids)
    said = f"No {of} had this id when this schema was drawn. After a new one: silk-assess schema --into FOLDER"
    return {"enum": known, "errorMessage": said} if known else {"not": {}, "errorMessage": said}


# Conditions

_FLAGS: Schema = values.closed({"answered": values.FLAG}, ("answered",))
_RELATIONS = ("at_least", "above", "at_most", "below")


def conditions(names: Names | None) -> dict[str, Schema]:
    """Draw conditions as definitions: on answers (`condition`), with points (`condition-of-rules`), on the profile."""
    if names is None:
        leaf: Schema = {"$ref": "#/$defs/leaf"}
        shared = {"leaf": _any_leaf(), "condition": _condition("condition", {}, leaf)}
        rest = ("condition-of-rules", "condition-of-profile")
        return shared | {one: _condition(one, {}, leaf) for one in rest}
    asked = {id: one.question for id, one in names.tree.asked.items()}
    found = {f"on-{id}": _leaf(question) for id, question in asked.items()}
    found["on-points"] = _comparison(values.NUMBER)
    flows = list(FLOW_IDS) if names.tree.has_flows else []
    points: dict[str, Schema] = {id: {"$ref": "#/$defs/on-points"} for id in (*names.nodes, *flows)}
    leaves: Mapping[str, Schema] = {id: {"$ref": f"#/$defs/on-{id}"} for id in asked}
    found["condition"] = _condition("condition", leaves)
    found["condition-of-rules"] = _condition("condition-of-rules", {**leaves, **points})
    found["condition-of-profile"] = _condition("condition-of-profile", {id: leaves[id] for id in names.profile})
    return found


def _condition(name: str, leaves: Mapping[str, Schema], others: Schema | None = None) -> Schema:
    inner: Schema = {"$ref": f"#/$defs/{name}"}
    parts: Schema = values.array(inner, 1)
    said = "Nothing had this id when this schema was drawn. After a new one: silk-assess schema --into FOLDER"
    return {
        "type": "object",
        "minProperties": 1,
        "properties": {"all": parts, "any": parts, "not": inner, **leaves},
        "additionalProperties": False if others is None else others,
        **({"errorMessage": said} if others is None else {}),
    }


def _any_leaf() -> Schema:
    value: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
    return values.either(value, values.array(value, 1), _comparison(value), _FLAGS)


def _comparison(bound: Schema) -> Schema:
    return {**values.closed(dict.fromkeys(_RELATIONS, bound)), "minProperties": 1, "maxProperties": 1}


def _leaf(question: AnyQuestion) -> Schema:
    """Give what a condition may say of a question or field: answers, a list of them, a comparison, answered."""
    value = is_answer(question)
    forms = [value, values.array(value, 1)]
    if isinstance(question, Choice | Anchor):
        forms.append(_comparison(value))
    elif isinstance(question, Quantity):
        forms.append(_comparison(values.NUMBER))
    return {"description": question.text, "anyOf": [*forms, _FLAGS]}


def is_answer(question: AnyQuestion) -> Schema:
    """Give what can be one answer to a question; limits of numbers are left to answers."""
    match question:
        case Choice() | Choices() | Anchor() | YesNo():
            return {"enum": list(answers_to(question) or ())}
        case Quantity():
            return values.NUMBER
        case Country():
            return values.country()
        case Day():
            return values.DATE
        case _:
            return {"type": ["string", "number", "boolean"], "minLength": 1}

"""The files of a questionnaire as JSON Schema: pack.yaml, sections, the optional files, allow.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from silk_assess.faults import Code
from silk_assess.questionnaire.field_types import FILE_NAME
from silk_assess.questionnaire.model.catalogue import Enabler, PeerCase, Rule, Term, Tool
from silk_assess.questionnaire.model.nodes import Section
from silk_assess.questionnaire.model.pack import Head
from silk_assess.schema import values
from silk_assess.schema.known import Names, conditions, reference
from silk_assess.schema.models import Walk
from silk_assess.schema.values import Schema

_LISTS = {"rules": Rule, "tools": Tool, "cases": PeerCase, "enablers": Enabler, "glossary": Term}
KINDS = ("pack", "section", *_LISTS)
_NO_SECTION: Schema = {"enum": ["pack", *_LISTS]}
_SECTION: Schema = {"type": "string", "pattern": f"^({FILE_NAME.pattern})$", "not": _NO_SECTION}
_ROLES: Mapping[tuple[str, str], Schema] = {
    ("Head", "sections"): {**values.array(_SECTION, 1), "uniqueItems": True},
    ("Rule", "when"): {"$ref": "#/$defs/condition-of-rules"},
    ("Offer", "fits"): {"$ref": "#/$defs/condition-of-profile"},
}


def drawn(kind: str, names: Names | None) -> Schema:
    """Draw a file of a questionnaire; with what it has by name, where that is known."""
    walk = Walk({**_ROLES, **({} if names is None else _references(names))})
    if kind == "pack":
        found = walk.model(Head)
    elif kind == "section":
        found = walk.of(Section)
    else:
        found = values.array(walk.model(_LISTS[kind]))
    every = {**walk.definitions, **conditions(names)}
    return {**found, "$defs": {name: every[name] for name in sorted(_reached(found, every))}}


def _reached(schema: Schema, definitions: Mapping[str, Schema]) -> set[str]:
    """Name the definitions that a schema needs."""
    found: set[str] = set()
    waiting: list[Any] = [schema]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            name = str(here.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                waiting.append(definitions[name])
            waiting += here.values()
        elif isinstance(here, list):
            waiting += here
    return found


def _references(names: Names) -> dict[tuple[str, str], Schema]:
    pack = names.tree.pack
    sources = reference((one.id for one in pack.head.sources), "source")
    terms = values.array(reference((one.id for one in pack.glossary), "term"))
    node = reference(names.nodes, "node")
    helped = reference(
        [*names.questions, *(id for id in names.nodes if id != "index"), *names.rules], "question or node"
    )
    owners = ("_Question", "Anchor", "_Node", "Risk", "Rule")
    return {
        **{(owner, "sources"): values.array(sources) for owner in owners},
        ("_Question", "terms"): terms,
        ("Anchor", "terms"): terms,
        ("Term", "see"): terms,
        ("Rule", "tools"): values.array(reference((one.id for one in pack.tools), "tool")),
        ("Tool", "helps"): values.array(helped),
        ("Child", "id"): reference((id for id in names.nodes if id != "index"), "node"),
        ("Head", "short"): values.array(reference(names.questions, "question")),
        ("LevelText", "requires"): values.mapping(node, values.NUMBER),
        ("Gate", "below"): values.mapping(reference(names.readable, "node or question"), values.NUMBER, 1),
        ("PeerCase", "features"): {
            **values.mapping(reference([*names.profile, *names.nodes], "field or node"), _FEATURE),
        },
    }


_FEATURE: Schema = {"anyOf": [values.TEXT, values.array(values.TEXT)]}


def allow() -> Schema:
    """Draw allow.yaml: what is found and accepted, by its code, each with the reason."""
    codes = {"enum": sorted(code.value for code in Code)}
    return values.mapping(codes, {"description": "Why it is accepted.", **values.TEXT})

"""Every kind of file that has a schema, by its name; and a schema as text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from silk_assess.questionnaire.tree import Tree
from silk_assess.schema import answers, questionnaire, results
from silk_assess.schema.known import Names
from silk_assess.schema.values import Schema

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
# By this key a schema of ours is known from any other.
MARK: Final = "x-silk-assess"
FORMAT: Final = "silk-schema/1"
_Drawn = Callable[[Tree | None], Schema]
_TITLES: Final[Mapping[str, str]] = {
    "pack": "pack.yaml",
    "section": "A section",
    "rules": "rules.yaml",
    "tools": "tools.yaml",
    "cases": "cases.yaml",
    "enablers": "enablers.yaml",
    "glossary": "glossary.yaml",
    "allow": "allow.yaml",
    "answers": "Answers",
    "mapping": "How a table is read",
    "plan": "A plan",
    "result": "A result",
    "errors": "A line of errors.jsonl",
    "run": "run.json",
    "findings": "Findings",
    "trace": "Where a result comes from",
    "comparison": "A comparison of two years",
    "guard": "What a result was held to",
}
_OTHERS: Final[Mapping[str, _Drawn]] = {
    "allow": lambda tree: questionnaire.allow(),
    "answers": answers.answers,
    "mapping": answers.table_mapping,
    "plan": answers.plan,
    **results.KINDS,
}
KINDS: Final = tuple(_TITLES)


def schema(kind: str, tree: Tree | None = None) -> Schema:
    """Draw a kind of file; with the ids, options and conditions of a questionnaire where one is given."""
    drawn = (
        questionnaire.drawn(kind, None if tree is None else Names(tree))
        if kind in questionnaire.KINDS
        else _OTHERS[kind](tree)
    )
    of = "" if tree is None else f" of {tree.pack.head.id}"
    more = "" if tree is None else " --pack FOLDER"
    said = f"Drawn by: silk-assess schema {kind}{more}"
    title = f"{_TITLES[kind]}{of}"
    return {"$schema": DIALECT, MARK: FORMAT, "title": title, "description": said, **drawn}


def written(schema: Schema) -> str:
    """Write a schema as text, what is short on one line; the same schema gives the same text."""
    return "\n".join(_lines(schema, "", "")) + "\n"


_WIDTH: Final = 100


def _lines(value: Any, before: str, behind: str, indent: int = 0) -> list[str]:
    plain = json.dumps(value, ensure_ascii=False)
    pad = " " * indent
    if not isinstance(value, dict | list) or not value or (indent and len(pad) + len(before) + len(plain) <= _WIDTH):
        return [f"{pad}{before}{plain}{behind}"]
    opens, closes = "{}" if isinstance(value, dict) else "[]"
    entries = (
        [(f"{json.dumps(key, ensure_ascii=False)}: ", one) for key, one in value.items()]
        if isinstance(value, dict)
        else [("", one) for one in value]
    )
    lines = [f"{pad}{before}{opens}"]
    for i, (head, one) in enumerate(entries, 1):
        lines += _lines(one, head, "," if i < len(entries) else "", indent + 2)
    return [*lines, f"{pad}{closes}{behind}"]

"""What the program writes for other programs, as JSON Schema. Source: docs/format.md, Result and what follows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from silk_assess.faults import Code
from silk_assess.questionnaire.model.questions import CELLS, FACETS
from silk_assess.questionnaire.tree import Tree
from silk_assess.schema import values
from silk_assess.schema.values import Schema

NUMBER: Final[Schema] = {"type": "number"}
WHOLE: Final[Schema] = {"type": "integer"}
TEXT: Final[Schema] = {"type": "string"}
FLAG: Final[Schema] = {"type": "boolean"}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
POINTS: Final[Schema] = {"type": "number", "minimum": 0}
_SHARE: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1}
DIGEST: Final[Schema] = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}


def or_null(schema: Schema) -> Schema:
    """Give what may also be absent."""
    kind = schema.get("type")
    return {**schema, "type": [kind, "null"]} if isinstance(kind, str) else {"anyOf": [schema, {"type": "null"}]}


def each(properties: Mapping[str, Schema], optional: Sequence[str] = ()) -> Schema:
    """Give an object in which every key stands, but for some."""
    return values.closed(dict(properties), tuple(key for key in properties if key not in optional))


def by_id(schema: Schema, ids: Sequence[str] | None) -> Schema:
    """Give an object with an entry for each id, or for any where they are not known."""
    if ids is None:
        return {"type": "object", "propertyNames": values.ID, "additionalProperties": schema}
    return each(dict.fromkeys(ids, schema))


def some_of(schema: Schema, ids: Sequence[str] | None) -> Schema:
    """Give an object with entries for some ids."""
    keys: Schema = values.ID if ids is None else {"enum": list(ids)}
    return {"type": "object", "propertyNames": keys, "additionalProperties": schema}


def list_of(ids: Sequence[str] | None) -> Schema:
    """Give a list of ids."""
    return values.array(values.ID if ids is None else {"enum": list(ids)} if ids else {"not": {}})


# Parts of several


def questionnaire(tree: Tree | None, is_here: bool = True) -> Schema:
    """Give the head that says of which questionnaire something is."""
    head = None if tree is None else tree.pack.head
    digest = DIGEST if is_here else or_null(DIGEST)
    id = values.ID if head is None or not is_here else {"const": head.id}
    return each({"id": id, "version": TEXT, "fingerprint": digest})


def _questions(tree: Tree | None) -> list[str] | None:
    return None if tree is None else [one.id for one in tree.questions]


def _nodes(tree: Tree | None) -> list[str] | None:
    return None if tree is None else [one.id for one in tree.nodes]


_ANSWER: Final[Schema] = {"anyOf": [TEXT, NUMBER, values.array(TEXT)]}
_ORGANISATION: Final[Schema] = {"type": "object", "additionalProperties": _ANSWER}
_ANSWERED: Final[Schema] = or_null(each({"date": values.DATE, "by": TEXT}, ("date", "by")))
_FIGURES: Final[Mapping[str, Schema]] = {"points": or_null(NUMBER), "low": NUMBER, "high": NUMBER}
_LEVEL: Final[Mapping[str, Schema]] = dict.fromkeys(("low", "point", "high"), COUNT)
_CODE: Final[Schema] = {"enum": sorted(code.value for code in Code)}


def result(tree: Tree | None) -> Schema:
    """Draw a result: a line of `score --json`, of results.jsonl, and the JSON of `report`."""
    questions, nodes = _questions(tree), _nodes(tree)
    risks = None if tree is None else [one.id for one in tree.nodes if one.rule == "risk"]
    pack = None if tree is None else tree.pack
    ids = (lambda found: None) if pack is None else (lambda found: [one.id for one in found(pack)])
    rules, tools, enablers, cases = (
        ids(lambda pack: pack.rules), ids(lambda pack: pack.tools),
        ids(lambda pack: pack.enablers), ids(lambda pack: pack.cases),
    )  # fmt: skip
    cap = or_null(each({"gate": COUNT, "by": values.ID, "without": or_null(NUMBER)}))
    numbers = dict.fromkeys(("points", "low", "high"), or_null(POINTS))
    node = {"scale": POINTS, **numbers, "coverage": or_null(_SHARE), "band": or_null(COUNT)}
    risk = dict.fromkeys(("inherent", "controls", "residual", "residual_low", "residual_high"), or_null(POINTS))
    level = {**_LEVEL, "firm": FLAG, "ask_next": list_of(questions)}
    way = {"to": COUNT, "changes": some_of(_ANSWER, questions), "effort": {"type": "integer", "minimum": 1}}
    tool = {"id": _one_of(tools), "addresses": NUMBER, "because": TEXT}
    return each(
        {
            "format": {"const": "silk-result/1"},
            "source": each({"file": or_null(TEXT), "sheet": or_null(TEXT), "row": or_null(COUNT), "id": or_null(TEXT)}),
            "questionnaire": questionnaire(tree),
            "organisation": _ORGANISATION,
            "answered": _ANSWERED,
            "voice": or_null(TEXT),
            "voices": or_null(each({"count": COUNT, "differed": COUNT})),
            "nodes": by_id(each({**node, "unprotected": or_null(FLAG), "cap": cap}, ("unprotected",)), nodes),
            "risks": by_id(each(risk), risks),
            "flows": or_null(_flows()),
            "level": or_null(each(level)),
            "robust": or_null(FLAG),
            "coverage": or_null(_SHARE),
            "evidence": or_null(_SHARE),
            "lost": some_of(NUMBER, questions),
            "way_up": or_null(each(way)),
            "flags": list_of(rules),
            "look_again": list_of(rules),
            "tools": values.array(each(tool)),
            "enablers": list_of(enablers),
            "cases": values.array(each({"id": _one_of(cases), "distance": NUMBER})),
            "warnings": values.array(TEXT),
            "extra": {"type": "object", "additionalProperties": TEXT},
        },
        ("source", "extra"),
    )


def _one_of(ids: Sequence[str] | None) -> Schema:
    return values.ID if not ids else {"enum": list(ids)}


def _flows() -> Schema:
    facet = or_null(each(_FIGURES))
    cell = each({"now": facet, "ambition": facet, "gap": or_null(NUMBER)})
    return each({"cells": by_id(cell, CELLS), "breadth": COUNT})


def errors(tree: Tree | None) -> Schema:
    """Draw a line of errors.jsonl."""
    return each(
        {
            "file": TEXT,
            "sheet": or_null(TEXT),
            "row": or_null(COUNT),
            "column": or_null(COUNT),
            "question": or_null(TEXT),
            "fault": TEXT,
            "remedy": TEXT,
            "code": _CODE,
        }
    )


def run(tree: Tree | None) -> Schema:
    """Draw run.json."""
    before = {"input": TEXT, **dict.fromkeys(_JOINED, COUNT)}
    return each(
        {
            "format": {"const": "silk-batch/1"},
            "program": each({"name": {"const": "silk-assess"}, "version": TEXT}),
            "engine": {"enum": ["columns", "rows"]},
            "questionnaire": questionnaire(tree),
            **dict.fromkeys(("organisations", "scored", "left_out", "faults"), COUNT),
            "explained": each({"of": COUNT, "number": COUNT}),
            "not_written": values.array(each({"file": TEXT, "option": TEXT})),
            "columns": {"enum": ["all", "short"]},
            "by": or_null(TEXT),
            **dict.fromkeys(("links_left_out", "other_formats_left_out", "voices_left_out"), values.array(TEXT)),
            "inputs": values.array(_input()),
            "rests_on": values.array(TEXT),
            "without_answers": each({"number": COUNT, "places": values.array({})}),
            "before": each(before),
            "files": {"type": "object", "additionalProperties": DIGEST},
            "digest": DIGEST,
        },
        ("before",),
    )


_JOINED: Final = ("organisations", "scored", "in_both_years", "only_before", "only_now")


def _input() -> Schema:
    texts = values.array(TEXT)
    return each(
        {
            "file": TEXT,
            "sheet": or_null(TEXT),
            **dict.fromkeys(("encoding", "separator", "decimal"), TEXT),
            "grouping": or_null(TEXT),
            "header_row": COUNT,
            "header_rows": COUNT,
            "columns": values.array(each({"column": TEXT, "is": TEXT, "why": TEXT})),
            "labels": texts,
            "choices": {"type": "object", "additionalProperties": texts},
            "words": {},
            "questions": each({"of": COUNT, "with_column": COUNT, "without": texts}),
            "carried": texts,
            "left_aside": texts,
            "rows": COUNT,
            "rows_aside": values.array(each({"row": COUNT, "what": TEXT, "text": TEXT})),
            "read": TEXT,
        }
    )


# Two years


def comparison(tree: Tree | None) -> Schema:
    """Draw a comparison of two years."""
    year = {"questionnaire": questionnaire(tree, is_here=False), "version": TEXT}
    year |= {"organisation": _ORGANISATION, "answered": _ANSWERED}
    figures, level = or_null(each({"scale": POINTS, **_FIGURES})), or_null(each(_LEVEL))
    three = ("old", "common", "new")
    moved = {"moved": {"enum": ["higher", "lower", "same", "open", None]}}
    node = {**dict.fromkeys(three, figures), **moved, "parts": _parts("points")}
    levels = {**dict.fromkeys(three, level), **moved, "parts": _parts("point")}
    flows = by_id(by_id(each(dict.fromkeys(three, or_null(each(_FIGURES)))), FACETS), CELLS)
    both = each({"old": values.array(TEXT), "new": values.array(TEXT)})
    answer: Schema = {"anyOf": [_ANSWER, {"type": "null"}]}
    stayed = {"level": level, "points": some_of(or_null(NUMBER), _nodes(tree))}
    changed = {"id": values.ID, "old": answer, "new": answer, "had_it_stayed": each(stayed)}
    return each(
        {
            "format": {"const": "silk-comparison/1"},
            "old": each(year),
            "new": each(year),
            "nodes": by_id(each(node), _nodes(tree)),
            "level": or_null(each(levels)),
            "flows": or_null(flows),
            "answers": values.array(each(changed)),
            "known_now": values.array(values.ID),
            "no_longer_known": values.array(values.ID),
            "asked_anew": values.array(each({"id": values.ID, "old": {}, "new": answer})),
            "without_counterpart": both,
            "flags": both,
            "plan": {"type": "object"},
        },
        ("plan",),
    )


def _parts(point: str) -> Schema:
    together = or_null(each({"parts": values.array(TEXT), "change": or_null(NUMBER)}))
    part = {**dict.fromkeys(("change", "questionnaire", "answers", "known"), or_null(NUMBER)), "together": together}
    return by_id(each(part), ("low", point, "high"))


# Findings and traces


def findings(tree: Tree | None) -> Schema:
    """Draw what `check` finds, for machines: one entry a place."""
    place = {"sheet": or_null(TEXT), **dict.fromkeys(("line", "column", "end_column"), or_null(COUNT))}
    step: Schema = {"type": ["string", "integer"]}
    one = {
        "code": _CODE,
        "severity": {"enum": ["fault", "warning", "note"]},
        "file": or_null(TEXT),
        **place,
        "path": values.array(step),
        "what": TEXT,
        "remedy": TEXT,
        "allowed": or_null(TEXT),
    }
    counts = dict.fromkeys(("faults", "warnings", "allowed"), COUNT)
    return each(
        {
            "format": {"const": "silk-findings/1"},
            **counts,
            "complete": FLAG,
            "findings": values.array(each(one)),
        }
    )


def trace(tree: Tree | None) -> Schema:
    """Draw what a result is made of."""
    low_high = dict.fromkeys(("low", "points", "high"), or_null(NUMBER))
    weights: Schema = {"type": "object", "additionalProperties": POINTS}
    gate = {
        "below": weights,
        "cap": POINTS,
        "reads": {"type": "object", "additionalProperties": or_null(each(low_high))},
        "without": or_null(each(low_high)),
        "binds": each(dict.fromkeys(low_high, or_null(FLAG))),
    }
    node = {
        "id": _one_of(_nodes(tree)),
        "rule": {"enum": ["mean", "gmean", "min", "sum", "risk"]},
        "scale": POINTS,
        **dict.fromkeys(("children", "controls"), weights),
        **dict.fromkeys(("likelihood", "impact"), values.ID),
        "kappa": _SHARE,
        "min_coverage": _SHARE,
        "bands": values.array(POINTS),
        "unprotected_below": POINTS,
        "gates": values.array(each(gate)),
        **low_high,
        "coverage": or_null(_SHARE),
    }
    misses = each(dict.fromkeys(low_high, values.array(values.ID)))
    return each(
        {
            "format": {"const": "silk-trace/1"},
            "result": result(tree),
            "questions": values.array(each(_traced(tree), _SOMETIMES)),
            "nodes": values.array(each(node, _OF_SOME_NODES)),
            "levels": values.array(each({"id": values.ID, "requires": weights, "misses": misses})),
        }
    )


_OF_SOME_NODES: Final = ("children", "controls", "likelihood", "impact", "kappa", "unprotected_below")
_SOMETIMES: Final = (
    *("role", "cell", "facet", "points", "number", "least", "greatest", "scale", "weight", "options", "goalposts"),
    "reversed",
)


def _traced(tree: Tree | None) -> dict[str, Schema]:
    answer: Schema = {"anyOf": [_ANSWER, {"type": "null"}]}
    return {
        "id": _one_of(None if tree is None else list(tree.asked)),
        "type": {"enum": ["choice", "choices", "yes-no", "number", "text", "date", "country"]},
        "role": {"enum": ["likelihood", "impact", "control", "profile"]},
        "cell": {"enum": list(CELLS)},
        "facet": {"enum": list(FACETS)},
        "answer": answer,
        "state": {"enum": ["answered", "unknown", "not-applicable", "hidden"]},
        "points": or_null(NUMBER),
        "number": or_null(_SHARE),
        "least": or_null(NUMBER),
        "greatest": or_null(NUMBER),
        "scale": POINTS,
        "weight": POINTS,
        "options": {"anyOf": [{"type": "object", "additionalProperties": NUMBER}, values.array(values.ID)]},
        "goalposts": {**values.array(NUMBER, 2), "maxItems": 2},
        "reversed": FLAG,
        "not_applicable": FLAG,
        "when": {"type": ["object", "null"]},
        "evidence": FLAG,
    }


def guard(tree: Tree | None) -> Schema:
    """Draw a verdict of `guard`."""
    verdict: Schema = {"enum": ["passed", "failed", "undecided"]}
    of: Schema = {"enum": ["level", "node"]}
    id = or_null(_one_of(_nodes(tree)))
    number = or_null(NUMBER)
    ends = or_null(each({"low": number, "point": number, "points": number, "high": number}, ("point", "points")))
    held = {"asked": {"enum": ["at least", "baseline"]}, "of": of, "id": id, "level": values.ID, "bound": NUMBER}
    parts = dict.fromkeys(("change", "questionnaire", "answers", "known", "together"), number)
    ids = dict.fromkeys(("changed", "known_now", "no_longer_known"), values.array(values.ID))
    moved = {"of": of, "id": id, "end": {"enum": ["low", "high"]}, **parts, **ids}
    decider = {"id": _one_of(_questions(tree)), "worst": verdict, "best": verdict}
    return each(
        {
            "format": {"const": "silk-guard/1"},
            "verdict": verdict,
            "questionnaire": each({"id": values.ID, "version": TEXT}),
            "new": TEXT,
            "baseline": or_null(TEXT),
            "holds": values.array(each({**held, "found": ends, "before": ends, "verdict": verdict}, ("level",))),
            "without_baseline": values.array(TEXT),
            "moved": values.array(each(moved)),
            "would_decide": values.array(each(decider)),
        }
    )


KINDS: Final[Mapping[str, Callable[[Tree | None], Schema]]] = {
    "result": result,
    "errors": errors,
    "run": run,
    "findings": findings,
    "trace": trace,
    "guard": guard,
    "comparison": comparison,
}

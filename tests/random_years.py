"""Random pairs of years: a questionnaire and a revision of it, with answers to each, read off one string of bytes.

A revision is made of small steps (a question renamed, an option gone, a weight changed, another condition, a new
meaning); a step that would leave a faulty questionnaire is not taken.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

import second_scorer
from random_packs import BYTES, WEIGHTS, Picks, Sample, _Maker, sample
from silk_assess.answers.reader import answers_of
from silk_assess.faults import SilkError
from silk_assess.scoring.assess import assess
from silk_assess.years.comparison import Comparison, compared

MORE = 96
KINDS = ("any", "version", "answers", "known")


@dataclass(frozen=True)
class Pair:
    """OLD with its questionnaire, NEW with its own; `kind` says what alone was changed."""

    kind: str
    old: Sample
    new: Sample

    @cached_property
    def comparison(self) -> Comparison:
        """The comparison, as the program makes it."""
        given, faults = answers_of(self.old.answers, self.new.tree, "old.yaml")
        assert faults == []
        same = self.old.head["version"] == self.new.head["version"]
        old = assess(self.new.tree if same else self.old.tree, self.old.given)
        return compared(old, given, assess(self.new.tree, self.new.given))

    @cached_property
    def second(self) -> Any:
        """The parts, as the second scorer finds them."""
        return second_scorer.years(self.old.second, self.old.answers, self.new.second, self.new.answers)


def pairs(kind: str | None = None) -> st.SearchStrategy[Pair]:
    """Draw pairs, of one kind or of any."""
    return st.binary(min_size=BYTES + MORE, max_size=BYTES + MORE).map(lambda data: pair(data, kind))


def pair(data: bytes, kind: str | None = None) -> Pair:
    """Read a pair off a string of bytes."""
    old = sample(data[:BYTES], sections=2, questions=2, depth=1)
    draw = Picks(data[BYTES:])
    kind = kind or draw.one_of(KINDS)
    revised = old if kind in ("answers", "known") else revision(old, draw)
    return Pair(kind, old, _with_answers(revised, _new_answers(kind, old, revised, draw)))


# The questionnaire


def revision(old: Sample, draw: Picks) -> Sample:
    """Make version 2.0.0 of a questionnaire."""
    found = copy.deepcopy(old)
    found = Sample({**found.head, "version": "2.0.0"}, *_rest(found))
    for _ in range(1 + draw.below(5)):
        step: Callable[[Sample, Picks], None] = draw.one_of(STEPS)
        tried = copy.deepcopy(Sample(found.head, *_rest(found)))
        step(tried, draw)
        try:
            _ = tried.tree
        except SilkError:
            continue
        found = tried
    return Sample(found.head, *_rest(found))


def _rest(one: Sample) -> tuple[Any, ...]:
    return one.sections, one.answers, one.rules, one.tools, one.cases, one.enablers


def _questions(one: Sample) -> list[dict[str, Any]]:
    return [*one.head["profile"], *(found for section in one.sections for found in _inside(section))]


def _inside(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "likelihood" in tree:
        yield from (tree["likelihood"], tree["impact"], *tree.get("controls", []))
    yield from tree.get("questions", [])
    for part in (*tree.get("dimensions", []), *tree.get("risks", [])):
        yield from _inside(part)


def _nodes(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for part in (*tree.get("dimensions", []), *tree.get("risks", [])):
        yield from _nodes(part)


def _called(tree: Any, old: str, new: str) -> Any:
    """Write a tree with another id wherever one stands."""
    if isinstance(tree, dict):
        return {new if key == old else key: _called(value, old, new) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_called(one, old, new) for one in tree]
    return new if tree == old else tree


def _rename(one: Sample, draw: Picks) -> None:
    ids = [question["id"] for question in _questions(one)]
    ids += [node["id"] for section in one.sections if section["kind"] != "flows" for node in _nodes(section)]
    old = draw.one_of(ids)
    new = f"{old}-now"
    renamed = one.head.pop("renamed", {})
    for key, value in _called(one.head, old, new).items():
        one.head[key] = value
    one.sections[:] = _called(one.sections, old, new)
    one.head["renamed"] = {**renamed, old: new}


def _rename_option(one: Sample, draw: Picks) -> None:
    question = draw.one_of(_questions(one))
    if "options" not in question:
        return
    option = draw.one_of(question["options"])
    old, new, id = option["id"], f"{option['id']}-now", question["id"]
    for part in (one.head, *one.sections):
        _in_conditions(part, id, old, new)
    option["id"] = new
    renamed = one.head.setdefault("renamed", {})
    was = next((key for key, now in renamed.items() if now == id), id)
    renamed[f"{was}/{old}"] = new


def _in_conditions(tree: Any, id: str, old: str, new: str) -> None:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == id:
                tree[key] = _called(value, old, new)
            else:
                _in_conditions(value, id, old, new)
    elif isinstance(tree, list):
        for part in tree:
            _in_conditions(part, id, old, new)


def _drop(one: Sample, draw: Picks) -> None:
    node = draw.one_of([node for section in one.sections for node in _nodes(section)])
    key = next((key for key in ("questions", "controls", "dimensions") if node.get(key)), None)
    if key is not None:
        node[key].pop(draw.below(len(node[key])))


def _drop_option(one: Sample, draw: Picks) -> None:
    options = draw.one_of(_questions(one)).get("options", [])
    if options:
        options.pop(draw.below(len(options)))


def _add(one: Sample, draw: Picks) -> None:
    node = draw.one_of([node for section in one.sections for node in _nodes(section)])
    key = next((key for key in ("questions", "controls") if key in node), None)
    if key is not None and one.sections[0].get("kind"):
        flow = {"cell": "inward/finance", "facet": "now"} if node.get("kind") == "flows" else {}
        node[key].append({"id": f"x{len(_questions(one))}", "type": "yes-no", "text": "?", **flow})


def _weigh(one: Sample, draw: Picks) -> None:
    draw.one_of(_questions(one))["weight"] = draw.one_of(WEIGHTS)


def _turn(one: Sample, draw: Picks) -> None:
    draw.one_of(_questions(one))["reversed"] = "true"


def _mean_anew(one: Sample, draw: Picks) -> None:
    draw.one_of(_questions(one))["meaning_since"] = draw.one_of(("2.0.0", "1.0.0"))


def _ask_of_fewer(one: Sample, draw: Picks) -> None:
    every = _questions(one)
    draw.one_of(every)["when"] = {draw.one_of(every)["id"]: {"answered": "true"}}


def _ask_of_all(one: Sample, draw: Picks) -> None:
    draw.one_of(_questions(one)).pop("when", None)


def _may_not_apply(one: Sample, draw: Picks) -> None:
    question = draw.one_of(_questions(one))
    if question.pop("not_applicable", None) is None:
        question["not_applicable"] = "It need not apply."


def _scale(one: Sample, draw: Picks) -> None:
    draw.one_of([node for section in one.sections for node in _nodes(section)])["scale"] = draw.one_of(("10", "200"))


def _cover(one: Sample, draw: Picks) -> None:
    draw.one_of([node for section in one.sections for node in _nodes(section)])["min_coverage"] = draw.one_of(
        ("1", "0")
    )


def _lower(one: Sample, draw: Picks) -> None:
    draw.one_of(one.head.get("levels", [{}])).pop("requires", None)


STEPS = (
    _weigh,
    _rename,
    _rename_option,
    _drop,
    _add,
    _drop_option,
    _mean_anew,
    _ask_of_fewer,
    _ask_of_all,
    _may_not_apply,
    _turn,
    _scale,
    _cover,
    _lower,
)


# The answers


def _with_answers(one: Sample, answers: dict[str, Any]) -> Sample:
    return Sample(one.head, one.sections, answers, one.rules, one.tools, one.cases, one.enablers)


def _new_answers(kind: str, old: Sample, revised: Sample, draw: Picks) -> dict[str, Any]:
    """Write NEW's file, in ids of its own version."""
    fitting, _ = second_scorer.fitted(second_scorer.Questionnaire(revised.second), old.answers)
    found = {**fitting, "version": revised.head["version"]}
    if kind == "version":
        return found
    maker = _Maker(draw, 2, True, False)
    fields = {field["id"] for field in revised.head["profile"]}
    for question in _questions(revised):
        place = found["organisation"] if question["id"] in fields else found["answers"]
        known = question["id"] in place and (question["id"] in fields or second_scorer.says(place[question["id"]]))
        if not draw.percent(40) or (kind == "answers" and not known) or (kind == "known" and known):
            continue
        maker._gaps = 50 if kind == "any" else 0
        stored = maker._value(question) if question["id"] in fields or kind != "any" else maker._stored(question)
        place.pop(question["id"], None)
        if stored is not None:
            place[question["id"]] = stored
    return found

"""Random questionnaires and answers, always free of faults, as the plain trees that YAML holds.

A whole sample is read off one string of bytes in which 0 always means the plainest choice. That
is cheap to draw a thousand times, and hypothesis still makes a failing sample smaller. Scales,
thresholds and points are whole micro-units until they are written.

What a condition or a gate may read is made before it, and what is made is then laid out in
another order; so there are no circles, and the order of the file is not the order of reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from hypothesis import strategies as st

import second_scorer
from silk_assess.answers.model import Answers
from silk_assess.answers.reader import answers_of
from silk_assess.exact import HUNDRED, UNIT, decimal
from silk_assess.questionnaire.compile import grow
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model.questions import CELLS, FACETS, FLOW_IDS
from silk_assess.questionnaire.model_faults import shaped
from silk_assess.questionnaire.tree import Tree

# Each part of a sample has bytes of its own, so that a large one does not leave the others plain.
SECTIONS, HEAD, ADVICE, ANSWERS = 288, 64, 64, 96
BYTES = SECTIONS + HEAD + ADVICE + ANSWERS
SCORED = ("yes-no", "choice", "number", "choices")
INFORMATION = ("text", "figure", "date")
SCALES = ("100", "100", "100", "3", "10", "0.5", "33.333333")
WEIGHTS = ("1", "1", "2", "0.5", "0", "0.3", "1.25")
KINDS = ("advice", "look-again")
COVERAGES = ("0.5", "0", "0.3", "0.666667", "1")


@dataclass(frozen=True)
class Sample:
    """A questionnaire and one organisation's answers, as plain trees."""

    head: dict[str, Any]
    sections: list[dict[str, Any]]
    answers: dict[str, Any]
    rules: list[dict[str, Any]]
    tools: list[dict[str, Any]]
    cases: list[dict[str, Any]]

    @cached_property
    def tree(self) -> Tree:
        """The questionnaire, compiled by the program."""
        parts = {
            "head": self.head,
            "sections": self.sections,
            "rules": self.rules,
            "tools": self.tools,
            "cases": self.cases,
            "fingerprint": second_scorer.fingerprint(self.second),
        }
        return grow(shaped(Pack, parts))

    @cached_property
    def given(self) -> Answers:
        """The answers, as the program reads them."""
        answers, faults = answers_of(self.answers, self.tree, "answers.yaml")
        assert faults == []
        return answers

    @cached_property
    def second(self) -> dict[str, Any]:
        """The questionnaire, as the second scorer takes it."""
        return second_scorer.make_pack(self.head, self.sections, self.rules, self.tools, self.cases)


def samples(**kinds: Any) -> st.SearchStrategy[Sample]:
    """Draw samples; `kinds` are those of `sample`."""
    return st.binary(min_size=BYTES, max_size=BYTES).map(lambda data: sample(data, **kinds))


def picks(size: int = 24) -> st.SearchStrategy[Picks]:
    """Draw what further choices can be read off, beside a sample."""
    return st.binary(min_size=size, max_size=size).map(Picks)


def sample(
    data: bytes,
    sections: int = 3,
    questions: int = 3,
    depth: int = 2,
    conditions: bool = True,
    spanning: bool = False,
    advice: bool = False,
) -> Sample:
    """Read a sample off a string of bytes.

    `sections` and `questions` say how many there are at most (of questions in one dimension);
    `depth` how deep dimensions lie in each other. Without `conditions` nothing has a `when`; with
    `spanning` the answers to a question always reach from 0 to its scale, and likelihood and
    impact always apply; with `advice` there are rules, tools and cases, and answers of another
    version.
    """
    stream = iter(data)
    for_sections, for_head, for_advice, for_answers = (
        Picks(bytes(islice(stream, size))) for size in (SECTIONS, HEAD, ADVICE, ANSWERS)
    )
    maker = _Maker(for_sections, questions, conditions, spanning)
    parts = maker.sections(sections, depth)
    head = maker.head(for_head, parts)
    rules, tools, cases = maker.advice(for_advice) if advice else ([], [], [])
    return Sample(head, parts, maker.answers(for_answers, other_version=advice), rules, tools, cases)


class Picks:
    """Choices read off a string of bytes; 0 when it is used up."""

    def __init__(self, data: bytes) -> None:
        self._data = iter(data)

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1."""
        return next(self._data, 0) * n // 256

    def one_of(self, things: Sequence[Any]) -> Any:
        """One of several things, the first being the plainest."""
        return things[self.below(len(things))]

    def percent(self, n: int) -> bool:
        """True in `n` cases of 100."""
        return self.below(100) >= 100 - n

    def some_of(self, things: Sequence[Any], most: int) -> list[Any]:
        """One to `most` different things."""
        return [things[i] for i in dict.fromkeys(self.below(len(things)) for _ in range(1 + self.below(most)))]

    def turned(self, things: list[Any]) -> list[Any]:
        """The same things, perhaps in another order."""
        k = self.below(len(things))
        return things[k:] + things[:k]

    def part_of(self, scale: int) -> int:
        """Nothing, the whole, or some twelfths of a scale."""
        return scale * self.one_of((0, 12, 6, 4, 3, 9, 8, 1, 2, 5, 7, 10, 11)) // 12


class _Maker:
    def __init__(self, draw: Picks, questions: int, conditions: bool, spanning: bool) -> None:
        self._draw, self._most, self._conditions, self._spanning = draw, questions, conditions, spanning
        self._made = 0
        self._gaps = 0
        self._profile: list[dict[str, Any]] = []
        self._questions: list[dict[str, Any]] = []
        # What gates may read, and what never vanishes.
        self._scales: dict[str, int] = {}
        self._standing: set[str] = set()
        self._nodes: list[str] = []

    def _new(self, letter: str) -> str:
        self._made += 1
        return f"{letter}{self._made}"

    # The questionnaire

    def head(self, draw: Picks, sections: list[dict[str, Any]]) -> dict[str, Any]:
        self._draw = draw
        head: dict[str, Any] = {
            "format": "silk-pack/1",
            "id": "random",
            "version": "1.0.0",
            "language": "en",
            "title": "Random",
            "profile": self._draw.turned(self._profile) if self._profile else [],
            "sections": [f"file-{section['id']}" for section in sections],
        }
        if self._draw.percent(70):
            head["bands"] = self._bands(HUNDRED)
        if self._nodes and self._draw.percent(75):
            head["index"] = self._index(sections)
        if self._draw.percent(92):
            head["levels"] = list(self._levels())
        return head

    def sections(self, most: int, depth: int) -> list[dict[str, Any]]:
        if self._conditions:
            self._profile = [self._question("profile") for _ in range(self._draw.below(4))]
        found = []
        for _ in range(1 + self._draw.below(most)):
            kind = self._draw.one_of(("score", "score", "score", "risks", "risks", "flows"))
            if kind == "flows":
                questions = [self._question("flow") for _ in range(1 + self._draw.below(2 * self._most))]
                found.append({"id": self._new("f"), "title": "F", "kind": kind, "questions": questions})
            elif kind == "risks":
                found.append(
                    {**self._node("risks", [self._risk() for _ in range(1 + self._draw.below(3))]), "kind": kind}
                )
            else:
                found.append({**self._branch(depth), "kind": kind})
        return self._draw.turned(found)

    def _branch(self, depth: int) -> dict[str, Any]:
        if depth and self._draw.percent(50):
            below = [self._branch(depth - 1) for _ in range(1 + self._draw.below(3))]
            return self._node("dimensions", [{**one, **self._weight(counts=not i)} for i, one in enumerate(below)])
        how_many = 1 + self._draw.below(self._most)
        return self._node("questions", [self._question("score", counts=not i) for i in range(how_many)])

    def _node(self, key: str, below: list[dict[str, Any]]) -> dict[str, Any]:
        node: dict[str, Any] = {"id": self._new("n"), "title": "N"}
        scored = [one for one in below if one["id"] in self._scales]
        self._aggregate(node, [(one["id"], one.get("weight", "1")) for one in scored])
        return {**node, key: self._draw.turned(below)}

    def _aggregate(self, node: dict[str, Any], below: list[tuple[str, str]]) -> None:
        """Give a node its rule, scale, bands and gates, and note what may be read of it."""
        draw, id = self._draw, node["id"]
        weighed = [(id, _micro(weight)) for id, weight in below]
        rule = draw.one_of(("", "", "mean", "gmean", "min", "sum"))
        total = sum(weight * self._scales[id] for id, weight in weighed)
        if rule == "sum" and (total % UNIT or total >= UNIT * 10**15):
            rule = ""
        if rule:
            node["aggregate"] = rule
        scale = HUNDRED
        if rule == "sum":
            scale = total // UNIT
        elif draw.percent(30):
            node["scale"] = draw.one_of(SCALES)
            scale = _micro(node["scale"])
        if draw.percent(30):
            node["min_coverage"] = draw.one_of(COVERAGES)
        if id != "index" and draw.percent(20):
            node["bands"] = self._bands(scale)
        stands = any(weight and id in self._standing for id, weight in weighed)
        if stands and self._scales and draw.percent(60):
            node["gates"] = [self._gate(scale) for _ in range(1 + draw.below(3))]
        self._made_node(id, scale, stands)

    def _made_node(self, id: str, scale: int, stands: bool) -> None:
        self._scales[id] = scale
        self._nodes.append(id)
        if stands:
            self._standing.add(id)

    def _gate(self, scale: int) -> dict[str, Any]:
        below = {
            id: decimal(max(self._draw.part_of(self._scales[id]), 1))
            for id in self._draw.some_of(list(self._scales), most=2)
        }
        return {"below": below, "cap": decimal(self._draw.part_of(scale))}

    def _bands(self, scale: int) -> list[dict[str, str]]:
        starts = {0, *(self._draw.part_of(scale) for _ in range(self._draw.below(5)))}
        return [{"from": decimal(start), "label": decimal(start)} for start in sorted(starts)]

    def _weight(self, counts: bool = False) -> dict[str, str]:
        weight = self._draw.one_of(WEIGHTS)
        return {} if weight == "1" or (counts and weight == "0") else {"weight": weight}

    def _risk(self) -> dict[str, Any]:
        draw = self._draw
        risk: dict[str, Any] = {"id": self._new("r"), "title": "R", **self._weight(counts=True)}
        if draw.percent(30):
            risk["kappa"] = draw.one_of(("1", "0", "0.5", "0.333333"))
        if draw.percent(20):
            risk["min_coverage"] = draw.one_of(COVERAGES)
        if draw.percent(10):
            risk["bands"] = self._bands(HUNDRED)
        anchors = {key: self._anchor() for key in ("likelihood", "impact")}
        risk |= anchors
        if draw.percent(70):
            risk["controls"] = [self._question("control") for _ in range(draw.below(self._most + 1))]
        self._made_node(risk["id"], HUNDRED, all(_always_applies(one) for one in anchors.values()))
        return risk

    def _index(self, sections: list[dict[str, Any]]) -> dict[str, Any]:
        children: list[dict[str, Any]] = []
        for section in sections:
            parts = section.get("dimensions", section.get("risks"))
            inside = parts if parts and self._draw.percent(25) else [section]
            children += [{"id": one["id"], **self._weight()} for one in inside if one["id"] in self._nodes]
        if all(child.get("weight") == "0" for child in children):
            del children[0]["weight"]
        node: dict[str, Any] = {"id": "index"}
        self._aggregate(node, [(child["id"], child.get("weight", "1")) for child in children])
        del node["id"]
        return {**node, "children": children}

    def _levels(self) -> Iterator[dict[str, Any]]:
        yield {"id": "level-0", "title": "0"}
        for k in range(1, 2 + self._draw.below(4)):
            level: dict[str, Any] = {"id": f"level-{k}", "title": str(k)}
            if self._nodes and not self._draw.percent(5):
                nodes = self._draw.some_of(self._nodes[::-1], most=2)
                level["requires"] = {id: decimal(self._draw.part_of(self._scales[id])) for id in nodes}
            yield level

    # Questions

    def _question(self, role: str, counts: bool = False) -> dict[str, Any]:
        draw = self._draw
        kinds = SCORED if counts or role in ("control", "flow") else (*SCORED, *SCORED, *INFORMATION)
        kind = draw.one_of((*kinds, "country") if role == "profile" else kinds)
        question = self._common(self._new("p" if role == "profile" else "q"), kind)
        scale = "100"
        if role != "profile" and kind in SCORED:
            question |= self._weight(counts)
            if role != "flow" and draw.percent(25):
                scale = question["scale"] = draw.one_of(SCALES)
            if draw.percent(20):
                question["reversed"] = draw.one_of(("true", "false"))
        if role == "flow":
            question |= {"cell": draw.one_of(CELLS), "facet": draw.one_of(FACETS)}
        if kind == "choice":
            question["options"] = self._options(_micro(scale))
        elif kind == "choices":
            question["options"] = self._picks()
        elif kind == "number":
            question |= self._goalposts()
        if role == "profile":
            return question
        self._questions.append(question)
        if role in ("score", "control") and kind in SCORED:
            self._scales[question["id"]] = _micro(scale)
            if _always_applies(question):
                self._standing.add(question["id"])
        return question

    def _common(self, id: str, kind: str) -> dict[str, Any]:
        draw = self._draw
        question: dict[str, Any] = {"id": id, "type": "number" if kind == "figure" else kind, "text": "?"}
        if draw.percent(20):
            question["not_applicable"] = "It need not apply."
        if draw.percent(20):
            question["effort"] = draw.one_of(("1", "2", "3"))
        readable = [*self._profile, *self._questions]
        if self._conditions and readable and draw.percent(25):
            question["when"] = self._condition(readable)
        return question

    def _anchor(self) -> dict[str, Any]:
        anchor = self._common(self._new("q"), "choice")
        if self._spanning:
            anchor.pop("not_applicable", None)
        values = self._draw.one_of(((), ("0.2", "0.5", "0.9"), ("1", "0.333333"), ("0.000001", "0.7", "0.7", "0.4")))
        options = [{"value": value} for value in values] or [{}] * (2 + self._draw.below(3))
        anchor["options"] = [{"id": f"o{i}", "label": "O", **more} for i, more in enumerate(options)]
        self._questions.append(anchor)
        return anchor

    def _options(self, scale: int) -> list[dict[str, Any]]:
        options: list[dict[str, Any]] = [{"id": f"o{i}", "label": "O"} for i in range(2 + self._draw.below(3))]
        if self._draw.percent(40):
            for option in options:
                option["value"] = decimal(self._draw.part_of(scale))
            if self._spanning:
                options[0]["value"], options[-1]["value"] = "0", decimal(scale)
        return options

    def _picks(self) -> list[dict[str, Any]]:
        options: list[dict[str, Any]] = [{"id": f"o{i}", "label": "O"} for i in range(2 + self._draw.below(2))]
        for option in options[1:]:
            if self._draw.percent(30):
                option["points"] = self._draw.one_of(("2", "0", "0.5"))
        if self._draw.percent(40):
            options.append({"id": "none-of-these", "label": "None", "exclusive": "true"})
            if self._draw.percent(40):
                options.append({"id": "too-early", "label": "Too early", "exclusive": "true"})
        return self._draw.turned(options)

    def _goalposts(self) -> dict[str, str]:
        draw = self._draw
        places = draw.one_of(("", "0", "1", "2", "6"))
        step = UNIT // 10 ** int(places or 0)
        ends = [draw.one_of((0, 1, 10, 3, 20, 100, 7, -5)) * step for _ in range(2)]
        if ends[0] == ends[1]:
            ends[1] += 10 * step
        more = {"decimals": places} if places else {}
        if draw.percent(25):
            more["minimum"] = decimal(min(ends) + (0 if self._spanning else draw.one_of((-2, 0, 1)) * step))
        if draw.percent(25):
            more["maximum"] = decimal(max(ends) + (0 if self._spanning else draw.one_of((2, 0, -1)) * step))
        if len({"minimum", "maximum"} & set(more)) == 2 and _micro(more["minimum"]) > _micro(more["maximum"]):
            del more["minimum"]
        return {"from": decimal(ends[0]), "to": decimal(ends[1]), **more}

    # Conditions

    def _condition(self, readable: Sequence[dict[str, Any]], depth: int = 2) -> dict[str, Any]:
        kind = self._draw.one_of(("leaf", "leaf", "leaf", "not", "all", "any", "both")) if depth else "leaf"
        if kind == "leaf":
            return self._leaf(self._draw.one_of(readable))
        if kind == "not":
            return {"not": self._condition(readable, depth - 1)}
        parts = [self._condition(readable, depth - 1) for _ in range(2)]
        return {**parts[0], **parts[1]} if kind == "both" else {kind: parts}

    def _leaf(self, question: dict[str, Any]) -> dict[str, Any]:
        """Write one leaf on a question, or on what has points and is given by its scale."""
        draw, id = self._draw, question["id"]
        relation = draw.one_of(("at_least", "below", "above", "at_most"))
        if "points" in question:
            return {id: {relation: decimal(draw.part_of(question["points"]))}}
        if draw.percent(25):
            return {id: {"answered": draw.one_of(("true", "false"))}}
        if question["type"] in ("number", "choice") and draw.percent(40):
            return {id: {relation: self._any_answer(question)}}
        answers = draw.some_of([self._any_answer(question) for _ in range(2)], most=2)
        return {id: answers if len(answers) > 1 or draw.percent(30) else answers[0]}

    def _any_answer(self, question: dict[str, Any]) -> str:
        if "options" in question:
            return str(self._draw.one_of(question["options"])["id"])
        if question["type"] == "number":
            return decimal(self._number(question))
        few = {"yes-no": ("yes", "no"), "date": ("2026-11-24", "2025-01-01"), "country": ("NO", "FR")}
        return str(self._draw.one_of(few.get(question["type"], ("some", "words"))))

    def _number(self, question: dict[str, Any]) -> int:
        start, to = _micro(question.get("from", "0")), _micro(question.get("to", "10"))
        step = UNIT // 10 ** int(question.get("decimals", "0"))
        size = start + (to - start) * self._draw.one_of((0, 8, 4, 2, 6, 9, -1, 3, 5)) // 8 // step * step
        size = max(size, _micro(question["minimum"])) if "minimum" in question else size
        return min(size, _micro(question["maximum"])) if "maximum" in question else size

    # Rules, tools, peer cases

    def advice(self, draw: Picks) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
        self._draw = draw
        flow_ids = list(FLOW_IDS) if any("cell" in one for one in self._questions) else []
        pointed = [{"id": id, "points": self._scales[id]} for id in self._nodes]
        pointed += [{"id": id, "points": HUNDRED} for id in flow_ids]
        readable = [*pointed, *self._questions, *self._profile]
        rules = [
            {"id": f"rule-{i}", "when": self._condition(readable), "kind": draw.one_of(KINDS), "say": "Do."}
            for i in range(draw.below(4))
        ]
        helped = [*(one["id"] for one in self._questions), *self._nodes, *(rule["id"] for rule in rules)]
        helped = [id for id in helped if id != "index"]
        tools: list[dict[str, Any]] = [{"id": f"tool-{i}", "name": "T"} for i in range(draw.below(4))]
        for tool in tools:
            tool["helps"] = draw.some_of(helped, most=3)
            tool["verified"] = draw.one_of(("seen", "memory"))
            if draw.percent(50):
                tool["flows"] = draw.some_of(CELLS, most=2)
        for rule in rules:
            if tools and draw.percent(30):
                rule["tools"] = [draw.one_of(tools)["id"]]
        cases = [{"id": f"case-{i}", "name": "C", **self._features()} for i in range(draw.below(3))]
        return rules, tools, cases

    def _features(self) -> dict[str, Any]:
        draw = self._draw
        fields = [one for one in self._profile if one["type"] != "number" or "from" in one]
        features: dict[str, Any] = {}
        for field in draw.some_of([*fields, *self._nodes, None], most=4):
            if isinstance(field, str):
                features[field] = decimal(draw.part_of(self._scales[field]))
            elif field is not None:
                several = field["type"] == "choices"
                features[field["id"]] = self._chosen(field) if several else self._any_answer(field)
        return {"features": features, **({"flows": draw.some_of(CELLS, most=3)} if draw.percent(40) else {})}

    # Answers

    def answers(self, draw: Picks, other_version: bool) -> dict[str, Any]:
        self._draw = draw
        old = other_version and draw.percent(10)
        self._gaps = draw.one_of((40, 10, 0))
        organisation: dict[str, Any] = {"name": "Coop"} if draw.percent(50) else {}
        for field in self._profile:
            if not draw.percent(self._gaps):
                organisation[field["id"]] = self._misfit(field) if old and draw.percent(20) else self._value(field)
        answers = {}
        for question in self._questions:
            stored = self._misfit(question) if old and draw.percent(20) else self._stored(question)
            if stored is not None:
                answers[question["id"]] = stored
        return {
            "format": "silk-answers/1",
            "questionnaire": "random",
            "version": "0.9.0" if old else "1.0.0",
            "organisation": organisation,
            "answers": {**answers, "gone": "yes"} if old else answers,
        }

    def _stored(self, question: dict[str, Any]) -> Any:
        draw = self._draw
        kind = draw.one_of((None, "unknown", "na", "na", "note")) if draw.percent(self._gaps) else "value"
        proofs = {"evidence": draw.one_of(("Minutes", ["Minutes", "Photo"]))} if draw.percent(20) else {}
        if kind == "value":
            value = self._value(question)
            return {"value": value, **proofs} if proofs else value
        if kind == "na":
            if "not_applicable" not in question:
                return "unknown"
            return {"not_applicable": "Never", **proofs} if proofs else "na"
        return {"note": "Later", **proofs} if kind == "note" else kind

    def _value(self, question: dict[str, Any]) -> Any:
        return self._chosen(question) if question["type"] == "choices" else self._any_answer(question)

    def _chosen(self, question: dict[str, Any]) -> list[str]:
        chosen = [option for option in question["options"] if self._draw.percent(50)]
        alone = [option for option in chosen if "exclusive" in option]
        return [option["id"] for option in alone[:1] or chosen]

    def _misfit(self, question: dict[str, Any]) -> Any:
        """Give what this version of the questionnaire would not accept."""
        match question["type"]:
            case "choices":
                return self._draw.one_of(("o0", ["o0", "other"]))
            case "text":
                return ["some", "words"]
            case "number":
                return self._draw.one_of(("many", "0.0000001"))
            case _:
                return self._draw.one_of(("other", ["o0"]))


def _micro(text: str) -> int:
    whole, _, part = text.lstrip("-").partition(".")
    size = int(whole) * UNIT + int(part.ljust(6, "0"))
    return -size if text.startswith("-") else size


def _always_applies(question: dict[str, Any]) -> bool:
    return "not_applicable" not in question and "when" not in question

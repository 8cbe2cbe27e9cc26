"""Score an answer file a second time: the oracle of the tests.

Written from docs/scoring.md and docs/format.md alone, and sharing no code with the program,
so that a misreading in one of the two shows as a difference. Plain and slow on
purpose: every trial is a whole answer file scored anew. Packs and answers are
taken to be free of faults; only answers of another version are looked through.

    python tests/second_scorer.py PACK_FOLDER ANSWERS.yaml
"""

import hashlib
import itertools
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

CELLS = tuple(f"{way}/{kind}" for way in ("inward", "outward") for kind in ("goods-services", "finance", "intangible"))
FACETS = ("now", "ambition")
FLOW_IDS = {f"{cell.replace('/', '-')}-{facet}": (cell, facet) for cell in CELLS for facet in FACETS}
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": lambda x, bound: x >= bound,
    "at_most": lambda x, bound: x <= bound,
    "above": lambda x, bound: x > bound,
    "below": lambda x, bound: x < bound,
}

Tree = dict[str, Any]


# Numbers: docs/scoring.md, Numbers


def exact(text: Any) -> Fraction:
    """Read a number as the exact decimal that is written."""
    return Fraction(str(text))


def q6(number: Fraction) -> Fraction:
    """Round to six decimals, half away from zero.

    >>> written(q6(Fraction(200, 3))), written(q6(Fraction(-1, 2000000)))
    ('66.666667', '-0.000001')
    """
    size = int(abs(number) * 10**6 + Fraction(1, 2))
    return Fraction(size if number >= 0 else -size, 10**6)


def plain(number: Fraction | None) -> int | float | None:
    """Turn a number of at most six decimals into one that JSON writes exactly."""
    if number is None:
        return None
    return int(number) if number.denominator == 1 else float(number)


def written(number: Fraction) -> str:
    """Write a number of at most six decimals as in a file: no exponent, no zeros at the end."""
    text = f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def geometric(scale: Fraction, shares: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Take the weighted geometric mean of (weight, share) pairs, rounded to 20 decimals."""
    if any(share == 0 for _, share in shares):
        return Fraction(0)
    with localcontext(Context(prec=60)):
        logarithms = sum((_decimal(w) * _decimal(u).ln() for w, u in shares), Decimal(0))
        mean = _decimal(scale) * (logarithms / _decimal(sum((w for w, _ in shares), Fraction(0)))).exp()
        return Fraction(mean.quantize(Decimal("1e-20"), rounding=ROUND_HALF_UP))


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


# Reading files: docs/format.md


def read_tree(file: Path) -> Tree | list[Tree]:
    """Read one YAML file as texts, lists and mappings in the order written."""
    tree: Tree | list[Tree] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return tree


def read_pack(folder: Path) -> Tree:
    """Read a questionnaire folder."""
    trees = read_tree(folder / "pack.yaml")
    assert isinstance(trees, dict)
    lists = {
        name: read_tree(folder / f"{name}.yaml") if (folder / f"{name}.yaml").exists() else []
        for name in ("rules", "tools", "enablers", "cases")
    }
    return make_pack(trees, [read_tree(folder / f"{name}.yaml") for name in trees["sections"]], **lists)


def make_pack(
    pack: Tree, sections: list[Any], rules: Any = (), tools: Any = (), cases: Any = (), enablers: Any = ()
) -> Tree:
    """Put the trees of a questionnaire together; `pack["sections"]` names the files of `sections`."""
    named = zip(pack["sections"], sections, strict=True)
    files = [["pack.yaml", pack], *([f"{name}.yaml", tree] for name, tree in named)]
    return {
        "files": sorted(files, key=lambda file: file[0]),
        "pack": pack,
        "sections": list(sections),
        "rules": list(rules or ()),
        "tools": list(tools or ()),
        "enablers": list(enablers or ()),
        "cases": list(cases or ()),
    }


def read_answers(file: Path) -> Tree:
    """Read one organisation's answers."""
    tree = read_tree(file)
    assert isinstance(tree, dict)
    return tree


def fingerprint(pack: Tree) -> str:
    """Name what was asked: pack.yaml and its sections, letter by letter."""
    text = json.dumps(pack["files"], ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


# The questionnaire as tables


@dataclass
class Node:
    """A section, dimension, risk or the index."""

    id: str
    rule: str
    tree: Tree
    children: list[tuple[str, Fraction]] = field(default_factory=list)
    scale: Fraction = Fraction(100)

    @property
    def min_coverage(self) -> Fraction:
        """Tell the least coverage with which the node has a point."""
        return exact(self.tree.get("min_coverage", "0.5"))

    @property
    def gates(self) -> list[Tree]:
        """List the gates as written."""
        return list(self.tree.get("gates", []))


class Questionnaire:
    """A pack laid out by id: questions and nodes in questionnaire order, the index last."""

    def __init__(self, pack: Tree) -> None:
        self.pack = pack
        self.profile: dict[str, Tree] = {each["id"]: each for each in pack["pack"].get("profile", [])}
        self.levels: list[Tree] = list(pack["pack"].get("levels", []))
        self.questions: dict[str, Tree] = {}
        self.part: dict[str, str] = {}  # question -> score, likelihood, impact, control or flow
        self.nodes: dict[str, Node] = {}
        self.has_flows = False
        for section in pack["sections"]:
            if section["kind"] == "flows":
                self.has_flows = True
                for question in section["questions"]:
                    self._add_question(question, "flow")
            else:
                self._add_node(section)
        if "index" in pack["pack"]:
            index = pack["pack"]["index"]
            children = [(child["id"], exact(child.get("weight", 1))) for child in index["children"]]
            self.nodes["index"] = Node("index", index.get("aggregate", "mean"), index, children)
            self._set_scale(self.nodes["index"])
        self.read_by_when = {
            id for each in (*self.profile.values(), *self.questions.values()) for id in reads(each.get("when", {}))
        }

    def _add_question(self, question: Tree, part: str) -> None:
        self.questions[question["id"]] = question
        self.part[question["id"]] = part

    def _add_node(self, tree: Tree) -> None:
        if "likelihood" in tree:
            self._add_risk(tree)
            return
        rule = tree.get("aggregate", "min" if "risks" in tree else "mean")
        node = self.nodes[tree["id"]] = Node(tree["id"], rule, tree)
        for child in tree.get("questions", []):
            self._add_question(child, "score")
        for child in (*tree.get("dimensions", []), *tree.get("risks", [])):
            self._add_node(child)
        declared = [child for key in ("dimensions", "risks") for child in tree.get(key, [])]
        declared += [child for child in tree.get("questions", []) if is_scored(child)]
        node.children = [(child["id"], weight_of(child)) for child in declared]
        self._set_scale(node)

    def _add_risk(self, tree: Tree) -> None:
        node = self.nodes[tree["id"]] = Node(tree["id"], "risk", tree)
        self._add_question(tree["likelihood"], "likelihood")
        self._add_question(tree["impact"], "impact")
        for control in tree.get("controls", []):
            self._add_question(control, "control")
        node.children = [(child["id"], weight_of(child)) for child in tree.get("controls", [])]

    def _set_scale(self, node: Node) -> None:
        if node.rule == "sum":
            node.scale = sum((w * self.scale(id) for id, w in node.children), Fraction(0))
        else:
            node.scale = exact(node.tree.get("scale", 100))

    def scale(self, id: str) -> Fraction:
        """Tell the best possible points of a question or node."""
        return self.nodes[id].scale if id in self.nodes else scale_of(self.questions[id])

    def asked(self, id: str) -> Tree:
        """Give a question or profile field."""
        return self.profile[id] if id in self.profile else self.questions[id]

    def in_risk(self, node: Node) -> list[str]:
        """List a risk's questions: likelihood, impact, controls."""
        return [node.tree["likelihood"]["id"], node.tree["impact"]["id"], *(id for id, _ in node.children)]

    def under(self, id: str) -> set[str]:
        """Collect an id and, where it is a node, all nodes and questions that stand under it."""
        if id not in self.nodes:
            return {id}
        node = self.nodes[id]
        if node.rule == "risk":
            return {id, *self.in_risk(node)}
        inside = [child["id"] for child in node.tree.get("questions", [])] + [child for child, _ in node.children]
        return {id}.union(*(self.under(child) for child in inside))

    def read_by(self, id: str) -> set[str]:
        """Collect what a node reads through children or gates, at any depth, itself included."""
        if id not in self.nodes:
            return {id}
        node = self.nodes[id]
        inside = self.in_risk(node) if node.rule == "risk" else [child for child, _ in node.children]
        inside += [read for gate in node.gates for read in gate["below"]]
        return {id}.union(*(self.read_by(child) for child in inside))

    def roots(self) -> list[str]:
        """List where points lost begin: the index, or without one each section that is a node."""
        if "index" in self.nodes:
            return ["index"]
        return self.scored_sections()

    def scored_sections(self) -> list[str]:
        """List the sections of kind score and risks."""
        return [section["id"] for section in self.pack["sections"] if section["kind"] != "flows"]

    def counted(self) -> list[str]:
        """List the scored questions outside flows, in questionnaire order."""
        return [id for id, q in self.questions.items() if self.part[id] != "flow" and is_scored(q)]


def is_scored(question: Tree) -> bool:
    """Tell whether a question is of a scored type, whatever its weight."""
    return question["type"] in ("choice", "choices", "yes-no") or (question["type"] == "number" and "from" in question)


def scale_of(question: Tree) -> Fraction:
    """Tell a question's best points."""
    return exact(question.get("scale", 100))


def weight_of(tree: Tree) -> Fraction:
    """Tell the weight among siblings."""
    return exact(tree.get("weight", 1))


def is_true(tree: Tree, key: str) -> bool:
    """Tell whether a flag is set."""
    return bool(tree.get(key, "false") == "true")


def option_ids(question: Tree) -> list[str]:
    """List what may be chosen, in order."""
    return ["no", "yes"] if question["type"] == "yes-no" else [option["id"] for option in question["options"]]


# Points of a question: docs/scoring.md, Points of a question


def points_of(question: Tree, value: Any) -> Fraction:
    """Give the points of an answer, rounded once, when they are complete."""
    scale = scale_of(question)
    raw = scale * _share(question, value)
    if not is_true(question, "reversed"):
        return q6(raw)
    if question["type"] == "choice":
        ends = [scale * _share(question, option) for option in option_ids(question)]
        return q6(min(ends) + max(ends) - raw)
    return q6(scale - raw)


def _share(question: Tree, value: Any) -> Fraction:
    match question["type"]:
        case "choice":
            position = option_ids(question).index(value)
            option = question["options"][position]
            if "value" in option:
                return exact(option["value"]) / scale_of(question)
            return Fraction(position, len(question["options"]) - 1)
        case "yes-no":
            return Fraction(value == "yes")
        case "number":
            start, end = exact(question["from"]), exact(question["to"])
            return min(max((exact(value) - start) / (end - start), Fraction(0)), Fraction(1))
        case _:
            worth = {option["id"]: _worth(option) for option in question["options"]}
            return sum((worth[id] for id in value), Fraction(0)) / sum(worth.values())


def _worth(option: Tree) -> Fraction:
    return Fraction(0) if is_true(option, "exclusive") else exact(option.get("points", 1))


def declared_numbers(question: Tree) -> dict[str, Fraction]:
    """Give the number in (0, 1] of each option of a likelihood or impact question."""
    options = question["options"]
    return {
        option["id"]: q6(exact(option["value"]) if "value" in option else Fraction(k, len(options)))
        for k, option in enumerate(options, start=1)
    }


# Answers


def split_answer(stored: Any) -> tuple[str, Any, bool]:
    """Split a stored answer into its kind (missing, unknown, na, value), its value, and "carries evidence"."""
    evidence = False
    if isinstance(stored, dict):
        evidence = _not_empty(stored.get("evidence", ""))
        if "not_applicable" in stored:
            return "na", None, evidence
        stored = stored.get("value")
    if stored is None:
        return "missing", None, evidence
    if stored in ("unknown", "na"):
        return str(stored), None, evidence
    return "value", stored, evidence


def _not_empty(evidence: Any) -> bool:
    return any(text.strip() for text in ([evidence] if isinstance(evidence, str) else evidence))


def fits(question: Tree, stored: Any) -> bool:
    """Tell whether this version of the questionnaire would accept an answer, limits and decimals included."""
    kind, value, _ = split_answer(stored)
    if kind == "na":
        return "not_applicable" in question
    return kind != "value" or _value_fits(question, value)


def _value_fits(question: Tree, value: Any) -> bool:
    if question["type"] == "choices":
        return isinstance(value, list) and _choices_fit(question, value)
    if not isinstance(value, str) or not value:
        return False
    match question["type"]:
        case "choice" | "yes-no":
            return value in option_ids(question)
        case "number":
            return _number_fits(question, value)
        case "date":
            return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)) and _is_date(value)
        case "country":
            return bool(re.fullmatch(r"[A-Z]{2}", value))
    return True


def _choices_fit(question: Tree, value: list[str]) -> bool:
    exclusive = {option["id"] for option in question["options"] if is_true(option, "exclusive")}
    known = set(value) <= set(option_ids(question)) and len(set(value)) == len(value)
    return known and not (exclusive & set(value) and len(value) > 1)


def _number_fits(question: Tree, value: str) -> bool:
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", value):
        return False
    step = Fraction(1, 10 ** int(question["decimals"])) if "decimals" in question else Fraction(1, 10**6)
    return held(question, exact(value)) == exact(value) and (exact(value) / step).denominator == 1


def _is_date(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def held(question: Tree, number: Fraction) -> Fraction:
    """Hold a number within the question's minimum and maximum."""
    if "minimum" in question:
        number = max(number, exact(question["minimum"]))
    if "maximum" in question:
        number = min(number, exact(question["maximum"]))
    return number


def fitted(questionnaire: Questionnaire, answers: Tree) -> tuple[Tree, list[str]]:
    """Leave out of another version's answers what does not exist or fit here, with a warning for each."""
    answers = followed(questionnaire, answers)
    organisation, given = dict(answers.get("organisation") or {}), dict(answers.get("answers") or {})
    warnings = []
    if answers["version"] != questionnaire.pack["pack"]["version"]:
        for what, fields, found in (
            ("profile field", {"name": {"type": "text"}, **questionnaire.profile}, organisation),
            ("question", questionnaire.questions, given),
        ):
            for id, stored in list(found.items()):
                if id not in fields:
                    warnings.append(f"{id}: this version has no such {what}; the answer does not count")
                elif split_answer(stored)[0] in ("value", "na") and is_anew(questionnaire, fields[id], answers):
                    warnings.append(f"{id}: it is asked anew; the answer does not count")
                elif not (_value_fits(fields[id], stored) if found is organisation else fits(fields[id], stored)):
                    warnings.append(f"{id}: the answer does not fit this version; it does not count")
                else:
                    continue
                del found[id]
    return {**answers, "organisation": organisation, "answers": given}, warnings


# Earlier versions: docs/format.md, Renamed


def is_before(version: str, other: str) -> bool:
    """Tell whether one version comes before another."""
    return [int(part) for part in version.split(".")] < [int(part) for part in other.split(".")]


def is_anew(questionnaire: Questionnaire, question: Tree, answers: Tree) -> bool:
    """Tell whether a question means something else since the version of these answers."""
    since = question.get("meaning_since")
    mine = questionnaire.pack["pack"]["version"]
    return since is not None and is_before(answers["version"], mine) and is_before(answers["version"], since)


def now_called(renamed: Tree, id: str) -> list[str]:
    """List an id and all that it was called since; the last is what it is called now."""
    names = [id]
    while renamed.get(names[-1]) is not None and renamed[names[-1]] not in names:
        names.append(renamed[names[-1]])
    return names


def now_answered(renamed: Tree, id: str, value: Any) -> Any:
    """Give an answer to a question of an earlier version with options as they are called now."""
    if isinstance(value, list):
        return [now_answered(renamed, id, each) for each in value]
    if isinstance(value, dict):
        return {**value, "value": now_answered(renamed, id, value["value"])} if "value" in value else value
    for name in now_called(renamed, id):
        seen = {value}
        while f"{name}/{value}" in renamed and renamed[f"{name}/{value}"] not in seen:
            value = renamed[f"{name}/{value}"]
            seen.add(value)
    return value


def followed(questionnaire: Questionnaire, answers: Tree) -> Tree:
    """Name what an earlier version's answers name as it is called now."""
    head = questionnaire.pack["pack"]
    renamed = head.get("renamed", {})
    if not renamed or not is_before(answers["version"], head["version"]):
        return answers
    parts: Tree = {}
    for key in ("organisation", "answers"):
        stored = answers.get(key) or {}
        parts[key] = {}
        for id, value in stored.items():
            now = now_called(renamed, id)[-1]
            parts[key][id if now in stored else now] = now_answered(renamed, id, value)
    return {**answers, **parts}


# Conditions: docs/scoring.md, State of a question; docs/format.md, Conditions

Truth = bool | None  # None is unknown


def reads(condition: Tree) -> list[str]:
    """List the ids that a condition reads."""
    found = []
    for key, value in condition.items():
        if key in ("all", "any"):
            found += [id for part in value for id in reads(part)]
        elif key == "not":
            found += reads(value)
        else:
            found.append(key)
    return found


def all_of(truths: list[Truth]) -> Truth:
    """Join by "and" in three-valued logic."""
    if False in truths:
        return False
    return None if None in truths else True


def negated(truth: Truth) -> Truth:
    """Turn a truth round; unknown stays unknown."""
    return None if truth is None else not truth


# Scoring: docs/scoring.md, The tree, Three numbers for every node, Risks, Flow profile, Readiness level


@dataclass(frozen=True)
class Value:
    """What a question or node is worth. One that is absent has no Value."""

    low: Fraction
    point: Fraction | None
    high: Fraction
    coverage: Fraction
    cap: Tree | None = None  # the gate that binds on the point
    inherent: Fraction | None = None  # of a risk with a point
    controls: Fraction | None = None


class Scoring:
    """One answer file under one questionnaire. Every trial is a new one of these."""

    def __init__(self, questionnaire: Questionnaire, answers: Tree) -> None:
        self.q = questionnaire
        self.answers = answers
        self.given: Tree = answers["answers"]
        self.organisation: Tree = answers["organisation"]
        self._states: dict[str, str] = {}
        self._values: dict[str, Value | None] = {}

    def with_answers(self, changes: Tree) -> "Scoring":
        """Score again as an answer file in which these answers are other ones."""
        return Scoring(self.q, {**self.answers, "answers": {**self.given, **changes}})

    # States and conditions

    def state(self, id: str) -> str:
        """Tell whether a question is answered, unknown, na or hidden."""
        if id not in self._states:
            self._states[id] = self._state(id)
        return self._states[id]

    def _state(self, id: str) -> str:
        if id in self.q.profile:
            question = self.q.profile[id]
            kind = "value" if self.organisation.get(id) not in (None, "") else "missing"
        else:
            question = self.q.questions[id]
            kind = split_answer(self.given.get(id))[0]
        asked = self.holds(question.get("when", {}), in_rule=False)
        if asked is False:
            return "hidden"
        if asked is None:
            return "unknown"
        return {"value": "answered", "na": "na"}.get(kind, "unknown")

    def waits(self, id: str) -> bool:
        """Tell whether it is not known yet if a question is asked."""
        return self.holds(self.q.asked(id).get("when", {}), in_rule=False) is None

    def answer(self, id: str) -> Any:
        """Give the value of an answered question or profile field."""
        return self.organisation[id] if id in self.q.profile else split_answer(self.given[id])[1]

    def holds(self, condition: Tree, in_rule: bool) -> Truth:
        """Judge a condition; several keys mean all of them."""
        return all_of([self._part_holds(key, value, in_rule) for key, value in condition.items()])

    def _part_holds(self, key: str, value: Any, in_rule: bool) -> Truth:
        if key == "all":
            return all_of([self.holds(part, in_rule) for part in value])
        if key == "any":
            return negated(all_of([negated(self.holds(part, in_rule)) for part in value]))
        if key == "not":
            return negated(self.holds(value, in_rule))
        if key in self.q.nodes or key in FLOW_IDS:
            return self._node_holds(key, value)
        return self._leaf_holds(key, value, in_rule)

    def _node_holds(self, id: str, comparison: Tree) -> Truth:
        value = self.flow(*FLOW_IDS[id]) if id in FLOW_IDS else self.value(id)
        if value is None:
            return False
        if value.point is None:
            return None
        ((name, bound),) = comparison.items()
        return COMPARISONS[name](value.point, exact(bound))

    def _leaf_holds(self, id: str, test: Any, in_rule: bool) -> Truth:
        state = self.state(id)
        if isinstance(test, dict) and "answered" in test:
            if state == "unknown" and not in_rule:
                return None
            return bool((state == "answered") == (test["answered"] == "true"))
        if state == "unknown":
            return None
        if state != "answered":
            return False
        question, answer = self.q.profile.get(id) or self.q.questions[id], self.answer(id)
        if isinstance(test, dict):
            ((name, bound),) = test.items()
            if question["type"] == "number":
                return COMPARISONS[name](exact(answer), exact(bound))
            order = option_ids(question)
            return COMPARISONS[name](order.index(answer), order.index(bound))
        wanted = test if isinstance(test, list) else [test]
        if question["type"] == "choices":
            return any(option in answer for option in wanted)
        if question["type"] == "number":
            return exact(answer) in [exact(number) for number in wanted]
        return answer in wanted

    # Values

    def value(self, id: str) -> Value | None:
        """Score a scored question or a node; None where it is absent."""
        if id not in self._values:
            if id in self.q.questions:
                self._values[id] = self._question_value(id)
            elif self.q.nodes[id].rule == "risk":
                self._values[id] = self._risk_value(self.q.nodes[id])
            else:
                self._values[id] = self._node_value(self.q.nodes[id])
        return self._values[id]

    def _question_value(self, id: str) -> Value | None:
        question, state = self.q.questions[id], self.state(id)
        if state == "answered":
            points = points_of(question, self.answer(id))
            return Value(points, points, points, Fraction(1))
        if state == "unknown" and self._may_vanish(question):
            return Value(Fraction(0), None, scale_of(question), Fraction(0))
        if state == "unknown" and self.q.part[id] not in ("likelihood", "impact"):
            return Value(fewest_points(question), None, most_points(question), Fraction(0))
        return None

    def _node_value(self, node: Node) -> Value | None:
        ungated = self.mixed(node.rule, node.scale, node.children, node.min_coverage)
        if ungated is None:
            return None
        low, _ = self.through_gates(node, ungated.low, "low")
        high, _ = self.through_gates(node, ungated.high, "high")
        if ungated.point is None:
            return Value(low, None, high, ungated.coverage)
        point, cap = self.through_gates(node, ungated.point, "point")
        return Value(low, clamp(point, low, high), high, ungated.coverage, cap)

    def mixed(
        self, rule: str, scale: Fraction, children: list[tuple[str, Fraction]], min_coverage: Fraction
    ) -> Value | None:
        """Aggregate the children that are present and weigh something, before any gate."""
        present = [(w, self.q.scale(id), value) for id, w in children if w > 0 and (value := self.value(id))]
        if not present:
            return None
        total = sum((w for w, _, _ in present), Fraction(0))
        coverage = q6(sum((w * value.coverage for w, _, value in present), Fraction(0)) / total)
        low = aggregate(rule, scale, [(w, s, value.low) for w, s, value in present])
        high = aggregate(rule, scale, [(w, s, value.high) for w, s, value in present])
        pointed = [(w, s, value.point) for w, s, value in present if value.point is not None]
        point = None
        if pointed and coverage >= min_coverage:
            point = clamp(aggregate(rule, scale, pointed), low, high)
        return Value(low, point, high, coverage)

    def through_gates(self, node: Node, points: Fraction, which: str) -> tuple[Fraction, Tree | None]:
        """Cap points by the node's gates, which read the low, point or high of other things."""
        binding = []
        for number, gate in enumerate(node.gates):
            below = [id for id, bound in gate["below"].items() if self._is_below(id, exact(bound), which)]
            if below and exact(gate["cap"]) < points:
                binding.append((exact(gate["cap"]), number, below[0]))
        if not binding:
            return points, None
        cap, number, by = min(binding)
        return cap, {"gate": number, "by": by, "without": points}

    def _is_below(self, id: str, bound: Fraction, which: str) -> bool:
        value = self.value(id)
        if value is None:
            return False
        reading = getattr(value, which)
        return bool((value.high if reading is None else reading) < bound)

    def _risk_value(self, risk: Node) -> Value | None:
        likelihood, impact = risk.tree["likelihood"], risk.tree["impact"]
        states = {question["id"]: self.state(question["id"]) for question in (likelihood, impact)}
        if "na" in states.values() or "hidden" in states.values():
            return None
        controls = self.mixed("mean", Fraction(100), risk.children, Fraction(0))
        coverages = [Fraction(state == "answered") for state in states.values()]
        if controls is not None:
            coverages.append(controls.coverage)
        coverage = q6(sum(coverages, Fraction(0)) / len(coverages))
        kappa = exact(risk.tree.get("kappa", "0.8"))

        def inherent(pick: Callable[[Any], Fraction]) -> Fraction:
            return q6(100 * pick(self._numbers(likelihood)) * pick(self._numbers(impact)))

        def residual(inherent: Fraction, c: Fraction) -> Fraction:
            return q6(inherent * (1 - kappa * c / 100))

        if any(self._may_vanish(question) for question in (likelihood, impact)):
            least, most = Fraction(0), Fraction(100)
        else:
            least = residual(inherent(min), controls.high if controls else Fraction(0))
            most = residual(inherent(max), controls.low if controls else Fraction(0))
        low, high = 100 - most, 100 - least
        if "unknown" in states.values() or coverage < risk.min_coverage:
            return Value(low, None, high, coverage)
        c = controls.point if controls and controls.point is not None else Fraction(0)
        point = clamp(100 - residual(inherent(max), c), low, high)
        return Value(low, point, high, coverage, inherent=inherent(max), controls=c)

    def _numbers(self, question: Tree) -> list[Fraction]:
        numbers = declared_numbers(question)
        if self.state(question["id"]) == "answered":
            return [numbers[self.answer(question["id"])]]
        return list(numbers.values())

    def _may_vanish(self, question: Tree) -> bool:
        if self.state(question["id"]) != "unknown":
            return False
        return "not_applicable" in question or self.holds(question.get("when", {}), in_rule=False) is None

    # Flows: section 5

    def flow(self, cell: str, facet: str) -> Value | None:
        """Score one facet of one cell; None where no question of it is in force."""
        children = [
            (id, weight_of(question))
            for id, question in self.q.questions.items()
            if self.q.part[id] == "flow" and (question["cell"], question["facet"]) == (cell, facet)
        ]
        return self.mixed("mean", Fraction(100), children, Fraction(0))

    def flows_answered(self) -> bool:
        """Tell whether any flow question is answered."""
        return any(self.q.part[id] == "flow" and self.state(id) == "answered" for id in self.q.questions)

    def in_play(self) -> set[str]:
        """Collect the cells that run or are wanted."""
        if not self.q.has_flows:
            return set()
        if not self.flows_answered():
            return set(CELLS)
        values = {(cell, facet): self.flow(cell, facet) for cell in CELLS for facet in FACETS}
        return {cell for (cell, _), value in values.items() if value and value.point is not None and value.point >= 25}

    # Level: section 6

    def level(self, read: Callable[[str, Value], Fraction]) -> int | None:
        """Find the level when each required node is read in a given way; None where there is no level."""
        named = {id for level in self.q.levels for id in level.get("requires", {})}
        if not any(self.value(id) for id in named):
            return None
        reached = 0
        for number, level in enumerate(self.q.levels):
            for id, bound in level.get("requires", {}).items():
                value = self.value(id)
                if value is not None and read(id, value) < exact(bound):
                    return reached
            reached = number
        return reached

    def level_low(self) -> int | None:
        """Find the level that is certain."""
        return self.level(lambda _, value: value.low)

    def level_point(self) -> int | None:
        """Find the level as answered."""
        return self.level(lambda _, value: point_or_low(value))

    def level_high(self) -> int | None:
        """Find the level that is still possible."""
        return self.level(lambda _, value: value.high)


def clamp(number: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """Hold a number between two others."""
    return min(max(number, low), high)


def point_or_low(value: Value) -> Fraction:
    """Read the point, and the low where there is none."""
    return value.low if value.point is None else value.point


def aggregate(rule: str, scale: Fraction, children: list[tuple[Fraction, Fraction, Fraction]]) -> Fraction:
    """Aggregate (weight, scale, points) of children into Q6 points."""
    total = sum((w for w, _, _ in children), Fraction(0))
    match rule:
        case "mean":
            return q6(scale * sum((w * p / s for w, s, p in children), Fraction(0)) / total)
        case "gmean":
            return q6(geometric(scale, [(w, p / s) for w, s, p in children]))
        case "min":
            return q6(scale * min(p / s for _, s, p in children))
        case "sum":
            reachable = sum((w * s for w, s, _ in children), Fraction(0))
            return q6(scale * sum((w * p for w, _, p in children), Fraction(0)) / reachable)
    raise ValueError(rule)


# What to ask next: section 6


def ask_next(scoring: Scoring) -> list[str]:
    """List the unknown questions that would tell most about the level, at most five."""
    low, high = scoring.level_low(), scoring.level_high()
    if low is None or high is None:
        return []
    open_nodes = []  # one entry for each open requirement
    for level in scoring.q.levels[low + 1 : high + 1]:
        for id, bound in level.get("requires", {}).items():
            value = scoring.value(id)
            if value is not None and value.low < exact(bound):
                open_nodes.append(id)
    read = {id for node in open_nodes for id in scoring.q.read_by(node)}
    swings = []
    for id in scoring.q.counted():
        question = scoring.q.questions[id]
        asked = scoring.holds(question.get("when", {}), in_rule=False)
        if id in read and scoring.state(id) == "unknown" and asked is True:
            swings.append((_swing(scoring, id, open_nodes), id))
    return [id for swing, id in sorted(swings, key=lambda pair: -pair[0]) if swing > 0][:5]


def _swing(scoring: Scoring, id: str, open_nodes: list[str]) -> Fraction:
    trial = scoring.with_answers({id: worst_answer(scoring.q, id)})
    swing = Fraction(0)
    for node in open_nodes:
        before, after = scoring.value(node), trial.value(node)
        if before is not None and after is not None:  # a node that vanishes counts 0
            swing += (before.high - after.high) / scoring.q.scale(node)
    return swing


def worst_answer(questionnaire: Questionnaire, id: str) -> Any:
    """Give the answer with the fewest points; of likelihood and impact the one with the greatest number."""
    question, part = questionnaire.questions[id], questionnaire.part[id]
    if part in ("likelihood", "impact"):
        numbers = declared_numbers(question)
        return max(numbers, key=lambda option: numbers[option])
    turned = is_true(question, "reversed")
    match question["type"]:
        case "choices":
            return [option["id"] for option in question["options"] if turned and not is_true(option, "exclusive")]
        case "number":
            return written(held(question, exact(question["to" if turned else "from"])))
        case _:
            return min(option_ids(question), key=lambda option: points_of(question, option))


def fewest_points(question: Tree) -> Fraction:
    """Tell what the worst answer gives."""
    return min(points_of(question, answer) for answer in extreme_answers(question))


def most_points(question: Tree) -> Fraction:
    """Tell what the best answer gives."""
    return max(points_of(question, answer) for answer in extreme_answers(question))


def extreme_answers(question: Tree) -> list[Any]:
    """List answers among which are the worst and the best: every option; all and none; the goalposts."""
    match question["type"]:
        case "choices":
            return [[], [option["id"] for option in question["options"] if not is_true(option, "exclusive")]]
        case "number":
            return [written(held(question, exact(question[key]))) for key in ("from", "to")]
        case _:
            return option_ids(question)


# Robustness, coverage, evidence: section 7


def interval(scoring: Scoring, id: str) -> tuple[Fraction, Fraction]:
    """Give the ends of a node's points when each weight may move by a quarter."""
    node, value = scoring.q.nodes[id], scoring.value(id)
    assert value is not None
    if node.rule != "mean" or value.point is None:
        return point_or_low(value), point_or_low(value)
    shares = []
    for child, w in node.children:
        inside = scoring.value(child)
        if w > 0 and inside is not None and inside.point is not None:
            shares.append((inside.point / scoring.q.scale(child), w))
    shares.sort()
    ends = []
    for k in range(len(shares) + 1):
        for first, rest in ((Fraction(3, 4), Fraction(5, 4)), (Fraction(5, 4), Fraction(3, 4))):
            moved = [(w * (first if place < k else rest), u) for place, (u, w) in enumerate(shares)]
            ends.append(node.scale * sum(w * u for w, u in moved) / sum(w for w, _ in moved))
    lower, _ = scoring.through_gates(node, q6(min(ends)), "point")
    upper, _ = scoring.through_gates(node, q6(max(ends)), "point")
    return min(lower, value.point), max(upper, value.point)


def robust(scoring: Scoring) -> bool | None:
    """Tell whether the level stays the same at both ends of every required node."""
    lower = scoring.level(lambda id, _: interval(scoring, id)[0])
    return None if lower is None else lower == scoring.level(lambda id, _: interval(scoring, id)[1])


def coverage(scoring: Scoring) -> Fraction:
    """Tell how much was answered: the index's coverage, or the smallest of the sections'."""
    values = [scoring.value(id) for id in scoring.q.roots()]
    return min((value.coverage for value in values if value is not None), default=Fraction(0))


def evidence(scoring: Scoring) -> Fraction:
    """Tell the share, by own weight, of the answers that carry evidence."""
    answered, evidenced = Fraction(0), Fraction(0)
    for id in scoring.q.counted():
        if scoring.state(id) == "answered":
            rated = scoring.q.part[id] in ("likelihood", "impact")
            weight = Fraction(1) if rated else weight_of(scoring.q.questions[id])
            answered += weight
            evidenced += weight if split_answer(scoring.given[id])[2] else 0
    return q6(evidenced / answered) if answered else Fraction(0)


# Explanation: section 8


def points_lost(scoring: Scoring) -> dict[str, Fraction]:
    """Split the missing points among questions (and nodes that keep their own), exactly."""
    lost: dict[str, Fraction] = {}
    for root in scoring.q.roots():
        value = scoring.value(root)
        if value is not None and value.point is not None:
            _pass_on(scoring, root, scoring.q.scale(root) - value.point, lost)
    order = [*scoring.q.questions, *scoring.q.nodes]
    return {id: lost[id] for id in order if lost.get(id)}


def _pass_on(scoring: Scoring, id: str, received: Fraction, lost: dict[str, Fraction]) -> None:
    """Give what an id received to those it reads; a question keeps it."""
    if received == 0:
        return
    if id not in scoring.q.nodes:
        lost[id] = lost.get(id, Fraction(0)) + received
        return
    node, value = scoring.q.nodes[id], scoring.value(id)
    assert value is not None
    if value.cap is not None and value.point is not None:
        to_gate = received * (value.cap["without"] - value.point) / (node.scale - value.point)
        _pass_on(scoring, value.cap["by"], to_gate, lost)
        received -= to_gate
    parts = _parts(scoring, node)
    total = sum(parts.values(), Fraction(0))
    if total == 0:
        lost[id] = lost.get(id, Fraction(0)) + received
        return
    for child, part in parts.items():
        _pass_on(scoring, child, received * part / total, lost)


def _parts(scoring: Scoring, node: Node) -> dict[str, Fraction]:
    """Say in which proportion a node passes on what it lost."""
    children = []  # (id, weight, scale, share)
    for id, w in node.children:
        inside = scoring.value(id)
        if w > 0 and inside is not None and inside.point is not None:
            children.append((id, w, scoring.q.scale(id), inside.point / scoring.q.scale(id)))
    match node.rule:
        case "risk":
            return _risk_parts(scoring, node, {id: w * (1 - u) for id, w, _, u in children})
        case "sum":
            return {id: w * s * (1 - u) for id, w, s, u in children}
        case "min":
            least = min((u for _, _, _, u in children), default=None)
            return {id: Fraction(u == least and u < 1) for id, _, _, u in children}
        case "gmean" if any(u == 0 for _, _, _, u in children):
            return {id: w * (u == 0) for id, w, _, u in children}
    return {id: w * (1 - u) for id, w, _, u in children}


def _risk_parts(scoring: Scoring, risk: Node, controls: dict[str, Fraction]) -> dict[str, Fraction]:
    likelihood, impact = risk.tree["likelihood"]["id"], risk.tree["impact"]["id"]
    if not controls:
        return {likelihood: Fraction(1), impact: Fraction(1)}
    answered = scoring.mixed("mean", Fraction(100), risk.children, Fraction(0))
    assert answered is not None
    assert answered.point is not None
    kappa = exact(risk.tree.get("kappa", "0.8"))
    kept = 1 - kappa
    reached = 1 - kappa * answered.point / 100
    total = sum(controls.values(), Fraction(0))
    shared = {id: (reached - kept) * part / total for id, part in controls.items()} if total else {}
    return {likelihood: kept / 2, impact: kept / 2, **shared}


def other_answers(question: Tree, present: Any) -> list[Any]:
    """List every other answer of a question; `present` is None where it is unknown.

    Numbers: the goalposts. Several choices: one option more or less, among the sets that may be answered.
    """
    match question["type"]:
        case "number":
            posts = [written(held(question, exact(question[key]))) for key in ("from", "to")]
            known = [] if present is None else [exact(present)]
            return [post for post in dict.fromkeys(posts) if exact(post) not in known]
        case "choices":
            sets = [_toggled(question, present or [], id) for id in option_ids(question)]
            return ([[]] if present is None else []) + [each for each in sets if each is not None]
        case _:
            return [option for option in option_ids(question) if option != present]


def _toggled(question: Tree, chosen: list[str], id: str) -> list[str] | None:
    """Give the set with one option more or less; None where no such set may be answered."""
    if id in chosen:
        return [each for each in chosen if each != id]
    exclusive = {option["id"] for option in question["options"] if is_true(option, "exclusive")}
    kept = [] if set(chosen) <= exclusive else chosen  # what is exclusive makes room for one alone
    return None if kept and id in exclusive else _in_order(question, [*kept, id])


def better_answers(question: Tree, present: Any) -> list[Any]:
    """List the better answers from the least to the best; of a number only the goalpost."""
    turned = is_true(question, "reversed")
    match question["type"]:
        case "number":
            best = written(held(question, exact(question["from" if turned else "to"])))
            return [best] if points_of(question, best) > points_of(question, present) else []
        case "choices":
            worthy = [option["id"] for option in question["options"] if _worth(option) > 0]
            if turned:
                steps = [id for id in worthy if id in present]
                kept = [[id for id in present if id not in steps[: n + 1]] for n in range(len(steps))]
                return [_in_order(question, each) for each in kept]
            steps = [id for id in worthy if id not in present]
            exclusive = {option["id"] for option in question["options"] if is_true(option, "exclusive")}
            base = [id for id in present if id not in exclusive]
            return [_in_order(question, base + steps[: n + 1]) for n in range(len(steps))]
        case _:
            first: dict[Fraction, str] = {}
            for option in option_ids(question):
                first.setdefault(points_of(question, option), option)
            return [first[points] for points in sorted(first) if points > points_of(question, present)]


def _in_order(question: Tree, chosen: list[str]) -> list[str]:
    return [id for id in option_ids(question) if id in chosen]


def way_up(scoring: Scoring) -> Tree | None:
    """Find a least set of better answers that raises the level, in two passes."""
    now = scoring.level_point()
    if now is None:
        return None

    def raised(changes: Tree) -> bool:
        then = scoring.with_answers(changes).level_point()
        return then is not None and then > now

    questions = scoring.q.questions
    changes: Tree = {}
    for id in scoring.q.counted():
        judgement = scoring.q.part[id] in ("likelihood", "impact")
        if scoring.state(id) == "answered" and not judgement and id not in scoring.q.read_by_when:
            better = better_answers(questions[id], scoring.answer(id))
            if better:
                changes[id] = better[-1]
    if not raised(changes):
        return None
    lost, place = points_lost(scoring), list(questions)

    def worth(id: str) -> tuple[Fraction, int]:
        return lost.get(id, Fraction(0)) / effort_of(questions[id]), -place.index(id)

    for id in sorted(changes, key=worth):
        without = {key: value for key, value in changes.items() if key != id}
        if raised(without):
            changes = without
    for id in list(changes):
        changes[id] = _least_better(scoring, id, lambda change: raised({**changes, **change}))
    return {
        "to": scoring.with_answers(changes).level_point(),
        "changes": {id: _as_json(questions[id], answer) for id, answer in changes.items()},
        "effort": sum(effort_of(questions[id]) for id in changes),
    }


def _least_better(scoring: Scoring, id: str, raised: Callable[[Tree], bool]) -> Any:
    """Go down to the least better answer of a question with which the level stays raised."""
    question, present = scoring.q.questions[id], scoring.answer(id)
    if question["type"] == "number":
        return _least_number(question, exact(present), lambda answer: raised({id: answer}))
    return next(answer for answer in better_answers(question, present) if raised({id: answer}))


def _least_number(question: Tree, present: Fraction, suffices: Callable[[Any], bool]) -> str:
    """Find the multiple of 10^-decimals nearest to the present number that suffices, or else the goalpost.

    Halving is enough, since no result falls when an answer gets better.
    """
    best = exact(better_answers(question, written(present))[0])
    step = Fraction(1, 10 ** int(question.get("decimals", 0)))
    sign = 1 if best > present else -1
    nearest = sign * present / step // 1 + 1  # counted in steps towards the goalpost
    farthest = sign * best / step // 1
    if nearest > farthest or not suffices(written(sign * farthest * step)):
        return written(best)
    while nearest < farthest:
        middle = (nearest + farthest) // 2
        if suffices(written(sign * middle * step)):
            farthest = middle
        else:
            nearest = middle + 1
    return written(sign * nearest * step)


def effort_of(question: Tree) -> int:
    """Tell the effort of another answer: 1 days, 2 weeks, 3 months."""
    return int(question.get("effort", 2))


# Rules, tools, peer cases: section 9


def flags(scoring: Scoring) -> list[str]:
    """List the warnings, advice and strengths that fire as things stand, in file order."""
    return [rule["id"] for rule in _fired(scoring) if rule["kind"] != "look-again"]


def look_again(scoring: Scoring) -> list[str]:
    """List the rules that say of answers that they do not go together, in file order."""
    return [rule["id"] for rule in _fired(scoring) if rule["kind"] == "look-again"]


def _fired(scoring: Scoring) -> list[Tree]:
    return [rule for rule in scoring.q.pack["rules"] if scoring.holds(rule["when"], in_rule=True) is True]


def tools(scoring: Scoring, lost: dict[str, Fraction], fired: list[str]) -> list[Tree]:
    """List the tools that help where points are lost or a rule fired, at most twelve."""
    in_play, rules = scoring.in_play(), {rule["id"]: rule for rule in scoring.q.pack["rules"]}
    listed = []
    for tool in scoring.q.pack["tools"]:
        if not _is_offered(scoring, tool):
            continue
        helps = tool.get("helps", [])
        own_rules = [id for id in fired if id in helps or tool["id"] in rules[id].get("tools", [])]
        heads = {id for id in helps if id not in rules}.union(*(reads(rules[id]["when"]) for id in own_rules))
        reached = {id for head in heads if head not in FLOW_IDS for id in scoring.q.under(head)}
        parts = {id: part for id, part in lost.items() if id in reached}
        addresses = q6(sum(parts.values(), Fraction(0)))
        if addresses > 0 or own_rules:
            because = max(parts, key=lambda id: parts[id]) if parts else own_rules[0]
            shares_a_flow = bool(in_play & set(tool.get("flows", [])))
            rank = (not shares_a_flow, tool.get("verified") != "seen", -addresses, tool["id"])
            listed.append((rank, {"id": tool["id"], "addresses": plain(addresses), "because": because}))
    return [tool for _, tool in sorted(listed, key=lambda pair: pair[0])][:12]


def _is_offered(scoring: Scoring, tool: Tree) -> bool:
    """Tell whether a tool is for such an organisation: its `fits` is not false, its countries hold the home or any."""
    home, countries = _home(scoring), tool.get("countries", "any")
    if isinstance(countries, list) and home is not None and home not in countries:
        return False
    return scoring.holds(tool.get("fits", {}), in_rule=False) is not False


def _home(scoring: Scoring) -> str | None:
    """Tell the country: the first profile field of type country, None where it is empty."""
    for id, each in scoring.q.profile.items():
        if each["type"] == "country":
            return scoring.answer(id) if scoring.state(id) == "answered" else None
    return None


def enablers(scoring: Scoring) -> list[str]:
    """List who can help: those whose countries hold the home, then those for any, at most twelve."""
    in_play, home = scoring.in_play(), _home(scoring)
    left = [
        each
        for each in scoring.q.pack["enablers"]
        if scoring.holds(each.get("fits", {}), in_rule=False) is not False
        and ("flows" not in each or not each["flows"] or in_play & set(each["flows"]))
    ]
    here = [each["id"] for each in left if each.get("countries", "any") != "any" and home in each["countries"]]
    return [*here, *(each["id"] for each in left if each.get("countries", "any") == "any")][:12]


def cases(scoring: Scoring) -> list[Tree]:
    """List the peer cases that can be compared, the most alike first (Gower)."""
    compared = []
    for case in scoring.q.pack["cases"]:
        distances = [_distance(scoring, id, theirs) for id, theirs in case.get("features", {}).items()]
        if case.get("flows") and scoring.flows_answered():
            distances.append(_jaccard(scoring.in_play(), set(case["flows"])))
        known = [distance for distance in distances if distance is not None]
        if known and Fraction(len(known), len(distances)) >= Fraction(60, 100):
            compared.append((q6(sum(known, Fraction(0)) / len(known)), case["id"]))
    return [{"id": id, "distance": plain(distance)} for distance, id in sorted(compared)]


def _distance(scoring: Scoring, id: str, theirs: Any) -> Fraction | None:
    if id in scoring.q.nodes:
        value = scoring.value(id)
        if value is None or value.point is None:
            return None
        return min(Fraction(1), abs(value.point - exact(theirs)) / scoring.q.scale(id))
    if scoring.state(id) != "answered":
        return None
    question, ours = scoring.q.profile[id], scoring.answer(id)
    if question["type"] == "number":
        span = abs(exact(question["to"]) - exact(question["from"]))
        return min(Fraction(1), abs(exact(ours) - exact(theirs)) / span)
    if question["type"] == "choices":
        return _jaccard(set(ours), set(theirs))
    return Fraction(ours != theirs)


def _jaccard(one: set[str], other: set[str]) -> Fraction:
    return 1 - Fraction(len(one & other), len(one | other)) if one | other else Fraction(0)


# The result: docs/format.md, Result


def start(pack: Tree, answers: Tree) -> tuple[Scoring, list[str]]:
    """Lay out the questionnaire and take those answers that fit it."""
    questionnaire = Questionnaire(pack)
    fitting, warnings = fitted(questionnaire, answers)
    return Scoring(questionnaire, fitting), warnings


def score(pack: Tree, answers: Tree, source: Tree | None = None, extra: Tree | None = None) -> Tree:
    """Score one organisation: the Result object, its keys in the order of docs/format.md.

    `source` says where the answers were read, as far as that is known; without it the key is left out.
    """
    scoring, warnings = start(pack, answers)
    lost, fired = points_lost(scoring), flags(scoring)
    return {
        "format": "silk-result/1",
        **({} if source is None else {"source": {key: source.get(key) for key in ("file", "sheet", "row", "id")}}),
        "questionnaire": {
            "id": pack["pack"]["id"],
            "version": pack["pack"]["version"],
            "fingerprint": fingerprint(pack),
        },
        "organisation": {
            id: _as_json(scoring.q.profile.get(id, {"type": "text"}), value)
            for id, value in scoring.organisation.items()
        },
        "answered": _answered_result(answers.get("answered") or {}),
        "voice": answers.get("voice"),
        "voices": _voices_result(answers.get("voices")),
        "nodes": {id: _node_result(scoring, id) for id in scoring.q.nodes},
        "risks": {id: _risk_result(scoring, id) for id, node in scoring.q.nodes.items() if node.rule == "risk"},
        "flows": _flows_result(scoring),
        "level": _level_result(scoring),
        "robust": robust(scoring),
        "coverage": plain(coverage(scoring)),
        "evidence": plain(evidence(scoring)),
        "lost": {id: plain(q6(part)) for id, part in lost.items() if q6(part)},
        "way_up": way_up(scoring),
        "flags": fired,
        "look_again": look_again(scoring),
        "tools": tools(scoring, lost, fired),
        "enablers": enablers(scoring),
        "cases": cases(scoring),
        "warnings": [*warnings, *(f"{id}: {', '.join(ids)} wait for it" for id, ids in deciding(scoring).items())],
        **({"extra": extra} if extra else {}),
    }


def deciding(scoring: Scoring) -> dict[str, list[str]]:
    """Find what answers of another version wait for here: open questions that the file has no answer to."""
    q = scoring.q
    if scoring.answers["version"] == q.pack["pack"]["version"]:
        return {}
    kinds = {id: split_answer(scoring.given.get(id))[0] for id in q.questions}
    kinds |= {id: "value" if id in scoring.organisation else "missing" for id in q.profile}
    order = [*q.profile, *q.questions]
    pairs = [
        (read, id)
        for id in order
        if kinds[id] in ("value", "na") and scoring.waits(id)
        for read in _open_before(scoring, id, set())
        if kinds[read] == "missing"
    ]
    first = sorted({read for read, _ in pairs}, key=order.index)
    return {read: [id for one, id in pairs if one == read] for read in first}


def _open_before(scoring: Scoring, id: str, seen: set[str]) -> list[str]:
    """List what a waiting question waits for: what is open itself, also behind others that wait."""
    found = []
    for read in dict.fromkeys(reads(scoring.q.asked(id).get("when", {}))):
        if read in seen:
            continue
        seen.add(read)
        if scoring.waits(read):
            found += _open_before(scoring, read, seen)
        elif scoring.state(read) == "unknown":
            found.append(read)
    return found


def _answered_result(answered: Tree) -> Tree | None:
    return {key: answered[key] for key in ("date", "by") if key in answered} or None


def _voices_result(voices: Tree | None) -> Tree | None:
    return None if voices is None else {key: int(voices[key]) for key in ("count", "differed")}


def _as_json(question: Tree, value: Any) -> Any:
    return plain(exact(value)) if question["type"] == "number" else value


def _node_result(scoring: Scoring, id: str) -> Tree:
    value, scale = scoring.value(id), scoring.q.scale(id)
    second = any("unprotected" in band for band in scoring.q.nodes[id].tree.get("bands", []))
    if value is None:
        extra = ["unprotected"] if second else []
        keys = ("points", "low", "high", "coverage", "band", *extra, "cap")
        return {"scale": plain(scale), **dict.fromkeys(keys)}
    return {
        "scale": plain(scale),
        "points": plain(value.point),
        "low": plain(value.low),
        "high": plain(value.high),
        "coverage": plain(value.coverage),
        "band": _band(scoring, id, value.point),
        **({"unprotected": unprotected(scoring, id)} if second else {}),
        "cap": None if value.cap is None else {**value.cap, "without": plain(value.cap["without"])},
    }


def _band(scoring: Scoring, id: str, points: Fraction | None) -> int | None:
    default = scoring.q.pack["pack"].get("bands", []) if scoring.q.scale(id) == 100 else []
    bounds = [exact(band["from"]) for band in scoring.q.nodes[id].tree.get("bands", default)]
    if points is None or not bounds:
        return None
    return max(k for k, bound in enumerate(bounds) if bound <= points)


def unprotected(scoring: Scoring, id: str) -> bool | None:
    """Tell whether what stands against a risk, or against the risks of a section, is below the threshold."""
    section = next(s for s in scoring.q.pack["sections"] if s["kind"] == "risks" and _holds_risk(s, id))
    bound = exact(section.get("unprotected_below", "25"))
    if id != section["id"]:
        own = _answered_controls(scoring, id)
        return None if own is None else own < bound
    present = [r["id"] for r in section["risks"] if weight_of(r) > 0 and scoring.value(r["id"]) is not None]
    known = [own for own in (_answered_controls(scoring, risk) for risk in present) if own is not None]
    if not known:
        return None
    if q6(sum(known, Fraction(0)) / len(known)) < bound:
        return True
    ranked = [(value.point, risk) for risk in present if (value := scoring.value(risk)) and value.point is not None]
    least = min((point for point, _ in ranked), default=None)
    worst = [_answered_controls(scoring, risk) for point, risk in ranked if point == least][:1]
    return any(own is not None and own < bound for own in worst)


def _holds_risk(section: Tree, id: str) -> bool:
    return id == section["id"] or id in [risk["id"] for risk in section["risks"]]


def _answered_controls(scoring: Scoring, risk: str) -> Fraction | None:
    """Give the points of those controls of a present risk that are answered."""
    mixed = scoring.mixed("mean", Fraction(100), scoring.q.nodes[risk].children, Fraction(0))
    return None if mixed is None or scoring.value(risk) is None else mixed.point


def _risk_result(scoring: Scoring, id: str) -> Tree:
    value = scoring.value(id)
    if value is None:
        return dict.fromkeys(("inherent", "controls", "residual", "residual_low", "residual_high"))
    return {
        "inherent": plain(value.inherent),
        "controls": plain(value.controls),
        "residual": None if value.point is None else plain(100 - value.point),
        "residual_low": plain(100 - value.high),
        "residual_high": plain(100 - value.low),
    }


def _flows_result(scoring: Scoring) -> Tree | None:
    if not scoring.q.has_flows:
        return None
    cells, breadth = {}, 0
    for cell in CELLS:
        now, ambition = scoring.flow(cell, "now"), scoring.flow(cell, "ambition")
        gap = None
        if now and ambition and now.point is not None and ambition.point is not None:
            gap = ambition.point - now.point
        if now and now.point is not None and now.point >= 25:
            breadth += 1
        cells[cell] = {"now": _facet_result(now), "ambition": _facet_result(ambition), "gap": plain(gap)}
    return {"cells": cells, "breadth": breadth}


def _facet_result(value: Value | None) -> Tree | None:
    if value is None:
        return None
    return {"points": plain(value.point), "low": plain(value.low), "high": plain(value.high)}


def _level_result(scoring: Scoring) -> Tree | None:
    low, point, high = scoring.level_low(), scoring.level_point(), scoring.level_high()
    if low is None:
        return None
    return {"low": low, "point": point, "high": high, "firm": low == high, "ask_next": ask_next(scoring)}


# Two years: docs/scoring.md, Two years


def years(old_pack: Tree | None, old_answers: Tree, new_pack: Tree, new_answers: Tree) -> Tree:
    """Split the change of each node's low, point and high, and of the level's number.

    A change is a mapping of its parts (what is one part has their names joined), None where there is none.
    """
    new, _ = start(new_pack, new_answers)
    common = common_answers(old_pack, old_answers, new)
    by = Scoring(new.q, common)
    by_more, new_more = (
        Scoring(new.q, more(new.q, common, new.answers)),
        Scoring(new.q, more(new.q, new.answers, common)),
    )
    old = None if old_pack is None else start(old_pack, old_answers)[0]
    renamed = new_pack["pack"].get("renamed", {})
    then = {} if old is None else {now_called(renamed, id)[-1]: id for id in old.q.nodes}
    nodes: Tree = {}
    for id in new.q.nodes:
        before = old.value(then[id]) if old is not None and id in then else None
        values = [before, *(scoring.value(id) for scoring in (by, by_more, new_more, new))]
        is_other = old is not None and id in then and old.q.scale(then[id]) != new.q.scale(id)
        nodes[id] = {
            key: None
            if is_other
            else split([None if value is None else getattr(value, key) for value in values], old is None)
            for key in ("low", "point", "high")
        }
    levels = [old, by, by_more, new_more, new]
    level = {
        key: split([None if one is None else getattr(one, f"level_{key}")() for one in levels], old is None)
        for key in ("low", "point", "high")
    }
    return {"nodes": nodes, "level": level}


def common_answers(old_pack: Tree | None, old_answers: Tree, new: Scoring) -> Tree:
    """Give OLD's answers under the new questionnaire; what it did not ask or what does not fit is NEW's."""
    q = new.q
    renamed = q.pack["pack"].get("renamed", {})
    before = followed(q, old_answers)
    fitting, _ = fitted(q, old_answers)
    had = None
    if old_pack is not None:
        asked = Questionnaire(old_pack)
        had = {now_called(renamed, id)[-1] for id in (*asked.profile, *asked.questions)}
    stored = {**(before.get("organisation") or {}), **(before.get("answers") or {})}
    found: Tree = {**fitting, "organisation": dict(fitting["organisation"]), "answers": dict(fitting["answers"])}
    for key, fields in (("organisation", q.profile), ("answers", q.questions)):
        for id in fields:
            is_unfit = id in stored and id not in fitting["organisation"] and id not in fitting["answers"]
            if is_unfit or (had is not None and id not in had):
                found[key].pop(id, None)
                if id in new.answers[key]:
                    found[key][id] = new.answers[key][id]
    return found


def more(q: Questionnaire, answers: Tree, other: Tree) -> Tree:
    """Give answers with what they do not know taken from others."""
    found: Tree = {**answers, "organisation": dict(answers["organisation"]), "answers": dict(answers["answers"])}
    for id in q.profile:
        if id not in answers["organisation"] and id in other["organisation"]:
            found["organisation"][id] = other["organisation"][id]
    for id in q.questions:
        if not says(answers["answers"].get(id)) and says(other["answers"].get(id)):
            found["answers"][id] = other["answers"][id]
    return found


def says(stored: Any) -> bool:
    """Tell whether an answer says something: a value, or that the question does not apply."""
    return split_answer(stored)[0] in ("value", "na")


def split(numbers: list[Any], is_old_gone: bool) -> Tree | None:
    """Split NEW - OLD, given OLD, B, B+, NEW+ and NEW."""
    old, by, by_more, new_more, new = numbers
    if is_old_gone:
        if None in (by, by_more, new_more, new):
            return None
        return {"answers": new_more - by_more, "known": (new - new_more) + (by_more - by)}
    if old is None or new is None:
        return None
    found: Tree = {}
    one_part = ["known"]
    if by is None:
        one_part.insert(0, "questionnaire")
    else:
        found["questionnaire"] = by - old
    if by_more is None or new_more is None:
        one_part.insert(-1, "answers")
    else:
        found["answers"] = new_more - by_more
    found["+".join(one_part)] = new - old - sum(found.values())
    return found


# For tests


def lost_exact(pack: Tree, answers: Tree) -> dict[str, Fraction]:
    """Give the points lost before rounding, zeros left out."""
    return points_lost(start(pack, answers)[0])


def changes(pack: Tree, answers: Tree) -> list[Tree]:
    """Give what one other answer would do to the index, the sections and the level (docs/scoring.md, Changes)."""
    scoring, _ = start(pack, answers)
    table = []
    for id in scoring.q.counted():
        if scoring.state(id) not in ("answered", "unknown"):
            continue
        question, known = scoring.q.questions[id], scoring.state(id) == "answered"
        for answer in other_answers(question, scoring.answer(id) if known else None):
            trial = scoring.with_answers({id: answer})
            nodes = [*scoring.q.scored_sections(), *(["index"] if "index" in scoring.q.nodes else [])]
            table.append(
                {
                    "question": id,
                    "answer": _as_json(question, answer),
                    "nodes": {node: _node_result(trial, node) for node in nodes},
                    "level": {"low": trial.level_low(), "point": trial.level_point(), "high": trial.level_high()},
                }
            )
    return table


def completions(pack: Tree, answers: Tree) -> Iterator[Tree]:
    """Yield every way to complete the unknown scored questions.

    Each option, both goalposts, every set of choices, and "na" where it is allowed. An answer that is
    stored already, and waits for a `when`, stays.
    """
    scoring, _ = start(pack, answers)
    unknown = {}
    for id, question in scoring.q.questions.items():
        stored = split_answer(scoring.given.get(id))[0]
        if is_scored(question) and scoring.state(id) == "unknown" and stored in ("missing", "unknown"):
            unknown[id] = every_answer(question)
    for chosen in itertools.product(*unknown.values()):
        yield scoring.with_answers(dict(zip(unknown, chosen, strict=True))).answers


def every_answer(question: Tree) -> list[Any]:
    """List all answers that a scored question can have; of a number the goalposts."""
    allowed = ["na"] if "not_applicable" in question else []
    match question["type"]:
        case "number":
            return [*dict.fromkeys(written(held(question, exact(question[key]))) for key in ("from", "to")), *allowed]
        case "choices":
            exclusive = [option["id"] for option in question["options"] if is_true(option, "exclusive")]
            others = [id for id in option_ids(question) if id not in exclusive]
            sets = [list(each) for n in range(len(others) + 1) for each in itertools.combinations(others, n)]
            return [*sets, *([id] for id in exclusive), *allowed]
        case _:
            return [*option_ids(question), *allowed]


def as_text(tree: Any, indent: int = 0) -> str:
    """Write a result as JSON, its small numbers without exponents."""
    inner = "\n" + " " * (indent + 1)
    if isinstance(tree, dict) and tree:
        lines = [f"{json.dumps(key, ensure_ascii=False)}: {as_text(tree[key], indent + 1)}" for key in tree]
        return "{" + inner + ("," + inner).join(lines) + "\n" + " " * indent + "}"
    if isinstance(tree, list) and tree:
        return "[" + inner + ("," + inner).join(as_text(each, indent + 1) for each in tree) + "\n" + " " * indent + "]"
    if isinstance(tree, float):
        return written(Fraction(repr(tree)))
    return json.dumps(tree, ensure_ascii=False)


if __name__ == "__main__":
    print(as_text(score(read_pack(Path(sys.argv[1])), read_answers(Path(sys.argv[2])), {"file": sys.argv[2]})))

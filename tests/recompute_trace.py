"""Recompute a trace (silk-trace/1) from the answers and rules in it, by docs/scoring.md alone.

silk-assess why answers.yaml --json > trace.json && python tests/recompute_trace.py trace.json
What does not follow is printed; then the exit code is 1. It stays within 200 lines, so it is written tight.
"""

# fmt: off
# ruff: noqa: B905
import json
import operator
import sys
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction as F
from itertools import product

RELATIONS = {"at_least": operator.ge, "at_most": operator.le, "above": operator.gt, "below": operator.lt}
# A value is (low, points, high, coverage); None where a question or node is absent.
LOW, POINT, HIGH, COVERAGE = range(4)


def q6(x):  # Numbers: six decimals, half away from zero
    return F((1 if x >= 0 else -1) * int(abs(x) * 10**6 + F(1, 2)), 10**6)


def aggregate(rule, scale, parts):  # Aggregates: weight, scale and points of each child
    if rule == "mean":
        return q6(scale * sum(w * p / s for w, s, p in parts) / sum(w for w, _, _ in parts))
    if rule == "sum":
        return q6(scale * sum(w * p for w, _, p in parts) / sum(w * s for w, s, _ in parts))
    if rule == "min" or not all(p for _, _, p in parts):
        return q6(scale * min(p / s for _, s, p in parts))
    with localcontext(Context(prec=60, rounding=ROUND_HALF_UP)):
        logs = [(Decimal(w.numerator) / w.denominator, (Decimal((p / s).numerator) / (p / s).denominator).ln())
                for w, s, p in parts]
        mean = (sum(w * log for w, log in logs) / sum(w for w, _ in logs)).exp()
        return q6(F((Decimal(scale.numerator) / scale.denominator * mean).quantize(Decimal("1e-20"))))


class Recomputed:
    def __init__(self, trace):
        self.questions, self.nodes = ({one["id"]: one for one in trace[key]} for key in ("questions", "nodes"))
        self.levels, self.known, self.caps, self.risks, self.lost = trace["levels"], {}, {}, {}, {}
    def state(self, id):  # State of a question
        q = self.questions[id]
        shown = True if q["when"] is None else self.holds(q["when"])
        words = {"unknown": "unknown", "na": "not-applicable"} if q.get("role") != "profile" else {}
        stored = "unknown" if q["answer"] is None else words.get(str(q["answer"]), "answered")
        return stored if shown else "unknown" if shown is None else "hidden"
    def holds(self, condition):
        ((id, test),) = condition.items()
        if id in ("all", "any"):
            parts, decides = [self.holds(part) for part in test], id == "any"
            return decides if decides in parts else None if None in parts else not decides
        if id == "not":
            return None if (part := self.holds(test)) is None else not part
        state, answer, order = self.state(id), self.questions[id]["answer"], [*self.questions[id].get("options", ())]
        if state == "unknown":
            return None
        if isinstance(test, list) or (state != "answered" and "answered" not in test):
            return state == "answered" and any(a in test for a in (answer if isinstance(answer, list) else [answer]))
        ((relation, bound),) = test.items()
        if relation == "answered":
            return (state == "answered") == bound
        return RELATIONS[relation](*((order.index(answer), order.index(bound)) if order else (answer, bound)))
    def may_vanish(self, q):
        return q["not_applicable"] or (q["when"] is not None and self.holds(q["when"]) is None)
    def points(self, q):  # Points of a question; of likelihood and impact their number
        if "goalposts" in q:
            start, to = q["goalposts"]
            share = sorted([0, (q["answer"] - start) / (to - start), 1])[1]
        elif isinstance(q["answer"], list):
            share = F(sum(q["options"][one] for one in q["answer"])) / sum(q["options"].values())
        else:  # in the options it is reversed already
            return q["options"][q["answer"]]
        return q6(q["scale"] * (1 - share if q["reversed"] else share))
    def value(self, id):
        if id not in self.known:
            self.known[id] = self.question(self.questions[id]) if id in self.questions else self.node(self.nodes[id])
        return self.known[id]
    def question(self, q):  # Low, high and point
        if (state := self.state(q["id"])) == "answered":
            return (self.points(q),) * 3 + (F(1),)
        low, high = (F(0), q["scale"]) if self.may_vanish(q) else (q["least"], q["greatest"])
        return (low, None, high, F(0)) if state == "unknown" else None
    def present(self, children, end):  # those that weigh something and have that number
        found = [(id, w, self.nodes.get(id) or self.questions[id], self.value(id)) for id, w in children.items() if w]
        return [(id, w, one["scale"], v[end]) for id, w, one, v in found if v is not None and v[end] is not None]
    def mixed(self, rule, scale, children, least):  # Coverage
        lows, points, highs, shares = ([part[1:] for part in self.present(children, end)] for end in range(4))
        if not lows:
            return None
        low, high = aggregate(rule, scale, lows), aggregate(rule, scale, highs)
        coverage = q6(sum(w * share for w, _, share in shares) / sum(w for w, _, _ in shares))
        point = sorted([low, aggregate(rule, scale, points), high])[1] if points and coverage >= least else None
        return low, point, high, coverage
    def node(self, n):  # Gates
        if n["rule"] == "risk":
            return self.risk(n)
        if (free := self.mixed(n["rule"], n["scale"], n["children"], n["min_coverage"])) is None:
            return None
        low, high = (min([free[end], *(cap for cap, _, _ in self.in_force(n, end))]) for end in (LOW, HIGH))
        if free[POINT] is None:
            return low, None, high, free[COVERAGE]
        cap, gate, by = min(self.in_force(n, POINT), default=(n["scale"], None, None))
        if cap < free[POINT]:
            self.caps[n["id"]] = {"gate": gate, "by": by, "without": free[POINT]}
        return low, sorted([low, min(cap, free[POINT]), high])[1], high, free[COVERAGE]
    def in_force(self, n, end):  # cap, place, and the first that is below
        for place, gate in enumerate(n["gates"]):
            read = ((id, t, v) for id, t in gate["below"].items() if (v := self.value(id)) is not None)
            if by := next((id for id, t, v in read if (v[HIGH] if v[end] is None else v[end]) < t), None):
                yield gate["cap"], place, by
    def risk(self, n):  # Risks
        anchors = [self.questions[n["likelihood"]], self.questions[n["impact"]]]
        states = [self.state(q["id"]) for q in anchors]
        if not {"answered", "unknown"}.issuperset(states):
            return None
        controls = self.mixed("mean", F(100), n["controls"], 0)
        least, c, most, covered = controls or (0, None, 0, 0)
        p, q = ([self.points(q)] if s == "answered" else q["options"].values() for q, s in zip(anchors, states))
        mild, grave = q6(100 * min(p) * min(q)), q6(100 * max(p) * max(q))
        pairs = (mild, most), (grave, least), (grave, c or 0)
        low, high, left = (q6(inherent * (1 - n["kappa"] * by / 100)) for inherent, by in pairs)
        if any(s == "unknown" and self.may_vanish(q) for q, s in zip(anchors, states)):
            low, high = F(0), F(100)
        coverage = q6(F(states.count("answered") + covered) / (3 if controls else 2))
        point, self.risks[n["id"]] = None, (None, None, None, low, high)
        if "unknown" not in states and coverage >= n["min_coverage"]:
            left = sorted([low, left, high])[1]
            point, self.risks[n["id"]] = 100 - left, (grave, c or 0, left, low, high)
        return 100 - high, point, 100 - low, coverage
    def level(self, read):  # Readiness level
        needs = ((i, id, t) for i, one in enumerate(self.levels) for id, t in one["requires"].items())
        return next((i for i, id, t in needs if self.value(id) and read(id) < t), len(self.levels)) - 1
    def end(self, id, few):  # Robustness
        n, value = self.nodes[id], self.value(id)
        if n["rule"] != "mean" or value[POINT] is None:
            return value[LOW if value[POINT] is None else POINT]
        parts = sorted((p / s, w) for _, w, s, p in self.present(n["children"], POINT))
        cap = min(self.in_force(n, POINT), default=(n["scale"],))[0]
        leaning = [[few] * k + [2 - few] * (len(parts) - k) for k in range(len(parts) + 1)]
        found = ([(w * by, 1, u) for (u, w), by in zip(parts, one)] for one in leaning)
        return (min if few > 1 else max)(value[POINT], *(min(aggregate("mean", n["scale"], one), cap) for one in found))
    def lose(self, id, amount):  # Points lost
        if cap := self.caps.get(id):
            point, scale = self.value(id)[POINT], self.nodes[id]["scale"]
            self.lose(cap["by"], amount * (cap["without"] - point) / (scale - point))
            amount *= (scale - cap["without"]) / (scale - point)
        parts = self.parts(self.nodes[id]) if id in self.nodes else {}
        if not (total := sum(parts.values())):
            self.lost[id] = self.lost.get(id, F(0)) + amount
        for child, part in parts.items() if total else ():
            self.lose(child, amount * part / total)
    def parts(self, n):
        known = self.present(n["controls" if n["rule"] == "risk" else "children"], POINT)
        shares, least = {id: w * (1 - p / s) for id, w, s, p in known}, min((p / s for *_, s, p in known), default=1)
        if n["rule"] == "sum":
            return {id: w * (s - p) for id, w, s, p in known}
        if n["rule"] == "min" or (n["rule"] == "gmean" and least == 0):
            return {id: w if n["rule"] == "gmean" else 1 for id, w, s, p in known if p / s == least < 1}
        if n["rule"] == "risk":
            anchor, total = (1 - n["kappa"] if known else F(1)) / 2, sum(shares.values()) or 1
            left = n["kappa"] * (1 - self.mixed("mean", F(100), n["controls"], 0)[POINT] / 100) if known else 0
            shares = {id: left * x / total for id, x in shares.items()} | {n["likelihood"]: anchor, n["impact"]: anchor}
        return shares
    def rows(self, told):
        """Give what a result says, as (what, said, what follows), as far as it follows from answers and rules alone."""
        at = {id: value for id in self.nodes if (value := self.value(id))}
        inside = {id for n in self.nodes.values() for id in n.get("children", ())}
        roots = [id for id in at if id == "index" or ("index" not in self.nodes and id not in inside)]
        for id in roots:
            self.lose(id, F(0) if at[id][POINT] is None else self.nodes[id]["scale"] - at[id][POINT])
        for id, n in told["nodes"].items():
            yield id, (n["low"], n["points"], n["high"], n["coverage"]), at.get(id, (None,) * 4)
            yield f"cap of {id}", n["cap"], self.caps.get(id)
        for id, risk in told["risks"].items():
            yield f"risk {id}", (*risk.values(),), self.risks.get(id, (None,) * 5)
        scored, cells = [q for q in self.questions.values() if "least" in q], (told["flows"] or {"cells": ()})["cells"]
        for cell, facet in product(cells, ("now", "ambition")):  # Flow profile
            asked = {q["id"]: q["weight"] for q in scored if (q.get("cell"), q.get("facet")) == (cell, facet)}
            said, value = cells[cell][facet], self.mixed("mean", F(100), asked, 0)
            yield f"{cell} {facet}", said and (said["low"], said["points"], said["high"]), value and value[:COVERAGE]
        levels = [self.level(lambda id, end=end: at[id][LOW if at[id][end] is None else end]) for end in range(3)]
        least, most = (self.level(lambda id, few=few: self.end(id, few)) for few in (F(5, 4), F(3, 4)))
        has_level, said = any(id in at for one in self.levels for id in one["requires"]), told["level"]
        yield "level", said and [said["low"], said["point"], said["high"]], levels if has_level else None
        yield "robust", told["robust"], least == most if has_level else None
        yield "coverage", told["coverage"], min((at[id][COVERAGE] for id in roots), default=0)
        known = [q for q in scored if "cell" not in q and self.state(q["id"]) == "answered"]
        total = F(sum(q.get("weight", 1) for q in known)) or 1
        yield "evidence", told["evidence"], q6(sum(q.get("weight", F(1)) for q in known if q["evidence"]) / total)
        lost = {id: q6(self.lost.get(id, F(0))) for id in (*self.questions, *self.nodes)}
        yield "lost", [*told["lost"].items()], [(id, x) for id, x in lost.items() if x]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        trace = json.load(file, parse_float=F, parse_int=F)
    wrong = [row for row in Recomputed(trace).rows(trace["result"]) if row[1] != row[2]]
    sys.exit("\n".join(json.dumps(dict(zip(("what", "said", "follows"), row)), default=float) for row in wrong) or 0)

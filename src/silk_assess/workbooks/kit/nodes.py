"""The figures behind the row of a part: its coverage, points and range, made of those of its children.

Each is a formula and what it comes to. Source: docs/scoring.md, Aggregates, Three numbers for every node, Gates, Risks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import gcd
from typing import Final

from silk_assess.answers.state import Standing
from silk_assess.exact import HUNDRED, UNIT, rounded
from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.scoring.aggregates import Values, aggregated, mean_of
from silk_assess.scoring.assessment import Value
from silk_assess.workbooks.kit.formulas import check, fits, quotient, reduced, some, total
from silk_assess.workbooks.kit.questions import HIGH, LOW, POINT, STATE, Figure, worth

COVERAGE: Final = "K"
# Sums behind a part: low, weights present, point, weights answered, high; coverage and its weights; ends before gates.
SUMS: Final = "QRSTU"
COVERED, WEIGHED, FREE_LOW, FREE_HIGH = "VWXY"
# Behind a risk: low, point and high of its controls, their coverage; likelihood times impact least, as said, greatest.
CONTROLS: Final = ("Z", "AA", "AB")
CONTROLLED: Final = "AC"
INHERENT: Final = ("AD", "AE", "AF")
RESIDUAL: Final = ("AG", "AH", "AI")
LAST: Final = "AI"
_KEYS: Final = ((LOW, "low"), (POINT, "point"), (HIGH, "high"))


class Nodes:
    """Writes the figures of the nodes of one questionnaire; `rows` says in which row each question and node stands."""

    def __init__(self, tree: Tree, rows: Mapping[str, int], known: Mapping[str, Standing], values: Values) -> None:
        self._tree, self._rows, self._known, self._values = tree, rows, known, values

    def figures(self, node: Node) -> dict[str, Figure]:
        """Write the figures of a node, by column.

        Raises TooWide where a figure cannot be made exactly by formula.
        """
        found = self._risk(node) if node.rule == "risk" else self._part(node)
        for figure in found.values():
            fits(figure.formula)
        return found

    # What a node reads

    def _ref(self, id: str, column: str) -> str:
        return f"{column}{self._rows[id]}"

    def _present(self, id: str) -> str:
        return f"ISNUMBER({self._ref(id, LOW)})"

    def _covered(self, id: str) -> str:
        if id in self._tree.node:
            return f"N({self._ref(id, COVERAGE)})"
        return f"{UNIT}*({self._ref(id, STATE)}=1)"

    def _scale(self, id: str) -> int:
        return self._tree.node[id].scale if id in self._tree.node else self._tree.asked[id].scale

    # Sums

    def _sums(self, node: Node, scale: int, is_sum: bool) -> dict[str, Figure]:
        """Write numerators and denominators of low, point and high."""
        parts = [(id, weight, self._scale(id)) for id, weight in node.children if weight]
        unit = 1
        for _, _, of in parts:
            unit = unit * of // gcd(unit, of)
        tops = [scale * weight if is_sum else scale * weight * (unit // of) for _, weight, of in parts]
        downs = [weight * of if is_sum else weight * unit for _, weight, of in parts]
        numbers = reduced(*tops, *downs)
        tops, downs = list(numbers[: len(parts)]), list(numbers[len(parts) :])
        check(sum(top * of for top, (_, _, of) in zip(tops, parts, strict=True)), sum(downs))
        found: dict[str, Figure] = {}
        for name, (column, key) in zip((SUMS[0], SUMS[2], SUMS[4]), _KEYS, strict=True):
            refs = [f"N({self._ref(id, column)})" for id, _, _ in parts]
            size = sum(top * (self._number(id, key) or 0) for top, (id, _, _) in zip(tops, parts, strict=True))
            found[name] = Figure(total(zip(tops, refs, strict=True)), size)
        for name, column, key in ((SUMS[1], LOW, "low"), (SUMS[3], POINT, "point")):
            refs = [f"ISNUMBER({self._ref(id, column)})" for id, _, _ in parts]
            size = sum(down for down, (id, _, _) in zip(downs, parts, strict=True) if self._number(id, key) is not None)
            found[name] = Figure(_counted(downs, refs), size)
        return found

    def _number(self, id: str, key: str) -> int | None:
        value = self._values[id]
        return None if value is None else getattr(value, key)

    def _coverage(self, node: Node) -> dict[str, Figure]:
        parts = [(id, weight) for id, weight in node.children if weight]
        weights = reduced(*(weight for _, weight in parts))
        check(UNIT * sum(weights), sum(weights))
        present = [(size, self._values[id]) for size, (id, _) in zip(weights, parts, strict=True)]
        top = sum(size * value.coverage for size, value in present if value is not None)
        down = sum(size for size, value in present if value is not None)
        covered = [f"{self._covered(id)}*{self._present(id)}" for id, _ in parts]
        return {
            COVERED: Figure(total(zip(weights, covered, strict=True)), top),
            WEIGHED: Figure(_counted(weights, [self._present(id) for id, _ in parts]), down),
        }

    # A section, a dimension, the whole

    def _part(self, node: Node) -> dict[str, Figure]:
        row = self._rows[node.id]
        found = self._coverage(node)
        value, free = self._values[node.id], aggregated(self._tree, node, self._values)
        absent = f"{WEIGHED}{row}=0"
        covered = quotient(f"{COVERED}{row}", f"{WEIGHED}{row}")
        found[COVERAGE] = Figure(f'IF({absent},"",{covered})', "" if value is None else value.coverage)
        low, point, high, answered = self._rule(node, found)
        ends = (LOW, HIGH)
        if node.gates:
            found[FREE_LOW] = Figure(f'IF({absent},"",{low})', "" if free is None else free.low)
            found[FREE_HIGH] = Figure(f'IF({absent},"",{high})', "" if free is None else free.high)
            ends = (FREE_LOW, FREE_HIGH)
            low, high = f"{FREE_LOW}{row}", f"{FREE_HIGH}{row}"
            low, high = (some("MIN", [end, *self._caps(node, key)]) for end, key in ((low, LOW), (high, HIGH)))
        found[LOW] = Figure(f'IF({absent},"",{low})', "" if value is None else value.low)
        found[HIGH] = Figure(f'IF({absent},"",{high})', "" if value is None else value.high)
        said = f"MIN(MAX({point},{ends[0]}{row}),{ends[1]}{row})"
        if node.gates:
            capped = some("MIN", [said, *self._caps(node, POINT)])
            said = f"MIN(MAX({capped},{LOW}{row}),{HIGH}{row})"
        lacking = f"OR({absent},{answered}=0,N({COVERAGE}{row})<{node.min_coverage})"
        size = "" if value is None or value.point is None else value.point
        found[POINT] = Figure(f'IF({lacking},"",{said})', size)
        return found

    def _rule(self, node: Node, found: dict[str, Figure]) -> tuple[str, str, str, str]:
        """Write low, point and high by the rule of a node, and how much of it is answered."""
        row = self._rows[node.id]
        if node.rule in ("mean", "sum"):
            found |= self._sums(node, node.scale, node.rule == "sum")
            down, answered = f"{SUMS[1]}{row}", f"{SUMS[3]}{row}"
            low, high = (quotient(f"{SUMS[i]}{row}", down) for i in (0, 4))
            return low, quotient(f"{SUMS[2]}{row}", answered), high, answered
        parts = [(id, weight) for id, weight in node.children if weight]
        answered = "+".join(f"ISNUMBER({self._ref(id, POINT)})" for id, _ in parts)
        rule = self._least if node.rule == "min" else self._gmean
        low, point, high = (rule(node, column) for column, _ in _KEYS)
        return low, point, high, f"({answered})"

    def _least(self, node: Node, column: str) -> str:
        parts = []
        for id, weight in node.children:
            if not weight:
                continue
            ref, of = self._ref(id, column), self._scale(id)
            top, down = reduced(node.scale, of)
            check(top * of, down)
            share = ref if top == down else quotient(f"({top}*{ref})", str(down))
            parts.append(f"IF(ISNUMBER({ref}),{share},{HUNDRED * HUNDRED})")
        return some("MIN", parts)

    def _gmean(self, node: Node, column: str) -> str:
        """Write the geometric mean: by logarithms, so to some 13 figures, which is exact but for ties."""
        parts = [(id, weight) for id, weight in node.children if weight]
        weights = reduced(*(weight for _, weight in parts))
        refs = [self._ref(id, column) for id, _ in parts]
        logs = "+".join(
            f"{size}*ISNUMBER({ref})*LN(MAX(N({ref}),1)/{self._scale(id)})"
            for size, ref, (id, _) in zip(weights, refs, parts, strict=True)
        )
        none = "+".join(f"ISNUMBER({ref})*(N({ref})=0)" for ref in refs)
        down = _counted(weights, [f"ISNUMBER({ref})" for ref in refs])
        return f"IF({none}>0,0,ROUND({node.scale}*EXP(({logs})/({down})),0))"

    def _caps(self, node: Node, column: str) -> list[str]:
        """Write the cap of each gate where it is in force, else the scale.

        A gate on the point reads the points of others, where they have none the highs.
        """
        caps = []
        for gate in node.gates:
            below = []
            for id, need in gate.below:
                read = self._ref(id, column)
                if column == POINT:
                    read = f"IF(ISNUMBER({read}),{read},{self._ref(id, HIGH)})"
                below.append(f"AND({self._present(id)},{read}<{need})")
            caps.append(f"IF({_either(below)},{gate.cap},{node.scale})")
        return caps

    # A risk

    def _risk(self, node: Node) -> dict[str, Figure]:
        row = self._rows[node.id]
        value = self._values[node.id]
        found: dict[str, Figure] = {}
        controls = mean_of(self._tree.shares[node.id], self._values, HUNDRED, min_coverage=0)
        has_controls = any(weight for _, weight in node.children)
        if has_controls:
            found |= self._coverage(node) | self._sums(node, HUNDRED, False)
            self._controls(row, controls, found)
        p, q = (self._rows[id] for id in (node.likelihood, node.impact))
        self._inherent(node, row, found)
        self._residual(node, row, found, controls, has_controls)
        absent = f"OR({STATE}{p}=0,{STATE}{q}=0)"
        vanishes = f"OR({STATE}{p}=3,{STATE}{q}=3)"
        said = f"{UNIT}*(({STATE}{p}=1)+({STATE}{q}=1))"
        if has_controls:
            three, two = quotient(f"({said}+N({CONTROLLED}{row}))", "3"), quotient(f"({said})", "2")
            covered = f"IF({WEIGHED}{row}>0,{three},{two})"
        else:
            covered = quotient(f"({said})", "2")
        found[COVERAGE] = Figure(f'IF({absent},"",{covered})', "" if value is None else value.coverage)
        for column, i, end, size in ((LOW, 2, 0, "low"), (HIGH, 0, HUNDRED, "high")):
            inside = f"IF({vanishes},{end},{HUNDRED}-{RESIDUAL[i]}{row})"
            found[column] = Figure(f'IF({absent},"",{inside})', "" if value is None else getattr(value, size))
        is_said = f"AND({STATE}{p}=1,{STATE}{q}=1,N({COVERAGE}{row})>={node.min_coverage})"
        held = f"{HUNDRED}-MIN(MAX({RESIDUAL[1]}{row},{RESIDUAL[0]}{row}),{RESIDUAL[2]}{row})"
        point = "" if value is None or value.point is None else value.point
        found[POINT] = Figure(f'IF({is_said},{held},"")', point)
        return found

    def _controls(self, row: int, controls: Value | None, found: dict[str, Figure]) -> None:
        sizes = (0, 0, 0) if controls is None else (controls.low, controls.point or 0, controls.high)
        downs = (SUMS[1], SUMS[3], SUMS[1])
        for column, top, down, size in zip(CONTROLS, (SUMS[0], SUMS[2], SUMS[4]), downs, sizes, strict=True):
            share = quotient(f"{top}{row}", f"{down}{row}")
            found[column] = Figure(f"IF({down}{row}=0,0,{share})", size)
        # A point of controls is held within their range.
        low, high = f"{CONTROLS[0]}{row}", f"{CONTROLS[2]}{row}"
        share = quotient(f"{SUMS[2]}{row}", f"{SUMS[3]}{row}")
        point = f"IF({SUMS[3]}{row}=0,0,MIN(MAX({share},{low}),{high}))"
        found[CONTROLS[1]] = Figure(point, sizes[1])
        covered = quotient(f"{COVERED}{row}", f"{WEIGHED}{row}")
        size = 0 if controls is None else controls.coverage
        found[CONTROLLED] = Figure(f"IF({WEIGHED}{row}=0,0,{covered})", size)

    def _ends(self, id: str) -> tuple[tuple[str, str, str], tuple[int, int, int]]:
        """Write the least, the said and the greatest number of a likelihood or impact."""
        one, standing = self._tree.asked[id], self._known[id]
        numbers = worth(one)
        point, state = self._ref(id, POINT), self._ref(id, STATE)
        said = numbers[list(one.table).index(str(standing.value))] if standing.state == "answered" else 0
        ends = (said, said) if standing.state == "answered" else (min(numbers), max(numbers))
        least, most = (f"IF({state}=1,{point},{end})" for end in (min(numbers), max(numbers)))
        return (least, f"N({point})", most), (ends[0], said, ends[1])

    def _inherent(self, node: Node, row: int, found: dict[str, Figure]) -> None:
        """Write likelihood times impact, and at its least and greatest."""
        ps, qs = self._ends(node.likelihood), self._ends(node.impact)
        for i, column in enumerate(INHERENT):
            product = f"({ps[0][i]}*{qs[0][i]})"
            found[column] = Figure(quotient(product, str(UNIT // 100)), _inherent(ps[1][i], qs[1][i]))

    def _residual(
        self, node: Node, row: int, found: dict[str, Figure], controls: Value | None, has_controls: bool
    ) -> None:
        """Write what controls leave of a risk: least by their high, greatest by their low."""
        whole, kappa = reduced(UNIT * HUNDRED, node.kappa)
        asked = self._tree.asked
        steps = [_inherent(p, q) for p in worth(asked[node.likelihood]) for q in worth(asked[node.impact])]
        step = gcd(*steps) or 1
        by, of = reduced(step, whole)
        check(max(steps) // step * by * whole, of)
        sizes = (0, 0, 0) if controls is None else (controls.high, controls.point or 0, controls.low)
        refs = (CONTROLS[2], CONTROLS[1], CONTROLS[0])
        for column, inherent, ref, size in zip(RESIDUAL, INHERENT, refs, sizes, strict=True):
            left = f"({whole}-{kappa}*{ref}{row})" if has_controls and kappa else str(whole)
            top = f"({inherent}{row}/{step}*{by}*{left})"
            left_size = rounded(int(found[inherent].value) * (UNIT * HUNDRED - node.kappa * size), UNIT * HUNDRED)
            found[column] = Figure(quotient(top, str(of)), left_size)


def _inherent(p: int, q: int) -> int:
    return rounded(100 * p * q, UNIT)


def _counted(weights: Sequence[int], refs: Sequence[str]) -> str:
    """Add up the weights of what is there."""
    return "+".join(f"{size}*{ref}" for size, ref in zip(weights, refs, strict=True)) or "0"


def _either(parts: list[str]) -> str:
    """Say that one of some things holds."""
    return parts[0] if len(parts) == 1 else f"OR({','.join(parts)})"

"""How the time of each step grows with a questionnaire: an exponent of 1 is in proportion, 2 the square.

    python benchmarks/growth.py                          all kinds, 500 to 4,000 questions
    python benchmarks/growth.py --kinds chain --sizes 500,1000

Kinds: `parts` has dimensions of ten questions each, a rule and a tool for each dimension, and a tenth of its
answers open; `flat` one section of questions; `risks` risks with three controls each, of which the worst
decides; `chain` a condition on the question before in every question, all answered so that all are asked;
`broken` the same with any answers, so that some question rules out all behind it.

A report is drawn with the way up that takes every better answer, since the search for the least one
is not counted here. Each size runs in a process of its own; seconds are processor time, the least of some rounds.
The exponent is the slope of a line through the logarithms; `last` is that of the last two sizes.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

KINDS = ("parts", "flat", "risks", "chain", "broken")
HEAD = """format: silk-pack/1
id: big
version: 1.0.0
language: en
title: Big
sections: [one]
bands:
  - {from: 0, label: Low}
  - {from: 50, label: High}
index: {aggregate: mean, children: [{id: one}]}
levels:
  - {id: level-0, title: Start}
  - {id: level-1, title: Middle, requires: {one: 40}}
  - {id: level-2, title: Top, requires: {one: 90}}
"""
OPTIONS = "[{id: a, label: None}, {id: b, label: Few}, {id: c, label: Many}, {id: d, label: All}]"
ANCHOR = "{type: choice, text: How much, options: [{id: a, label: Low, value: 0.2}, {id: b, label: High, value: 0.8}]"


def question(i: int, when: str = "") -> str:
    """Write one question of four options."""
    return f"      - {{id: q-{i}, type: choice, text: Question {i},{when} options: {OPTIONS}}}\n"


def section(kind: str, number: int) -> str:
    """Write the one section of a questionnaire."""
    if kind == "flat":
        return "id: one\nkind: score\ntitle: One\nquestions:\n" + "".join(question(i) for i in range(number))
    if kind == "risks":
        text = "id: one\nkind: risks\ntitle: One\nrisks:\n"
        for i in range(0, number, 5):
            anchors = (f"{{id: q-{i + k}, {ANCHOR[1:]}}}" for k in range(2))
            text += f"  - id: risk-{i}\n    title: Risk {i}\n"
            text += "".join(
                f"    {name}: {anchor}\n" for name, anchor in zip(("likelihood", "impact"), anchors, strict=True)
            )
            text += "    controls:\n" + "".join(question(i + k) for k in range(2, 5))
        return text
    text = "id: one\nkind: score\ntitle: One\ndimensions:\n"
    for i in range(number):
        if i % 10 == 0:
            text += f"  - id: part-{i}\n    title: Part {i}\n    questions:\n"
        chained = kind in ("chain", "broken") and i
        text += question(i, f" when: {{q-{i - 1}: [b, c, d]}}," if chained else "")
    return text


def written(folder: Path, kind: str, number: int) -> None:
    """Write a questionnaire and answers to it."""
    chance = random.Random(1)
    (folder / "pack.yaml").write_text(HEAD)
    (folder / "one.yaml").write_text(section(kind, number))
    if kind == "parts":
        parts = range(0, number, 10)
        rule = (
            "- {{id: rule-{0}, kind: warning, when: {{part-{0}: {{below: 30}}, q-{0}: [a, b]}}, say: Look at {0}.}}\n"
        )
        tool = "- {{id: tool-{0}, name: Tool {0}, what: Helps, helps: [part-{0}, q-{0}, rule-{0}], verified: seen}}\n"
        (folder / "rules.yaml").write_text("".join(rule.format(i) for i in parts))
        (folder / "tools.yaml").write_text("".join(tool.format(i) for i in parts))

    def answer(i: int) -> str:
        if kind == "risks" and i % 5 < 2:
            return chance.choice("ab")
        if kind == "chain":
            return chance.choice("bcd")
        return chance.choice("abcd") if chance.random() > 0.1 else "unknown"

    lines = (f"  q-{i}: {answer(i)}\n" for i in range(number))
    head = "format: silk-answers/1\nquestionnaire: big\nversion: 1.0.0\norganisation: {name: Co-op}\nanswers:\n"
    (folder / "answers.yaml").write_text(head + "".join(lines))


def steps(folder: Path) -> dict[str, Callable[[], Any]]:
    """Give each step by its name, ready to be timed: all start from a questionnaire that nothing was asked of yet."""
    from silk_assess.advice import findings
    from silk_assess.advice.better_answers import BetterAnswers
    from silk_assess.advice.changes import scored_outside_flows
    from silk_assess.advice.way_up import WayUp
    from silk_assess.commands.assessed import Case
    from silk_assess.commands.why.command import why
    from silk_assess.files.answer_files import load_answers
    from silk_assess.files.questionnaires import load_pack
    from silk_assess.lint.numbers import check
    from silk_assess.report.render import draw
    from silk_assess.report.result import dumps, result
    from silk_assess.scoring.assess import assess

    def every_better_answer(assessment: Any, _: Any) -> Any:
        level, changes = assessment.level, {}
        for one in scored_outside_flows(assessment.tree):
            present = assessment.standings[one.id].value
            if present is not None and (better := BetterAnswers(one, present)).count:
                changes[one.id] = better[better.count]
        return None if level.point == 2 else WayUp(level.point + 1, changes, len(changes))

    findings.way_up = every_better_answer
    tree = load_pack(folder)
    answers = load_answers(folder / "answers.yaml", tree)

    def explained(word: str) -> Callable[[], Any]:
        return lambda: why(Case("answers.yaml", None, folder, scored()), word, lambda _: 1, lambda _: 1, 80)

    def scored() -> Any:
        return assess(replace(tree), answers)

    return {
        "read a questionnaire": lambda: load_pack(folder),
        "read answers": lambda: load_answers(folder / "answers.yaml", replace(tree)),
        "lint": lambda: check(replace(tree)),
        "score": scored,
        "score, result as JSON": lambda: dumps(result(scored())),
        "score, why a section": lambda: explained("one")(),
        "score, why a question": lambda: explained("q-7")(),
        "score, report as HTML": lambda: draw(scored(), "html"),
        "score, report as Markdown": lambda: draw(scored(), "md"),
    }


def timed(work: Callable[[], Any], rounds: int) -> float:
    """Give the least seconds of processor time of some rounds."""
    found = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def measured(kind: str, number: int, rounds: int) -> dict[str, float]:
    """Time all steps with one size, in a process of its own."""
    words = [sys.executable, __file__, "--one", f"{kind},{number}", "--rounds", str(rounds)]
    return json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout)


def slope(points: list[tuple[int, float]]) -> float:
    """Give the slope of the line nearest to the logarithms of some points.

    >>> slope([(1, 1), (2, 4), (4, 16)])
    2.0
    """
    pairs = [(math.log(x), math.log(y)) for x, y in points]
    middle = [statistics.fmean(axis) for axis in zip(*pairs, strict=True)]
    across = sum((x - middle[0]) ** 2 for x, _ in pairs)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in pairs) / across


def main() -> None:
    """Print a table for each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", default=",".join(KINDS), help="some of them, with commas between")
    parser.add_argument("--sizes", default="500,1000,2000,4000", help="numbers of questions")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each step")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        kind, number = given.one.split(",")
        with tempfile.TemporaryDirectory() as place:
            written(Path(place), kind, int(number))
            found = {name: timed(work, given.rounds) for name, work in steps(Path(place)).items()}
        print(json.dumps(found))
        return
    sizes = [int(size) for size in given.sizes.split(",")]
    for kind in given.kinds.split(","):
        found = {size: measured(kind, size, given.rounds) for size in sizes}
        head = "".join(f"{size:>9,}" for size in sizes)
        print(f"{kind + ', seconds for questions':28}{head}  exponent   last   (load {os.getloadavg()[0]:.1f})")
        for name in found[sizes[0]]:
            points = [(size, found[size][name]) for size in sizes]
            times = "".join(f"{seconds:9.3f}" for _, seconds in points)
            print(f"{name:28}{times}{slope(points):10.2f}{slope(points[-2:]):7.2f}", flush=True)
        print()


if __name__ == "__main__":
    main()

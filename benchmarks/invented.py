"""Invented answer files, for trying out what happens with many of them. Nobody real stands behind one.

    python benchmarks/invented.py FOLDER --number 1000 --seed 1

Each organisation has a readiness of its own, a lean for each section, and noise for each question, so
that answers belong together as those of real ones would. Some questions stay open or unknown, some do
not apply, some carry evidence. The same seed writes the same bytes, and the first files of a larger
number are those of a smaller one.
"""

from __future__ import annotations

import argparse
import random
import sys
from decimal import Decimal
from pathlib import Path

from silk_assess.answers.model import Answer, Answers, Given
from silk_assess.answers.state import standings
from silk_assess.exact import UNIT, micro
from silk_assess.files.answer_files import load_answers
from silk_assess.files.answer_writer import composed
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.questionnaire.model.questions import Choices, Quantity, Words
from silk_assess.questionnaire.tree import Asked, Tree

COUNTRIES = {
    "NO": 9, "ES": 8, "FR": 7, "KR": 6, "MX": 5, "DE": 5, "IT": 5, "SE": 4, "BR": 3, "IN": 3, "PT": 2, "KE": 1, "CL": 1,
}  # fmt: skip
PAPERS = ("Minutes of the assembly", "Accounts of last year", "Plan, page 3", "Signed agreement", "Notes of interviews")


def organisation(tree: Tree, seed: int, place: int) -> Answers:
    """Invent one organisation; `place` is counted from 1."""
    chance = random.Random(f"{seed}/{place}")
    readiness = chance.betavariate(2.2, 2.2)
    lean: dict[str, float] = {}
    care = chance.uniform(0.0, 0.6)
    gaps = chance.choice((0.0, 0.02, 0.05, 0.12, 0.3))
    profile = {one.id: _field(one, chance, readiness) for one in tree.profile}
    given: dict[str, Answer] = {}
    for one in tree.questions:
        owner = lean.setdefault(one.owner, chance.gauss(0, 0.14))
        given[one.id] = _answer(one, chance, readiness + owner + _more(one) + chance.gauss(0, 0.16), gaps, care)
    answers = Answers(
        name=f"Organisation {place:04}",
        profile={id: value for id, value in profile.items() if value is not None},
        answers=given,
        version=tree.pack.head.version,
    )
    known = standings(tree, answers)
    asked = {id: answer for id, answer in given.items() if known[id].state != "hidden" and answer != Answer()}
    return Answers(answers.name, answers.profile, asked, answers.version)


def _more(one: Asked) -> float:
    """Flows are fewer than deeds, and most want more of them than they have."""
    if one.role != "flow":
        return 0.0
    return -0.25 if getattr(one.question, "facet", None) == "now" else -0.1


def _field(one: Asked, chance: random.Random, readiness: float) -> Given | None:
    question = one.question
    if isinstance(question, Words):
        return "Invented"
    if question.type == "country":
        return chance.choices(list(COUNTRIES), list(COUNTRIES.values()))[0]
    if chance.random() < 0.04:
        return None
    if isinstance(question, Quantity):
        if one.id == "founded":
            return chance.randint(1960, 2024) * UNIT
        size = (
            int(chance.lognormvariate(2.4, 1.1))
            if one.id == "people-count"
            else int(readiness * chance.expovariate(0.3))
        )
        return size * UNIT
    if question.type == "yes-no":
        return "yes" if chance.random() < 0.15 else "no"
    if isinstance(question, Choices):
        return tuple(option.id for option in question.options if chance.random() < 0.4 and not option.exclusive)
    return chance.choice(question.options).id


def _answer(one: Asked, chance: random.Random, lean: float, gaps: float, care: float) -> Answer:
    rolled = chance.random()
    if rolled < gaps:
        return Answer(unknown=True) if chance.random() < 0.6 else Answer()
    if one.may_be_left_out and rolled > 0.95:
        return Answer(not_applicable="Not our case" if chance.random() < 0.5 else "")
    evidence = (chance.choice(PAPERS),) if chance.random() < care * max(lean, 0.1) else ()
    return Answer(value=_value(one, chance, min(max(lean, 0.0), 1.0)), evidence=evidence)


def _value(one: Asked, chance: random.Random, lean: float) -> Given:
    question = one.question
    if isinstance(question, Quantity):
        return _number(one, question, lean)
    if isinstance(question, Choices):
        picks = [option.id for option in question.options if not option.exclusive and chance.random() < lean]
        nothing = [option.id for option in question.options if option.exclusive]
        return tuple(picks or nothing[:1])
    # Likelihood and impact: the readier, the less at stake, and most have something to lose.
    ids = sorted(one.table, key=lambda id: one.table[id], reverse=one.role in ("likelihood", "impact"))
    return ids[min(int(lean * len(ids)), len(ids) - 1)]


def _number(one: Asked, question: Quantity, lean: float) -> int:
    start, to = one.goalposts or (0, 10 * UNIT)
    exact = Decimal(start + int((to - start) * (1 - lean if one.reversed else lean))) / UNIT
    size = micro(str(round(exact, question.decimals or 0))) or 0
    low = size if question.minimum is None else max(size, question.minimum)
    return low if question.maximum is None else min(low, question.maximum)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tree = load_pack(find_pack("silk"))
    options.folder.mkdir(parents=True, exist_ok=True)
    if any(options.folder.iterdir()):
        print(f"{options.folder} is not empty. Name a new folder.", file=sys.stderr)
        return 2
    for place in range(1, options.number + 1):
        file = options.folder / f"organisation-{place:05}.yaml"
        file.write_bytes(composed(tree, organisation(tree, options.seed, place)))
        if place % 97 == 1:
            load_answers(file, tree)
    print(f"{options.number} invented answer files in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

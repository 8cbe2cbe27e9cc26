"""What a report is drawn from, as data that stands inside it: all to draw it again, and nothing that was kept back.

Source: docs/format.md, Data in a report.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from silk_assess import __version__
from silk_assess.answers import sent
from silk_assess.answers.in_a_file import plain, tree_of
from silk_assess.answers.model import Answers, Given, Unfit
from silk_assess.plan.model import NamedPlan, Step
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.inside.figures import figures
from silk_assess.report.inside.model import FORMAT
from silk_assess.scoring.assessment import Assessment

if TYPE_CHECKING:
    from silk_assess.portfolio.benchmark import Benchmark

# Mappings stand one entry a line down to this depth, so that two pages can be compared by their lines.
_BY_LINE: Final = 3


def data(
    assessment: Assessment,
    benchmark: Benchmark | None = None,
    without: Collection[str] = (),
    plan: NamedPlan | None = None,
) -> str:
    """Write as JSON what `render.draw` draws a report from; the same gives the same text.

    What no page tells is not in it either: what was kept back, whose voice it was, what a file only carries along.
    """
    return _laid_out(_tree(assessment, benchmark, without, plan))


def _tree(
    assessment: Assessment, benchmark: Benchmark | None, without: Collection[str], plan: NamedPlan | None
) -> dict[str, Any]:
    tree, answers = assessment.tree, assessment.answers
    pack, head = tree.pack, tree.pack.head
    told = _in_order(tree, sent.without(answers, without))
    parts = {
        "without": list(without),
        "answers": tree_of(replace(told, kept={}, voice=None, voices=None), head.id, head.version),
        "evidence_kept_back": _evidence_kept_back(assessment) if "evidence" in without else [],
        "another_version": _another_version(answers) if answers.origin not in ("", head.version) else {},
        "plan": {} if plan is None else _plan(plan, head.id, without),
        "benchmark": {} if benchmark is None else _benchmark(benchmark),
        "result": figures(assessment),
    }
    return {
        "format": FORMAT,
        "program": __version__,
        "questionnaire": {
            "id": head.id,
            "version": head.version,
            "fingerprint": pack.fingerprint,
            **({"digest": pack.digest} if pack.digest else {}),
        },
        **{key: value for key, value in parts.items() if value},
    }


# Answers


def _in_order(tree: Tree, answers: Answers) -> Answers:
    """Put answers into questionnaire order, without those in which nothing is left."""
    place = {one.id: i for i, one in enumerate((*tree.profile, *tree.questions))}
    profile = sorted(answers.profile.items(), key=lambda pair: place.get(pair[0], len(place)))
    given = sorted(answers.answers.items(), key=lambda pair: place.get(pair[0], len(place)))
    full = {id: one for id, one in given if one.value is not None or one.unknown or _says_more(one)}
    return replace(answers, profile=dict(profile), answers=full)


def _says_more(one: Any) -> bool:
    return one.not_applicable is not None or bool(one.note) or bool(one.evidence)


def _evidence_kept_back(assessment: Assessment) -> list[str]:
    """Name the questions whose evidence counts for the share that is told."""
    stored, known = assessment.answers.answers, assessment.standings
    counted = (one.id for one in assessment.tree.questions if one.scored and one.role != "flow")
    return [id for id in counted if known[id].state == "answered" and stored[id].evidence]


def _another_version(answers: Answers) -> dict[str, Any]:
    before = answers.before
    left_out = _left_out(answers.warnings)
    return {
        **({"questionnaire": answers.questionnaire} if answers.questionnaire else {}),
        "version": answers.version,
        **({"left_out": left_out} if left_out else {}),
        **(
            {}
            if before is None
            else {"before": {"in_force": sorted(before.in_force), "pointed": sorted(before.pointed)}}
        ),
    }


def _left_out(unfit: Collection[Unfit]) -> list[dict[str, str]]:
    return [one._asdict() for one in unfit]


# The plan, and others


def _plan(named: NamedPlan, id: str, without: Collection[str]) -> dict[str, Any]:
    plan = named.plan
    parts = {
        "steps": [_step(one, without) for one in plan.steps],
        "named": [one.id for one in plan.steps if one.who is not None] if "who" in without else [],
        "left_out": _left_out(plan.unfit),
    }
    of = {} if plan.questionnaire == id else {"questionnaire": plan.questionnaire}
    return {"file": named.file, **of, "version": plan.version, **{key: one for key, one in parts.items() if one}}


def _step(step: Step, without: Collection[str]) -> dict[str, Any]:
    values: Mapping[str, Any] = {
        "id": step.id,
        "from": _answer(step.start),
        "to": _answer(step.aim),
        "step": step.step,
        "who": None if "who" in without else step.who,
        "until": step.until,
        "done": step.done,
        "proof": None if "evidence" in without else step.proof,
        "note": None if "notes" in without else step.note,
    }
    return {key: value for key, value in values.items() if value is not None}


def _answer(given: Given | None) -> str | list[str] | None:
    return None if given is None else plain(given)


def _benchmark(benchmark: Benchmark) -> Any:
    """Give a benchmark as its file has it, its numbers as texts."""
    from silk_assess.portfolio.benchmark import written

    return json.loads(written(benchmark), parse_int=str, parse_float=str)


# JSON


def _laid_out(value: Any, depth: int = 0) -> str:
    match value:
        case dict() if value and depth < _BY_LINE:
            lines = [f"{_text(key)}: {_laid_out(one, depth + 1)}" for key, one in value.items()]
            return "{" + ",\n".join(lines) + "}"
        case [dict(), *_]:
            return "[" + ",\n".join(map(_text, value)) + "]"
        case _:
            return _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)

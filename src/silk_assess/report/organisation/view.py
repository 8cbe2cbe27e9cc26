"""The view model: one object that holds every figure and sentence of a report, ready to print.

Templates have loops and ifs only. Nothing here knows HTML or Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from silk_assess.advice.deciding import difference
from silk_assess.answers import sent
from silk_assess.faults import listed
from silk_assess.report.organisation import scores, top_three, what_if
from silk_assess.report.organisation.answers import AnswerSection, answers
from silk_assess.report.organisation.enablers import Enablers, enablers
from silk_assess.report.organisation.findings import Findings, all_findings
from silk_assess.report.organisation.flows import Flows, flows
from silk_assess.report.organisation.gaps import Gaps, gaps
from silk_assess.report.organisation.ladder import Ladder, ladder
from silk_assess.report.organisation.method import Method, method
from silk_assess.report.organisation.next_step import NextStep, next_step
from silk_assess.report.organisation.peers import Peers, named_peers, peers
from silk_assess.report.organisation.risks import Risks, risks
from silk_assess.report.organisation.rules import Flag, StandsOut, look_again, standouts, stands_out
from silk_assess.report.organisation.tools import Tools, tools
from silk_assess.report.organisation.verdict import Verdict, verdict
from silk_assess.report.organisation.who import answered, who
from silk_assess.scoring.assessment import Assessment
from silk_assess.wording.answers import does_not_count
from silk_assess.wording.deciding import differences
from silk_assess.wording.names import NAMELESS
from silk_assess.wording.profile_line import Said

if TYPE_CHECKING:
    from silk_assess.plan.model import NamedPlan
    from silk_assess.portfolio.benchmark import Benchmark
    from silk_assess.report.organisation.comparison import Among
    from silk_assess.report.plan.view import PlanView


class View(NamedTuple):
    """A whole report. All texts are plain; the template's exits make them safe.

    `language` is that of our own sentences, English; a variant of it where the questionnaire says so.
    `who` are sentences about the organisation, each in runs of words that say whether a person wrote
    them; so is `answered`, when and by whom. `left_out` says what the report is drawn without.
    `standouts` are rules that fired, for the first screen where no points can be traced yet.
    """

    language: str
    questionnaire: str
    about: str
    name: str
    who: tuple[Said, ...]
    answered: Said
    left_out: str
    warnings: tuple[str, ...]
    waiting: tuple[str, ...]
    verdict: Verdict
    matters: tuple[top_three.Matter, ...]
    matters_text: str
    standouts: tuple[Flag, ...]
    next_step: NextStep
    plan: PlanView | None
    standing: scores.ScoreTable
    among: Among | None
    ladder: Ladder | None
    risks: tuple[Risks, ...]
    flows: Flows | None
    stands_out: StandsOut
    look_again: tuple[Flag, ...]
    tools: Tools
    enablers: Enablers | None
    peers: Peers
    gaps: Gaps
    changes: what_if.WhatIfTable | None
    method: Method
    answers: tuple[AnswerSection, ...]
    closing: str


def view(
    assessment: Assessment,
    benchmark: Benchmark | None = None,
    without: Sequence[str] = (),
    plan: NamedPlan | None = None,
) -> View:
    """Say everything that a report tells about one organisation, beside others where a benchmark is given.

    With a plan it tells what is to be done, what is done, and what would follow.

    `without` names what is left out for sending, of `answers.sent.PARTS`.
    """
    found = all_findings(replace(assessment, answers=sent.without(assessment.answers, without)))
    head = assessment.tree.pack.head
    matters = top_three.matters(found)
    alike = peers(found)
    shown = {card.id for card in alike.cards}
    named = named_peers(found, [matter.peer_id for matter in matters], shown)
    return View(
        language=head.language if head.language.lower().startswith("en") else "en",
        questionnaire=head.title,
        about=head.about or "",
        name=assessment.answers.name or NAMELESS,
        who=who(found),
        answered=answered(found),
        left_out=_left_out(without),
        warnings=tuple(does_not_count(one) for one in assessment.answers.warnings),
        waiting=tuple(differences(assessment.tree, difference(assessment))),
        verdict=verdict(found),
        matters=matters,
        matters_text=top_three.matters_text(found),
        standouts=() if matters else standouts(found),
        next_step=next_step(found),
        plan=_plan(found, plan, without),
        standing=scores.standing(found, benchmark is not None),
        among=_among(found, benchmark),
        ladder=ladder(found),
        risks=risks(found),
        flows=flows(found),
        stands_out=stands_out(found),
        look_again=look_again(found),
        tools=tools(found),
        enablers=enablers(found),
        peers=alike._replace(named=named),
        gaps=gaps(found),
        changes=what_if.changes(found),
        method=method(found),
        answers=answers(found),
        closing=_CLOSING + ("not a comparison with others." if benchmark is None else "not a ranking."),
    )


_CLOSING: Final = "A self-assessment: not a rating, "


def _left_out(parts: Sequence[str]) -> str:
    return f"Left out of this report: {listed(sent.PARTS[part] for part in parts)}." if parts else ""


def _plan(found: Findings, plan: NamedPlan | None, without: Sequence[str]) -> PlanView | None:
    if plan is None:
        return None
    # As with others: few reports have a plan beside them.
    from silk_assess.report.plan.view import plan_view

    return plan_view(found, plan.plan, plan.file, without)


def _among(found: Findings, benchmark: Benchmark | None) -> Among | None:
    if benchmark is None:
        return None
    # Most reports have no others beside them, and are drawn sooner without this.
    from silk_assess.report.organisation.comparison import among

    return among(found, benchmark)

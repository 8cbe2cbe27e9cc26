"""The view model: one object that holds every figure and sentence of a report, ready to print.

Templates have loops and ifs only. Nothing here knows HTML or Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from silk_assess.report.organisation import help as helping
from silk_assess.report.organisation import method as proof
from silk_assess.report.organisation import scores as places
from silk_assess.report.organisation import verdict as first
from silk_assess.report.organisation.findings import Findings, all_findings
from silk_assess.scoring.assessment import Assessment

if TYPE_CHECKING:
    from silk_assess.portfolio.benchmark import Benchmark
    from silk_assess.report.organisation.comparison import Among


class View(NamedTuple):
    """A whole report. All texts are plain; the template's exits make them safe.

    `language` is that of our own sentences, English; a variant of it where the questionnaire says so.
    `who` are pieces of a line about the organisation, each with whether a person wrote it.
    `standouts` are rules that fired, for the first screen where no points can be traced yet.
    """

    language: str
    questionnaire: str
    about: str
    name: str
    who: tuple[tuple[str, bool], ...]
    warnings: tuple[str, ...]
    verdict: first.Verdict
    matters: tuple[first.Matter, ...]
    matters_text: str
    standouts: tuple[helping.Flag, ...]
    next_step: first.NextStep
    standing: places.Standing
    among: Among | None
    ladder: places.Ladder | None
    risks: tuple[places.Risks, ...]
    flows: places.Flows | None
    rules: tuple[helping.Flag, ...]
    rules_finding: str
    tools: helping.Tools
    peers: helping.Peers
    gaps: proof.Gaps
    changes: proof.Changes | None
    method: proof.Method
    answers: tuple[proof.Section, ...]


def view(assessment: Assessment, benchmark: Benchmark | None = None) -> View:
    """Say everything that a report tells about one organisation, beside others where a benchmark is given."""
    found = all_findings(assessment)
    head = assessment.tree.pack.head
    matters = first.matters(found)
    peers = helping.peers(found)
    shown = {card.id for card in peers.cards}
    named = helping.named_peers(found, [matter.peer_id for matter in matters], shown)
    return View(
        language=head.language if head.language.lower().startswith("en") else "en",
        questionnaire=head.title,
        about=head.about or "",
        name=assessment.answers.name or "An organisation without a name",
        who=first.who(found),
        warnings=assessment.answers.warnings,
        verdict=first.verdict(found),
        matters=matters,
        matters_text=first.matters_text(found),
        standouts=() if matters else helping.standouts(found),
        next_step=first.next_step(found),
        standing=places.standing(found, benchmark is not None),
        among=_among(found, benchmark),
        ladder=places.ladder(found),
        risks=places.risks(found),
        flows=places.flows(found),
        rules=helping.rules(found),
        rules_finding=helping.rules_finding(found),
        tools=helping.tools(found),
        peers=peers._replace(named=named),
        gaps=proof.gaps(found),
        changes=proof.changes(found),
        method=proof.method(found),
        answers=proof.answers(found),
    )


def _among(found: Findings, benchmark: Benchmark | None) -> Among | None:
    if benchmark is None:
        return None
    # Most reports have no others beside them, and are drawn sooner without this.
    from silk_assess.report.organisation.comparison import among

    return among(found, benchmark)

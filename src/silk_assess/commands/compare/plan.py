"""The plan that a comparison is asked to tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from silk_assess.commands.compare.command import Compared

if TYPE_CHECKING:
    from silk_assess.report.years.promised import Promised


def promised_in(plan: Path | None, done: Compared, without: Sequence[str] = ()) -> Promised | None:
    """Measure a plan by the newer answers; None where none is named.

    Raises SilkError with every fault of the plan. That it names the older organisation is no fault here: the
    comparison says that it was renamed.
    """
    if plan is None:
        return None
    from silk_assess.files.plans import load_plan, refuse_anothers
    from silk_assess.report.plan.promised import promised

    found = load_plan(plan, done.comparison.tree)
    if found.organisation != done.comparison.given.name:
        refuse_anothers(found, done.comparison.new.answers, str(plan), done.new.file)
    return promised(done.comparison, found, plan.name, without)

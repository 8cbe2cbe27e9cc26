"""What `score --if-done` prints: the level that would follow, as an intention."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from silk_assess.commands.assessed import Case, Shelf
from silk_assess.commands.plan.command import there
from silk_assess.commands.score.one import name_line
from silk_assess.exact import shown
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files.plans import default_place
from silk_assess.files.standard_input import is_meant
from silk_assess.plan.intention import if_done, leading
from silk_assess.scoring.assessment import Value
from silk_assess.terminal.layout import BLANK, Line, paragraph
from silk_assess.wording import names, plans
from silk_assess.wording.commands import with_pack
from silk_assess.wording.numbers import capital, in_words, plural


def only(files: Sequence[Path], is_json: bool, pack: str | None) -> Case:
    """Read the one answer file whose plan is meant; a result for programs holds no intention.

    Raises SilkError: "usage" where several are named, or a result for programs too.
    """
    words = ("score", str(files[0]), "--if-done", *with_pack(pack))
    if is_json or len(files) > 1:
        says = "--if-done tells an intention, and --json holds results"
        says = says if is_json else "--if-done tells the plan of one answer file, and several are named"
        raise SilkError(Fault(("score",), says, "For example:", Code.USAGE, command=words))
    if is_meant(files[0]):
        says = "--if-done tells the plan beside an answer file, and standard input has none beside it"
        raise SilkError(Fault(("score",), says, "Name an answer file.", Code.USAGE))
    return Shelf(pack).case(files[0])


def told(case: Case, width: int) -> list[Line]:
    """Say what the level would be with all steps that have a `to` and no `done`; raises as reading the plan does."""
    plan, file = there(case), default_place(Path(case.file))
    assessment, tree = case.assessment, case.assessment.tree
    steps = leading(plan, assessment)
    if not steps:
        said = f"No open step of {file} leads to an answer, so nothing would change."
        return [*name_line(case, width), BLANK, *paragraph(said, width)]
    those = plural(len(steps), "the one open step", f"all {in_words(len(steps))} open steps")
    ends = plural(len(steps), "leads to an answer were", "lead to an answer were")
    said = f"An intention, not a result: as if {those} of {file} that {ends} done."
    lines = [*name_line(case, width), BLANK, *paragraph(said, width), BLANK]
    after = if_done(plan, assessment)
    level, would = assessment.level, after.level
    if level is not None and would is not None:
        today = f"Today: {names.level_name(tree, level.point)}{', firm' if level.firm else ''}."
        lines += paragraph(f"{capital(plans.level_if_done(tree, would))} {today}", width)
    if "index" in tree.node:
        lines += paragraph(_whole(assessment.values["index"], after.values["index"], case), width)
    return lines


def _whole(now: Value | None, then: Value | None, case: Case) -> str:
    if now is None or then is None or now.point is None or then.point is None:
        return ""
    bounds = case.assessment.tree.bounds("index")
    together = names.title(case.assessment.tree, "index")
    return f"{together}: {shown(then.point, bounds)}. Today: {shown(now.point, bounds)}."

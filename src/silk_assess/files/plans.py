"""Plan files to plans."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from silk_assess.answers.model import Answers
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files.source import bytes_of, located, reads_as
from silk_assess.files.yaml import reader
from silk_assess.plan.file_model import Given
from silk_assess.plan.fitting import is_anothers
from silk_assess.plan.model import FORMAT, Plan
from silk_assess.plan.reader import plan_of
from silk_assess.questionnaire.model_faults import shaped
from silk_assess.questionnaire.tree import Tree


def default_place(answers: Path) -> Path:
    """Name the plan beside an answer file: co-op.plan.yaml beside co-op.yaml."""
    return answers.with_name(f"{answers.stem}.plan.yaml")


def load_plan(file: Path, tree: Tree) -> Plan:
    """Read a plan for a questionnaire.

    Raises SilkError with every fault, each with its place.
    """
    name = str(file)
    return read_plan(reader.text_of(bytes_of(file), name), tree, name)


def read_plan(text: str, tree: Tree, name: str) -> Plan:
    """Read the text of a plan; raises as `load_plan` does."""
    raw, faults = reader.parsed(text, name)
    if not faults and not _names_plans(raw):
        says, do = "this is no plan", f"Name a plan; it begins with format: {FORMAT}"
        faults = [
            Fault((name, "format") if isinstance(raw, dict) and "format" in raw else (name,), says, do, Code.FORMAT)
        ]
    if not faults:
        try:
            found, faults = plan_of(shaped(Given, raw, (name,)), tree, name)
            if not faults:
                return found
        except SilkError as error:
            faults = list(error.faults)
    raise located(faults, {name: text})


def reads_as_plan(file: Path) -> bool:
    """Say whether a file is sound and of the format of plans, of whatever questionnaire; an empty one is and does.

    Raises SilkError where it cannot be read.
    """
    return reads_as(file, _names_plans)


def is_plan(file: Path) -> bool:
    """Say whether a file can be read and names the format of plans, whatever else is wrong in it."""
    try:
        name = str(file)
        raw, _ = reader.parsed(reader.text_of(bytes_of(file), name), name)
    except SilkError:
        return False
    return _names_plans(raw)


def _names_plans(raw: Any) -> bool:
    return isinstance(raw, dict) and raw.get("format") == FORMAT


def refuse_anothers(plan: Plan, answers: Answers, file: str, of: str) -> None:
    """Refuse a plan that names another organisation than the answers in `of` do.

    Raises SilkError with code "plan".
    """
    if is_anothers(plan, answers):
        says = f"{file} is the plan of {plan.organisation}, and {of} is of {answers.name}"
        command = ("plan", of, "-o", "other.plan.yaml")
        do = "If it was renamed, write its new name into the plan. If not, make it a plan of its own:"
        raise SilkError(Fault((file, "organisation"), says, do, Code.PLAN, command=command))

"""JSON Schema of one kind of file, or all that stand beside a questionnaire."""

from __future__ import annotations

from pathlib import Path

from silk_assess.faults import Code, Fault, SilkError, did_you_mean, listed, quoted
from silk_assess.files import questionnaires, schemas
from silk_assess.schema.kinds import KINDS, schema, written
from silk_assess.wording.commands import with_pack


def text(kind: str | None, pack: str | None) -> str:
    """Draw the schema of a kind of file, with the ids of a questionnaire where one is named.

    Raises SilkError: "usage" where there is no such kind, and with all faults of the questionnaire.
    """
    if kind not in KINDS:
        raise SilkError(_no_kind(kind, pack))
    return written(schema(kind, None if pack is None else questionnaires.load_pack(questionnaires.find_pack(pack))))


def _no_kind(kind: str | None, pack: str | None) -> Fault:
    example = ("schema", "answers", *with_pack(pack), ">", "answers.schema.json")
    if kind is None:
        return Fault(
            ("schema",), "Which one?", f"There are {listed(KINDS, most=20)}. For example:", Code.USAGE, command=example
        )
    do = did_you_mean(kind, KINDS, f"There are {listed(KINDS, most=20)}.")
    return Fault(("schema",), f"There is no schema of {quoted(kind)}", do, Code.USAGE)


def both(folder: Path) -> Fault:
    """Say that one schema is printed, or all are written."""
    says = "--into writes every schema of a questionnaire, and stands alone"
    return Fault(("schema",), says, "For example:", Code.USAGE, command=("schema", "--into", str(folder)))


def beside(folder: Path) -> tuple[str, ...]:
    """Draw all that stand beside a questionnaire's files anew, and name those that were not so yet.

    Raises SilkError with all faults of the questionnaire, or where nothing can be written.
    """
    place = folder.parent if folder.name == "pack.yaml" else folder
    if not (place / "pack.yaml").is_file():
        says = f"{folder} is no questionnaire: there is no pack.yaml in it"
        raise SilkError(Fault((str(folder),), says, "Name its folder.", Code.UNREADABLE))
    return schemas.write(place, questionnaires.load_pack(place))

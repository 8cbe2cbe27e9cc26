"""What `check` looks at: questionnaires and answer files, alone or in folders, each with all its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from silk_assess.answers.model import Misfit
from silk_assess.commands.assessed import Shelf
from silk_assess.exit_codes import OF_FILES
from silk_assess.faults import Fault, Place, SilkError
from silk_assess.files import questionnaires
from silk_assess.files.locate import Places
from silk_assess.lint.numbers import check
from silk_assess.questionnaire.model.nodes import Risk
from silk_assess.questionnaire.tree import Tree
from silk_assess.wording import progress
from silk_assess.wording.answers import does_not_fit
from silk_assess.wording.numbers import in_figures


@dataclass(frozen=True, slots=True)
class Checked:
    """One questionnaire or answer file with its findings; `counts` describes it where it has no faults."""

    name: str
    kind: Literal["questionnaire", "answers"]
    findings: tuple[Fault, ...]
    counts: str

    @property
    def has_faults(self) -> bool:
        """Say whether anything is to be mended."""
        return any(one.severity == "fault" for one in self.findings)

    @property
    def is_unread(self) -> bool:
        """Say whether it could not be read at all."""
        return any(one.code in OF_FILES for one in self.findings)


def inspect(paths: Iterable[Path], pack: str | None = None) -> Iterator[Checked]:
    """Check everything that the paths name, in their order, each once.

    A folder with a pack.yaml is a questionnaire; any other is searched for .yaml files, hidden
    ones left out. Where the questionnaire behind --pack has faults, nothing else is looked at.
    """
    shelf = Shelf(pack)
    if pack is not None and (behind := _questionnaire(questionnaires.find_pack(pack), shelf)).has_faults:
        yield behind
        return
    seen: set[Path] = set()
    for path in paths:
        try:
            found = [one for one in _found(path) if one.resolve() not in seen]
        except SilkError as error:
            yield Checked(str(path), "answers", error.faults, "")
            continue
        seen.update(one.resolve() for one in found)
        yield from (_questionnaire(one, shelf) if one.is_dir() else _answers(one, shelf) for one in found)


def _found(path: Path) -> Iterator[Path]:
    """Name the questionnaires (as folders) and answer files that a path means."""
    if not path.is_dir():
        yield path.parent if path.name == "pack.yaml" and path.exists() else path
        return
    if (path / "pack.yaml").exists():
        yield path
        return
    files = list(_below(path))
    if not files:
        says = f"There are no .yaml files in {path}"
        raise SilkError(
            Fault((str(path),), says, "Name a questionnaire, an answer file, or their folder.", "unreadable")
        )
    yield from files


def _below(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        says = f"{folder} cannot be read: {error.strerror or error}"
        raise SilkError(Fault((str(folder),), says, "Ask its owner.", "unreadable")) from None
    for one in entries:
        if one.name.startswith("."):
            continue
        if one.is_dir() and (one / "pack.yaml").exists():
            yield one
        elif one.is_dir() and not one.is_symlink():
            yield from _below(one)
        elif one.suffix == ".yaml":
            yield one


def _questionnaire(folder: Path, shelf: Shelf) -> Checked:
    name = str(folder)
    try:
        tree = shelf.tree(folder)
    except SilkError as error:
        return Checked(name, "questionnaire", error.faults, "")
    findings = Places(folder, f"{folder}/").located(check(tree))
    return Checked(name, "questionnaire", tuple(findings), _size(tree))


def _size(tree: Tree) -> str:
    head = tree.pack.head
    risks = sum(isinstance(node.source, Risk) for node in tree.nodes)
    parts = [f"{head.id} {head.version}", in_figures(len(tree.questions), "question")]
    parts += [in_figures(risks, "risk")] if risks else []
    parts += [in_figures(len(head.levels), "level")] if head.levels else []
    return ", ".join(parts)


def _answers(file: Path, shelf: Shelf) -> Checked:
    name = str(file)
    try:
        assessment = shelf.case(file).assessment
    except SilkError as error:
        return Checked(name, "answers", error.faults, "")
    said = progress.told_counts(progress.counts(assessment))
    warnings = [_left_out(name, misfit) for misfit in assessment.answers.warnings]
    return Checked(name, "answers", tuple(warnings), ", ".join(said))


def _left_out(name: str, misfit: Misfit) -> Fault:
    """Tell what does not fit this version of the questionnaire."""
    do = "It does not count. It was answered with another version of the questionnaire."
    return Fault((name,), does_not_fit(misfit), do, "other-version", severity="warning", where=Place(name))

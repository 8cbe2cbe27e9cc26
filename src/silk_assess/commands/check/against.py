"""A questionnaire against an older version of it: what it does to old answers, and whether its version says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from silk_assess.answers.another_version import reads
from silk_assess.faults import Code, Fault, SilkError, listed
from silk_assess.files import questionnaires
from silk_assess.files.locate import Places
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.tree import Tree
from silk_assess.questionnaire.versions import is_earlier
from silk_assess.years.versions import Difference, difference


@dataclass(frozen=True, slots=True)
class Against:
    """NEW against OLD, each named as the person named it; `faults` where NEW's version does not say that it changed."""

    name: str
    old_name: str
    difference: Difference
    faults: tuple[Fault, ...]

    @property
    def is_unchanged(self) -> bool:
        """Whether both say the same in every file."""
        return not differing(self.difference.old.pack, self.difference.new.pack)


def against(new: Path, old: str) -> Against:
    """Compare two versions of a questionnaire.

    Raises SilkError with the faults of either, and with code "questionnaire" where OLD is another questionnaire.
    """
    folder = questionnaires.find_pack(str(new))
    here, then = questionnaires.load_pack(folder), questionnaires.load_pack(questionnaires.find_pack(old))
    places = Places(folder, f"{folder}/")
    head, before = here.pack.head, then.pack.head
    if not reads(here, before.id):
        says = f'{old} is the questionnaire "{before.id}", and answers to it are not read by "{head.id}"'
        do = f"Name an older version of {head.id}, or write answers_of: [{before.id}] into pack.yaml."
        fault = Fault(("pack.yaml", "id"), says, do, Code.QUESTIONNAIRE)
        raise SilkError(*places.located([fault]))
    return Against(str(new), old, difference(then, here), tuple(places.located(_faults(here, then, old))))


def _faults(new: Tree, old: Tree, named: str) -> Iterator[Fault]:
    head, before = new.pack.head, old.pack.head
    if head.id != before.id:
        return  # its versions are its own
    files = differing(old.pack, new.pack)
    if head.version == before.version and files:
        says = "the content changed and the version did not"
        do = f"{named} says {before.version} too, and {listed(files)} {'differs' if len(files) == 1 else 'differ'}. "
        yield Fault(("pack.yaml", "version"), says, do + _higher(head.version), Code.SAME_VERSION)
    elif is_earlier(head.version, before.version):
        says = f"the version, {head.version}, comes before that of {named}, {before.version}"
        yield Fault(("pack.yaml", "version"), says, _higher(before.version), Code.SAME_VERSION)


def _higher(version: str) -> str:
    major, minor, _ = version.split(".")
    return f"Write {major}.{int(minor) + 1}.0, or {int(major) + 1}.0.0 where answers are lost."


def differing(old: Pack, new: Pack) -> list[str]:
    """Name the files that do not say the same; how they are written makes no difference."""
    found = ["pack.yaml"] if old.head != new.head else []
    before = dict(zip(old.head.sections, old.sections, strict=True))
    after = dict(zip(new.head.sections, new.sections, strict=True))
    found += [f"{name}.yaml" for name in dict.fromkeys((*after, *before)) if before.get(name) != after.get(name)]
    for name in questionnaires.OPTIONAL:
        if getattr(old, name) != getattr(new, name):
            found.append(f"{name}.yaml")
    return found

"""One questionnaire looked through: its faults, else all that is doubtful in it, less what its author allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from silk_assess import bundled
from silk_assess.commands.assessed import Shelf
from silk_assess.faults import Code, Fault, SilkError, quoted
from silk_assess.files import questionnaires
from silk_assess.files.allowances import ALLOW, allowed_in
from silk_assess.files.folders import SCHEMAS
from silk_assess.files.locate import Places
from silk_assess.files.source import PACK_NODES, bytes_of
from silk_assess.files.yaml import reader
from silk_assess.files.yaml.cut_comments import cut_texts
from silk_assess.lint.finding import warning
from silk_assess.lint.numbers import check
from silk_assess.questionnaire.tree import Tree


@dataclass(frozen=True, slots=True)
class Allowed:
    """Findings of one kind that the author accepts, and why."""

    code: Code
    reason: str
    findings: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a questionnaire; `tree` where it can be scored."""

    findings: tuple[Fault, ...]
    allowed: tuple[Allowed, ...] = ()
    tree: Tree | None = None


def looked_through(folder: Path, shelf: Shelf) -> Looked:
    """Read a questionnaire and list all its findings, each with its place."""
    faults: list[Fault] = []
    reasons: Mapping[Code, str] = {}
    try:
        reasons = allowed_in(folder)
    except SilkError as error:
        faults += error.faults
    try:
        tree = shelf.tree(folder)
    except SilkError as error:
        return Looked((*error.faults, *faults))
    places = Places(folder, f"{folder}/")
    doubtful = places.located([*check(tree), *_beside(folder, tree)])
    allowed = tuple(
        Allowed(code, reason, found)
        for code, reason in reasons.items()
        if (found := tuple(one for one in doubtful if one.code is code))
    )
    accepted = {one.code for one in allowed}
    unused = places.located(_unused(code) for code in reasons if code not in accepted)
    left = [one for one in doubtful if one.code not in accepted]
    return Looked((*faults, *left, *unused), allowed, tree)


def _unused(code: Code) -> Fault:
    do = "Take the line out."
    return warning((ALLOW, str(code)), f'nothing is left to allow for "{code}"', do, Code.ALLOW_UNUSED, "key")


# What only the folder tells


def _beside(folder: Path, tree: Tree) -> Iterator[Fault]:
    yield from _shipped(tree)
    yield from _not_listed(folder, tree)
    if (folder / SCHEMAS).is_dir():
        from silk_assess.files.schemas import stale

        yield from stale(folder, tree, ("schema", "--into", str(folder)))
    for name in _files(folder, tree):
        yield from _cut(folder / name, name)


def _files(folder: Path, tree: Tree) -> list[str]:
    sections = [f"{name}.yaml" for name in tree.pack.head.sections]
    others = [f"{name}.yaml" for name in questionnaires.OPTIONAL]
    return ["pack.yaml", *sections, *(name for name in others if (folder / name).is_file())]


def _shipped(tree: Tree) -> Iterator[Fault]:
    """Find a questionnaire that is called as one that is shipped, and is none of its versions."""
    head = tree.pack.head
    if head.id not in bundled.packs():
        return
    home = bundled.folder("questionnaires")
    versions = [home / head.id, *sorted(file.parent for file in (home / "earlier" / head.id).glob("*/pack.yaml"))]
    if all(questionnaires.load_pack(one).pack.fingerprint != tree.pack.fingerprint for one in versions):
        says = f'"{head.id}" is the id of the questionnaire that comes with the program, and this is another one'
        do = "Answer files could not tell the two apart: choose an id of its own."
        yield warning(("pack.yaml", "id"), says, do, Code.SHIPPED_ID)


def _not_listed(folder: Path, tree: Tree) -> Iterator[Fault]:
    """Note files that are written as sections and are none."""
    known = {f"{name}.yaml" for name in (*tree.pack.head.sections, *questionnaires.NOT_SECTIONS)}
    for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        if file.name in known or not _is_section(file):
            continue
        says = f"{quoted(file.name)} is written as a section, and pack.yaml does not list it"
        do = f"Write {file.stem} under sections, if it is one of this questionnaire; else move it elsewhere."
        do = do if file.suffix == ".yaml" else f"Call it {file.stem}.yaml, and write {file.stem} under sections."
        yield warning((file.name,), says, do, Code.NOT_LISTED, severity="note")


_KINDS: Final = ("score", "risks", "flows")


def _is_section(file: Path) -> bool:
    try:
        raw, _ = reader.parsed(reader.text_of(bytes_of(file), file.name), file.name, PACK_NODES)
    except SilkError:
        return False
    return isinstance(raw, dict) and raw.get("kind") in _KINDS and "format" not in raw


# Under these nobody writes a sentence, and a comment behind the value is one.
# fmt: off
_NO_TEXTS: Final = frozenset((
    "id", "type", "kind", "format", "version", "language", "weight", "scale", "from", "to", "minimum", "maximum",
    "decimals", "effort", "cell", "facet", "reversed", "exclusive", "value", "points", "aggregate", "min_coverage",
    "cap", "kappa", "verified", "url_verified", "meaning_since", "unprotected_below", "year", "sections", "short",
    "sources", "terms", "helps", "tools", "see", "flows", "countries", "languages", "takes", "url", "below", "requires",
))
# fmt: on


def _cut(file: Path, name: str) -> Iterator[Fault]:
    try:
        found = list(cut_texts(reader.text_of(bytes_of(file), name)))
    except SilkError:
        return
    for one in found:
        if _NO_TEXTS.isdisjoint(step for step in one.path[-2:] if isinstance(step, str)):
            says, together = 'this text ends at " #"', '{} texts end at " #"'
            do = f"{quoted(one.read, 40)} was read. Put the whole in quotes: {_quoted(one.whole)}"
            about = (quoted(one.read, 40),)
            path = (name, *one.path)
            yield warning(path, says, do, Code.COMMENT_IN_TEXT, "value", together, about, instead=one.whole)


def _quoted(text: str) -> str:
    return quoted(text) if '"' not in text else f"'{text}'"

"""Folders to questionnaires: found by id or folder, read strictly, compiled to a tree."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from silk_assess import bundled
from silk_assess.faults import MOST_FAULTS, Code, Fault, Misfit, SilkError, Steps, did_you_mean, quoted
from silk_assess.files import ready_made
from silk_assess.files.source import PACK_NODES, bytes_of, located
from silk_assess.files.yaml import reader
from silk_assess.questionnaire.compile import compiled, grow
from silk_assess.questionnaire.field_types import FILE_NAME, leaf_paths
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model_faults import shaped
from silk_assess.questionnaire.tree import Tree

OPTIONAL: Final = ("rules", "tools", "enablers", "cases", "glossary")


class FaultsOfMeaning(SilkError):
    """Faults of a questionnaire each file of which has the right shape."""


def find_pack(name: str) -> Path:
    """Find a questionnaire by its id among those shipped, or by its folder.

    Raises SilkError with code "unreadable" where there is neither.
    """
    if name in bundled.packs():
        return bundled.folder("questionnaires") / name
    folder = Path(name)
    if folder.name == "pack.yaml" and _is_there(folder):
        return folder.parent
    if _is_there(folder / "pack.yaml") or _is_folder(folder):
        return folder
    says = f"There is no questionnaire {quoted(name)}"
    do = did_you_mean(name, bundled.packs()) + " Another one is named by its folder."
    raise SilkError(Fault((name,), says, do.strip(), Code.UNREADABLE))


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except (OSError, ValueError):  # a name that no file can have, a folder that may not be looked into
        return False


def _is_folder(file: Path) -> bool:
    try:
        return file.is_dir()
    except (OSError, ValueError):
        return False


def load_pack(folder: Path) -> Tree:
    """Read, check and compile a questionnaire; of one that comes with the program take what was compiled with it.

    Raises SilkError with every fault of YAML and of shape in all files, or, when there is none,
    with every fault of meaning, each with its place.
    """
    known = ready_made.pack_in(folder)
    return _loaded(folder) if known is None else compiled(known)


def _loaded(folder: Path) -> Tree:
    prefix = f"{folder}/"
    texts: dict[str, str] = {}
    raw: dict[str, Any] = {}
    faults: list[Fault] = []

    def take(name: str) -> None:
        texts[name] = ""
        try:
            text = reader.text_of(bytes_of(folder / name, prefix + name), prefix + name)
        except SilkError as error:
            faults.extend(error.faults)
            return
        tree, found = reader.parsed(text, prefix + name, PACK_NODES)
        texts[name] = text
        faults.extend(found)
        if tree is not None:
            raw[name] = tree

    take("pack.yaml")
    for i, name in _sections(raw.get("pack.yaml")):
        wrong = _no_section(folder, name, seen=f"{name}.yaml" in texts)
        if wrong is None:
            take(f"{name}.yaml")
        else:
            faults.append(wrong.fault(("pack.yaml", "sections", i)))
        if len(faults) > MOST_FAULTS:
            break
    for name in (f"{name}.yaml" for name in OPTIONAL):
        if _is_there(folder / name):
            take(name)
    return _compiled(raw, texts, faults, prefix)


# Files beside the sections that have a meaning of their own.
NOT_SECTIONS: Final = ("pack", "allow", *OPTIONAL)


def _sections(head: Any) -> list[tuple[int, str]]:
    """List the sections that pack.yaml names, as far as their names may be read, with their positions."""
    names = head.get("sections") if isinstance(head, dict) else None
    every = enumerate(names) if isinstance(names, list) else ()
    return [(i, name) for i, name in every if isinstance(name, str) and FILE_NAME.fullmatch(name)]


def _no_section(folder: Path, name: str, seen: bool) -> Misfit | None:
    """Say why a file is no further section; None where it is one."""
    if name in NOT_SECTIONS:
        do = "Name the files of kind score, risks or flows."
        return Misfit(Code.SECTION_FILE, f"{name}.yaml is no section", do)
    if seen:
        return Misfit(Code.TWICE, f"{quoted(name)} stands here twice", "Name each once.")
    if _is_there(folder / f"{name}.yaml"):
        return None
    says = f"there is no file {quoted(f'{name}.yaml')} beside this one"
    return Misfit(Code.SECTION_FILE, says, _near_section(folder, name))


def _near_section(folder: Path, name: str) -> str:
    beside = [file.stem for file in sorted(folder.glob("*.yaml")) if file.stem not in NOT_SECTIONS]
    return did_you_mean(name, beside, "Check the name; it stands here without .yaml.")


def _compiled(raw: dict[str, Any], texts: dict[str, str], faults: list[Fault], prefix: str) -> Tree:
    named = [f"{name}.yaml" for _, name in _sections(raw.get("pack.yaml")) if name not in NOT_SECTIONS]
    sections = [name for name in dict.fromkeys(named) if name in raw]
    parts = {
        **({"head": raw["pack.yaml"]} if "pack.yaml" in raw else {}),
        "sections": [raw[name] for name in sections],
        **{name: raw[f"{name}.yaml"] for name in OPTIONAL if f"{name}.yaml" in raw},
        "fingerprint": _fingerprint({name: raw[name] for name in ("pack.yaml", *sections) if name in raw}),
        "digest": _fingerprint(raw),
    }
    raised: type[SilkError] = SilkError
    try:
        pack = shaped(Pack, parts)
        raised = FaultsOfMeaning
        if not faults:
            return grow(pack)
    except SilkError as error:
        # Without a path: the fault that pack.yaml could not be read, which is told already.
        leaves = _Leaves(raw)
        faults = [*faults, *(leaves.found(_in_file(fault, sections)) for fault in error.faults if fault.path)]
    raise raised(*located(list(dict.fromkeys(faults)), texts, prefix).faults)


def _in_file(fault: Fault, sections: list[str]) -> Fault:
    """Turn the path of a part of the pack into the path inside its file."""
    match fault.path:
        case ("head", *rest):
            return replace(fault, path=("pack.yaml", *rest))
        case ("sections", int(i), *rest):
            return replace(fault, path=(sections[i], *rest))
        case (str(name), *rest) if name in OPTIONAL:
            return replace(fault, path=(f"{name}.yaml", *rest))
        case _:
            return fault


class _Leaves:
    """Finds the leaves of conditions, which faults of meaning tell by their numbers."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self._known: dict[Steps, list[Steps]] = {}

    def found(self, fault: Fault) -> Fault:
        """Put the way to a leaf in the place of its number and name."""
        path = fault.path
        at = next(
            (i for i, step in enumerate(path[:-1], 1) if step in ("when", "fits") and isinstance(path[i], int)), None
        )
        if at is None:
            return fault
        if path[:at] not in self._known:
            here: Any = self._raw
            for step in path[:at]:
                here = here[step]
            self._known[path[:at]] = list(leaf_paths(here))
        return replace(fault, path=(*path[:at], *self._known[path[:at]][int(path[at])], *path[at + 2 :]))


def _fingerprint(trees: Mapping[str, Any]) -> str:
    """Give the fingerprint over some files, as read. Source: docs/format.md, Fingerprint."""
    pairs = [[name, trees[name]] for name in sorted(trees)]
    compact = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(compact.encode()).hexdigest()

"""A questionnaire of one's own: a fresh start, or another one copied under a new id; whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from silk_assess import bundled
from silk_assess.commands.new import licence
from silk_assess.escape.identifier import identifier
from silk_assess.faults import Code, Fault, SilkError, offered, quoted
from silk_assess.files import atomic_folder, earlier, pack_copy, questionnaires, schemas
from silk_assess.files.allowances import ALLOW
from silk_assess.files.source import bytes_of
from silk_assess.questionnaire.field_types import ID, LONGEST_ID
from silk_assess.questionnaire.tree import Tree
from silk_assess.wording.fresh import Wish, files

# Answers that come with a questionnaire, to try it with.
SAMPLE: Final = "sample.yaml"


@dataclass(frozen=True, slots=True)
class Made:
    """A questionnaire in `folder`, as `tree` has it, and the names of its own files.

    `source` is the one that it was copied from, None of a fresh one; `has_sample` where answers to try it with are in
    it. `note` names the file that tells the licence, and is empty where none is known.
    """

    folder: Path
    tree: Tree
    files: tuple[str, ...]
    source: Tree | None = None
    has_sample: bool = False
    note: str = ""

    @property
    def pack(self) -> str:
        """Give what names it behind --pack: its folder, marked as one where it is called as one shipped."""
        return f"./{self.folder}" if str(self.folder) in bundled.packs() else str(self.folder)


def fresh(folder: Path, wish: Wish) -> Made:
    """Write a fresh questionnaire into a folder that is not there yet.

    Raises SilkError with code "unwritable" where there is something already or nothing can be written.
    """
    modelines = {kind: f"{schemas.named_in(kind)}\n" for kind in ("pack", "section")}
    texts = files(wish, str(folder), modelines)
    tree = _written(folder, {name: text.encode() for name, text in texts.items()})
    return Made(folder, tree, tuple(texts))


def copy(folder: Path, source: str, id: str) -> Made:
    """Copy a questionnaire, by its id or its folder, under another id into a folder that is not there yet.

    Order and comments of its files stay, and answers to it are read as answers to the copy. Raises
    SilkError with code "unwritable" where there is something already or nothing can be written, with
    code "unreadable" where there is no such questionnaire, with all its faults, and with code "usage"
    where the id is its own.
    """
    place = questionnaires.find_pack(source)
    tree = questionnaires.load_pack(place)
    see_free(id, folder, source, tree)
    own = {name: bytes_of(place / name) for name in _files(place, tree)}
    note = licence.beside(place, source in bundled.packs(), tree.pack.head)
    own = pack_copy.renamed(own, tree, id)
    made = _written(folder, own | note)
    return Made(folder, made, tuple(own), tree, SAMPLE in own, next(iter(note), ""))


def _written(folder: Path, data: Mapping[str, bytes]) -> Tree:
    """Write files into a new folder, see that they are a questionnaire, and draw its schemas beside them."""
    with atomic_folder.write_folder(folder, False, lambda left: _is_made(left, data)) as making:
        for name, one in data.items():
            making.write(name, one)
        tree = questionnaires.load_pack(making.place)
        (making.place / schemas.FOLDER).mkdir()
        for name, one in schemas.drawn(tree).items():
            making.write(f"{schemas.FOLDER}/{name}", one)
    return tree


def _is_made(left: Path, data: Mapping[str, bytes]) -> bool:
    """Say whether all in a folder that was left behind can be made again."""
    return all(
        (one.name == schemas.FOLDER and not one.is_symlink() and one.is_dir())
        or (one.name in data and earlier.holds(one, data[one.name]))
        for one in left.iterdir()
    )


def see_new(folder: Path, words: tuple[str, ...]) -> None:
    """See early that a folder can be written; `words` are those of the command behind it.

    Raises SilkError, with a name that is free where this one is taken.
    """
    if folder.name in ("", os.pardir) or not os.path.lexists(folder):
        return atomic_folder.check_target(folder, False)
    atomic_folder.tidy(folder)
    free = next(name for i in range(2, 10**6) if not os.path.lexists(name := f"{folder}-{i}"))
    says, do = f"{folder} is there already, and nothing was written", "Take another name:"
    raise SilkError(Fault((str(folder),), says, do, Code.UNWRITABLE, command=("new", free, *words)))


def id_of(folder: Path) -> str:
    """Make an id of a folder's name."""
    return identifier(folder.name, "questionnaire")


def wrong_id(id: str) -> str | None:
    """Say why a text is no id; None where it is one."""
    if ID.fullmatch(id) and len(id) <= LONGEST_ID:
        return None
    near = identifier(id, "")
    return f"{quoted(id)} is no id: small letters, digits and single hyphens, a letter first." + (
        f" {offered(near)}" if near else ""
    )


def see_free(id: str, folder: Path, source: str | None, tree: Tree | None) -> None:
    """See that an id is one, and that no questionnaire has it that answer files could be mistaken for.

    Raises SilkError with code "usage".
    """
    words = () if source is None else ("--from", source)
    own = id_of(folder)
    better = own if own != id and own not in bundled.packs() else f"{identifier(id, 'ours')}-2"
    again = ("new", str(folder), *words, "--id", better)
    wrong = wrong_id(id)
    if wrong is not None:
        raise SilkError(Fault(("new",), wrong.removesuffix("."), "For example:", Code.USAGE, command=again))
    if id in bundled.packs() or (tree is not None and id == tree.pack.head.id):
        whose = "the shipped questionnaire" if id in bundled.packs() else f"the questionnaire in {source}"
        says = f"{quoted(id)} is the id of {whose}, and answer files could not tell the two apart"
        do = f"Take another, for example {better}:"
        raise SilkError(Fault(("new",), says, do, Code.USAGE, command=again))


def _files(place: Path, tree: Tree) -> list[str]:
    """List the files of a questionnaire; whatever else lies in its folder, as answers may, is none of them."""
    sections = [f"{name}.yaml" for name in tree.pack.head.sections]
    others = [*(f"{name}.yaml" for name in questionnaires.OPTIONAL), ALLOW, SAMPLE]
    return ["pack.yaml", *sections, *(name for name in others if (place / name).is_file())]

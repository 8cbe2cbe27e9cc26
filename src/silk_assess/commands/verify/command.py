"""A report held against what is drawn from the data inside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from silk_assess import __version__, bundled, exit_codes
from silk_assess.commands import documents
from silk_assess.commands.report.command import REPORT, drawn
from silk_assess.commands.verify.difference import Difference, first_difference
from silk_assess.escape import seal
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import questionnaires, report_files, versions
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.inside.figures import figures
from silk_assess.report.inside.model import Drawn, Figures
from silk_assess.report.inside.reading import Drawing, drawing_of, drawn_of
from silk_assess.scoring.assess import assess
from silk_assess.scoring.assessment import Assessment

_SUFFIXES: Final = (".html", ".md")


@dataclass(frozen=True, slots=True)
class Again:
    """What is drawn once more: the answers inside a report, scored, and all that it is drawn with."""

    assessment: Assessment
    drawing: Drawing
    folder: Path

    def page(self, suffix: str = ".html") -> bytes:
        """Draw it."""
        one = self.drawing
        return drawn(self.assessment, suffix, one.benchmark, one.without, plan=one.plan)


@dataclass(frozen=True, slots=True)
class Same:
    """The page is, byte for byte, what is drawn from the data in it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The page differs; `only_page` says that its last line is still that of the page as drawn, so the data is too."""

    first: Difference
    only_page: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that is another one: the level (None) or a node, as it was and as it is now; empty where absent."""

    node: str | None
    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ByAnother:
    """Another version of the program drew the page: whether its last line still fits, and which figures moved."""

    is_sealed: bool
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class OtherQuestionnaire:
    """The questionnaire that it was drawn with is not the one at hand, which is None where none has its id."""

    here: Tree | None


@dataclass(frozen=True, slots=True)
class Verified:
    """A report, what it says it was drawn from, and what came of drawing it again; `again` where that could be done."""

    file: str
    pack: str | None
    inside: Drawn
    found: Same | Changed | ByAnother | OtherQuestionnaire
    again: Again | None

    @property
    def exit_code(self) -> int:
        """Say with which code the command ends."""
        match self.found:
            case Same() | ByAnother(is_sealed=True, moved=()):
                return exit_codes.DONE
            case _:
                return exit_codes.FINDINGS


def verify(file: Path, pack: str | None) -> Verified:
    """Draw a report again from what is inside it, and compare.

    Raises SilkError with code "unreadable" where it cannot be read, with others where the questionnaire behind
    --pack cannot.
    """
    opened = report_files.opened(file)
    try:
        inside = drawn_of(opened.raw, opened.name)
    except SilkError as error:
        raise report_files.damaged(opened.name, error.faults) from None
    tree, folder = _questionnaire(inside, pack)
    if tree is None or folder is None or not _is_the_same(inside, tree):
        return Verified(opened.name, pack, inside, OtherQuestionnaire(tree), None)
    again = _again(opened.name, inside, tree, folder)
    if inside.program != __version__:
        return Verified(opened.name, pack, inside, _by_another(opened, inside, again), again)
    return Verified(opened.name, pack, inside, compared(opened, again.page()), again)


def _questionnaire(inside: Drawn, pack: str | None) -> tuple[Tree | None, Path | None]:
    """Find the questionnaire: the one behind --pack, or the one that comes with the program under its id.

    A report's word is only ever an id among those, and never a folder: it is a stranger's.
    """
    named = inside.questionnaire
    if pack is None and named.id not in bundled.packs():
        return None, None
    folder = questionnaires.find_pack(named.id if pack is None else pack)
    tree = questionnaires.load_pack(folder)
    if pack is None and inside.program != __version__ and tree.pack.fingerprint != named.fingerprint:
        kept = versions.earlier(named.id, named.version)
        return (tree if kept is None else kept), folder
    return tree, folder


def _is_the_same(inside: Drawn, tree: Tree) -> bool:
    """Say whether it is the questionnaire; where another program drew the page, only what was asked has to be."""
    named, here = inside.questionnaire, tree.pack
    if named.id != here.head.id or named.version != here.head.version or named.fingerprint != here.fingerprint:
        return False
    return inside.program != __version__ or named.digest == here.digest


def _again(file: str, inside: Drawn, tree: Tree, folder: Path) -> Again:
    try:
        drawing = drawing_of(inside, tree, file)
    except SilkError as error:
        raise report_files.damaged(file, error.faults) from None
    return Again(assess(tree, drawing.answers), drawing, folder)


# Comparing


def compared(opened: report_files.Opened, page: bytes) -> Same | Changed:
    """Hold a report against the page that is drawn from the data inside it."""
    if page == opened.data:
        return Same()
    return Changed(first_difference(opened.data, page), opened.seal == page[-seal.LENGTH :])


def _by_another(opened: report_files.Opened, inside: Drawn, again: Again) -> ByAnother:
    now = figures(again.assessment)
    told = Figures(level=tuple(now.get("level", ())), nodes={id: tuple(size) for id, size in now["nodes"].items()})
    return ByAnother(opened.is_sealed, tuple(_moved(inside.result, told)))


def _moved(was: Figures, now: Figures) -> Sequence[Moved]:
    level = [Moved(None, was.level, now.level)] if was.level != now.level else []
    ids = dict.fromkeys((*now.nodes, *was.nodes))
    nodes = (Moved(id, _of(was.nodes, id), _of(now.nodes, id)) for id in ids)
    return [*level, *(one for one in nodes if one.was != one.now)]


def _of(nodes: Mapping[str, tuple[str, ...]], id: str) -> tuple[str, ...]:
    return nodes.get(id, ())


# Drawing


def check_target(out: Path, file: Path) -> None:
    """See that a name says what is to be drawn. Raises SilkError with code "usage"."""
    if out.suffix.lower() not in _SUFFIXES:
        command = ("verify", str(file), "-o", "drawn.html")
        raise documents.wrong_ending(out, "What is drawn can be .html or .md", command)


def write(done: Verified, out: Path, force: bool) -> None:
    """Draw a report from the answers inside another one; `force` is as in `documents.save`.

    Raises SilkError with code "unwritable" where it may not stand there, with "questionnaire" where it cannot be drawn.
    """
    if done.again is None:
        says = f"{out} was not written, since the questionnaire of {done.file} is not at hand"
        raise SilkError(Fault((done.file,), says, "Name it with --pack.", Code.UNREADABLE))
    documents.refuse_inside(out, done.again.folder)
    documents.save(out, done.again.page(out.suffix.lower()), REPORT, force)

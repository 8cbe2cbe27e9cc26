"""Hold an answer file's result to a level, to points of parts, and to an earlier file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from silk_assess import exit_codes
from silk_assess.commands.assessed import Case, Shelf
from silk_assess.commands.compare import command as comparing
from silk_assess.commands.compare.command import Compared
from silk_assess.exact import decimal, micro
from silk_assess.faults import Code, Fault, SilkError, did_you_mean, listed, nearest, offered, quoted
from silk_assess.guard.deciding import Deciders, deciding
from silk_assess.guard.moves import Move, moves
from silk_assess.guard.verdict import (
    Baseline,
    Holding,
    Verdict,
    held_to_baseline,
    held_to_level,
    held_to_points,
    overall,
)
from silk_assess.questionnaire.tree import Tree
from silk_assess.wording.commands import with_pack

EXIT_CODES = {"passed": exit_codes.DONE, "failed": exit_codes.FINDINGS, "undecided": exit_codes.UNDECIDED}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a result, as it was typed."""

    level: str | None = None
    nodes: tuple[str, ...] = ()
    baseline: Path | None = None
    old_pack: str | None = None


@dataclass(frozen=True)
class Guarded:
    """A result with what it was held to; `done` is the comparison with the baseline, where there is one."""

    case: Case
    asked: tuple[Holding, ...]
    done: Compared | None
    baseline: Baseline

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """All that it was held to, what was asked first."""
        return (*self.asked, *self.baseline.holdings)

    @property
    def verdict(self) -> Verdict:
        """The verdict on all."""
        return overall(self.holdings)

    @property
    def exit_code(self) -> int:
        """0 passed, 1 failed, 5 undecided."""
        return EXIT_CODES[self.verdict]

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Where the numbers came from."""
        return () if self.done is None else moves(self.done.comparison, self.holdings)

    @cached_property
    def deciders(self) -> Deciders:
        """Which open answers would decide, where it is undecided."""
        return deciding(self.case.assessment, self.holdings) if self.verdict == "undecided" else Deciders()


def guard(new: Path, wanted: Wanted, pack: str | None) -> Guarded:
    """Read a file and what it is held to, and hold it.

    Raises SilkError with every fault of a file or questionnaire; with code "usage" where nothing is
    asked, or a level, part or number that cannot be.
    """
    if wanted.level is None and not wanted.nodes and wanted.baseline is None:
        raise SilkError(*_nothing(str(new), pack))
    if wanted.baseline is None and wanted.old_pack is not None:
        says = "--old-pack is the questionnaire of an earlier file, and none is named"
        command = ("guard", str(new), "--baseline", "OLD", "--old-pack", wanted.old_pack, *with_pack(pack))
        raise SilkError(Fault(("guard",), says, "Name it:", Code.USAGE, command=command))
    done = None if wanted.baseline is None else comparing.compare(wanted.baseline, new, pack, wanted.old_pack)
    case = Shelf(pack).case(new) if done is None else done.new
    asked = _asked(case, wanted)
    return Guarded(case, asked, done, Baseline((), ()) if done is None else _baseline(done))


def _nothing(new: str, pack: str | None) -> list[Fault]:
    """Say in which three ways something can be asked of a result."""
    ways = (
        ("What should hold? A level, by its id:", "--at-least", "LEVEL"),
        ("A part, with the points that it should have at least:", "--node", "ID=POINTS"),
        ("What an earlier file came to:", "--baseline", "OLD"),
    )
    rest = with_pack(pack)
    return [Fault(("guard",), says, "", Code.USAGE, command=("guard", new, *way, *rest)) for says, *way in ways]


def _asked(case: Case, wanted: Wanted) -> tuple[Holding, ...]:
    """Read what is asked of a result: every fault of it at once."""
    tree, faults, found = case.assessment.tree, list[Fault](), list[Holding]()
    if wanted.level is not None:
        level = _level(tree, wanted.level)
        if isinstance(level, Fault):
            faults.append(level)
        else:
            found.append(held_to_level(case.assessment, level))
    for text in dict.fromkeys(wanted.nodes):
        node = _node(tree, text, case)
        if isinstance(node, Fault):
            faults.append(node)
        else:
            found.append(held_to_points(case.assessment, *node))
    if faults:
        raise SilkError(*faults)
    return tuple(found)


def _level(tree: Tree, text: str) -> int | Fault:
    """Find a level by its id."""
    ids = [level.id for level in tree.pack.head.levels]
    if text in ids:
        return ids.index(text)
    if not ids:
        says = f"There is no level {quoted(text)}: {tree.pack.head.id} has no levels"
        return Fault(("guard",), says, "Name a part with its points, or an earlier file.", Code.USAGE)
    near = nearest(text, ids) or next(
        (level.id for level in tree.pack.head.levels if level.title.casefold() == text.casefold()), None
    )
    others = [id for id in ids if id != near]
    rest = f"The others are {listed(others)}." if others else ""
    do = f"There are {listed(ids)}." if near is None else f"{offered(near)} {rest}".strip()
    return Fault(("guard",), f"There is no level {quoted(text)}", do, Code.USAGE)


def _node(tree: Tree, text: str, case: Case) -> tuple[str, int] | Fault:
    """Read a part with its points."""
    id, sign, number = text.rpartition("=")
    if not sign or not id:
        says = f"{quoted(text)} is no part with its points"
        return _fault(says, "Write the part's id, = and the points:", case, next(iter(tree.node), "PART"), "40")
    if id not in tree.node:
        if id in tree.asked:
            says, do = f"{quoted(id)} is a question, and guard holds parts", "The part that it stands in:"
            owner = tree.asked[id].owner
            return _fault(says, do, case, owner if owner in tree.node else next(iter(tree.node), "PART"), number)
        titles = {node.title.casefold(): node.id for node in reversed(tree.nodes)}
        near = titles.get(id.casefold())
        do = offered(near) if near is not None else did_you_mean(id, tree.node, None)
        return Fault(("guard",), f"There is no part {quoted(id)} in this questionnaire", do, Code.USAGE)
    points, scale = micro(number), tree.node[id].scale
    if points is None:
        says = f"{quoted(number)} is no number of points for {id}"
        return _fault(says, "Write it with digits, and at most six behind a point:", case, id, "40")
    if not 0 <= points <= scale:
        says = f"{decimal(points)} is out of range: {id} has 0 to {decimal(scale)} points"
        return _fault(says, "For example:", case, id, decimal(scale // 2))
    return id, points


def _fault(says: str, do: str, case: Case, id: str, number: str) -> Fault:
    return Fault(("guard",), says, do, Code.USAGE, command=case.words("guard", "--node", f"{id}={number}"))


def _baseline(done: Compared) -> Baseline:
    """Hold a result to an earlier file, scored by its own version.

    Raises SilkError where that version is not at hand, or where it had no figure at all.
    """
    old, given, new = str(done.old), done.comparison.given, done.new
    if done.comparison.old is None:
        says = (
            f"{old} was answered with version {given.version} of {new.assessment.tree.pack.head.id}, not at hand here"
        )
        command = ("guard", new.file, "--baseline", old, "--old-pack", "FOLDER", *with_pack(new.pack))
        do = "It is held to what it was, so name the folder of that version:"
        raise SilkError(Fault((old,), says, do, Code.QUESTIONNAIRE, command=command))
    found = held_to_baseline(done.comparison)
    if not found.holdings:
        says = f"Nothing in {old} has points or a level, so there is nothing to hold {new.file} to"
        do = "Name a level, or a part with its points, in its place."
        raise SilkError(Fault((old,), says, do, Code.USAGE))
    return found

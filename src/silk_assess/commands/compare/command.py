"""Compare two answer files: each read by its own version of the questionnaire, and both by the newer one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from silk_assess.answers.another_version import reads
from silk_assess.answers.model import Answers
from silk_assess.commands.assessed import Case, Shelf
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import answer_files, questionnaires, versions
from silk_assess.files.locate import Places
from silk_assess.questionnaire.tree import Tree
from silk_assess.questionnaire.versions import is_earlier, line
from silk_assess.scoring.assess import assess
from silk_assess.wording.commands import with_pack
from silk_assess.wording.years import Notice
from silk_assess.years.comparison import Comparison, compared


@dataclass(frozen=True, slots=True)
class Compared:
    """Two files that were compared, named as the person named them, and what is to be known of them.

    `plan` is one that is told with them, where it was named.
    """

    old: Path
    new: Case
    comparison: Comparison
    notices: tuple[Notice, ...]
    old_pack: str | None = None
    plan: Path | None = None

    def words(self, *more: str) -> tuple[str, ...]:
        """Give the words of the command on these files, with the questionnaires and the plan that were named."""
        old_pack = () if self.old_pack is None else ("--old-pack", self.old_pack)
        plan = () if self.plan is None else ("--plan", str(self.plan))
        return ("compare", str(self.old), self.new.file, *more, *old_pack, *plan, *with_pack(self.new.pack))


def compare(old: Path, new: Path, pack: str | None, old_pack: str | None) -> Compared:
    """Read and compare two files.

    Raises SilkError with every fault of a file or questionnaire, and where the two are of different ones.
    """
    shelf = Shelf(pack)
    case = shelf.case(new)
    tree = case.assessment.tree
    see_questionnaire(old, new, tree)
    given = answer_files.load_answers(old, tree)
    then = old_tree(given, tree, old, old_pack)
    before = None if then is None else assess(then, given if then is tree else answer_files.load_answers(old, then))
    found = compared(before, given, case.assessment)
    return Compared(old, case, found, tuple(_notices(old, new, found)), old_pack)


def see_questionnaire(old: Path, new: Path, tree: Tree) -> None:
    """See that an older file is for the questionnaire of the newer one.

    Raises SilkError.
    """
    named = answer_files.opened(old).questionnaire
    if not reads(tree, named):
        says = f"{old} is for the questionnaire {named}, and {new} for {tree.pack.head.id}"
        where = Places(old.parent, str(old)[: -len(old.name)]).place((old.name, "questionnaire"))
        do = "Only files of one questionnaire can be compared."
        raise SilkError(Fault((str(old), "questionnaire"), says, do, Code.QUESTIONNAIRE, where=where))


def old_tree(given: Answers, tree: Tree, file: Path, old_pack: str | None) -> Tree | None:
    """Find the version of the questionnaire that a file was answered with; None where it is not at hand.

    Raises SilkError where --old-pack names another one, or one with faults.
    """
    head = tree.pack.head
    if given.origin == head.version:
        return tree
    id = given.questionnaire or head.id
    if old_pack is None:
        return versions.own(given, tree)
    found = questionnaires.load_pack(questionnaires.find_pack(old_pack))
    its = found.pack.head
    if (its.id, line(its.version)) != (id, line(given.version)):
        says = f"{old_pack} is {its.id} {its.version}, and {file} was answered with {id} {given.version}"
        do = "Name the folder of that version with --old-pack, or leave the option out."
        raise SilkError(Fault((old_pack,), says, do, Code.QUESTIONNAIRE))
    return found


def _notices(old: Path, new: Path, found: Comparison) -> Iterator[Notice]:
    before, now = found.given, found.new.answers
    if os.path.realpath(old) == os.path.realpath(new):
        yield Notice.SAME_FILE
    if now.questionnaire == before.questionnaire and is_earlier(now.version, before.version):
        yield Notice.OLDER_SECOND
    days = [None if one.answered is None else one.answered.date for one in (before, now)]
    if days[0] is not None and days[1] is not None and days[0] > days[1]:
        yield Notice.LATER_FIRST
    if before.name is not None and now.name is not None and before.name != now.name:
        yield Notice.OTHER_NAME
    if found.old is None:
        yield Notice.NO_OLD_VERSION

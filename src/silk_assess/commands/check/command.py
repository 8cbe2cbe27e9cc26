"""What `check` looks at: questionnaires and answer files, alone or in folders, each with all its findings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from silk_assess import bundled
from silk_assess.advice.deciding import difference
from silk_assess.advice.rules import look_again, questions_of
from silk_assess.answers.model import Unfit
from silk_assess.batch.request import check_extra_found
from silk_assess.commands.assessed import Shelf
from silk_assess.commands.check.tables import Given, Table, counts, is_table, table
from silk_assess.exit_codes import OF_FILES
from silk_assess.faults import Code, Fault, Place, SilkError, listed
from silk_assess.files import plans, questionnaires
from silk_assess.files.folders import (
    QUESTIONNAIRE,
    SCHEMAS,
    AnswerFile,
    Closed,
    Content,
    Known,
    Link,
    OtherFormat,
    Questionnaire,
    Search,
    Voice,
)
from silk_assess.files.locate import Places
from silk_assess.files.plans import is_plan
from silk_assess.lint.numbers import check
from silk_assess.questionnaire.model.nodes import Risk
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assessment import Assessment
from silk_assess.wording import progress
from silk_assess.wording.answers import does_not_fit
from silk_assess.wording.deciding import decides, pointless
from silk_assess.wording.numbers import in_figures


@dataclass(frozen=True, slots=True)
class Checked:
    """One questionnaire, answer file or table with its findings; `counts` describes it where it has no faults.

    Of a table there may be `more` findings than are kept.
    """

    name: str
    kind: Literal["questionnaire", "answers", "table"]
    findings: tuple[Fault, ...]
    counts: str
    table: Table | None = None

    @property
    def more(self) -> int:
        """How many more findings there are."""
        return 0 if self.table is None else self.table.more

    @property
    def has_faults(self) -> bool:
        """Say whether anything is to be mended."""
        return any(one.severity == "fault" for one in self.findings)

    @property
    def is_unread(self) -> bool:
        """Say whether it could not be read at all."""
        return any(one.code in OF_FILES for one in self.findings)


def inspect(
    paths: Iterable[Path], pack: str | None = None, follow_links: bool = False, given: Given | None = None
) -> Iterator[Checked | Link | OtherFormat]:
    """Check everything that the paths name, in their order, each once.

    Links in folders and files of other formats there are only named. A folder with a pack.yaml is one
    questionnaire, whatever else is in it; any other is searched for answer files and questionnaires. Tables are
    looked through where they are named. Where the questionnaire behind --pack has faults, nothing else is looked
    at. Raises SilkError where the mapping of tables has faults, or no table has a column that is to be carried along.
    """
    given, shelf = given or Given(), Shelf(pack)
    if pack is not None and (behind := _questionnaire(questionnaires.find_pack(pack), shelf)).has_faults:
        yield behind
        return
    search = Search(skips_questionnaires=True, follow_links=follow_links)
    tables: list[Checked] = []
    for found in (one for path in paths for one in _named(path, search)):
        match found:
            case AnswerFile(file) if is_table(Path(file)):
                tables.append(_table(file, shelf, pack, given))
                yield tables[-1]
            case AnswerFile(file) if is_plan(Path(file)):
                yield _plan(Path(file), shelf)
            case AnswerFile(file) | Voice(file):
                yield _answers(Path(file), shelf)
            case Questionnaire(folder):
                yield _questionnaire(folder, shelf)
            case Closed(folder, fault):
                yield Checked(str(folder), "answers", (fault,), "")
            case Link() | OtherFormat():
                yield found
    _see_extra(tables, given)


def _see_extra(tables: Sequence[Checked], given: Given) -> None:
    found = [one.table for one in tables if one.table is not None]
    if all(one.readings for one in found):
        named = [one.name for one in tables] or ["what is named"]
        check_extra_found("check", given.extra, named, [reading for one in found for reading in one.readings])


def _table(file: str, shelf: Shelf, pack: str | None, given: Given) -> Checked:
    tree = shelf.tree(questionnaires.find_pack(pack or bundled.packs()[0]))
    found = table(file, tree, given, pack)
    return Checked(file, "table", found.faults, counts(found, tree), found)


def _named(path: Path, search: Search) -> Iterator[Content]:
    """Find what a path means: itself, the questionnaire whose pack.yaml it is, or all in a folder."""
    is_pack = path.name == QUESTIONNAIRE and os.path.exists(path)
    folder = path.parent if is_pack else path
    if not os.path.isdir(folder):
        yield AnswerFile(str(path)) if search.is_new(path) else Known(path)
        return
    is_empty = True
    for found in search.found_in(folder):
        is_empty = False
        yield found
    if is_empty:
        says = f"There are no .yaml files in {path}"
        do = "Name a questionnaire, an answer file, or their folder."
        yield Closed(path, Fault((str(path),), says, do, Code.UNREADABLE))


def _questionnaire(folder: Path, shelf: Shelf) -> Checked:
    name = str(folder)
    try:
        tree = shelf.tree(folder)
    except SilkError as error:
        return Checked(name, "questionnaire", error.faults, "")
    findings = Places(folder, f"{folder}/").located(check(tree))
    if (folder / SCHEMAS).is_dir():
        from silk_assess.files.schemas import stale

        findings += stale(folder, tree, ("schema", "--into", name))
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
    warnings += _differences(name, assessment)
    notes = Places(file.parent, name[: -len(file.name)]).located(_notes(file.name, assessment))
    return Checked(name, "answers", (*warnings, *notes), ", ".join(said))


def _plan(file: Path, shelf: Shelf) -> Checked:
    """Check a plan against its questionnaire; only a plan that is named itself is, in a folder it is passed over."""
    try:
        found = plans.load_plan(file, shelf.tree(shelf.folder_for(file)))
    except SilkError as error:
        return Checked(str(file), "answers", error.faults, "")
    done = sum(one.is_done for one in found.steps)
    warnings = tuple(_left_out(str(file), misfit) for misfit in found.unfit)
    return Checked(str(file), "answers", warnings, f"{in_figures(len(found.steps), 'step')}, {done} done")


def _notes(file: str, assessment: Assessment) -> Iterator[Fault]:
    """Tell which answers do not go together, each time at the first of them."""
    stored = {"answers": assessment.answers.answers, "organisation": assessment.answers.profile}
    for rule in look_again(assessment):
        ids = questions_of(rule, assessment)
        paths = [(part, id) for id in ids for part, given in stored.items() if id in given]
        do = f"Look at these again: {listed(ids)}. They count as they are." if ids else "All answers count as they are."
        yield Fault((file, *paths[0]) if paths else (file,), rule.say, do, Code.LOOK_AGAIN, "key", "note")


_FIRST: Final = "Answer it: ask asks it first."
_RULED_OUT: Final = "See whether its answer is right. Those that it rules out stay in the file."


def _differences(name: str, assessment: Assessment) -> Iterator[Fault]:
    """Tell what this version of the questionnaire makes of answers to another one."""
    tree, found = assessment.tree, difference(assessment)
    told = [(decides(tree, one), _FIRST if one.is_open else _RULED_OUT) for one in found.deciding]
    told += [(pointless(tree, id), "See which of its questions are open here, or not asked.") for id in found.pointless]
    for says, do in told:
        yield Fault((name,), says.removesuffix("."), do, Code.DECIDES, severity="warning", where=Place(name))


def _left_out(name: str, unfit: Unfit) -> Fault:
    """Tell what does not fit this version of the questionnaire."""
    do = "It does not count. It was answered with another version of the questionnaire."
    return Fault((name,), does_not_fit(unfit), do, Code.OTHER_VERSION, severity="warning", where=Place(name))

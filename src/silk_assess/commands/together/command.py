"""Several voices laid together: which files, whether they may be shown, and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from silk_assess.answers.model import Answers
from silk_assess.commands import documents
from silk_assess.commands.assessed import Shelf
from silk_assess.faults import Code, Fault, SilkError, listed, quoted
from silk_assess.files import answer_files, voice_files
from silk_assess.files.folders import is_voice
from silk_assess.files.voice_files import Read, Round
from silk_assess.questionnaire.field_types import ID
from silk_assess.questionnaire.tree import Tree
from silk_assess.voices.agenda import Agenda, agenda
from silk_assess.voices.groups import group_of
from silk_assess.voices.table import AGREES, CLOSED, Table, table
from silk_assess.wording.commands import with_pack
from silk_assess.wording.numbers import capital, count, in_words

SUFFIXES: Final = (".html", ".md", ".json")
_AGENDA: Final = documents.Kind(
    "agenda", page=b"This agenda was made on your own computer", format="silk-agenda/1", article="an"
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    files: tuple[Path, ...]
    is_open: bool = False
    groups: str | None = None
    pack: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """A round of voices, read but not shown yet; `common` is what the common file holds, where it is there."""

    options: Options
    round: Round
    tree: Tree
    folder: Path
    voices: tuple[Read, ...]
    common: Answers | None
    groups: tuple[str, ...]

    @property
    def table(self) -> Table:
        """What the voices come to."""
        return table(self.tree, (one.voice for one in self.voices), self.options.is_open)

    @property
    def agenda(self) -> Agenda:
        """What the table has to talk about."""
        return agenda(self.table, self.groups)

    @property
    def holds_one_person(self) -> bool:
        """Whether the common file holds somebody's answers, and says of no voices."""
        return self.common is not None and self.common.voices is None and bool(self.common.answers)

    def words(self, *more: str) -> tuple[str, ...]:
        """Give the words of this command on these files, behind the program's name."""
        files = map(str, self.options.files)
        groups = ("--groups", self.options.groups) if self.options.groups else ()
        opened = ("--open",) if self.options.is_open else ()
        return ("together", *files, *more, *opened, *groups, *with_pack(self.options.pack))


def gather(options: Options) -> Gathered:
    """Read the voices of a round, and see that they may be laid together.

    Raises SilkError: faults of the files; files of two questionnaires; one voice twice; fewer than two, or without
    `--open` fewer than five; "usage" where a group is nobody's.
    """
    found = voice_files.gathered(options.files)
    if not found.voices:
        raise SilkError(_too_few((), options))
    shelf = Shelf(options.pack)
    if options.pack is None:
        voice_files.questionnaires_of(found.voices)
    folder = shelf.folder_for(found.voices[0])
    tree = shelf.tree(folder)
    voices = voice_files.read(found.voices, tree)
    names = tuple(sorted(one.answers.voice or "" for one in voices))
    if len(names) < (AGREES if options.is_open else CLOSED):
        raise SilkError(_too_few(names, options))
    groups = _groups(options.groups, names, options)
    common = None
    if found.common is not None and found.common.is_file() and found.common.stat().st_size:
        common = answer_files.load_answers(found.common, tree)
    return Gathered(options, found, tree, folder, voices, common, groups)


def _too_few(names: Sequence[str], options: Options) -> Fault:
    first = options.files[0]
    common = str(voice_files.common_of(first) if names and is_voice(first) else first)
    pack = with_pack(options.pack)
    if len(names) < AGREES:
        says = f"There is one voice, {names[0]}" if names else f"There is no voice beside {common}"
        does = "and two or more are laid together" if names else "and files with a line voice are laid together"
        do, command = "Ask one more:" if names else "Ask the first one:", ("ask", common, "--as", "NAME", *pack)
        return Fault((str(first),), f"{says}, {does}", do, Code.FEW_VOICES, command=command)
    number = len(names)
    many = capital(count(number, "voice"))
    says = (
        f"{many}: {listed(names)}. Below {in_words(CLOSED)}, the lowest and the highest answer could give somebody away"
    )
    do = f"Ask one more, with ask {common} --as NAME. Or show every answer with its voice, if {all_of(number)} "
    files = tuple(map(str, options.files))
    return Fault(
        (str(first),), says, f"{do}know of it:", Code.FEW_VOICES, command=("together", *files, "--open", *pack)
    )


def all_of(number: int) -> str:
    """Say "all seven", or "both".

    >>> all_of(7), all_of(2)
    ('all seven', 'both')
    """
    return "both" if number == 2 else f"all {in_words(number)}"


def _groups(text: str | None, names: Sequence[str], options: Options) -> tuple[str, ...]:
    if text is None:
        return ()
    groups = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    wrong = [group for group in groups if not ID.fullmatch(group)]
    sizes = Counter(group_of(name, groups) for name in names)
    nobody = [group for group in groups if group not in wrong and not sizes[group]]
    if not wrong and not nobody:
        return groups
    first = [*wrong, *nobody][0]
    says = f"{quoted(first)} is no name of a group" if wrong else f"There is no voice of the group {quoted(first)}"
    do = f"Of the group members are the voices members and members-1. The voices here are {listed(names)}."
    raise SilkError(Fault(tuple(map(str, options.files[:1])), says, do, Code.USAGE))


def target(options: Options, out: Path, agree: bool = False) -> Path:
    """See that the name of a file says what it is to become, and that it is wanted.

    Raises SilkError with code "usage".
    """
    if agree:
        command = ("together", *map(str, options.files), "--agree")
        says = "--agree settles answers, and -o draws an agenda"
        raise SilkError(Fault(("together",), says, "Do one after the other:", Code.USAGE, command=command))
    if out.suffix.lower() in SUFFIXES:
        return out
    command = ("together", *map(str, options.files), "-o", "agenda.html")
    raise documents.wrong_ending(out, "An agenda can be .html, .md or .json", command)


def drawn(found: Gathered, suffix: str) -> bytes:
    """Draw the agenda as HTML or Markdown, or write it as one line of JSON."""
    if suffix == ".json":
        from silk_assess.report.agenda import data

        return data.line(found.agenda)
    from silk_assess.report.agenda.draw import draw
    from silk_assess.report.agenda.view import view
    from silk_assess.wording.commands import command

    name = None if found.common is None else found.common.name
    # No path enters a page, nor how the program was called.
    common = found.round.common or voice_files.common_of(found.round.voices[0])
    at_table = command("together", common.name, "--agree")
    return draw(view(found.agenda, at_table, name), "html" if suffix == ".html" else "md").encode()


def write(found: Gathered, out: Path, force: bool) -> None:
    """Write the agenda to a file; nothing is replaced but an earlier agenda that was not changed since.

    Raises SilkError with code "unwritable".
    """
    documents.refuse_inside(out, found.folder)
    documents.save(out, drawn(found, out.suffix.lower()), _AGENDA, force)

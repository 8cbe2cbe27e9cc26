"""The voices beside a common file, or those named: read as far as they are of one questionnaire, each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from silk_assess.answers.model import Answers
from silk_assess.faults import Code, Fault, SilkError, listed, quoted
from silk_assess.files import answer_files
from silk_assess.files.folders import Closed, Search, is_voice
from silk_assess.files.folders import Voice as Found
from silk_assess.questionnaire.tree import Tree
from silk_assess.voices.table import Voice


@dataclass(frozen=True, slots=True)
class Round:
    """The files of one round: the common one, which need not be there yet, those that hold a voice, and those beside.

    `common` is None where only voices were named; `aside` are voices beside a common file that by their
    names belong to another one.
    """

    common: Path | None
    voices: tuple[Path, ...]
    aside: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A file of a round, read."""

    file: Path
    answers: Answers

    @property
    def voice(self) -> Voice:
        """The voice in it."""
        return Voice(self.answers.voice or "", self.answers)


def voice_file(common: Path, name: str) -> Path:
    """Give the file of a voice beside a common file.

    >>> voice_file(Path("a/co-op.yaml"), "finance").as_posix()
    'a/co-op.finance.yaml'
    """
    return common.with_name(f"{common.stem}.{name}{common.suffix}")


def common_of(voice: Path) -> Path:
    """Give the common file that a voice stands beside by its own name, else the one that is named in examples.

    >>> common_of(Path("a/co-op.finance.yaml")).as_posix(), common_of(Path("finance.yaml")).as_posix()
    ('a/co-op.yaml', 'co-op.yaml')
    """
    return voice.with_name(f"{_prefix(voice) or 'co-op'}{voice.suffix}")


def gathered(named: Sequence[Path]) -> Round:
    """Find the files of a round: those named, or where only a common file is, the voices beside it.

    Raises SilkError where a folder, no file, or more than one file without a voice is named.
    """
    voices = [file for file in named if is_voice(file)]
    commons = [file for file in named if file not in voices]
    twice = [str(file) for file, times in Counter(named).items() if times > 1]
    if twice:
        raise SilkError(Fault((twice[0],), f"{twice[0]} is named twice", "Name each file once.", Code.VOICE_TWICE))
    for file in commons:
        _see_file(file, is_alone=len(named) == 1)
    if len(commons) > 1 or (commons and voices and commons[0] != named[0]):
        raise SilkError(_no_voice(commons[-1]))
    if not commons:
        return Round(None, tuple(voices))
    if voices:
        return Round(commons[0], tuple(voices))
    beside = list(_beside(commons[0]))
    own = tuple(file for file in beside if _prefix(file) in ("", commons[0].stem))
    return Round(commons[0], own, tuple(file for file in beside if file not in own))


def _see_file(file: Path, is_alone: bool) -> None:
    if file.is_dir():
        says, do = f"{file} is a folder, and files are laid together", "Name the common file in it, for example:"
        command = ("together", str(file / "co-op.yaml"))
        raise SilkError(Fault((str(file),), says, do, Code.UNREADABLE, command=command))
    if not is_alone and not file.exists():
        raise SilkError(Fault((str(file),), f"There is no file {file} here", "Check the name.", Code.UNREADABLE))


def _no_voice(file: Path) -> Fault:
    do = 'Write "voice: NAME" into it, above "answers"; a common file stands first, before the voices.'
    return Fault((str(file),), f"{file} does not say whose voice it is", do, Code.NO_VOICE)


def _beside(common: Path) -> Iterator[Path]:
    folder = common.parent
    if not folder.is_dir():
        says = f"There is no folder {folder} here"
        raise SilkError(Fault((str(common),), says, "Check the name.", Code.UNREADABLE))
    for found in Search(is_deep=False).found_in(folder):
        if isinstance(found, Found):
            yield Path(found.file)
        elif isinstance(found, Closed):
            raise SilkError(found.fault)


def _prefix(file: Path) -> str:
    """Give the name of the common file that a voice belongs to by its own name; empty where that says nothing."""
    return file.stem.rpartition(".")[0]


def questionnaires_of(files: Iterable[Path]) -> str:
    """Name the one questionnaire that files are for.

    Raises SilkError where they are for two.
    """
    found: dict[str, Path] = {}
    for file in files:
        found.setdefault(answer_files.opened(file).questionnaire, file)
    if len(found) > 1:
        (one, first), (other, second), *_ = found.items()
        says = f"{first} is for the questionnaire {quoted(one)}, {second} for {quoted(other)}"
        do = "Only voices on one questionnaire can be laid together."
        raise SilkError(Fault((str(second),), says, do, Code.QUESTIONNAIRE))
    return next(iter(found))


def read(files: Iterable[Path], tree: Tree) -> tuple[Read, ...]:
    """Read voices, with every fault of all of them, and see that each is there once.

    Raises SilkError.
    """
    found: list[Read] = []
    faults: list[Fault] = []
    for file in files:
        try:
            found.append(Read(file, answer_files.load_answers(file, tree)))
        except SilkError as error:
            faults += error.faults
    if faults:
        raise SilkError(*faults)
    _see_once(found)
    return tuple(found)


def _see_once(found: Sequence[Read]) -> None:
    names = Counter(one.answers.voice for one in found)
    for name, times in names.items():
        if times > 1:
            files = [str(one.file) for one in found if one.answers.voice == name]
            says = f"{listed(files)} {'both' if times == 2 else 'all'} say that they are the voice {quoted(name or '')}"
            do = 'Give each a name of its own in its line "voice".'
            raise SilkError(Fault((files[-1], "voice"), says, do, Code.VOICE_TWICE))

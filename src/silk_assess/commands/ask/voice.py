"""One voice of several: the file that it is answered in, how that begins, and what the others will see of it."""

from __future__ import annotations

from pathlib import Path

from silk_assess.answers.model import Answers
from silk_assess.answers.voice import wrong_voice
from silk_assess.faults import Code, Fault, SilkError, quoted
from silk_assess.files import answer_files
from silk_assess.files.folders import is_voice
from silk_assess.files.voice_files import common_of, voice_file
from silk_assess.questionnaire.tree import Tree
from silk_assess.terminal.layout import BLANK, Line, cut, paragraph
from silk_assess.wording.profile_line import about
from silk_assess.wording.voices import UNDER


def file_of(common: Path, name: str) -> Path:
    """Give the file of a voice beside a common file.

    Raises SilkError with code "usage" where it can be none, "no-voice" where the file is not that voice's, or
    where a voice itself is named in place of the common file.
    """
    wrong = wrong_voice(name)
    if wrong is not None:
        raise SilkError(Fault(("ask",), wrong.says, wrong.do, Code.USAGE))
    if is_voice(common):
        do, command = "Name the common file beside it:", ("ask", str(common_of(common)), "--as", name)
        raise SilkError(Fault((str(common),), f"{common} is one voice already", do, Code.NO_VOICE, command=command))
    file = voice_file(common, name)
    if file.is_file() and file.stat().st_size and not is_voice(file):
        do = f'Write "voice: {name}" into it, above "answers", or choose another name.'
        raise SilkError(Fault((str(file),), f"{file} is there, and does not say whose voice it is", do, Code.NO_VOICE))
    return file


def begun(common: Path, name: str, tree: Tree) -> Answers:
    """Begin a voice: the organisation's name and profile are those of the common file, where they are given there.

    Raises SilkError with every fault of that file.
    """
    if not common.is_file() or not common.stat().st_size:
        return Answers(voice=name)
    given = answer_files.load_answers(common, tree)
    return Answers(given.name, given.profile, voice=name)


def see_name(file: Path, answers: Answers, name: str) -> None:
    """See that a voice's file is that voice's.

    Raises SilkError.
    """
    if answers.voice != name:
        says = f"{file} is the voice {quoted(answers.voice or '')}, and not {quoted(name)}"
        do = "Choose another name, or mend the line voice in it."
        raise SilkError(Fault((str(file), "voice"), says, do, Code.NO_VOICE))


def told(answers: Answers, tree: Tree, file: str, width: int) -> list[Line]:
    """Say whose voice this is, what is known already, and what the others will see of it."""
    lines = paragraph(f'Your answers go into {file}, as the voice "{answers.voice}".', width)
    known = "".join(run.text for sentence in about(tree, answers.profile)[-1:] for run in sentence)
    if answers.name is not None and not answers.answers:
        name = cut(answers.name, 60)
        taken = f"{name}, {known[:1].lower()}{known[1:]}" if known else name
        lines += paragraph(f"{taken}: taken from {common_of(Path(file))}.", width)
    said = (
        f"Around the table the others see, of a question that at least {UNDER} answered and on which you differ, the "
    )
    said += "lowest and the highest answer and how many answered: no names, no notes. An end may be yours alone. With "
    said += "--open they see each answer and note under its voice, and all must know of that before."
    lines += paragraph(said, width)
    return [BLANK, *lines, *paragraph("The file itself is open to whoever holds it.", width)]

"""Answer files to answers."""

from __future__ import annotations

from pathlib import Path

from silk_assess.answers.model import Answers
from silk_assess.answers.reader import answers_of, head_faults
from silk_assess.faults import SilkError
from silk_assess.files.source import bytes_of, located
from silk_assess.files.versions import with_before
from silk_assess.files.yaml import reader
from silk_assess.questionnaire.tree import Tree


def questionnaire_of(file: Path) -> str:
    """Read which questionnaire an answer file is for.

    Raises SilkError where the file cannot be read or does not say. Faults that leave the rest
    readable are left to `load_answers`.
    """
    name = str(file)
    text = reader.text_of(bytes_of(file), name)
    raw, faults = reader.parsed(text, name)
    found = raw.get("questionnaire") if isinstance(raw, dict) else None
    if not isinstance(found, str) or not found.strip():
        more = head_faults(raw, None, name) if raw is not None else []
        raise located([*faults, *more], {name: text})
    return found


def reads_as_answers(file: Path) -> bool:
    """Say whether a file is sound and begins as an answer file, of whatever questionnaire; an empty one is and does.

    Raises SilkError where it cannot be read.
    """
    name, data = str(file), bytes_of(file)
    if not data:
        return True
    try:
        raw, faults = reader.parsed(reader.text_of(data, name), name)
    except SilkError:
        return False
    return raw is not None and not faults and not head_faults(raw, None, name)


def load_answers(file: Path, tree: Tree) -> Answers:
    """Read one organisation's answers to a questionnaire.

    Raises SilkError with every fault in one pass, each with its place.
    """
    name = str(file)
    text = reader.text_of(bytes_of(file), name)
    raw, faults = reader.parsed(text, name)
    answers = Answers()
    if raw is not None:
        answers, more = answers_of(raw, tree, name)
        faults += more
    if faults:
        raise located(faults, {name: text})
    return with_before(answers, raw, tree)

"""What a code has beside its name: what it is about, a sentence that explains it, and an example."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class About(Enum):
    """What a code is about, in the words of a heading."""

    COMMAND_LINE = "The command line"
    FILES = "Files and folders"
    YAML = "YAML"
    VALUES = "Keys and values of any file"
    QUESTIONNAIRE = "Questionnaires"
    DOUBTFUL = "What is doubtful in a questionnaire"
    ANSWERS = "Answers"
    VOICES = "Several voices"
    TABLES = "Tables and lines of JSON"
    BENCHMARKS = "Benchmarks"
    PLANS = "Plans"
    SAMPLES = "Sample reports"
    PYTHON = "Values of Python"


class Entry(NamedTuple):
    """A code explained.

    `explains` tells an author in one sentence what is wrong; `example` is a small text that sets
    the fault off: of a file, of a command line, or what stands where.
    """

    about: About
    explains: str
    example: str

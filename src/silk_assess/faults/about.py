"""What a kind of fault is about, and what each has beside its code."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Self


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


class Explained(StrEnum):
    """Codes that say what they are about; `explains` and `example` are for authors."""

    about: About
    explains: str
    example: str

    def __new__(cls, value: str, about: About, explains: str, example: str) -> Self:
        """Make a code of its line in the table."""
        one = str.__new__(cls, value)
        one._value_ = value
        one.about, one.explains, one.example = about, explains, example
        return one

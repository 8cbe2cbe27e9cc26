"""The groups of commands, by who needs them: the headings of the help page of all commands."""

from __future__ import annotations

from typing import Final

START: Final = "Start here"
MANY: Final = "Many organisations"
AUTHORS: Final = "Questionnaires and pipelines"

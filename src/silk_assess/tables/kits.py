"""How kits are laid out, for those who write them and those who read them. Source: docs/format.md, Kits."""

from __future__ import annotations

from typing import Final

FORMAT: Final = "silk-kit/1"
# Sheets that hold no answers, and the one that holds those of one organisation a row.
ABOUT: Final = "about"
QUESTIONS: Final = "Questions"
LISTS: Final = "lists"
ORGANISATIONS: Final = "Organisations"
ASIDE: Final = (ABOUT, QUESTIONS, LISTS)
# With one organisation a row: above the answers ids and texts, and headers of the kit's own begin with a point.
HEADER_ROWS: Final = 2
OWN: Final = "."
# With one organisation a sheet: the columns, from 0, of answers, evidence, notes and ids, and what stands above ids.
ANSWER, EVIDENCE, NOTE, ID = 2, 4, 5, 7
IDS: Final = "ids"

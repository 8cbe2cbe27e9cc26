"""The catalogue of faults: each code with a sentence that explains it, and an example that sets it off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from silk_assess.faults.catalogue import answers, doubtful, files, python, questionnaire, tables, values
from silk_assess.faults.catalogue.entry import About as About
from silk_assess.faults.catalogue.entry import Entry as Entry
from silk_assess.faults.codes import Code

CATALOGUE: Final[Mapping[Code, Entry]] = {
    code: entry
    for part in (files, values, questionnaire, doubtful, answers, tables, python)
    for code, entry in part.ENTRIES.items()
}

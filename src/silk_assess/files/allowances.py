"""allow.yaml beside pack.yaml: findings that the author accepts, each kind with a reason.

It enters no fingerprint, and nothing but `check` reads it. Source: docs/format.md, Allowed findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from silk_assess.faults import Code, Cut, Fault, Steps, did_you_mean, only_near, quoted
from silk_assess.files.source import bytes_of, located
from silk_assess.files.yaml import reader
from silk_assess.questionnaire.field_types import cut_text

ALLOW: Final = "allow.yaml"


def allowed_in(folder: Path) -> Mapping[Code, str]:
    """Read which kinds of findings a questionnaire's author accepts, and why; none where there is no such file.

    Raises SilkError with all its faults.
    """
    file = folder / ALLOW
    if not file.is_file():
        return {}
    text = reader.text_of(bytes_of(file), str(file))
    raw, faults = reader.parsed(text, str(file))
    found = [*faults, *(_faults(raw) if raw is not None else ())]
    if found:
        raise located(found, {ALLOW: text}, f"{folder}/")
    return {Code(code): str(reason) for code, reason in raw.items()}


def _faults(raw: Any) -> list[Fault]:
    if not isinstance(raw, dict):
        says, do = "here a mapping is expected", "Write a code and a reason a line, such as no-step: Written later."
        return [Fault((ALLOW,), says, do, Code.MAPPING)]
    return [fault for code, reason in raw.items() for fault in _entry(code, reason, (ALLOW, code))]


def _entry(code: str, reason: Any, path: Steps) -> list[Fault]:
    known = [str(one) for one in Code]
    if isinstance(reason, Cut):
        return [cut_text(code, reason).fault(path, "key")]
    if code not in known:
        do = did_you_mean(code, known, "The code of a finding stands behind it in brackets.")
        return [
            Fault(path, f"no finding has the code {quoted(code)}", do, Code.WORD, "key", instead=only_near(code, known))
        ]
    if not isinstance(reason, str):
        says, do = "one text is expected here", f"Write why, in one sentence: {code}: Written after the pilot."
        return [Fault(path, says, do, Code.TEXT)]
    if not reason.strip():
        do = f"Say why it is accepted: {code}: Written after the pilot."
        return [Fault(path, f"nothing says why {quoted(code)} is allowed", do, Code.EMPTY, "key")]
    return []

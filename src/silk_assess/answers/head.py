"""The first lines of an answer file: whether it is one, for which questionnaire, and what is wrong with them."""

from __future__ import annotations

import re
from typing import Any, Final

from silk_assess.answers.another_version import reads
from silk_assess.answers.plain import said
from silk_assess.faults import Code, Fault, Misfit, did_you_mean, quoted
from silk_assess.questionnaire.tree import Tree

FORMAT: Final = "silk-answers/1"
_KEYS: Final = ("format", "questionnaire", "version", "organisation", "answered", "voice", "voices", "answers", "kept")


def head_faults(raw: Any, tree: Tree | None, file: str) -> list[Fault]:
    """List what is wrong with the first lines of an answer file.

    `tree` is the questionnaire that it should be for, None where that is not known.
    """
    id = None if tree is None else tree.pack.head.id
    if not isinstance(raw, dict):
        says = f"an answer file holds keys with values, and here stands {said(raw)}"
        return [Fault((file,), says, f"Begin with: format: {FORMAT}", Code.MAPPING)]
    form = raw.get("format", FORMAT)
    other = _other_format(form)
    if other is not None:
        return [other.fault((file, "format"))]
    faults = [
        Fault((file, key), f"an answer file has no key {quoted(key)}", _key_remedy(key), Code.UNKNOWN_KEY, "key")
        for key in raw
        if key not in _KEYS
    ]
    for key, right in (("format", FORMAT), ("questionnaire", id or "…"), ("version", "1.0.0")):
        if key not in raw:
            faults.append(Fault((file,), f'the key "{key}" is missing', f"Add {key}: {right}", Code.MISSING_KEY))
    if form != FORMAT:
        says = f"{said(form)} is no format that is read here" if _given(form) else "the format is empty"
        faults.append(Fault((file, "format"), says, f"Write format: {FORMAT}", Code.FORM))
    named = raw.get("questionnaire", id)
    if not isinstance(named, str) or not named.strip():
        if "questionnaire" in raw:
            says, do = "the id of the questionnaire is expected here", f"Write questionnaire: {id or 'and its id'}"
            faults.append(Fault((file, "questionnaire"), says, do, Code.TEXT))
    elif tree is not None and not reads(tree, named):
        says = f"these answers are for {quoted(named)}, and the questionnaire here is {id}"
        faults.append(Fault((file, "questionnaire"), says, "Choose theirs with --pack.", Code.QUESTIONNAIRE))
    version = raw.get("version", "1.0.0")
    if not isinstance(version, str) or not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version):
        do = "Write MAJOR.MINOR.PATCH, such as 1.0.0."
        says = f"{said(version)} is not a version" if _given(version) else "the version is empty"
        faults.append(Fault((file, "version"), says, do, Code.FORM))
    return faults


def _other_format(form: Any) -> Misfit | None:
    if not isinstance(form, str) or form == FORMAT:
        return None
    if form.startswith("silk-pack/"):
        says = "this is a questionnaire and no answer file"
        return Misfit(Code.FORMAT, says, "Name the file that holds the answers.")
    if form.startswith("silk-plan/"):
        says = "this is a plan and no answer file"
        return Misfit(Code.FORMAT, says, "Name the file that holds the answers.")
    if re.fullmatch("silk-answers/[0-9]+", form):
        says = f"the format {quoted(form)} is not known to this silk-assess"
        return Misfit(Code.FORMAT, says, "Update silk-assess, and try again.")
    return None


def _key_remedy(key: str) -> str:
    return did_you_mean(key, _KEYS, 'Answers stand under "answers", fields of the profile under "organisation".')


def _given(value: Any) -> bool:
    return not isinstance(value, str) or bool(value.strip())

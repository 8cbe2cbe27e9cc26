"""The files of a questionnaire under another id: what must change is exchanged where it stands, all else is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from silk_assess.faults import Steps
from silk_assess.files import schemas
from silk_assess.files.source import PACK_NODES
from silk_assess.files.yaml import reader
from silk_assess.files.yaml.edits import newline_of
from silk_assess.files.yaml.places import Finder
from silk_assess.questionnaire.tree import Tree

VERSION: Final = "0.1.0"
_PACK: Final = "pack.yaml"
_SCALAR: Final = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^\s,\[\]{}#]+""")


def renamed(files: Mapping[str, bytes], tree: Tree, id: str) -> dict[str, bytes]:
    """Give the files of a questionnaire with another id, the first version, and `answers_of` the one they come from.

    A meaning that a question has since a version of that one is one that its answers may not have:
    those are asked anew. The first line of each file names the schema that editors complete by.
    """
    head = tree.pack.head
    found = {}
    for name, data in files.items():
        kind = _kind(name, head.sections)
        if kind is None:
            found[name] = data
            continue
        text = reader.text_of(data, name)
        raw = reader.read(text, name, PACK_NODES)
        pieces = [(path, VERSION) for path in _meanings(raw)]
        if name == _PACK:
            pieces += [(("id",), id), (("version",), VERSION)]
        text = _exchanged(text, name, pieces)
        text = _with_answers_of(text, raw, head.id) if name == _PACK else text
        found[name] = _with_modeline(text, kind).encode()
    return found


def asked_anew(tree: Tree) -> list[str]:
    """Name the questions and fields whose older answers are asked anew in a copy."""
    return [id for id, one in tree.asked.items() if one.question.meaning_since is not None]


def _kind(name: str, sections: tuple[str, ...]) -> str | None:
    """Say of which kind a file is; None where it is none of a questionnaire."""
    stem = name.removesuffix(".yaml")
    if name == stem:
        return None
    return "section" if stem in sections else stem if stem in schemas.KINDS and stem != "answers" else None


def _meanings(raw: Any, path: Steps = ()) -> Iterator[Steps]:
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key == "meaning_since" and isinstance(value, str):
                yield (*path, key)
            else:
                yield from _meanings(value, (*path, key))
    elif isinstance(raw, list):
        for i, value in enumerate(raw):
            yield from _meanings(value, (*path, i))


def _exchanged(text: str, name: str, pieces: list[tuple[Steps, str]]) -> str:
    finder = Finder(text, name)
    spots = sorted(((finder.index(path), value) for path, value in pieces), reverse=True)
    for at, value in spots:
        match = _SCALAR.match(text, at)
        assert match is not None
        text = f"{text[:at]}{value}{text[match.end() :]}"
    return text


def _with_answers_of(text: str, raw: Mapping[str, Any], id: str) -> str:
    """Name the questionnaire that the copy comes from: first in the list that is there, or on a line of its own."""
    finder = Finder(text, _PACK)
    if raw.get("answers_of"):
        at = finder.index(("answers_of", 0))
        is_flow = text[finder.index(("answers_of",))] == "["
        if is_flow:
            return f"{text[:at]}{id}, {text[at:]}"
        line = text.rfind("\n", 0, at) + 1
        return f"{text[:line]}{text[line:at]}{id}{newline_of(text)}{text[line:]}"
    at = finder.index(("version",))
    line = text.find("\n", at) + 1
    said = f"answers_of: [{id}]    # answer files of these are read as answers to this one{newline_of(text)}"
    if text[finder.index(())] == "{":
        at = finder.index(("id",), "key")
        return f"{text[:at]}answers_of: [{id}], {text[at:]}"
    if not line:
        return f"{text}{newline_of(text)}{said}"
    return f"{text[:line]}{said}{text[line:]}"


def _with_modeline(text: str, kind: str) -> str:
    if "yaml-language-server:" in text.partition("\n")[0]:
        return text
    return f"{schemas.named_in(kind)}{newline_of(text)}{text}"

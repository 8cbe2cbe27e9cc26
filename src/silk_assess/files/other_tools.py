"""The words and columns of other tools, from `other_tools.yaml` beside this module."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from silk_assess.files.yaml import reader
from silk_assess.tables.words import Tool, Words, plain

_FILE: Final = Path(__file__).with_name("other_tools.yaml")


@cache
def words() -> Words:
    """Read the words of other tools, once."""
    raw: Any = reader.read(reader.text_of(_FILE.read_bytes(), _FILE.name), _FILE.name)
    return Words(
        meanings={meaning: _compared(said) for meaning, said in raw["words"].items()},
        ours=frozenset(plain(said[0]) for meaning, said in raw["words"].items() if meaning != "empty"),
        errors=_compared(raw["errors"]),
        months=_compared(raw["months"]),
        countries={plain(name): code for name, code in raw["countries"].items()},
        name=_compared(raw["name"]),
        tools=tuple(_tool(one) for one in raw["tools"]),
        second_header=_compared(raw["second_header"]),
    )


def _compared(said: list[str]) -> frozenset[str]:
    return frozenset(map(plain, said))


def _tool(raw: dict[str, Any]) -> Tool:
    codes = raw.get("codes")
    return Tool(
        raw["name"],
        frozenset(raw["always"]),
        frozenset(raw["columns"]),
        None if codes is None else re.compile(codes),
        raw.get("instead", ""),
    )

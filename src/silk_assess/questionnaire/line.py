"""The line about an organisation as a questionnaire writes it: texts with profile fields in braces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from silk_assess.faults import Code, Fault, SilkError, quoted


class Slot(NamedTuple):
    """Where the value of a profile field goes."""

    id: str


@dataclass(frozen=True, slots=True)
class LineText:
    """One text of the line: as it is written, and cut at its braces."""

    written: str
    parts: tuple[str | Slot, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The ids of the profile fields that it names, in its order."""
        return tuple(part.id for part in self.parts if isinstance(part, Slot))


# Of several texts the first is said whose fields are all given.
Piece = tuple[LineText, ...]


def parse(written: str) -> LineText:
    """Cut a text of the line at its braces.

    Raises SilkError with code "braces" where braces are not balanced, lie inside each other, or
    hold nothing. Source: docs/format.md, The line about an organisation.

    >>> parse("founded in {founded}").parts
    ('founded in ', Slot(id='founded'))
    """
    parts: list[str | Slot] = []
    inside = ""
    for token in re.findall(r"[{}]|[^{}]+", written):
        match inside, token:
            case "", "{":
                inside = token
            case "", "}":
                raise _braces("a brace is closed here that was not opened", "Put { before the id, or take } out.")
            case "", text:
                parts.append(text)
            case "{", "}":
                raise _braces("nothing stands between these braces", "Write the id of a profile field between them.")
            case _, "{":
                do = "Write each id in braces of its own, such as {country}."
                raise _braces("a brace is opened here before the last one is closed", do)
            case _, "}":
                parts.append(Slot(inside[1:]))
                inside = ""
            case _:
                inside += token
    if inside:
        raise _braces(f"the brace before {quoted(inside[1:])} is not closed", "Put } behind the id.")
    return LineText(written, tuple(parts))


def _braces(says: str, do: str) -> SilkError:
    return SilkError(Fault((), says, do, Code.BRACES))

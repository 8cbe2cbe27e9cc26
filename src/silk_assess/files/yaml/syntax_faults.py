"""What is wrong with YAML that libyaml cannot read, in a user's words, and where it stands.

libyaml tells where it gave up and, often, where it had begun. The spot that a person must mend
is one of the two, or between them: an unclosed quote is met at the end of the file.

libyaml has no codes, only sentences; so this is the one module that knows sentences of somebody
else. It knows them whole, each stands in an enum below, and tests/files/test_syntax_faults.py
has a text for each that makes libyaml say it. Of a sentence that is not known here, only the
place is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeVar

from silk_assess.faults import Code

MOST_LEVELS: Final = 32
TOO_DEEP: Final = (
    f"brackets or lists stand inside each other more than {MOST_LEVELS} deep",
    "Write it flatter; no file of ours needs so many levels.",
    Code.TOO_DEEP,
)
DIRECTIVE: Final = ("a line that begins with % stands here", "Take it out, or put the text in quotes.", Code.DIRECTIVE)
NO_BLANK: Final = ("a blank is missing behind this colon", "Write a blank behind it.")
NO_VALUE: Final = ("nothing stands behind this colon", "Write a value, or take the key out.")
ODD_BLANK: Final = ("this blank is no ordinary one", "Delete it and type a blank.")
SECOND: Final = ("a second document begins here", "Keep one document a file.", Code.SECOND_DOCUMENT)


class Context(Enum):
    """What libyaml was at, in its own words."""

    SCANNING_QUOTES = "while scanning a quoted scalar"
    PARSING_QUOTES = "while parsing a quoted scalar"
    SCANNING_DIRECTIVE = "while scanning a directive"
    SCANNING_YAML_DIRECTIVE = "while scanning a %YAML directive"
    SCANNING_TAG_DIRECTIVE = "while scanning a %TAG directive"
    PARSING_TAG_DIRECTIVE = "while parsing a %TAG directive"
    SCANNING_TAG_HANDLE = "while scanning a tag directive"
    PARSING_TAG_HANDLE = "while parsing a tag directive"
    SCANNING_TAG = "while scanning a tag"
    PARSING_TAG = "while parsing a tag"
    ALIAS = "while scanning an alias"
    ANCHOR = "while scanning an anchor"
    BLOCK_SCALAR = "while scanning a block scalar"
    FLOW_LIST = "while parsing a flow sequence"
    FLOW_MAPPING = "while parsing a flow mapping"
    FLOW_NODE = "while parsing a flow node"


_IN_QUOTES: Final = {Context.SCANNING_QUOTES, Context.PARSING_QUOTES}
_IN_DIRECTIVES: Final = {
    Context.SCANNING_DIRECTIVE,
    Context.SCANNING_YAML_DIRECTIVE,
    Context.SCANNING_TAG_DIRECTIVE,
    Context.PARSING_TAG_DIRECTIVE,
    Context.SCANNING_TAG_HANDLE,
    Context.PARSING_TAG_HANDLE,
}
_IN_TAGS: Final = {Context.SCANNING_TAG, Context.PARSING_TAG}
_IN_FLOW: Final = {Context.FLOW_LIST, Context.FLOW_MAPPING, Context.FLOW_NODE}


class Problem(Enum):
    """What libyaml cannot go on with, in its own words."""

    END = "found unexpected end of stream"
    DOCUMENT_IN_QUOTES = "found unexpected document indicator"
    NO_DOCUMENT_START = "did not find expected <document start>"
    OTHER_VERSION = "found incompatible YAML document"
    TWO_VERSIONS = "found duplicate %YAML directive"
    TWO_TAG_DIRECTIVES = "found duplicate %TAG directive"
    NO_TAG_HANDLE = "found undefined tag handle"
    TAB_IN_BLOCK_SCALAR = "found a tab character where an indentation space is expected"
    TAB_IN_TEXT = "found a tab character that violates indentation"
    NO_TOKEN = "found character that cannot start any token"
    TOO_DEEP = "exceeded maximum nesting depth"
    NO_KEY_HERE = "mapping keys are not allowed in this context"
    NO_VALUE_HERE = "mapping values are not allowed in this context"
    NO_LIST_HERE = "block sequence entries are not allowed in this context"
    KEY_EXPECTED = "did not find expected key"
    DASH_EXPECTED = "did not find expected '-' indicator"
    COLON_EXPECTED = "could not find expected ':'"
    COLON_UNEXPECTED = "found unexpected ':'"
    COMMA_IN_LIST = "did not find expected ',' or ']'"
    COMMA_IN_MAPPING = "did not find expected ',' or '}'"


_DIRECTIVES: Final = {Problem.OTHER_VERSION, Problem.TWO_VERSIONS, Problem.TWO_TAG_DIRECTIVES}
_TABS: Final = {Problem.TAB_IN_BLOCK_SCALAR, Problem.TAB_IN_TEXT}
_COMMAS: Final = {Problem.COMMA_IN_LIST, Problem.COMMA_IN_MAPPING}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands from `start` to `end`, what is wrong with it and what to do."""

    start: int
    end: int
    says: str
    do: str
    code: Code = Code.BROKEN_YAML


@dataclass(frozen=True, slots=True)
class _Met:
    """What libyaml says: where it had begun and where it gave up; and the last text before that."""

    text: str
    problem: Problem | None
    context: Context | None
    begun: int
    index: int
    last: Any

    @property
    def character(self) -> str:
        return self.text[self.index : self.index + 1]

    @property
    def after_quote(self) -> bool:
        """Whether a text in quotes ends right before, in the same line."""
        return (
            getattr(self.last, "style", None) in ("'", '"')
            and "\n" not in self.text[self.last.end_mark.index : self.index]
            and self.character not in ("", "\n", "\r", "#")
        )

    @property
    def runs_on(self) -> bool:
        """Whether the last text, without quotes, goes over more than one line."""
        return getattr(self.last, "style", None) == "" and self.last.start_mark.line < self.last.end_mark.line


def explained(error: Any, last: Any, text: str) -> Trouble:
    """Say what is wrong where libyaml raised `error`; `last` is the event before it."""
    mark, begun = error.problem_mark, error.context_mark or error.problem_mark
    problem, context = _known(Problem, error.problem), _known(Context, error.context)
    met = _Met(text, problem, context, begun.index, mark.index, last)
    for explain in (_separators, _quotes, _openings, _brackets, _colons, _lines):
        found = explain(met)
        if found is not None:
            return found
    return Trouble(met.index, met.index, "this cannot be read as YAML", "Check quotes, brackets and blanks here.")


_Sentence = TypeVar("_Sentence", Problem, Context)


def _known(kind: type[_Sentence], sentence: str | None) -> _Sentence | None:
    try:
        return kind(sentence)
    except ValueError:
        return None


def _separators(met: _Met) -> Trouble | None:
    """Explain a line end that editors do not show as one."""
    for index in (met.begun, met.index):
        end = len(met.text[:index].rstrip(" "))
        if met.text[end - 1 : end] in ("\u2028", "\u2029"):
            says = f"a hidden line separator (U+{ord(met.text[end - 1]):04X}) stands here"
            do = "YAML ends the line here. Delete it, or put the text in quotes."
            return _at(met, end - 1, 1, says, do)
    return None


def _quotes(met: _Met) -> Trouble | None:
    if met.context in _IN_QUOTES:
        if met.problem in (Problem.END, Problem.DOCUMENT_IN_QUOTES):
            return _at(met, met.begun, 1, "this quote is not closed", "Write the same quote where the text ends.")
        slash = met.text.rfind("\\", 0, met.index + 1)
        written = met.text[slash : slash + 2]
        do = "Put the text in single quotes, or write \\\\ for a backslash."
        return _at(met, slash, 2, f"{written} stands for nothing in double quotes", do)
    if met.after_quote and (met.problem is Problem.KEY_EXPECTED or met.problem in _COMMAS):
        do = "quotes round the whole. Inside single quotes, '' stands for one; inside double quotes, \\\" does."
        in_flow = met.problem in _COMMAS
        do = f"Put a comma between two entries. If it is one text, put {do}" if in_flow else f"Put {do}"
        return _at(met, met.index, 1, "something stands behind the closing quote", do)
    return None


def _openings(met: _Met) -> Trouble | None:
    """Explain what cannot stand where a text begins."""
    if met.problem in _TABS or (met.problem is Problem.NO_TOKEN and met.character == "\t"):
        tab = met.text.find("\t", _line_start(met, met.index))
        return _at(met, tab, 1, "a tab stands where blanks are needed", "Indent with blanks, two for each step.")
    if met.context in _IN_DIRECTIVES or met.problem in _DIRECTIVES:
        return Trouble(met.begun, _line_end(met, met.begun), *DIRECTIVE)
    if met.problem is Problem.NO_DOCUMENT_START:
        return Trouble(met.index, _line_end(met, met.index), *SECOND)
    if met.problem is Problem.TOO_DEEP:
        first = re.compile(r"[\[{]").search(met.text, met.last.end_mark.index)
        start = met.index if first is None else first.start()
        return Trouble(start, start + 1, *TOO_DEEP)
    block = met.context is Context.BLOCK_SCALAR
    if block or met.problem is Problem.NO_TOKEN or met.context in (Context.ALIAS, Context.ANCHOR):
        do = "Put the text in quotes." + (" After | or > a text begins in the next line." if block else "")
        sign = met.text[met.begun : met.begun + 1]
        return _at(met, met.begun, 1, f"a text cannot begin with {sign}", do)
    if met.context in _IN_TAGS or met.problem is Problem.NO_TAG_HANDLE:
        return _at(met, met.begun, 1, "a text cannot begin with !", "Put the text in quotes.")
    if met.problem is Problem.NO_KEY_HERE:
        return _at(met, met.index, 1, "a text cannot begin with ?", "Put the text in quotes.")
    if met.problem is Problem.NO_LIST_HERE:
        return _at(met, met.index, 1, "a list cannot begin here", "Begin it in the next line, or use brackets: [a, b].")
    return None


def _brackets(met: _Met) -> Trouble | None:
    if met.context in _IN_FLOW:
        if not met.character or met.runs_on or met.text.startswith("- ", met.index):
            return _at(met, met.begun, 1, "this bracket is not closed", "Close it where the list or mapping ends.")
        if met.character == ":":
            do = "Put the text in quotes, or a comma between two entries."
            return _at(met, met.index, 1, "a colon stands inside a text", do)
        if met.character in "]}":
            opened = met.text[met.begun]
            do = f"Close it with {']' if opened == '[' else '}'}, or close the bracket inside it first."
            return _at(met, met.index, 1, f"{met.character} cannot close what {opened} opened", do)
        do = f"Look at the bracket {met.text[met.begun]} before it: a comma between two entries, and the end closed."
        return _at(met, met.index, 1, "a comma or a closing bracket is missing before this", do)
    if met.character and met.character in "]}":
        return _at(met, met.index, 1, "this closes a bracket that was not opened", "Take it out, or quote the text.")
    return None


def _colons(met: _Met) -> Trouble | None:
    if met.problem is Problem.NO_VALUE_HERE:
        return _colon_inside(met)
    if met.problem is Problem.COLON_UNEXPECTED:
        nothing = met.text[met.index + 1 : met.index + 2] in "}],"
        return _at(met, met.index, 1, *(NO_VALUE if nothing else NO_BLANK))
    if met.problem is Problem.COLON_EXPECTED:
        return _no_colon(met, met.begun)
    if met.problem is Problem.KEY_EXPECTED and met.character == ":":
        return _at(met, met.index, 1, "no key stands before this colon", "Write the key, or take the colon out.")
    return None


def _colon_inside(met: _Met) -> Trouble:
    if not met.runs_on:
        return _at(met, met.index, 1, "a colon stands inside a text", 'Put the text in straight quotes: "…".')
    start = met.last.start_mark.index
    if not met.text[_line_start(met, start) : start].strip(" -"):
        # The text begins its line, so it was meant as a key.
        return _no_colon(met, start)
    key = met.index - len(met.text[_line_start(met, met.index) : met.index].lstrip())
    do = "Begin it where the keys beside it begin; or, if it belongs to the text above, put all of that in quotes."
    return _at(met, key, met.index - key, "this line stands deeper than the key above it", do)


def _no_colon(met: _Met, start: int) -> Trouble:
    end = _line_end(met, start)
    written = re.match(r"[\w-]+:(.)", met.text[start:end])
    if met.text[start : start + 1] in ("{", "["):
        do = "Begin the line with a dash, or look at the blanks before it."
        return _at(met, start, 1, "a bracket begins where a key or a dash is expected", do)
    if written is None:
        return Trouble(start, end, "a key without a colon stands here", _NO_COLON)
    after = start + written.start(1)
    if written[1].isspace():
        return _at(met, after, 1, *ODD_BLANK)
    return _at(met, after - 1, 1, *NO_BLANK)


_NO_COLON: Final = 'Write "key: value". If it belongs to the text above, indent it, or put all of that in quotes.'


def _lines(met: _Met) -> Trouble | None:
    end = _line_end(met, met.index)
    if met.problem is Problem.DASH_EXPECTED:
        do = "Begin it with a dash; or begin it where the keys that it belongs to begin."
        return Trouble(met.index, end, "this line stands in a list and has no dash", do)
    if met.problem is not Problem.KEY_EXPECTED:
        return None
    if met.text.startswith("- ", met.index):
        do = "A list stands under a key of its own. Look at the blanks before it."
        return Trouble(met.index, end, "a dash stands among keys", do)
    do = "Look at the blanks before it: entries of one list or mapping begin in one column."
    return Trouble(met.index, end, "this line begins where no other above it begins", do)


def _at(met: _Met, start: int, width: int, says: str, do: str) -> Trouble:
    return Trouble(start, min(start + width, len(met.text)), says, do)


def _line_start(met: _Met, index: int) -> int:
    return max(met.text.rfind("\n", 0, index), met.text.rfind("\r", 0, index)) + 1


def _line_end(met: _Met, start: int) -> int:
    match = re.compile(r"[^\r\n]*").match(met.text, start)
    return start if match is None else match.end()

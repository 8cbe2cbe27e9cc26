"""No code decides anything by reading a sentence: sentences are made from values, where they are shown.

What is looked for in src/: startswith, endswith, removeprefix, removesuffix, replace, partition,
split, find, index and count on a literal of two words or more, `in` with one on either side, and
regular expressions that hold one. A constant counts as the literal that it names, in its own
module and where it is imported.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from silk_assess.files.yaml.syntax_faults import Context, Problem

SOURCE = Path(__file__).parent.parent / "src"
MODULES = {str(file.relative_to(SOURCE)): file for file in sorted(SOURCE.rglob("*.py"))}
# Must understand somebody else's English, and does so by whole sentences in enums; test_syntax_faults.py has each.
UNDERSTANDS_LIBYAML = "silk_assess/files/yaml/syntax_faults.py"
READING = {
    "startswith", "endswith", "removeprefix", "removesuffix", "replace", "partition", "rpartition", "split", "rsplit",
    "find", "rfind", "index", "rindex", "count",
}  # fmt: skip
PATTERNS = {"compile", "match", "fullmatch", "search", "findall", "finditer", "sub", "subn", "split"}
LETTER = r"[^\W\d_]"
SENTENCE = re.compile(rf"{LETTER}['’.,;:!?)\"]*\s+['‘(\"]*{LETTER}")
# In a regular expression a blank may be written as a class, and repeated.
BLANK = re.compile(r"\\s[*+?]*|\\ |\[ \][*+?]*|(?<= )[*+?]")

Constants = dict[str, ast.expr]


def constants(tree: ast.Module) -> Constants:
    """Map the names that a module gives to expressions at its top."""
    found: Constants = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            found[node.target.id] = node.value
    return found


TREES = {name: ast.parse(file.read_text(encoding="utf-8")) for name, file in MODULES.items()}
CONSTANTS = {name.removesuffix(".py").replace("/", "."): constants(tree) for name, tree in TREES.items()}


def known_names(tree: ast.Module) -> Constants:
    """Map all names that stand for a constant in a module: its own, and those of our modules that it imports."""
    found: Constants = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            there = CONSTANTS.get(node.module) or CONSTANTS.get(f"{node.module}.__init__", {})
            for one in node.names:
                called = one.asname or one.name
                inside = CONSTANTS.get(f"{node.module}.{one.name}", {})
                found |= {f"{called}.{name}": value for name, value in inside.items()}
                found |= {called: there[one.name]} if one.name in there else {}
    return found | constants(tree)


def literals(node: ast.expr | None, names: Constants, depth: int = 0) -> Iterator[str]:
    """Give the texts that an expression is written as; what an f-string puts in is a word."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Constant(value=bytes(data)):
            yield data.decode("utf-8", "replace")
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            befores = list(literals(left, names, depth)) or ["x"]
            afters = list(literals(right, names, depth)) or ["x"]
            yield from (before + after for before in befores for after in afters)
        case ast.Tuple(elts=many) | ast.List(elts=many) | ast.Set(elts=many):
            for one in many:
                yield from literals(one, names, depth)
        case ast.IfExp(body=one, orelse=other):
            yield from literals(one, names, depth)
            yield from literals(other, names, depth)
        case ast.Name() | ast.Attribute() if (name := ast.unparse(node)) in names and depth < 5:
            yield from literals(names[name], names, depth + 1)


def is_sentence(text: str, is_pattern: bool = False) -> bool:
    """Say whether a literal holds two words with a blank between."""
    return SENTENCE.search(BLANK.sub(" ", text) if is_pattern else text) is not None


def is_re(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "re"


def read_sentences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the line and the literal of all places where a sentence is read."""
    names = known_names(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=where, attr=name), args=[pattern, *_]) if is_re(where):
                if name in PATTERNS:
                    yield from ((node.lineno, text) for text in literals(pattern, names) if is_sentence(text, True))
            case ast.Call(func=ast.Attribute(attr=name), args=[said, *_]) if name in READING:
                yield from ((node.lineno, text) for text in literals(said, names) if is_sentence(text))
            case ast.Compare(left=left, ops=ops, comparators=others):
                sides = [left, *others]
                for i, op in enumerate(ops):
                    if isinstance(op, ast.In | ast.NotIn):
                        pair = [one for one in sides[i : i + 2] if not isinstance(one, ast.Tuple | ast.List | ast.Set)]
                        for text in (text for one in pair for text in literals(one, names)):
                            if is_sentence(text):
                                yield node.lineno, text


@pytest.mark.parametrize("module", MODULES)
def test_no_sentence_is_read(module):
    assert list(read_sentences(TREES[module])) == []


def test_sentences_of_libyaml_stand_in_one_module():
    theirs = {one.value for one in (*Problem, *Context)}
    texts = {
        name: {one.value for one in ast.walk(tree) if isinstance(one, ast.Constant)} for name, tree in TREES.items()
    }
    found = {name for name, said in texts.items() if said & theirs}
    assert found == {UNDERSTANDS_LIBYAML}


READ = [
    'text.startswith("Did you")',
    'text.endswith(("a", "to whom"))',
    'text.removesuffix("; it does not count")',
    'text.removesuffix(f" to {name}")',
    'text.replace("these are", "this is")',
    'text.partition("Example: one")',
    'text.split(" and then ")',
    'data.startswith(b"This report")',
    '"quoted scalar" in text',
    '"it\'s here" not in text',
    'one in "a list of words"',
    "text.removeprefix(SAID)",
    "SAID in text",
    're.fullmatch(r"Got unexpected extra argument(?:s)? (.*)", text)',
    're.compile(r"Got\\s+nothing")',
    're.compile(r"does[ ]not")',
    'text.replace("a" + " b", "c")',
    'text.index("no such" if one else "x")',
]
NOT_READ = [
    'text.startswith("Did")',
    'text.replace(" ", "-")',
    'text.split(", ")',
    '"," in text',
    'name in ("a b", "c d")',
    'name == "not applicable"',
    're.sub("[_ ]", "-", text)',
    're.compile(r"[a-z]+: *(.*)")',
    'said = f"{one} to {other}"',
    '" and ".join(words)',
    "ONE in text",
]


@pytest.mark.parametrize("code", READ)
def test_a_sentence_that_is_read_is_found(code):
    assert len(list(read_sentences(ast.parse(f'SAID: str = "a sentence"\n{code}')))) == 1


@pytest.mark.parametrize("code", NOT_READ)
def test_what_reads_no_sentence_is_let_be(code):
    assert list(read_sentences(ast.parse(f'ONE = "word"\n{code}'))) == []


@pytest.mark.parametrize(
    "code",
    [
        "from silk_assess.files.yaml.reader import NO_CONTROL\nNO_CONTROL in text",
        "from silk_assess.files.yaml.reader import NO_CONTROL as SAID\ntext.startswith(SAID)",
        "from silk_assess.files.yaml import reader\nreader.NO_CONTROL in text",
    ],
)
def test_an_imported_constant_is_the_literal_that_it_names(code):
    assert list(read_sentences(ast.parse(code))) == [(2, "Delete it. It cannot be seen, and no text here needs it.")]

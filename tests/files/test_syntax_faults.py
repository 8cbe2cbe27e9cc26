"""Every sentence of libyaml that the program knows, a text that makes libyaml say it, and what a person is told."""

from __future__ import annotations

import pytest
import yaml
from yaml.cyaml import CParser

from silk_assess.faults import SilkError
from silk_assess.files.yaml import reader
from silk_assess.files.yaml.syntax_faults import Context, Problem, explained

# libyaml 0.2.5 has no limit of depth, and then the reader's own says the same.
# libyaml's sentence, a text, our code, and how our sentence begins.
PROBLEMS = [
    ("found unexpected end of stream", 'a: "b', "yaml", "this quote is not closed"),
    ("found unexpected document indicator", "a: 'b\n---\n", "yaml", "this quote is not closed"),
    ("did not find expected <document start>", '"a" b', "second-document", "a second document begins here"),
    ("found incompatible YAML document", "%YAML 2.0\n---\na: b", "directive", "a line that begins with %"),
    ("found duplicate %YAML directive", "%YAML 1.1\n%YAML 1.1\n---\na: b", "directive", "a line that begins with %"),
    ("found duplicate %TAG directive", "%TAG ! a\n%TAG ! b\n---\na: b", "directive", "a line that begins with %"),
    ("found undefined tag handle", "a: !b!c d", "yaml", "a text cannot begin with !"),
    (
        "found a tab character where an indentation space is expected",
        "a: |\n\tb",
        "yaml",
        "a tab stands where blanks are needed",
    ),
    ("found a tab character that violates indentation", "a:\n  b\n\tc", "yaml", "a tab stands where blanks are needed"),
    ("found character that cannot start any token", "a: @b", "yaml", "a text cannot begin with @"),
    ("exceeded maximum nesting depth", "a: " + "[" * 2_000, "too-deep", "brackets or lists stand inside each other"),
    ("mapping keys are not allowed in this context", "a: ? b", "yaml", "a text cannot begin with ?"),
    ("mapping values are not allowed in this context", "a: b: c", "yaml", "a colon stands inside a text"),
    ("block sequence entries are not allowed in this context", "a: - b", "yaml", "a list cannot begin here"),
    ("did not find expected key", "a: b\n- c", "yaml", "a dash stands among keys"),
    ("did not find expected '-' indicator", "- a\nb: c", "yaml", "this line stands in a list and has no dash"),
    ("could not find expected ':'", "a: b\nc\n", "yaml", "a key without a colon stands here"),
    ("found unexpected ':'", "{a|- :{", "yaml", "a blank is missing behind this colon"),
    ("did not find expected ',' or ']'", "[a", "yaml", "this bracket is not closed"),
    ("did not find expected ',' or '}'", "{a", "yaml", "this bracket is not closed"),
]

CONTEXTS = [
    ("while scanning a quoted scalar", "a: 'b", "yaml", "this quote is not closed"),
    ("while parsing a quoted scalar", 'a: "b\\q"', "yaml", "\\q stands for nothing in double quotes"),
    ("while scanning a directive", "%x\n---\na: b", "directive", "a line that begins with %"),
    ("while scanning a %YAML directive", "%YAML x\n---\na: b", "directive", "a line that begins with %"),
    ("while scanning a %TAG directive", "%TAG !a!\n---\na: b", "directive", "a line that begins with %"),
    ("while parsing a %TAG directive", "%TAG !a! \n---\na: b", "directive", "a line that begins with %"),
    ("while scanning a tag directive", "%TAG\n---\na: b", "directive", "a line that begins with %"),
    ("while parsing a tag directive", "%TAG !a\n---\na: b", "directive", "a line that begins with %"),
    ("while scanning a tag", "a: !<b c", "yaml", "a text cannot begin with !"),
    ("while parsing a tag", "a: !%", "yaml", "a text cannot begin with !"),
    ("while scanning an alias", "a: *", "yaml", "a text cannot begin with *"),
    ("while scanning an anchor", "a: &", "yaml", "a text cannot begin with &"),
    ("while scanning a block scalar", "a: |b", "yaml", "a text cannot begin with |"),
    ("while parsing a flow sequence", "[a]: [b c", "yaml", "this bracket is not closed"),
    ("while parsing a flow mapping", "a: {b", "yaml", "this bracket is not closed"),
    ("while parsing a flow node", "a: [", "yaml", "this bracket is not closed"),
]


def raised(text: str) -> yaml.MarkedYAMLError:
    """Give what libyaml raises by itself, without the program."""
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.parse(text, Loader=CParser))
    return caught.value


def told(text: str) -> list[tuple[str, str]]:
    with pytest.raises(SilkError) as caught:
        reader.read(text, "f.yaml")
    return [(fault.code, fault.says) for fault in caught.value.faults]


def test_every_sentence_that_is_known_stands_here():
    assert {sentence for sentence, *_ in PROBLEMS} == {one.value for one in Problem}
    assert {sentence for sentence, *_ in CONTEXTS} == {one.value for one in Context}


@pytest.mark.parametrize(("sentence", "text", "code", "says"), PROBLEMS, ids=[one[0] for one in PROBLEMS])
def test_libyaml_says_what_it_cannot_go_on_with(sentence, text, code, says):
    if sentence != "exceeded maximum nesting depth" or yaml._yaml.get_version() >= (0, 2, 6):
        assert raised(text).problem == sentence
    ((our_code, our_sentence),) = told(text)
    assert (our_code, our_sentence[: len(says)]) == (code, says)


@pytest.mark.parametrize(("sentence", "text", "code", "says"), CONTEXTS, ids=[one[0] for one in CONTEXTS])
def test_libyaml_says_what_it_was_at(sentence, text, code, says):
    assert raised(text).context == sentence
    assert [(one, words[: len(says)]) for one, words in told(text)] == [(code, says)]


def test_of_a_sentence_that_is_not_known_the_place_is_told():
    """As of a libyaml that words it anew: nothing is guessed, and nothing fails."""
    mark = yaml.Mark("f.yaml", 3, 0, 3, None, None)
    found = explained(yaml.MarkedYAMLError("while at tomorrow", mark, "a sentence of tomorrow", mark), None, "a: b")
    assert (found.start, found.says) == (3, "this cannot be read as YAML")

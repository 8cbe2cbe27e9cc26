"""Plain lines are read as the strict reader reads them, without a fault, or not at all."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from invented import organisation

from hand_edits import edited
from invented_answers import SILK
from silk_assess.answers.model import Answer, Answers
from silk_assess.files.answer_writer import composed
from silk_assess.files.yaml import plain_lines, reader

ROOT = Path(__file__).parents[2]


def is_alike(text):
    """See that a text is left to the strict reader, or read as by it; and say whether it was read."""
    found = plain_lines.read(text)
    if found is not None:
        tree, faults = reader.parsed(text, "f.yaml")
        assert faults == []
        assert _said(found) == _said(tree)
    return found is not None


def _said(tree):
    """Everything in a tree, its order and its types."""
    if type(tree) is dict:
        return "{}", [(key, _said(value)) for key, value in tree.items()]
    return ("[]", [_said(one) for one in tree]) if type(tree) is list else (type(tree), tree)


# What is read


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: NO", {"a": "NO"}),
        ("a: 12:30\nb: https://example.org/#top\n", {"a": "12:30", "b": "https://example.org/#top"}),
        ("a: -5\nb: 0x1F\nc: null\n", {"a": "-5", "b": "0x1F", "c": "null"}),
        ("a:\nb:   \n", {"a": "", "b": ""}),
        ("a:\n  b: c\n  d: e\nf: g\n", {"a": {"b": "c", "d": "e"}, "f": "g"}),
        ("a: # why\n\n    # here\n  b:\n     c: d  # e\nf: g#h\n", {"a": {"b": {"c": "d"}}, "f": "g#h"}),
        (
            "a: {b: c, d: [e, f g], h: \"i: {j}\", k: 'l'}",
            {"a": {"b": "c", "d": ["e", "f g"], "h": "i: {j}", "k": "l"}},
        ),
        ("a: {}\nb: []\nc: [ d ]\n", {"a": {}, "b": [], "c": ["d"]}),
        ("a: \"b 'c' # d\"  # e\nf: 'say \"g\"'\n", {"a": "b 'c' # d", "f": 'say "g"'}),
        ('a: ""\nb: [""]\n', {"a": "", "b": [""]}),
        ("a: it's [b], {c} & d\n", {"a": "it's [b], {c} & d"}),
        ("a: b  c \n", {"a": "b  c"}),
        ("a: b\r\nc:\r\n  d: e\r\n", {"a": "b", "c": {"d": "e"}}),
        ("a: 은하\nb: é\u00a0\n", {"a": "은하", "b": "é\u00a0"}),
    ],
)
def test_plain_lines_are_read(text, tree):
    assert is_alike(text)
    assert plain_lines.read(text) == tree


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "# to do\n", "a", "- a\n", "---\na: b\n", "a: b\n...\n", "%YAML 1.1\n---\na: b\n"),
        *("a: b\na: c\n", "a: {b: c, b: d}\n", "a:\n  b: c\n  b: d\n", "a:\n  b: c\na: d\n"),
        *("a: b\n  c\n", "a: b\n  c: d\n", "a:\n  b: c\n d: e\n", "  a: b\n", "a: b\n# c\n  d: e\n", "a: []\n  b: c\n"),
        *("a: b: c\n", "a: b:\n", "a:b\n", "a : b\n", "? a\n: b\n", "<<: {a: b}\n", "'a': b\n", "[a]: b\n", "*a : b\n"),
        *("a: &x b\n", "a: *x\n", "a: !x b\n", "a: |\n  b\n", "a: >-\n  b\n", "a: - b\n", "a: @b\n", "a: %b\n"),
        *('a: "b\\n"\n', 'a: "b\n  c"\n', "a: 'it''s'\n", "a: 'b' c\n", "a: 'b'#c\n", "a: `b`\n", "a: , b\n"),
        *("a: {b: c, d}\n", "a: {b: c,}\n", "a: {b: }\n", "a: {b:c}\n", "a: [b, ]\n", "a: [b: c]\n", "a: [[b]]\n"),
        *("a: {b: {c: d}}\n", "a: {b: c, d: e,f}\n", "a: {b: c} d\n", "a: [b\n", "a: {b: c # d}\n", "a: [b] #c\td\n"),
        *(
            "a:\tb\n",
            "\ta: b\n",
            "a: b\t\n",
            "a: b\rc: d\n",
            "a: b\u2028\n",
            "a: b\u0085",
            "a: \x1b[0m\n",
            "a: \ufeffb\n",
        ),
        *("a:\n- b\n", "a:\n  - b\n", "a: 'b\u2029c'\n", "\ufeffa: b\n", "a: \ud800\n", "a: \uffff\n"),
    ],
)
def test_what_is_not_plain_is_left_to_the_strict_reader(text):
    assert plain_lines.read(text) is None


def test_entries_are_limited_as_by_the_strict_reader():
    most = "".join(f"k{i}: v\n" for i in range(9_999))

    assert len(reader.read(most, "f.yaml")) == 9_999
    assert is_alike(most)
    assert plain_lines.read(most + "more: v\n") is None
    assert plain_lines.read("a: [" + "b, " * 20_000 + "b]\n") is None


def test_deep_mappings_are_left_to_the_strict_reader():
    deep = "".join(f"{' ' * i}a:\n" for i in range(40))

    assert plain_lines.read(deep) is None
    assert is_alike("a:\n b:\n  c:\n   d: e\n")


@pytest.mark.parametrize(
    "line", ["a" * 1_000_000, "a: [" + "b, " * 300_000, "a: " + " " * 1_000_000 + "b: c", "a: " + "b#" * 500_000]
)
def test_a_long_line_takes_no_time(line):
    assert plain_lines.read(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "a: " + "b " * 990 + ": c",
        "a: [" + "b, " * 660 + "b",
        "a: {" + "b: c d e, " * 190,
        "a: " + "- " * 990,
        "a:" + " " * 1_990 + "\t",
    ],
)
def test_a_line_that_is_nearly_plain_is_given_up_at_once(line):
    """Were a text tried in many ways, this would not end."""
    assert plain_lines.read(line) is None


def test_every_file_has_trees_of_its_own():
    one, other = (plain_lines.read("a: {b: [c], d: e}\nf: [g]\n") for _ in "12")
    one["a"]["b"].append("x")
    one["a"]["d"] = "x"
    one["f"].append("x")

    assert other == {"a": {"b": ["c"], "d": "e"}, "f": ["g"]}
    assert plain_lines.read("a: {b: [c], d: e}\nf: [g]\n") == other


# What people and programs write


def test_nearly_all_invented_files_are_plain():
    texts = [composed(SILK, organisation(SILK, 7, place)).decode() for place in range(1, 41)]

    assert all(map(is_alike, texts))


def test_the_cases_are_plain():
    """They are written by hand, with comments and notes in quotes."""
    files = sorted((ROOT / "tests/cases").rglob("*.yaml"))
    answers = [text for file in files if "silk-answers/" in (text := file.read_text(encoding="utf-8"))]

    assert len(answers) > 6
    assert all(map(is_alike, answers))


# All that the strict reader takes in a text, and above all what means something in YAML.
ALL = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n")
ANY = st.text(ALL, max_size=40) | st.text("-?:,[]{}#&*!|>'\"%@` \n\t~=<a1\u2028\ufeff\u00a0é", max_size=12)
KEYS = ANY.filter(lambda key: key not in ("", "<<"))
RAW = st.recursive(ANY, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))
ANSWER = st.builds(Answer, value=st.just("agreed"), note=ANY, evidence=st.lists(ANY, max_size=3).map(tuple))


@given(ANY, st.dictionaries(st.sampled_from(["dir-plan", "dir-home"]), ANSWER), st.dictionaries(KEYS, RAW, max_size=3))
def test_whatever_was_written_is_read_alike(name, answers, kept):
    is_alike(composed(SILK, Answers(name=name, answers=answers, kept=kept)).decode())


# What becomes of a file

LETTERS = "-?:,[]{}#&*!|>'\"%@`\\ \n\t\r~=<.aZ0_\u00a0\u2028\u2029\u0085\ufeffé은\x00\x1b"


@given(st.integers(1, 10_000), st.randoms(use_true_random=False))
def test_a_file_spoilt_by_one_character_is_read_alike(place, chance):
    text = composed(SILK, organisation(SILK, 3, place)).decode()
    for _ in range(20):
        at = chance.randrange(len(text) + 1)
        is_alike(text[:at] + chance.choice(LETTERS) + text[at + chance.choice((0, 0, 1, 1, 2, 9)) :])


LINES = [
    "answers:", "organisation:", "kept:  # old", "# a comment", "", "   ", "---", "...", "- a", "a", "null",
    "plain text", "format: silk-answers/1", "name: Ana & sons", 'name: "a # b"', "name: 'a: b'", "dir-plan: agreed",
    "dir-plan: na  ", "par-agreement: {value: [ownership], evidence: Minutes}",
    'note: {value: x, note: "a, b", evidence: [c, "d"]}', "value: a, b", "note: |", "note: >-", "note: 'a",
    "note: a\" b", "evidence: [a, b", "evidence: [a, b]  # c", "a: b: c", "a: {b: c, d}", "a: []", "a: {}",
    "x: &a b", "x: *a", "x: !a b", "x: a#b", "x: a #b", "x: -", "x: - a", "x: ? a", "x: ]", "x: a]", "x: %",
    "x: :a", "x: a :b", "x: a::b", "x: (a)", "x: +1.5", "x: .5", "x: =", "x: <<", "<<: a", "x : a", "x: [a?b]",
    "x: [a:b, c:/d]", "x: {a: b:c}", "x: {a: b:, c: d}", "x: [a#b, c #d]", "x: ['a' b]", "x: [\"a\"b]",
    "x: [a, -b]", "x: [ -, b]", "x: {a: -b}", "x: {a: 'b':c}", "x: a\tb", "x: a\u00a0", "x:\u00a0a", "\u00a0x: a",
    "x: a\u00a0#b", "x: a \u00a0: b",
]  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from([0, 0, 0, 1, 2, 2, 4]), st.sampled_from(LINES)), max_size=7),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@example([(0, "answers:"), (2, "dir-plan: agreed"), (2, "dir-plan: na  ")], "\n")
def test_lines_in_any_order_are_read_alike(lines, end):
    is_alike("".join(" " * indent + line + end for indent, line in lines))


@given(ANY, ANY)
def test_any_text_is_read_alike_wherever_it_stands(one, other):
    for form in (
        "{}: {}",
        "a: {}\n{}",
        "a: [{}, {}]",
        "a: {{b: {}, c: {}}}",
        'a: "{}" {}',
        "a: '{}'{}",
        "a:\n  b: {}\n  {}: c",
        "{}{}",
    ):
        is_alike(form.format(one, other))


@given(st.integers(1, 10_000), st.integers(1, 12))
def test_edits_by_hand_are_read_alike(seed, times):
    plan = ROOT / "tests/cases/story/2025/co-op.plan.yaml"
    answers = ROOT / "tests/cases/lindenhof-care/answers.yaml"
    text = plan.read_text(encoding="utf-8")
    is_alike(edited(text, random.Random(seed), times))
    is_alike(_by_hand(answers.read_text(encoding="utf-8"), random.Random(seed), times))


def _by_hand(text, chance, times):
    """Edit the text of answers as people do: lines come, go and move, quotes and comments too."""
    for _ in range(times):
        lines = text.split("\n")
        at = chance.randrange(len(lines))
        line = lines[at]
        match chance.randrange(9):
            case 0:
                lines.insert(at, " " * chance.randrange(5) + "# ask Ana first")
            case 1:
                lines[at] = line + "  # soon"
            case 2:
                del lines[at]
            case 3:
                lines.insert(chance.randrange(len(lines)), lines.pop(at))
            case 4:
                lines[at] = re.sub(r": (.+)$", lambda found: f": '{found[1]}'", line)
            case 5:
                lines[at] = re.sub(
                    r"^( *)(\S+): \{value: (\S+), note: (.*)\}$", r"\1\2:\n\1  value: \3\n\1  note: \4", line
                )
            case 6:
                lines[at] = re.sub(r": (.+)$", ":", line)
            case 7:
                lines[at] = " " + line
            case _:
                lines[at] = line + chance.choice([" ", "\t", ",", ":", " x", "\r", "\n"])
        text = "\n".join(lines)
    return text

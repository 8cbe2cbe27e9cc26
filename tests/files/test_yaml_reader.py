"""The strict reader: texts, lists and mappings and nothing else; and every place, to the character."""

import pytest

from silk_assess.faults import Cut, SilkError, did_you_mean, listed, quoted
from silk_assess.files.yaml import reader
from silk_assess.files.yaml.places import Finder, Lines


def refused(text, **limits):
    """Give the faults of a text as (line, column, width, code)."""
    with pytest.raises(SilkError) as caught:
        reader.read(text, "f.yaml", **limits)
    return [spot(fault) for fault in caught.value.faults]


def spot(fault):
    where = fault.where
    return (where.line, where.column, where.width, fault.code)


def spot_of(place):
    return (place.line, place.column, place.width)


# What is read


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: NO", {"a": "NO"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 010", {"a": "010"}),
        ("a: 0x1F\nb: 1e3\nc: .inf\nd: ~\ne: null", {"a": "0x1F", "b": "1e3", "c": ".inf", "d": "~", "e": "null"}),
        ("a: 2026-11-24", {"a": "2026-11-24"}),
        ("a:", {"a": ""}),
        ("a: ''", {"a": ""}),
        ("[a, [b], {c: d}]", ["a", ["b"], {"c": "d"}]),
        ("- a\n- - b\n- c: d", ["a", ["b"], {"c": "d"}]),
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
        ("a: >-\n  b\n  c\n", {"a": "b c"}),
        ("a: b\n  c\n", {"a": "b c"}),
        ("? a\n: b\n", {"a": "b"}),
        ("? a\n", {"a": ""}),
        ("a: b # not c\n# nor d\n", {"a": "b"}),
        ("{\"a\": \"b\\u00e9\\n\", 'c': 'it''s'}", {"a": "bé\n", "c": "it's"}),
        ("[a: b, c]", [{"a": "b"}, "c"]),
        ("{a: b, }", {"a": "b"}),
        ("a:\tb\t\n", {"a": "b"}),
        ("é: 😀\n", {"é": "😀"}),
        ('a: "\u00a0b\u2029c"', {"a": "\u00a0b\u2029c"}),
        ("nothing but a text", "nothing but a text"),
    ],
)
def test_everything_is_a_text_a_list_or_a_mapping(text, tree):
    assert reader.read(text, "f.yaml") == tree


def test_keys_keep_their_order():
    assert list(reader.read("z: 1\na: 2\nm: 3\n", "f.yaml")) == ["z", "a", "m"]


# What is refused


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: &x b", [(1, 4, 2, "anchor")]),
        ("a: *x", [(1, 4, 2, "alias")]),
        ("a: !!str b", [(1, 4, 5, "tag")]),
        ("a: !<tag:b> c", [(1, 4, 8, "tag")]),
        ("a: !x &y b", [(1, 4, 2, "tag"), (1, 7, 2, "anchor")]),
        ("a: &y !x b", [(1, 4, 2, "anchor"), (1, 7, 2, "tag")]),
        ("a: &x\n  b: c", [(1, 4, 2, "anchor")]),
        ("a: !x {b: c}", [(1, 4, 2, "tag")]),
        ("<<: {a: b}", [(1, 1, 2, "merge")]),
        ("a: b\na: c", [(2, 1, 1, "duplicate")]),
        ('{ab: c, "ab": d}', [(1, 9, 4, "duplicate")]),
        ("a: b\n---\nc: d", [(2, 1, 3, "second-document")]),
        ("%YAML 1.1\n---\na: b", [(1, 1, 9, "directive")]),
        ("[a]: b", [(1, 1, 1, "key")]),
        ("{a: b}: c", [(1, 1, 1, "key")]),
        ("? - a\n: b", [(1, 3, 1, "key")]),
        ("'': a", [(1, 1, 2, "key")]),
        ('a: "b\\e"', [(1, 4, 5, "control")]),
        ("a: &x b\nc: *x\n", [(1, 4, 2, "anchor"), (2, 4, 2, "alias")]),
        ("*x : a", [(1, 1, 2, "alias")]),
        ("{*x}", [(1, 2, 2, "alias")]),
        ("{text: a, text}", [(1, 11, 4, "duplicate")]),
        ("{text: a, b, c: d, b: e}", [(1, 20, 1, "duplicate")]),
    ],
)
def test_what_could_run_or_repeat_is_refused_with_its_place(text, places):
    assert refused(text) == places


@pytest.mark.parametrize("text", ["", " \n", "\n\n", "---\n", "''", "--- ''\n...\n"])
def test_an_empty_file_is_a_fault_of_the_whole_file(text):
    assert refused(text) == [(0, 0, 1, "empty-file")]


def test_a_file_of_comments_is_told_apart_from_an_empty_one():
    with pytest.raises(SilkError, match="nothing but comments"):
        reader.read("# to do\n", "f.yaml")


def test_a_code_never_runs(tmp_path):
    """What a tag asks for is neither looked up nor called."""
    witness = tmp_path / "witness"

    assert refused(f"a: !!python/object/apply:os.mkdir ['{witness}']")[0][3] == "tag"
    assert not witness.exists()


def test_depth_is_limited():
    deepest = "[" * reader.MOST_LEVELS + "]" * reader.MOST_LEVELS

    assert reader.read(deepest, "f.yaml") is not None
    assert refused(f"[{deepest}]") == [(1, 33, 1, "too-deep")]


def test_depth_is_limited_where_libyaml_gives_up_first():
    """It looks ahead for a colon and meets its own limit of 1,000 before it says anything."""
    assert refused("a: " + "[" * 2_000) == [(1, 5, 1, "too-deep")]


def test_depth_of_dashes_is_limited():
    assert refused("- " * 2_000 + "a") == [(1, 65, 1, "too-deep")]


def test_entries_are_limited():
    """A mapping, its keys and its values all count."""
    assert reader.read("a: b\nc: d", "f.yaml", most_nodes=5) == {"a": "b", "c": "d"}
    assert refused("a: b\nc: d\n", most_nodes=4) == [(2, 4, 1, "too-many")]


def test_after_a_fault_that_leaves_a_hole_there_is_no_tree():
    assert reader.parsed("a: *b", "f.yaml")[0] is None
    assert reader.parsed("a: [", "f.yaml")[0] is None


@pytest.mark.parametrize("text", ["a: b\na: c", "a: &x b", "a: !x b", "%YAML 1.1\n---\na: b", "a: b\n--- c"])
def test_after_any_other_fault_the_rest_is_read(text):
    tree, faults = reader.parsed(text, "f.yaml")

    assert tree == {"a": "b"}
    assert len(faults) == 1


# Braces


def cut(text):
    tree = reader.read(text, "f.yaml")
    return {key: value.whole for key, value in tree.items() if isinstance(value, Cut)}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("{text: Visits, last year}", {"last year": 'text: "Visits, last year"'}),
        ("{text: Visits, last year, weight: 3}", {"last year": 'text: "Visits, last year"'}),
        ("{text: a, b, c, d: e}", {"b": 'text: "a, b, c"'}),
        ("{text: a, b, id: c, d}", {"b": 'text: "a, b"', "d": 'id: "c, d"'}),
        ('{text: "a", b}', {"b": ""}),
        ("{text: [a], b}", {"b": ""}),
        ("{a, b}", {"a": "", "b": ""}),
        ("{? a}", {"a": ""}),
        ('{text: say "a", b}', {"b": "text: 'say \"a\", b'"}),
        ("{text: it's \\a, b}", {"b": "text: 'it''s \\a, b'"}),
        ("{text: a,\n  b}", {"b": 'text: "a, b"'}),
        ("{text: see, https://example.org}", {"https://example.org": 'text: "see, https://example.org"'}),
        ("{url: [a], https://example.org}", {"https://example.org": ""}),
        ("{text: " + "a" * 100 + ", b}", {"b": 'text: "' + "a" * 59 + '…"'}),
    ],
)
def test_a_comma_in_braces_that_cuts_a_text_is_remembered(text, whole):
    assert cut(text) == whole


@pytest.mark.parametrize("text", ["{text: a, b: }", "{text: a, b: ''}", "text: a\nb:\n", "{text: a, 'b': \n }"])
def test_a_colon_without_a_value_is_no_cut(text):
    assert cut(text) == {}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("{id:a}", [(1, 4, 1, "yaml")]),
        ("{id:a, text:b c}", [(1, 4, 1, "yaml"), (1, 12, 1, "yaml")]),
        ("{id:[a]}", [(1, 4, 1, "yaml")]),
        ("{id:}", [(1, 4, 1, "yaml")]),
    ],
)
def test_a_blank_that_is_missing_behind_a_colon_is_told(text, places):
    assert refused(text) == places


# Bytes to text


def test_a_mark_is_left_out_however_often_it_stands_there():
    assert reader.text_of(b"\xef\xbb\xbf\xef\xbb\xbfa: b", "f.yaml") == "a: b"


def not_text(data):
    with pytest.raises(SilkError) as caught:
        reader.text_of(data, "f.yaml")
    return [spot(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (b"a: \xe9", [(1, 4, 1, "encoding")]),
        (b"\xef\xbb\xbfa: b\r\nc: \xc3\xa9\xe9", [(2, 5, 1, "encoding")]),
        (b"a: \xf0\x9f\x98", [(1, 4, 1, "encoding")]),
        (b"a: \xed\xa0\x80", [(1, 4, 1, "encoding")]),
        ("a: b".encode("utf-16"), [(0, 0, 1, "encoding")]),
        ("a: b".encode("utf-16-be"), [(1, 1, 1, "binary")]),
        (b"a: b\0", [(1, 5, 1, "binary")]),
        (b"a: \x1b[0m", [(1, 4, 1, "control")]),
        (b"\x01a\x02", [(1, 1, 1, "control"), (1, 3, 1, "control")]),
        ("a: b\u0085".encode(), [(1, 5, 1, "control")]),
        ("a: \ufffe".encode(), [(1, 4, 1, "control")]),
        (b"a" * 2_000_001, [(0, 0, 1, "too-large")]),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(data, places):
    assert not_text(data) == places


def test_control_characters_are_told_until_nobody_reads_on():
    assert len(not_text(b"\x01" * 1_000_000)) == reader.MOST_CONTROLS


def test_tabs_and_line_ends_are_no_control_characters():
    assert reader.text_of(b"a:\tb\r\n\r", "f.yaml") == "a:\tb\r\n\r"


def test_two_megabytes_are_not_too_many():
    assert len(reader.text_of(b"a" * 2_000_000, "f.yaml")) == 2_000_000


# Places

SECTION = """\
id: people
questions:
  - id: first
    when: {any: [{a: b}, {c: [d, e]}]}
  - {id: second, text: "Who?", weight:  3}
  - id: third
    text: >-
      Long
      text
    options:
      - {id: x}
      - id: y
        label: Y
empty:
"""


@pytest.mark.parametrize(
    ("path", "at", "found"),
    [
        ((), "value", (1, 1, 2)),
        (("id",), "value", (1, 5, 6)),
        (("id",), "key", (1, 1, 2)),
        (("questions",), "value", (3, 3, 1)),
        (("questions", 0), "value", (3, 5, 2)),
        (("questions", 0), "key", (3, 5, 2)),
        (("questions", 0, "when", "any", 1, "c"), "key", (4, 27, 1)),
        (("questions", 0, "when", "any", 1, "c", 1), "value", (4, 34, 1)),
        (("questions", 1), "value", (5, 5, 38)),
        (("questions", 1, "text"), "value", (5, 24, 6)),
        (("questions", 1, "weight"), "value", (5, 41, 1)),
        (("questions", 2, "text"), "value", (7, 11, 2)),
        (("questions", 2, "options", 0), "value", (11, 9, 7)),
        (("questions", 2, "options", 1, "label"), "value", (13, 16, 1)),
        (("empty",), "value", (14, 7, 1)),
    ],
)
def test_a_path_leads_to_its_place(path, at, found):
    assert spot_of(Finder(SECTION, "f.yaml").place(path, at)) == found


@pytest.mark.parametrize(
    ("path", "at", "found"),
    [
        (("questions", 0, "when", "c"), "key", (4, 27, 1)),
        (("label",), "value", (13, 16, 1)),
        (("id", "deeper"), "value", (1, 5, 6)),
        (("questions", 9, "text"), "value", (5, 24, 6)),
        (("questions", 9), "value", (3, 3, 1)),
        (("nowhere", "at all"), "key", (1, 1, 2)),
        (("id", 0), "value", (1, 5, 6)),
    ],
    ids=["nearest below", "far below", "step lacking", "position lacking", "list", "nothing", "no list"],
)
def test_what_the_text_lacks_is_looked_for_below_and_else_passed_over(path, at, found):
    assert spot_of(Finder(SECTION, "f.yaml").place(path, at)) == found


def test_of_a_key_written_twice_the_first_is_meant():
    assert spot_of(Finder("a: b\na: c\n", "f.yaml").place(("a",))) == (1, 4, 1)


def test_places_are_found_where_keys_are_no_texts():
    assert spot_of(Finder("? [a]\n: b\nc: d\n", "f.yaml").place(("c",))) == (3, 4, 1)


def test_places_count_characters_and_not_bytes():
    place = Finder("é: 😀😀 x\nmö: {ß: 🧀, b: c}\n", "f.yaml").place(("mö", "b"))

    assert (place.line, place.column, place.text) == (2, 15, "mö: {ß: 🧀, b: c}")


def test_places_in_a_file_of_windows():
    place = Finder("a: b\r\nc:\r\n  d: e\r\n", "f.yaml").place(("c", "d"))

    assert (place.line, place.column, place.text) == (3, 6, "  d: e")


def test_places_in_a_file_of_old():
    assert spot_of(Finder("a: b\rc: d\r", "f.yaml").place(("c",))) == (2, 4, 1)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_line_separators_end_no_line_of_an_editor(separator):
    """YAML ends a line there; editors, and everything that jumps to a line, do not."""
    text = f'a: "b{separator}c"\nd: e\n'

    assert reader.read(text, "f.yaml")["d"] == "e"
    assert spot_of(Finder(text, "f.yaml").place(("d",))) == (2, 4, 1)


def test_a_line_separator_that_breaks_a_text_is_told():
    assert refused("a:\n  b: c\u2028 d: e\n") == [(2, 7, 1, "yaml")]
    assert refused("a: b\u2029c\n") == [(1, 5, 1, "yaml")]


def test_width_ends_with_the_line():
    assert Lines("ab cd  \nef", "f").at(3, 10).width == 2
    assert Lines("ab", "f").at(2).width == 1


def test_a_place_at_the_end_of_a_file():
    place = Lines("ab\n", "f").at(3, 3)

    assert (place.line, place.column, place.text) == (2, 1, "")


def test_many_places_in_one_long_line_share_its_text():
    """A file may be one line of two megabytes, with a thousand faults in it."""
    lines = Lines("{" + "a, " * 1_000 + "}", "f")

    assert lines.at(5).text is lines.at(500).text


def test_a_finder_finds_many_places():
    finder = Finder(SECTION, "f.yaml")

    assert [finder.place(("questions", i, "id")).line for i in range(3)] == [3, 5, 6]


# Words


def test_foreign_text_is_quoted_on_one_line_and_not_at_length():
    assert quoted("a\nb\t c") == '"a b c"'
    assert quoted("a" * 61) == '"' + "a" * 59 + '…"'
    assert quoted("a" * 60) == '"' + "a" * 60 + '"'
    assert quoted("a" + " " * 1_000) == '"a …"'


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("Choice", ["choice", "number"], 'Did you mean "choice"?'),
        ("YES", ["no", "yes"], 'Did you mean "yes"?'),
        ("x", ["only"], "There is only only."),
        ("x", [], ""),
        ("x", [f"word{i}" for i in range(13)], "Check the spelling."),
        ("word1", [f"word{i}" for i in range(1_001)], "Check the spelling."),
        ("choice" * 20, ["choice"], "There is only choice."),
    ],
)
def test_the_nearest_word_is_offered(word, known, said):
    assert did_you_mean(word, known) == said


def test_another_sentence_may_stand_for_the_words():
    assert did_you_mean("x", ["a", "b"], "Look below.") == "Look below."


def test_of_many_words_the_first_are_named():
    assert listed([f"w{i}" for i in range(14)], "or", 3) == "w0, w1, w2 or 11 more"
    assert listed([]) == ""

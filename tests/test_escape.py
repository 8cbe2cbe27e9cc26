"""Foreign text leaves letter by letter, whatever it says."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markdown_viewers import VIEWERS
from silk_assess import escape

LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\n\r\t"), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Coopérative", "Coopérative"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u200bb", "a\\u200bb"),
        ("\U000e0041", "\\U000e0041"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200cb", "a\\u200cb"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_what_cannot_be_seen_is_shown(text, shown):
    assert escape.visible(text) == shown


@given(LETTERS)
def test_a_terminal_is_sent_nothing_that_it_would_obey(text):
    sent = escape.terminal(text)
    assert all(ord(character) >= 0x20 and not 0x7F <= ord(character) < 0xA0 for character in sent)
    assert not set(sent) & set("\u200b\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@given(st.text(max_size=60))
def test_json_means_the_same_and_hides_nothing(text):
    sent = escape.json(json.dumps({text: [text]}, ensure_ascii=False, indent=2))
    assert json.loads(sent) == {text: [text]}
    assert escape.visible(sent) == sent
    sent.encode()


def test_json_shows_what_turns_letters_round():
    assert escape.json('"a\u202eb\x9b\u200b\ud800"') == '"a\\u202eb\\u009b\\u200b\\ud800"'


@given(LETTERS)
def test_html_holds_no_markup_of_its_own(text):
    assert not set(escape.html(text)) & set("<>\"'")


# Texts near to what a viewer makes links of, or would take apart.
SHARDS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("a@b.example", "www.", "www.ok.example", "http://", "https://x", "ftp://x", "mailto:", "xmpp:", "//"),
                *(".com", ".coop", ".рф", "xn--p1ai", "S.Coop.", "localhost", "e.g.", "1.5", "\u202e", "\u200b", "``"),
                *"@.:/-_`|\\$~*()[]<>&'\"é9ab",
            ]
        ),
        st.just(" "),
        LETTERS,
    ),
    max_size=12,
).map("".join)
PLACES = [
    "- {}",
    "{}",
    "# {}",
    "| {} | b |\n| --- | --- |",
    "| a | b |\n| --- | --- |\n| c | {} |",
    "**x {} y**",
    "1. {}",
]


class Page(HTMLParser):
    """Collects the letters of a page and its links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.letters, self.links = "", 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.links += tag in ("a", "img")

    def handle_data(self, data):
        self.letters += data


def assert_inert(viewer: str, place: str, text: str) -> None:
    page = Page(VIEWERS[viewer](place.format(escape.markdown(text))))
    assert " ".join(escape.visible(text).split()) in " ".join(page.letters.split())
    assert page.links == 0


@pytest.mark.parametrize("viewer", VIEWERS)
@given(LETTERS | SHARDS, st.sampled_from(PLACES))
def test_markdown_reads_letter_by_letter_in_any_place(viewer, text, place):
    """The text comes back whole and without a link, between the tags that the place itself makes."""
    assert_inert(viewer, place, "x" + text + "x")
    assert_inert(viewer, place, text)


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize(
    "text",
    [
        "board@coop.example",
        "Write to a@b.example, please",
        "co-op.example",
        "Lan S.Coop",
        "www.coop.example",
        "WWW.9",
        "http://localhost",
        "(https://a.example/x_y)",
        "mailto:a@b.example",
        "//a.example",
        "$a@b.example$",
        "a@b.example`c@d.example",
        "a|b@c.example",
        "пример.рф",
        "1.5 of 2.0, e.g. half",
    ],
)
def test_an_address_is_no_link_and_reads_as_it_is(viewer, text):
    for place in PLACES:
        assert_inert(viewer, place, text)


def test_numbers_and_abbreviations_are_no_addresses():
    assert escape.markdown("1.5 of 2.0, e.g. half. Next") == "1.5 of 2.0, e.g. half. Next"


# Cells of tables

SEPARATORS = [",", ";", "\t", "|", "\n", "\r"]
STARTS = (
    "=+-@\u2212\u207a\u207b\u207c\u208a\u208b\u208c\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20\u2a75\u2a76"
)
# Control characters are refused where tables are read, and shown where they are written.
HOLDS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
CELLS = st.lists(
    st.sampled_from([*SEPARATORS, *STARTS, "'", '"', " ", "\u00a0", "\u200b", "5", ".", "a", "'=", "-5", ';"='])
    | HOLDS,
    max_size=9,
).map("".join)
NUMBER = re.compile(r"[+-]\d+([.,]\d+)?")


@given(CELLS)
def test_a_cell_comes_back_as_it_was(text):
    assert escape.from_csv_cell(escape.csv_cell(text)) == text
    assert escape.from_csv_cell(escape.csv_first_cell(text)) == text


@given(CELLS)
def test_a_text_that_was_never_made_inert_stays_as_it_is(text):
    read = escape.from_csv_cell(text)
    assert read == text or text in (escape.csv_cell(read), escape.csv_first_cell(read))


@given(st.lists(CELLS, min_size=1, max_size=4), st.sampled_from(SEPARATORS), st.booleans())
def test_no_split_of_a_line_begins_a_formula(cells, sign, reads_quotes):
    line = escape.csv_line([escape.csv_first_cell(cells[0]), *map(escape.csv_cell, cells[1:])])
    stream = io.StringIO(line, newline="")
    split = csv.reader(stream, delimiter=sign, strict=False) if reads_quotes and sign not in "\r\n" else None
    parts = line.split(sign) if split is None else [cell for row in split for cell in row]
    for part in parts:
        bare = part.strip(' \t\r\n\u00a0\u200b\u2060\ufeff"')
        assert bare[:1] not in set(STARTS) or NUMBER.fullmatch(bare), (line, part)


def test_every_sign_that_unicode_counts_as_kin_to_one_that_begins_a_formula_is_known():
    kin = {chr(code) for code in range(0x110000) if normalize("NFKC", chr(code))[:1] in ("=", "+", "-", "@", "\u2212")}
    assert kin == set(STARTS)


@pytest.mark.parametrize("number", ["-1250.50", "+5", "-3", "-1250,50", "12.5"])
def test_a_plain_number_with_a_sign_stays_as_it_is(number):
    assert escape.csv_cell(number) == number


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("+32 470", "'+32 470"),
        ("-1e5", "'-1e5"),
        ("--5", "'--5"),
        ("Coop;=1+41;x", "Coop;'=1+41;x"),
        ("a\t=1", "a\t'=1"),
        ("a| @b", "a| '@b"),
        ('a;"=1"', 'a;"\'=1"'),
        ("a\n\u22125", "a\n'\u22125"),
        ("North - South", "North - South"),
        ("a;-5", "a;'-5"),
    ],
)
def test_a_place_where_a_cell_could_begin_is_guarded(text, cell):
    assert escape.csv_cell(text) == cell


@pytest.mark.parametrize("name", ["com¹", "LPT³.txt", "com1", "com٣", "nul"])
def test_a_file_never_has_the_name_of_a_device(name):
    assert escape.file_name(name, "x") == f"_{name}"

"""Foreign text leaves letter by letter, whatever it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

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


@given(LETTERS)
def test_html_holds_no_markup_of_its_own(text):
    assert not set(escape.html(text)) & set("<>\"'")


@given(LETTERS, st.sampled_from(["- {}", "{}", "# {}", "| {} | b |\n| --- | --- |", "**x {} y**", "1. {}"]))
def test_markdown_reads_letter_by_letter_in_any_place(text, place):
    """The text comes back whole, between the tags that the place itself makes."""
    plain = MarkdownIt("commonmark").enable("table").render(place.format(escape.markdown("x" + text + "x")))
    assert escape.html("x" + text + "x").replace("&#x27;", "'").strip() in " ".join(plain.split("\n"))

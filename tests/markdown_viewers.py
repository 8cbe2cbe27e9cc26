"""Readers of Markdown that differ in what they make links of."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt


def linkifying(text: str) -> str:
    """Markdown as many viewers show it, which make links of bare domains."""
    pytest.importorskip("linkify_it")
    return MarkdownIt("gfm-like").render(text)


def github(text: str) -> str:
    """Markdown by GitHub's own reader."""
    return pytest.importorskip("cmarkgfm").github_flavored_markdown_to_html(text)


VIEWERS = {
    "commonmark": MarkdownIt("commonmark").enable(["table", "strikethrough"]).render,
    "gfm-like": linkifying,
    "cmark-gfm": github,
}


def in_code(page: str) -> set[str]:
    """What stands in code spans of a page."""
    return set(re.findall("<code>(.*?)</code>", page, re.DOTALL))

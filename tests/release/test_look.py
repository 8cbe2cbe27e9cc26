"""What is amiss in a release is named."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from silk_assess import __version__

LOOK = runpy.run_path(str(Path(__file__).parent / "look"))
SOUND = f"""Metadata-Version: 2.4
Name: silk-assess
Version: {__version__}
License-File: LICENSE
Description-Content-Type: text/markdown

How ready is your organisation to work across borders? [a](https://elsewhere.example/) [b](#c)
"""


def test_what_is_sound_is_quiet():
    assert list(LOOK["of_metadata"](SOUND, "x.whl")) == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (f"Version: {__version__}", "Version: 9.9.9", f"x.whl is version 9.9.9, and the checkout {__version__}"),
        ("text/markdown", "text/x-rst", "x.whl has no long description in Markdown"),
        ("How ready is", "", "x.whl has no long description in Markdown"),
        ("[b](#c)", "[b](pages/c.md)", "x.whl: its long description has the link pages/c.md"),
        ("elsewhere.example", "elsewhere.example/OWNER", "x.whl names an OWNER"),
        ("License-File: LICENSE\n", "", "x.whl names no licence files"),
    ],
)
def test_what_is_amiss_in_what_it_says_of_itself_is_named(before, after, says):
    assert list(LOOK["of_metadata"](SOUND.replace(before, after), "x.whl")) == [says]


def test_a_folder_without_a_release_is_named(tmp_path):
    (told,) = LOOK["of_distributions"](tmp_path)
    assert told.endswith("holds 0 wheels and 0 source distributions, and should hold one of each")

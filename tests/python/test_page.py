"""Every example of docs/python.md, run as it stands beside the files of `demo`."""

import doctest
import re
from pathlib import Path

import pandas as pd

from silk_assess import cli

PAGE = Path(__file__).parent.parent.parent / "docs" / "python.md"


def test_the_examples_of_the_page_say_what_stands_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cli.run(["demo"])
    with pd.option_context("display.width", 80):
        found = doctest.testfile(str(PAGE), module_relative=False)
    assert found.failed == 0
    assert found.attempted > 20


def test_every_example_is_in_a_block_that_is_run():
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(">>> ") == sum(block.count(">>> ") for block in re.findall("```python\n(.*?)```", text, re.S))

"""Help pages: drawn from the declarations, laid out for any width, and quick."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

from silk_assess import cli
from silk_assess.commands import parsers
from silk_assess.commands.help import draw
from silk_assess.commands.help.page import Entry, Page, Table, Text
from silk_assess.commands.help.pages import GENERAL, PAGES
from silk_assess.commands.help.screen import manual
from silk_assess.terminal.layout import cells, plain


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    """Run a command line in this process; give what it prints."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> str:
        assert cli.run(words) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return out

    return run


def screen(page: Page, width: int) -> str:
    return "".join(f"{plain(line)}\n" for line in manual(page, width))


# The file with the pages


def test_the_pages_are_drawn_from_the_declarations():
    for name, text in draw.drawn(parsers.parser()).items():
        assert (draw.PAGES / name).read_text(encoding="utf-8") == text


def test_drawn_again_they_stay_as_they_are_and_stale_ones_are_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(draw, "PAGES", shutil.copytree(draw.PAGES, tmp_path / "pages"))
    copy = draw.PAGES / "many.py"
    assert (draw.main(["--check"]), capsys.readouterr().err) == (0, "")
    copy.write_text(copy.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert draw.main(["--check"]) == 1
    assert capsys.readouterr().err == f"{copy} is stale. Draw it again: python -m silk_assess.commands.help.draw\n"
    assert draw.main([]) == 0
    assert draw.main(["--check"]) == 0


def test_the_door_for_developers_checks_them_too():
    command = [sys.executable, "-m", "silk_assess.commands.help.draw", "--check"]
    assert subprocess.run(command, check=False, timeout=120).returncode == 0


def test_help_is_told_without_the_parser():
    code = (
        "import sys; from silk_assess.cli import run; run(['ask', '--help']);"
        "print(sorted({'pydantic', 'yaml', 'rich', 'jinja2', 'typer', 'click'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert found.stdout.endswith("\n[]\n")


# What they say


def test_help_names_every_command_and_no_other(silk):
    there = parsers.names()
    assert re.findall(r"^  ([a-z]+)", silk("--help"), re.MULTILINE) == there == list(PAGES)


def test_help_speaks_of_the_options_of_the_program_and_of_the_one_that_most_commands_share(silk):
    named = ["--pack", "--version", "--install-completion", "--show-completion"]
    assert re.findall(r"^  (--[a-z-]+)", silk("--help"), re.MULTILINE) == named


@pytest.mark.parametrize("name", PAGES)
def test_help_of_a_command_names_its_parameters_and_has_an_example(silk, name):
    out = silk(name, "--help")
    assert silk("--help", name) == out
    command = parsers.parser().commands[name]
    options = [one for one in command.params if one.param_type_name == "option"]
    listed = re.findall(r"^  (--?[a-z-]+)(?: ([A-Za-z=]+))?  ", out, re.MULTILINE)
    assert listed == [(one.opts[0], "" if one.is_flag else one.metavar) for one in options]
    usage = out[: out.index("\n\n")]
    assert all(one.opts[0] in usage for one in options)
    assert all(one.metavar in usage for one in command.params if one.param_type_name == "argument")
    assert out.splitlines()[-1].startswith(f"Example: silk-assess {name}")


@pytest.mark.parametrize("name", ["", *PAGES])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_than_the_screen(name, width):
    """But commands, which are never cut."""
    lines = screen(PAGES.get(name, GENERAL), width).splitlines()
    assert [line for line in lines if cells(line) > width and "silk-assess " not in line] == []


# How they look

SOME = Page(
    ("sort", "FILE...", "-o OUT", "[--by FIELD]"),
    (
        Text(("Sorts files, and", "says so.")),
        Text(("From a file:",), ("sort", "<", "a.txt")),
        Table(((Entry("-o OUT", "where to"),), (Entry("--by FIELD", "by what"),))),
        Table(((Entry("b", "back"), Entry("q", "save and leave")), (Entry("/word", "find"),))),
    ),
    (("Example", "sort 'x y' -o z"),),
)


def test_a_page_where_there_is_room():
    assert (
        screen(SOME, 80)
        == """
Usage: silk-assess sort FILE... -o OUT [--by FIELD]

Sorts files, and
says so.

From a file:
silk-assess sort < a.txt

  -o OUT       where to
  --by FIELD   by what

  b       back   q   save and leave
  /word   find

Example: silk-assess sort 'x y' -o z
"""
    )


def test_a_page_where_there_is_little():
    assert (
        screen(SOME, 28)
        == """
Usage: silk-assess sort
  FILE... -o OUT
  [--by FIELD]

Sorts files, and
says so.

From a file:
silk-assess sort < a.txt

  -o OUT       where to
  --by FIELD   by what

  b
    back
  /word
    find
  q
    save and leave

Example:
  silk-assess sort 'x y' -o z
"""
    )


def test_a_declaration_without_a_help_text_is_a_fault_of_ours():
    parser = parsers.parser()
    parser.commands["demo"].short_help = None
    with pytest.raises(ValueError, match="demo is declared without a help text"):
        draw.drawn(parser)

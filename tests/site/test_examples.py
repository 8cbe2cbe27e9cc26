"""Every command and example of the site is run, and what it prints is what the page shows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import site_pages
from site_pages import MOST_NOT_RUN, ROOT, Block, Shell

PAGES = site_pages.pages()


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def told(page: Path, folder: Path) -> list[str]:
    """Follow a page from its top in an empty folder, and say what differs."""
    shell, wrong = Shell(folder), []
    for block in site_pages.blocks(text(page)):
        if block.remark("not run") or site_pages.held_elsewhere(page, block):
            continue
        if block.file:
            site_pages.write(block, shell.folder)
        elif block.language == "console":
            wrong += _followed(block, shell)
    return wrong


def _followed(block: Block, shell: Shell) -> list[str]:
    every, typed = site_pages.commands(block), block.remark("typed")
    if typed:
        (one,) = every
        printed = [shell.type(one, typed.split(" | "))]
    else:
        printed = [lines for _, lines in shell.run(every)]
    assert len(printed) == len(every)
    found = (site_pages.differences(one, lines) for one, lines in zip(every, printed, strict=True))
    return [one for one in found if one]


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize("page", [page for page in PAGES if "```console" in text(page)], ids=site_pages.name)
def test_what_a_page_shows_is_what_its_commands_print(page, tmp_path):
    assert "\n\n".join(told(page, tmp_path)) == ""


@pytest.mark.parametrize("page", PAGES, ids=site_pages.name)
def test_every_block_is_run_or_held_or_says_why_not(page):
    """A block is commands, a file that they read, held by a test of its own, or marked."""
    loose = [
        f"line {one.line}: {one.language}"
        for one in site_pages.blocks(text(page))
        if not (one.language == "console" or one.file or one.remark("not run"))
        if not site_pages.held_elsewhere(page, one)
    ]
    assert loose == []


def test_few_blocks_are_not_run():
    marked = [
        f"{site_pages.name(page)}: {block.remark('not run')}"
        for page in PAGES
        for block in site_pages.blocks(text(page))
        if block.remark("not run")
    ]
    assert len(marked) <= MOST_NOT_RUN
    assert all(len(one.partition(": ")[2]) > 10 for one in marked)


def test_what_holds_a_page_is_there():
    held = {one for page, (test, _) in site_pages.ELSEWHERE.items() for one in (page, test)}
    held |= {block.remark("held by") for page in PAGES for block in site_pages.blocks(text(page))} - {""}
    assert [one for one in sorted(held) if not (ROOT / one).exists()] == []


# The tests of the test


@pytest.mark.parametrize(
    ("shown", "printed", "is_same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["a", "c"], False),
        (["a"], ["a", "b"], False),
        ([], ["a"], False),
        (["a"], [], False),
        (["a", "[...]", "d"], ["a", "b", "c", "d"], True),
        (["a", "[...]", "d"], ["a", "d"], True),
        (["a", "[...]", "d"], ["a", "b"], False),
        (["a", "[...]"], ["a", "b"], True),
        (["[...]", "b"], ["a", "b", ""], True),
        (["a.c"], ["abc"], False),
        ([], [], True),
    ],
)
def test_what_differs_is_found(shown, printed, is_same):
    assert (site_pages.differences(site_pages.Command(1, "x", shown), printed) == "") is is_same


def test_a_remark_is_of_the_block_below_it_only():
    first, second = site_pages.blocks("<!-- not run: x -->\n```text\na\n```\n\n<!-- held by: y -->\n```text\nb\n```\n")
    assert (first.remarks, second.remarks) == ((("not run", "x"),), (("held by", "y"),))
    third, fourth = site_pages.blocks("<!-- not run: x -->\n```text\na\n```\n\n```text\nb\n```\n")
    assert (third.remarks, fourth.remarks) == ((("not run", "x"),), ())


def test_commands_are_taken_apart():
    block = Block(5, "console", "$ a \\\n    b\nsaid\n\nmore\n$ c\n")
    assert [(one.line, one.typed, one.printed) for one in site_pages.commands(block)] == [
        (5, "a \\\n    b", ["said", "", "more"]),
        (10, "c", []),
    ]


def test_blocks_are_found_with_what_stands_before_them():
    text = "# T\n\n`a/b.yaml`:\n\n```yaml\nx: y\n```\n\n<!-- not run: too\nlong -->\n```console\n$ a\n```\n"
    assert site_pages.blocks(text + "\n    nox -s x\n\n```{toctree}\na\n```\n\n    no command\n") == [
        Block(6, "yaml", "x: y\n", "a/b.yaml"),
        Block(12, "console", "$ a\n", "", (("not run", "too long"),)),
        Block(15, "indented", "    nox -s x\n"),
    ]

"""The man page tells what the help tells, and man(1) has nothing to say of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from silk_assess import exit_codes
from silk_assess.commands.help import man
from silk_assess.commands.help.page import Entry, Page, Table, Text
from silk_assess.commands.help.pages import GENERAL, PAGES

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "silk-assess.1"


def printed(page: Path | str, width: int = 100) -> str:
    """Print a page as man does, and see that nothing is amiss in it."""
    if shutil.which("groff") is None:
        pytest.skip("groff is not at hand")
    text = page.read_text(encoding="utf-8") if isinstance(page, Path) else page
    told = ["groff", "-man", "-Tutf8", "-ww", "-P-cbou", f"-rLL={width}n"]
    done = subprocess.run(told, input=text.encode(), capture_output=True, check=True, env={**os.environ, "LANG": "C"})
    assert done.stderr.decode() == ""
    return re.sub(r"\x1b\[[\d;]*m", "", done.stdout.decode())


def test_it_is_as_it_would_be_drawn():
    assert PAGE.read_text(encoding="utf-8") == man.drawn(GENERAL, PAGES)


def test_it_tells_each_command_with_all_its_options():
    said = printed(PAGE)
    for name, page in PAGES.items():
        part = said.partition(f"SILK-ASSESS {name.upper()}\n")[2].partition("\nSILK-ASSESS ")[0]
        words = [one.word for block in page.blocks if isinstance(block, Table) for row in block.rows for one in row]
        assert part
        assert [word for word in words if word not in part] == []


def test_it_tells_every_exit_code():
    codes = [value for name, value in vars(exit_codes).items() if name.isupper() and isinstance(value, int)]
    assert sorted(man.EXITS) == sorted(codes)


@pytest.mark.parametrize("text", [".so /etc/passwd", "'br", "a\\fBb", 'say "x" -y', "a ^ b ~ c `d`", "…é €", "..."])
def test_a_text_arrives_letter_for_letter(text):
    page = Page(("x",), (Text((text,)), Table(((Entry(text, text),),))), ((text, "x"),))
    assert printed(man.drawn(page, {"x": page})).count(text) >= 4


def test_man_has_nothing_to_say_of_it():
    if shutil.which("man") is None or os.name != "posix":
        pytest.skip("man is not at hand")
    done = subprocess.run(["man", "--warnings", "-l", str(PAGE)], capture_output=True, text=True, check=False)
    if "minimized" in done.stdout or done.returncode:
        pytest.skip("man is not whole here")
    assert done.stderr == ""
    assert "silk-assess COMMAND [FILE]" in done.stdout


def test_mandoc_has_nothing_to_say_of_it():
    if shutil.which("mandoc") is None:
        pytest.skip("mandoc is not at hand")
    done = subprocess.run(["mandoc", "-Tlint", "-Wwarning", str(PAGE)], capture_output=True, text=True, check=False)
    assert [line for line in done.stdout.splitlines() if "missing date" not in line] == []


def test_the_wheel_brings_it():
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert build["wheel"]["shared-data"] == {"docs/silk-assess.1": "share/man/man1/silk-assess.1"}

"""Commands on a screen: written the way the program was called."""

from __future__ import annotations

import pytest

from silk_assess.faults import Fault
from silk_assess.terminal import commands
from silk_assess.terminal.faults import messages
from silk_assess.terminal.layout import plain


@pytest.fixture
def program(tmp_path):
    """A program of our name that is there."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "silk-assess").touch()
    return str(tmp_path / "bin" / "silk-assess")


def test_where_nothing_is_known_it_is_our_name():
    assert commands.command("score", "our answers.yaml") == "silk-assess score 'our answers.yaml'"


def test_what_the_shell_finds_is_called_by_its_name(program):
    assert commands.called(program, ["python", program], program, windows=False) == "silk-assess"


def test_a_link_to_it_is_the_same_program(program, tmp_path):
    (tmp_path / "silk-assess").symlink_to(program)
    assert commands.called(program, ["python", program], str(tmp_path / "silk-assess"), windows=False) == "silk-assess"


def test_another_program_of_the_name_is_not_it(program, tmp_path):
    (tmp_path / "silk-assess").touch()
    assert commands.called(program, ["python", program], str(tmp_path / "silk-assess"), windows=False) == program


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (".venv/bin/silk-assess", ".venv/bin/silk-assess"),
        ("/opt/our tools/silk-assess", "'/opt/our tools/silk-assess'"),
        ("silk-assess", "./silk-assess"),
    ],
)
def test_a_path_is_said_as_typed(typed, said):
    assert commands.called(typed, ["python", typed], None, windows=False) == said


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (r"C:\us\.venv\Scripts\silk-assess", r".venv\Scripts\silk-assess"),
        (r"C:\us\.venv\Scripts\silk-assess.exe", r".venv\Scripts\silk-assess.exe"),
        (r"C:\us\silk-assess", r".\silk-assess"),
        (r"D:\tools\silk-assess.exe", r"D:\tools\silk-assess.exe"),
        (r"D:\our tools\silk-assess.exe", r"& 'D:\our tools\silk-assess.exe'"),
        (r"D:\it's\silk-assess.exe", r"& 'D:\it''s\silk-assess.exe'"),
    ],
)
def test_a_path_on_windows_is_said_for_powershell(monkeypatch, script, said):
    monkeypatch.setattr("os.getcwd", lambda: "C:\\us")
    assert commands.called(script, ["python.exe", script], None, windows=True) == said


def test_a_launcher_of_windows_is_found_without_its_ending(tmp_path):
    launcher = tmp_path / "silk-assess.exe"
    launcher.touch()
    script = str(launcher).removesuffix(".exe")
    assert commands.called(script, ["python.exe", script], str(launcher), windows=True) == "silk-assess"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (["python3", "-m", "silk_assess"], "python3 -m silk_assess"),
        (["python3", "-X", "utf8", "-m", "silk_assess"], "python3 -X utf8 -m silk_assess"),
        (["/our tools/python", "-m", "silk_assess"], "'/our tools/python' -m silk_assess"),
    ],
)
def test_as_a_module_it_is_called_as_one(before, said):
    assert commands.called("/x/silk_assess/__main__.py", before, "/usr/bin/silk-assess", windows=False) == said


@pytest.mark.parametrize("script", ["-c", "/usr/bin/pytest", "", "/x/silk_assess/__main__.py"])
def test_inside_another_program_it_is_our_name(script):
    assert commands.called(script, ["python3", script], None, windows=False) == "silk-assess"


def test_the_command_of_a_fault_stands_on_its_own_line_as_called():
    fault = Fault(("x",), "There is nothing", "For example:", "usage", command=("score", "a b.yaml"))
    there = commands.CALLED.set(".venv/bin/silk-assess")
    try:
        lines = [plain(line) for line in messages([fault], 80)]
    finally:
        commands.CALLED.reset(there)
    assert lines == ["There is nothing. For example:", "  .venv/bin/silk-assess score 'a b.yaml'"]

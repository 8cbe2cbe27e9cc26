"""Sample reports are drawn again where they are stale, and only there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from silk_assess import cli
from silk_assess.escape.seal import sealed
from silk_assess.files.atomic_file import temporary_prefix

HERE = Path(__file__).parent.parent
MINI = HERE / "packs" / "mini"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two samples in a folder, none drawn yet."""
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        (tmp_path / "cases" / name).mkdir(parents=True)
        shutil.copy(MINI / "answers.yaml", tmp_path / "cases" / name / "answers.yaml")
    return tmp_path / "cases"


@pytest.fixture
def samples(folder, capsys):
    """Run `samples cases` with more words; give exit code, stdout and stderr."""

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(["samples", "cases", *words, "--pack", str(MINI)])
        return code, *capsys.readouterr()

    return run


def test_the_first_time_all_are_drawn(samples, folder):
    code, out, err = samples()
    assert (code, out, err) == (0, "4 of 4 reports were drawn again: one (html, md), two (html, md).\n", "")
    assert sorted(file.name for file in (folder / "one").iterdir()) == ["answers.yaml", "report.html", "report.md"]


def test_fresh_ones_are_said_to_be_fresh_and_not_touched(samples, folder):
    samples()
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("report.*")}
    assert samples("--check") == (0, "4 reports of 2 organisations are fresh.\n", "")
    assert samples() == (0, "4 reports of 2 organisations are fresh.\n", "")
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("report.*")} == before


def test_stale_ones_are_named_and_nothing_is_written(samples, folder):
    samples()
    stale = folder / "one" / "report.md"
    lines = stale.read_bytes().splitlines(keepends=True)
    stale.write_bytes(b"".join([*lines[:2], b"another\n", *lines[3:]]))
    (folder / "two" / "report.html").unlink()
    code, out, err = samples("--check")
    assert (code, err) == (1, "")
    assert out == (
        "cases/one/report.md    differs from line 3 on\n"
        "cases/two/report.html  is not there\n"
        "\n"
        "2 of 4 reports are stale. Draw them again, and read what changed before you keep\n"
        "it:\n"
        f"  silk-assess samples cases --pack {MINI}\n"
    )
    assert not (folder / "two" / "report.html").exists()
    assert samples("--force")[1] == "2 of 4 reports were drawn again: one (md), two (html).\n"
    assert samples("--check")[0] == 0


def test_ones_that_were_changed_stay_and_nothing_at_all_is_written(samples, folder):
    samples()
    for name in ("one", "two"):
        with (folder / name / "report.md").open("a") as stream:
            stream.write("Read on Monday.\n")
    (folder / "two" / "report.html").unlink()
    code, out, err = samples()
    assert (code, out) == (4, "")
    assert err.count("is a report that was changed since it was drawn.") == 2
    assert not (folder / "two" / "report.html").exists()
    assert (folder / "one" / "report.md").read_text().endswith("Read on Monday.\n")


def test_ones_that_an_earlier_version_drew_otherwise_are_drawn_again(samples, folder):
    samples()
    report = folder / "one" / "report.md"
    fresh = report.read_text()
    report.write_text(sealed(fresh[: fresh.index("<!-- silk-report/1")].replace("# ", "# Report: ", 1)))
    assert samples()[1] == "1 of 4 reports was drawn again: one (md).\n"
    assert report.read_text() == fresh


def test_what_a_killed_one_left_is_swept_where_nothing_is_stale_too(samples, folder):
    samples()
    left = folder / "one" / (temporary_prefix(folder / "one" / "report.md") + "0123456789abcdef.part")
    left.write_bytes(b"half")
    assert samples("--check")[0] == 0
    assert left.exists()
    assert samples()[0] == 0
    assert not left.exists()


def test_one_byte_more_at_the_end_is_stale(samples, folder):
    samples()
    with (folder / "one" / "report.md").open("ab") as stream:
        stream.write(b"\n")
    assert samples("--check")[0] == 1


def test_faulty_answers_are_told_and_the_others_are_drawn(samples, folder):
    with (folder / "one" / "answers.yaml").open("a") as stream:
        stream.write("  nothing-such: yes\n")
    code, out, err = samples()
    assert (code, err) == (1, "")
    assert 'fault: there is no question "nothing-such"' in out
    assert "1 of 2 files scored. cases/one/answers.yaml has 1 fault and was left out." in out
    assert "2 of 2 reports were drawn again: two (html, md)." in out
    assert not (folder / "one" / "report.md").exists()


def test_what_is_no_report_is_not_written_over(samples, folder):
    (folder / "one" / "report.md").write_text("my own notes")
    code, _, err = samples()
    assert code == 4
    assert "cases/one/report.md is there already, and is no report of ours." in err
    assert (folder / "one" / "report.md").read_text() == "my own notes"


def test_a_folder_without_samples_cannot_be_read(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    assert cli.run(["samples", "empty", "--check"]) == 4
    assert cli.run(["samples", "nowhere"]) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "There is no empty/*/answers.yaml. Each sample has a folder of its own there.\n"
        "There is no folder nowhere here. Each sample has a folder of its own there.\n"
    )

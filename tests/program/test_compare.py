"""`compare`: two files on the screen, as page, text and object; and what is said of files that do not go together."""

import json
import re
from pathlib import Path

import pytest

from report_pages import HOSTILE, Page
from silk_assess import cli
from silk_assess.commands.compare import command as comparing
from silk_assess.commands.compare import screen
from silk_assess.report.years.draw import draw
from silk_assess.report.years.promised import Promised, Step
from silk_assess.report.years.view import view
from silk_assess.terminal.layout import plain

HERE = Path(__file__).parent.parent
OLD = HERE / "versions" / "silk-1.0.1" / "haneul-works.yaml"
NEW = HERE / "cases" / "haneul-works" / "answers.yaml"
HEAD = "format: silk-answers/1\nquestionnaire: silk\nversion: 2.0.0\n"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*words):
        code = cli.run(["compare", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def file(name, text):
    Path(name).write_text(text, encoding="utf-8")
    return name


def changed(**answers):
    """NEW with some answers otherwise."""
    text = NEW.read_text(encoding="utf-8")
    for id, value in answers.items():
        text, times = re.subn(
            rf"^  {id.replace('_', '-')}: .*$", f"  {id.replace('_', '-')}: {value}", text, flags=re.M
        )
        assert times == 1
    return text


def test_two_versions_are_compared_on_the_screen(run):
    code, out, err = run(OLD, NEW)
    assert (code, err) == (0, "")
    assert "Questionnaire silk, versions 1.0.1 and 2.0.0." in out
    assert "All together +0.8: +0.8 from another version of the questionnaire" in " ".join(out.split())
    assert max(map(len, out.splitlines()[:-1])) <= 80


def test_what_changed_is_told_with_what_would_be_had_it_stayed(run):
    new = file("new.yaml", changed(man_decides="written", peo_remote="meet"))
    _, out, _ = run(NEW, new)
    flat = " ".join(out.split())
    assert "Two scored answers changed. None of them alone carries the level." in flat
    assert "Before: The board or the assembly decides each case Now: A written mandate sets who" in flat
    assert "had it stayed: " in flat


def test_the_same_answers_in_two_files_are_an_empty_comparison(run):
    copy = file("copy.yaml", NEW.read_text(encoding="utf-8"))
    code, out, err = run(NEW, copy)
    assert (code, err) == (0, "")
    assert out.endswith("\n\nThe answers are the same. Nothing changed.\n")
    run(NEW, copy, "-o", "c.json")
    found = json.loads(Path("c.json").read_text(encoding="utf-8"))
    parts = [part for node in found["nodes"].values() for part in node["parts"].values()]
    assert {part["change"] for part in parts} <= {0, None}
    assert [found[key] for key in ("answers", "known_now", "no_longer_known", "asked_anew")] == [[], [], [], []]
    assert found["flags"]["old"] == found["flags"]["new"]


def test_the_same_file_twice_is_told(run):
    code, out, err = run(NEW, NEW)
    assert (code, err) == (0, "This is twice the same file.\n  silk-assess compare OLD NEW\n")
    assert "Nothing changed." in out


def test_files_of_two_questionnaires_are_refused_and_nothing_is_written(run):
    other = file("b.yaml", "format: silk-answers/1\nquestionnaire: hospital\nversion: 1.0.0\n")
    code, out, err = run(other, NEW, "-o", "c.html")
    assert (code, out, Path("c.html").exists()) == (1, "", False)
    assert "b.yaml is for the questionnaire hospital" in " ".join(err.split())
    assert "Only files of one questionnaire can be compared." in err


def test_the_older_version_second_is_told_and_not_swapped(run):
    code, out, err = run(NEW, OLD)
    assert code == 0
    assert "The second file is the older one (version 1.0.1 after 2.0.0). Compared as typed." in " ".join(err.split())
    assert "versions 2.0.0 and 2.0.0" not in out


def test_the_later_day_first_is_told(run):
    day = "answered: {date: 2026-01-01}\n"
    old = file("old.yaml", HEAD + day.replace("2026", "2027") + "answers: {dir-plan: steps}\n")
    new = file("new.yaml", HEAD + day + "answers: {dir-plan: steps}\n")
    _, _, err = run(old, new)
    assert "The first file is the later one (1 January 2027 before 1 January 2026)." in " ".join(err.split())


def test_another_name_is_told(run):
    new = file("new.yaml", NEW.read_text(encoding="utf-8").replace("name: Haneul Works", "name: Puentes"))
    _, _, err = run(OLD, new)
    assert "These are two organisations: Haneul Works and Puentes. If it was renamed, fine" in " ".join(err.split())


def test_a_version_that_is_not_here_is_told_with_the_remedy(run):
    old = file("old.yaml", OLD.read_text(encoding="utf-8").replace("version: 1.0.1", "version: 0.9.0"))
    code, _, err = run(old, NEW)
    assert (code, "--old-pack FOLDER" in err) == (0, True)
    run(old, NEW, "-o", "c.json")
    found = json.loads(Path("c.json").read_text(encoding="utf-8"))
    part = found["nodes"]["index"]["parts"]["points"]
    assert (part["change"], part["questionnaire"], part["answers"]) == (None, None, 0)
    assert found["old"]["questionnaire"]["fingerprint"] is None


def test_the_old_version_may_be_named_by_its_folder(run):
    folder = HERE.parent / "questionnaires" / "earlier" / "silk" / "1.0.1"
    named = run(OLD, NEW, "--old-pack", folder)[1]
    assert named.splitlines()[:-2] == run(OLD, NEW)[1].splitlines()[:-2]


def test_an_old_version_that_is_another_one_is_refused(run):
    code, _, err = run(OLD, NEW, "--old-pack", HERE.parent / "questionnaires" / "silk")
    assert (code, "was answered with silk 1.0.1" in " ".join(err.split())) == (1, True)


@pytest.mark.parametrize("name", ["c", "c.txt", "c.pdf"])
def test_the_ending_says_what_it_becomes(run, name):
    code, out, err = run(OLD, NEW, "-o", name)
    assert (code, out, "A comparison can be .html, .md or .json." in err) == (2, "", True)


@pytest.mark.parametrize("ending", ["html", "md", "json"])
def test_only_an_earlier_comparison_is_replaced(run, ending):
    name = f"c.{ending}"
    assert run(OLD, NEW, "-o", name)[0] == 0
    first = Path(name).read_bytes()
    assert (run(OLD, NEW, "-o", name)[0], Path(name).read_bytes()) == (0, first)
    file(name, first.decode().replace("Haneul", "Hanul"))
    if ending != "json":
        assert run(OLD, NEW, "-o", name)[0] == 4
        assert run(OLD, NEW, "-o", name, "--force")[0] == 0
    file(name, "notes of somebody")
    assert (run(OLD, NEW, "-o", name, "--force")[0], Path(name).read_text()) == (4, "notes of somebody")


def test_an_object_that_was_written_otherwise_counts_as_changed(run):
    run(OLD, NEW, "-o", "c.json")
    text = Path("c.json").read_text(encoding="utf-8")
    file("c.json", text.replace(", ", ",  ", 1))
    assert run(OLD, NEW, "-o", "c.json")[0] == 4
    file("c.json", text[:-20])
    assert run(OLD, NEW, "-o", "c.json")[0] == 4
    file("c.json", "")
    assert run(OLD, NEW, "-o", "c.json")[0] == 0


def test_what_is_read_is_not_written_over(run):
    new = file("new.md", NEW.read_text(encoding="utf-8"))
    code, _, err = run(OLD, new, "-o", "new.md")
    assert (code, "would be written over" in err) == (4, True)
    pack = HERE.parent / "questionnaires" / "silk" / "c.html"
    assert (run(OLD, NEW, "-o", pack)[0], pack.exists()) == (4, False)


def test_the_page_is_one_file_that_loads_nothing_and_escapes_everything(run):
    hostile = HOSTILE.translate({0x202E: "", 0x200B: ""}).replace("'", "''")
    text = changed(man_decides=f"{{value: written, evidence: '{hostile}'}}")
    new = file("new.yaml", text.replace("name: Haneul Works", f"name: '{hostile}'"))
    assert run(OLD, new, "-o", "c.html")[0] == 0
    page = Page(Path("c.html").read_text(encoding="utf-8"))
    tags = {name for name, _ in page.tags}
    assert tags & {"script", "img", "iframe", "link", "form"} == set()
    assert [one for _, one in page.tags if one.get("src") or str(one.get("href", "#"))[:1] != "#"] == []
    assert any("onerror" in text for text in page.texts)


def promised():
    step = Step("Write it down", "Who decides?", "the chair", "31 March 2026", "9 February 2026", "The answer changed")
    return Promised(
        "Two of three", "Of three steps two are done.", "why one answer stayed", (step,), (step,), (step,),
        {"man-decides": "Promised by the chair"}, {"done": 2},
    )  # fmt: skip


def test_what_was_promised_stands_on_page_text_screen_and_object(run, tmp_path):
    new = Path(file("new.yaml", changed(man_decides="written")))
    done = comparing.compare(NEW, new, None, None)
    content = view(done.comparison, done.notices, promised())
    page, text = draw(content, "html"), draw(content, "md")
    for shown in (page, text, "\n".join(map(plain, screen.compared(done, content, 80)))):
        assert "Of three steps two are done." in shown
        assert "the chair" in shown
    assert "Promised by the chair" in page
    assert "Done, and the answers do not show it" in page


def test_a_comparison_without_levels_or_index_is_said_part_by_part(run):
    pack = HERE / "packs" / "bare-sections-no-index"
    answers = sorted(pack.glob("answers*.yaml"))
    for old in answers:
        for new in answers:
            code, out, _ = run(old, new, "--pack", pack)
            assert (code, bool(out)) == (0, True)
            for ending in ("html", "md", "json"):
                assert run(old, new, "--pack", pack, "-o", f"c.{ending}", "--force")[0] == 0


PACKS = sorted(path.parent for path in (HERE / "packs").glob("*/pack.yaml"))


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_every_pair_of_answers_to_every_small_questionnaire_is_compared(run, pack):
    answers = sorted(pack.glob("answers*.yaml"))[:3]
    for old in answers:
        for new in answers:
            done = comparing.compare(old, new, str(pack), None)
            content = view(done.comparison, done.notices)
            assert draw(content, "html") == draw(content, "html")
            assert draw(content, "md")
            for width in (40, 80):
                lines = screen.compared(done, content, width)
                assert all(isinstance(plain(line), str) for line in lines)

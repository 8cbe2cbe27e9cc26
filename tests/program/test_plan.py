"""Plans as they are used: written, gone on with, drawn, and told in reports."""

import json
import re
import shutil
from pathlib import Path

import pytest

from shipped import HANEUL
from silk_assess import cli
from silk_assess.commands.assessed import Shelf
from silk_assess.commands.plan.command import write
from silk_assess.commands.plan.screen import planned
from silk_assess.files.lock import Lock
from silk_assess.files.yaml import reader
from silk_assess.terminal.layout import cells, plain

FILLED = {
    "mon-costing": {"who": "Chair Name", "until": "2027-03-31"},
    "man-risks": {"who": "Private Name", "until": "2026-09-30", "proof": "Secret minutes", "note": "Hidden note"},
    "str-rights": {"who": "Ana", "until": "2026-08-01", "done": "2026-07-20", "proof": "Minutes of July"},
}


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    """Run a command line in a folder with one answer file; give exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(HANEUL, "co-op.yaml")

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(list(words))
        return code, *capsys.readouterr()

    return run


def fill(**more):
    """Write into the plan what a person would."""
    lines = Path("co-op.plan.yaml").read_text(encoding="utf-8").splitlines()
    step = ""
    for i, line in enumerate(lines):
        found = re.fullmatch(r"  - id: (\S+)", line)
        step = found[1] if found else step
        key = line.strip().removesuffix(":")
        value = {**FILLED, **more}.get(step, {}).get(key)
        if value is not None:
            lines[i] = f"{line} {value}"
    Path("co-op.plan.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def filled(silk):
    assert silk("plan", "co-op.yaml")[0] == 0
    fill()
    return silk


def steps(file="co-op.plan.yaml"):
    return reader.read(Path(file).read_text(encoding="utf-8"), file)["steps"]


def test_a_plan_is_written_beside_the_answers(silk):
    code, out, err = silk("plan", "co-op.yaml")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "co-op.plan.yaml: twelve steps, for you to fill in: who, until when, and what"
    assert sorted(one.name for one in Path().iterdir()) == ["co-op.plan.yaml", "co-op.yaml"]
    raw = reader.read(Path("co-op.plan.yaml").read_text(encoding="utf-8"), "plan")
    assert {key: raw[key] for key in raw if key != "steps"} == {
        "format": "silk-plan/1",
        "questionnaire": "silk",
        "version": "2.0.0",
        "organisation": "Haneul Works",
    }
    assert list(raw["steps"][0]) == ["id", "from", "to", "step", "who", "until", "done", "proof", "note"]


def test_without_a_name_it_is_the_one_answer_file_here(silk):
    assert silk("plan")[0] == 0
    assert silk("plan")[0] == 0
    assert silk("score")[0] == 0


def test_where_no_step_follows_that_is_said(silk):
    Path("co-op.yaml").write_text("format: silk-answers/1\nquestionnaire: silk\nversion: 2.0.0\n")
    for _ in range(2):
        code, out, _ = silk("plan", "co-op.yaml")
        said = " ".join(out.split())
        assert (code, "no step follows from these answers yet" in said) == (0, True)
        assert "ask co-op.yaml" in said
    assert steps() == ""


def test_run_again_nothing_is_touched(filled):
    before = Path("co-op.plan.yaml").read_bytes()
    code, out, _ = filled("plan", "co-op.yaml")
    assert (code, Path("co-op.plan.yaml").read_bytes()) == (0, before)
    assert not Path("co-op.plan.yaml.bak").exists()
    assert "twelve steps kept as they were, and nothing new" in " ".join(out.split())


def test_new_steps_come_last_and_what_was_there_is_kept_as_bak(filled):
    text = Path("co-op.plan.yaml").read_text(encoding="utf-8")
    cut = text[: text.index("  # You take no part")].rstrip() + "\n  # ours\n"
    Path("co-op.plan.yaml").write_text(cut, encoding="utf-8")
    code, out, _ = filled("plan", "co-op.yaml")
    found = Path("co-op.plan.yaml").read_text(encoding="utf-8")
    assert (code, found[: len(cut)]) == (0, cut)
    assert [one["id"] for one in steps()][-1] == "network-unused"
    assert Path("co-op.plan.yaml.bak").read_text(encoding="utf-8") == cut
    assert "one new step at the end. As it was, it is kept as co-op.plan.yaml.bak." in " ".join(out.split())


def test_notes_of_somebodys_own_in_the_place_of_the_copy_stay(filled):
    Path("co-op.plan.yaml.bak").write_text("my notes")
    text = Path("co-op.plan.yaml").read_text(encoding="utf-8")
    Path("co-op.plan.yaml").write_text(text[: text.index("  # You take no part")], encoding="utf-8")
    assert filled("plan", "co-op.yaml")[0] == 0
    assert Path("co-op.plan.yaml.bak").read_text() == "my notes"
    assert Path("co-op.plan.yaml.bak-2").exists()


def test_late_and_to_do_are_told_by_date(filled):
    _, out, _ = filled("plan", "co-op.yaml")
    late, to_do = out.index("\nLate\n"), out.index("\nTo do\n")
    assert late < out.index("man-risks") < to_do < out.index("mon-costing") < out.index("sta-safeguard")
    assert "Measured on 8 October 2026, the day of the answers." in out
    assert "One step is done. But the answers do not show it: str-rights." in " ".join(out.split())


@pytest.mark.parametrize("width", [40, 60, 80])
def test_lines_fit_the_screen(filled, width):
    case = Shelf().case(Path("co-op.yaml"))
    lines = planned(case, write(case, Path("co-op.plan.yaml")), width)
    assert [plain(one) for one in lines if cells(plain(one)) > width and "silk-assess" not in plain(one)] == []


def test_in_another_place(silk):
    assert silk("plan", "co-op.yaml", "-o", "other.plan.yaml")[0] == 0
    assert [one.name for one in sorted(Path().iterdir())] == ["co-op.yaml", "other.plan.yaml"]


# Bad input


def refused(silk, *words):
    before = {one.name: one.read_bytes() for one in Path().iterdir()}
    code, out, err = silk(*words)
    assert {one.name: one.read_bytes() for one in Path().iterdir()} == before
    assert (code, out) == (1, "")
    return " ".join(err.split())


def put(old, new):
    text = Path("co-op.plan.yaml").read_text(encoding="utf-8")
    assert old in text
    Path("co-op.plan.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_plan_of_another_organisation(filled):
    put("organisation: Haneul Works", "organisation: Puentes")
    said = refused(filled, "plan", "co-op.yaml")
    assert "co-op.plan.yaml is the plan of Puentes, and co-op.yaml is of Haneul Works" in said
    assert "plan co-op.yaml -o other.plan.yaml" in said


def test_a_plan_for_another_questionnaire(filled):
    put("questionnaire: silk", "questionnaire: hospital")
    assert "this plan is for the questionnaire hospital" in refused(filled, "plan", "co-op.yaml")


def test_an_unknown_step(filled):
    put("id: mod-proof", "id: mod-prof")
    said = refused(filled, "plan", "co-op.yaml")
    assert 'there is no question and no rule "mod-prof"' in said
    assert 'Did you mean "mod-proof"?' in said
    assert re.search(r"co-op\.plan\.yaml:\d+:9: fault:", said)


def test_two_steps_of_one_id(filled):
    put("id: mod-proof", "id: mon-costing")
    assert 'there are two steps "mon-costing"' in refused(filled, "plan", "co-op.yaml")


def test_a_day_before_the_answers_in_a_plan_in_which_nothing_has_happened(silk):
    silk("plan", "co-op.yaml")
    fill(**{"str-rights": {}, "man-risks": {"until": "2026-03-31"}})
    said = refused(silk, "plan", "co-op.yaml")
    assert '"until" is before the day of the answers, 2026-10-08' in said
    assert 'Did you mean "2027-03-31"?' in said
    assert "plan co-op.yaml --ask" in said


def test_an_answer_file_or_anything_else_in_the_place_of_the_plan(silk):
    shutil.copy("co-op.yaml", "co-op.plan.yaml")
    refused(silk, "plan", "co-op.yaml")
    assert silk("plan", "co-op.yaml", "-o", "co-op.yaml")[0] == 4
    assert silk("plan", "co-op.yaml", "-o", "plan.txt")[0] == 2
    assert silk("plan", "co-op.yaml", "-o", "plan.md", "--ask")[0] == 2
    assert silk("plan", "co-op.yaml", "-o", "gone/plan.yaml")[0] == 4


def test_a_link_is_not_followed(silk):
    Path("real.yaml").write_text("")
    Path("co-op.plan.yaml").symlink_to("real.yaml")
    code, _, err = silk("plan", "co-op.yaml")
    assert (code, Path("real.yaml").read_text()) == (4, "")
    assert "is a link" in err


def test_another_window_has_the_plan(silk):
    lock = Lock(Path("co-op.plan.yaml"))
    code, _, err = silk("plan", "co-op.yaml")
    lock.release()
    assert (code, "is being written in another window" in err) == (4, True)


def test_a_plan_is_no_answer_file(filled, tmp_path):
    assert filled("score")[0] == 0
    code, _, err = filled("batch", ".", "-o", "out")
    assert (code, err.count("co-op.plan.yaml")) == (0, 1)
    assert len(Path("out/results.jsonl").read_text().splitlines()) == 1
    portfolio = Path("out/portfolio.html").read_text(encoding="utf-8")
    assert "Private Name" not in portfolio + Path("out/portfolio.md").read_text(encoding="utf-8")
    Path("cases/one").mkdir(parents=True)
    shutil.copy("co-op.yaml", "cases/one/answers.yaml")
    shutil.copy("co-op.plan.yaml", "cases/one/answers.plan.yaml")
    assert filled("samples", "cases")[0] == 0
    assert "Private Name" not in Path("cases/one/report.md").read_text(encoding="utf-8")


def test_a_plan_that_is_named_is_checked(filled):
    code, out, _ = filled("check", "co-op.plan.yaml")
    assert (code, " ".join(out.split())) == (0, "co-op.plan.yaml: no faults. 12 steps, 1 done.")
    put("id: mod-proof", "id: mod-prof")
    code, out, _ = filled("check", "co-op.plan.yaml")
    assert (code, 'Did you mean "mod-proof"?' in " ".join(out.split())) == (1, True)


def test_a_plan_in_the_place_of_answers_and_the_other_way_round_is_one_fault(filled):
    code, _, err = filled("score", "co-op.plan.yaml")
    assert (code, "this is a plan and no answer file" in err, "1 fault in" in err) == (1, True, True)
    code, _, err = filled("report", "co-op.yaml", "--plan", "co-op.yaml", "-o", "r.html")
    assert (code, "this is no plan" in err, "1 fault in" in err) == (1, True, True)


# Drawn


@pytest.mark.parametrize("name", ["plan.md", "plan.html"])
def test_a_plan_is_drawn(filled, name):
    before = Path("co-op.plan.yaml").read_bytes()
    assert filled("plan", "co-op.yaml", "-o", name)[0] == 0
    text = Path(name).read_text(encoding="utf-8")
    assert "One done, eleven to go" in text
    assert all(said in text for said in ("Private Name", "Secret minutes", "Hidden note", "30 September 2026"))
    assert Path("co-op.plan.yaml").read_bytes() == before
    filled("plan", "co-op.yaml", "-o", f"again-{name}")
    assert Path(f"again-{name}").read_bytes() == Path(name).read_bytes()


def test_before_it_is_written_what_it_would_begin_with_is_drawn(silk):
    assert silk("plan", "co-op.yaml", "-o", "plan.md")[0] == 0
    assert "None done, twelve to go" in Path("plan.md").read_text(encoding="utf-8")
    assert not Path("co-op.plan.yaml").exists()


@pytest.mark.parametrize("name", ["plan.md", "plan.html", "plan.ics"])
@pytest.mark.parametrize(
    ("without", "gone"),
    [("who", {"Private Name", "Chair Name"}), ("evidence", {"Secret minutes"}), ("notes", {"Hidden note"})],
)
def test_what_is_left_out_for_sending(filled, name, without, gone):
    assert filled("plan", "co-op.yaml", "-o", name, "--without", without)[0] == 0
    text = Path(name).read_bytes().decode().replace("\r\n ", "")
    every = {"Private Name", "Chair Name", "Secret minutes", "Hidden note"}
    assert {said for said in every if said not in text} == gone


@pytest.mark.parametrize("name", ["plan.md", "plan.html", "plan.ics"])
def test_only_an_earlier_drawing_is_replaced(filled, name):
    file = Path(name)
    file.write_text("mine")
    assert filled("plan", "co-op.yaml", "-o", name)[0] == 4
    assert filled("plan", "co-op.yaml", "-o", name, "--force")[0] == 4
    assert file.read_text() == "mine"
    file.write_text("")
    assert filled("plan", "co-op.yaml", "-o", name)[0] == 0
    assert filled("plan", "co-op.yaml", "-o", name)[0] == 0
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"30 September 2026", b"1 September 2026").replace(b"20260930", b"20260901"))
    assert filled("plan", "co-op.yaml", "-o", name)[0] == 4
    assert filled("plan", "co-op.yaml", "-o", name, "--force")[0] == 0
    assert file.read_bytes() == whole


def test_a_calendar_without_days_is_told(silk):
    silk("plan", "co-op.yaml")
    code, _, err = silk("plan", "co-op.yaml", "-o", "plan.ics")
    assert (code, "plan co-op.yaml --ask" in err, Path("plan.ics").exists()) == (1, True, False)


# Told elsewhere


def test_a_report_tells_the_plan(filled):
    for name in ("r.html", "r.md"):
        assert filled("report", "co-op.yaml", "--plan", "co-op.plan.yaml", "-o", name)[0] == 0
        text = Path(name).read_text(encoding="utf-8")
        assert "Private Name" in text
        assert text.index("The next step") < text.index("To do") < text.index("If all is done")
        assert filled("report", "co-op.yaml", "--plan", "co-op.plan.yaml", "-o", name, "--without", "who")[0] == 0
        sent = Path(name).read_text(encoding="utf-8")
        assert "Private Name" not in sent
        assert "the names in the plan" in sent


def test_a_report_without_a_plan_holds_nothing_of_one(filled):
    filled("report", "co-op.yaml", "-o", "r.html")
    text = Path("r.html").read_text(encoding="utf-8")
    assert "Private Name" not in text
    assert ".wish" not in text


def test_a_result_holds_no_plan(filled):
    assert filled("report", "co-op.yaml", "--plan", "co-op.plan.yaml", "-o", "r.json")[0] == 2
    assert filled("report", "co-op.yaml", "--plan", "gone.yaml", "-o", "r.html")[0] == 4
    Path("same.html").write_text(Path("co-op.plan.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert filled("report", "co-op.yaml", "--plan", "same.html", "-o", "same.html")[0] == 4


def test_score_as_if_all_were_done(filled):
    code, out, _ = filled("score", "co-op.yaml", "--if-done")
    said = " ".join(out.split())
    assert code == 0
    assert "An intention, not a result: as if all six open steps of co-op.plan.yaml that lead to an answer" in said
    assert "Today: level 2, Piloting, firm." in said


def test_score_if_done_needs_one_plan_and_no_program(silk):
    assert silk("score", "co-op.yaml", "--if-done")[0] == 4
    silk("plan", "co-op.yaml")
    assert silk("score", "co-op.yaml", "--if-done", "--json")[0] == 2
    assert silk("score", "co-op.yaml", "co-op.yaml", "--if-done")[0] == 2


def test_score_if_done_where_nothing_leads_to_an_answer(silk):
    Path("co-op.plan.yaml").write_text(
        "format: silk-plan/1\nquestionnaire: silk\nversion: 2.0.0\nsteps:\n- {id: mod-proof, step: Ask}\n"
    )
    code, out, _ = silk("score", "co-op.yaml", "--if-done")
    assert (code, "nothing would change" in out) == (0, True)


def test_a_comparison_tells_what_was_promised(filled):
    later = Path("co-op.yaml").read_text(encoding="utf-8").replace("2026-10-08", "2027-10-08")
    Path("new.yaml").write_text(later.replace("str-rights: name-only", "str-rights: owner"), encoding="utf-8")
    assert "str-rights: owner" in Path("new.yaml").read_text(encoding="utf-8")
    words = ("compare", "co-op.yaml", "new.yaml", "--plan", "co-op.plan.yaml")
    code, out, _ = filled(*words)
    said = " ".join(out.split())
    assert (code, "Of twelve steps, one is done, and the answers show one of these." in said) == (0, True)
    assert "compare co-op.yaml new.yaml -o comparison.html --plan co-op.plan.yaml" in said
    assert filled(*words, "-o", "c.json", "--without", "who")[0] == 0
    plan = json.loads(Path("c.json").read_text())["plan"]
    assert (plan["done"], plan["shown"], plan["late"]) == (1, 1, 2)
    assert "Private Name" not in Path("c.json").read_text()
    states = {one["id"]: one["state"] for one in plan["steps"]}
    assert (states["str-rights"], states["man-risks"], states["mod-proof"]) == ("shown", "late", "open")


def test_a_renamed_organisation_may_be_compared_with_the_plan_of_its_old_name(filled):
    text = Path("co-op.yaml").read_text(encoding="utf-8")
    Path("new.yaml").write_text(text.replace("name: Haneul Works", "name: Haneul"), encoding="utf-8")
    assert filled("compare", "co-op.yaml", "new.yaml", "--plan", "co-op.plan.yaml")[0] == 0
    put("organisation: Haneul Works", "organisation: Puentes")
    assert filled("compare", "co-op.yaml", "new.yaml", "--plan", "co-op.plan.yaml")[0] == 1


def test_a_plan_of_an_earlier_version_goes_on_and_says_what_has_no_place(silk):
    Path("co-op.plan.yaml").write_text(
        "format: silk-plan/1\nquestionnaire: silk\nversion: 1.0.1\nsteps:\n"
        "- {id: drr-exit, to: no}\n- {id: gone-since, step: Do it}\n"
    )
    code, out, _ = silk("plan", "co-op.yaml")
    said = " ".join(out.split())
    assert (code, "This does not fit any more: gone-since: there is no question" in said) == (0, True)
    assert steps()[0] == {"id": "drr-exit", "to": "no"}
    code, out, _ = silk("check", "co-op.plan.yaml")
    assert (code, "gone-since" in out) == (0, True)
    silk("plan", "co-op.yaml", "-o", "plan.md")
    assert "Begun with another version" in Path("plan.md").read_text(encoding="utf-8")


def test_a_questionnaire_without_levels_and_index(silk, tmp_path):
    mini = Path(__file__).parent.parent / "packs" / "bare-sections-no-index"
    answers = next(iter(sorted(mini.glob("answers*.yaml"))))
    shutil.copy(answers, "co-op.yaml")
    pack = ("--pack", str(mini))
    for words in (("plan", "co-op.yaml"), ("plan", "co-op.yaml", "-o", "p.html"), ("score", "co-op.yaml", "--if-done")):
        assert silk(*words, *pack)[0] == 0


def test_one_step_that_leads_somewhere(silk):
    Path("co-op.plan.yaml").write_text(
        "format: silk-plan/1\nquestionnaire: silk\nversion: 2.0.0\nsteps:\n- {id: mod-proof, to: change}\n"
    )
    _, out, _ = silk("score", "co-op.yaml", "--if-done")
    assert "as if the one open step of co-op.plan.yaml that leads to an answer were done." in " ".join(out.split())


def test_narrow_lines_tell_the_same(filled):
    case = Shelf().case(Path("co-op.yaml"))
    lines = " ".join(" ".join(map(plain, planned(case, write(case, Path("co-op.plan.yaml")), 40))).split())
    assert "man-risks: It went through a list" in lines
    assert "30 September 2026, Private Name" in lines


def test_what_cannot_be_read_is_not_written_over(filled, monkeypatch):
    Path("plan.md").write_text("x")
    monkeypatch.setattr("silk_assess.files.earlier.pieces", unreadable)
    assert filled("plan", "co-op.yaml", "-o", "plan.md")[0] == 4


def unreadable(*_):
    raise OSError(5, "broken")


def test_an_empty_file_in_the_place_of_the_plan_is_begun(silk):
    Path("co-op.plan.yaml").write_text("")
    assert silk("plan", "co-op.yaml")[0] == 0
    assert len(steps()) == 12


@pytest.mark.parametrize("text", ["", "[", "format: silk-answers/1\n"])
def test_a_copy_is_kept_in_the_place_of_a_plan_only(filled, text):
    text_before = Path("co-op.plan.yaml").read_text(encoding="utf-8")
    Path("co-op.plan.yaml").write_text(text_before[: text_before.index("  # You take no part")], encoding="utf-8")
    Path("co-op.plan.yaml.bak").write_text(text)
    assert filled("plan", "co-op.yaml")[0] == 0
    assert Path("co-op.plan.yaml.bak").read_text(encoding="utf-8") == (
        text or text_before[: text_before.index("  # You")]
    )

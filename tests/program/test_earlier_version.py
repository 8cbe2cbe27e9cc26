"""Answers to an earlier version: what they wait for is named wherever they are read, and asked first."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from silk_assess import bundled, cli
from silk_assess.files import versions
from silk_assess.files.questionnaires import find_pack, load_pack

HERE = Path(__file__).parent.parent
VERSIONS = HERE / "versions"
OLD = """\
format: silk-answers/1
questionnaire: pair
version: 1.2.0
organisation: {name: Coop, staff: 4}
answers:
  visits: yes
  talks: na
  plan: yes
  budget: no
  gone: yes
  garden: no
  tools: yes
"""
PARTNER = (
    "partner: “Do you have a partner?” decides in this version, and is still open. Two answers wait for it: "
    "visits and talks. Without points until then: “People” and “All together”."
)
PAID = (
    "paid: “Is anybody paid?” decides in this version, and is still open. One answer waits for it: budget. "
    "Without points until then: “All together”. With other points until then: “Work”."
)


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    """Run a command line where the pair of questionnaires is the one shipped; give exit code, stdout and stderr."""
    own = bundled.folder
    monkeypatch.setattr(bundled, "folder", lambda name: VERSIONS if name == "questionnaires" else own(name))
    monkeypatch.chdir(tmp_path)

    def run(text: str, *words: str) -> tuple[int, str, str]:
        Path("a.yaml").write_text(text, encoding="utf-8")
        return cli.run([str(word) for word in words]), *capsys.readouterr()

    return run


def flat(text: str) -> str:
    return " ".join(text.split())


# The earlier questionnaire


@pytest.mark.parametrize(("version", "kept"), [("1.2.1", "1.2.1"), ("1.2.0", "1.2.1"), ("1.2.9", "1.2.1")])
def test_versions_that_ask_the_same_are_read_by_the_one_that_is_kept(silk, version, kept):
    assert versions.earlier("pair", version).pack.head.version == kept


@pytest.mark.parametrize(("id", "version"), [("pair", "1.1.0"), ("pair", "2.0.0"), ("other", "1.2.1"), ("pair", "")])
def test_a_version_that_is_not_kept(silk, id, version):
    assert versions.earlier(id, version) is None


@pytest.mark.parametrize("version", ["1.0.0", "1.0.1"])
def test_answers_to_the_first_versions_of_the_shipped_questionnaire_can_be_read(version):
    kept = versions.earlier("silk", version)

    assert (kept.pack.head.version, len(kept.questions)) == ("1.0.1", 100)


def test_what_is_kept_is_no_questionnaire_to_choose(silk):
    assert bundled.packs() == ["pair"]
    assert silk("", "new", "copy", "--from", "pair")[0] == 0
    assert not Path("copy/earlier").exists()


# Where it is told


def test_the_result_names_what_decides_and_what_moves(silk):
    """All together has too few answers only because both wait, so each of the two names it."""
    code, out, _ = silk(OLD, "score", "a.yaml", "--json")

    found = json.loads(out)
    assert code == 0
    assert found["warnings"][1:] == [
        PAID,
        PARTNER,
        "home: “Home” had points in the version that was answered, and has none in this one.",
    ]
    assert found["warnings"][0].startswith("gone: ")


def test_an_answer_that_waited_before_waits_for_nothing_new(silk):
    """In the version that was answered `tools` waited for `garden` too, so that no point of it is moved."""
    text = OLD.replace("garden: no", "garden: unknown")
    warnings = json.loads(silk(text, "score", "a.yaml", "--json")[1])["warnings"]

    assert not any(one.startswith("garden") for one in warnings)


def test_a_version_that_is_not_at_hand_is_told_by_what_the_file_has_no_answer_to(silk):
    warnings = json.loads(silk(OLD.replace("1.2.0", "0.9.0"), "score", "a.yaml", "--json")[1])["warnings"]

    assert warnings[1:] == [PAID, PARTNER]


def test_nothing_is_told_of_answers_to_this_version(silk):
    text = OLD.replace("1.2.0", "2.0.0").replace("  gone: yes\n", "")

    assert json.loads(silk(text, "score", "a.yaml", "--json")[1])["warnings"] == []


def test_lines_of_json_are_told_the_same(silk):
    line = json.dumps(
        {"format": "silk-answers/1", "questionnaire": "pair", "version": "1.2.0", "answers": {"visits": "yes"}}
    )
    Path("a.jsonl").write_text(line + "\n", encoding="utf-8")
    silk(OLD, "batch", "a.jsonl", "--pack", "pair", "-o", "out")

    (result,) = [json.loads(one) for one in Path("out/results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one.partition(":")[0] for one in result["warnings"]] == ["partner", "people"]


def test_the_screen_of_scores_tells_it(silk):
    code, out, _ = silk(OLD, "score", "a.yaml")

    assert code == 0
    assert PARTNER in flat(out)
    assert PAID in flat(out)


def test_check_warns_and_finds_no_fault(silk):
    code, out, _ = silk(OLD, "check", "a.yaml")

    assert code == 0
    assert PARTNER.removesuffix(".") in flat(out)
    assert "[decides]" in out
    assert "a.yaml: no faults, 4 warnings of 2 kinds." in out


@pytest.mark.parametrize("output", ["html", "md"])
def test_the_report_tells_it(silk, output):
    silk(OLD, "report", "a.yaml", "-o", f"a.{output}")

    page = flat(Path(f"a.{output}").read_text(encoding="utf-8"))
    assert "“Do you have a partner?” decides in this version, and is still open." in page
    assert "Without points until then: “People” and “All together”." in page


# The interview


def asked(folder: Path, lines: str, *words: str) -> str:
    """Run `ask` as a program of its own, fed by lines."""
    program = (
        "import sys; from pathlib import Path; from silk_assess import bundled, cli; own = bundled.folder; "
        "bundled.folder = lambda name: Path(sys.argv[1]) if name == 'questionnaires' else own(name); "
        "sys.exit(cli.run(sys.argv[2:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(VERSIONS), "ask", "a.yaml", *words],
        input=lines, capture_output=True, encoding="utf-8", cwd=folder, check=False,
    )  # fmt: skip
    return done.stderr


@pytest.mark.parametrize("words", [(), ("--section", "home"), ("--only", "open"), ("--next",)])
def test_ask_asks_first_what_decides_and_says_why(tmp_path, words):
    (tmp_path / "a.yaml").write_text(OLD, encoding="utf-8")

    said = asked(tmp_path, "yes\nyes\n", *words)

    why = "Three of them count only when you have answered questions that decide in this version."
    assert why in flat(said)
    places = [said.index("Is anybody paid?", said.index("done")), said.rindex("Do you have a partner?")]
    assert places == sorted(places)
    written = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert "version: 2.0.0" in written
    assert "paid: yes" in written
    assert "partner: yes" in written
    assert "kept:\n  gone: yes" in written


def test_behind_what_decides_ask_goes_on_from_the_start(tmp_path):
    (tmp_path / "a.yaml").write_text(OLD, encoding="utf-8")

    said = asked(tmp_path, "yes\nyes\nno\nno\n")

    roof, door = said.index("Is the roof tight?"), said.index("Does the door close?")
    assert said.rindex("Do you have a partner?") < roof < door


def test_what_is_skipped_is_not_asked_again(tmp_path):
    (tmp_path / "a.yaml").write_text(OLD, encoding="utf-8")

    said = asked(tmp_path, "s\ns\nno\n")

    assert "Is the roof tight?" in said


def test_a_kept_version_has_the_questions_of_the_shipped_one_then():
    """No answers to try it with: it is there for reading only."""
    folder = find_pack("silk").parent / "earlier" / "silk" / "1.0.1"

    assert load_pack(folder).pack.head.version == "1.0.1"
    assert not (folder / "sample.yaml").exists()

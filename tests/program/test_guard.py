"""`guard`: the verdict first, with its exit code; what is asked and cannot be; an earlier file across versions."""

import json
import re
from pathlib import Path

import pytest

from silk_assess import cli

HERE = Path(__file__).parent.parent
HANEUL = HERE / "cases" / "haneul-works" / "answers.yaml"
EARLIER = HERE / "versions" / "silk-1.0.1" / "haneul-works.yaml"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("new.yaml").write_bytes(HANEUL.read_bytes())

    def run(*words):
        code = cli.run(["guard", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def changed(name, **answers):
    """Write new.yaml with some answers otherwise; None takes one out."""
    text = Path("new.yaml").read_text(encoding="utf-8")
    for id, value in answers.items():
        key = id.replace("_", "-")
        line = "" if value is None else f"  {key}: {value}\n"
        text, times = re.subn(rf"^  {key}: .*\n", line, text, flags=re.M)
        assert times == 1
    Path(name).write_text(text, encoding="utf-8")


def test_a_level_and_a_part_that_hold(run):
    code, out, err = run("new.yaml", "--at-least", "piloting", "--node", "mandate=40")
    assert (code, err) == (0, "")
    assert out == (
        "Passed: both hold. Haneul Works, new.yaml.\n"
        "\n"
        "At least what was asked\n"
        "  passed     level 2, Piloting: 2, firm\n"
        "  passed     40 in Mandate and oversight: 42.3\n"
    )


def test_a_level_out_of_reach_fails(run):
    code, out, _ = run("new.yaml", "--at-least", "sharing")
    assert code == 1
    assert out.startswith("Failed: it does not hold. Haneul Works, new.yaml.\n")
    assert "  failed     level 4, Sharing: 2, firm\n" in out


def test_what_an_open_answer_can_still_change_is_undecided_and_that_answer_is_named(run):
    code, out, _ = run("new.yaml", "--node", "money=40")
    assert code == 5
    assert out == (
        "Undecided: what was asked cannot be told yet. Haneul Works, new.yaml.\n"
        "\n"
        "At least what was asked\n"
        "  undecided  40 in Money across borders: between 33.9 and 56.1\n"
        "\n"
        "This answer would decide it:\n"
        "  mon-currency: Who bears the loss if an exchange rate moves by a fifth?\n"
        "  silk-assess ask new.yaml --section money --only open\n"
    )


def test_one_failure_fails_though_others_are_undecided(run):
    code, out, _ = run("new.yaml", "--node", "money=40", "--at-least", "sharing", "--node", "mandate=40")
    assert code == 1
    assert out.startswith("Failed: 1 of 3 does not hold, 1 is undecided.")
    assert "would decide" not in out


def test_an_earlier_file_holds_level_whole_and_sections(run):
    changed("worse.yaml", man_decides="open")
    code, out, err = run("worse.yaml", "--baseline", "new.yaml")
    assert (code, err) == (1, "")
    assert "  failed     Governance: at most " in out
    assert "  passed     Security of the mission: 73.8, before 73.8\n" in out
    assert "What moved the highest that is possible, governance: -" in out
    assert "by 1 answer given otherwise: man-decides\n" in out
    assert out.endswith("Each of them: silk-assess compare new.yaml worse.yaml\n")


def test_a_file_holds_to_itself(run):
    changed("same.yaml")
    code, out, _ = run("same.yaml", "--baseline", "new.yaml", "--json")
    found = json.loads(out)
    # A range of its own is below nothing, and what is open in both is no loss.
    assert (code, found["verdict"]) == (0, "passed")
    assert [one["change"] for one in found["moved"]] == [0]


def test_across_versions_the_questionnaires_part_is_told(run):
    code, out, _ = run("new.yaml", "--baseline", EARLIER)
    assert code == 0
    assert "\n  passed     the level: 2, before 1\n" in out
    assert "\n  0.8 by the questionnaire: version 2.0.0 in place of 1.0.1\n" in out


def test_without_its_version_an_earlier_file_cannot_be_held_to(run):
    text = EARLIER.read_text(encoding="utf-8").replace("version: 1.0.1", "version: 0.7.0")
    Path("old.yaml").write_text(text, encoding="utf-8")
    code, out, err = run("new.yaml", "--baseline", "old.yaml")
    assert (code, out) == (1, "")
    assert "old.yaml was answered with version 0.7.0 of silk, not at hand here" in " ".join(err.split())
    assert "--old-pack FOLDER" in err


def test_what_an_earlier_file_had_no_figure_for_is_named(run):
    pack = HERE / "versions"
    Path("new.yaml").write_text(
        "format: silk-answers/1\nquestionnaire: pair\nversion: 2.0.0\nanswers: {plan: yes}\norganisation: {paid: no}\n"
    )
    Path("old.yaml").write_text("format: silk-answers/1\nquestionnaire: pair\nversion: 1.2.1\nanswers: {plan: yes}\n")
    code, out, _ = run(
        "new.yaml", "--baseline", "old.yaml", "--pack", pack / "pair", "--old-pack", pack / "earlier" / "pair" / "1.2.1"
    )
    assert code in (0, 1, 5)
    assert out.partition(":")[0] in ("Passed", "Failed", "Undecided")


def test_nothing_to_guard_is_a_wrong_command_line(run):
    code, out, err = run("new.yaml")
    assert (code, out) == (2, "")
    for way in ("--at-least LEVEL", "--node ID=POINTS", "--baseline OLD"):
        assert f"  silk-assess guard new.yaml {way}\n" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--at-least", "pilot"], 'There is no level "pilot". Did you mean "piloting"? The others are'),
        (
            ["--at-least", "2"],
            'There is no level "2". There are exploring, preparing, piloting, committing and sharing.',
        ),
        (["--at-least", "Piloting"], 'There is no level "Piloting". Did you mean "piloting"?'),
        (["--node", "mandat=40"], 'There is no part "mandat" in this questionnaire. Did you mean "mandate"?'),
        (["--node", "Mandate and oversight=40"], 'Did you mean "mandate"?'),
        (["--node", "man-decides=40"], '"man-decides" is a question, and guard holds parts.'),
        (["--node", "mandate"], '"mandate" is no part with its points.'),
        (["--node", "=4"], '"=4" is no part with its points.'),
        (["--node", "mandate="], '"" is no number of points for mandate.'),
        (["--node", "mandate=4,5"], '"4,5" is no number of points for mandate.'),
        (["--node", "mandate=1e1"], '"1e1" is no number of points for mandate.'),
        (["--node", "mandate=nan"], '"nan" is no number of points for mandate.'),
        (["--node", "mandate=100.000001"], "100.000001 is out of range: mandate has 0 to 100 points."),
        (["--node", "mandate=-1"], "-1 is out of range: mandate has 0 to 100 points."),
        (["--node", "mandate=" + "9" * 5000], "is no number of points for mandate."),
        (["--old-pack", "silk", "--at-least", "piloting"], "--old-pack is the questionnaire of an earlier file"),
    ],
)
def test_what_cannot_be_asked_is_a_wrong_command_line(run, words, said):
    code, out, err = run("new.yaml", *words)
    assert (code, out) == (2, "")
    assert said in " ".join(err.split())


def test_all_that_cannot_be_asked_is_told_at_once(run):
    _, _, err = run("new.yaml", "--at-least", "pilot", "--node", "zz=4", "--node", "mandate=101")
    assert [word in err for word in ('"pilot"', '"zz"', "101")] == [True] * 3


def test_a_questionnaire_without_levels_says_so(run):
    Path("p.yaml").write_text("format: silk-answers/1\nquestionnaire: pair\nversion: 2.0.0\nanswers: {plan: yes}\n")
    code, _, err = run("p.yaml", "--at-least", "low", "--pack", HERE / "versions" / "pair")
    assert code == 2
    assert "pair has no levels. Name a part with its points, or an earlier file." in " ".join(err.split())


@pytest.mark.parametrize(("bad", "code"), [("gone.yaml", 4), ("broken.yaml", 1)])
def test_a_file_that_cannot_be_read_or_has_faults_has_no_verdict(run, bad, code):
    Path("broken.yaml").write_text("format: silk-answers/1\nquestionnaire: silk\nversion: 2.0.0\nanswers: {x: 1}\n")
    for words in ([bad, "--at-least", "piloting"], ["new.yaml", "--baseline", bad]):
        found = run(*words)
        assert found[:2] == (code, "")


def test_two_organisations_are_told(run):
    Path("other.yaml").write_bytes((HERE / "cases" / "lindenhof-care" / "answers.yaml").read_bytes())
    code, out, err = run("other.yaml", "--baseline", "new.yaml")
    assert code == 1
    assert err.startswith("These are two organisations: Haneul Works and Lindenhof Care.")
    assert "undecided  Governance: between 9.5 and 95.2, before at least 39.1" in out
    assert "\n  and 3 more\n" not in out


def test_programs_read_one_line(run):
    code, out, _ = run("new.yaml", "--node", "money=40", "--json")
    assert code == 5
    assert json.loads(out)["holds"] == [
        {"asked": "at least", "of": "node", "id": "money", "bound": 40,
         "found": {"low": 33.888889, "points": 43.571429, "high": 56.111111}, "before": None, "verdict": "undecided"}
    ]  # fmt: skip
    assert json.loads(out)["would_decide"] == [{"id": "mon-currency", "worst": "failed", "best": "passed"}]
    assert out.count("\n") == 1

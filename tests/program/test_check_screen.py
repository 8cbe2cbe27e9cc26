"""Findings of one kind are one entry with its places, on any width, as many as a person can take in."""

import shutil
from pathlib import Path

import pytest

from silk_assess.commands.check.command import inspect
from silk_assess.commands.check.screen import checked
from silk_assess.terminal.layout import cells, plain

MINI = Path(__file__).parent.parent / "packs" / "mini"
AGAIN = ("check", "mini", "--all")


@pytest.fixture
def mini(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(MINI, tmp_path / "mini")
    return tmp_path / "mini"


def screen(width, most=None):
    return "".join(plain(line) + "\n" for line in checked(list(inspect([Path("mini")])), width, most, AGAIN))


def test_at_80_columns(mini):
    assert (
        screen(80)
        == """\
warning: 7 questions have no guidance [no-guidance]
   mini/people.yaml:8:9   language-skills
   mini/people.yaml:12:9  share-abroad
   mini/people.yaml:18:9  exchange
   mini/people.yaml:19:9  review
   mini/drift.yaml:8:7    funder-likelihood
   mini/drift.yaml:13:7   funder-impact
   mini/drift.yaml:18:9   mission-lock
   Say in guidance what to think of, or where to look.

warning: 5 questions have no step [no-step]
   mini/people.yaml:8:9   language-skills
   mini/people.yaml:12:9  share-abroad
   mini/people.yaml:18:9  exchange
   mini/people.yaml:19:9  review
   mini/drift.yaml:18:9   mission-lock
   Say in step what somebody could do on Monday towards a better answer.

mini/people.yaml:18:97: warning: "exchange" weighs 3, and no weight_reason says
   why

   18 | ...peer abroad last year?", weight: 3}
      |                                     ^ [weight-reason]
   Say in weight_reason why it is not 1.

mini: no faults, 13 warnings of 3 kinds. mini 1.0.0, 7 questions, 1 risk, 3
  levels.
"""
    )


def test_at_40_columns_places_keep_their_lines(mini):
    told = screen(40)

    assert told.startswith(
        "warning: 7 questions have no guidance\n"
        "   [no-guidance]\n"
        "   mini/people.yaml:8:9\n"
        "     language-skills\n"
        "   mini/people.yaml:12:9\n"
        "     share-abroad\n"
    )
    assert "   Say in guidance what to think of, or\n   where to look.\n" in told
    assert max(map(cells, told.splitlines())) <= 40


def test_a_place_is_never_broken(mini):
    mini.rename("a-folder-with-a-very-long-name-indeed-for-a-terminal")
    name = "a-folder-with-a-very-long-name-indeed-for-a-terminal"
    told = [plain(line) for line in checked(list(inspect([Path(name)])), 40)]

    assert f"   {name}/people.yaml:12:9" in told


@pytest.fixture
def many(mini):
    """194 questions more."""
    lines = "".join(f'      - {{id: q-{i}, type: text, text: "What, {i}?"}}\n' for i in range(187))
    file = mini / "people.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\n" + lines, encoding="utf-8")


@pytest.mark.usefixtures("many")
def test_from_the_eleventh_place_on_a_terminal_says_how_many_more():
    told = screen(80, 50)

    assert told.startswith("warning: 194 questions have no guidance [no-guidance]\n")
    assert "\n   and 184 more: silk-assess check mini --all\n" in told
    assert told.count("q-") == 6
    assert "5 questions have no step" in told
    assert "no faults, 200 warnings of 3 kinds." in told


@pytest.mark.usefixtures("many")
def test_elsewhere_and_with_all_every_place_is_told():
    told = screen(80)

    assert told.count("  q-") == 187
    assert "more:" not in told
    assert len(told.splitlines()) < 230


def test_faults_that_say_the_same_are_one_entry(mini):
    file = mini / "people.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(" text:", " Text:"), encoding="utf-8")
    told = screen(80)

    assert told.startswith('fault: a question has no key "Text", in 4 places [unknown-key]\n   mini/people.yaml:')
    assert told.count('Did you mean "text"?') == 1


def test_what_is_allowed_is_one_line(mini):
    (mini / "allow.yaml").write_text("no-step: Steps are written after the pilot.\n", encoding="utf-8")

    assert (
        "\nAllowed by allow.yaml: no-step in 5 places. Steps are written after the pilot.\n"
        "mini: no faults, 8 warnings of 2 kinds. mini 1.0.0, 7 questions, 1 risk, 3 levels.\n"
    ) in screen(80).replace("\n  levels", " levels").replace("\n  questions", " questions").replace("3\n  ", "3 ")


def test_a_hostile_reason_stays_on_its_line(mini):
    (mini / "allow.yaml").write_text('no-step: "\\u202e a\\n\\nb \\u001b[2J"\n', encoding="utf-8")
    told = screen(80)

    assert "\x1b" not in told
    assert "\u202e" not in told

"""What the report of the questionnaire that ships once said wrongly, and the sentences that stand there now."""

import re
from pathlib import Path

import pytest

from silk_assess import cli
from silk_assess.files.questionnaires import find_pack, load_pack

TREE = load_pack(find_pack("silk"))
CASES = Path(__file__).parent.parent / "cases"
NO_FLOWS = {one.id: "none" for one in TREE.questions if one.role == "flow" and one.weight}


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    """Score answers as a page of text without line ends, and in the words of the report."""
    monkeypatch.chdir(tmp_path)

    def run(answers, profile="country: KR, legal-form: cooperative, countries: 3"):
        lines = "".join(f"  {id}: {value}\n" for id, value in answers.items())
        head = f"format: silk-answers/1\nquestionnaire: silk\nversion: 2.0.0\norganisation: {{name: Ours, {profile}}}\n"
        Path("ours.yaml").write_text(f"{head}answers:\n{lines}")
        assert cli.run(["score", "ours.yaml"]) == 0
        screen = " ".join(capsys.readouterr().out.split())
        assert cli.run(["report", "ours.yaml", "-o", "ours.md", "--force"]) == 0
        return screen, " ".join(Path("ours.md").read_text().split())

    return run


def worst(**but):
    """Answer every question at its worst, and as said."""
    answers = {}
    for one in TREE.questions:
        kind = one.question.type
        if one.role in ("likelihood", "impact"):
            answers[one.id] = "no-sign" if one.role == "likelihood" else "end"
        elif kind == "choices":
            nothing = [option.id for option in one.question.options if option.exclusive]
            answers[one.id] = f"[{', '.join(nothing)}]"
        elif kind == "choice":
            answers[one.id] = one.question.options[0].id if one.role != "flow" else "some"
        else:
            answers[one.id] = "no" if kind == "yes-no" else one.goalposts[0] // 10**6
    return {**answers, **but}


def test_no_sign_and_no_protection_is_not_called_guarded(silk):
    """It once read: "90.0, Well guarded. No risk that you named would come near the core as things stand."."""
    for text in silk(worst()):
        assert "little in sight, little or nothing in place" in text.lower()
        assert not re.search(r"\bguarded\b", text, re.IGNORECASE)
    assert "90.0 Worst risk: little in sight, little or nothing in place" in silk(worst())[0]


def test_parts_far_apart_take_the_word_from_what_they_make_together(silk):
    """It once read: "40.2, Half-way. The main pieces exist.", from 24.2, 15.8 and 96.6."""
    for text in silk(worst()):
        assert "the parts are far apart: " in text.lower()
        assert "All together 22.5 First pieces" not in text


def test_a_level_says_what_one_could_do_and_never_what_one_has():
    """It once read "You have a reason, a direction and somebody who does the work"; the answers said otherwise."""
    for level in TREE.pack.head.levels:
        assert re.match(r"At this level .*\bcould\b", level.text), level.id
        assert not re.search(r"\byou have\b|\bdepends on you\b", level.text, re.IGNORECASE), level.id


def test_puentes_is_not_told_that_it_has_a_reason():
    page = (CASES / "puentes" / "report.md").read_text()
    assert "We were invited, or money was on offer" in page
    assert "You have a reason" not in page


def test_nobody_is_told_that_members_were_passed_over_where_nothing_is_decided(silk):
    """The short way in, its first option twelve times, no country: it once warned that members had no part."""
    first = {id: TREE.asked[id].question.options[0].id for id in TREE.pack.head.short}
    for profile in ("legal-form: cooperative", "legal-form: cooperative, countries: 0"):
        for text in silk(first, profile):
            assert "members had no part in the decision" not in text
            assert "Members were not part of the decision" not in text


def test_no_partner_twice_and_one_partner_answer_is_asked_again_and_accuses_nobody(silk):
    """It once read: "In your partnership abroad one side gives, or decides, alone."."""
    answers = {"par-agreement": "na", "par-reciprocity": "na", "sta-partners": "everything"}
    for text in silk(answers):
        assert "One answer speaks of a partner abroad, and another says that you have none." in text
        assert "In your partnership abroad" not in text

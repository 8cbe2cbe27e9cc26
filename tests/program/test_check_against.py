"""`check NEW --against OLD`: what a new version does to old answers, and that its number says so."""

import json
import shutil
from pathlib import Path

import pytest

from silk_assess import bundled, cli
from silk_assess.answers.reader import answers_of
from silk_assess.files.questionnaires import load_pack
from silk_assess.files.yaml import reader
from silk_assess.scoring.assess import assess
from silk_assess.years.versions import Aspect, Lost, Why, difference

MINI = Path(__file__).parent.parent / "packs" / "mini"
VERSION = ("pack.yaml", "version: 1.0.0", "version: 1.1.0")
SHARE = '      - {id: share-abroad, type: number, text: "Which share of staff has worked abroad?"'
REVIEW = (
    '      - {id: review, type: yes-no, text: "Are lessons from abroad written down?", '
    "not_applicable: You never worked abroad}"
)
LOCK = "id: mission-lock, when: {language-skills: one},"
SKILLS = "[{id: one, label: One}, {id: two, label: Two}, {id: more, label: Three or more}]"


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    """Change a copy of a small questionnaire and hold it against the one that it was; give exit code and stdout."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(MINI, tmp_path / "old")
    shutil.copytree(MINI, tmp_path / "mini")

    def run(*changes, words=()):
        for change in changes:
            changed(*change)
        code = cli.run(["check", "mini", "--against", "old", *words])
        out, err = capsys.readouterr()
        return code, out if out else err

    return run


def changed(file, old, new):
    path = Path("mini", file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def trees():
    return load_pack(Path("old")), load_pack(Path("mini"))


DRAWN = (
    VERSION,
    ("pack.yaml", "sections:", "renamed: {share-abroad: staff-abroad}\nsections:"),
    ("people.yaml", SHARE, SHARE.replace("share-abroad", "staff-abroad")),
    ("people.yaml", REVIEW, ""),
    ("people.yaml", "weight: 3}", "weight: 2}"),
    ("people.yaml", "label: One}", "label: Only one}"),
)


def test_kept_renamed_lost_points_and_words(silk):
    code, out = silk(*DRAWN)

    assert code == 0
    assert out == (
        "mini 1.1.0 against mini 1.0.0: what it does to old answers\n"
        "\n"
        "Kept      6 questions, with their points\n"
        "Renamed   share-abroad, which is staff-abroad now\n"
        "Lost      review. Answers to it stay in their files and do not count.\n"
        "Points    learning rests on exchange (2) now, before on exchange (3) and review\n"
        "          (1)\n"
        'Words     language-skills: the label of "one" reads "Only one" now, before "One"\n'
        "\n"
        "No levels were changed. Files of 1.0.0 are read, each with a list of what does\n"
        "not fit.\n"
    )


def test_nothing_changed(silk):
    assert silk() == (0, "mini 1.0.0 against mini 1.0.0: nothing changed.\n")
    assert silk(("pack.yaml", "title: ", "# A comment\ntitle:   ")) == (
        0,
        "mini 1.0.0 against mini 1.0.0: nothing changed.\n",
    )


def test_other_content_under_the_same_version_is_refused(silk):
    code, out = silk(*DRAWN[3:])

    assert code == 1
    assert out == (
        "mini/pack.yaml:3:10: fault: the content changed and the version did not\n"
        "\n"
        "    3 | version: 1.0.0\n"
        "      |          ^^^^^ [same-version]\n"
        "   old says 1.0.0 too, and people.yaml differs. Write 1.1.0, or 2.0.0 where\n"
        "   answers are lost.\n"
    )


def test_a_catalogue_counts_as_content_too(silk):
    Path("mini/glossary.yaml").write_text("- {id: visit, term: visit, meaning: A stay.}\n", encoding="utf-8")

    assert silk()[0] == 1


def test_a_version_that_goes_back_is_refused(silk):
    code, out = silk(("pack.yaml", "version: 1.0.0", "version: 0.9.0"))

    assert code == 1
    assert "the version, 0.9.0, comes before that of old, 1.0.0" in " ".join(out.split())


def test_another_questionnaire_is_refused_unless_its_answers_are_read(silk):
    code, out = silk(("pack.yaml", "id: mini", "id: ours"))

    assert code == 1
    assert "[questionnaire]" in out
    assert "write answers_of: [mini] into pack.yaml" in " ".join(out.split())


def test_for_machines(silk):
    code, out = silk(*DRAWN[3:], words=("--format", "json"))
    found = json.loads(out)

    assert code == 1
    assert [(one["code"], one["file"], one["line"]) for one in found["findings"]] == [
        ("same-version", "mini/pack.yaml", 3)
    ]
    assert silk(VERSION, words=("--format", "github")) == (0, "")


def test_what_breaks_off_is_not_complete(silk):
    Path("old/pack.yaml").unlink()
    code, out = silk(words=("--format", "json"))

    assert code != 0
    assert json.loads(out)["complete"] is False


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (("people.yaml", "id: two,", "id: pair,"), Lost("language-skills", Why.OPTION_GONE, ("two",))),
        (("people.yaml", "type: number, text", "type: text, text"), Lost("share-abroad", Why.OTHER_TYPE)),
        (("people.yaml", "id: exchange,", "id: exchange, meaning_since: 1.1.0,"), Lost("exchange", Why.OTHER_MEANING)),
        (("people.yaml", "from: 0, to: 20", "from: 0, to: 20, maximum: 100"), Lost("share-abroad", Why.BEYOND_LIMITS)),
        (("people.yaml", ", not_applicable: You never worked abroad", ""), Lost("review", Why.MUST_APPLY)),
    ],
)  # fmt: skip
def test_what_is_lost_and_why(silk, change, lost):
    if lost.why is Why.OTHER_TYPE:
        changed("people.yaml", ', unit: "%", from: 0, to: 20', "")
    changed(*VERSION)
    changed(*change)
    found = difference(*trees())

    assert lost in found.lost
    assert "Lost" in silk()[1]


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        (("people.yaml", "to: 20", "to: 30"), ("share-abroad", Aspect.GOALPOSTS)),
        (("people.yaml", SKILLS, SKILLS.replace("One}", "One, value: 10}").replace("Two}", "Two, value: 50}")
          .replace("more}", "more, value: 100}")), ("language-skills", Aspect.OPTION)),
        (("drift.yaml", "id: mission-lock,", LOCK), ("mission-lock", Aspect.ASKED)),
        (("people.yaml", "cap: 60", "cap: 50"), ("learning", Aspect.GATES)),
        (("people.yaml", "    weight: 2\n", "    weight: 3\n"), ("people", Aspect.PARTS)),
        (("people.yaml", "    weight: 2\n", "    weight: 2\n    aggregate: min\n"), ("learning", Aspect.RULE)),
        (("people.yaml", "    weight: 2\n", "    weight: 2\n    min_coverage: 0.4\n"), ("learning", Aspect.COVERAGE)),
    ],
)  # fmt: skip
def test_what_moves_points(silk, change, moved):
    changed(*change)

    assert [(one.id, one.aspect) for one in difference(*trees()).moved] == [moved]


def test_levels_that_ask_for_something_else(silk):
    code, out = silk(VERSION, ("pack.yaml", "people: 60", "people: 65"))

    assert code == 0
    assert "Levels    mover needs people 65 and drift 50 now, before people 60 and drift 50\n" in out
    assert "No levels were changed" not in out


def test_what_is_new_is_open_in_old_files(silk):
    new = '\n      - {id: later, type: yes-no, text: "Later?"}\n'
    assert "New       later, which is open in old files\n" in silk(VERSION, ("people.yaml", REVIEW, REVIEW + new))[1]


def test_renamed_options_and_conditions_are_followed(silk):
    changed("drift.yaml", "id: mission-lock,", LOCK)
    shutil.rmtree("old")
    shutil.copytree("mini", "old")
    changed(*VERSION)
    changed("pack.yaml", "sections:", "renamed: {language-skills: skills, language-skills/one: single}\nsections:")
    for file, old, new in (
        ("people.yaml", "id: language-skills", "id: skills"),
        ("people.yaml", "{id: one,", "{id: single,"),
        ("people.yaml", "{language-skills: 50}", "{skills: 50}"),
        ("drift.yaml", "when: {language-skills: one}", "when: {skills: single}"),
    ):
        changed(file, old, new)
    found = difference(*trees())

    assert found.renamed == (("language-skills", "skills"), ("language-skills/one", "skills/single"))
    assert (found.lost, found.moved, found.words) == ((), (), ())


def test_the_shipped_questionnaire_against_its_earlier_version(silk, capsys):
    home = bundled.folder("questionnaires")
    code = cli.run(["check", str(home / "silk"), "--against", str(home / "earlier" / "silk" / "1.0.1"), "--all"])
    out = capsys.readouterr().out

    assert code == 0
    assert "Renamed   drr-exit/no, which is drr-exit/stranded now\n" in out
    assert (
        Lost("dir-home", Why.OPTION_GONE, ("recognised",))
        in difference(load_pack(home / "earlier" / "silk" / "1.0.1"), load_pack(home / "silk")).lost
    )


@pytest.mark.parametrize("changes", [DRAWN, (VERSION,), DRAWN[:3]])
def test_what_is_kept_gives_the_points_that_it_gave(silk, changes):
    """Against scoring: an answer to what is kept fits, and gives as many points as it gave."""
    for change in changes:
        changed(*change)
    old, new = trees()
    kept = difference(old, new).kept
    raw = reader.read((MINI / "answers.yaml").read_text(encoding="utf-8"), "answers.yaml")
    then, here = assess(old, answers_of(raw, old, "")[0]), assess(new, answers_of(raw, new, "")[0])
    names = {new.renamed.now(id): id for id in old.asked}

    assert kept
    for id in kept:
        assert here.standings[id] == then.standings[names[id]]


def test_40_columns_set_each_block_below_its_word(silk, monkeypatch):
    monkeypatch.setattr("silk_assess.commands.streams.width", lambda *given: 40)
    out = silk(*DRAWN)[1]

    assert max(map(len, out.splitlines())) <= 40
    assert "Kept\n  6 questions, with their points\n" in out


def test_moved_is_a_value(silk):
    changed("people.yaml", "    weight: 2\n", "    weight: 3\n")
    (moved,) = difference(*trees()).moved

    assert moved.old == (("languages", 10**6), ("learning", 2 * 10**6))
    assert moved.new == (("languages", 10**6), ("learning", 3 * 10**6))


def test_what_is_scored_no_more_and_what_has_another_scale(silk):
    silk(
        VERSION,
        ("people.yaml", ', unit: "%", from: 0, to: 20}', ', unit: "%"}'),
        ("people.yaml", "weight: 3}", "weight: 3, scale: 10}"),
    )

    moved = {(one.id, one.aspect): (one.old, one.new) for one in difference(*trees()).moved}

    assert moved["share-abroad", Aspect.SCORED] == (True, False)
    assert moved["exchange", Aspect.SCALE] == (100_000_000, 10_000_000)


def test_titles_that_read_otherwise(silk):
    silk(VERSION, ("people.yaml", "title: Learning", "title: Lessons"), ("pack.yaml", "title: Mover", "title: Walker"))

    words = [(one.id, one.old, one.new) for one in difference(*trees()).words]

    assert words == [("learning", "Learning", "Lessons"), ("mover", "Mover", "Walker")]

"""Several voices on one organisation: how each answers, what they come to together, and the sitting at the table.

Source: docs/format.md, Answers, Agenda; docs/scoring.md, Voices.
"""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from silk_assess import cli
from silk_assess.answers.model import Common
from silk_assess.commands.together import asking
from silk_assess.files.answer_files import load_answers
from silk_assess.files.lock import Lock
from silk_assess.files.questionnaires import load_pack

MINI = Path(__file__).parent.parent / "packs" / "mini"
HEAD = "format: silk-answers/1\nquestionnaire: mini\nversion: {version}\nvoice: {name}\norganisation: {{name: Coop}}\n"
# What the five agree on, and where they differ.
SAME = "exchange: yes\n  review: na\n  funder-impact: purpose\n  mission-lock: yes"
SKILLS = {"board": "one", "finance": "two", "members-1": "two", "members-2": "more", "members-3": "two"}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def silk(here, capsys, monkeypatch):
    """Run a command line in this process, with lines typed into it; give exit code, stdout and stderr."""

    def run(*words, typed=""):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8"))
        code = cli.run([*words, "--pack", str(MINI)])
        return code, *capsys.readouterr()

    return run


def write(name, answers, version="1.0.0", stem="co-op"):
    file = Path(f"{stem}.{name}.yaml")
    file.write_text(HEAD.format(version=version, name=name) + "answers:\n  " + answers + "\n", encoding="utf-8")
    return file


@pytest.fixture
def five(here):
    """Five voices that differ on the languages, the share abroad and the funder."""
    for i, (name, skills) in enumerate(SKILLS.items()):
        more = f"language-skills: {{value: {skills}, note: so says {name}}}\n  share-abroad: {5 + i}"
        write(name, f"{SAME}\n  {more}\n  funder-likelihood: {'likely' if i == 3 else 'possible'}")


@pytest.fixture
def two(here):
    for name in ("board", "finance"):
        write(name, f"{SAME}\n  language-skills: {SKILLS[name]}")


def words(text):
    return " ".join(text.split())


# What voices come to


@pytest.mark.usefixtures("five")
def test_the_screen_says_what_is_worth_the_evening(silk):
    code, out, err = silk("together", "co-op.yaml")
    assert (code, err) == (0, "")
    assert "Coop, five voices." in out
    assert "Common level: between level 1, Starter, and level 2, Mover." in words(out)
    assert "You agree on 4 of 7 questions and differ on three." in words(out)
    first = out[out.index("Worth the evening") :]
    assert words(first).startswith(
        "Worth the evening 1 How many working languages does the team use with partners? lowest: One highest: Three or "
        "more Bears on the level, through People. 5 of 5 answered"
    )
    assert "gravest: Likely" in out
    assert "mildest: Possible" in out
    assert not any(name in out for name in ("board", "members-1", "so says"))


@pytest.mark.usefixtures("five")
def test_as_an_object_it_holds_both_ends_and_nothing_of_one_voice(silk, here):
    assert silk("together", "co-op.yaml", "-o", "agenda.json")[0] == 0
    found = json.loads((here / "agenda.json").read_text("utf-8"))
    assert found["format"] == "silk-agenda/1"
    assert (found["voices"]["count"], found["open"], found["level"]) == (5, False, {"low": 1, "high": 2})
    first = found["disputed"][0]
    assert (first["id"], first["worst"], first["best"], first["answered"]) == ("language-skills", "one", "more", 5)
    assert found["agreed"] == {"exchange": "yes", "review": "na", "funder-impact": "purpose", "mission-lock": "yes"}
    assert "points" not in found["nodes"]["index"]
    assert "answers" not in found


@pytest.mark.usefixtures("five")
def test_a_question_that_four_answered_shows_no_answer_although_they_agree(silk, here):
    file = here / "co-op.board.yaml"
    file.write_text(file.read_text("utf-8").replace("exchange: yes", "exchange: unknown"), "utf-8")
    silk("together", "co-op.yaml", "-o", "agenda.json")
    found = json.loads((here / "agenda.json").read_text("utf-8"))
    assert found["few"] == ["exchange"]
    assert "exchange" not in found["agreed"]
    out = silk("together", "co-op.yaml")[1]
    assert "One was answered by fewer than five of you and counts as unknown." in words(out)


@pytest.mark.usefixtures("five")
def test_open_shows_each_answer_and_note_under_its_voice(silk, here):
    code, out, err = silk("together", "co-op.yaml", "--open")
    assert code == 0
    assert words(err) == "Each answer and note will stand under its voice. All five must know of it."
    assert 'members-1 Two "so says members-1"' in words(out)
    silk("together", "co-op.yaml", "--open", "-o", "agenda.json")
    found = json.loads((here / "agenda.json").read_text("utf-8"))
    assert found["answers"]["language-skills"][0] == {"voice": "board", "answer": "one", "note": "so says board"}


@pytest.mark.parametrize(("answer", "goes_on"), [("y", True), ("yes", True), ("n", False), ("", False)])
def test_at_a_terminal_it_is_asked_whether_all_know(answer, goes_on):
    class Terminal(io.TextIOWrapper):
        def isatty(self):
            return True

    told = io.StringIO()
    keys = Terminal(io.BytesIO(f"{answer}\n".encode()), "utf-8")
    assert asking.all_know(2, keys, told) is goes_on
    assert "Do both know of it? y or n >" in told.getvalue()
    assert ("Nothing was shown." in told.getvalue()) is not goes_on


@pytest.mark.usefixtures("two")
def test_open_takes_any_number_from_two(silk):
    assert silk("together", "co-op.yaml", "--open")[0] == 0


@pytest.mark.parametrize("kind", ["html", "md"])
@pytest.mark.usefixtures("five")
def test_a_page_says_what_hangs_on_each_and_that_it_is_not_anonymous(silk, here, kind):
    assert silk("together", "co-op.yaml", "-o", f"a.{kind}")[0] == 0
    page = (here / f"a.{kind}").read_text("utf-8")
    assert "an end may be the answer of one voice" in page
    assert "open to whoever holds them" in page
    assert "How many working languages does the team use with partners?" in page
    assert "so says" not in page
    again = silk("together", "co-op.yaml", "-o", f"a.{kind}")
    assert again[0] == 0
    assert (here / f"a.{kind}").read_text("utf-8") == page


@pytest.mark.usefixtures("five")
def test_what_is_no_agenda_of_ours_is_not_written_over(silk, here):
    for name in ("mine.html", "mine.md", "mine.json"):
        (here / name).write_text("mine", "utf-8")
        code, _, err = silk("together", "co-op.yaml", "-o", name)
        assert (code, (here / name).read_text("utf-8")) == (4, "mine")
        assert f"{name} is there already, and is no agenda of ours." in words(err)


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("kind", ["html", "md"])
def test_a_portfolio_is_no_agenda_and_stays(silk, here, kind):
    """Each kind of page says what it is, and none is written over for another."""
    shutil.copy(MINI / "answers.yaml", "one.yaml")
    assert silk("batch", "one.yaml", "-o", "out")[0] == 0
    page = here / "out" / f"portfolio.{kind}"
    before = page.read_bytes()
    code, _, err = silk("together", "co-op.yaml", "-o", str(page))
    assert (code, page.read_bytes()) == (4, before)
    assert "is there already, and is no agenda of ours." in words(err)


@pytest.mark.usefixtures("five")
def test_an_agenda_that_was_changed_needs_force(silk, here):
    silk("together", "co-op.yaml", "-o", "a.md")
    page = here / "a.md"
    page.write_text("A line of mine\n" + page.read_text("utf-8"), "utf-8")
    assert silk("together", "co-op.yaml", "-o", "a.md")[0] == 4
    assert silk("together", "co-op.yaml", "-o", "a.md", "--force")[0] == 0
    assert "A line of mine" not in page.read_text("utf-8")


@pytest.mark.usefixtures("five")
def test_an_object_that_was_changed_needs_force(silk, here):
    silk("together", "co-op.yaml", "-o", "a.json")
    assert silk("together", "co-op.yaml", "-o", "a.json")[0] == 0
    (here / "a.json").write_text((here / "a.json").read_text("utf-8").replace('"few": [', '"few":  ['), "utf-8")
    assert silk("together", "co-op.yaml", "-o", "a.json")[0] == 4
    (here / "a.json").write_text((here / "a.json").read_text("utf-8")[:-3], "utf-8")
    assert silk("together", "co-op.yaml", "-o", "a.json")[0] == 4
    assert silk("together", "co-op.yaml", "-o", "a.json", "--force")[0] == 0


@pytest.mark.usefixtures("five")
def test_an_open_page_holds_notes_as_text_and_never_as_code(silk, here):
    review = "review: {not_applicable: <b>never</b>, note: <i>x</i>}"
    write("guest", f"{review}\n  language-skills: {{value: two, note: '<script>alert(1)</script>'}}")
    for kind in ("html", "md"):
        assert silk("together", "co-op.yaml", "--open", "-o", f"a.{kind}")[0] == 0
        page = (here / f"a.{kind}").read_text("utf-8")
        assert "<script>alert" not in page
        assert "<b>never" not in page
        assert "<i>x" not in page
        assert "never" in page
        assert "members-1" in page
        assert "Other notes" in page


@pytest.mark.usefixtures("five")
def test_another_sitting_on_the_common_file_is_told(silk, here):
    held = Lock(here / "co-op.yaml")
    try:
        code, out, err = silk("together", "co-op.yaml", "--agree", typed=EVENING)
    finally:
        held.release()
    assert (code, out) == (4, "")
    assert "co-op.yaml is being answered in another window" in words(err)
    assert not (here / "co-op.yaml").exists()


def test_without_levels_and_disputes_the_agenda_still_says_what_it_is(here, capsys):
    folder = here / "plain"
    folder.mkdir()
    head = "format: silk-pack/1\nid: plain\nversion: 1.0.0\nlanguage: en\ntitle: Plain\nsections: [one]\n"
    (folder / "pack.yaml").write_text(head, "utf-8")
    question = "questions: [{id: q, type: yes-no, text: 'Do you?'}, {id: w, type: text, text: 'Why?'}]\n"
    (folder / "one.yaml").write_text(f"id: one\ntitle: One\nkind: score\n{question}", "utf-8")
    start = "format: silk-answers/1\nquestionnaire: plain\nversion: 1.0.0\n"
    for i in range(5):
        (here / f"a.v{i}.yaml").write_text(f"{start}voice: v{i}\nanswers: {{q: yes}}\n", "utf-8")
    for name in ("a.html", "a.md", "a.json"):
        assert cli.run(["together", "a.yaml", "-o", name, "--pack", "plain/"]) == 0
    page = (here / "a.md").read_text("utf-8")
    assert "You agree on all that five or more answered, 1 of 2 questions." in page
    assert "There is nothing to settle." in page
    capsys.readouterr()
    assert cli.run(["together", "a.yaml", "--pack", "plain/"]) == 0
    out = words(capsys.readouterr().out)
    assert "You agree on 1 of 2 questions and differ on none. One is unknown to all." in out
    for i in range(5):
        given = f"answers: {{q: {'yes' if i else 'no'}, w: x{i}}}"
        (here / f"a.v{i}.yaml").write_text(f"{start}voice: v{i}\n{given}\n", "utf-8")
    assert cli.run(["together", "a.yaml", "--pack", "plain/"]) == 0
    out = words(capsys.readouterr().out)
    assert "each in other words" in out
    assert cli.run(["together", "a.yaml", "-o", "a.md", "--pack", "plain/"]) == 0
    assert "On two you differ." in (here / "a.md").read_text("utf-8")


# Groups


@pytest.mark.usefixtures("five")
def test_a_question_is_split_where_each_group_has_five_answers_or_none(silk, here):
    for i in range(1, 6):
        write(f"staff-{i}", f"{SAME}\n  language-skills: {'one' if i == 1 else 'two'}")
    for i in range(4, 6):
        write(f"members-{i}", f"{SAME}\n  language-skills: more")
    for name in ("board", "finance"):
        (here / f"co-op.{name}.yaml").unlink()
    silk("together", "co-op.yaml", "--groups", "members,staff", "-o", "agenda.json")
    found = {one["id"]: one for one in json.loads((here / "agenda.json").read_text("utf-8"))["disputed"]}
    shares = [(one["group"], one["answered"], one["worst"], one["best"]) for one in found["language-skills"]["groups"]]
    assert shares == [("members", 5, "two", "more"), ("staff", 5, "one", "two")]
    assert "share-abroad" not in found  # three answered

    write("guest", f"{SAME}\n  language-skills: two")
    silk("together", "co-op.yaml", "--groups", "members,staff", "-o", "agenda.json")
    found = {one["id"]: one for one in json.loads((here / "agenda.json").read_text("utf-8"))["disputed"]}
    assert found["language-skills"]["groups"] is None
    out = silk("together", "co-op.yaml", "--groups", "members,staff")[1]
    assert "Not split: a group has fewer than five answers to it" in words(out)


@pytest.mark.parametrize(
    ("groups", "says"),
    [("membres", 'There is no voice of the group "membres".'), ("Members", '"Members" is no name of a group.')],
)
@pytest.mark.usefixtures("five")
def test_a_group_that_nobody_is_of(silk, groups, says):
    code, _, err = silk("together", "co-op.yaml", "--groups", groups)
    assert code == 2
    assert says in err


# Bad input


@pytest.mark.usefixtures("two")
def test_fewer_than_five_are_not_shown(silk):
    code, out, err = silk("together", "co-op.yaml")
    assert (code, out) == (1, "")
    assert "Two voices: board and finance. Below five, the lowest and the highest answer could give somebody away" in (
        words(err)
    )
    assert "silk-assess together co-op.yaml --open" in words(err)


@pytest.mark.usefixtures("here")
def test_one_voice_or_none(silk):
    assert "There is no voice beside co-op.yaml" in words(silk("together", "co-op.yaml")[2])
    write("board", SAME)
    code, _, err = silk("together", "co-op.yaml", "--open")
    assert code == 1
    assert "There is one voice, board, and two or more are laid together" in words(err)
    assert "silk-assess ask co-op.yaml --as NAME" in words(err)


@pytest.mark.usefixtures("five")
def test_one_voice_twice(silk, here):
    (here / "co-op.other.yaml").write_text((here / "co-op.board.yaml").read_text("utf-8"), "utf-8")
    code, _, err = silk("together", "co-op.yaml")
    assert code == 1
    assert 'co-op.board.yaml and co-op.other.yaml both say that they are the voice "board"' in words(err)
    assert "is named twice" in words(silk("together", "co-op.board.yaml", "co-op.board.yaml")[2])


@pytest.mark.usefixtures("five")
def test_files_of_two_questionnaires(here, capsys):
    file = here / "co-op.board.yaml"
    file.write_text(file.read_text("utf-8").replace("questionnaire: mini", "questionnaire: silk"), "utf-8")
    assert cli.run(["together", "co-op.yaml"]) == 1
    err = words(capsys.readouterr().err)
    assert 'co-op.board.yaml is for the questionnaire "silk", co-op.finance.yaml for "mini"' in err


@pytest.mark.usefixtures("five")
def test_a_voice_of_another_version_counts_as_far_as_it_fits(silk):
    write("guest", f"{SAME}\n  gone: yes\n  language-skills: four", version="0.9.0")
    code, out, err = silk("together", "co-op.yaml")
    assert code == 0
    assert "six voices" in out
    said = (
        "co-op.guest.yaml was answered with version 0.9.0; this is 1.0.0. Two of its answers do not fit and were left"
    )
    assert f"{said} out: gone and language-skills." in words(err)
    assert "four" not in err


@pytest.mark.usefixtures("five")
def test_voices_of_another_common_file_stay_aside(silk):
    write("guest", SAME, stem="other")
    code, out, err = silk("together", "co-op.yaml")
    assert (code, "five voices" in out) == (0, True)
    assert "other.guest.yaml belongs by its name to another common file, and was left out." in words(err)


@pytest.mark.usefixtures("five")
def test_a_named_file_that_is_no_voice(silk, here):
    (here / "b.yaml").write_text("format: silk-answers/1\nquestionnaire: mini\nversion: 1.0.0\n", "utf-8")
    code, _, err = silk("together", "co-op.board.yaml", "b.yaml")
    assert code == 1
    assert "b.yaml does not say whose voice it is" in words(err)
    assert silk("together", "co-op.board.yaml", "gone.yaml")[0] == 4
    assert silk("together", str(here))[0] == 4
    assert silk("together", "gone/co-op.yaml")[0] == 4


@pytest.mark.usefixtures("five")
def test_an_agenda_is_html_md_or_json(silk):
    code, _, err = silk("together", "co-op.yaml", "-o", "agenda.pdf")
    assert code == 2
    assert 'An agenda can be .html, .md or .json. ".pdf" is none of these.' in words(err)
    assert silk("together", "co-op.yaml", "-o", "agenda")[0] == 2
    assert silk("together", "co-op.yaml", "-o", "agenda.md", "--agree")[0] == 2


@pytest.mark.usefixtures("five")
def test_named_voices_need_no_common_file(silk):
    files = [f"co-op.{name}.yaml" for name in SKILLS]
    assert silk("together", *files)[1].startswith("Coop, five voices.")
    code, _, err = silk("together", *files, "--agree")
    assert code == 2
    assert "A table agrees on a common file, and only voices are named." in words(err)


# Answering as a voice


def test_a_voice_is_answered_beside_the_common_file_with_its_profile(silk, here):
    (here / "co-op.yaml").write_text(
        "format: silk-answers/1\nquestionnaire: mini\nversion: 1.0.0\norganisation: {name: Coop}\n", "utf-8"
    )
    before = (here / "co-op.yaml").read_bytes()
    code, _, err = silk("ask", "co-op.yaml", "--as", "finance", typed="2\nq\n")
    assert code == 0
    assert 'Your answers go into co-op.finance.yaml, as the voice "finance". Coop: taken from co-op.yaml.' in words(err)
    assert "An end may be yours alone." in words(err)
    assert words(err).index("An end may be yours alone") < words(err).index("How many working languages")
    found = load_answers(here / "co-op.finance.yaml", load_pack(MINI))
    assert (found.voice, found.name, found.answers["language-skills"].value) == ("finance", "Coop", "two")
    assert (here / "co-op.yaml").read_bytes() == before


def test_without_a_common_file_a_voice_is_asked_for_the_organisation(silk, here):
    code, _, err = silk("ask", "co-op.yaml", "--as", "finance", typed="Coop\n2\nq\n")
    assert code == 0
    assert "What is your organisation called?" in err
    assert load_answers(here / "co-op.finance.yaml", load_pack(MINI)).name == "Coop"
    assert not (here / "co-op.yaml").exists()


def test_a_voice_goes_on_where_it_stopped_by_either_name(silk, here):
    silk("ask", "co-op.yaml", "--as", "finance", typed="Coop\n2\nq\n")
    for line in (["co-op.yaml", "--as", "finance"], ["co-op.finance.yaml"]):
        err = silk("ask", *line, typed="q\n")[2]
        assert "Welcome back, Coop." in err
        assert "An end may be yours alone." in words(err)


@pytest.mark.parametrize("name", ["Finance", "a b", "-", ""])
def test_a_name_that_no_voice_can_have(silk, name):
    assert silk("ask", "co-op.yaml", "--as", name, typed="q\n")[0] == 2


@pytest.mark.usefixtures("five")
def test_a_voice_is_no_common_file_and_no_other_ones_file_is_taken(silk, here):
    code, _, err = silk("ask", "co-op.board.yaml", "--as", "finance", typed="q\n")
    assert (code, "co-op.board.yaml is one voice already" in words(err)) == (1, True)
    assert "silk-assess ask co-op.yaml --as finance" in words(err)
    write("guest", SAME)
    file = here / "co-op.guest.yaml"
    file.write_text(file.read_text("utf-8").replace("voice: guest\n", ""), "utf-8")
    code, _, err = silk("ask", "co-op.yaml", "--as", "guest", typed="q\n")
    assert (code, "does not say whose voice it is" in words(err)) == (1, True)
    file.write_text((here / "co-op.board.yaml").read_text("utf-8"), "utf-8")
    code, _, err = silk("ask", "co-op.yaml", "--as", "guest", typed="q\n")
    assert (code, 'co-op.guest.yaml is the voice "board", and not "guest"' in words(err)) == (1, True)


@pytest.mark.usefixtures("five")
def test_a_result_says_whose_voice_it_is_and_on_how_many_a_common_one_stands(silk):
    found = json.loads(silk("score", "co-op.board.yaml", "--json")[1])
    assert (found["voice"], found["voices"]) == ("board", None)
    assert list(found).index("voice") == list(found).index("answered") + 1
    silk("together", "co-op.yaml", "--agree", typed=EVENING)
    found = json.loads(silk("score", "co-op.yaml", "--json")[1])
    assert (found["voice"], found["voices"]) == (None, {"count": 5, "differed": 3})


# At the table


def common(here):
    return load_answers(here / "co-op.yaml", load_pack(MINI))


# A section each; three disputed questions, each with what shows it.
EVENING = "\n\n2\nMinutes of May\n8\n\n1\n\n"


@pytest.mark.usefixtures("five")
def test_a_whole_evening(silk, here):
    code, out, err = silk("together", "co-op.yaml", "--agree", typed=EVENING)
    assert code == 0
    assert "Five voices. First what nobody disputes, then the three questions on which you differ" in words(err)
    assert "People: nobody disputes 2 of 4." in err
    assert 'One answer, one "does not apply". l lists them.' in words(err)
    assert "1 One lowest 2 Two 3 Three or more highest" in words(err)
    assert "5 of 5 answered." in err
    assert "Level 2, Mover" in out or "level" in out.lower()
    found = common(here)
    assert found.voices == Common(5, 3)
    assert found.voice is None
    assert found.answers["language-skills"].evidence == ("Minutes of May",)
    assert found.answers["review"].not_applicable == ""
    assert all(one.note is None for one in found.answers.values())
    assert "so says" not in (here / "co-op.yaml").read_text("utf-8")
    assert found.answered is not None


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("lines", range(len(EVENING.splitlines())))
def test_an_interrupted_table_goes_on_where_it_stopped(silk, here, lines):
    typed = EVENING.splitlines(keepends=True)
    silk("together", "co-op.yaml", "--agree", typed="".join(typed[:lines]))
    before = common(here).answers if (here / "co-op.yaml").exists() else {}
    rest = [] if lines < 1 else [line for i, line in enumerate(typed) if i >= lines]
    if lines in (3, 5, 7):  # what shows an answer is asked only once
        rest = rest[1:]
    code, out, err = silk("together", "co-op.yaml", "--agree", typed="".join(rest or typed))
    assert code == 0
    assert ("Welcome back." in err) == bool(before)
    after = common(here).answers
    assert before.items() <= after.items()
    assert len(after) == 7
    assert out


@pytest.mark.usefixtures("five")
def test_what_may_be_typed_at_the_table(silk, here):
    silk("together", "co-op.yaml", "--agree", typed="s\nl\n\ns\no\n/word\nb\n?\n+ a note\nq\n")
    found = common(here)
    assert set(found.answers) == {"mission-lock", "funder-impact", "share-abroad"}
    assert found.answers["share-abroad"].note == "a note"


@pytest.mark.usefixtures("five")
def test_one_can_go_back_and_leave_a_question_open(silk, here):
    code, out, err = silk("together", "co-op.yaml", "--agree", typed="\n\n2\n\nb\n3\n\nd\nx\n1\nq\n")
    found = common(here)
    assert found.answers["language-skills"].value == "more"
    assert found.answers["share-abroad"].unknown
    assert "This is the first one" not in err
    assert (code, "Level 2, Mover" in out) == (1, True)
    assert "One line was no answer: line 9 (funder-likelihood)." in words(err)
    assert "6 of 7 are settled, one disputed question is left." in words(err)


@pytest.mark.usefixtures("five")
def test_all_settled_it_says_so_and_gives_the_result(silk):
    silk("together", "co-op.yaml", "--agree", typed=EVENING)
    code, out, err = silk("together", "co-op.yaml", "--agree", typed="")
    assert (code, "Nothing is left to settle here." in err) == (0, True)
    assert out


@pytest.mark.usefixtures("five")
def test_answers_of_one_person_do_not_become_common(silk, here):
    text = HEAD.format(version="1.0.0", name="x").replace("voice: x\n", "") + "answers: {exchange: no}\n"
    (here / "co-op.yaml").write_text(text, "utf-8")
    code, out, err = silk("together", "co-op.yaml", "--agree", typed=EVENING)
    assert (code, out) == (1, "")
    assert "co-op.yaml holds answers of one person and is no common file yet" in words(err)
    assert "rename it to co-op.NAME.yaml" in words(err)
    assert (here / "co-op.yaml").read_text("utf-8") == text
    assert "it counts as no voice" in words(silk("together", "co-op.yaml")[2])


@pytest.mark.usefixtures("five")
def test_a_common_file_with_a_profile_alone_is_gone_on_with(silk, here):
    text = HEAD.format(version="1.0.0", name="x").replace("voice: x\n", "").replace("name: Coop", "name: Other")
    (here / "co-op.yaml").write_text(text, "utf-8")
    silk("together", "co-op.yaml", "--agree", typed="\n\nq\n")
    assert common(here).name == "Other"
    assert (here / "co-op.yaml.bak").read_text("utf-8") == text


@pytest.mark.usefixtures("two")
def test_the_open_table_shows_who_said_what(silk):
    err = silk("together", "co-op.yaml", "--open", "--agree", typed="\n\nq\n")[2]
    assert "board One finance Two" in words(err)

"""The command line: what each command prints where, and how it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from silk_assess import __version__, cli, exit_codes
from silk_assess.commands.help.pages import PAGES
from silk_assess.faults import Fault
from silk_assess.files import atomic_file

HERE = Path(__file__).parent.parent
MINI = HERE / "packs" / "mini"
HANEUL = HERE / "cases" / "haneul-works" / "answers.yaml"
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def silk(here, capsys):
    """Run a command line in this process; give exit code, stdout and stderr."""

    def run(*words: str | Path) -> tuple[int, str, str]:
        code = cli.run([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def co_op(here):
    shutil.copy(HANEUL, here / "co-op.yaml")
    return here / "co-op.yaml"


SLIPS = {
    "dir-choice: compared": "dir-choice: compered",
    "peo-remote:": "peo-remotte:",
    "mon-reserve: {value: 2.5,": 'mon-reserve: {value: "2,5",',
}


@pytest.fixture
def draft(co_op):
    """Three faults: a slip in an option, in an id, and a unit behind a number."""
    text = co_op.read_text(encoding="utf-8")
    for right, wrong in SLIPS.items():
        assert right in text
        text = text.replace(right, wrong)
    (co_op.parent / "draft.yaml").write_text(text, encoding="utf-8")
    return co_op.parent / "draft.yaml"


def process(*words: str | Path, code: str = "from silk_assess.cli import main; main()", **more):
    environment = {**os.environ, "PYTHONWARNINGS": "error", **more.pop("env", {})}
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False, env=environment, timeout=120, **more)


# Starting


def test_the_way_in_loads_nothing_heavy():
    code = (
        "import sys, silk_assess.cli; print(sorted({'pydantic', 'yaml', 'rich', 'jinja2', 'typer'} & set(sys.modules)))"
    )
    assert process(code=code).stdout == b"[]\n"


def test_a_slip_on_the_command_line_is_told_without_loading_the_engine():
    code = (
        "import sys; from silk_assess.cli import run; run(['scor']);"
        "print(sorted({'pydantic', 'yaml', 'jinja2'} & set(sys.modules)))"
    )
    assert process(code=code).stdout == b"[]\n"


def test_the_version_costs_little_more_than_python(tmp_path):
    """It aims at 3 x (docs/architecture.md, Speed); here 6 x, since machines that run tests are busy."""
    environment = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}

    def seconds(code: str) -> float:
        start = time.perf_counter()
        process("--version", code=code, env=environment)
        return time.perf_counter() - start

    ours = "from silk_assess.cli import main; main()"
    seconds(ours)
    assert min(seconds(ours) for _ in range(5)) < 6 * min(seconds("pass") for _ in range(5))


def test_the_version(silk):
    assert silk("--version") == (0, f"silk-assess {__version__}\n", "")


def test_alone_in_an_empty_folder(silk):
    code, out, err = silk()
    assert (code, err) == (0, "")
    assert out.startswith("\nHow ready is your organisation to work across borders?\n")
    assert out.endswith("  silk-assess ask co-op.yaml\nAll commands:             silk-assess --help\n")


def test_alone_beside_answers(silk, co_op, draft, here):
    (here / "notes.yaml").write_text("just: notes\n")
    (here / ".hidden.yaml").write_text("format: silk-answers/1\n")
    os.utime(draft, (1, 1))
    code, out, err = silk()
    assert (code, err) == (0, "")
    assert "2 answer files in this folder, the last saved first:\n\n  co-op.yaml    Haneul Works, saved " in out
    assert "                99 of 99 done\n  draft.yaml    3 faults: silk-assess check draft.yaml\n" in out
    assert "notes" not in out
    assert "hidden" not in out


def test_alone_beside_half_an_answer_file_tells_the_time_left(silk, co_op):
    lines = co_op.read_text(encoding="utf-8").splitlines(keepends=True)
    end = next(i for i, line in enumerate(lines) if "mon-currency" in line) + 1
    co_op.write_text("".join(lines[:end]), encoding="utf-8")
    assert re.search(r"49 of (99|100) done, about \d+ minutes left\n", silk()[1])


def test_alone_beside_many_answer_files_reads_the_last_five(silk, here):
    for i in range(12):
        file = here / f"f{i:02}.yaml"
        file.write_text("format: silk-answers/1\nquestionnaire: silk\nversion: 2.0.0\n")
        os.utime(file, (i, i))
    out = silk()[1]
    assert [line.split()[0] for line in out.splitlines() if re.match("  f", line)] == [
        f"f{i:02}.yaml" for i in range(11, 6, -1)
    ]
    assert "  and 7 more: silk-assess batch . -o out\n" in out


def test_questionnaires_beside_are_named(silk, here):
    shutil.copytree(MINI, here / "ours")
    assert "Another questionnaire is here for --pack: ours/.\n" in silk()[1]


# Help


def test_no_screen_speaks_of_commands_that_are_not_there(silk, co_op):
    said = "".join(
        silk(*words)[1] for words in ([], ["--help"], ["demo"], ["score", "co-op.yaml"], ["why", "co-op.yaml"])
    )
    assert set(re.findall(r"silk-assess ([a-z]+)", said)) <= set(PAGES)


# Wrong command lines


ANSWERS = "silk-demo/answers.yaml"
WRONG = [
    (["scor", "co-op.yaml"], 'There is no command "scor". Did you mean "score"?', "score co-op.yaml"),
    (["bogus"], 'There is no command "bogus". All commands:', "--help"),
    (
        ["ask", "a.yaml", "--only", "x"],
        "--only x is nothing to choose. It is written --only open:",
        "ask a.yaml --only open",
    ),
    (["--jsn"], "There is no option --jsn before a command. All commands and options:", "--help"),
    (["--pack", "x", "score"], "--pack stands behind the command. For example:", "score FILE --pack ID"),
    (["check"], "check needs a PATH. For example:", "check silk-demo/answers.yaml"),
    (["score", "--jsn", "x"], 'score has no option --jsn. Did you mean "--json"?', ""),
    (["demo", "-x"], "demo has no option -x. Its options:", "demo --help"),
    (["score", "x", "--pack"], "--pack needs something behind it. For example:", "score silk-demo/answers.yaml"),
    (["why", "a", "b", "c"], "c is more than why takes. For example:", "why silk-demo/answers.yaml governance"),
    (["why", "a", "b", "c", "d e"], "c d e is more than why takes. For example:", f"why {ANSWERS} governance"),
    (["demo", "all"], "all is more than demo takes. For example:", "demo"),
    (["batch", "a"], "batch needs the folder to write, behind -o. For example:", "batch a -o out"),
    (
        ["batch", "a b", "--force"],
        "batch needs the folder to write, behind -o. For example:",
        "batch 'a b' --force -o out",
    ),
    (["batch"], "batch needs an IN. For example:", "batch answers/ members.csv -o out"),
    (["ask", "--short=yes"], "--short takes nothing behind it. For example:", "ask co-op.yaml --short"),
    (["ask", "--only"], "--only needs something behind it. For example:", "ask co-op.yaml --short"),
    (["batch", "a", "-o"], "-o needs something behind it. For example:", "batch answers/ members.csv -o out"),
    (["score", "x", "--bench"], "score has no option --bench. Its options:", "score --help"),
    (["report", "x", "--bench"], 'report has no option --bench. Did you mean "--benchmark"?', ""),
]


@pytest.mark.parametrize(("words", "says", "command"), WRONG)
def test_a_wrong_command_line_is_told_in_one_message(silk, words, says, command):
    more = f"  silk-assess {command}\n" if command else ""
    assert silk(*words) == (2, "", f"{says}\n{more}")


def test_a_hostile_word_is_shown_and_never_sent(silk):
    code, _, err = silk("\x1b[2J")
    assert (code, err) == (2, 'There is no command "\\x1b[2J". All commands:\n  silk-assess --help\n')


# demo


def test_demo_writes_the_example_and_says_how_to_go_on(silk, here):
    code, out, err = silk("demo")
    assert (code, err) == (0, "")
    assert out.startswith("Haneul Works, an invented cooperative: low-cost water sensors\n\nLevel 2, Piloting. Firm: ")
    assert "lead to level 3, Committing: silk-assess why silk-demo/answers.yaml\n" in out
    assert sorted(one.name for one in (here / "silk-demo").iterdir()) == ["answers.yaml", "report.html", "report.md"]
    assert silk("score", "silk-demo/answers.yaml")[0] == 0
    assert silk("demo")[0] == 0


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("silk-demo/notes.txt", "silk-demo/ holds other files. Move them"),
        ("silk-demo/answers.yaml", "silk-demo/answers.yaml is no longer the example. Move it"),
        ("silk-demo", "silk-demo is a file here. Move it"),
    ],
)
def test_demo_writes_over_nothing_of_anybody(silk, here, file, says):
    (here / file).parent.mkdir(exist_ok=True)
    (here / file).write_text("mine")
    code, out, err = silk("demo")
    assert (code, out, " ".join(err.split())) == (4, "", f"{says}, or run this in another folder.")
    assert (here / file).read_text() == "mine"


def test_demo_leaves_a_report_that_was_changed_and_draws_it_with_force(silk, here):
    silk("demo")
    report = here / "silk-demo" / "report.md"
    drawn = report.read_bytes()
    report.write_bytes(drawn + b"Read on Monday.\n")
    code, out, err = silk("demo")
    says = (
        "silk-demo/report.md is a report that was changed since it was drawn. Move it, or write over it with --force."
    )
    assert (code, out, " ".join(err.split())) == (4, "", says)
    assert report.read_bytes() == drawn + b"Read on Monday.\n"
    assert silk("demo", "--force")[0] == 0
    assert report.read_bytes() == drawn


def test_demo_is_not_held_up_by_what_a_killed_one_left(silk, here):
    silk("demo")
    for name in ("report.md", "answers.yaml"):
        left = atomic_file.temporary_prefix(here / "silk-demo" / name) + "0123456789abcdef.part"
        (here / "silk-demo" / left).write_bytes(b"half")
    (here / ".silk-demo.lock").touch()
    assert silk("demo")[0] == 0
    assert sorted(one.name for one in (here / "silk-demo").iterdir()) == ["answers.yaml", "report.html", "report.md"]
    assert os.listdir(here) == ["silk-demo"]


@POSIX
@pytest.mark.parametrize("name", ["silk-demo", "silk-demo/report.md", "silk-demo/answers.yaml"])
def test_demo_follows_no_link(silk, here, name):
    silk("demo")
    (here / name).rename(here / "mine")
    (here / name).symlink_to(here / "mine")
    code, _, err = silk("demo", "--force")
    assert (code, err.startswith("silk-demo")) == (4, True)
    assert (here / name).is_symlink()


# score


def test_score_prints_the_result(silk, co_op):
    code, out, err = silk("score", "co-op.yaml")
    assert (code, err) == (0, "")
    assert out == (HERE / "screens" / "score-80.txt").read_text(encoding="utf-8")


def test_score_of_three_leaves_the_faulty_one_out(silk, co_op, draft):
    code, out, err = silk("score", co_op.name, draft.name, co_op.name)
    assert code == 1
    assert out.splitlines()[0].split() == ["file", "organisation", "level", "all", "together"]
    assert out.count("co-op.yaml") == 2
    assert err.startswith('draft.yaml:33:15: fault: "compered" is not an answer to dir-choice\n\n')
    assert err.endswith("\n\n2 of 3 files scored. draft.yaml has 3 faults and was left out.\n")


def test_score_of_one_faulty_file_prints_no_result(silk, draft):
    code, out, err = silk("score", draft.name)
    assert (code, out) == (1, "")
    assert err.endswith("\n\n3 faults in draft.yaml.\n")


def test_score_with_json_prints_one_object_a_line(silk, co_op, draft):
    code, out, err = silk("score", co_op.name, draft.name, co_op.name, "--json")
    one, two = out.splitlines()
    assert (code, one) == (1, two)
    assert json.loads(one)["organisation"]["name"] == "Haneul Works"
    assert "3 faults" in err
    assert out.encode() == process("score", co_op.name, co_op.name, "--json", cwd=co_op.parent).stdout


def test_json_is_utf_8_whatever_the_locale(here):
    answers = HERE / "packs" / "autre-langue" / "answers-muet.yaml"
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
    found = process("score", answers, "--json", "--pack", answers.parent, env=environment)
    assert json.loads(found.stdout.decode("utf-8"))["organisation"]["name"] == "두루미 협동조합"
    found = process("score", answers, "--pack", answers.parent, env=environment)
    assert found.stdout.startswith(b"\\ub450\\ub8e8\\ubbf8")
    assert (found.returncode, found.stderr) == (0, b"")


def test_a_file_that_is_not_there(silk, co_op):
    assert silk("score", "co-op.yml") == (4, "", 'There is no file co-op.yml here. Did you mean "co-op.yaml"?\n')
    code, out, err = silk("score", "co-op.yaml", "co-op.yml")
    assert (code, "Haneul Works" in out) == (4, True)
    assert err.endswith("1 of 2 files scored. co-op.yml cannot be read and was left out.\n")


def test_a_folder_is_no_file(silk, here):
    (here / "our answers").mkdir()
    assert silk("score", "our answers") == (
        4,
        "",
        "our answers is a folder, and score reads files. All files in it:\n  silk-assess batch 'our answers' -o out\n",
    )


def test_an_unknown_questionnaire_is_told_at_its_line(silk, co_op):
    co_op.write_text("format: silk-answers/1\nquestionnaire: hospital\nversion: 1.0.0\n")
    code, out, err = silk("score", "co-op.yaml")
    assert (code, out) == (1, "")
    assert err == (
        'co-op.yaml:2:16: fault: there is no questionnaire "hospital" here\n'
        "\n"
        "    2 | questionnaire: hospital\n"
        "      |                ^^^^^^^^ [questionnaire]\n"
        "   Those that come with the program: silk. Name the folder of another with\n"
        "   --pack.\n"
        "\n"
        "1 fault in co-op.yaml.\n"
    )


def test_answers_cannot_name_a_folder_to_be_read(silk, co_op, here):
    shutil.copytree(MINI, here / "mini")
    co_op.write_text("format: silk-answers/1\nquestionnaire: mini\nversion: 1.0.0\n")
    assert silk("score", "co-op.yaml")[0] == 1
    assert silk("score", "co-op.yaml", "--pack", "mini")[0] == 0


def test_a_faulty_questionnaire_is_told_once(silk, here):
    shutil.copytree(MINI, here / "mini")
    (here / "mini" / "people.yaml").write_text("id: people\n")
    code, out, err = silk("score", MINI / "answers.yaml", MINI / "answers.yaml", "--pack", "mini")
    assert (code, out) == (1, "")
    assert err.count(": fault: ") == 1
    assert err.endswith("1 fault in mini/people.yaml.\n")


def test_an_unknown_pack_offers_the_nearest(silk, co_op):
    code, _, err = silk("score", "co-op.yaml", "--pack", "silc")
    says = 'There is no questionnaire "silc". Did you mean "silk"? Another one is named by its folder.'
    assert (code, " ".join(err.split())) == (4, says)


# report


@pytest.mark.parametrize(
    ("out", "start"),
    [
        ("r.html", b"<!DOCTYPE html>"),
        ("R.HTML", b"<!DOCTYPE html>"),
        ("r.md", b"# Haneul Works"),
        ("r.json", b'{"format": "silk-result/1"'),
    ],
)
def test_the_ending_says_what_a_report_becomes(silk, co_op, here, out, start):
    code, said, err = silk("report", "co-op.yaml", "-o", out)
    more = " Open it in a browser; it needs no network." if out.lower().endswith("html") else ""
    assert (code, said, err) == (0, "", f"Wrote {out}.{more}\n")
    assert (here / out).read_bytes().lstrip().startswith(start)
    first = (here / out).read_bytes()
    assert silk("report", "co-op.yaml", "-o", out)[0] == 0
    assert (here / out).read_bytes() == first


def test_without_a_name_the_report_stands_beside_the_answers(silk, co_op, here):
    (here / "sub").mkdir()
    shutil.move(co_op, here / "sub" / "co-op.yaml")
    code, _, err = silk("report", "sub/co-op.yaml")
    assert (code, err) == (0, "Wrote sub/co-op.html. Open it in a browser; it needs no network.\n")
    assert (here / "sub" / "co-op.html").exists()


@pytest.mark.parametrize("out", ["r.docx", "r", "x.yaml"])
def test_another_ending_is_a_wrong_command_line(silk, co_op, here, out):
    code, said, err = silk("report", "co-op.yaml", "-o", out)
    assert (code, said) == (2, "")
    assert err.startswith("A report can be .html, .md or .json. ")
    assert err.endswith("\n  silk-assess report co-op.yaml -o report.html\n")
    assert [one.name for one in here.iterdir()] == ["co-op.yaml"]


def test_a_report_never_takes_the_place_of_its_answers(silk, co_op, here):
    answers = here / "answers.json"
    shutil.move(co_op, answers)
    before = answers.read_bytes()
    assert silk("report", "answers.json", "-o", "answers.json")[::2] == (
        4,
        "answers.json holds the answers. Choose another name with -o.\n",
    )
    (here / "link.md").hardlink_to(answers)
    assert silk("report", "answers.json", "-o", "link.md")[0] == 4
    assert answers.read_bytes() == before


def test_a_report_never_stands_inside_the_questionnaire(silk, here):
    shutil.copytree(MINI, here / "mini")
    code, _, err = silk("report", "mini/answers.yaml", "--pack", "mini")
    assert code == 4
    assert "mini/answers.html would stand inside the questionnaire mini." in err
    assert not (here / "mini" / "answers.html").exists()


def test_a_report_replaces_nothing_but_a_report(silk, co_op, here):
    (here / "mine.html").write_text("<p>my page</p>")
    code, _, err = silk("report", "co-op.yaml", "-o", "mine.html")
    assert (code, err) == (4, "mine.html is there already, and is no report of ours. Choose another name.\n")
    assert (here / "mine.html").read_text() == "<p>my page</p>"


@pytest.mark.parametrize("out", ["r.html", "r.md", "r.json"])
@pytest.mark.parametrize("at", ["the start", "the middle", "the end"])
def test_a_report_that_was_changed_is_replaced_with_force_only(silk, co_op, here, out, at):
    silk("report", "co-op.yaml", "-o", out)
    drawn = (here / out).read_bytes()
    cut = {"the start": 30, "the middle": len(drawn) // 2, "the end": len(drawn)}[at]
    changed = drawn[:cut] + b" \n" + drawn[cut:]
    (here / out).write_bytes(changed)
    code, _, err = silk("report", "co-op.yaml", "-o", out)
    what = "result" if out == "r.json" else "report"
    says = f"{out} is a {what} that was changed since it was drawn. Choose another name, or write over it with --force."
    assert (code, " ".join(err.split())) == (4, says)
    assert (here / out).read_bytes() == changed
    assert silk("report", "co-op.yaml", "-o", out, "--force")[0] == 0
    assert (here / out).read_bytes() == drawn


def test_force_replaces_nothing_of_anybody_else(silk, co_op, here):
    (here / "mine.html").write_text("<p>my page</p>")
    assert silk("report", "co-op.yaml", "-o", "mine.html", "--force")[0] == 4
    assert (here / "mine.html").read_text() == "<p>my page</p>"


def test_a_report_of_an_earlier_version_has_no_last_line_and_is_replaced(silk, co_op, here):
    silk("report", "co-op.yaml", "-o", "r.md")
    drawn = (here / "r.md").read_text(encoding="utf-8")
    (here / "r.md").write_text(drawn[: drawn.index("<!-- silk-report/1")], encoding="utf-8")
    assert silk("report", "co-op.yaml", "-o", "r.md")[0] == 0
    assert (here / "r.md").read_text(encoding="utf-8") == drawn


@pytest.mark.parametrize("out", ["r.html", "r.md"])
def test_the_last_line_of_a_report_is_the_digest_of_what_stands_above(silk, co_op, here, out):
    silk("report", "co-op.yaml", "-o", out)
    *above, last = (here / out).read_bytes().splitlines(keepends=True)
    assert last.decode() == f"<!-- silk-report/1 sha256:{sha256(b''.join(above)).hexdigest()} -->\n"


def test_a_report_sweeps_what_a_killed_one_left(silk, co_op, here):
    left = atomic_file.temporary_prefix(here / "r.md") + "0123456789abcdef.part"
    (here / left).write_bytes(b"half")
    assert silk("report", "co-op.yaml", "-o", "r.md")[0] == 0
    assert sorted(os.listdir(here)) == ["co-op.yaml", "r.md"]


@POSIX
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_report_follows_no_link(silk, co_op, here, force):
    silk("report", "co-op.yaml", "-o", "there.md")
    (here / "link.md").symlink_to("there.md")
    before = (here / "there.md").read_bytes()
    code, _, err = silk("report", "co-op.yaml", "-o", "link.md", *force)
    says = "link.md is a link, and no link is followed where something is written. Name what it leads to, there.md, or"
    assert (code, " ".join(err.split())) == (4, f"{says} choose another name.")
    assert (here / "there.md").read_bytes() == before
    assert (here / "link.md").is_symlink()


@POSIX
def test_an_old_report_of_2_gb_is_not_read_whole(here, co_op):
    with (here / "big.html").open("wb") as stream:
        stream.write(b"This report was made on your own computer")
        stream.truncate(2_000_000_000)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_AS, (800_000_000, 800_000_000)); "
    code = "import sys; from silk_assess import cli; sys.exit(cli.run(sys.argv[1:]))"
    command = [sys.executable, "-c", limit + code, "report", "co-op.yaml", "-o", "big.html"]
    assert subprocess.run(command, cwd=here, capture_output=True, check=False).returncode == 0
    assert (here / "big.html").stat().st_size < 1_000_000


def test_a_report_into_a_folder_that_is_not_there(silk, co_op):
    code, _, err = silk("report", "co-op.yaml", "-o", "no/r.html")
    assert (code, err) == (4, "There is no folder no here. Make it first, or name another place.\n")


# why


def test_why_names_the_lines_of_questionnaire_and_answers(silk, co_op):
    code, out, err = silk("why", "co-op.yaml", "man-decides")
    assert (code, err) == (0, "")
    assert re.search(r"^  governance\.yaml:\d+, in Mandate and oversight, in Governance$", out, re.MULTILINE)
    line = co_op.read_text(encoding="utf-8").splitlines().index("  man-decides: case-by-case") + 1
    assert f"Your answer (co-op.yaml:{line}): The board or the assembly decides" in out


def test_why_takes_titles_too(silk, co_op):
    assert silk("why", "co-op.yaml", "mandate AND oversight")[1] == silk("why", "co-op.yaml", "mandate")[1]


def test_why_of_what_is_not_there(silk, co_op):
    says = 'There is no "goverance" in this questionnaire. Did you mean "governance"?\n'
    assert silk("why", "co-op.yaml", "goverance") == (2, "", says)


# check


def test_check_of_what_is_clean(silk, co_op):
    code, out, err = silk("check", "co-op.yaml", MINI / "pack.yaml", MINI)
    assert (code, err) == (0, "")
    assert out.startswith("co-op.yaml: no faults. 92 answered, 3 don't know, 4 do not apply, 1 not asked.\n")
    counts = out.replace("\n  ", " ").split("\n")[-2]
    assert re.fullmatch(
        rf"{MINI}: no faults, 13 warnings of 3 kinds\. mini 1\.0\.0, 7 questions, 1 risk, 3 levels\.", counts
    )
    assert out.count("no faults") == 2


def test_check_prints_every_fault_of_answers(silk, draft):
    code, out, err = silk("check", "draft.yaml")
    assert (code, err) == (1, "")
    assert re.findall(r"\[([a-z-]+)\]", out) == ["option", "unknown-question", "number"]
    assert out.endswith("\n\n3 faults in draft.yaml.\n")


def test_check_looks_into_folders_but_not_into_hidden_ones(silk, here, co_op, draft):
    (here / "deep" / "er").mkdir(parents=True)
    (here / ".git").mkdir()
    shutil.move(draft, here / "deep" / "er" / "draft.yaml")
    shutil.copy(co_op, here / ".git" / "x.yaml")
    shutil.copytree(MINI, here / "mini")
    code, out, _ = silk("check", ".")
    assert code == 1
    assert "deep/er/draft.yaml:33:15: fault" in out
    assert "co-op.yaml: no faults" in out
    assert re.search("^mini: no faults", out, re.MULTILINE)
    assert ".git" not in out


def test_check_of_a_questionnaire_with_faults(silk, here):
    shutil.copytree(MINI, here / "mini")
    people = here / "mini" / "people.yaml"
    people.write_text(people.read_text().replace("weight: 2", "wieght: 2"))
    code, out, err = silk("check", "mini")
    assert (code, err) == (1, "")
    assert re.match(r'mini/people\.yaml:\d+:\d+: fault: a dimension has no key "wieght"\n\n', out)
    assert "1 fault in mini. Mend this, then check again: some faults can only be seen after" in out
    code, out, err = silk("check", MINI / "answers.yaml", "--pack", "mini")
    assert (code, out.count(": fault: "), err) == (1, 1, "")


def test_warnings_alone_are_no_failure(silk, here):
    shutil.copytree(MINI, here / "mini")
    code, out, _ = silk("check", "mini")
    assert code == 0
    assert re.search(r"^mini/people\.yaml:\d+:\d+: warning: ", out, re.MULTILINE)


def test_answers_to_another_version_are_warned_of(silk):
    folder = HERE / "packs" / "conditions-on-questions"
    code, out, _ = silk("check", folder / "answers-older-version.yaml", "--pack", folder)
    assert code == 0
    assert '"medium" is not an answer to kind-of' in " ".join(out.split())
    assert "no faults, 6 warnings of 2 kinds." in " ".join(out.split())


def test_check_of_what_is_not_there(silk, here, co_op):
    (here / "empty").mkdir()
    code, out, err = silk("check", "co-op.yaml", "no.yaml", "empty")
    assert (code, out.startswith("co-op.yaml: no faults.")) == (4, True)
    assert err == (
        'There is no file no.yaml here. Did you mean "co-op.yaml"?\n'
        "\n"
        "There are no .yaml files in empty.\n"
        "  Name a questionnaire, an answer file, or their folder.\n"
    )


# How it ends


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ([], 0),
        ([Fault((), "", "", "unused", severity="warning")], 0),
        ([Fault((), "", "", "option")], 1),
        ([Fault((), "", "", "option"), Fault((), "", "", "unreadable")], 4),
        ([Fault((), "", "", "unwritable")], 4),
        ([Fault((), "", "", "usage")], 2),
    ],
)
def test_exit_codes_are_decided_in_one_place(found, code):
    assert exit_codes.exit_code(found) == code


def test_a_bug_is_told_without_a_traceback_and_kept_without_answers(silk, co_op, here, monkeypatch):
    def broken(*_):
        raise KeyError("Haneul Works")

    monkeypatch.setattr("silk_assess.commands.score.one.score", broken)
    code, out, err = silk("score", "co-op.yaml")
    assert (code, out) == (3, "")
    assert err == (
        "Something went wrong in silk-assess. It is our fault, not yours.\n"
        "  What happened is written in silk-assess-bug.txt, without answers or names.\n"
        "  Please send that file to the address in the README. Nothing was sent.\n"
    )
    kept = (here / "silk-assess-bug.txt").read_text()
    assert re.match(r"silk-assess [\d.]+, Python [\d.]+, \w+\ncommand: score\nwhat: KeyError\nwhere:\n", kept)
    assert re.search(r"^  silk_assess/commands/app\.py:\d+ score$", kept, re.MULTILINE)
    assert not re.search(f"Haneul|co-op|{here}|{Path.home()}", kept)


def test_a_bug_where_nothing_can_be_written_is_told_whole(silk, co_op, here, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr("silk_assess.commands.score.one.score", None)
    code, _, err = silk("score", "co-op.yaml")
    assert code == 3
    assert [one.name for one in here.iterdir()] == ["co-op.yaml"]
    assert "Please send these lines to the address in the README:\n" in err
    assert "what: TypeError" in err


def test_an_account_replaces_an_earlier_one_and_nothing_else(silk, co_op, here, monkeypatch):
    monkeypatch.setattr("silk_assess.commands.score.one.score", None)
    (here / "silk-assess-bug.txt").write_text("what I found out about that bug")
    (here / "silk-assess-bug-2.txt").mkdir()
    for _ in range(2):
        code, _, err = silk("score", "co-op.yaml")
        assert (code, "What happened is written in silk-assess-bug-3.txt," in err) == (3, True)
    assert (here / "silk-assess-bug.txt").read_text() == "what I found out about that bug"
    assert (here / "silk-assess-bug-3.txt").read_text().startswith("silk-assess ")
    assert len(list(here.iterdir())) == 4


@POSIX
def test_an_account_follows_no_link(silk, co_op, here, monkeypatch):
    monkeypatch.setattr("silk_assess.commands.score.one.score", None)
    (here / "mine.txt").write_text("")
    (here / "silk-assess-bug.txt").symlink_to("mine.txt")
    assert "written in silk-assess-bug-2.txt" in silk("score", "co-op.yaml")[2]
    assert (here / "mine.txt").read_text() == ""


def test_an_interruption(silk, co_op, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("silk_assess.commands.score.one.score", interrupted)
    assert silk("score", "co-op.yaml") == (130, "", "")


@POSIX
def test_an_interruption_from_the_keyboard(co_op):
    code = (
        "import os, signal; from silk_assess import cli; from silk_assess.files import questionnaires; "
        "questionnaires.load_pack = lambda folder: os.kill(os.getpid(), signal.SIGINT); cli.main()"
    )
    found = process("score", "co-op.yaml", code=code, cwd=co_op.parent)
    assert (found.returncode, found.stdout, found.stderr) == (130, b"", b"")
    assert signal.getsignal(signal.SIGINT) is not None


@POSIX
@pytest.mark.parametrize("words", [["check", HERE / "packs" / "mini"], ["score", HANEUL, "--json"], ["--help"]])
def test_a_reader_that_has_gone_is_no_error(words):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-c", "from silk_assess.cli import main; main()", *map(str, words)]
    found = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=120)
    os.close(writing)
    assert (found.returncode, found.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_result_that_cannot_be_written():
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-c", "from silk_assess.cli import main; main()", "score", str(HANEUL)]
        found = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=120)
    assert found.returncode == 4
    assert found.stderr.startswith(b"The result cannot be printed: No space left on device.")


# Colour and width


def in_terminal(words: list[str | Path], columns: int, **environment: str) -> str:
    """Run in a terminal of our own and give all that was sent to it."""
    pty = pytest.importorskip("pty")
    termios = pytest.importorskip("termios")
    main, side = pty.openpty()
    termios.tcsetwinsize(side, (24, columns))
    command = [sys.executable, "-c", "from silk_assess.cli import main; main()", *map(str, words)]
    known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES", "CI")}
    running = subprocess.Popen(
        command, stdout=side, stderr=side, env={**known, "TERM": "xterm-256color", **environment}
    )
    os.close(side)
    sent = b""
    while True:
        try:
            some = os.read(main, 65536)
        except OSError:
            break
        if not some:
            break
        sent += some
    os.close(main)
    running.wait(timeout=120)
    return sent.decode().replace("\r\n", "\n")


SEQUENCE = re.compile(r"\x1b\[([0-9;]*)m")


@POSIX
@pytest.mark.parametrize("words", [["score"], ["why"], ["why", "man-decides"]], ids=" ".join)
@pytest.mark.parametrize("columns", [80, 40])
def test_without_colour_the_text_is_the_same_letter_for_letter(words, columns):
    line = [words[0], HANEUL, *words[1:]]
    colourful = in_terminal(line, columns)
    for plain in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert in_terminal(line, columns, **plain) == SEQUENCE.sub("", colourful)
    # Bold, dim, red, yellow, cyan, and their ends; nothing else is ever sent.
    assert set(SEQUENCE.findall(colourful)) <= {"0", "1", "2", "31", "33", "36"}
    assert "\x1b" not in SEQUENCE.sub("", colourful)
    if columns == 80:
        assert process(*line).stdout.decode() == SEQUENCE.sub("", colourful)


@POSIX
def test_a_terminal_of_twenty_columns_is_printed_to_as_if_it_had_forty(co_op):
    assert in_terminal(["score", HANEUL], 20, NO_COLOR="1") == in_terminal(["score", HANEUL], 40, NO_COLOR="1")
    assert in_terminal(["score", HANEUL], 200, NO_COLOR="1") == process("score", HANEUL).stdout.decode()

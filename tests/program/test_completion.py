"""Words that shells complete: asked as their scripts ask, and once through bash itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from silk_assess.files.questionnaires import find_pack, load_pack

HERE = Path(__file__).parent.parent
MINI = HERE / "packs" / "mini"
HANEUL = HERE / "cases" / "haneul-works" / "answers.yaml"
BASH = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


@pytest.fixture
def here(tmp_path):
    """A folder with answers, a questionnaire, a table, and what cannot be read."""
    for name in ("co-op.yaml", "other.YML", "our answers.yaml", ".hidden.yaml", "co-op.yaml.bak"):
        shutil.copy(HANEUL, tmp_path / name)
    shutil.copytree(MINI, tmp_path / "ours")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    shutil.copy(MINI / "answers.yaml", tmp_path / "deep" / "mini.yaml")
    (tmp_path / "members.csv").write_text("name\n")
    (tmp_path / "benchmark.json").write_text("{}")
    (tmp_path / "broken.yaml").write_bytes(b"format: [\x00\xff\n")
    return tmp_path


def asked(folder: Path, *words: str, shell: str = "bash", **environment: str) -> subprocess.CompletedProcess[str]:
    """Ask as a shell's script does: which words may stand in place of the last, which is not whole yet."""
    line = ["silk-assess", *words]
    variables = {
        "_SILK_ASSESS_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": "\n".join(line),
        "COMP_CWORD": str(len(words)),
        "_TYPER_COMPLETE_ARGS": " ".join(line),
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
    }
    command = [sys.executable, "-c", "from silk_assess.cli import main; main()"]
    return run(command, folder, **(variables | environment))


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    every = {**os.environ, "PYTHONWARNINGS": "error", **environment}
    return subprocess.run(command, cwd=folder, env=every, capture_output=True, text=True, check=False, timeout=120)


ASKS_WHY = {"_SILK_ASSESS_COMPLETE": "complete_bash", "COMP_WORDS": "silk-assess why co-op.yaml ", "COMP_CWORD": "3"}


def offered(folder: Path, *words: str) -> list[str]:
    found = asked(folder, *words)
    assert (found.returncode, found.stderr) == (0, "")
    return found.stdout.split("\n")[:-1] if found.stdout != "\n" else []


# What is offered


def test_commands(here):
    assert offered(here, "s") == ["score", "schema", "samples"]
    assert "ask" in offered(here, "")


def test_options(here):
    assert offered(here, "--") == ["--version", "--install-completion", "--show-completion"]
    assert offered(here, "score", "--") == ["--json", "--if-done", "--pack", "--help"]
    assert offered(here, "ask", "--s") == ["--short", "--section"]


FILES = ["broken.yaml", "co-op.yaml", "deep/mini.yaml", "other.YML"]


@pytest.mark.parametrize("command", ["ask", "score", "report", "why"])
def test_answer_files_here_and_one_folder_down(here, command):
    shutil.rmtree(here / "ours")
    (here / "our answers.yaml").unlink()
    assert offered(here, command, "") == FILES


def test_a_name_with_a_blank_is_offered_as_bash_takes_it(here):
    assert offered(here, "score", "our") == ["our\\ answers.yaml", *(f"ours/{one}" for one in sorted(pack_files()))]


def pack_files() -> list[str]:
    return [one.name for one in MINI.iterdir() if one.suffix == ".yaml"]


def test_several_files(here):
    assert offered(here, "score", "co-op.yaml", "co") == ["co-op.yaml"]


def test_a_folder_further_down(here):
    assert offered(here, "score", "deep/") == ["deep/mini.yaml"]


def test_what_check_and_batch_and_samples_read(here):
    assert offered(here, "check", "d") == ["deep/", "deep/er/", "deep/mini.yaml"]
    assert offered(here, "batch", "m") == ["members.csv"]
    assert offered(here, "samples", "d") == ["deep/", "deep/er/"]
    assert offered(here, "report", "co-op.yaml", "--benchmark", "b") == ["benchmark.json"]


def test_fixed_words(here):
    assert offered(here, "ask", "--only", "") == ["open"]
    assert offered(here, "batch", "x", "--columns", "") == ["short", "all"]
    assert offered(here, "batch", "x", "--columns", "") == ["short", "all"]


def test_several_fixed_words_with_commas_between(here):
    assert offered(here, "report", "co-op.yaml", "--without", "") == ["notes", "evidence", "by", "who"]
    assert offered(here, "report", "co-op.yaml", "--without", "notes,") == ["notes,evidence", "notes,by", "notes,who"]


def test_questionnaires(here):
    assert offered(here, "score", "co-op.yaml", "--pack", "") == ["silk", "ours"]
    assert offered(here, "score", "co-op.yaml", "--pack", "o") == ["ours"]


def test_parts_questions_risks_rules_and_levels_after_why(here):
    silk = load_pack(find_pack("silk"))
    every = offered(here, "why", "co-op.yaml", "")
    known = {*silk.node, *silk.asked, *(rule.id for rule, _ in silk.rules), *(one.id for one in silk.pack.head.levels)}
    assert set(every) == (known | {"flows", "level"}) - {"index"}
    assert len(every) == len(set(every))
    assert offered(here, "why", "co-op.yaml", "mandat") == ["mandate"]


def test_parts_of_the_only_answer_file_where_a_file_may_stand(here):
    assert "governance" not in offered(here, "why", "")
    for name in ("other.YML", "our answers.yaml"):
        (here / name).unlink()
    assert offered(here, "why", "gov") == ["governance"]
    assert {"co-op.yaml", "mandate", "man-decides", "level", "flows"} <= set(offered(here, "why", ""))


def test_ids_are_those_of_the_questionnaire_in_use(here):
    assert offered(here, "why", "--pack", "ours", "deep/mini.yaml", "lang") == ["languages", "language-skills"]


def test_sections_dimensions_and_risks_after_section(here):
    silk = load_pack(find_pack("silk"))
    assert "governance" in offered(here, "ask", "co-op.yaml", "--section", "g")
    assert set(offered(here, "ask", "--section", "")) == {*silk.node, "flows"} - {"index"}
    assert offered(here, "ask", "new.yaml", "--pack", "ours", "--section", "lang") == ["languages"]


def test_fields_after_by(here):
    assert "country" in offered(here, "batch", "x", "--by", "")


# What cannot be read


def test_of_a_questionnaire_with_broken_files_the_others_are_offered(here):
    (here / "ours" / "people.yaml").write_text("id: [\n")
    every = offered(here, "why", "--pack", "ours", "deep/mini.yaml", "")
    assert {"drift", "explorer"} <= set(every)
    assert not {"people", "languages"} & set(every)


@pytest.mark.parametrize(
    "words",
    [
        ("why", "broken.yaml", ""),
        ("why", "no.yaml", ""),
        ("why", "deep", ""),
        ("why", "co-op.yaml", "--pack", "no", "x"),
        ("ask", "broken.yaml", "--section", ""),
        ("score", "no/"),
        ("score", "~nobody/"),
        ("bogus", ""),
        ("score", "--bogus", "x", ""),
    ],
)
def test_in_a_folder_with_broken_files_nothing_is_said_besides(here, words):
    for name in ("pack.yaml", "people.yaml"):
        (here / "ours" / name).write_bytes(b"\xff{[")
    found = asked(here, *words)
    assert (found.returncode, found.stderr) == (0, "")
    assert "silk-assess-bug.txt" not in os.listdir(here)


def test_a_hostile_questionnaire_cannot_put_a_command_on_the_line(here):
    (here / "ours" / "people.yaml").write_text('id: "$(touch x)"\ndimensions: [{id: "a;b"}, {id: fine}]\n')
    every = offered(here, "why", "--pack", "ours", "deep/mini.yaml", "")
    assert "fine" in every
    assert not {"$(touch x)", "a;b"} & set(every)


def test_a_hostile_name_is_escaped_for_bash_and_left_out_elsewhere(here):
    (here / "z$(touch x).yaml").touch()
    assert offered(here, "score", "z") == ["z\\$\\(touch\\ x\\).yaml"]
    assert "touch" not in asked(here, "score", "z", shell="zsh").stdout


def test_a_fault_of_ours_is_not_told_to_a_shell(here):
    code = "from silk_assess.commands.completion import ids; ids.every = None; from silk_assess.cli import main; main()"
    found = run([sys.executable, "-c", code], here, **ASKS_WHY)
    assert (found.returncode, found.stdout, found.stderr) == (1, "", "")
    assert "silk-assess-bug.txt" not in os.listdir(here)


def test_without_the_shell_asking_an_empty_line_greets(here):
    assert " answer files in this folder" in asked(here, "", _SILK_ASSESS_COMPLETE="").stdout


def test_the_engine_is_not_loaded(here):
    code = (
        "import sys; from silk_assess.cli import run; run([]);"
        "sys.stderr.write(str(sorted({'jinja2', 'silk_assess.questionnaire.tree'} & set(sys.modules))))"
    )
    found = run([sys.executable, "-c", code], here, **ASKS_WHY)
    assert found.stderr == "[]"


# Shells


def test_other_shells_are_answered_in_their_own_way(here):
    assert asked(here, "score", "co", shell="zsh").stdout == "_arguments '*: :((\"co-op.yaml\"))'\n"
    assert asked(here, "score", "co", shell="powershell").stdout == "co-op.yaml::: \n"
    assert asked(here, "score", "co", shell="fish", _TYPER_COMPLETE_FISH_ACTION="get-args").stdout == "co-op.yaml\n"
    assert asked(here, "score", "co", shell="fish", _TYPER_COMPLETE_FISH_ACTION="is-args").returncode == 0
    assert asked(here, "score", "zzz", shell="fish", _TYPER_COMPLETE_FISH_ACTION="is-args").returncode == 1


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "complete -o default -F _silk_assess_completion silk-assess"),
        ("zsh", "compdef _silk_assess_completion silk-assess"),
        ("fish", "complete --command silk-assess --no-files"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName silk-assess"),
    ],
)
def test_a_script_for_each_shell(here, shell, line):
    found = asked(here, "", _SILK_ASSESS_COMPLETE=f"source_{shell}")
    assert (found.returncode, found.stderr) == (0, "")
    assert line in found.stdout
    assert f"_SILK_ASSESS_COMPLETE{' = ' if shell == 'powershell' else '='}" in found.stdout


@pytest.fixture
def bash(here, tmp_path_factory):
    """Run lines in bash with the program in its PATH and a home of its own; give all that is said."""
    aside = tmp_path_factory.mktemp("aside")
    (aside / "bin").mkdir()
    (aside / "home").mkdir()
    script = aside / "bin" / "silk-assess"
    script.write_text(f"#!{sys.executable}\nimport sys\nfrom silk_assess.cli import main\nsys.exit(main())\n")
    script.chmod(0o755)
    path = f"{aside / 'bin'}{os.pathsep}{os.environ['PATH']}"

    def said(lines: str) -> str:
        # Lines come from a file, so that bash stays, and is what the program finds around itself.
        (aside / "lines.sh").write_text(f"{lines}\ntrue\n")
        found = run(["bash", "--norc", str(aside / "lines.sh")], here, HOME=str(aside / "home"), PATH=path)
        return found.stdout + found.stderr

    said.home = aside / "home"
    return said


@BASH
def test_installed_in_bash_it_completes(bash):
    said = bash("silk-assess --install-completion")
    script = bash.home / ".bash_completions" / "silk-assess.sh"
    assert said.startswith(f"bash completion installed in {script}\n")
    assert str(script) in (bash.home / ".bashrc").read_text()
    words = bash(
        f"source {script}\n"
        'COMP_WORDS=(silk-assess score "our"); COMP_CWORD=2; _silk_assess_completion silk-assess\n'
        'printf "<%s>\\n" "${COMPREPLY[0]}"'
    )
    assert words == "<our\\ answers.yaml>\n"


@BASH
def test_the_script_is_shown_without_installing_it(bash):
    said = bash("silk-assess --show-completion")
    assert said.endswith("complete -o default -F _silk_assess_completion silk-assess\n")
    assert list(bash.home.iterdir()) == []


def test_where_no_shell_is_found_it_says_so(tmp_path):
    command = [sys.executable, "-c", "from silk_assess.cli import main; main()", "--show-completion"]
    found = run(command, tmp_path, HOME=str(tmp_path), _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == (
        "The shell around this program is none that words can be completed in.\n"
        "  Run it from bash, zsh, fish or PowerShell.\n"
    )

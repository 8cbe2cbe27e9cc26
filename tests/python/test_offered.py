"""What `import silk_assess` offers: it costs nothing until it is used, and is there whatever was imported before."""

import inspect
import subprocess
import sys

import pytest

import silk_assess as sa
from silk_assess import cli

NAMES = ["Answers", "Assessment", "Fault", "Figures", "Questionnaire", "SilkError", "answers", "assess", "batch"]
NAMES += ["questionnaire", "read", "report"]


def loaded(code):
    """Name the modules that a process has loaded behind some code."""
    told = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sorted(sys.modules))"],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    return set(told.stdout.splitlines()[-1].split())


def test_importing_loads_no_more_than_the_version():
    version = loaded("from silk_assess import cli; cli.run(['--version'])")
    assert loaded("import silk_assess") <= version
    assert loaded("import silk_assess") - loaded("pass") <= {"silk_assess", "types", "__future__"}


def test_a_frame_of_one_library_does_not_load_the_other():
    assert not {"pandas", "polars", "typer", "jinja2"} & loaded("import silk_assess as sa; sa.questionnaire; sa.batch")


def test_what_is_offered_is_named():
    assert sorted(sa.__all__) == NAMES
    assert set(NAMES) <= set(dir(sa))
    assert sa.__version__


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_there_and_can_be_called(name):
    assert callable(getattr(sa, name))


def test_a_room_that_has_the_name_of_a_function_is_called_as_that():
    import silk_assess.answers.reader
    import silk_assess.batch.run
    import silk_assess.report.result

    assert silk_assess.answers.reader.FORMAT == "silk-answers/1"
    with pytest.raises(sa.SilkError):
        sa.batch(3, "silk")
    with pytest.raises(sa.SilkError):
        sa.report(None)


def test_a_notebook_finds_how_it_is_called():
    import silk_assess.batch.run  # noqa: F401

    assert list(inspect.signature(sa.batch).parameters) == ["given", "questionnaire", "extra", "faults"]
    assert sa.batch.__doc__.startswith("Score many organisations.")


def test_what_is_not_offered_is_told_as_python_does():
    with pytest.raises(AttributeError, match="module 'silk_assess' has no attribute 'scroe'"):
        sa.scroe


def test_an_exception_goes_to_another_process_whole():
    import pickle

    with pytest.raises(sa.SilkError) as error:
        sa.questionnaire("gone")
    assert pickle.loads(pickle.dumps(error.value)).faults == error.value.faults


def test_the_command_line_is_as_it_was(capsys):
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out == f"silk-assess {sa.__version__}\n"


def test_a_type_checker_knows_what_is_offered(tmp_path):
    """Of a program that uses it rightly nothing is said, and of one slip exactly that."""
    pytest.importorskip("mypy")
    program = tmp_path / "use.py"
    program.write_text(
        "import silk_assess as sa\n"
        "q = sa.questionnaire('silk')\n"
        "a = sa.answers({'x': True}, questionnaire=q)\n"
        "r = sa.assess(q, a)\n"
        "page: str = sa.report(r, 'html')\n"
        "names = [one.name for one in sa.batch(['a.yaml'], q)]\n"
        "name: str | None = names[0]\n"
        "slip: int = r.to_json()\n"
    )
    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(program)],
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert [line.partition(": ")[0].rpartition(":")[2] for line in told.stdout.splitlines()[:-1]] == ["8"], told.stdout

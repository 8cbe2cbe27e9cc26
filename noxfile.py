"""The one door for whoever works on silk-assess: each thing that must hold is a session here.

    nox                    what every change needs
    nox -l                 all sessions
    nox -s test -- -k gate what stands behind -- goes to pytest
    nox -s docs -- draw    draw again what `nox -s docs` compares; so too samples and help

`.ci/run` calls the same sessions.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["test", "lint", "types", "layers", "samples", "docs", "help"]

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
TEST = ("-e", ".[test]")
# What scores and explains; what asks and saves. Each is covered by the tests of its own rooms.
SCORES = (
    "*/exact.py,*/questionnaire/conditions.py,*/questionnaire/tree.py,*/questionnaire/compile.py,*/answers/state.py,"
    "*/scoring/*,*/advice/*,*/silk_assess/plan/*,*/silk_assess/years/*"
)
SCORES_TESTS = (
    "tests/test_exact.py",
    "tests/questionnaire",
    "tests/answers",
    "tests/scoring",
    "tests/advice",
    "tests/plan",
    "tests/years",
    "tests/program/test_check_against.py",
    "tests/files/test_questionnaires.py",
)
ASKS = (
    "*/interview/*,*/files/atomic_file.py,*/files/in_the_making.py,*/files/lock.py,*/files/answer_session.py,"
    "*/files/answer_writer.py,*/files/plan_session.py,*/files/backups.py,*/files/yaml/edits.py,"
    "*/terminal/keyboard.py"
)
ASKS_TESTS = (
    "tests/interview",
    "tests/files",
    "tests/terminal",
    "tests/program/test_ask.py",
    "tests/program/test_plan.py",
    "tests/program/test_plan_ask.py",
)


def at_hand(version: str) -> str | None:
    """Give the program of this version of Python, where there is one that runs: on PATH, or kept by pyenv."""
    places = [f"python{version}", *sorted(map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin/python")))]
    for place in places:
        try:
            said = subprocess.run(
                [place, "-c", "import sys; print(sys.executable, '%d.%d' % sys.version_info[:2])"],
                capture_output=True,
                text=True,
                check=True,
            ).stdout.split()
        except (OSError, subprocess.CalledProcessError):
            continue
        if said[-1:] == [version]:
            return said[0]
    return None


OLDEST = at_hand(PYTHONS[0])
NEWEST = next(filter(None, map(at_hand, reversed(PYTHONS))), None)


# Other libraries change what is read and drawn, not what holds of random numbers.
FEWER = ("--examples", "10")
# Where another Python or library may be seen; the whole suite by hand: `nox -s lowest -- tests src`.
EDGES = (
    *("tests/program", "tests/files", "tests/interview", "tests/terminal", "tests/report", "tests/commands"),
    *("tests/questionnaire", "tests/tables", "tests/workbooks", "src"),
)


def suite(session: nox.Session, *install: str, words: tuple[str, ...] = ()) -> None:
    """Install, and run the whole suite on two processes."""
    session.install(*TEST, *install)
    session.run("python", "-m", "pytest", "-q", "-n", "2", *words, *session.posargs)


def drawn(session: nox.Session, *command: str) -> None:
    """Compare what a command draws with what is there; behind `-- draw`, draw it again."""
    session.run(*command, *(() if "draw" in session.posargs else ("--check",)))


# What every change needs


@nox.session
def test(session: nox.Session) -> None:
    """The test suite, with the newest libraries."""
    suite(session)


@nox.session
def lint(session: nox.Session) -> None:
    """Style and format."""
    session.install("-e", ".[quality]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Types, strictly."""
    session.install("-e", ".[quality,scale]")
    session.run("mypy")


@nox.session
def layers(session: nox.Session) -> None:
    """No room imports from one above it."""
    session.install("-e", ".[quality]")
    session.run("lint-imports")


@nox.session
def samples(session: nox.Session) -> None:
    """Sample reports are fresh; what is shipped and shown has no fault."""
    session.install("-e", ".")
    drawn(session, "silk-assess", "samples", "tests/cases")
    session.run("silk-assess", "check", "questionnaires/silk", "tests/cases")


@nox.session
def docs(session: nox.Session) -> None:
    """The pages that are drawn from the program are as it would draw them."""
    session.install("-e", ".")
    drawn(session, "python", "docs/draw.py")


@nox.session
def help(session: nox.Session) -> None:
    """The help pages are as the declarations of the commands would draw them."""
    session.install("-e", ".")
    drawn(session, "python", "-m", "silk_assess.commands.help.draw")


# What takes longer


@nox.session
def properties(session: nox.Session) -> None:
    """The property tests, with 100 random examples each; by hand `-- --examples 1000` and more."""
    session.install(*TEST)
    session.run("python", "-m", "pytest", "-q", "-n", "2", "-m", "hypothesis", "--examples", "100", *session.posargs)
    # 5,000 rows, a third of them spoilt.
    session.run("python", "-m", "pytest", "-q", "--examples", "200", "tests/columns/test_codes.py", "-k", "spoilt")


@nox.session
def coverage(session: nox.Session) -> None:
    """Each branch of what scores and explains, and of what asks and saves, is tested."""
    session.install(*TEST)
    for include, tests in ((SCORES, SCORES_TESTS), (ASKS, ASKS_TESTS)):
        session.run(
            "python", "-m", "pytest", "-q", "-n", "2", "--cov=silk_assess", "--cov-report=", *tests, silent=True
        )
        session.run(
            *("python", "-m", "coverage", "report", "--fail-under=100", "--skip-covered", "--show-missing"),
            f"--include={include}",
        )


@nox.session(python=OLDEST)
def lowest(session: nox.Session) -> None:
    """What meets the oldest Python and libraries that pyproject.toml allows; all of the suite behind `-- tests src`."""
    if OLDEST is None:
        session.skip(f"Python {PYTHONS[0]} is not at hand")
    suite(session, "-c", "tests/lowest.txt", words=FEWER if session.posargs else (*FEWER, *EDGES))


@nox.session(python=NEWEST)
def newest(session: nox.Session) -> None:
    """What meets the newest Python at hand, with the newest libraries; all of the suite behind `-- tests src`."""
    if NEWEST is None:
        session.skip("no Python that this program supports is at hand")
    session.log(f"newest Python at hand: {NEWEST}")
    suite(session, words=FEWER if session.posargs else (*FEWER, *EDGES))


@nox.session
def kills(session: nox.Session) -> None:
    """Interviews, batches and all other writers that are killed, disks that fail: nothing is lost."""
    if sys.platform == "win32":
        session.skip("needs POSIX")
    session.install(*TEST)
    session.run("python", "tests/kill-interview", "--kills", "25", "--every", "12")
    session.run("python", "tests/kill-batch", "--kills", "10")
    session.run("python", "tests/kill-writers", "--kills", "30")
    session.run("python", "tests/kill-table", "--every", "20")
    session.run("python", "tests/kill-plan", "--every", "20")
    session.run("python", "tests/lock-contention", "--seconds", "5")


@nox.session
def fuzz(session: nox.Session) -> None:
    """Broken input for every reader, five seconds each: a value or a fault comes back, and nothing else."""
    session.install(*TEST)
    session.run("python", "tests/fuzz/run", "--seconds", "5", "--seed", "20", *session.posargs)


@nox.session(name="same-bytes")
def same_bytes(session: nox.Session) -> None:
    """The same bytes in environments that differ in all that must not matter."""
    session.install("-e", ".")
    session.run("bash", "tests/same-bytes", "python", external=True)


@nox.session
def browser(session: nox.Session) -> None:
    """Pages in a browser: sample reports, portfolios, a report among others, plans, agendas, two years, long words."""
    session.install(*TEST)
    place = Path(session.create_tmp())
    pages, invented = place / "pages", place / "invented"
    few = sorted(map(str, Path("tests/cases").glob("*/answers.yaml")))
    pages.mkdir(exist_ok=True)
    session.run("python", "benchmarks/invented.py", str(invented), "--number", "300", "--seed", "1")
    session.run("silk-assess", "batch", *few, "-o", str(pages / "few"), "--force")
    session.run("silk-assess", "batch", str(invented), "-o", str(pages / "many"), "--by", "country", "--force")
    earlier, moved = str(place / "earlier"), str(pages / "moved")
    session.run("python", "benchmarks/invented.py", earlier, "--number", "40", "--seed", "2")
    session.run("silk-assess", "batch", str(invented), "--before", earlier, "-o", moved, "--force")
    benchmark, among = str(pages / "many" / "benchmark.json"), str(pages / "among.html")
    session.run("silk-assess", "report", "tests/cases/puentes/answers.yaml", "--benchmark", benchmark, "-o", among)
    story = "tests/cases/story/2025/co-op"
    session.run("silk-assess", "plan", f"{story}.yaml", "-o", str(pages / "plan.html"), "--force")
    with_plan = ("--plan", f"{story}.plan.yaml", "-o", str(pages / "with-plan.html"), "--force")
    session.run("silk-assess", "report", "tests/cases/story/2026/co-op.yaml", *with_plan)
    years = ("tests/versions/silk-1.0.1/haneul-works.yaml", "tests/cases/haneul-works/answers.yaml")
    session.run("silk-assess", "compare", *years, "-o", str(pages / "comparison.html"), "--force")
    session.run("bash", "tests/browser/run", "tests/cases", str(pages), external=True)
    session.run("python", "tests/long-words", str(place / "words"))
    session.run("bash", "tests/browser/run", "--fits", str(place / "words"), "tests/cases", str(pages), external=True)


@nox.session
def editor(session: nox.Session) -> None:
    """Fresh questionnaires in the language server that editors use: no diagnostics, and slips are marked."""
    session.install("-e", ".")
    session.run("bash", "tests/editor/run", env={"PYTHON": "python"}, external=True)


@nox.session
def wheel(session: nox.Session) -> None:
    """A wheel is built from the source distribution; it runs elsewhere, and what it brings compiled changes no byte."""
    session.install("build", "uv")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        session.run("python", "-m", "build", "--outdir", str(place / "dist"), ".", silent=True)
        session.run("python", "-m", "venv", str(place / "clean"))
        programs = place / "clean" / ("Scripts" if sys.platform == "win32" else "bin")
        (built,) = (place / "dist").glob("*.whl")
        session.run(str(programs / "python"), "-m", "pip", "install", "-q", str(built), external=True)
        session.chdir(place)
        silk = str(programs / "silk-assess")
        session.run(silk, "demo", external=True)
        session.run(silk, "score", "silk-demo/answers.yaml", "--json", external=True, silent=True)
        for page in ("report.html", "report.md"):
            if not (place / "silk-demo" / page).stat().st_size:
                session.error(f"silk-demo/{page} is empty")
        session.chdir(Path(__file__).parent)
        pythons = []
        for name, python, libraries in (("lowest", OLDEST, ("-c", "tests/lowest.txt")), ("newest", NEWEST, ())):
            if python is not None:
                pythons.append(str(place / name / programs.name / "python"))
                session.run("uv", "venv", "-q", "--python", python, str(place / name))
                into = ("uv", "pip", "install", "-q", "--compile-bytecode", "--python", pythons[-1])
                session.run(*into, f"{built}[xlsx]", *libraries)
        session.run("python", "tests/compiled-road", *pythons)


@nox.session(name="paste-readme")
def paste_readme(session: nox.Session) -> None:
    """Every command of the README works as pasted, one after the other in one shell."""
    if sys.platform == "win32":
        session.skip("needs POSIX")
    session.install("pexpect>=4.9", "uv", "pipx")
    session.run("python", "tests/paste-readme", *session.posargs)


@nox.session
def site(session: nox.Session) -> None:
    """The documentation as a site: it builds without a warning, reads offline, all links lead somewhere."""
    session.install("-e", ".[site]")
    place = session.posargs[0] if session.posargs else str(Path(session.create_tmp()) / "site")
    session.run("sphinx-build", "-q", "-W", "--keep-going", "-n", "-E", "-b", "html", "-c", "docs", ".", place)
    session.run("python", "tests/site/links", place)


@nox.session
def pipelines(session: nox.Session) -> None:
    """What pipelines use: the action, the hooks, the image, the lines for two forges, each with the steps it names."""
    if sys.platform == "win32":
        session.skip("needs POSIX")
    session.install("check-jsonschema", "pre-commit", "pyyaml")
    session.run("python", "tests/pipelines/run", *session.posargs)


@nox.session
def release(session: nox.Session) -> None:
    """What a release is made of, built and looked at; `-- FOLDER` keeps it. Nothing is published from here."""
    session.install("build", "twine", "cyclonedx-bom", "uv")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        dist = Path(session.posargs[0]) if session.posargs else place / "dist"
        session.run("python", "-m", "build", "--installer", "uv", "--outdir", str(dist), ".", silent=True)
        built = sorted(map(str, dist.glob("silk_assess-*")))
        session.run("twine", "check", "--strict", *built)
        python = str(place / "clean" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
        session.run("uv", "venv", "-q", "--python", sys.executable, str(place / "clean"))
        session.run("uv", "pip", "install", "-q", "--python", python, f"{next(dist.glob('*.whl'))}[xlsx]")
        parts = (
            "--pyproject",
            "pyproject.toml",
            "--output-reproducible",
            "--of",
            "JSON",
            "-o",
            str(dist / "sbom.cdx.json"),
        )
        session.run("cyclonedx-py", "environment", *parts, python)
        session.run("python", "tests/release/look", str(dist), python)


@nox.session
def spark(session: nox.Session) -> None:
    """docs/spark.md, run by copy and paste, gives what one process gives (needs Java 17)."""
    session.install("-e", ".[test,spark]")
    session.run("pytest", "-q", "-rs", "tests/columns/test_spark.py", *session.posargs)


@nox.session
def speed(session: nox.Session) -> None:
    """How fast, as ratios: a report and no gate."""
    session.run("python", "benchmarks/speed.py", "--quick")
    session.install("-e", ".[scale]", "polars")
    session.run("python", "benchmarks/batch.py", "--number", "1000", "--rows", "2000", "--pairs", "3")
    session.run("python", "benchmarks/columns.py", "--rows", "20000", "--pairs", "3")

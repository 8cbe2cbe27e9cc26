"""How many questions are done is one figure, wherever it is said: in the interview, on screens, in the report."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from silk_assess.commands.ask import closing, overview, question, review, start
from silk_assess.commands.assessed import Case, Shelf
from silk_assess.commands.check.command import inspect
from silk_assess.commands.home import command as home
from silk_assess.files.answer_session import AnswerFile
from silk_assess.interview.route import begin
from silk_assess.report.organisation.view import view
from silk_assess.terminal.layout import plain

HERE = Path(__file__).parent.parent
SAMPLES = [(None, file) for file in sorted((HERE / "cases").glob("*/answers.yaml"))]
SAMPLES += [(file.parent, file) for file in sorted((HERE / "packs").glob("*/answers*.yaml"))]
IDS = [f"{file.parent.name}-{file.stem}" for _, file in SAMPLES]
STATES = ("answered", "don't know", "(?:does|do) not apply", "open", "not asked")


def text(lines):
    return " ".join("\n".join(plain(line) for line in lines).split())


def figures(said):
    """Find what is said of done, as pairs of numbers."""
    return [(int(done), int(total)) for done, total in re.findall("([0-9]+) of ([0-9]+) done", said)]


def states(said):
    """Read how many are in each state out of a sentence that counts them."""
    return {state: int(n) for state in STATES for n in re.findall(f"([0-9]+) {state}", said)[:1] if int(n)}


@pytest.fixture(params=SAMPLES, ids=IDS)
def case(request) -> Case:
    pack, file = request.param
    return Shelf(None if pack is None else str(pack)).case(file)


@pytest.fixture
def position(case):
    return begin(case.assessment.tree, case.assessment.answers).position


@pytest.fixture
def expected(case):
    """Done and all that may be, counted here from what is stored."""
    tree, answers, standings = case.assessment.tree, case.assessment.answers.answers, case.assessment.standings
    found = Counter()
    for one in tree.questions:
        state, stored = standings[one.id].state, answers.get(one.id)
        found["total"] += state != "hidden"
        found["done"] += state in ("answered", "not applicable")
        found["done"] += state == "unknown" and stored is not None and stored.unknown
    return found["done"], found["total"]


def test_the_interview_counts_once(position, expected):
    id = next(one.id for one in position.tree.questions)
    assert figures(text(question.question(replace(position, at=id), 80)))[:1] == [expected]
    first, *by_part = figures(text(overview.overview(position, 80)))
    assert first == expected == (sum(done for done, _ in by_part), sum(total for _, total in by_part))
    assert figures(text(closing.left(position, "f.yaml", [], False, 80))) == [expected]
    done, total = expected
    assert review.all_done(position).startswith(
        f"All {done} questions" if done == total else f"{done} of {total} questions"
    )


def test_the_first_screens_count_as_the_interview_does(case, position, expected, tmp_path, monkeypatch):
    file = tmp_path / "f.yaml"
    file.write_bytes(Path(case.file).read_bytes())
    opened = AnswerFile(file, position.tree)
    opened.close()
    assert figures(text(start.returning(position, opened.found, "f.yaml", "f.yaml.bak", 80))) == [expected]
    if position.tree.pack.head.id == "silk":
        ((found,), _) = home.answer_files(tmp_path)
        assert (found.done, found.total) == expected


def test_the_report_counts_as_the_screen_does(case, expected):
    shown = view(case.assessment)
    assert figures(shown.verdict.facts[0].head) == [expected]
    whole = states(shown.verdict.facts[0].text)
    by_section = Counter()
    for section in shown.answers:
        by_section.update(states(section.counts) if section.title != "Your organisation" else {})
    assert whole == dict(by_section)
    (checked,) = inspect([Path(case.file)], None if case.pack is None else case.pack)
    assert states(checked.counts) == whole

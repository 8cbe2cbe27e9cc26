"""What has no certain number: absent here, absent before, on another scale; and what such a verdict looks like."""

from pathlib import Path

import pytest

from silk_assess.answers.model import Answer, Answers
from silk_assess.answers.reader import answers_of
from silk_assess.commands.assessed import Case
from silk_assess.commands.compare.command import Compared
from silk_assess.commands.guard.command import Guarded
from silk_assess.commands.guard.screen import guarded
from silk_assess.guard.deciding import Decider, deciding
from silk_assess.guard.verdict import Baseline, held_to_baseline, held_to_points, overall
from silk_assess.scoring.assess import assess
from silk_assess.terminal.layout import cells, plain
from silk_assess.years.comparison import compared
from small_packs import hundred, index, section, tree_of, yes_no

HERE = Path(__file__).parent
LEFT = {"not_applicable": "Nothing of it"}


def read(tree, answers):
    head = tree.pack.head
    raw = {"format": "silk-answers/1", "questionnaire": head.id, "version": head.version, "answers": answers}
    found, faults = answers_of(raw, tree, "a.yaml")
    assert faults == []
    return found


def comparison(old, old_answers, new, new_answers):
    return compared(assess(old, read(old, old_answers)), read(new, old_answers), assess(new, read(new, new_answers)))


def text(found, width=80):
    lines = [plain(line) for line in guarded(found, width)]
    assert all(cells(line) <= width or "silk-assess" in line for line in lines)
    return "\n".join(lines)


def against(done):
    new = done.new
    case = Case("new.yaml", None, HERE, new)
    return Guarded(case, (), Compared(Path("old.yaml"), case, done, ()), held_to_baseline(done))


def test_what_does_not_apply_here_is_undecided_and_no_answer_is_asked_for():
    tree = tree_of(section("part", yes_no("a", **LEFT)), section("other", yes_no("b")))
    found = assess(tree, read(tree, {"a": "na", "b": "yes"}))
    holding = held_to_points(found, "part", 0)
    assert (holding.verdict, deciding(found, [holding]).questions) == ("undecided", ())
    case = Case("new.yaml", None, HERE, found)
    said = text(Guarded(case, (holding,), None, Baseline((), ())))
    assert "undecided  0 in part: no points, for it does not apply" in said
    assert "No open answer decides it." in said


def test_what_applied_before_and_does_not_now_is_undecided():
    tree = tree_of(section("part", yes_no("a", **LEFT)), section("other", yes_no("b")))
    found = held_to_baseline(comparison(tree, {"a": "yes", "b": "yes"}, tree, {"a": "na", "b": "yes"}))
    assert [(one.node, one.verdict) for one in found.holdings] == [("part", "undecided"), ("other", "passed")]


def test_what_did_not_apply_before_holds_nothing_and_is_named():
    tree = tree_of(section("part", yes_no("a", **LEFT)), section("other", yes_no("b")))
    done = comparison(tree, {"a": "na", "b": "yes"}, tree, {"a": "yes", "b": "yes"})
    assert held_to_baseline(done).without == ("part",)
    assert "Held to nothing, since old.yaml had no figure there: part." in text(against(done))


def test_another_scale_is_undecided_and_said():
    old = tree_of(section("part", yes_no("a")), section("other", yes_no("b")))
    new = tree_of(section("part", yes_no("a"), scale=10), section("other", yes_no("b")))
    done = comparison(old, {"a": "yes", "b": "yes"}, new, {"a": "yes", "b": "yes"})
    found = held_to_baseline(done)
    assert [(one.node, one.verdict) for one in found.holdings] == [("part", "undecided"), ("other", "passed")]
    assert "measured on another scale now" in " ".join(text(against(done), 40).split())


def test_a_difference_that_rounds_away_is_shown():
    tree = tree_of(section("part", hundred("a")))
    found = text(against(comparison(tree, {"a": "50.02"}, tree, {"a": "50.01"})))
    assert "failed     part: 50.0, before 50.02" in found


def test_what_decides_whether_another_is_asked_comes_behind_it():
    tree = tree_of(section("part", yes_no("a"), yes_no("b", when={"c": "yes"})), section("other", yes_no("c")))
    found = assess(tree, read(tree, {}))
    named = deciding(found, [held_to_points(found, "part", 40_000_000)])
    assert ([one.id for one in named.questions], named.lead_on) == (["a", "c"], True)


def test_an_answer_that_settles_it_alone_says_so():
    tree = tree_of(section("part", yes_no("a"), yes_no("b")))
    found = assess(tree, read(tree, {}))
    holding = held_to_points(found, "part", 50_000_000)
    assert deciding(found, [holding]).questions == (
        Decider("a", "undecided", "passed"), Decider("b", "undecided", "passed")
    )  # fmt: skip
    said = text(Guarded(Case("new.yaml", None, HERE, found), (holding,), None, Baseline((), ())))
    assert said.count("It passes with the best answer alone.") == 2


@pytest.mark.parametrize("width", [80, 40])
def test_a_hostile_name_is_shown_and_never_sent(width):
    tree = tree_of(section("part", hundred("a")), index=index("part"))
    answers = Answers(name="Coop \x1b[2J\u202e", answers={"a": Answer(5_000_000)}, version=tree.pack.head.version)
    found = assess(tree, answers)
    case = Case("new.yaml", None, HERE, found)
    said = text(Guarded(case, (held_to_points(found, "index", 0),), None, Baseline((), ())), width)
    assert "\\x1b[2J\\u202e" in said
    assert "\x1b" not in said


def test_nothing_to_hold_has_passed():
    assert overall([]) == "passed"

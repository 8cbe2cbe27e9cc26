"""The compiled questionnaire: order, dependants, and no limit from Python's stack."""

from __future__ import annotations

from silk_assess.answers.reader import answers_of
from silk_assess.questionnaire.compile import grow
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model_faults import shaped
from silk_assess.questionnaire.tree import sorted_by_reading
from silk_assess.scoring.assess import assess

HEAD = {"format": "silk-pack/1", "id": "x", "version": "1.0.0", "language": "en", "title": "T", "sections": ["a"]}


def test_what_is_read_comes_first_even_through_a_diamond():
    reading = {"top": ["left", "right"], "left": ["bottom"], "right": ["bottom", "elsewhere"], "bottom": []}
    assert sorted_by_reading(reading) == ["bottom", "left", "right", "top"]


def test_a_chain_of_three_thousand_questions_is_scored():
    """Each question waits for the one before; the first two are answered."""
    questions = [{"id": "q0", "type": "yes-no", "text": "?"}]
    questions += [{"id": f"q{i}", "type": "yes-no", "text": "?", "when": {f"q{i - 1}": "yes"}} for i in range(1, 3000)]
    section = {"id": "a", "title": "A", "kind": "score", "questions": questions}
    tree = grow(shaped(Pack, {"head": HEAD, "sections": [section], "fingerprint": "sha256:0"}))
    raw = {"format": "silk-answers/1", "questionnaire": "x", "version": "1.0.0", "answers": {"q0": "yes", "q1": "no"}}

    answers, faults = answers_of(raw, tree, "a.yaml")
    value = assess(tree, answers).values["a"]

    assert not faults
    assert value is not None
    assert (value.low, value.point, value.high, value.coverage) == (50_000_000, 50_000_000, 50_000_000, 1_000_000)

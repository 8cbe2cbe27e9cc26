"""Pieces put into a YAML text: all else stays letter for letter, comments, order and line ends too."""

import random

import pytest

from hand_edits import edited
from shipped import haneul, silk
from silk_assess.advice.findings import findings
from silk_assess.faults import Code, SilkError
from silk_assess.files import plans
from silk_assess.files.yaml import edits, reader
from silk_assess.plan.proposals import proposals
from silk_assess.scoring.assess import assess
from silk_assess.wording import plan_file

ONE = edits.Entry({"id": "x", "who": ""}, ("# about x",), ("id: x", "who:"), '{id: x, who: ""}')


def added(text: str) -> str:
    return edits.appended(text, "steps", [ONE], "plan")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("steps:\n  - id: a\n", "steps:\n  - id: a\n  # about x\n  - id: x\n    who:\n"),
        ("steps:\n- id: a", "steps:\n- id: a\n# about x\n- id: x\n  who:\n"),
        ("steps:\r\n - id: a\r\n", "steps:\r\n - id: a\r\n # about x\r\n - id: x\r\n   who:\r\n"),
        ("steps:\n- id: a\n# last\n", "steps:\n- id: a\n# last\n# about x\n- id: x\n  who:\n"),
        ("steps:\n- id: a\n...\n", "steps:\n- id: a\n# about x\n- id: x\n  who:\n...\n"),
        ("steps:\n- note: |\n    b\n\n", "steps:\n- note: |\n    b\n\n# about x\n- id: x\n  who:\n"),
        ("steps:\n", "steps:\n  # about x\n  - id: x\n    who:\n"),
        ("steps: [] # none\nb: c\n", "steps: # none\n  # about x\n  - id: x\n    who:\nb: c\n"),
        ('steps: ""\n', "steps:\n  # about x\n  - id: x\n    who:\n"),
        ("steps: [{id: a}]\n", 'steps: [{id: a}, {id: x, who: ""}]\n'),
        ("steps: [{id: a}, ]\n", 'steps: [{id: a}, {id: x, who: ""}]\n'),
        ("steps: [{id: a} # b\n ]\n", 'steps: [{id: a} # b\n , {id: x, who: ""}]\n'),
        ("{steps: []}\n", '{steps: [{id: x, who: ""}]}\n'),
        (
            "steps:\n- id: a\n  # of a\n# of b\nb: c\n",
            "steps:\n- id: a\n  # of a\n# about x\n- id: x\n  who:\n# of b\nb: c\n",
        ),
    ],
)
def test_an_entry_comes_last(text, expected):
    assert added(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("steps:\n- id: a\n  who:\n", "steps:\n- id: a\n  who: Ana\n"),
        ("steps:\n- id: a\n  who: # whom?\n", "steps:\n- id: a\n  who: Ana # whom?\n"),
        ("steps:\n- id: a\n  who: ''\n", "steps:\n- id: a\n  who: Ana\n"),
        ("steps:\n- id: a\n  who: Bo # or Cy\n", "steps:\n- id: a\n  who: Ana # or Cy\n"),
        ("steps:\n- who: |\n    Bo\n  id: a\n", "steps:\n- who: Ana\n  id: a\n"),
        ("steps:\n- id: a # b\n", "steps:\n- id: a # b\n  who: Ana\n"),
        ("steps:\n- id: a", "steps:\n- id: a\n  who: Ana"),
        ("steps:\r\n- id: a\r\n", "steps:\r\n- id: a\r\n  who: Ana\r\n"),
        ("steps:\n- id: a\n  note: |\n    b\n\nz: 1\n", "steps:\n- id: a\n  note: |\n    b\n\n  who: Ana\nz: 1\n"),
        ("steps: [{id: a}]\n", "steps: [{id: a, who: Ana}]\n"),
        ("steps: [{id: a, who: Bo}]\n", "steps: [{id: a, who: Ana}]\n"),
    ],
)
def test_a_value_is_exchanged_in_its_place(text, expected):
    assert edits.exchanged(text, "steps", 0, "who", "Ana", "plan") == expected


@pytest.mark.parametrize(
    "value", ["a: b", "# x", "- x", "", "yes", "ü", 'say "so"', "a\u202eb", "\U0001f600\u200b", "1"]
)
def test_every_value_is_read_back(value):
    found = edits.exchanged("steps:\n- id: a\n  who: Bo\n", "steps", 0, "who", value, "plan")
    assert reader.read(found, "plan")["steps"][0]["who"] == value


def test_where_nothing_can_be_put_in_nothing_is(monkeypatch):
    monkeypatch.setattr(edits, "_with_entries", lambda *_: (["steps: lost\n", "steps: [\n"]))
    with pytest.raises(SilkError) as error:
        added("steps:\n- id: a # keep\n")
    assert [one.code for one in error.value.faults] == [Code.PLAN]


def test_a_way_that_loses_a_comment_is_not_taken(monkeypatch):
    text = "steps:\n- id: a # keep\n"
    good = added(text)
    monkeypatch.setattr(edits, "_with_entries", lambda *_: ([good.replace(" # keep", ""), good]))
    assert added(text) == good


# As people leave their plans: `pytest --examples 1000` for as many


def test_what_somebody_wrote_survives_every_redrawing(request):
    tree = silk()
    steps = proposals(findings(assess(tree, haneul())))
    first = plan_file.written(tree, haneul().name, steps[:7], edits.scalar)
    entries = [edits.Entry(*plan_file.entry(tree, one, edits.scalar)) for one in steps[7:]]
    for seed in range(request.config.getoption("examples")):
        draw = random.Random(seed)
        text = edited(first, draw, draw.randrange(1, 12))
        found = edits.appended(text, "steps", entries, "plan")
        is_piece_put_in(text, found)
        before, after = (reader.read(one, "plan") for one in (text, found))
        assert [one["id"] for one in after["steps"]] == [
            *(one["id"] for one in before["steps"] or []),
            *(one.id for one in steps[7:]),
        ]
        for i, one in enumerate(before["steps"] or []):
            key = draw.choice(["who", "until", "done", "proof", "note"])
            filled = edits.exchanged(found, "steps", i, key, "2027-03-31", "plan")
            told = reader.read(filled, "plan")["steps"]
            assert told[i].pop(key) == "2027-03-31"
            assert {key: text.rstrip() for key, text in told[i].items() if isinstance(text, str)} == {
                other: text.rstrip() for other, text in one.items() if other != key and isinstance(text, str)
            }


def is_piece_put_in(text: str, found: str) -> None:
    """Hold that a text is another one with a piece put in, but for an empty list or a comma that gives way to it."""
    start = next((i for i, (one, two) in enumerate(zip(text, found, strict=False)) if one != two), len(text))
    end = next((i for i, (one, two) in enumerate(zip(text[::-1], found[::-1], strict=False)) if one != two), len(text))
    gone = text[start : len(text) - end]
    assert not gone.strip("[]\"'\r\n ") or start + end >= len(text), gone


def test_every_step_as_written_is_read_back():
    tree = silk()
    steps = proposals(findings(assess(tree, haneul())))
    text = plan_file.written(tree, haneul().name, steps, edits.scalar)
    found = plans.read_plan(text, tree, "plan")
    assert (found.steps, found.organisation, found.version) == (steps, haneul().name, tree.pack.head.version)

"""A small questionnaire with a step of every kind, and plans for it in a few words."""

from silk_assess.plan.file_model import Given
from silk_assess.plan.reader import plan_of
from silk_assess.questionnaire.model_faults import shaped
from small_packs import five, hundred, index, levels, risk, risks, section, tree_of, yes_no

PICKS = [{"id": one, "label": one.upper()} for one in ("a", "b", "c")]
TREE = tree_of(
    section(
        "part",
        five("one", step="Ring somebody."),
        five("turned", reversed="true"),
        hundred("size"),
        {**hundred("less"), "from": 100, "to": 0},
        yes_no("visit"),
        {
            "id": "several",
            "type": "choices",
            "text": "?",
            "options": [*PICKS, {"id": "nothing", "label": "N", "exclusive": "true"}],
        },
        {"id": "fewer", "type": "choices", "text": "?", "options": PICKS, "reversed": "true"},
    ),
    risks("danger", risk("fire", five("hose"))),
    rules=[
        {"id": "alone", "kind": "warning", "when": {"visit": "no"}, "say": "Nobody goes.", "advise": "Go."},
        {"id": "well", "kind": "strength", "when": {"visit": "yes"}, "say": "You go."},
    ],
    index=index("part"),
    levels=levels({"part": 50}, {"part": 90}),
)
HEAD = {"format": "silk-plan/1", "questionnaire": "small", "version": "1.0.0"}


def read(*steps, tree=TREE, **head):
    """Read steps as a file's plain tree holds them; give the plan, and its faults."""
    return plan_of(shaped(Given, {**HEAD, "steps": list(steps), **head}, ("plan",)), tree, "plan")


def plan(*steps, tree=TREE, **head):
    """Read steps that have no fault."""
    found, faults = read(*steps, tree=tree, **head)
    assert faults == []
    return found

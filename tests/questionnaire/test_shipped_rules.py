"""Each rule of the questionnaire that ships fires on answers that state its fact, and on nothing less."""

from random import Random

import pytest

from silk_assess.advice.rules import fired, flags, grounds_of
from silk_assess.answers.model import Answer, Answers
from silk_assess.exact import UNIT
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.questionnaire.model.questions import Choices
from silk_assess.scoring.assess import assess

TREE = load_pack(find_pack("silk"))
RULES = {rule.id: rule for rule in TREE.pack.rules}
FLOWS = [one.id for one in TREE.questions if one.role == "flow" and one.weight]
NA = "does not apply"

# Answers that make a rule fire, and what changed about them leaves it silent. "None" takes an answer away.
SELLS = {"oug-now": "regular", "oug-ambition": "regular"}
SHARES = {"oui-now": "regular", "oui-ambition": "regular"}
PARTNER = {"countries": 2, "par-agreement": ("roles", "decisions", "parting")}
RISKS_AT_HOME = {
    **dict.fromkeys(FLOWS, "none"),
    "countries": 0,
    **{f"drift-{risk}-likelihood": "no-sign" for risk in ("funder", "governance", "home", "lock")},
    **{f"drift-{risk}-impact": "small" for risk in ("funder", "governance", "home", "lock")},
}
EXPOSED = {**RISKS_AT_HOME, "drift-funder-likelihood": "happening", "drift-funder-impact": "core"}
CASES = {
    "funder-driven": ({"dir-reason": "asked", "inf-now": "regular"}, {"dir-reason": "agreed"}),
    "unstable-home": (
        {"dir-home": "shaky", "oug-ambition": "regular"},
        {"oug-ambition": "none", "ouf-ambition": "regular"},
    ),
    "one-person-bridge": ({"peo-carrier": "on-top", **SELLS}, {"peo-carrier": "agreed"}),
    "learning-lost": ({"lea-debrief": "told", "lea-inward": "never"}, {"lea-debrief": NA}),
    "inward-first": ({"ini-now": "tried", "oui-ambition": "regular"}, {"ini-now": "unknown"}),
    "inward-ready": ({"lea-debrief": "changed", "lea-peers": "contact", "ini-now": "some"}, {"ini-now": "tried"}),
    "network-unused": ({"par-networks": "paper", "lea-peers": "events"}, {"par-networks": "federated"}),
    "spreading-unproved": ({**SHARES, "mod-proof": "counts"}, {"mod-proof": None}),
    "sharing-without-core": ({**SHARES, "mod-core": "opinions"}, {"mod-core": "oral"}),
    "sharing-without-reciprocity": ({**SHARES, "str-rights": "owner"}, {"str-rights": "unknown"}),
    "intangible-unnamed": (
        {"oui-now": "tried", "mod-proof": "change", "mod-written": "manual"},
        {"oui-now": "unknown"},
    ),
    "proved-and-written": (
        {**SHARES, "mod-proof": "change", "mod-written": "used", "mod-core": "agreed"},
        {"mod-core": "oral"},
    ),
    "export-without-need": ({**SELLS, "cou-need": "read"}, {"cou-need": NA}),
    "law-unknown": ({**SELLS, "cou-law": "reading"}, {"oug-ambition": "some"}),
    "support-unused": ({"cou-support": "aware", "dir-plan": "none-yet"}, {"dir-plan": "unknown"}),
    "partner-unwritten": ({**PARTNER, "par-agreement": ("roles",)}, {"par-agreement": NA}),
    "one-way-partnership": ({**PARTNER, "sta-partners": "everything"}, {"par-agreement": NA}),
    "thin-reserve": ({"mon-reserve": 1, **SELLS}, {"mon-reserve": "unknown"}),
    "dependent-on-one": ({"mon-dependence": 50, **SELLS}, {"mon-dependence": 49}),
    "currency-open": ({"mon-currency": "open", **SELLS}, {"mon-currency": "known"}),
    "thin-and-dependent": ({"mon-reserve": 1, "mon-dependence": 50}, {"mon-dependence": "unknown"}),
    "rests-on-one-from-abroad": ({"ini-now": "essential", "str-parting": "spoken"}, {"str-parting": "agreed"}),
    "ambition-without-mandate": ({"man-decides": "open", **SELLS}, {"man-decides": "agreed"}),
    "local-only-governance": (
        {**SELLS, "man-skills": "one", "voi-membership-abroad": "not-settled", "legal-form": "cooperative"},
        {"voi-membership-abroad": NA},
    ),
    "members-not-asked": (
        {"voi-members-decide": "not-asked", "legal-form": "cooperative", **SELLS},
        {"oug-now": "none", "oug-ambition": "none"},
    ),
    "two-classes": ({"countries": 2, "sta-workers": "local-law", "legal-form": "cooperative"}, {"sta-workers": NA}),
    "subsidiary-before-principles": ({**SELLS, "str-form": "quickest"}, {"str-form": NA}),
    "power-of-language": (
        {"countries": 2, "legal-form": "association", "voi-language": "one", "voi-membership-abroad": "lesser"},
        {"voi-language": NA},
    ),
    "no-way-to-complain": ({"countries": 2, "acc-complaints": "contact"}, {"acc-complaints": "bypass"}),
    "data-unclear": ({"acc-data": "home-rules"}, {"acc-data": "one-law"}),
    "born-global-governance": (
        {"born-global": "yes", "man-decides": "open", "man-skills": "none-yet", "voi-members-decide": "informed",
         "voi-distance": "travel", "voi-language": "one", "legal-form": "cooperative", "acc-data": "not-looked",
         **dict.fromkeys(FLOWS, "none"), "countries": 0},
        {"born-global": "no"},
    ),
    "members-behind-it": ({"voi-members-decide": "debated", "dir-reason": "agreed"}, {"dir-reason": "asked"}),
    "drift-unseen": ({**EXPOSED, "mod-proof": "counts"}, {"mod-proof": "unknown"}),
    "drift-before-growth": (
        {**EXPOSED, **{id: "best" for id in TREE.below("capabilities") if id in TREE.asked}},
        {"drift-funder-likelihood": "no-sign"},
    ),
    "mission-unlocked": ({"drl-lock": "majority", "ouf-ambition": "regular"}, {"ouf-ambition": "some"}),
    "home-unwatched": (
        {"drh-watch": "annual", "drift-home-likelihood": "ahead", **SELLS},
        {"drift-home-likelihood": NA},
    ),
    "exported-solution": (
        {**SELLS, "drift-paternalism-likelihood": "ahead", "drp-say-no": "theory", "sta-users": "asked"},
        {"sta-users": NA},
    ),
    "flows-complementary": ({"ini-now": "some", "oui-now": "some"}, {"oui-now": "tried"}),
    "flows-combined": ({"ini-now": "some", "ouf-now": "some"}, {"ouf-now": "unknown"}),
    "home-gains": ({"lea-home": "change"}, {"lea-home": "ideas"}),
    "home-gains-nothing": ({"lea-home": "nothing", "countries": 3}, {"countries": 0}),
    "digital-unused": ({"peo-digital": "none-yet", "ini-now": "some"}, {"peo-digital": NA}),
    "digital-not-rooted": ({"peo-digital": "shared"}, {"peo-digital": "rooted"}),
    "aims-not-shared": ({**SELLS, "mod-aims": "told"}, {"mod-aims": "unknown"}),
    "partner-or-none": ({**PARTNER, "par-reciprocity": NA}, {"par-reciprocity": "unknown"}),
    "workers-or-none": (
        {"countries": 1, "sta-workers": "local-law", "drift-degeneration-likelihood": NA},
        {"drift-degeneration-likelihood": "unknown"},
    ),
    "company-or-none": ({**SELLS, "oug-kinds": ("subsidiary",), "str-subsidiary": NA}, {"str-subsidiary": None}),
    "decided-without-reason": ({"voi-members-decide": "decided", "dir-reason": "none-yet"}, {"voi-members-decide": NA}),
    "hours-or-none": ({"peo-carrier": "hours", "dir-budget": "nothing"}, {"peo-carrier": "agreed"}),
    "users-without-country": ({"countries": 0, **SELLS, "oug-kinds": ("projects",)}, {"oug-kinds": ("guests",)}),
    "complaint-place": (
        {"countries": 1, "sta-safeguard": ("named-person",), "acc-complaints": "nowhere"},
        {"acc-complaints": "unknown"},
    ),
}  # fmt: skip


def answered(given):
    profile, answers = {}, {}
    fields = {one.id for one in TREE.profile}
    for id, value in given.items():
        if value is None:
            continue
        if value == "best":
            one = TREE.asked[id]
            value = list(one.table)[-1] if one.table else one.goalposts[1] // UNIT
        if isinstance(value, int):
            value *= UNIT
        if id in fields:
            profile[id] = value
        elif value == NA:
            answers[id] = Answer(not_applicable=NA)
        elif value == "unknown":
            answers[id] = Answer(unknown=True)
        else:
            answers[id] = Answer(value)
    return assess(TREE, Answers(profile=profile, answers=answers))


def set_off(given):
    return [rule.id for rule in fired(answered(given))]


def test_each_rule_has_its_two_cases():
    assert sorted(CASES) == sorted(RULES)


@pytest.mark.parametrize(("id", "given"), [(id, fires) for id, (fires, _) in CASES.items()], ids=list(CASES))
def test_it_fires_where_the_answers_state_its_fact(id, given):
    assert id in set_off(given)


@pytest.mark.parametrize(("id", "given", "other"), [(id, *both) for id, both in CASES.items()], ids=list(CASES))
def test_it_is_silent_where_they_do_not(id, given, other):
    assert id not in set_off({**given, **other})


def test_nobody_is_warned_where_all_that_a_rule_reads_is_unknown_or_does_not_apply():
    """1,000 answer files in which each answer is drawn by itself: given, unknown, not applicable or not there."""
    told = 0
    for seed in range(1000):
        assessment = drawn(seed)
        for rule in flags(assessment):
            told += 1
            assert any(is_stated(id, assessment) for id in grounds_of(rule, assessment)), (seed, rule.id)
    assert told > 1000


def is_stated(id, assessment):
    """Whether what a rule read rests on an answer: its own, or one below the node or flow."""
    if id in assessment.standings:
        return assessment.standings[id].state == "answered"
    if id in TREE.node:
        return any(assessment.standings[one].state == "answered" for one in TREE.below(id) if one in TREE.asked)
    return True


def drawn(seed):
    draw = Random(seed)
    kinds = draw.choices(["value", "unknown", NA, None], [draw.random() for _ in range(4)], k=len(TREE.asked))
    given = {}
    for one, kind in zip(TREE.asked.values(), kinds, strict=True):
        if kind == NA and not one.may_be_left_out:
            kind = "unknown"
        if one.role == "profile" and kind != "value":
            continue
        if kind != "value":
            given[one.id] = kind
        elif isinstance(one.question, Choices):
            given[one.id] = tuple(o.id for o in one.question.options if not o.exclusive and draw.random() < 0.5)
        elif one.goalposts:
            given[one.id] = draw.choice(one.goalposts) // UNIT
        elif options := getattr(one.question, "options", None):
            given[one.id] = draw.choice(options).id
    return answered({**given, "countries": draw.choice([0, 3])})

"""Each finding of the checker on a small questionnaire in which one thing is doubtful, and none on a clean one."""

from copy import deepcopy
from itertools import product

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from silk_assess.answers.model import Answer, Answers
from silk_assess.exact import UNIT
from silk_assess.lint.numbers import check
from silk_assess.lint.reachable import always_holds, can_hold, reach
from silk_assess.questionnaire.compile import grow
from silk_assess.questionnaire.conditions import ABSENT, RELATIONS, All, Answered, Any_, Compare, Is, Not, holds
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model_faults import shaped
from silk_assess.scoring.assess import assess

CLEAN = """
head:
  format: silk-pack/1
  id: clean
  version: 1.0.0
  language: en
  title: A clean pack
  sources: [{id: paper, title: A paper}, {id: book, title: A book}, {id: law, title: A law}]
  profile:
    - {id: country, type: country, text: "Where are you?"}
    - {id: sector, type: text, text: "What do you do?"}
    - {id: since, type: date, text: "Since when?"}
    - {id: size, type: number, text: "How many are you?", from: 0, to: 50, minimum: 0, maximum: 100, decimals: 0}
    - {id: abroad, type: choice, text: "Do you work abroad?",
       options: [{id: hardly, label: Hardly}, {id: often, label: Often}]}
  sections: [people, drift, flows]
  bands: [{from: 0, label: start}, {from: 50, label: ready}]
  index: {children: [{id: people, weight: 2}, {id: drift}]}
  levels:
    - {id: explorer, title: Explorer}
    - {id: starter, title: Starter, requires: {people: 40}}
    - {id: mover, title: Mover, requires: {people: 60, drift: 50}}
  short: [languages]
sections:
  - id: people
    title: People
    kind: score
    dimensions:
      - id: skills
        title: Skills
        weight: 2
        sources: [law]
        questions:
          - id: languages
            type: choice
            text: "How many languages?"
            guidance: Count those you can argue in.
            step: Ask who speaks what.
            sources: [paper]
            terms: [language]
            options:
              - {id: one, label: One, value: 0}
              - {id: two, label: Two, value: 50}
              - {id: more, label: More, value: 100}
          - {id: share, type: number, text: "Which share?", guidance: Roughly., step: Ask.,
             from: 20, to: 0, minimum: 0, maximum: 100}
          - {id: note, type: number, text: "How many trips?", guidance: Last year., decimals: 1}
      - id: learning
        title: Learning
        bands: [{from: 0, label: little}, {from: 30, label: much}]
        gates: [{below: {languages: 50}, cap: 60, because: A second language is needed.}]
        questions:
          - {id: exchange, type: yes-no, text: "Did anyone visit?", guidance: Last year., step: Write to one.,
             weight: 3, weight_reason: It is the hardest.}
          - id: topics
            type: choices
            text: "What did you learn?"
            guidance: Tick all.
            step: Ask one person.
            not_applicable: You never met anybody.
            options: [{id: law-there, label: Law}, {id: trade, label: Trade},
                      {id: nothing, label: Nothing, exclusive: true}]
          - {id: mood, type: choice, text: "How was it?", guidance: Roughly., weight: 0,
             weight_reason: It only describes., when: {exchange: "yes"},
             options: [{id: bad, label: Bad}, {id: good, label: Good}]}
  - id: drift
    title: Drift
    kind: risks
    risks:
      - id: pressure
        title: Pressure
        likelihood: {id: chance, type: choice, text: "How likely?", guidance: In three years.,
                     options: [{id: rare, label: Rare, value: 0.2}, {id: likely, label: Likely, value: 0.8}]}
        impact: {id: harm, type: choice, text: "What would it change?", guidance: In three years.,
                 options: [{id: little, label: Little}, {id: all-of-it, label: All}]}
        controls:
          - {id: lock, type: yes-no, text: "Is there a lock?", guidance: See the statutes., step: Read them.}
          - {id: watch, type: choices, text: "Who watches?", guidance: Names., step: Ask., reversed: true,
             options: [{id: nobody, label: Nobody}, {id: the-chair, label: The chair alone}]}
  - id: flows
    title: Flows
    kind: flows
    questions:
      - {id: sales, type: yes-no, text: "Do you sell?", guidance: Abroad., cell: outward/goods-services, facet: now}
      - {id: kinds, type: choices, text: "Which goods?", guidance: Tick., cell: outward/goods-services, facet: now,
         weight: 0, weight_reason: It only describes., options: [{id: tea, label: Tea}, {id: rice, label: Rice}]}
rules:
  - {id: alone, kind: warning, when: {languages: one}, say: Alone., advise: Learn., tools: [course], sources: [book]}
  - {id: served, kind: advice, when: {outward-goods-services-now: {at_least: 50}}, say: Sold., advise: Write.}
  - {id: fine, kind: strength, when: {people: {at_least: 80}}, say: Fine.}
tools:
  - {id: course, name: A course, helps: []}
  - {id: guide, name: A guide, helps: [languages, served]}
cases:
  - {id: peer, name: A peer, features: {people: 70}}
glossary:
  - {id: language, term: language, meaning: What you speak., see: [tongue]}
  - {id: tongue, term: tongue, meaning: Another word., see: [language]}
"""
PARTS = yaml.load(CLEAN, Loader=yaml.CBaseLoader)
SKILLS = ("people.yaml", "dimensions", 0)
LEARNING = ("people.yaml", "dimensions", 1)
RISK = ("drift.yaml", "risks", 0)


def clean():
    return {**deepcopy(PARTS), "fingerprint": "sha256:0"}


def tree_of(parts):
    return grow(shaped(Pack, parts))


TREE = tree_of(clean())


def found(parts):
    return [(fault.code, fault.path) for fault in check(tree_of(parts))]


def skills(parts):
    return parts["sections"][0]["dimensions"][0]


def learning(parts):
    return parts["sections"][0]["dimensions"][1]


def risk(parts):
    return parts["sections"][1]["risks"][0]


def texts(tree):
    return yaml.load(yaml.safe_dump(tree), Loader=yaml.CBaseLoader)


def test_a_clean_questionnaire_has_no_finding():
    assert found(clean()) == []


def test_every_finding_is_a_warning_that_says_what_and_what_to_do():
    parts = clean()
    del skills(parts)["questions"][0]["guidance"]
    (fault,) = check(tree_of(parts))
    assert fault.severity == "warning"
    assert fault.says == '"languages" has no guidance'
    assert fault.do == "Say in guidance what to think of, or where to look."


# Conditions


@pytest.mark.parametrize(
    "when",
    [
        {"all": [{"languages": "one"}, {"languages": "two"}]},
        {"languages": "one", "not": {"languages": ["one", "two"]}},
        {"all": [{"languages": {"at_least": "two"}}, {"languages": {"below": "two"}}]},
        {"languages": {"below": "one"}},
        {"languages": {"above": "more"}},
        {"languages": {"answered": "false"}},
        {"not": {"any": [{"languages": "one"}, {"languages": "two"}, {"languages": "more"}]}},
        {"any": [{"languages": {"below": "one"}}, {"all": [{"exchange": "no"}, {"exchange": "yes"}]}]},
        {"all": [{"share": {"at_least": 60}}, {"share": {"below": 60}}]},
        {"share": {"above": 100}},
        {"share": {"below": 0}},
        {"share": 101},
        {"size": 2.5},
        {"all": [{"size": {"above": 2}}, {"size": {"below": 3}}]},
        {"all": [{"size": {"at_least": 99}}, {"not": {"size": [99, 100]}}]},
        {"all": [{"note": {"above": 2.4}}, {"note": {"below": 2.5}}]},
        {"all": [{"topics": "nothing"}, {"topics": ["law-there", "trade"]}]},
        {"all": [{"topics": "trade"}, {"not": {"topics": "trade"}}]},
        {"all": [{"sector": "Bikes"}, {"sector": "Bread"}]},
    ],
)
def test_a_condition_that_no_answer_can_satisfy(when):
    parts = clean()
    learning(parts)["questions"][2]["when"] = texts(when)
    assert found(parts) == [("never-true", (*LEARNING, "questions", 2, "when"))]


@pytest.mark.parametrize(
    "when",
    [
        {"languages": "one", "exchange": "yes"},
        {"any": [{"languages": {"below": "one"}}, {"languages": "two"}]},
        {"languages": {"answered": "true"}},
        {"not": {"languages": {"at_least": "two"}}},
        {"topics": {"answered": "false"}},
        {"not": {"topics": ["law-there", "trade"]}},
        {"all": [{"topics": "law-there"}, {"topics": "trade"}]},
        {"topics": "nothing", "not": {"topics": "trade"}},
        {"all": [{"size": {"above": 2}}, {"size": {"below": 4}}, {"not": {"size": 2}}]},
        {"all": [{"note": {"above": 2.4}}, {"note": {"below": 2.6}}]},
        {"note": {"below": -3}},
        {"note": {"answered": "true"}},
        {"all": [{"share": {"above": 7.1}}, {"share": {"below": 7.100002}}]},
        {"country": ["SE", "NO"]},
        {"not": {"country": "NO"}},
        {"since": "2020-02-29"},
        {"sector": "Bread"},
        {"all": [{"abroad": "often"}, {"size": {"at_least": 100}}]},
    ],
)
def test_a_condition_that_some_answer_satisfies(when):
    parts = clean()
    learning(parts)["questions"][2]["when"] = texts(when)
    assert found(parts) == []


def test_a_hidden_question_is_not_answered():
    parts = clean()
    skills(parts)["questions"][2]["when"] = texts({"mood": {"answered": "false"}})
    assert found(parts) == [("asked-too-early", (*SKILLS, "questions", 2, "when"))]


@pytest.mark.parametrize(
    "when",
    [
        {"people": {"above": 100}},
        {"all": [{"people": {"below": 40}}, {"people": {"at_least": 40}}]},
        {"pressure": {"below": 0}},
        {"index": {"at_least": 120}},
        {"outward-goods-services-now": {"above": 100}},
        {"all": [{"languages": {"answered": "false"}}, {"languages": "one"}]},
    ],
)
def test_a_rule_that_never_fires(when):
    parts = clean()
    parts["rules"][0]["when"] = texts(when)
    assert found(parts) == [("never-true", ("rules.yaml", 0, "when"))]


@pytest.mark.parametrize(
    "when",
    [
        {"all": [{"people": {"below": 40}}, {"people": {"above": 39.999998}}]},
        {"not": {"people": {"at_least": 0}}},
        {"all": [{"languages": {"answered": "false"}}, {"chance": {"answered": "true"}}]},
        {"chance": {"at_least": "likely"}},
    ],
)
def test_a_rule_that_may_fire(when):
    parts = clean()
    parts["rules"][0]["when"] = texts(when)
    assert found(parts) == []


@pytest.mark.parametrize(
    "when",
    [
        {"languages": {"answered": "false"}},
        {"not": {"country": {"answered": "true"}}},
        {"any": [{"languages": "one"}, {"not": {"sales": {"answered": "true"}}}]},
    ],
)
def test_a_rule_that_fires_where_nothing_is_answered(when):
    parts = clean()
    parts["rules"][0]["when"] = texts(when)
    assert found(parts) == [("rule-on-silence", ("rules.yaml", 0, "when"))]


def test_a_profile_field_that_is_never_asked():
    parts = clean()
    parts["head"]["profile"][1]["when"] = texts({"abroad": {"below": "hardly"}})
    path = ("pack.yaml", "profile", 1, "when")
    assert found(parts) == [("never-true", path), ("asked-too-early", path)]


def test_of_a_condition_with_too_many_ways_nothing_is_said():
    either = {"any": [{"languages": "one"}, {"languages": "two"}]}
    impossible = {"languages": {"below": "one"}}
    parts = clean()
    learning(parts)["questions"][2]["when"] = texts({"all": [either] * 10 + [impossible]})
    assert found(parts) == []
    learning(parts)["questions"][2]["when"] = texts({"any": [impossible] * 513})
    assert found(parts) == []
    learning(parts)["questions"][2]["when"] = texts({"any": [impossible] * 512})
    assert found(parts) == [("never-true", (*LEARNING, "questions", 2, "when"))]


LANGUAGES = ("one", "two", "more")
NUMBERS = tuple(number * UNIT for number in range(7))
FACTS = {
    "languages": (None, *LANGUAGES),
    "topics": (None, ABSENT, (), ("law-there",), ("trade",), ("law-there", "trade"), ("nothing",)),
    "size": (None, *NUMBERS, 100 * UNIT),
}
LEAVES = st.one_of(
    st.builds(Answered, st.sampled_from(list(FACTS)), st.booleans()),
    st.builds(Is, st.just("languages"), st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=2).map(tuple)),
    st.builds(
        Is, st.just("topics"), st.lists(st.sampled_from(["law-there", "trade", "nothing"]), min_size=1).map(tuple)
    ),
    st.builds(Is, st.just("size"), st.lists(st.sampled_from(NUMBERS[1:6]), min_size=1, max_size=2).map(tuple)),
    st.builds(
        Compare,
        st.just("languages"),
        st.sampled_from(list(RELATIONS)),
        st.just(""),
        st.integers(0, 2),
        st.just(LANGUAGES),
    ),
    st.builds(Compare, st.just("size"), st.sampled_from(list(RELATIONS)), st.just(""), st.sampled_from(NUMBERS[1:6])),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(All, st.lists(parts, min_size=2, max_size=3).map(tuple)),
        st.builds(Any_, st.lists(parts, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)


@given(CONDITIONS, st.booleans())
@settings(deadline=None)
def test_never_is_said_exactly_where_no_combination_of_answers_is_left(condition, as_things_stand):
    """Against trying everything; five leaves stay below the cap on ways."""
    tried = (dict(zip(FACTS, facts, strict=True)) for facts in product(*FACTS.values()))
    some = any(holds(condition, facts.__getitem__, as_things_stand) for facts in tried)
    assert can_hold(TREE, condition, as_things_stand) == some


def worlds():
    """List what may be known of three questions, one of which is asked only after another one's yes."""
    for exchange, moods in ((None, [None]), ("no", [ABSENT]), ("yes", [None, "bad", "good"])):
        for mood, languages in product(moods, (None, *LANGUAGES)):
            yield {"exchange": exchange, "mood": mood, "languages": languages}


ASKED_AFTER = st.recursive(
    st.one_of(
        st.builds(Answered, st.sampled_from(["exchange", "mood", "languages"]), st.booleans()),
        st.builds(Is, st.just("exchange"), st.sampled_from([("no",), ("yes",)])),
        st.builds(Is, st.just("mood"), st.sampled_from([("bad",), ("good",), ("bad", "good")])),
        st.builds(Is, st.just("languages"), st.sampled_from([(one,) for one in LANGUAGES])),
    ),
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(All, st.lists(parts, min_size=2, max_size=3).map(tuple)),
        st.builds(Any_, st.lists(parts, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@given(ASKED_AFTER, st.booleans())
@settings(deadline=None)
def test_what_some_answers_satisfy_is_never_called_impossible(condition, as_things_stand):
    """Against trying everything, where one question is asked only after another one's yes."""
    found = [holds(condition, facts.__getitem__, as_things_stand) for facts in worlds()]
    every = [holds(condition, facts.__getitem__) for facts in worlds()]
    assert can_hold(TREE, condition, as_things_stand) or True not in found
    assert not always_holds(TREE, condition) or False not in every


def test_an_answer_that_rules_out_that_the_other_is_asked():
    parts = clean()
    parts["sections"][2]["questions"][0]["when"] = texts({"all": [{"exchange": "no"}, {"mood": "bad"}]})
    (fault,) = check(tree_of(parts))
    assert (fault.code, fault.path) == ("never-true", ("flows.yaml", "questions", 0, "when"))
    assert fault.do.startswith('"mood" is asked only where exchange is yes, and then the rest here does not hold.')


# Options


def test_options_that_do_not_reach_both_ends_where_the_question_may_not_apply():
    parts = clean()
    skills(parts)["questions"][0]["options"][0]["value"] = "10"
    assert found(parts) == []
    skills(parts)["questions"][0]["not_applicable"] = "You need none."
    assert found(parts) == [("options-span", (*SKILLS, "questions", 0, "options"))]


@pytest.mark.parametrize(("key", "limit"), [("minimum", "5"), ("maximum", "15")])
def test_limits_that_keep_a_number_from_a_goalpost(key, limit):
    parts = clean()
    question = skills(parts)["questions"][1]
    del question["minimum"], question["maximum"]
    question |= {key: limit, "not_applicable": "You need none."}
    assert found(parts) == [("options-span", (*SKILLS, "questions", 1, key))]


def test_a_question_that_weighs_nothing_need_not_reach_both_ends():
    parts = clean()
    mood = learning(parts)["questions"][2]
    mood["options"] = texts([{"id": "bad", "label": "Bad", "value": 10}, {"id": "good", "label": "Good", "value": 90}])
    assert found(parts) == []


def test_options_whose_values_fall():
    parts = clean()
    skills(parts)["questions"][0]["options"][1]["value"] = "100"
    skills(parts)["questions"][0]["options"][2]["value"] = "50"
    assert found(parts) == [("options-order", (*SKILLS, "questions", 0, "options", 2, "value"))]


def test_likelihoods_may_fall_all_the_way():
    parts = clean()
    risk(parts)["likelihood"]["options"].reverse()
    assert found(parts) == []


def test_likelihoods_that_neither_rise_nor_fall():
    parts = clean()
    risk(parts)["likelihood"]["options"].append({"id": "even", "label": "Even", "value": "0.5"})
    assert found(parts) == [("options-order", (*RISK, "likelihood", "options", 2, "value"))]


# Levels


def test_a_level_that_the_best_answers_do_not_reach():
    parts = clean()
    # Likelihood 0.2 times impact 1/2 is 10, and the controls take eight tenths of that away.
    parts["head"]["levels"][2]["requires"]["drift"] = "98"
    assert found(parts) == []
    parts["head"]["levels"][2]["requires"]["drift"] = "98.5"
    (fault,) = check(tree_of(parts))
    assert (fault.code, fault.path) == ("level-unreachable", ("pack.yaml", "levels", 2, "requires", "drift"))
    assert fault.says == '98.5 is more than the best answers give "drift": 98'


def test_a_level_that_a_gate_keeps_out_of_reach():
    parts = clean()
    learning(parts)["gates"][0] = texts({"below": {"pressure": 99}, "cap": 60})
    parts["head"]["levels"][2]["requires"]["learning"] = "61"
    assert found(parts) == [("level-unreachable", ("pack.yaml", "levels", 2, "requires", "learning"))]


def test_what_may_be_left_out_never_makes_a_level_unreachable():
    parts = clean()
    skills(parts)["questions"][0]["options"][2]["value"] = "90"
    parts["head"]["levels"][2]["requires"]["skills"] = "96"
    assert [code for code, _ in found(parts)] == ["level-unreachable"]
    skills(parts)["questions"][0]["not_applicable"] = "You need none."
    assert [code for code, _ in found(parts)] == ["options-span"]


def test_a_level_that_asks_less_than_one_below_it():
    parts = clean()
    parts["head"]["levels"][2]["requires"]["people"] = "30"
    assert found(parts) == [("level-falls", ("pack.yaml", "levels", 2, "requires", "people"))]


def test_a_level_that_asks_for_nothing_more():
    parts = clean()
    parts["head"]["levels"][2]["requires"] = {"people": "40"}
    assert found(parts) == [("level-alike", ("pack.yaml", "levels", 2))]


# Gates


def test_a_gate_whose_cap_is_no_lower_than_what_can_be_reached():
    parts = clean()
    parts["sections"][1]["gates"] = texts([{"below": {"languages": 50}, "cap": 98}])
    assert found(parts) == [("gate-cap", ("drift.yaml", "gates", 0, "cap"))]


def test_a_gate_that_reads_what_is_never_so_low():
    parts = clean()
    parts["sections"][0]["gates"] = texts([{"below": {"pressure": 20, "lock": 50}, "cap": 50}])
    assert found(parts) == [("gate-threshold", ("people.yaml", "gates", 0, "below", "pressure"))]


# Weights and keys without effect


def test_a_weight_under_the_worst_part():
    parts = clean()
    parts["sections"][0]["aggregate"] = "min"
    parts["head"]["index"]["aggregate"] = "min"
    assert found(parts) == [
        ("idle-key", (*SKILLS, "weight")),
        ("idle-key", ("pack.yaml", "index", "children", 0, "weight")),
    ]


def test_a_weight_of_the_only_part():
    parts = clean()
    risk(parts)["controls"] = [{**risk(parts)["controls"][0], "weight": "2"}]
    assert found(parts) == [("idle-key", (*RISK, "controls", 0, "weight"))]


def test_the_weight_of_the_only_part_of_a_sum_counts():
    parts = clean()
    dimension = skills(parts)
    dimension["aggregate"] = "sum"
    del dimension["questions"][1:]
    dimension["questions"][0] |= {"weight": "3", "weight_reason": "So much."}
    assert found(parts) == []


def test_a_weight_of_the_only_question_of_a_flow():
    parts = clean()
    parts["sections"][2]["questions"][0]["weight"] = "2"
    assert found(parts) == [("idle-key", ("flows.yaml", "questions", 0, "weight"))]


def test_keys_of_scoring_in_the_profile():
    parts = clean()
    parts["head"]["profile"][3] |= {"reversed": "true", "scale": "5"}
    parts["head"]["profile"][4]["weight"] = "1"
    assert found(parts) == [
        ("idle-key", ("pack.yaml", "profile", 3, "scale")),
        ("idle-key", ("pack.yaml", "profile", 3, "reversed")),
        ("idle-key", ("pack.yaml", "profile", 4, "weight")),
    ]


# What nothing reads


def test_a_section_that_nothing_reads():
    parts = clean()
    parts["head"]["index"]["children"] = [{"id": "people"}]
    del parts["head"]["levels"][2]["requires"]["drift"]
    assert found(parts) == [("unread", ("drift.yaml", "id"))]


@pytest.mark.parametrize("when", [{"pressure": {"below": 50}}, {"lock": "no"}])
def test_a_section_of_which_a_rule_reads_a_part(when):
    parts = clean()
    parts["head"]["index"]["children"] = [{"id": "people"}]
    del parts["head"]["levels"][2]["requires"]["drift"]
    parts["rules"][0]["when"] = texts(when)
    assert found(parts) == [("not-in-index", ("pack.yaml", "index", "children"))]


def test_without_an_index_every_section_stands_for_itself():
    parts = clean()
    del parts["head"]["index"], parts["head"]["levels"]
    assert found(parts) == []


def test_a_question_that_weighs_nothing_and_that_nothing_reads():
    parts = clean()
    del learning(parts)["questions"][2]["weight_reason"]
    assert found(parts) == [("unread", (*LEARNING, "questions", 2, "weight"))]
    parts["rules"][0]["when"] = {"mood": "bad"}
    assert found(parts) == [("weight-reason", (*LEARNING, "questions", 2, "weight"))]


# Texts and lists


def test_a_question_without_guidance():
    parts = clean()
    del parts["sections"][2]["questions"][0]["guidance"]
    assert found(parts) == [("no-guidance", ("flows.yaml", "questions", 0))]


def test_a_scored_question_without_a_step():
    parts = clean()
    del risk(parts)["controls"][0]["step"]
    assert found(parts) == [("no-step", (*RISK, "controls", 0))]


def test_a_question_too_long_for_a_screen():
    parts = clean()
    parts["head"]["profile"][1]["text"] = 299 * "a" + "?"
    assert found(parts) == []
    parts["head"]["profile"][1]["text"] = 300 * "a" + "?"
    assert found(parts) == [("long-text", ("pack.yaml", "profile", 1, "text"))]


def test_an_option_too_long_for_a_screen():
    parts = clean()
    risk(parts)["impact"]["options"][1]["label"] = 201 * "a"
    learning(parts)["questions"][1]["options"][0]["label"] = 200 * "a"
    assert found(parts) == [("long-text", (*RISK, "impact", "options", 1, "label"))]


def test_two_bands_with_one_label():
    parts = clean()
    parts["head"]["bands"][1]["label"] = "start"
    learning(parts)["bands"][1]["label"] = "little"
    assert found(parts) == [
        ("band-labels", ("pack.yaml", "bands", 1, "label")),
        ("band-labels", (*LEARNING, "bands", 1, "label")),
    ]


def test_a_short_way_in_that_not_everybody_is_asked():
    parts = clean()
    parts["head"]["short"].append("mood")
    assert found(parts) == [("short-hidden", ("pack.yaml", "short", 1))]


def test_a_rule_without_a_step():
    parts = clean()
    del parts["rules"][1]["advise"]
    assert found(parts) == [("rule-advise", ("rules.yaml", 1))]


def test_a_rule_that_no_tool_serves():
    parts = clean()
    parts["tools"][1]["helps"] = ["languages"]
    assert found(parts) == [("rule-tools", ("rules.yaml", 1))]


def test_answers_to_look_at_again_need_no_step_and_no_tool():
    parts = clean()
    parts["rules"].append({"id": "both", "kind": "look-again", "when": texts({"chance": "likely"}), "say": "Both?"})
    assert found(parts) == []


def test_a_tool_for_answers_to_look_at_again_can_never_be_suggested():
    parts = clean()
    rule = {"id": "both", "kind": "look-again", "when": texts({"chance": "likely"}), "say": "Both?", "tools": ["spare"]}
    parts["rules"].append(rule)
    parts["tools"].append({"id": "spare", "name": "A spare one", "helps": ["both"]})
    assert found(parts) == [("tool-unused", ("tools.yaml", 2))]


def test_without_tools_no_rule_lacks_one():
    parts = clean()
    del parts["tools"]
    parts["rules"][0]["tools"] = []
    assert found(parts) == []


def test_a_tool_that_can_never_be_suggested():
    parts = clean()
    parts["tools"].append({"id": "spare", "name": "A spare one"})
    assert found(parts) == [("tool-unused", ("tools.yaml", 2))]


@pytest.mark.parametrize(
    ("flows", "says"),
    [
        ([], '"peer" has no features, so nobody can be compared with it'),
        (["inward/finance"], '"peer" has no features, so only its flows can be compared'),
    ],
)
def test_a_peer_case_without_features(flows, says):
    parts = clean()
    parts["cases"][0] |= {"features": {}, "flows": flows}
    (fault,) = check(tree_of(parts))
    assert (fault.code, fault.path, fault.says) == ("no-features", ("cases.yaml", 0), says)


def test_a_source_that_nothing_refers_to():
    parts = clean()
    parts["rules"][0]["sources"] = []
    assert found(parts) == [("unused", ("pack.yaml", "sources", 1, "id"))]


def test_a_term_that_only_refers_to_itself():
    parts = clean()
    parts["glossary"].append({"id": "island", "term": "island", "meaning": "Land in water.", "see": ["island"]})
    assert found(parts) == [("unused", ("glossary.yaml", 2, "id"))]


# The ends of what can be reached


def test_the_ends_of_a_node_with_a_gate():
    ends = reach(tree_of(clean()))
    assert (ends.lowest["learning"], ends.highest["learning"], ends.free["learning"]) == (0, 100_000_000, 100_000_000)
    # Likelihood 0.8 times impact 1, and no control.
    assert ends.lowest["pressure"] == 20_000_000
    assert ends.lowest["languages"] == 0


COMPLETE = st.fixed_dictionaries(
    {
        "languages": st.sampled_from(LANGUAGES).map(Answer),
        "share": st.integers(0, 100).map(lambda share: Answer(share * UNIT)),
        "exchange": st.sampled_from(["no", "yes"]).map(Answer),
        "topics": st.sampled_from([Answer(()), Answer(("trade",)), Answer(("nothing",)), Answer(not_applicable="")]),
        "chance": st.sampled_from(["rare", "likely"]).map(Answer),
        "harm": st.sampled_from(["little", "all-of-it"]).map(Answer),
        "lock": st.sampled_from(["no", "yes"]).map(Answer),
        "watch": st.sampled_from([(), ("nobody",), ("nobody", "the-chair")]).map(Answer),
    }
)


@given(COMPLETE)
@settings(deadline=None)
def test_no_complete_answers_lie_beyond_the_ends(answers):
    ends, values = reach(TREE), assess(TREE, Answers(answers=answers)).values
    points = {node.id: values[node.id].point for node in TREE.nodes}
    assert all(ends.lowest[id] <= point <= ends.highest[id] for id, point in points.items())


# Tools and enablers


def test_an_address_that_no_browser_follows():
    parts = clean()
    parts["tools"][1]["url"] = "example.org/guide"
    assert found(parts) == [("address", ("tools.yaml", 1, "url"))]


def test_a_country_that_is_no_code():
    parts = clean()
    parts["tools"][1]["countries"] = ["KR", "Korea"]
    assert found(parts) == [("country-code", ("tools.yaml", 1, "countries", 1))]


@pytest.mark.parametrize("file", ["tools", "enablers"])
def test_what_is_offered_to_nobody(file):
    parts = clean()
    offer = {
        "id": "spare",
        "name": "S",
        "source": "A book",
        "verified": "memory",
        "fits": texts({"size": {"above": 100}}),
    }
    offer |= {"helps": ["languages"]} if file == "tools" else {"kind": "fund"}
    parts[file] = [*parts.get(file, []), offer]
    assert found(parts) == [("never-true", (f"{file}.yaml", len(parts[file]) - 1, "fits"))]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({}, '"helper" does not say its source and whether it was seen'),
        ({"source": "A book"}, '"helper" does not say whether it was seen'),
        (
            {"source": "A book", "verified": "seen", "url": "https://example.org"},
            '"helper" does not say whether its address was seen',
        ),
    ],
)
def test_an_enabler_that_does_not_say_how_it_was_verified(more, says):
    parts = clean()
    parts["enablers"] = [{"id": "helper", "name": "H", "kind": "fund", **more}]
    (fault,) = check(tree_of(parts))
    assert (fault.code, fault.path, fault.says) == ("unverified", ("enablers.yaml", 0), says)

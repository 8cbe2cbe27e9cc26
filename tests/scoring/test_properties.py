"""What always holds, whatever the questionnaire and the answers.

Source: docs/scoring.md, Properties that tests hold.
"""

from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise, product
from math import prod

from hypothesis import assume, given, settings

from random_packs import picks, samples
from silk_assess.advice import points_lost, way_up
from silk_assess.answers.model import Answer
from silk_assess.answers.state import standings
from silk_assess.exact import HUNDRED, UNIT, decimal
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.model.questions import Choices, Quantity
from silk_assess.scoring.assess import assess
from silk_assess.scoring.trial import tried

# What questions can be answered


def answers_to(asked):
    """List answers to a question: every option, every set of them; of a number both goalposts and one between."""
    question = asked.question
    if isinstance(question, Choices):
        several = [option.id for option in question.options if not option.exclusive]
        sets = [chosen for n in range(len(several) + 1) for chosen in combinations(several, n)]
        return [*sets, *((option.id,) for option in question.options if option.exclusive)]
    if isinstance(question, Quantity):
        start, to = asked.goalposts or (0, 5 * UNIT)
        low = min(start, to) if question.minimum is None else question.minimum
        high = max(start, to) if question.maximum is None else question.maximum
        return list(dict.fromkeys(min(max(x, low), high) for x in (start, to, (start + to) // 2)))
    few = {"yes-no": ["no", "yes"], "text": ["some", "words"], "date": ["2026-11-24"], "country": ["NO", "FR"]}
    return few.get(question.type) or [option.id for option in question.options]


def size_of(asked, answer):
    """How good an answer is: its points; of likelihood and impact the less the better."""
    size = points(asked, answer)
    return -size if asked.role in ("likelihood", "impact") else size


def with_answers(given, changed):
    return replace(given, answers={**given.answers, **{id: Answer(value) for id, value in changed.items()}})


def figures(assessment, ids=None):
    """Everything that is computed, by id, so that orders do not count."""
    return {
        "values": {id: value for id, value in assessment.values.items() if ids is None or id in ids},
        "caps": assessment.caps,
        "risks": {id: risk for id, risk in assessment.risks.items() if ids is None or id in ids},
        "flows": assessment.flows,
        "level": assessment.level,
        "robust": assessment.robust,
        "coverage": assessment.coverage,
        "evidence": assessment.evidence,
        "lost": points_lost.lost(assessment),
    }


# Order and monotony


@given(samples())
def test_low_is_at_most_the_point_and_the_point_at_most_the_high(sample):
    assessment = assess(sample.tree, sample.given)

    for value in filter(None, assessment.values.values()):
        assert 0 <= value.low <= (value.low if value.point is None else value.point) <= value.high <= value.scale
        assert 0 <= value.coverage <= UNIT
    for risk in filter(None, assessment.risks.values()):
        assert 0 <= risk.residual_low <= risk.residual_high <= HUNDRED
        assert risk.residual is None or risk.residual_low <= risk.residual <= risk.residual_high
    for flow in filter(None, assessment.flows.values()):
        assert 0 <= flow.low <= (flow.low if flow.point is None else flow.point) <= flow.high <= HUNDRED
    if assessment.level:
        assert assessment.level.low <= assessment.level.point <= assessment.level.high


@given(samples())
def test_a_better_answer_that_no_when_reads_never_makes_anything_worse(sample):
    tree = sample.tree
    assessment = assess(tree, sample.given)

    for asked in tree.questions:
        is_answered = asked.scored and assessment.standings[asked.id].state == "answered"
        if is_answered and asked.id not in tree.directly_waiting:
            ranked = sorted(answers_to(asked), key=lambda answer: size_of(asked, answer))
            for worse, better in pairwise(tried(assessment, {asked.id: answer}) for answer in ranked):
                assert all(is_no_worse(worse.values[id], better.values[id]) for id in judged(tree))
                assert is_no_worse(worse.level, better.level)


def judged(tree):
    """Name all that has points: not likelihood and impact, where more is worse."""
    return [one.id for one in (*tree.questions, *tree.nodes) if one.id in tree.node or is_judged(one)]


def is_judged(asked):
    return asked.scored and asked.role not in ("likelihood", "impact")


def is_no_worse(before, after):
    if before is None or after is None or before.point is None or after.point is None:
        known = (before is None, before and before.point is None) == (after is None, after and after.point is None)
        return known and (before is None or (before.low <= after.low and before.high <= after.high))
    return before.low <= after.low and before.point <= after.point and before.high <= after.high


# What never matters


def children_of(tree):
    """List every list of siblings, at any depth of a section."""
    for key in ("dimensions", "questions", "risks", "controls"):
        if key in tree:
            yield tree, key
            for child in tree[key]:
                yield from children_of(child)


def lists_of_children(sample):
    for section in sample.sections:
        yield from children_of(section)
    if "index" in sample.head:
        yield sample.head["index"], "children"


@given(samples(), picks())
def test_the_order_of_siblings_never_matters(sample, pick):
    other = deepcopy(replace(sample))
    other.sections.reverse()
    other.head["sections"].reverse()
    for owner, key in lists_of_children(other):
        owner[key] = pick.turned(owner[key])[::-1]

    assert figures(assess(other.tree, other.given)) == figures(assess(sample.tree, sample.given))


@given(samples(), picks())
def test_weights_times_a_constant_change_nothing(sample, pick):
    """Not in a sum, whose scale is what its children add up to; and evidence compares weights across nodes."""
    other = deepcopy(replace(sample))
    factor = pick.one_of((3, 2, 10, Fraction(1, 2), Fraction(1, 8)))
    for owner, key in lists_of_children(other):
        if owner.get("aggregate") != "sum":
            for child in owner[key]:
                if child["id"] in sample.tree.node or sample.tree.asked[child["id"]].scored:
                    child["weight"] = decimal(int(factor * Fraction(child.get("weight", "1")) * UNIT))

    before, after = figures(assess(sample.tree, sample.given)), figures(assess(other.tree, other.given))

    assert {**after, "evidence": 0} == {**before, "evidence": 0}


@given(samples())
def test_adding_what_does_not_apply_changes_nothing(sample):
    """Not in a sum, whose scale is what its children add up to."""
    other = deepcopy(replace(sample))
    ids = set(sample.tree.asked) | set(sample.tree.node)
    number = 0

    def added(key):
        nonlocal number
        number += 1
        no = {"text": "?", "not_applicable": "It does not."}
        question = {"id": f"added-{number}", "type": "yes-no", **no}
        other.answers["answers"][question["id"]] = "na"
        if key == "dimensions":
            return {"id": f"node-{number}", "title": "N", "questions": [question]}
        if key == "risks":
            anchor = {**question, "type": "choice", "options": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]}
            impact = {**anchor, "id": f"impact-{number}"}
            return {"id": f"node-{number}", "title": "N", "likelihood": anchor, "impact": impact}
        return question

    for owner, key in list(lists_of_children(other)):
        if owner.get("aggregate") != "sum" and owner.get("kind") != "flows" and key != "children":
            owner[key].append(added(key))
    if other.head.get("index", {"aggregate": "sum"}).get("aggregate") != "sum":
        section = added("dimensions")
        other.sections.append({**section, "kind": "score"})
        other.head["sections"].append(section["id"])
        other.head["index"]["children"].append({"id": section["id"]})

    assert figures(assess(other.tree, other.given), ids) == figures(assess(sample.tree, sample.given))


@given(samples(), picks())
def test_the_mean_of_equals_is_that_value(sample, pick):
    """Of the mean, the geometric mean and the minimum, at any depth, whatever the weights."""
    same = pick.one_of((50 * UNIT, 0, HUNDRED, pick.below(100) * UNIT + pick.below(256) * 3906))
    sections = [levelled(section) for section in sample.sections if section["kind"] == "score"]
    assume(sections)
    head = {key: sample.head[key] for key in ("format", "id", "version", "language", "title")}
    head["sections"] = [section["id"] for section in sections]
    equal = replace(sample, head=head, sections=sections, answers={**sample.answers, "organisation": {}, "answers": {}})
    given = with_answers(equal.given, dict.fromkeys((one.id for one in equal.tree.questions), same))

    values = assess(equal.tree, given).values.values()

    assert {(value.low, value.point, value.high) for value in values} == {(same, same, same)}


def levelled(node):
    """Give the same node with plain questions that have their answer as points, one scale, and no gates."""
    kept = {key: node[key] for key in ("id", "title", "kind", "weight", "aggregate") if key in node}
    if kept.get("aggregate") == "sum":
        del kept["aggregate"]
    if "dimensions" in node:
        return {**kept, "dimensions": [levelled(one) for one in node["dimensions"]]}
    plain = {"type": "number", "text": "?", "from": "0", "to": "100"}
    weights = [{"weight": one["weight"]} if "weight" in one else {} for one in node["questions"]]
    return {**kept, "questions": [{"id": f"{node['id']}-{i}", **plain, **weight} for i, weight in enumerate(weights)]}


# Completions


def unknown(tree, known):
    return [one for one in (*tree.profile, *tree.questions) if known[one.id].state == "unknown"]


def completions(tree, given, asked):
    """Give every way to complete the unknown answers, also by "does not apply" where that is allowed."""
    choices = [[*map(Answer, answers_to(one)), *not_applicable(one)] for one in asked]
    for chosen in product(*choices):
        changed = {one.id: answer for one, answer in zip(asked, chosen, strict=True)}
        profile = {id: changed.pop(id).value for id in [one.id for one in tree.profile] if id in changed}
        yield replace(given, profile={**given.profile, **profile}, answers={**given.answers, **changed})


def not_applicable(asked):
    return [Answer(not_applicable="")] if asked.may_be_left_out and asked.role != "profile" else []


def ways(asked):
    return prod(len(answers_to(one)) + len(not_applicable(one)) for one in asked)


def both_ends_are_real(tree, known, asked):
    """Say whether the ends are attained: the conditions of docs/scoring.md, Sound and exact ranges."""
    waits = any(known[one.id].is_waiting for one in tree.asking_order)
    return not waits and all(spans(one) for one in asked if one.scored and one.may_be_left_out)


def spans(asked):
    if asked.role in ("likelihood", "impact"):
        return False
    sizes = [points(asked, answer) for answer in answers_to(asked)]
    return (min(sizes), max(sizes)) == (0, asked.scale)


def ranges(assessment):
    values = {id: assessment.values[id] for id in judged(assessment.tree)}
    found = {id: value and (value.low, value.high) for id, value in values.items()}
    found |= {cell: flow and (flow.low, flow.high) for cell, flow in assessment.flows.items()}
    return found | {"level": assessment.level and (assessment.level.low, assessment.level.high)}


def check_completions(sample, least, most, always_real=False):
    tree, given = sample.tree, sample.given
    known = standings(tree, given)
    asked = unknown(tree, known)
    assume(asked and least <= ways(asked) <= most)

    before = ranges(assess(tree, given))
    completed = [ranges(assess(tree, each)) for each in completions(tree, given, asked)]

    real = both_ends_are_real(tree, known, asked)
    assert real or not always_real
    if real and all(need > 0 for needs in tree.requires for _, need in needs):
        level = before["level"]
        is_firm = level is None or level[0] == level[1]
        assert is_firm == (len({one["level"] for one in completed}) == 1)
    for id, span in before.items():
        reached = [one[id] for one in completed if one[id] is not None]
        assert all(low == high for low, high in reached)
        assert not reached or (span[0] <= min(reached)[0] and max(reached)[0] <= span[1])
        if real and span is not None and id != "level":
            assert span == (min(reached)[0], max(reached)[0])


@given(samples(sections=2, questions=2))
def test_every_completion_lands_inside_the_range(sample):
    check_completions(sample, least=2, most=100)


@given(samples(sections=2, questions=2, exact=True, conditions=False))
def test_both_ends_of_the_range_are_attained_and_a_level_is_firm_if_nothing_changes_it(sample):
    check_completions(sample, least=2, most=100, always_real=True)


@given(samples(sections=2, questions=2, exact=True))
def test_conditions_that_are_decided_leave_both_ends_attained(sample):
    check_completions(sample, least=2, most=100)


@settings(max_examples=max(1, settings().max_examples // 100))
@given(samples(questions=4))
def test_thousands_of_completions_land_inside_the_range(sample):
    check_completions(sample, least=500, most=4096)


@given(samples(), picks())
def test_one_more_answer_only_narrows_the_range(sample, pick):
    tree, given = sample.tree, sample.given
    before = assess(tree, given)
    asked = unknown(tree, before.standings)
    assume(asked)

    wide = ranges(before)
    for more in completions(tree, given, [pick.one_of(asked)]):
        for id, span in ranges(assess(tree, more)).items():
            assert span is None or (wide[id][0] <= span[0] and span[1] <= wide[id][1])


# Explanations


@given(samples())
def test_the_parts_of_the_points_lost_add_up(sample):
    tree, assessment = sample.tree, assess(sample.tree, sample.given)
    roots = [value for id in tree.roots if (value := assessment.values[id]) and value.point is not None]

    lost = points_lost.lost(assessment)

    assert sum(lost.values()) == sum(value.scale - value.point for value in roots)
    assert all(amount > 0 for amount in lost.values())


@given(samples(), picks())
def test_trying_a_change_gives_what_a_file_of_its_own_would(sample, pick):
    """Of any questions: those that others wait for, those that are hidden, those that only inform."""
    tree, trial, given = sample.tree, assess(sample.tree, sample.given), sample.given
    for _ in range(2):
        changed = {one.id: pick.one_of(answers_to(one)) for one in pick.some_of(tree.questions, most=3)}
        trial, given = tried(trial, changed), with_answers(given, changed)

        afresh = assess(tree, given)
        assert trial.standings == afresh.standings
        assert (trial.values, trial.level) == (afresh.values, afresh.level)


@given(samples(advice=True))
def test_every_way_up_raises_the_level_and_nothing_in_it_can_be_left_out(sample):
    assessment = assess(sample.tree, sample.given)
    way = way_up.way_up(assessment, points_lost.lost(assessment))
    assume(way is not None)

    def reached(changes):
        return assess(sample.tree, with_answers(sample.given, changes)).level.point

    assert reached(way.changes) == way.to > assessment.level.point
    assert way.effort == sum(sample.tree.asked[id].effort for id in way.changes)
    for id in way.changes:
        rest = {other: answer for other, answer in way.changes.items() if other != id}
        assert reached(rest) <= assessment.level.point
        for less in lesser(sample.tree.asked[id], assessment.standings[id].value, way.changes[id]):
            assert reached({**rest, id: less}) <= assessment.level.point


def lesser(asked, present, answer):
    """List better answers than the present one that have fewer points than a given one."""
    if isinstance(asked.question, Quantity):
        step = UNIT // 10 ** (asked.question.decimals or 0)
        before = (answer - 1) // step * step if answer > present else (answer // step + 1) * step
        return [before] if size_of(asked, before) > size_of(asked, present) else []
    if isinstance(asked.question, Choices):
        last = [id for id in asked.table if asked.table[id] and (id in answer) != (id in present)][-1]
        before = tuple(id for id in asked.table if id in {*answer} ^ {last})
        return [before] if size_of(asked, before) > size_of(asked, present) else []
    between = (size_of(asked, present) + 1, size_of(asked, answer))
    return [other for other in asked.table if size_of(asked, other) in range(*between)]

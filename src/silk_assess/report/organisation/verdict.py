"""The first screen: who, which level, how sure, three things that matter most, one next step."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.advice.explain import BetterAnswers
from silk_assess.countries import country_name
from silk_assess.exact import UNIT, decimal, micro, shown
from silk_assess.questionnaire.conditions import reads
from silk_assess.questionnaire.model.questions import Choices, Country, Words
from silk_assess.report.organisation.findings import Findings
from silk_assess.scoring.assess import tried
from silk_assess.wording import sentences as wording
from silk_assess.wording.sentences import capital, count, in_words


class Fact(NamedTuple):
    """One thing to know beside the level."""

    head: str
    text: str


class Rung(NamedTuple):
    """One level of the ladder; `mark` says in words what its look says."""

    title: str
    look: str
    mark: str


class Verdict(NamedTuple):
    """The level in a word, what it means, and what to do first."""

    caps: str
    big: str
    lead: str
    text: str
    go: str
    facts: tuple[Fact, ...]
    ladder: tuple[Rung, ...]
    reading: str


class Matter(NamedTuple):
    """One of the three questions that cost most."""

    id: str
    where: str
    question: str
    answer: str
    why: str
    monday: str
    tool: str
    tool_id: str
    cost: str
    peer: str
    lesson: str
    peer_id: str


class OpenQuestion(NamedTuple):
    """A question worth answering next, and what each answer would do to the level."""

    id: str
    text: str
    note: str
    stake: str
    outcomes: tuple[tuple[str, str], ...]


class Deed(NamedTuple):
    """One answer of the way up."""

    id: str
    text: str
    now: str
    then: str
    takes: str
    effect: str


class NextStep(NamedTuple):
    """What to do next: questions to close, then the way up; each with its heading and a sentence."""

    ask_head: str
    ask_text: str
    ask: tuple[OpenQuestion, ...]
    way_head: str
    way_text: str
    way: tuple[Deed, ...]
    notes: tuple[str, ...]


# Who


def who(found: Findings) -> tuple[tuple[str, bool], ...]:
    """Describe the organisation in a few words; each piece says whether a person wrote it."""
    profile = found.assessment.answers.profile
    pieces: list[tuple[str, bool]] = []
    for one in found.tree.profile:
        if isinstance(one.question, Words) and one.id in profile:
            pieces.append((str(profile[one.id]), True))
    said = [
        wording.answer(one.question, profile[one.id])
        for one in found.tree.profile
        if one.id == "legal-form" and one.id in profile
    ]
    countries = [one.id for one in found.tree.profile if isinstance(one.question, Country) and one.id in profile]
    if not found.tree.profile and isinstance(profile.get("country"), str):
        countries = ["country"]
    place = " ".join(
        filter(None, [said[0] if said else "", f"in {country_name(str(profile[countries[0]]))}" if countries else ""])
    )
    facts = [capital(place)] if place else []
    for id, words in (
        ("founded", "founded in {}"),
        ("people-count", "{} people"),
        ("countries", "ties with {} other countries"),
    ):
        value = profile.get(id)
        if isinstance(value, int):
            facts.append(words.format(decimal(value)).replace(" 1 other countries", " one other country"))
    if facts:
        pieces.append((", ".join(facts).replace("with 0 other countries", "with no other country"), False))
    return tuple(pieces)


# Verdict


def verdict(found: Findings) -> Verdict:
    """Say the level, or without levels the points, and how sure it is."""
    level, levels = found.assessment.level, found.tree.pack.head.levels
    if level is None:
        return _without_level(found)
    answered = any(standing.state == "answered" for standing in _scored(found))
    here = levels[level.point]
    lead, rest = _first_sentence(here.text or "")
    ends = found.level_title(level.low), found.level_title(level.high)
    if level.firm:
        caps, go = "Level reached", _go_by_way(found)
    elif not answered:
        caps, go = "Nothing is answered so far", f"Any level from {ends[0]} to {ends[1]} is possible."
        lead, rest = "The level stands open until you answer.", ""
        return Verdict(caps, "Not known yet", lead, rest, go, _facts(found), _ladder(found), _READING)
    else:
        caps = "Level reached" if level.low == level.point else "Level as answered so far"
        go = _go_by_questions(found, ends)
    return Verdict(caps, here.title, lead, rest, go, _facts(found), _ladder(found), _READING)


_READING = (
    "A level says what you can carry, not how good you are. No average decides it, and nobody has shown yet that "
    "a higher one brings better results."
)


def _scored(found: Findings) -> list:  # type: ignore[type-arg]
    return [found.standing(one.id) for one in found.tree.questions if one.scored and one.role != "flow"]


def _go_by_questions(found: Findings, ends: tuple[str, str]) -> str:
    number = len(found.ask_next)
    if not number:
        return f"Open answers leave everything from {ends[0]} to {ends[1]} possible."
    level = found.assessment.level
    assert level is not None
    close = f"Close {count(number, 'open question')}."
    if level.low == level.point:
        return f"{close} {'It' if number == 1 else 'They'} may lift you to {ends[1]}."
    return f"{close} {'It tells' if number == 1 else 'They tell'} whether you stand at {ends[0]} or higher."


def _go_by_way(found: Findings) -> str:
    if found.next_level is None:
        return "This is the highest level. Answer the questions again in a year."
    title = found.level_title(found.next_level)
    if found.way_up is not None:
        deeds = count(len(found.way_up.changes), "change")
        return f"{capital(deeds)} would lead to {found.level_title(found.way_up.to)}."
    return f"No change of deeds alone leads to {title}. See what holds you."


def _without_level(found: Findings) -> Verdict:
    tree, levels = found.tree, found.tree.pack.head.levels
    roots = [(id, found.value(id)) for id in tree.roots]
    present = [(id, value) for id, value in roots if value is not None]
    if levels and present:
        text = "Nothing that the levels ask about applies to you, so there is none to name."
        return Verdict("Level", "No level", text, "", "", _facts(found), (), "")
    if len(present) == 1:
        id, value = present[0]
        node, bounds = tree.node[id], tree.bounds(id)
        caps = wording.title(tree, id)
        if value.point is None:
            ends = wording.between(value.low, value.high, bounds)
            lead = f"Between {ends} of {decimal(node.scale)}: too few answers for one figure."
            return Verdict(caps, "No figure yet", lead, "", _to_close(found), _facts(found), (), _PLAIN)
        label = wording.band_label(node, value.point)
        lead = label + "." if label else ""
        text = next((band.text or "" for band in node.bands if band.label == label), "")
        if wording.has_range(value, bounds):
            ends = wording.between(value.low, value.high, bounds)
            text = f"Between {ends}, as open answers turn out. {text}".strip()
        big = f"{shown(value.point, bounds)} of {decimal(node.scale)}"
        return Verdict(caps, big, lead, text, _to_close(found), _facts(found), (), _PLAIN)
    if not present:
        text = "None of what this questionnaire scores applies to you."
        return Verdict("Result", "No figure", text, "", "", _facts(found), (), "")
    lead = f"This questionnaire has {count(len(present), 'part')}, and each stands on its own."
    parts = "; ".join(_part(found, id) for id, _ in present)
    return Verdict(
        "Result", capital(count(len(present), "part")), lead, parts + ".", _to_close(found), _facts(found), (), _PLAIN
    )


_PLAIN = "A figure says what was answered under stated rules, not how good you are."


def _part(found: Findings, id: str) -> str:
    value, node = found.value(id), found.node(id)
    assert value is not None
    if value.point is None:
        return f"{node.title}: too few answers"
    return f"{node.title}: {shown(value.point, found.tree.bounds(id))} of {decimal(node.scale)}"


def _to_close(found: Findings) -> str:
    number = sum(standing.state == "unknown" for standing in _scored(found))
    return f"{capital(count(number, 'question'))} {'is' if number == 1 else 'are'} open." if number else ""


def _first_sentence(text: str) -> tuple[str, str]:
    head, dot, rest = text.partition(". ")
    return (head + ".", rest) if dot else (text, "")


def _facts(found: Findings) -> tuple[Fact, ...]:
    assessment = found.assessment
    states = wording.counts(assessment)
    total = states["answered"] + states["don't know"] + states["open"]
    waiting = total - states["answered"]
    aside = states["does not apply"] + states["not asked"]
    said = (
        f"{capital(count(waiting, 'question'))} {'is' if waiting == 1 else 'are'} open."
        if waiting
        else "Nothing is open."
    )
    if aside:
        said += f" Another {in_words(aside)} {'does' if aside == 1 else 'do'} not apply to you"
        said += f" and {'counts' if aside == 1 else 'count'} neither way."
    share = wording.percent(assessment.evidence)
    proved = "This share of your answers, by weight, names a paper that could prove it. Nobody has checked the papers."
    if not assessment.evidence:
        proved = (
            "No answer names a paper that could prove it. Evidence changes no points; it tells others what to look at."
        )
    facts = [Fact(f"{states['answered']} of {total} answered", said), Fact(f"{share} % with evidence", proved)]
    level = assessment.level
    if level is not None:
        facts += [_firm(found), _robust(found)]
    else:
        covered = f"{wording.percent(assessment.coverage)} % of what counts is answered"
        facts.append(Fact(covered, "By weight, over what applies to you."))
    return tuple(facts)


def _firm(found: Findings) -> Fact:
    level = found.assessment.level
    assert level is not None
    if level.firm:
        return Fact("Firm", "No open answer can change the level.")
    up, down = found.level_title(level.high), found.level_title(level.low)
    if level.low == level.point:
        return Fact("Not firm yet", f"Open answers can still lift the level to {up}. They cannot lower it.")
    if level.high == level.point:
        return Fact("Not firm yet", f"Open answers can still lower the level to {down}. They cannot lift it.")
    return Fact("Not firm yet", f"Open answers decide whether it is {down}, {up} or something between.")


def _robust(found: Findings) -> Fact:
    if found.assessment.robust:
        return Fact("Robust", "The level stays the same when every weight is a quarter larger or smaller.")
    return Fact("Not robust", "With weights a quarter larger or smaller the level could be another one.")


def _ladder(found: Findings) -> tuple[Rung, ...]:
    level = found.assessment.level
    assert level is not None
    answered = any(standing.state == "answered" for standing in _scored(found))
    rungs = []
    for i, text in enumerate(found.tree.pack.head.levels):
        look, mark = "", ""
        if i == level.point and answered:
            look = "is"
            mark = "You are here" if level.firm or level.low < i else "You are here, even at worst"
        elif i < level.low:
            look = "done"
        elif i == level.high and not level.firm:
            look, mark = "may", "Possible at best"
        elif i == level.low and not level.firm:
            look, mark = "may", "Possible at worst"
        elif level.low < i < level.high:
            look, mark = "may", "Possible"
        rungs.append(Rung(text.title, look, mark))
    return tuple(rungs)


# Three things


def matters(found: Findings, most: int = 3) -> tuple[Matter, ...]:
    """Choose the questions that cost most points, likelihood and impact left out (they are no deeds)."""
    deeds = [one for one in found.tree.questions if one.id in found.gains and one.role not in ("likelihood", "impact")]
    costly = sorted(deeds, key=lambda one: -found.gains[one.id])[:most]
    return tuple(_matter(found, one.id) for one in costly)


def matters_text(found: Findings) -> str:
    """Introduce the three things with what is missing in all."""
    shown_here = len(matters(found))
    if "index" in found.tree.node:
        value = found.value("index")
        if value is None or value.point is None:
            instead = " These stand out so far." if found.flags else ""
            return f"Too little is answered to say what is missing in all.{instead}"
        scale = decimal(value.scale)
        said = f"Your answers give {found.points('index', value.point)} of {scale} points."
        cap = found.assessment.caps.get("index")
        if cap is not None:
            without = found.points("index", cap.without)
            said += f" A limit holds them there; without it they would give {without}."
        if not shown_here:
            return f"{said} No deed of yours costs any of what is missing."
        missing = shown(value.scale - value.point)
        these = "this one" if shown_here == 1 else f"these {('two', 'three')[shown_here - 2]}"
        said += f" Of the {missing} that are missing, no answers cost more than {these}."
        return f"{said} That is arithmetic, not cause and effect."
    if not shown_here:
        return "No answer costs points so far."
    return "No answers cost more points of their part than these. That is arithmetic, not cause and effect."


def _matter(found: Findings, id: str) -> Matter:
    one = found.question(id)
    tool = _tool_for(found, id)
    peer = _peer_for(found, id)
    return Matter(
        id=id,
        where=found.owner_title(id),
        question=one.question.text,
        answer=found.answer(id),
        why=" ".join(_reasons(found, id)),
        monday=_monday(found, id),
        tool=tool[0],
        tool_id=tool[1],
        cost=tool[2],
        peer=peer[0],
        lesson=peer[1],
        peer_id=peer[2],
    )


def _reasons(found: Findings, id: str) -> list[str]:
    one = found.question(id)
    reasons = []
    if _is_only_protection(found, id):
        reasons.append(
            "It is the only protection you have against your worst risk, and the worst risk alone decides this part."
        )
    reason = getattr(one.question, "weight_reason", None)
    if reason:
        times = _TIMES.get(one.weight, f"has the weight {decimal(one.weight)}")
        reasons.append(f"It {times}. {reason}" if one.weight > UNIT else reason)
    for node, _ in found.missed:
        level = found.assessment.level
        if level is not None and id in found.tree.below(node):
            reasons.append(f"{wording.title(found.tree, node)} holds you at {found.level_title(level.point)}.")
            break
    cost = found.gain(id)
    reasons.append(f"It costs {cost} point{'' if cost == '1.0' else 's'}.")
    return reasons


_TIMES = {UNIT * 3 // 2: "counts one and a half times", 2 * UNIT: "counts double", 3 * UNIT: "counts three times"}


def _is_only_protection(found: Findings, id: str) -> bool:
    one = found.question(id)
    if one.role != "control":
        return False
    risk = found.node(one.owner)
    section = found.node(risk.owner or "")
    if section.rule != "min" or len(risk.children) != 1:
        return False
    mine = found.value(risk.id)
    points = [
        value.point
        for child, _ in section.children
        if (value := found.value(child)) is not None and value.point is not None
    ]
    return mine is not None and mine.point is not None and points.count(min(points)) == 1 and mine.point == min(points)


def _monday(found: Findings, id: str) -> str:
    one = found.question(id)
    for rule in found.flags:
        if rule.kind != "strength" and rule.advise and id in reads(rule.when):
            return rule.advise
    takes = f"The change takes {wording.TAKES[one.effort]}."
    if one.question.step:
        return f"{one.question.step} {takes}"
    value = found.standing(id).value
    better = BetterAnswers(one, value) if value is not None else None
    if better is not None and better.count:
        return f"Make this true: “{wording.answer(one.question, better[1])}”. {takes}"
    return takes


def _tool_for(found: Findings, id: str) -> tuple[str, str, str]:
    owner = found.question(id).owner
    fitting = [one.tool for one in found.tools if id in one.tool.helps] or [
        one.tool for one in found.tools if owner in one.tool.helps
    ]
    if not fitting:
        return "", "", ""
    chosen = next((tool for tool in fitting if tool.verified == "seen"), fitting[0])
    return chosen.name, chosen.id, chosen.cost or ""


def _peer_for(found: Findings, id: str) -> tuple[str, str, str]:
    owner: str | None = found.question(id).owner
    while owner is not None and owner in found.tree.node:
        scale = found.node(owner).scale
        for peer in found.peers:
            judged = peer.case.features.get(owner)
            size = micro(judged) if isinstance(judged, str) else None
            if size is not None and 5 * size >= 3 * scale and peer.case.lesson:
                return peer.case.name, peer.case.lesson, peer.case.id
        owner = found.node(owner).owner
    return "", "", ""


# The next step


def next_step(found: Findings) -> NextStep:
    """Name the questions to close first and the way up after that; with neither, say so."""
    level = found.assessment.level
    if level is None:
        return NextStep("", "", (), "Start with one of the three", _FIRST if matters(found) else _NOTHING, (), ())
    ask = tuple(_open_question(found, id) for id in found.ask_next)
    ask_head = f"First, close {count(len(ask), 'open question')}" if ask else ""
    ask_text = ""
    if ask:
        ends = found.level_title(level.low), found.level_title(level.high)
        joint = "or at" if level.high - level.low == 1 else "or up to"
        ask_text = (
            f"{'It tells' if len(ask) == 1 else 'They tell'} most about whether you are at {ends[0]} {joint} {ends[1]}."
        )
    elif not level.firm:
        ask_head, ask_text = "First, an earlier question", _waits_for(found)
    way_head, way_text, way = _way(found, bool(ask))
    return NextStep(ask_head, ask_text, ask, way_head, way_text, way, (_ANSWERING,) if way else ())


_FIRST = (
    "This questionnaire has no levels to climb. Begin with the thing that costs most, and answer again when it is done."
)
_NOTHING = "Nothing more can be said from these answers. Answer what is open, and draw the report again."
_ANSWERING = "To answer differently is not to be ready. First comes the change, then the answer."


def _waits_for(found: Findings) -> str:
    waiting = [
        one
        for one in found.tree.questions
        if found.standing(one.id).state == "unknown" and not found.standing(one.id).is_asked
    ]
    asked = dict.fromkeys(
        id
        for one in waiting
        for id in reads(one.when)
        if found.standing(id).state == "unknown" and found.standing(id).is_asked
    )
    texts = "; ".join(f"“{found.question(id).question.text}”" for id in asked)
    if not texts:
        return "What is open depends on answers that are themselves open."
    return f"What could change the level is asked only after this is answered: {texts}"


def _open_question(found: Findings, id: str) -> OpenQuestion:
    needs = [(node, need) for node, need in found.open_needs if id in found.tree.below(node)] or found.open_needs
    node, need = needs[0]
    value = found.value(node)
    assert value is not None
    bounds = found.tree.bounds(node)
    ends = wording.span(value.low, value.high, bounds)
    stake = f"{wording.title(found.tree, node)}: {ends} till then, {decimal(need)} needed."
    return OpenQuestion(id, found.question(id).question.text, found.stored(id).note or "", stake, outcomes(found, id))


def outcomes(found: Findings, id: str) -> tuple[tuple[str, str], ...]:
    """Say for each answer that a question could have which levels would then be possible."""
    question = found.question(id).question
    if isinstance(question, Choices):
        return ()
    said = []
    for change in found.changes:
        if change.question == id and change.level is not None:
            low, high = found.level_title(change.level.low), found.level_title(change.level.high)
            said.append((wording.answer(question, change.answer), low if low == high else f"{low} to {high}"))
    return tuple(said)


def _way(found: Findings, first_asked: bool) -> tuple[str, str, tuple[Deed, ...]]:
    level, way = found.assessment.level, found.way_up
    assert level is not None
    then = "Then, the" if first_asked else "The"
    if found.next_level is None:
        text = (
            "Every requirement of the highest level holds as answered. "
            "Look again in a year, and show others how you did it."
        )
        return "You are at the top", text, ()
    title = found.level_title(found.next_level)
    if way is None:
        held = wording_of_missed(found)
        text = f"No change of what you do leads there alone, by these answers. {held}"
        return f"What holds you below {title}", text, ()
    reached = found.level_title(way.to)
    these = "this one" if len(way.changes) == 1 else f"these {in_words(len(way.changes))}"
    text = f"With {these} in place, and all else as answered, you reach it."
    trial = tried(found.assessment, way.changes)
    deeds = []
    for id, value in way.changes.items():
        one = found.question(id)
        node, effect = _effect(found, id, trial.values)
        better = BetterAnswers(one, found.standing(id).value or 0)
        more = " or better" if value != better[better.count] else ""
        deeds.append(
            Deed(
                id,
                one.question.text,
                found.answer(id),
                wording.answer(one.question, value) + more,
                wording.TAKES[one.effort],
                effect,
            )
        )
        assert node
    return f"{then} way up to {reached}", text, tuple(deeds)


def _effect(found: Findings, id: str, after: object) -> tuple[str, str]:
    way = found.way_up
    assert way is not None
    level = found.assessment.level
    assert level is not None
    needs = [pair for number in range(level.point + 1, way.to + 1) for pair in found.tree.requires[number]]
    for node, need in needs:
        before = found.value(node)
        now = after[node]  # type: ignore[index]
        if id in found.tree.below(node) and before is not None and now is not None:
            start = before.low if before.point is None else before.point
            if start < need and now.point is not None:
                title = wording.title(found.tree, node)
                return (
                    node,
                    f"{title}: from {found.points(node, start)} to {found.points(node, now.point)}, "
                    f"{decimal(need)} needed.",
                )
    return id, ""


def wording_of_missed(found: Findings) -> str:
    """Say which nodes hold the level, with points and what is needed."""
    if not found.missed:
        return ""
    pieces = []
    for node, need in found.missed:
        value = found.value(node)
        assert value is not None
        have = (
            f"between {wording.between(value.low, value.high, found.tree.bounds(node))}"
            if value.point is None
            else found.points(node, value.point)
        )
        pieces.append(f"{wording.title(found.tree, node)} has {have}, and {decimal(need)} is needed")
    return "; ".join(pieces) + "."

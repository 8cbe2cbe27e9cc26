"""Faults of meaning: what is well-formed in every value and still cannot be scored.

Ids and what refers to them, numbers that must fit each other, keys out of place, conditions on
what does not exist, circles, gates that could vanish. All faults are found in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from silk_assess.conditions import Answered, Compare, Condition, Is, leaves, reads
from silk_assess.errors import Fault, Path, did_you_mean
from silk_assess.exact import HUNDRED, UNIT, decimal, micro
from silk_assess.outline import NodeSpot, QuestionSpot, children, is_scored, outline
from silk_assess.pack import (
    FLOW_IDS,
    RESERVED,
    Anchor,
    AnyQuestion,
    Band,
    Choice,
    Choices,
    FlowsSection,
    Gate,
    Option,
    Pack,
    Pick,
    Quantity,
    Risk,
    RisksSection,
    YesNo,
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a questionnaire has, by id, for checks that look things up."""

    questions: Mapping[str, QuestionSpot]
    profile: Mapping[str, QuestionSpot]
    nodes: Mapping[str, NodeSpot]
    scales: Mapping[str, int]
    has_flows: bool

    @property
    def asked(self) -> dict[str, QuestionSpot]:
        return {**self.profile, **self.questions}


def faults_of_meaning(pack: Pack) -> list[Fault]:
    """List every fault of meaning of a questionnaire whose shape is right.

    Source: FORMAT.md; SCORING.md, section 2.
    """
    spots = list(outline(pack))
    asked = [spot for spot in spots if isinstance(spot, QuestionSpot)]
    nodes = [spot for spot in spots if isinstance(spot, NodeSpot)]
    questions = {spot.question.id: spot for spot in asked if spot.role != "profile"}
    known = _Known(
        questions=questions,
        profile={spot.question.id: spot for spot in asked if spot.role == "profile"},
        nodes={spot.node.id: spot for spot in nodes},
        scales=_scales(pack, asked, nodes),
        has_flows=any(spot.role == "flow" for spot in asked),
    )
    return [
        *_ids(pack, spots),
        *chain.from_iterable(_question(spot, known) for spot in asked),
        *chain.from_iterable(_node(spot, known) for spot in nodes),
        *_bands(pack.head.bands, ("pack.yaml", "bands"), HUNDRED),
        *_index(pack, known),
        *_levels(pack, known),
        *_short(pack, known),
        *_gates(pack, known),
        *_circles_of_when(known),
        *_circles_of_nodes(pack, known),
        *_named(pack, asked, nodes),
        *_rules(pack, known),
        *_tools(pack, known),
        *_cases(pack, known),
    ]


def _unknown(path: Path, what: str, id: str, known: Iterable[str]) -> Fault:
    return Fault(path, f'there is no {what} "{id}"', did_you_mean(id, known), "unknown-id")


# Ids


def _ids(pack: Pack, spots: Sequence[QuestionSpot | NodeSpot]) -> Iterator[Fault]:
    head = pack.head
    named: list[tuple[str, Path]] = []
    for spot in spots:
        thing = spot.question if isinstance(spot, QuestionSpot) else spot.node
        named.append((thing.id, (*spot.path, "id")))
    for i, name in enumerate(head.sections):
        section = pack.sections[i]
        if isinstance(section, FlowsSection):
            named.append((section.id, (f"{name}.yaml", "id")))
        if name in head.sections[:i]:
            yield Fault(("pack.yaml", "sections", i), f'"{name}" stands here twice', "Name each once.", "twice")
    for above, ids in (
        (("pack.yaml", "sources"), [source.id for source in head.sources]),
        (("rules.yaml",), [rule.id for rule in pack.rules]),
        (("tools.yaml",), [tool.id for tool in pack.tools]),
        (("cases.yaml",), [case.id for case in pack.cases]),
        (("glossary.yaml",), [term.id for term in pack.glossary]),
    ):
        named += [(id, (*above, i, "id")) for i, id in enumerate(ids)]
    first: dict[str, Path] = {}
    for id, path in named:
        if id in RESERVED:
            yield Fault(path, f'"{id}" is a reserved id', "Choose another id.", "reserved-id")
        elif id in first:
            says = f'the id "{id}" is used twice; the other stands in {first[id][0]}'
            yield Fault(path, says, "Ids are unique in the whole questionnaire. Choose another.", "duplicate-id")
        first.setdefault(id, path)


def _named(pack: Pack, asked: Sequence[QuestionSpot], nodes: Sequence[NodeSpot]) -> Iterator[Fault]:
    """Check the sources and terms that questions, nodes and terms name."""
    sources, terms = [source.id for source in pack.head.sources], [term.id for term in pack.glossary]
    for spot in asked:
        yield from _references(spot.question.sources, (*spot.path, "sources"), "source", sources)
        yield from _references(spot.question.terms, (*spot.path, "terms"), "term", terms)
    for place in nodes:
        yield from _references(place.node.sources, (*place.path, "sources"), "source", sources)
    for i, term in enumerate(pack.glossary):
        yield from _references(term.see, ("glossary.yaml", i, "see"), "term", terms)


def _references(ids: Sequence[str], path: Path, what: str, known: Iterable[str]) -> Iterator[Fault]:
    names = dict.fromkeys(known)
    for i, id in enumerate(ids):
        if id not in names:
            yield _unknown((*path, i), what, id, names)


# Questions


def _question(spot: QuestionSpot, known: _Known) -> Iterator[Fault]:
    question, path = spot.question, spot.path
    if isinstance(question, Choice | Choices | Anchor):
        yield from _options(question, path)
    if isinstance(question, Quantity):
        yield from _quantity(question, path)
    yield from _place_in_flows(spot)
    if spot.role == "control" and not is_scored(question):
        yield Fault((*path, "type"), f'the control "{question.id}" is no scored question', _SCORED, "not-scored")
    if question.when is not None:
        yield from _condition(question.when, (*path, "when"), known, in_rule=False)


_SCORED = "Use choice, choices, yes-no, or a number with from and to."


def _options(question: Choice | Choices | Anchor, path: Path) -> Iterator[Fault]:
    seen: set[str] = set()
    refused = {"unknown", "na", "none"} if isinstance(question, Choices) else {"unknown", "na"}
    every: Sequence[Option | Pick] = question.options
    for i, option in enumerate(every):
        place: Path = (*path, "options", i, "id")
        if option.id in refused:
            yield Fault(place, f'an option cannot be called "{option.id}"', "Choose another id.", "reserved-id")
        if option.id in seen:
            yield Fault(place, f'the option "{option.id}" stands here twice', "Choose another id.", "duplicate-option")
        seen.add(option.id)
    if isinstance(question, Choices):
        if not any(option.points for option in question.options if not option.exclusive):
            says = f'no option of "{question.id}" counts'
            yield Fault((*path, "options"), says, "Give at least one option that is not exclusive points.", "no-points")
        return
    low, high, words = (1, UNIT, "above 0 and at most 1") if isinstance(question, Anchor) else (0, question.scale, "")
    words = words or f"between 0 and {decimal(high)}"
    given = [option.value is not None for option in question.options]
    for i, option in enumerate(question.options):
        place = (*path, "options", i)
        if option.value is None:
            if any(given):
                says = f'the option "{option.id}" has no value, and others have one'
                yield Fault(place, says, "Give every option a value, or none.", "some-values")
        elif not low <= option.value <= high:
            yield Fault(
                (*place, "value"), f"{decimal(option.value)} is not {words}", f"Choose one {words}.", "out-of-range"
            )


def _quantity(question: Quantity, path: Path) -> Iterator[Fault]:
    start, to, low, high = question.start, question.to, question.minimum, question.maximum
    if (start is None) != (to is None):
        have, lack = ("from", "to") if to is None else ("to", "from")
        yield Fault(
            (*path, have), f'"{have}" stands here without "{lack}"', f'Add "{lack}", or leave both out.', "goalposts"
        )
    elif start is not None and start == to:
        yield Fault((*path, "to"), "from and to are the same", "Goalposts must differ.", "goalposts")
    if low is not None and high is not None and low > high:
        says = f"the minimum, {decimal(low)}, is above the maximum, {decimal(high)}"
        yield Fault((*path, "minimum"), says, "Exchange them.", "limits")
    if question.decimals is not None:
        step = 10 ** (6 - question.decimals)
        for key, value in (("from", start), ("to", to)):
            if value is not None and value % step:
                says = f"{decimal(value)} has more decimals than may be typed ({question.decimals})"
                yield Fault((*path, key), says, "Round it, or allow more decimals.", "goalposts")


def _place_in_flows(spot: QuestionSpot) -> Iterator[Fault]:
    question, path = spot.question, spot.path
    plain = isinstance(question, Choice | Choices | YesNo | Quantity)
    if spot.role != "flow":
        for key in ("cell", "facet"):
            if plain and getattr(question, key) is not None:
                says = f'"{key}" belongs to questions of a section of kind flows'
                yield Fault((*path, key), says, "Leave it out here.", "misplaced-key", "key")
        return
    if not is_scored(question):
        yield Fault((*path, "type"), f'"{question.id}" is no scored question', _SCORED, "not-scored")
        return
    for key in ("cell", "facet"):
        if getattr(question, key) is None:
            yield Fault(
                path, f'the flow question "{question.id}" needs the key "{key}"', f'Add "{key}".', "missing-key"
            )
    if question.scale != HUNDRED:
        yield Fault((*path, "scale"), "a flow question has the scale 100", "Leave the key out.", "misplaced-key")


# Conditions


def _condition(condition: Condition, path: Path, known: _Known, in_rule: bool) -> Iterator[Fault]:
    for leaf in leaves(condition):
        place: Path = (*path, leaf.subject)
        asked = known.asked.get(leaf.subject)
        if asked is not None:
            yield from _leaf_on_question(leaf, asked.question, place)
        elif in_rule and (leaf.subject in known.scales or leaf.subject in FLOW_IDS):
            yield from _leaf_on_points(leaf, place, known)
        elif leaf.subject in known.scales or leaf.subject in FLOW_IDS:
            says = f'"{leaf.subject}" is no question; a question\'s "when" reads questions and the profile'
            yield Fault(place, says, "Name a question or a field of the profile.", "unreadable", "key")
        else:
            names = [*known.asked, *(known.scales if in_rule else ())]
            says = f'there is no question "{leaf.subject}"'
            yield Fault(place, says, did_you_mean(leaf.subject, names), "unknown-id", "key")


def _leaf_on_question(leaf: Is | Compare | Answered, question: AnyQuestion, path: Path) -> Iterator[Fault]:
    options = _answers(question)
    if isinstance(leaf, Is):
        for value in map(str, leaf.values):
            if options is not None and value not in options:
                says = f'"{value}" is not an answer to {question.id}'
                yield Fault(path, says, did_you_mean(value, options), "unknown-option")
            elif isinstance(question, Quantity) and micro(value) is None:
                yield Fault(path, f'"{value}" is not a number', "Write figures, or at_least and below.", "number")
    elif isinstance(leaf, Compare):
        place: Path = (*path, leaf.relation)
        if isinstance(question, Choice | Anchor):
            if leaf.written not in (options or ()):
                says = f'"{leaf.written}" is not an answer to {question.id}'
                yield Fault(place, says, did_you_mean(leaf.written, options or ()), "unknown-option")
        elif not isinstance(question, Quantity):
            says = f'answers to "{question.id}" have no order, so "{leaf.relation}" cannot be decided'
            yield Fault(place, says, "Name the answers that you mean.", "no-order", "key")
        elif micro(leaf.written) is None:
            yield Fault(place, f'"{leaf.written}" is not a number', "Write figures.", "number")


def _leaf_on_points(leaf: Is | Compare | Answered, path: Path, known: _Known) -> Iterator[Fault]:
    if leaf.subject in FLOW_IDS and not known.has_flows:
        yield Fault(path, "there is no section of kind flows here", "Add one, or leave this out.", "no-flows", "key")
    elif not isinstance(leaf, Compare):
        says = f'"{leaf.subject}" has points, and no single answer'
        yield Fault(path, says, "Write at_least, above, at_most or below, with points.", "no-answer")
    elif micro(leaf.written) is None:
        yield Fault((*path, leaf.relation), f'"{leaf.written}" is not a number', "Write points in figures.", "number")


def _answers(question: AnyQuestion) -> tuple[str, ...] | None:
    match question:
        case Choice(options=options) | Choices(options=options) | Anchor(options=options):
            return tuple(option.id for option in options)
        case YesNo():
            return ("no", "yes")
        case _:
            return None


# Nodes


def _scales(pack: Pack, asked: Sequence[QuestionSpot], nodes: Sequence[NodeSpot]) -> dict[str, int]:
    """Give the scale of every node and scored question; sums count their children, risks 100."""
    found = {
        spot.question.id: spot.question.scale for spot in asked if spot.role != "profile" and is_scored(spot.question)
    }
    for spot in reversed(nodes):
        node = spot.node
        if isinstance(node, Risk):
            found[node.id] = HUNDRED
        elif node.aggregate == "sum":
            found[node.id] = sum(weight * found.get(id, 0) for id, weight in children(node)) // UNIT
        else:
            found[node.id] = HUNDRED if node.scale is None else node.scale
    ids = [spot.node.id for spot in nodes]
    index = pack.head.index
    if index is not None:
        total = sum(child.weight * found.get(child.id, 0) for child in index.children) // UNIT
        plain = HUNDRED if index.scale is None else index.scale
        found["index"] = total if index.aggregate == "sum" else plain
        ids.append("index")
    return {id: found[id] for id in ids}


def _node(spot: NodeSpot, known: _Known) -> Iterator[Fault]:
    node, path = spot.node, spot.path
    yield from _bands(node.bands, (*path, "bands"), known.scales[node.id])
    if isinstance(node, Risk):
        return
    below = children(node)
    if not isinstance(node, RisksSection):
        if node.dimensions and node.questions:
            says = f'"{node.id}" has both dimensions and questions'
            yield Fault((*path, "questions"), says, "Put the questions into a dimension.", "misplaced-key", "key")
            return
        if not node.dimensions and not node.questions:
            says = f'"{node.id}" has neither dimensions nor questions'
            yield Fault(path, says, 'Add "questions".', "missing-key")
            return
    if not any(weight for _, weight in below):
        says = f'nothing that is scored counts in "{node.id}"'
        yield Fault(path, says, "Give at least one scored question or part in it a weight above 0.", "no-weight")
    if node.aggregate == "sum":
        yield from _sum(node.scale, below, path, {**_question_scales(known), **known.scales})


def _question_scales(known: _Known) -> dict[str, int]:
    return {id: spot.question.scale for id, spot in known.questions.items() if is_scored(spot.question)}


def _sum(
    written: int | None, below: Iterable[tuple[str, int]], path: Path, scales: Mapping[str, int]
) -> Iterator[Fault]:
    if written is not None:
        says = "the scale of a sum is what its children add up to"
        yield Fault((*path, "scale"), says, "Leave the key out.", "misplaced-key", "key")
    if sum(weight * scales.get(id, 0) for id, weight in below) % UNIT:
        says = "the scale of this sum would have more than six decimals"
        yield Fault((*path, "aggregate"), says, "Use weights and scales with fewer decimals.", "sum-scale")


def _bands(bands: Sequence[Band] | None, path: Path, scale: int) -> Iterator[Fault]:
    last = -1
    for i, band in enumerate(bands or ()):
        place: Path = (*path, i, "from")
        if i == 0 and band.start != 0:
            yield Fault(place, "the first band begins at 0", "Write from: 0.", "bands")
        elif band.start <= last:
            says = f"{decimal(band.start)} is not above the band before"
            yield Fault(place, says, "Write the lower bounds in rising order.", "bands")
        elif band.start > scale:
            says = f"{decimal(band.start)} is above the scale, {decimal(scale)}"
            yield Fault(place, says, "Choose a bound within the scale.", "bands")
        last = max(last, band.start)


def _index(pack: Pack, known: _Known) -> Iterator[Fault]:
    index = pack.head.index
    if index is None:
        return
    path: Path = ("pack.yaml", "index")
    seen: set[str] = set()
    for i, child in enumerate(index.children):
        place: Path = (*path, "children", i)
        if child.id not in known.nodes:
            yield _unknown((*place, "id"), "node", child.id, known.nodes)
        elif child.id in seen:
            yield Fault((*place, "id"), f'"{child.id}" stands here twice', "Name each once.", "twice")
        seen.add(child.id)
    for i, child in enumerate(index.children):
        inside = seen.intersection(_above(child.id, known))
        if inside:
            says = f'"{child.id}" lies inside "{min(inside)}", which is here too'
            yield Fault((*path, "children", i, "id"), says, "Name one of the two.", "nested-child")
    if not any(child.weight for child in index.children):
        yield Fault(path, "nothing counts in the index", "Give at least one child a weight above 0.", "no-weight")
    if index.aggregate == "sum":
        below = [(child.id, child.weight) for child in index.children]
        yield from _sum(index.scale, below, path, known.scales)


def _above(id: str, known: _Known) -> Iterator[str]:
    owner = known.nodes[id].owner if id in known.nodes else None
    while owner is not None:
        yield owner
        owner = known.nodes[owner].owner


def _levels(pack: Pack, known: _Known) -> Iterator[Fault]:
    seen: set[str] = set()
    for i, level in enumerate(pack.head.levels):
        path: Path = ("pack.yaml", "levels", i)
        if level.id in seen:
            yield Fault(
                (*path, "id"), f'the level "{level.id}" stands here twice', "Choose another id.", "duplicate-id"
            )
        seen.add(level.id)
        if i == 0 and level.requires:
            says = "the first level is where everybody begins, and requires nothing"
            yield Fault((*path, "requires"), says, "Leave requires out, or add a level before it.", "levels", "key")
        for id, need in level.requires.items():
            place: Path = (*path, "requires", id)
            if id not in known.scales:
                yield Fault(place, f'there is no node "{id}"', did_you_mean(id, known.scales), "unknown-id", "key")
            elif not 0 <= need <= known.scales[id]:
                words = f"between 0 and {decimal(known.scales[id])}"
                yield Fault(place, f"{decimal(need)} is not {words}", f"Choose a number {words}.", "out-of-range")


def _short(pack: Pack, known: _Known) -> Iterator[Fault]:
    for i, id in enumerate(pack.head.short):
        path: Path = ("pack.yaml", "short", i)
        if id not in known.questions:
            yield _unknown(path, "question", id, known.questions)
        elif id in pack.head.short[:i]:
            yield Fault(path, f'"{id}" stands here twice', "Name each once.", "twice")


# Gates and circles


def _gated(pack: Pack, known: _Known) -> Iterator[tuple[str, Path, Sequence[Gate], list[tuple[str, int]]]]:
    for id, spot in known.nodes.items():
        if not isinstance(spot.node, Risk):
            yield id, spot.path, spot.node.gates, children(spot.node)
    if pack.head.index is not None:
        below = [(child.id, child.weight) for child in pack.head.index.children]
        yield "index", ("pack.yaml", "index"), pack.head.index.gates, below


def _gates(pack: Pack, known: _Known) -> Iterator[Fault]:
    for id, path, gates, below in _gated(pack, known):
        scale = known.scales[id]
        for i, gate in enumerate(gates):
            place: Path = (*path, "gates", i)
            if not 0 <= gate.cap <= scale:
                words = f"between 0 and {decimal(scale)}"
                yield Fault(
                    (*place, "cap"), f"{decimal(gate.cap)} is not {words}", f"Choose a cap {words}.", "out-of-range"
                )
            for read, need in gate.below.items():
                yield from _gate_reads(read, need, (*place, "below", read), known)
        if gates and not _stands(below, known):
            says = f'"{id}" has a gate and could vanish'
            do = (
                "If all in it did not apply, nothing would be left to cap, and fewer answers would give more points. "
                "Keep one scored question in it without not_applicable and without when, or take the gate out."
            )
            yield Fault((*path, "gates"), says, do, "gate-vanishes", "key")


def _gate_reads(read: str, need: int, path: Path, known: _Known) -> Iterator[Fault]:
    spot = known.questions.get(read)
    if read in known.nodes:
        scale = known.scales[read]
    elif spot is not None and spot.role in ("score", "control") and is_scored(spot.question):
        scale = spot.question.scale
    elif spot is not None or read in known.profile or read in FLOW_IDS or read == "index":
        says = f'a gate cannot read "{read}"'
        do = "It reads a node, a risk, or a scored question of a score section or among a risk's controls."
        yield Fault(path, says, do, "unreadable", "key")
        return
    else:
        says = f'there is no node or question "{read}"'
        yield Fault(path, says, did_you_mean(read, [*known.nodes, *known.questions]), "unknown-id", "key")
        return
    if not 0 < need <= scale:
        words = f"above 0 and at most {decimal(scale)}"
        yield Fault(path, f"{decimal(need)} is not {words}", f"Choose a number {words}.", "out-of-range")


def _stands(below: Iterable[tuple[str, int]], known: _Known) -> bool:
    """Say whether a node can never vanish: somewhere under it, through weights above 0, all must answer."""
    for id, weight in below:
        if not weight:
            continue
        if id in known.questions:
            question = known.questions[id].question
            if question.not_applicable is None and question.when is None:
                return True
        elif id in known.nodes:
            node = known.nodes[id].node
            if isinstance(node, Risk):
                anchors = (node.likelihood, node.impact)
                if all(one.not_applicable is None and one.when is None for one in anchors):
                    return True
            elif _stands(children(node), known):
                return True
    return False


def _circles_of_when(known: _Known) -> Iterator[Fault]:
    asked = known.asked
    reading = {id: [r for r in reads(spot.question.when) if r in asked] for id, spot in asked.items()}
    for id in _on_circles(reading):
        says = f'"{id}" waits for itself: {_round(id, reading)}'
        yield Fault((*asked[id].path, "when"), says, "Let one of them be asked without the other.", "circle", "key")


def _circles_of_nodes(pack: Pack, known: _Known) -> Iterator[Fault]:
    reading: dict[str, list[str]] = {}
    gated: dict[str, Path] = {}
    for id, path, gates, below in _gated(pack, known):
        reads_ = [child for child, _ in below] + [read for gate in gates for read in gate.below]
        reading[id] = [read for read in reads_ if read in known.nodes]
        gated[id] = (*path, "gates")
    on = set(_on_circles(reading))
    for id, path, gates, _ in _gated(pack, known):
        if id in on and any(read in on for gate in gates for read in gate.below):
            says = f'a gate of "{id}" reads what reads it: {_round(id, reading)}'
            yield Fault((*path, "gates"), says, "Let the gate read something outside.", "circle", "key")


def _on_circles(reading: Mapping[str, Sequence[str]]) -> list[str]:
    def reached(id: str) -> set[str]:
        found: set[str] = set()
        waiting = list(reading.get(id, ()))
        while waiting:
            next_ = waiting.pop()
            if next_ not in found:
                found.add(next_)
                waiting += reading.get(next_, ())
        return found

    return [id for id in reading if id in reached(id)]


def _round(id: str, reading: Mapping[str, Sequence[str]]) -> str:
    """Tell the shortest way from an id back to itself."""
    ways: list[list[str]] = [[id]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for read in reading.get(way[-1], ()):
            if read == id:
                return " reads ".join([*way, id])
            if read not in seen:
                seen.add(read)
                ways.append([*way, read])
    return id


# Rules, tools, peer cases


def _rules(pack: Pack, known: _Known) -> Iterator[Fault]:
    tools, sources = [tool.id for tool in pack.tools], [source.id for source in pack.head.sources]
    for i, rule in enumerate(pack.rules):
        path: Path = ("rules.yaml", i)
        yield from _condition(rule.when, (*path, "when"), known, in_rule=True)
        yield from _references(rule.tools, (*path, "tools"), "tool", tools)
        yield from _references(rule.sources, (*path, "sources"), "source", sources)


def _tools(pack: Pack, known: _Known) -> Iterator[Fault]:
    helped = {*known.questions, *known.nodes, *(rule.id for rule in pack.rules)}
    for i, tool in enumerate(pack.tools):
        yield from _references(tool.helps, ("tools.yaml", i, "helps"), "question, node or rule", sorted(helped))


def _cases(pack: Pack, known: _Known) -> Iterator[Fault]:
    for i, case in enumerate(pack.cases):
        for id, value in case.features.items():
            path: Path = ("cases.yaml", i, "features", id)
            if id in known.profile:
                yield from _feature_of_profile(known.profile[id].question, value, path)
            elif id in known.scales:
                yield from _feature_of_node(value, known.scales[id], path)
            else:
                says = f'there is no profile field or node "{id}"'
                do = did_you_mean(id, [*known.profile, *known.scales])
                yield Fault(path, says, do, "unknown-id", "key")


def _feature_of_profile(field: AnyQuestion, value: str | tuple[str, ...], path: Path) -> Iterator[Fault]:
    options = _answers(field)
    several = isinstance(field, Choices)
    if several != isinstance(value, tuple):
        do = "Write a list, such as [a, b]." if several else "Write one value."
        yield Fault(path, f"this does not fit {field.id}", do, "feature")
    elif options is not None:
        for one in value if isinstance(value, tuple) else (value,):
            if one not in options:
                yield Fault(
                    path, f'"{one}" is not an answer to {field.id}', did_you_mean(one, options), "unknown-option"
                )
    elif isinstance(field, Quantity):
        if micro(str(value)) is None:
            yield Fault(path, f'"{value}" is not a number', "Write figures.", "number")
        if field.start is None or field.to is None:
            says = f'likeness needs a range, and "{field.id}" has none'
            yield Fault(path, says, f'Give "{field.id}" from and to in pack.yaml.', "feature", "key")


def _feature_of_node(value: str | tuple[str, ...], scale: int, path: Path) -> Iterator[Fault]:
    size = micro(value) if isinstance(value, str) else None
    if size is None:
        yield Fault(path, "points are expected here", "Write figures.", "number")
    elif not 0 <= size <= scale:
        words = f"between 0 and {decimal(scale)}"
        yield Fault(path, f"{decimal(size)} is not {words}", f"Choose a number {words}.", "out-of-range")

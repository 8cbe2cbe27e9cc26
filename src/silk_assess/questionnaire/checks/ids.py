"""What names what in a questionnaire: ids that are unique, and names of what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from silk_assess.exact import micro
from silk_assess.faults import Code, Fault, Steps, quoted
from silk_assess.questionnaire.checks.facts import faults_of_sources
from silk_assess.questionnaire.checks.logic import faults_of_value
from silk_assess.questionnaire.checks.lookup import Known, out_of_range, unknown, within
from silk_assess.questionnaire.forms import no_number
from silk_assess.questionnaire.model.base import Source
from silk_assess.questionnaire.model.catalogue import Term, Tool
from silk_assess.questionnaire.model.nodes import FlowsSection
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model.questions import RESERVED, AnyQuestion, Choices, Quantity
from silk_assess.questionnaire.outline import QuestionSpot, is_scored


def faults_of_reference(pack: Pack, known: Known) -> Iterator[Fault]:
    """Yield every fault of ids and of what is named by them.

    Source: docs/format.md, Ids.
    """
    yield from _ids(pack, known)
    yield from _named(pack, known)
    yield from _index(pack, known)
    yield from _levels(pack, known)
    yield from _short(pack, known)
    yield from _rules(pack)
    yield from _tools(pack, known)
    yield from _cases(pack, known)
    yield from faults_of_sources(pack)


# Ids


def _ids(pack: Pack, known: Known) -> Iterator[Fault]:
    first: dict[str, Steps] = {}
    for id, path in _all_ids(pack, known):
        if id in RESERVED:
            do = "This word has a meaning of its own. Choose another id."
            yield Fault(path, f'"{id}" is a reserved id', do, Code.RESERVED_ID)
        elif first.setdefault(id, path) != path:
            where = f"{first[id][0]}" if first[id][0] != path[0] else "this file"
            says = f'the id "{id}" is used twice; the other stands in {where}'
            yield Fault(path, says, "Ids are unique in the whole questionnaire. Choose another.", Code.DUPLICATE_ID)


def _all_ids(pack: Pack, known: Known) -> Iterator[tuple[str, Steps]]:
    for spot in known.spots:
        yield (spot.question if isinstance(spot, QuestionSpot) else spot.node).id, (*spot.path, "id")
    for name, section in zip(pack.head.sections, pack.sections, strict=True):
        if isinstance(section, FlowsSection):
            yield section.id, (f"{name}.yaml", "id")
    for i, source in enumerate(pack.head.sources):
        yield source.id, ("pack.yaml", "sources", i, "id")
    for file, ids in (
        ("rules.yaml", [rule.id for rule in pack.rules]),
        ("tools.yaml", [tool.id for tool in pack.tools]),
        ("enablers.yaml", [enabler.id for enabler in pack.enablers]),
        ("cases.yaml", [case.id for case in pack.cases]),
        ("glossary.yaml", [term.id for term in pack.glossary]),
    ):
        yield from ((id, (file, i, "id")) for i, id in enumerate(ids))


def _named(pack: Pack, known: Known) -> Iterator[Fault]:
    """Check the sources and terms that questions, nodes and terms name."""
    sources, terms = _ids_of(pack.head.sources), _ids_of(pack.glossary)
    for spot in known.spots:
        thing = spot.question if isinstance(spot, QuestionSpot) else spot.node
        yield from _references(thing.sources, (*spot.path, "sources"), "source", sources)
        if isinstance(spot, QuestionSpot):
            yield from _references(spot.question.terms, (*spot.path, "terms"), "term", terms)
    for i, term in enumerate(pack.glossary):
        yield from _references(term.see, ("glossary.yaml", i, "see"), "term", terms)


def _ids_of(things: Iterable[Source | Term | Tool]) -> dict[str, None]:
    return dict.fromkeys(thing.id for thing in things)


def _references(ids: Sequence[str], path: Steps, what: str, known: Mapping[str, object]) -> Iterator[Fault]:
    yield from (unknown((*path, i), what, id, known) for i, id in enumerate(ids) if id not in known)


def _twice(ids: Sequence[str], path: Steps, key: tuple[str, ...] = ()) -> Iterator[Fault]:
    """Tell what a list names a second time; `key` leads to the name in each entry."""
    seen: set[str] = set()
    for i, id in enumerate(ids):
        if id in seen:
            yield Fault((*path, i, *key), f"{quoted(id)} stands here twice", "Name each once.", Code.TWICE)
        seen.add(id)


# The index, levels and the short way in


def _index(pack: Pack, known: Known) -> Iterator[Fault]:
    named = {} if pack.head.index is None else {child.id: i for i, child in enumerate(pack.head.index.children)}
    for id, i in named.items():
        path: Steps = ("pack.yaml", "index", "children", i, "id")
        inside = next((above for above in _above(id, known) if above in named), None)
        if id not in known.nodes:
            yield _no_node(path, id, known, known.nodes)
        elif inside is not None:
            says = f'"{id}" lies inside "{inside}", which is here too'
            yield Fault(path, says, "Name one of the two.", Code.NESTED_CHILD)
    if pack.head.index is not None:
        children = [child.id for child in pack.head.index.children]
        yield from _twice(children, ("pack.yaml", "index", "children"), ("id",))


def _above(id: str, known: Known) -> Iterator[str]:
    owner = known.nodes[id].owner if id in known.nodes else None
    while owner is not None:
        yield owner
        owner = known.nodes[owner].owner


def _no_node(path: Steps, id: str, known: Known, nodes: Iterable[str], at_key: bool = False) -> Fault:
    if id in known.asked:
        do = "Name a section of kind score or risks, a dimension or a risk."
        return Fault(path, f'"{id}" is a question and no node', do, Code.UNKNOWN_ID, "key" if at_key else "value")
    return unknown(path, "node", id, nodes, at_key)


def _levels(pack: Pack, known: Known) -> Iterator[Fault]:
    seen: set[str] = set()
    for i, level in enumerate(pack.head.levels):
        path: Steps = ("pack.yaml", "levels", i)
        if level.id in seen:
            says = f'the level "{level.id}" stands here twice'
            yield Fault((*path, "id"), says, "Choose another id.", Code.DUPLICATE_ID)
        seen.add(level.id)
        if i == 0 and level.requires:
            says = "the first level is where everybody begins, and requires nothing"
            yield Fault((*path, "requires"), says, "Leave requires out, or add a level before it.", Code.LEVELS, "key")
        for id, need in level.requires.items():
            place: Steps = (*path, "requires", id)
            if id not in known.scales:
                yield _no_node(place, id, known, known.scales, at_key=True)
            elif not 0 <= need <= known.scales[id]:
                yield out_of_range(place, need, within(known.scales[id]))


def _short(pack: Pack, known: Known) -> Iterator[Fault]:
    path: Steps = ("pack.yaml", "short")
    yield from _references(pack.head.short, path, "question", known.questions)
    yield from _twice(pack.head.short, path)


# Rules, tools, peer cases


def _rules(pack: Pack) -> Iterator[Fault]:
    tools, sources = _ids_of(pack.tools), _ids_of(pack.head.sources)
    for i, rule in enumerate(pack.rules):
        yield from _references(rule.tools, ("rules.yaml", i, "tools"), "tool", tools)
        yield from _references(rule.sources, ("rules.yaml", i, "sources"), "source", sources)


def _tools(pack: Pack, known: Known) -> Iterator[Fault]:
    helped = dict.fromkeys([*known.questions, *known.nodes, *(rule.id for rule in pack.rules)])
    for i, tool in enumerate(pack.tools):
        yield from _references(tool.helps, ("tools.yaml", i, "helps"), "question, node or rule", helped)


def _cases(pack: Pack, known: Known) -> Iterator[Fault]:
    for i, case in enumerate(pack.cases):
        for id, value in case.features.items():
            path: Steps = ("cases.yaml", i, "features", id)
            if id in known.profile:
                yield from _feature_of_profile(known.profile[id].question, value, path)
            elif id in known.scales:
                yield from _feature_of_node(value, known.scales[id], path)
            else:
                yield unknown(path, "profile field or node", id, [*known.profile, *known.scales], at_key=True)


def _feature_of_profile(field: AnyQuestion, value: str | tuple[str, ...], path: Steps) -> Iterator[Fault]:
    if isinstance(field, Choices) != isinstance(value, tuple):
        says, do = f"{field.id} takes one value", "Write it without brackets."
        if isinstance(field, Choices):
            says, do = f"{field.id} takes a list", "Write it in brackets: [a, b]."
        yield Fault(path, says, do, Code.FEATURE)
        return
    if isinstance(field, Quantity) and not is_scored(field):
        says = f'likeness needs a range, and "{field.id}" has none'
        yield Fault(path, says, f'Give "{field.id}" from and to in pack.yaml.', Code.FEATURE, "key")
    for i, one in enumerate(value if isinstance(value, tuple) else (value,)):
        yield from faults_of_value(field, one, (*path, i))


def _feature_of_node(value: str | tuple[str, ...], scale: int, path: Steps) -> Iterator[Fault]:
    if isinstance(value, tuple):
        yield Fault(path, "a node has one number of points", "Write it without brackets.", Code.FEATURE)
        return
    size = micro(value)
    if size is None:
        yield no_number(value).fault(path)
    elif not 0 <= size <= scale:
        yield out_of_range(path, size, within(scale))

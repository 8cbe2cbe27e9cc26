"""Find what the texts and lists of a questionnaire lack: nothing here changes a score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from silk_assess.faults import At, Code, Fault, Steps
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.questionnaire.model.nodes import Band, Index
from silk_assess.questionnaire.model.questions import Anchor, Choice, Choices, Option, Pick
from silk_assess.questionnaire.tree import Asked, Tree

# Beyond these a text no longer stands on one screen of 80 columns together with its neighbours (our judgement).
LONGEST_QUESTION: Final = 300
LONGEST_LABEL: Final = 200


def proofread(tree: Tree) -> list[Fault]:
    """List what is missing, left over, repeated or too long, each as a warning with its path."""
    return [
        *chain.from_iterable(find(one) for one in tree.questions for find in (_guidance, _step)),
        *chain.from_iterable(_long(one) for one in (*tree.profile, *tree.questions)),
        *_bands(tree),
        *_short(tree),
        *_rules(tree),
        *_tools(tree),
        *_cases(tree),
        *_sources(tree),
        *_terms(tree),
    ]


def warning(path: Steps, says: str, do: str, code: Code, at: At = "value") -> Fault:
    """Say that something is well-formed and may be meant otherwise."""
    return Fault(path, says, do, code, at, severity="warning")


# Questions


def _guidance(one: Asked) -> Iterator[Fault]:
    if one.question.guidance is None:
        do = "Say in guidance what to think of, or where to look."
        yield warning(one.path, f'"{one.id}" has no guidance', do, Code.NO_GUIDANCE)


def _step(one: Asked) -> Iterator[Fault]:
    """Ask for a first step where an answer could be a better one: likelihood and impact are judged, flows described."""
    if one.scored and one.weight and one.role in ("score", "control") and one.question.step is None:
        do = "Say in step what somebody could do on Monday towards a better answer."
        yield warning(one.path, f'"{one.id}" has no step', do, Code.NO_STEP)


def _long(one: Asked) -> Iterator[Fault]:
    question = one.question
    yield from _longer(question.text, LONGEST_QUESTION, (*one.path, "text"))
    if isinstance(question, Choice | Choices | Anchor):
        options: Sequence[Option | Pick] = question.options
        for i, option in enumerate(options):
            yield from _longer(option.label, LONGEST_LABEL, (*one.path, "options", i, "label"))


def _longer(text: str, most: int, path: Steps) -> Iterator[Fault]:
    if len(text) > most:
        says = f"this text has {len(text)} characters; more than {most} are hard to take in on a screen"
        yield warning(path, says, "Move the details to guidance.", Code.LONG_TEXT)


# Bands and the short way in


def _bands(tree: Tree) -> Iterator[Fault]:
    lists: list[tuple[Steps, Iterable[Band] | None]] = [(("pack.yaml", "bands"), tree.pack.head.bands)]
    lists += [((*node.path, "bands"), node.source.bands) for node in tree.nodes if not isinstance(node.source, Index)]
    for path, bands in lists:
        labels = [band.label for band in bands or ()]
        for i, label in enumerate(labels):
            if label in labels[:i]:
                do = "Give each band a label of its own, or join the two."
                yield warning((*path, i, "label"), f'two bands are called "{label}"', do, Code.BAND_LABELS)


def _short(tree: Tree) -> Iterator[Fault]:
    for i, id in enumerate(tree.pack.head.short):
        if tree.asked[id].when is not None:
            says = f'"{id}" is not asked of everybody, so the short way in may be shorter still'
            do = "Choose a question without when."
            yield warning(("pack.yaml", "short", i), says, do, Code.SHORT_HIDDEN)


# Rules, tools, peer cases


def _rules(tree: Tree) -> Iterator[Fault]:
    """Look at warnings and advice: they ask for a deed. A strength does not, nor do answers to be looked at again."""
    for i, rule in enumerate(tree.pack.rules):
        if rule.kind not in ("warning", "advice"):
            continue
        path: Steps = ("rules.yaml", i)
        if rule.advise is None:
            do = "Say in advise what to do first."
            yield warning(path, f'"{rule.id}" warns or advises, and names no step', do, Code.RULE_ADVISE)
        if not _served(rule, tree):
            do = "Name one that helps under tools, or name the rule in the helps of a tool."
            yield warning(path, f'no tool serves "{rule.id}"', do, Code.RULE_TOOLS)


def _served(rule: Rule, tree: Tree) -> bool:
    """Say whether some tool serves the rule; a questionnaire without tools owes none."""
    tools = tree.pack.tools
    return not tools or bool(rule.tools) or any(rule.id in tool.helps for tool in tools)


def _tools(tree: Tree) -> Iterator[Fault]:
    named = {id for rule in tree.pack.rules if rule.is_flag for id in rule.tools}
    silent = {rule.id for rule in tree.pack.rules if not rule.is_flag}
    for i, tool in enumerate(tree.pack.tools):
        if silent.issuperset(tool.helps) and tool.id not in named:
            do = "Name under helps what it serves, or name it in a rule."
            yield warning(("tools.yaml", i), f'"{tool.id}" can never be suggested', do, Code.TOOL_UNUSED)


def _cases(tree: Tree) -> Iterator[Fault]:
    for i, case in enumerate(tree.pack.cases):
        if not case.features:
            says = f'"{case.id}" has no features' + (
                ", so only its flows can be compared" if case.flows else ", so nobody can be compared with it"
            )
            do = "Give it features: values of profile fields or nodes."
            yield warning(("cases.yaml", i), says, do, Code.NO_FEATURES)


# What nothing refers to


def _sources(tree: Tree) -> Iterator[Fault]:
    nodes = (node.source for node in tree.nodes)
    used = {
        *(id for one in tree.asked.values() for id in one.question.sources),
        *(id for node in nodes if not isinstance(node, Index) for id in node.sources),
        *(id for rule in tree.pack.rules for id in rule.sources),
    }
    ids = [source.id for source in tree.pack.head.sources]
    yield from _unused("source", ids, used, ("pack.yaml", "sources"))


def _terms(tree: Tree) -> Iterator[Fault]:
    used = {
        *(id for one in tree.asked.values() for id in one.question.terms),
        *(id for term in tree.pack.glossary for id in term.see if id != term.id),
    }
    yield from _unused("term", [term.id for term in tree.pack.glossary], used, ("glossary.yaml",))


def _unused(what: str, ids: list[str], used: set[str], path: Steps) -> Iterator[Fault]:
    for i, id in enumerate(ids):
        if id not in used:
            says = f'nothing refers to the {what} "{id}"'
            yield warning((*path, i, "id"), says, "Use it, or take it out.", Code.UNUSED)

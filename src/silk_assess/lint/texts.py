"""Find what the texts and lists of a questionnaire lack: nothing here changes a score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from silk_assess.faults import Code, Fault, Steps, listed, quoted
from silk_assess.lint.finding import warning
from silk_assess.questionnaire.forms import country_remedy, is_address, is_country
from silk_assess.questionnaire.model.catalogue import Enabler, Offer, Rule
from silk_assess.questionnaire.model.nodes import Index
from silk_assess.questionnaire.model.questions import Anchor, Choice, Choices, Option, Pick
from silk_assess.questionnaire.tree import Asked, Tree

# Beyond these a text no longer stands on one screen of 80 columns together with its neighbours (our judgement).
LONGEST_QUESTION: Final = 300
LONGEST_LABEL: Final = 200
# What one person can begin on Monday (questionnaires/README.md).
MOST_WORDS_OF_A_STEP: Final = 30


def proofread(tree: Tree) -> list[Fault]:
    """List what is missing, left over, repeated or too long, each as a warning with its path."""
    return [
        *chain.from_iterable(find(one) for one in tree.questions for find in (_guidance, _step)),
        *chain.from_iterable(_long(one) for one in (*tree.profile, *tree.questions)),
        *_short(tree),
        *_rules(tree),
        *_tools(tree),
        *chain.from_iterable(_offer(path, offer) for path, offer in offers_of(tree)),
        *_cases(tree),
        *_sources(tree),
        *_terms(tree),
    ]


# Questions


def _guidance(one: Asked) -> Iterator[Fault]:
    if one.question.guidance is None:
        do = "Say in guidance what to think of, or where to look."
        together = "{} questions have no guidance"
        yield warning(one.path, f'"{one.id}" has no guidance', do, Code.NO_GUIDANCE, "value", together, (one.id,))


def _step(one: Asked) -> Iterator[Fault]:
    """Ask for a first step where an answer could be a better one: likelihood and impact are judged, flows described."""
    step = one.question.step
    if one.scored and one.weight and one.role in ("score", "control") and step is None:
        do, together = (
            "Say in step what somebody could do on Monday towards a better answer.",
            "{} questions have no step",
        )
        yield warning(one.path, f'"{one.id}" has no step', do, Code.NO_STEP, "value", together, (one.id,))
    if step is not None and (many := len(step.split())) > MOST_WORDS_OF_A_STEP:
        says = f'the step of "{one.id}" has {many} words; more than {MOST_WORDS_OF_A_STEP} are no first step'
        do, together = "Say what one person could begin on Monday, and no more.", "{} steps have too many words"
        yield warning((*one.path, "step"), says, do, Code.LONG_STEP, "value", together, (one.id, f"{many} words"))


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
        together = "{} texts are too long to be taken in on a screen"
        subject = (f"{len(text)} characters",)
        yield warning(path, says, "Move the details to guidance.", Code.LONG_TEXT, "value", together, subject)


# The short way in


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
            says, together = (
                f'"{rule.id}" warns or advises, and names no step',
                "{} rules warn or advise, and name no step",
            )
            yield warning(path, says, do, Code.RULE_ADVISE, "value", together, (rule.id,))
        if not _served(rule, tree):
            do = "Name one that helps under tools, or name the rule in the helps of a tool."
            says, together = f'no tool serves "{rule.id}"', "no tool serves {} rules"
            yield warning(path, says, do, Code.RULE_TOOLS, "value", together, (rule.id,))


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
            says, together = f'"{tool.id}" can never be suggested', "{} tools can never be suggested"
            yield warning(("tools.yaml", i), says, do, Code.TOOL_UNUSED, "value", together, (tool.id,))


def offers_of(tree: Tree) -> Iterator[tuple[Steps, Offer]]:
    """Go through tools and enablers, each with its path."""
    yield from ((("tools.yaml", i), tool) for i, tool in enumerate(tree.pack.tools))
    yield from ((("enablers.yaml", i), enabler) for i, enabler in enumerate(tree.pack.enablers))


def _offer(path: Steps, offer: Offer) -> Iterator[Fault]:
    """Look at countries, the address, and for an enabler at how it was verified."""
    for i, code in enumerate(offer.countries or ()):
        if not is_country(code):
            yield warning((*path, "countries", i), f'"{code}" is no country', country_remedy(code), Code.COUNTRY_CODE)
    if offer.url is not None and not is_address(offer.url):
        do = "Write it whole, beginning with https:// or http://, without blanks."
        yield warning((*path, "url"), f"{quoted(offer.url)} is no address that a browser may follow", do, Code.ADDRESS)
    if isinstance(offer, Enabler) and (lacks := _unverified(offer)):
        do = "Write seen only for what you have read, else memory."
        says, together = f'"{offer.id}" does not say {listed(lacks)}', "{} enablers do not say all that was verified"
        yield warning(path, says, do, Code.UNVERIFIED, "value", together, (offer.id, listed(lacks)))


def _unverified(offer: Enabler) -> list[str]:
    """Name what an enabler does not say about where it is known from."""
    lacks = ["its source"] if offer.source is None else []
    lacks += ["whether it was seen"] if offer.verified is None else []
    return lacks + (["whether its address was seen"] if offer.url and offer.url_verified is None else [])


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
            says, together = f'nothing refers to the {what} "{id}"', f"nothing refers to {{}} {what}s"
            yield warning((*path, i, "id"), says, "Use it, or take it out.", Code.UNUSED, "value", together, (id,))

"""What `why` prints: which explanation a word asks for, and those of rules and levels."""

from __future__ import annotations

from typing import Final

from silk_assess.advice.requirements import Requirement, requirements
from silk_assess.advice.rules import fired
from silk_assess.commands.assessed import Case
from silk_assess.commands.why.flows import flows
from silk_assess.commands.why.part import part
from silk_assess.commands.why.question import question
from silk_assess.commands.why.sources import sources
from silk_assess.commands.why.trace import Trace, Where, trace
from silk_assess.commands.why.whole import reached, whole
from silk_assess.exact import decimal, shown
from silk_assess.faults import Code, Fault, SilkError, nearest, offered, quoted
from silk_assess.questionnaire.conditions import All, reads
from silk_assess.questionnaire.model.questions import FLOW_IDS
from silk_assess.questionnaire.tree import Tree
from silk_assess.terminal.layout import Line, Row, heading, joined, paragraph, table
from silk_assess.wording import conditions, names, numbers
from silk_assess.wording.formulas import points_of


def why(case: Case, id: str | None, where: Where, answer_at: Where, width: int) -> list[Line]:
    """Explain a whole file, or one part, risk, question, rule or level of it, by its id or title.

    The words `flows` and `level` mean the flow profile and the level reached, unless something has that name.
    `where` gives the line of a path in the questionnaire, `answer_at` in the answer file.
    Raises SilkError with code "usage" where there is no such id.
    """
    found, tree = trace(case, where), case.assessment.tree
    levels = {level.id: i for i, level in enumerate(tree.pack.head.levels)}
    rules = [rule.id for rule, _ in tree.rules]
    known = [*tree.node, *tree.asked, *rules, *levels]
    titles = {names.title(tree, node.id).casefold(): node.id for node in reversed(tree.nodes)}
    profiles = [section for section in tree.pack.sections if section.kind == "flows"]
    profile = {word.casefold() for section in profiles for word in (_FLOWS, section.id, section.title)}
    titles |= {level.title.casefold(): level.id for level in tree.pack.head.levels}
    if id is not None and id not in known:
        id = titles.get(id.casefold(), id)
    if id is not None and id not in known and id.casefold() in profile:
        return flows(found, width)
    if id == _LEVEL and id not in known and levels:
        return reached(found, width)
    match id:
        case None | "index":
            return whole(found, width)
        case _ if id in tree.node:
            return part(found, tree.node[id], width)
        case _ if id in tree.asked:
            above = "organisation" if tree.asked[id].role == "profile" else "answers"
            stored = case.assessment.answers
            has_line = id in stored.profile or id in stored.answers
            return question(found, tree.asked[id], answer_at((above, id)) if has_line else 0, width)
        case _ if id in rules:
            return _rule(found, rules.index(id), width)
        case _ if id in levels:
            return _level(found, levels[id], width)
    near = nearest(id, [*known, *titles, *profile, *([_LEVEL] if levels else ())])
    do, command = ("All parts:", case.words("why")) if near is None else (offered(near), ())
    raise SilkError(Fault((id,), f"There is no {quoted(id)} in this questionnaire", do, Code.USAGE, command=command))


_FLOWS: Final = "flows"
_LEVEL: Final = "level"


# Rules


def _rule(found: Trace, i: int, width: int) -> list[Line]:
    """Explain a rule: its condition in words, what it reads here, whether it stands out."""
    one, when = found.tree.rules[i]
    stands_out = any(other.id == one.id for other in fired(found.assessment))
    head = [
        *paragraph([(f"{numbers.capital(one.kind).replace('-', ' ')}: {one.say}", "bold")], width),
        *paragraph([(found.place(("rules.yaml", i)), "dim")], width, 2),
    ]
    state = f"It {'stands' if stands_out else 'does not stand'} out by your answers. It does where"
    parts = list(when.parts) if isinstance(when, All) else [when]
    said = [conditions.condition(found.tree, one) for one in parts]
    if len(said) == 1:
        blocks = [head, paragraph(f"{state} {said[0]}.", width, 0, 2)]
    else:
        asked = [line for text in said for line in paragraph(text, width, 2, 4)]
        blocks = [head, [*paragraph(f"{state} all of this holds:", width), *asked]]
    facts = [line for id in reads(when) for line in paragraph(_fact(found, id), width, 2, 4)]
    blocks.append([*paragraph("As things stand:", width), *facts])
    blocks.append(paragraph(f"What to do: {one.advise}", width, 0, 2) if one.advise else [])
    return joined([*blocks, sources(found, one.sources, width)])


def _fact(found: Trace, id: str) -> str:
    """Say the answer or points that a rule reads."""
    tree, assessment = found.tree, found.assessment
    if id in tree.asked:
        return f"{tree.asked[id].question.text} ({id}) {found.said(id)}"
    if id in tree.node:
        return f"{names.title(tree, id)}: {points_of(tree, id, assessment.values[id])}"
    cell, facet = FLOW_IDS[id]
    flow = assessment.flows[cell, facet]
    size = "no answer yet" if flow is None or flow.point is None else shown(flow.point)
    return f"{names.CELLS[cell]}, {'now' if facet == 'now' else 'in future'}: {size}"


# Levels


def _level(found: Trace, number: int, width: int) -> list[Line]:
    """Explain what a level asks for, and which of it holds."""
    tree, level = found.tree, found.tree.pack.head.levels[number]
    title = numbers.capital(names.level_name(tree, number))
    head = heading(title, found.place(("pack.yaml", "levels", number)), width)
    head += paragraph(level.text, width, 2) if level.text else []
    needs = requirements(found.assessment, number)
    if not needs:
        return joined([head, paragraph("It asks for nothing.", width)])
    rows = [_requirement(tree, need) for need in needs]
    said = "It asks for this, and for all that the levels below it ask for." if number > 1 else "It asks for this."
    return joined([head, [*paragraph(said, width), *table(("", "points", "asked for", ""), rows, width, right=(1, 2))]])


def _requirement(tree: Tree, one: Requirement) -> Row:
    title, need, holds = names.title(tree, one.node), decimal(one.needed), _holds(one)
    size = "" if one.value is None else points_of(tree, one.node, one.value, "{} to {}")
    return Row((title, size, need, holds), f"{title}: {size or 'none'}, asked for {need}; {holds}", 2)


def _holds(one: Requirement) -> str:
    match one.held:
        case "does not apply":
            return "holds, since it does not apply"
        case "met":
            return "holds"
        case "missed":
            return "does not hold"
        case "open":
            return "does not hold yet" if one.is_missed else "holds so far"

"""What several voices come to, in words: levels between two ends, what hangs on a question, what is agreed."""

from __future__ import annotations

from typing import Final

from silk_assess.answers.model import Given
from silk_assess.exact import decimal, shown
from silk_assess.faults import listed
from silk_assess.questionnaire.tree import Asked
from silk_assess.voices.agenda import Agenda, SectionTally
from silk_assess.voices.ends import Ends
from silk_assess.voices.order import Weight
from silk_assess.voices.table import CLOSED, Table
from silk_assess.wording import names, numbers
from silk_assess.wording.answers import answer
from silk_assess.wording.dates import day, days
from silk_assess.wording.numbers import capital, count, in_words, plural

UNDER: Final = in_words(CLOSED)
BEARS: Final = "Bears on the level"
NOT_SPLIT: Final = f"Not split: a group has fewer than {UNDER} answers to it"


def few(table: Table) -> str:
    """Say by how few a question was answered that does not count as agreed."""
    return "answered by one alone" if table.is_open else f"answered by fewer than {UNDER}"


def end_names(one: Asked) -> tuple[str, str]:
    """Name the two ends of a question: of likelihood and impact the graver one first."""
    return ("Gravest", "Mildest") if one.role in ("likelihood", "impact") else ("Lowest", "Highest")


def end(one: Asked, value: Given) -> str:
    """Say one end of what was answered."""
    return answer(one.question, value)


def also(ends: Ends) -> str:
    """Say that somebody says that it does not apply; empty where nobody does."""
    if not ends.may_vanish:
        return ""
    return "Also: does not apply" if ends.worst is not None else "Does not apply"


def answered(table: Table, id: str) -> str:
    """Say how many answered a question."""
    return f"{capital(in_words(table.counted[id]))} of {in_words(len(table.voices))} answered"


def hangs(agenda: Agenda, weight: Weight) -> str:
    """Say what hangs on a disputed question, and what waits for it."""
    said = [_hangs(agenda, weight), _at_worst(agenda, weight), waits(agenda, weight.id)]
    return " ".join(one for one in said if one)


def _hangs(agenda: Agenda, weight: Weight) -> str:
    table, tree = agenda.table, agenda.table.tree
    one, need = tree.asked[weight.id], weight.most
    if not table.assessment.standings[weight.id].is_asked:
        return waited_for(agenda, weight.id)
    if weight.bears and need is not None and need.value is not None and weight.level is not None:
        bounds = tree.bounds(need.node)
        within = numbers.between(need.value.low, need.value.high, bounds)
        asks = tree.pack.head.levels[weight.level].title
        node = names.title(tree, need.node)
        return f"{asks} needs {decimal(need.needed)} in {node}, which lies between {within}."
    if one.role == "flow":
        return "Part of the flows, which carry no level."
    index = table.assessment.values.get("index")
    if weight.takes > 0 and index is not None:
        taken, most = shown(weight.takes), shown(index.high, tree.bounds("index"))
        return f"{taken} of the {most} points possible all together hang on it."
    return "It carries no points." if not one.scored else "No figure of the whole hangs on it alone."


def _at_worst(agenda: Agenda, weight: Weight) -> str:
    now, worst = agenda.table.assessment.level, weight.at_worst
    if not weight.bears or now is None or worst is None or worst.high >= now.high:
        return ""
    one = agenda.table.tree.asked[weight.id]
    title = agenda.table.tree.pack.head.levels[worst.high].title
    return f"At its {end_names(one)[0].lower()} answer {title} is the most that can be reached."


def waits(agenda: Agenda, id: str) -> str:
    """Say what waits for a disputed question; empty where nothing does."""
    ids = agenda.waiting_for(id)
    if not ids:
        return ""
    texts = listed((f"“{agenda.table.tree.asked[one].question.text}”" for one in ids), most=3)
    return f"{capital(count(len(ids), 'question waits', 'questions wait'))} for it: {texts}."


def waited_for(agenda: Agenda, id: str) -> str:
    """Say what a question waits for."""
    ids = agenda.waits_for.get(id, ())
    if not ids:
        return "Whether it is asked is open."
    texts = listed(f"“{agenda.table.tree.asked[one].question.text}”" for one in ids)
    return f"Whether it is asked hangs on {texts}."


def where_it_bears(agenda: Agenda) -> tuple[str, ...]:
    """Name the parts that what bears on the level bears on, each once, in questionnaire order."""
    nodes = {one.most.node for one in agenda.bearing if one.most is not None}
    return tuple(names.title(agenda.table.tree, node.id) for node in agenda.table.tree.nodes if node.id in nodes)


def agreed(tally: SectionTally, table: Table) -> str:
    """Say how far voices agree in one section, behind its figure."""
    rest = [
        f"{in_words(size)} {said}"
        for size, said in (
            (tally.aside, "of them “does not apply”"),
            (tally.unanswered, "unknown to all"),
            (tally.disputed, "disputed"),
            (tally.few, few(table)),
            (tally.waiting, plural(tally.waiting, "waits for another answer", "wait for another answer")),
        )
        if size
    ]
    return f"agreed: {', '.join(rest)}." if rest else "agreed."


def lead(agenda: Agenda) -> str:
    """Say how many questions are agreed, how many disputed, and how many of these bear on the level."""
    table = agenda.table
    differ, bear, level = len(table.disputed), len(agenda.bearing), table.assessment.level
    if not differ:
        many = "two or more" if table.is_open else f"{UNDER} or more"
        return f"You agree on all that {many} answered, {len(table.agreed)} of {agenda.asked} questions."
    said = f"You agree on {len(table.agreed)} of {numbers.in_figures(agenda.asked, 'question')}."
    if level is None:
        return f"{said} On {in_words(differ)} you differ."
    if level.firm:
        return f"{said} On {in_words(differ)} you differ, and none of these can change the level."
    if not bear:
        return f"{said} On {in_words(differ)} you differ; the level hangs on what fewer answered, or nobody knows."
    verb = plural(bear, "bears", "bear")
    these = plural(differ, "it", "this") if bear == differ == 1 else f"{in_words(bear)} of these"
    return f"{said} On {in_words(differ)} you differ, and {these} {verb} on the level."


def answered_between(agenda: Agenda) -> str:
    """Say behind a comma between which days voices answered; empty where no voice has a day."""
    if agenda.first is None or agenda.last is None:
        return ""
    if agenda.first == agenda.last:
        return f", answered on {day(agenda.first)}"
    return f", answered between {days(agenda.first, agenda.last)}"

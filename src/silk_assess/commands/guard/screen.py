"""What `guard` prints: the verdict first, as a word; what holds and what does not; where it came from; what decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from silk_assess.commands.guard.command import Guarded
from silk_assess.exact import HUNDRED, decimal, shown
from silk_assess.faults import listed
from silk_assess.guard.deciding import Decider
from silk_assess.guard.moves import Move
from silk_assess.guard.verdict import Holding, Verdict
from silk_assess.questionnaire.tree import Tree
from silk_assess.terminal import commands
from silk_assess.terminal.layout import Line, Style, hints, joined, paragraph, with_plain_blanks, with_plain_signs
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, plural
from silk_assess.wording.years import notice

# The words of verdicts stand in a column of this width.
_WORD: Final = 11
# So many open answers are named on a screen.
_MOST: Final = 12
_LOOKS: Final[dict[Verdict, Style]] = {"passed": "", "failed": "red", "undecided": "yellow"}


def notices(found: Guarded, width: int) -> list[Line]:
    """Say what is to be known of the two files before one reads on."""
    if found.done is None:
        return []
    comparison, id = found.done.comparison, found.case.assessment.tree.pack.head.id
    told = (notice(one, comparison.given, comparison.new.answers, id) for one in found.done.notices)
    return [line for said in told for line in paragraph(with_plain_signs(said), width)]


def guarded(found: Guarded, width: int) -> list[Line]:
    """Print a verdict, and all that it is made of."""
    return joined(
        [
            paragraph([_headline(found)], width, style="bold"),
            _holdings("At least what was asked", found, found.asked, width),
            _holdings(f"No lower than {_old(found)}", found, found.baseline.holdings, width),
            _without(found, width),
            *(_move(found, move, width) for move in found.moves),
            _deciders(found, width),
            _more(found, width),
        ]
    )


def _old(found: Guarded) -> str:
    return "" if found.done is None else str(found.done.old)


def _headline(found: Guarded) -> str:
    """Say the verdict, how much of all that was asked it is, and of which file."""
    counted = {word: sum(one.verdict == word for one in found.holdings) for word in ("passed", "failed", "undecided")}
    number, failed, undecided = len(found.holdings), counted["failed"], counted["undecided"]
    match found.verdict:
        case "passed":
            told = {1: "it holds", 2: "both hold"}.get(number, f"all {number} hold")
        case "failed":
            of = f"{failed} of {number} {plural(failed, 'does', 'do')} not hold"
            told = "it does not hold" if number == 1 else of
            told += f", {undecided} {plural(undecided, 'is', 'are')} undecided" if undecided else ""
        case _:
            others = plural(number - undecided, "the other holds", "the others hold")
            of = f"{undecided} of {number} cannot be told yet, {others}"
            told = of if number > undecided else "what was asked cannot be told yet"
    who = found.case.assessment.answers.name or names.NAMELESS
    against = f", against {_old(found)}" if found.done is not None else ""
    return f"{capital(found.verdict)}: {told}. {who}, {found.case.file}{against}."


# What holds, and what does not


def _holdings(title: str, found: Guarded, holdings: Iterable[Holding], width: int) -> list[Line]:
    tree = found.case.assessment.tree
    lines = [line for one in holdings for line in _holding(tree, one, width)]
    return [*paragraph(title, width, style="bold"), *lines] if lines else []


def _holding(tree: Tree, one: Holding, width: int) -> list[Line]:
    word = one.verdict + "\u00a0" * (_WORD - len(one.verdict))
    said = _level(tree, one) if one.node is None else _points(tree, one, one.node)
    return with_plain_blanks(paragraph([(word, _LOOKS[one.verdict]), said], width, 2, 2 + _WORD))


def _level(tree: Tree, one: Holding) -> str:
    asked = names.level_name(tree, one.bound) if one.asked == "at least" else "the level"
    before = "" if one.before is None else f", before {_at_least(one)}"
    if one.found is None:
        return f"{asked}: none here, for nothing that levels ask for applies{before}"
    return f"{asked}: {_now(one)}{before}"


def _points(tree: Tree, one: Holding, id: str) -> str:
    scale = tree.node[id].scale
    of = "" if scale == HUNDRED else f" of {decimal(scale)}"
    title = names.title(tree, id)
    asked = f"{decimal(one.bound)}{of} in {title}" if one.asked == "at least" else f"{title}{of and f' ({of[1:]})'}"
    before = "" if one.before is None else f", before {_at_least(one)}"
    if one.has_other_scale:
        return f"{asked}: measured on another scale now, so the two cannot be held against each other"
    if one.found is None:
        return f"{asked}: no points, for it does not apply{before}"
    return f"{asked}: {_now(one)}{before}"


def _now(one: Holding) -> str:
    """Say what a result has: the end that decides, or both where neither does."""
    assert one.found is not None
    low, high = _figure(one, one.found.low), _figure(one, one.found.high)
    if low == high:
        return f"{low}, firm" if one.node is None and one.asked == "at least" else low
    said = {"passed": f"at least {low}", "failed": f"at most {high}", "undecided": f"between {low} and {high}"}
    return said[one.verdict]


def _at_least(one: Holding) -> str:
    """Say from where on something holds: the lowest that it was, which a figure alone is where it was certain."""
    assert one.before is not None
    low = _figure(one, one.before.low)
    return low if one.before.low == one.before.high else f"at least {low}"


def _figure(one: Holding, size: int) -> str:
    """Show a figure of a level or of points, with as many decimals as tell it from the bound that it is held to."""
    if one.node is None:
        return str(size)
    if one.asked == "at least":
        return shown(size, (one.bound,))
    ends = () if one.found is None else (one.found.low, one.found.high)
    alike = any(end != one.bound and shown(end) == shown(one.bound) for end in ends)
    return shown(size, (one.bound,)) if alike else shown(size)


def _without(found: Guarded, width: int) -> list[Line]:
    """Name what the earlier file had no figure for."""
    tree = found.case.assessment.tree
    titles = ["the level" if id is None else names.title(tree, id) for id in found.baseline.without]
    if not titles:
        return []
    return paragraph(f"Held to nothing, since {_old(found)} had no figure there: {listed(titles)}.", width)


# Where it came from


def _move(found: Guarded, move: Move, width: int) -> list[Line]:
    parts, tree = move.parts, found.case.assessment.tree
    if not parts.change:
        return []
    assert found.done is not None
    title = "the level" if move.node is None else names.title(tree, move.node)
    end = {"low": "lowest", "high": "highest"}[move.end]
    said = f"What moved the {end} that is possible, {title[:1].lower()}{title[1:]}: {_size(move, parts.change)}"
    lines = paragraph(said, width, style="bold")
    rows: list[tuple[int | None, str]] = [
        (parts.questionnaire, f"by the questionnaire: {_versions(found)}"),
        (parts.answers, _given(len(move.changed), "given otherwise", move.changed)),
        (parts.known, _known(move)),
        (parts.together, "by these together, which cannot be told apart"),
    ]
    for size, text in rows:
        if size:
            figure = _size(move, size)
            lines += paragraph(f"{figure} {text}", width, 2, 3 + len(figure))
    return lines


def _size(move: Move, size: int) -> str:
    return str(size) if move.node is None else _small(size)


def _small(size: int) -> str:
    """Show a part of a change, with as many decimals as it takes to be none of 0.0."""
    return shown(size, (1,) if size > 0 else (0,))


def _versions(found: Guarded) -> str:
    assert found.done is not None
    old, new = found.done.comparison.given.version, found.case.assessment.tree.pack.head.version
    return f"version {new} in place of {old}"


def _given(number: int, what: str, ids: tuple[str, ...]) -> str:
    if not ids:
        return f"by answers {what} that wait for what is open now"
    return f"by {number} {plural(number, 'answer')} {what}: {listed(ids)}"


def _known(move: Move) -> str:
    now, gone = move.known_now, move.no_longer_known
    told = []
    if now:
        told.append(
            f"{len(now)} that {plural(len(now), 'was not known and is', 'were not known and are')} now: {listed(now)}"
        )
    if gone:
        told.append(
            f"{len(gone)} that {plural(len(gone), 'was known and is', 'were known and are')} not now: {listed(gone)}"
        )
    return f"by {'; by '.join(told)}" if told else "by what is known"


# What would decide


def _deciders(found: Guarded, width: int) -> list[Line]:
    if found.verdict != "undecided":
        return []
    tree, deciders = found.case.assessment.tree, found.deciders
    number = len(deciders.questions)
    if not number:
        return paragraph("No open answer decides it.", width)
    leads = ", with those that they lead to" if deciders.lead_on else ""
    title = plural(number, "This answer would decide it", "These answers would decide it, the weightiest first")
    lines = paragraph(f"{title}{leads}:", width, style="bold")
    for one in deciders.questions[:_MOST]:
        said = f"{one.id}: {tree.asked[one.id].question.text}"
        lines += paragraph(said, width, 2, 4)
        alone = _alone(one) if number > 1 else ""
        lines += paragraph(alone, width, 4) if alone else []
    more = number - _MOST
    lines += paragraph(f"and {more} more", width, 2) if more > 0 else []
    return [*lines, *paragraph([(commands.command(*_asking(found)), "cyan")], width, 2)]


def _alone(one: Decider) -> str:
    """Say what one answer alone would settle."""
    said = {"passed": "it passes", "failed": "it fails"}
    ends = [("worst", one.worst), ("best", one.best)]
    told = [f"{said[verdict]} with the {end} answer alone" for end, verdict in ends if verdict != "undecided"]
    return f"{capital(' and '.join(told))}." if told else ""


def _asking(found: Guarded) -> tuple[str, ...]:
    """Give the words by which what is open is asked: only in one part, where only one is undecided."""
    nodes = {one.node for one in found.holdings if one.verdict == "undecided"}
    node = nodes.pop() if len(nodes) == 1 else None
    part = () if node is None or node == "index" else ("--section", node)
    return found.case.words("ask", *part, "--only", "open")


def _more(found: Guarded, width: int) -> list[Line]:
    if found.done is None or not any(move.parts.change for move in found.moves):
        return []
    return hints([("Each of them", commands.command(*found.done.words()))], width)

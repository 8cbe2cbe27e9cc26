"""The answers of two years: what was answered otherwise and what hangs on it, what is known since, what has no pair."""

from __future__ import annotations

from typing import Any, NamedTuple

from silk_assess.answers.model import Answer
from silk_assess.exact import shown
from silk_assess.report.years.findings import Findings
from silk_assess.scoring.assessment import Value
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, count, in_words, plural
from silk_assess.wording.years import answer, signed
from silk_assess.years.answers import (
    Changed,
    asked_anew,
    compared_flags,
    counterparts,
    known_now,
    no_longer_known,
)
from silk_assess.years.known import held


class ChangedRow(NamedTuple):
    """A question with both answers; `stayed` says what would be had the old one stayed, `where` names its part."""

    id: str
    question: str
    evidence: tuple[str, ...]
    old: str
    new: str
    stayed: str
    where: str


class OneSided(NamedTuple):
    """A question that cannot be compared, with the answers that there are, and why."""

    id: str
    question: str
    old: str
    new: str
    why: str


class Stood(NamedTuple):
    """A rule in the questionnaire's words."""

    id: str
    kind: str
    say: str


class AnswerTables(NamedTuple):
    """All that is said of single answers."""

    finding: str
    changed: tuple[ChangedRow, ...]
    others: tuple[ChangedRow, ...]
    flows: tuple[ChangedRow, ...]
    flows_finding: str
    known: tuple[OneSided, ...]
    gone: tuple[Stood, ...]
    fresh: tuple[Stood, ...]
    counterparts_finding: str
    counterparts: tuple[OneSided, ...]


def answer_tables(found: Findings) -> AnswerTables:
    """Say all of them."""
    asked = found.tree.asked
    flows = [one for one in found.changed if asked[one.id].role == "flow"]
    rest = [one for one in found.changed if one not in found.scored and one not in flows]
    flags = compared_flags(found.comparison)
    missing = _counterparts(found)
    return AnswerTables(
        finding=_finding(found),
        changed=tuple(_changed(found, one) for one in found.scored),
        others=tuple(_changed(found, one) for one in rest),
        flows=tuple(_changed(found, one) for one in flows),
        flows_finding=_flows_finding(found, flows),
        known=_known(found),
        gone=_rules(found, flags.gone),
        fresh=_rules(found, flags.fresh),
        counterparts_finding=_missing_finding(missing),
        counterparts=missing,
    )


# What was answered otherwise


def _finding(found: Findings) -> str:
    number = len(found.scored)
    if not number:
        return "No scored answer changed that can be compared."
    said = capital(count(number, "scored answer")) + " changed."
    level = found.comparison.new.level
    carrying = [
        one for one in found.scored if level is not None and one.level is not None and one.level.point != level.point
    ]
    if level is None:
        return said
    if not carrying:
        return f"{said} None of them alone carries the level."
    if len(carrying) > 1:
        return f"{said} {capital(count(len(carrying), 'of them', 'of them'))} would each alone change the level back."
    assert carrying[0].level is not None
    return f"{said} One of them alone carries the level: had it stayed, you would be at {_level(found, carrying[0])}."


def _level(found: Findings, one: Changed) -> str:
    return "" if one.level is None else found.level(one.level.point)


def _changed(found: Findings, one: Changed) -> ChangedRow:
    question = found.tree.asked[one.id].question
    return ChangedRow(
        id=one.id,
        question=question.text,
        evidence=held(found.comparison.new.answers, one.id).evidence,
        old=answer(question, one.old),
        new=answer(question, one.new),
        stayed=stayed(found, one),
        where=_where(found, one.id),
    )


def stayed(found: Findings, one: Changed) -> str:
    """Say what level and whole would be had an answer stayed; where neither differs, that."""
    new, tree = found.comparison.new, found.tree
    said = []
    if one.level is not None and new.level is not None and one.level.point != new.level.point:
        said.append(names.level_name(tree, one.level.point))
    for id in tree.roots:
        then, now = one.values[id], new.values[id]
        if then != now:
            said.append(f"{_figure(found, id, then)} {_named(found, id)} instead of {_figure(found, id, now)}")
            if then is not None and now is not None and then.point is not None and now.point is not None:
                said[-1] += f" ({signed(then.point - now.point)})"
    return capital("; ".join(said)) or "No figure of the whole would differ"


def _named(found: Findings, id: str) -> str:
    return "all together" if id == "index" else f"in {found.title(id)}"


def _figure(found: Findings, id: str, value: Value | None) -> str:
    return found.points(id, value) or found.span(id, value, "between {} and {}") or "no figure"


def _where(found: Findings, id: str) -> str:
    """Name the part in which a question stands, with its figures in both years."""
    node = found.where(id)
    if node is None:
        return ""
    before, now = (one.values[node.id] for one in (found.comparison.common, found.comparison.new))
    figures = [_short(found, node.id, one) for one in (before, now)]
    return f"{node.title} {figures[0]} to {figures[1]}" if all(figures) else node.title


def _short(found: Findings, id: str, value: Value | None) -> str:
    return "" if value is None or value.point is None else shown(value.point, found.tree.bounds(id))


def _flows_finding(found: Findings, flows: list[Changed]) -> str:
    if not found.tree.has_flows:
        return ""
    if not flows:
        return "No flow was answered otherwise."
    return f"{capital(count(len(flows), 'answer on flows', 'answers on flows'))} changed. More is not better."


# What became known, what stands out


def _known(found: Findings) -> tuple[OneSided, ...]:
    comparison, tree = found.comparison, found.tree
    rows = []
    for ids, why in (
        (known_now(comparison), "Known now. That is knowledge, whichever way the figure goes"),
        (no_longer_known(comparison), "No longer known"),
    ):
        for id in ids:
            question, now = tree.asked[id].question, held(comparison.new.answers, id)
            note = f". Note: {now.note}" if now.note and now.value is None else ""
            then = held(comparison.common.answers, id)
            rows.append(OneSided(id, question.text, answer(question, then), answer(question, now), why + note))
    return tuple(rows)


def _rules(found: Findings, ids: tuple[str, ...]) -> tuple[Stood, ...]:
    rules = {rule.id: rule for rule, _ in found.tree.rules}
    return tuple(Stood(id, capital(rules[id].kind), rules[id].say) for id in ids)


# What has no counterpart


def _counterparts(found: Findings) -> tuple[OneSided, ...]:
    comparison, tree, labels = found.comparison, found.tree, found.labels
    version = tree.pack.head.version
    rows = []
    for one in asked_anew(comparison):
        question = tree.asked[one.id].question
        since = question.meaning_since
        why = f"It means something else since {since}" if since else "The older answer is none of those of today"
        rows.append(OneSided(one.id, question.text, _older(found, one.id, one.old), answer(question, one.new), why))
    missing = counterparts(comparison)
    old_tree = None if comparison.old is None else comparison.old.tree
    for id in missing.old:
        if old_tree is None:
            rows.append(OneSided(id, id, _plain(comparison.given.unfit[id]), "", f"Not in {version}"))
        elif id in old_tree.asked:
            rows.append(OneSided(id, old_tree.asked[id].question.text, _own(found, id), "", f"No longer in {version}"))
    for id in missing.new:
        if id in tree.asked:
            question = tree.asked[id].question
            now = answer(question, held(comparison.new.answers, id))
            rows.append(OneSided(id, question.text, "", now, f"New since {comparison.given.origin or labels.old}"))
    return tuple(rows)


def _own(found: Findings, id: str) -> str:
    """Say what was answered to a question that is gone, in its own words."""
    old = found.comparison.old
    assert old is not None
    return answer(old.tree.asked[id].question, held(old.answers, id))


def _older(found: Findings, id: str, raw: Any) -> str:
    """Say an older answer that does not fit any more: in its own version's words where that is at hand."""
    old, now = found.comparison.old, found.tree.renamed.now
    if old is not None:
        was = next((one for one in old.tree.asked if now(one) == id), None)
        if was is not None and held(old.answers, was) != Answer():
            return answer(old.tree.asked[was].question, held(old.answers, was))
    return _plain(raw)


def _plain(raw: Any) -> str:
    value = raw.get("value", "") if isinstance(raw, dict) else raw
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _missing_finding(rows: tuple[OneSided, ...]) -> str:
    if not rows:
        return "Every question stands in both years with the same meaning."
    stand = plural(len(rows), "question stands", "questions stand")
    said = f"{capital(in_words(len(rows)))} {stand} in one of the files only"
    both = "Both years take the newer answer to a question that is new or asked anew, so that it moves no bar."
    return f"{said}, or {plural(len(rows), 'was', 'were')} asked anew. {both}"

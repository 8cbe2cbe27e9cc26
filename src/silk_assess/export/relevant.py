"""Conditions as XPath for a form: each holds exactly where the answers given make it true.

A form knows two values, a `when` three. So each condition becomes two expressions, one that is true where it holds,
and one that is true where it does not; where neither is, an answer is missing that decides it. A question is shown
where the first one is true. Source: docs/format.md, Conditions; docs/scoring.md, State of a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from silk_assess.exact import decimal
from silk_assess.questionnaire.conditions import RELATIONS, All, Answered, Any_, Compare, Condition, Is, Not
from silk_assess.questionnaire.model.questions import Anchor, Choice, Choices, Country, Quantity, YesNo
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.headers import NA_END

# No rule of a form is longer: a cell of a workbook ends at 32,767 characters, and phones work slowly on long ones.
MOST_LETTERS: Final = 8_000
# What is answered by choosing.
SELECTS: Final = (Choice, Choices, YesNo, Country, Anchor)


class _TooLong(Exception):
    """The expression is longer than a form can hold."""


def shown_if(tree: Tree, with_na: Iterable[str]) -> Mapping[str, str | None]:
    """Give for each question with a `when` the expression that shows it; None where that would be too long.

    `with_na` are the numbers, texts and dates beside which a yes-no says that they do not apply.
    """
    writer = _Writer(tree, frozenset(with_na))
    return {id: shown for id, shown in writer.shown.items() if tree.asked[id].when is not None}


class _Writer:
    """Writes conditions; what a question's own `when` comes to is written once, before those that wait for it."""

    def __init__(self, tree: Tree, with_na: frozenset[str]) -> None:
        self._tree, self._with_na = tree, with_na
        self._hidden: dict[str, str | None] = {}
        self.shown: dict[str, str | None] = {}
        for one in tree.asking_order:
            if one.when is not None:
                self.shown[one.id] = self._within(one.when, True)
                self._hidden[one.id] = self._within(one.when, False)

    def _within(self, condition: Condition, wanted: bool) -> str | None:
        try:
            return self._says(condition, wanted)
        except _TooLong:
            return None

    def _says(self, condition: Condition, wanted: bool) -> str:
        """Write when a condition holds, or (not `wanted`) when it does not for certain."""
        match condition:
            case All(parts) | Any_(parts):
                said = [self._says(part, wanted) for part in parts]
                return _joined(said, "and" if isinstance(condition, All) == wanted else "or")
            case Not(part):
                return self._says(part, not wanted)
            case Answered(subject, flag):
                return self._answered(subject) if flag == wanted else self._absent(subject)
            case _ if wanted:
                return self._compared(condition)
            case _:
                answered, compared = self._answered(condition.subject), self._compared(condition)
                return _joined([_joined([answered, f"not({compared})"], "and"), self._absent(condition.subject)], "or")

    def _compared(self, leaf: Is | Compare) -> str:
        it = f"${{{leaf.subject}}}"
        question = self._tree.asked[leaf.subject].question
        if isinstance(leaf, Compare) and not leaf.ranks:
            sign = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<"}[leaf.relation]
            return f"{it} {sign} {decimal(leaf.bound)}"
        if isinstance(leaf, Compare):
            holds = RELATIONS[leaf.relation]
            values = tuple(id for i, id in enumerate(leaf.ranks) if holds(i, leaf.bound))
            return _joined([f"{it} = {literal(one)}" for one in values], "or")
        if isinstance(question, Choices):
            return _joined([f"selected({it}, {literal(str(one))})" for one in leaf.values], "or")
        if isinstance(question, Quantity):
            return _joined([f"{it} = {decimal(int(one))}" for one in leaf.values], "or")
        return _joined([f"{it} = {literal(str(one))}" for one in leaf.values], "or")

    def _answered(self, id: str) -> str:
        """Write when a question has an answer that is neither unknown nor not applicable."""
        it = f"${{{id}}}"
        said = [f"{it} != ''", *(f"not({self._is(id, word)})" for word in lacking(self._tree, id))]
        return _joined(said, "and")

    def _absent(self, id: str) -> str:
        """Write when a question is not applicable, or hidden for certain."""
        said = [self._is(id, "na")] if "na" in lacking(self._tree, id) else []
        if id in self._with_na:
            said.append(f"${{{id}{NA_END}}} = 'yes'")
        if id in self._hidden:
            hidden = self._hidden[id]
            if hidden is None:
                raise _TooLong
            said.append(hidden)
        return _joined(said, "or")

    def _is(self, id: str, word: str) -> str:
        it = f"${{{id}}}"
        return f"selected({it}, '{word}')" if isinstance(self._tree.asked[id].question, Choices) else f"{it} = '{word}'"


def lacking(tree: Tree, id: str) -> tuple[str, ...]:
    """Name the choices of a question's select that stand for no answer; none where it is no select."""
    one = tree.asked[id]
    if not isinstance(one.question, SELECTS):
        return ()
    return ("unknown", "na") if one.may_be_left_out and one.role != "profile" else ("unknown",)


def literal(text: str) -> str:
    """Write a text in XPath, which knows no escapes; nothing in it can be taken for a reference to a question.

    >>> literal("Ana"), literal("${x}"), literal('''it's "so"''')
    ("'Ana'", "concat('$', '{x}')", 'concat(\\'it\\', "\\'", \\'s "so"\\')')
    """
    pieces: list[str] = []
    for part in text.replace("${", "$\0{").split("\0"):
        inside = part.split("'")
        for i, piece in enumerate(inside):
            pieces += [f"'{piece}'"] if piece else []
            pieces += ['"\'"'] if i < len(inside) - 1 else []
    return pieces[0] if len(pieces) == 1 else f"concat({', '.join(pieces)})" if pieces else "''"


def _joined(said: list[str], by: str) -> str:
    """Join expressions; none of them at all is what joins to nothing: true for `and`, false for `or`."""
    never = "false()" if by == "and" else "true()"
    if never in said:
        return never
    nothing = "true()" if by == "and" else "false()"
    parts = list(dict.fromkeys(one for one in said if one != nothing))
    if not parts:
        return nothing
    text = parts[0] if len(parts) == 1 else f" {by} ".join(f"({one})" if _is_joined(one) else one for one in parts)
    if len(text) > MOST_LETTERS:
        raise _TooLong
    return text


def _is_joined(text: str) -> bool:
    return " or " in text or " and " in text

"""How an agenda was computed, and what it keeps to itself."""

from __future__ import annotations

from silk_assess.faults import listed
from silk_assess.voices.agenda import Agenda
from silk_assess.wording import voices


def method(agenda: Agenda) -> tuple[tuple[str, str], ...]:
    """Say by which rules an agenda was made, each under its name."""
    is_open = agenda.table.is_open
    least = "two" if is_open else voices.UNDER
    rules = [
        ("Agreed", f"All who answered gave the same answer, and at least {least} did. Unknown to all is not agreed."),
        (
            "Disputed",
            ("" if is_open else f"At least {voices.UNDER} answered, not all alike. ")
            + "The question counts as unknown, from the fewest to the most points that somebody gave it; where "
            "somebody says that it does not apply, from nothing to all.",
        ),
    ]
    if is_open:
        rules.append(("One alone", "A question that one voice alone answered counts, and is not called agreed."))
    else:
        rules.append(
            (
                f"Fewer than {voices.UNDER}",
                "One to four answered, whether they agree or not. The question counts as plain unknown, and no figure "
                "on this page rests on it.",
            )
        )
    rules.append(
        (
            "Order",
            "First by how far the worst answer that somebody gave would bring down what the next level still needs; "
            "then by what it would take from the figure all together; then as in the questionnaire.",
        )
    )
    if agenda.groups and not is_open:
        named = listed(agenda.groups)
        rules.append(
            (
                "Groups",
                f"A question is split by {named} only where each of them, and the voices outside all taken as one, has "
                f"at least {voices.UNDER} answers to it or none.",
            )
        )
    rules.append(("Profile", _profile(agenda)))
    return tuple(rules)


def _profile(agenda: Agenda) -> str:
    said = "Where you differ on a fact about the organisation, it is left empty. Here you "
    if not agenda.differing:
        return said + "did not."
    texts = listed(f"“{agenda.table.tree.asked[id].question.text}”" for id in agenda.differing)
    return f"{said}did: {texts}. What waits for that is open."

"""What a report is drawn without, as the command line says it."""

from __future__ import annotations

from silk_assess.answers.sent import PARTS
from silk_assess.faults import Code, Fault, SilkError, did_you_mean, listed, quoted


def parts(words: str | None) -> tuple[str, ...]:
    """Read `notes,evidence,by`: any of them, in any order, each in the order of the list.

    Raises SilkError with code "usage", one fault for each word that names none of them.
    """
    if words is None:
        return ()
    named = [word.strip() for word in words.split(",")]
    wrong = [word for word in dict.fromkeys(named) if word not in PARTS]
    if wrong:
        raise SilkError(*(_fault(word) for word in wrong))
    return tuple(part for part in PARTS if part in named)


def _fault(word: str) -> Fault:
    says = f"--without {quoted(word)} leaves nothing out" if word else "--without leaves out what stands behind it"
    return Fault(("report",), says, did_you_mean(word, PARTS, f"There are {listed(PARTS)}."), Code.USAGE)

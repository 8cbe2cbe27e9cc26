"""What one typed line means to one question: an answer, a key, or why it is neither, in one sentence.

Where the answer is free text, keys carry a slash; the slash works everywhere. Nothing is guessed:
what was probably meant is offered, and Enter takes it. Source: docs/architecture.md, The interview.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal

from silk_assess.answers.model import Given
from silk_assess.countries import country_name
from silk_assess.exact import decimal, micro, rounded
from silk_assess.faults import quoted, shortened
from silk_assess.questionnaire.forms import Slip, date_remedy, meant_number, number_remedy
from silk_assess.questionnaire.model.questions import (
    Anchor,
    AnyQuestion,
    Choice,
    Choices,
    Country,
    Day,
    Quantity,
    Words,
    YesNo,
)
from silk_assess.questionnaire.values import Lack, lack, lacks

KeyName = Literal["back", "skip", "unknown", "na", "note", "evidence", "help", "sources", "overview", "find", "leave"]
KEYS: Final[dict[str, KeyName]] = {
    "b": "back", "s": "skip", "d": "unknown", "x": "na", "+": "note", "e": "evidence", "?": "help", "??": "sources",
    "o": "overview", "q": "leave",
}  # fmt: skip
# One text may be so long; the whole file has a limit too.
LONGEST: Final = 20_000
# What people type for a key.
WORDS: Final[dict[str, str]] = {
    **dict.fromkeys(("quit", "exit", "leave", "stop", "bye", ":q", "end"), "q"),
    **dict.fromkeys(("help", "h"), "?"),
    **dict.fromkeys(("back", "previous", "undo"), "b"),
    **dict.fromkeys(("skip", "next", "pass"), "s"),
    **dict.fromkeys(("don't know", "dont know", "don’t know", "unknown", "idk", "dk", "no idea"), "d"),
    **dict.fromkeys(("na", "n/a", "n.a.", "not applicable", "does not apply"), "x"),
    **dict.fromkeys(("overview", "list"), "o"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """An answer that fits the question."""

    value: Given


@dataclass(frozen=True, slots=True)
class Key:
    """A key, with the words typed behind it."""

    name: KeyName
    text: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """What is wrong with a line, and what to type; `offers` is the one thing that was probably meant."""

    says: str
    offers: Value | Key | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """Enter alone."""


Reply = Value | Key | Refused | Nothing


def reply_to(question: AnyQuestion, line: str) -> Reply:
    """Read a line that was typed as the answer to a question.

    >>> reply_to(YesNo(id="q", type="yes-no", text="?"), "y"), reply_to(YesNo(id="q", type="yes-no", text="?"), "b")
    (Value(value='yes'), Key(name='back', text=''))
    """
    text = line.strip()
    if not text:
        return Nothing()
    if len(text) > LONGEST:
        return Refused(too_long(text))
    if text.startswith("/") and not (isinstance(question, Words) and text.startswith("//")):
        return slashed(text[1:].strip())
    if not isinstance(question, Words):
        key = _key(text)
        if key is not None:
            return key
    return _answer(question, text)


def too_long(text: str) -> str:
    """Say that a text is too long to be kept."""
    return f"That is too long to keep: {len(text):,} letters, and {LONGEST:,} are the most. Please shorten it."


def slashed(text: str) -> Reply:
    """Read what stands behind a slash: a key, or a word to find a question by."""
    if not text:
        return Refused("Behind the slash stands a key, such as /b, or a word to find a question by.")
    key = WORDS.get(text.casefold())
    return _meant(key, "", "/") if key else _key(text) or Key("find", text)


def _meant(key: str, before: str = "", slash: str = "") -> Refused:
    """Offer a key; `before` stands before the offer."""
    if KEYS[key] == "help":
        return Refused(f"{before}Type {slash}{key} for help.")
    return Refused(f"{before}Did you mean {slash}{key}?", Key(KEYS[key]))


def _key(text: str) -> Key | None:
    head, _, rest = text.partition(" ")
    name = KEYS.get(head.lower())
    if name in ("na", "note", "evidence"):
        return Key(name, rest.strip())
    if name is not None and not rest:
        return Key(name)
    if text.startswith("+") and not text[1].isdigit():
        return Key("note", text[1:].strip())
    return None


def _answer(question: AnyQuestion, text: str) -> Reply:
    match question:
        case Choice(options=options) | Anchor(options=options):
            return _one_of(question, [(option.id, option.label) for option in options], text)
        case Choices():
            return _some_of(question, text)
        case YesNo():
            return _yes_no(text)
        case Quantity():
            return _number(question, text)
        case Country():
            return _country(question, text)
        case Day():
            return _day(question, text)
        case _:
            said = text.removeprefix("/") if text.startswith("//") else text
            if said in ("unknown", "na"):
                return Refused(f'In the file "{said}" alone means more than a text. Please write it in other words.')
            return Value(said)


def _offered(question: AnyQuestion, says: str, line: str) -> Reply:
    """Offer a line that was probably meant; where it is no answer either, say why."""
    meant = _answer(question, line)
    return Refused(f"{says} Did you mean {line}?", meant) if isinstance(meant, Value) else meant


def _no_answer(text: str, do: str) -> Refused:
    """Say that a text is no answer; offer the key that a word stands for."""
    key = WORDS.get(text.casefold())
    said = f"{quoted(text)} is not an answer here. "
    return _meant(key, said) if key else Refused(said + do)


# One option


def _one_of(question: AnyQuestion, options: list[tuple[str, str]], text: str) -> Reply:
    said = unicodedata.normalize("NFKC", text)
    do = f"Please type a number from 1 to {len(options)}."
    number = _whole(said.rstrip(".)"))
    if number is not None:
        if 1 <= number <= len(options):
            return Value(options[number - 1][0])
        return Refused(f"There is no {shortened(text, 20)} here. {do}")
    if re.fullmatch(r"[0-9]+(?:[-–,;/\s]+[0-9]+)+[,;.\s]*", said):
        return Refused("One answer only. If you hesitate between two, take the earlier one.")
    near = _labelled(options, text)
    return _offered(question, "Please type the number.", str(near)) if near else _no_answer(text, do)


def _labelled(options: list[tuple[str, str]], text: str) -> int | None:
    """Find the option whose words were typed instead of its number."""
    said = text.casefold().rstrip(".")
    words = {word.casefold(): i for i, option in reversed([*enumerate(options, 1)]) for word in option}
    near = get_close_matches(said, words, n=1, cutoff=0.85) if len(said) <= 200 else []
    return words[near[0]] if near else None


def _whole(text: str) -> int | None:
    """Read a whole number of figures only; what no list is long enough for is one that no list has."""
    if not re.fullmatch("[0-9]+", text):
        return None
    return int(text) if len(text) < 10 else 10**9


# Several options


def _some_of(question: Choices, text: str) -> Reply:
    said = unicodedata.normalize("NFKC", text)
    options = question.options
    alone = next((i for i, option in enumerate(options, 1) if option.exclusive), None)
    if said.casefold() in ("0", "none") and alone is None:
        return Value(())
    asked_for = re.fullmatch(r"([0-9]{1,3})\s*[-–]\s*([0-9]{1,3})", said)
    if asked_for:
        first, last = int(asked_for[1]), int(asked_for[2])
        if 1 <= first < last <= len(options):
            return _offered(question, "A range does not work here.", " ".join(map(str, range(first, last + 1))))
        return Refused("A range does not work here. Please type each number, such as 1 3.")
    parts = [part for part in re.split(r"[\s,;+&]+", said.rstrip(".")) if part]
    if alone is None and len(parts) > 1 and any(part.casefold() in ("0", "none") for part in parts):
        rest = dict.fromkeys(part for part in parts if (_whole(part) or 0) in range(1, len(options) + 1))
        says = "0 is none, which cannot stand beside another."
        return Refused(f"{says} Did you mean 0 or {' '.join(rest)}?") if rest else _offered(question, says, "0")
    numbers = [_whole(part) for part in parts]
    if None in numbers or not parts:
        near = _labelled([(option.id, option.label) for option in options], text)
        if near:
            return _offered(question, "Please type the number.", str(near))
        return _no_answer(text, "Please type the numbers of all that hold, such as 1 3.")
    chosen = [number for number in numbers if number is not None]
    beyond = next((part for part, number in zip(parts, chosen, strict=True) if not 1 <= number <= len(options)), None)
    if beyond is not None:
        if beyond == "0" and len(parts) == 1 and alone is not None:
            says = f'There is no 0 here. Did you mean {alone}, "{options[alone - 1].label}"?'
            return Refused(says, Value((options[alone - 1].id,)))
        return Refused(f"There is no {shortened(beyond, 20)} here. Please type numbers from 1 to {len(options)}.")
    wrong = [(chosen[i], why) for i, why in lacks(question, [options[number - 1].id for number in chosen])]
    again = {number for number, why in wrong if why is Lack.TWICE}
    if again:
        twice = next(number for number in chosen if number in again)
        once = " ".join(map(str, dict.fromkeys(chosen)))
        return _offered(question, f"{twice} stands there twice.", once)
    lonely = next((number for number, why in wrong if why is Lack.NOT_ALONE), None)
    if lonely is not None:
        label = options[lonely - 1].label
        return Refused(f'{lonely}, "{label}", cannot stand beside another. Please choose again.')
    return Value(tuple(option.id for i, option in enumerate(options, 1) if i in chosen))


# Yes or no


def _yes_no(text: str) -> Reply:
    said = unicodedata.normalize("NFKC", text).casefold().rstrip(".!")
    if said in ("y", "yes"):
        return Value("yes")
    if said in ("n", "no"):
        return Value("no")
    do = "Please type y for yes or n for no."
    return Refused(do) if re.fullmatch("[0-9]+", said) else _no_answer(text, f"{do} s skips it.")


# A number

# One comma with one or two figures behind it stands for a point; with three, it may stand between thousands.
_WITH_COMMA: Final = re.compile("-?[0-9]+,[0-9]{1,2}")


def _number(question: Quantity, text: str) -> Reply:
    said = unicodedata.normalize("NFKC", text)
    said = said.replace(",", ".") if _WITH_COMMA.fullmatch(said) else said
    why, size = lack(question, said), micro(said) or 0
    low, high = question.minimum, question.maximum
    match why:
        case None:
            return Value(size)
        case Lack.TOO_SMALL:
            return Refused(f"{decimal(size)} is too small. Please type a number {_limits(low, high)}.")
        case Lack.TOO_LARGE:
            return Refused(f"{decimal(size)} is too large. Please type a number {_limits(low, high)}.")
        case Lack.TOO_PRECISE:
            return _too_precise(question, size, question.decimals or 0)
        case _:
            return _no_number(question, text, said)


def _too_precise(question: Quantity, size: int, places: int) -> Reply:
    step = 10 ** (6 - places)
    words = "Whole numbers only." if places == 0 else f"{_FIGURES[places]} after the point {_ARE[places == 1]} enough."
    near = decimal(rounded(size, step) * step)
    return _offered(question, words, near) if lack(question, near) is None else Refused(words)


_FIGURES: Final = ("", "One figure", "Two figures", "Three figures", "Four figures", "Five figures", "Six figures")
_ARE: Final = ("are", "is")


def _limits(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"from {decimal(low)} to {decimal(high)}" if high <= 10**10 else f"of {decimal(low)} or more"
    return f"of {decimal(low)} or more" if low is not None else f"of {decimal(high or 0)} or less"


def _no_number(question: Quantity, text: str, said: str) -> Reply:
    if not re.search("[0-9]", said):
        key = WORDS.get(text.casefold())
        if key:
            return _no_answer(text, "")
        return Refused(f"{quoted(text)} is not a number. Please use figures, for example 2 or 2.5.")
    if len(said) > 100:
        return Refused(f"{quoted(text, 20)} is not a number that can be used here. Please use fewer figures.")
    meant, says = meant_number(said), f"{quoted(text)} is not a number here."
    words = re.sub(r"[-0-9.,+−_'’\s]+", " ", said).strip()
    if meant.slip is Slip.THOUSANDS:
        return _thousands_or_decimals(question, meant.figures)
    if not meant.figures:
        return Refused(f"{says} {number_remedy(meant)}")
    if words and words.casefold() != (question.unit or "").casefold():
        return Refused(f"{says} Write the number alone: {meant.figures}.")
    if words:
        says = "Please type the number alone."
    elif meant.slip is Slip.COMMA:
        says = "Please write decimals with a point."
    return _offered(question, says, meant.figures)


def _thousands_or_decimals(question: Quantity, figures: str) -> Reply:
    """Ask what a comma with three figures behind it means; where one of the two is no answer, offer the other."""
    both = [decimal(micro(one) or 0) for one in (figures.replace(",", ""), figures.replace(",", "."))]
    fit = [one for one in both if lack(question, one) is None]
    if len(fit) == 1:
        return _offered(question, "Please write thousands without a comma, and decimals with a point.", fit[0])
    return Refused(f"The comma may mean two things. Please type {both[0]} or {both[1]}.")


# A date and a country


def _day(question: Day, text: str) -> Reply:
    said = unicodedata.normalize("NFKC", text)
    if lack(question, said) is None:
        return Value(said)
    if text.casefold() in WORDS:
        return _no_answer(text, "")
    return Refused(f"{quoted(text)} is not a date. {date_remedy(said)}")


def _country(question: Country, text: str) -> Reply:
    code = unicodedata.normalize("NFKC", text).upper()
    # Of one letter two capitals can become: ß.
    if len(text) == 2 and lack(question, code) is None:
        return Value(code)
    if text.casefold() in WORDS:
        return _no_answer(text, "")
    from silk_assess.countries.names import named, similar

    codes = named(text)
    return Value(codes[0]) if len(codes) == 1 else _which_country(text, codes or similar(text))


def _which_country(text: str, codes: Sequence[str]) -> Refused:
    """Ask which country is meant, where none or several have a name."""
    shown = [f"{code} ({country_name(code)})" for code in codes[:3]]
    if len(codes) > 1:
        others = "another" if len(codes) > len(shown) else shown.pop()
        return Refused(f"{quoted(text)} may be {', '.join(shown)} or {others}. Please type the two letters.")
    says = f"{quoted(text)} is no country that is known here."
    if codes:
        return Refused(f"{says} Did you mean {shown[0]}?", Value(codes[0]))
    return Refused(f"{says} Please type its name or its two letters, such as France or FR.")

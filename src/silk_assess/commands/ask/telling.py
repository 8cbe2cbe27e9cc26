"""What happened in a sitting, as lines of a screen; what was explained once is not explained again."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from silk_assess.commands.ask import help, overview, parts, question, review, sentences, stored
from silk_assess.commands.ask.so_far import so_far
from silk_assess.interview.events import (
    Ask,
    AskNames,
    AskReason,
    Event,
    Help,
    Kept,
    LevelSoFar,
    NamesSaved,
    NoteSaved,
    NoteTakenOut,
    NothingTellsMore,
    OthersAffected,
    Overview,
    PartEnded,
    PartListed,
    Review,
    Saved,
    ShortListDone,
    Skipped,
    Sources,
    UsedUp,
    WordsFound,
)
from silk_assess.interview.position import Position
from silk_assess.interview.replies import KEYS
from silk_assess.questionnaire.model.questions import Words
from silk_assess.scoring.assess import assess
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal.layout import BLANK, Line, paragraph


class _Explained(Enum):
    """What is said in full the first time only."""

    SKIPPED = auto()
    RANGE = auto()
    NOT_COUNTED = auto()
    REVIEW = auto()


@dataclass
class Telling:
    """Tells what happened, and remembers what was told: explanations, parts, and the result last shown."""

    _explained: set[_Explained] = field(default_factory=set)
    _begun: set[str] = field(default_factory=set)
    _ended: set[str] = field(default_factory=set)
    _shown: Assessment | None = None

    def lines(self, event: Event, position: Position, width: int, left_out: bool = False) -> list[Line]:
        """Tell one event; `left_out` where keys that print nothing were left out of the line that led to it."""
        match event:
            case Ask():
                return [*self._part_begun(position, width), *question.question(position, width)]
            case AskReason():
                return question.reason(position, width)
            case AskNames(by):
                return question.names(by, width)
            case NamesSaved():
                return [*stored.names_saved(position, width), *_keys_left_out(left_out, width)]
            case Help():
                return help.help(position, width)
            case Sources():
                return help.sources(position, width)
            case Saved(id, as_before):
                said = [*stored.saved(position, id, width, as_before), *self._meaning(position, id, width)]
                return [*said, *_keys_left_out(left_out, width)]
            case Kept(id):
                return stored.kept(position, id, width)
            case Skipped():
                more = " It stays open; o shows what is open." if self._is_first(_Explained.SKIPPED) else ""
                return paragraph(f"Skipped.{more}", width)
            case UsedUp(id):
                return paragraph(f"{question.place(position, id)} {_stays(position, id)}.", width)
            case NoteSaved() | NoteTakenOut():
                return [*stored.note(event, width, position.tries), *_keys_left_out(left_out, width), BLANK]
            case OthersAffected():
                return [
                    line for text in sentences.others_affected(event, position.tries) for line in paragraph(text, width)
                ]
            case Overview():
                return overview.overview(position, width)
            case PartListed(part):
                return overview.part_listed(position, part, width)
            case WordsFound(words):
                return overview.words_found(position, words, width)
            case PartEnded(part):
                return self._part_ended(position, part, width)
            case LevelSoFar():
                return self._change(position, width)
            case NothingTellsMore():
                why = "No open question can change the level now." if position.tree.requires else "There are no levels."
                return [BLANK, *paragraph(f"{why} The open questions follow in their order.", width)]
            case ShortListDone():
                return review.short_list_done(position, _assessed(position), width)
            case Review():
                if self._is_first(_Explained.REVIEW):
                    return [*review.review(position, _assessed(position), width), BLANK]
                return [BLANK, *paragraph([(review.all_done(position), "bold")], width), BLANK]
            case _:
                return [*paragraph(sentences.undone(event, position), width), BLANK]

    def _is_first(self, what: _Explained) -> bool:
        """Say whether something was never explained before; from now on it was."""
        is_first = what not in self._explained
        self._explained.add(what)
        return is_first

    def _part_begun(self, position: Position, width: int) -> list[Line]:
        """Introduce the part of the question at hand, once."""
        part = position.part_of(position.at)
        if not part.id or position.mode != "all" or part.id in self._begun:
            return []
        self._begun.add(part.id)
        return parts.begun(position, part, width)

    def _meaning(self, position: Position, id: str, width: int) -> list[Line]:
        """Say what an answer means for the result, once; and of a text that is a key's letter what the key is."""
        stored = position.answer(id)
        if stored is None or stored.unknown:
            said = "The result will show a range here. You can come back when you know."
            return paragraph(said, width) if self._is_first(_Explained.RANGE) else []
        if stored.not_applicable is not None:
            said = "It will not count, for or against you."
            return paragraph(said, width) if self._is_first(_Explained.NOT_COUNTED) else []
        if isinstance(position.question(id), Words) and str(stored.value).lower() in KEYS:
            return paragraph(f"If you meant the key: /{stored.value}. b or /b leads back.", width)
        return []

    def _part_ended(self, position: Position, part: str, width: int) -> list[Line]:
        """Tell the end of a part in full the first time, then only what has changed."""
        if part in self._ended:
            return self._change(position, width)
        self._ended.add(part)
        before, self._shown = self._shown, _assessed(position)
        return parts.ended(position, part, self._shown, before, width)

    def _change(self, position: Position, width: int) -> list[Line]:
        """Say where one stands, if that is another place than was shown last."""
        before, self._shown = self._shown, _assessed(position)
        now = self._shown
        if before is not None and before.level == now.level and before.values.get("index") == now.values.get("index"):
            return []
        return [BLANK, *so_far(position, now, before, width)]


def _stays(position: Position, id: str) -> str:
    return "keeps the answer that it had" if position.is_given(id) else "stays open"


def _assessed(position: Position) -> Assessment:
    return assess(position.tree, position.answers)


def _keys_left_out(is_so: bool, width: int) -> list[Line]:
    return paragraph("Keys that print nothing, such as arrows, were left out.", width) if is_so else []

"""Whether answers to earlier versions, and to other questionnaires, can be followed: by which ids, once each."""

from __future__ import annotations

from collections.abc import Iterator

from silk_assess.faults import At, Code, Fault, Steps
from silk_assess.questionnaire.checks.lookup import Known, unknown
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model.questions import Anchor, AnyQuestion, Choice, Choices, YesNo
from silk_assess.questionnaire.outline import QuestionSpot
from silk_assess.questionnaire.versions import Renamed, is_earlier


def faults_of_versions(pack: Pack, known: Known) -> Iterator[Fault]:
    """Yield every fault of `renamed`, and of the versions from which on questions have their meaning.

    Source: docs/format.md, Renamed.
    """
    renamed = Renamed(pack.head.renamed)
    first: dict[tuple[str, str], str] = {}
    for old, new in pack.head.renamed.items():
        path: Steps = ("pack.yaml", "renamed", old)
        question, is_option, option = old.partition("/")
        if is_option:
            yield from _option(path, question, option, renamed, known)
        else:
            yield from _id(path, old, renamed, known)
        other = first.setdefault((renamed.now(question) if is_option else "", new), old)
        if other != old:
            says = f'"{other}" is called "{new}" already'
            yield _fault(path, says, "Of two old ones each needs a new one of its own.")
    for spot in known.spots:
        if isinstance(spot, QuestionSpot):
            yield from _meaning(spot, pack.head.version)
    yield from _answers_of(pack)


def _answers_of(pack: Pack) -> Iterator[Fault]:
    seen: set[str] = set()
    for i, id in enumerate(pack.head.answers_of):
        path: Steps = ("pack.yaml", "answers_of", i)
        if id == pack.head.id:
            says = f'"{id}" is this questionnaire itself, whose answers are read anyway'
            yield Fault(path, says, "Name others only.", Code.ANSWERS_OF)
        elif id in seen:
            yield Fault(path, f'"{id}" stands here twice', "Name each once.", Code.TWICE)
        seen.add(id)


def _id(path: Steps, old: str, renamed: Renamed, known: Known) -> Iterator[Fault]:
    here = {**known.asked, **known.nodes}
    if old in here:
        yield _fault(path, f'"{old}" is still an id here', "Only an id that is gone is renamed.", "key")
    if (now := renamed.now(old)) not in here:
        yield unknown(path, "question, node or profile field", now, here)


def _option(path: Steps, question: str, option: str, renamed: Renamed, known: Known) -> Iterator[Fault]:
    spot = known.asked.get(renamed.now(question))
    if spot is None:
        yield unknown(path, "question or profile field", question, known.asked, at_key=True)
        return
    here = _options(spot.question)
    if option in here:
        says = f'"{option}" is still an option of "{spot.question.id}"'
        yield _fault(path, says, "Only an option that is gone is renamed.", "key")
    if (now := renamed.option(question, option)) not in here:
        yield unknown(path, "option", now, here)


def _options(question: AnyQuestion) -> list[str]:
    match question:
        case Choice() | Choices() | Anchor():
            return [option.id for option in question.options]
        case YesNo():
            return ["no", "yes"]
        case _:
            return []


def _meaning(spot: QuestionSpot, version: str) -> Iterator[Fault]:
    since = spot.question.meaning_since
    if since is not None and is_earlier(version, since):
        says = f"{since} comes after this version of the questionnaire, {version}"
        do = "Write the version from which on the question means what it means now."
        yield Fault((*spot.path, "meaning_since"), says, do, Code.MEANING_SINCE)


def _fault(path: Steps, says: str, do: str, at: At = "value") -> Fault:
    return Fault(path, says, do, Code.RENAMED, at)

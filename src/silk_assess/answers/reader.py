"""An answer file's plain tree to answers: every fault and every warning of it, in one pass.

What stands in a file is the user's: nothing is guessed or dropped in silence. A file of another
version of the questionnaire is read as far as its answers still fit. Source: docs/format.md,
Answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, Final, TypeVar

from silk_assess.answers.another_version import reading, reads
from silk_assess.answers.answered import answered_of
from silk_assess.answers.in_a_file import FORMAT as FORMAT
from silk_assess.answers.model import Answer, Answers, Given, Unfit
from silk_assess.answers.plain import is_text, said
from silk_assess.answers.usual import of_option, usual_answer
from silk_assess.answers.voice import voice_of, voices_of
from silk_assess.exact import micro
from silk_assess.faults import (
    MOST_FAULTS,
    At,
    Code,
    Cut,
    Fault,
    Misfit,
    Steps,
    did_you_mean,
    listed,
    offered,
    quoted,
    shortened,
)
from silk_assess.questionnaire.field_types import cut_text
from silk_assess.questionnaire.model.questions import AnyQuestion, Choices, Quantity
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.questionnaire.values import Lack, lack, lacks, misfit

Entry = TypeVar("Entry")

_KEYS: Final = ("format", "questionnaire", "version", "organisation", "answered", "voice", "voices", "answers", "kept")
_ENTRY: Final = ("value", "not_applicable", "note", "evidence")
_ANSWER: Final = "Write an answer, or unknown; or take the line out."
_PLAIN: Final = "Write a value, or take the line out."


def answers_of(raw: Any, tree: Tree, file: str) -> tuple[Answers, list[Fault]]:
    """Turn the plain tree of an answer file into answers, with every fault of it.

    In a file of another version of the questionnaire what does not fit is left out and named
    under `warnings`; in one of this version it is a fault.
    """
    faults = head_faults(raw, tree, file)
    if not isinstance(raw, dict) or any(fault.code in (Code.QUESTIONNAIRE, Code.FORMAT) for fault in faults):
        return Answers(), faults
    own, named = tree.pack.head.id, raw.get("questionnaire")
    other = named if isinstance(named, str) and named != own and reads(tree, named) else ""
    reader = _Reader(tree, file, other or own, str(raw.get("version")))
    name, profile = reader.organisation(reader.mapping(raw, "organisation"))
    answered, wrong = answered_of(reader.mapping(raw, "answered"), file)
    voice, no_name = voice_of(raw, file)
    voices, not_counted = voices_of(reader.mapping(raw, "voices"), file)
    reader.faults += [*wrong, *no_name, *not_counted]
    answers = Answers(
        name=name,
        profile=profile,
        answered=answered,
        voice=voice,
        voices=voices,
        answers=reader.answers(reader.mapping(raw, "answers")),
        version=str(raw.get("version", "")),
        questionnaire=other,
        kept=reader.mapping(raw, "kept"),
        warnings=tuple(reader.warnings),
        unfit={key: raw[part][key] for part, key in reader.unfit},
    )
    return answers, [*faults, *reader.faults]


def head_faults(raw: Any, tree: Tree | None, file: str) -> list[Fault]:
    """List what is wrong with the first lines of an answer file.

    `tree` is the questionnaire that it should be for, None where that is not known.
    """
    id = None if tree is None else tree.pack.head.id
    if not isinstance(raw, dict):
        says = f"an answer file holds keys with values, and here stands {said(raw)}"
        return [Fault((file,), says, f"Begin with: format: {FORMAT}", Code.MAPPING)]
    form = raw.get("format", FORMAT)
    other = _other_format(form)
    if other is not None:
        return [other.fault((file, "format"))]
    faults = [
        Fault((file, key), f"an answer file has no key {quoted(key)}", _key_remedy(key), Code.UNKNOWN_KEY, "key")
        for key in raw
        if key not in _KEYS
    ]
    for key, right in (("format", FORMAT), ("questionnaire", id or "…"), ("version", "1.0.0")):
        if key not in raw:
            faults.append(Fault((file,), f'the key "{key}" is missing', f"Add {key}: {right}", Code.MISSING_KEY))
    if form != FORMAT:
        says = f"{said(form)} is no format that is read here" if _given(form) else "the format is empty"
        faults.append(Fault((file, "format"), says, f"Write format: {FORMAT}", Code.FORM))
    named = raw.get("questionnaire", id)
    if not isinstance(named, str) or not named.strip():
        if "questionnaire" in raw:
            says, do = "the id of the questionnaire is expected here", f"Write questionnaire: {id or 'and its id'}"
            faults.append(Fault((file, "questionnaire"), says, do, Code.TEXT))
    elif tree is not None and not reads(tree, named):
        says = f"these answers are for {quoted(named)}, and the questionnaire here is {id}"
        faults.append(Fault((file, "questionnaire"), says, "Choose theirs with --pack.", Code.QUESTIONNAIRE))
    version = raw.get("version", "1.0.0")
    if not isinstance(version, str) or not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version):
        do = "Write MAJOR.MINOR.PATCH, such as 1.0.0."
        says = f"{said(version)} is not a version" if _given(version) else "the version is empty"
        faults.append(Fault((file, "version"), says, do, Code.FORM))
    return faults


def _other_format(form: Any) -> Misfit | None:
    if not isinstance(form, str) or form == FORMAT:
        return None
    if form.startswith("silk-pack/"):
        says = "this is a questionnaire and no answer file"
        return Misfit(Code.FORMAT, says, "Name the file that holds the answers.")
    if form.startswith("silk-plan/"):
        says = "this is a plan and no answer file"
        return Misfit(Code.FORMAT, says, "Name the file that holds the answers.")
    if re.fullmatch("silk-answers/[0-9]+", form):
        says = f"the format {quoted(form)} is not known to this silk-assess"
        return Misfit(Code.FORMAT, says, "Update silk-assess, and try again.")
    return None


def _key_remedy(key: str) -> str:
    return did_you_mean(key, _KEYS, 'Answers stand under "answers", fields of the profile under "organisation".')


def _given(value: Any) -> bool:
    return not isinstance(value, str) or bool(value.strip())


class _Reader:
    """Reads the entries of one answer file; faults and warnings gather here."""

    def __init__(self, tree: Tree, file: str, questionnaire: str, version: str) -> None:
        head = tree.pack.head
        self._file, self._same_version = file, (questionnaire, version) == (head.id, head.version)
        self._renamed, self._reading = tree.renamed, reading(tree, questionnaire, version)
        self._fields = {one.id: one for one in tree.profile}
        self._questions = {one.id: one for one in tree.questions}
        self._options = tree.options
        self.faults: list[Fault] = []
        self.warnings: list[Unfit] = []
        # Where what does not fit stands: under which key of the file, and which id.
        self.unfit: dict[tuple[str, str], None] = {}

    def mapping(self, raw: dict[str, Any], key: str) -> dict[str, Any]:
        value = raw.get(key, {})
        if isinstance(value, dict):
            return value
        says = f"{said(value)} stands under {key}, and entries are expected"
        self._fault((key,), says, "Write each on its own line below it, indented; or take the line out.", Code.MAPPING)
        return {}

    def _enough(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Go through entries until more is wrong than anybody would read."""
        for entry in entries:
            if len(self.faults) + len(self.warnings) > MOST_FAULTS:
                return
            yield entry

    # The organisation

    def organisation(self, raw: dict[str, Any]) -> tuple[str | None, dict[str, Given]]:
        """Read the name and the profile, in the order of the file."""
        name: str | None = None
        found: dict[str, Given] = {}
        for key, value in self._enough(raw.items()):
            path: Steps = ("organisation", key)
            if key == "name":
                name = self._name(value, path)
            elif (id := self._reading.id(key, raw)) in self._fields:
                given = None if self._is_anew(id, path) else self._given(self._fields[id], value, path)
                if given is not None:
                    found[id] = given
            elif isinstance(value, Cut):
                self._told(path, cut_text(key, value), "key")
            elif self._may_be_carried(key, value, path):
                found[key] = value
        return name, found

    def _name(self, value: Any, path: Steps) -> str | None:
        if is_text(value):
            return str(value)
        says = "the name is empty" if isinstance(value, str) else f"a name is one text, and here stands {said(value)}"
        self._fault(path, says, "Write the organisation's name, in quotes if need be; or take the line out.", Code.NAME)
        return None

    def _may_be_carried(self, key: str, value: Any, path: Steps) -> bool:
        """Say whether something that is no field of the profile is carried along; else tell why not.

        Only where the questionnaire has no profile at all is a text carried along, and not one that reads like "name".
        """
        names = [*self._fields, "name"]
        plain = re.sub("[_ ]", "-", key.casefold())
        near = [plain] if plain in names else get_close_matches(plain, names, n=1, cutoff=0.75)
        if key in self._questions:
            says = f"{quoted(key)} is a question and no field of the profile"
            self._misfit(path, says, 'Move the line under "answers".', Code.MISPLACED_KEY, "key")
        elif near or self._fields or not self._same_version:
            do = offered(near[0]) if near else did_you_mean(key, names, f"Its fields are {listed(names)}.")
            self._misfit(path, f"the profile has no field {quoted(key)}", do, Code.UNKNOWN_FIELD, "key")
        elif is_text(value):
            return True
        else:
            self._fault(path, f"{said(value)} stands here, and a text is expected", _PLAIN, Code.TEXT)
        return False

    def _is_anew(self, id: str, path: Steps) -> bool:
        """Say whether a question means something else since the file's version, and tell so."""
        if id in self._reading.anew:
            says = f"{id} is asked anew: what was answered before does not fit any more"
            self._misfit(path, says, _ANSWER, Code.OTHER_VERSION)
        return id in self._reading.anew

    # Answers

    def answers(self, raw: dict[str, Any]) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        for key, value in self._enough(raw.items()):
            id = key if self._same_version else self._reading.id(key, raw)
            options = self._options.get(id, ())
            if isinstance(value, str) and value in options and id not in self._reading.anew:
                # Nearly all answers are one option and nothing else.
                found[id] = of_option(value)
                continue
            answer = usual_answer(self._questions.get(id), options, value) if self._same_version else None
            answer = answer or self._looked_at(id, key, value)
            if answer is not None:
                found[id] = answer
        return found

    def _looked_at(self, id: str, key: str, value: Any) -> Answer | None:
        path: Steps = ("answers", key)
        one = self._questions.get(id)
        if isinstance(value, Cut):
            self._told(path, cut_text(key, value), "key")
            return None
        entry = self._entry(value, path)
        if one is None:
            says = f"there is no question {quoted(key)}"
            self._misfit(path, says, self._elsewhere(key), Code.UNKNOWN_QUESTION, "key")
        elif entry is not None and not (entry.keys() & {"value", "not_applicable"} and self._is_anew(id, path)):
            return self._answer(one, entry, path, (*path, "value") if isinstance(value, dict) else path)
        return None

    def _elsewhere(self, key: str) -> str:
        if key in self._fields or key == "name":
            return 'It is a field of the profile. Move the line under "organisation".'
        if (now := self._renamed.now(key)) in self._questions:
            return offered(now)
        return did_you_mean(key, self._questions, 'Take the line out, or move it under "kept", which is never scored.')

    def _entry(self, value: Any, path: Steps) -> dict[str, Any] | None:
        """Bring the short forms of an answer into the long one; None where there is nothing in it."""
        if value == "unknown":
            return {"unknown": True}
        if value == "na":
            return {"not_applicable": ""}
        if not isinstance(value, dict):
            return {"value": value}
        if not value:
            self._fault(path, "this answer is empty", _ANSWER, Code.EMPTY)
            return None
        entry = {key: inner for key, inner in value.items() if self._is_part(key, inner, path)}
        if "value" in entry and "not_applicable" in entry:
            says = "an answer stands beside not_applicable"
            self._fault((*path, "not_applicable"), says, "Keep one of the two.", Code.ANSWER_AND_NA, "key")
        entry["evidence"] = tuple(self._proofs(entry.get("evidence", []), (*path, "evidence")))
        if entry.get("value") == "unknown":
            del entry["value"]
            entry["unknown"] = True
        elif entry.get("value") == "na":
            del entry["value"]
            entry["not_applicable"] = ""
        return entry

    def _is_part(self, key: str, value: Any, path: Steps) -> bool:
        """Say whether a key belongs to an answer; tell where it does not, or holds no text and should."""
        inner = (*path, key)
        if isinstance(value, Cut):
            self._told(inner, cut_text(key, value), "key")
            return False
        if key not in _ENTRY:
            says = f"an answer has no key {quoted(key)}"
            do = did_you_mean(key, _ENTRY, f"Its keys are {listed(_ENTRY)}.")
            self._fault(inner, says, do, Code.UNKNOWN_KEY, "key")
        elif key in ("not_applicable", "note") and not is_text(value):
            what = "the reason" if key == "not_applicable" else "the note"
            says = (
                f"{what} is empty" if isinstance(value, str) else f"{what} is one text, and here stands {said(value)}"
            )
            do = "Write one text, or take it out."
            if key == "not_applicable":
                do = "Write one text; or na alone, where there is no reason."
            self._fault(inner, says, do, Code.EMPTY if isinstance(value, str) else Code.TEXT)
        return True

    def _proofs(self, value: Any, path: Steps) -> list[str]:
        proofs = value if isinstance(value, list) else [value]
        for i, proof in enumerate(proofs):
            if not is_text(proof):
                says = "the evidence is empty" if isinstance(proof, str) else f"here stands {said(proof)}"
                self._fault((*path, i), says, "Evidence is a text, or a list of texts.", Code.EVIDENCE)
        return proofs

    def _answer(self, one: Asked, entry: dict[str, Any], path: Steps, at_value: Steps) -> Answer | None:
        value: Given | None = None
        if "value" in entry:
            value = self._given(one, entry["value"], at_value)
            if value is None:
                return None
        if entry.get("not_applicable") is not None and value is None and not one.may_be_left_out:
            says = f"{one.id} applies to everybody"
            spot = (*path, "not_applicable") if entry["not_applicable"] else at_value
            at: At = "value" if spot == path else "key"
            do, brief = "Answer it, or write unknown.", "this applies to everybody"
            self._misfit(spot, says, do, Code.NOT_APPLICABLE, at, brief)
            return None
        return Answer(
            value=value,
            unknown=bool(entry.get("unknown")),
            not_applicable=entry.get("not_applicable"),
            note=entry.get("note"),
            evidence=entry.get("evidence", ()),
        )

    # One value

    def _given(self, one: Asked, value: Any, path: Steps) -> Given | None:
        """Read one value; None where it does not fit the question, which is then told."""
        question = one.question
        value = self._reading.value(str(path[1]), value)
        remedy = _PLAIN if path[0] == "organisation" else _ANSWER
        if isinstance(value, list):
            return self._chosen(question, value, path)
        if isinstance(value, dict):
            brief = "a mapping is no answer"
            self._fault(path, f"{brief} to {question.id}", remedy, Code.MAPPING, brief=brief)
        elif not value.strip():
            says = f"the answer to {question.id} is empty"
            self._fault(path, says, remedy, Code.EMPTY, brief="the answer is empty")
        else:
            why = lack(question, value)
            if why is None:
                return micro(value) if isinstance(question, Quantity) else str(value)
            self._lacks(question, value, why, path)
        return None

    def _chosen(self, question: AnyQuestion, values: list[Any], path: Steps) -> tuple[str, ...] | None:
        if not isinstance(question, Choices):
            says = f"{question.id} takes one answer, and here stands a list"
            do, brief = "Write one answer without brackets.", "one answer is expected, and here stands a list"
            self._misfit(path, says, do, Code.LIST, brief=brief)
            return None
        before = len(self.faults), len(self.warnings)
        for i, why in self._enough(lacks(question, values)):
            place = (*path, i)
            if why is Lack.NO_TEXT:
                says = f"{said(values[i])} stands here, and an option is expected"
                self._fault(place, says, "Write its id.", Code.OPTION)
            elif why is Lack.TWICE:
                self._told(place, misfit(question, values[i], why))
            else:
                self._lacks(question, values[i], why, place)
        return tuple(values) if (len(self.faults), len(self.warnings)) == before else None

    def _lacks(self, question: AnyQuestion, value: str, why: Lack, path: Steps) -> None:
        wrong = misfit(question, value, why, in_profile=path[0] == "organisation")
        self._misfit(path, wrong.says, wrong.do, wrong.code, brief=wrong.brief)

    def _told(self, path: Steps, wrong: Misfit, at: At = "value") -> None:
        self._fault(path, wrong.says, wrong.do, wrong.code, at)

    def _fault(self, path: Steps, says: str, do: str, code: Code, at: At = "value", brief: str = "") -> None:
        self.faults.append(Fault((self._file, *path), says, do, code, at, brief=brief))

    def _misfit(self, path: Steps, says: str, do: str, code: Code, at: At = "value", brief: str = "") -> None:
        """Tell what this version of the questionnaire does not accept: a fault, or in another version a warning."""
        if self._same_version:
            self._fault(path, says, do, code, at, brief)
        else:
            self.warnings.append(Unfit(shortened(str(path[1])), says))
            self.unfit[str(path[0]), str(path[1])] = None

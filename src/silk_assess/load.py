"""Files to typed values: `load_pack(folder)`, `load_answers(file, pack)`. No raw mapping leaves this room."""

from __future__ import annotations

import hashlib
import json
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from silk_assess import bundled, strict
from silk_assess.answers import Answer, Answers, Given
from silk_assess.errors import Fault, SilkError, did_you_mean, listed
from silk_assess.errors import Path as Steps
from silk_assess.exact import decimal, micro
from silk_assess.pack import Anchor, AnyQuestion, Choice, Choices, Country, Day, Pack, Quantity, Words, YesNo
from silk_assess.shape import shaped
from silk_assess.tree import Asked, Tree, grow

OPTIONAL: Final = ("rules", "tools", "cases", "glossary")
PACK_NODES: Final = 200_000


# Files


def bytes_of(file: Path, said: str | None = None) -> bytes:
    """Read a file, at most one byte more than is allowed.

    `said` is the file's name in messages. Raises SilkError with code "unreadable" where there is
    no such file, it is a folder or no ordinary file, or may not be read.
    """
    name = said or str(file)
    try:
        mode = file.stat().st_mode
        if stat.S_ISDIR(mode):
            raise _unreadable(name, f"{name} is a folder, and a file is read here", "Name a file in it.")
        if not stat.S_ISREG(mode):
            raise _unreadable(name, f"{name} is no ordinary file", "Name a file.")
        with file.open("rb") as stream:
            return stream.read(strict.MOST_BYTES + 1)
    except FileNotFoundError:
        raise _unreadable(name, f"There is no file {name} here", _near(file)) from None
    except (NotADirectoryError, ValueError):
        raise _unreadable(name, f"There is no file {name} here", "Check the name.") from None
    except PermissionError:
        do = "Ask its owner, or copy it to a folder of yours."
        raise _unreadable(name, f"{name} cannot be read: you have no permission for it", do) from None
    except OSError as error:
        raise _unreadable(name, f"{name} cannot be read: {error.strerror or error}", "Check the name.") from None


def _unreadable(name: str, says: str, do: str) -> SilkError:
    return SilkError(Fault((name,), says, do, "unreadable"))


def _near(file: Path) -> str:
    try:
        beside = sorted(other.name for other in file.parent.iterdir() if other.is_file())
    except OSError:
        return "Check the folder's name."
    words = did_you_mean(file.name, beside)
    return words if words.startswith("Did") else "Check the name and the folder."


def _located(faults: Iterable[Fault], texts: Mapping[str, str], folder: str = "") -> SilkError:
    """Give each fault its place: the first step of its path names the file."""
    found = []
    for fault in faults:
        if fault.where is None and str(fault.path[0]) in texts:
            file = str(fault.path[0])
            where = strict.place(texts[file], folder + file, fault.path[1:], fault.at)
            fault = replace(fault, where=where)
        found.append(fault)
    order = {file: i for i, file in enumerate(texts)}
    found.sort(
        key=lambda one: (
            order.get(str(one.path[0]), -1),
            *((one.where.line, one.where.column) if one.where else (0, 0)),
        )
    )
    return SilkError(*found)


# Questionnaires


def find_pack(name: str) -> Path:
    """Find a questionnaire by its id among those shipped, or by its folder.

    Raises SilkError with code "unreadable" where there is neither.
    """
    if name in bundled.packs():
        return bundled.folder("questionnaires") / name
    folder = Path(name)
    if (folder / "pack.yaml").exists() or folder.is_dir():
        return folder
    if folder.name == "pack.yaml" and folder.exists():
        return folder.parent
    says = f'There is no questionnaire "{name}"'
    do = did_you_mean(name, bundled.packs()) + " Another one is named by its folder."
    raise SilkError(Fault((name,), says, do.strip(), "unreadable"))


def load_pack(folder: Path) -> Tree:
    """Read, check and compile a questionnaire.

    Raises SilkError with every fault of shape, or, when there is none, with every fault of
    meaning, each with its place.
    """
    prefix = f"{folder}/"
    texts: dict[str, str] = {}
    raw: dict[str, Any] = {}
    faults: list[Fault] = []

    def take(name: str) -> None:
        try:
            texts[name] = strict.text_of(bytes_of(folder / name, prefix + name), prefix + name)
            raw[name] = strict.read(texts[name], prefix + name, PACK_NODES)
        except SilkError as error:
            faults.extend(error.faults)

    take("pack.yaml")
    sections = _section_files(raw.get("pack.yaml"))
    for name in dict.fromkeys(sections):
        take(name)
    for name in (f"{name}.yaml" for name in OPTIONAL):
        if (folder / name).exists():
            take(name)
    if faults:
        raise _located(faults, texts, prefix)
    return _compiled(raw, texts, sections, prefix)


def _section_files(head: Any) -> list[str]:
    """Name the section files, as far as pack.yaml names files that may be read."""
    names = head.get("sections") if isinstance(head, dict) else None
    plain = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    return [f"{name}.yaml" for name in plain if re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", name)]


def _compiled(raw: dict[str, Any], texts: dict[str, str], sections: list[str], prefix: str) -> Tree:
    parts = {
        "head": raw["pack.yaml"],
        "sections": [raw[name] for name in sections],
        **{name: raw[f"{name}.yaml"] for name in OPTIONAL if f"{name}.yaml" in raw},
        "fingerprint": _fingerprint({name: raw[name] for name in ("pack.yaml", *sections)}),
    }
    try:
        return grow(shaped(Pack, parts))
    except SilkError as error:
        raise _located((_in_file(fault, sections) for fault in error.faults), texts, prefix) from None


def _in_file(fault: Fault, sections: list[str]) -> Fault:
    """Turn the path of a part of the pack into the path inside its file."""
    match fault.path:
        case ("head", *rest):
            return replace(fault, path=("pack.yaml", *rest))
        case ("sections", int(i), *rest):
            return replace(fault, path=(sections[i], *rest))
        case (str(name), *rest) if name in OPTIONAL:
            return replace(fault, path=(f"{name}.yaml", *rest))
        case _:
            return fault


def _fingerprint(trees: Mapping[str, Any]) -> str:
    """Give the fingerprint of FORMAT.md over pack.yaml and its sections, as read."""
    pairs = [[name, trees[name]] for name in sorted(trees)]
    compact = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(compact.encode()).hexdigest()


# Answers


def questionnaire_of(file: Path) -> str:
    """Read which questionnaire an answer file is for.

    Raises SilkError where the file cannot be read or does not say.
    """
    name = str(file)
    text = strict.text_of(bytes_of(file), name)
    raw = strict.read(text, name)
    found = raw.get("questionnaire") if isinstance(raw, dict) else None
    if not isinstance(found, str) or not found:
        faults = _head_faults(raw, None, name)
        raise _located(faults, {name: text})
    return found


def load_answers(file: Path, tree: Tree) -> Answers:
    """Read one organisation's answers to a questionnaire.

    Raises SilkError with every fault in one pass, each with its place.
    """
    name = str(file)
    text = strict.text_of(bytes_of(file), name)
    raw = strict.read(text, name)
    answers, faults = answers_of(raw, tree, name)
    if faults:
        raise _located(faults, {name: text})
    return answers


def answers_of(raw: Any, tree: Tree, file: str) -> tuple[Answers, list[Fault]]:
    """Turn the plain tree of an answer file into answers, with every fault of it.

    In a file of another version of the questionnaire what does not fit is left out and named
    under `warnings`; in one of this version it is a fault.
    """
    faults = _head_faults(raw, tree.pack.head.id, file)
    if not isinstance(raw, dict) or any(fault.code == "questionnaire" for fault in faults):
        return Answers(), faults
    reader = _AnswerReader(tree, file, raw.get("version") == tree.pack.head.version)
    organisation = reader.mapping(raw, "organisation")
    given = reader.mapping(raw, "answers")
    kept = reader.mapping(raw, "kept")
    name, profile = reader.organisation(organisation)
    answers = Answers(
        name=name,
        profile=profile,
        answers=reader.answers(given),
        version=str(raw.get("version", "")),
        kept=kept,
        warnings=tuple(reader.warnings),
    )
    return answers, [*faults, *reader.faults]


_KEYS: Final = ("format", "questionnaire", "version", "organisation", "answers", "kept")


def _head_faults(raw: Any, id: str | None, file: str) -> list[Fault]:
    if not isinstance(raw, dict):
        do = "Begin with: format: silk-answers/1"
        return [Fault((file,), "an answer file is a mapping of keys", do, "mapping")]
    faults = [
        Fault((file, key), f'an answer file has no key "{key}"', did_you_mean(key, _KEYS), "unknown-key", "key")
        for key in raw
        if key not in _KEYS
    ]
    for key, right in (("format", "silk-answers/1"), ("questionnaire", id or ""), ("version", "1.0.0")):
        if key not in raw:
            do = f"Add {key}: {right}." if right else f"Add {key}: with the id of the questionnaire."
            faults.append(Fault((file,), f'the key "{key}" is missing', do, "missing-key"))
    if "format" in raw and raw["format"] != "silk-answers/1":
        do = "Write format: silk-answers/1."
        faults.append(Fault((file, "format"), f"{_said(raw['format'])} is no format that is read here", do, "format"))
    named = raw.get("questionnaire", id)
    if id is not None and named != id:
        do = f"These answers are for {_said(named)}, and the questionnaire here is {id}. Choose one with --pack."
        faults.append(Fault((file, "questionnaire"), "this is for another questionnaire", do, "questionnaire"))
    version = raw.get("version", "1.0.0")
    if not isinstance(version, str) or not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version):
        do = "Write MAJOR.MINOR.PATCH, such as 1.0.0."
        faults.append(Fault((file, "version"), f"{_said(version)} is not a version", do, "form"))
    return faults


def _said(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else "a list" if isinstance(value, list) else "a mapping"


class _AnswerReader:
    """Reads the entries of one answer file; faults and warnings gather here."""

    def __init__(self, tree: Tree, file: str, same_version: bool) -> None:
        self._tree, self._file, self._same_version = tree, file, same_version
        self.faults: list[Fault] = []
        self.warnings: list[str] = []

    def mapping(self, raw: dict[str, Any], key: str) -> dict[str, Any]:
        value = raw.get(key, {})
        if isinstance(value, dict):
            return value
        self._fault(
            (key,),
            f'"{key}" holds no mapping',
            "Write each entry on its own line below it, or leave it out.",
            "mapping",
        )
        return {}

    def organisation(self, raw: dict[str, Any]) -> tuple[str | None, dict[str, Given]]:
        """Read the name and the profile; what is no field of it is carried along as text.

        FORMAT.md's own example has a country without a profile. A slip of the pen is still told.
        """
        fields = {one.id: one for one in self._tree.profile}
        name: str | None = None
        found: dict[str, Given] = {}
        for key, value in raw.items():
            path: Steps = ("organisation", key)
            if key == "name":
                if isinstance(value, str) and value.strip():
                    name = value
                else:
                    self._fault(path, "the name is empty" if value == "" else "a name is one text", _REMEDY, "empty")
            elif key in fields:
                given = self._given(fields[key].question, value, path)
                if given is not None:
                    found[key] = given
            elif not self._same_version or get_close_matches(key, fields, n=1, cutoff=0.85):
                says = f'the profile has no field "{key}"'
                self._misfit(path, says, did_you_mean(key, fields), "unknown-field", "key")
            elif isinstance(value, str) and value.strip():
                found[key] = value
            else:
                self._fault(path, f'"{key}" needs one text', _REMEDY, "empty")
        return name, found

    def answers(self, raw: dict[str, Any]) -> dict[str, Answer]:
        questions = {one.id: one for one in self._tree.questions}
        found: dict[str, Answer] = {}
        for key, value in raw.items():
            path: Steps = ("answers", key)
            entry = self._entry(value, path)
            if key not in questions:
                says = f'there is no question "{key}"'
                self._misfit(path, says, did_you_mean(key, questions), "unknown-question", "key")
            elif entry is not None:
                answer = self._answer(questions[key], entry, path)
                if answer is not None:
                    found[key] = answer
        return found

    def _entry(self, value: Any, path: Steps) -> dict[str, Any] | None:
        """Bring the short forms of an answer into the long one; None where its form is at fault."""
        if value == "unknown":
            return {"unknown": True}
        if value == "na":
            return {"not_applicable": ""}
        if not isinstance(value, dict):
            return {"value": value}
        if not value:
            self._fault(path, "this answer is empty", _REMEDY, "empty")
            return None
        before = len(self.faults)
        entry = dict(value)
        for key in value:
            if key not in _ENTRY:
                says = f'an answer has no key "{key}"'
                self._fault((*path, key), says, did_you_mean(key, _ENTRY), "unknown-key", "key")
        if "value" in entry and "not_applicable" in entry:
            says = "an answer stands beside not_applicable"
            self._fault((*path, "not_applicable"), says, "Keep one of the two.", "answer-and-na", "key")
        for key in ("not_applicable", "note"):
            if key in entry and not _is_text(entry[key]):
                self._fault((*path, key), f'"{key}" needs a text', _REMEDY, "empty")
        if "evidence" in entry:
            proofs = entry["evidence"] if isinstance(entry["evidence"], list) else [entry["evidence"]]
            if not proofs or not all(_is_text(one) for one in proofs):
                self._fault((*path, "evidence"), "evidence is a text, or a list of texts", _REMEDY, "empty")
            entry["evidence"] = tuple(proofs)
        if entry.get("value") == "unknown":
            del entry["value"]
            entry["unknown"] = True
        elif entry.get("value") == "na":
            del entry["value"]
            entry["not_applicable"] = ""
        return entry if len(self.faults) == before else None

    def _answer(self, one: Asked, entry: dict[str, Any], path: Steps) -> Answer | None:
        value: Given | None = None
        if "value" in entry:
            inner = (*path, "value")
            value = self._given(one.question, entry["value"], inner)
            if value is None:
                return None
        if entry.get("not_applicable") is not None and not one.may_be_left_out:
            says = f"{one.id} applies to everybody"
            self._misfit(path, says, "Answer it, or write unknown.", "not-applicable")
            return None
        return Answer(
            value=value,
            unknown=bool(entry.get("unknown")),
            not_applicable=entry.get("not_applicable"),
            note=entry.get("note"),
            evidence=entry.get("evidence", ()),
        )

    def _given(self, question: AnyQuestion, value: Any, path: Steps) -> Given | None:
        """Read one value; None where it does not fit the question, which is then told."""
        if value == "" or value == {}:
            self._fault(path, f"the answer to {question.id} is empty", _REMEDY, "empty")
            return None
        if isinstance(value, list):
            return self._chosen(question, value, path)
        if isinstance(value, dict):
            self._fault(path, f"a mapping is no answer to {question.id}", _REMEDY, "mapping")
            return None
        match question:
            case Choices():
                do = f"Write a list: [{value}]. An empty list, [], means none of them."
                self._misfit(path, f"the answer to {question.id} is a list", do, "list")
            case Choice(options=options) | Anchor(options=options):
                return self._option(question.id, value, [option.id for option in options], path)
            case YesNo():
                return self._option(question.id, value, ["no", "yes"], path)
            case Quantity():
                return self._number(question, value, path)
            case Country():
                if re.fullmatch("[A-Z]{2}", value):
                    return str(value)
                do = "Write the two capital letters of ISO 3166, such as FR or KR."
                self._misfit(path, f'"{value}" is not a country code', do, "country")
            case Day():
                if _is_date(value):
                    return str(value)
                self._misfit(path, f'"{value}" is not a date', "Write year, month and day: 2026-11-24.", "date")
            case Words():
                return str(value)
        return None

    def _option(self, id: str, value: str, options: list[str], path: Steps) -> str | None:
        if value in options:
            return value
        says = f'"{value}" is not an answer to {id}'
        self._misfit(path, says, _others(value, options), "option")
        return None

    def _chosen(self, question: AnyQuestion, values: list[Any], path: Steps) -> tuple[str, ...] | None:
        if not isinstance(question, Choices):
            self._misfit(
                path, f"{question.id} takes one answer, not a list", "Write one answer without brackets.", "list"
            )
            return None
        options = [option.id for option in question.options]
        before = len(self.faults), len(self.warnings)
        for i, value in enumerate(values):
            if not isinstance(value, str) or not value:
                self._fault((*path, i), "this is no option", "Write the id of an option.", "option")
            elif value in values[:i]:
                self._fault((*path, i), f'"{value}" stands here twice', "Keep one of the two.", "twice")
            elif value not in options:
                self._misfit(
                    (*path, i), f'"{value}" is not an answer to {question.id}', _others(value, options), "option"
                )
        alone = [option.id for option in question.options if option.exclusive and option.id in values]
        if alone and len(values) > 1:
            says = f'"{alone[0]}" cannot stand beside another answer'
            self._misfit(path, says, f"Keep {alone[0]}, or the others.", "exclusive")
        if (len(self.faults), len(self.warnings)) != before:
            return None
        return tuple(values)

    def _number(self, question: Quantity, value: str, path: Steps) -> int | None:
        size = micro(value)
        if size is None:
            self._misfit(path, f'"{value}" is not a number', _number_remedy(value, question), "number")
            return None
        low, high, places = question.minimum, question.maximum, question.decimals
        if low is not None and size < low:
            self._misfit(path, f"{value} is too small", f"The least is {decimal(low)}.", "limits")
        elif high is not None and size > high:
            self._misfit(path, f"{value} is too large", f"The most is {decimal(high)}.", "limits")
        elif places is not None and size % 10 ** (6 - places):
            words = "Whole numbers only." if places == 0 else f"At most {places} figures after the point."
            self._misfit(path, f"{value} has too many decimals", words, "limits")
        else:
            return size
        return None

    def _fault(self, path: Steps, says: str, do: str, code: str, at: Any = "value") -> None:
        self.faults.append(Fault((self._file, *path), says, do, code, at))

    def _misfit(self, path: Steps, says: str, do: str, code: str, at: Any = "value") -> None:
        """Tell what this version of the questionnaire does not accept: a fault, or in another version a warning."""
        if self._same_version:
            self._fault(path, says, do, code, at)
        else:
            self.warnings.append(f"{path[1]}: {says}; it does not count")


_ENTRY: Final = ("value", "not_applicable", "note", "evidence")
_REMEDY: Final = "Write an answer, unknown, or na; or take the line out."


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_date(value: str) -> bool:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _others(value: str, options: list[str]) -> str:
    near = did_you_mean(value, options)
    if not near.startswith("Did"):
        return near
    rest = [option for option in options if f'"{option}"' not in near]
    return f"{near} The other{'s are' if len(rest) > 1 else ' is'} {listed(rest)}." if rest else near


def _number_remedy(value: str, question: Quantity) -> str:
    stripped = value.replace("%", "").strip()
    if question.unit and stripped.endswith(question.unit):
        stripped = stripped[: -len(question.unit)].strip()
    if micro(stripped) is not None and stripped != value:
        return f"Write the number alone: {stripped}. The unit belongs to the question."
    pointed = value.replace(",", ".")
    if "," in value and micro(pointed) is not None:
        return f"Please write decimals with a point. Did you mean {pointed}?"
    return "Write figures only, for example 2 or 2.5: at most nine before the point and six after it."

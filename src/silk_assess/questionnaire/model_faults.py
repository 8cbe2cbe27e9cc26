"""Hold a file's plain tree against a model, and tell every fault of shape at once."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, NamedTuple, TypeVar

from silk_assess.faults import (
    MOST_FAULTS,
    At,
    Code,
    Cut,
    Fault,
    SilkError,
    Steps,
    did_you_mean,
    listed,
    nearest,
    offered,
    only_near,
    quoted,
)
from silk_assess.questionnaire import other_tools
from silk_assess.questionnaire.field_types import A_LIST, cut_text
from silk_assess.questionnaire.shapes import Before, Model, NoWord, Refused, Several, Tag, adapter, hints

Shaped = TypeVar("Shaped", bound=Model)


def shaped(model: type[Shaped], raw: object, path: Steps = ()) -> Shaped:
    """Read a plain tree as `model`.

    Raises SilkError with every fault of shape; `path` is where the tree stands.
    """
    from pydantic import ValidationError

    try:
        return adapter(model).validate_python(raw)  # type: ignore[no-any-return]
    except ValidationError as error:
        errors = error.errors(include_url=False)[: MOST_FAULTS + 1]
        found = dict.fromkeys(one for each in errors for one in _told(model, dict(each), path))
        # A key that is only misspelt is not missing too.
        misspelt = {one.key for one in found if one.fault.code is Code.UNKNOWN_KEY and one.key}
        faults = [one.fault for one in found if one.fault.code is Code.UNKNOWN_KEY or one.key not in misspelt]
        raise SilkError(*_without_holes(faults)) from None


def _without_holes(faults: Sequence[Fault]) -> list[Fault]:
    """Leave out that a list holds too little where only what stands in it is faulty."""
    inside = {one.path[:i] for one in faults for i in range(len(one.path))}
    return [one for one in faults if one.code is not Code.TOO_FEW or one.path not in inside]


class _Told(NamedTuple):
    """A fault of shape, and the way to the key that is missing, or that an unknown one was probably meant for."""

    fault: Fault
    key: Steps | None = None


def _told(model: type[Model], error: dict[str, Any], path: Steps) -> Iterator[_Told]:
    steps = tuple(error["loc"])
    at: At = "key" if steps[-1:] == ("[key]",) else "value"
    inner = (*path, *_in_file(steps))
    context = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            yield from _refused(context["error"], inner, at)
        case "missing":
            owner = _models(model, steps[:-1])
            name = owner[0].called if owner else "this"
            says, do = f'{name} needs the key "{steps[-1]}"', f"Add {_with_word(model, steps)}."
            yield _Told(Fault(inner[:-1], says, do, Code.MISSING_KEY), inner)
        case "extra_forbidden":
            yield _unknown_key(model, steps, inner, error["input"])
        case "union_tag_invalid" | "union_tag_not_found":
            yield from (_Told(one) for one in _untagged(model, steps, inner, error["input"]))
        case "too_short":
            yield _Told(_too_few(inner, context["min_length"], context["actual_length"]))
        case "tuple_type":
            yield _Told(A_LIST.fault(inner))
        case "dict_type" | "model_type":
            yield _Told(_no_mapping(inner))
        case other:  # pragma: no cover - whatever our models refuse has words
            raise AssertionError(f"a fault of shape without words: {other}")


def _refused(error: ValueError, inner: Steps, at: At) -> Iterator[_Told]:
    match error:
        case Several(faults=faults):
            for fault in faults:
                says = fault.says if len(fault.says) <= 200 else f"{fault.says[:199]}…"
                yield _Told(replace(fault, path=(*inner, *fault.path), says=says))
        case Refused(misfit=misfit):
            yield _Told(misfit.fault(inner, at))
        case NoWord(word=word, words=words):
            yield _Told(_no_word(inner, word, words, at))
        case _:  # pragma: no cover - only ours are raised while a file is read
            raise error


def _no_word(inner: Steps, word: str, words: Sequence[str], at: At) -> Fault:
    key = next((step for step in reversed(inner) if isinstance(step, str)), "")
    do = did_you_mean(word, words, f"Write {listed(words, 'or')}.")
    says = f'{quoted(word)} is no value of "{key}"'
    return Fault(inner, says, do, Code.WORD, at, instead=only_near(word, words))


def _in_file(steps: Steps) -> Steps:
    """Leave out the steps that no file has: tags of unions, and the mark of a key as such."""
    last = len(steps) - 1
    return tuple(
        step
        for i, step in enumerate(steps)
        if step != "[key]" and (i < last or not _is_shape(step)) and (i == last or not _is_tag(step))
    )


def _is_tag(step: str | int) -> bool:
    return isinstance(step, str) and step.startswith(("type=", "kind=", "size="))


def _is_shape(step: str | int) -> bool:
    """Say whether a step is the tag of a shape: what is wrong there is wrong with all that stands there."""
    return isinstance(step, str) and step.startswith("size=")


def _no_mapping(inner: Steps) -> Fault:
    return Fault(inner, "here a mapping is expected", "Write keys with values, such as {id: a}.", Code.MAPPING)


def _too_few(inner: Steps, least: int, have: int) -> Fault:
    says = "this is empty" if have == 0 else f"only {have} stands here, and at least {least} are needed"
    do = "Write one or more, or leave the key out." if least == 1 else "Add another."
    return Fault(inner, says, do, Code.TOO_FEW)


def _unknown_key(model: type[Model], steps: Steps, inner: Steps, value: object) -> _Told:
    key = str(steps[-1])
    if isinstance(value, Cut):
        return _Told(cut_text(key, value).fault(inner, "key"))
    owners = _models(model, steps[:-1])
    name = owners[0].called if owners else "this"
    others = _others_with(model, steps, key)
    near = only = None
    if others:
        word, _, tag = str(steps[-2]).partition("=")
        name = f"a question of type {tag}" if word == "type" else name
        do = f"Take it out; only the {word} {listed(others)} has it."
        if len(others) > 1:
            do = f"Take it out; only the {word}s {listed(others)} have it."
    else:
        known = dict.fromkeys(key for owner in owners for key in owner.spelt())
        near, only = nearest(key, known), only_near(key, known)
        do = f"Its keys are {listed(known, most=20)}." if near is None else offered(near)
    fault = Fault(inner, f"{name} has no key {quoted(key)}", do, Code.UNKNOWN_KEY, "key", instead=only)
    return _Told(fault, None if near is None else (*inner[:-1], near))


def _others_with(model: type[Model], steps: Steps, key: str) -> list[str]:
    """Name the other members of a union that have a key which this one lacks."""
    if len(steps) < 2 or not _is_tag(steps[-2]):
        return []
    members = _members(_annotation(model, steps[:-2]))
    return [tag.partition("=")[2] for tag, one in members.items() if isinstance(one, type) and key in _keys(one)]


def _keys(model: type) -> dict[str, str]:
    return model.spelt() if issubclass(model, Model) else {}


def _untagged(model: type[Model], steps: Steps, inner: Steps, value: object) -> Iterator[Fault]:
    """Tell why nobody knows which member of a union is meant; keys in capitals are told with it."""
    members = _members(_annotation(model, steps))
    tags = list(members)
    key = tags[0].partition("=")[0]
    words = [tag.partition("=")[2] for tag in tags]
    if not isinstance(value, dict):
        yield _no_mapping(inner)
        return
    known = dict.fromkeys(key for one in members.values() if isinstance(one, type) for key in _keys(one))
    meant = {one: near for one in value if one not in known and (near := _meant(one, value, key, known)) is not None}
    for one, near in meant.items():
        says, only = f"{_called(members)} has no key {quoted(one)}", only_near(one, known)
        yield Fault((*inner, one), says, offered(near), Code.UNKNOWN_KEY, "key", instead=only)
    if key not in value:
        if key not in meant.values():
            says = f'the key "{key}" is missing'
            yield Fault(inner, says, f"Add {key}: {listed(words, 'or')}.", Code.MISSING_KEY)
    elif not isinstance(value[key], str):
        yield Fault((*inner, key), "here one word is expected", f"Write {listed(words, 'or')}.", Code.TEXT)
    else:
        yield _no_tag((*inner, key), value[key], words)


def _called(members: Mapping[str, object]) -> str:
    """Name what the members of a union have in common, as far as it has one name."""
    names = {one.called for one in members.values() if isinstance(one, type) and issubclass(one, Model)}
    return names.pop() if len(names) == 1 else "this"


def _meant(word: str, value: Mapping[str, object], tag: str, known: Mapping[str, object]) -> str | None:
    """Say which key is meant by one in capitals, or by one that looks like the missing one; else None.

    What else is misspelt is told once it is known which member of the union stands there.
    """
    if word.casefold() in known:
        return word.casefold()
    return tag if tag not in value and not isinstance(value[word], Cut) and nearest(word, known) == tag else None


def _no_tag(path: Steps, word: str, words: Sequence[str]) -> Fault:
    key = str(path[-1])
    theirs = other_tools.named(word) if key == "type" else None
    if theirs is not None and theirs.ours in words:
        do = f'That is a word of {theirs.tool}. Here it is "{theirs.ours}".'
        return Fault(path, f"a question has no type {quoted(word)}", do, Code.OTHER_TOOL)
    do = did_you_mean(word, words, f"Write {listed(words, 'or')}.")
    says = f"there is no {key} {quoted(word)}" if word.strip() else f"the {key} is empty"
    return Fault(path, says, do, Code.WORD, instead=only_near(word, words))


def _with_word(model: type[Model], steps: Steps) -> str:
    """Name a key that is missing, with what to write under it where that is one of a few words."""
    words = _words(_annotation(model, steps))
    if len(words) > 1:
        return f"{steps[-1]}: {listed(words, 'or')}"
    return f'"{steps[-1]}: {words[0]}"' if words else f'"{steps[-1]}"'


def _words(annotation: object) -> tuple[str, ...]:
    """Give the words of which one is expected; none where any text may stand."""
    for mark in typing.get_args(annotation)[1:] if typing.get_origin(annotation) is Annotated else ():
        if isinstance(mark, Before):
            try:
                mark.read("\0")
            except NoWord as error:
                return error.words
            except ValueError:
                return ()
    return ()


def _models(model: type[Model], steps: Steps) -> list[type[Model]]:
    """Find the models that a mapping at `steps` can be read as."""
    return [one for one in _leaves(_annotation(model, steps)) if isinstance(one, type) and issubclass(one, Model)]


def _annotation(model: type[Model], steps: Steps) -> object:
    """Follow keys, positions and tags to the annotation of what stands there."""
    here: object = model
    for step in steps:
        if isinstance(step, int):
            continue
        if _is_tag(step):
            here = _members(here)[step]
            continue
        models = (one for one in _leaves(here) if isinstance(one, type) and issubclass(one, Model))
        owner = next(one for one in models if step in one.spelt())
        here = hints(owner)[owner.spelt()[step]]
    return here


def _leaves(annotation: object) -> Iterator[object]:
    parts = typing.get_args(annotation)
    if not parts:
        yield annotation
    elif typing.get_origin(annotation) is Annotated:
        yield from _leaves(parts[0])
    else:
        for part in parts:
            yield from _leaves(part)


def _members(annotation: object) -> dict[str, object]:
    """Name the members of a tagged union, each by its tag."""
    found: dict[str, object] = {}
    parts = typing.get_args(annotation)
    if typing.get_origin(annotation) is Annotated:
        for extra in parts[1:]:
            if isinstance(extra, Tag):
                return {extra.tag: parts[0]}
    for part in parts:
        found |= _members(part)
    return found

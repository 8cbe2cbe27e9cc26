"""Hold a file's plain tree against a model, and tell every fault of shape at once."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Tag, ValidationError

from silk_assess.errors import Fault, Path, SilkError, did_you_mean, listed
from silk_assess.pack import Model

Shaped = TypeVar("Shaped", bound=Model)


def shaped(model: type[Shaped], raw: object, path: Path = ()) -> Shaped:
    """Read a plain tree as `model`.

    Raises SilkError with every fault of shape, in file order; `path` is where the tree stands.
    """
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        found = [fault for one in error.errors(include_url=False) for fault in _faults(model, dict(one), path)]
        raise SilkError(*found) from None


def _faults(model: type[Model], error: dict[str, Any], path: Path) -> Iterator[Fault]:
    steps = tuple(error["loc"])
    inner = (*path, *(step for step in steps if not (isinstance(step, str) and "=" in step)))
    context = error.get("ctx", {})
    match error["type"]:
        case "silk" if "faults" in context:
            for fault in context["faults"]:
                yield Fault((*inner, *fault.path), fault.says, fault.do, fault.code, fault.at)
        case "silk":
            yield Fault(inner, context["says"], context["do"], context["code"])
        case "missing":
            owner = _models(model, steps[:-1])
            name = owner[0].called if owner else "this"
            yield Fault(inner[:-1], f'{name} needs the key "{steps[-1]}"', f'Add "{steps[-1]}".', "missing-key")
        case "extra_forbidden":
            yield _unknown_key(model, steps, inner, error["input"])
        case "union_tag_invalid" | "union_tag_not_found":
            yield from _untagged(model, steps, inner, error["input"])
        case "too_short":
            least = context["min_length"]
            yield Fault(inner, f"fewer than {least} stand here", f"Write at least {least}.", "too-few")
        case "dict_type" | "model_type" | "model_attributes_type":
            yield Fault(inner, "here a mapping is expected", "Write keys with values, such as {id: a}.", "mapping")
        case "tuple_type":
            yield Fault(inner, "here a list is expected", "Write it as [a, b], or one a line with a dash.", "list")
        case other:
            raise AssertionError(f"a fault of shape without words: {other}")


def _unknown_key(model: type[Model], steps: Path, inner: Path, value: object) -> Fault:
    key = str(steps[-1])
    if value == "":
        says, do = "a comma has cut this text in two", "Inside { } a comma ends a text. Put the text in quotes."
        return Fault(inner, says, do, "comma-in-braces", "key")
    owners = _models(model, steps[:-1])
    known = [field.alias or name for owner in owners for name, field in owner.model_fields.items()]
    name = owners[0].called if owners else "this"
    return Fault(inner, f'{name} has no key "{key}"', did_you_mean(key, dict.fromkeys(known)), "unknown-key", "key")


def _untagged(model: type[Model], steps: Path, inner: Path, value: object) -> Iterator[Fault]:
    tags = sorted(_members(_annotation(model, steps)))
    key = tags[0].partition("=")[0]
    words = [tag.partition("=")[2] for tag in tags]
    if not isinstance(value, dict):
        yield Fault(inner, "here a mapping is expected", "Write keys with values, such as {id: a}.", "mapping")
    elif key not in value:
        yield Fault(inner, f'the key "{key}" is missing', f"Add {key}: {listed(words, 'or')}.", "missing-key")
    elif isinstance(value[key], str):
        says = f'there is no {key} "{value[key]}"'
        yield Fault((*inner, key), says, did_you_mean(value[key], words), "word")
    else:
        yield Fault((*inner, key), "here stands no single word", f"Write {listed(words, 'or')}.", "text")


def _models(model: type[Model], steps: Path) -> list[type[Model]]:
    """Find the models that a mapping at `steps` can be read as."""
    return [one for one in _leaves(_annotation(model, steps)) if isinstance(one, type) and issubclass(one, Model)]


def _annotation(model: type[Model], steps: Path) -> object:
    """Follow keys, positions and tags to the annotation of what stands there."""
    here: object = model
    for step in steps:
        if isinstance(step, int):
            continue
        if "=" in step:
            here = _members(here)[step]
            continue
        for one in _leaves(here):
            if isinstance(one, type) and issubclass(one, BaseModel):
                fields = {field.alias or name: name for name, field in one.model_fields.items()}
                if step in fields:
                    here = _hints(one)[fields[step]]
                    break
    return here


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    return typing.get_type_hints(model, include_extras=True)


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

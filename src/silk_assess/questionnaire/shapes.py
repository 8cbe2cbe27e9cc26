"""What a file may hold, as plain frozen classes with marked annotations; pydantic follows these when a file is read.

A `Model` holds what its file spells, and has defaults for the rest. No part of pydantic is needed to
have one: it is imported where a file is read, so that a questionnaire which comes compiled never waits for it.
"""

from __future__ import annotations

import signal
import threading
import typing
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, dataclass_transform

from silk_assess.faults import Fault, Misfit

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, TypeAdapter
    from pydantic_core import CoreSchema


class Refused(ValueError):
    """A value that does not fit, and why."""

    def __init__(self, misfit: Misfit) -> None:
        super().__init__(misfit.says)
        self.misfit = misfit


class Several(ValueError):
    """A value in which several things do not fit; the faults' paths begin inside it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("several")
        self.faults = faults


class NoWord(ValueError):
    """Another word than one of those expected."""

    def __init__(self, word: str, words: tuple[str, ...]) -> None:
        super().__init__(word)
        self.word, self.words = word, words


# Marks on annotations


class _Mark:
    """Pydantic asks a mark what it makes of a type; two marks of a kind are the same if they hold the same."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))


class Before(_Mark):
    """What a value goes through before it is read as its type."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        self.read = read

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.read, handler(source))


class Instead(_Mark):
    """What reads a value in place of its type."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        self.read = read

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.read)


class AtLeast(_Mark):
    """How many a list or mapping holds at least."""

    def __init__(self, least: int) -> None:
        self.least = least

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema: Any = handler(source)
        return {**schema, "min_length": self.least}


class Tag(_Mark):
    """By which word a member of a union is chosen; spelt so that it cannot be a key itself, such as type=choice."""

    def __init__(self, tag: str) -> None:
        self.tag = tag

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        import pydantic

        return pydantic.Tag(self.tag).__get_pydantic_core_schema__(source, handler)


class TaggedBy(_Mark):
    """Under which key the word stands that chooses a member of a union."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        import pydantic

        return pydantic.Discriminator(self.tag).__get_pydantic_core_schema__(source, handler)

    def tag(self, value: Any) -> str | None:
        """Give the tag of what stands in a file; None where there is none."""
        word = value.get(self.key) if isinstance(value, dict) else None
        return f"{self.key}={word}" if isinstance(word, str) else None


class TaggedByShape(TaggedBy):
    """A member of a union is chosen by whether a mapping stands there: `key`=mapping, else `key`=text."""

    def tag(self, value: Any) -> str | None:
        """Give the tag of what stands in a file."""
        return f"{self.key}={'mapping' if isinstance(value, dict) else 'text'}"


class Key(_Mark):
    """How a file spells a field's key, where that is no name in Python."""

    def __init__(self, key: str) -> None:
        self.key = key


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Model:
    """What all models share: they never change, know every key, are equal by what they hold, and have a name.

    `vars` of one has what its file spells, or its maker gave; the rest are defaults of its class.
    """

    called: ClassVar[str] = "this"
    fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        own = (name for name in cls.__annotations__ if name != "called")
        cls.fields = tuple(dict.fromkeys((*cls.fields, *own)))

    def __init__(self, **values: Any) -> None:
        vars(self).update(values)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Make one of fields that are read already."""
        made = object.__new__(cls)
        vars(made).update(values)
        return made

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} never changes: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} never changes: {name}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(getattr(self, name) == getattr(other, name) for name in self.fields)

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in self.fields)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    @classmethod
    def spelt(cls) -> dict[str, str]:
        """Give the keys as files spell them, with the names of their fields."""
        return {_key(hint) or name: name for name, hint in hints(cls).items()}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        ref = f"{cls.__module__}.{cls.__qualname__}"
        if cls in _IN_THE_MAKING:  # inside itself, as a dimension in a dimension
            return core_schema.definition_reference_schema(ref)
        _IN_THE_MAKING.add(cls)
        try:
            fields = {
                name: core_schema.typed_dict_field(
                    handler.generate_schema(hint), required=not hasattr(cls, name), validation_alias=_key(hint)
                )
                for name, hint in hints(cls).items()
            }
        finally:
            _IN_THE_MAKING.discard(cls)
        mapping = core_schema.typed_dict_schema(fields, extra_behavior="forbid")
        return core_schema.no_info_after_validator_function(cls.of, mapping, ref=ref)


_IN_THE_MAKING: set[type[Model]] = set()


_hints: dict[type[Model], dict[str, Any]] = {}
_adapters: dict[type[Model], TypeAdapter[Any]] = {}


def hints(model: type[Model]) -> dict[str, Any]:
    """Give the annotation of each field, with its marks."""
    if model not in _hints:
        every = typing.get_type_hints(model, include_extras=True)
        _hints[model] = {name: every[name] for name in model.fields}
    return _hints[model]


def _key(hint: Any) -> str | None:
    marks = typing.get_args(hint)[1:] if typing.get_origin(hint) is Annotated else ()
    return next((mark.key for mark in marks if isinstance(mark, Key)), None)


def adapter(model: type[Model]) -> TypeAdapter[Any]:
    """Let pydantic make what reads a plain tree as a model; once for each."""
    if model not in _adapters:
        from pydantic import TypeAdapter

        with _interrupted_later():
            _adapters[model] = TypeAdapter(model)
    return _adapters[model]


@contextmanager
def _interrupted_later() -> Iterator[None]:
    """Let Ctrl+C wait to the end of what is done: pydantic before 2.10 panics where it comes in the middle."""
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGINT) is None:
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        signal.raise_signal(signal.SIGINT)

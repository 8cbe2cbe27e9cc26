"""Typer's parsers of the commands: of one alone, which is quick, and of all together."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import typer

from silk_assess.commands.app import app

# Typer declares these two options itself; their help in our words.
_COMPLETION: Final = {
    "--install-completion": "let this shell complete words with the Tab key",
    "--show-completion": "print the script that does so",
}


def names() -> list[str]:
    """Name the commands, in the order of the help page."""
    return [_name(one) for one in app.registered_commands]


def _name(one: Any) -> str:
    return str(one.name or one.callback.__name__)


def command(name: str) -> Any:
    """Give Typer's parser of one command; it is found without building those of the others."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.registered_commands = [one for one in app.registered_commands if _name(one) == name]
    found: Any = typer.main.get_command(alone)
    found.add_help_option = False  # the way in answers it
    for param in found.params:
        _read_plainly(param)
    return found


def _read_plainly(param: Any) -> None:
    """Let what is declared as a text, a path, or several of them be read here.

    Typer's later versions ask pydantic for that, and importing it takes longer than a whole command.
    """
    declared = getattr(param, "type_descriptor", None)
    kind = _PLAIN.get(str(getattr(declared, "annotation", None)))
    if kind is not None and hasattr(param, "get_runtime_param"):
        param.get_runtime_param = lambda: kind


class _Plain:
    """Reads the words of a parameter, each as one kind of value."""

    def __init__(self, kind: type[Any]) -> None:
        self._kind = kind

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        is_several = param.multiple or param.nargs == -1
        if is_several:
            return [self._kind(one) for one in value or ()]
        return None if value is None else self._kind(value)


_PLAIN: Final = {
    str(declared): _Plain(kind)
    for kind in (str, Path)
    for declared in (kind, list[kind], kind | None)  # type: ignore[valid-type]
}


def parser() -> Any:
    """Give Typer's group of all commands, with their parameters."""
    group: Any = typer.main.get_command(app)
    for option in group.params:
        option.help = _COMPLETION.get(option.opts[0], option.help)
    return group

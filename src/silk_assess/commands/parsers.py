"""Typer's parsers of the commands: of one alone, which is quick, and of all together."""

from __future__ import annotations

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
    return typer.main.get_command(alone)


def parser() -> Any:
    """Give Typer's group of all commands, with their parameters."""
    group: Any = typer.main.get_command(app)
    for option in group.params:
        option.help = _COMPLETION.get(option.opts[0], option.help)
    return group

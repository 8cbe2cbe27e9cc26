"""Draw the help pages from the commands as they are declared: `python -m silk_assess.commands.help.draw`.

The pages stand in modules of the package, one for each group of commands, so that `--help` need
not load the parser; with `--check` they are only compared, and the exit code is 1 where one is stale.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from silk_assess.commands import groups, parsers
from silk_assess.commands.help.page import Entry, Page, Table, Text
from silk_assess.wording.commands import PROGRAM

PAGES: Final = Path(__file__).with_name("pages")
_MODULES: Final = {groups.START: "start.py", groups.MANY: "many.py", groups.AUTHORS: "authors.py"}
_WIDTH: Final = 100
COMMAND: Final = "python -m silk_assess.commands.help.draw"
_HEAD: Final = f'''"""Help pages, drawn from the commands' declarations by `{COMMAND}`: change those."""

# fmt: off
from __future__ import annotations

'''
_IMPORTS: Final = """from typing import Final

from silk_assess.commands.help.page import Entry, Page, Table, Text
"""
_ALONE: Final = f"{_HEAD}{_IMPORTS}"
_OF_SEVERAL: Final = f"{_HEAD}from collections.abc import Mapping\n{_IMPORTS}"


def main(words: Sequence[str]) -> int:
    """Write the modules with the pages; or with `--check` say whether they are as they would be written."""
    texts = {PAGES / name: text for name, text in drawn(parsers.parser()).items()}
    stale = [file for file, text in texts.items() if not file.is_file() or file.read_text(encoding="utf-8") != text]
    if "--check" not in words:
        for file in stale:
            file.write_text(texts[file], encoding="utf-8", newline="\n")
        return 0
    for file in stale:
        print(f"{file} is stale. Draw it again: {COMMAND}", file=sys.stderr)
    return 1 if stale else 0


def drawn(parser: Any) -> dict[str, str]:
    """Write the module with the page of the whole, and one for each group of commands, by their names.

    `parser` is Typer's group of commands. Raises ValueError where a declaration lacks a help text.
    """
    texts = {"general.py": "\n".join([_ALONE, f"GENERAL: Final = {_page(general(parser))}", ""])}
    for group, name in _MODULES.items():
        pages = {one.name: page(one) for one in parser.commands.values() if one.rich_help_panel == group}
        lines = [_OF_SEVERAL, "PAGES: Final[Mapping[str, Page]] = {"]
        lines += [f"    {_quoted(name)}: {_page(one, '    ')}," for name, one in pages.items()]
        texts[name] = "\n".join([*lines, "}", ""])
    return texts


# From declarations to pages


def page(command: Any) -> Page:
    """Lay out the page of one command."""
    usage = (command.name, *(_in_usage(one) for one in _in_order(command.params)))
    options = [_entry(one) for one in command.params if _is_option(one)]
    *notes, hints = _blocks(_said(command.epilog, command.name))
    about = list(_texts(_blocks(_said(command.help, command.name))))
    tables = [Table(tuple((one,) for one in options))] if options else []
    return Page(usage, (*about, *tables, *_texts(notes)), _hints(hints))


def general(parser: Any) -> Page:
    """Lay out the page of all commands: what each is for, and the options that most of them share."""
    commands: dict[str, list[Entry]] = {group: [] for group in _MODULES}
    for one in parser.commands.values():
        commands[one.rich_help_panel].append(Entry(_brief(one), _said(one.short_help, one.name)))
    every = [_entry(one) for command in parser.commands.values() for one in command.params if _is_option(one)]
    shared = [one for one in dict.fromkeys(every) if every.count(one) > len(parser.commands) / 2]
    options = [*shared, *(_entry(one) for one in parser.params)]
    parts = {**commands, "": options}
    least = max(len(one.word) for part in parts.values() for one in part)
    tables = [Table(tuple((one,) for one in part), least, heading) for heading, part in parts.items()]
    *notes, hints = _blocks(_said(parser.epilog, PROGRAM))
    about = _texts(_blocks(_said(parser.help, PROGRAM)))
    return Page(tuple(parser.subcommand_metavar.split()), (*about, *tables, *_texts(notes)), _hints(hints))


def _said(text: str | None, of: str) -> str:
    if not text:
        raise ValueError(f"{of} is declared without a help text")
    return text


def _is_option(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "option")


def _in_order(parameters: Iterable[Any]) -> list[Any]:
    """Put arguments first, then options that must be there, then the others."""
    return sorted(parameters, key=lambda one: (_is_option(one), not one.required))


def _in_usage(parameter: Any) -> str:
    word = _word(parameter)
    return word if parameter.required else f"[{word}]"


def _word(parameter: Any) -> str:
    """Write a parameter as it is typed: an argument by its metavar, an option by its first name and its metavar."""
    if not _is_option(parameter):
        return f"{_said(parameter.metavar, parameter.name)}{'...' if parameter.nargs == -1 else ''}"
    return parameter.opts[0] if parameter.is_flag else f"{parameter.opts[0]} {_said(parameter.metavar, parameter.name)}"


def _entry(option: Any) -> Entry:
    return Entry(_word(option), _said(option.help, option.name))


def _brief(command: Any) -> str:
    """Write a command with its arguments, and the first option that must be there."""
    needed = [one for one in command.params if _is_option(one) and one.required]
    shown = [*(one for one in command.params if not _is_option(one)), *needed[:1]]
    return " ".join((command.name, *(_in_usage(one) for one in shown)))


# From help texts to blocks


def _blocks(text: str) -> list[list[str]]:
    return [block.split("\n") for block in text.strip("\n").split("\n\n")]


def _texts(blocks: Iterable[Sequence[str]]) -> Iterator[Text | Table]:
    """Read paragraphs, of which the last line may be a command; and tables, that begin with two blanks."""
    for block in blocks:
        if all(line.startswith("  ") for line in block):
            yield Table(tuple(tuple(_entries(re.split(r" {2,}", line.strip()))) for line in block))
            continue
        program, *words = shlex.split(block[-1]) if PROGRAM in block[-1] else ("",)
        yield Text(tuple(block[:-1]), tuple(words)) if program == PROGRAM else Text(tuple(block))


def _entries(parts: Sequence[str]) -> Iterator[Entry]:
    for i in range(0, len(parts), 2):
        yield Entry(parts[i], parts[i + 1])


def _hints(block: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Read labels with commands: "Example: silk-assess demo"."""
    pairs = [line.split(":", 1) for line in block]
    return tuple((label, shlex.join(shlex.split(command)[1:])) for label, command in pairs)


# From pages to Python


def _page(one: Page, indent: str = "") -> str:
    lines = ["Page(", "    ("]
    lines += [f"        {line}" for line in _packed(f"{_quoted(words)}," for words in one.usage)]
    lines += ["    ), ("]
    for block in one.blocks:
        if isinstance(block, Text):
            lines += ["        Text((", *(f"            {_quoted(line)}," for line in block.lines)]
            lines += [f"        ), {_tuple(map(_quoted, block.command))})," if block.command else "        )),"]
        else:
            lines += ["        Table((", *(f"            {_tuple(map(_written, row))}," for row in block.rows)]
            more = [str(block.least)] * bool(block.least) + [_quoted(block.heading)] * bool(block.heading)
            lines += [f"        ), {', '.join(more)})," if more else "        )),"]
    lines += ["    ), ("]
    lines += [f"        ({_quoted(label)}, {_quoted(words)})," for label, words in one.hints]
    return f"\n{indent}".join([*lines, "    ),", ")"])


def _packed(parts: Iterable[str]) -> Iterator[str]:
    """Put as many parts on a line as there is room for."""
    line = ""
    for part in parts:
        if line and len(line) + len(part) > _WIDTH:
            yield line
            line = ""
        line += f" {part}" if line else part
    yield line


def _written(one: Entry) -> str:
    return f"Entry({_quoted(one.word)}, {_quoted(one.does)})"


def _tuple(parts: Iterable[str]) -> str:
    every = list(parts)
    return f"({', '.join(every)}{',' if len(every) == 1 else ''})"


def _quoted(text: str) -> str:
    """Quote a text as the formatter would: in double quotes, unless it holds some."""
    return repr(text) if '"' in text and "'" not in text else json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

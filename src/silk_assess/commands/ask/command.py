"""One sitting of `ask`: which file, which questionnaire, which questions; then the conversation."""

from __future__ import annotations

import platform
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TextIO

from silk_assess import bundled, exit_codes
from silk_assess.commands.ask import older, start, trial, voice
from silk_assess.commands.ask.conversation import Ending, hold_interview, today
from silk_assess.commands.assessed import Shelf
from silk_assess.commands.here import only_file
from silk_assess.faults import Code, Fault, SilkError, did_you_mean, listed, quoted
from silk_assess.files import questionnaires
from silk_assess.files.answer_session import AnswerFile
from silk_assess.files.lock import Held
from silk_assess.interview import route
from silk_assess.interview.position import Mode, parts
from silk_assess.questionnaire.tree import Tree
from silk_assess.terminal import commands
from silk_assess.terminal.keyboard import Lines
from silk_assess.terminal.printing import say, width_of
from silk_assess.wording.commands import with_pack


@dataclass(frozen=True, slots=True)
class Selection:
    """Which questions are asked, as the command line says it."""

    short: bool = False
    section: str | None = None
    only: str | None = None
    next: bool = False
    again: bool = False
    voice: str | None = None
    older: Path | None = None
    tries: bool = False


def ask(
    file: Path | None, selection: Selection, pack: str | None, keys: TextIO | None, messages: TextIO | None
) -> Ending:
    """Hold one sitting on an answer file, a new one or one to go on with.

    Without a file it is the one answer file of this folder. With a voice it is that voice's file beside it.
    Raises SilkError: "usage" where the command line asks for what there is not, or where there is
    nothing to read at all; faults of the file or the questionnaire; "unreadable" or "unwritable".
    """
    more = with_pack(pack)
    if selection.tries:
        return _tried(file, selection, pack, keys, messages)
    common = only_file("ask", *more) if file is None else file
    chosen = common if selection.voice is None else voice.file_of(common, selection.voice)
    new = chosen if chosen.exists() else common
    tree = _tree(selection.older if selection.older is not None and not new.exists() else new, pack)
    mode, section = _mode(selection, tree, (str(chosen), *more))
    before = None if selection.older is None else older.read(selection.older, chosen, tree)
    lines = _lines(keys)
    if lines.is_empty():
        raise SilkError(_nothing_to_read(chosen, more))
    try:
        fresh = None if selection.voice is None else voice.begun(common, selection.voice, tree)
        opened = AnswerFile(chosen, tree, fresh)
    except Held as error:
        say_held(error, more, messages)
        return Ending(exit_codes.FILES)
    with _closed(opened):
        opened.refuse_later_than(today())
        found = opened.found
        if selection.voice is not None:
            voice.see_name(chosen, found.answers, selection.voice)
        waiting = found.difference.waiting
        only_open = selection.only is not None
        first = route.begin(tree, found.answers, mode, section, only_open, selection.again, waiting, before)
        if selection.again and not any(first.position.is_given(id) for id in first.position.route):
            raise SilkError(_nothing_there(chosen, selection.section, more))
        going_on = () if selection.older is None else ("--from", str(selection.older))
        ending = hold_interview(first, opened, lines, messages, more, going_on)
        words = (str(opened.file), *more)
    if ending.code == exit_codes.USAGE:
        raise SilkError(_nothing_to_read(chosen, more))
    hints = (
        ("Draw the report", commands.command("report", *words)),
        ("See why", commands.command("why", *words)),
        ("Change an answer", commands.command("ask", *words)),
    )
    return replace(ending, hints=hints, file=words[0])


def _tried(
    file: Path | None, selection: Selection, pack: str | None, keys: TextIO | None, messages: TextIO | None
) -> Ending:
    """Hold a sitting of which nothing is kept."""
    more = with_pack(pack)
    others = (
        (str(file), file is not None),
        ("--from", selection.older is not None),
        ("--as", selection.voice is not None),
        ("--again", selection.again),
        ("--only", selection.only is not None),
    )
    wrong = next((name for name, is_there in others if is_there), None)
    if wrong is not None:
        raise SilkError(trial.refuse(wrong, more))
    tree = Shelf(pack).tree(questionnaires.find_pack(pack or bundled.packs()[0]))
    mode, section = _mode(selection, tree, ("--try", *more))
    return trial.hold(tree, mode, section, _lines(keys), messages, more)


def _tree(file: Path, pack: str | None) -> Tree:
    """Read the questionnaire: the one named, that of the file, or for a new file the first one shipped."""
    shelf = Shelf(pack)
    if file.is_dir():
        more = with_pack(pack)
        says, do = f"{file} is a folder, and a file is answered", "Name a file in it, for example:"
        command = ("ask", str(file / "co-op.yaml"), *more)
        raise SilkError(Fault((str(file),), says, do, Code.UNREADABLE, command=command))
    if pack is None and (not file.exists() or (file.is_file() and not file.stat().st_size)):
        return shelf.tree(questionnaires.find_pack(bundled.packs()[0]))
    if pack is not None:
        return shelf.tree(questionnaires.find_pack(pack))
    return shelf.tree(shelf.folder_for(file))


def _mode(selection: Selection, tree: Tree, words: tuple[str, ...]) -> tuple[Mode, str | None]:
    """Check what was chosen, and say which questions it means."""
    if selection.only not in (None, "open"):
        says = f"--only {selection.only} is nothing to choose"
        raise SilkError(_usage(says, "It is written --only open:", ("ask", *words, "--only", "open")))
    is_walk = selection.again or selection.older is not None
    modes = (
        ("--short", selection.short),
        ("--next", selection.next),
        ("--again", selection.again),
        ("--from", selection.older is not None),
    )
    alone = [name for name, used in modes if used]
    filters = (("--section", None if is_walk else selection.section), ("--only", selection.only))
    others = [name for name, used in filters if used is not None]
    if len(alone) > 1 or (alone and others):
        says = f"{listed([*alone, *others])} cannot be used together"
        raise SilkError(_usage(says, "Choose one:", ("ask", *words, alone[0])))
    if selection.short and not tree.pack.head.short:
        raise SilkError(_usage("This questionnaire has no short list", "Answer it whole:", ("ask", *words)))
    section = None if selection.section is None else _section(selection.section, tree)
    return "short" if selection.short else "next" if selection.next else "all", section


def _section(named: str, tree: Tree) -> str:
    """Find the part, dimension or risk that is named by its id or its title; that of the organisation has no id."""
    sections = parts(tree)
    titles = {one.id: one.title for one in sections[1:]}
    titles |= {node.id: node.title for node in tree.nodes if node.id not in ("index", *titles)}
    # Where two have one title, or a title is another's id, the first counts, and an id before all titles.
    known = {"organisation": "", sections[0].title.casefold(): ""}
    known |= {title.casefold(): id for id, title in reversed(titles.items())} | {id: id for id in titles}
    if named.casefold() in known:
        return known[named.casefold()]
    first = f"There are {listed(part.id for part in sections[1:])}, and what stands in them."
    raise SilkError(_usage(f"There is no part {quoted(named)}", did_you_mean(named, titles, first)))


def _lines(keys: TextIO | None) -> Lines:
    if keys is None:
        return Lines(None, "utf-8", False)
    return Lines(keys.buffer, keys.encoding, keys.isatty())


def _usage(says: str, do: str, command: tuple[str, ...] = ()) -> Fault:
    return Fault(("ask",), says, do, Code.USAGE, command=command)


def _nothing_to_read(file: Path, more: tuple[str, ...]) -> Fault:
    do = "Run it in a terminal; or from a file of lines, one answer a line:"
    command = ("ask", str(file), *more, "<", "lines.txt")
    return _usage("There was nothing to read, so nothing was asked or saved", do, command)


def _nothing_there(file: Path, section: str | None, more: tuple[str, ...]) -> Fault:
    """Say that no answer is there that could be gone through again."""
    where = "" if section is None else f" in {section}"
    words = ("ask", str(file), *more, *(() if section is None else ("--section", section)))
    return _usage(
        f"Nothing{where} is answered yet in {file}, so nothing is there to go through", "Answer it first:", words
    )


def say_held(error: Held, more: tuple[str, ...], messages: TextIO | None) -> None:
    """Say that another sitting has the file, and offer a copy."""
    file = error.file
    copy = next(name for i in range(2, 10**6) if not (name := file.with_name(f"{file.stem}-{i}{file.suffix}")).exists())
    command = f"cp {shlex.quote(str(file))} {shlex.quote(str(copy))}"
    now, here = datetime.now(), platform.node()
    say(start.held(str(file), error.holder, here, now, command, width_of(messages)), messages)


@contextmanager
def _closed(file: AnswerFile) -> Iterator[None]:
    try:
        yield
    finally:
        file.close()

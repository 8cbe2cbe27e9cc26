"""Prompts and messages go out, lines come in; who no longer listens keeps nobody from answering."""

import io

from silk_assess.commands.ask.console import Console
from silk_assess.terminal.keyboard import Lines, Typed
from silk_assess.terminal.layout import BLANK, paragraph


def console(typed, messages, is_terminal=False):
    return Console(Lines(io.BytesIO(typed), "utf-8", is_terminal), messages)


def test_a_line_from_a_pipe_is_shown_behind_its_prompt():
    said = io.StringIO()
    asked = console(b"two\n", said)
    assert asked.ask("Name") == Typed("two")
    assert asked.ask("Name") is None
    assert said.getvalue() == "Name > two\nName > \n"


def test_a_line_from_a_keyboard_is_not_shown_again():
    said = io.StringIO()
    assert console(b"two\n", said, is_terminal=True).ask("Name") == Typed("two")
    assert said.getvalue() == "Name > "


def test_a_long_line_is_shown_cut():
    said = io.StringIO()
    assert console(b"x" * 500 + b"\n", said).ask("Name") == Typed("x" * 500)
    assert said.getvalue() == f"Name > {'x' * 397}...\n"


def test_a_long_prompt_is_wrapped_and_leaves_room_for_an_answer():
    said = io.StringIO()
    console(b"", said, is_terminal=True).ask("word " * 20 + "end")
    assert said.getvalue() == " ".join(["word"] * 15) + "\n" + "word " * 5 + "end > \n"


def test_nothing_is_said_once_nobody_listens():
    class Gone(io.StringIO):
        def write(self, text):
            raise OSError("gone")

    deaf = console(b"two\n", Gone())
    deaf.say([*paragraph("Saved.", 80), BLANK])
    assert deaf.ask("Name") == Typed("two")


def test_without_a_stream_lines_are_read_all_the_same():
    mute = console(b"two\n", None)
    assert (mute.width, mute.is_silent) == (80, True)
    assert mute.ask("Name") == Typed("two")
    assert not mute.is_silent

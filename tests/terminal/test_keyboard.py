"""What is typed or piped, line by line, rid of what prints nothing; and signals in their time."""

from __future__ import annotations

import io
import os
import signal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silk_assess.terminal import keyboard
from silk_assess.terminal.keyboard import Interrupted, Lines, Signals, Typed, Unreadable, cleaned

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
TOO_LONG = Typed("", unreadable=Unreadable.TOO_LONG)


def lines(data: bytes, encoding: str = "utf-8", is_terminal: bool = False) -> Lines:
    return Lines(io.BytesIO(data), encoding, is_terminal)


def all_of(data: bytes, encoding: str = "utf-8", is_terminal: bool = False) -> list[Typed]:
    source = lines(data, encoding, is_terminal)
    return list(iter(source.read, None))


# Cleaning


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\x1b[C\x1b[1;5Dleft\x1b[3~", "left"),  # CSI: arrows, Ctrl-arrow, Delete
        ("\x1bOPone\x1bOH", "one"),  # SS3: F1, Home
        ("\x1b]0;title\x07a\x1b]8;;http://x\x1b\\b", "ab"),  # OSC, ended by BEL or ST
        ("\x1bPq#0\x1b\\a\x1b_x\x07b\x1b^y\x1b\\c\x1bXz\x1b\\d", "abcd"),  # DCS, APC, PM, SOS
        ("\x1b[200~pasted\x1b[201~", "pasted"),  # bracketed paste
        ("\x1b(Ba\x1bMb\x1b c", "ab"),  # charsets, and two letters that mean a control
        ("\x9b2Ja\x9bKb", "ab"),  # the C1 form of CSI
        ("a\x1b", "a"),
        ("a\x08b\x07c\x00d\x7fe", "abcde"),
        ("a\x85b\x90c", "abc"),
        ("a\u202eb\u2066c\u200fd\u061ce", "abcde"),  # bidi
        ("a\u200bb\u2060c\ufeffd\xade", "abcde"),  # zero width, soft hyphen
        ("a\u200db", "ab"),  # a joiner that joins nothing
        ("a\U000e0041b", "ab"),  # tag letters
        ("a\tb", "a b"),
        ("  a  b ", "  a  b "),
        ("[C is a key", "[C is a key"),
        ("كوب [2J", "كوب [2J"),
    ],
)
def test_what_prints_nothing_is_left_out(typed, kept):
    assert cleaned(typed) == kept


@pytest.mark.parametrize("text", ["می\u200cخواهم", "👩\u200d🌾", "क\u094d\u200dष", "Été ½ №7 北京 e\u0301"])
def test_what_a_script_or_a_picture_needs_is_kept(text):
    assert cleaned(text) == text
    assert all_of(f"{text}\n".encode()) == [Typed(text)]


@given(st.text())
def test_what_was_cleaned_holds_nothing_unseen_and_stays_clean(text):
    once = cleaned(text)
    assert not set(once) & set("\x1b\x9b\x00\x07\r\u202e\u200b\ufeff")
    assert cleaned(once) == once


def test_that_something_was_left_out_is_known():
    assert all_of(b"a\x1b[Cb\na\tb\n\xef\xbb\xbfc\n") == [Typed("ab", left_out=True), Typed("a b"), Typed("c")]


# Lines


def test_lines_come_one_after_the_other_until_the_end():
    source = lines(b"one\n\ntwo\n")
    assert [source.read(), source.read(), source.read(), source.read(), source.read()] == [
        Typed("one"),
        Typed(""),
        Typed("two"),
        None,
        None,
    ]


def test_a_look_ahead_takes_nothing():
    source = lines(b"one\ntwo\n")
    assert [source.peek(), source.peek(), source.read()] == [Typed("one"), Typed("one"), Typed("one")]
    assert source.read() == Typed("two")
    assert [source.peek(), source.read()] == [None, None]


@pytest.mark.parametrize("data", [b"a\nb\n", b"a\r\nb\r\n", b"\xef\xbb\xbfa\nb", b"\xef\xbb\xbfa\r\nb\r"])
def test_ends_of_lines_and_a_byte_order_mark_are_no_part_of_a_line(data):
    assert all_of(data) == [Typed("a"), Typed("b")]


def test_a_last_line_without_an_end_counts_from_a_pipe_and_not_from_a_terminal():
    assert all_of(b"one\ntwo") == [Typed("one"), Typed("two")]
    assert all_of(b"one\ntwo", is_terminal=True) == [Typed("one")]


def test_letters_that_cannot_be_read_are_told_and_the_next_line_is_read():
    bad = Typed("", unreadable=Unreadable.NOT_DECODED)
    assert all_of(b"\xff\xfe\nCoop\xe9rative\ngood\n") == [bad, bad, Typed("good")]


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("latin-1", b"Coop\xe9"),
        ("cp1252", b"Coop\xe9"),
        ("UTF8", "Coopé".encode()),
        ("", "Coopé".encode()),
        ("no-such-encoding", "Coopé".encode()),
    ],
)
def test_a_line_is_read_in_the_encoding_of_the_terminal_or_else_in_utf_8(encoding, data):
    assert all_of(data, encoding) == [Typed("Coopé")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_line_of_a_million_bytes_is_told_once_and_what_follows_is_intact(end):
    assert all_of(b"x" * 1_000_000 + end + b"next" + end) == [TOO_LONG, Typed("next")]


def test_the_longest_line_that_is_taken():
    assert all_of(b"x" * 199_999 + b"\ny\n") == [Typed("x" * 199_999), Typed("y")]
    assert all_of(b"x" * 200_000 + b"\ny\n") == [TOO_LONG, Typed("y")]
    assert all_of(b"x" * 200_000) == [TOO_LONG]


@pytest.mark.parametrize("size", [4095, 1023])
def test_a_line_as_long_as_a_terminal_hands_over_has_lost_its_end(size):
    (typed,) = all_of(b"x" * size + b"\n", is_terminal=True)
    assert typed == Typed("", unreadable=Unreadable.CUT_BY_TERMINAL)
    assert all_of(b"x" * size + b"\n") == [Typed("x" * size)]


def test_without_an_input_there_is_no_line():
    source = Lines(None, "utf-8", False)
    assert [source.peek(), source.read()] == [None, None]


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), ValueError("I/O operation on closed file")])
def test_an_input_that_is_gone_is_at_its_end(error):
    class Gone(io.BytesIO):
        def readline(self, size=-1):
            raise error

    assert Lines(Gone(), "utf-8", True).read() is None


@POSIX
def test_a_closed_terminal_is_at_its_end():
    import pty

    mine, theirs = pty.openpty()
    os.write(mine, b"one\n")
    with open(theirs, "rb") as stream:
        source = Lines(stream, "utf-8", True)
        assert source.read() == Typed("one")
        os.close(mine)
        assert source.read() is None


# Signals


def send(number: int) -> None:
    signal.raise_signal(number)


ENDING = [pytest.param(one, id=one.name) for one in keyboard._ENDING]


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_ends_the_waiting_for_a_line(number):
    signals = Signals(lambda: None)
    with signals.caught(), pytest.raises(Interrupted), signals.awaiting():
        send(number)


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_is_held_back_until_a_line_is_awaited(number):
    signals, done = Signals(lambda: None), []
    with signals.caught():
        send(number)
        done.append("saved")
        with pytest.raises(Interrupted), signals.awaiting():
            done.append("asked")
    assert done == ["saved"]


def test_a_second_signal_does_not_cut_short_what_the_first_led_to():
    signals, done = Signals(lambda: None), []
    with signals.caught():
        with pytest.raises(Interrupted), signals.awaiting():
            send(signal.SIGINT)
        send(signal.SIGINT)
        done.append("said goodbye")
    assert done == ["said goodbye"]


def test_without_a_signal_nothing_happens():
    signals, done = Signals(lambda: None), []
    with signals.caught():
        with signals.awaiting():
            done.append("asked")
        with signals.awaiting():
            done.append("asked")
    assert done == ["asked", "asked"]


def test_afterwards_signals_do_what_they_did_before():
    before = [signal.getsignal(one) for one in keyboard._ENDING]
    with Signals(lambda: None).caught():
        assert signal.getsignal(signal.SIGINT) != before[0]
    assert [signal.getsignal(one) for one in keyboard._ENDING] == before


@POSIX
def test_coming_back_after_ctrl_z_shows_the_prompt_again_while_a_line_is_awaited():
    shown = []
    signals = Signals(lambda: shown.append("prompt"))
    with signals.caught():
        send(signal.SIGCONT)
        assert shown == []
        with signals.awaiting():
            send(signal.SIGCONT)
    assert shown == ["prompt"]


def test_a_system_without_that_signal_does_without(monkeypatch):
    monkeypatch.delattr(signal, "SIGCONT", raising=False)
    signals = Signals(lambda: None)
    with signals.caught(), pytest.raises(Interrupted), signals.awaiting():
        send(signal.SIGINT)


# Who may still write is not waited for


def test_a_pipe_that_may_still_bring_something_is_not_waited_for():
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream:
        lines = Lines(stream, "utf-8", False)
        assert (lines.is_empty(), lines.is_silent) == (False, True)
        os.write(writing, b"2\n")
        assert (lines.is_empty(), lines.read()) == (False, Typed("2"))
        os.close(writing)
        assert (lines.read(), lines.is_silent) == (None, False)


def test_a_pipe_that_was_closed_and_a_file_without_lines_are_known_to_be_empty():
    reading, writing = os.pipe()
    os.close(writing)
    with os.fdopen(reading, "rb") as stream, open(os.devnull, "rb") as nothing:
        assert [Lines(one, "utf-8", False).is_empty() for one in (stream, nothing, io.BytesIO(), None)] == [True] * 4


def test_what_cannot_tell_is_asked_for_its_lines_later():
    class Odd:
        def fileno(self):
            raise OSError

    assert not Lines(Odd(), "utf-8", False).is_empty()


def test_a_terminal_is_never_silent():
    lines = Lines(io.BytesIO(), "utf-8", True)
    assert (lines.is_empty(), lines.is_silent) == (False, False)


def test_what_never_ends_a_line_is_not_read_for_ever():
    class Zero(io.BytesIO):
        def readline(self, size=-1):
            return b"\0" * size

    lines = Lines(Zero(), "utf-8", False)
    assert lines.read() == Typed("", unreadable=Unreadable.TOO_LONG)
    assert lines.read() is None

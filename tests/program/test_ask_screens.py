"""What the interview sends to a terminal: its width, its colours, and that a question fits on one screen.

With SILK_CAPTURES=captures, all that was said is written to captures80/ and captures40/, to be read.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

pyte = pytest.importorskip("pyte")

from shipped import haneul, in_part, part, silk, text_of  # noqa: E402
from silk_assess.terminal.layout import cells  # noqa: E402
from silk_assess.wording.answers import options  # noqa: E402
from terminal_sessions import asking, flat, lines_of  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

COLOUR = re.compile(r"\x1b\[(?:0|1|2|31|33|36)m")
SIZES = [(80, 24), (40, 20)]
# What is typed at some questions before they are answered.
MORE = {
    "What is your organisation called?": ["/x", "", "/"],
    text_of("country"): ["Korea", "1", "d", "? "],
    text_of("legal-form"): ["d", "x", "+ note"],
    text_of("people-count"): ["1,250", "twelve", "-1", "12,5"],
    text_of("dir-reason"): ["1-3", "7", "x", "help", "+", "e -", "b", "/", "/quit"],
    text_of("peo-conflict"): ["x", "?", "/b"],
    text_of("par-agreement"): ["1-3", "2,2", "1 7", "some", "o", "9", "1", "0", ""],
    text_of("mon-reserve"): ["two", "2.55", "61", "o", "2", "", "2,5"],
    text_of("man-decides"): ["/members", "b", "/zzz", "o", "people", ""],
    text_of("drf-mix"): ["1", "maybe"],
}
# With this every question is asked.
ALL_ASKED = {"inf-now": "2"}


class Watched:
    """A terminal whose every letter is kept, and which is looked at at every prompt."""

    def __init__(self, folder: Path, *words: str, columns: int, rows: int, **environment: str) -> None:
        self.terminal = asking(folder, *words, columns=columns, rows=rows, **environment)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.said: list[str] = []
        # Each question as it was asked: its text, and what the screen showed then.
        self.asked: list[tuple[str, str]] = []
        self.at = ""
        self._seen(self.terminal.read(), "")

    def type(self, line: str) -> None:
        """Type a line, and read to the next prompt."""
        self.terminal.child.sendline(line)
        self._seen(self.terminal.read(), f"{line}\n")

    def end(self, line: str) -> None:
        """Type the last line."""
        self._seen(self.terminal.end(line)[1], f"{line}\n")

    def _seen(self, text: str, echo: str) -> None:
        assert text.startswith(echo)
        self.said.append(text[len(echo) :])
        self.stream.feed(text.replace("\n", "\r\n"))
        said = flat(COLOUR.sub("", self.said[-1]))
        found = max(texts(), key=said.rfind)
        if found in said and said.endswith("for help >"):
            self.at = found
            self.asked.append((found, flat("\n".join(self.screen.display))))

    @property
    def is_done(self) -> bool:
        return "Enter finishes," in self.said[-1] or "Enter goes on," in self.said[-1]


@cache
def texts() -> dict[str, list[str]]:
    """Give for each question's text the lines that answer it."""
    found = lines_of(haneul(), silk())
    found |= {text_of(id): [line] for id, line in ALL_ASKED.items()}
    return {text: ["1" if line == "/s" else line for line in typed] for text, typed in found.items()}


def answer_all(watched: Watched, with_more: bool) -> None:
    """Answer all; `with_more` reads each question's help first, and types what MORE has for it."""
    left = {text: ["/?", *MORE.get(text, ())] if with_more else [] for text in texts()}
    for _ in range(1000):
        if watched.is_done:
            assert not with_more or [text for text in MORE if left[text]] == []
            return
        queue = left[watched.at] = left[watched.at] or list(texts()[watched.at])
        watched.type(queue.pop(0))
    raise AssertionError(f"no end: {watched.said[-1]}")


# Whole interviews, each held once


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """Hold interviews at a size of the screen: a whole one, one on the finished file, the short one, the next ones."""

    @cache
    def hold(columns: int, rows: int) -> tuple[Watched, ...]:
        folder, size = tmp_path_factory.mktemp("held"), {"columns": columns, "rows": rows, "NO_COLOR": ""}
        whole = Watched(folder, "co-op.yaml", **size)
        answer_all(whole, with_more=True)
        for line in ("?", "o", str(part("drr-exit")[0]), "drr-exit", "b", "o", "", ""):
            whole.type(line)
        whole.type("")
        whole.end("Board and two members")
        again = Watched(folder, "co-op.yaml", **size)
        number, _ = part("peo-conflict")
        which = in_part(number).index("peo-conflict") + 1
        for line in ("0", "o", str(number), str(which), "x Nobody went there", "/reserve", "1"):
            again.type(line)
        again.end("q")
        short = Watched(folder, "short.yaml", "--short", **size)
        answer_all(short, with_more=False)
        for line in ("?", "b", "", "o", ""):
            short.type(line)
        short.end("q")
        following = Watched(folder, "short.yaml", "--next", **size)
        for line in ("1", "1", "s", "d"):
            following.type(line)
        following.end("q")
        found = whole, again, short, following
        capture(found, f"{columns}")
        return found

    return hold


def capture(found: tuple[Watched, ...], name: str) -> None:
    """Write what was said into a folder, one file a screen, where SILK_CAPTURES begins its name."""
    if not os.environ.get("SILK_CAPTURES"):
        return
    folder = Path(f"{os.environ['SILK_CAPTURES']}{name}")
    folder.mkdir(parents=True, exist_ok=True)
    for watched, title in zip(found, ("whole", "again", "short", "next"), strict=True):
        for i, said in enumerate(watched.said):
            (folder / f"{title}-{i:03}.txt").write_text(COLOUR.sub("", said), encoding="utf-8")


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_no_line_is_wider_than_the_screen(held, columns, rows):
    """But commands, which are never cut."""
    said = [line for one in held(columns, rows) for text in one.said for line in COLOUR.sub("", text).split("\n")]
    wide = [line for line in said if cells(line.rstrip()) > columns and not line.startswith("  silk-assess ")]
    assert wide == []
    assert len(said) > 4000


def test_a_prompt_leaves_room_behind_it(held):
    prompts = [COLOUR.sub("", text).rpartition("\n")[2] for one in held(40, 20) for text in one.said]
    assert [prompt for prompt in prompts if cells(prompt) > 38] == []


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_nothing_but_letters_and_colours_is_sent(held, columns, rows):
    sent = "".join(text for one in held(columns, rows) for text in one.said)
    assert "\x1b[1m" in sent
    plain = COLOUR.sub("", sent)
    assert {letter for letter in plain if not letter.isprintable()} == {"\n"}


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_every_question_is_asked_once_at_least(held, columns, rows):
    assert {text for text, _ in held(columns, rows)[0].asked} == set(texts())


def test_a_question_fits_on_the_screen_with_its_options_and_the_prompt(held):
    labels = {
        flat(one.question.text): [flat(label) for _, label in options(one.question)]
        for one in (*silk().profile, *silk().questions)
    }
    cut = [
        (text, shown)
        for one in held(80, 24)
        for text, shown in one.asked
        if text not in shown or any(label not in shown for label in labels.get(text, ()))
    ]
    assert cut == []


@pytest.mark.parametrize("plain", [{"NO_COLOR": "1"}, {"NO_COLOR": "", "TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_without_colours_every_letter_is_the_same(held, plain, tmp_path):
    found = {}
    for name, environment in (("colour", {"NO_COLOR": ""}), ("plain", plain)):
        (tmp_path / name).mkdir()
        watched = Watched(tmp_path / name, "co-op.yaml", columns=80, rows=24, **environment)
        answer_all(watched, with_more=False)
        watched.type("")
        watched.end("")
        found[name] = watched.said
    assert all("\x1b" not in text for text in found["plain"])
    assert found["plain"] == [COLOUR.sub("", text) for text in found["colour"]]

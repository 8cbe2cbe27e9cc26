"""Plans as people leave them: random edits of a plan's text by hand, each of which still reads as a plan.

An edit changes letters of a file, never values that it does not mean to: comments and blank lines
anywhere, other indents, quotes, blocks of text, braces, steps in another order, filled-in lines,
lines taken out, other line ends.
"""

from __future__ import annotations

import random
import re

import yaml

WORDS = ["the chair", "Ana", "은하", "a: b", "# no comment", "it's", 'say "yes"', "- dash", "ä ö", "50 %", "[x]", "{y}"]
DAYS = ["2026-10-31", "2027-01-31", "2028-02-29"]
COMMENTS = ["# ask Ana first", "#", "# to: nothing", "# - id: no-step", "#: \"quoted\" 'too'", "# 여기"]


def edited(text: str, draw: random.Random, times: int) -> str:
    """Edit the text of a plan a number of times; what would not read is not kept."""
    for _ in range(times):
        tried = draw.choice(EDITS)(text, draw)
        if _is_sound(tried):
            text = tried
    return text


def _is_sound(text: str) -> bool:
    from silk_assess.faults import SilkError
    from silk_assess.files.yaml import reader

    try:
        raw = reader.read(text, "plan")
    except SilkError:
        return False
    steps = raw.get("steps") if isinstance(raw, dict) else None
    return steps == "" or (isinstance(steps, list) and all(isinstance(one, dict) and one.get("id") for one in steps))


def _lines(text):
    return text.splitlines(keepends=True)


def _newline(text):
    return "\r\n" if "\r\n" in text else "\n"


def _comment_line(text, draw):
    lines = _lines(text)
    at = draw.randrange(len(lines) + 1)
    lines.insert(at, " " * draw.randrange(9) + draw.choice(COMMENTS) + _newline(text))
    return "".join(lines)


def _comment_behind(text, draw):
    lines = _lines(text)
    at = draw.randrange(len(lines))
    body = lines[at].rstrip("\r\n")
    lines[at] = body + "  " + draw.choice(COMMENTS) + lines[at][len(body) :]
    return "".join(lines)


def _blank_line(text, draw):
    lines = _lines(text)
    lines.insert(draw.randrange(len(lines) + 1), " " * draw.choice([0, 0, 3]) + _newline(text))
    return "".join(lines)


def _filled(text, draw):
    key, value = draw.choice(["who", "proof", "note", "until", "done"]), draw.choice(WORDS)
    value = draw.choice(DAYS) if key in ("until", "done") else value
    said = draw.choice([f'"{value}"' if '"' not in value else f"'{value}'", yaml.dump(value, allow_unicode=True)])
    said = said.splitlines()[0]
    spots = list(re.finditer(rf"(?m)^ *(?:- )?{key}:(?= *\r?$)", text))
    if not spots:
        return text
    spot = draw.choice(spots)
    return f"{text[: spot.end()]} {said}{text[spot.end() :]}"


def _block_text(text, draw):
    spots = list(re.finditer(r"(?m)^( *)(?:- )?note:(?= *\r?$)", text))
    if not spots:
        return text
    spot, newline = draw.choice(spots), _newline(text)
    indent = " " * (len(spot[1]) + 4)
    body = newline.join(indent + draw.choice(WORDS) for _ in range(draw.randrange(1, 4)))
    more = newline * draw.choice([0, 0, 1, 2])
    return f"{text[: spot.end()]} {draw.choice(['|', '>', '|-', '|+'])}{newline}{body}{more}{text[spot.end() :]}"


def _without_line(text, draw):
    lines = _lines(text)
    at = draw.randrange(len(lines))
    return "".join(lines[:at] + lines[at + 1 :])


def _turned(text, draw):
    """Put the first of two steps behind the second, comments above them and all."""
    parts = re.split(r"(?m)(?=^ *- id:)", text)
    if len(parts) < 3:
        return text
    i = draw.randrange(1, len(parts) - 1)
    parts[i], parts[i + 1] = parts[i + 1], parts[i]
    return "".join(parts)


def _without_step(text, draw):
    parts = re.split(r"(?m)(?=^ *- id:)", text)
    return text if len(parts) < 2 else "".join(parts[: draw.randrange(1, len(parts))])


def _in_braces(text, draw):
    from silk_assess.files.yaml import reader

    raw = reader.read(text, "plan")
    if not isinstance(raw.get("steps"), list):
        return text
    return yaml.dump(raw, default_flow_style=draw.choice([True, None]), allow_unicode=True, sort_keys=False, width=60)


def _dumped(text, draw):
    from silk_assess.files.yaml import reader

    return yaml.dump(reader.read(text, "plan"), allow_unicode=True, sort_keys=False, indent=draw.choice([2, 4]))


def _other_ends(text, draw):
    return text.replace("\r\n", "\n").replace("\n", draw.choice(["\n", "\r\n"]))


def _no_end(text, draw):
    return text.rstrip("\r\n")


def _deeper(text, draw):
    head, steps, tail = text.partition("steps:")
    return head + steps + re.sub(r"(?m)^(?=[ -])", " " * draw.choice([0, 2, 3]), tail)


def _marked_end(text, draw):
    return text + ("" if text.endswith("\n") else "\n") + draw.choice(["...\n", "# end\n", "\n\n"])


def _key_behind(text, draw):
    """Move the organisation behind the steps."""
    found = re.search(r"(?m)^organisation:.*\n", text)
    if found is None:
        return text
    rest = text.replace(found[0], "")
    return rest + ("" if rest.endswith("\n") else "\n") + found[0]


EDITS = [
    *[_comment_line, _comment_behind, _blank_line, _filled, _filled, _filled, _block_text] * 3,
    *[_without_line, _turned, _without_step, _in_braces, _dumped, _other_ends, _no_end, _deeper, _marked_end],
    _key_behind,
]

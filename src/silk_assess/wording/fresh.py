"""A fresh questionnaire as text: pack.yaml and a file for each section, with comments for whoever goes on with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from silk_assess import escape
from silk_assess.escape.identifier import identifier
from silk_assess.questionnaire import placeholders
from silk_assess.questionnaire.model.questions import RESERVED
from silk_assess.wording.commands import command

_PROFILE: Final = ("country", "members")
_FIRST: Final = ("working-languages", "meetings-abroad", "lessons-written", "lessons-used")
# Names of files that mean something else beside pack.yaml, or that Windows keeps for devices.
_FILES: Final = (
    "pack",
    "rules",
    "tools",
    "enablers",
    "cases",
    "glossary",
    "allow",
    "sample",
    "con",
    "prn",
    "aux",
    "nul",
)
_DEVICES: Final = tuple(f"{port}{i}" for port in ("com", "lpt") for i in range(10))


@dataclass(frozen=True, slots=True)
class Wish:
    """What a fresh questionnaire is to be: titles of sections in their order."""

    id: str
    title: str
    language: str
    sections: tuple[str, ...]
    has_levels: bool


def section_ids(titles: Sequence[str]) -> list[str]:
    """Make ids of the titles of sections; each is a file's name too, and none is taken."""
    taken = {*RESERVED, *_PROFILE, *_FIRST, *_FILES, *_DEVICES}
    found: list[str] = []
    for i, title in enumerate(titles, 1):
        id = identifier(title, f"part-{i}", taken)
        found.append(id)
        taken |= {id, f"{id}-languages", f"{id}-learning", f"{id}-first"}
    return found


def files(wish: Wish, folder: str, modeline: dict[str, str]) -> dict[str, str]:
    """Write the files of a fresh questionnaire, by their names.

    `modeline` gives the first line of pack.yaml and of sections, by which editors find a schema.
    """
    ids = section_ids(wish.sections)
    first, *others = zip(ids, wish.sections, strict=True)
    named = folder if folder.isprintable() else "FOLDER"
    texts = {"pack.yaml": modeline["pack"] + _pack(wish, ids, named)}
    texts[f"{ids[0]}.yaml"] = modeline["section"] + _first(*first)
    for id, title in others:
        texts[f"{id}.yaml"] = modeline["section"] + _other(id, title)
    return texts


def _pack(wish: Wish, ids: Sequence[str], folder: str) -> str:
    children = "\n".join(f"    - {{id: {id}, weight: 1}}" for id in ids)
    files = ", ".join(f"{id}.yaml" for id in ids)
    order = f"{files}, in this order" if len(ids) > 1 else files
    levels = _LEVELS.format(requires=", ".join(f"{id}: 40" for id in ids)) if wish.has_levels else _NO_LEVELS
    return _PACK.format(
        ask=command("ask", "--pack", folder, "--try"),
        check=command("check", folder),
        id=wish.id,
        language=wish.language,
        title=escape.yaml(wish.title),
        sections=", ".join(ids),
        order=order,
        children=children,
        levels=levels,
        about=placeholders.ABOUT,
        scope=placeholders.SCOPE,
        basis=placeholders.BASIS,
    )


def _first(id: str, title: str) -> str:
    return _FIRST_SECTION.format(id=id, title=escape.yaml(title))


def _other(id: str, title: str) -> str:
    return _OTHER_SECTION.format(
        id=id,
        title=escape.yaml(title),
        text=escape.yaml(placeholders.question(title[:200])),
        intro=placeholders.INTRO,
        guidance=placeholders.GUIDANCE,
        step=placeholders.STEP,
    )


_PACK: Final = """\
#
# A questionnaire is this folder: this file, and one file for each section.
# What stands behind # is for you. Look at it as a respondent would:
#   {ask}
# and let it be read before others answer:
#   {check}
# Each key is explained in docs/format.md, each fault in docs/faults.md.

format: silk-pack/1
id: {id}    # small letters and hyphens; it stays for ever
version: 0.1.0    # raise it when anything below changes
language: {language}
title: {title}
about: >-
  {about}
licence: CC-BY-4.0

method:    # printed in every report
  scope: {scope}
  basis: {basis}
  tested: Not yet tested with organisations.
  weights: expert    # weights are judgement; say so

# Asked first, never scored, each may be skipped. The line under the name in a
# report is made of them.
profile:
  - {{id: country, type: country, text: "In which country are you registered?"}}
  - id: members
    type: number
    text: "How many members do you have?"
    minimum: 0
    maximum: 1000000
    decimals: 0
    line_one: one member    # in place of "1 members"
line: ["{{country}}", "{{members}} members"]

sections: [{sections}]    # {order}

# Words for points of 100. A value on a bound has the upper word.
bands:
  - {{from: 0, label: Little in place}}
  - {{from: 40, label: Half-way}}
  - {{from: 70, label: Solid}}

# All sections together. A weight of 2 counts twice.
index:
  aggregate: mean    # or min: the weakest decides
  children:
{children}
{levels}"""
_LEVELS: Final = """
# A level needs all its requirements, and those of the levels below it. No
# average decides it. Without this list there are points only.
levels:
  - {{id: exploring, title: Exploring, text: You could look round and learn.}}
  - id: trying
    title: Trying
    text: You could try one thing with one partner.
    requires: {{{requires}}}
"""
_NO_LEVELS: Final = """
# Levels as rungs of a ladder would stand here under levels (docs/format.md);
# without them there are points only.
"""
_FIRST_SECTION: Final = """\

id: {id}
title: {title}
intro: What is true today, not what is planned.
kind: score    # also possible: risks, flows (docs/format.md)

# A dimension groups questions that belong together and has points of its own.
dimensions:
  - id: {id}-languages
    title: Languages
    questions:

      # One answer of several, from worst to best. Three options are worth 0, 50
      # and 100, unless each gets a value.
      - id: working-languages
        type: choice
        text: "In how many languages can you work with a partner?"
        guidance: Count those in which a difficult meeting is possible.
        step: "Ask each colleague in which language they could chair a meeting."
        evidence: Minutes in another language
        options:
          - {{id: one, label: One}}
          - {{id: two, label: Two}}
          - {{id: more, label: Three or more}}

      # A number between two goalposts: 0 is worth nothing, 12 and more is worth
      # all. Without from and to a number is information and has no points.
      - id: meetings-abroad
        type: number
        text: "How many meetings with people abroad did you have last year?"
        guidance: On screen or in a room. Count a series as one.
        step: "Invite one organisation abroad to an hour's call next week."
        unit: meetings
        from: 0
        to: 12
        minimum: 0
        maximum: 1000
        decimals: 0

  - id: {id}-learning
    title: Learning
    weight: 2    # counts twice among its neighbours
    questions:

      # Yes is worth 100, no is worth 0. not_applicable says when one may leave
      # it out; whoever says so neither gains nor loses.
      - id: lessons-written
        type: yes-no
        text: "Did you write down what you learned from abroad last year?"
        guidance: A page is enough, if others can find it.
        step: "Write ten lines about the last visit, where others look."
        not_applicable: You had no contact abroad last year.

      # Asked only where the answer above is yes.
      - id: lessons-used
        type: choice
        text: "What came of it?"
        guidance: Name one thing that changed, and you have the answer.
        step: "Read last year's page at the next meeting. Ask what to change."
        options:
          - {{id: read, label: "Somebody read it"}}
          - {{id: talked, label: "We talked about it in a meeting"}}
          - {{id: changed, label: "We do something otherwise now"}}
        when: {{lessons-written: yes}}
"""
_OTHER_SECTION: Final = """\

id: {id}
title: {title}
intro: {intro}
kind: score

# Questions may stand here at once, or in dimensions as in the first section.
questions:
  - id: {id}-first
    type: yes-no    # or choice, choices, number, text, date
    text: {text}
    guidance: {guidance}
    step: {step}
"""

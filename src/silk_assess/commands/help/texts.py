"""What `--help` says, command by command; the texts fit 80 columns as they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

GENERAL: Final = """\
Usage: silk-assess COMMAND [FILE]

How ready is your organisation to work across borders?

  demo                   a finished example, in one command
  ask [FILE]             answer the questions; leave and come back as you like
  score FILE...          the result on the screen (--json for programs)
  report FILE [-o OUT]   the result as .html, .md or .json
  why FILE [PART]        where a number comes from
  batch IN... -o OUT     many organisations, from files, folders or a table
  check PATH...          faults in questionnaires and answer files
  samples FOLDER         redraw sample reports, or --check that they are fresh

  --pack ID              another questionnaire, by its id or its folder
  --version              the version of this program

Example: silk-assess ask co-op.yaml
More on one command: silk-assess ask --help
"""

COMMANDS: Final[Mapping[str, str]] = {
    "demo": """\
Usage: silk-assess demo

Writes a finished example to silk-demo/ here: answers, a report for the
browser, and the same report as text. An earlier demo is written again; a
folder that holds anything else is left alone.

Example: silk-assess demo
""",
    "ask": """\
Usage: silk-assess ask [FILE] [--short] [--section PART] [--only open] [--next]

Asks the questions, one at a time. Each answer is saved in FILE as soon as you
press Enter. If FILE is there already, you go on where you left. Without FILE
it is the one answer file of this folder.

  --short          a dozen questions for a start
  --section PART   only this part, for example governance
  --only open      only what is open or answered with "don't know"
  --next           first what would tell most
  --pack ID        another questionnaire, by its id or its folder

A number answers, several as 1 3, y or n where it says so; Enter keeps what is
there. Where words are typed, the keys carry a slash: /b.

  b         back                    ?        what is meant, why we ask, sources
  s         skip, leave it open     + text   add a note
  d         don't know              e text   add evidence
  x         does not apply          o        overview, jump to a question
  /word     find a question         q        save and leave

The time that is left is counted as 10 seconds a question and 3 words a second,
over the open questions. From a file, one answer a line:
silk-assess ask co-op.yaml < lines.txt

Example: silk-assess ask co-op.yaml --short
""",
    "score": """\
Usage: silk-assess score FILE... [--json] [--pack ID]

Shows the result of an answer file: level, points with their range, and what
stands out. Several files make a table. A faulty file is left out and its
faults are told; the others are scored.

  --json      one line of JSON for each file, for programs
  --pack ID   another questionnaire, by its id or its folder

Example: silk-assess score silk-demo/answers.yaml
""",
    "report": """\
Usage: silk-assess report FILE [-o OUT] [--benchmark FILE] [--pack ID]

Draws the report of an answer file. The ending of OUT says what it becomes:
.html for a browser, .md as text, .json for programs. Without -o it becomes
FILE with the ending .html. Only an earlier report is replaced.

  -o OUT             the file to write
  --benchmark FILE   show it beside others: benchmark.json of a batch
  --pack ID          another questionnaire, by its id or its folder

Example: silk-assess report silk-demo/answers.yaml -o report.html
""",
    "why": """\
Usage: silk-assess why FILE [PART] [--pack ID]

Explains where a number comes from: of the whole, of a part, a question, a
risk, a rule or a level. PART is an id, or a title in quotes.

  --pack ID   another questionnaire, by its id or its folder

Example: silk-assess why silk-demo/answers.yaml governance
""",
    "batch": """\
Usage: silk-assess batch IN... -o OUT [--by FIELD] [--extra keep] [--reports]

Scores many organisations into the new folder OUT: scores.csv for a
spreadsheet, results.jsonl for programs, portfolio.html and .md for people,
benchmark.json for report --benchmark if there are 20 organisations or more,
and errors.jsonl with all that was left out and why. IN is an answer file, a
folder that is searched for them, a table (.csv), or lines of JSON (.jsonl);
- is a table on standard input. What is faulty stops nobody else.

  -o OUT            the folder to write
  --force           write OUT anew, if it is there already
  --by FIELD        compare groups by a profile field or a column kept
  --extra keep      carry columns along that are no questions
  --columns short   fewer columns in scores.csv: levels, the whole, the parts
  --reports         draw each organisation's report too
  --workers N       so many processes at once; as a rule two, or one for few
  --pack ID         another questionnaire, by its id or its folder

Example: silk-assess batch answers/ members.csv -o out
""",
    "check": """\
Usage: silk-assess check PATH... [--pack ID]

Finds every fault, with its place and what to do. A PATH is a questionnaire's
folder, an answer file, or a folder that is searched for both. Warnings alone
are no failure.

  --pack ID   the questionnaire of the answer files, by its id or its folder

Example: silk-assess check silk-demo/answers.yaml
""",
    "samples": """\
Usage: silk-assess samples FOLDER [--check] [--pack ID]

Draws report.html and report.md beside each FOLDER/*/answers.yaml. With
--check nothing is written; reports that would change are named, and the exit
code is 1.

  --check     only say which reports are stale
  --pack ID   another questionnaire, by its id or its folder

Example: silk-assess samples tests/cases --check
""",
}


def text(words: Sequence[str]) -> str:
    """Give the help that a command line asks for: on its command, or on all of them."""
    named = next((word for word in words if not word.startswith("-")), "")
    return COMMANDS.get(named, GENERAL)

"""With what answers were given: earlier versions of the questionnaires that come with the program, and these."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from silk_assess import bundled
from silk_assess.answers.model import Answers, Before
from silk_assess.answers.reader import answers_of
from silk_assess.files.questionnaires import load_pack
from silk_assess.questionnaire.tree import Tree
from silk_assess.questionnaire.versions import line
from silk_assess.scoring.assess import assess


def earlier(id: str, version: str) -> Tree | None:
    """Give the questionnaire that answers of an earlier version were given to; None where it is not kept.

    Versions that differ in the last number alone ask the same, so that one of them serves for all.
    """
    folder = bundled.folder("questionnaires") / "earlier" / id
    kept = sorted(place.parent for place in folder.glob("*/pack.yaml") if line(place.parent.name) == line(version))
    exact = [place for place in kept if place.name == version]
    return _loaded((exact or kept)[-1]) if kept else None


def own(answers: Answers, tree: Tree) -> Tree | None:
    """Give the questionnaire that answers of another version, or to another questionnaire, were given to.

    None where it is not at hand.
    """
    id = answers.questionnaire
    if id in bundled.packs():
        shipped = _loaded(bundled.folder("questionnaires") / id)
        if line(shipped.pack.head.version) == line(answers.version):
            return shipped
    return earlier(id or tree.pack.head.id, answers.version)


@lru_cache(maxsize=4)
def _loaded(folder: Path) -> Tree:
    return load_pack(folder)


def with_before(answers: Answers, raw: Any, tree: Tree) -> Answers:
    """Add to answers of another version what counted in it, where that version is kept.

    `raw` is the file's plain tree, which `answers` were read from by `tree`.
    """
    old = None if answers.origin == tree.pack.head.version else own(answers, tree)
    if old is None:
        return answers
    then = assess(old, answers_of(raw, old, "")[0])
    now = tree.renamed.now
    in_force = (now(id) for id, one in then.standings.items() if one.state in ("answered", "not applicable"))
    pointed = (now(node.id) for node in old.nodes if (value := then.values[node.id]) and value.point is not None)
    return replace(answers, before=Before(frozenset(in_force), frozenset(pointed)))

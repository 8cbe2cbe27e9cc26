"""What cannot be told apart: options of one question, questions, levels and bands of one wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from silk_assess.faults import Code, Fault, Steps, listed, quoted
from silk_assess.lint.finding import warning
from silk_assess.questionnaire.model.nodes import Band, Index
from silk_assess.questionnaire.model.questions import Anchor, Choice, Choices, Option, Pick
from silk_assess.questionnaire.tree import Tree

# A text, where it stands, and the id of what it belongs to.
_Said = tuple[str, Steps, str]


def alike(tree: Tree) -> Iterator[Fault]:
    """Yield each of several things that say the same, so that nobody can tell them apart."""
    for one in (*tree.profile, *tree.questions):
        if isinstance(one.question, Choice | Choices | Anchor):
            options: Sequence[Option | Pick] = one.question.options
            labels = [(each.label, (*one.path, "options", i, "label"), each.id) for i, each in enumerate(options)]
            do = "Who answers cannot tell them apart. Say in each what the other is not."
            yield from _same(labels, f'{{}} options of "{one.id}" have one label', do)
    questions = [(one.question.text, (*one.path, "text"), one.id) for one in (*tree.profile, *tree.questions)]
    yield from _same(_once(questions, tree), "{} questions have one text", "Say in each what the other does not ask.")
    levels = [
        (level.title, ("pack.yaml", "levels", i, "title"), level.id) for i, level in enumerate(tree.pack.head.levels)
    ]
    yield from _same(levels, "{} levels have one title", "Give each level a title of its own.")
    yield from _bands(tree)


def _once(questions: list[_Said], tree: Tree) -> list[_Said]:
    """Leave out what cannot be mixed up: likelihood and impact stand under the title of their risk."""
    return [said for said in questions if tree.asked[said[2]].role not in ("likelihood", "impact")]


def _same(texts: Iterable[_Said], together: str, do: str) -> Iterator[Fault]:
    """Yield a finding for each of several that read alike; capitals and blanks make no difference."""
    groups: dict[str, list[_Said]] = {}
    for said in texts:
        groups.setdefault(" ".join(said[0].split()).casefold(), []).append(said)
    for group in groups.values():
        for text, path, id in group if len(group) > 1 else ():
            others = listed((f'"{other}"' for _, _, other in group if other != id), most=4)
            says = f'"{id}" says the same as {others}: {quoted(text, 40)}'
            yield warning(path, says, do, Code.SAME_LABEL, "value", together, (id, quoted(text, 40)))


def _bands(tree: Tree) -> Iterator[Fault]:
    lists: list[tuple[Steps, Iterable[Band] | None]] = [(("pack.yaml", "bands"), tree.pack.head.bands)]
    lists += [((*node.path, "bands"), node.source.bands) for node in tree.nodes if not isinstance(node.source, Index)]
    for path, bands in lists:
        labels = [band.label for band in bands or ()]
        for i, label in enumerate(labels):
            if label in labels[:i]:
                do = "Give each band a label of its own, or join the two."
                says, together = f'two bands are called "{label}"', "{} bands are called as one before them"
                yield warning((*path, i, "label"), says, do, Code.BAND_LABELS, "value", together, (quoted(label, 40),))

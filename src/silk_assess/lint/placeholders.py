"""Find texts of a fresh questionnaire that were left as they were."""

from __future__ import annotations

from collections.abc import Iterator

from silk_assess.faults import Code, Fault, Severity, Steps, quoted
from silk_assess.lint.finding import warning
from silk_assess.questionnaire.model.nodes import Index
from silk_assess.questionnaire.placeholders import is_placeholder
from silk_assess.questionnaire.tree import Tree
from silk_assess.questionnaire.versions import is_earlier

_TEXTS = ("text", "guidance", "step", "evidence")


def left_over(tree: Tree) -> Iterator[Fault]:
    """List the texts that say what to write in their place: notes before version 1.0.0, warnings from then on."""
    severity: Severity = "note" if is_earlier(tree.pack.head.version, "1.0.0") else "warning"
    for path, text in _texts(tree):
        if text is not None and is_placeholder(text):
            says, do, together = (
                "this text says what to write here",
                "Write your own.",
                "{} texts say what to write there",
            )
            yield warning(path, says, do, Code.PLACEHOLDER, "value", together, (quoted(text),), severity)


def _texts(tree: Tree) -> Iterator[tuple[Steps, str | None]]:
    head = tree.pack.head
    yield ("pack.yaml", "about"), head.about
    if head.method is not None:
        yield ("pack.yaml", "method", "scope"), head.method.scope
        yield ("pack.yaml", "method", "basis"), head.method.basis
    for node in tree.nodes:
        if not isinstance(node.source, Index):
            yield (*node.path, "about"), node.source.about
    for name, section in zip(head.sections, tree.pack.sections, strict=True):
        yield (f"{name}.yaml", "intro"), section.intro
    for one in (*tree.profile, *tree.questions):
        for key in _TEXTS:
            yield (*one.path, key), getattr(one.question, key)

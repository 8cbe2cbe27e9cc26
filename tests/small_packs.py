"""Small questionnaires for the tests, written in a few words and read as a file would be."""

from silk_assess.answers.reader import answers_of
from silk_assess.questionnaire.compile import grow
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model_faults import shaped
from silk_assess.scoring.assess import assess

FIVE = [{"id": f"p{points}", "label": f"{points} points"} for points in (0, 25, 50, 75, 100)]


def texts(tree):
    """Write every scalar as a text, as the strict reader gives it.

    >>> texts({"weight": 2, "when": {"q": True}})
    {'weight': '2', 'when': {'q': 'true'}}
    """
    match tree:
        case dict():
            return {key: texts(value) for key, value in tree.items()}
        case list() | tuple():
            return [texts(value) for value in tree]
        case bool():
            return "true" if tree else "false"
        case _:
            return str(tree)


def hundred(id, **more):
    """A number from 0 to 100: its answer is its points."""
    return {"id": id, "type": "number", "text": "?", "from": 0, "to": 100, **more}


def five(id, **more):
    """A choice of five options worth 0, 25, 50, 75 and 100."""
    return {"id": id, "type": "choice", "text": "?", "options": FIVE, **more}


def yes_no(id, **more):
    return {"id": id, "type": "yes-no", "text": "?", **more}


def section(id, *questions, **more):
    return {"id": id, "title": id, "kind": "score", "questions": list(questions), **more}


def dimensions(id, *parts, **more):
    """A section over dimensions; a part is a section without its kind."""
    inside = [{key: part[key] for key in part if key != "kind"} for part in parts]
    return {"id": id, "title": id, "kind": "score", "dimensions": inside, **more}


def flow(id, cell, facet="now", **more):
    return five(id, cell=cell, facet=facet, **more)


def risk(id, *controls, numbers=(0.2, 0.4, 0.6, 0.8, 1), likelihood=None, impact=None, **more):
    """A risk whose likelihood and impact have the options v1, v2 and so on."""
    options = [{"id": f"v{k}", "label": "?", "value": number} for k, number in enumerate(numbers, 1)]

    def anchor(name, own):
        return {"id": f"{id}-{name}", "type": "choice", "text": "?", "options": options, **(own or {})}

    anchors = {"likelihood": anchor("likelihood", likelihood), "impact": anchor("impact", impact)}
    return {"id": id, "title": id, **anchors, "controls": list(controls), **more}


def risks(id, *inside, **more):
    return {"id": id, "title": id, "kind": "risks", "risks": list(inside), **more}


def flows(id, *questions):
    return {"id": id, "title": id, "kind": "flows", "questions": list(questions)}


def index(*children, **more):
    """An index over nodes, each an id or a pair of id and weight."""
    pairs = [child if isinstance(child, tuple) else (child, 1) for child in children]
    return {"children": [{"id": id, "weight": weight} for id, weight in pairs], **more}


def levels(*requires):
    """Levels 0, 1 and so on; level 0 requires nothing."""
    return [{"id": f"level-{k}", "title": "?", "requires": needs} for k, needs in enumerate(({}, *requires))]


def tree_of(*sections, rules=(), tools=(), cases=(), enablers=(), glossary=(), **head):
    """Compile a questionnaire; `head` holds further keys of pack.yaml."""
    first = {"format": "silk-pack/1", "id": "small", "version": "1.0.0", "language": "en", "title": "Small"}
    names = {"sections": [part["id"] for part in sections]}
    parts = {
        "head": {**first, **names, **head},
        "sections": sections,
        "rules": rules,
        "tools": tools,
        "cases": cases,
        "enablers": enablers,
        "glossary": [{"id": word, "term": word, "meaning": meaning} for word, meaning in glossary],
        "fingerprint": "sha256:0",
    }
    return grow(shaped(Pack, texts(parts)))


def answers(tree, given=None, **organisation):
    """Read answers by question, and profile fields."""
    head = {"format": "silk-answers/1", "questionnaire": "small", "version": "1.0.0"}
    found, faults = answers_of(texts({**head, "organisation": organisation, "answers": given or {}}), tree, "file")
    assert faults == []
    return found


def scored(tree, given=None, **organisation):
    """Score answers by question, and profile fields."""
    return assess(tree, answers(tree, given, **organisation))


def node_of(questions, given, **more):
    """Score one section that stands alone, and give the value of its node."""
    return scored(tree_of(section("part", *questions, **more)), given).values["part"]

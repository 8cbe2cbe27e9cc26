"""The program knows no questionnaire: what the one that ships calls its parts stands in its files alone."""

import ast
from pathlib import Path

import silk_assess
from silk_assess.files.questionnaires import find_pack, load_pack

SOURCES = sorted(Path(silk_assess.__file__).parent.rglob("*.py"))

# Ids of the shipped questionnaire that are words of the format, or of English, as well.
WORDS = {
    "country": "a type of question; and the field that is read where a questionnaire has no profile",
    "countries": "a key of tools, and the plural of the word in sentences",
    "flows": "a kind of section, and what a peer case is compared by",
    "index": "the reserved id of the node over others",
    "voice": "a key of answer files and results: whose voice of several this is",
    "money": "what the sentences call the flows of kind finance",
}


def ids_of(tree):
    """Name the profile's fields, questions, sections, nodes, rules, tools and peer cases."""
    pack = tree.pack
    parts = (tree.profile, tree.questions, pack.sections, tree.nodes, pack.rules, pack.tools, pack.cases)
    return {one.id for part in parts for one in part}


def texts_in(source):
    """List the texts that stand in a module's code, its docstrings among them: none of those is an id."""
    tree = ast.parse(source)
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_no_text_in_the_program_is_an_id_of_the_shipped_questionnaire():
    ids = ids_of(load_pack(find_pack("silk")))
    found = {(text, file.name) for file in SOURCES for text in ids & texts_in(file.read_text(encoding="utf-8"))}
    assert sorted((text, file) for text, file in found if text not in WORDS) == []


def test_every_word_that_may_stand_there_does():
    texts = {text for file in SOURCES for text in texts_in(file.read_text(encoding="utf-8"))}
    assert sorted(set(WORDS) - (texts & ids_of(load_pack(find_pack("silk"))))) == []


def test_an_id_in_the_code_would_be_found():
    assert texts_in('"""A docstring."""\nfields = {"founded": f"in {year} or so"}\n') >= {"founded", "in "}

"""Mapping files to mappings of tables."""

from __future__ import annotations

from pathlib import Path

from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import encodings
from silk_assess.files.other_tools import words
from silk_assess.files.source import bytes_of, located
from silk_assess.files.yaml import reader
from silk_assess.questionnaire.model_faults import shaped
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.headers import Headers
from silk_assess.tables.mapping import Given, TableMapping, mapping_of

# A table may have very many columns, each with words of its own.
MOST_NODES = 200_000


def load_mapping(file: Path, tree: Tree) -> TableMapping:
    """Read what a person says of a table's columns.

    Raises SilkError with every fault, each with its place; with code "open" for each point that is not settled.
    """
    name = str(file)
    text = reader.text_of(bytes_of(file), name)
    raw, faults = reader.parsed(text, name, MOST_NODES)
    if not faults:
        try:
            given = shaped(Given, raw, (name,))
            found, faults = mapping_of(given, tree, Headers(tree, words()), name)
            faults += _faults_of_encoding(given, name)
            if not faults:
                return found
        except SilkError as error:
            faults = list(error.faults)
    raise located(faults, {name: text})


def _faults_of_encoding(given: Given, name: str) -> list[Fault]:
    try:
        encodings.named(given.encoding or "UTF-8")
    except SilkError as error:
        return [Fault((name, "encoding"), one.says.partition(": ")[2], one.do, Code.ENCODING) for one in error.faults]
    return []

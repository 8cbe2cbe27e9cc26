"""A whole questionnaire: its head in pack.yaml, its sections and its catalogues."""

from collections.abc import Mapping
from typing import Annotated

from silk_assess.questionnaire.field_types import (
    FileName,
    Id,
    Language,
    LinePiece,
    Number,
    OldId,
    Text,
    Version,
    one_of,
)
from silk_assess.questionnaire.model.base import Source, TypedList
from silk_assess.questionnaire.model.catalogue import Enabler, Feature, PeerCase, Rule, Term, Tool
from silk_assess.questionnaire.model.nodes import Band, Index, Section
from silk_assess.questionnaire.model.questions import ProfileField
from silk_assess.questionnaire.shapes import AtLeast, Model


class LevelText(Model):
    """A readiness level in words, and what it requires."""

    called = "a level"
    id: Id
    title: Text
    text: Text | None = None
    requires: Mapping[Text, Number] = {}


class Method(Model):
    """How a questionnaire came about, in the author's words."""

    called = "the method"
    scope: Text | None = None
    basis: Text | None = None
    tested: Text | None = None
    weights: Text | None = None


class Head(Model):
    """pack.yaml."""

    called = "pack.yaml"
    format: Annotated[str, one_of("silk-pack/1")]
    id: Id
    version: Version
    language: Language
    title: Text
    about: Text | None = None
    licence: Text | None = None
    authors: Feature | None = None
    method: Method | None = None
    sources: tuple[Source, ...] = ()
    profile: tuple[ProfileField, ...] = ()
    line: Annotated[tuple[LinePiece, ...], AtLeast(1)] | None = None
    sections: Annotated[tuple[FileName, ...], TypedList]
    bands: Annotated[tuple[Band, ...], AtLeast(1)] | None = None
    index: Index | None = None
    levels: tuple[LevelText, ...] = ()
    short: tuple[Text, ...] = ()
    renamed: Mapping[OldId, Id] = {}
    answers_of: tuple[Id, ...] = ()


class Pack(Model):
    """A whole questionnaire: pack.yaml, its sections in asking order, and the optional files.

    `fingerprint` names pack.yaml and its sections, `digest` all files that were read.
    """

    called = "the questionnaire"
    head: Head
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()
    tools: tuple[Tool, ...] = ()
    enablers: tuple[Enabler, ...] = ()
    cases: tuple[PeerCase, ...] = ()
    glossary: tuple[Term, ...] = ()
    fingerprint: str
    digest: str = ""

"""A questionnaire written as plain data comes back as the same questionnaire, and compiles to the same tree."""

import json
import pickle
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import given

from random_packs import samples
from silk_assess.files.questionnaires import load_pack
from silk_assess.questionnaire import plain
from silk_assess.questionnaire.compile import compiled

ROOT = Path(__file__).parents[2]
FOLDERS = [file.parent for place in ("questionnaires", "tests/packs") for file in (ROOT / place).rglob("pack.yaml")]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_a_questionnaire_comes_back(folder):
    tree = load_pack(folder)

    found = plain.read(plain.written(tree.pack))

    assert found == tree.pack
    assert compiled(found) == tree
    assert plain.written(found) == plain.written(tree.pack)


@given(samples())
def test_any_questionnaire_comes_back(sample):
    assert plain.read(plain.written(sample.tree.pack)) == sample.tree.pack


def test_what_is_written_is_plain_json():
    pack = load_pack(ROOT / "questionnaires" / "silk").pack

    assert json.loads(plain.written(pack))["!"] == "Pack"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"!":"Band","start":0,"label":"x"}', '{"!":"Nothing"}', '{"!":"Is"}']
)
def test_what_is_no_questionnaire_is_refused(text):
    with pytest.raises(ValueError, match=r"^no questionnaire"):
        plain.read(text)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_a_tree_goes_to_another_process_with_all_that_was_worked_out_of_it(folder):
    tree = load_pack(folder)
    for name, one in vars(type(tree)).items():
        if isinstance(one, cached_property):
            getattr(tree, name)

    assert pickle.loads(pickle.dumps(tree)) == tree

"""A compiled questionnaire is taken only where its name, its seal and the files it was made of all match."""

import shutil
from pathlib import Path

import pytest

from silk_assess import bundled
from silk_assess.files import questionnaires, ready_made

SILK = Path(__file__).parents[2] / "questionnaires" / "silk"


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package as it is installed: the shipped questionnaire, and compiled beside it."""
    shutil.copytree(SILK, tmp_path / "questionnaires" / "silk")
    place = tmp_path / "compiled"
    place.mkdir()
    name, data = ready_made.made(SILK, questionnaires.load_pack(SILK).pack)
    (place / name).write_bytes(data)
    monkeypatch.setattr(bundled, "folder", lambda name: tmp_path / name)
    monkeypatch.setattr(bundled, "compiled", lambda: place)
    return tmp_path


def compiled_file(package):
    (file,) = (package / "compiled").iterdir()
    return file


def test_it_is_taken_and_equals_what_its_files_say(package):
    folder = package / "questionnaires" / "silk"

    assert ready_made.pack_in(folder) == questionnaires._loaded(folder).pack
    assert questionnaires.load_pack(folder) == questionnaires._loaded(folder)


def test_the_same_questionnaire_is_compiled_to_the_same_bytes():
    pack = questionnaires.load_pack(SILK).pack

    assert ready_made.made(SILK, pack) == ready_made.made(SILK, pack)


def test_a_folder_elsewhere_is_read(package, tmp_path):
    shutil.copytree(SILK, tmp_path / "ours" / "silk")

    assert ready_made.pack_in(tmp_path / "ours" / "silk") is None


def test_a_checkout_has_nothing_compiled():
    assert bundled.compiled() is None
    assert ready_made.pack_in(bundled.folder("questionnaires") / "silk") is None


def cut(data):
    return data[: len(data) // 2]


def edited(data):
    return data.replace(b'"weight"', b'"weighs"', 1)


def emptied(data):
    return b""


def another_letter(data):
    return data[:-5] + b"\xff" + data[-4:]


@pytest.mark.parametrize("spoilt", [cut, edited, emptied, another_letter])
def test_a_spoilt_one_is_as_if_it_were_not_there(package, spoilt):
    file = compiled_file(package)
    file.write_bytes(spoilt(file.read_bytes()))

    assert ready_made.pack_in(package / "questionnaires" / "silk") is None


def test_one_of_another_name_is_not_taken_for_this(package):
    file, folder = compiled_file(package), package / "questionnaires" / "silk"
    (folder / "glossary.yaml").write_text("[]\n", encoding="utf-8")
    assert ready_made.pack_in(folder) is None

    file.rename(file.with_name(ready_made.name_of(folder)))
    assert ready_made.pack_in(folder) is None


def test_one_of_another_version_of_the_program_is_not_taken(package, monkeypatch):
    monkeypatch.setattr(ready_made, "__version__", "9.9.9")

    assert ready_made.pack_in(package / "questionnaires" / "silk") is None

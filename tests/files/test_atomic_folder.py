"""A folder is made whole or not at all, and nothing of anybody's is lost by it."""

from __future__ import annotations

import sys

import pytest

from silk_assess.files import atomic_file, atomic_folder


def written(folder, is_ours, force=True):
    with atomic_folder.write_folder(folder, force, is_ours) as fresh:
        fresh.write("new.txt", b"new")
    return fresh.aside


def test_what_cannot_be_read_is_set_aside_and_never_removed(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "minutes.txt").write_text("ours")

    def unreadable(_):
        raise PermissionError

    assert written(out, unreadable) == [tmp_path / "out.before"]
    assert (tmp_path / "out.before" / "minutes.txt").read_text() == "ours"
    assert (out / "new.txt").read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="needs handles of folders")
def test_what_writers_of_another_folder_left_is_none_of_ours(tmp_path):
    suffixes = (atomic_folder._FRESH, atomic_folder._READY, atomic_folder._OLD)
    theirs = atomic_file.temporary_prefix(tmp_path / "other")
    ours = atomic_file.temporary_prefix(tmp_path / "out")
    for suffix in suffixes:
        (tmp_path / f"{theirs}0123{suffix}").mkdir()
    (tmp_path / f"{ours}0123{atomic_folder._FRESH}").mkdir()
    written(tmp_path / "out", lambda _: True)
    assert sorted(one.name for one in tmp_path.iterdir() if one.name != "out") == sorted(
        f"{theirs}0123{suffix}" for suffix in suffixes
    )

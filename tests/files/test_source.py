"""A file's bytes are read whole, up to one more than is allowed, whatever the system says of its size."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from silk_assess.files.source import bytes_of
from silk_assess.files.yaml.reader import MOST_BYTES


@pytest.mark.parametrize("size", [0, 1, 4096, MOST_BYTES, MOST_BYTES + 1])
def test_a_file_is_read_whole(tmp_path, size):
    file = tmp_path / "a.yaml"
    file.write_bytes(b"x" * size)

    assert len(bytes_of(file)) == size


def test_of_a_file_that_is_too_large_one_byte_more_is_read(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_bytes(b"x" * (MOST_BYTES + 1_000))

    assert len(bytes_of(file)) == MOST_BYTES + 1


@pytest.mark.parametrize("more", [3, MOST_BYTES * 2])
def test_a_file_that_grows_meanwhile_is_read_with_what_has_come(tmp_path, monkeypatch, more):
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: b\n")
    before = os.stat(file)
    file.write_bytes(b"a: b\n" + b"c" * more)
    monkeypatch.setattr(os, "fstat", lambda _: before)

    assert bytes_of(file) == (b"a: b\n" + b"c" * more)[: MOST_BYTES + 1]


@pytest.mark.skipif(not os.path.exists("/proc/version"), reason="needs a file whose size is said to be none")
def test_a_file_of_the_system_is_read_whole():
    with open("/proc/version", "rb") as stream:
        assert bytes_of(Path("/proc/version")) == stream.read() != b""

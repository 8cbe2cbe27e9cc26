"""The system's calls on the files of one folder, for programs that kill or fail at one of them."""

from __future__ import annotations

import builtins
import errno
import fcntl
import io
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

_BY_PATH = ("open", "stat", "lstat", "unlink", "remove", "replace", "rename", "chmod", "scandir", "listdir")
_BY_PATH += ("mkdir", "rmdir")


class Calls:
    """Stands before the system's calls on one folder; kills the program or fails at one of them.

    `at` is the number of the call, `how` a kill ("before", "after", or "half" of what is written)
    or the name of an error, once or from there on. Each call's kind is written to `log`.
    """

    def __init__(self, folder: Path, log: int, at: int, how: str, is_lasting: bool = False) -> None:
        self._folder, self._log, self._at, self._how, self._is_lasting = str(folder), log, at, how, is_lasting
        self._number, self._kind = 0, ""
        self._handles: set[int] = set()
        self._write = os.write

    def stand(self) -> None:
        """Take the places of the system's calls."""
        for name in _BY_PATH:
            setattr(os, name, self.by_path(name, getattr(os, name)))
        for name in ("fsync", "close", "fstat", "fchmod", "ftruncate"):
            setattr(os, name, self._by_handle(name, getattr(os, name)))
        fcntl.flock = self._by_handle("flock", fcntl.flock)
        self._open = io.open
        io.open = builtins.open = self._opened

    def _is_mine(self, path: Any) -> bool:
        return isinstance(path, str | os.PathLike) and os.path.abspath(os.fspath(path)).startswith(self._folder)

    def by_path(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """Stand before a call that takes a path first."""

        def call(path: Any, *more: Any, **named: Any) -> Any:
            if not self._is_mine(path):
                return real(path, *more, **named)
            found = self.met(name, lambda: real(path, *more, **named))
            if name == "open":
                self._handles.add(found)
            return found

        return call

    def _by_handle(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(handle: int, *more: Any) -> Any:
            if handle not in self._handles:
                return real(handle, *more)
            if name == "close":
                self._handles.discard(handle)
            return self.met(name, lambda: real(handle, *more))

        return call

    def _opened(self, file: Any, mode: str = "r", buffering: int = -1, *more: Any, **named: Any) -> Any:
        plain = mode.replace("b", "").replace("t", "")
        if file in self._handles:
            self._handles.discard(file)
            raw = _Raw(file, plain, self)
        elif self._is_mine(file):
            raw = self.met("open", lambda: _Raw(os.fspath(file), plain, self))
        else:
            return self._open(file, mode, buffering, *more, **named)
        self._handles.add(raw.fileno())
        kind: Any = io.BufferedRandom if "+" in plain else io.BufferedReader if plain == "r" else io.BufferedWriter
        buffer = kind(raw)
        return buffer if "b" in mode else io.TextIOWrapper(buffer, *more, **named)

    def met(self, kind: str, real: Callable[[], Any], half: Callable[[], Any] | None = None) -> Any:
        """Count a call, and do with it what is to be done."""
        self._number += 1
        self._write(self._log, f"{kind}\n".encode())
        is_later = self._is_lasting and self._number > self._at and kind == self._kind
        if self._number != self._at and not is_later:
            return real()
        self._kind = kind
        if self._how == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        elif self._how == "half":
            (half or real)()
            os.kill(os.getpid(), signal.SIGKILL)
        elif self._how == "after":
            try:
                real()
            finally:
                os.kill(os.getpid(), signal.SIGKILL)
        if kind == "close":
            real()
        elif half is not None:
            half()
        number = getattr(errno, self._how)
        raise OSError(number, os.strerror(number))


class _Raw(io.FileIO):
    def __init__(self, file: Any, mode: str, calls: Calls) -> None:
        self._calls = calls
        super().__init__(file, mode)

    def write(self, data: Any) -> Any:
        data = bytes(data)
        return self._calls.met(
            "write", lambda: super(_Raw, self).write(data), lambda: super(_Raw, self).write(data[: len(data) // 2])
        )

    def readinto(self, buffer: Any) -> Any:
        return self._calls.met("read", lambda: super(_Raw, self).readinto(buffer))

    def readall(self) -> Any:
        return self._calls.met("read", lambda: super(_Raw, self).readall())

    def truncate(self, size: int | None = None) -> Any:
        return self._calls.met("truncate", lambda: super(_Raw, self).truncate(size))

    def close(self) -> None:
        if not self.closed:
            self._calls._handles.discard(self.fileno())
            self._calls.met("close", super().close)

"""Writing that survives: what is said to be written is on the disk, whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cleaner.corpus.sources import reason_of
from cleaner.errors import OutputError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})
"""Errors after which no other document fares better."""


@contextmanager
def stopping(folder: Path) -> Iterator[None]:
    """An OSError inside stops the run; what is done stays done."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot be written: {reason_of(error)}; what is done is kept: when that is mended, "
            "the same command goes on",
            path=str(folder),
        ) from error


def append(path: Path, data: bytes) -> int:
    """Add to a file, which is made if need be. Its length, once that is on the disk."""
    with open(path, "ab") as file:
        if data:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return file.tell()


def cut(path: Path, length: int) -> None:
    """Take off what was added behind `length`. Raises OutputError if the file is shorter."""
    with open(path, "r+b") as file:
        if file.seek(0, os.SEEK_END) < length:
            raise OutputError(
                "is shorter than it was, so the run cannot go on from it; "
                "give --overwrite to start anew",
                path=str(path),
            )
        file.truncate(length)


def sync(paths: Iterable[Path]) -> None:
    """Have the bytes of files, or the names in folders, on the disk."""
    if os.name == "nt":  # a folder cannot be opened there
        paths = [path for path in paths if not path.is_dir()]
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def rename(source: Path, target: Path) -> None:
    """Put a whole file in its place; the folders above it are made."""
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(source, target)


class Lock:
    """One process at a time. Let go of when the process ends, in whatever way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Raises OutputError if another process has it."""
        self._file = open(self.path, "ab")  # noqa: SIM115
        try:
            import fcntl
        except ImportError:  # Windows: an open file cannot be removed there, which is nearly it
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            raise OutputError(
                "another run is writing there now; wait for it, or choose another output",
                path=str(self.path.parent.parent),
            ) from None

    def release(self) -> None:
        """Give it back."""
        if self._file:
            self._file.close()
            self._file = None

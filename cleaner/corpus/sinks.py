"""Where results go. Nothing is ever half written: write beside, then rename."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import uuid4

from cleaner.corpus.sources import reason_of
from cleaner.errors import OptionError, OutputError


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write all of these files, or none.

    All of them are written beside their places first, then renamed in order. Raises OutputError
    when one cannot be written; then no temporary file and none of the files is left.
    """
    beside: dict[Path, Path] = {}
    placed: list[Path] = []
    path = Path()
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path] = path.parent / f".{uuid4().hex}.part"
            with open(beside[path], "xb") as file:
                file.write(data)
        for path, temporary in beside.items():
            os.replace(temporary, path)
            placed.append(path)
    except BaseException as error:
        for leftover in (*beside.values(), *placed):
            leftover.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OutputError(f"cannot be written: {reason_of(error)}", path=str(path)) from error
        raise


def write_file(path: Path, data: bytes, *, overwrite: bool, never: Iterable[Path]) -> None:
    """Write one file. Raises OutputError if it exists and may not be overwritten, OptionError if
    it is one of `never`, the inputs.
    """
    check_no_input(path, never)
    if path.exists() and not overwrite:
        raise OutputError("exists; give --overwrite to write it anew", path=str(path))
    write_together({path: data})


def check_no_input(path: Path, inputs: Iterable[Path]) -> None:
    """Raises OptionError if an output is one of the inputs."""
    for taken in inputs:
        if os.path.realpath(taken) == os.path.realpath(path):
            raise OptionError(f"the output {path} is an input; choose another name")

"""Where results go. Nothing is ever half written: write beside, then rename."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import uuid4

from cleaner.corpus.sources import ERRORS, STDIN, SUMMARY, Source, reason_of
from cleaner.errors import OptionError, OutputError


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write all of these files, or none.

    All of them are written beside their places first, then renamed in order. Raises OutputError
    when one cannot be written; then no temporary file and none of the files is left.
    """
    beside: dict[Path, Path] = {}
    placed: list[Path] = []
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
            raise OutputError(f"cannot be written: {reason_of(error)}") from error
        raise


def write_file(path: Path, data: bytes, *, overwrite: bool, never: Iterable[Path]) -> None:
    """Write one file. Raises OutputError if it exists and may not be overwritten, OptionError if
    it is one of `never`, the inputs.
    """
    for taken in never:
        if os.path.realpath(taken) == os.path.realpath(path):
            raise OptionError(f"the output {path} is an input; choose another name")
    if path.exists() and not overwrite:
        raise OutputError("exists; give --overwrite to write it anew", path=str(path))
    write_together({path: data})


class OutputFolder:
    """The folder that takes the results of a run, each under the name of its input."""

    def __init__(self, folder: Path, *, overwrite: bool = False, dry_run: bool = False) -> None:
        self.folder, self.overwrite, self.dry_run = folder, overwrite, dry_run

    def check(self, paths: Iterable[Path], sources: Iterable[Source]) -> None:
        """Raises OptionError when inputs and outputs would lie in one another, or it is a file.

        `paths` are the files and folders that were named, `sources` what was found there.
        """
        out = Path(os.path.realpath(self.folder))
        if self.folder.exists() and not self.folder.is_dir():
            raise OptionError(
                f"-o {self.folder} is a file, and a folder is needed; "
                "for one text on standard output leave -o out"
            )
        for path in paths:
            if path.is_dir() and out.is_relative_to(os.path.realpath(path)):
                raise OptionError(
                    f"the output folder {self.folder} lies inside the input {path}; "
                    "choose a folder outside it"
                )
        for source in sources:
            if str(source.path) == STDIN:
                continue
            if Path(os.path.realpath(source.path)).is_relative_to(out):
                raise OptionError(
                    f"the input {source.path} lies inside the output folder {self.folder}; "
                    "choose another folder"
                )
        if not self.overwrite and (self.folder / SUMMARY).exists() and not self._ours():
            raise OptionError(
                f"{self.folder / SUMMARY} exists and was not written by this tool; "
                "choose another folder, or give --overwrite"
            )

    def reserve(self, name: str, *also: str) -> None:
        """Raises OutputError if one of these outputs exists and may not be overwritten."""
        for wanted in (name, *also):
            path = self.folder / wanted
            if path.is_dir():
                raise OutputError(f"a folder stands in the place of the output {wanted}; move it")
            if not self.overwrite and (path.exists() or path.is_symlink()):
                raise OutputError(f"the output {wanted} exists; give --overwrite to write it anew")

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write the files of one input, all or none. Raises OutputError."""
        if not self.dry_run:
            write_together({self.folder / name: data for name, data in files.items()})

    def close(self, summary: bytes, errors: bytes) -> None:
        """Write the record of the run: summary.json, and errors.jsonl if there are any.

        The record of an earlier run in this folder gives way to it.
        """
        if self.dry_run:
            return
        if errors:
            write_together({self.folder / ERRORS: errors})
        elif (self.folder / ERRORS).exists() and self._ours():
            (self.folder / ERRORS).unlink()
        write_together({self.folder / SUMMARY: summary})

    def _ours(self) -> bool:
        """Whether the summary that stands in the folder is one of this tool."""
        try:
            return b'"schema": "cleaner-summary/' in (self.folder / SUMMARY).read_bytes()
        except OSError:
            return False

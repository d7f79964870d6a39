"""What the outputs are called, and where they lie."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaner.corpus.names import Format, parts_of
from cleaner.corpus.sources import ERRORS, STDIN, SUMMARY, Source
from cleaner.errors import OptionError


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run writes: into `folder`, all rows into the file `single` there if it is given."""

    folder: Path
    single: str | None = None

    @property
    def summary(self) -> Path:
        """The totals of the run."""
        return self.folder / (f"{self.single}.{SUMMARY}" if self.single else SUMMARY)

    @property
    def errors(self) -> Path:
        """What failed in the run."""
        return self.folder / (f"{self.single}.{ERRORS}" if self.single else ERRORS)

    @property
    def work(self) -> Path:
        """The folder of what is not yet whole; on the same disk, as its files are renamed."""
        return self.folder / (f".{self.single}.cleaner-run" if self.single else ".cleaner-run")

    @classmethod
    def of(cls, output: Path) -> Place:
        """The place that `-o` names: a folder, or one file if its name is that of a corpus."""
        if not output.is_dir() and parts_of(output.name)[1] in ("jsonl", "parquet"):
            return cls(output.parent, output.name)
        return cls(output)

    @property
    def format(self) -> Format | None:
        """The format of the single file."""
        return parts_of(self.single)[1] if self.single else None

    def check(self, paths: Iterable[Path], sources: Iterable[Source], *, overwrite: bool) -> None:
        """Raises OptionError when inputs and outputs would lie in one another, or it is a file.

        `paths` are the files and folders that were named, `sources` what was found there.
        """
        shown = self.folder / self.single if self.single else self.folder
        out = Path(os.path.realpath(shown))
        if not self.single and self.folder.exists() and not self.folder.is_dir():
            raise OptionError(
                f"-o {self.folder} is a file, and a folder is needed; "
                "for one text on standard output leave -o out"
            )
        named = parts_of(self.folder.name)[1]
        if not self.single and named and not self.folder.exists():
            # a folder of this name is not what anybody meant
            raise OptionError(
                f"-o {self.folder} has the name of a {named} file, and a folder is needed, or a "
                ".jsonl or .parquet file for all results; one text goes to standard output "
                "without -o"
            )
        for path in paths:
            if path.is_dir() and out.is_relative_to(os.path.realpath(path)):
                raise OptionError(
                    f"the output {'file' if self.single else 'folder'} {shown} lies inside the "
                    f"input {path}; choose a folder outside it"
                )
        for source in sources:
            real = Path(os.path.realpath(source.path))
            if str(source.path) == STDIN or not real.is_relative_to(out):
                continue
            if self.single:
                raise OptionError(f"the output {shown} is an input; choose another name")
            raise OptionError(
                f"the input {source.path} lies inside the output folder {self.folder}; "
                "choose another folder"
            )
        if overwrite or self.ours():
            return
        for path in (self.summary, self.errors):
            if path.exists() and not self.work.exists():
                raise OptionError(
                    f"{path} exists and was not written by this tool; "
                    "choose another folder, or give --overwrite"
                )

    def ours(self) -> bool:
        """Whether the summary that stands there is one of this tool."""
        try:
            return b'"schema": "cleaner-summary/' in self.summary.read_bytes()
        except OSError:
            return False

    def refusal(
        self, files: Sequence[str], folder: str | None = None, *, overwrite: bool
    ) -> str | None:
        """Why outputs of these names cannot be written, if so; the texts of rows need a folder."""
        for name in files:
            if (self.folder / name).is_dir():
                return f"a folder stands in the place of the output {name}; move it"
        for name in (*files, *([folder] if folder else [])):
            path = self.folder / name
            if not overwrite and (path.exists() or path.is_symlink()):
                return f"the output {name} exists; give --overwrite to write it anew"
        return None


def row_text_name(container: str, source: str) -> str:
    """The name of the clean text of one row: its number, in a folder of the container's name.

    >>> row_text_name("a/b.jsonl", "a/b.jsonl#12")
    'a/b.jsonl/00000012.txt'
    """
    return f"{container}/{int(source.rpartition('#')[2]):08}.txt"

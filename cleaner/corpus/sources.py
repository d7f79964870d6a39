"""Paths to inputs. Every input has a name of its own: its path below the folder that was given."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from cleaner.corpus.names import PATTERNS
from cleaner.errors import CleanerError, InputError

TEXTS = ("*.txt", "*.md", "*.text")
"""Those of them that are plain text."""

STDIN = "-"
REPORT_SUFFIX, REPORTS_SUFFIX = ".report.json", ".reports.jsonl"
SUMMARY, ERRORS = "summary.json", "errors.jsonl"


@dataclass(frozen=True, slots=True)
class Source:
    """One input: where it is read (`-`: standard input), and its name.

    The name is a relative posix path: what the reports call it, and where its output goes.
    """

    path: Path
    name: str

    @property
    def once(self) -> bool:
        """Whether it can be read only once, and only by this process: a pipe."""
        return str(self.path) == STDIN or not self.path.is_file()


@dataclass(frozen=True, slots=True)
class Failure:
    """One input, or one document of it, that came to nothing: its name, its path, and why.

    `content` and `row` are the document as far as it was read, as in Record.
    """

    name: str
    path: str
    error: Exception
    content: str | bytes | None = None
    row: Mapping[str, Any] | None = None

    @property
    def message(self) -> str:
        """Why, in words, without the path."""
        if isinstance(self.error, CleanerError):
            return str(getattr(self.error, "message", self.error))
        return str(self.error)

    @property
    def described(self) -> str:
        """Why, for a reader: an error that nobody foresaw is told with its type."""
        if isinstance(self.error, CleanerError):
            return self.message
        return f"unexpected {type(self.error).__name__}: {self.message}".removesuffix(": ")


@dataclass(slots=True)
class Found:
    """The inputs in order, those that cannot be used among them as failures.

    `output_of` says where the output of a name goes; two inputs cannot have one place.
    """

    output_of: Callable[[str], str] = str
    inputs: list[Source | Failure] = field(default_factory=list)
    _taken: dict[str, Source] = field(default_factory=dict)

    def sources(self) -> list[Source]:
        """The inputs that can be read."""
        return [item for item in self.inputs if isinstance(item, Source)]

    def add(self, source: Source) -> None:
        """Take an input in, unless its output would fall on that of an earlier one."""
        output = self.output_of(source.name)
        first = self._rival(output)
        if first is None:
            self._taken[output] = source
            self.inputs.append(source)
        elif first.name != source.name or not _same(first.path, source.path):
            self.fail(
                source.name,
                source.path,
                f"an earlier input has the output {self.output_of(first.name)} already; "
                "clean this one into another folder",
            )

    def fail(self, name: str, path: Path, message: str) -> None:
        """Note an input that cannot be used."""
        shown = _shown(path)
        self.inputs.append(Failure(name, shown, InputError(message, path=shown)))

    def _rival(self, name: str) -> Source | None:
        """The earlier input whose clean text or report has the place that this output needs."""
        return (
            self._taken.get(name)
            or self._taken.get(name + REPORT_SUFFIX)
            or self._taken.get(name.removesuffix(REPORT_SUFFIX))
        )


def find_sources(
    paths: Iterable[Path],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    output_of: Callable[[str], str] = str,
) -> Found:
    """The inputs that `paths` name: files as they are, folders with all that lies in them.

    From a folder come the files that match a glob of `include` (default: PATTERNS) and none of
    `exclude`, by name or by path below the folder, letter case aside; nothing hidden, none of
    the tool's own reports; in sorted order. A file named itself is always taken.
    """
    found = Found(output_of)
    for path in paths:
        if str(path) == STDIN:
            found.add(Source(path, "stdin.txt"))
        elif os.path.isdir(path):
            for item in _walk(path, "", frozenset(), include or PATTERNS, exclude):
                if isinstance(item, Source):
                    found.add(item)
                else:
                    name, message = item
                    found.fail(name, path / name, message)
        elif missing := _missing(path):
            found.fail(path.name, path, missing)
        elif path.name in (SUMMARY, ERRORS):
            found.fail(path.name, path, f"{path.name} is where the run writes its own record")
        else:
            found.add(Source(path, path.name))
    return found


def _missing(path: Path) -> str | None:
    try:
        path.stat()
    except OSError as error:
        return reason_of(error)
    return None


def _walk(
    folder: Path,
    below: str,
    above: frozenset[str],
    include: Sequence[str],
    exclude: Sequence[str],
) -> Iterator[Source | tuple[str, str]]:
    """Inputs of a folder, or (name, what is wrong). `above`: the real folders that lead here."""
    real = os.path.realpath(folder)
    if real in above:  # a link to a folder that it lies in
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield below.removesuffix("/") or folder.name, reason_of(error)
        return
    for entry in entries:
        name = below + entry.name
        if entry.name.startswith(".") or _matches(name, exclude):
            continue
        if os.path.isdir(entry.path):
            yield from _walk(folder / entry.name, f"{name}/", above | {real}, include, exclude)
        elif _own(entry.name) or not _matches(name, include):
            continue
        elif os.path.isfile(entry.path):
            yield Source(folder / entry.name, name)
        elif not os.path.exists(entry.path):
            yield name, "a link that leads nowhere"


def _own(name: str) -> bool:
    return name in (SUMMARY, ERRORS) or name.endswith((REPORT_SUFFIX, REPORTS_SUFFIX))


def _matches(name: str, globs: Sequence[str]) -> bool:
    """Whether a path or its last part matches a glob, letter case aside."""
    lowered = name.lower()
    last = lowered.rpartition("/")[2]
    return any(
        fnmatchcase(lowered, glob) or fnmatchcase(last, glob)
        for glob in (glob.lower().rstrip("/") for glob in globs)
    )


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _shown(path: Path) -> str:
    return "standard input" if str(path) == STDIN else path.as_posix()


def reason_of(error: OSError) -> str:
    """What an OSError says, without the path in it: `permission denied`."""
    text = error.strerror or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]

"""What the name of a file says: which format it is, and how it is compressed."""

from __future__ import annotations

from typing import Literal, get_args

from cleaner.errors import OptionError

Format = Literal["text", "html", "jsonl", "parquet", "warc", "wet"]
FORMATS: tuple[Format, ...] = get_args(Format)

SINGLE = frozenset(("text", "html"))
"""The formats of files that are one document each."""

SUFFIXES = (".gz", ".zst", ".bz2", ".xz")
"""The endings of names that say how a file is compressed."""

_ENDINGS: dict[str, Format] = {
    ".txt": "text",
    ".md": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "wet",
}

PATTERNS = tuple(
    f"*{ending}{packed}"
    for ending, format in _ENDINGS.items()
    for packed in (("",) if format == "parquet" else ("", *SUFFIXES))
)
"""The files taken from a folder when nothing else is asked for."""


def check_format(format: str | None) -> None:
    """Raises OptionError for a name that is no format's; None stands for the name of the file."""
    if format is not None and format not in FORMATS:
        raise OptionError(f"format {format!r} is not known; one of: {', '.join(FORMATS)}")


def parts_of(name: str) -> tuple[str, Format | None, str]:
    """A name cut in three: stem, format (None if the ending tells of none), compression suffix.

    The stem has its format's ending still; letter case aside.

    >>> parts_of("CC-MAIN-1.warc.wet.gz")
    ('CC-MAIN-1.warc.wet', 'wet', '.gz')
    >>> parts_of("notes")
    ('notes', None, '')
    """
    stem, packed = name, ""
    for suffix in SUFFIXES:
        if name.lower().endswith(suffix):
            stem, packed = name[: -len(suffix)], suffix
    ending = stem.lower()[stem.rfind(".") :] if "." in stem else ""
    return stem, _ENDINGS.get(ending), packed

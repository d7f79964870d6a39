"""Totals of a run. They add up and merge: two halves of a corpus give the summary of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

SCHEMA = "cleaner-summary/1"

Counts = dict[str, dict[str, int]]

_BY_EDIT = ("category", "rule")
_BY_FILE = (
    "cleaner",
    "encoding",
    "file",
    "flag",
    "kind",
    "language",
    "policy",
    "rulebook",
    "site",
)
UNKNOWN = "unknown"


def _empty() -> dict[str, Counts]:
    return {name: {} for name in (*_BY_EDIT, *_BY_FILE)}


@dataclass(slots=True)
class Summary:
    """What the reports of a run add up to.

    `by` has tables of counts: by category and by rule, of edits (`edits`, and `chars`, the
    characters that they took out); by language, flag and so on, of files (`files`, `chars_in`,
    `chars_out`). `flagged` has the flags of each flagged source.
    """

    files: int = 0
    failed: int = 0
    chars_in: int = 0
    chars_out: int = 0
    edits: int = 0
    doubts: int = 0
    by: dict[str, Counts] = field(default_factory=_empty)
    flagged: dict[str, list[str]] = field(default_factory=dict)

    def add(self, report: Mapping[str, Any], *, file: str | None = None) -> None:
        """Count one more document, from its report.

        `file` is the name of the input that it is one row of. Such a document is not named among
        the flagged, so that a summary stays small.
        """
        self.files += 1
        self.chars_in += report["chars_in"]
        self.chars_out += report["chars_out"]
        self.edits += len(report["edits"])
        self.doubts += len(report["doubts"])
        for edit in report["edits"]:
            counts = {"edits": 1, "chars": len(edit["old"]) - len(edit["new"])}
            for name in _BY_EDIT:
                self._count(name, edit[name], counts)
        counts = {
            "files": 1,
            "chars_in": report["chars_in"],
            "chars_out": report["chars_out"],
        }
        for name in ("cleaner", "kind", "policy", "rulebook", "language"):
            self._count(name, report[name] or UNKNOWN, counts)
        encoding = report["encoding"]
        self._count("encoding", encoding["used"] if encoding else UNKNOWN, counts)
        self._count("file", file or report["source"] or UNKNOWN, counts)
        self._count("site", site_of(report["metadata"].get("url")), counts)
        for flag in report["flags"]:
            self._count("flag", flag, counts)
        if report["flags"] and file is None:
            self.flagged[report["source"] or UNKNOWN] = sorted(report["flags"])

    def fail(self) -> None:
        """Count one more input that could not be cleaned."""
        self.failed += 1

    def merge(self, other: Summary) -> None:
        """Take in the totals of another run; a source flagged in both keeps the flags of both."""
        for name in ("files", "failed", "chars_in", "chars_out", "edits", "doubts"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, table in other.by.items():
            for key, counts in table.items():
                self._count(name, key, counts)
        for source, flags in other.flagged.items():
            self.flagged[source] = sorted({*self.flagged.get(source, ()), *flags})

    def to_dict(self) -> dict[str, Any]:
        """The summary as docs/report.md describes it, JSON-ready, its keys sorted."""
        return {
            **{f"by_{name}": _sorted(self.by[name]) for name in sorted(self.by)},
            "chars_in": self.chars_in,
            "chars_out": self.chars_out,
            "doubts": self.doubts,
            "edits": self.edits,
            "failed": self.failed,
            "files": self.files,
            "flagged": dict(sorted(self.flagged.items())),
            "schema": SCHEMA,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Summary:
        """The summary that to_dict() told, to merge with others."""
        summary = cls()
        for name in ("files", "failed", "chars_in", "chars_out", "edits", "doubts"):
            setattr(summary, name, data[name])
        for name in summary.by:
            for key, counts in data.get(f"by_{name}", {}).items():
                summary._count(name, key, counts)
        summary.flagged = {source: list(flags) for source, flags in data["flagged"].items()}
        return summary

    def _count(self, table: str, key: str, counts: Mapping[str, int]) -> None:
        held = self.by[table].get(key)
        if held is None:
            held = self.by[table][key] = defaultdict(int)
        for unit, number in counts.items():
            held[unit] += number


def site_of(url: str | None) -> str:
    """The host that a document came from.

    >>> site_of("https://www.example.org/a?b")
    'www.example.org'
    """
    try:
        return (urlsplit(url).hostname if url else None) or UNKNOWN
    except ValueError:  # urlsplit: "Invalid IPv6 URL"
        return UNKNOWN


def _sorted(table: Counts) -> Counts:
    return {key: dict(sorted(table[key].items())) for key in sorted(table)}

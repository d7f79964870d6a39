"""A summary in plain text, for a terminal: what went in, what came out, what to look at."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.report.summary import Counts, Summary

BUSIEST = 5
MOST_NAMES = 10
"""Flagged files that are named; the rest are in summary.json."""


def tell(summary: Summary, *, noun: str = "file", dry_run: bool = False) -> str:
    """The summary in lines, the last one ended. `noun`: what was cleaned."""
    return "".join(f"{line}\n" for line in _lines(summary, noun, dry_run))


def _lines(summary: Summary, noun: str, dry_run: bool) -> Iterator[str]:
    failed = f", {summary.failed:,} failed" if summary.failed else ""
    dry = " (dry run: nothing is written)" if dry_run else ""
    yield f"{count(summary.files, noun)} cleaned{failed}{dry}"
    gone = summary.chars_in - summary.chars_out
    share = f" ({gone / summary.chars_in:.1%} less)" if summary.chars_in else ""
    yield f"{summary.chars_in:,} characters in, {summary.chars_out:,} out{share}"
    if summary.edits:
        yield "by category:"
        yield from _table(summary.by["category"], len(summary.by["category"]))
        yield "busiest rules:"
        yield from _table(summary.by["rule"], BUSIEST)
    if summary.flagged:
        yield "flagged:"
        names = sorted(summary.flagged.items())
        for source, flags in names[:MOST_NAMES]:
            yield f"  {source}: {', '.join(flags)}"
        if len(names) > MOST_NAMES:
            yield f"  and {len(names) - MOST_NAMES:,} more"


def _table(table: Counts, most: int) -> Iterator[str]:
    rows = sorted(table.items(), key=lambda row: (-row[1]["edits"], -row[1]["chars"], row[0]))
    width = max(len(name) for name, _ in rows[:most])
    for name, counts in rows[:most]:
        edits, chars = count(counts["edits"], "edit"), count(counts["chars"], "character")
        yield f"  {name:<{width}}  {edits}, {chars}"


def count(number: int, noun: str, nouns: str | None = None) -> str:
    """A number with its noun, or with `nouns` (default: an s more) if it is not one.

    >>> count(1, "file"), count(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"

"""`cleaner explain`: a text with every decision about it in the margin."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.options import (
    PATH,
    Configured,
    cleaner_of,
    cleaning_options,
    extraction_of,
    extraction_options,
    known_of,
)
from cleaner.errors import OptionError

if TYPE_CHECKING:
    from cleaner.cleaned import Cleaned

_COLOURS = {"-": "red", "~": "yellow"}
_CONTROLS = {c: 0x2400 + c for c in range(0x20) if c != 0x09} | {0x7F: 0x2421}
_CONTROLS |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


@click.command(cls=Configured)
@click.argument("file", type=PATH)
@click.option("--line", metavar="N", type=click.IntRange(1), help="Only this line, from 1.")
@cleaning_options
@extraction_options
def explain(file: Path, line: int | None, **options: Any) -> None:
    """Show FILE (- for standard input) with what is decided about each line, and why.

    In the margin: | kept, - dropped, ~ changed inside. After the line, the rules (with the
    columns of a change); under it, the strength of the rule and its reasons, and what fired but
    was overruled, and by what.
    """
    from cleaner.corpus.reading import read_document
    from cleaner.corpus.sources import Source

    name = "stdin.txt" if str(file) == "-" else file.name
    cleaner = cleaner_of(options)
    source, known, extraction = Source(file, name), known_of(options), extraction_of(options)
    cleaned = cleaner.clean(read_document(source, known, extraction))
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for text, colour in explained(cleaned, line):
        if sys.stdout.isatty():  # a scraped text must not steer the terminal
            text = text.translate(_CONTROLS)
        click.echo(click.style(text, fg=colour) if coloured and colour else text)


def explained(cleaned: Cleaned, only: int | None = None) -> Iterator[tuple[str, str | None]]:
    """The lines of the explanation, each with its colour. Raises OptionError for no such line."""
    from cleaner.checks.golden import render, rows_of

    rows = rows_of(cleaned)
    if only is not None and only > len(rows):
        ends = f"ends with line {len(rows)}" if rows else "is empty"
        raise OptionError(f"there is no line {only}: the text {ends}")
    remarks = _remarks(cleaned, tidying=only is not None)
    for number, row in enumerate(rows, 1):
        if only in (None, number):
            yield render([row]).removesuffix("\n"), _COLOURS.get(row.margin)
            for remark in dict.fromkeys(remarks[number]):
                yield f"    # {remark}", "bright_black"


def _remarks(cleaned: Cleaned, *, tidying: bool) -> defaultdict[int, list[str]]:
    """What there is to say, by line. The blank lines that go with a drop explain themselves."""
    from cleaner.model import WHITESPACE

    remarks: defaultdict[int, list[str]] = defaultdict(list)
    for edit in cleaned.edits:
        if tidying or edit.category != WHITESPACE:
            what = f"{edit.rule}: {edit.category}, {edit.strength}"
            remarks[edit.line].append("; ".join((what, *edit.because)))
    for doubt in cleaned.doubts:
        why = "; ".join(doubt.because)
        remarks[doubt.line].append(f"kept, though {doubt.rule} ({doubt.category}) fired: {why}")
    return remarks

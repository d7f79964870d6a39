"""`cleaner rules try`: what a new phrase or pattern would drop, before it is a rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.options import PATH
from cleaner.errors import OptionError

if TYPE_CHECKING:
    from cleaner.model import Line, Match
    from cleaner.rulebook.find import Finder

SHOWN = 160
"""Characters of a line that are printed."""


@click.command("try")
@click.argument("pattern")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@click.option("--span", is_flag=True, help="Match parts of lines, not whole lines.")
@click.pass_context
def try_pattern(ctx: click.Context, pattern: str, paths: tuple[Path, ...], span: bool) -> None:
    """Show which lines of the texts in PATH a new PATTERN would match.

    PATTERN is a phrase (the whole line; letter case, spaces and end punctuation aside) or a
    regular expression in the dialect of the rules. Lines are matched as rules match them.
    """
    from cleaner.cli.clean import complain
    from cleaner.corpus.reading import read_document
    from cleaner.corpus.sources import TEXTS, Failure, find_sources
    from cleaner.errors import InputError
    from cleaner.evidence.shape import shape
    from cleaner.report.terminal import count

    finder = finder_of(pattern, span=span)
    files = matching = lines = prose = failed = 0
    for item in find_sources(paths, include=TEXTS).inputs:
        if not isinstance(item, Failure):
            try:
                text = read_document(item).text
            except InputError as error:
                item = Failure(item.name, item.path.as_posix(), error)
        if isinstance(item, Failure):
            complain(item)
            failed += 1
            continue
        files += 1
        found = list(matches_of(finder, text))
        matching += bool(found)
        for line, match in found:
            lines += 1
            prose += shape(line.text).prose
            click.echo(f"{item.path.as_posix()}:{line.number}: {_shown(line, match, span)}")
    click.echo(
        f"{count(lines, 'match', 'matches')} in {matching:,} of {count(files, 'file')}; "
        f"{prose:,} in lines that read like prose"
    )
    ctx.exit(1 if failed else 0)


def finder_of(pattern: str, *, span: bool) -> Finder:
    """A finder of this one pattern. Raises OptionError for what could be no rule's pattern."""
    from cleaner.rulebook.find import Finder
    from cleaner.rulebook.pattern import check_pattern
    from cleaner.rulebook.rule import Rule, Rulebook

    if not pattern.strip():
        raise OptionError("the pattern is empty; give a phrase or a regular expression")
    problem = check_pattern(pattern, bounded=span)
    if problem:
        hint = f" ({problem[1]})" if problem[1] else ""
        raise OptionError(f"pattern '{pattern}': {problem[0]}{hint}")
    rule = Rule(
        id="try",
        category="other",
        about="the pattern on trial",
        scope="span" if span else "line",
        keywords=("",),  # a keyword that every line holds
        phrases=() if span else (pattern,),
        patterns=(pattern,),
    )
    return Finder(Rulebook([rule]))


def matches_of(finder: Finder, text: str) -> Iterator[tuple[Line, Match]]:
    """The lines of a text, repaired as before cleaning, on which the pattern fires."""
    from cleaner.text.repair import repair
    from cleaner.text.segment import segment

    repaired, _ = repair(text)
    lines = segment(repaired)
    if lines:
        for match in finder.find(lines):
            if not lines[match.line].blank:
                yield lines[match.line], match


def _shown(line: Line, match: Match, span: bool) -> str:
    """The line, or what stands around the part of it that matched, which is in brackets."""
    if not span:
        return line.text if len(line.text) <= SHOWN else f"{line.text[:SHOWN]}..."
    start, end = max(0, match.start - SHOWN // 2), match.end + SHOWN // 2
    before, after = line.text[start : match.start], line.text[match.end : end]
    return (
        f"{'...' if start else ''}{before}[{line.text[match.start : match.end]}]{after}"
        f"{'...' if end < len(line.text) else ''}"
    )

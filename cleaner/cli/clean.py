"""`cleaner clean`: texts in, clean texts and reports out."""

from __future__ import annotations

import sys
from dataclasses import replace
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
from cleaner.cli.output import write_stdout

if TYPE_CHECKING:
    from cleaner.cleaning import Cleaner
    from cleaner.corpus.run import Known
    from cleaner.corpus.sources import Failure, Found, Source
    from cleaner.html import Extraction

STDIN = Path("-")


@click.command(cls=Configured)
@click.argument("paths", metavar="PATH...", nargs=-1, type=PATH)
@click.option("-o", "--output", metavar="FOLDER", type=PATH, help="Where the results go.")
@cleaning_options
@extraction_options
@click.option(
    "--include",
    metavar="GLOB",
    multiple=True,
    help="Take these files from folders, by name or path; repeatable.  "
    "[default: *.txt *.md *.text *.html *.htm *.xhtml]",
)
@click.option(
    "--exclude",
    metavar="GLOB",
    multiple=True,
    help="Leave these files or folders out; repeatable.",
)
@click.option(
    "--report/--no-report",
    default=True,
    help="Write NAME.report.json beside each text.  [default: yes]",
)
@click.option("--verify", is_flag=True, help="Check that each result can be undone.")
@click.option("--dry-run", is_flag=True, help="Write nothing; tell what would be done.")
@click.option("--overwrite", is_flag=True, help="Write over the results of an earlier run.")
@click.option("--quiet", is_flag=True, help="No summary; errors are still told.")
@click.pass_context
def clean(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    output: Path | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    report: bool,
    verify: bool,
    dry_run: bool,
    overwrite: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Clean texts: files, folders, or standard input (-).

    With -o each clean text is written under its name into FOLDER (folders keep their tree), with
    a report, and for the run a summary.json and, if there are errors, an errors.jsonl. Without
    -o one text goes to standard output, and nothing else does.
    """
    _need_input(ctx, paths)
    paths = paths or (STDIN,)
    if output is None and not dry_run:
        _need_one_text(ctx, paths)
    cleaner, known = cleaner_of(options), known_of(options)
    extraction = extraction_of(options)

    from cleaner.corpus.run import run
    from cleaner.corpus.sinks import OutputFolder
    from cleaner.corpus.sources import find_sources
    from cleaner.report.terminal import tell

    found = find_sources(paths, include=include, exclude=exclude)
    _need_one_title(found, known)
    if output is None and not dry_run:
        _to_stdout(ctx, found.inputs[0], cleaner, known, extraction, verify=verify, quiet=quiet)
        return
    folder = None
    if output is not None:
        folder = OutputFolder(output, overwrite=overwrite, dry_run=dry_run)
        folder.check(paths, found.sources())
    outcome = run(
        found,
        cleaner,
        folder,
        known=known,
        extraction=extraction,
        verify=verify,
        reports=report,
        on_failure=complain,
    )
    if not quiet:
        click.echo(tell(outcome.summary, dry_run=dry_run), nl=False)
    ctx.exit(1 if outcome.failures else 0)


def _need_input(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    """Help, rather than a wait for somebody to type an article."""
    if (not paths or STDIN in paths) and sys.stdin.isatty():
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


def _need_one_text(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    asked = ctx.get_parameter_source("report") is click.core.ParameterSource.COMMANDLINE
    if asked and ctx.params["report"]:
        raise click.UsageError("--report needs a folder to write the report to: give -o FOLDER")
    if len(paths) > 1:
        raise click.UsageError("several inputs need a folder for the results: give -o FOLDER")
    if paths[0].is_dir():
        raise click.UsageError(f"{paths[0]} is a folder: give -o FOLDER for the results")


def _need_one_title(found: Found, known: Known) -> None:
    for option in ("title", "url"):
        if getattr(known, option) is not None and len(found.inputs) > 1:
            raise click.UsageError(
                f"--{option} tells of one text, and there are {len(found.inputs)} inputs"
            )


def _to_stdout(
    ctx: click.Context,
    source: Source | Failure,
    cleaner: Cleaner,
    known: Known,
    extraction: Extraction,
    *,
    verify: bool,
    quiet: bool,
) -> None:
    from cleaner.corpus.run import clean_source, text_bytes
    from cleaner.corpus.sources import Failure
    from cleaner.report.summary import UNKNOWN, Summary
    from cleaner.report.terminal import tell

    if not isinstance(source, Failure):
        try:
            cleaned = clean_source(source, cleaner, known, extraction=extraction, verify=verify)
        except Exception as error:  # as in a run: the fault is this document's
            source = Failure(source.name, source.path.as_posix(), error)
    if isinstance(source, Failure):
        complain(source)
        ctx.exit(1)
    write_stdout(text_bytes(cleaned.text))
    if not quiet:
        # the summary on a terminal names no language, and finding it takes longer than cleaning
        document = replace(cleaned.document, language=cleaned.document.language or UNKNOWN)
        summary = Summary()
        summary.add(replace(cleaned, document=document).report())
        click.echo(tell(summary), nl=False, err=True)


def complain(failure: Failure) -> None:
    """Tell of an input that failed, on standard error."""
    click.echo(f"Error: {failure.path}: {failure.described}", err=True)

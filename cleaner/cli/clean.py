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
    extraction_options,
    reading_of,
    reading_options,
)
from cleaner.cli.output import write_stdout

if TYPE_CHECKING:
    from cleaner.corpus.failed import Failed
    from cleaner.corpus.sources import Failure, Found, Source
    from cleaner.corpus.work import Job

STDIN = Path("-")


@click.command(cls=Configured)
@click.argument("paths", metavar="PATH...", nargs=-1, type=PATH)
@click.option(
    "-o",
    "--output",
    metavar="FOLDER|FILE",
    type=PATH,
    help="Where the results go: a folder, or one .jsonl or .parquet file for all of them.",
)
@click.option(
    "--to",
    type=click.Choice(("same", "text", "jsonl", "parquet")),
    default="same",
    show_default=True,
    help="What corpus files become: the format they have, a text for each document, or another.",
)
@cleaning_options
@reading_options
@extraction_options
@click.option(
    "--include",
    metavar="GLOB",
    multiple=True,
    help="Take these files from folders, by name or path; repeatable.  "
    "[default: all whose format is known by their name]",
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
    help="Write NAME.report.json beside each text, and a report into each row.  [default: yes]",
)
@click.option(
    "--metadata",
    is_flag=True,
    help="Add columns to rows: title, author, date, description, site, url, as far as they are "
    "known.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1),
    help="Work with so many processes.  [default: all processors, one if there is little to do]",
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0, min_open=True),
    help="A document that takes longer is an error.  [default: none does]",
)
@click.option("--verify", is_flag=True, help="Check that each result can be undone.")
@click.option("--dry-run", is_flag=True, help="Write nothing; tell what would be done.")
@click.option("--overwrite", is_flag=True, help="Write over the results of an earlier run.")
@click.option("--quiet", is_flag=True, help="No summary, no progress; errors are still told.")
@click.pass_context
def clean(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    output: Path | None,
    **options: Any,
) -> None:
    """Clean texts and corpora: files, folders, or standard input (-).

    With -o each result is written under the name of its input into FOLDER (folders keep their
    tree), texts with a report beside them, rows with a report inside; and for the run a
    summary.json and, if there are errors, an errors.jsonl. A run that was stopped goes on when
    the same command is given again. Without -o one input goes to standard output, and nothing
    else does.
    """
    _need_input(ctx, paths)
    paths = paths or (STDIN,)
    dry_run, quiet = options["dry_run"], options["quiet"]
    if output is None and not dry_run:
        _need_one_input(ctx, paths)

    from cleaner.corpus.plan import Plan
    from cleaner.corpus.work import Job

    reading = reading_of(options)
    job = Job(
        cleaner=cleaner_of(options),
        reading=reading,
        verify=options["verify"],
        reports=options["report"],
        metadata=options["metadata"],
    )
    plan = Plan.of(
        paths,
        output,
        reading=reading,
        to=options["to"],
        include=options["include"],
        exclude=options["exclude"],
        reports=options["report"],
        metadata=options["metadata"],
        overwrite=options["overwrite"],
        dry_run=dry_run,
    )
    _need_one_title(plan.found, job)
    if plan.streamed and plan.to == "text":
        _text_to_stdout(ctx, plan.found.inputs[0], job, quiet=quiet)
        return

    from cleaner.cli.progress import Told
    from cleaner.corpus.run import Listeners, run_plan
    from cleaner.report.terminal import tell

    with Told(quiet=quiet) as told:
        listeners = Listeners(
            failure=told.failure,
            note=told.note,
            progress=told.progress,
            write=write_stdout if plan.streamed else None,
        )
        try:
            outcome = run_plan(
                plan,
                job,
                jobs=options["jobs"],
                timeout=options["timeout"],
                listeners=listeners,
            )
        except KeyboardInterrupt:
            told.stopped(resumable=plan.output is not None)
            ctx.exit(130)
    if not quiet:
        noun = "document" if plan.holds_many else "file"
        told_all = tell(outcome.summary, noun=noun, dry_run=dry_run)
        click.echo(told_all, nl=False, err=plan.streamed)
    ctx.exit(1 if outcome.summary.failed else 0)


def _need_input(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    """Help, rather than a wait for somebody to type an article."""
    if (not paths or STDIN in paths) and sys.stdin.isatty():
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


def _need_one_input(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    asked = ctx.get_parameter_source("report") is click.core.ParameterSource.COMMANDLINE
    if asked and ctx.params["report"]:
        raise click.UsageError("--report needs a folder to write the report to: give -o FOLDER")
    if len(paths) > 1:
        raise click.UsageError("several inputs need a folder for the results: give -o FOLDER")
    if paths[0].is_dir():
        raise click.UsageError(f"{paths[0]} is a folder: give -o FOLDER for the results")


def _need_one_title(found: Found, job: Job) -> None:
    known, sources = job.reading.known, found.sources()
    for option in ("title", "url"):
        if getattr(known, option) is None:
            continue
        if len(found.inputs) > 1:
            raise click.UsageError(
                f"--{option} tells of one text, and there are {len(found.inputs)} inputs"
            )
        if sources and job.reading.holds_many(sources[0].name):
            raise click.UsageError(
                f"--{option} tells of one text, and {sources[0].name} holds many; "
                f"--{option}-column names the column that has it"
            )


def _text_to_stdout(ctx: click.Context, source: Source | Failure, job: Job, *, quiet: bool) -> None:
    from cleaner.corpus.reading import text_bytes
    from cleaner.corpus.sources import Failure
    from cleaner.corpus.work import clean_record

    if not isinstance(source, Failure):
        try:
            cleaned = clean_record(job, job.reading.record(source), source.path.as_posix())
        except Exception as error:  # as in a run: the fault is this document's
            source = Failure(source.name, source.path.as_posix(), error)
    if isinstance(source, Failure):
        complain(source)
        ctx.exit(1)
    write_stdout(text_bytes(cleaned.text))
    if not quiet:
        from cleaner.report.summary import UNKNOWN, Summary
        from cleaner.report.terminal import tell

        # the summary on a terminal names no language, and finding it takes longer than cleaning
        document = replace(cleaned.document, language=cleaned.document.language or UNKNOWN)
        summary = Summary()
        summary.add(replace(cleaned, document=document).report())
        click.echo(tell(summary), nl=False, err=True)


def complain(failure: Failure | Failed) -> None:
    """Tell of an input that failed, on standard error."""
    click.echo(f"Error: {failure.path}: {failure.described}", err=True)

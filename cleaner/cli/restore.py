"""`cleaner restore`: the source again."""

from __future__ import annotations

from pathlib import Path

import click

from cleaner.cli.options import PATH
from cleaner.cli.output import write_stdout


@click.command()
@click.argument("clean", type=PATH)
@click.argument("report", type=PATH, required=False)
@click.option("-o", "--output", metavar="FILE", type=PATH, help="Where the source goes.")
@click.option("--text-column", metavar="NAME", help="The column of a corpus file with the text.")
@click.option("--overwrite", is_flag=True, help="Write over FILE if it exists.")
@click.pass_context
def restore(
    ctx: click.Context,
    /,
    clean: Path,
    report: Path | None,
    output: Path | None,
    text_column: str | None,
    overwrite: bool,
) -> None:
    """Give back the source of the text CLEAN, from its REPORT.

    The bytes are those that were cleaned. Where that is not possible, because the source had
    bytes that were valid in no encoding, they are the UTF-8 of the text that was cleaned, and
    standard error says so. Refuses a clean text that is not the one of the report.

    Rows of JSON Lines or Parquet have their reports in them: their texts are put back, and the
    reports go.
    """
    if report is None:
        _restore_rows(ctx, clean, output, text_column, overwrite=overwrite)
        return
    from cleaner.corpus.names import parts_of
    from cleaner.corpus.reading import read_bytes, unpacked
    from cleaner.corpus.sinks import write_file
    from cleaner.corpus.undo import read_report, undo
    from cleaner.corpus.undo_rows import report_among
    from cleaner.errors import InputError

    text, told = unpacked(read_bytes(clean), clean.name), read_bytes(report)
    try:
        if parts_of(report.name)[1] == "jsonl":
            restored = undo(text, report_among(told, text, clean.name))
        else:
            restored = undo(text, read_report(told))
    except InputError as error:
        raise InputError(error.message, path=str(report)) from error
    if output is None:
        write_stdout(restored.data)
    else:
        write_file(output, restored.data, overwrite=overwrite, never=(clean, report))
    if restored.inexact:
        click.echo(f"Note: written as UTF-8: {restored.inexact}", err=True)


def _restore_rows(
    ctx: click.Context,
    clean: Path,
    output: Path | None,
    text_column: str | None,
    *,
    overwrite: bool,
) -> None:
    from cleaner.cli.clean import complain
    from cleaner.corpus.formats import Columns, open_input
    from cleaner.corpus.names import SINGLE, parts_of
    from cleaner.corpus.sinks import check_no_input
    from cleaner.corpus.undo_rows import restore_rows

    if (parts_of(clean.name)[1] or "text") in SINGLE:
        raise click.UsageError("a text is restored from its report: cleaner restore CLEAN REPORT")
    if output is not None:
        check_no_input(output, (clean,))
    columns = Columns(text=text_column)
    opened = open_input(clean, name=clean.name, columns=columns, max_bytes=None)
    restored = restore_rows(opened, output, write_stdout, overwrite=overwrite, on_failure=complain)
    if restored.pages:
        click.echo(
            f"Note: {restored.pages} texts were made of pages of HTML; they are as they were "
            "extracted",
            err=True,
        )
    ctx.exit(1 if restored.failed else 0)

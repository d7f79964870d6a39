"""`cleaner restore`: the source again."""

from __future__ import annotations

from pathlib import Path

import click

from cleaner.cli.options import PATH
from cleaner.cli.output import write_stdout


@click.command()
@click.argument("clean", type=PATH)
@click.argument("report", type=PATH)
@click.option("-o", "--output", metavar="FILE", type=PATH, help="Where the source goes.")
@click.option("--overwrite", is_flag=True, help="Write over FILE if it exists.")
def restore(clean: Path, report: Path, output: Path | None, overwrite: bool) -> None:
    """Give back the source of the text CLEAN, from its REPORT.

    The bytes are those that were cleaned. Where that is not possible, because the source had
    bytes that were valid in no encoding, they are the UTF-8 of the text that was cleaned, and
    standard error says so. Refuses a clean text that is not the one of the report.
    """
    from cleaner.corpus.reading import read_bytes
    from cleaner.corpus.sinks import write_file
    from cleaner.corpus.undo import read_report, undo

    restored = undo(read_bytes(clean), read_report(read_bytes(report)))
    if output is None:
        write_stdout(restored.data)
    else:
        write_file(output, restored.data, overwrite=overwrite, never=(clean, report))
    if restored.inexact:
        click.echo(f"Note: written as UTF-8: {restored.inexact}", err=True)

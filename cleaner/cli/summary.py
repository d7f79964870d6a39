"""`cleaner summary`: the summaries of several runs, added up."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cleaner.cli.options import PATH
from cleaner.errors import InputError


@click.command()
@click.argument("summaries", metavar="SUMMARY...", nargs=-1, required=True, type=PATH)
@click.option("-o", "--output", metavar="FILE", type=PATH, help="Where their sum goes, as JSON.")
@click.option("--overwrite", is_flag=True, help="Write over FILE if it exists.")
def summary(summaries: tuple[Path, ...], output: Path | None, overwrite: bool) -> None:
    """Add up the summary.json of several runs, and tell the totals.

    The sum of the summaries of the parts of a corpus is the summary of the whole.
    """
    from cleaner.corpus.reading import json_bytes, read_bytes
    from cleaner.corpus.sinks import write_file
    from cleaner.report.summary import Summary
    from cleaner.report.terminal import tell

    total = Summary()
    for path in summaries:
        try:
            total.merge(Summary.from_dict(json.loads(read_bytes(path))))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError("not a summary of a run", path=str(path)) from error
    if output is not None:
        write_file(output, json_bytes(total.to_dict()), overwrite=overwrite, never=summaries)
    click.echo(tell(total, noun="document"), nl=False)

"""The command line. A command parses, calls the library, prints and sets the exit code.

Exit codes: 0 done (flags included), 1 some inputs failed or a check found problems, 2 usage, 130
stopped by Ctrl-C.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Any

import click

from cleaner.cli.clean import clean
from cleaner.cli.explain import explain
from cleaner.cli.restore import restore
from cleaner.cli.rules import rules
from cleaner.cli.summary import summary
from cleaner.errors import CleanerError, OptionError, RuleError
from cleaner.version import __version__

__all__ = ["main", "root"]


class Misuse(click.ClickException):
    """Options, settings or rule packs that cannot be used."""

    exit_code = 2


class Commands(click.Group):
    """The commands; the one place where the library's errors are caught."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (OptionError, RuleError) as error:
            raise Misuse(str(error)) from error
        except CleanerError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cleaner")
def root() -> None:
    """Take the debris out of scraped articles, leave the article alone, say what went and why.

    Settings are read from cleaner.toml, or from [tool.cleaner] in pyproject.toml, in the current
    folder; the command line wins. Exit codes: 0 done, 1 some inputs failed, 2 usage.
    """


for command in (clean, explain, restore, rules, summary):
    root.add_command(command)


def main() -> None:
    """The entry point of `cleaner` and `python -m cleaner`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a text may hold what the terminal's encoding lacks
            stream.reconfigure(errors="backslashreplace")
    root(prog_name="cleaner")

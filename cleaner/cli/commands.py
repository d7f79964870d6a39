"""All commands under their one name. Each is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from cleaner.errors import CleanerError, OptionError, RuleError
from cleaner.version import __version__

NAMES = ("clean", "explain", "restore", "rules", "summary")
"""Each command is the function of this name in the module of this name."""


class Misuse(click.ClickException):
    """Options, settings or rule packs that cannot be used."""

    exit_code = 2


class Commands(click.Group):
    """The commands; the one place where the library's errors are caught."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        # what is no command may be the misspelt name of any of them
        for name in (cmd_name,) if cmd_name in NAMES else NAMES:
            if name not in self.commands:
                self.add_command(getattr(import_module(f"cleaner.cli.{name}"), name))
        return super().get_command(ctx, cmd_name)

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

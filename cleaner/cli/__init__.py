"""The command line. A command parses, calls the library, prints and sets the exit code.

Exit codes: 0 done (flags included), 1 some inputs failed or a check found problems, 2 usage, 130
stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper

__all__ = ["main"]


def main() -> None:
    """The entry point of `cleaner` and `python -m cleaner`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a text may hold what the terminal's encoding lacks
            stream.reconfigure(errors="backslashreplace")
    if sys.argv[1:] in (["-h"], ["--help"]) and _wide():
        from cleaner.cli.help import HELP

        with suppress(OSError):  # click knows how to end when nobody reads
            sys.stdout.write(HELP)  # importing click takes three times as long as a bare start
            sys.stdout.flush()
            return
    from cleaner import garbage

    garbage.seldom()
    from cleaner.cli.commands import root

    root(prog_name="cleaner")


def _wide() -> bool:
    """Whether the terminal has the eighty columns that click writes help for, and no fewer.

    It is asked as shutil.get_terminal_size asks it, which takes long to import.
    """
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = 0
    if columns <= 0:
        try:
            columns = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
        except (AttributeError, ValueError, OSError):  # no terminal
            return True
    return columns >= 80

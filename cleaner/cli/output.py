"""Bytes to standard output."""

from __future__ import annotations

import contextlib
import os
import sys

from cleaner.errors import OutputError


def write_stdout(data: bytes) -> None:
    """Write bytes as they are. Raises OutputError when that fails; a closed pipe ends quietly."""
    stream = sys.stdout.buffer
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise  # click ends the program without a word
    except OSError as error:
        with contextlib.suppress(OSError):  # or the interpreter tries the same bytes again at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        from cleaner.corpus.sources import reason_of

        raise OutputError(
            f"cannot be written: {reason_of(error)}", path="standard output"
        ) from error

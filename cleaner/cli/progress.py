"""What a run says while it runs, on standard error."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from cleaner.report.terminal import count

if TYPE_CHECKING:
    from types import TracebackType

    from cleaner.corpus.failed import Failed
    from cleaner.corpus.run import Progress

EVERY = 30.0
"""Seconds between two lines in a log; a terminal has a bar."""

MOST_ERRORS = 100
"""Errors that are told one by one; all of them are in errors.jsonl."""


class Told:
    """Errors, notes and progress. A context: at its end the bar goes."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self._errors = 0
        self._bar: Any = None
        self._began = self._last = time.monotonic()
        self._done = ""

    def __enter__(self) -> Told:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def failure(self, failure: Failed) -> None:
        """Tell of what failed; of very many, only that there are more."""
        self._errors += 1
        if self._errors <= MOST_ERRORS:
            self._say(f"Error: {failure.path}: {failure.described}")
        elif self._errors == MOST_ERRORS + 1:
            self._say("Error: and more, which are not told one by one")

    def note(self, note: str) -> None:
        """Say aloud what was guessed."""
        if not self.quiet:
            self._say(f"Note: {note}")

    def progress(self, progress: Progress) -> None:
        """Say how far the run is: on a terminal at once, in a log every half minute."""
        if self.quiet:
            return
        documents = count(progress.summary.files + progress.summary.failed, "document")
        self._done = f"{documents}, {_less(progress)} less"
        if sys.stderr.isatty():
            self._show(progress)
        elif time.monotonic() - self._last >= EVERY:
            self._last = time.monotonic()
            self._say(f"{self._done}, {self._rate(progress)}")

    def stopped(self, *, resumable: bool) -> None:
        """Say that it was stopped, and how to go on."""
        how = "; what is done is kept, and the same command goes on" if resumable else ""
        self._say(f"Stopped{how}.")

    def _show(self, progress: Progress) -> None:
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(
                total=progress.size or None,
                initial=progress.read,
                unit="B",
                unit_scale=True,
                delay=1,
                leave=False,
                dynamic_ncols=True,
                file=sys.stderr,
            )
        self._bar.set_postfix_str(self._done, refresh=False)
        self._bar.update(progress.read - self._bar.n)

    def _rate(self, progress: Progress) -> str:
        seconds = max(time.monotonic() - self._began, 0.001)
        rate = progress.read / seconds
        told = f"{progress.read / 1e6:,.0f} MB read ({rate / 1e6:.1f} MB/s)"
        if not progress.size or not rate:
            return told
        left = (progress.size - progress.read) / rate
        return f"{told} of {progress.size / 1e6:,.0f} MB, {_duration(left)} left"

    def _say(self, line: str) -> None:
        if self._bar is not None:
            self._bar.clear()
        click.echo(line, err=True)


def _less(progress: Progress) -> str:
    came, left = progress.summary.chars_in, progress.summary.chars_out
    return f"{(came - left) / came:.1%}" if came else "0.0%"


def _duration(seconds: float) -> str:
    """A time as it is said: `40 s`, `12 min`, `3 h 5 min`."""
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"

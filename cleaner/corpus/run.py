"""A run: every document is cleaned or is a failure with a reason; none stops the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from cleaner.cleaning import Cleaner
from cleaner.corpus.batches import Cutter, size_of
from cleaner.corpus.document import EXTRACTION
from cleaner.corpus.failed import Failed
from cleaner.corpus.fingerprint import fingerprint
from cleaner.corpus.formats import MAX_BYTES, Columns
from cleaner.corpus.formats.sinks import To
from cleaner.corpus.journal import START
from cleaner.corpus.names import Format
from cleaner.corpus.plan import Plan
from cleaner.corpus.reading import Known, Reading, checked_language
from cleaner.corpus.work import Done, Job
from cleaner.corpus.workers import in_order
from cleaner.errors import OptionError
from cleaner.html import Extraction
from cleaner.report.summary import Summary

LITTLE = 4_000_000
"""Bytes of input below which it takes longer to start processes than to do the work."""

REMEMBERED = 1000
"""Failures that an Outcome holds; all are in errors.jsonl."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: its totals, and what failed in it (the first thousand).

    `resumed`: an earlier command had begun it; its failures are counted, and not among these.
    """

    summary: Summary = field(default_factory=Summary)
    failures: list[Failed] = field(default_factory=list)
    resumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: bytes of the inputs that are read and that there are (0: not known)."""

    summary: Summary
    read: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """Who hears of what during a run."""

    failure: Callable[[Failed], None] = lambda failure: None
    note: Callable[[str], None] = lambda note: None
    progress: Callable[[Progress], None] = lambda progress: None
    write: Callable[[bytes], None] | None = None
    """Takes the rows, where there is no output for them."""


def run(
    paths: str | Path | Iterable[str | Path],
    output: str | Path | None = None,
    *,
    cleaner: Cleaner | None = None,
    to: To = "same",
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    format: Format | None = None,
    columns: Columns | None = None,
    max_bytes: int | None = MAX_BYTES,
    language: str | None = None,
    extraction: Extraction = EXTRACTION,
    reports: bool = True,
    metadata: bool = False,
    verify: bool = False,
    overwrite: bool = False,
    jobs: int | None = None,
    timeout: float | None = None,
    on_failure: Callable[[Failed], None] = lambda failure: None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> Outcome:
    """Clean files and folders into `output`, as `cleaner clean -o` does.

    paths: texts, HTML, corpus files, and folders with them. output: a folder, or one .jsonl or
    .parquet file for all; None: nothing is written, and the outcome tells what would have been.
    to: what corpus files become. metadata: rows get columns for title, author and so on. include,
    exclude: globs for what is taken from folders. format, columns, max_bytes (None: no limit),
    language, extraction: how the inputs are read. jobs: processes (None: as many as there are
    processors; with more than one a program of its own needs `if __name__ == "__main__":`).
    timeout: seconds that a document may take.

    A document that fails is in errors.jsonl and is told to `on_failure`. Raises OptionError for
    what makes no sense, before anything is written, and if another run stands there unfinished;
    OutputError if the disk takes no more. A run that was stopped goes on by the same call.
    """
    if jobs is not None and jobs < 1:
        raise OptionError(f"jobs must be 1 or more, or None for all processors, not {jobs}")
    if timeout is not None and not timeout > 0:
        raise OptionError(f"timeout must be more than 0 seconds, or None for none, not {timeout}")
    extraction.check()
    plan = Plan.of(
        [Path(path) for path in ([paths] if isinstance(paths, (str, Path)) else paths)],
        None if output is None else Path(output),
        reading=Reading(
            format=format,
            columns=columns or Columns(),
            max_bytes=max_bytes,
            known=Known(language=checked_language(language)),
            extraction=extraction,
        ),
        to=to,
        include=include,
        exclude=exclude,
        reports=reports,
        metadata=metadata,
        overwrite=overwrite,
        dry_run=output is None,
    )
    job = Job(
        cleaner=cleaner or Cleaner(),
        reading=plan.reading,
        verify=verify,
        reports=reports,
        metadata=metadata,
    )
    listeners = Listeners(failure=on_failure, progress=on_progress)
    return run_plan(plan, job, jobs=jobs, timeout=timeout, listeners=listeners)


def run_plan(
    plan: Plan,
    job: Job,
    *,
    jobs: int | None = None,
    timeout: float | None = None,
    listeners: Listeners = Listeners(),
) -> Outcome:
    """Clean what the plan's inputs hold, in order, and write the record of the run.

    Without an output nothing is written, and the outcome tells what would have been. Raises
    OptionError if the output has another run in it that is not finished, OutputError if the disk
    does not take what is to be written; then the same call goes on from there.
    """
    output, found = plan.output, plan.found
    plan.check()
    sizes = [size_of(item) for item in found.inputs]
    cutter = Cutter(plan, listeners.note)
    outcome, start = Outcome(), START
    try:
        if output is not None:
            run = fingerprint(found, job, **plan.described(), overwrite=output.overwrite)
            state = output.begin(run)
            resumed = state.position > START or state.closing
            outcome = Outcome(state.summary, resumed=resumed)
            if state.ended:
                output.finish(cutter.last_batch(*state.position))
            start = state.position
            cutter.read = sum(sizes[: start.inputs])
        size = sum(sizes)
        processes = jobs or (1 if size < LITTLE else cores())
        batches = cutter.batches(start)
        with closing(in_order(job, batches, jobs=processes, timeout=timeout)) as results:
            for batch, done in results:
                if output is not None:
                    failures = output.commit(batch, done)
                else:
                    failures = _count(outcome.summary, done)
                    if listeners.write and done.segment:
                        listeners.write(done.segment)
                outcome.failures.extend(failures[: REMEMBERED - len(outcome.failures)])
                for failure in failures:
                    listeners.failure(failure)
                listeners.progress(Progress(summary=outcome.summary, read=cutter.read, size=size))
        if output is not None:
            if output.idle:
                listeners.note(f"nothing was written, and {output.place.summary} stays as it is")
            output.close((cutter.sink or plan.any_sink()) if plan.single else None)
    finally:
        if output is not None:
            output.abandon()
    return outcome


def _count(summary: Summary, done: Done) -> list[Failed]:
    """Add what came of a batch to the totals, and write nothing."""
    summary.merge(done.summary)
    failures = list(done.failures)
    for piece in done.pieces:
        summary.merge(piece.summary)
        if piece.failed:
            failures.append(piece.failed)
    return failures


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

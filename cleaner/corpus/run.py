"""A run: every document is cleaned or is a failure with a reason; none stops the rest."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from cleaner.corpus.batches import Plan, size_of
from cleaner.corpus.failed import Failed
from cleaner.corpus.fingerprint import fingerprint
from cleaner.corpus.journal import START
from cleaner.corpus.work import Done, Job
from cleaner.corpus.workers import in_order
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
    progress: Callable[[Progress], None] = lambda progress: None
    write: Callable[[bytes], None] | None = None
    """Takes the rows, where there is no output for them."""


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
    state, sizes = None, [size_of(item) for item in found.inputs]
    if output is not None:
        run = fingerprint(found, job, **plan.described(), overwrite=output.overwrite)
        state = output.begin(run)
    resumed = state is not None and (state.position > START or state.closing)
    outcome = Outcome(state.summary if state else Summary(), resumed=resumed)
    try:
        start = state.position if state else START
        if state and output:
            if state.ended:
                output.finish(plan.last_batch(*start))
                start = state.position
            plan.read = sum(sizes[: start.inputs])
        processes = jobs or (1 if sum(sizes) < LITTLE else cores())
        batches = plan.batches(start)
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
                listeners.progress(
                    Progress(summary=outcome.summary, read=plan.read, size=sum(sizes))
                )
        if output is not None:
            output.close(plan.any_sink() if plan.single else None)
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

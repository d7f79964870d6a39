"""Batches cleaned by several processes: the results in order, whatever becomes of a process."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from cleaner import garbage
from cleaner.corpus.work import Batch, Done, Job, clean_batch
from cleaner.errors import CleanerError, WorkerError

_AHEAD = 4
"""Batches a process that are held in memory: waiting, under way, or waiting for their turn."""


def in_order(
    job: Job, batches: Iterable[Batch], *, jobs: int, timeout: float | None = None
) -> Generator[tuple[Batch, Done], None, None]:
    """Every batch with what came of it, in order.

    With one job and no `timeout` (seconds a document may take) it is done in this process. A
    document whose process dies is tried once more; if it dies again, or takes too long, the
    document is a failure. Raises CleanerError if the processes cannot do their work at all.
    """
    if jobs == 1 and timeout is None:
        for batch in batches:
            yield batch, clean_batch(job, batch)
        return
    pool = _Pool(job, jobs, timeout)
    try:
        yield from pool.run(iter(batches))
    finally:
        pool.stop()


@dataclass(eq=False)
class _Task:
    number: int
    batch: Batch
    deaths: dict[int, int] = field(default_factory=dict)


class _Worker:
    """One process, and what it is busy with."""

    def __init__(self, context: Any, job: bytes) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _no_interrupt():
            self.process.start()
        theirs.close()
        self.job = job
        self.ready = False
        self.task: _Task | None = None
        self.index = -1  # the document it is at
        self.since = 0.0

    def give(self, task: _Task) -> None:
        self.task, self.index = task, -1
        if self.ready:
            with suppress(OSError):  # it has died, which is found out when it is listened to
                self.pipe.send(task.batch)

    def begin(self) -> None:
        """It listens now; what was sent before would have had to wait for it to start."""
        self.ready = True
        with suppress(OSError):
            self.pipe.send_bytes(self.job)
            if self.task:
                self.pipe.send(self.task.batch)

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Pool:
    def __init__(self, job: Job, jobs: int, timeout: float | None) -> None:
        self.context = multiprocessing.get_context("spawn")
        self.job = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
        self.jobs, self.timeout = jobs, timeout
        self.workers: list[_Worker] = []

    def run(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, Done]]:
        waiting: deque[_Task] = deque()  # to be given out; what a dead process had comes first
        finished: dict[int, tuple[Batch, Done]] = {}
        made = given = 0  # batches made; results handed on
        more = True
        while True:
            while given in finished:
                yield finished.pop(given)
                given += 1
            if not more and given == made:
                return
            for worker in self._idle(len(waiting)):
                if waiting:
                    worker.give(waiting.popleft())
            room = made - given < _AHEAD * self.jobs + 2
            hungry = more and room and len(waiting) < self.jobs
            for worker in self._speaking(0 if hungry else self._patience()):
                task = self._hear(worker, finished)
                if task:
                    waiting.appendleft(task)
            self._stop_slow(waiting)
            if hungry:
                batch = next(batches, None)
                if batch is None:
                    more = False
                else:
                    waiting.append(_Task(made, batch))
                    made += 1

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        for worker in self.workers:
            worker.stop()
        self.workers.clear()

    def _idle(self, wanted: int) -> list[_Worker]:
        idle = [worker for worker in self.workers if worker.task is None]
        while len(idle) < wanted and len(self.workers) < self.jobs:
            worker = _Worker(self.context, self.job)
            self.workers.append(worker)
            idle.append(worker)
        return idle

    def _speaking(self, patience: float | None) -> list[_Worker]:
        busy = {worker.pipe: worker for worker in self.workers if worker.task}
        if not busy:
            return []
        return [busy[pipe] for pipe in wait(list(busy), patience)]

    def _hear(self, worker: _Worker, finished: dict[int, tuple[Batch, Done]]) -> _Task | None:
        """Take what a process says; if it has died, its task, to be given to another."""
        task = worker.task
        assert task is not None
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            return self._bury(worker, task)
        if said is None:
            worker.begin()
        elif isinstance(said, int):
            worker.index, worker.since = said, time.monotonic()
        elif isinstance(said, Exception):
            raise said
        else:
            finished[task.number] = task.batch, said
            worker.task = None
        return None

    def _bury(self, worker: _Worker, task: _Task) -> _Task:
        self.workers.remove(worker)
        worker.process.join(5)  # to learn how it ended
        worker.stop()
        if not worker.ready:
            raise CleanerError(
                "a worker process could not start; in a program of your own call cleaner.run "
                'under `if __name__ == "__main__":`, or give jobs=1'
            )
        index, code = worker.index, worker.process.exitcode
        task.deaths[index] = task.deaths.get(index, 0) + 1
        if task.deaths[index] < 2:
            return task
        if not 0 <= index < len(task.batch.items):
            raise CleanerError(
                f"the worker processes end ({_ending(code)}) while results are written; "
                "is the memory full? give fewer --jobs"
            )
        error = WorkerError(f"cleaning it ended the process twice ({_ending(code)})")
        task.batch = task.batch.without(index, error)
        return task

    def _patience(self) -> float | None:
        """Seconds until the first document will have taken too long."""
        if self.timeout is None:
            return None
        ends = [worker.since + self.timeout for worker in self.workers if self._timed(worker)]
        return max(0.0, min(ends) - time.monotonic()) if ends else None

    def _stop_slow(self, waiting: deque[_Task]) -> None:
        if self.timeout is None:
            return
        for worker in [worker for worker in self.workers if self._timed(worker)]:
            task = worker.task
            if task and time.monotonic() - worker.since > self.timeout and not worker.pipe.poll():
                self.workers.remove(worker)
                worker.stop()
                error = WorkerError(f"took longer than {self.timeout:g} s", timed_out=True)
                task.batch = task.batch.without(worker.index, error)
                waiting.appendleft(task)

    def _timed(self, worker: _Worker) -> bool:
        task = worker.task
        return bool(task and 0 <= worker.index < len(task.batch.items))


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"signal {signal.Signals(-code).name}"
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """What is started here is deaf to Ctrl-C from its first moment; its master hears it later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection) -> None:
    """What a worker process does, until nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches it too; its master decides
    garbage.seldom()
    try:
        pipe.send(None)
        job: Job = pickle.loads(pipe.recv_bytes())
        while True:
            batch: Batch = pipe.recv()
            try:
                done: Done | Exception = clean_batch(job, batch, pipe.send)
            except Exception as error:
                done = CleanerError(f"unexpected {type(error).__name__}: {error}")
            pipe.send(done)
    except (EOFError, OSError):
        pass

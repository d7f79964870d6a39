"""The outputs of a run, batch by batch. Killed at any moment, it goes on; nothing is half written.

All that is not yet whole lies in a folder of its own beside the outputs, which goes at the end.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cleaner.corpus.disk import FULL, Lock, append, cut, rename, stopping, sync
from cleaner.corpus.failed import Failed, error_line
from cleaner.corpus.formats.sinks import Sink
from cleaner.corpus.journal import Journal, State
from cleaner.corpus.layout import Place
from cleaner.corpus.reading import json_bytes
from cleaner.corpus.sources import REPORTS_SUFFIX, Failure, reason_of
from cleaner.corpus.work import Batch, Done, Piece, Position, failed_piece
from cleaner.errors import OptionError, OutputError
from cleaner.report.summary import Summary

OUT, REPORTS, ERRORS, WHOLE, SUMMARY = "out", "reports", "errors", "whole", "summary"
_LOCK, _JOURNAL = "lock", "journal.jsonl"


class Output:
    """Where a run writes. `begin`, then `commit` each batch in order, then `close`."""

    def __init__(self, place: Place, *, overwrite: bool = False) -> None:
        self.place, self.overwrite = place, overwrite
        self.work = place.work
        self.state = State()
        self._journal = Journal(self.work / _JOURNAL)
        self._lock = Lock(self.work / _LOCK)
        self._told: set[int] = set()  # inputs whose claim is in the journal

    def begin(self, run: Mapping[str, Any]) -> State:
        """How far the run is, after making ready to go on from there.

        Raises OptionError if an unfinished run that is another one stands here, OutputError if
        one is being written right now, or if the disk does not take it.
        """
        single = self.place.single
        if single and not self.work.exists():
            reason = self.place.refusal([single], overwrite=self.overwrite)
            if reason:
                raise OutputError(reason)
        with stopping(self.place.folder):
            self.work.mkdir(parents=True, exist_ok=True)
            self._lock.take()
            try:
                state = self._journal.read(run)
            except OptionError:
                if not self.overwrite:
                    self._lock.release()
                    raise
                state = None
            self._make_ready(state)
            self.state = state or State()
            self._journal.begin(run, self.state)
            self._told = set(self.state.claimed)
        return self.state

    def refusal(self, index: int, files: Sequence[str], folder: str | None = None) -> str | None:
        """Why the outputs of an input cannot be written, if so; the texts of rows need a folder."""
        claimed = self.state.claimed
        if index not in claimed:
            claimed[index] = self.place.refusal(files, folder, overwrite=self.overwrite)
        return claimed[index]

    def commit(self, batch: Batch, done: Done) -> list[Failed]:
        """Write what came of a batch, and add it to the totals. What failed in it."""
        with stopping(self.place.folder):
            self._claim(batch.inputs)
            summary, failures = Summary(), list(done.failures)
            summary.merge(done.summary)
            errors = [done.errors]
            for piece in self._put(done.pieces):
                summary.merge(piece.summary)
                if piece.failed:
                    failures.append(piece.failed)
                    errors.append(error_line(piece.failed))
            self._append(ERRORS, b"".join(errors))
            if batch.form == "rows":
                self._append(OUT, done.segment)
            elif batch.form == "texts":
                self._append(REPORTS, done.reports)
            ended = batch.last and not self.place.single
            self._note(batch.until, summary, ended=ended, timeouts=done.timeouts)
        if ended:
            self.finish(batch)
        return failures

    def finish(self, batch: Batch) -> None:
        """Make the output of a container, all rows of which are there."""
        with stopping(self.place.folder):
            if batch.form == "texts":
                self._whole(REPORTS, batch.output + REPORTS_SUFFIX, None)
            else:
                self._whole(OUT, batch.output, batch.sink)
            self.state.made = True
            for part in (OUT, REPORTS):
                self.state.lengths.pop(part, None)
            self._note(Position(batch.until.inputs + 1, 0), Summary(), finished=True)

    def close(self, sink: Sink | None = None) -> None:
        """Write the record of the run; the record of an earlier run gives way to it.

        That of a run in whose place nothing could be written stays: it tells of what stands there.
        `sink` is that of the single file, if all rows go into one.
        """
        place = self.place
        with stopping(place.folder):
            if self.idle:
                self._end()
                return
            if not self.state.closing:
                self.state.stale = place.errors.exists() and place.ours()
                self._journal.closing(stale=self.state.stale)
            if place.single:
                self._whole(OUT, place.single, sink)
            if self.state.lengths.get(ERRORS):
                if self._part(ERRORS).exists():
                    rename(self._part(ERRORS), place.errors)
            elif self.state.stale:
                place.errors.unlink(missing_ok=True)
            append(self._fresh(SUMMARY), json_bytes(self.state.summary.to_dict()))
            rename(self._part(SUMMARY), place.summary)
            sync([place.folder])
            self._end()

    @property
    def idle(self) -> bool:
        """Whether outputs were there before, with the record of their run, and none was added:
        what else is among the inputs came to nothing, as it may have then."""
        state = self.state
        made = state.made or state.summary.files > 0
        return not made and any(state.claimed.values()) and self.place.ours()

    def _end(self) -> None:
        self._forget()
        self._journal.remove()
        self._lock.release()
        (self.work / _LOCK).unlink(missing_ok=True)
        self.work.rmdir()

    def abandon(self) -> None:
        """Leave the run as far as it is; the same command goes on."""
        self._journal.close()
        self._lock.release()

    def _claim(self, inputs: Iterable[int]) -> None:
        new = {index: self.state.claimed.get(index) for index in inputs}
        new = {index: reason for index, reason in new.items() if index not in self._told}
        if new:
            self._journal.claim(new)
            self._told |= new.keys()
            self.state.claimed |= new

    # ---- parts

    def _part(self, name: str) -> Path:
        return self.work / name

    def _fresh(self, name: str) -> Path:
        self._part(name).unlink(missing_ok=True)
        return self._part(name)

    def _append(self, name: str, data: bytes) -> None:
        self.state.lengths[name] = append(self._part(name), data)

    def _note(
        self, position: Position, summary: Summary, *, ended: bool = False, **noted: Any
    ) -> None:
        state = self.state
        self._journal.done(position, state.lengths, summary, ended=ended, **noted)
        state.position, state.ended = position, ended
        state.summary.merge(summary)

    def _make_ready(self, state: State | None) -> None:
        """Have the parts as they were at `state`; None: have none."""
        if state is None:
            self._forget()
            return
        for name in (OUT, REPORTS, ERRORS):
            part = self._part(name)
            if name not in state.lengths:
                part.unlink(missing_ok=True)
            elif part.exists() or not (state.ended or state.closing):  # else it is in its place
                cut(part, state.lengths[name])

    def _forget(self) -> None:
        for path in self.work.iterdir():
            if path.name not in (_LOCK, _JOURNAL):
                path.unlink()

    def _whole(self, part_name: str, name: str, sink: Sink | None) -> None:
        """Make the file `name` of a part. Whatever of it is done already is not done again."""
        part, whole, target = self._part(part_name), self._part(WHOLE), self.place.folder / name
        if part.exists():
            if sink is not None:
                sink.finish(part, whole)
            else:
                os.replace(part, whole)
            sync([whole])
            part.unlink(missing_ok=True)
        if whole.exists():
            if not self.overwrite and (target.exists() or target.is_symlink()):
                raise OutputError(
                    "appeared during the run; move it, and the same command goes on",
                    path=str(target),
                )
            rename(whole, target)
            sync([target.parent])

    # ---- files of their own

    def _put(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Write the files of each document, all or none; one that cannot be is a failure."""
        pieces = list(pieces)
        beside: list[dict[Path, Path]] = []
        for number, piece in enumerate(pieces):
            files: dict[Path, Path] = {}
            try:
                for name, data in piece.files.items():
                    path = self.work / f"{number}-{len(files)}"
                    files[path] = self.place.folder / name
                    with open(path, "wb") as file:
                        file.write(data)
            except OSError as error:
                pieces[number], files = _unwritten(piece, error), {}
            beside.append(files)
        sync(path for files in beside for path in files)
        folders = set()
        for number, files in enumerate(beside):
            placed: list[Path] = []
            try:
                for path, target in files.items():
                    rename(path, target)
                    placed.append(target)
                    folders.add(target.parent)
            except OSError as error:
                for target in placed:
                    target.unlink(missing_ok=True)
                pieces[number] = _unwritten(pieces[number], error)
        sync(folders)
        return pieces


def _unwritten(piece: Piece, error: OSError) -> Piece:
    if error.errno in FULL:
        raise error
    reason = OutputError(f"cannot be written: {reason_of(error)}")
    return failed_piece(Failed.of(Failure(piece.name, piece.path, reason)))

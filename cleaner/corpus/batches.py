"""Inputs, cut into batches. Where one ends depends on the inputs alone, so every run cuts alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cleaner.corpus.formats.jsonrow import JsonRow
from cleaner.corpus.formats.sinks import Sink
from cleaner.corpus.plan import Plan
from cleaner.corpus.record import Record
from cleaner.corpus.sources import REPORT_SUFFIX, REPORTS_SUFFIX, STDIN, Failure, Source
from cleaner.corpus.work import Batch, Position
from cleaner.errors import OutputError

MOST, MOST_BYTES = 200, 500_000
"""A batch ends with the document that makes it this long."""

Item = Source | Record | Failure


@dataclass(slots=True)
class Cutter:
    """Cuts the inputs of a plan. `on_note` is told what was guessed about them; `read` says how
    many of their bytes have been read, for the progress of the run.
    """

    plan: Plan
    on_note: Callable[[str], None] = lambda note: None
    read: int = 0
    sink: Sink | None = None
    """That of the last batch."""

    def batches(self, start: Position) -> Iterator[Batch]:
        """The batches from `start` on."""
        skip = start.records
        held: list[Item] = []
        size, first = 0, start.inputs
        for index in range(start.inputs, len(self.plan.found.inputs)):
            item = self.plan.found.inputs[index]
            if isinstance(item, Source) and self.plan.reading.holds_many(item.name):
                if held:
                    yield self._own(held, first)
                yield from self._container(index, item, skip)
                held, size, first, skip = [], 0, index + 1, 0
                continue
            held.append(self._ready(index, item) if isinstance(item, Source) else item)
            bytes_ = size_of(item)
            size += bytes_
            if len(held) >= MOST or size >= MOST_BYTES:
                yield self._own(held, first)
                held, size, first = [], 0, index + 1
            self.read += bytes_
        if held:
            yield self._own(held, first)

    def last_batch(self, index: int, records: int) -> Batch:
        """The end of a container of which all rows are written. Raises InputError."""
        source = self.plan.found.inputs[index]
        assert isinstance(source, Source)
        sink = self.plan.sink_of(self.plan.reading.open(source))
        return self._rows(index, source, sink, [], records, last=True)

    def _ready(self, index: int, source: Source) -> Item:
        """An input that is one document, unless its output cannot be written."""
        path = source.path.as_posix()
        name = self.plan.name_of(source)
        names = [name, name + REPORT_SUFFIX] if self.plan.reports else [name]
        if reason := self.plan.refusal(index, names):
            return Failure(source.name, path, OutputError(reason))
        if not source.once:
            return source
        try:  # no other process can read it
            return self.plan.reading.record(source)
        except Exception as error:
            return Failure(source.name, path, error)

    def _own(self, items: list[Item], first: int) -> Batch:
        end = first + len(items)
        rows = self.plan.one_file
        failed = all(isinstance(item, Failure) for item in items)
        if rows and not failed:
            self.sink = self.plan.sink_of(None)
        return Batch(
            items=tuple(items),
            inputs=range(first, end),
            until=Position(end, 0),
            form="rows" if rows else "files",
            sink=self.sink if rows and not failed else None,
        )

    def _container(self, index: int, source: Source, skip: int) -> Iterator[Batch]:
        before = self.read
        try:
            name = self.plan.name_of(source)
            texts = self.plan.form == "texts"
            files = [name + REPORTS_SUFFIX] * self.plan.reports if texts else [name]
            if reason := self.plan.refusal(index, files, name if texts else None):
                raise OutputError(reason)
            opened = self.plan.reading.open(source)
            sink = self.sink = self.plan.sink_of(opened)
        except Exception as error:
            yield self._own([Failure(source.name, source.path.as_posix(), error)], index)
            return
        for note in opened.notes:
            self.on_note(note)
        items: list[Record | Failure] = []
        done, size = skip, 0
        try:
            for item in opened.records(skip):
                items.append(item)
                done += 1
                size += length_of(item)
                if len(items) >= MOST or size >= MOST_BYTES:
                    self.read = before + opened.position
                    yield self._rows(index, source, sink, items, done)
                    items, size = [], 0
        except Exception as error:  # what was read before it stays
            items.append(Failure(source.name, source.path.as_posix(), error))
            done += 1
        self.read = before + size_of(source)
        yield self._rows(index, source, sink, items, done, last=True)

    def _rows(
        self,
        index: int,
        source: Source,
        sink: Sink | None,
        items: list[Record | Failure],
        done: int,
        last: bool = False,
    ) -> Batch:
        closed = last and self.plan.one_file  # no file of its own is to be made
        return Batch(
            items=tuple(items),
            inputs=range(index, index + 1),
            until=Position(index + 1, 0) if closed else Position(index, done),
            form=self.plan.form,
            name=source.name,
            output=self.plan.name_of(source),
            path=source.path.as_posix(),
            sink=sink,
            last=last and not closed,
        )


def length_of(item: Record | Failure) -> int:
    """How much an item weighs in a batch: the same however it was come to."""
    return len(item.row.line) if isinstance(item.row, JsonRow) else len(item.content or b"")


def size_of(item: Source | Failure) -> int:
    """The bytes of an input on the disk; 0 where that is not known."""
    try:
        return Path(item.path).stat().st_size if str(item.path) != STDIN else 0
    except OSError:
        return 0

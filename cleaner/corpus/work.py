"""What is done with a batch: its documents are cleaned, and what comes of them becomes bytes.

A function of the batch and the job alone, so that any process may do it, any number of times.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from cleaner.cleaned import METADATA, Cleaned
from cleaner.cleaning import Cleaner
from cleaner.corpus.failed import Failed, error_line
from cleaner.corpus.formats.sinks import Result, Sink, TextSink, output_name
from cleaner.corpus.layout import row_text_name
from cleaner.corpus.names import parts_of
from cleaner.corpus.reading import Reading, json_bytes, text_bytes
from cleaner.corpus.record import Record
from cleaner.corpus.sources import REPORT_SUFFIX, STDIN, Failure, Source
from cleaner.errors import RestoreError, WorkerError
from cleaner.report.summary import Summary


class Position(NamedTuple):
    """How far a run is: all of the first `inputs` inputs, and `records` of the next one."""

    inputs: int
    records: int


Form = Literal["files", "rows", "texts"]
"""What becomes of documents: each a text and a report beside it; rows of one file; texts in a
folder, with the reports of all in one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Documents that are cleaned, written and noted as done together.

    They are rows of the container `name`, or else (`name` is None) inputs of their own. `inputs`
    are the places of these inputs in the run, `until` is how far it is after them; `last`: the
    container ends here, and `output` is what its output is called. Rows without a `sink` are only
    counted.
    """

    items: tuple[Source | Record | Failure, ...]
    inputs: range
    until: Position
    form: Form
    name: str | None = None
    output: str = ""
    path: str = ""
    sink: Sink | None = None
    last: bool = False

    def named(self, index: int) -> tuple[str, str]:
        """The name of one of the documents, and the path it is read from."""
        item = self.items[index]
        if isinstance(item, Record):
            return item.source, self.path_of(item)
        return item.name, item.path if isinstance(item, Failure) else item.path.as_posix()

    def path_of(self, record: Record) -> str:
        """Where a document is read; one of many by its number too, which its name ends with."""
        if self.name is None:
            return self.path or "standard input"
        path = self.name if self.path == STDIN else self.path
        return f"{path}#{record.source.rpartition('#')[2]}"

    def without(self, index: int, error: Exception) -> Batch:
        """The batch with a failure in the place of one of its documents."""
        name, path = self.named(index)
        items = list(self.items)
        held = items[index]
        items[index] = lost(name, path, error, held if isinstance(held, Record) else None)
        return replace(self, items=tuple(items))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a worker needs to know of the run. `metadata`: rows get columns for it."""

    cleaner: Cleaner
    reading: Reading = field(default_factory=Reading)
    verify: bool = False
    reports: bool = True
    metadata: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What came of one document that has files of its own: these, by name, or a failure."""

    name: str
    path: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    summary: Summary = field(default_factory=Summary)
    failed: Failed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a batch.

    `pieces` are the documents with files of their own, in order; `segment`, `reports` and
    `errors` are appended to the output of the container, to the reports beside it, and to
    errors.jsonl. `summary` and `failures` tell of what is in no piece.
    """

    pieces: tuple[Piece, ...] = ()
    segment: bytes = b""
    reports: bytes = b""
    errors: bytes = b""
    summary: Summary = field(default_factory=Summary)
    failures: tuple[Failed, ...] = ()
    timeouts: int = 0


def clean_batch(job: Job, batch: Batch, at: Callable[[int], None] = lambda index: None) -> Done:
    """Clean a batch. `at` is told the index of each document before it is begun."""
    if batch.form == "files":
        stopped = [item for item in batch.items if isinstance(item, Failure) and _timed_out(item)]
        return Done(pieces=tuple(_pieces(job, batch, at)), timeouts=len(stopped))
    return _rows(job, batch, at)


def clean_record(job: Job, record: Record, path: str) -> Cleaned:
    """One document, read and cleaned; to verify raises RestoreError if it cannot be undone."""
    cleaned = job.cleaner.clean(job.reading.document(record, path))
    if job.verify and not cleaned.verified():
        raise RestoreError(
            "verifying failed: the edits do not lead from the source to the clean text and back; "
            "this is a fault of the tool, please report it with the text"
        )
    return cleaned


def failed_piece(failed: Failed) -> Piece:
    """The piece of a document that came to nothing."""
    return Piece(name=failed.name, path=failed.path, summary=Summary(failed=1), failed=failed)


def _pieces(job: Job, batch: Batch, at: Callable[[int], None]) -> Iterator[Piece]:
    for index, item in enumerate(batch.items):
        at(index)
        if isinstance(item, Failure):
            yield failed_piece(Failed.of(item))
            continue
        name, path = batch.named(index)
        try:
            record = item if isinstance(item, Record) else job.reading.record(item)
            cleaned = clean_record(job, record, path)
            report, summary = cleaned.report(), Summary()
            summary.add(report)
        except Exception as error:  # a fault in one document is that document's failure
            yield failed_piece(Failed.of(Failure(name, path, error)))
            continue
        output = output_name(name, job.reading.format_of(name))
        files = {output + REPORT_SUFFIX: json_bytes(report)} if job.reports else {}
        sink = TextSink(packed=parts_of(output)[2])
        files[output] = sink.encode([Result(record=record, text=cleaned.text)])
        yield Piece(name=name, path=path, files=files, summary=summary)


def _rows(job: Job, batch: Batch, at: Callable[[int], None]) -> Done:
    came: list[Result | Failure] = []
    for index, item in enumerate(batch.items):
        at(index)
        if isinstance(item, Failure):
            came.append(item)
            continue
        name, path = batch.named(index)
        record = item if isinstance(item, Record) else None
        try:
            record = record or job.reading.record(item)  # type: ignore[arg-type]
            cleaned = clean_record(job, record, path)
            report = cleaned.report()
            known = report["metadata"] if job.metadata else {}
            added = {name: known.get(name) for name in METADATA} if job.metadata else {}
            came.append(Result(record=record, text=cleaned.text, report=report, added=added))
        except Exception as error:
            came.append(lost(name, path, error, record))
    at(len(batch.items))
    segment, came = _encoded(batch, came)
    results = [result for result in came if isinstance(result, Result)]
    failures = [failure for failure in came if isinstance(failure, Failure)]
    told = tuple(map(Failed.of, failures))
    summary = Summary(failed=len(failures))
    for result in results:
        summary.add(result.report or {}, file=batch.name)
    texts = batch.form == "texts"
    return Done(
        pieces=tuple(_texts(batch, results)) if texts else (),
        segment=segment,
        reports=b"".join(map(_report_line, results)) if texts and job.reports else b"",
        errors=b"".join(map(error_line, told, failures)),
        summary=summary,
        failures=told,
        timeouts=sum(map(_timed_out, failures)),
    )


def lost(name: str, path: str, error: Exception, record: Record | None) -> Failure:
    """The failure of a document, with what was read of it."""
    if record is None:
        return Failure(name, path, error)
    return Failure(name, path, error, record.content, record.row)


def _encoded(batch: Batch, came: list[Result | Failure]) -> tuple[bytes, list[Result | Failure]]:
    """The segment of the results; one that the format cannot hold is a failure."""
    sink = batch.sink
    results = [result for result in came if isinstance(result, Result)]
    if sink is None or not results:
        return b"", came
    try:
        for result in results:
            sink.check(result)
        return sink.encode(results), came
    except Exception:
        came = [_tried(sink, result, batch) for result in came]
    results = [result for result in came if isinstance(result, Result)]
    return sink.encode(results) if results else b"", came


def _tried(sink: Sink, result: Result | Failure, batch: Batch) -> Result | Failure:
    if isinstance(result, Result):
        try:
            sink.check(result)
            sink.encode([result])
        except Exception as error:
            record = result.record
            return lost(record.source, batch.path_of(record), error, record)
    return result


def _texts(batch: Batch, results: list[Result]) -> Iterator[Piece]:
    for result in results:
        name = row_text_name(batch.output, result.record.source)
        yield Piece(name=name, path=batch.path, files={name: text_bytes(result.text)})


def _report_line(result: Result) -> bytes:
    try:
        return f"{json.dumps(result.report, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:
        return f"{json.dumps(result.report)}\n".encode()


def _timed_out(failure: Failure) -> bool:
    return isinstance(failure.error, WorkerError) and failure.error.timed_out

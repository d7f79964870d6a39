"""The source rows again, from rows that hold their clean text and its report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from cleaner.corpus.disk import rename, sync
from cleaner.corpus.failed import Failed, error_line
from cleaner.corpus.formats import REPORT_COLUMN, Input
from cleaner.corpus.formats.sinks import Result, Sink, sink_for
from cleaner.corpus.record import Record
from cleaner.corpus.sources import ERRORS, Failure, reason_of
from cleaner.corpus.undo import checked_report, undo_text
from cleaner.errors import InputError, OutputError, RestoreError

_BATCH = 200


@dataclass(slots=True)
class RowsRestored:
    """How many rows came back, how many of them as text made of a page, and how many did not."""

    rows: int = 0
    pages: int = 0
    failed: int = 0


def restore_rows(
    opened: Input,
    output: Path | None,
    write: Callable[[bytes], None],
    *,
    overwrite: bool,
    on_failure: Callable[[Failed], None],
) -> RowsRestored:
    """Write the source rows of a clean output to a file; without one, JSON Lines to `write`.

    A row that cannot be restored is left out, told to `on_failure`, and stands whole in a file
    `NAME.errors.jsonl` beside the output. Raises OutputError if the output exists and may not be
    written over, or cannot be written; then nothing is left of it.
    """
    restored = RowsRestored()
    if output is None:
        sink = sink_for(opened, to="jsonl", packed="", restore=True)
        for batch in _batches(opened, sink, restored, lambda line, failed: on_failure(failed)):
            write(sink.encode(batch))
        return restored
    sink = sink_for(opened, restore=True)
    errors = output.with_name(f"{output.name}.{ERRORS}")
    for path in (output, errors):
        if path.exists() and not overwrite:
            raise OutputError("exists; give --overwrite to write it anew", path=str(path))
    output.parent.mkdir(parents=True, exist_ok=True)
    part, whole, told = (output.parent / f".{uuid4().hex}.part" for _ in range(3))

    def tell(line: bytes, failed: Failed) -> None:
        with open(told, "ab") as file:
            file.write(line)
        on_failure(failed)

    try:
        with open(part, "xb") as file:
            for batch in _batches(opened, sink, restored, tell):
                file.write(sink.encode(batch))
        sink.finish(part, whole)
        sync([whole])
        if told.exists():
            rename(told, errors)
        rename(whole, output)
    except OSError as error:
        raise OutputError(f"cannot be written: {reason_of(error)}", path=str(output)) from error
    finally:
        for path in (part, whole, told):
            path.unlink(missing_ok=True)
    return restored


def _batches(
    opened: Input, sink: Sink, restored: RowsRestored, tell: Callable[[bytes, Failed], None]
) -> Iterator[list[Result]]:
    batch: list[Result] = []
    for item in opened.records():
        try:
            if isinstance(item, Failure):
                raise item.error
            report = report_of(item)
            result = Result(record=item, text=undo_text(_clean_bytes(item), report))
            sink.check(result)
        except Exception as error:
            if isinstance(item, Record):
                path = f"{opened.path}#{item.source.rpartition('#')[2]}"
                item = Failure(item.source, path, error, item.content, item.row)
            failed = Failed.of(item)
            restored.failed += 1
            tell(error_line(failed, item), failed)
            continue
        restored.rows += 1
        restored.pages += "extractor" in report
        batch.append(result)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def report_of(record: Record) -> Mapping[str, Any]:
    """The report in a row. Raises InputError if there is none."""
    report = (record.row or {}).get(REPORT_COLUMN)
    if report is None:
        raise InputError(
            f"there is no report in the row (column {REPORT_COLUMN!r}), so its source is not known"
        )
    try:
        return checked_report(json.loads(report) if isinstance(report, str) else report)
    except ValueError as error:
        raise InputError(f"not a report: {error}") from error


def report_among(lines: bytes, clean: bytes, name: str) -> Mapping[str, Any]:
    """The report of a clean text among many, a line each: that of its number, if `name` tells it.

    Raises InputError for lines that are none, RestoreError if none is of this text.
    """
    from hashlib import sha256

    digest = sha256(clean).hexdigest()
    number = name.partition(".")[0].lstrip("0")
    found = None
    for line in lines.splitlines():
        try:
            report = checked_report(json.loads(line))
        except ValueError as error:
            raise InputError(f"not a report: {error}") from error
        numbered = report["source"].rpartition("#")[2] == number
        if report["sha256"]["clean"] == digest and (found is None or numbered):
            found = report
    if found is None:
        raise RestoreError("none of these reports is of this text; was it changed after cleaning?")
    return found


def _clean_bytes(record: Record) -> bytes:
    content = record.content
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")

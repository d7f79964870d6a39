"""A run: every input is cleaned or is a failure with a reason; none stops the rest."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cleaner.cleaned import Cleaned
from cleaner.cleaning import Cleaner
from cleaner.corpus.document import EXTRACTION, HTML, document_of
from cleaner.corpus.record import Record
from cleaner.corpus.sinks import OutputFolder
from cleaner.corpus.sources import REPORT_SUFFIX, STDIN, Failure, Found, Source, reason_of
from cleaner.errors import InputError, RestoreError
from cleaner.html import Extraction
from cleaner.model import Document
from cleaner.report.summary import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the documents from elsewhere."""

    title: str | None = None
    url: str | None = None
    language: str | None = None


NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: its totals, and the inputs that failed."""

    summary: Summary = field(default_factory=Summary)
    failures: list[Failure] = field(default_factory=list)


def read_document(
    source: Source, known: Known = NOTHING, extraction: Extraction = EXTRACTION
) -> Document:
    """Read one input. Raises InputError if it cannot be read, or is neither text nor page."""
    record = Record(
        source=source.name,
        content=read_bytes(source.path),
        media="html" if source.name.lower().endswith(HTML) else "text",
        url=known.url,
        title=known.title,
        language=known.language,
    )
    try:
        return document_of(record, extraction)
    except InputError as error:
        raise InputError(error.message, path=str(source.path)) from error


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or of standard input (`-`). Raises InputError."""
    try:
        return sys.stdin.buffer.read() if str(path) == STDIN else path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {reason_of(error)}", path=str(path)) from error


def clean_source(
    source: Source,
    cleaner: Cleaner,
    known: Known = NOTHING,
    *,
    extraction: Extraction = EXTRACTION,
    verify: bool = False,
) -> Cleaned:
    """One input, read and cleaned. With `verify`, raises RestoreError if it cannot be undone."""
    cleaned = cleaner.clean(read_document(source, known, extraction))
    if verify and not cleaned.verified():
        raise RestoreError(
            "verifying failed: the edits do not lead from the source to the clean text and back; "
            "this is a fault of the tool, please report it with the text"
        )
    return cleaned


def run(
    found: Found,
    cleaner: Cleaner,
    output: OutputFolder | None,
    *,
    known: Known = NOTHING,
    extraction: Extraction = EXTRACTION,
    verify: bool = False,
    reports: bool = True,
    on_failure: Callable[[Failure], None] = lambda failure: None,
) -> Outcome:
    """Clean what was found into `output`, in order, and write the record of the run.

    Without an output nothing is written, and the outcome tells what would have been.
    `on_failure` hears of each failure when it happens. Raises OutputError only if the record
    itself cannot be written.
    """
    outcome = Outcome()
    for item in found.inputs:
        if isinstance(item, Source):
            try:
                report = _clean_into(
                    output, item, cleaner, known, extraction, verify=verify, reports=reports
                )
                outcome.summary.add(report)
                continue
            except Exception as error:  # a fault in one document is that document's failure
                item = Failure(item.name, item.path.as_posix(), error)
        outcome.summary.fail()
        outcome.failures.append(item)
        on_failure(item)
    if output is not None:
        output.close(json_bytes(outcome.summary.to_dict()), error_lines(outcome.failures))
    return outcome


def _clean_into(
    output: OutputFolder | None,
    source: Source,
    cleaner: Cleaner,
    known: Known,
    extraction: Extraction,
    *,
    verify: bool,
    reports: bool,
) -> dict[str, Any]:
    name = source.name + (".txt" if source.name.lower().endswith(HTML) else "")
    report_name = name + REPORT_SUFFIX
    if output is not None:
        output.reserve(name, *([report_name] if reports else []))
    cleaned = clean_source(source, cleaner, known, extraction=extraction, verify=verify)
    report = cleaned.report()
    if output is not None:
        files = {report_name: json_bytes(report)} if reports else {}
        output.put({**files, name: text_bytes(cleaned.text)})
    return report


def text_bytes(text: str) -> bytes:
    """A text as it is written: UTF-8, its line endings as they are, no byte-order mark."""
    return text.encode("utf-8", "surrogatepass")


def json_bytes(value: Any) -> bytes:
    """JSON for a file that people read too; equal values give equal bytes."""
    try:
        text = json.dumps(value, ensure_ascii=False, indent=2)
        return f"{text}\n".encode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8, but it has an escape
        return f"{json.dumps(value, indent=2)}\n".encode()


def error_lines(failures: list[Failure]) -> bytes:
    """errors.jsonl: one JSON object a line."""
    return "".join(
        json.dumps(
            {
                "error": type(failure.error).__name__,
                "message": failure.message,
                "source": failure.name,
            }
        )
        + "\n"
        for failure in failures
    ).encode()

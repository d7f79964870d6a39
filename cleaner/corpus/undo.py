"""The source again, from a clean text and its report: byte for byte where that is possible."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cleaner.cleaned import SCHEMA
from cleaner.corpus.reading import text_bytes
from cleaner.errors import InputError, RestoreError
from cleaner.model import Edit
from cleaner.text.decode import encode
from cleaner.text.edits import restore


@dataclass(frozen=True, slots=True)
class Restored:
    """The bytes of the source; `inexact` says why they are not those that were read, if so."""

    data: bytes
    inexact: str | None = None


def read_report(data: bytes) -> dict[str, Any]:
    """A report from its file's bytes. Raises InputError if it is none of this version."""
    try:
        return checked_report(json.loads(data))
    except ValueError as error:
        raise InputError(f"not a report: {error}") from error


def checked_report(report: Any) -> dict[str, Any]:
    """A value that was read as a report. Raises InputError if it is none of this version."""
    schema = report.get("schema") if isinstance(report, dict) else None
    if schema != SCHEMA:
        raise InputError(f"not a report that this version reads: schema {schema!r}, not {SCHEMA!r}")
    return dict(report)


def undo(clean: bytes, report: Mapping[str, Any]) -> Restored:
    """The source of the text whose UTF-8 bytes are `clean`.

    Raises RestoreError for a clean text that is not the one of the report, and for a report
    whose edits do not lead to the source it names.
    """
    text = undo_text(clean, report)
    if "extractor" in report:
        made = f"what {report['extractor']['name']} made of a page, which is not in the report"
        return Restored(text_bytes(text), f"it is {made}")
    try:
        return _as_read(text, report["encoding"], report["sha256"]["bytes"])
    except (KeyError, TypeError) as error:
        raise InputError(f"not a whole report: {error}") from error


def undo_text(clean: bytes, report: Mapping[str, Any]) -> str:
    """The source text, as it was decoded or extracted. Raises as `undo` does."""
    try:
        if sha256(clean).hexdigest() != report["sha256"]["clean"]:
            raise RestoreError(
                "the clean text is not the one of this report: its sha256 differs; "
                "was it changed after cleaning, or is this the report of another text?"
            )
        edits = [Edit(**{**edit, "because": tuple(edit["because"])}) for edit in report["edits"]]
        text = restore(clean.decode("utf-8", "surrogatepass"), edits)
        if sha256(text_bytes(text)).hexdigest() != report["sha256"]["text"]:
            raise RestoreError("the edits of this report do not give back the source it names")
    except (KeyError, TypeError) as error:
        raise InputError(f"not a whole report: {error}") from error
    return text


def _as_read(text: str, encoding: Mapping[str, Any] | None, wanted: str | None) -> Restored:
    if encoding is None:
        return Restored(text_bytes(text))
    if encoding["replaced"]:
        replaced = f"{encoding['replaced']} U+FFFD for bytes that are no {encoding['used']}"
        return Restored(text_bytes(text), f"decoding had to put {replaced}; they stay")
    try:
        data = encode(text, encoding["used"], encoding["bom"])
    except (LookupError, ValueError):
        data = b""
    if sha256(data).hexdigest() == wanted:
        return Restored(data)
    return Restored(
        text_bytes(text), f"the bytes of the source cannot be made from {encoding['used']} again"
    )

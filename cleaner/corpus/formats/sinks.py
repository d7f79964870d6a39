"""Results as the bytes of an output format. A batch is bytes of its own, whatever came before.

The same batch gives the same bytes, in any process; the bytes of the batches in order, one behind
the other, are the output, or become it by `finish`.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from cleaner.corpus.compression import compress
from cleaner.corpus.formats.base import Input
from cleaner.corpus.formats.columns import REPORT_COLUMN, TEXT_COLUMN
from cleaner.corpus.formats.jsonrow import JsonRow, dumps, plain
from cleaner.corpus.names import Format, parts_of
from cleaner.corpus.record import Record
from cleaner.errors import OutputError

To = Literal["same", "text", "jsonl", "parquet"]
TO: tuple[To, ...] = get_args(To)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A document to be written: its record, its clean text, its report, and columns to add."""

    record: Record
    text: str
    report: Mapping[str, Any] | None = None
    added: Mapping[str, str | None] = field(default_factory=dict)


class Sink(ABC):
    """Makes the bytes of an output. Can be pickled; keeps nothing between two calls."""

    def check(self, result: Result) -> None:  # noqa: B027 - most have nothing to check
        """Raises OutputError if this result cannot be written without a loss."""

    @abstractmethod
    def encode(self, batch: Sequence[Result]) -> bytes:
        """The bytes of some results, in order."""

    def finish(self, part: Path, target: Path) -> None:
        """Make the file `target` from `part`, in which the bytes of all batches stand.

        Either the part is renamed at once, or the target is written anew, and the part stays.
        """
        os.replace(part, target)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSink(Sink):
    """The clean text itself: for one document a file."""

    packed: str = ""

    def encode(self, batch: Sequence[Result]) -> bytes:
        """As Sink says; of several results the texts follow on one another."""
        text = "".join(result.text for result in batch)
        return compress(text.encode("utf-8", "surrogatepass"), self.packed)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonlSink(Sink):
    """A row a document: that of the input with `target` replaced or added, or one of our own.

    `report`: with the report in its column. `may_replace`: `target` may be there already.
    `restore`: the column of the report goes, and the text is that of the source.
    """

    target: str = TEXT_COLUMN
    may_replace: bool = True
    report: bool = True
    restore: bool = False
    packed: str = ""

    def check(self, result: Result) -> None:
        """As Sink says: a column of the row that a new one would fall on."""
        self.check_columns(result.record.row or (), path=result.record.source)

    def check_columns(self, present: Collection[str], *, path: str) -> None:
        """Raises OutputError if a column to be added is among those present."""
        if self.report and not self.restore and REPORT_COLUMN in present:
            raise OutputError(
                f"there is a column {REPORT_COLUMN!r} already, which the report would replace; "
                "rename it, or give --no-report",
                path=path,
            )
        if not self.may_replace and self.target in present:
            raise OutputError(
                f"the text of the page would replace the column {self.target!r}; "
                "name the column that it may be written to with --text-column",
                path=path,
            )

    def encode(self, batch: Sequence[Result]) -> bytes:
        """As Sink says."""
        lines = "".join(f"{self._line(result)}\n" for result in batch)
        return compress(lines.encode(), self.packed)

    def finish(self, part: Path, target: Path) -> None:
        """As Sink says; a compressed file of no rows still is one."""
        if self.packed and part.stat().st_size == 0:
            part.write_bytes(compress(b"", self.packed))
        Sink.finish(self, part, target)

    def _line(self, result: Result) -> str:
        row = result.record.row
        values: dict[str, Any] = {self.target: result.text}
        values |= {name: value for name, value in result.added.items() if name not in (row or ())}
        if self.report and not self.restore:
            values[REPORT_COLUMN] = result.report
        if isinstance(row, JsonRow):
            without = (REPORT_COLUMN,) if self.restore else ()
            return row.rewritten(values, without=without)
        known = described(result) if row is None else {k: plain(row[k]) for k in row}
        if self.restore:
            known.pop(REPORT_COLUMN, None)
        return dumps(known | values)


def described(result: Result) -> dict[str, Any]:
    """The columns of a document whose input has none: what it says, else what its page does."""
    record, named = result.record, (result.report or {}).get("metadata", {})
    return {
        "id": record.id or record.source,
        "url": record.url or named.get("url"),
        "title": record.title or named.get("title"),
    }


def row_json(row: Mapping[str, Any]) -> str:
    """A row as one line of JSON: as its file spelled it, if that was JSON."""
    return row.line.strip() if isinstance(row, JsonRow) else dumps({k: plain(row[k]) for k in row})


def sink_for(
    source: Input,
    *,
    to: To = "same",
    packed: str | None = None,
    report: bool = True,
    restore: bool = False,
    added: Sequence[str] = (),
) -> Sink:
    """The sink for the results of an input.

    `packed` is the suffix to compress with (None: as the input is), `added` the names of what
    results have in `added`. With `restore` the input is a clean output, and results hold the source
    texts. Raises OutputError when a column to be written is there already, and OptionError when a
    package is missing.
    """
    packed = source.packed if packed is None else packed
    kind = _format(source.format, to)
    if kind == "text":
        return TextSink(packed=packed)
    chosen = getattr(source, "chosen", None)
    sink = JsonlSink(
        target=chosen.target if chosen else TEXT_COLUMN,
        may_replace=not (chosen and chosen.html and not chosen.named),
        report=report,
        restore=restore,
        packed=packed,
    )
    if source.format == "parquet":
        sink.check_columns(source.schema.names, path=source.name)  # type: ignore[attr-defined]
    if kind == "jsonl":
        return sink

    from cleaner.corpus.formats.parquetsink import parquet_sink

    return parquet_sink(source, sink.target, report=report, restore=restore, added=added)


def output_name(name: str, format: Format, to: To = "same") -> str:
    """The name of the output of an input; of `--to text`, the folder for its texts.

    >>> output_name("a/crawl.warc.gz", "warc"), output_name("news.jsonl.zst", "jsonl")
    ('a/crawl.warc.jsonl.gz', 'news.jsonl.zst')
    >>> output_name("page.html", "html"), output_name("news.parquet", "parquet", "text")
    ('page.html.txt', 'news.parquet')
    """
    stem, named, packed = parts_of(name)
    kind = _format(format, to)
    if kind == "parquet":
        return stem if named == "parquet" else f"{stem}.parquet"
    if kind == "text":
        return name if format != "html" else f"{stem}.txt{packed}"
    return name if named == "jsonl" else f"{stem}.jsonl{packed}"


def _format(format: Format, to: To) -> Literal["text", "jsonl", "parquet"]:
    if to != "same":
        return to
    if format in ("text", "html"):
        return "text"
    return "parquet" if format == "parquet" else "jsonl"

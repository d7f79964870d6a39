"""WARC and WET in: the pages that were answered, the texts that were made of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from cleaner.corpus.compression import Stream
from cleaner.corpus.formats.base import MAX_BYTES, Input, above
from cleaner.corpus.formats.columns import language_code
from cleaner.corpus.formats.httpbody import HTML, Response, body_of, response_of
from cleaner.corpus.formats.warcfile import Headers, WarcFault, WarcRecord, warc_records
from cleaner.corpus.record import Record
from cleaner.corpus.sources import Failure
from cleaner.errors import InputError


class WarcInput(Input):
    """The documents of a WARC file: HTML responses (status 2xx), and conversions (WET).

    They are numbered from 1, and what is broken among them; all other records are passed over.
    """

    def __init__(
        self,
        source: Path | BinaryIO,
        *,
        name: str,
        format: Literal["warc", "wet"] = "warc",
        packed: str = "",
        max_bytes: int | None = MAX_BYTES,
    ) -> None:
        super().__init__(source, name=name, packed=packed, max_bytes=max_bytes)
        self.format = format

    def records(self, skip: int = 0) -> Iterator[Record | Failure]:
        """As Input says; what is skipped is not unpacked from its response."""
        with Stream(self.source, name=self.name, suffix=self.packed) as stream:
            found = warc_records(stream.chunks(), _is_document, self.row_limit)
            for number, item in enumerate(found, 1):
                self.position = stream.position
                if number > skip:
                    yield self._document(item, number)
            self.position = stream.position

    def _document(self, item: WarcRecord | WarcFault, number: int) -> Record | Failure:
        if isinstance(item, WarcFault):
            return self.failure(item.error.message, number, content=item.data or None)
        headers = item.headers
        if item.block is None:
            assert self.max_bytes is not None
            return self.failure(above(self.max_bytes, item.size), number)
        if _type(headers) == "conversion":
            if large := self.too_large(item.block):
                return self.failure(large, number, content=item.block)
            return self._record(number, headers, item.block, None)
        response = response_of(item.block)
        if response is None:
            return self.failure("a response without a whole HTTP head", number, content=item.block)
        try:
            cut = "warc-truncated" in headers
            body = body_of(response, item.block, self.max_bytes, cut=cut)
        except InputError as error:
            return self.failure(error.message, number, content=item.block)
        return self._record(number, headers, body, response)

    def _record(
        self, number: int, headers: Headers, content: bytes, response: Response | None
    ) -> Record:
        return Record(
            source=self.numbered(number),
            content=content,
            media="html" if response else "text",
            charset=response.charset if response else "utf-8",
            id=headers.get("warc-record-id", "").strip("<>") or None,
            url=headers.get("warc-target-uri", "").strip("<>") or None,
            language=language_code(headers.get("warc-identified-content-language")),
        )


def _type(headers: Headers) -> str:
    return headers.get("warc-type", "").lower()


def _is_document(headers: Headers, head: bytes) -> bool:
    if _type(headers) == "conversion":
        return headers.get("content-type", "text/plain").lower().startswith("text/plain")
    if _type(headers) != "response" or not head:
        return False
    if not headers.get("content-type", "").lower().startswith("application/http"):
        return False
    response = response_of(head)
    if response is None:
        return True  # to be told of
    identified = headers.get("warc-identified-payload-type", "").lower()
    return 200 <= response.status < 300 and (response.type or identified) in HTML

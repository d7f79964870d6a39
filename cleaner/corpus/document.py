"""From a record to a document: decoded, and extracted where it is a page of HTML."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from cleaner.corpus.record import Record
from cleaner.errors import InputError
from cleaner.html import Extraction, page_document
from cleaner.model import Document, Encoding
from cleaner.text.decode import decode, looks_binary

EXTRACTION = Extraction()
"""How a page becomes text when nothing else is asked for."""

HTML = (".html", ".htm", ".xhtml")
"""The endings of files that are pages of HTML."""


def document_of(record: Record, extraction: Extraction = EXTRACTION) -> Document:
    """The document of a record. What its container says of it goes before what the page says.

    Raises InputError for what is no text or no page, OptionError for an extractor that is not
    installed; neither names the record.
    """
    if record.media == "html":
        return page_document(
            record.content,
            extraction,
            url=record.url,
            charset=record.charset,
            source=record.source,
            title=record.title,
            language=record.language,
        )
    known = Document(
        text="",
        source=record.source,
        url=record.url,
        title=record.title,
        language=record.language,
    )
    if isinstance(record.content, str):
        return replace(known, text=record.content)
    binary = looks_binary(record.content)
    if binary:
        raise InputError(f"not a text: {binary}")
    decoded = decode(record.content, record.charset)
    return replace(
        known,
        text=decoded.text,
        encoding=Encoding(
            declared=decoded.declared,
            used=decoded.encoding,
            bom=decoded.bom,
            replaced=decoded.replaced,
        ),
        sha256=sha256(record.content).hexdigest(),
    )

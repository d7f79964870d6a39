"""From a record to a document: what its container knows goes before what the page says."""

from __future__ import annotations

from hashlib import sha256

import pytest

from cleaner.corpus.document import document_of
from cleaner.corpus.record import Record
from cleaner.errors import InputError
from cleaner.html import Extraction

PROSE = "Der Bäcker von Ostry schließt am Montag, weil niemand mehr um vier aufstehen will."
PAGE = (
    "<html><head><title>Bäcker schließt</title><meta property='og:url' "
    f"content='https://g.example/a'></head><body><h1>Bäcker schließt</h1><p>{PROSE}</p>"
)
ALL = Extraction(extractor="none")


def test_a_page() -> None:
    content = PAGE.encode("iso-8859-15")
    record = Record(source="a.warc#3", content=content, media="html", charset="iso-8859-15")
    document = document_of(record, ALL)
    assert document.text.split("\n")[-2] == PROSE
    assert (document.source, document.url) == ("a.warc#3", "https://g.example/a")
    assert (document.title, document.language) == ("Bäcker schließt", None)
    assert document.encoding is not None and document.encoding.used == "iso8859-15"
    assert document.sha256 == sha256(content).hexdigest()


def test_what_the_container_knows_of_a_page() -> None:
    record = Record(
        source="rows.jsonl#1",
        content=PAGE,
        media="html",
        url="https://g.example/b",
        title="Ostry ohne Brot",
        language="de",
    )
    document = document_of(record, ALL)
    assert (document.url, document.title, document.language) == (
        "https://g.example/b",
        "Ostry ohne Brot",
        "de",
    )
    assert document.encoding is None and document.sha256 is None
    assert document.page is not None
    assert document.page.titles == ("Bäcker schließt",), "its own title is a title still"


def test_a_text_is_decoded_and_never_extracted() -> None:
    record = Record(source="a.txt", content=PAGE.encode("cp1252"), title="A", charset="latin1")
    document = document_of(record)
    assert (document.text, document.title, document.page) == (PAGE, "A", None)
    assert document.encoding is not None
    assert (document.encoding.declared, document.encoding.used) == ("latin1", "cp1252")
    assert document_of(Record(source="a", content=PAGE)).text == PAGE


@pytest.mark.parametrize("media", ["text", "html"])
def test_what_is_neither(media: str) -> None:
    record = Record(source="a", content=b"%PDF-1.7", media=media)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="starts like a PDF file"):
        document_of(record)

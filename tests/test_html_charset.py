"""The encoding of a page: what it says of itself, and what browsers make of that."""

from __future__ import annotations

import time

import pytest

from cleaner import extract
from cleaner.text.charset import charset_in
from cleaner.text.labels import codecs_of, is_label

PAGE = "<html><head>%s</head><body><p>Der Bäcker von Østry schließt am Montag.</p></body></html>"


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<p>charset=koi8-r</p>",
        b"<!-- <meta charset=koi8-r> -->",
        b"<!-- <meta charset=koi8-r>",
        b"<script>var a = '<meta charset=koi8-r>'</script>",
        b"<title><meta charset=koi8-r></title>",
        b"<body><meta charset=koi8-r>",
        b"<metadata charset=koi8-r>",
        b'<meta name="description" content="charset=koi8-r">',
        b'<meta http-equiv="refresh" content="text/html; charset=koi8-r">',
        b'<meta http-equiv="content-type" content="text/html">',
        b'<meta data-charset="koi8-r">',
        b'<p>a</p><?xml version="1.0" encoding="koi8-r"?>',
    ],
)
def test_what_is_no_declaration(page: bytes) -> None:
    assert charset_in(page) is None


@pytest.mark.parametrize(
    ("page", "label"),
    [
        (b"<meta charset=koi8-r>", "koi8-r"),
        (b"<META CHARSET='koi8-r'/>", "koi8-r"),
        (b'<meta/charset="koi8-r">', "koi8-r"),
        (b'<meta charset=" koi8-r ">', "koi8-r"),
        (b"<meta charset=gbk charset=koi8-r>", "gbk"),
        (b"<meta charset=gbk><meta charset=koi8-r>", "gbk"),
        (b'<meta name="a" content="b > c"><meta charset=koi8-r>', "koi8-r"),
        (b'<meta content="text/html;charset=koi8-r" http-equiv=Content-Type>', "koi8-r"),
        (b"<meta http-equiv='content-type' content='text/html; charset=\"big5\"'>", "big5"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        (b"<!-- " + b"x" * 5_000 + b"--><meta charset=koi8-r>", "koi8-r"),
    ],
)
def test_a_declaration(page: bytes, label: str) -> None:
    assert charset_in(page) == label


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("latin1", "cp1252"),
        ("iso88591", "cp1252"),
        ("ISO-8859-9", "cp1254"),
        (" us-ascii ", "cp1252"),
        ("x-cp1256", "cp1256"),
        ("csiso88596e", "iso8859-6"),
        ("iso885915", "iso8859-15"),
        ("logical", "iso8859-8"),
        ("tis-620", "cp874"),
        ("gb_2312", "gb18030"),
        ("ks_c_5601-1989", "cp949"),
        ("shift-jis", "cp932"),
        ("x-user-defined", "cp1252"),
    ],
)
def test_a_label_as_browsers_read_it(label: str, codec: str) -> None:
    assert codecs_of(label)[0] == codec
    assert is_label(label)


@pytest.mark.parametrize("label", [None, "", "klingon", "hex", "rot13", "unicode_escape", "a\0b"])
def test_a_label_that_nobody_knows(label: str | None) -> None:
    assert codecs_of(label) == ()
    assert not is_label(label)


@pytest.mark.parametrize("label", ["utf-8", "UTF8", "utf-16le"])
def test_unicode_has_labels_too(label: str) -> None:
    assert is_label(label)


@pytest.mark.parametrize(
    ("meta", "header", "codec", "used"),
    [
        ("<meta charset=iso-8859-15>", None, "iso8859-15", "iso8859-15"),
        ("<meta charset=iso-8859-15>", "windows-1252", "cp1252", "cp1252"),
        ("<meta charset=iso-8859-15>", "klingon", "iso8859-15", "iso8859-15"),
        ("<meta charset=koi8-r>", None, "utf-8", "utf-8"),
        ("", None, "cp1252", "cp1252"),
    ],
)
def test_header_before_meta_and_bytes_before_both(
    meta: str, header: str | None, codec: str, used: str
) -> None:
    document = extract((PAGE % meta).encode(codec), charset=header, extractor="none")
    assert document.text == "Der Bäcker von Østry schließt am Montag.\n"
    assert document.encoding is not None
    assert document.encoding.used == used


def test_a_byte_order_mark_goes_before_all() -> None:
    page = (PAGE % "<meta charset=koi8-r>").encode("utf-16-le")
    document = extract(b"\xff\xfe" + page, charset="latin1", extractor="none")
    assert document.text == "Der Bäcker von Østry schließt am Montag.\n"
    assert document.encoding is not None and document.encoding.bom


def test_a_page_that_is_no_label_is_told_in_the_report() -> None:
    document = extract((PAGE % "").encode(), charset="klingon", extractor="none")
    assert document.encoding is not None
    assert document.encoding.declared == "klingon"


@pytest.mark.parametrize(
    "page",
    [
        b"<meta " + b'"a' * 30_000,
        b"<meta " + b"a" * 60_000 + b">",
        b"<meta " + b"a " * 30_000 + b">",
        b"<meta a=" + b" " * 60_000,
        b'<meta "' * 9_000,
        b"<meta a='" * 9_000,
        b"<script " * 8_000,
        b"<!--" * 16_000,
    ],
    ids=lambda page: str(page[:9]),
)
def test_no_page_takes_long(page: bytes) -> None:
    began = time.process_time()
    charset_in(page)
    assert time.process_time() - began < 1, "the slow way took 4 to 40 seconds"

"""What a declared encoding is worth."""

from __future__ import annotations

import pytest
from decoding import LEGACY, LONG_WESTERN, check

from cleaner.text.decode import decode

CZECH = "děti"  # \xec: ì in windows-1252, which a single word cannot rule out


def test_a_declaration_decides_where_the_text_cannot() -> None:
    data = CZECH.encode("cp1250")
    assert decode(data).encoding == "cp1252"
    assert decode(data, "windows-1250").text == CZECH


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        ("latin1", "cp1252"),
        ("us-ascii", "cp1252"),
        (' "Windows-1252" ', "cp1252"),
        ("iso-8859-15", "iso8859-15"),
    ],
)
def test_labels(label: str, codec: str) -> None:
    decoded = decode(LONG_WESTERN["es"].encode("latin-1"), label)
    assert (decoded.text, decoded.encoding) == (LONG_WESTERN["es"], codec)
    assert decoded.declared == label


@pytest.mark.parametrize(
    ("label", "codec", "used"),
    [
        ("x-sjis", "cp932", "cp932"),
        ("Shift_JIS", "cp932", "cp932"),
        ("gb2312", "gb18030", "gb18030"),
        ("gbk", "gb18030", "gb18030"),
        ("big5", "big5hkscs", "big5hkscs"),
        ("ks_c_5601-1987", "cp949", "cp949"),
        ("iso-8859-9", "cp1254", "cp1254"),
        ("tis-620", "cp874", "cp874"),
        ("windows-874", "cp874", "cp874"),
        ("koi8", "koi8-r", "koi8-r"),
    ],
)
def test_labels_mean_the_superset(label: str, codec: str, used: str) -> None:
    text = next(text for name, text in LEGACY if name == codec)
    assert decode(text.encode(codec), label).encoding == used


@pytest.mark.parametrize(
    "label", ["unicode_escape", "hex", "cp037", "rot13", "idna", "a\0b", "", "undefined"]
)
def test_labels_that_are_not_believed(label: str) -> None:
    assert decode(b"caf\xe9 \\u0041", label).text == "café \\u0041"


@pytest.mark.parametrize(
    "declared", ["windows-1251", "windows-1253", "gb18030", "shift_jis", "koi8-r"]
)
@pytest.mark.parametrize("language", LONG_WESTERN)
def test_a_declaration_that_reads_but_makes_no_sense(language: str, declared: str) -> None:
    text = LONG_WESTERN[language]
    decoded = decode(text.encode("cp1252"), declared)
    assert (decoded.text, decoded.encoding) == (text, "cp1252")


def test_seven_bits_are_read_when_declared() -> None:
    text = "市議会は火曜日、プールの閉鎖を決めた。\r\n"
    data = text.encode("iso2022_jp")
    assert decode(data, "ISO-2022-JP").text == text
    check(data, decode(data, "ISO-2022-JP"))
    assert decode(data).text == data.decode("ascii")

"""UTF-8 is UTF-8, whatever was declared; byte-order marks; a few bad bytes."""

from __future__ import annotations

import codecs

import pytest
from decoding import check

from cleaner.text.decode import Decoded, decode, encode, looks_binary

# ---- what must not change: valid UTF-8 is UTF-8, whatever it holds and whatever was declared

UTF8 = {
    "empty": "",
    "plain ASCII": "The ferry to Sark was late again on Monday.\n",
    "French": "La mairie a fermé l’école après l’été.",
    "one accented letter": "é",
    "Georgian, which no alphabet here knows": "თბილისი",
    "emoji": "Rain again 🌧️ and again 👩‍👩‍👧",
    "line endings of all kinds": "a\r\nb\rc\nd\x85e\u2028f\u2029g\x0bh\x0ci",
    "a replacement character that was there before": "caf\ufffd",
    "a byte-order mark further on": "a\ufeffb",
    "mojibake is repaired elsewhere": "Le cafÃ© reste ouvert.",
    "ISO-2022-JP that nobody declared": "\x1b$B3X@8\x1b(B",
    "a NUL": "a\x00b",
    "noncharacters and private use": "\uffff\ue000\U0010ffff",
}


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1251", "shift_jis", "latin-1", "?"])
@pytest.mark.parametrize("text", UTF8.values(), ids=UTF8)
def test_utf8_is_left_alone(text: str, declared: str | None) -> None:
    data = text.encode()
    assert decode(data, declared) == Decoded(
        text=text, encoding="utf-8", declared=declared, bom=False, replaced=0
    )


# ---- byte-order marks

MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
]


@pytest.mark.parametrize("text", ["", "a\r\nb", "Où ça ?", "日本", "👩‍👧", "\ufeffx", "\ufffd"])
@pytest.mark.parametrize(("mark", "codec"), MARKS)
def test_byte_order_mark(mark: bytes, codec: str, text: str) -> None:
    data = mark + text.encode(codec)
    decoded = decode(data, "windows-1251")
    assert decoded == Decoded(
        text=text, encoding=codec, declared="windows-1251", bom=True, replaced=0
    )
    check(data, decoded)
    assert looks_binary(data) is None


@pytest.mark.parametrize(
    ("data", "text", "codec"),
    [
        (codecs.BOM_UTF8 + b"caf\xe9!", "caf\ufffd!", "utf-8"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "a\ufffd", "utf-16-le"),
        (codecs.BOM_UTF16_BE + b"\xd8\x00\x00a\xff\xfd", "\ufffd\ufffd", "utf-16-be"),
        (codecs.BOM_UTF32_LE + b"a\x00\x00\x00b\x00", "a\ufffd", "utf-32-le"),
    ],
)
def test_damage_behind_a_mark_is_counted(data: bytes, text: str, codec: str) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.replaced, decoded.bom) == (codec, 1, True)
    assert decoded.text.startswith(text[0])


def test_no_mark_to_write() -> None:
    with pytest.raises(LookupError, match="cp1252 has no byte-order mark"):
        encode("a", "cp1252", bom=True)
    with pytest.raises(UnicodeEncodeError):
        encode("日", "cp1252", bom=False)


# ---- UTF-8 with a few bad bytes

LONG = "Le maire a présenté hier le budget de l’année à venir, très discuté. "


@pytest.mark.parametrize(
    ("data", "text", "replaced"),
    [
        (LONG.encode() + b"\x80" + LONG.encode(), LONG + "\ufffd" + LONG, 1),
        (b"\xff" + LONG.encode(), "\ufffd" + LONG, 1),
        ("déjà vu, très bien".encode() + b"\xe9.", "déjà vu, très bien\ufffd.", 1),
        ("市議会は火曜日".encode() + b"\x93", "市議会は火曜日\ufffd", 1),
        # five bad bytes in 5,000, and one that was U+FFFD before
        ((LONG * 64 + "\ufffd").encode() + b" \xff" * 5, LONG * 64 + "\ufffd" + " \ufffd" * 5, 5),
        # more than one in a thousand, but next to nothing beside the characters that are right
        ("Городской ".encode() * 10 + b"\xff \xff", "Городской " * 10 + "\ufffd \ufffd", 2),
        # cut inside a character
        (LONG.encode() + b"\xe2\x80", LONG + "\ufffd", 1),
        ("Le café est fermé".encode()[:-1], "Le café est ferm\ufffd", 1),
        ("Il dit « voilà".encode()[:-1], "Il dit « voil\ufffd", 1),
        ("市議".encode()[:-1], "市\ufffd", 1),
        ("It’s over 🌧".encode()[:-1], "It’s over \ufffd", 1),
        ("It’s over 🌧".encode()[:-3], "It’s over \ufffd", 1),
    ],
)  # fmt: skip
def test_nearly_utf8(data: bytes, text: str, replaced: int) -> None:
    assert decode(data) == Decoded(
        text=text, encoding="utf-8", declared=None, bom=False, replaced=replaced
    )


def test_one_pair_of_bytes_does_not_make_english_utf8() -> None:
    text = "It wasn’t so. " * 60 + "He said “SOUFFLɔ."  # \xc9\x94 would be one letter in UTF-8
    text = text.replace("ɔ", "É”")
    assert decode(text.encode("cp1252")).text == text

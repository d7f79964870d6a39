"""Bytes to text, and what was found out on the way.

When nothing was replaced, `encode` gives the very same bytes back.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

REPLACEMENT = "\ufffd"

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

FALLBACK = "cp1252"
"""What single-byte text of the web is when nothing speaks against it."""

# Labels in use on the web that Python does not know (https://encoding.spec.whatwg.org/#names-and-labels).
_LABELS = {
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-sjis": "shift_jis",
    "windows-31j": "shift_jis",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gbk",
    "gb_2312-80": "gbk",
    "x-x-big5": "big5",
    "cn-big5": "big5",
    "windows-949": "euc_kr",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "iso-8859-8-i": "iso8859-8",
    "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
}

# What a label means on the web: the superset that was really written, then codecs to try when that
# one does not give the same bytes back (same standard, other vendor).
_MEANT: dict[str, tuple[str, ...]] = {
    "ascii": ("cp1252",),
    "iso8859-1": ("cp1252",),
    "iso8859-9": ("cp1254",),
    "iso8859-11": ("cp874",),
    "tis-620": ("cp874",),
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "big5": ("big5hkscs", "cp950"),
    "big5hkscs": ("big5hkscs", "cp950"),
    "shift_jis": ("cp932", "shift_jis_2004"),
    "shift_jis_2004": ("cp932", "shift_jis_2004"),
    "cp932": ("cp932", "shift_jis_2004"),
    "euc_jp": ("euc_jp", "euc_jis_2004"),
    "euc_jis_2004": ("euc_jp", "euc_jis_2004"),
    "euc_kr": ("cp949",),
    "iso2022_jp": ("iso2022_jp", "iso2022_jp_ext"),
}

# A list of what is believed, because Python also has codecs that are no encodings of web text
# ("unicode_escape", "hex", EBCDIC); UTF-16 and UTF-32 are believed with a byte-order mark only.
_KNOWN = frozenset(
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp866 cp874 cp437 cp850 cp852"
    " iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13"
    " iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic"
    " gb18030 big5hkscs cp950 cp932 shift_jis_2004 euc_jp euc_jis_2004 cp949 johab"
    " iso2022_jp iso2022_jp_ext iso2022_kr hz".split()
)
_SEVEN_BIT = frozenset(("iso2022_jp", "iso2022_jp_ext", "iso2022_kr", "hz"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of some bytes, and how it was read.

    `encoding` is the Python codec used, `declared` what the sender said, `bom` whether a byte-order
    mark stood in front (it is not in `text`), `replaced` how many U+FFFD decoding put in; those
    that the bytes themselves spell are not counted.
    """

    text: str
    encoding: str
    declared: str | None
    bom: bool
    replaced: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the bytes; `replaced` as in `Decoded`."""

    text: str
    codec: str
    replaced: int


def decode(data: bytes, declared: str | None = None) -> Decoded:
    r"""Read `data` as text; never fails.

    A byte-order mark decides; then valid UTF-8; then UTF-8 with a few bad bytes or cut inside a
    character; then `declared` (a label from HTTP or the page), unless another reading fits clearly
    better; then what the detector says, if that fits clearly better than windows-1252; then
    windows-1252. Line endings stay as they are.

    >>> decode(b"caf\xe9").text, decode(b"caf\xe9", declared="utf-8").encoding
    ('café', 'cp1252')
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            reading = _forced(data[len(mark) :], codec)
            return _decoded(reading, declared, bom=True)
    codecs_declared = _codecs(declared)
    reading = (
        _escaped(data, codecs_declared)
        or _strict(data, "utf-8")
        or _nearly_utf8(data)
        or _legacy(data, codecs_declared)
    )
    return _decoded(reading, declared, bom=False)


def encode(text: str, encoding: str, bom: bool) -> bytes:
    r"""Write `text` back to bytes, with the byte-order mark of `encoding` in front when `bom`.

    Raises UnicodeEncodeError when `encoding` has no bytes for a character, and LookupError when it
    is unknown or has no byte-order mark.

    >>> encode("é", "utf-16-le", bom=True)
    b'\xff\xfe\xe9\x00'
    """
    return (_mark(encoding) if bom else b"") + text.encode(encoding)


def _mark(encoding: str) -> bytes:
    for mark, codec in _BOMS:
        if codec == encoding:
            return mark
    raise LookupError(f"{encoding} has no byte-order mark")


def _decoded(reading: _Reading, declared: str | None, *, bom: bool) -> Decoded:
    return Decoded(
        text=reading.text,
        encoding=reading.codec,
        declared=declared,
        bom=bom,
        replaced=reading.replaced,
    )


def _codecs(label: str | None) -> tuple[str, ...]:
    """The codecs a label stands for, the likeliest first; empty when it is not believed."""
    name = (label or "").strip(" \t\r\n\f\"'").lower()
    try:
        codec = codecs.lookup(_LABELS.get(name, name)).name
    except (LookupError, ValueError):  # ValueError: a NUL in the label
        return ()
    return tuple(codec for codec in _MEANT.get(codec, (codec,)) if codec in _KNOWN)


# ---- readings


def _forced(data: bytes, codec: str) -> _Reading:
    text = data.decode(codec, "replace")
    if REPLACEMENT not in text:
        return _Reading(text, codec, 0)
    spelled = data.decode(codec, "ignore").count(REPLACEMENT)
    return _Reading(text, codec, text.count(REPLACEMENT) - spelled)


def _strict(data: bytes, codec: str) -> _Reading | None:
    """The reading that replaces nothing and gives the same bytes back, or None."""
    try:
        text = data.decode(codec)
        same = codec == "utf-8" or text.encode(codec) == data
    except UnicodeError:  # some stateful codecs cannot write what they read
        return None
    return _Reading(text, codec, 0) if same else None


def _tolerable(replaced: int, size: int) -> bool:
    """One in a thousand bytes; in a short text, one."""
    return replaced <= max(1, size // 1000)


def _escaped(data: bytes, declared: tuple[str, ...]) -> _Reading | None:
    """7-bit Japanese, Korean, Chinese: valid UTF-8 to the letter, so only a declaration tells."""
    if b"\x1b$" not in data and b"~{" not in data:
        return None
    readings = (_strict(data, codec) for codec in declared if codec in _SEVEN_BIT)
    return next((reading for reading in readings if reading), None)


def _nearly_utf8(data: bytes) -> _Reading | None:
    """UTF-8 with a few bad bytes, or cut inside its last character; None if it is something else.

    It takes valid sequences to say so: "caf\\xe9" alone is windows-1252. Where there are hardly
    more of them than bad bytes, they must also be characters of the languages we know: the German
    `Spaß“` in windows-1252 ends in two bytes that UTF-8 reads as a letter of N'Ko.
    """
    text, used = codecs.utf_8_decode(data, "replace", False)
    replaced = text.count(REPLACEMENT) - data.count(REPLACEMENT.encode())
    valid = len(text) - len(text.encode("ascii", "ignore")) - replaced
    if used < len(data):
        text, replaced = text + REPLACEMENT, replaced + 1
    # No text in another encoding has twenty valid sequences to each bad byte.
    few = _tolerable(replaced, len(data)) or valid >= 20 * replaced
    if valid and few and (valid > 2 * replaced or fit(text) >= 0.5):
        return _Reading(text, "utf-8", replaced)
    return None


def _legacy(data: bytes, declared: tuple[str, ...]) -> _Reading:
    """The declared encoding or windows-1252, unless another reading fits clearly better."""
    fallback = _forced(data, FALLBACK)
    standing = _first(data, declared) or fallback
    standing_fit = fit(standing.text)
    if (
        standing_fit > 1 - _CLEARLY
    ):  # nothing can beat it clearly, so the detector need not be asked
        return standing
    for challenger in (*_detected(data, standing.codec), fallback):
        if fit(challenger.text) >= max(standing_fit + _CLEARLY, _MOSTLY):
            return challenger
    return standing


def _first(data: bytes, names: tuple[str, ...]) -> _Reading | None:
    """The first codec that reads all of `data`; failing that, one that replaces very little.

    The second is for multi-byte text cut inside a character, which no strict decoder takes.
    """
    strict = next((r for name in names if (r := _strict(data, name))), None)
    if strict or not names:
        return strict
    reading = _forced(data, names[0])
    # nothing replaced, and not strict: these bytes would not come back
    return reading if reading.replaced and _tolerable(reading.replaced, len(data)) else None


def _detected(data: bytes, standing: str) -> Iterator[_Reading]:
    """What the detector names before it names `standing`, the likeliest first."""
    from chardet import EncodingEra, detect_all

    # The Mac and DOS code pages are believed when declared; guessed, they were wrong more often
    # than right (curly quotes alone read as any of them).
    era = EncodingEra.MODERN_WEB | EncodingEra.LEGACY_ISO
    for guess in detect_all(data, encoding_era=era, max_bytes=max(1, len(data))):
        names = _codecs(guess["encoding"])
        if standing in names:
            return
        reading = _first(data, names)
        if reading:
            yield reading


# ---- how well a reading fits

_CLEARLY = 0.1
_MOSTLY = 0.5
_SAMPLE = 2_000  # characters judged: enough for a share, and bounded for a document of any size

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # windows-1258 writes them after the vowel

# The letters beyond a-z that a language writes, in lower case (CLDR's main exemplar sets and the
# letters of common loan words). A script with an alphabet of its own is one sign, see _SCRIPTS.
_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "àâæçèéêëîïñôœöùûüÿ",  # French
        "áéíñóúüç",  # Spanish, Galician, Asturian, Basque
        "àáâãçéêíòóôõúü",  # Portuguese
        "äöüßéàè",  # German
        "àèéìíîòóùú",  # Italian
        "àáçèéíïñòóúü",  # Catalan, Occitan
        "áâäåæéèêëíïîóôöøûúüç",  # Danish, Norwegian, Dutch, Afrikaans
        "äåöéüõšž",  # Swedish, Finnish, Estonian
        "áðéíóúýþæöø",  # Icelandic, Faroese
        "áéíóúàèìòùâêîôûŵŷẁẃ",  # Irish, Gaelic, Welsh
        "ëç",  # Albanian
        "ąćęłńóśźż",  # Polish
        "áčďéěíňóřšťúůýž",  # Czech
        "áäčďéíĺľňóôŕšťúýž",  # Slovak
        "áéíóöőúüű",  # Hungarian
        "čćđšž",  # Slovenian, Croatian, Bosnian, Serbian
        "ăâîșțşţ",  # Romanian
        "ąčęėįšųūž",  # Lithuanian
        "āčēģīķļņšūž",  # Latvian
        "çğıİöşüâîûə",  # Turkish, Azerbaijani
        "ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵằắẳẵặầấẩẫậềếểễệồốổỗộờớởỡợừứửữự"
        + _TONES,  # Vietnamese
        "ĉĝĥĵŝŭ",  # Esperanto
        "ċġħżàèìòù",  # Maltese
        "Я",
        "Ω",
        "א",
        "ع",
        "ก",
        "漢",
        "漢の",
        "한",
    )
)

# First code point, last code point, sign.
_SCRIPTS = (
    (0x0386, 0x03CE, "Ω"),
    (0x0400, 0x04FF, "Я"),
    (0x0591, 0x05F4, "א"),
    (0x060C, 0x06FF, "ع"),
    (0x0E01, 0x0E5B, "ก"),
    (0x200C, 0x200F, "ع"),
    (0x3001, 0x3029, "漢"),
    (0x3041, 0x30FF, "の"),
    (0x3400, 0x9FFF, "漢"),
    (0xAC00, 0xD7A3, "한"),
)
_STARTS = tuple(first for first, _, _ in _SCRIPTS)

_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_JOINERS = frozenset("’‘·\xad–—‑…‧･・")
_SIGNS = frozenset("ªºµ")  # letters to Unicode, signs to a reader
_ODD = frozenset("¤¦¨¬¯¸\u02c6\u02dc")


def fit(text: str) -> float:
    """How well `text` hangs together as writing, from 0 to 1: to compare readings of the same bytes.

    It is the share of the characters beyond ASCII that stand in their place: a letter, when it
    belongs to the one alphabet that covers the text best, does not follow a small letter as a
    capital, and has no letter of another script beside it (Chinese, Japanese, Korean and Thai
    excepted, which write so); any other sign, when it does not stand between two letters.

    Why alphabets: "příliš žluťoučký" read as windows-1252 has nothing but letters, "pøíliš
    žlu\\x9douèký", but no language writes ø, í and è together. 1 for plain ASCII.
    """
    letters: Counter[str] = Counter()
    signs = judged = 0
    for found in islice(_NON_ASCII.finditer(text), _SAMPLE):
        at = found.start()
        char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
        judged += 1
        letter = _letter(char)
        if letter is None:
            signs += _sign_in_place(char, before, after)
        elif _letter_in_place(char, before, after):
            letters[letter] += 1
    if not judged:
        return 1.0
    best = max(sum(letters[letter] for letter in alphabet) for alphabet in _ALPHABETS)
    return (signs + best) / judged


def _letter(char: str) -> str | None:
    """The small letter, or the sign of the script; None when `char` is no letter of any alphabet."""
    code = ord(char)
    row = bisect_right(_STARTS, code) - 1
    if row >= 0 and code <= _SCRIPTS[row][1]:
        return _SCRIPTS[row][2]
    if char in _SIGNS or not (char.isalpha() or char in _TONES):
        return None
    small = char.lower()
    return small if len(small) == 1 else char


def _letter_in_place(char: str, before: str, after: str) -> bool:
    if before.islower() and char.isupper():
        return False
    spaced_script = "\u0370" <= char <= "\u06ff"
    return not (spaced_script and any(side.isascii() and side.isalpha() for side in before + after))


def _sign_in_place(char: str, before: str, after: str) -> bool:
    if not char.isprintable() and not char.isspace() and char != "\xad":
        return False
    if char == REPLACEMENT or char in _ODD:
        return False
    if char in _JOINERS:
        return True
    return not (before.isalpha() and after.isalpha())


# ---- what is no text at all

_HEAD = 8_192  # bytes looked at

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b\x08", "a gzip file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "an ELF program"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)

# Made of letters a text could begin with, so they need a control character further on as well.
_WORDY_MAGIC = (
    (re.compile(rb"%PDF-\d"), "a PDF file"),
    (re.compile(rb"GIF8[79]a"), "a GIF image"),
    (re.compile(rb"BZh[1-9](1AY&SY|\x17rE8P\x90)"), "a bzip2 file"),
    (re.compile(rb"PAR1"), "a Parquet file"),
    (re.compile(rb"RIFF[\x00-\xff]{4}(WEBP|WAVE|AVI )"), "a RIFF file (WebP, WAV or AVI)"),
    (re.compile(rb"OggS"), "an Ogg file"),
    (re.compile(rb"ID3"), "an MP3 file"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def looks_binary(data: bytes) -> str | None:
    r"""Why `data` is no text, in words; None when it may be one. Reads the first 8,192 bytes.

    >>> looks_binary(b"\x7fELF\x02\x01")
    'starts like an ELF program'
    """
    head = data[:_HEAD]
    if any(head.startswith(mark) for mark, _ in _BOMS):
        return None
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return f"starts like {name}"
    for pattern, name in _WORDY_MAGIC:
        if pattern.match(head) and _CONTROL.search(head):
            return f"starts like {name}"
    nul = head.find(b"\x00")
    return f"a NUL byte at offset {nul}" if nul >= 0 else None

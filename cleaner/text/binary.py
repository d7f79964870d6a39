"""Bytes that are no text at all, told by their first few thousand."""

from __future__ import annotations

import codecs
import re

# UTF-32 first: its little-endian mark begins with that of UTF-16.
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_HEAD = 8_192  # bytes looked at

_MAGIC = (
    (b"%PDF-1.", "a PDF file"),
    (b"%PDF-2.", "a PDF file"),
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

# A text could begin with these letters, so a control character has to follow soon.
_WORDY_MAGIC = (
    (re.compile(rb"GIF8[79]a"), "a GIF image"),
    (re.compile(rb"BZh[1-9]"), "a bzip2 file"),
    (re.compile(rb"PAR1"), "a Parquet file"),
    (re.compile(rb"RIFF"), "a RIFF file (WebP, WAV or AVI)"),
    (re.compile(rb"OggS"), "an Ogg file"),
    (re.compile(rb"ID3"), "an MP3 file"),
)
_SOON = 256
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # ESC is in ISO-2022 text


def looks_binary(data: bytes) -> str | None:
    r"""Why `data` is no text, in words; None when it may be one. Reads the first 8,192 bytes.

    >>> looks_binary(b"\x7fELF\x02\x01")
    'starts like an ELF program'
    """
    head = data[:_HEAD]
    if any(head.startswith(mark) for mark, codec in BOMS if codec != "utf-8"):
        return None
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return f"starts like {name}"
    for pattern, name in _WORDY_MAGIC:
        if pattern.match(head) and _CONTROL.search(head, 0, _SOON):
            return f"starts like {name}"
    nul = head.find(b"\x00")
    return f"a NUL byte at offset {nul}" if nul >= 0 else None

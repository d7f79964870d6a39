"""Which bytes are no text."""

from __future__ import annotations

import codecs

import pytest

from cleaner.text.decode import looks_binary

TEXTS = [
    b"",
    b"plain",
    b"caf\xe9",
    "市議会".encode("cp932"),
    b"PAR1 was the first race of the day, and PAR4 the last.\n",
    b"GIF89a is what such a file begins with.\n",
    b"GIFs are banned from the town's site.",
    b"ID3 tags hold the title of a song.\r\n\tNothing else.",
    b"ID3",
    b"BZh9 is a licence plate.",
    b"RIFFs and solos\nRIFF WAVE files were played.",
    b"OggS is a container.",
    b"PK is a brand of chewing gum.",
    b"PNG, JPEG and GIF",
    b"7zip and Rar! are rivals.",
    b"%PDF is a comment in TeX",
    b"\x1b$B3X@8\x1b(B",
    b"x" * 8_192 + b"\x00",
    codecs.BOM_UTF8 + b"text",
]


@pytest.mark.parametrize("data", TEXTS)
def test_text_is_not_binary(data: bytes) -> None:
    assert looks_binary(data) is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"seventeen letters\x00", "a NUL byte at offset 17"),
        (codecs.BOM_UTF8 + b"\x00", "a NUL byte at offset 3"),
        ("text".encode("utf-16-le"), "a NUL byte at offset 1"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "starts like a PDF file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "starts like a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "starts like a JPEG image"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00", "starts like a GIF image"),
        (b"PK\x03\x04\x14\x00\x06\x00", "starts like a ZIP archive"),
        (b"PK\x05\x06" + b"\x00" * 18, "starts like a ZIP archive"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "starts like a gzip file"),
        (b"BZh91AY&SY\x00\x03\x9c\x81", "starts like a bzip2 file"),
        (b"BZh9\x17rE8P\x90\x00\x00\x00\x00", "starts like a bzip2 file"),
        (b"\xfd7zXZ\x00\x00\x04", "starts like an xz file"),
        (b"\x28\xb5\x2f\xfd\x24\x00", "starts like a Zstandard file"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "starts like a 7z archive"),
        (b"\x7fELF\x02\x01\x01\x00", "starts like an ELF program"),
        (b"Rar!\x1a\x07\x01\x00", "starts like a RAR archive"),
        (b"SQLite format 3\x00\x10\x00", "starts like an SQLite database"),
        (b"PAR1\x15\x04\x15\x10", "starts like a Parquet file"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "starts like a RIFF file (WebP, WAV or AVI)"),
        (b"OggS\x00\x02\x00\x00", "starts like an Ogg file"),
        (b"ID3\x04\x00\x00\x00\x00", "starts like an MP3 file"),
    ],
)
def test_binary(data: bytes, why: str) -> None:
    assert looks_binary(data) == why

"""Bytes to text, and what was found out on the way.

When nothing was replaced, `encode` gives the very same bytes back.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from cleaner.text.binary import BOMS, looks_binary
from cleaner.text.labels import SEVEN_BIT, codecs_of
from cleaner.text.strangeness import strangeness

__all__ = ["FALLBACK", "Decoded", "decode", "encode", "looks_binary"]

FALLBACK = "cp1252"
"""What single-byte text of the web is when nothing speaks against it."""

_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of some bytes, and how it was read.

    `encoding` is the Python codec used, `declared` what the sender said, `bom` whether a byte-order
    mark stood in front (it is not in `text`), `replaced` how many characters do not stand for their
    bytes any more: U+FFFD put in for what could not be read (those that the bytes themselves spell
    are not counted), and in Shift-JIS and Big5 what has two codes and stood there by the second.
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
    r"""Read `data` as text; no bytes make it fail. Raises TypeError for a str.

    A byte-order mark decides; then valid UTF-8; then UTF-8 with a few bad bytes or cut inside a
    character; then `declared` (a label from HTTP or the page), or else windows-1252, unless the
    text is clearly likelier in what the detector says. Line endings stay as they are.

    >>> decode(b"caf\xe9").text, decode(b"caf\xe9", declared="utf-8").encoding
    ('café', 'cp1252')
    """
    if isinstance(data, str):
        raise TypeError("decode() takes bytes; a str is text already")
    for mark, codec in BOMS:
        if data.startswith(mark):
            return _decoded(_forced(data[len(mark) :], codec), declared, bom=True)
    believed = codecs_of(declared)
    reading = (
        _escaped(data, believed)
        or _whole(data, "utf-8")
        or _nearly_utf8(data)
        or _legacy(data, believed)
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
    for mark, codec in BOMS:
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


# ---- readings


def _forced(data: bytes, codec: str) -> _Reading:
    """The reading that replaces what `codec` cannot read."""
    text = data.decode(codec, "replace")
    if _REPLACEMENT not in text:
        return _Reading(text, codec, 0)
    spelled = data.decode(codec, "ignore").count(_REPLACEMENT)
    return _Reading(text, codec, text.count(_REPLACEMENT) - spelled)


def _whole(data: bytes, codec: str) -> _Reading | None:
    """The reading that needs no U+FFFD, or None."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return _Reading(text, codec, 0 if codec == "utf-8" else _changed(data, text, codec))


def _changed(data: bytes, text: str, codec: str) -> int:
    """How many characters of `text` would come back as other bytes; 1 if they cannot be counted.

    Shift-JIS has two codes for some 400 characters (髙 and ≒ among them), Big5 for a dozen, and
    Python writes the one that Windows does not.
    """
    try:
        if text.encode(codec) == data:
            return 0
        written = [char.encode(codec) for char in text]
    except UnicodeEncodeError:
        return 1
    ends = list(accumulate(map(len, written)))
    if ends[-1] != len(data):
        return 1
    return sum(data[end - len(code) : end] != code for code, end in zip(written, ends, strict=True))


def _escaped(data: bytes, believed: tuple[str, ...]) -> _Reading | None:
    """ISO-2022 and HZ write in 7 bits, all of it valid UTF-8: only a declaration tells."""
    if b"\x1b$" not in data and b"~{" not in data:
        return None
    readings = (_whole(data, codec) for codec in believed if codec in SEVEN_BIT)
    return next(filter(None, readings), None)


def _nearly_utf8(data: bytes) -> _Reading | None:
    r"""UTF-8 with a few bad bytes, or cut inside its last character; None if it is something else.

    It takes valid sequences to say so: `caf\xe9` alone is windows-1252. Where these are hardly
    more than the bad bytes, they must also be likely letters: the end of the German `Spaß“` in
    windows-1252 is the UTF-8 of a letter of N'Ko.
    """
    text, used = codecs.utf_8_decode(data, "replace", False)  # False: leave what is cut at the end
    replaced = text.count(_REPLACEMENT) - data.count(_REPLACEMENT.encode())
    valid = len(text) - len(text.encode("ascii", "ignore")) - replaced
    cut = used < len(data)
    # No text in another encoding has twenty valid sequences to each bad byte.
    if not valid or not (_tolerable(replaced, len(data)) or valid >= 20 * replaced):
        return None
    if valid <= 2 * (replaced + cut):
        other = data.decode(FALLBACK, "replace")
        if strangeness(text) > strangeness(other):
            return None
    return _Reading(text + _REPLACEMENT * cut, "utf-8", replaced + cut)


def _tolerable(replaced: int, size: int) -> bool:
    """One in a thousand bytes; in a short text, one."""
    return replaced <= max(1, size // 1000)


def _legacy(data: bytes, believed: tuple[str, ...]) -> _Reading:
    """The declared encoding or windows-1252, unless another is clearly likelier on this text."""
    fallback = _forced(data, FALLBACK)
    best = _first(data, believed) or fallback
    window = _window(data)
    least = strangeness(window.decode(best.codec, "replace"))
    for reading in (fallback, *_detected(data, window, best.codec)):
        bits = strangeness(window.decode(reading.codec, "replace"))
        if bits + _CLEARLY <= least:
            best, least = reading, bits
    return best


def _first(data: bytes, names: tuple[str, ...]) -> _Reading | None:
    """The first codec that reads all of `data`; failing that, one that replaces very little.

    The second is for multi-byte text cut inside a character, which no strict decoder takes.
    """
    for name in names:
        if whole := _whole(data, name):
            return whole
    for name in names:
        if _tolerable((forced := _forced(data, name)).replaced, len(data)):
            return forced
    return None


def _detected(data: bytes, window: bytes, standing: str) -> Iterator[_Reading]:
    """What the detector names before it names `standing`, the likeliest first, two at most.

    It sees the window only: much plain English around a few Russian words leads it astray.
    """
    from chardet import EncodingEra, detect_all

    # DOS for cp866 alone: the other DOS code pages, and the Mac's, read curly quotes and no-break
    # spaces as letters, and are not in labels.KNOWN (the Mac's two are, for who declares them).
    era = EncodingEra.MODERN_WEB | EncodingEra.LEGACY_ISO | EncodingEra.DOS
    readings: list[_Reading] = []
    for guess in detect_all(window, encoding_era=era):
        names = codecs_of(guess["encoding"])
        if standing in names or len(readings) == 2:
            break
        if reading := _first(data, names):
            readings.append(reading)
    yield from readings


_CLEARLY = 5  # bits: 32 times likelier. Measured: 3 to 7 differ little and spare windows-1252
_HIGH = re.compile(rb"[\x80-\xff]")


def _window(data: bytes) -> bytes:
    """The part that readings are compared on: 8 KB from the first byte that is not ASCII.

    It begins between two characters, as such a byte begins one in every codec that has them, and
    ends at a line ending if it can.
    """
    found = _HIGH.search(data)
    start = max(0, found.start() - 1) if found else 0  # one back: letters are judged by neighbours
    window = data[start : start + 8_192]
    if start + len(window) < len(data):
        window = window[: window.rfind(b"\n") + 1] or window
    return window

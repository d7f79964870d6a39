"""Lines that look like lines of a program or of markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_lowercase, ascii_uppercase

from cleaner.native import native

_SAMPLE = 300
"""Characters that are looked at, from the start of a line."""

_CODE = re.compile(
    r"[{};]\s*$|^\s*[}\])]+[;,]?\s*$|\w\(.*\)|=>|==|->|::|</?\w+[^>]*>|^\s*(?:#|//|\$ |@\w)"
    r"|\w_\w|[a-z][A-Z]\w*[(:.]|^\s*\w+: [\w\[{'\"].*[,!\]]$"
    r"|^\s*(?:def|class|return|import|from|const|let|var|type|if|for) .*[:;({=]\s*$|\S=\S"
)

# Every line of code has one of these marks in it (an open bracket after a space aside), or a word
# of a program's, or begins or ends in one of these ways. Most lines of articles have none of it,
# and are not searched.
_MARKS = (b"=", b"<", b">", b"_", b"::", b"(")
_WORD = re.compile(rb"aA[aAw_]*[(:.]")
"""In a line's bytes, where `a` stands for all small letters, `A` for capitals, and `w` for digits
and for whatever is not ASCII."""
_BEGIN, _END = tuple("}])#/$@"), tuple("{};")
_KEYWORDS = ("def", "class", "return", "import", "from", "const", "let", "var", "type", "if", "for")
_KEYWORDS_END, _LABEL_END = tuple(":("), tuple(",!]")
_ENDS = (*_END, *_KEYWORDS_END, *_LABEL_END)

_COARSE = bytes(
    97 if byte in ascii_lowercase.encode()
    else 65 if byte in ascii_uppercase.encode()
    else 119 if byte > 127 or byte in b"0123456789"
    else byte
    for byte in range(256)
)  # fmt: skip


def is_code(text: str) -> bool:
    """Whether a line looks like a line of a program or of markup."""
    sample = text[:_SAMPLE]
    return _may_be(sample, _coarse(sample)) and _CODE.search(sample) is not None


def code_lines(texts: Sequence[str]) -> list[int]:
    """The numbers of the lines that look like lines of a program or of markup."""
    if native is not None:
        signs = native.code_signs(list(texts), _SAMPLE)
        return [n for n in signs if _CODE.search(texts[n][:_SAMPLE])]
    samples = [text[:_SAMPLE] for text in texts]
    coarse = _coarse("\n".join(samples))
    lines = coarse.split(b"\n")
    # what most lines have not is looked for in all of them first, one sign after the other
    asked: set[int] = set()
    for mark in (*_MARKS, b"aA"):
        if mark in coarse:
            asked.update(n for n, line in enumerate(lines) if mark in line)
    stripped = enumerate(map(str.strip, samples))
    asked.update(n for n, text in stripped if text.startswith(_BEGIN) or text.endswith(_ENDS))
    return [n for n in sorted(asked) if _may_be(samples[n], lines[n]) and _CODE.search(samples[n])]


def _coarse(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass").translate(_COARSE).replace(b" (", b" ")


def _may_be(sample: str, coarse: bytes) -> bool:
    """Whether a line has a sign of code; if not it is none."""
    if any(mark in coarse for mark in _MARKS):
        return True
    text = sample.strip()
    if text.startswith(_BEGIN) or text.endswith(_END):
        return True
    if text.endswith(_KEYWORDS_END) and text.startswith(_KEYWORDS):
        return True
    if text.endswith(_LABEL_END) and " " not in text[: text.find(": ")]:
        return True
    return b"aA" in coarse and _WORD.search(coarse) is not None

"""One row of JSON Lines, kept as it is spelled: what is not replaced stays to the byte."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, time
from functools import cache, partial
from math import isfinite
from typing import Any

# Numbers are not read here: a float would change, and an int of 5,000 digits is refused.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_scan = _DECODER.scan_once  # type: ignore[attr-defined]
_string = _DECODER.parse_string  # type: ignore[attr-defined]

Span = tuple[int, int, int]
"""Of a column: where the one before it ends (-1: there is none), and the span of its value."""


class JsonRow(Mapping[str, Any]):
    """A JSON object as its line spells it. `line` is the line, without its ending."""

    __slots__ = ("_end", "_spans", "line")

    def __init__(self, line: str) -> None:
        """Raises ValueError when the line is no JSON object, with what is wrong and where."""
        self.line = line
        try:
            self._spans, self._end = _members(line)
        except RecursionError:
            raise ValueError("not JSON that can be read: nested too deeply") from None
        except json.JSONDecodeError as error:
            raise ValueError(f"not JSON: {error.msg} column {error.colno}") from None

    def __getitem__(self, name: str) -> Any:
        return json.loads(self.spelled(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)

    def __contains__(self, name: object) -> bool:
        return name in self._spans

    def spelled(self, name: str) -> str:
        """The value of a column as the line spells it. Raises KeyError."""
        _, start, end = self._spans[name]
        return self.line[start:end]

    def string(self, name: str) -> str | None:
        """The value of a column if it is a string, else None."""
        _, start, end = self._spans.get(name, (0, 0, 0))
        if end == start or self.line[start] != '"':
            return None
        return str(_string(self.line, start + 1, True)[0])

    def label(self, name: str) -> str | None:
        """As `string`, and an integer as it is spelled."""
        spelled = self.spelled(name) if name in self._spans else ""
        return spelled if spelled.lstrip("-").isdecimal() else self.string(name)

    def rewritten(self, values: Mapping[str, Any], *, without: Collection[str] = ()) -> str:
        """The line with these columns replaced, or added at the end, and those left out.

        A string that is what it was keeps its spelling. New ones are spelled as the line is:
        with escapes for all but ASCII if it has nothing but ASCII, with spaces if it has them.
        """
        colon, comma = style = _separators(self.line)
        dump = partial(dumps, ascii=self.line.isascii(), style=style)
        changes = [self._cut(name) for name in without if name in self._spans]
        added = ""
        for name, value in values.items():
            if name not in self._spans:
                added += f"{comma}{dump(name)}{colon}{dump(value)}"
            elif not isinstance(value, str) or value != self.string(name):
                changes.append((*self._spans[name][1:], dump(value)))
        if len(set(without) & set(self._spans)) == len(self._spans):
            return "{" + added[len(comma) :] + "}"
        if added:
            changes.append((self._end, self._end, added))
        pieces, done = [], 0
        for start, end, text in sorted(changes):
            pieces += [self.line[done:start], text]
            done = end
        return "".join((*pieces, self.line[done:]))

    def _cut(self, name: str) -> tuple[int, int, str]:
        """The change that takes a column out, with its comma."""
        before, _, end = self._spans[name]
        if before >= 0:
            return before, end, ""
        char, after = _next(self.line, end)
        if char == ",":
            _, after = _next(self.line, after + 1)
        return self.line.index("{") + 1, after, ""


def dumps(value: Any, *, ascii: bool = False, style: tuple[str, str] = (": ", ", ")) -> str:
    """JSON on one line. A lone surrogate, which has no UTF-8, is escaped with all the others.

    `style` is what stands after a name, and between two values.
    """
    text = _encoder(ascii, style)(value)
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return _encoder(True, style)(value)
    return text


@cache
def _encoder(ascii: bool, style: tuple[str, str]) -> Callable[[Any], str]:
    return json.JSONEncoder(ensure_ascii=ascii, separators=style[::-1]).encode


def plain(value: Any) -> Any:
    """A value of any format as JSON can hold it: dates in ISO 8601, bytes as text or base64.

    >>> plain({"when": date(2026, 1, 31), "raw": b"abc", "share": float("nan")})
    {'when': '2026-01-31', 'raw': 'abc', 'share': None}
    """
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, (date, time)):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return b64encode(value).decode()
    return str(value)


def _separators(line: str) -> tuple[str, str]:
    return (": ", ", ") if _SPACED.match(line) else (":", ",")


_SPACED = re.compile(r'\s*\{\s*(?:\}|"(?:[^"\\]|\\.)*"\s*:\s)', re.DOTALL)


def _members(line: str) -> tuple[dict[str, Span], int]:
    """Where the values of a JSON object stand, and where its last one ends. Raises ValueError.

    Of a name that is there twice the last counts, as it does for most readers of JSON.
    """
    spans: dict[str, Span] = {}
    before = -1
    char, at = _next(line, 0)
    if char != "{":
        raise ValueError(f"not a JSON object: it begins with {line[at : at + 20]!r}")
    end = at + 1
    char, at = _next(line, end)
    while char != "}":
        if char != '"':
            raise _missing("a name in double quotes", at)
        name, at = _string(line, at + 1, True)
        char, at = _next(line, at)
        if char != ":":
            raise _missing("a colon", at)
        char, at = _next(line, at + 1)
        try:
            _, end = _scan(line, at)
        except StopIteration as stop:
            raise _missing("a value", stop.value) from None
        spans[name] = (before, at, end)
        before = end
        char, at = _next(line, end)
        if char == ",":
            char, at = _next(line, at + 1)
            if char == "}":
                raise _missing("a name in double quotes", at)
        elif char != "}":
            raise _missing("a comma or a brace", at)
    char, rest = _next(line, at + 1)
    if char:
        raise ValueError(f"not JSON: something follows the object, at column {rest + 1}")
    return spans, end


_space = re.compile(r"[ \t\r\n]*").match


def _next(line: str, at: int) -> tuple[str, int]:
    """The next character that is no white space, and where it stands; "" at the end."""
    char = line[at : at + 1]
    if char in _WHITE:
        at = _space(line, at).end()  # type: ignore[union-attr]
        char = line[at : at + 1]
    return char, at


_WHITE = frozenset(" \t\r\n")


def _missing(what: str, at: int) -> ValueError:
    return ValueError(f"not JSON: {what} is missing at column {at + 1}")

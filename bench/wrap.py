"""Wrap the long lines of packs, so that they can be read side by side and compared.

    python bench/wrap.py                      # the shipped packs
    python bench/wrap.py my/pack.toml --check # says which files would change, and exits with 1

Lists of words are filled, examples stand one to a line, and a long pattern is broken before an
alternative or a group: a line break in a pattern, and the blanks around it, mean nothing
(docs/rules.md). What a rule says stays the same, and so does the hash of the rulebook. Sentences
(examples, `about`) are not broken, nor is a list with a comment in it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import tomli

from cleaner.rulebook.load import shipped_rules

WIDTH = 100

_FILLED = frozenset({"phrases", "keywords", "near", "protects", "languages"})
_PATTERNS = frozenset({"patterns", "unless", "apart"})
_EXAMPLES = frozenset({"drop", "keep"})

_TOKEN = re.compile(
    r"'''.*?'''|\"\"\".*?\"\"\"|'[^'\n]*'|\"(?:[^\"\\\n]|\\.)*\"|#[^\n]*|[^'\"#\n]+|\n", re.DOTALL
)
_STRING = re.compile(r"['\"]")
_STATEMENT = re.compile(r"([a-z_]+) = (.*)", re.DOTALL)
_UNIT = re.compile(
    r"\((?:\?(?:P<\w+>|[a-z-]*:))?"  # how a group begins
    r"|(?:\[(?:\\.|[^\]\\])*\]|\\x[0-9a-fA-F]{2}|\\.|\{[a-z_]+\}|\)|\||[^(])"
    r"(?:[*+?]|\{\d*(?:,\d*)?\})*",  # with its repeats
    re.DOTALL,
)


def wrapped(source: str) -> str:
    """The text of a pack with its long lines wrapped."""
    return "".join(map(_statement, _statements(source)))


def _statements(source: str) -> Iterator[str]:
    """The text in pieces that end where a line ends outside all brackets and strings."""
    piece: list[str] = []
    depth = 0
    for token in _TOKEN.findall(source):
        piece.append(token)
        if token == "\n" and not depth:
            yield "".join(piece)
            piece.clear()
        elif not _STRING.match(token) and not token.startswith("#"):
            depth += token.count("[") - token.count("]")
    yield "".join(piece)


def _statement(text: str) -> str:
    found = _STATEMENT.fullmatch(text.rstrip("\n"))
    if not found or max(map(len, text.split("\n"))) <= WIDTH:
        return text
    key, value = found.groups()
    tokens = _TOKEN.findall(value)
    if any(token.startswith(("#", '"""')) for token in tokens):
        return text
    items = [token for token in tokens if _STRING.match(token)]
    if not value.startswith("["):
        known = key in _PATTERNS | _EXAMPLES | _FILLED or key in ("about", "id")
        return text if known else f"{key} = {_pattern(items[0], '')}\n"
    if key in _FILLED:
        lines = _fill(items)
    elif key in _PATTERNS:
        lines = [f"    {_pattern(item, '    ')}," for item in items]
    elif key in _EXAMPLES:
        lines = [f"    {item}," for item in items]
    else:
        return text
    return "\n".join((f"{key} = [", *lines, "]\n"))


def _fill(items: Iterable[str]) -> list[str]:
    """The items of a list, as many on a line as there is room for."""
    lines: list[str] = []
    for item in items:
        if lines and len(lines[-1]) + len(item) + 2 <= WIDTH:
            lines[-1] += f" {item},"
        else:
            lines.append(f"    {item},")
    return lines


def _pattern(token: str, indent: str) -> str:
    """A pattern as it is written, on several lines if it is long."""
    pattern = tomli.loads(f"pattern = {token}")["pattern"]
    if "\n" in pattern:
        pattern = "".join(map(str.strip, pattern.split("\n")))
    elif len(indent) + len(token) < WIDTH:
        return token
    if pattern != pattern.strip() or "'''" in pattern:  # a blank at a break would be lost
        return token
    inner = indent + "    "
    lines = [inner + line for line in _broken(pattern, WIDTH - len(inner))]
    return "\n".join(("'''", *lines, f"{indent}'''"))


def _broken(pattern: str, width: int) -> Iterator[str]:
    """The pattern in pieces of this width, as far as it can be broken; none begins or ends with a
    blank. Best of all is a break before an alternative, then one before or after a group."""
    units = _UNIT.findall(pattern)
    assert "".join(units) == pattern, pattern
    start = 0
    while start < len(units):
        stop, size = start, 0
        while stop < len(units) and (size + len(units[stop]) <= width or stop == start):
            size += len(units[stop])
            stop += 1
        if stop < len(units):
            half = start + (stop - start) // 2
            stop = max(range(start + 1, stop + 1), key=lambda at: (_worth(units, at, half), at))
        yield "".join(units[start:stop])
        start = stop


def _worth(units: list[str], at: int, half: int) -> int:
    """How good a break before unit `at` is; a good one too early in the line is worth less."""
    before, after = units[at - 1], units[at]
    if before[0] == " " or after[0] == " ":
        return -1
    if after[0] == "|":
        worth = 4
    elif after[0] == "(" or before[0] == ")":
        worth = 3
    else:
        worth = 1 if before[0].isalpha() and after[0].isalpha() else 2
    return worth if at >= half else min(worth, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packs", nargs="*", type=Path, help="files; without any, the shipped packs")
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args()
    changed = 0
    for path in options.packs or sorted(shipped_rules().rglob("*.toml")):
        source = path.read_text(encoding="utf-8")
        text = wrapped(source)
        if text != source:
            changed += 1
            print(path)
            if not options.check:
                with path.open("w", encoding="utf-8", newline="\n") as file:
                    file.write(text)
    sys.exit(1 if changed and options.check else 0)


if __name__ == "__main__":
    main()

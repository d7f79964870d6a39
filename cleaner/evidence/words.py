"""Text cut into words, as they are counted: letters and digits, with single marks in between; each
character is one where a script sets no words apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_letters, digits

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
"""The characters of scripts that set no words apart: what stands in a class of characters."""

_JOINING = "'.\u2019-"
"""One of these between two letters or digits is part of a word."""

_WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+(?:[{_JOINING}][^\\W_{UNSPACED}]+)*")
_UNSPACED = re.compile(f"[{UNSPACED}]")

_ASCII = bytes(range(128))
_SPACED = bytes(
    byte if byte > 127 or chr(byte) in "\n" + ascii_letters + digits + _JOINING else 32
    for byte in range(256)
)
_LOOSE = re.compile(f"[{_JOINING}](?:[{_JOINING}]+|(?!\\S)|(?<!\\S.))")
"""A joining mark that joins nothing, where all but words and joining marks is white space."""

_MOST_MARKS = 50
"""With more different marks beyond ASCII, taking out one after the other would be slow."""


def word_list(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def words_by_line(text: str) -> tuple[list[list[str]], bool]:
    r"""The words of each line of a text: what word_list finds, in half the time.

    And whether the text has characters of a script that sets no words apart.

    >>> words_by_line("It's 'on'. Well-known\n\nU.S. --x")
    ([["It's", 'on', 'Well-known'], [], ['U.S', 'x']], False)
    """
    data = text.encode("utf-8", "surrogatepass")
    beyond = set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    unspaced = any(map(_UNSPACED.match, beyond))
    marks = [mark for mark in beyond if not mark.isalnum() and mark not in _JOINING]
    if unspaced or len(marks) > _MOST_MARKS:
        return list(map(word_list, text.split("\n"))), unspaced
    # white space in place of whatever is in no word, then cuts at white space
    spaced = data.translate(_SPACED).decode("utf-8", "surrogatepass")
    for mark in marks:
        spaced = spaced.replace(mark, " ")
    return list(map(str.split, _LOOSE.sub(" ", spaced).split("\n"))), False


def line_words(line: str) -> list[str]:
    """The words of a text of one line: what word_list finds, in half the time if it is long."""
    return words_by_line(line)[0][0]


def has_unspaced(text: str) -> bool:
    """Whether a text has characters of a script that sets no words apart."""
    return _UNSPACED.search(text) is not None


def is_unspaced(word: str) -> bool:
    """Whether a word is one character of a script that sets no words apart."""
    return _UNSPACED.match(word) is not None


def single_characters(words: Iterable[str]) -> int:
    """How many of these words are one character of a script that sets no words apart."""
    return sum(map(is_unspaced, words))

"""Text cut into words, as they are counted: letters and digits, with single marks in between; each
character is one where a script sets no words apart. And how many words of English those are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_letters, digits

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
"""The characters of scripts that set no words apart: what stands in a class of characters."""

HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
"""The letters and syllables of Korean, which writes particles as one with their word."""

_JOINING = "'.\u2019-"
"""One of these between two letters or digits is part of a word."""

_WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+(?:[{_JOINING}][^\\W_{UNSPACED}]+)*")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_HANGUL = re.compile(f"[{HANGUL}]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")

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

    And whether the text has characters that `as_spaced` counts otherwise.

    >>> words_by_line("It's 'on'. Well-known\n\nU.S. --x")
    ([["It's", 'on', 'Well-known'], [], ['U.S', 'x']], False)
    """
    data = text.encode("utf-8", "surrogatepass")
    beyond = set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    unspaced = any(map(_UNSPACED.match, beyond))
    otherwise = unspaced or any(map(_HANGUL.match, beyond))
    marks = [mark for mark in beyond if not mark.isalnum() and mark not in _JOINING]
    if unspaced or len(marks) > _MOST_MARKS:
        return list(map(word_list, text.split("\n"))), otherwise
    # white space in place of whatever is in no word, then cuts at white space
    spaced = data.translate(_SPACED).decode("utf-8", "surrogatepass")
    for mark in marks:
        spaced = spaced.replace(mark, " ")
    return list(map(str.split, _LOOSE.sub(" ", spaced).split("\n"))), otherwise


def line_words(line: str) -> list[str]:
    """The words of a text of one line: what word_list finds, in half the time if it is long."""
    return words_by_line(line)[0][0]


def has_unspaced(text: str) -> bool:
    """Whether a text has characters of a script that sets no words apart."""
    return _UNSPACED.search(text) is not None


def is_unspaced(word: str) -> bool:
    """Whether a word is one character of a script that sets no words apart."""
    return _UNSPACED.match(word) is not None


def is_hangul(word: str) -> bool:
    """Whether a word is written in Hangul (its first letter is)."""
    return _HANGUL.match(word) is not None


def as_spaced(words: Sequence[str]) -> int:
    """How many words of a language like English a line of these words is as good as.

    A word of Korean, with its particles and endings, says what one and a half do; so does every
    character and a half of Chinese; of Japanese, and of other scripts that set no words apart, two
    characters make a word. A line with Han characters is Japanese where it has kana too.

    >>> as_spaced(["the", "bridge"]), as_spaced(list("大橋は明日")), as_spaced(list("大桥明天封闭"))
    (2, 3, 4)
    >>> as_spaced(["다리는", "내일"])
    3
    """
    text = "".join(filter(is_unspaced, words))
    han = 0 if _KANA.search(text) else len(_HAN.findall(text))
    sixths = 6 * len(words) + 3 * sum(map(is_hangul, words)) - 3 * len(text) + han
    return -(-sixths // 6)

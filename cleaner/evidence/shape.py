"""What a line looks like, whatever it says: a few plain measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_letters, ascii_uppercase, digits

from cleaner.evidence.words import single_characters, word_list, words_by_line
from cleaner.model import Line, made
from cleaner.native import native
from cleaner.rulebook.rule import fold

SAMPLE = 2_000
"""Characters measured of a line; a longer one is prose by its length alone."""

PROSE_WORDS, LONG_WORDS = 12, 30
"""A sentence of twelve words is prose; thirty words are, even without a full stop."""

WRAPPED_WORDS = 7
"""The fewest words on a line that a paragraph was broken into; a menu has fewer."""

TITLE_WORDS = 25
"""The longest headline: a line of more words is not one."""

BYLINE_WORDS = 12
"""The longest byline, with its date."""

_BYLINE = re.compile(
    r"\W*(?:(?:(?:edited|reviewed|story|words|written) )?by"
    r"|author|date|last modified|(?:last )?updated|posted|published)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\W{0,3}\d{1,4}(?:[./-] ?\d{1,4}){2}\W{0,3}(?:\d{1,2}:\d\d\W{0,3})?")
_ENDS = ".!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964"
_END_MARKS = frozenset(_ENDS)
_CLOSING = "\"'\u201d\u2019\u00bb\u201c\u300d\u300f)]" + "".join(
    filter(str.isspace, map(chr, range(0x3001)))
)
"""What may stand after the mark that ends a sentence."""
_LAST = 40
"""Characters at the end of a line in which that mark is looked for."""

_CAPITALS, _LETTERS, DIGITS = (kind.encode() for kind in (ascii_uppercase, ascii_letters, digits))
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Shape:
    """`words`: how many (two characters are one in scripts without spaces); `sentence`: ends as
    one does; `wrapped`: a piece of a paragraph that was broken into lines. `sample`: the
    characters that are measured; `listed`: the words in lower case, of lines that are no longer.
    """

    sample: str
    words: int
    sentence: bool
    wrapped: bool = False
    listed: tuple[str, ...] | None = None

    @property
    def letters(self) -> int:
        """How many letters it has, of those that can be small or capital."""
        if native is not None:
            return sum(native.cased(self.sample))
        return count(self.sample, _LETTERS, str.isupper) + count(self.sample, b"", str.islower)

    @property
    def capitals(self) -> int:
        """How many capital letters it has."""
        if native is not None:
            return native.cased(self.sample)[0]
        return count(self.sample, _CAPITALS, str.isupper)

    @property
    def prose(self) -> bool:
        """Long enough and finished enough to be a paragraph of an article, or a piece of one."""
        return (
            (self.sentence and self.words >= PROSE_WORDS)
            or self.words >= LONG_WORDS
            or self.wrapped
        )

    @property
    def title_like(self) -> bool:
        """Could be a headline, a label or a list item: not long, and not ended as a sentence."""
        return not self.sentence and self.words <= TITLE_WORDS and not self.wrapped

    @property
    def caps(self) -> bool:
        """Written in capitals throughout (in a script that has them)."""
        return self.sample.isupper() and self.letters >= 3


def count(text: str, plain: bytes, others: Callable[[str], bool]) -> int:
    """How many characters are among `plain`, or beyond ASCII and such as `others` says."""
    ascii_part = text.encode("ascii", "ignore")
    number = len(ascii_part) - len(ascii_part.translate(None, plain))
    if len(ascii_part) < len(text):
        number += sum(map(others, _BEYOND_ASCII.findall(text)))
    return number


def shape(text: str) -> Shape:
    """The measures of one line."""
    return _shapes([text], [word_list(fold(text)[:SAMPLE])], unspaced=True)[0]


def shapes_of(lines: Sequence[Line]) -> tuple[Shape, ...]:
    """The measures of all lines, with what only neighbours show.

    A line of several words, not ended as a sentence, that the next line goes on from in small
    letters is a piece of a paragraph, and so is that next line.
    """
    texts = [line.text for line in lines]
    if native is not None:
        numbers = native.word_counts("\n".join(texts), SAMPLE)
        return tuple(_made(texts, numbers, [None] * len(texts)))
    folded = fold("\n".join(texts))
    if max(map(len, texts), default=0) > SAMPLE:
        folded = "\n".join(line[:SAMPLE] for line in folded.split("\n"))
    words, unspaced = words_by_line(folded)
    return tuple(_shapes(texts, words, unspaced=unspaced))


def _shapes(texts: list[str], words: Sequence[list[str]], *, unspaced: bool) -> list[Shape]:
    """The measures of lines with these words; `unspaced`: characters may be words."""
    numbers = list(map(len, words))
    if unspaced:
        numbers = [
            number - single_characters(w) // 2 for number, w in zip(numbers, words, strict=True)
        ]
    return _made(texts, numbers, list(map(tuple, words)))


def _made(
    texts: list[str], numbers: list[int], listed: list[tuple[str, ...] | None]
) -> list[Shape]:
    samples = [text[:SAMPLE] if text.strip() else "" for text in texts]
    for i in (i for i, text in enumerate(texts) if len(text) > SAMPLE and samples[i]):
        numbers[i] += LONG_WORDS
        listed[i] = None
    ended = _ended(texts)
    return made(Shape, len(texts), samples, numbers, ended, _wrapped(texts, numbers, ended), listed)


def _ended(texts: list[str]) -> list[bool]:
    """Whether each line ends as a sentence does."""
    if native is not None:
        return native.ended(texts, _LAST, _CLOSING, _ENDS)
    return [text[-_LAST:].rstrip(_CLOSING)[-1:] in _END_MARKS for text in texts]


def _wrapped(texts: Sequence[str], words: Sequence[int], ended: Sequence[bool]) -> list[bool]:
    small = [text[:1].islower() for text in texts]
    wrapped = [False] * len(texts)
    for i in (i for i in range(1, len(texts)) if small[i]):
        begins = words[i - 1] >= WRAPPED_WORDS and not small[i - 1]
        if not ended[i - 1] and (begins or wrapped[i - 1]):
            wrapped[i - 1] = wrapped[i] = True
    return wrapped


def is_byline(text: str, words: int) -> bool:
    """Whether a line of so many words looks like a byline or a date line."""
    return words <= BYLINE_WORDS and _BYLINE.match(text.lstrip()) is not None


def is_date(text: str) -> bool:
    """Whether a line is a date in figures, and nothing else.

    >>> is_date("02/12/2024"), is_date("2024"), is_date("02/12/2024: the bridge is shut")
    (True, False, False)
    """
    return _DATE.fullmatch(text) is not None

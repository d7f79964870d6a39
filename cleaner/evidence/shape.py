"""What a line looks like, whatever it says: a few plain measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase, digits

from cleaner.evidence.words import as_spaced, word_list, words_by_line
from cleaner.made import made
from cleaner.model import Line
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
    r"\W*(?:(?:(?:edited|reporting|reviewed|story|words|written) )?by"
    r"|author|date|last modified|(?:last )?updated|posted|published)\b",
    re.IGNORECASE,
)
_SIGNS = frozenset(
    {"von", "text", "autor", "autorin", "door", "tekst", "auteur", "av", "af", "par", "texte"}
    | {"por", "texto", "di", "testo", "autore", "teksti", "του", "της", "των", "γράφει"}
    | {"текст", "автор", "авторка", "napísal", "napísala"}
)
"""The words before an author's name, where it is not English."""
_JOINS = frozenset(
    {"und", "en", "och", "og", "et", "y", "e", "&", "von", "van", "de", "der", "den"}
)
_NAMES = 8
"""The most words of the names after such a word."""
_DATE = re.compile(r"\W{0,3}\d{1,4}(?:[./-] ?\d{1,4}){2}\W{0,3}(?:\d{1,2}:\d\d\W{0,3})?")
_ENDS = ".!?\u2026\u3002\uff01\uff1f\uff0e\uff61\u061f\u06d4\u0964"
_END_MARKS = frozenset(_ENDS)
_CLOSING = (
    "\"'\u201d\u2019\u00bb\u201c\u300d\u300f)]\uff09\uff3d\u3011\u3009\u300b\u3015"
    + "".join(filter(str.isspace, map(chr, range(0x3001))))
)
"""What may stand after the mark that ends a sentence."""
_SIGNED = re.compile(
    r"[\u3002\uff01\uff1f]\W{0,2}[\uff08(\u3010\u3014\[][^\uff08\uff09()\u3010\u3011\u3002]{1,30}"
    r"[\uff09)\u3011\u3015\]]\s*\d{0,8}\s*$"
)
"""A sentence of Chinese or Japanese with its author's sign after the mark: the end of a report."""
_LAST = 40
"""Characters at the end of a line in which that mark is looked for."""

_CAPITALS, _SMALL, DIGITS = (kind.encode() for kind in (ascii_uppercase, ascii_lowercase, digits))
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Shape:
    """`words`: how many, as `as_spaced` counts them; `sentence`: ends as
    one does; `wrapped`: a piece of a paragraph that was broken into lines. `sample`: the
    characters that are measured; `cut`: the words in lower case, or whether they are to be cut when
    they are asked for; of a longer line they are not.
    """

    sample: str
    words: int
    sentence: bool
    wrapped: bool = False
    cut: tuple[str, ...] | bool = False

    @property
    def listed(self) -> tuple[str, ...] | None:
        """The words in lower case; None for a line that is longer than what is measured."""
        if isinstance(self.cut, tuple):
            return self.cut
        return tuple(word_list(fold(self.sample))) if self.cut else None

    @property
    def letters(self) -> int:
        """How many letters it has, of those that can be small or capital."""
        return sum(cased_of(self.sample))

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


def cased_of(text: str) -> tuple[int, int]:
    """How many capital and small letters a text has."""
    if native is not None:
        return native.cased(text)
    return count(text, _CAPITALS, str.isupper), count(text, _SMALL, str.islower)


def count(text: str, plain: bytes, others: Callable[[str], bool]) -> int:
    """How many characters are among `plain`, or beyond ASCII and such as `others` says."""
    ascii_part = text.encode("ascii", "ignore")
    number = len(ascii_part) - len(ascii_part.translate(None, plain))
    if len(ascii_part) < len(text):
        number += sum(map(others, _BEYOND_ASCII.findall(text)))
    return number


def shape(text: str) -> Shape:
    """The measures of one line."""
    return _shapes([text], [word_list(fold(text)[:SAMPLE])], otherwise=True)[0]


def shapes_of(lines: Sequence[Line]) -> tuple[Shape, ...]:
    """The measures of all lines, with what only neighbours show.

    A line of several words, not ended as a sentence, that the next line goes on from in small
    letters is a piece of a paragraph, and so is that next line.
    """
    texts = [line.text for line in lines]
    if native is not None:
        numbers = native.word_counts("\n".join(texts), SAMPLE)
        return tuple(_made(texts, numbers, [True] * len(texts)))
    folded = fold("\n".join(texts))
    if max(map(len, texts), default=0) > SAMPLE:
        folded = "\n".join(line[:SAMPLE] for line in folded.split("\n"))
    words, otherwise = words_by_line(folded)
    return tuple(_shapes(texts, words, otherwise=otherwise))


def _shapes(texts: list[str], words: Sequence[list[str]], *, otherwise: bool) -> list[Shape]:
    """The measures of lines with these words; `otherwise`: not each of them need count as one."""
    numbers = list(map(as_spaced if otherwise else len, words))
    return _made(texts, numbers, list(map(tuple, words)))


def _made(texts: list[str], numbers: list[int], cut: list[tuple[str, ...] | bool]) -> list[Shape]:
    samples = [text[:SAMPLE] if text.strip() else "" for text in texts]
    for i in (i for i, text in enumerate(texts) if len(text) > SAMPLE and samples[i]):
        numbers[i] += LONG_WORDS
        cut[i] = False
    ended = [
        end or (not text.isascii() and _SIGNED.search(text[-_LAST:]) is not None)
        for end, text in zip(_ended(texts), texts, strict=True)
    ]
    return made(Shape, len(texts), samples, numbers, ended, _wrapped(texts, numbers, ended), cut)


def _ended(texts: list[str]) -> list[bool]:
    """Whether each line ends with the mark of a sentence."""
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
    """Whether a line of so many words looks like a byline or a date line.

    >>> is_byline("Reporting by Ada Brandt", 4), is_byline("Updated: 3 March", 3)
    (True, True)
    >>> is_byline("Reporting from the north", 4), is_byline("By the river" + " and" * 10, 13)
    (False, False)
    """
    return words <= BYLINE_WORDS and _BYLINE.match(text.lstrip()) is not None


def is_signature(text: str) -> bool:
    """Whether a line is a word like "Von" or "Door" and names, and nothing else.

    A model learned what a byline is from English ones, so this is none of its measures.

    >>> is_signature("Von: Jette Harms und Enno van der Brakel"), is_signature("AV ADA BRANDT")
    (True, True)
    >>> is_signature("Von Jette"), is_signature("Von Jette Harms gelesen")
    (False, False)
    >>> is_signature("Von" + " Ada" * 8), is_signature("Von" + " Ada" * 9)
    (True, False)
    """
    first, *names = text.replace(":", " ").replace(",", " ").split() or [""]
    capital = [name[0].isupper() for name in names]
    return (
        first.lower() in _SIGNS
        and len(names) <= _NAMES
        and sum(capital) >= 2
        and all(big or name in _JOINS for big, name in zip(capital, names, strict=True))
    )


def is_date(text: str) -> bool:
    """Whether a line is a date in figures, and nothing else.

    >>> is_date("02/12/2024"), is_date("2024"), is_date("02/12/2024: the bridge is shut")
    (True, False, False)
    """
    return _DATE.fullmatch(text) is not None

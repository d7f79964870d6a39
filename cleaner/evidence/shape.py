"""What a line looks like, whatever it says: a few plain measures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, repeat
from string import ascii_letters, ascii_uppercase

from cleaner.model import Line
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
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+(?:['\u2019.-][^\\W_{_UNSPACED}]+)*")
_ONE_CHARACTER = re.compile(f"[{_UNSPACED}]")
_SENTENCE_END = re.compile(
    "(?:[.!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964])[\"'\u201d\u2019\u00bb\u201c\u300d\u300f)\\]\\s]*$"
)
_CODE = re.compile(
    r"[{};]\s*$|^\s*[}\])]+[;,]?\s*$|\w\(.*\)|=>|==|->|::|</?\w+[^>]*>|^\s*(?:#|//|\$ |@\w)"
    r"|\w_\w|[a-z][A-Z]\w*[(:.]|^\s*\w+: [\w\[{'\"].*[,!\]]$"
    r"|^\s*(?:def|class|return|import|from|const|let|var|type|if|for) .*[:;({=]\s*$|\S=\S"
)
_CAPITALS, _LETTERS = ascii_uppercase.encode(), ascii_letters.encode()
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_CODE_SAMPLE = 300
_CLOSING, _OPENING = ("}", "]", ")"), (";", ":", "(")
_CODE_HINTS = tuple(
    re.compile(hint)
    for hint in (r"[{}<=#$@_]", r"\((?<=\w.)", "//", "->", "::", r"[A-Z](?<=[a-z].)")
)
"""Every line that looks like code has one of these, or begins or ends like it; most have not."""


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
        return _count(self.sample, _LETTERS, str.isupper) + _count(self.sample, b"", str.islower)

    @property
    def capitals(self) -> int:
        """How many capital letters it has."""
        return _count(self.sample, _CAPITALS, str.isupper)

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


def _count(text: str, plain: bytes, others: Callable[[str], bool]) -> int:
    """How many characters are among `plain`, or beyond ASCII and such as `others` says."""
    ascii_part = text.encode("ascii", "ignore")
    count = len(ascii_part) - len(ascii_part.translate(None, plain))
    if len(ascii_part) < len(text):
        count += sum(map(others, _BEYOND_ASCII.findall(text)))
    return count


_BLANK = Shape("", words=0, sentence=False, listed=())


def shape(text: str) -> Shape:
    """The measures of one line."""
    return _shape(text, fold(text), _ONE_CHARACTER.search(text) is not None)


def _shape(text: str, folded: str, unspaced: bool) -> Shape:
    if not text or text.isspace():
        return _BLANK
    long = len(text) > SAMPLE
    sample = text[:SAMPLE]
    words = _WORD.findall(folded[:SAMPLE])
    single = sum(1 for word in words if _ONE_CHARACTER.match(word)) if unspaced else 0
    return Shape(
        sample,
        words=len(words) - single // 2 + (LONG_WORDS if long else 0),
        sentence=bool(_SENTENCE_END.search(text[-40:])),
        listed=None if long else tuple(words),
    )


def shapes_of(lines: Sequence[Line]) -> tuple[Shape, ...]:
    """The measures of all lines, with what only neighbours show.

    A line of several words, not ended as a sentence, that the next line goes on from in small
    letters is a piece of a paragraph, and so is that next line.
    """
    texts = [line.text for line in lines]
    joined = "\n".join(texts)
    unspaced = not joined.isascii() and _ONE_CHARACTER.search(joined) is not None
    shapes = list(map(_shape, texts, fold(joined).split("\n"), repeat(unspaced)))
    wrapped: set[int] = set()
    for i in range(len(lines) - 1):
        goes_on = not shapes[i].sentence and lines[i + 1].text[:1].islower()
        begins = shapes[i].words >= WRAPPED_WORDS and not lines[i].text[:1].islower()
        if goes_on and (begins or i in wrapped):
            wrapped |= {i, i + 1}
    return tuple(replace(s, wrapped=True) if i in wrapped else s for i, s in enumerate(shapes))


def word_list(text: str) -> list[str]:
    """The words of a text, as they are counted."""
    return _WORD.findall(text)


def is_code(text: str) -> bool:
    """Whether a line looks like a line of a program or of markup."""
    sample = text[:_CODE_SAMPLE]
    hinted = _begins_or_ends_like_code(sample) or any(hint.search(sample) for hint in _CODE_HINTS)
    return hinted and _CODE.search(sample) is not None


def is_byline(text: str, words: int) -> bool:
    """Whether a line of so many words looks like a byline or a date line."""
    return words <= BYLINE_WORDS and _BYLINE.match(text.lstrip()) is not None


def code_lines(texts: Sequence[str]) -> list[int]:
    """The numbers of the lines that look like lines of a program or of markup."""
    samples = [text[:_CODE_SAMPLE] for text in texts]
    joined = "\n".join(samples)
    starts = list(accumulate((len(sample) + 1 for sample in samples), initial=0))
    marked = {n for n, sample in enumerate(samples) if _begins_or_ends_like_code(sample)}
    for hint in _CODE_HINTS:
        marked.update(bisect_right(starts, found.start()) - 1 for found in hint.finditer(joined))
    return [n for n in sorted(marked) if _CODE.search(samples[n])]


def _begins_or_ends_like_code(sample: str) -> bool:
    text = sample.strip()
    if text[:1] in _CLOSING or text[-1:] in _OPENING:
        return True
    colon = text.find(": ")
    return colon > 0 and " " not in text[:colon]

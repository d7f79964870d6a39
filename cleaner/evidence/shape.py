"""What a line looks like, whatever it says: a few plain measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cleaner.model import Line

SAMPLE = 2_000
"""Characters measured of a line; a longer one is prose by its length alone."""

PROSE_WORDS, LONG_WORDS = 12, 30
"""A sentence of twelve words is prose; thirty words are, even without a full stop."""

WRAPPED_WORDS = 7
"""The fewest words on a line that a paragraph was broken into; a menu has fewer."""

TITLE_WORDS = 25
"""The longest headline: a line of more words is not one."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+(?:['\u2019.-][^\\W_{_UNSPACED}]+)*")
_ONE_CHARACTER = re.compile(f"[{_UNSPACED}]")
_SENTENCE_END = re.compile(
    "(?:[.!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964])[\"'\u201d\u2019\u00bb\u201c\u300d\u300f)\\]\\s]*$"
)
_SENTENCE_BREAK = re.compile(
    "[.!?\u2026\u061f\u06d4\u0964][\"'\u201d\u2019\u00bb)]*\\s|[\u3002\uff01\uff1f]"
)
_CODE = re.compile(
    r"[{};]\s*$|^\s*[}\])]+[;,]?\s*$|\w\(.*\)|=>|==|->|::|</?\w+[^>]*>|^\s*(?:#|//|\$ |@\w)"
    r"|\w_\w|[a-z][A-Z]\w*[(:.]|^\s*\w+: [\w\[{'\"].*[,!\]]$"
    r"|^\s*(?:def|class|return|import|from|const|let|var|type|if|for) .*[:;({=]\s*$|\S=\S"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """`words`: how many (two characters are one in scripts without spaces); `sentence`: ends as
    one does; `breaks`: sentence ends inside the line; `letters`, `capitals`: how many;
    `wrapped`: a piece of a paragraph that was broken into lines.
    """

    words: int
    sentence: bool
    breaks: int
    letters: int
    capitals: int
    wrapped: bool = False

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
        return self.letters >= 3 and self.capitals == self.letters


_BLANK = Shape(words=0, sentence=False, breaks=0, letters=0, capitals=0)


def shape(text: str) -> Shape:
    """The measures of one line."""
    if not text or text.isspace():
        return _BLANK
    sample = text[:SAMPLE]
    words = _WORD.findall(sample)
    unspaced = sum(1 for word in words if _ONE_CHARACTER.match(word))
    cased = [c for c in sample if c.isupper() or c.islower()]
    return Shape(
        words=len(words) - unspaced // 2 + (LONG_WORDS if len(text) > SAMPLE else 0),
        sentence=bool(_SENTENCE_END.search(text[-40:])),
        breaks=len(_SENTENCE_BREAK.findall(sample)),
        letters=len(cased),
        capitals=sum(c.isupper() for c in cased),
    )


def shapes_of(lines: Sequence[Line]) -> tuple[Shape, ...]:
    """The measures of all lines, with what only neighbours show.

    A line of several words, not ended as a sentence, that the next line goes on from in small
    letters is a piece of a paragraph, and so is that next line.
    """
    shapes = [shape(line.text) for line in lines]
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
    return _CODE.search(text[:300]) is not None

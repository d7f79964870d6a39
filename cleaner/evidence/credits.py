"""The names of authors in the boxes about them: what is known of the article, so they stay."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.evidence.shape import Shape
from cleaner.evidence.words import word_list
from cleaner.model import BIOGRAPHY, Line, Match
from cleaner.native import native
from cleaner.rulebook.rule import fold

NEAR = 2
"""A name belongs to what stands at most so many lines from it; its first so many words tell it."""

NAME_WORDS = 7
"""A name of more words, titles and degrees included, is a headline."""

WORDS_BEFORE = 1
"""Words that a line with somebody's name may hold before it ("About"). With more ("The Keeper by")
the line is the head of something else."""

SOON, BEGINNING = 6, 80
"""Among so many words, in so many characters, a biography names its person first."""

LABEL_WORDS = 3
"""A line of an author's box with more words is no label of what stands under it."""

_OUTER = " ,.()'\u2019"
_PARTICLES = {"van", "von", "der", "den", "de", "da", "di", "del", "della", "dos", "du", "la", "le"}
_PARTICLES |= {"el", "al", "bin", "ibn", "ter", "zu", "y", "e"}


def credit_lines(
    lines: Sequence[Line],
    filled: Sequence[int],
    shapes: Sequence[Shape],
    matches: Sequence[tuple[Match, ...]],
) -> frozenset[int]:
    """The lines with nothing but an author's name on them that belong to an author's box.

    Such a line stands directly under a label of the box, over a paragraph that begins with the
    name or over a link that holds it, or just under the same name. A line that a rule names is
    none.
    """
    found: set[int] = set()
    for n in _names_among([lines[i].text for i in filled]):
        i = filled[n]
        if matches[i]:
            continue
        name = words_of(lines[i].text)
        below = filled[n + 1 : n + 1 + NEAR]
        above = filled[max(0, n - NEAR) : n]
        if (
            (n and _is_label(shapes[above[-1]], matches[above[-1]]))
            or any(j in found and words_of(lines[j].text)[:NEAR] == name[:NEAR] for j in above)
            or any(_belongs(lines[j].text, shapes[j], matches[j], name) for j in below)
        ):
            found.add(i)
    return frozenset(found)


def is_name(text: str) -> bool:
    """Whether a line looks like somebody's name, with titles and degrees: capital words alone.

    >>> is_name("Oda van Brannigan, PhD"), is_name("Terms of use")
    (True, False)
    """
    parts = text.split(None, NAME_WORDS)
    if len(parts) > NAME_WORDS:  # most lines: paragraphs are not looked at word by word
        return False
    named = 0
    for word in (part.strip(_OUTER) for part in parts):
        if word.lower() not in _PARTICLES:
            if not word[:1].isupper() or not word.replace(".", "").replace("-", "").isalpha():
                return False
            named += 1
    return named >= 2


def _names_among(texts: list[str]) -> list[int]:
    """The numbers of the lines that look like somebody's name."""
    asked = range(len(texts)) if native is None else native.may_be_names(texts, NAME_WORDS)
    return [n for n in asked if is_name(texts[n])]


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return word_list(fold(text))


def _is_label(shape: Shape, matches: Sequence[Match]) -> bool:
    short = shape.words <= LABEL_WORDS
    return any(m.category == BIOGRAPHY and (m.paragraphs or short) for m in matches)


def _belongs(text: str, shape: Shape, matches: Sequence[Match], name: Sequence[str]) -> bool:
    """Whether a line is about somebody: it begins with "Oda Brannigan"; a biography or a link of
    the box does so with "Oda" or "I'm Oda" already, or holds the name."""
    biography = any(m.category == BIOGRAPHY for m in matches)
    if not biography and (not shape.prose or name[-1] not in fold(text[:BEGINNING])):
        return False
    begin, first = words_of(text[:BEGINNING])[:SOON], name[: WORDS_BEFORE + 1]
    if not shape.prose:
        return biography and all(word in begin for word in name[:NEAR])
    if begin and begin[0] in first:
        return biography or name[-1] in begin
    return biography and any(word in begin for word in first)

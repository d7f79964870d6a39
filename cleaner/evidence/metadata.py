"""Lines in the head of a page's text that repeat what its metadata names: they are known already.

Its title, its author, its date, and its standfirst. Only for the text of a page of HTML: in plain
text these lines are all that is known of the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.evidence.shape import Shape
from cleaner.model import Document, Line, Match
from cleaner.text.sameness import letters

TITLE, BYLINE, DATE, STANDFIRST = (
    "structure.metadata_title",
    "structure.metadata_author",
    "structure.metadata_date",
    "structure.metadata_description",
)
METADATA_RULES = (TITLE, BYLINE, DATE, STANDFIRST)

_CATEGORIES = {
    TITLE: "duplicate_title",
    BYLINE: "byline_meta",
    DATE: "date_meta",
    STANDFIRST: "editor_meta",
}

_PARAGRAPHS = 2
"""The head ends with the second paragraph: a caption or a teaser may stand above the headline.
The standfirst stands above both, once."""

_BYLINE_EXTRA, _DATE_EXTRA = 6, 3
"""Words of a byline beside the name, and of a date beside its numbers."""

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"\s*[,;|&/]\s*|\s+(?:and|und|et|y|e|en)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def metadata_matches(
    document: Document, lines: Sequence[Line], shapes: Sequence[Shape]
) -> list[Match]:
    """What repeats the metadata of the page; nothing for plain text."""
    page = document.page
    if page is None or page.keep_title:
        return []
    titles = {letters(title) for title in (document.title, *page.titles) if title}
    found: list[Match] = []
    paragraphs = 0
    for i, line in enumerate(lines):
        if line.blank:
            continue
        rule = _repeats(document, titles, line.text, shapes[i])
        first = paragraphs == 0 and all(match.rule != STANDFIRST for match in found)
        if rule and (rule != STANDFIRST or first):
            found.append(Match.of_line(rule, _CATEGORIES[rule], i, line.text, strength="sure"))
            continue
        paragraphs += shapes[i].prose
        if paragraphs == _PARAGRAPHS:
            break
    return found


def _repeats(document: Document, titles: set[str], text: str, shape: Shape) -> str | None:
    """The rule that a line repeats the metadata by, or None."""
    assert document.page is not None
    said = letters(text)
    if not said:
        return None
    site = letters(document.site or "")
    if said in titles or (site and said.removesuffix(site) in titles):
        return TITLE
    if document.page.standfirst and said == letters(document.page.standfirst):
        return STANDFIRST
    if shape.sentence or shape.prose:
        return None
    if document.author and _names(document.author, text):
        return BYLINE
    if document.date and _dates(document.date, text):
        return DATE
    return None


def _names(author: str, text: str) -> bool:
    """Whether a line names the author, or one of them, and says little else.

    A name of one word ("Reuters", "admin") is the whole line but for a word.
    """
    said = " ".join(_WORD.findall(text.casefold()))
    for name in (author, *_BETWEEN.split(author)):
        words = _WORD.findall(name.casefold())
        rest = f" {said} ".replace(f" {' '.join(words)} ", " ", 1) if words else f" {said} "
        extra = _BYLINE_EXTRA if len(words) > 1 else 1
        if rest != f" {said} " and len(rest.split()) <= extra:
            return True
    return False


def _dates(date: str, text: str) -> bool:
    """Whether a line holds the year and the day of a date, or the day beside it (a page's clock
    may be another than ours), and few words.
    """
    year, _, day = map(int, date.split("-"))
    numbers = list(map(int, _NUMBER.findall(text)))
    if year not in numbers or len(_WORD.findall(text)) > _DATE_EXTRA:
        return False
    return any(abs(number - day) <= 1 for number in numbers)

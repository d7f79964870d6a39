"""Whether the page shows its description as a standfirst, apart from the article's paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cleaner.text.sameness import letters

_INSIDE = 2
"""A paragraph with more beside it in one element is a paragraph of the article."""

_MOST = 4_000
"""Characters of an element that are compared: no description is longer."""

_APART = frozenset(("p", "div", "section", "header", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN = frozenset(("script", "style", "title", "noscript", "template"))


def is_standfirst(html: str, description: str) -> bool:
    """Whether every element that says just what the description says stands apart.

    Most descriptions are the article's first paragraph over again, which must stay. A standfirst
    is a heading, or is no paragraph among paragraphs. Never fails.
    """
    from lxml import etree

    try:
        tree = etree.fromstring(html.encode("utf-8", "replace"), _parser())
    except (etree.LxmlError, ValueError):
        return False
    body = tree.find("body") if tree is not None else None
    said = letters(description)
    if body is None or not said:
        return False
    places = list(_places(body, said))
    return bool(places) and all(map(_stands_apart, places))


def _places(body: Any, said: str) -> Iterator[Any]:
    """The innermost elements that say just that."""
    for element in body.iter():
        if isinstance(element.tag, str) and element.tag not in _UNSEEN:
            own = letters((element.text or "")[:_MOST])
            if own and said.startswith(own):
                whole = _whole(element, said)
                if whole is not None:
                    yield whole


def _parser() -> Any:
    from lxml import etree

    return etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def _whole(element: Any, said: str) -> Any:
    """The innermost element around this one that says it all; None if it says more or other."""
    while element is not None:
        here = letters("".join(element.itertext()))
        if here == said:
            return element
        if not said.startswith(here):
            return None
        element = element.getparent()
    return None


def _stands_apart(element: Any) -> bool:
    while element.tag not in _APART:
        parent = element.getparent()
        if parent is None or letters("".join(parent.itertext())) != letters(
            "".join(element.itertext())
        ):
            return False
        element = parent
    parent = element.getparent()
    paragraphs = 0 if parent is None else sum(child.tag == "p" for child in parent)
    return element.tag != "p" or paragraphs <= _INSIDE

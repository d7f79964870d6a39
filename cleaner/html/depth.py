"""How deep the elements of a page lie in one another.

libxml2, which trafilatura and inscriptis read pages with, drops the rest of a page without a word
at a depth of 256; the time that resiliparse takes grows with the square of the depth.
"""

from __future__ import annotations

import re

DEEPEST = {"trafilatura": 250, "none": 250, "resiliparse": 2_000}
"""The depth of a page that an extractor reads, and reads soon. Pages of the web have 20 to 50."""

_TAG = re.compile(
    r"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)[a-zA-Z]",
    re.IGNORECASE,
)


def deeper_than(html: str, most: int) -> bool:
    """Whether some element lies in more than `most` others."""
    tags = html.count("<")
    if tags <= most or tags - html.count("</") <= most:
        return False
    return _counted(html) > most and _built(html, most)


def _counted(html: str) -> int:
    """The depth by the tags alone: where a page leaves ends out, it is less than that."""
    depth = deepest = 0
    for end in _TAG.findall(html):
        if not end:
            depth += 1
            if depth > deepest:
                deepest = depth
        elif depth:
            depth -= 1
    return deepest


def _built(html: str, most: int) -> bool:
    """The same by the tree that becomes of it."""
    from lxml import etree

    depth = 0
    try:
        parser = etree.HTMLParser(huge_tree=True, encoding="utf-8")
        tree = etree.fromstring(html.encode("utf-8", "replace"), parser)
        for event, _ in etree.iterwalk(tree, events=("start", "end")):
            depth += 1 if event == "start" else -1
            if depth > most:
                return True
    except (etree.LxmlError, ValueError):
        pass
    return False

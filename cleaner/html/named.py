"""What a page of HTML names as its title, author, date and description.

Read by its tags alone, in its `<meta>` elements, `<title>`, JSON-LD and headings: building a tree
takes longer than resiliparse takes to find the article.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from cleaner.text.sameness import letters

MOST = 1_000
"""Characters kept of a value: a longer title or description is none."""

_MOST_NODES, _MOST_HEADINGS = 2_000, 9
"""Objects of JSON-LD, and headings, that are looked at."""

_TITLE = (
    "og:title",
    "twitter:title",
    "headline",
    "citation_title",
    "dc.title",
    "parsely-title",
    "sailthru.title",
    "dcterms.title",
    "title",
)
_AUTHOR = (
    "author",
    "article:author",
    "og:article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
)
_DATE = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "dc.date",
    "publishdate",
    "publish-date",
    "cxenseparse:publishtime",
    "date",
)
_DESCRIPTION = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "dcterms.description",
    "sailthru.description",
)
_SITE, _URL = ("og:site_name", "application-name"), ("og:url",)

_START = re.compile(
    r"<(!--|(?:script|style|noscript|title)\b|meta[\s/]"
    r"|link\s(?=[^<>]*\bcanonical\b))"
)
_TAG = re.compile(r"((?:[^>\"']++|\"[^\"]*\"|'[^']*'|[\"'])*+)")
_ATTRIBUTE = re.compile(
    r"([^\s/>=\"']++)(?:\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']++)))?",
)
_INLINE = re.compile(r"</?(?:a|b|em|i|mark|small|span|strong|sub|sup|u|wbr)\b[^<>]*>", re.I)
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<[a-zA-Z/][^<>]*>", re.DOTALL)
_DAY = re.compile(r"\s*((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?([0-2]\d|3[01])(?!\d)")
_PARTS = re.compile(r"\s+[|–—·•»:/-]+\s+|\s*[|»]\s*|:\s+")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}")
_NO_NAME = re.compile(r"https?:|www\.|@|\.(?:com|net|org)\b", re.I)
_BY = re.compile(r"\s*by:?\s+", re.I)
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_WORDS = re.compile(r"\w+")
_ALIKE = 1 / 3
"""The share of the words of a heading, or of a title, that makes it the heading of the article."""

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|HowTo|WebPage)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a page says of its article; None for what it does not say.

    `date` is the day it was published, YYYY-MM-DD; `titles` are other wordings of the title that
    the page has, its `<title>` and its heading among them.
    """

    title: str | None = None
    titles: tuple[str, ...] = ()
    author: str | None = None
    date: str | None = None
    description: str | None = None
    site: str | None = None
    url: str | None = None


def named_in(html: str) -> Named:
    """What the page names. Never fails: what cannot be read is not there."""
    metas, title = _head_of(html)
    articles = list(_articles(html))
    site = _plain(_first(metas, _SITE))
    values = [_plain(metas.get(name)) for name in _TITLE]
    values[2:2] = [_plain(_text(article.get("headline"))) for article in articles]
    titles = list(filter(None, (*values, _plain(title))))
    heading = _heading(html, titles)
    titles = [_alone(value, site, heading) for value in titles] + ([heading] if heading else [])
    titles = list({letters(value): value for value in reversed(titles)}.values())[::-1]
    dates = [metas.get(name) for name in _DATE]
    dates += [_text(article.get("datePublished")) for article in articles]
    descriptions = [metas.get(name) for name in _DESCRIPTION]
    descriptions += [_text(article.get("description")) for article in articles]
    url = _first(metas, _URL) or metas.get("canonical")
    return Named(
        title=titles[0] if titles else None,
        titles=tuple(titles[1:]),
        author=_author(metas, articles),
        date=next(filter(None, map(_day, dates)), None),
        description=next(filter(None, map(_plain, descriptions)), None),
        site=site,
        url=url if url and re.match(r"https?://[^\s/]", url) else None,
    )


def _head_of(html: str) -> tuple[dict[str, str], str]:
    """The `<meta>` of the head by name (the first of each), and the `<title>`."""
    html = html[: _place(html, "<body")]
    lowered = html.lower()
    if len(lowered) != len(html):  # "İ" becomes two: letter case of ASCII alone moves nothing
        lowered = html.translate(_LOWER)
    metas: dict[str, str] = {}
    title, at = "", 0
    while found := _START.search(lowered, at):
        kind, at = found[1], found.end()
        if kind == "!--":
            at = _after(lowered, "-->", at)
        elif kind in ("script", "style", "noscript"):
            at = _after(lowered, f"</{kind}", at)
        elif kind == "title":
            start, at = _after(lowered, ">", at), _after(lowered, "</title", at)
            title = title or html[start:at].removesuffix(html[at - 7 : at])
        else:
            tag = _TAG.match(html, at)
            assert tag is not None  # it matches the empty string
            at = tag.end()
            _note(metas, tag[1])
    return metas, title


def _note(metas: dict[str, str], attributes: str) -> None:
    """Take in what a `<meta>` or `<link>` with these attributes says."""
    values: dict[str, str] = {}
    for name, *value in _ATTRIBUTE.findall(attributes):
        values.setdefault(name.lower(), unescape("".join(value)).strip())
    if values.get("rel", "").lower() == "canonical":
        metas.setdefault("canonical", values.get("href", ""))
    for kind in ("property", "name", "itemprop"):
        if values.get(kind) and values.get("content"):
            metas.setdefault(values[kind].lower().replace("dc:", "dc."), values["content"])


def _place(html: str, tag: str, start: int = 0) -> int:
    """Where a tag stands next, in small letters or in capitals; the end if nowhere."""
    small = html.find(tag, start)
    end = small if small >= 0 else len(html)
    capital = html.find(tag.upper(), start, end)
    return capital if capital >= 0 else end


def _after(text: str, mark: str, start: int) -> int:
    """Where the next mark ends; the end if there is none."""
    place = text.find(mark, start)
    return place + len(mark) if place >= 0 else len(text)


def _heading(html: str, titles: Sequence[str]) -> str | None:
    """The first `<h1>` that is like a title; the first of all where the page has no title."""
    titled = [set(_WORDS.findall(title.casefold())) for title in titles]
    start = _place(html, "<h1")
    for _ in range(_MOST_HEADINGS):
        end = _place(html, "</h1", start)
        if end == len(html):
            return None
        heading = _plain(html[_after(html, ">", start) : end])
        words = set(_WORDS.findall((heading or "").casefold()))
        if words and (
            not titled
            or any(len(words & own) > _ALIKE * min(len(words), len(own)) for own in titled if own)
        ):
            return heading
        start = _place(html, "<h1", end)
    return None


def _alone(title: str, site: str | None, heading: str | None) -> str:
    """A title less what the page puts before or behind it, most often the name of its site.

    >>> _alone("Ferry sold - The Gazette", "The Gazette", None)
    'Ferry sold'
    """
    for part in _PARTS.finditer(title):
        before, after = title[: part.start()], title[part.end() :]
        if _same(before, heading) or (_same(after, site) and letters(before)):
            return before
        if _same(after, heading) or (_same(before, site) and letters(after)):
            return after
    return title


def _same(one: str, other: str | None) -> bool:
    return bool(other) and letters(one) == letters(other or "")


def _author(metas: Mapping[str, str], articles: Iterable[Mapping[str, Any]]) -> str | None:
    values = [metas.get(name) for name in _AUTHOR]
    values += [_authors(article.get("author")) for article in articles]
    label = metas.get("twitter:data1", "")  # WordPress: "Written by", in the page's language
    if _NAME.fullmatch(label) and label != label.lower():
        values.append(label)
    for value in map(_plain, values):
        if value and len(value) <= 200 and not _NO_NAME.search(value) and not value.isdigit():
            return _BY.sub("", value, count=1).strip(" ,;|")
    return None


def _authors(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_authors, value)))
    return _text(value.get("name") if isinstance(value, dict) else value)


def _articles(html: str) -> Iterator[Mapping[str, Any]]:
    """The objects of the page's JSON-LD that are an article, or a page of one."""
    start = html.find("application/ld+json")
    nodes = 0
    while start >= 0 and nodes < _MOST_NODES:
        end = _place(html, "</script", start)
        try:
            data = json.loads(html[_after(html, ">", start) : end], strict=False)
        except (ValueError, RecursionError):
            data = None
        waiting = deque([data])
        while waiting and nodes < _MOST_NODES:
            node = waiting.popleft()
            nodes += 1
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                if any(_ARTICLE.search(kind) for kind in _texts(node.get("@type"))):
                    yield node
                waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]
        start = html.find("application/ld+json", end)


def _texts(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if _text(item)]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _first(metas: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _plain(value: str | None) -> str | None:
    """A value without markup, its spaces single; None when nothing is left, or far too much."""
    text = _MARKUP.sub(" ", _INLINE.sub("", unescape(value or "")))
    text = " ".join(text.split())
    return text if text and len(text) <= MOST else None


def _day(value: str | None) -> str | None:
    found = _DAY.match(value or "")
    return "-".join(found.groups()) if found else None

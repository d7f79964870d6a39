"""A page of HTML to a document: the article's text, and what the page says of it."""

from __future__ import annotations

import re
from hashlib import sha256

from cleaner.errors import InputError
from cleaner.html.extractors import Extraction, text_of, version_of
from cleaner.html.leftout import left_out
from cleaner.html.standfirst import is_standfirst
from cleaner.model import Document, Encoding, Page
from cleaner.text.charset import charset_in
from cleaner.text.decode import decode, looks_binary
from cleaner.text.labels import is_label
from cleaner.text.sameness import letters

_START = 4_096
"""Characters that tell whether a text is a page of HTML."""

_SURROGATE = re.compile("[\ud800-\udfff]")

_ALL = Extraction(extractor="none")

_TAG = re.compile(r"<[a-zA-Z!/?]")
_HTML = re.compile(r"<!doctype\s+html|<(?:html|head|body)\b", re.IGNORECASE)
_XML_ROOT = re.compile(
    r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<([\w:.-]+)", re.DOTALL
)
_XML = frozenset(("rss", "feed", "rdf:rdf", "urlset", "sitemapindex", "opml", "svg", "math", "xsl"))


def extract(
    html: str | bytes,
    *,
    url: str | None = None,
    charset: str | None = None,
    extractor: str = "trafilatura",
    fast: bool = False,
    favor: str = "balance",
    comments: bool = False,
    tables: bool = True,
    keep_title: bool = False,
    extracted: bool = False,
) -> Document:
    """The article of a page, to be cleaned: `cleaner.clean(cleaner.extract(html))`.

    charset: what the sender declared (HTTP). url: where the page came from; else what the page
    says. The rest is as in Extraction. Raises InputError for what is no page of HTML or has no
    text in it, OptionError for an option that is not known or needs a package.

    >>> page = "<title>Ferry sold</title><h1>Ferry sold</h1><p>The ferry was sold on Monday."
    >>> extract(page, extractor="none").title
    'Ferry sold'
    """
    wanted = Extraction(
        extractor=extractor,
        fast=fast,
        favor=favor,
        comments=comments,
        tables=tables,
        keep_title=keep_title,
        extracted=extracted,
    )
    return page_document(html, wanted, url=url, charset=charset)


def page_document(
    html: str | bytes,
    wanted: Extraction,
    *,
    url: str | None = None,
    charset: str | None = None,
    source: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> Document:
    """The same as extract(), for a caller that has its options together and knows more."""
    page, encoding, digest = _decoded(html, charset)
    page = page.replace("\0", "")  # browsers pass over it; libxml2 drops the rest of the page
    _need_html(page)
    text = text_of(page, wanted).strip("\n")
    if not text or text.isspace():
        if wanted.extractor == "none":
            raise InputError("a page without text")
        raise InputError(
            f"{wanted.extractor} found no article text in it; "
            "--extractor none takes all text of a page"
        )
    from cleaner.html.named import named_in  # and with it the table of all entities

    named = named_in(page)
    package, version = version_of(wanted.extractor)
    return Document(
        text=f"{text}\n",
        source=source,
        url=url or named.url,
        title=title or named.title,
        author=named.author,
        date=named.date,
        description=named.description,
        site=named.site,
        language=language,
        encoding=encoding,
        sha256=digest,
        page=Page(
            extractor=package,
            version=version,
            settings=tuple(wanted.settings().items()),
            titles=tuple(filter(None, ((named.title if title else None), *named.titles))),
            standfirst=_standfirst(page, text, named.description),
            keep_title=wanted.keep_title,
            left_out=left_out(text_of(page, _ALL), text) if wanted.extracted else None,
        ),
    )


def _decoded(html: str | bytes, charset: str | None) -> tuple[str, Encoding | None, str | None]:
    """The page as text, how it was decoded, and the digest of its bytes."""
    if isinstance(html, str):
        return _without_surrogates(html), None, None
    if not html.strip():
        raise InputError("an empty page")
    binary = looks_binary(html)
    if binary:
        raise InputError(f"not a page of HTML: {binary}")
    decoded = decode(html, charset if is_label(charset) else charset_in(html) or charset)
    encoding = Encoding(
        declared=decoded.declared,
        used=decoded.encoding,
        bom=decoded.bom,
        replaced=decoded.replaced,
    )
    return decoded.text, encoding, sha256(html).hexdigest()


def _without_surrogates(html: str) -> str:
    """No bytes give lone surrogates, and libxml2 drops what comes after one."""
    try:
        html.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", html)
    return html


def _need_html(page: str) -> None:
    """Raises InputError for what is no page of HTML."""
    if not page or page.isspace():
        raise InputError("an empty page")
    start = page[:_START]
    if not _TAG.search(page):
        raise InputError("not a page of HTML: there is no tag in it; is it a plain text?")
    if _HTML.search(start):
        return
    root = _XML_ROOT.match(start)
    if root and (root[1].lower() in _XML or start.lstrip().startswith("<?xml")):
        raise InputError(f"not a page of HTML but XML: its root is <{root[1]}>")


def _standfirst(page: str, text: str, description: str | None) -> str | None:
    """The description, if it stands in the text apart from the article, or twice."""
    if not description:
        return None
    said, size = letters(description), len(description)
    lines = [line for line in text.split("\n")[:_HEAD_LINES] if size < 2 * len(line) < 4 * size]
    there = sum(letters(line) == said for line in lines)
    if there > 1 or (there and is_standfirst(page, description)):
        return description
    return None


_HEAD_LINES = 60
"""The lines among which a standfirst is looked for; blank ones count."""

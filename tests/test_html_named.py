"""What a page names as its title, author, date and description."""

from __future__ import annotations

import json
import time

import pytest

from cleaner.html.named import Named, named_in


def head(*elements: str, body: str = "") -> str:
    return f"<html><head>{''.join(elements)}</head><body>{body}</body></html>"


def meta(name: str, content: str, key: str = "property") -> str:
    return f'<meta {key}="{name}" content="{content}">'


def ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


def test_a_page_that_names_nothing() -> None:
    assert named_in("") == Named()
    assert named_in("<p>Ferry sold") == Named()
    assert named_in(head("<title> </title>", meta("og:title", ""))) == Named()


@pytest.mark.parametrize(
    "page",
    [
        head(f"<!-- {meta('og:title', 'Ferry sold')} -->"),
        head(f"<script>a = '{meta('og:title', 'Ferry sold')}'</script>"),
        head(f"<style>{meta('og:title', 'Ferry sold')}</style>"),
        head(body=meta("og:title", "Ferry sold")),
        head(meta("og:title", "x" * 1_001)),
        head(meta("author", "https://gazette.example/oda")),
        head(meta("author", "oda@gazette.example")),
        head(meta("author", "262588213843476")),
        head(meta("author", "Oda Brannigan " * 15)),
        head(meta("article:published_time", "last Tuesday")),
        head(meta("article:published_time", "0001-01-01")),
        head(meta("article:published_time", "2024-13-08")),
        head(meta("og:url", "/ferry")),
        head(meta("og:url", "javascript:alert(1)")),
        head(ld(**{"@type": "Organization", "headline": "Ferry sold", "author": "Oda"})),
        head('<script type="application/ld+json">{"@type": "Article", "headline": </script>'),
        head(meta("twitter:data1", "5 minutes")),
    ],
)
def test_what_is_no_name(page: str) -> None:
    assert named_in(page) == Named()


@pytest.mark.parametrize(
    ("page", "key", "value"),
    [
        (head("<title>Ferry\n sold</title>"), "title", "Ferry sold"),
        (head(meta("og:title", "Ferry &amp; tide")), "title", "Ferry & tide"),
        (head(meta("og:title", "The &lt;i&gt;Ferry&lt;/i&gt;")), "title", "The Ferry"),
        (head("<META NAME=title CONTENT='Ferry sold'>"), "title", "Ferry sold"),
        (head(ld(**{"@type": "NewsArticle", "headline": "Ferry sold"})), "title", "Ferry sold"),
        (
            head("<title>Old title</title>", meta("og:title", "Ferry sold")),
            "title",
            "Ferry sold",
        ),
        (
            head("<title>Ferry sold - The Gazette</title>", meta("og:site_name", "The Gazette")),
            "title",
            "Ferry sold",
        ),
        (
            head("<title>The Gazette | Ferry sold</title>", meta("og:site_name", "The Gazette")),
            "title",
            "Ferry sold",
        ),
        (
            head("<title>Ferry sold | Ostry</title>", body="<h1>Ferry sold</h1>"),
            "title",
            "Ferry sold",
        ),
        (
            head("<title>A pier - a life</title>", meta("og:site_name", "X")),
            "title",
            "A pier - a life",
        ),
        (head(body="<H1 class=a>Ferry <b>s</b>old</H1>"), "title", "Ferry sold"),
        (head(meta("author", "By Oda Brannigan", "name")), "author", "Oda Brannigan"),
        (
            head(
                meta("article:author", "https://x.example/a"), meta("byl", "Oda Brannigan", "name")
            ),
            "author",
            "Oda Brannigan",
        ),
        (
            head(ld(**{"@graph": [{"@type": ["Article"], "author": [{"name": "A B"}, "C D"]}]})),
            "author",
            "A B, C D",
        ),
        (head(meta("twitter:data1", "Oda Brannigan", "name")), "author", "Oda Brannigan"),
        (
            head(ld(**{"@type": "Article", "headline": "Ferry#sold"}).replace("#", "\n")),
            "title",
            "Ferry sold",
        ),
        (head(meta("datePublished", "2024-03-08T06:30", "itemprop")), "date", "2024-03-08"),
        (head(meta("parsely-pub-date", "20240308", "name")), "date", "2024-03-08"),
        (head(ld(**{"@type": "BlogPosting", "datePublished": "2024-03-08"})), "date", "2024-03-08"),
        (head(meta("description", "It  was sold.", "name")), "description", "It was sold."),
        (head(meta("og:site_name", "The Gazette")), "site", "The Gazette"),
        (head('<link rel="canonical" href="https://g.example/a">'), "url", "https://g.example/a"),
        (head(meta("og:url", "https://g.example/b")), "url", "https://g.example/b"),
        (
            "İ" * 9 + head(ld(**{"@type": "Article", "headline": "Ferry sold"})),
            "title",
            "Ferry sold",
        ),
    ],
)
def test_a_name(page: str, key: str, value: str) -> None:
    assert getattr(named_in(page), key) == value


def test_other_wordings_of_the_title() -> None:
    page = head(
        "<title>Last ferry has left | Ostry</title>",
        meta("og:title", "The last ferry leaves Ostry"),
        meta("twitter:title", "The last FERRY leaves Ostry!"),
        body="<h1>The Tide Tables</h1><h1>Ostry's last ferry leaves</h1>",
    )
    named = named_in(page)
    assert named.title == "The last ferry leaves Ostry"
    assert named.titles == ("Last ferry has left | Ostry", "Ostry's last ferry leaves")


@pytest.mark.parametrize(
    "page",
    [
        "<meta a='" * 20_000,
        "<meta " + "a " * 90_000 + ">",
        "<h1" * 60_000,
        "<h1>a</h1>" * 20_000,
        "<!--" * 50_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "]" * 100_000 + "</script>",
        "<title>" + "a - " * 50_000 + "</title>",
        "<title>" + "<" * 100_000,
        '<script type="application/ld+json">' * 5_000,
    ],
    ids=lambda page: page[:9],
)
def test_no_page_takes_long(page: str) -> None:
    began = time.process_time()
    named_in(page)
    assert time.process_time() - began < 2

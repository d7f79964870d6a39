"""A page of HTML to a document: its text, what is known of it, and what can go wrong."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from typing import Any

import pytest

from cleaner import Cleaner, Document, Extraction, InputError, OptionError, clean, extract
from cleaner.html import extractors
from cleaner.html.depth import deeper_than
from cleaner.html.leftout import MOST, left_out
from cleaner.html.standfirst import is_standfirst

FIRST = (
    "The last ferry left Ostry pier on Friday morning with nine passengers, two bicycles and a dog."
)
SECOND = (
    "Its captain, who learned the channel from her father, said that she would miss the fog most."
)
THIRD = "The bridge opens to lorries on Monday, and the pier stays until somebody takes it down."
STANDFIRST = "After ninety years the crossing gives way to a bridge that nobody asked for."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
EXTRACTORS = ("trafilatura", "resiliparse", "none")


def page(above: str = "", *, head: str = "", body: str = BODY) -> str:
    return (
        "<!DOCTYPE html><html><head><title>Last ferry leaves Ostry pier</title>"
        f'<meta name="description" content="{STANDFIRST}">{head}</head>'
        f"<body><nav><a href=/>Home</a></nav><article>{above}{body}</article></body></html>"
    )


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_the_article_and_what_the_page_names(extractor: str) -> None:
    document = extract(page("<h1>Last ferry leaves Ostry pier</h1>"), extractor=extractor)
    lines = [line.strip() for line in document.text.splitlines()]
    assert [line for line in lines if line in (FIRST, SECOND, THIRD)] == [FIRST, SECOND, THIRD]
    assert document.text.endswith(f"{THIRD}\n")
    assert ("Home" in lines) == (extractor == "none")
    assert document.title == "Last ferry leaves Ostry pier"
    assert document.description == STANDFIRST
    assert document.page is not None
    assert document.page.extractor == ("inscriptis" if extractor == "none" else extractor)


def test_a_document_can_be_cleaned() -> None:
    above = "<h1>Last ferry leaves Ostry pier</h1>"
    assert clean(extract(page(above))).text == f"{FIRST}\n{SECOND}\n{THIRD}\n"
    kept = clean(extract(page(above), keep_title=True)).text
    assert kept == f"Last ferry leaves Ostry pier\n{FIRST}\n{SECOND}\n{THIRD}\n"


def test_what_the_report_says_of_a_page() -> None:
    html = page(head='<meta name="author" content="Oda Brannigan">')
    report = clean(extract(html.encode(), fast=True, extracted=True)).report()
    assert report["metadata"] == {
        "title": "Last ferry leaves Ostry pier",
        "author": "Oda Brannigan",
        "description": STANDFIRST,
    }
    assert report["extractor"]["name"] == "trafilatura"
    assert report["extractor"]["settings"]["fast"] is True
    assert report["left_out"] == {"lines": ["Home"], "more": 0}
    assert report["sha256"]["bytes"] is not None
    plain = clean(FIRST).report()
    assert "extractor" not in plain and "left_out" not in plain
    assert "left_out" not in clean(extract(html)).report()


def test_what_the_caller_knows_goes_before_what_the_page_says() -> None:
    html = page(head='<meta property="og:url" content="https://g.example/a">')
    assert extract(html).url == "https://g.example/a"
    assert extract(html, url="https://g.example/b").url == "https://g.example/b"


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "an empty page"),
        (b" \n", "an empty page"),
        ("", "an empty page"),
        (b"Just words.", "not a page of HTML: there is no tag in it; is it a plain text?"),
        (b"a < b", "not a page of HTML: there is no tag in it; is it a plain text?"),
        (b"%PDF-1.7 <p>", "not a page of HTML: starts like a PDF file"),
        (b"<p>a\0b</p>", "not a page of HTML: a NUL byte at offset 4"),
        (b'<?xml version="1.0"?><!-- a --><news/>', "its root is <news>"),
        (b"<rss><channel/></rss>", "not a page of HTML but XML: its root is <rss>"),
        (b"<html><body></body></html>", "text"),
        (b"<html><body><script>a()</script></body></html>", "text"),
    ],
)
def test_what_is_no_page(extractor: str, content: str | bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        extract(content, extractor=extractor)
    assert message in str(caught.value)


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize(
    "start", ["", '<?xml version="1.0" encoding="utf-8"?>', "<!-- x --><!DOCTYPE html>"]
)
def test_pages_that_are_odd_and_are_pages(extractor: str, start: str) -> None:
    html = f"{start}<html xmlns='http://www.w3.org/1999/xhtml'><body>{BODY}"
    assert THIRD in extract(html, extractor=extractor).text


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize("odd", ["\0", "\udce9"])
def test_nothing_makes_a_parser_drop_the_rest(extractor: str, odd: str) -> None:
    body = f"<p>{FIRST}</p><p>{odd}{SECOND}</p><p>{THIRD}</p>"
    text = extract(page(body=body), extractor=extractor).text
    assert THIRD in text
    assert "\0" not in text
    assert text.count("\ufffd") == (odd != "\0")


@pytest.mark.parametrize("extractor", ["trafilatura", "none"])
def test_a_page_too_deep_is_an_error_and_never_half_a_text(extractor: str) -> None:
    def nested(depth: int) -> str:
        return page(body=f"<p>{FIRST}</p>{'<div>' * depth}<p>{SECOND}</p>{'</div>' * depth}{THIRD}")

    assert SECOND in extract(nested(200), extractor=extractor).text
    for depth in (260, 5_000):
        with pytest.raises(InputError, match="more than 250 deep in one another"):
            extract(nested(depth), extractor=extractor)


def test_the_deepest_pages_take_no_time() -> None:
    began = time.process_time()
    with pytest.raises(InputError, match="more than 2000 deep"):
        extract(page(body="<div>" * 50_000 + FIRST), extractor="resiliparse")
    assert time.process_time() - began < 10, "without the limit it is minutes"
    assert FIRST in extract(page(body="<div>" * 1_000 + FIRST), extractor="resiliparse").text


@pytest.mark.parametrize(
    "html",
    ["<p>a" * 5_000, "<li>a" * 5_000, "<td>a" * 5_000, "<br><img>" * 5_000, "<div></div>" * 5_000],
)
def test_ends_that_are_left_out_make_no_depth(html: str) -> None:
    assert not deeper_than(f"<html><body>{html}", 250)


def test_a_fault_of_the_extractor_is_a_failure_of_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*values: Any) -> str:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setitem(extractors._BY_NAME, "trafilatura", broken)
    with pytest.raises(InputError) as caught:
        extract(page())
    assert str(caught.value) == "trafilatura failed: ZeroDivisionError: division by zero"


def test_resiliparse_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resiliparse.extract.html2text", None)
    with pytest.raises(OptionError, match=r'pip install "corpus-cleaner\[resiliparse\]"'):
        extract(page(), extractor="resiliparse")
    with pytest.raises(OptionError, match="not installed"):
        Extraction(extractor="resiliparse").check()
    Extraction().check()


@pytest.mark.parametrize("wrong", [{"extractor": "readability"}, {"favor": "speed"}])
def test_options_that_are_not_known(wrong: dict[str, str]) -> None:
    with pytest.raises(OptionError, match="is not known; one of: "):
        extract(page(), **wrong)  # type: ignore[arg-type]


def test_comments_are_asked_for() -> None:
    html = page(body=BODY + '<div id="comments"><p>Zonk, said the reader of Ostry, zonk.</p></div>')
    for extractor in ("trafilatura", "resiliparse"):
        assert "Zonk" not in extract(html, extractor=extractor).text
        assert "Zonk" in extract(html, extractor=extractor, comments=True).text


def test_no_page_changes_the_text_of_another() -> None:
    """trafilatura's `deduplicate` would drop paragraphs that it has seen before."""
    first = extract(page()).text
    assert [extract(page()).text for _ in range(4)] == [first] * 4


def test_no_page_leaves_anything_behind() -> None:
    extract(page())
    handlers = list(logging.getLogger("trafilatura").handlers)
    extract(page())
    assert logging.getLogger("trafilatura").handlers == handlers


def test_standard_error_stays_silent() -> None:
    code = "import cleaner\ntry: cleaner.extract('<html></html>')\nexcept cleaner.InputError: pass"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


# ---- standfirst


@pytest.mark.parametrize(
    "above",
    [
        f"<p>{STANDFIRST}</p>",
        f"<p><b>{STANDFIRST}</b></p>",
        f"<p>{STANDFIRST} And so it was.</p>",
        f"<h2>Why</h2><h2>{STANDFIRST[:-20]}</h2>",
        "",
    ],
)
def test_a_first_paragraph_is_no_standfirst(above: str) -> None:
    document = extract(page(above))
    assert document.page is not None and document.page.standfirst is None
    assert clean(document).text == document.text


@pytest.mark.parametrize(
    "above",
    [
        f"<h2>{STANDFIRST}</h2>",
        f"<div class=dek>{STANDFIRST}</div>",
        f"<header><p>{STANDFIRST}</p></header>",
        f"<div><p><em>After ninety years</em> {STANDFIRST[19:]}</p><p>2 min</p></div>",
    ],
)
def test_a_standfirst(above: str) -> None:
    document = extract(page(above), extractor="none")
    assert document.page is not None and document.page.standfirst == STANDFIRST
    assert STANDFIRST in document.text
    assert STANDFIRST not in clean(document).text
    assert STANDFIRST in clean(extract(page(above), extractor="none", keep_title=True)).text


def test_what_stands_apart_and_among_paragraphs_is_no_standfirst() -> None:
    """The extractor may have left either of them out."""
    paragraph = f"<h2>{STANDFIRST}</h2><p>{STANDFIRST}</p>{BODY}"
    assert is_standfirst(f"<html><body><h2>{STANDFIRST}</h2>{BODY}", STANDFIRST)
    assert not is_standfirst(f"<html><body><div>{paragraph}</div>", STANDFIRST)
    assert not is_standfirst("<html><body></body></html>", STANDFIRST)
    assert not is_standfirst("", STANDFIRST)


def test_a_standfirst_that_is_the_first_paragraph_too_stays_once() -> None:
    document = extract(page(f"<h2>{STANDFIRST}</h2><p>{STANDFIRST}</p>"), extractor="none")
    assert document.text.count(STANDFIRST) == 2
    assert clean(document).text.count(STANDFIRST) == 1


# ---- left out


def test_left_out_is_what_the_text_has_not() -> None:
    all_text = f"Home\n\n  Sport\nHOME!\n{FIRST}\n{FIRST[:40]}\nTide\nPass"
    found = left_out(all_text, f"{FIRST}\n- Tide\n")
    assert found.lines == ("Home", "Sport", "Pass"), "nine passengers are no line 'Pass'"
    assert found.more == 0


def test_left_out_is_bounded() -> None:
    lines = [f"line number {n} of a menu that has no end" for n in range(5_000)]
    found = left_out("\n".join(lines), FIRST)
    assert sum(map(len, found.lines)) <= MOST
    assert len(found.lines) + found.more == 5_000
    assert found.lines == tuple(lines[: len(found.lines)])
    assert len("".join(lines[: len(found.lines) + 1])) > MOST


def test_plain_text_is_none_of_this() -> None:
    text = f"Last ferry leaves Ostry pier\n\nBy Oda Brannigan\n\n{FIRST}\n\n{SECOND}\n"
    document = Document(text=text, title="Last ferry leaves Ostry pier", author="Oda Brannigan")
    assert Cleaner().clean(document).text == text

"""Lines that repeat what the page names: which do, and which only look like it."""

from __future__ import annotations

import pytest

from cleaner.evidence.metadata import BYLINE, DATE, STANDFIRST, TITLE, metadata_matches
from cleaner.evidence.shape import shapes_of
from cleaner.model import Document, Page
from cleaner.text.segment import segment

PROSE = "The last ferry left Ostry pier on Friday morning with nine passengers and a dog."
DEK = "The crossing gives way to a bridge."


def fired(text: str, *, keep_title: bool = False, **known: str) -> list[tuple[int, str]]:
    values = {
        "title": "Last ferry leaves Ostry pier",
        "author": "Oda Brannigan, Per Holm",
        "date": "2024-03-08",
        "site": "The Ostry Gazette",
        **known,
    }
    page = Page(
        extractor="none",
        version="1",
        titles=("The last ferry has left",),
        standfirst=DEK,
        keep_title=keep_title,
    )
    lines = segment(text)
    document = Document(text=text, page=page, **values)  # type: ignore[arg-type]
    return [(m.line, m.rule) for m in metadata_matches(document, lines, shapes_of(lines))]


@pytest.mark.parametrize(
    "line",
    [
        "Last ferry leaves Ostry",
        "Last ferry leaves Ostry pier today",
        "Oda Brannigan was the last to leave.",
        "Oda Brannigans",
        "Brannigan",
        "What Oda Brannigan had for breakfast before she went to the pier",
        "8 March 2023",
        "18 March 2024",
        "March 2024",
        "2024",
        "The 8 best piers of the year 2024",
        "It opened on 8 March 2024.",
        "The crossing gives way to a bridge, they say",
        "***",
        "",
    ],
)
def test_what_only_looks_like_it(line: str) -> None:
    assert fired(f"{line}\n\n{PROSE}\n{PROSE}\n") == []


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Last ferry leaves Ostry pier", TITLE),
        ("LAST FERRY LEAVES OSTRY PIER", TITLE),
        ("  “Last ferry leaves Ostry pier”", TITLE),
        ("Last ferry leaves Ostry pier | The Ostry Gazette", TITLE),
        ("The last ferry has left", TITLE),
        ("Oda Brannigan", BYLINE),
        ("By ODA BRANNIGAN", BYLINE),
        ("by Per Holm, 8 March 2024", BYLINE),
        ("Words by Oda Brannigan and Per Holm", BYLINE),
        ("8 March 2024", DATE),
        ("2024-03-08 06:30", DATE),
        ("Published Mar. 7, 2024", DATE),
        ("9. März 2024", DATE),
        (DEK, STANDFIRST),
    ],
)
def test_what_repeats_the_metadata(line: str, rule: str) -> None:
    assert fired(f"{line}\n\n{PROSE}\n{PROSE}\n") == [(0, rule)]
    assert fired(f"{line}\n\n{PROSE}\n{PROSE}\n", keep_title=True) == []


def test_a_name_of_one_word_is_the_whole_line_but_for_a_word() -> None:
    assert fired(f"By Reuters\n{PROSE}", author="Reuters") == [(0, BYLINE)]
    assert fired(f"Why Reuters left\n{PROSE}", author="Reuters") == []


def test_only_the_head_is_looked_at() -> None:
    title = "Last ferry leaves Ostry pier"
    assert fired(f"{PROSE}\n{title}\n{PROSE}\n{title}\n8 March 2024\n") == [(1, TITLE)]


def test_a_standfirst_stands_above_all_paragraphs_and_once() -> None:
    assert fired(f"{PROSE}\n{DEK}\n") == []
    assert fired(f"{DEK}\n{DEK}\n{PROSE}\n") == [(0, STANDFIRST)]


def test_what_repeats_the_metadata_is_no_paragraph_of_the_head() -> None:
    long = "The crossing that had been there for ninety years gives way to a bridge."
    text = f"{long}\n8 March 2024\n{PROSE}\n"
    assert fired(text, title=long) == [(0, TITLE), (1, DATE)]


def test_a_page_that_names_nothing_loses_nothing() -> None:
    text = f"Last ferry leaves Ostry pier\n\n{PROSE}\n"
    lines = segment(text)
    document = Document(text=text, page=Page(extractor="none", version="1"))
    assert metadata_matches(document, lines, shapes_of(lines)) == []

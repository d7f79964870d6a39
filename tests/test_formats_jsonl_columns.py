"""Which columns of JSON Lines are read, and which are written."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from jsonlines import records, rows

from cleaner.corpus.compression import compress
from cleaner.corpus.formats import Columns, open_input
from cleaner.corpus.formats.columns import _CODES, language_code
from cleaner.corpus.formats.sinks import Result, sink_for
from cleaner.errors import InputError, OutputError
from cleaner.rulebook.load import shipped_rules


def test_what_a_row_tells() -> None:
    source = rows(
        '{"id": 7, "link": "https://news.example/7", "headline": "Pool", "lang": "en-GB", '
        '"content": "The pool is to close."}\n'
    )
    (record,) = records(source)
    assert record.source == "news.jsonl#1"
    assert record.content == "The pool is to close."
    assert (record.id, record.url) == ("7", "https://news.example/7")
    assert (record.title, record.language, record.media) == ("Pool", "en", "text")
    assert source.notes == (
        "news.jsonl: text from column 'content', url from column 'link', "
        "title from column 'headline', id from column 'id', language from column 'lang'",
    )


@pytest.mark.parametrize("label", ["nb-NO", "nob", "nor", "no"])
def test_a_language_has_the_name_that_rules_give_it(label: str) -> None:
    assert language_code(label) == "no"


def test_every_language_with_rules_is_known_by_its_long_code() -> None:
    short = {folder.name for folder in shipped_rules().iterdir() if folder.is_dir()} - {"any"}
    assert short <= set(_CODES.values())


def test_a_named_column_is_not_guessed() -> None:
    source = rows('{"text": "no", "story": "yes"}', columns=Columns(text="story"))
    assert [record.content for record in records(source)] == ["yes"]
    assert source.notes == ()


def test_columns_may_come_with_a_later_row() -> None:
    source = rows('{"text": "a"}\n{"url": "https://news.example/b", "text": "b"}\n')
    assert [record.url for record in records(source)] == [None, "https://news.example/b"]


def test_an_html_column_stays_and_its_text_is_added() -> None:
    line = '{"html": "<p>Pool"}'
    source = rows(line)
    (record,) = records(source)
    assert (record.media, record.content) == ("html", "<p>Pool")
    result = Result(record=record, text="Pool", report={})
    assert json.loads(sink_for(source).encode([result])) == {
        "html": "<p>Pool",
        "text": "Pool",
        "cleaner": {},
    }


def test_a_text_beside_the_html_is_replaced_only_if_it_is_named() -> None:
    line = '{"html": "<p>Pool", "text": "old"}'
    with pytest.raises(InputError, match="'text', which there is already"):
        rows(line, columns=Columns(html="html"))
    source = rows(line, columns=Columns(html="html", text="text"))
    (record,) = records(source)
    sink = sink_for(source, report=False)
    sink.check(Result(record=record, text="new"))
    assert json.loads(sink.encode([Result(record=record, text="new")])) == {
        "html": "<p>Pool",
        "text": "new",
    }


def test_the_column_for_the_text_of_a_page_may_be_new() -> None:
    source = rows('{"html": "<p>Pool"}', columns=Columns(html="html", text="clean"))
    sink = sink_for(source, report=False)
    line = sink.encode([Result(record=record, text="Pool") for record in records(source)])
    assert line == b'{"html": "<p>Pool", "clean": "Pool"}\n'


def test_columns_to_add_never_replace_any() -> None:
    source = rows('{"text": "x", "title": "Old"}\n{"text": "y"}\n')
    added = {"title": "New", "author": None}
    results = [Result(record=r, text="z", added=added) for r in records(source)]
    assert sink_for(source, report=False, added=tuple(added)).encode(results).decode() == (
        '{"text": "z", "title": "Old", "author": null}\n'
        '{"text": "z", "title": "New", "author": null}\n'
    )


def test_a_compressed_output_without_rows_is_a_whole_file(tmp_path: Path) -> None:
    for suffix, expected in ((".gz", compress(b"", ".gz")), ("", b"")):
        (tmp_path / "part").write_bytes(b"")
        sink_for(rows(""), packed=suffix).finish(tmp_path / "part", tmp_path / "out")
        assert (tmp_path / "out").read_bytes() == expected
        assert not (tmp_path / "part").exists()


def test_the_columns_are_looked_for_in_no_more_than_some_megabytes() -> None:
    chunks = iter([b'{"text": "%b"}\n' % (b"x" * 5_000_000)] * 4)

    class Slow(io.RawIOBase):
        read = lambda self, size=-1: next(chunks, b"")  # noqa: E731

    open_input(Slow(), name="news.jsonl")  # type: ignore[arg-type]
    assert len(list(chunks)) == 2


def test_a_text_that_comes_late_beside_the_html_is_an_error_of_its_row() -> None:
    many = '{"html": "<p>Pool"}\n' * 150
    source = rows(many + '{"html": "<p>Pool", "text": "old"}')
    found = records(source)
    sink = sink_for(source)
    sink.check(Result(record=found[0], text="new"))
    with pytest.raises(OutputError, match="--text-column"):
        sink.check(Result(record=found[-1], text="new"))


def test_a_column_of_the_name_of_the_report_is_never_lost() -> None:
    source = rows('{"text": "x", "cleaner": "a vacuum cleaner"}')
    (record,) = records(source)
    with pytest.raises(OutputError, match="'cleaner' already"):
        sink_for(source).check(Result(record=record, text="x"))
    sink = sink_for(source, report=False)
    sink.check(Result(record=record, text="x"))
    assert b"vacuum" in sink.encode([Result(record=record, text="x")])

"""cleaner clean with corpus files: what goes where, and what is said."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from helpers import CLEAN, MORE, PROSE, TEXT, alone, assert_usage_error, cleaner, process, tree

ROW = {"id": 1, "url": "https://news.example/1", "content": TEXT}
WET = (
    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://news.example/1\r\n"
    "WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: text/plain\r\n"
    "Content-Length: {}\r\n\r\n{}\r\n\r\n"
)
PAGE = f"<html><body><article><p>{PROSE}</p><p>{MORE}</p></article></body></html>"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with a document in each format."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.html").write_text(PAGE)
    (folder / "c.jsonl").write_text(json.dumps(ROW) + "\n")
    pq.write_table(pa.table({key: [value] for key, value in ROW.items()}), folder / "d.parquet")
    (folder / "e.warc.wet").write_text(WET.format(len(TEXT), TEXT), newline="")
    return folder


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON Lines, or of Parquet."""
    if path.suffix == ".parquet":
        return list(pq.read_table(path).to_pylist())
    data = path.read_bytes()
    lines = gzip.decompress(data) if path.suffix == ".gz" else data
    return [json.loads(line) for line in lines.splitlines()]


def test_every_format_at_once(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = cleaner("clean", corpus, "-o", out, "--verify", *alone(tmp_path))
    assert result.exit_code == 0
    assert result.stdout.startswith("5 documents cleaned\n")
    assert result.stderr.splitlines() == [
        "Note: c.jsonl: text from column 'content', url from column 'url', id from column 'id'",
        "Note: d.parquet: text from column 'content', url from column 'url', id from column 'id'",
    ]
    assert tree(out) == [
        "a.txt",
        "a.txt.report.json",
        "b.html.txt",
        "b.html.txt.report.json",
        "c.jsonl",
        "d.parquet",
        "e.warc.wet.jsonl",
        "summary.json",
    ]
    assert (out / "a.txt").read_text() == CLEAN
    for name, column in (
        ("c.jsonl", "content"),
        ("d.parquet", "content"),
        ("e.warc.wet.jsonl", "text"),
    ):
        (row,) = rows_of(out / name)
        assert row[column] == CLEAN
        report = row["cleaner"]
        report = json.loads(report) if isinstance(report, str) else report
        assert report["source"] == f"{name.removesuffix('.jsonl') if 'wet' in name else name}#1"
        assert report["metadata"]["url"] == "https://news.example/1"
    summary = json.loads((out / "summary.json").read_bytes())
    assert list(summary["by_file"]) == ["a.txt", "b.html", "c.jsonl", "d.parquet", "e.warc.wet"]
    assert summary["by_site"]["news.example"]["files"] == 3


@pytest.mark.parametrize("name", ["all.jsonl", "all.jsonl.gz", "all.parquet"])
def test_all_rows_in_one_file(corpus: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    if name == "all.parquet":
        (corpus / "d.parquet").unlink()
    words = ["-o", out / name, "--no-report", *alone(tmp_path)]
    assert cleaner("clean", corpus, *words).exit_code == 0
    assert tree(out) == [name, f"{name}.summary.json"]
    rows = rows_of(out / name)
    assert len(rows) == (4 if name == "all.parquet" else 5)
    assert [row["id"] for row in rows][:2] == ["a.txt", "b.html"]
    assert all(CLEAN in row.values() for row in rows if row["id"] != "b.html")


def test_one_parquet_file_has_one_schema(corpus: Path, tmp_path: Path) -> None:
    table = pq.read_table(corpus / "d.parquet")
    pq.write_table(table, tmp_path / "same.parquet")
    pq.write_table(table.append_column("more", pa.array([1])), tmp_path / "other.parquet")
    paths = [corpus / "d.parquet", tmp_path / "same.parquet", tmp_path / "other.parquet"]
    out = tmp_path / "out/all.parquet"
    result = cleaner("clean", *paths, "-o", out, "--quiet", *alone(tmp_path))
    assert result.exit_code == 1
    assert "other.parquet: its columns are not those of the first file" in result.stderr
    assert [row["content"] for row in rows_of(out)] == [CLEAN, CLEAN]
    result = cleaner("clean", corpus, "-o", tmp_path / "mixed.parquet")
    assert result.exit_code == 2 and "do not fit into one Parquet file" in result.stderr


@pytest.mark.parametrize("name", ["c.jsonl", "d.parquet", "e.warc.wet"])
def test_one_corpus_file_goes_to_standard_output_as_json_lines(
    corpus: Path, tmp_path: Path, name: str
) -> None:
    before = tree(tmp_path)
    result = cleaner("clean", corpus / name, "--no-report", *alone(tmp_path))
    assert result.exit_code == 0
    row = json.loads(result.stdout)
    assert CLEAN in row.values() and "cleaner" not in row
    assert "1 document cleaned" in result.stderr
    assert tree(tmp_path) == sorted([*before, "zonk/pack.toml"])


def test_rows_on_standard_input(corpus: Path, tmp_path: Path) -> None:
    words = ["clean", "-", "--from", "jsonl", "--no-report", "--quiet", *alone(tmp_path)]
    lines = (corpus / "c.jsonl").read_bytes()
    for data in (lines, gzip.compress(lines)):
        done = process(*words, input=data)
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout)["content"] == CLEAN
    out = tmp_path / "out"
    assert process(*words, "-o", out, input=lines).returncode == 0
    assert json.loads((out / "stdin.txt.jsonl").read_bytes())["content"] == CLEAN


def test_a_failed_row_on_the_way_to_standard_output(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"text": "It rained."}\n{\n')
    result = cleaner("clean", tmp_path / "rows.jsonl", "--no-report", "--quiet")
    assert (result.exit_code, result.stdout) == (1, '{"text": "It rained."}\n')
    assert result.stderr.startswith(f"Error: {tmp_path}/rows.jsonl#2: not JSON")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["in/a.txt", "-o", "out", "--to", "jsonl"], "need one file for them: -o FILE.jsonl"),
        (
            ["in", "-o", "all.jsonl", "--to", "parquet"],
            "--to parquet does not go with -o",
        ),
        (["in/c.jsonl", "-o", "out", "--title", "x"], "--title-column names the column"),
        (["in/c.jsonl", "-o", "in/c.jsonl"], "the output in/c.jsonl is an input"),
        (["in", "-o", "in/all.jsonl"], "the output file in/all.jsonl lies inside the input in"),
        (["in", "-o", "out", "--max-bytes", "much"], "'much' is no size; write 500k, 20M or none"),
        (["in", "-o", "out", "--jobs", "0"], "0 is not in the range"),
        (["in", "-o", "out", "--timeout", "0"], "0.0 is not in the range"),
        (["in", "-o", "out", "--from", "pdf"], "'pdf' is not one of"),
    ],
)
def test_usage_errors_write_nothing(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_usage_error(tmp_path, words, message)


def test_a_package_that_is_missing_is_told_before_anything_is_written(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    result = cleaner("clean", corpus, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert 'pip install "corpus-cleaner[parquet]"' in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_dry_run_tells_of_outputs_that_exist(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/c.jsonl").write_text("mine")
    result = cleaner("clean", corpus, "-o", tmp_path / "out", "--dry-run")
    assert result.exit_code == 1 and "the output c.jsonl exists" in result.stderr
    assert tree(tmp_path / "out") == ["c.jsonl"]


def test_numbers_in_a_settings_file(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cleaner.toml").write_text('jobs = 1\nmax-bytes = "10"\nquiet = true\n')
    assert cleaner("clean", corpus / "a.txt", "-o", "out").exit_code == 1
    (tmp_path / "cleaner.toml").write_text('jobs = "many"\n')
    assert "'jobs' must be a number" in cleaner("clean", corpus / "a.txt").stderr


def test_summaries_add_up(corpus: Path, tmp_path: Path) -> None:
    whole = ["clean", corpus, "--quiet", *alone(tmp_path)]
    assert cleaner(*whole, "-o", tmp_path / "whole").exit_code == 0
    parts = []
    for path in sorted(corpus.iterdir()):
        out = tmp_path / "parts" / path.name.replace(".", "-")
        cleaner("clean", path, "-o", out, "--quiet", *alone(tmp_path))
        parts.append(out / "summary.json")
    result = cleaner("summary", *parts, "-o", tmp_path / "sum.json")
    assert result.exit_code == 0 and result.stdout.startswith("5 documents cleaned\n")
    assert (tmp_path / "sum.json").read_bytes() == (tmp_path / "whole/summary.json").read_bytes()
    result = cleaner("summary", corpus / "c.jsonl")
    assert result.exit_code == 1 and "c.jsonl: not a summary of a run" in result.stderr


def test_a_text_on_standard_input_becomes_a_row(tmp_path: Path) -> None:
    words = ["clean", "-", "--no-report", "--quiet", *alone(tmp_path)]
    row = {"id": "stdin.txt", "url": None, "title": None, "text": CLEAN}
    assert json.loads(cleaner(*words, "--to", "jsonl", input=TEXT).stdout) == row
    assert cleaner(*words, "-o", tmp_path / "all.jsonl", input=TEXT).exit_code == 0
    assert rows_of(tmp_path / "all.jsonl") == [row]


@pytest.mark.parametrize("name", ["all.jsonl", "all.parquet"])
def test_texts_that_fail_on_the_way_into_one_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\0")
    (tmp_path / "good.txt").write_text(TEXT)
    paths = [tmp_path / "gone.txt", tmp_path / "bad.txt", tmp_path / "good.txt"]
    result = cleaner("clean", *paths, "-o", tmp_path / "out" / name, "--quiet", *alone(tmp_path))
    assert result.exit_code == 1
    assert [row["text"] for row in rows_of(tmp_path / "out" / name)] == [CLEAN]
    errors = tmp_path / "out" / f"{name}.errors.jsonl"
    failed = [json.loads(line)["source"] for line in errors.read_bytes().splitlines()]
    assert failed == ["gone.txt", "bad.txt"]


@pytest.mark.parametrize("name", ["all.jsonl", "all.parquet"])
@pytest.mark.parametrize("options", [[], ["--no-report"], ["--metadata"]])
def test_rows_of_pages_have_their_title_and_address(
    tmp_path: Path, name: str, options: list[str]
) -> None:
    head = (
        "<html><head><title>The archive opens</title>"
        '<link rel="canonical" href="https://news.example/archive">'
        '<meta property="og:url" content="https://news.example/archive"></head>'
    )
    (tmp_path / "a.html").write_text(PAGE.replace("<html>", head))
    (tmp_path / "b.html").write_text(PAGE)
    (tmp_path / "c.txt").write_text(TEXT)
    paths = [tmp_path / each for each in ("a.html", "b.html", "c.txt")]
    out = tmp_path / "out" / name
    assert cleaner("clean", *paths, "-o", out, *options, *alone(tmp_path)).exit_code == 0
    assert [(row["title"], row["url"]) for row in rows_of(out)] == [
        ("The archive opens", "https://news.example/archive"),
        (None, None),
        (None, None),
    ]


@pytest.mark.parametrize("name", ["all.jsonl", "all.parquet"])
def test_metadata_in_columns(tmp_path: Path, name: str) -> None:
    """What a page tells goes to columns; a column that is there already stays."""
    page = PAGE.replace("<html>", "<html><head><title>The archive opens</title></head>")
    rows = [{"html": page, "url": "https://news.example/1", "author": "mine"}, {"html": page}]
    source = tmp_path / "pages.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    words = ["-o", tmp_path / "out" / name, "--metadata", "--no-report", *alone(tmp_path)]
    assert cleaner("clean", source, *words).exit_code == 0
    first, second = rows_of(tmp_path / "out" / name)
    assert first["title"] == second["title"] == "The archive opens"
    assert (first["url"], first["date"]) == ("https://news.example/1", None)
    assert first["author"] == ("mine" if name == "all.jsonl" else None)
    (tmp_path / "a.txt").write_text(TEXT)
    result = cleaner("clean", tmp_path / "a.txt", "-o", tmp_path / "texts", "--metadata")
    assert result.exit_code == 2 and "--metadata adds columns to rows" in result.stderr

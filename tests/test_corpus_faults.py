"""Faults in inputs of a run with rows: told in a clear line, nothing lost, nothing written over."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from helpers import TEXT, alone, cleaner, errors_of, tree
from rowfiles import jsonl, rows_of


def test_a_truncated_gzip_gives_the_rows_before_the_damage(tmp_path: Path) -> None:
    whole = gzip.compress(jsonl(tmp_path / "x.jsonl", 2000).read_bytes())
    (tmp_path / "rows.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    words = ["--language", "en", "--quiet", *alone(tmp_path)]
    result = cleaner("clean", tmp_path / "rows.jsonl.gz", "-o", tmp_path / "out", *words)
    assert result.exit_code == 1
    rows = rows_of(tmp_path / "out/rows.jsonl.gz")
    assert [row["id"] for row in rows] == list(range(len(rows))) and len(rows) > 100
    (error,) = errors_of(tmp_path / "out")
    assert "the gzip data ends in the middle" in error["message"]


def test_a_broken_row_is_in_the_errors_whole(tmp_path: Path) -> None:
    lines = [b'{"text": "It rained.", "n": 1}', b'{"text": \xff', b'{"text": ["x"], "n": 1.50}']
    (tmp_path / "rows.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    result = cleaner("clean", tmp_path / "rows.jsonl", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stdout.startswith("1 document cleaned, 2 failed\n")
    assert result.stderr.splitlines()[1:] == [
        f"Error: {tmp_path}/rows.jsonl#2: not UTF-8: invalid start byte at byte 10",
        f"Error: {tmp_path}/rows.jsonl#3: the column 'text' is a list, not a string",
    ]
    first, second = errors_of(tmp_path / "out")
    assert (first["source"], first["base64"]) == ("rows.jsonl#2", "eyJ0ZXh0Ijog/w==")
    assert (second["source"], second["row"]) == ("rows.jsonl#3", {"text": ["x"], "n": 1.5})
    assert b'"row": {"text": ["x"], "n": 1.50}' in (tmp_path / "out/errors.jsonl").read_bytes()


def test_a_file_of_which_nothing_can_be_read_has_no_output(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": [1, 2]}), tmp_path / "wrong.parquet")
    (tmp_path / "none.parquet").write_bytes(b"PAR1")
    (tmp_path / "other.jsonl").write_text('{"story": "It rained."}\n')
    jsonl(tmp_path / "rows.jsonl", 1)
    names = ["wrong.parquet", "none.parquet", "other.jsonl", "rows.jsonl"]
    paths = [tmp_path / name for name in names]
    result = cleaner("clean", *paths, "-o", tmp_path / "out", "--quiet")
    assert result.exit_code == 1
    assert [error["source"] for error in errors_of(tmp_path / "out")] == names[:3]
    assert "rows.jsonl" in tree(tmp_path / "out")
    assert "wrong.parquet" not in tree(tmp_path / "out")


def test_names_in_a_row_lead_nowhere(tmp_path: Path) -> None:
    row = {"text": TEXT, "id": "../../evil", "url": "file:///etc/passwd", "title": "/evil"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n")
    words = ["-o", tmp_path / "deep/out", "--to", "text", *alone(tmp_path)]
    before = tree(tmp_path)
    assert cleaner("clean", tmp_path / "rows.jsonl", *words).exit_code == 0
    made = sorted({*tree(tmp_path)} - {*before, "zonk/pack.toml"})
    assert made == [
        "deep/out/rows.jsonl.reports.jsonl",
        "deep/out/rows.jsonl/00000001.txt",
        "deep/out/summary.json",
    ]


def test_a_document_above_the_limit(tmp_path: Path) -> None:
    """The same decision for a text, a packed text, and a row."""
    exact, above = "é" * 500, "é" * 500 + "x"
    for name, text in (("exact", exact), ("above", above)):
        (tmp_path / f"{name}.txt").write_text(text)
        (tmp_path / f"{name}.txt.gz").write_bytes(gzip.compress(text.encode()))
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"text": text}) + "\n")
    names = [f"{name}{end}" for name in ("exact", "above") for end in (".txt", ".txt.gz", ".jsonl")]
    words = ["--max-bytes", "1k", "--language", "en", "--quiet"]
    paths = [tmp_path / name for name in names]
    result = cleaner("clean", *paths, "-o", tmp_path / "out", *words)
    assert result.exit_code == 1
    failed = [error["source"] for error in errors_of(tmp_path / "out")]
    assert failed == ["above.txt", "above.txt.gz", "above.jsonl#1"]
    assert cleaner("clean", *paths, "--dry-run", *words, "--max-bytes", "none").exit_code == 0


@pytest.mark.parametrize("name", ["rows.jsonl", "all.jsonl"])
def test_an_output_of_rows_that_exists_is_not_written_over(tmp_path: Path, name: str) -> None:
    source = jsonl(tmp_path / "rows.jsonl", 1)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine")
    output = tmp_path / "out" / ("" if name == "rows.jsonl" else name)
    result = cleaner("clean", source, "-o", output, "--quiet")
    assert result.exit_code == 1
    assert f"the output {name} exists; give --overwrite to write it anew" in result.stderr
    assert (tmp_path / "out" / name).read_text() == "mine"
    assert cleaner("clean", source, "-o", output, "--quiet", "--overwrite").exit_code == 0
    assert len(rows_of(tmp_path / "out" / name)) == 1


def test_a_row_that_cannot_be_cleaned_is_told_with_its_number_whatever_else_it_has(
    tmp_path: Path,
) -> None:
    """Python refuses to read so long a number, and the row is told as it was spelled."""
    huge = "7" * 5_000
    source = tmp_path / "pages.jsonl"
    page = json.dumps({"id": 1, "html": f"<p>{TEXT}"})
    source.write_text(f'{page}\n{{"id": {huge}, "html": "no tag"}}\n')
    words = ["--extractor", "none", "--quiet", *alone(tmp_path)]
    result = cleaner("clean", source, "-o", tmp_path / "out", *words)
    assert result.exit_code == 1 and f"{source.as_posix()}#2: not a page of HTML" in result.stderr
    assert f'"row": {{"id": {huge}, "html"' in (tmp_path / "out/errors.jsonl").read_text()
    assert (tmp_path / "out/pages.jsonl").read_text().count("\n") == 1


@pytest.mark.parametrize("name", ["none.parquet", "none.jsonl.gz"])
def test_one_file_for_all_rows_is_a_whole_one_where_none_can_be_read(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "other.jsonl").write_text('{"story": "It rained."}\n')
    result = cleaner("clean", tmp_path / "other.jsonl", "-o", tmp_path / name, "--quiet")
    assert result.exit_code == 1 and "no column with the text" in result.stderr
    data = (tmp_path / name).read_bytes()
    if name.endswith(".gz"):
        assert data and gzip.decompress(data) == b""
    else:
        assert pq.read_table(tmp_path / name).num_rows == 0

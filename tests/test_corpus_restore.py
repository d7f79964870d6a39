"""What was cleaned comes back, from rows as from texts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from helpers import BANNER, MORE, PROSE, alone, cleaner, tree

TEXT = f"{PROSE}\n\n{BANNER}\n\nLe cafÃ© reste ouvert.\r\n{MORE}"
LINES = (
    f'{{"id":12345678901234567890, "story" : {json.dumps(TEXT)},"x":1.50}}\n'
    f'{{"story":"","id": null}}\n'
    f'{{"story":{json.dumps(TEXT * 3, ensure_ascii=False)},"y":["\\u00e9"]}}\n'
)
WORDS = ["--text-column", "story", "--language", "en", "--verify"]


def test_json_lines_come_back_to_the_byte(tmp_path: Path) -> None:
    source = tmp_path / "news.jsonl"
    source.write_text(LINES, newline="")
    result = cleaner("clean", source, "-o", tmp_path / "out", *WORDS, *alone(tmp_path))
    assert result.exit_code == 0, result.output
    clean = tmp_path / "out/news.jsonl"
    assert BANNER not in json.loads(clean.read_text().split("\n")[0])["story"]
    words = ["restore", clean, "--text-column", "story"]
    assert cleaner(*words).stdout_bytes == LINES.encode()
    result = cleaner(*words, "-o", tmp_path / "back/news.jsonl")
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "back/news.jsonl").read_bytes() == LINES.encode()
    assert tree(tmp_path / "back") == ["news.jsonl"]


def test_compressed_rows_and_parquet_come_back(tmp_path: Path) -> None:
    table = pa.table(
        {"story": [TEXT, None, "", TEXT], "n": pa.array([1, 2, None, 4], pa.int8())},
        metadata={"made by": "a test"},
    )
    pq.write_table(table, tmp_path / "news.parquet")
    (tmp_path / "more.jsonl.gz").write_bytes(gzip.compress(LINES.encode()))
    names = ["news.parquet", "more.jsonl.gz"]
    sources = [tmp_path / name for name in names]
    result = cleaner("clean", *sources, "-o", tmp_path / "out", *WORDS, *alone(tmp_path))
    assert result.exit_code == 1, "one text is null"
    for name in names:
        words = [tmp_path / "out" / name, "-o", tmp_path / "back" / name, "--text-column", "story"]
        result = cleaner("restore", *words)
        assert (result.exit_code, result.output) == (0, "")
    assert pq.read_table(tmp_path / "back/news.parquet") == table.take([0, 2, 3])
    back = gzip.decompress((tmp_path / "back/more.jsonl.gz").read_bytes())
    assert list(map(json.loads, back.splitlines())) == list(map(json.loads, LINES.splitlines()))


def test_a_row_that_was_changed_is_refused_and_the_others_come_back(tmp_path: Path) -> None:
    source = tmp_path / "news.jsonl"
    source.write_text(LINES)
    cleaner("clean", source, "-o", tmp_path / "out", *WORDS, *alone(tmp_path))
    clean = tmp_path / "out/news.jsonl"
    rows = clean.read_text().splitlines()
    first = json.loads(rows[0])
    first["story"] += "!"
    del (second := json.loads(rows[1]))["cleaner"]
    changed = [json.dumps(first), json.dumps(second), rows[2]]
    clean.write_text("".join(f"{row}\n" for row in changed))
    out = tmp_path / "back.jsonl"
    result = cleaner("restore", clean, "--text-column", "story", "-o", out)
    assert result.exit_code == 1
    assert "news.jsonl#1: the clean text is not the one of this report" in result.stderr
    assert "news.jsonl#2: there is no report in the row (column 'cleaner')" in result.stderr
    assert out.read_text() == LINES.splitlines(keepends=True)[2]
    told = (tmp_path / "back.jsonl.errors.jsonl").read_text().splitlines()
    assert [json.loads(line)["row"] for line in told] == [first, second]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    source = tmp_path / "news.jsonl"
    source.write_text(LINES)
    cleaner("clean", source, "-o", tmp_path / "out", *WORDS, *alone(tmp_path))
    clean, mine = tmp_path / "out/news.jsonl", tmp_path / "mine.jsonl"
    mine.write_text("mine")
    before = clean.read_bytes()
    words = ["restore", clean, "-o", mine, "--text-column", "story"]
    assert "exists; give --overwrite" in cleaner(*words).stderr
    assert cleaner("restore", clean, "-o", clean, "--overwrite").exit_code == 2
    assert (mine.read_text(), clean.read_bytes()) == ("mine", before)
    assert cleaner(*words, "--overwrite").exit_code == 0
    assert mine.read_text() != "mine"


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_texts_of_rows_come_back_from_the_reports_beside_them(tmp_path: Path, ending: str) -> None:
    """The texts of two rows may be the same when they are clean."""
    texts = [f"{PROSE}\n{BANNER}\n", f"{PROSE}\n", f"{PROSE}\n{BANNER}\n{BANNER}\n"]
    source = tmp_path / "news.jsonl"
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    words = ["-o", tmp_path / "out", "--to", "text", "--language", "en", *alone(tmp_path)]
    assert cleaner("clean", source, *words).exit_code == 0
    assert tree(tmp_path / "out") == [
        "news.jsonl.reports.jsonl",
        *(f"news.jsonl/0000000{number}.txt" for number in (1, 2, 3)),
        "summary.json",
    ]
    for number, text in enumerate(texts, 1):
        clean = tmp_path / f"out/news.jsonl/0000000{number}.txt"
        assert clean.read_text() == f"{PROSE}\n"
        result = cleaner("restore", clean, tmp_path / "out/news.jsonl.reports.jsonl")
        assert result.stdout == text
    result = cleaner("restore", source, tmp_path / "out/news.jsonl.reports.jsonl")
    assert result.exit_code == 1 and "none of these reports is of this text" in result.stderr


def test_a_packed_text_comes_back(tmp_path: Path) -> None:
    source = f"{PROSE}\n{BANNER}\n".encode()
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(source))
    words = ["-o", tmp_path / "out", *alone(tmp_path)]
    assert cleaner("clean", tmp_path / "a.txt.gz", *words).exit_code == 0
    out = tmp_path / "out"
    assert gzip.decompress((out / "a.txt.gz").read_bytes()) == f"{PROSE}\n".encode()
    result = cleaner("restore", out / "a.txt.gz", out / "a.txt.gz.report.json")
    assert result.stdout_bytes == source


def test_a_text_needs_its_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    result = cleaner("restore", tmp_path / "a.txt")
    assert result.exit_code == 2 and "cleaner restore CLEAN REPORT" in result.stderr


def test_a_source_that_parquet_cannot_hold_is_an_error_of_its_row(tmp_path: Path) -> None:
    """Half of a surrogate pair was repaired, so the clean text fits, and the source does not."""
    broken = f"{PROSE}\ud83d\n"
    rows = [json.dumps({"text": text}) for text in (broken, TEXT)]
    (tmp_path / "news.jsonl").write_text("".join(f"{row}\n" for row in rows))
    clean = tmp_path / "clean.parquet"
    assert cleaner("clean", tmp_path / "news.jsonl", "-o", clean, *alone(tmp_path)).exit_code == 0
    result = cleaner("restore", clean, "-o", tmp_path / "back.parquet")
    assert result.exit_code == 1
    assert "clean.parquet#1: there is a lone surrogate in the text" in result.stderr
    assert pq.read_table(tmp_path / "back.parquet")["text"].to_pylist() == [TEXT]
    back = cleaner("restore", clean).stdout_bytes.decode()
    assert [json.loads(row)["text"] for row in back.splitlines()] == [broken, TEXT]

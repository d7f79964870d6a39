"""cleaner clean: outputs that exist, usage errors and bad packs, and what is left alone then."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from helpers import (
    CLEAN,
    MORE,
    PACK,
    TEXT,
    alone,
    assert_usage_error,
    cleaner,
    errors_of,
    pack,
    report_of,
    tree,
)


def test_an_existing_output_is_an_error_of_that_input(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "deep").mkdir(parents=True)
    (out / "deep/b.md").write_text("mine")
    result = cleaner("clean", articles, "-o", out, *alone(tmp_path))
    assert result.exit_code == 1
    assert (out / "deep/b.md").read_text() == "mine"
    assert (out / "a.txt").read_text() == CLEAN
    assert errors_of(out) == [
        {
            "error": "OutputError",
            "message": "the output deep/b.md exists; give --overwrite to write it anew",
            "source": "deep/b.md",
        }
    ]


def test_a_finished_command_once_more_changes_nothing(articles: Path, tmp_path: Path) -> None:
    out, gone = tmp_path / "out", tmp_path / "gone.txt"
    words = [articles, "-o", out, *alone(tmp_path)]
    # the first run had an error of its own, which is no longer one
    assert cleaner("clean", *words, gone).exit_code == 1
    before = {name: (out / name).read_bytes() for name in tree(out)}
    assert "errors.jsonl" in before
    result = cleaner("clean", *words)
    assert result.exit_code == 1
    assert "the output a.txt exists; give --overwrite" in result.stderr
    assert f"Note: nothing was written, and {out / 'summary.json'} stays as it is" in result.stderr
    assert {name: (out / name).read_bytes() for name in tree(out)} == before
    # an input that failed then, and fails now: the very same command
    result = cleaner("clean", *words, gone)
    assert result.exit_code == 1 and "gone.txt: no such file" in result.stderr
    assert {name: (out / name).read_bytes() for name in tree(out)} == before


def test_a_finished_command_of_which_an_input_failed_leaves_its_record(
    articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    (articles / "program.txt").write_bytes(b"\x7fELF")
    words = [articles, "-o", out, *alone(tmp_path)]
    assert cleaner("clean", *words).exit_code == 1
    before = {name: (out / name).read_bytes() for name in ("summary.json", "errors.jsonl")}
    result = cleaner("clean", *words)
    assert result.exit_code == 1 and "program.txt: not a text" in result.stderr
    assert "the output a.txt exists" in result.stderr
    assert {name: (out / name).read_bytes() for name in before} == before
    # a container that is made has a record, though no row of it was cleaned
    (articles / "rows.jsonl").write_text('{"text": 1}\n')
    assert cleaner("clean", *words).exit_code == 1
    assert (out / "rows.jsonl").read_bytes() == b""
    assert (out / "summary.json").read_bytes() != before["summary.json"]


def test_a_finished_command_with_a_new_input_has_a_record_of_its_own(
    articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = [articles, "-o", out, *alone(tmp_path)]
    assert cleaner("clean", *words).exit_code == 0
    (articles / "new.txt").write_text(TEXT)
    assert cleaner("clean", *words).exit_code == 1
    totals = json.loads((out / "summary.json").read_bytes())
    assert (totals["files"], totals["failed"]) == (1, 2)
    for text in articles.rglob("*.*"):
        text.unlink()
    # nothing to refuse is no refusal
    assert cleaner("clean", *words).exit_code == 0
    assert json.loads((out / "summary.json").read_bytes())["files"] == 0
    # what has no record gets one
    (articles / "new.txt").write_text(TEXT)
    (out / "summary.json").unlink()
    assert cleaner("clean", *words).exit_code == 1
    totals = json.loads((out / "summary.json").read_bytes())
    assert (totals["files"], totals["failed"], len(errors_of(out))) == (0, 1, 1)


def test_overwrite_replaces_the_results_and_the_errors_of_an_earlier_run(
    articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = [articles, "-o", out, *alone(tmp_path)]
    assert cleaner("clean", *words, tmp_path / "gone.txt").exit_code == 1
    assert errors_of(out)[0]["source"] == "gone.txt"
    (articles / "a.txt").write_text(f"{MORE}\n")
    assert cleaner("clean", *words, "--overwrite").exit_code == 0
    assert (out / "a.txt").read_text() == f"{MORE}\n"
    assert report_of(out, "a.txt")["chars_in"] == len(MORE) + 1
    assert not (out / "errors.jsonl").exists()


def test_a_foreign_summary_is_not_overwritten(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/summary.json").write_text('{"mine": true}')
    result = cleaner("clean", articles, "-o", tmp_path / "out")
    assert result.exit_code == 2 and "was not written by this tool" in result.stderr
    assert tree(tmp_path / "out") == ["summary.json"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["in/a.txt", "in/deep/b.md"], "several inputs need a folder for the results"),
        (["in"], "in is a folder: give -o FOLDER for the results"),
        (["in/a.txt", "--report"], "--report needs a folder"),
        (["in", "-o", "in"], "the output folder in lies inside the input in"),
        (["in", "-o", "in/out"], "the output folder in/out lies inside the input in"),
        (["in/a.txt", "-o", "in"], "the input in/a.txt lies inside the output folder in"),
        (["in/deep", "-o", "in"], "the input in/deep/b.md lies inside the output folder in"),
        (["in/a.txt", "-o", "in/picture.png"], "is a file, and a folder is needed"),
        (["in/a.txt", "-o", "out.txt"], "-o out.txt has the name of a text file, and a folder is"),
        (["in", "-o", "out.warc.gz"], "-o out.warc.gz has the name of a warc file"),
        (["in", "-o", "out", "--title", "A title"], "--title tells of one text"),
        (["in", "-o", "out", "--language", "English"], "is not a code of two or three"),
        (["in", "-o", "out", "--policy", "bold"], "'bold' is not one of 'careful'"),
        (["in", "-o", "out", "--select", "en.nowhere"], "names no rule and no category"),
        (["in", "-o", "out", "--rules", "nowhere"], "no such rule pack"),
        (["in", "-o", "out", "--colour"], "No such option"),
        (["", "-o", "out"], "an empty text is no path; write . for the current folder"),
        (["in", "-o", ""], "an empty text is no path"),
    ],
)
def test_usage_errors_write_nothing(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_usage_error(tmp_path, words, message)


def test_an_output_that_links_into_the_input_is_found_out(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(articles)
    result = cleaner("clean", articles, "-o", tmp_path / "link")
    assert result.exit_code == 2 and "lies inside the input" in result.stderr


SLOW = PACK.replace("[^()]{1,80}", "([a-z]+ )+").replace('scope = "span"', 'scope = "line"')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[rule]\nid = 1", "pack.toml:1: not valid TOML"),
        (PACK.replace("about", "abuot", 1), "unknown key 'abuot' (did you mean 'about'?)"),
        (PACK.replace('drop = ["Zonk the widget now"]\n', ""), "no drop examples"),
        (SLOW, "a repeat without end inside another can take exponential time"),
    ],
    ids=["syntax", "unknown key", "no examples", "slow pattern"],
)
def test_a_bad_pack_is_refused_before_anything_is_written(
    articles: Path, tmp_path: Path, text: str, message: str
) -> None:
    result = cleaner("clean", articles, "-o", tmp_path / "out", "--rules", pack(tmp_path, text))
    assert result.exit_code == 2
    assert message in result.stderr and "zonk/pack.toml" in result.stderr
    assert not (tmp_path / "out").exists()


def test_whether_an_input_can_be_read_is_found_out_when_its_turn_comes(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # not by the command line, which would do nothing at all then
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    result = cleaner("clean", articles / "a.txt", articles / "deep/b.md", "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")

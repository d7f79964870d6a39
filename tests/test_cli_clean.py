"""cleaner clean: what is written where, what is said, and the exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import (
    BANNER,
    MORE,
    PACK,
    PROSE,
    alone,
    cleaner,
    errors_of,
    pack,
    process,
    report_of,
    tree,
)

TEXT = f"{PROSE}\n\n{BANNER}\n\n{MORE}\n"
CLEAN = f"{PROSE}\n\n{MORE}\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with two articles, one of them in a folder below, and files that are no input."""
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT)
    (folder / "deep" / "b.md").write_text(f"{PROSE}\n")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text(TEXT)
    return folder


def test_one_file_goes_to_standard_output_and_nothing_else_does(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    result = cleaner("clean", tmp_path / "a.txt", *alone(tmp_path))
    assert (result.exit_code, result.stdout) == (0, CLEAN)
    assert "1 file cleaned" in result.stderr
    assert "zonk.pack.banner  1 edit, 20 characters" in result.stderr
    assert tree(tmp_path) == ["a.txt", "zonk/pack.toml"]


@pytest.mark.parametrize("words", [["-"], []])
def test_standard_input_is_cleaned_to_standard_output(tmp_path: Path, words: list[str]) -> None:
    result = cleaner("clean", *words, "--quiet", *alone(tmp_path), input=TEXT)
    assert (result.exit_code, result.stdout, result.stderr) == (0, CLEAN, "")


def test_the_bytes_on_standard_output_are_utf8_with_the_line_endings_of_the_source(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_bytes(
        "Ça va très bien à la forêt, a-t-elle répété.\r\n".encode("cp1252")
    )
    result = process("clean", tmp_path / "a.txt", "--quiet", env={"PYTHONIOENCODING": "ascii"})
    assert result.stdout == "Ça va très bien à la forêt, a-t-elle répété.\r\n".encode()
    assert (result.returncode, result.stderr) == (0, b"")


def test_a_folder_keeps_its_tree(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = cleaner("clean", corpus, "-o", out, *alone(tmp_path))
    assert result.exit_code == 0
    assert tree(out) == [
        "a.txt",
        "a.txt.report.json",
        "deep/b.md",
        "deep/b.md.report.json",
        "summary.json",
    ]
    assert (out / "a.txt").read_bytes() == CLEAN.encode()
    assert (out / "deep/b.md").read_bytes() == f"{PROSE}\n".encode()
    assert report_of(out, "deep/b.md")["source"] == "deep/b.md"
    assert result.stdout.splitlines() == [
        "2 files cleaned",
        "279 characters in, 258 out (7.5% less)",
        "by category:",
        "  promo_app   1 edit, 20 characters",
        "  whitespace  1 edit, 1 character",
        "busiest rules:",
        "  zonk.pack.banner  1 edit, 20 characters",
        "  tidy.blank        1 edit, 1 character",
    ]


def test_the_summary_adds_up_the_reports(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert cleaner("clean", corpus, "-o", out, "--language", "en", *alone(tmp_path)).exit_code == 0
    summary = json.loads((out / "summary.json").read_bytes())
    reports = [report_of(out, name) for name in ("a.txt", "deep/b.md")]
    assert summary["files"] == 2 and summary["failed"] == 0
    assert summary["chars_in"] == sum(report["chars_in"] for report in reports)
    assert summary["chars_out"] == sum(report["chars_out"] for report in reports)
    assert summary["by_category"]["promo_app"] == {"chars": 20, "edits": 1}
    assert summary["by_language"] == {
        "en": {"chars_in": summary["chars_in"], "chars_out": summary["chars_out"], "files": 2}
    }
    gone = sum(counts["chars"] for counts in summary["by_category"].values())
    assert gone == summary["chars_in"] - summary["chars_out"]


def test_two_runs_write_equal_bytes(corpus: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        assert cleaner("clean", corpus, "-o", tmp_path / out, *alone(tmp_path)).exit_code == 0
    names = tree(tmp_path / "one")
    assert names == tree(tmp_path / "two")
    for name in names:
        data = (tmp_path / "one" / name).read_bytes()
        assert data == (tmp_path / "two" / name).read_bytes()
        assert str(tmp_path).encode() not in data


def test_without_reports(corpus: Path, tmp_path: Path) -> None:
    result = cleaner("clean", corpus, "-o", tmp_path / "out", "--no-report", *alone(tmp_path))
    assert result.exit_code == 0
    assert tree(tmp_path / "out") == ["a.txt", "deep/b.md", "summary.json"]


def test_quiet_says_nothing_but_errors(corpus: Path, tmp_path: Path) -> None:
    words = [corpus, tmp_path / "gone.txt", "-o", tmp_path / "out", "--quiet", *alone(tmp_path)]
    result = cleaner("clean", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"Error: {tmp_path}/gone.txt: no such file or directory\n"


def test_include_and_exclude(corpus: Path, tmp_path: Path) -> None:
    (corpus / "c.log").write_text(f"{PROSE}\n")
    words = ["--include", "*.log", "--include", "deep/*", "--exclude", "c.*", "--no-report"]
    result = cleaner("clean", corpus, "-o", tmp_path / "out", *words, *alone(tmp_path))
    assert result.exit_code == 0
    assert tree(tmp_path / "out") == ["deep/b.md", "summary.json"]


def test_a_dry_run_writes_nothing(corpus: Path, tmp_path: Path) -> None:
    result = cleaner("clean", corpus, "-o", tmp_path / "out", "--dry-run", *alone(tmp_path))
    assert result.exit_code == 0
    assert "2 files cleaned (dry run: nothing is written)" in result.stdout
    assert not (tmp_path / "out").exists()


def test_a_dry_run_needs_no_output_folder(corpus: Path, tmp_path: Path) -> None:
    before = tree(tmp_path)
    result = cleaner("clean", corpus, "--dry-run", "--rules", pack(tmp_path))
    assert result.exit_code == 0 and "2 files cleaned" in result.stdout
    assert tree(tmp_path) == [*before, "zonk/pack.toml"]


def test_an_existing_output_is_an_error_of_that_input(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "deep").mkdir(parents=True)
    (out / "deep/b.md").write_text("mine")
    result = cleaner("clean", corpus, "-o", out, *alone(tmp_path))
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


def test_a_finished_command_once_more_changes_nothing(corpus: Path, tmp_path: Path) -> None:
    out, gone = tmp_path / "out", tmp_path / "gone.txt"
    words = [corpus, "-o", out, *alone(tmp_path)]
    # the first run had an error of its own, which is no longer one
    assert cleaner("clean", *words, gone).exit_code == 1
    before = {name: (out / name).read_bytes() for name in tree(out)}
    assert "errors.jsonl" in before
    result = cleaner("clean", *words)
    assert result.exit_code == 1
    assert "the output a.txt exists; give --overwrite" in result.stderr
    assert f"Note: nothing was written, and {out / 'summary.json'} stays as it is" in result.stderr
    assert {name: (out / name).read_bytes() for name in tree(out)} == before
    # an input that failed then, and fails now: nothing stands in its place
    assert cleaner("clean", *words, gone).exit_code == 1
    assert json.loads((out / "summary.json").read_bytes())["failed"] == 3
    assert {error["source"] for error in errors_of(out)} == {"a.txt", "deep/b.md", "gone.txt"}


def test_a_finished_command_with_a_new_input_has_a_record_of_its_own(
    corpus: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = [corpus, "-o", out, *alone(tmp_path)]
    assert cleaner("clean", *words).exit_code == 0
    (corpus / "new.txt").write_text(TEXT)
    assert cleaner("clean", *words).exit_code == 1
    totals = json.loads((out / "summary.json").read_bytes())
    assert (totals["files"], totals["failed"]) == (1, 2)
    for text in corpus.rglob("*.*"):
        text.unlink()
    # nothing to refuse is no refusal
    assert cleaner("clean", *words).exit_code == 0
    assert json.loads((out / "summary.json").read_bytes())["files"] == 0
    # what has no record gets one
    (corpus / "new.txt").write_text(TEXT)
    (out / "summary.json").unlink()
    assert cleaner("clean", *words).exit_code == 1
    totals = json.loads((out / "summary.json").read_bytes())
    assert (totals["files"], totals["failed"], len(errors_of(out))) == (0, 1, 1)


def test_overwrite_replaces_the_results_and_the_errors_of_an_earlier_run(
    corpus: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = [corpus, "-o", out, *alone(tmp_path)]
    assert cleaner("clean", *words, tmp_path / "gone.txt").exit_code == 1
    assert errors_of(out)[0]["source"] == "gone.txt"
    (corpus / "a.txt").write_text(f"{MORE}\n")
    assert cleaner("clean", *words, "--overwrite").exit_code == 0
    assert (out / "a.txt").read_text() == f"{MORE}\n"
    assert report_of(out, "a.txt")["chars_in"] == len(MORE) + 1
    assert not (out / "errors.jsonl").exists()


def test_a_foreign_summary_is_not_overwritten(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/summary.json").write_text('{"mine": true}')
    result = cleaner("clean", corpus, "-o", tmp_path / "out")
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
        (["in", "-o", "out", "--title", "A title"], "--title tells of one text"),
        (["in", "-o", "out", "--language", "English"], "is not a code of two or three"),
        (["in", "-o", "out", "--policy", "bold"], "'bold' is not one of 'careful'"),
        (["in", "-o", "out", "--select", "en.nowhere"], "names no rule and no category"),
        (["in", "-o", "out", "--rules", "nowhere"], "no such rule pack"),
        (["in", "-o", "out", "--colour"], "No such option"),
    ],
)
def test_usage_errors_write_nothing(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = tree(tmp_path)
    result = cleaner("clean", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert tree(tmp_path) == before


def test_an_output_that_links_into_the_input_is_found_out(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(corpus)
    result = cleaner("clean", corpus, "-o", tmp_path / "link")
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
    corpus: Path, tmp_path: Path, text: str, message: str
) -> None:
    result = cleaner("clean", corpus, "-o", tmp_path / "out", "--rules", pack(tmp_path, text))
    assert result.exit_code == 2
    assert message in result.stderr and "zonk/pack.toml" in result.stderr
    assert not (tmp_path / "out").exists()


def test_title_url_and_policy_reach_the_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    words = [
        "--title",
        "Archive opens",
        "--url",
        "https://www.example.org/a",
        "--policy",
        "careful",
    ]
    words += ["--kind", "page", "--language", "en"]
    result = cleaner("clean", tmp_path / "a.txt", "-o", tmp_path / "out", *words)
    assert result.exit_code == 0
    report = report_of(tmp_path / "out", "a.txt")
    assert report["metadata"] == {"title": "Archive opens", "url": "https://www.example.org/a"}
    assert (report["policy"], report["kind"], report["language"]) == ("careful", "page", "en")
    summary = json.loads((tmp_path / "out/summary.json").read_bytes())
    assert list(summary["by_site"]) == ["www.example.org"]


def test_ignore_takes_commas_and_switches_repair_and_tidying_off(tmp_path: Path) -> None:
    source = f"{PROSE}\n\n{BANNER}\n\nLe cafÃ© reste ouvert.\n"
    words = ["--rules", str(pack(tmp_path)), "--ignore", "encoding,whitespace", "--quiet"]
    result = cleaner("clean", "-", *words, input=source)
    assert result.stdout == f"{PROSE}\n\n\nLe cafÃ© reste ouvert.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("words", [[], ["-"]])
def test_standard_input_that_is_a_terminal_gets_help(words: list[str]) -> None:
    terminal, own_end = os.openpty()
    try:
        result = process("clean", *words, stdin=own_end, timeout=60)
    finally:
        os.close(terminal)
        os.close(own_end)
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"Usage: cleaner clean" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no /dev/full")
def test_standard_output_that_is_full_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "cleaner", "clean", str(tmp_path / "a.txt"), "--quiet"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"Error: standard output: cannot be written: no space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this kind")
def test_a_broken_pipe_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{PROSE}\n\n" * 4_000)
    command = [sys.executable, "-m", "cleaner", "clean", str(tmp_path / "a.txt"), "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        assert running.stdout.read(10) == PROSE[:10].encode()
        running.stdout.close()
        assert running.stderr.read() == b""


def test_the_module_runs_as_a_program(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = process("clean", "a.txt", "gone.txt", "-o", "out", *alone(tmp_path), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == b"Error: gone.txt: no such file or directory\n"
    assert done.stdout.startswith(b"1 file cleaned, 1 failed\n")
    assert (tmp_path / "out/a.txt").read_text() == CLEAN
    assert process("clean", "--colour").returncode == 2

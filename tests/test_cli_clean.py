"""cleaner clean of a folder: what is written where, and what is said."""

from __future__ import annotations

import json
from pathlib import Path

from helpers import (
    CLEAN,
    PROSE,
    TEXT,
    alone,
    cleaner,
    pack,
    process,
    report_of,
    tree,
)


def test_a_folder_keeps_its_tree(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = cleaner("clean", articles, "-o", out, *alone(tmp_path))
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


def test_the_summary_adds_up_the_reports(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert (
        cleaner("clean", articles, "-o", out, "--language", "en", *alone(tmp_path)).exit_code == 0
    )
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


def test_two_runs_write_equal_bytes(articles: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        assert cleaner("clean", articles, "-o", tmp_path / out, *alone(tmp_path)).exit_code == 0
    names = tree(tmp_path / "one")
    assert names == tree(tmp_path / "two")
    for name in names:
        data = (tmp_path / "one" / name).read_bytes()
        assert data == (tmp_path / "two" / name).read_bytes()
        assert str(tmp_path).encode() not in data


def test_without_reports(articles: Path, tmp_path: Path) -> None:
    result = cleaner("clean", articles, "-o", tmp_path / "out", "--no-report", *alone(tmp_path))
    assert result.exit_code == 0
    assert tree(tmp_path / "out") == ["a.txt", "deep/b.md", "summary.json"]


def test_quiet_says_nothing_but_errors(articles: Path, tmp_path: Path) -> None:
    words = [articles, tmp_path / "gone.txt", "-o", tmp_path / "out", "--quiet", *alone(tmp_path)]
    result = cleaner("clean", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"Error: {tmp_path}/gone.txt: no such file or directory\n"


def test_include_and_exclude(articles: Path, tmp_path: Path) -> None:
    (articles / "c.log").write_text(f"{PROSE}\n")
    words = ["--include", "*.log", "--include", "deep/*", "--exclude", "c.*", "--no-report"]
    result = cleaner("clean", articles, "-o", tmp_path / "out", *words, *alone(tmp_path))
    assert result.exit_code == 0
    assert tree(tmp_path / "out") == ["deep/b.md", "summary.json"]


def test_a_dry_run_writes_nothing(articles: Path, tmp_path: Path) -> None:
    result = cleaner("clean", articles, "-o", tmp_path / "out", "--dry-run", *alone(tmp_path))
    assert result.exit_code == 0
    assert "2 files cleaned (dry run: nothing is written)" in result.stdout
    assert not (tmp_path / "out").exists()


def test_a_dry_run_needs_no_output_folder(articles: Path, tmp_path: Path) -> None:
    before = tree(tmp_path)
    result = cleaner("clean", articles, "--dry-run", "--rules", pack(tmp_path))
    assert result.exit_code == 0 and "2 files cleaned" in result.stdout
    assert tree(tmp_path) == [*before, "zonk/pack.toml"]


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
    words += ["--kind", "page", "--language", "eng"]
    result = cleaner("clean", tmp_path / "a.txt", "-o", tmp_path / "out", *words)
    assert result.exit_code == 0
    report = report_of(tmp_path / "out", "a.txt")
    assert report["metadata"] == {"title": "Archive opens", "url": "https://www.example.org/a"}
    assert (report["policy"], report["kind"], report["language"]) == ("careful", "page", "en")
    summary = json.loads((tmp_path / "out/summary.json").read_bytes())
    assert list(summary["by_site"]) == ["www.example.org"]


def test_the_module_runs_as_a_program(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = process("clean", "a.txt", "gone.txt", "-o", "out", *alone(tmp_path), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == b"Error: gone.txt: no such file or directory\n"
    assert done.stdout.startswith(b"1 file cleaned, 1 failed\n")
    assert (tmp_path / "out/a.txt").read_text() == CLEAN
    assert process("clean", "--colour").returncode == 2

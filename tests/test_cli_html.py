"""Pages of HTML on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import BANNER, PROSE, alone, cleaner, errors_of, report_of, tree

PAGE = (
    "<html><head><title>The archive of Corran</title></head><body><nav>Home</nav><article>"
    f"<h1>The archive of Corran</h1><p>{PROSE}</p><p>{BANNER}</p><p>{PROSE[::-1]}.</p>"
    "</article></body></html>"
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with a page, a text and a page without text."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE)
    (folder / "b.txt").write_text(f"{PROSE}\n")
    (folder / "c.HTM").write_text("<html></html>")
    return folder


def test_a_folder_with_pages(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = cleaner("clean", pages, "-o", out, "--verify", *alone(tmp_path))
    assert result.exit_code == 1
    assert tree(out) == [
        "a.html.txt",
        "a.html.txt.report.json",
        "b.txt",
        "b.txt.report.json",
        "errors.jsonl",
        "summary.json",
    ]
    assert "found no article text in it" in errors_of(out)[0]["message"]
    assert (out / "a.html.txt").read_text().startswith("The archive of Corran\n" + PROSE)
    assert BANNER not in (out / "a.html.txt").read_text()
    report = report_of(out, "a.html.txt")
    assert report["source"] == "a.html"
    assert report["metadata"] == {"title": "The archive of Corran"}
    assert "left_out" not in report


def test_a_page_on_standard_output(pages: Path) -> None:
    one = cleaner("clean", pages / "a.html", "--quiet")
    assert (one.exit_code, one.stdout.splitlines()[0]) == (0, PROSE)
    kept = cleaner("clean", pages / "a.html", "--quiet", "--keep-title")
    assert kept.stdout.splitlines()[0] == "The archive of Corran"


@pytest.mark.parametrize("extractor", ["trafilatura", "resiliparse", "none"])
def test_the_extractor_and_what_it_left_out(pages: Path, tmp_path: Path, extractor: str) -> None:
    words = ["--extractor", extractor, "--extracted", "--fast", "-o", tmp_path / "out"]
    assert cleaner("clean", pages / "a.html", *words).exit_code == 0
    report = report_of(tmp_path / "out", "a.html.txt")
    lines = [] if extractor == "none" else ["Home"]
    assert report["left_out"] == {"lines": lines, "more": 0}
    fast = {"trafilatura": True}.get(extractor)
    assert report["extractor"]["settings"].get("fast") is fast


def test_an_extractor_that_is_not_there_is_told_before_the_run(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "resiliparse.extract.html2text", None)
    result = cleaner("clean", pages, "-o", tmp_path / "out", "--extractor", "resiliparse")
    assert result.exit_code == 2
    assert 'pip install "corpus-cleaner[resiliparse]"' in result.stderr
    assert not (tmp_path / "out").exists()


def test_restore_gives_back_what_the_extractor_made(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    cleaner("clean", pages / "a.html", "-o", out)
    result = cleaner("restore", out / "a.html.txt", out / "a.html.txt.report.json")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"The archive of Corran\n{PROSE}\n")
    assert "it is what trafilatura made of a page" in result.stderr


def test_explain_a_page(pages: Path, tmp_path: Path) -> None:
    result = cleaner("explain", pages / "a.html", "--extractor", "none")
    assert "- The archive of Corran\t# structure.metadata_title" in result.stdout

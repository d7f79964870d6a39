"""Paths to inputs: what is taken, under which name, in which order."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from cleaner.corpus.sources import Failure, Source, find_sources


def names(*paths: Path, **options: list[str]) -> list[str]:
    """The names found; a failure is told as `name: message`."""
    return [
        item.name if isinstance(item, Source) else f"{item.name}: {item.message}"
        for item in find_sources(paths, **options).inputs
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with all sorts of things in it."""
    for name in (
        "b.txt",
        "a.md",
        "C.TXT",
        "d.text",
        "e.html",
        ".hidden.txt",
        ".git/x.txt",
        "sub/deeper/f.txt",
        "sub/a.txt",
        "sub/a.txt.report.json",
        "summary.json",
        "errors.jsonl",
    ):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path / "in"


def test_a_folder_gives_its_texts_in_sorted_order(folder: Path) -> None:
    assert names(folder) == [
        "C.TXT",
        "a.md",
        "b.txt",
        "d.text",
        "e.html",
        "sub/a.txt",
        "sub/deeper/f.txt",
    ]


def test_the_order_is_that_of_the_paths_given(folder: Path) -> None:
    assert names(folder / "sub", folder / "b.txt") == ["a.txt", "deeper/f.txt", "b.txt"]


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        (["*.html"], [], ["e.html"]),
        (["sub/*"], [], ["sub/a.txt", "sub/deeper/f.txt"]),
        (["A.*"], [], ["a.md", "sub/a.txt"]),
        ([], ["sub"], ["C.TXT", "a.md", "b.txt", "d.text", "e.html"]),
        ([], ["sub/deeper/", "*.md"], ["C.TXT", "b.txt", "d.text", "e.html", "sub/a.txt"]),
        (["*"], ["*.txt", "*.md", "*.text"], ["e.html"]),
        (["*.json", "*.jsonl", ".*"], [], []),
    ],
)
def test_include_and_exclude(
    folder: Path, include: list[str], exclude: list[str], expected: list[str]
) -> None:
    assert names(folder, include=include, exclude=exclude) == expected


def test_a_file_named_itself_is_always_taken(folder: Path) -> None:
    paths = [folder / "e.html", folder / ".hidden.txt", folder / "sub/a.txt.report.json"]
    assert names(*paths, exclude=["*"]) == ["e.html", ".hidden.txt", "a.txt.report.json"]


def test_what_is_not_there_is_a_failure_in_its_place(folder: Path) -> None:
    assert names(folder / "gone.txt", folder / "b.txt") == [
        "gone.txt: no such file or directory",
        "b.txt",
    ]


def test_two_inputs_for_one_output(folder: Path) -> None:
    taken = "an earlier input has the output a.txt already; clean this one into another folder"
    (folder / "a.txt").write_text("x")
    assert names(folder / "a.txt", folder / "sub" / "a.txt") == ["a.txt", f"a.txt: {taken}"]
    report = folder / "sub" / "a.txt.report.json"
    assert names(folder / "a.txt", report) == ["a.txt", f"a.txt.report.json: {taken}"]
    assert names(report, folder / "a.txt") == [
        "a.txt.report.json",
        f"a.txt: {taken.replace('a.txt', 'a.txt.report.json')}",
    ]


def test_the_record_of_a_run_has_its_names_for_itself(folder: Path) -> None:
    assert names(folder / "summary.json") == [
        "summary.json: summary.json is where the run writes its own record"
    ]


def test_one_file_given_twice_is_one_input(folder: Path) -> None:
    assert names(folder / "b.txt", folder, folder / "sub" / ".." / "b.txt")[0] == "b.txt"
    assert names(folder / "b.txt", folder).count("b.txt") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_back_are_not_followed(folder: Path) -> None:
    before = names(folder)
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "sub" / "self").symlink_to(folder / "sub" / "self")
    (folder / "round.txt").symlink_to(folder / "round.txt")
    assert names(folder) == sorted([*before, "round.txt: a link that leads nowhere"])


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_other_links_are_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "z.txt").write_text("x")
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "y.txt").symlink_to(tmp_path / "elsewhere" / "z.txt")
    assert [name for name in names(folder) if name[0] in "ly"] == ["linked/z.txt", "y.txt"]


def test_a_folder_that_cannot_be_listed_is_a_failure(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "deeper":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find_sources([folder / "sub"])
    assert [type(item) for item in found.inputs] == [Source, Failure]
    failure = found.inputs[1]
    assert isinstance(failure, Failure)
    assert (failure.name, failure.message) == ("deeper", "permission denied")
    assert failure.path == (folder / "sub/deeper").as_posix()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_folder_with_a_named_pipe_does_not_hang(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert "pipe.txt" not in names(folder)

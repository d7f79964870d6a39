"""Nothing is ever half written, and no input is ever written over."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from helpers import tree

from cleaner.corpus.layout import Place
from cleaner.corpus.sinks import write_file, write_together
from cleaner.corpus.sources import Source
from cleaner.errors import OptionError, OutputError

FULL = OSError(errno.ENOSPC, "No space left on device")


def test_all_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_together({tmp_path / "a/x": b"1\r\n2", tmp_path / "a/y": b"\xff"})
    assert tree(tmp_path) == ["a/x", "a/y"]
    assert (tmp_path / "a/x").read_bytes() == b"1\r\n2"
    assert (tmp_path / "a/y").read_bytes() == b"\xff"


def test_a_file_gets_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_together({tmp_path / "x": b""})
    assert (tmp_path / "x").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("failing", [1, 2])
def test_when_renaming_fails_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    calls = []

    def replace(old: Path, new: Path) -> None:
        calls.append(new)
        if len(calls) == failing:
            raise FULL
        os.rename(old, new)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(OutputError, match="cannot be written: no space left on device"):
        write_together({tmp_path / "x.report.json": b"1", tmp_path / "x": b"2"})
    assert tree(tmp_path) == []


def test_when_writing_fails_nothing_is_left_and_what_was_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x").write_bytes(b"old")
    full_disk(monkeypatch)
    with pytest.raises(OutputError, match="no space left on device"):
        write_together({tmp_path / "x": b"new"})
    assert tree(tmp_path) == ["x"]
    assert (tmp_path / "x").read_bytes() == b"old"


def test_an_interruption_leaves_nothing_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(old: Path, new: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        write_together({tmp_path / "x": b"1"})
    assert tree(tmp_path) == []


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on half of what is written arrives, then the disk is full."""
    import cleaner.corpus.sinks as sinks

    class Full:
        def __init__(self, path: Path, mode: str) -> None:
            self.file = open(path, mode)  # noqa: SIM115

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> None:
            self.file.write(data[: len(data) // 2])
            raise FULL

    monkeypatch.setattr(sinks, "open", Full, raising=False)


def test_a_file_in_the_place_of_a_folder_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"):
        write_together({tmp_path / "a" / "x": b"1"})
    assert tree(tmp_path) == ["a"]


def test_what_stands_in_the_place_of_an_output(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    place = Place(tmp_path)
    assert place.refusal(["y.txt", "y.txt.report.json"], overwrite=False) is None
    assert place.refusal(["x.txt"], overwrite=True) is None
    exists = "the output {} exists; give --overwrite to write it anew"
    assert place.refusal(["y.txt", "x.txt"], overwrite=False) == exists.format("x.txt")
    assert place.refusal(["link"], overwrite=False) == exists.format("link")
    assert place.refusal(["y"], "folder", overwrite=False) == exists.format("folder")
    assert place.refusal(["y"], "folder", overwrite=True) is None
    message = "a folder stands in the place of the output folder; move it"
    assert place.refusal(["folder"], overwrite=True) == message


def test_an_input_below_the_output_folder_is_found_through_links(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/x.txt").write_bytes(b"")
    (tmp_path / "in.txt").symlink_to(tmp_path / "out/x.txt")
    source = Source(tmp_path / "in.txt", "in.txt")
    with pytest.raises(OptionError, match="lies inside the output folder"):
        Place(tmp_path / "out").check([source.path], [source], overwrite=False)


def test_a_single_file_is_no_input_and_lies_in_none(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/x.jsonl").write_bytes(b"")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "in/x.jsonl")
    source = Source(tmp_path / "in/x.jsonl", "x.jsonl")
    with pytest.raises(OptionError, match="is an input; choose another name"):
        Place.of(tmp_path / "link.jsonl").check([source.path], [source], overwrite=True)
    with pytest.raises(OptionError, match=r"the output file .* lies inside the input"):
        Place.of(tmp_path / "in/y.jsonl").check([tmp_path / "in"], [source], overwrite=True)


def test_one_file(tmp_path: Path) -> None:
    target = tmp_path / "x"
    write_file(target, b"1", overwrite=False, never=[])
    with pytest.raises(OutputError, match="exists; give --overwrite"):
        write_file(target, b"2", overwrite=False, never=[])
    with pytest.raises(OptionError, match="is an input"):
        write_file(target, b"2", overwrite=True, never=[tmp_path / "." / "x"])
    assert target.read_bytes() == b"1"

"""Input that is odd: cleaned, cleaned and flagged, or an error of that input alone."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from helpers import BANNER, LIKELY, MORE, PROSE, alone, cleaner, errors_of, report_of, tree

NEWLINES = {"LF": "\n", "CRLF": "\r\n", "CR": "\r", "LS": "\u2028", "PS": "\u2029"}


def cleaned(tmp_path: Path, data: bytes, *words: str) -> tuple[bytes, dict[str, Any]]:
    """The clean bytes and the report of a source; it must end well and be undone by restore."""
    (tmp_path / "a.txt").write_bytes(data)
    out = tmp_path / "out"
    options = ["-o", out, "--verify", "--overwrite", *alone(tmp_path), *words]
    result = cleaner("clean", tmp_path / "a.txt", *options)
    assert (result.exit_code, result.stderr) == (0, "")
    report = report_of(out, "a.txt")
    back = cleaner("restore", out / "a.txt", out / "a.txt.report.json").stdout_bytes
    assert back == data or report["encoding"]["replaced"]
    return (out / "a.txt").read_bytes(), report


# ---- cleaned


@pytest.mark.parametrize("newline", NEWLINES.values(), ids=NEWLINES.keys())
@pytest.mark.parametrize("final", [True, False], ids=["ended", "not ended"])
def test_line_endings_stay(tmp_path: Path, newline: str, final: bool) -> None:
    end = newline if final else ""
    source = newline.join((PROSE, "", BANNER, "", MORE)) + end
    data, report = cleaned(tmp_path, source.encode())
    assert data == (newline.join((PROSE, "", MORE)) + end).encode()
    assert [edit["line"] for edit in report["edits"]] == [3, 4]
    assert report["flags"] == []


@pytest.mark.parametrize("newline", NEWLINES.values(), ids=NEWLINES.keys())
def test_no_final_line_ending_after_a_dropped_end(tmp_path: Path, newline: str) -> None:
    data, _ = cleaned(tmp_path, newline.join((PROSE, "", BANNER)).encode())
    assert data == PROSE.encode()


def test_mixed_line_endings_stay(tmp_path: Path) -> None:
    source = f"{PROSE}\r\n{MORE}\n\r\r\n{BANNER}\u2028{PROSE}\x85\x0b\x0c{MORE}\r"
    data, _ = cleaned(tmp_path, source.encode(), "--ignore", "whitespace,encoding")
    assert data == source.replace(f"{BANNER}\u2028", "").encode()


def test_one_line_of_ten_megabytes(tmp_path: Path) -> None:
    source = f"{PROSE} {MORE} " * (10_000_000 // len(PROSE + MORE))
    assert len(source) > 10_000_000
    aside = " (ZONKMORE: a tale)"
    data, report = cleaned(tmp_path, (source + PROSE + aside).encode())
    assert data == (source + PROSE).encode()
    assert report["edits"][0]["rule"] == "zonk.pack.aside"
    assert report["edits"][0]["start"] == len(source + PROSE)


def test_a_million_blank_lines(tmp_path: Path) -> None:
    blank = "\n" * 1_000_000
    source = f"{PROSE}{blank}{BANNER}\n{MORE}\n"
    data, report = cleaned(tmp_path, source.encode())
    assert data == source.replace(f"{BANNER}\n", "").encode()
    assert [edit["line"] for edit in report["edits"]] == [1_000_001]


SCRIPTS = {
    "Arabic": "اجتمع مجلس المدينة يوم الاثنين لمناقشة الجسر القديم، وقال عضو إن العمل سيبدأ قريبا.",
    "Hebrew": "מועצת העיר נפגשה ביום שני לדון בגשר הישן, ואחד החברים אמר שהעבודה תתחיל בקרוב.",
    "Chinese": "市议会星期一开会讨论旧桥的问题，一名议员说，工程将在春天开始，居民们对此表示欢迎。",
    "Japanese": "市議会は月曜日に古い橋について話し合い、春には工事が始まると議員の一人が述べた。",
    "Thai": "สภาเมืองประชุมเมื่อวันจันทร์เพื่อหารือเรื่องสะพานเก่าและสมาชิกคนหนึ่งกล่าวว่างานจะเริ่มในไม่ช้า",
}


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_right_to_left_and_unspaced_scripts(tmp_path: Path, text: str) -> None:
    source = f"{text}\n\n\u200f{text}\u200e\n"
    data, report = cleaned(tmp_path, source.encode())
    assert data == source.encode() and report["edits"] == []
    data, _ = cleaned(tmp_path, f"{text}\n\n{BANNER}\n\n{text}\n".encode())
    assert data == f"{text}\n\n{text}\n".encode()
    plain = cleaner("clean", "-", "--quiet", input=source)
    assert plain.stdout == source, "no shipped rule fires on prose of another script"


# ---- cleaned and flagged


@pytest.mark.parametrize(
    ("source", "flags"),
    [
        (b"", ["empty"]),
        (b"\xef\xbb\xbf", ["empty"]),
        (b" \n\t\r\n\n", ["blank"]),
        ("\u00a0\n\u2003\u2028".encode(), ["blank"]),
    ],
)
def test_nothing_in_it(tmp_path: Path, source: bytes, flags: list[str]) -> None:
    data, report = cleaned(tmp_path, source)
    assert report["flags"] == flags
    assert data == source.removeprefix(b"\xef\xbb\xbf")
    assert report["encoding"]["bom"] is source.startswith(b"\xef")


def test_replaced_bytes(tmp_path: Path) -> None:
    good = f"Le café du port est resté ouvert tout l'été. {PROSE} " * 20
    data, report = cleaned(tmp_path, good.encode() + b"\xff\n" + BANNER.encode() + b"\n")
    assert data == f"{good}\ufffd\n".encode()
    assert report["flags"] == ["replaced"]
    assert report["encoding"] == {"bom": False, "declared": None, "replaced": 1, "used": "utf-8"}


def test_nuls_after_the_first_bytes_are_text(tmp_path: Path) -> None:
    long = f"{PROSE} " * 100
    source = f"{long}\n{MORE} The end\0 of it.\n{BANNER}\n"
    assert source.index("\0") > 8_192
    data, report = cleaned(tmp_path, source.encode(), "--ignore", "encoding")
    assert data == source.replace(f"{BANNER}\n", "").encode()
    assert report["flags"] == ["nul"]


def test_a_text_that_is_all_debris_is_kept_whole(tmp_path: Path) -> None:
    source = f"{BANNER}\n\n{BANNER}\n".encode()
    data, report = cleaned(tmp_path, source)
    assert data == source
    assert (report["flags"], report["edits"]) == (["all_debris"], [])


def test_the_guard_takes_the_likely_drops_back(tmp_path: Path) -> None:
    source = f"{PROSE}\n{BANNER}\n" + f"{LIKELY}\n" * 5
    data, report = cleaned(tmp_path, source.encode())
    assert data == source.replace(f"{BANNER}\n", "").encode()
    assert report["flags"] == ["guard"]
    assert {doubt["because"][0] for doubt in report["doubts"]} == {
        "guard: too much of the text would go"
    }


def test_flagged_files_are_named_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    result = cleaner("clean", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-2:] == ["flagged:", "  a.txt: empty"]


# ---- an error of that input; the rest is done


def one_fails(tmp_path: Path, *paths: Path) -> tuple[dict[str, str], str]:
    """Clean `paths` and a good text: one error, no output for it, the good one done."""
    (tmp_path / "good.txt").write_text(f"{PROSE}\n{BANNER}\n")
    out = tmp_path / "out"
    result = cleaner("clean", *paths, tmp_path / "good.txt", "-o", out, *alone(tmp_path))
    assert result.exit_code == 1
    assert (out / "good.txt").read_text() == f"{PROSE}\n"
    (error,) = errors_of(out)
    assert json.loads((out / "summary.json").read_bytes())["failed"] == 1
    assert not [name for name in tree(out) if name.endswith(".part")]
    return error, result.stderr


def test_missing(tmp_path: Path) -> None:
    error, told = one_fails(tmp_path, tmp_path / "gone.txt")
    assert error == {
        "error": "InputError",
        "message": "no such file or directory",
        "source": "gone.txt",
    }
    assert told == f"Error: {tmp_path}/gone.txt: no such file or directory\n"
    assert not (tmp_path / "out/gone.txt").exists()


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked.txt").write_text(PROSE)

    def locked(path: Path, *mode: Any) -> Any:
        if Path(path).name == "locked.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return open(path, *mode)

    monkeypatch.setattr("cleaner.corpus.compression.open", locked, raising=False)
    error, _ = one_fails(tmp_path, tmp_path / "locked.txt")
    assert (error["error"], error["message"]) == ("InputError", "cannot be read: permission denied")
    assert not (tmp_path / "out/locked.txt").exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (PROSE.encode() + b"\0", "not a text: a NUL byte"),
        (b"\x89PNG\r\n\x1a\n" + PROSE.encode(), "not a text: starts like a PNG image"),
        (b"PK\x03\x04" + PROSE.encode(), "not a text: starts like a ZIP archive"),
        (PROSE.encode("utf-16-le"), "not a text: a NUL byte"),
    ],
)
def test_binary(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "picture.txt").write_bytes(data)
    error, _ = one_fails(tmp_path, tmp_path / "picture.txt")
    assert error["error"] == "InputError" and error["message"].startswith(message)
    assert tree(tmp_path / "out") == [
        "errors.jsonl",
        "good.txt",
        "good.txt.report.json",
        "summary.json",
    ]


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
def test_nuls_behind_a_mark_are_no_binary(tmp_path: Path, codec: str) -> None:
    data, report = cleaned(tmp_path, f"{PROSE}\n{BANNER}\n".encode(codec))
    assert data == f"{PROSE}\n".encode()
    assert report["encoding"]["used"].startswith(codec) and report["encoding"]["bom"]


def test_two_inputs_for_one_output(tmp_path: Path) -> None:
    for folder, text in (("one", PROSE), ("two", MORE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(text)
    error, told = one_fails(tmp_path, tmp_path / "one/x.txt", tmp_path / "two/x.txt")
    assert error["source"] == "x.txt"
    assert error["message"].startswith("an earlier input has the output x.txt already")
    assert told.startswith(f"Error: {tmp_path}/two/x.txt: ")
    assert (tmp_path / "out/x.txt").read_text() == PROSE


@pytest.mark.parametrize("full", ["big.txt", "big.txt.report.json", "summary.json"])
def test_disk_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: str) -> None:
    """It is no fault of a document: the run stops, says so, and the same command goes on."""
    (tmp_path / "a.txt").write_text(f"{PROSE}\n{BANNER}\n")
    (tmp_path / "big.txt").write_text(MORE)
    words = [tmp_path / "a.txt", tmp_path / "big.txt", "--language", "en", *alone(tmp_path)]
    assert cleaner("clean", *words, "-o", tmp_path / "unbroken").exit_code == 0
    real = os.replace

    def replace(old: Path, new: Path) -> None:
        if new.name == full:
            raise OSError(errno.ENOSPC, "No space left on device", str(old))
        real(old, new)

    out = tmp_path / "out"
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        result = cleaner("clean", *words, "-o", out)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"Error: {out}: cannot be written: no space left on device; what is done is kept: when "
        "that is mended, the same command goes on\n"
    )
    assert (out / "a.txt").read_text() == f"{PROSE}\n"
    assert not (out / full).exists()
    assert cleaner("clean", *words, "-o", out).exit_code == 0
    assert tree(out) == tree(tmp_path / "unbroken")
    for name in tree(out):
        assert (out / name).read_bytes() == (tmp_path / "unbroken" / name).read_bytes()


def test_an_output_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut.txt").write_text(MORE)
    real = os.replace

    def replace(old: Path, new: Path) -> None:
        if new.name == "shut.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(old))
        real(old, new)

    monkeypatch.setattr(os, "replace", replace)
    error, told = one_fails(tmp_path, tmp_path / "shut.txt")
    assert error == {
        "error": "OutputError",
        "message": "cannot be written: permission denied",
        "source": "shut.txt",
    }
    assert told == f"Error: {tmp_path}/shut.txt: cannot be written: permission denied\n"
    assert tree(tmp_path / "out") == [
        "errors.jsonl",
        "good.txt",
        "good.txt.report.json",
        "summary.json",
    ]

"""cleaner restore: the source again, byte for byte, or a refusal."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from helpers import BANNER, MORE, PROSE, alone, cleaner, process, report_of, tree

FRENCH = "Ça va très bien à la forêt, a-t-elle répété, même si l’été a été fort long là-bas."
RUSSIAN = "Городской совет на этой неделе решил закрыть старый мост и построить новый к весне."
SOURCES = {
    "utf-8": f"{PROSE}\n\n{BANNER}\n\nLe cafÃ© reste ouvert.".encode(),
    "utf-8 with a mark": codecs.BOM_UTF8 + f"{FRENCH}\n{BANNER}\n".encode(),
    "utf-16": codecs.BOM_UTF16_LE + f"{FRENCH}\r\n{BANNER}\r\n".encode("utf-16-le"),
    "windows-1252": f"{FRENCH}\r\n{BANNER}\r\n{FRENCH}".encode("cp1252"),
    "windows-1251": f"{RUSSIAN}\r{BANNER}\r{RUSSIAN}\r".encode("cp1251"),
    "empty": b"",
    "line separators": f"{PROSE}\u2028{BANNER}\u2028{MORE}\x85\x0c\n\r".encode(),
}


def cleaned(tmp_path: Path, data: bytes) -> tuple[Path, Path]:
    """A clean text and its report, of a source with these bytes."""
    (tmp_path / "a.txt").write_bytes(data)
    result = cleaner("clean", tmp_path / "a.txt", "-o", tmp_path / "out", *alone(tmp_path))
    assert result.exit_code == 0
    return tmp_path / "out/a.txt", tmp_path / "out/a.txt.report.json"


@pytest.mark.parametrize("data", SOURCES.values(), ids=SOURCES.keys())
def test_the_bytes_come_back(tmp_path: Path, data: bytes) -> None:
    clean, report = cleaned(tmp_path, data)
    assert BANNER.encode() not in clean.read_bytes()
    result = cleaner("restore", clean, report)
    assert (result.exit_code, result.stdout_bytes, result.stderr) == (0, data, "")


def test_to_a_file(tmp_path: Path) -> None:
    clean, report = cleaned(tmp_path, SOURCES["windows-1252"])
    result = cleaner("restore", clean, report, "-o", tmp_path / "back" / "a.txt")
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "back/a.txt").read_bytes() == SOURCES["windows-1252"]
    assert tree(tmp_path / "back") == ["a.txt"]


def test_replaced_bytes_come_back_as_utf8_and_it_is_said(tmp_path: Path) -> None:
    data = f"{FRENCH} ".encode() * 20 + b"\xff" + f"\n{BANNER}\n".encode()
    clean, report = cleaned(tmp_path, data)
    assert report_of(tmp_path / "out", "a.txt")["encoding"]["replaced"] == 1
    result = cleaner("restore", clean, report)
    assert result.exit_code == 0
    assert result.stdout_bytes == data.replace(b"\xff", "\ufffd".encode())
    assert result.stderr == (
        "Note: written as UTF-8: decoding had to put 1 U+FFFD for bytes that are no utf-8; "
        "they stay\n"
    )


def test_an_encoding_that_does_not_give_the_bytes_back_is_said(tmp_path: Path) -> None:
    clean, report = cleaned(tmp_path, SOURCES["windows-1252"])
    told = json.loads(report.read_bytes())
    told["encoding"]["used"] = "latin-1"
    report.write_text(json.dumps(told))
    result = cleaner("restore", clean, report)
    assert result.exit_code == 0
    assert result.stdout_bytes == SOURCES["windows-1252"].decode("cp1252").encode()
    assert "Note: written as UTF-8: the bytes of the source cannot be made from latin-1" in (
        result.stderr
    )


def test_refuses_a_clean_text_that_was_changed(tmp_path: Path) -> None:
    clean, report = cleaned(tmp_path, SOURCES["utf-8"])
    clean.write_bytes(clean.read_bytes() + b"!")
    result = cleaner("restore", clean, report, "-o", tmp_path / "back.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the clean text is not the one of this report: its sha256 differs" in result.stderr
    assert not (tmp_path / "back.txt").exists()


def test_refuses_edits_that_lead_elsewhere(tmp_path: Path) -> None:
    clean, report = cleaned(tmp_path, SOURCES["utf-8"])
    told = json.loads(report.read_bytes())
    told["edits"][0]["old"] = told["edits"][0]["old"].upper()
    report.write_text(json.dumps(told))
    result = cleaner("restore", clean, report)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the edits of this report do not give back the source it names" in result.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not a report: "),
        ("[]", "not a report that this version reads: schema None"),
        ('{"schema": "cleaner-report/99"}', "schema 'cleaner-report/99', not 'cleaner-report/1'"),
        ('{"schema": "cleaner-report/1"}', "not a whole report: 'sha256'"),
    ],
)
def test_refuses_what_is_no_report(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "r.json").write_text(text)
    result = cleaner("restore", tmp_path / "a.txt", tmp_path / "r.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr.partition("r.json: ")[2]


def test_an_existing_file_and_an_input_are_not_written_over(tmp_path: Path) -> None:
    clean, report = cleaned(tmp_path, SOURCES["utf-8"])
    (tmp_path / "mine.txt").write_text("mine")
    result = cleaner("restore", clean, report, "-o", tmp_path / "mine.txt")
    assert result.exit_code == 1 and "exists; give --overwrite" in result.stderr
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert (
        cleaner("restore", clean, report, "-o", tmp_path / "mine.txt", "--overwrite").exit_code == 0
    )
    assert (tmp_path / "mine.txt").read_bytes() == SOURCES["utf-8"]
    below = tmp_path / "mine.txt" / "below.txt"
    result = cleaner("restore", clean, report, "-o", below)
    assert result.exit_code == 1
    assert result.stderr == f"Error: {below}: cannot be written: file exists\n"
    before = clean.read_bytes()
    result = cleaner("restore", clean, report, "-o", clean, "--overwrite")
    assert result.exit_code == 2 and "is an input" in result.stderr
    assert clean.read_bytes() == before


def test_as_a_program(tmp_path: Path) -> None:
    clean, report = cleaned(tmp_path, SOURCES["utf-16"])
    assert process("restore", clean, report).stdout == SOURCES["utf-16"]
    done = process("restore", clean, tmp_path / "gone.json")
    assert done.returncode == 1
    assert done.stderr.endswith(b"gone.json: cannot be read: no such file or directory\n")

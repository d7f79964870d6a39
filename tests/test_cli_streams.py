"""cleaner clean with standard input and output: one text in, one text out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import (
    BANNER,
    CLEAN,
    PROSE,
    TEXT,
    alone,
    cleaner,
    pack,
    process,
    tree,
)


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

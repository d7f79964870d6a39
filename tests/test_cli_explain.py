"""cleaner explain: every decision in the margin, and the reasons under it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import BANNER, LIKELY, MORE, PACK, PROSE, alone, cleaner, pack

TEXT = f"{PROSE}\n\n{BANNER}\n\n{MORE} (ZONKMORE: a tale)\n{LIKELY}\n{PROSE}\n"


def test_margins_rules_and_reasons(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    result = cleaner("explain", tmp_path / "a.txt", "--policy", "careful", *alone(tmp_path))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"| {PROSE}",
        "|",
        f"- {BANNER}\t# zonk.pack.banner",
        "    # zonk.pack.banner: promo_app, sure",
        "-\t# tidy.blank",
        f"~ {MORE} (ZONKMORE: a tale)\t# zonk.pack.aside: {len(MORE)}-{len(MORE) + 19}",
        "    # zonk.pack.aside: related_link, sure",
        f"| {LIKELY}",
        "    # kept, though zonk.pack.perhaps (navigation) fired: "
        "the policy drops only what is sure",
        f"| {PROSE}",
    ]


def test_without_its_margins_it_is_the_source(tmp_path: Path) -> None:
    result = cleaner("explain", "-", *alone(tmp_path), input=TEXT)
    rows = [line for line in result.stdout.splitlines() if not line.startswith("    # ")]
    assert [
        row[2:].split("\t# ")[0] if row[1:2] == " " else "" for row in rows
    ] == TEXT.splitlines()


def test_an_exception_is_named_as_what_overruled(tmp_path: Path) -> None:
    exception = """
[[exception]]
id = "spared"
about = "A made-up exception."
protects = ["promo_app"]
phrases = ["Zonk the widget now"]
drop = ["Zonk the widget then"]
keep = ["Zonk the widget now"]
"""
    words = ["--rules", pack(tmp_path, PACK + exception), "--select", "zonk"]
    result = cleaner("explain", "-", "--line", "3", *words, input=TEXT)
    assert result.stdout.splitlines() == [
        f"| {BANNER}",
        "    # kept, though zonk.pack.banner (promo_app) fired: protected by zonk.pack.spared",
    ]


def test_one_line_with_its_tidying(tmp_path: Path) -> None:
    result = cleaner("explain", "-", "--line", "4", *alone(tmp_path), input=TEXT)
    assert (
        result.stdout
        == "-\t# tidy.blank\n    # tidy.blank: whitespace, sure; a blank line beside a drop\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["-", "--line", "8"], 2, "there is no line 8: the text ends with line 7"),
        (["-", "--line", "0"], 2, "0 is not in the range"),
        (["nowhere.txt"], 1, "nowhere.txt: cannot be read: no such file or directory"),
        (["-", "--rules", "nowhere"], 2, "no such rule pack"),
    ],
)
def test_errors(words: list[str], code: int, message: str) -> None:
    result = cleaner("explain", *words, input=TEXT)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


def test_a_repair_shows_what_it_became() -> None:
    result = cleaner("explain", "-", input="Le cafÃ© reste ouvert.\n")
    first, second = result.stdout.splitlines()
    assert first == '~ Le cafÃ© reste ouvert.\t# repair.mojibake: 6-8 -> "é"'
    assert second.startswith("    # repair.mojibake: encoding, sure; ftfy: ")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colour_on_a_terminal_only(tmp_path: Path, no_color: str, coloured: bool) -> None:
    (tmp_path / "a.txt").write_text(f"{PROSE}\n\x1b[31m{BANNER}\n{BANNER}\n")
    command = [sys.executable, "-m", "cleaner", "explain", str(tmp_path / "a.txt")]
    command += alone(tmp_path)
    terminal, own_end = os.openpty()
    subprocess.run(
        command,
        stdout=own_end,
        env={**os.environ, "NO_COLOR": no_color, "TERM": "xterm"},
        check=True,
    )
    os.close(own_end)
    shown = os.read(terminal, 10_000)
    os.close(terminal)
    assert (b"\x1b[31m- Zonk the widget now" in shown) is coloured
    assert (b"\x1b" in shown) is coloured
    assert "␛[31mZonk".encode() in shown, "a text must not steer the terminal"

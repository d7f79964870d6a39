"""A run: one bad document does not stop the rest, and --verify catches what it is there for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from helpers import BANNER, PROSE, alone, cleaner, errors_of, tree

import cleaner.cleaning as cleaning
from cleaner.cleaning import Cleaner
from cleaner.corpus.reading import json_bytes, text_bytes
from cleaner.corpus.run import run
from cleaner.errors import OptionError

TEXT = f"{PROSE}\n\n{BANNER}\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with three articles."""
    (tmp_path / "in").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "in" / f"{name}.txt").write_text(TEXT)
    return tmp_path / "in"


def test_an_unexpected_exception_is_an_error_of_its_document(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Cleaner.clean

    def clean(self: Cleaner, text: Any, **known: Any) -> Any:
        if text.source == "b.txt":
            raise ZeroDivisionError("division by zero")
        return real(self, text, **known)

    monkeypatch.setattr(Cleaner, "clean", clean)
    result = cleaner("clean", corpus, "-o", tmp_path / "out", "--no-report", *alone(tmp_path))
    assert result.exit_code == 1
    assert (
        result.stderr == f"Error: {corpus}/b.txt: unexpected ZeroDivisionError: division by zero\n"
    )
    assert tree(tmp_path / "out") == ["a.txt", "c.txt", "errors.jsonl", "summary.json"]
    assert errors_of(tmp_path / "out") == [
        {"error": "ZeroDivisionError", "message": "division by zero", "source": "b.txt"}
    ]
    one = cleaner("clean", corpus / "b.txt", *alone(tmp_path))
    assert (one.exit_code, one.stdout) == (1, "")
    assert "unexpected ZeroDivisionError" in one.stderr


def wrong_old(edits: list[Any]) -> list[Any]:
    """Edits that make the clean text, and do not give the source back."""
    return [replace(edit, old=edit.old.upper()) for edit in edits]


def wrong_place(edits: list[Any]) -> list[Any]:
    """Edits that cut a character more than they say."""
    return [replace(edits[0], end=edits[0].end - 1), *edits[1:]]


@pytest.mark.parametrize("breaking", [wrong_old, wrong_place])
def test_verify_catches_a_broken_edit(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaking: Any
) -> None:
    real = cleaning.compose
    monkeypatch.setattr(cleaning, "compose", lambda *values: breaking(real(*values)))
    words = [corpus / "a.txt", "-o", tmp_path / "out", *alone(tmp_path)]
    result = cleaner("clean", *words, "--verify")
    assert result.exit_code == 1
    assert tree(tmp_path / "out") == ["errors.jsonl", "summary.json"]
    assert errors_of(tmp_path / "out")[0]["error"] == "RestoreError"
    result = cleaner("clean", *words, "--overwrite")
    assert result.exit_code == 0, "without --verify nobody looks"


def test_verify_catches_a_text_that_the_edits_do_not_make(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = cleaning.apply
    monkeypatch.setattr(cleaning, "apply", lambda *values: real(*values) + "!")
    result = cleaner("clean", corpus / "a.txt", "--verify", *alone(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "verifying failed: the edits do not lead from the source to the clean text" in (
        result.stderr
    )


def test_both_directions_are_compared() -> None:
    """Edits that still restore the source, and no longer make the text: their `end` is wrong."""
    result = Cleaner().clean(TEXT + "Leave a Reply\n")
    assert result.edits and result.verified()
    edits = tuple(replace(edit, end=edit.end - 1) for edit in result.edits)
    assert not replace(result, edits=edits).verified()
    assert not replace(result, edits=tuple(wrong_old(list(result.edits)))).verified()


def test_verify_says_nothing_when_all_is_well(corpus: Path, tmp_path: Path) -> None:
    words = [corpus, "-o", tmp_path / "out", "--verify", "--quiet", *alone(tmp_path)]
    result = cleaner("clean", *words)
    assert (result.exit_code, result.output) == (0, "")


def test_bytes_of_a_lone_surrogate() -> None:
    assert text_bytes("a\udce9\r\n") == b"a\xed\xb3\xa9\r\n"
    assert json_bytes({"é": "\udce9"}) == b'{\n  "\\u00e9": "\\udce9"\n}\n'
    assert json_bytes({"é": 1}) == '{\n  "é": 1\n}\n'.encode()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"to": "csv"}, "to 'csv' is not known; one of: same, text"),
        ({"format": "csv"}, "format 'csv' is not known"),
        ({"language": "English"}, "language 'English' is not a code"),
        ({"jobs": 0}, "jobs must be 1 or more"),
        ({"timeout": 0}, "timeout must be more than 0 seconds"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_written(
    corpus: Path, tmp_path: Path, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(OptionError, match=message):
        run(corpus, tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()

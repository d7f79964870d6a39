"""How far a run has come: lines in a log, a bar on a terminal."""

from __future__ import annotations

import pytest

from cleaner.cli.progress import Told
from cleaner.corpus.run import Progress
from cleaner.report.summary import Summary


def progress(read: int, size: int = 4_000_000) -> Progress:
    """A run of which this much is read."""
    return Progress(summary=Summary(files=1200, chars_in=1000, chars_out=900), read=read, size=size)


def test_in_a_log_there_is_a_line_every_half_minute(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    told = Told(quiet=False)
    for second in range(0, 100, 10):
        now[0] = float(second)
        told.progress(progress(second * 10_000))
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "1,200 documents, 10.0% less, 0 MB read (0.0 MB/s) of 4 MB, 6 min left",
        "1,200 documents, 10.0% less, 1 MB read (0.0 MB/s) of 4 MB, 6 min left",
        "1,200 documents, 10.0% less, 1 MB read (0.0 MB/s) of 4 MB, 5 min left",
    ]


def test_quiet_leaves_progress_and_notes_out(capsys: pytest.CaptureFixture[str]) -> None:
    with Told(quiet=True) as told:
        told._last -= 1000
        told.note("something was guessed")
        told.progress(progress(10))
    assert capsys.readouterr().err == ""


def test_on_a_terminal_there_is_a_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with Told(quiet=False) as told:
        for read in (1_000_000, 2_000_000):
            told.progress(progress(read))
            told._bar.delay = 0
        told._bar.refresh()
    shown = capsys.readouterr().err
    assert "50%" in shown and "1,200 documents, 10.0% less" in shown

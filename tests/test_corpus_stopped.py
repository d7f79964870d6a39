"""A run with rows that was stopped: the same command goes on, another one is refused."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from helpers import CLEAN, PROSE, TEXT, alone, cleaner, tree
from rowfiles import jsonl, rows_of

from cleaner import OutputError, run
from cleaner.corpus.journal import Journal, State
from cleaner.corpus.work import Position
from cleaner.report.summary import Summary


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {name: (folder / name).read_bytes() for name in tree(folder)}


def stop_after(monkeypatch: pytest.MonkeyPatch, batches_done: int) -> None:
    """The disk is full once so many batches are done."""
    real = Journal.done
    calls = []

    def done(*words: Any, **named: Any) -> None:
        calls.append(words)
        if len(calls) > batches_done:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(*words, **named)

    monkeypatch.setattr(Journal, "done", done)


@pytest.fixture
def unfinished(tmp_path: Path, row_command: list[object], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a run that stopped after three batches."""
    with monkeypatch.context() as patched:
        stop_after(patched, 3)
        result = cleaner(*row_command, "-o", tmp_path / "out")
    assert result.exit_code == 1 and "the same command goes on" in result.stderr
    return tmp_path / "out"


def finished(tmp_path: Path, row_command: list[object]) -> dict[str, bytes]:
    """What an unbroken run writes."""
    assert cleaner(*row_command, "-o", tmp_path / "unbroken").exit_code == 0
    return contents(tmp_path / "unbroken")


def test_a_full_disk(tmp_path: Path, row_command: list[object], unfinished: Path) -> None:
    assert not (unfinished / "rows.jsonl").exists(), "nothing half written"
    assert cleaner(*row_command, "-o", unfinished).exit_code == 0
    assert contents(unfinished) == finished(tmp_path, row_command)


def test_what_is_done_is_not_done_again(
    row_command: list[object], unfinished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cleaner.cleaning import Cleaner

    real, cleaned = Cleaner.clean, []

    def clean(self: Cleaner, text: Any, **known: Any) -> Any:
        cleaned.append(text.source)
        return real(self, text, **known)

    monkeypatch.setattr(Cleaner, "clean", clean)
    assert cleaner(*row_command, "-o", unfinished).exit_code == 0
    assert cleaned == [f"rows.jsonl#{number}" for number in range(16, 41)]


@pytest.mark.parametrize(
    ("more", "difference"),
    [
        (["--policy", "careful"], "policy was 'balanced' and is 'careful'"),
        (["--ignore", "whitespace"], "ignore was [] and is ['whitespace']"),
        (["--no-report"], "report was True and is False"),
        (["--to", "text"], "to was 'same' and is 'text'"),
        (["--max-bytes", "1M"], "max bytes was 20000000 and is 1000000"),
        (["--id-column", "text"], "columns was "),
    ],
)
def test_a_changed_option_is_noticed(
    row_command: list[object], unfinished: Path, more: list[str], difference: str
) -> None:
    before = contents(unfinished)
    result = cleaner(*row_command, *more, "-o", unfinished)
    assert result.exit_code == 2
    assert f"an unfinished run stands in {unfinished}" in result.stderr
    assert difference in result.stderr and "--overwrite" in result.stderr
    assert contents(unfinished) == before
    assert cleaner(*row_command, "-o", unfinished).exit_code == 0


def test_a_changed_rule_and_a_changed_input_are_noticed(
    tmp_path: Path, row_command: list[object], unfinished: Path
) -> None:
    pack = tmp_path / "zonk/pack.toml"
    rules = pack.read_text()
    pack.write_text(rules.replace("Zonk the widget now", "Zonk the widget soon"))
    assert "rules was" in cleaner(*row_command, "-o", unfinished).stderr
    pack.write_text(rules)
    os.utime(tmp_path / "rows.jsonl", (1, 1))
    result = cleaner(*row_command, "-o", unfinished)
    assert result.exit_code == 2
    assert "the inputs are not the same (names, sizes or times of change)" in result.stderr


def test_overwrite_starts_anew(tmp_path: Path, row_command: list[object], unfinished: Path) -> None:
    more = ["--ignore", "whitespace"]
    assert cleaner(*row_command, *more, "-o", unfinished, "--overwrite").exit_code == 0
    assert contents(unfinished) == finished(tmp_path, [*row_command, *more])


def test_an_output_that_appeared_meanwhile_is_not_written_over(
    tmp_path: Path, row_command: list[object], unfinished: Path
) -> None:
    (unfinished / "rows.jsonl").write_text("mine")
    result = cleaner(*row_command, "-o", unfinished)
    assert result.exit_code == 1 and "appeared during the run; move it" in result.stderr
    assert (unfinished / "rows.jsonl").read_text() == "mine"
    (unfinished / "rows.jsonl").unlink()
    assert cleaner(*row_command, "-o", unfinished).exit_code == 0
    assert contents(unfinished) == finished(tmp_path, row_command)


def test_two_runs_do_not_write_at_once(row_command: list[object], unfinished: Path) -> None:
    pytest.importorskip("fcntl")
    from cleaner.corpus.disk import Lock

    lock = Lock(unfinished / ".cleaner-run/lock")
    lock.take()
    before = contents(unfinished)
    result = cleaner(*row_command, "-o", unfinished)
    assert result.exit_code == 1 and "another run is writing there now" in result.stderr
    assert contents(unfinished) == before
    lock.release()
    assert cleaner(*row_command, "-o", unfinished).exit_code == 0


def test_a_part_that_was_cut_is_noticed(row_command: list[object], unfinished: Path) -> None:
    part = unfinished / ".cleaner-run/out"
    part.write_bytes(part.read_bytes()[:100])
    result = cleaner(*row_command, "-o", unfinished)
    assert result.exit_code == 1 and "is shorter than it was" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_a_limit_on_the_size_of_files(tmp_path: Path, row_command: list[object]) -> None:
    import resource

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    command = [sys.executable, "-m", "cleaner", *map(str, row_command), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, preexec_fn=limited, capture_output=True, text=True)
    assert done.returncode == 1
    assert "cannot be written: file too large; what is done is kept" in done.stderr
    assert tree(tmp_path / "out") != []
    assert subprocess.run(command, check=False).returncode == 0
    assert rows_of(tmp_path / "out/rows.jsonl")[39]["text"] == CLEAN


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT of this kind")
@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted(tmp_path: Path, jobs: int) -> None:
    rows = jsonl(tmp_path / "rows.jsonl", 12_000)
    words = ["clean", rows, "-o", tmp_path / "out", "--language", "en", "--jobs", jobs]
    command = [sys.executable, "-m", "cleaner", *map(str, [*words, *alone(tmp_path)])]
    journal = tmp_path / "out/.cleaner-run/journal.jsonl"
    # tests that run in the background may have been told to ignore it, and so would their processes
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        running = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
    finally:
        signal.signal(signal.SIGINT, before)
    with running:
        while not journal.exists() or journal.read_bytes().count(b"\n") < 5:
            assert running.poll() is None
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)  # a terminal tells the workers, too
        out, told = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, b"")
    assert told.endswith(b"Stopped; what is done is kept, and the same command goes on.\n")
    assert b"Traceback" not in told
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert [row["id"] for row in rows_of(tmp_path / "out/rows.jsonl")] == list(range(12_000))


def test_what_the_time_limit_stopped_is_tried_again(tmp_path: Path) -> None:
    """As far as it can be: the file of a container that is finished is not opened again."""

    def state_after(*steps: tuple[int, int, int], **last: bool) -> State:
        path = tmp_path / "journal.jsonl"
        path.unlink(missing_ok=True)
        journal = Journal(path)
        journal.begin({}, State())
        for number, (inputs, records, timeouts) in enumerate(steps, 1):
            journal.done(
                Position(inputs, records),
                {"out": records},
                Summary(files=1),
                finished=records == 0,
                timeouts=timeouts,
                ended=last.get("ended", False) and number == len(steps),
            )
        if last.get("closing"):
            journal.closing(stale=False)
        journal.close()
        state = Journal(path).read({})
        assert state is not None
        return state

    assert state_after((0, 5, 0), (0, 9, 0)).position == (0, 9)
    state = state_after((0, 5, 0), (0, 9, 1), (0, 12, 0))
    assert (state.position, state.lengths, state.summary.files) == ((0, 5), {"out": 5}, 1)
    assert state_after((0, 5, 1), (0, 9, 0)).position == (0, 0)
    assert state_after((0, 5, 1), (1, 0, 0), (1, 7, 0)).position == (1, 7)
    assert state_after((0, 5, 1), (1, 0, 0), (1, 7, 0), (1, 9, 2)).position == (1, 7)
    state = state_after((0, 5, 1), (0, 9, 0), ended=True)
    assert (state.position, state.ended) == ((0, 9), True), "its file may be in its place"
    assert state_after((0, 5, 1), (0, 9, 0), closing=True).position == (0, 9)


def test_a_text_that_took_too_long_is_tried_again(tmp_path: Path) -> None:
    """When the run goes on; the texts after it are written again, as this run's own."""
    from cleaners import Misbehaving

    (tmp_path / "1.txt").write_text("HANG\n")
    (tmp_path / "2.txt").write_text(f"{PROSE}\n")
    paths = [tmp_path / "1.txt", tmp_path / "2.txt"]
    options: dict[str, Any] = {"jobs": 1, "timeout": 2, "language": "en"}

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Journal, "closing", full)
        with pytest.raises(OutputError):
            run(paths, tmp_path / "out", cleaner=Misbehaving(tmp_path / "m"), **options)
    assert (tmp_path / "out/2.txt").exists()
    rules = Misbehaving(tmp_path / "m")
    rules.patient = True
    outcome = run(paths, tmp_path / "out", cleaner=rules, **options)
    assert (outcome.summary.files, outcome.summary.failed) == (2, 0)
    assert "1.txt" in tree(tmp_path / "out") and "errors.jsonl" not in tree(tmp_path / "out")


def test_errors_of_somebody_else_are_not_written_over(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "rows.jsonl", 1)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/errors.jsonl").write_text("mine")
    result = cleaner("clean", source, "-o", tmp_path / "out")
    assert result.exit_code == 2 and "errors.jsonl exists and was not written by" in result.stderr
    assert contents(tmp_path / "out") == {"errors.jsonl": b"mine"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
@pytest.mark.parametrize("name", ["rows.jsonl", "a.txt"])
@pytest.mark.parametrize("output", ["out", "all.jsonl", "all.parquet"])
def test_a_pipe_is_read_once(tmp_path: Path, name: str, output: str) -> None:
    import threading

    os.mkfifo(tmp_path / name)
    data = TEXT if name == "a.txt" else json.dumps({"text": TEXT}) + "\n"
    writer = threading.Thread(target=(tmp_path / name).write_text, args=(data,))
    writer.start()
    words = ["--jobs", "2", "--quiet", "--language", "en", *alone(tmp_path)]
    result = cleaner("clean", tmp_path / name, "-o", tmp_path / output, *words)
    writer.join(10)
    assert (result.exit_code, result.output) == (0, "")
    summary = tmp_path / ("out/summary.json" if output == "out" else f"{output}.summary.json")
    assert json.loads(summary.read_bytes())["chars_in"] == len(TEXT)

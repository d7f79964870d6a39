"""Several processes: the same bytes as one, whatever becomes of a process."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from cleaners import Deadly, Misbehaving
from helpers import MORE, PROSE, TEXT, alone, cleaner, errors_of, tree

import cleaner.corpus.batches as batches
from cleaner import Cleaner, CleanerError, run
from cleaner.corpus.record import Record
from cleaner.corpus.work import Batch, Job, Position
from cleaner.corpus.workers import in_order


def jsonl(path: Path, texts: list[str]) -> Path:
    """A file with these texts."""
    rows = (json.dumps({"id": number, "text": text}) for number, text in enumerate(texts))
    path.write_text("".join(f"{row}\n" for row in rows))
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {name: (folder / name).read_bytes() for name in tree(folder)}


@pytest.mark.parametrize("to", ["same", "text", "all.jsonl.gz"])
def test_any_number_of_processes_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    monkeypatch.setattr(batches, "MOST", 5)
    (tmp_path / "in").mkdir()
    for number in range(12):
        (tmp_path / f"in/{number}.txt").write_text(TEXT)
    rows = jsonl(tmp_path / "in/rows.jsonl", [TEXT * (number % 9) for number in range(60)])
    rows.write_bytes(rows.read_bytes() + b"{\n")
    found = []
    for jobs in (1, 2, 3):
        out = tmp_path / str(jobs)
        words = ["-o", out / to] if to.startswith("all") else ["-o", out, "--to", to]
        result = cleaner("clean", tmp_path / "in", *words, "--jobs", jobs, *alone(tmp_path))
        assert result.exit_code == 1 and result.stdout.startswith("72 documents cleaned, 1 failed")
        found.append(contents(out))
    assert found[0] == found[1] == found[2]
    assert len(found[0]) > 2


def test_rows_stay_in_order(tmp_path: Path) -> None:
    """The first batch takes longest."""
    texts = [TEXT * (200 if number < 5 else 1) for number in range(900)]
    jsonl(tmp_path / "rows.jsonl", texts)
    run(tmp_path / "rows.jsonl", tmp_path / "out", jobs=3, language="en")
    lines = (tmp_path / "out/rows.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == list(range(900))


@pytest.fixture
def misbehaving(tmp_path: Path) -> Misbehaving:
    """A cleaner that does what the texts say."""
    return Misbehaving(tmp_path / "marker")


def test_a_document_that_ends_its_process_is_an_error(
    tmp_path: Path, misbehaving: Misbehaving
) -> None:
    texts = [PROSE, "DIE\n", MORE, "RAISE\n", "DIE\n" + MORE, PROSE]
    source = jsonl(tmp_path / "rows.jsonl", texts)
    told: list[Any] = []
    outcome = run(
        source, tmp_path / "out", cleaner=misbehaving, jobs=2, language="en", on_failure=told.append
    )
    assert (outcome.summary.files, outcome.summary.failed) == (3, 3)
    assert [failure.name for failure in told] == ["rows.jsonl#2", "rows.jsonl#4", "rows.jsonl#5"]
    died = "cleaning it ended the process twice (signal SIGKILL)"
    assert errors_of(tmp_path / "out") == [
        {
            "error": "WorkerError",
            "message": died,
            "source": "rows.jsonl#2",
            "row": {"id": 1, "text": "DIE\n"},
        },
        {
            "error": "Unpicklable",
            "message": "3 and 4",
            "source": "rows.jsonl#4",
            "row": {"id": 3, "text": "RAISE\n"},
        },
        {
            "error": "WorkerError",
            "message": died,
            "source": "rows.jsonl#5",
            "row": {"id": 4, "text": "DIE\n" + MORE},
        },
    ]
    rows = map(json.loads, (tmp_path / "out/rows.jsonl").read_text().splitlines())
    assert [row["id"] for row in rows] == [0, 2, 5]


def test_a_process_that_is_ended_from_outside_costs_nothing(
    tmp_path: Path, misbehaving: Misbehaving
) -> None:
    source = jsonl(tmp_path / "rows.jsonl", [PROSE, "DIE ONCE\n" + MORE, PROSE])
    outcome = run(source, tmp_path / "out", cleaner=misbehaving, jobs=2, language="en")
    assert misbehaving.marker.exists()
    assert (outcome.summary.files, outcome.summary.failed) == (3, 0)
    assert tree(tmp_path / "out") == ["rows.jsonl", "summary.json"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_takes_too_long_is_an_error(
    tmp_path: Path, misbehaving: Misbehaving, jobs: int
) -> None:
    source = jsonl(tmp_path / "rows.jsonl", [PROSE, "HANG\n", PROSE])
    (tmp_path / "hang.txt").write_text("HANG\n")
    began = time.monotonic()
    outcome = run(
        [source, tmp_path / "hang.txt"],
        tmp_path / "out",
        cleaner=misbehaving,
        jobs=jobs,
        timeout=2,
        language="en",
    )
    assert time.monotonic() - began < 40
    assert (outcome.summary.files, outcome.summary.failed) == (2, 2)
    assert [(line["source"], line["message"]) for line in errors_of(tmp_path / "out")] == [
        ("rows.jsonl#2", "took longer than 2 s"),
        ("hang.txt", "took longer than 2 s"),
    ]


SCRIPT = "import cleaner; cleaner.run('rows.jsonl', 'out', jobs=2)"


def test_a_program_without_a_guard_is_told_so(tmp_path: Path) -> None:
    jsonl(tmp_path / "rows.jsonl", [PROSE])
    (tmp_path / "script.py").write_text(SCRIPT)
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert 'call cleaner.run under `if __name__ == "__main__":`' in done.stderr


def test_processes_that_die_while_they_write_stop_the_run() -> None:
    """No document is at fault then, so none is given up."""
    batch = Batch(
        items=(Record(source="rows.jsonl#1", content=PROSE),),
        inputs=range(1),
        until=Position(0, 1),
        form="rows",
        name="rows.jsonl",
        sink=Deadly(),
    )
    with pytest.raises(CleanerError, match=r"end \(signal SIGKILL\) while results"):
        list(in_order(Job(cleaner=Cleaner()), [batch], jobs=2))


def test_a_process_that_dies_between_two_batches_is_replaced() -> None:
    def batch(number: int) -> Batch:
        record = Record(source=f"rows.jsonl#{number}", content=PROSE)
        until = Position(0, number)
        return Batch(items=(record,), inputs=range(1), until=until, form="rows", name="rows.jsonl")

    batches_ = map(batch, range(1, 12))
    results = in_order(Job(cleaner=Cleaner(select=["share"])), batches_, jobs=1, timeout=60)
    done = [next(results)]
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    done += list(results)
    assert [batch.until.records for batch, _ in done] == list(range(1, 12))
    assert all(came.summary.files == 1 for _, came in done)

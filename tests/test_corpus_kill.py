"""Killed at any moment, the same command ends in the bytes of an unbroken run."""

from __future__ import annotations

import builtins
import gzip
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers import BANNER, MORE, PROSE, alone, cleaner, tree

import cleaner.corpus.batches as batches
import cleaner.corpus.disk as disk
import cleaner.corpus.journal as journal
import cleaner.corpus.output as output

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")

BY_BYTES, BY_RENAMES = 20, 10


class Counted:
    """A file that counts what is written, and tells before it writes more than `left` bytes."""

    def __init__(self, file: Any, moments: Moments) -> None:
        self.file, self.moments = file, moments

    def __enter__(self) -> Counted:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, data: bytes) -> int:
        """Write, or write as much as still may be, and die."""
        moments = self.moments
        if moments.last_byte is not None and moments.written + len(data) > moments.last_byte:
            self.file.write(data[: moments.last_byte - moments.written])
            self.file.flush()
            die()
        moments.written += len(data)
        return int(self.file.write(data))


class Moments:
    """Counts the bytes written and the files renamed, and dies at one of these.

    It dies before the rename of the number `last_rename`, or right after it.
    """

    def __init__(
        self,
        last_byte: int | None = None,
        last_rename: int | None = None,
        *,
        after: bool = False,
    ) -> None:
        self.last_byte, self.last_rename, self.after = last_byte, last_rename, after
        self.written = self.renamed = 0
        self._replace = os.replace

    def watch(self, monkeypatch: pytest.MonkeyPatch) -> Moments:
        """Stand in for what writes and renames."""

        def counted(*words: Any) -> Any:
            file = builtins.open(*words)  # noqa: SIM115
            return Counted(file, self) if words[1][0] in "wa" else file

        def replace(source: Path, target: Path) -> None:
            self.renamed += 1
            if self.renamed == self.last_rename and not self.after:
                die()
            self._replace(source, target)
            if self.renamed == self.last_rename:
                die()

        for module in (disk, journal, output):
            monkeypatch.setattr(module, "open", counted, raising=False)
        monkeypatch.setattr(os, "replace", replace)
        return self


def die() -> None:
    """As if somebody pulled the plug of this process."""
    os.kill(os.getpid(), signal.SIGKILL)


def in_child(work: Callable[[], object]) -> int:
    """Do it in a process of its own; the signal that ended it, or 0."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A command for a corpus of texts, and of JSON Lines with faults in them, in many batches."""
    monkeypatch.setattr(batches, "MOST", 7)
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    text = f"{PROSE}\n\n{BANNER}\n\n{MORE}\n"
    for number in range(17):
        place = folder / "deep" if number % 3 else folder
        data = b"\0" if number == 5 else text.encode()
        (place / f"{number}.txt").write_bytes(data)
    rows = [json.dumps({"id": number, "text": text * (number % 4)}) for number in range(40)]
    rows[20] = "{"
    rows[33] = json.dumps({"id": 33, "text": None})
    lines = "".join(f"{row}\n" for row in rows).encode()
    (folder / "m.jsonl").write_bytes(lines)
    (folder / "n.jsonl.gz").write_bytes(gzip.compress(lines, mtime=0))
    return ["clean", folder, tmp_path / "gone.txt", "--quiet", "--language", "en", *alone(tmp_path)]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {name: (folder / name).read_bytes() for name in tree(folder)}


def outputs(tmp_path: Path, to: str, name: str) -> list[object]:
    """The options that write to an output of this name."""
    if to == "one file":
        return ["-o", tmp_path / name / "all.jsonl.gz"]
    return ["-o", tmp_path / name, "--to", to]


@pytest.mark.parametrize("to", ["same", "text", "one file"])
def test_killed_at_thirty_moments(
    tmp_path: Path, words: list[object], monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    with monkeypatch.context() as patched:
        counts = Moments().watch(patched)
        result = cleaner(*words, *outputs(tmp_path, to, "unbroken"))
        assert result.exit_code == 1, result.output
    unbroken = contents(tmp_path / "unbroken")
    moments = [
        Moments(last_byte=counts.written * number // (BY_BYTES + 1))
        for number in range(1, BY_BYTES + 1)
    ] + [
        Moments(last_rename=1 + counts.renamed * number // BY_RENAMES)
        for number in range(BY_RENAMES)
    ]
    for number, moment in enumerate(moments):
        command = [*words, *outputs(tmp_path, to, str(number))]

        def broken(moment: Moments = moment, command: list[object] = command) -> None:
            with monkeypatch.context() as patched:
                moment.watch(patched)
                cleaner(*command)

        assert in_child(broken) == signal.SIGKILL
        assert contents(tmp_path / str(number)) != unbroken
        result = cleaner(*command)
        assert result.exit_code == 1, result.output
        assert contents(tmp_path / str(number)) == unbroken, vars(moment)


@pytest.mark.parametrize(
    ("to", "earlier"), [("same", False), ("same", True), ("text", False), ("one file", False)]
)
def test_killed_after_a_rename_and_again_after_the_next(
    tmp_path: Path, words: list[object], monkeypatch: pytest.MonkeyPatch, to: str, earlier: bool
) -> None:
    """At the last ones of a run, which finish corpus files and write the record of the run."""
    if earlier:
        words = [*words, "--overwrite"]

    def command(name: str) -> list[object]:
        output = outputs(tmp_path, to, name)
        if earlier and not (tmp_path / name).exists():
            assert cleaner(*words, *output, "--policy", "careful").exit_code == 1
        return [*words, *output]

    unbroken = command("unbroken")
    with monkeypatch.context() as patched:
        counts = Moments().watch(patched)
        assert cleaner(*unbroken).exit_code == 1
    for last in range(max(1, counts.renamed - 6), counts.renamed + 1):
        broken = command(str(last))
        for moment in (Moments(last_rename=last, after=True), Moments(last_rename=2, after=True)):

            def one_try(moment: Moments = moment, broken: list[object] = broken) -> None:
                with monkeypatch.context() as patched:
                    moment.watch(patched)
                    cleaner(*broken)

            assert in_child(one_try) == signal.SIGKILL
        assert cleaner(*broken).exit_code == 1
        assert contents(tmp_path / str(last)) == contents(tmp_path / "unbroken"), last


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_the_processes_of_a_killed_run_end_with_it(
    tmp_path: Path, words: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cleaner(*words, "-o", tmp_path / "unbroken").exit_code == 1
    command = [*words, "-o", tmp_path / "out", "--jobs", "2"]
    listening, told = os.pipe()

    def broken() -> None:
        from cleaner.corpus.workers import _Worker

        begin = _Worker.begin

        def noted(worker: Any) -> None:
            os.write(told, f"{worker.process.pid}\n".encode())
            begin(worker)

        with monkeypatch.context() as patched:
            patched.setattr(_Worker, "begin", noted)
            Moments(last_byte=30_000).watch(patched)
            cleaner(*command)

    assert in_child(broken) == signal.SIGKILL
    os.close(told)
    workers = [int(line) for line in os.read(listening, 1000).split()]
    os.close(listening)
    assert len(workers) == 2
    assert cleaner(*command).exit_code == 1
    assert contents(tmp_path / "out") == contents(tmp_path / "unbroken")
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            wait_for_end(worker)


def wait_for_end(process: int) -> None:
    """Raises ProcessLookupError when the process has ended, TimeoutError if it does not."""
    import time

    for _ in range(100):
        os.kill(process, 0)
        if Path(f"/proc/{process}/stat").exists():
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
            if state == "Z":  # ended, and nobody has asked how
                raise ProcessLookupError
        time.sleep(0.1)
    raise TimeoutError

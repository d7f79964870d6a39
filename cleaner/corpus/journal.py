"""The journal of a run: what is done, so that the same command goes on after any end.

A line is written, and on the disk, after what it tells of. A run that is killed between the two
does that bit again, and the bytes are the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from cleaner.corpus.work import Position
from cleaner.errors import OptionError
from cleaner.report.summary import Summary

SCHEMA = "cleaner-journal/1"
START = Position(0, 0)


@dataclass(slots=True)
class State:
    """How far a run is.

    `lengths`: the bytes of each part that count; `claimed`: inputs whose outputs are this run's,
    though they may not be written yet, each with the reason why its output was refused, if it was;
    `ended`: all rows of the container are in the parts, and only its file is to be made;
    `made`: the file of some container is in its place; `closing`: only the record of the run is to
    be written; `stale`: the errors.jsonl that stands there is that of an earlier run.
    """

    position: Position = START
    lengths: dict[str, int] = field(default_factory=dict)
    summary: Summary = field(default_factory=Summary)
    claimed: dict[int, str | None] = field(default_factory=dict)
    ended: bool = False
    made: bool = False
    closing: bool = False
    stale: bool = False


class Journal:
    """The journal in the file `path`, which is this process's alone while it is open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None

    def read(self, run: Mapping[str, Any]) -> State | None:
        """How far the run got that the file tells of; None if it had not begun.

        Raises OptionError if that was another run than `run`, and says what differs.
        """
        try:
            file = open(self.path, "rb")  # noqa: SIM115
        except FileNotFoundError:
            return None
        with file:
            lines = _whole_lines(file)
            head = next(lines, None)
            if head is None:
                return None
            self._check(head, run)
            return _state(lines)

    def _check(self, head: Mapping[str, Any], run: Mapping[str, Any]) -> None:
        if head.get("schema") != SCHEMA:
            raise OptionError(
                f"{self.path} is of another version of this tool: finish it with that, {_NEXT}"
            )
        differences = list(_differences(head["run"], run))
        if differences:
            raise OptionError(
                f"an unfinished run stands in {self.path.parent.parent}, and it is another one: "
                f"{'; '.join(differences)}. Give its command again to finish it, {_NEXT}"
            )

    def begin(self, run: Mapping[str, Any], state: State) -> None:
        """Start the file anew, at `state`, and keep it open."""
        beside = self.path.with_suffix(".new")
        with open(beside, "wb") as file:
            file.write(_line({"schema": SCHEMA, "run": run}))
            file.write(_line(_claim(state.claimed)))
            told = _told(state.position, state.lengths, state.summary, ended=state.ended)
            file.write(_line({**told, "finished": state.made}))
            if state.closing:
                file.write(_line(_closing(state.stale)))
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self.path)
        self._file = open(self.path, "ab")  # noqa: SIM115

    def claim(self, inputs: Mapping[int, str | None]) -> None:
        """Note that the outputs of these inputs are about to be written, refused ones aside."""
        self._write(_claim(inputs))

    def done(
        self,
        position: Position,
        lengths: Mapping[str, int],
        summary: Summary,
        *,
        ended: bool = False,
        finished: bool = False,
        timeouts: int = 0,
    ) -> None:
        """Note how far the run is, and what was added to its totals since the last note.

        `finished`: the file of a container is in its place.
        """
        told = _told(position, lengths, summary, ended=ended)
        self._write({**told, "finished": finished, "timeouts": timeouts})

    def closing(self, *, stale: bool) -> None:
        """Note that only the record of the run is to be written."""
        self._write(_closing(stale))

    def close(self) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()
            self._file = None

    def remove(self) -> None:
        """The run is finished."""
        self.close()
        self.path.unlink()

    def _write(self, line: Mapping[str, Any]) -> None:
        assert self._file is not None, "begun"
        self._file.write(_line(line))
        self._file.flush()
        os.fsync(self._file.fileno())


_NEXT = "or give --overwrite to start anew, or another output"


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"


def _closing(stale: bool) -> dict[str, Any]:
    return {"closing": True, "stale": stale}


def _claim(inputs: Mapping[int, str | None]) -> dict[str, Any]:
    return {"claimed": list(inputs.items())}


def _told(
    position: Position,
    lengths: Mapping[str, int],
    summary: Summary,
    *,
    ended: bool,
) -> dict[str, Any]:
    told = {"position": position, "lengths": lengths, "summary": summary.to_dict()}
    return {**told, "ended": ended}


def _whole_lines(file: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The lines up to the first that was not written whole."""
    for line in file:
        try:
            value = json.loads(line) if line.endswith(b"\n") else None
        except ValueError:
            return
        if not isinstance(value, dict):
            return
        yield value


def _state(lines: Iterable[dict[str, Any]]) -> State:
    """The last state, or that before the first time-out, which is then tried again.

    It no longer can be when a file was finished since, or is being finished.
    """
    state, before = State(), None
    for line in lines:
        if "claimed" in line:
            state.claimed |= dict(map(tuple, line["claimed"]))
        elif "closing" in line:
            state.closing, state.stale = True, line["stale"]
        else:
            if line.get("finished"):
                state.made, before = True, None
            elif line.get("timeouts") and before is None:
                before = replace(state, summary=Summary.from_dict(state.summary.to_dict()))
            state.summary.merge(Summary.from_dict(line["summary"]))
            state.position, state.lengths = Position(*line["position"]), line["lengths"]
            state.ended = line["ended"]
    return state if before is None or state.ended or state.closing else before


def _differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted({*then, *now}):
        if then.get(key) != now.get(key):
            if key == "inputs":
                yield "the inputs are not the same (names, sizes or times of change)"
            else:
                yield f"{key} was {then.get(key)!r} and is {now.get(key)!r}"

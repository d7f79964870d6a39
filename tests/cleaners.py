"""Cleaners that misbehave, for worker processes, which have to import them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cleaner.cleaned import Cleaned
from cleaner.cleaning import Cleaner
from cleaner.corpus.formats.sinks import JsonlSink, Result


class Misbehaving(Cleaner):
    """Does what a text says, if it says it: DIE, DIE ONCE, HANG, RAISE."""

    def __init__(self, marker: Path) -> None:
        super().__init__(select=["comment_form"])
        self.marker = marker
        self.patient = False  # then nothing takes long

    def clean(self, text: Any, **known: Any) -> Cleaned:
        """Clean, or misbehave."""
        words = text.text.split("\n")[0]
        if words == "DIE" or (words == "DIE ONCE" and not self.marker.exists()):
            self.marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if words == "HANG" and not self.patient:
            time.sleep(60)
        if words == "RAISE":
            raise Unpicklable(3, 4)
        return super().clean(text, **known)


class Unpicklable(Exception):
    """An exception that cannot go from one process to another."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


class Deadly(JsonlSink):
    """A sink that no process survives."""

    def encode(self, batch: Sequence[Result]) -> bytes:
        """As if the memory were full."""
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

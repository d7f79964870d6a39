"""How the time of a clean is shared out among its stages, without a change to the package."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

STAGES: dict[str, tuple[str, ...]] = {
    "repair": ("cleaner.text.repair:repair",),
    "segment": ("cleaner.text.segment:segment",),
    "find": ("cleaner.rulebook.find:Finder.find",),
    "shapes": ("cleaner.evidence.shape:shapes_of",),
    "structure": ("cleaner.evidence.structure:structure_matches",),
    "evidence": ("cleaner.evidence.gather:gather",),
    "measures": (
        "cleaner.evidence.measures:Measured.__init__",
        "cleaner.evidence.measures:Measured.rows",
        "cleaner.evidence.measures:Measured.topic",
    ),
    "model": (
        "cleaner.evidence.model:Model.answers",
        "cleaner.evidence.model:Answer.terms",
    ),
    "decide": ("cleaner.decide:decide",),
    "edits": (
        "cleaner.cleaning:cut_list",
        "cleaner.cleaning:doubts_in_source",
        "cleaner.text.edits:compose",
        "cleaner.text.edits:apply",
    ),
    "language": ("cleaner.text.language:detect_language",),
    "report": ("cleaner.cleaned:Cleaned.report",),
    "serialise": ("systems:serialised",),
}
"""The stages, and the functions whose time is theirs. A stage inside another has its own time only
("evidence" is what gather does beside finding, shapes and structure)."""

OTHER = "other"


class Clock:
    """CPU seconds by stage. `missing`: the functions of STAGES that the package does not have."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys((*STAGES, OTHER), 0.0)
        self.missing: list[str] = []
        self._stack = [OTHER]
        self._since = time.process_time()

    def shares(self) -> dict[str, float]:
        """The part of each stage in the whole, from 0 to 1."""
        total = sum(self.seconds.values())
        return {name: spent / total if total else 0.0 for name, spent in self.seconds.items()}

    @contextmanager
    def running(self) -> Iterator[None]:
        """Within this the functions of all stages are clocked, and what is left counts as other."""
        changed: list[tuple[Any, str, Any]] = []
        try:
            self.missing.clear()
            for stage, names in STAGES.items():
                for name in names:
                    self._replace(stage, name, changed)
            self._since = time.process_time()
            yield
            self._switch()
        finally:
            for owner, name, old in reversed(changed):
                setattr(owner, name, old)

    def _replace(self, stage: str, place: str, changed: list[tuple[Any, str, Any]]) -> None:
        """Put a clocked function wherever the package holds the one that is named."""
        module, _, path = place.partition(":")
        *outer, name = path.split(".")
        try:
            owner: Any = import_module(module)
            for part in outer:
                owner = getattr(owner, part)
            old = getattr(owner, name)
        except (ImportError, AttributeError):
            self.missing.append(place)
            return
        owners = [owner]
        if not outer:  # a function is also a global of the modules that import it
            known = [m for key, m in sys.modules.items() if key.partition(".")[0] == "cleaner"]
            owners += [m for m in known if m is not owner and vars(m).get(name) is old]
        for holder in owners:
            changed.append((holder, name, old))
            setattr(holder, name, self._clocked(stage, old))

    def _clocked(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def clocked(*values: Any, **named: Any) -> Any:
            self._switch()
            self._stack.append(stage)
            try:
                return function(*values, **named)
            finally:
                self._switch()
                self._stack.pop()

        return clocked

    def _switch(self) -> None:
        """The time since the last switch belongs to the stage that is running."""
        now = time.process_time()
        self.seconds[self._stack[-1]] += now - self._since
        self._since = now

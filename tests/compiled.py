"""The same work without the compiled pass, in the same process."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cleaner.native import native

compiled_only = pytest.mark.skipif(native is None, reason="there is no compiled pass")


@contextmanager
def in_python() -> Iterator[None]:
    """Within this all modules do their work in Python. What was made before (a finder's index, a
    model's scorer) stays as it is."""
    changed = [
        (module, name)
        for key, module in sys.modules.items()
        if key.partition(".")[0] == "cleaner"
        for name in ("native", "_sight")
        if name in vars(module) and key != "cleaner"
    ]
    before = [getattr(module, name) for module, name in changed]
    try:
        for module, name in changed:
            setattr(module, name, None)
        yield
    finally:
        for (module, name), value in zip(changed, before, strict=True):
            setattr(module, name, value)

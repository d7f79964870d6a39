"""The function words of a language: the stop lists that come with jusText."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def stop_list(language: str) -> list[str]:
    """The words of jusText's list of that name ("Norwegian_Bokmal"), the commonest first.

    Empty where jusText is not installed; its package is not imported.
    """
    spec = find_spec("justext")
    if spec is None or spec.origin is None:
        return []
    path = Path(spec.origin).parent / "stoplists" / f"{language}.txt"
    return path.read_text(encoding="utf-8").split()

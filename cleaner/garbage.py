"""How often Python looks for garbage."""

import gc

NEW_OBJECTS = 200_000
"""After so many it looks. What a start or a run makes is next to none that the counts of references
do not find; with Python's own 700 a start spends a tenth of its time on looking, and a run a
fifteenth."""


def seldom() -> None:
    """Let Python look for garbage seldom, in a process that is ours."""
    gc.set_threshold(NEW_OBJECTS)

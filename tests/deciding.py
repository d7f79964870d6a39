"""What tests of verdicts share: two paragraphs, rules of one phrase, and cleaners of few rules."""

from __future__ import annotations

from typing import Any

from cleaner import Cleaner
from cleaner.cleaned import Cleaned
from cleaner.rulebook.rule import Rule, Rulebook

ONE = "The river rose by two metres in the night, and the lower road was closed until Friday."
TWO = "Nobody was hurt, but eleven families spent the night in the school hall with their dogs."


def named(name: str, **values: Any) -> Rule:
    """A rule that drops the line with its name."""
    known = {"category": "share", "about": "Made for a test.", "phrases": (name,)}
    values = {**known, **values}
    values.setdefault("keywords", values["phrases"])
    return Rule(id=f"en.t.{name}", **values)


def using(*rules: Rule, **options: str) -> Cleaner:
    """A cleaner with these rules alone."""
    return Cleaner.of(Rulebook(rules)).with_options(**options)


def doc(*lines: str) -> str:
    """A text of these lines."""
    return "\n".join(lines)


def kept(result: Cleaned) -> list[str]:
    """The filled lines that are left."""
    return [line for line in result.text.split("\n") if line]

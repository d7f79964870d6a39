"""A story, a biography at its end, and rules made for it."""

from __future__ import annotations

from typing import Any

from cleaner import Cleaner
from cleaner.rulebook.rule import Rule, Rulebook

STORY = (
    "The river rose by two metres in the night, and the lower road was closed until Friday.",
    "Nobody was hurt, but eleven families spent the night in the school hall with their dogs.",
    "By morning the water had left the mill, and most of the lower gardens with it as well.",
    "Two farmers counted their sheep on the hill and found that none of them had been drowned.",
)
BIO = "Ada Brandt is a writer who lives in a lighthouse with two cats and no clock at all."
NAMED = r"(?P<name>[A-Z]\w+ [A-Z]\w+) is a .{3,80}"


def rule(name: str, **values: Any) -> Rule:
    known: dict[str, Any] = {"category": "author_bio", "about": "Made for a test."}
    if "patterns" not in values:
        known["phrases"] = known["keywords"] = (name,)
    return Rule(id=f"en.t.{name}", **{**known, **values})


def life(name: str = "life", **values: Any) -> Rule:
    known: dict[str, Any] = {"zone": "tail", "keywords": (" is ",), "patterns": (NAMED,)}
    return rule(name, **{**known, **values})


def left(lines: list[str], *rules: Rule) -> list[str]:
    text = Cleaner.of(Rulebook(rules or (life(),))).clean("\n".join(lines)).text
    return [line for line in text.split("\n") if line]

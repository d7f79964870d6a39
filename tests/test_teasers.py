"""Excerpts after the article, cut off at one length: what an author writes so stays."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.rulebook.rule import Rulebook

ARTICLE = [
    "The river rose by two metres in the night, and the lower road was closed until Friday noon.",
    "It floods more often than it did, and the third time in a year is what nobody remembers now.",
    "The bakers carried the bread over the wall, and the school began an hour late.",
    "When the water had gone the road was white with sand, and the children drew in it.",
]
EXCERPTS = [
    "A miller from the upper valley has sold his wheel, and nobody yet knows to whom it went ...",
    "The council wants to paint the hall again, which it did in the spring of last year also ...",
    "Two brothers have walked round the lake in winter, and say that the ice was never safe ...",
]


def _dropped(*lines: str) -> int:
    result = Cleaner.of(Rulebook()).clean("\n\n".join((*ARTICLE, *lines)))
    return sum(edit.rule == "structure.teasers" for edit in result.edits)


def test_excerpts_go() -> None:
    assert _dropped(*EXCERPTS) == 3


@pytest.mark.parametrize("colon", [":", "\uff1a"])
def test_what_a_colon_leads_to_stays(colon: str) -> None:
    assert _dropped("What the papers wrote" + colon, *EXCERPTS) == 0


def test_a_litany_stays() -> None:
    same = [f"I remember {text[0].lower()}{text[1:]}" for text in EXCERPTS]
    assert _dropped(*same) == 0
    assert _dropped(*same[:2], "He forgot " + EXCERPTS[2].lower()) == 0
    assert _dropped(same[0], "He forgot " + EXCERPTS[1].lower(), "We " + EXCERPTS[2].lower()) == 3

"""The hunt for slow patterns: quick ones go free, slow ones are caught, and soon."""

from __future__ import annotations

import pytest

from cleaner.checks.speed import check_speed
from cleaner.rulebook.rule import Rule


def _rule(**values: object) -> Rule:
    known = {
        "id": "en.test.rule",
        "category": "share",
        "about": "A rule made for this test.",
        "keywords": ("share",),
        "drop": ("Share this story",),
        "keep": ("She asked him to share this story with nobody.",),
    }
    return Rule(**{**known, **values})  # type: ignore[arg-type]


def _problems(**values: object) -> list[str]:
    return [problem.message for problem in check_speed(_rule(**values))]


@pytest.mark.parametrize(
    "values",
    [
        {"patterns": ("share this (article|story)",)},
        {"patterns": (r"\W*(please )?share( \w+){0,6} (on|via) .{1,60}",)},
        {"patterns": ("share .*", r".* shares? [^.!?]{1,80}")},
        {"patterns": ("share",), "unless": (r"\b(and|or)\b.*[?!.]\W*$",)},
        {"patterns": ("share",), "max_words": 1000},
        {"patterns": (r"\(SHARE: [^()]{1,80}\)",), "scope": "span"},
        {"patterns": (r"(?:[A-Z]\w{2,20} ){1,4}/ ?share",), "scope": "span"},
        {"patterns": ("share",), "apart": (r"[A-Z]\w+ \w{1,30} said\b",)},
        {"phrases": ("Share this story",)},
    ],
)
def test_a_quick_rule_goes_free(values: dict[str, object]) -> None:
    assert _problems(**values) == []


@pytest.mark.parametrize(
    "values",
    [
        # time doubles with each character
        {"patterns": (r"share (\w{1,20} ?){1,1000}!",)},
        {"patterns": ("share (ab|a|b)+!",)},
        # what is between the commas belongs to the comma or to the word
        {"patterns": (r"share [\w -]{2,40}( ?, ?[\w -]{2,40}){0,12}!",)},
        # an optional word that is a word too
        {"patterns": (r"share by \w+(?: (?:de |la )*[\w.]{2,25}){0,5}!",)},
        # only a match of the pattern, repeated, leads deep into it
        {"patterns": (r"(?:share it now\.? ?|share it|now|\. | ){1,60}!",)},
        # grows with the cube
        {"patterns": (r"share\w*\w*\w*!",), "max_words": 60},
        # vetoes are searched for at each place of a line
        {"patterns": ("share.*",), "unless": (r"\w+ ?\w+ ?\w+!",), "max_words": 100},
        {"patterns": ("share.*",), "apart": (r"(\w+ ?){1,9}said",)},
        # what the mark at the end of a text would be swallowed by
        {"patterns": (r"share (\w+ ?){1,6}\W*",)},
        {"patterns": (r"share (\w+ ?){1,6},?\w*",)},
        # spans too, and in lines of any length
        {"patterns": (r"share(.{0,60}.{0,60}.{0,60})!",), "scope": "span"},
    ],
)
def test_a_slow_rule_is_caught(values: dict[str, object]) -> None:
    # on a short text: on a long one some of these would take years
    (problem,) = _problems(**values)
    assert "takes" in problem


def test_an_example_of_the_rule_repeated_is_tried() -> None:
    pattern = "(?:share )?(?:(?:this|post|this post) ){0,99}!"
    assert _problems(patterns=(pattern,), drop=("This post !",))
    assert not _problems(patterns=(pattern,), drop=("Share !",))

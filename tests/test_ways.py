"""In how many ways a pattern shares out a run, and that what may take for ever is refused."""

from __future__ import annotations

import re
import re._parser as parser

import pytest

from cleaner.rulebook.pattern import check_pattern
from cleaner.rulebook.ways import MOST_RUN_WAYS, RUN, most_ways


def _ways(pattern: str) -> int:
    return most_ways(parser.parse(pattern, re.IGNORECASE))


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        ("", 1),
        ("share this", 1),
        (r"\d", 1),
        (r"\w{3}", 1),
        (r"\w{2,5}", 4),
        (r"\w?", 2),
        (r"\w+", RUN),
        (r"\w*", RUN + 1),
        # one after the other in a run, and apart from each other
        (r"\w{2,5}\w{1,3}", 12),
        (r"\w{2,5}-\w{1,3}", 4),
        (r"\w{2,5}-?\w{1,3}", 12),
        (r"\w{2,5}(?:, )?\w{1,3}", 12),
        (r"\w{2,5}\b\w{1,3}", 12),
        (r"-{2,5}[\w-]{1,3}", 12),
        (r"\d{2,5}[.\d]{1,3}", 12),
        (r"\s{2,5}\W{1,3}", 12),
        (r"\S{2,5}\D{1,3}", 12),
        (r"[^x]{2,5}.{1,3}", 12),
        (r"[^a]{2,5}a{1,3}", 4),
        (r"a{2,5}[^a]{1,3}", 4),
        (r"x{2,5}X{1,3}", 12),
        (r"[x-z]{2,5}[X-Z]{1,3}x?", 24),
        (r"[b-z]{2,5}a{1,3}", 4),
        (r"1{2,5}\D{1,3}", 4),
        (r" {2,5}\S{1,3}", 4),
        (r"_{2,5}\w{1,3}", 12),
        (r"_{2,5}\W{1,3}", 4),
        # the characters that are looked at are those of the repeats, wherever these stand
        ("é{2,5}é{1,3}", 12),
        ("(é{2,5}é{1,3})", 12),
        ("(?:é{2,5}é{1,3}|y)", 12),
        ("(?:[é]{2,5}[é]{1,3}|y)", 12),
        # alternatives
        ("(?:a|a)", 2),
        ("(?:a|b)", 1),
        ("(?:a{1,3}|b{1,2}|a)", 4),
        ("(?:ba{1,3}b|c)", 3),
        # rounds of one length, and of several
        ("(?:ab){1,9}", 1),
        ("(?:aa){1,9}", 9),
        ("(?:a|a){3}", 8),
        ("(?:aa){1,900}", RUN // 2),
        (r"(?:\w{2,3}){2}", 4),
        (r"(?:\w{1,2}){1,3}", 24),
        (r"(?:\w{0,1}){2}", 4),
        (r"(?:\w+ ){1,9}", RUN),
        (r"(?: \w{1,20}){1,9}", 20),
        (r"(?:\w{1,2} ?){3}", 8),
        (r"(?:\w{1,2},? ?){2,3}", 16),
        (r"(?:\w+ ?){2}", RUN * (RUN - 1) // 2),
    ],
)
def test_ways_through_a_run(pattern: str, ways: int) -> None:
    assert _ways(pattern) == ways


@pytest.mark.parametrize(
    "pattern",
    [
        r"(\w+ ?){1,6}",
        r"(\w{1,30} ?){1,9}!",
        r"(\w{1,9} ?){1,1000}!",
        "(a|a){1,30}b",
        r"(x+,?){1,9}z",
        r"(\W{0,3}\w+){0,6}",
        r"((\w+\.?){1,4} ?){1,4}",
        r"share (?:this|(?:\w+ ?){1,6})",
    ],
)
def test_what_may_take_for_ever_is_refused(pattern: str) -> None:
    assert _ways(pattern) > MOST_RUN_WAYS
    problem = check_pattern(pattern, bounded=False)
    assert problem is not None
    assert "in very many ways" in problem[0]


@pytest.mark.parametrize(
    "pattern",
    [
        r"\w+( \w+){0,5}",
        r"\W*(share|tweet)( \w+){0,9}\W*",
        r"(\w{1,9}[.,] ){1,9}",
        r"\w+ ?\w+ ?\w+",
    ],
)
def test_what_is_told_apart_is_not(pattern: str) -> None:
    assert check_pattern(pattern, bounded=False) is None

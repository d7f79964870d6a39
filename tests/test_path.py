"""The likeliest course of keep and drop."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.decide.path import likeliest


def _worth(scores: Sequence[float], change: float, course: Sequence[bool]) -> float:
    changes = sum(a != b for a, b in pairwise(course))
    return sum(score for score, goes in zip(scores, course, strict=True) if goes) - change * changes


@given(
    st.lists(st.integers(-6, 6).map(lambda n: n / 2), max_size=10),
    st.integers(0, 5).map(lambda n: n / 2),
)
def test_the_likeliest_course_is_the_best_of_all(scores: list[float], change: float) -> None:
    every = [list(course) for course in product([False, True], repeat=len(scores))]
    best = max(_worth(scores, change, course) for course in every)
    shortest = min((course for course in every if _worth(scores, change, course) == best), key=sum)
    assert likeliest(scores, change) == shortest


@given(
    st.lists(st.sampled_from([-math.inf, -1.0, 0.5, math.inf]), max_size=10),
    st.sampled_from([0.0, 0.5, 2.0]),
)
def test_certain_lines_go_or_stay_whatever_it_costs(scores: list[float], change: float) -> None:
    course = likeliest(scores, change)
    for score, goes in zip(scores, course, strict=True):
        if math.isinf(score):
            assert goes is (score > 0)
    finite = [max(-1e3, min(1e3, score)) for score in scores]
    every = product([False, True], repeat=len(scores))
    best = max(_worth(finite, change, each) for each in every)
    assert math.isclose(_worth(finite, change, course), best)


@pytest.mark.parametrize(
    ("scores", "change", "course"),
    [
        ([], 1, ""),
        ([0.5], 1, "x"),  # the ends cost nothing
        ([0.0], 1, "."),
        ([-0.5], 1, "."),
        ([1, -2, 1], 1, "..."),  # of equals the shorter
        ([1, -1.5, 1], 1, "xxx"),
        ([3, -2, 3], 1, "x.x"),
        ([3, -1.5, 3], 1, "xxx"),
        ([-9, 1, 0.5, -9], 1, "...."),
        ([-9, 1, 1.5, -9], 1, ".xx."),
        ([-9, 1, -9], 0, ".x."),
    ],
)
def test_a_change_has_its_price(scores: list[float], change: float, course: str) -> None:
    assert likeliest(scores, change) == [mark == "x" for mark in course]

"""The likeliest course of keep and drop through a document."""

from __future__ import annotations

from collections.abc import Sequence


def likeliest(scores: Sequence[float], change: float) -> list[bool]:
    """Which lines to drop, when changing between keep and drop costs `change` each time.

    scores: for each line the log-odds that it goes, less those that the policy asks for; plus or
    minus infinity where there is nothing to weigh. The course with the largest sum of scores of
    dropped lines less its changes (Viterbi, 1967, with two states); the shorter drop where two are
    equal.

    >>> likeliest([-3.0, 2.0, -0.5, 2.0, -3.0], change=1.0)
    [False, True, True, True, False]
    """
    keep = drop = 0.0
    from_drop: list[bool] = []  # whether the best course that keeps this line came from a drop
    from_keep: list[bool] = []
    for n, score in enumerate(scores):
        to_keep, to_drop = drop - change, keep - change
        from_drop.append(n > 0 and to_keep > keep)
        from_keep.append(n > 0 and to_drop >= drop)
        keep, drop = (
            max(keep, to_keep) if n else keep,
            (max(drop, to_drop) if n else drop) + _finite(score),
        )
    course: list[bool] = []
    dropped = drop > keep
    for n in range(len(scores) - 1, -1, -1):
        course.append(dropped)
        dropped = not from_keep[n] if dropped else from_drop[n]
    return course[::-1]


_CERTAIN = 1e6
"""More than all the evidence of a document, and small enough that sums stay exact."""


def _finite(score: float) -> float:
    return max(-_CERTAIN, min(_CERTAIN, score))

"""Boosted trees over the measures of a line: how much more likely debris than article, and why.

The weights are data (`model.json`), learned by `bench/train.py` from labelled text. A tree asks
one measure after another; the sum of what its trees answer is the log-odds that a line is debris.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.evidence.measures import MEASURES

PATH = Path(__file__).with_name("model.json")


class Node(NamedTuple):
    """Ask `measure` (its place in a row): at most `at` goes to `low`, above it to `high`.

    `value` is the mean answer of the lines that came this far; at a leaf `measure` is -1.
    """

    measure: int
    at: float
    low: Node | None
    high: Node | None
    value: float


@dataclass(frozen=True)
class Model:
    """Trees, and the digest (16 hex digits of SHA-256) of the file that they came from."""

    trees: tuple[Node, ...]
    digest: str

    def score(self, row: Sequence[float]) -> float:
        """The log-odds (natural) that a line with these measures is debris."""
        total = 0.0
        for measure, at, low, high, value in self.trees:
            while low is not None and high is not None:
                measure, at, low, high, value = low if row[measure] <= at else high
            total += value
        return total

    def terms(self, row: Sequence[float]) -> dict[str, float]:
        """What each measure added to the score: the steps of the mean answer down each tree.

        The steps and the mean answers of the roots sum to the score (Saabas, "Interpreting
        random forests", 2014).
        """
        names = list(MEASURES)
        terms: defaultdict[str, float] = defaultdict(float)
        for node in self.trees:
            while node.low is not None and node.high is not None:
                below = node.low if row[node.measure] <= node.at else node.high
                terms[names[node.measure]] += below.value - node.value
                node = below
        return dict(terms)


@cache
def default_model() -> Model:
    """The model that ships with the package."""
    return load(PATH.read_text(encoding="utf-8"))


def load(text: str) -> Model:
    """A model from its JSON: {"trees": [[node, ...], ...], ...}; the digest is that of the text.

    A node is [measure, at, low, high, value], where low and high are places in the tree's list, or
    [value] for a leaf; the first node of a tree is its root.
    """
    data = json.loads(text)
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    places = {name: place for place, name in enumerate(MEASURES)}

    def node(tree: list[list[Any]], at: int) -> Node:
        row = tree[at]
        if len(row) == 1:
            return Node(-1, 0.0, None, None, row[0])
        measure, limit, low, high, value = row
        return Node(places[measure], limit, node(tree, low), node(tree, high), value)

    return Model(tuple(node(tree, 0) for tree in data["trees"]), digest)

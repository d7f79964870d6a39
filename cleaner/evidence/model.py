"""Boosted trees over the measures of a line: how much more likely debris than article, and why.

The weights are data (`model.json`), learned by `bench/train.py` from labelled text. A tree asks
one measure after another; the sum of what its trees answer is the log-odds that a line is debris.
"""

from __future__ import annotations

import hashlib
import json
import math
import operator
import struct
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.evidence.measures import MEASURES
from cleaner.native import native

_NAMES = list(MEASURES)
_RANKS = bytes(map(sorted(_NAMES).index, _NAMES))
"""Of each measure, its place among all by name."""
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

    def answers(self, rows: Sequence[Sequence[float]]) -> list[Answer]:
        """What the trees say of each of some lines."""
        scorer = self._scorer
        return [Answer(scorer, ends) for ends in scorer.ends(rows)]

    @cached_property
    def _scorer(self) -> Scorer | Compiled:
        return Scorer(self.trees) if native is None else Compiled(self.trees)


class Answer:
    """What all trees say of one line: `score`, the log-odds (natural) that it is debris."""

    __slots__ = ("_ends", "_scorer", "score")

    def __init__(self, scorer: Scorer | Compiled, ends: bytes) -> None:
        self._scorer, self._ends = scorer, ends
        self.score = scorer.score(ends)

    def terms(self) -> dict[str, float]:
        """What each measure added to the score: the steps of the mean answer down each tree.

        The steps and the mean answers of the roots sum to the score (Saabas, "Interpreting
        random forests", 2014).
        """
        steps = self._scorer.steps(self._ends)
        return {name: step for name, step in zip(_NAMES, steps, strict=True) if step}

    def largest(self, number: int) -> list[tuple[str, float]]:
        """So many of the largest terms, the largest first, of equal ones by name."""
        return [(_NAMES[n], step) for n, step in self._scorer.largest(self._ends, number)]


class Scorer:
    """All trees at once: a tenth of the time that walking down one after the other takes.

    Each tree has as many bits as its leaves, the lowest side first. What a measure says of all
    trees is one mask, without the leaves of every `low` side that it rules out; the first leaf
    that all masks leave a tree is the one that the walk ends at (QuickScorer: Lucchese et al.,
    "QuickScorer: a fast algorithm to rank documents with additive ensembles of regression trees",
    2015).
    """

    def __init__(self, trees: Sequence[Node]) -> None:
        ruled_out: defaultdict[int, defaultdict[float, int]] = defaultdict(lambda: defaultdict(int))
        leaves: list[list[Node]] = []
        most = max(map(_size, trees), default=0)
        bits = next((size for size in _WORDS if size >= most), None)
        if bits is None:
            raise ValueError(f"a tree of {most} leaves; {max(_WORDS)} is the most")

        def read(node: Node, under: list[Node], first: int) -> None:
            """Gather the leaves under a node, and what its question rules out."""
            if node.low is None or node.high is None:
                under.append(node)
                return
            at = len(under)
            read(node.low, under, first)
            low_side = (1 << len(under)) - (1 << at)
            ruled_out[node.measure][node.at] |= low_side << first
            read(node.high, under, first)

        for number, tree in enumerate(trees):
            leaves.append([])
            read(tree, leaves[-1], number * bits)
        self._answers = [tuple([leaf.value for leaf in row]) for row in leaves]
        self._steps = list(map(_Steps, trees))
        self._ones = sum(1 << n * bits for n in range(len(leaves)))
        self._all = sum((1 << len(values)) - 1 << n * bits for n, values in enumerate(leaves))
        self._bytes, self._size = bits // 8, len(leaves) * bits // 8
        self._masks: list[tuple[int, list[float], list[int]]] = []
        for measure, by_limit in sorted(ruled_out.items()):
            limits = sorted(by_limit)
            # a value rules out what every limit below it does
            out = accumulate((by_limit[limit] for limit in limits), operator.or_, initial=0)
            self._masks.append((measure, limits, [self._all & ~mask for mask in out]))

    def ends(self, rows: Sequence[Sequence[float]]) -> list[bytes]:
        """For each row, the number of the leaf that each tree ends at."""
        return list(map(self._ends, rows))

    def _ends(self, row: Sequence[float]) -> bytes:
        left = self._all
        for measure, limits, masks in self._masks:
            above = bisect_left(limits, row[measure])
            if above:  # a value that is below all limits rules nothing out
                left &= masks[above]
        # as many ones for each tree as there are leaves before its first one that is left
        before = (left & ~(left - self._ones)) - self._ones
        ones = before.to_bytes(self._size, "little").translate(_ONES_OF)
        # counted byte by byte; a product has the sum of a tree's bytes in its last one
        each, size = self._bytes, self._size
        sums = int.from_bytes(ones, "little") * int.from_bytes(b"\1" * each, "little")
        return sums.to_bytes(size + each, "little")[each - 1 : size : each]

    def score(self, ends: bytes) -> float:
        """The sum of the answers of all trees."""
        return math.fsum(map(operator.getitem, self._answers, ends))

    def steps(self, ends: bytes) -> list[float]:
        """For each measure, the steps that the mean answer of all trees takes where it is asked."""
        total = sum(map(operator.getitem, self._steps, ends))
        zero = len(self._steps) * _ZERO
        return [
            (field - zero) / _UNIT
            for field in _FIELDS.unpack(total.to_bytes(_FIELDS.size, "little"))
        ]

    def largest(self, ends: bytes, number: int) -> list[tuple[int, float]]:
        """So many measures with the largest steps, of equal ones by name, and these steps."""
        told = [(-step, _RANKS[n], n) for n, step in enumerate(self.steps(ends)) if step]
        return [(n, -less) for less, _, n in sorted(told)[:number]]


class Compiled:
    """A scorer whose trees are walked down in the compiled pass: a tenth of the time again."""

    def __init__(self, trees: Sequence[Node]) -> None:
        assert native is not None
        most = max(map(_size, trees), default=0)
        if most > max(_WORDS):
            raise ValueError(f"a tree of {most} leaves; {max(_WORDS)} is the most")
        forest = native.Forest(tuple(trees), len(_NAMES), float(_UNIT))
        self.ends, self.steps = forest.ends, forest.steps
        self._score, self._values, self._largest = forest.score, forest.values, forest.largest

    def score(self, ends: bytes) -> float:
        """The sum of the answers of all trees."""
        score = self._score(ends)
        return math.fsum(self._values(ends)) if score is None else score

    def largest(self, ends: bytes, number: int) -> list[tuple[int, float]]:
        """So many measures with the largest steps, of equal ones by name, and these steps."""
        return self._largest(ends, _RANKS, number)


_FIELDS = struct.Struct(f"<{len(_NAMES)}Q")
_UNIT, _ZERO = 1 << 40, 1 << 52
"""A field counts in units of 2**-40, from 2**52: what is negative takes nothing of the next. There
is room for 2,000 trees, and for steps of 4,096."""


class _Steps(dict[int, int]):
    """For the number of each leaf of a tree, the steps down to it in one number, a field for each
    measure: so those of all trees are added at once. Worked out when a leaf is first asked for."""

    def __init__(self, tree: Node) -> None:
        super().__init__()
        self._tree = tree
        self._sizes: dict[int, int] = {}

    def __missing__(self, leaf: int) -> int:
        fields = [_ZERO] * len(_NAMES)
        node, at = self._tree, leaf
        while node.low is not None and node.high is not None:
            low = self._size(node.low)
            below, at = (node.low, at) if at < low else (node.high, at - low)
            fields[node.measure] += round(_UNIT * (below.value - node.value))
            node = below
        self[leaf] = int.from_bytes(_FIELDS.pack(*fields), "little")
        return self[leaf]

    def _size(self, node: Node) -> int:
        if id(node) not in self._sizes:
            parts = [self._size(part) for part in (node.low, node.high) if part is not None]
            self._sizes[id(node)] = sum(parts) or 1
        return self._sizes[id(node)]


def _size(node: Node) -> int:
    """How many leaves there are under a node."""
    if node.low is None or node.high is None:
        return 1
    return _size(node.low) + _size(node.high)


_WORDS = (32, 64)
"""The bits that a tree may take."""

_ONES_OF = bytes(byte.bit_count() for byte in range(256))


@cache
def default_model() -> Model:
    """The model that ships with the package; its trees are read when a line is first scored."""
    return _Unread(PATH.read_text(encoding="utf-8"))


class _Unread(Model):
    """A model as `load` gives it, but for the time that it takes: short texts ask no tree."""

    def __init__(self, text: str) -> None:
        self.__dict__.update(_text=text, digest=_digest(text))

    @cached_property
    def trees(self) -> tuple[Node, ...]:
        return load(self.__dict__["_text"]).trees


def load(text: str) -> Model:
    """A model from its JSON: {"trees": [[node, ...], ...], ...}; the digest is that of the text.

    A node is [measure, at, low, high, value], where low and high are places in the tree's list, or
    [value] for a leaf; the first node of a tree is its root.
    """
    data = json.loads(text)
    places = {name: place for place, name in enumerate(MEASURES)}

    def node(tree: list[list[Any]], at: int) -> Node:
        row = tree[at]
        if len(row) == 1:
            return Node(-1, 0.0, None, None, row[0])
        measure, limit, low, high, value = row
        return Node(places[measure], limit, node(tree, low), node(tree, high), value)

    return Model(tuple(node(tree, 0) for tree in data["trees"]), _digest(text))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]

"""The model: scores by small trees made by hand, and the one that ships."""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learning import answered

from cleaner.evidence.measures import MEASURES
from cleaner.evidence.model import PATH, Model, Node, _size, default_model, load

# a line of three words at most is debris, if it has no comma or less; one of more words is not
WORDS = [["words", 3, 1, 4, 0.5], ["commas", 0.25, 2, 3, 1.0], [2.0], [-0.5], [-1.5]]
# a sentence is none
SENTENCE = [["sentence", 0.5, 1, 2, -0.25], [0.75], [-1.0]]


def _model(*trees: list[list[Any]]) -> str:
    return json.dumps({"about": "Made for a test.", "trees": trees})


def _row(**values: float) -> list[float]:
    assert set(values) <= set(MEASURES)
    return [values.get(name, 0.0) for name in MEASURES]


@pytest.mark.parametrize(
    ("values", "score"),
    [
        ({"words": 2}, 2.0),
        ({"words": 3}, 2.0),  # at most
        ({"words": 3.01}, -1.5),
        ({"words": 3, "commas": 0.25}, 2.0),
        ({"words": 3, "commas": 0.5}, -0.5),
        ({"words": 4, "commas": 0.5}, -1.5),
    ],
)
def test_a_tree_answers_by_one_measure_after_another(
    values: dict[str, float], score: float
) -> None:
    assert answered(load(_model(WORDS)), _row(**values)).score == score


def test_the_trees_are_summed() -> None:
    model = load(_model(WORDS, SENTENCE, [[0.125]]))
    assert answered(model, _row(words=2)).score == 2.0 + 0.75 + 0.125
    assert answered(model, _row(words=9, sentence=1)).score == -1.5 - 1.0 + 0.125
    assert answered(load(_model()), _row()).score == 0.0


def test_a_term_is_the_steps_of_the_mean_answer_for_one_measure() -> None:
    model = load(_model(WORDS, SENTENCE, [[0.125]], WORDS))
    assert answered(model, _row(words=2, commas=0.5)).terms() == {
        "words": 2 * (1.0 - 0.5),
        "commas": 2 * (-0.5 - 1.0),
        "sentence": 0.75 - -0.25,
    }
    assert answered(model, _row(words=3, commas=0.25)).terms()["words"] == 2 * (1.0 - 0.5)
    assert answered(model, _row(words=3, commas=0.25)).terms()["commas"] == 2 * (2.0 - 1.0)
    # what was not asked has no term
    assert answered(model, _row(words=9, sentence=1)).terms() == {
        "words": 2 * -2.0,
        "sentence": -0.75,
    }
    assert answered(load(_model([[3.0]])), _row()).terms() == {}


def test_a_measure_that_is_asked_twice_is_one_term() -> None:
    tree = [["words", 9, 1, 4, 0.0], ["words", 3, 2, 3, 1.0], [4.0], [0.5], [-1.0]]
    assert answered(load(_model(tree)), _row(words=2)).terms() == {"words": 1.0 + 3.0}


def test_children_may_stand_anywhere_behind_the_root() -> None:
    tree = [["words", 3, 2, 1, 0.0], [-1.0], ["commas", 0, 4, 3, 1.0], [0.5], [2.0]]
    model = load(_model(tree))
    scores = [answered(model, _row(words=n, commas=m)).score for n, m in ((3, 0), (3, 1), (4, 0))]
    assert scores == [2.0, 0.5, -1.0]


def test_a_measure_that_is_not_known_is_refused() -> None:
    with pytest.raises(KeyError, match="zonks"):
        load(_model([["zonks", 3, 1, 2, 0.0], [1.0], [-1.0]]))


def test_the_digest_is_that_of_the_text() -> None:
    text = _model(WORDS, [["words", 3, 1, 2, 0.0], [1.0], [-1.0]])
    assert load(text).digest == hashlib.sha256(text.encode()).hexdigest()[:16]
    assert load(text + "\n").digest != load(text).digest
    assert load(text + "\n").trees == load(text).trees


def test_the_shipped_model_has_the_digest_of_its_file() -> None:
    model = default_model()
    assert (
        model.digest == hashlib.sha256(PATH.read_text(encoding="utf-8").encode()).hexdigest()[:16]
    )
    assert re.fullmatch("[0-9a-f]{16}", model.digest)
    assert default_model() is model


def test_the_shipped_model_is_read_when_a_line_is_scored() -> None:
    model = default_model.__wrapped__()
    assert model.digest == default_model().digest
    assert "trees" not in vars(model)
    assert model.trees == load(PATH.read_text(encoding="utf-8")).trees
    assert (
        answered(model, [0.0] * len(MEASURES)).score
        == answered(default_model(), [0.0] * len(MEASURES)).score
    )


def test_the_shipped_model_is_made_of_whole_trees_over_known_measures() -> None:
    data = json.loads(PATH.read_text(encoding="utf-8"))
    assert re.fullmatch("[0-9a-f]{16}", data["data"])
    assert len(data["trees"]) == len(default_model().trees) > 0
    for tree in data["trees"]:
        asked = [node for node in tree if len(node) == 5]
        assert {len(node) for node in tree} <= {1, 5}
        assert {node[0] for node in asked} <= set(MEASURES)
        # every node but the root is the child of one
        children = [place for node in asked for place in node[2:4]]
        assert sorted(children) == list(range(1, len(tree)))
        assert all(math.isfinite(node[-1]) for node in tree)


@given(st.lists(st.floats(-1, 60), min_size=len(MEASURES), max_size=len(MEASURES)))
def test_the_terms_and_the_roots_sum_to_the_score(row: list[float]) -> None:
    model = default_model()
    roots = sum(tree.value for tree in model.trees)
    terms = answered(model, row).terms()
    assert set(terms) <= set(MEASURES)
    assert math.isclose(sum(terms.values()) + roots, answered(model, row).score, abs_tol=1e-9)


# --- all trees at once, against walking down one after the other


def _walk(tree: Node, row: Sequence[float]) -> list[Node]:
    """The nodes from the root to a leaf."""
    path = [tree]
    while (node := path[-1]).low is not None:
        below = node.low if row[node.measure] <= node.at else node.high
        assert below is not None
        path.append(below)
    return path


def _same(model: Model, row: Sequence[float]) -> None:
    paths = [_walk(tree, row) for tree in model.trees]
    assert answered(model, row).score == math.fsum(path[-1].value for path in paths)
    steps = dict.fromkeys(MEASURES, 0.0)
    names = list(MEASURES)
    for path in paths:
        for node, below in pairwise(path):
            steps[names[node.measure]] += below.value - node.value
    terms = answered(model, row).terms()
    assert all(terms.values())
    for name, step in steps.items():
        assert math.isclose(terms.get(name, 0.0), step, abs_tol=1e-9), name
    roots = sum(tree.value for tree in model.trees)
    assert math.isclose(sum(terms.values()) + roots, answered(model, row).score, abs_tol=1e-9)


def _limits(model: Model) -> dict[int, set[float]]:
    limits: dict[int, set[float]] = {}
    waiting = list(model.trees)
    while waiting:
        node = waiting.pop()
        if node.low is not None and node.high is not None:
            limits.setdefault(node.measure, set()).add(node.at)
            waiting += (node.low, node.high)
    return limits


def _rows(model: Model) -> st.SearchStrategy[list[float]]:
    """Rows of values at the limits that the trees ask for, and just below and above."""
    limits, columns = _limits(model), []
    for place in range(len(MEASURES)):
        values = [-1.0, 0.0, 1e9, -1e9]
        for at in limits.get(place, ()):
            values += [at, math.nextafter(at, math.inf), math.nextafter(at, -math.inf)]
        columns.append(st.sampled_from(values))
    return st.tuples(*columns).map(list)


@given(_rows(default_model()))
@settings(max_examples=300)
def test_the_shipped_trees_at_their_limits(row: list[float]) -> None:
    _same(default_model(), row)


def _tree(leaves: int, rng: random.Random, measures: int, shape: str) -> Node:
    """A tree of so many leaves, leaning to a side or to none."""
    value = rng.choice([rng.uniform(-3, 3), 0.5, -20.0])
    if leaves == 1:
        return Node(-1, 0.0, None, None, value)
    low = {"low": leaves - 1, "high": 1}.get(shape) or rng.randint(1, leaves - 1)
    # few limits, so that trees share them
    at = rng.choice([0.0, 0.5, 1.0, float(rng.randint(-3, 9))])
    return Node(
        rng.randrange(measures),
        at,
        _tree(low, rng, measures, shape),
        _tree(leaves - low, rng, measures, shape),
        value,
    )


@pytest.mark.parametrize("shape", ["low", "high", "any"])
@pytest.mark.parametrize(
    "sizes", [(1,), (2, 1, 3), (31, 5), (32,), (32, 32, 32), (33,), (1, 33, 2), (63, 64, 1), (64,)]
)
def test_trees_of_any_size(sizes: tuple[int, ...], shape: str) -> None:
    rng = random.Random(f"{sizes} {shape}")
    for measures in (1, 3, len(MEASURES)):
        model = Model(tuple(_tree(size, rng, measures, shape) for size in sizes), "")
        assert list(map(_size, model.trees)) == list(sizes)
        for _ in range(30):
            _same(model, [rng.choice([-9.0, 0, 0.5, 1, 1.5, rng.randint(-4, 10)])
                          for _ in MEASURES])  # fmt: skip


@pytest.mark.parametrize("size", [65, 100])
def test_a_tree_of_too_many_leaves_is_refused(size: int) -> None:
    rng = random.Random(1)
    model = Model((_tree(2, rng, 3, "any"), _tree(size, rng, 3, "any")), "")
    with pytest.raises(ValueError, match=f"a tree of {size} leaves; 64 is the most"):
        answered(model, _row())


def test_many_trees_and_large_steps() -> None:
    rng = random.Random(7)
    _same(Model(tuple(_tree(3, rng, 2, "any") for _ in range(1_500)), ""), _row(words=1))
    stumps = [[["words", 3, 1, 2, 0.0], [2_000.0], [-2_000.0]]] * 3
    model = load(_model(*stumps))
    _same(model, _row(words=1))
    _same(model, _row(words=9))


@given(st.integers(), st.integers(0, 12))
@settings(max_examples=150)
def test_any_small_trees(seed: int, number: int) -> None:
    rng = random.Random(seed)
    sizes = (rng.randint(1, 9) for _ in range(number))
    model = Model(tuple(_tree(size, rng, 4, "any") for size in sizes), "")
    for _ in range(5):
        _same(model, [float(rng.randint(-4, 10)) for _ in MEASURES])

"""Learning the weights: what bench/train.py does to texts and trees before and after the learning.

Nothing here needs what the learning itself needs.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from learning import answered

from cleaner.evidence.measures import MEASURES
from cleaner.evidence.model import load

TRAIN = Path(__file__).resolve().parent.parent / "bench" / "train.py"

PROSE = [
    f"In the year {n} the river rose by two metres and the lower road was closed."
    for n in range(10)
]


@pytest.fixture
def train(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """bench/train.py as a module, where neither of its two libraries is to be had."""
    for name in ("lightgbm", "numpy"):
        monkeypatch.setitem(sys.modules, name, None)
    spec = importlib.util.spec_from_file_location("bench_train", TRAIN)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "bench_train", module)
    spec.loader.exec_module(module)
    return module


def _text(*rows: tuple[str, str]) -> dict[str, Any]:
    return {
        "text": "\n".join(line for line, _ in rows),
        "labels": "".join(mark for _, mark in rows),
        "group": "lenn.example",
    }


def _rows(text: dict[str, Any]) -> list[tuple[str, str]]:
    return list(zip(text["text"].split("\n"), text["labels"], strict=True))


def test_a_shortened_text_has_its_first_and_last_paragraphs_and_all_debris(
    train: ModuleType,
) -> None:
    rows = [
        ("Menu", "d"), (PROSE[0], "k"), ("A head", "k"), (PROSE[1], "k"), ("Advert", "d"),
        ("", "."), (PROSE[2], "k"), ("Unsure", "?"), (PROSE[3], "k"), ("By Ada", "n"),
        (PROSE[4], "k"), ("", "."), ("The end", "k"), ("Menu", "d"),
    ]  # fmt: skip

    def left(paragraphs: int) -> list[tuple[str, str]]:
        return _rows(train.shortened(_text(*rows), paragraphs))

    # of three one at the start and two at the end; what has another label stays
    assert left(3) == [*rows[:3], rows[4], *rows[8:]]
    assert left(4) == [*rows[:6], *rows[8:]]
    assert left(2) == [*rows[:3], rows[4], rows[9], *rows[10:]]


def test_a_text_of_few_paragraphs_is_not_shortened(train: ModuleType) -> None:
    text = _text(*((line, "k") for line in PROSE[:3]), ("Short", "k"), (PROSE[4], "d"))
    assert train.shortened(text, 3) == {}
    assert train.shortened(text, 4) == {}
    assert len(_rows(train.shortened(text, 2))) == 4


@pytest.mark.parametrize("seed", range(8))
def test_scattered_debris_stands_between_the_paragraphs(train: ModuleType, seed: int) -> None:
    debris = [(f"Advert {n}", "d") for n in range(5)]
    rows = [*debris, *((line, "k") for line in PROSE[:4]), ("", "."), (PROSE[9], "d")]
    out = _rows(train.scattered(_text(*rows), random.Random(seed)))
    assert sorted(out) == sorted(rows)
    # all but the short debris is where it was
    assert [row for row in out if row not in debris] == rows[5:]
    last = out.index(rows[8])
    assert out[last:] == rows[8:]
    moved = [row for row in out[:last] if row in debris and out.index(row) > out.index(rows[5])]
    kept = [row for row in debris if row not in moved]
    assert out[: len(kept)] == kept


def test_of_the_short_debris_half_is_scattered(train: ModuleType) -> None:
    rows = [*((f"Advert {n}", "d") for n in range(200)), *((line, "k") for line in PROSE * 20)]
    out = _rows(train.scattered(_text(*rows), random.Random(1)))
    assert 70 < 200 - out.index(rows[200]) < 130


def test_two_lines_a_paragraph_are_scattered_at_most(train: ModuleType) -> None:
    rows = [*((f"Advert {n}", "d") for n in range(60)), *((line, "k") for line in PROSE[:3])]
    out = _rows(train.scattered(_text(*rows), random.Random(1)))
    assert 60 - out.index(rows[60]) == 6
    assert sorted(out) == sorted(rows)


def test_a_text_of_one_paragraph_has_nothing_to_scatter_among(train: ModuleType) -> None:
    text = _text(("Advert", "d"), (PROSE[0], "k"), ("Head", "k"), ("Advert", "d"))
    assert train.scattered(text, random.Random(1)) == {}


def test_a_site_is_in_one_fold_for_ever(train: ModuleType) -> None:
    folds = [train.fold_of(f"site{n}.example", 5) for n in range(100)]
    assert folds[:8] == [2, 4, 0, 3, 0, 2, 3, 4]
    assert min(folds.count(fold) for fold in range(5)) >= 10
    assert set(folds) == set(range(5))


def test_the_nodes_of_a_tree_are_those_that_the_model_reads(train: ModuleType) -> None:
    names = list(MEASURES)
    tree = {
        "split_feature": names.index("words"),
        "threshold": 3.4999999999,
        "internal_value": 0.1234567,
        "left_child": {"leaf_value": 1.5},
        "right_child": {
            "split_feature": names.index("commas"),
            "threshold": 0.25,
            "internal_value": -0.5,
            "left_child": {"leaf_value": -1.0},
            "right_child": {"leaf_value": 2.0},
        },
    }
    nodes = train.nodes(tree)
    assert nodes == [
        ["words", 3.5, 1, 2, 0.12346],
        [1.5],
        ["commas", 0.25, 3, 4, -0.5],
        [-1.0],
        [2.0],
    ]
    model = load(json.dumps({"trees": [nodes]}))
    row = [0.0] * len(MEASURES)
    assert answered(model, row).score == 1.5
    row[names.index("words")] = 4
    assert answered(model, row).score == -1.0
    row[names.index("commas")] = 1
    assert answered(model, row).score == 2.0
    assert train.nodes({"leaf_value": 0.25}) == [[0.25]]


def test_a_text_without_capitals_is_told_by_known_measures_alone(train: ModuleType) -> None:
    assert set(train.WITHOUT_CASE) <= set(MEASURES)
    assert [list(MEASURES)[place] for place in train.MEASURES_AT.values()] == list(MEASURES)

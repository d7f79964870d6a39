"""The compiled pass and callers that it was not made for: an error, never a crash."""

from __future__ import annotations

import copy
import importlib.machinery
import importlib.util
import pickle
from typing import Any

import pytest
from compiled import compiled_only

from cleaner.evidence.measures import MEASURES
from cleaner.evidence.model import Node, default_model
from cleaner.model import Cut, Line
from cleaner.native import native

pytestmark = compiled_only


def test_what_is_not_so_is_refused() -> None:
    assert native is not None
    forest = native.Forest(default_model().trees, len(MEASURES), 1.0)
    (ends,) = forest.ends([[0.0] * len(MEASURES)])
    for wrong in (ends[:-1], ends[:-1] + b"\xff"):
        for ask in (forest.values, forest.score, forest.steps):
            with pytest.raises(ValueError):
                ask(wrong)
    with pytest.raises(ValueError):
        forest.ends([[0.0]])
    for number, ranks in ((-1, 0), (len(MEASURES) + 1, 0), (1, 1)):
        with pytest.raises(ValueError):
            forest.largest(ends, bytes(len(MEASURES) - ranks), number)
    with pytest.raises(TypeError):
        forest.ends([["a"] * len(MEASURES)])  # type: ignore[list-item]
    mentions = native.Mentions(["Ada Brandt", b"Ada"], 9)  # type: ignore[list-item]
    for line in (-1, 2):
        with pytest.raises(IndexError):
            mentions.new(line)
    with pytest.raises(TypeError):
        mentions.new(1)
    with pytest.raises(ValueError):
        native.Forest((Node(3, 0.0, _leaf(), _leaf(), 0.0),), 2, 1.0)
    with pytest.raises(TypeError):
        native.Forest(((1, 2),), 2, 1.0)
    with pytest.raises(ValueError):
        native.Gate([], [], {"a": [0]}, {}, {})
    with pytest.raises(ValueError):
        native.Gate(["a"], [(0, 9, False, -1, -1, -1, (), ())], {"a" * 65: [0]}, {}, {})
    with pytest.raises(TypeError):
        native.Gate(["a"], [None], {}, {}, {})
    stop = native.Stoplists((frozenset({"the"}),), 300, 0.08, 4, 5, 2, 2)
    lexicon = native.Lexicon("the mill\nthe wheel", [True, False], stop)
    with pytest.raises(ValueError):
        native.Lexicon("the mill", [True, False], stop)
    for line in (-1, 2):
        for ask in (lexicon.share, lexicon.topic, lambda n: lexicon.shared(n, 0, 1)):
            with pytest.raises(IndexError):
                ask(line)
    with pytest.raises(IndexError):
        lexicon.shared(0, 0, 3)
    text, start = vars(Line)["text"], vars(Cut)["start"]
    unfit: list[tuple[Any, Any, Any]] = [
        (str, (text,), ([1],)),
        (Line, (1,), ([1],)),
        (Line, (start,), ([1],)),
        (Line, (text,), (1,)),
    ]
    for kind, fields, columns in unfit:
        with pytest.raises(TypeError):
            native.made(kind, 1, fields, columns)
    with pytest.raises(ValueError):
        native.made(Line, 1, (), ([1],))
    with pytest.raises(TypeError):
        native.may_be_names([b"the"], 7)  # type: ignore[list-item]
    with pytest.raises(TypeError):
        native.inside(b"the")  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        native.Forest((), -1, 1.0)
    with pytest.raises(ValueError):
        native.Stoplists((), 300, 0.08, 4, -5, 2, 2)
    with pytest.raises(TypeError):
        native.Gate(["a"], [(0, 9, False, -1, -1, -1, (), ())], {"a": (0,)}, {}, {})  # type: ignore[dict-item]
    with pytest.raises(OverflowError):
        native.Gate(["a"], [(0, 9, False, -1, -1, -1, (), ())], {"a": [2**70]}, {}, {})
    far = native.Forest((Node(0, 0.0, _leaf(), _leaf(), 1e300),), 1, 1.0)
    with pytest.raises(OverflowError):
        far.steps(*far.ends([[0.0]]))


def test_what_changes_while_it_is_read() -> None:
    assert native is not None

    class Cuts:
        """Empties the list that it is in when it is asked what it is."""

        def __init__(self, row: list[Any]) -> None:
            self.row = row

        def __float__(self) -> float:
            self.row.clear()
            return 0.0

        def __bool__(self) -> bool:
            self.row.clear()
            return True

    row: list[Any] = []
    row += [Cuts(row), *[0.0] * 999]
    forest = native.Forest((_leaf(),), len(row), 1.0)
    assert forest.ends([row]) == [b"\0"] and not row
    rows: list[Any] = []
    rows += [[Cuts(rows), *[0.0] * 999]] * 99
    assert forest.ends(rows) == [b"\0"] * 99
    stop = native.Stoplists((frozenset({"the"}),), 300, 0.08, 4, 5, 2, 2)
    row += [Cuts(row), *[True] * 999]
    assert native.Lexicon("the mill\n" * 999, row, stop).topic(0) == (0.0, 0.0)
    needs: list[Any] = []
    needs += [(0, 9, Cuts(needs), -1, -1, -1, (), ()), *[(0, 9, False, -1, -1, -1, (), ())] * 999]
    native.Gate(["a"] * 1_000, needs, {"a": [0, 999]}, {}, {})


def test_texts_of_no_letters() -> None:
    assert native is not None
    needs = [(0, 9, False, -1, -1, -1, ("",), ("",))]
    gate = native.Gate(["a"], needs, {"": [0]}, {"": [0]}, {"": [0]})
    assert gate.candidates(["", "a", " "]) == [(0, ["a"]), (1, ["a"]), (2, ["a"])]
    stop = native.Stoplists((frozenset({""}),), 300, 0.08, 4, 5, 2, 2)
    for text, prose in (("", []), ("", [True]), ("\n", [True, True])):
        native.Lexicon(text, prose, stop)


def test_a_module_that_is_loaded_again_knows_the_words() -> None:
    assert native is not None
    stop = native.Stoplists((frozenset({"the"}),), 300, 0.08, 4, 5, 2, 2)
    assert native.Lexicon("the the the", [True], stop).share(0) == 1.0
    loader = importlib.machinery.ExtensionFileLoader("again._native", str(native.__file__))
    spec = importlib.util.spec_from_loader("again._native", loader)
    assert spec is not None
    loader.exec_module(importlib.util.module_from_spec(spec))
    assert native.Lexicon("the the the", [True], stop).share(0) == 1.0


def test_what_is_native_is_not_copied() -> None:
    assert native is not None
    stop = native.Stoplists((frozenset({"the"}),), 300, 0.08, 4, 5, 2, 2)
    for made in (
        stop,
        native.Lexicon("the mill", [True], stop),
        native.Forest((_leaf(),), 1, 1.0),
        native.Gate([], [], {}, {}, {}),
        native.Sight("", "", ""),
    ):
        for ask in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError):
                ask(made)


def _leaf() -> Node:
    return Node(-1, 0.0, None, None, 1.0)

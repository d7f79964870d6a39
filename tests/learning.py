"""What tests of the model and of the course share: answers, a made-up text, and what goes of it."""

from __future__ import annotations

import importlib
import json
import math
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cleaner import Cleaner
from cleaner.cleaned import Cleaned
from cleaner.decide.course import ALONE, ASKED
from cleaner.evidence.model import Answer, Model, load
from cleaner.rulebook.rule import Rule, Rulebook

# the package names a function so, too
gather = importlib.import_module("cleaner.evidence.gather")

# twelve words each
PARAGRAPHS = (
    "The river rose by two metres and the lower road was closed.",
    "Nobody was hurt but eleven families spent the night in the hall.",
    "Their dogs slept on the stage while the children watched the rain.",
    "By morning the water had left the mill and most of Lenn.",
    "Two farmers counted their sheep and found that none of them drowned.",
    "The baker opened late because his flour had to be carried upstairs.",
    "An engineer looked at every arch of the bridge with a lamp.",
)
SHORT = ("Wide blue kettles", "Seven cheap lamps", "Grand spring offer", "Soft woollen caps",
         "Fresh local eels", "Tall oak doors")  # fmt: skip
RULE = "structure.model"
BOX = "zonk"  # the line of a box, which parts what may go from the article

Learned = Callable[..., None]


def made_rule(name: str, **values: Any) -> Rule:
    """A rule that knows its name; its lines are boxes, unless other values make them none."""
    known = {"category": "comment_form", "about": "Made for a test.", "phrases": (name,)}
    values = {**known, **values}
    values.setdefault("keywords", values["phrases"])
    return Rule(id=f"en.t.{name}", **values)


def around(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The paragraphs of an article, with boxes between them and what stands around them."""
    return [*before, *([BOX] if before else []), *PARAGRAPHS, *([BOX] if after else []), *after]


def cleaned(lines: Sequence[str], *rules: Rule, **options: str) -> Cleaned:
    """What these rules leave, and that of a box, unless they have another one of its name."""
    rulebook = Rulebook({rule.id: rule for rule in (made_rule(BOX), *rules)}.values())
    return Cleaner.of(rulebook).with_options(**options).clean("\n".join(lines))


def gone_by_model(lines: Sequence[str], *rules: Rule, **options: str) -> list[str]:
    """The lines that the model drops."""
    result = cleaned(lines, *rules, **options)
    return [edit.old.rstrip("\n") for edit in result.edits if edit.rule == RULE]


def answered(model: Model, row: Sequence[float]) -> Answer:
    """What a model says of one line."""
    (answer,) = model.answers([row])
    return answer


def needed(policy: str, kind: str, *, alone: bool = False) -> float:
    """The log-odds that a line needs; of a page, also if no rule has dropped a line in it."""
    return math.log(ASKED[policy][kind] / (1 - ASKED[policy][kind])) + alone * ALONE


def learn(monkeypatch: pytest.MonkeyPatch) -> Learned:
    """A function that puts a model in place: short lines (at most six words) have the log-odds
    `short`, others `long`; or the trees that are given."""

    def put(short: float = 9.0, long: float = -9.0, trees: Any = None) -> None:
        tree = [["words", 6, 1, 2, 0.0], [short], [long]]
        model = load(json.dumps({"trees": [tree] if trees is None else trees}))
        monkeypatch.setattr(gather, "default_model", lambda: model)

    return put

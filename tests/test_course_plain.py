"""The model's course, scored where it is asked, is that of the plain way: all lines scored."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learning import answered, made_rule, needed
from texts import EXAMPLES

from cleaner import Cleaner
from cleaner.decide import NEEDED
from cleaner.decide.course import (
    _LISTED,
    ALONE,
    ASKED,
    CHANGE,
    FEWEST_LINES,
    FURNITURE,
    HEADLINE_WORDS,
    INSIDE,
    MOST_LEARNED,
    TAKEN_UP,
    learned_drops,
)
from cleaner.decide.path import likeliest
from cleaner.decide.weighing import Drop, Weighing
from cleaner.evidence import STRUCTURE_RULES
from cleaner.evidence.code import is_code
from cleaner.evidence.gather import Evidence
from cleaner.evidence.measures import MEASURES, measure
from cleaner.evidence.model import Model, default_model, load
from cleaner.evidence.shape import is_byline, is_date, is_signature
from cleaner.evidence.structure import LEARNED
from cleaner.evidence.vocabulary import Vocabulary
from cleaner.model import Line, Match
from cleaner.rulebook.load import default_rulebook
from cleaner.rulebook.rule import Rulebook
from cleaner.text.segment import segment

Reasons = dict[int, tuple[str, ...]]


def _plain(
    lines: Sequence[Line],
    evidence: Evidence,
    weighing: Weighing,
    sure: Mapping[int, Drop],
    likely: Mapping[int, Drop],
    policy: str,
) -> Reasons:
    """Score every line, find one course through all of them, then take back what may not go."""
    model = evidence.model
    filled, rows = measure(lines, evidence.shapes, weighing.standing, sure, likely)
    if model is None or len(filled) < FEWEST_LINES:
        return {}
    article, shapes = evidence.kind == "article", evidence.shapes
    asked = ASKED[policy][evidence.kind]
    long = [i for i in filled if i < evidence.head_end and shapes[i].words >= HEADLINE_WORDS]
    long = [i for i in long if i not in likely]
    headline, most = None, TAKEN_UP
    if article:
        headline = next(iter(long), None) if filled[0] in likely else filled[0]
    for i, row in zip(filled, rows, strict=True):
        topic = row[list(MEASURES).index("topic")]
        if i in long and topic > most:
            headline, most = i, topic
    scores = []
    spoken = Vocabulary.of([lines[i].text.strip() for i in filled]).function_words
    for i, row in zip(filled, rows, strict=True):
        shields = [name for match in evidence.matches[i] for name in match.protects]
        protected = any(name == LEARNED or name not in STRUCTURE_RULES for name in shields)
        protected |= i in evidence.credits or (shapes[i].prose and not spoken)
        protected |= article and is_byline(lines[i].text, shapes[i].words)
        protected |= article and is_signature(lines[i].text)
        protected |= evidence.zone(i) == "head" and is_date(lines[i].text)
        if i in likely:
            scores.append(math.inf)
        elif i == headline or protected or is_code(lines[i].text):
            scores.append(-math.inf)
        else:
            scores.append(answered(model, row).score - math.log(asked / (1 - asked)))
    if not article and not likely:
        scores = [score - ALONE for score in scores]
    course = dict(zip(filled, likeliest(scores, CHANGE), strict=True))
    for i, score in zip(filled, scores, strict=True):
        # a paragraph goes for itself alone
        course[i] = course[i] and (score >= 0 or not shapes[i].prose)
    stay = [i for i in filled if shapes[i].prose and not course[i]]
    if not stay:
        return {}
    boxes = [i for i in likely if _is_box(likely[i].match)]
    for i in filled:
        # no box between it and the paragraphs that stay: in a page, only paragraphs stay for that
        near = range(i, stay[0]) if i < stay[0] else range(stay[-1], i)
        if near and not any(box in near for box in boxes) and (article or shapes[i].prose):
            course[i] = False
    stay = [i for i in filled if shapes[i].prose and not course[i] and i not in likely]
    gone: Reasons = {}
    for i, row in zip(filled, rows, strict=True):
        inside, item = stay[0] < i < stay[-1], _LISTED.search(lines[i].text) is not None
        if i in likely or not course[i] or (inside and (article or shapes[i].prose or item)):
            continue
        terms = answered(model, row).terms()
        reasons = sorted(terms, key=lambda name: (-terms[name], name))[:3]
        gone[i] = tuple(f"{terms[name]:+.1f} {MEASURES[name]}" for name in reasons)
    words = sum(shapes[i].words for i in filled)
    if article and sum(shapes[i].words for i in gone) > MOST_LEARNED * words:
        return {}
    return gone


def _is_box(match: Match) -> bool:
    inside: tuple[str, ...] = INSIDE
    if match.zone == "any":
        inside += FURNITURE
    elif match.scope != "line":
        inside = ()
    return match.strength == "sure" and match.category not in inside


def _compare(rows: Sequence[str], kind: str, policy: str, model: Model) -> Reasons:
    """What goes by the model, found in both ways."""
    text = "\n".join(rows)
    lines = segment(text)
    evidence = replace(_cleaner(kind).gather(text, lines), model=model)
    weighing = Weighing(lines, evidence, NEEDED[policy])
    sure = weighing.sure_drops()
    likely = weighing.likely_drops(sure)
    drops = learned_drops(lines, evidence, weighing, sure, likely, policy)  # type: ignore[arg-type]
    expected = _plain(lines, evidence, weighing, sure, likely, policy)
    assert {i: drop.because for i, drop in drops.items()} == expected
    return expected


@cache
def _cleaner(kind: str) -> Cleaner:
    """The shipped rules, and rules of boxes and of what is none."""
    made = (
        made_rule("box", phrases=("zonk",)),
        made_rule("head", phrases=("zug",), category="share", scope="list", zone="head"),
        made_rule("tail", phrases=("zug",), category="share", scope="list", zone="tail"),
        made_rule("list", phrases=("zeg",), category="share", scope="list"),
        made_rule("embed", phrases=("zog",), category="other"),
        made_rule("inside", phrases=("zig", CAPTION), category="caption"),
        made_rule("guess", phrases=("zag", GUESS), strength="likely"),
    )
    return Cleaner.of(Rulebook((*default_rulebook().rules, *made))).with_options(kind=kind)


WAYS = [(kind, policy) for kind in ("article", "page") for policy in ASKED]

FIRM = (
    "The river rose by two metres and the lower road to Lenn was closed.",
    "Nobody was hurt but eleven families spent the whole night in the hall.",
    "By morning the water had left the old mill and most of Lenn.",
)
WEAK = (
    "Then, at last, the mill wheel turned again and nobody knew why it did.",
    "Sheep, dogs, the baker and his flour all went up to the church.",
)
POOR = ("Zip, zap, zop, zig, zag, the old mill, the new mill, and no mill at all.",)
SHORT = ("Wide blue kettles", "Seven cheap lamps", "Grand spring offer", "Lenn in flood",
         "River water closed the bridge", "- Soft woollen caps", "Fresh eels\t12", "tide = 7;",
         "4. Tall oak doors", "By Ada Brandt", "Von Ada Brandt", "Kettles, lamps")  # fmt: skip
CAPTION = "The mill and the lower road to Lenn as they were before the rain began."
GUESS = "The hall had room for all of the families and for most of their dogs."
BOXES = ("zonk", "Zonk", "zug")
NO_BOXES = ("zig", "zag", "zeg", "zog", CAPTION, GUESS)
LINES = st.one_of(
    st.sampled_from(FIRM + WEAK),
    st.sampled_from(SHORT),
    st.sampled_from(SHORT + POOR),
    st.sampled_from(BOXES + NO_BOXES),
    st.sampled_from(EXAMPLES),
    st.just(""),
)
DOCUMENTS = st.lists(LINES, min_size=12, max_size=40)


def _made(firm: float, weak: float, poor: float, short: float) -> Model:
    """Log-odds of paragraphs with few commas, with some and with many, and of short lines."""
    tree = [["words", 6, 1, 2, 0.0], [short], ["commas", 0.05, 3, 4, 0.0], [firm],
            ["commas", 0.3, 5, 6, 0.0], [weak], [poor]]  # fmt: skip
    other = [["commas", 0.2, 1, 2, 0.0], [0.11], ["capitalised", 0.4, 3, 4, 0.0], [-0.7], [0.9]]
    return load(json.dumps({"trees": [tree, other]}))


@given(DOCUMENTS, st.sampled_from(WAYS))
@settings(max_examples=100)
def test_the_shipped_model(rows: list[str], way: tuple[str, str]) -> None:
    _compare(rows, *way, default_model())


# the rest lets no sum be equal to a threshold: which of two equal courses it is may differ
SCORES = st.integers(-4000, 4000).map(lambda number: number / 1000 + 0.000137)


@given(DOCUMENTS, st.sampled_from(WAYS), st.tuples(SCORES, SCORES, SCORES, SCORES))
@settings(max_examples=150)
def test_models_of_any_mind(
    rows: list[str], way: tuple[str, str], scores: tuple[float, float, float, float]
) -> None:
    _compare(rows, *way, _made(*scores))


def _needed(way: tuple[str, str]) -> float:
    return needed(way[1], way[0])


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_every_way_that_two_firm_paragraphs_can_lie(way: tuple[str, str]) -> None:
    rng, size, went = random.Random(11), 13, 0
    asked = _needed(way)
    for first in range(size):
        for last in range(first, size):
            for weak, short in ((-0.95, 1.3), (-1.05, 0.31), (0.4, -0.2)):
                others = SHORT * 2 + WEAK + POOR + BOXES * 2 + NO_BOXES
                rows = [rng.choice(others) for _ in range(size)]
                rows[first] = rows[last] = rng.choice(FIRM)
                model = _made(-9.0, asked + weak, asked + 0.35, asked + short)
                went += bool(_compare(rows, *way, model))
    assert went > 30


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_every_way_that_two_boxes_can_lie(way: tuple[str, str]) -> None:
    rng, size, went = random.Random(13), 14, 0
    asked = _needed(way)
    for first in range(size):
        for last in range(first, size):
            for firm, poor in ((-9.0, 0.4), (asked - 0.9, 0.4), (-9.0, -0.3)):
                rows = [rng.choice(FIRM * 4 + SHORT + POOR + NO_BOXES) for _ in range(size)]
                rows[first], rows[last] = rng.choice(BOXES + NO_BOXES), rng.choice(BOXES)
                model = _made(firm, -9.0, asked + poor, asked + 0.7)
                went += bool(_compare(rows, *way, model))
    assert went > 30


@pytest.mark.parametrize("way", WAYS, ids="-".join)
@pytest.mark.parametrize("edge", [-1.02, -0.5, -0.02, 0.02])
def test_paragraphs_that_are_nearly_firm(way: tuple[str, str], edge: float) -> None:
    rng, went = random.Random(12), 0
    asked = _needed(way)
    others = SHORT * 2 + FIRM + WEAK * 3 + BOXES
    for _ in range(30):
        rows = [rng.choice(others) for _ in range(rng.randint(12, 24))]
        # the second tree adds 0.11 or so to a paragraph with few commas
        model = _made(asked + edge - 0.11, -9.0, 9.0, asked + 0.7)
        went += bool(_compare(rows, *way, model))
    assert went > 5


@pytest.mark.parametrize("policy", ASKED)
def test_a_paragraph_that_debris_on_both_sides_outweighs_is_firm(policy: str) -> None:
    asked = _needed(("article", policy))
    rows = ["Lenn in flood", *SHORT[:2], FIRM[0], *SHORT[1:3], "zonk", *WEAK * 4]
    parted = [*rows[:3], "zonk", *rows[3:]]
    for score, gone, behind in (
        (0.02, {1, 2, 3, 4, 5}, {1, 2, 4, 5, 6}),
        (-0.02, set(), {1, 2}),
        (-0.7, set(), {1, 2}),
        (-1.1, set(), {1, 2}),
    ):
        model = _made(asked + score - 0.11, -9.0, -9.0, asked + 0.45 - 0.11)
        assert set(_compare(rows, "article", policy, model)) == gone
        assert set(_compare(parted, "article", policy, model)) == behind


@pytest.mark.parametrize("way", WAYS, ids="-".join)
@pytest.mark.parametrize("box", BOXES + NO_BOXES)
def test_without_a_firm_paragraph_all_lines_are_weighed(way: tuple[str, str], box: str) -> None:
    model = _made(-0.4, -0.4, 5.0, 5.0)
    for rows in (
        [*SHORT, box, *SHORT],
        [*FIRM, *WEAK, box, *SHORT],
        [*SHORT, box, *FIRM, *WEAK],
        [*POOR * 3, box, *SHORT],
        [*SHORT, box, FIRM[0], box, *SHORT],
    ):
        _compare(rows, *way, model)


def test_few_lines_and_blank_ones() -> None:
    model: Any = _made(-9.0, -9.0, 9.0, 9.0)
    short = ("Wide blue kettles", "Seven cheap lamps", "Grand spring offer")
    rows = [*FIRM, *FIRM, *FIRM[:2], "zonk", *short]
    for way in WAYS:
        assert set(_compare(rows, *way, model)) == {9, 10, 11}
        assert _compare(rows[:-1], *way, model) == {}
        assert set(_compare([*rows[:9], "", " ", *short], *way, model)) == {11, 12, 13}

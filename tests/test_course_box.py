"""What parts debris from an article: the line of a box, beyond the paragraphs that stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from learning import (
    BOX,
    PARAGRAPHS,
    RULE,
    SHORT,
    Learned,
    around,
    cleaned,
    gone_by_model,
    made_rule,
    needed,
)

from cleaner.decide.course import CHANGE, FURNITURE, INSIDE
from cleaner.evidence.model import Answer, Model
from cleaner.model import CATEGORIES

HEAD = "Lenn"  # the first line of an article may be its headline
MARKED = "Zip, zap, zop, the old mill, the new mill, and no mill at all."
AFTER = SHORT[1:5]


def _marked(learned: Learned, score: float = 9.0) -> None:
    """A model that wants short lines, and the paragraphs with many commas by so much."""
    tree: list[Any] = [["commas", 0.3, 1, 4, 0], ["words", 6, 2, 3, 0], [9.0], [-9.0], [score]]
    learned(trees=[tree])


# --- what is a box


def test_without_a_box_nothing_goes_from_an_article(learned: Learned) -> None:
    _marked(learned)
    lines = [HEAD, SHORT[0], *PARAGRAPHS, *AFTER, MARKED]
    assert gone_by_model(lines) == []
    assert gone_by_model([*lines[:9], BOX, *lines[9:]]) == [*AFTER, MARKED]
    assert gone_by_model([*lines[:2], BOX, *lines[2:]]) == [SHORT[0]]
    # a box at the one end says nothing of the other, nor one with nothing beyond it
    assert gone_by_model([BOX, *lines, BOX]) == []


def test_the_categories_that_stand_inside_an_article() -> None:
    debris = {"caption", "credit", "ad_marker", "related_link", "share"}
    assert set(INSIDE) == debris | {"promo_app", "promo_newsletter", "promo_subscribe"}
    assert set(FURNITURE) == {"other", "cookie_consent"}


@pytest.mark.parametrize("zone", ["any", "tail"])
@pytest.mark.parametrize("category", CATEGORIES)
def test_a_line_of_what_also_stands_inside_an_article_is_no_box(
    learned: Learned, category: str, zone: str
) -> None:
    learned()
    rule = made_rule("zig", category=category, zone=zone)
    inside = category in INSIDE or (category in FURNITURE and zone == "any")
    gone = [] if inside else list(AFTER)
    assert gone_by_model([*PARAGRAPHS, "zig", *AFTER], rule) == gone
    if zone == "any":
        assert gone_by_model([HEAD, *AFTER, "zig", *PARAGRAPHS], rule) == gone


@pytest.mark.parametrize("category", [*INSIDE, *FURNITURE, "comment_form"])
@pytest.mark.parametrize("scope", ["block", "list", "feed", "to_end"])
@pytest.mark.parametrize("zone", ["any", "head"])
def test_a_head_over_more_than_its_line_is_a_box_where_it_stands_nowhere_else(
    learned: Learned, category: str, scope: str, zone: str
) -> None:
    learned()
    # before an article such a head takes in nothing
    rule = made_rule("zig", category=category, scope=scope, zone=zone)
    result = cleaned([HEAD, *AFTER, "zig", *PARAGRAPHS], rule)
    gone = [RULE] * 4 if zone == "head" or category == "comment_form" else []
    assert [edit.rule for edit in result.edits] == [*gone, rule.id]


@pytest.mark.parametrize("category", ["comment_form", "share"])
@pytest.mark.parametrize("scope", ["line", "to_start"])
def test_a_line_of_a_rule_that_is_only_likely_is_no_box(
    learned: Learned, category: str, scope: str
) -> None:
    learned()
    lines = [*PARAGRAPHS, "zig", *AFTER]
    for strength, gone in (("likely", []), ("sure", [RULE] * 4)):
        rule = made_rule("zig", category=category, scope=scope, strength=strength)
        wide = category not in INSIDE
        rules = [edit.rule for edit in cleaned(lines, rule).edits if edit.line > 7]
        assert rules == [rule.id, *(gone if wide else [])]


# --- what it parts


def test_lines_between_the_article_and_the_box_stay(learned: Learned) -> None:
    learned()
    near, far, last = SHORT[0], SHORT[1], SHORT[2]
    assert gone_by_model([*PARAGRAPHS, near, BOX, far, "", BOX, last, BOX]) == [far, last]
    before = [HEAD, last, BOX, far, "", BOX, near, *PARAGRAPHS]
    assert gone_by_model(before) == [last, far]
    # of a page they go as well
    assert gone_by_model([*PARAGRAPHS, near, BOX, far, last, last], kind="page")[:2] == [near, far]


def test_between_the_paragraphs_of_an_article_nothing_goes(learned: Learned) -> None:
    learned()
    lines = [*PARAGRAPHS[:3], SHORT[0], *PARAGRAPHS[3:6], BOX, SHORT[1], BOX, PARAGRAPHS[6], BOX]
    assert gone_by_model([*lines, *SHORT[2:5]], kind="article") == list(SHORT[2:5])
    assert gone_by_model([*lines, *SHORT[2:5]], kind="page") == list(SHORT[:5])


@pytest.mark.parametrize("score", [-9.0, -0.9, -0.01])
def test_a_paragraph_that_stays_between_two_boxes_is_the_end_of_the_article(
    learned: Learned, score: float
) -> None:
    """However firm it is."""
    _marked(learned, needed("balanced", "article") + score)
    beyond = [BOX, SHORT[0], MARKED, SHORT[1], BOX, *SHORT[2:5]]
    assert gone_by_model([*PARAGRAPHS, *beyond]) == list(SHORT[2:5])
    assert gone_by_model([HEAD, *beyond[::-1], *PARAGRAPHS]) == list(SHORT[4:1:-1])
    # one that goes is not
    _marked(learned, needed("balanced", "article") + 0.01)
    gone = [SHORT[0], MARKED, SHORT[1], *SHORT[2:5]]
    assert gone_by_model([*PARAGRAPHS, *PARAGRAPHS, *beyond]) == gone
    assert gone_by_model([HEAD, *beyond[::-1], *PARAGRAPHS, *PARAGRAPHS]) == gone[::-1]


def test_a_paragraph_that_its_neighbours_keep_is_the_end_of_the_article(learned: Learned) -> None:
    _marked(learned, needed("balanced", "article") + 2 * CHANGE - 0.1)
    code = "tide = {7};"  # it stays
    beyond = [BOX, SHORT[0], code, MARKED, code, SHORT[1], BOX, *SHORT[2:5]]
    assert gone_by_model([*PARAGRAPHS, *beyond]) == list(SHORT[2:5])
    assert gone_by_model([HEAD, *beyond[::-1], *PARAGRAPHS]) == list(SHORT[4:1:-1])


@pytest.mark.parametrize("kind", ["article", "page"])
def test_only_a_box_parts_a_paragraph_from_the_article(learned: Learned, kind: str) -> None:
    _marked(learned)
    short = list(AFTER) if kind == "page" else []
    again = MARKED.replace("Zip", "Zoop")
    caption = made_rule("zig", category="caption")
    guess = made_rule("zag", strength="likely")

    def gone(*lines: str) -> list[str]:
        found = gone_by_model([HEAD, *lines], caption, guess, kind=kind)
        return [line for line in found if line != HEAD]

    for debris in ([], ["zig"], ["zag", "zig"]):
        assert gone(*PARAGRAPHS, *debris, *AFTER, MARKED) == short
        assert gone(*PARAGRAPHS, *AFTER, *debris, MARKED) == short
        assert gone(*PARAGRAPHS, *AFTER, MARKED, *debris, BOX) == short
        # the next one is asked from the one that stays
        assert gone(*PARAGRAPHS, MARKED, *debris, *AFTER, again) == short
        assert gone(*PARAGRAPHS, MARKED, BOX, *debris, *AFTER, again) == [*AFTER, again]
        # before the article as after it
        assert gone(MARKED, *AFTER, *debris, *PARAGRAPHS) == short
        assert gone(BOX, MARKED, *debris, *AFTER, *PARAGRAPHS) == short
    assert gone(*PARAGRAPHS, BOX, *AFTER, MARKED) == [*AFTER, MARKED]
    assert gone(*PARAGRAPHS, BOX, MARKED, *AFTER) == [MARKED, *AFTER]
    assert gone(MARKED, *AFTER, BOX, *PARAGRAPHS) == [MARKED, *AFTER]
    # short lines up to the box stay in an article
    assert gone(*PARAGRAPHS, *AFTER, BOX, MARKED) == [*short, MARKED]
    assert gone(MARKED, BOX, *AFTER, *PARAGRAPHS) == [MARKED, *short]


def test_between_the_paragraphs_of_a_page_no_paragraph_goes(learned: Learned) -> None:
    _marked(learned)
    inside = [*PARAGRAPHS[:3], BOX, MARKED, SHORT[0], BOX, *PARAGRAPHS[3:7], BOX, *AFTER]
    assert gone_by_model(inside, kind="page") == list(SHORT[:5])
    assert gone_by_model(inside, kind="article") == list(AFTER)


@pytest.mark.parametrize("kind", ["article", "page"])
def test_a_paragraph_goes_for_a_score_of_its_own(learned: Learned, kind: str) -> None:
    beyond = [SHORT[0], MARKED, *SHORT[1:4]]
    enough = needed("balanced", kind)
    # less than the policy asks for, though its neighbours are debris: it stays
    _marked(learned, enough - 0.01)
    inside = list(SHORT[:1]) if kind == "page" else []
    after = list(SHORT[1:4]) if kind == "page" else []
    assert gone_by_model(around([], beyond), kind=kind) == [*inside, *after]
    parted = [*beyond[:2], BOX, *beyond[2:]]
    assert gone_by_model(around([], parted), kind=kind) == [*inside, *SHORT[1:4]]
    _marked(learned, enough)
    assert gone_by_model(around([], beyond), kind=kind) == beyond


# --- items of lists, rows of tables, addresses


@pytest.mark.parametrize(
    ("line", "item"),
    [
        (SHORT[0], False),
        (f"- {SHORT[0]}", True),
        (f"  + {SHORT[0]}", True),
        (f"123. {SHORT[0]}", True),
        ("Kettles\t12", True),
        ("Kettles   12", True),
        ("Kettles  12", False),
        ("https://kettles.example/blue", True),
        ("www.kettles.example", True),
        ("www.kettles.example for kettles", False),
    ],
)
def test_items_stay_between_the_paragraphs_and_go_around_them(
    learned: Learned, line: str, item: bool
) -> None:
    learned()
    inside = [*PARAGRAPHS[:3], line, *PARAGRAPHS[3:7], BOX, *AFTER]
    assert (line in gone_by_model(inside, kind="page")) is not item
    assert line not in gone_by_model(inside, kind="article")
    behind = around([], [*AFTER, line])
    for kind in ("article", "page"):
        assert line in gone_by_model(behind, kind=kind)
    # up to the box
    beside = [*PARAGRAPHS, line, BOX, *AFTER]
    assert line in gone_by_model(beside, kind="page")
    assert line not in gone_by_model(beside, kind="article")


def test_an_item_stays_before_the_last_paragraph_of_a_page_that_stays(learned: Learned) -> None:
    """Be it one that the model wants; not before one that a rule drops."""
    _marked(learned)
    item = f"- {SHORT[0]}"
    caption = made_rule("zig", category="caption", phrases=(MARKED,))
    for lines in ([*PARAGRAPHS, item, MARKED, *AFTER], [HEAD, *AFTER, MARKED, item, *PARAGRAPHS]):
        gone = [line for line in gone_by_model(lines, kind="page") if line != HEAD]
        assert gone == list(AFTER)
        assert item in gone_by_model(lines, caption, kind="page")
        lines[lines.index(item)] = SHORT[0]
        assert SHORT[0] in gone_by_model(lines, kind="page")


# --- what is weighed


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[float]]:
    """The measures of each line that a model is asked about."""
    rows: list[Sequence[float]] = []
    given = Model.answers

    def answers(model: Model, asked: Sequence[Sequence[float]]) -> list[Answer]:
        rows.extend(asked)
        return given(model, asked)

    monkeypatch.setattr(Model, "answers", answers)
    return rows


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        # without a box nothing
        ([HEAD, SHORT[0], *PARAGRAPHS, *AFTER], 0),
        # the first paragraph, and from the box on
        ([HEAD, *PARAGRAPHS, BOX, *AFTER], 1 + 4),
        ([HEAD, *SHORT, PARAGRAPHS[0], BOX, *AFTER], 1 + 4),
        ([HEAD, SHORT[0], *PARAGRAPHS, SHORT[0], BOX, *AFTER, BOX, SHORT[0]], 1 + 5),
        ([HEAD, *AFTER, BOX, *PARAGRAPHS], 4 + 1),
        ([HEAD, *AFTER, BOX, PARAGRAPHS[0], *SHORT], 4 + 1),
        ([HEAD, SHORT[0], BOX, *AFTER, BOX, SHORT[0], *PARAGRAPHS, SHORT[0]], 5 + 1),
        ([HEAD, *AFTER, BOX, SHORT[0], PARAGRAPHS[0], SHORT[0], BOX, *AFTER], 4 + 1 + 4),
        # that may be the headline, which stays anyway
        ([*PARAGRAPHS, BOX, *AFTER], 4),
        # the first paragraph and the last one
        ([HEAD, *PARAGRAPHS[:3], BOX, *AFTER, BOX, *PARAGRAPHS[3:]], 2),
        ([HEAD, *PARAGRAPHS[:3], BOX, PARAGRAPHS[3], *AFTER, BOX, *PARAGRAPHS[4:], BOX], 2),
        ([HEAD, *AFTER, BOX, *PARAGRAPHS[:4], BOX, *PARAGRAPHS[4:], BOX, *AFTER], 4 + 2 + 4),
    ],
)
def test_of_an_article_what_cannot_go_is_not_weighed(
    learned: Learned, weighed: list[Sequence[float]], lines: list[str], number: int
) -> None:
    learned()
    cleaned(lines)
    assert len(weighed) == number
    weighed.clear()
    cleaned(lines, kind="page")
    assert len(weighed) > number


@pytest.mark.parametrize(("score", "more"), [(0.0, 3), (-0.01, 0)])
def test_paragraphs_are_weighed_up_to_one_that_stays_for_its_own_score(
    learned: Learned, weighed: list[Sequence[float]], score: float, more: int
) -> None:
    _marked(learned, needed("balanced", "article") + score)
    for lines in (
        [HEAD, *[MARKED] * 3, *PARAGRAPHS, BOX, *AFTER],
        [HEAD, *AFTER, BOX, *PARAGRAPHS, *[MARKED] * 3],
    ):
        weighed.clear()
        cleaned(lines)
        assert len(weighed) == more + 1 + 4


def test_without_such_a_paragraph_all_lines_are_weighed(
    learned: Learned, weighed: list[Sequence[float]]
) -> None:
    _marked(learned)
    cleaned([HEAD, *AFTER, *[MARKED] * 9, BOX, SHORT[0], BOX, *[MARKED] * 9, *AFTER])
    assert len(weighed) == 4 + 9 + 1 + 9 + 4

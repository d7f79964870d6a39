"""The measures of what stands around a line: what it shares, how far away it is, what rules say."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from measuring import column_of, match_at

from cleaner.evidence import vocabulary
from cleaner.evidence.table import AROUND, FAR
from cleaner.model import Match


@pytest.fixture
def unlisted(monkeypatch: pytest.MonkeyPatch) -> None:
    """No function words: every long word is a term."""
    monkeypatch.setattr(vocabulary, "_list", lambda language: frozenset())


@pytest.mark.usefixtures("unlisted")
def test_what_a_line_shares_with_the_paragraphs() -> None:
    lines = ["Bridges cracked", "the bridge has cracks", "the bridges", "sheep on a bridge", "a b"]
    prose = {1, 2}
    # terms: bridg+crack, bridg+crack, bridg, sheep+bridg, none
    assert column_of("topic", lines, prose=prose) == [1, 1 / 2, 1, 1 / 2, -1]
    assert column_of("topic_weight", lines, prose=prose) == [3 / 2, 1 / 2, 1, 2 / 2, -1]


@pytest.mark.usefixtures("unlisted")
def test_a_term_weighs_three_paragraphs_at_most() -> None:
    lines = ["bridge", *["the bridge"] * 5]
    assert column_of("topic_weight", lines, prose={1, 2, 3})[:2] == [3, 2]
    assert column_of("topic_weight", lines, prose={1, 2, 3, 4, 5})[:2] == [3, 3]


@pytest.mark.usefixtures("unlisted")
def test_what_a_line_shares_with_the_three_lines_beside_it() -> None:
    lines = ["bridge", "sheep", "tower sheep", "", "mills", "bridge tower"]
    assert column_of("shared_above", lines) == [-1, 0, 1 / 2, 0, 1 / 2]
    assert column_of("shared_below", lines) == [0, 1, 1 / 2, 0, -1]
    near = ["bridge", "sheep", "sheep", "bridge"]
    assert column_of("shared_above", near)[3] == 1
    assert column_of("shared_below", near)[0] == 1
    far = ["bridge", "sheep", "sheep", "sheep", "bridge"]
    assert column_of("shared_above", far)[4] == 0
    assert column_of("shared_below", far)[0] == 0


def test_the_distance_to_the_paragraphs() -> None:
    lines = ["a", "b", "P", "", "c", "d", "P", "e"]
    prose = {2, 6}
    assert column_of("to_paragraph", lines, prose=prose) == [2, 1, 3, 2, 1, FAR, FAR]
    #    above: FAR, FAR, FAR, 1, 2, 3, 1
    assert column_of("gap", lines, prose=prose) == [32, 31, 33, 3, 3, 33, 31]
    assert column_of("to_first", lines, prose=prose) == [2, 1, 0, -1, -2, -3, -4]
    # a paragraph that a sure rule drops is not the first
    assert column_of("to_first", lines, prose=prose, sure={2}) == [5, 4, 3, 2, 1, 0, -1]
    assert column_of("to_paragraph", lines, prose=prose, sure={2})[0] == 2


def test_distances_have_an_end() -> None:
    lines = [*["a"] * (FAR + 2), "P", *["b"] * (FAR + 2)]
    to_paragraph = column_of("to_paragraph", lines, prose={FAR + 2})
    assert to_paragraph[:4] == [FAR, FAR, FAR, FAR - 1]
    to_first = column_of("to_first", lines, prose={FAR + 2})
    assert to_first[:4] == [FAR, FAR, FAR, FAR - 1]
    assert to_first[FAR + 2 : FAR + 9] == [0, -1, -2, -3, -4, -5, -5]
    assert column_of("gap", ["a"] * 3, prose=()) == [2 * FAR] * 3
    assert column_of("to_first", ["a"] * 3, prose=()) == [0, -1, -2]


def test_the_shares_of_the_text_before_and_after_a_line() -> None:
    lines = ["one two", "three", "one two three four", "one"]
    assert column_of("words_before", lines) == [0, 2 / 8, 3 / 8, 7 / 8]
    assert column_of("words_after", lines) == [6 / 8, 5 / 8, 1 / 8, 0]
    assert column_of("prose_before", lines, prose={0, 2}) == [0, 2 / 6, 2 / 6, 1]
    assert column_of("prose_after", lines, prose={0, 2}) == [4 / 6, 4 / 6, 0, 0]
    # paragraphs that a sure rule drops are not the article's
    assert column_of("prose_before", lines, prose={0, 2}, sure={0}) == [0, 0, 0, 1]
    assert column_of("prose_after", lines, prose={0, 2}, sure={0}) == [1, 1, 0, 0]
    assert column_of("prose_before", lines, prose=()) == [0, 0, 0, 0]
    assert column_of("prose_after", lines, prose=()) == [0, 0, 0, 0]


def test_a_block_ends_at_a_blank_line() -> None:
    assert column_of("block", ["", "a", "b", "c", "", "d", "", " ", "e", "f"]) == [3, 3, 3, 1, 2, 2]
    assert column_of("block", ["a", "b", ""]) == [2, 2]
    assert column_of("lines_before", ["a", "", "b", "c"]) == [0, 1, 2]


def test_the_lines_around_a_line() -> None:
    lines = ["one two", "Three", "", "one Two three", "One"]
    assert column_of("words_around", lines) == [5 / 3, 6 / 3, 4 / 3, 6 / 3]
    assert column_of("prose_around", lines, prose={0, 3}) == [1 / 3, 2 / 3, 1 / 3, 2 / 3]
    assert column_of("words_above", lines) == [-1, 2, 1, 3]
    assert column_of("words_below", lines) == [1, 3, 1, -1]
    assert column_of("capitalised_above", lines) == pytest.approx([-1, 0, 1, 1 / 3])
    assert column_of("capitalised_above_2", lines) == [-1, -1, 0, 1]
    assert column_of("capitalised_below", lines) == pytest.approx([1, 1 / 3, 1, -1])


def test_around_a_line_are_five_lines_on_either_side() -> None:
    assert AROUND == 5
    lines = ["one two", *["x"] * 11]
    around = column_of("words_around", lines, prose={0})
    assert around[5] == (2 + 4 + 5) / 10
    assert around[6] == 1
    assert column_of("prose_around", lines, prose={0})[4:7] == [1 / 9, 1 / 10, 0]
    last = column_of("words_around", ["x"] * 6 + ["one two"])
    assert last[:2] == [1, 7 / 6]
    assert column_of("words_around", ["one two"]) == [0]


def test_what_the_rules_drop() -> None:
    lines = ["a", "b", "", "c", "d"]
    options = {"sure": {1}, "likely": {1, 3}}
    assert column_of("dropped", lines, **options) == [0, 1, 0, 0]
    assert column_of("likely", lines, **options) == [0, 1, 1, 0]
    assert column_of("dropped_above", lines, **options) == [0, 0, 1 / 2, 1 / 3]
    assert column_of("dropped_below", lines, **options) == [1, 0, 0, 0]
    assert column_of("text_dropped", lines, **options) == [1 / 4] * 4


def test_all_that_fired_on_a_line_counts() -> None:
    found = {1: [match_at(1), match_at(1, strength="likely"), match_at(1, scope="span")]}
    assert column_of("rules", ["a", "b", "c"], found=found) == [0, 3, 0]


@pytest.mark.parametrize(
    ("match", "sure", "above", "below"),
    [
        (match_at(1, strength="likely"), (), [FAR, FAR, 1], [1, FAR, FAR]),
        (match_at(1, strength="likely", scope="span"), (), [FAR] * 3, [FAR] * 3),
        (match_at(1), (), [FAR] * 3, [FAR] * 3),  # what is sure counts when it dropped
        (match_at(1), {1}, [FAR, FAR, 1], [1, FAR, FAR]),
        (match_at(1), {0}, [FAR, 1, 2], [FAR] * 3),
    ],
)
def test_the_distance_to_a_line_that_a_rule_names(
    match: Match, sure: Collection[int], above: list[float], below: list[float]
) -> None:
    options = {"found": {1: [match]}, "sure": sure}
    assert column_of("rule_above", ["a", "b", "c"], **options) == above
    assert column_of("rule_below", ["a", "b", "c"], **options) == below


@pytest.mark.parametrize(
    ("name", "categories"),
    [
        ("template", "share navigation tag_list"),
        (
            "promotion",
            "promo_newsletter promo_subscribe promo_app ad_marker cookie_consent login_form",
        ),
        ("author", "author_bio byline_meta date_meta read_time"),
        ("comments", "comment_form"),
    ],
)
def test_the_distance_to_debris_of_one_purpose(name: str, categories: str) -> None:
    purposes = {
        "template_above": "template",
        "template_below": "template",
        "promotion_below": "promotion",
        "author_above": "author",
        "comments_above": "comments",
    }
    for category in categories.split():
        found = {1: [match_at(1, category)]}
        for column, purpose in purposes.items():
            expected = [FAR, FAR, 1] if column.endswith("above") else [1, FAR, FAR]
            told = expected if purpose == name else [FAR] * 3
            assert column_of(column, ["a", "b", "c"], found=found) == told, (category, column)
    inside = {1: [match_at(1, categories.split()[0], scope="span")]}
    for column in purposes:
        assert column_of(column, ["a", "b", "c"], found=inside) == [FAR] * 3

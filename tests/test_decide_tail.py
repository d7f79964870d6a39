"""Where the tail begins, and the last title of a list between paragraphs."""

from __future__ import annotations

import pytest
from deciding import ONE, TWO, doc, kept, named, using

from cleaner import Cleaner

THREE = "The mayor said that the dam would be looked at again before the first snow of the year."
FOUR = "A farmer lost two calves, and says that the warning came an hour after the water had come."
ABOVE = (ONE, TWO, THREE)
BOX = ("alpha", "beta", "gamma", "alpha")


def _cleaner(**values: object) -> Cleaner:
    return using(
        named("alpha", category="share"),
        named("beta", category="promo_newsletter"),
        named("gamma", category="comment_form"),
        named("label", **{"zone": "tail", **values}),
    )


def _left(*lines: str, **values: object) -> list[str]:
    return kept(_cleaner(**values).clean(doc(*lines)))


def test_one_paragraph_below_boxes_is_in_the_tail() -> None:
    assert _left(*ABOVE, "label", *BOX, FOUR) == [*ABOVE, FOUR]
    assert _left(*ABOVE, *BOX, FOUR, "label") == [*ABOVE, FOUR]
    assert _left(*ABOVE, "label", *("alpha", "beta") * 2, FOUR) == [*ABOVE, FOUR]
    # two may be the article's, or it has hardly begun
    assert "label" in _left(*ABOVE, "label", *BOX, FOUR, FOUR)
    assert "label" in _left(ONE, TWO, "label", *BOX, FOUR)


@pytest.mark.parametrize(
    "box",
    [
        ("alpha", "beta", "gamma"),
        ("alpha", "alpha", "alpha", "alpha"),
        ("alpha", "beta", "gamma", "delta"),
    ],
)
def test_boxes_have_several_lines_of_several_kinds(box: tuple[str, ...]) -> None:
    assert "label" in _left(*ABOVE, "label", *box, FOUR)


@pytest.mark.parametrize(
    "values",
    [
        {"category": "caption"},
        {"strength": "likely"},
        {"near": ("en.t.none",)},
        {"scope": "span", "phrases": (), "patterns": ("beta",), "keywords": ("beta",)},
    ],
)
def test_what_lines_boxes_have(values: dict[str, object]) -> None:
    cleaner = using(
        named("alpha", category="share"),
        named("beta", **{"category": "promo_newsletter", **values}),
        named("label", zone="tail"),
    )
    lines = (*ABOVE, "label", "alpha", "beta", "alpha", "beta", FOUR)
    assert "label" in kept(cleaner.clean(doc(*lines)))


def test_the_paragraph_below_boxes_stays_whatever_runs_to_the_end() -> None:
    assert _left(*ABOVE, *BOX, "label", FOUR, "The End", scope="to_end") == [*ABOVE, FOUR]


TITLE = "The ferry runs late for the third week"


@pytest.mark.parametrize("scope", ["list", "feed"])
def test_the_last_title_of_a_list_goes_where_the_article_has_no_heads(scope: str) -> None:
    assert _left(ONE, "label", TITLE, TWO, zone="any", scope=scope) == [ONE, TWO]
    assert _left(ONE, "label", TITLE, TITLE + "s", TWO, zone="any", scope=scope) == [ONE, TWO]
    assert _left(ONE, "", "label", "", TITLE, "", TWO, zone="any", scope=scope) == [ONE, TWO]
    twice = (ONE, "label", TITLE, TWO, "label", TITLE + "s", THREE)
    assert _left(*twice, zone="any", scope=scope) == [ONE, TWO, THREE]


def test_the_last_title_of_a_list_may_be_the_next_head() -> None:
    def left(*lines: str) -> list[str]:
        return _left(*lines, zone="any", scope="list")

    # as long as the heads of an article
    assert left(ONE, "label", "The third week", TWO) == [ONE, "The third week", TWO]
    # in an article that has heads
    for own in ("How it began", "alpha, and what it was"):
        assert left(ONE, own, TWO, "label", TITLE, THREE) == [ONE, own, TWO, TITLE, THREE]
    # what a rule knows is no head, nor what stands outside of the article
    assert left(ONE, "alpha", TWO, "label", TITLE, THREE) == [ONE, TWO, THREE]
    assert left("A headline", ONE, "label", TITLE, TWO, "The end") == [
        "A headline", ONE, TWO, "The end",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "values",
    [
        {"strength": "likely"},
        {"near": ("en.t.none",)},
        {"scope": "list", "strength": "likely"},
        {"scope": "span", "phrases": (), "patterns": ("points",), "keywords": ("points",)},
    ],
)
def test_a_head_that_no_rule_drops_for_sure_is_the_articles_own(values: dict[str, object]) -> None:
    cleaner = using(named("label", scope="list"), named("points", **values))
    # a span leaves the rest of its line
    own = "Old points" if values.get("scope") == "span" else "points"
    assert TITLE in kept(cleaner.clean(doc(ONE, own, TWO, "label", TITLE, THREE)))


def test_a_head_that_an_exception_knows_is_the_articles_own() -> None:
    cleaner = using(
        named("label", scope="list"),
        named("points", protects=("share",)),
    )
    lines = (ONE, "points", TWO, "label", TITLE, THREE)
    assert kept(cleaner.clean(doc(*lines))) == [ONE, "points", TWO, TITLE, THREE]

"""The head under which nothing but links to other stories and their teasers stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.evidence.feed import _After
from cleaner.rulebook.rule import Rule, Rulebook
from cleaner.text.segment import segment

PROSE = (
    "The river rose by two metres in the night, and the lower road was closed until Friday.",
    "Nobody was hurt, but eleven families spent the night in the school hall with their dogs.",
    "The mayor said that the old dam would be looked at again before the first snow of the year.",
    "A crew from the next valley brought pumps, and by noon the cellars of the market were dry.",
)
TEASER = "The ferry is late again, and the people who take it to work have written to the council."
FEED = ("Zonk stories", "Ferry late", TEASER, "Goat on the roof", TEASER.replace("ferry", "goat"))


def _rule(name: str, **values: Any) -> Rule:
    known = {"category": "related_link", "about": "Made for a test.", "phrases": (name,)}
    return Rule(id=f"en.t.{name.split()[-1]}", **{**known, **values})


def _dropped(*lines: str, rules: tuple[Rule, ...] = (), **values: Any) -> list[str]:
    head = _rule("Zonk stories", **{"scope": "feed", **values})
    result = Cleaner.of(Rulebook((head, *rules))).clean("\n\n".join(lines))
    return [edit.old.strip() for edit in result.edits if edit.category != "whitespace"]


def test_all_under_a_late_head_goes() -> None:
    assert _dropped(*PROSE, *FEED) == list(FEED)


def test_a_likely_head_is_in_the_tail() -> None:
    assert _dropped(*PROSE, *FEED, strength="likely", zone="tail") == list(FEED)


def test_a_list_ends_with_the_first_teaser() -> None:
    assert _dropped(*PROSE, *FEED, scope="list") == [FEED[0]]


LONG = " ".join(PROSE)


@pytest.mark.parametrize(
    "lines",
    [
        (LONG, LONG, *FEED),
        (*PROSE, *FEED, *(line for prose in PROSE for line in (prose, "The river"))),
        (LONG, *PROSE, *FEED[:3], "Late", *PROSE[:3]),
        (LONG, LONG, *PROSE, FEED[0], TEASER, *PROSE[:2], "Late"),
        (LONG, *PROSE, *FEED, "1. Stir it well", "2. Shake it well", "3. Drink it"),
        (LONG, *PROSE, *FEED, "200 g eels", "\u00bd tsp salt", "1/4 cup water"),
        (LONG, *PROSE, *FEED, "eels\t12", "pike\t7", "carp\t3"),
        (LONG, *PROSE, *FEED, "dam.open();", "dam.wait(3);", "dam.close();"),
    ],
    ids=["few before", "early", "goes on", "at once", "steps", "amounts", "rows", "code"],
)
def test_where_the_article_may_go_on_the_teasers_stay(lines: tuple[str, ...]) -> None:
    gone = _dropped(*lines)
    assert FEED[0] in gone
    assert FEED[2] not in gone


@pytest.mark.parametrize(("last", "late"), [(12, True), (11, False)])
def test_exactly_so_late(last: int, late: bool) -> None:
    """Three fifths of the words stand above the head, or one fewer than that."""
    story = "The river rose by two metres and the lower road was closed."
    teaser = "The ferry is late again and people have written to the council."
    paragraphs = [story, story.replace("river", "lake"), story.replace("river", "sea")]
    above = [*paragraphs, " ".join(["Flood"] * last)]
    below = ["Zonk stories", "Ferry late", teaser, " ".join(["Goat"] * 16)]
    words = [sum(len(line.split()) for line in lines) for lines in (above, below)]
    assert words == [36 + last, 32]
    assert (teaser in _dropped(*above, *below)) is late


def test_paragraphs_alone_under_the_head_are_the_article() -> None:
    """The links of the box were lost."""
    assert _dropped(LONG, *PROSE, FEED[0], TEASER) == [FEED[0]]
    assert _dropped(LONG, *PROSE, FEED[0], *PROSE[:2]) == [FEED[0]]
    assert _dropped(LONG, *PROSE, FEED[0], TEASER, FEED[1]) == [FEED[0], TEASER, FEED[1]]


def test_three_paragraphs_before_are_enough() -> None:
    assert _dropped(LONG, *PROSE[:2], *FEED) == list(FEED)


def test_two_paragraphs_or_two_steps_are_no_article() -> None:
    for last in (PROSE[:2], ("1. Ferry late", "2. Goat on the roof")):
        assert _dropped(*PROSE, *PROSE, *FEED[:3], "Late", *last) == [*FEED[:3], "Late", *last]


def test_a_paragraph_that_a_rule_drops_breaks_the_row() -> None:
    named = _rule("beta", category="share", phrases=(TEASER,))
    after = (*FEED[:2], *PROSE[:2], TEASER, PROSE[2])
    assert _dropped(*PROSE, *PROSE, *after, rules=(named,)) == list(after)
    maybe = _rule("beta", category="share", phrases=(TEASER,), strength="likely")
    assert PROSE[2] not in _dropped(*PROSE, *PROSE, *after, rules=(maybe,))


def test_comments_are_not_looked_at() -> None:
    comments = _rule("beta", category="comment_form", scope="to_end")
    lines = (*FEED, "beta", *PROSE, *PROSE, *PROSE)
    assert _dropped(*PROSE, *lines, rules=(comments,)) == list(lines)


@pytest.mark.parametrize(
    ("values", "rules"),
    [
        ({"near": ("login_form",)}, ()),
        ({}, (_rule("x", phrases=("Zonk stories",), protects=("related_link",)),)),
    ],
    ids=["without what its rule asks for", "protected"],
)
def test_what_is_no_head_moves_no_end_of_the_article(
    values: dict[str, Any], rules: tuple[Rule, ...]
) -> None:
    tail = _rule("beta", category="share", zone="tail", strength="likely")
    lines = (LONG, *PROSE, "Zonk stories", "beta", TEASER)
    assert _dropped(*lines, rules=(tail,)) == ["Zonk stories", "beta", TEASER]
    assert _dropped(*lines, rules=(tail, *rules), **values) == []


def test_a_line_under_the_head_keeps_the_name_of_its_own_rule() -> None:
    sure, likely = _rule("beta", category="share"), _rule("gamma", strength="likely")
    head = _rule("Zonk stories", scope="feed")
    also = _rule("alpha", category="other", strength="likely", phrases=("beta",))
    text = "\n\n".join((*PROSE, *FEED, "beta", "gamma"))
    result = Cleaner.of(Rulebook((also, head, sure, likely))).clean(text)
    named = [(e.rule, e.because) for e in result.edits if e.category != "whitespace"][-3:]
    assert named == [
        ("en.t.stories", ("feed of line 9",)),
        ("en.t.beta", ()),
        ("en.t.gamma", ("feed of line 9",)),
    ]


def test_the_first_head_that_is_late_enough_counts() -> None:
    early = (PROSE[0], "Zonk stories", "Ferry late", "What the river did", *PROSE, *PROSE)
    assert _dropped(*early, *FEED) == ["Zonk stories", "Ferry late", *FEED]


def test_after_a_head_under_which_the_article_goes_on_the_next_counts() -> None:
    article = [line.replace("the", "their") for line in PROSE[:3]]
    lines = (LONG, LONG.replace("the", "our"), *PROSE, "Zonk stories", *article, *FEED)
    assert _dropped(*lines) == ["Zonk stories", *FEED]


NAMED = ("Zonk shares", TEASER, "1. Zonk it")
LINES = st.sampled_from([*PROSE[:2], "Ferry late", "1. Stir the pot", *NAMED])


def _agree(rows: Sequence[str], start: int, end: int) -> bool:
    """Whether the article goes on, by sums and by a walk through the lines."""
    lines = segment("\n".join(rows))
    aside = _rule("aside", scope="span", phrases=(), keywords=("by two",), patterns=("by two",))
    book = Rulebook((_rule("Zonk shares", category="share", phrases=NAMED), aside))
    evidence = Cleaner.of(book).gather("\n".join(rows), lines)
    after = _After(lines, evidence.filled, evidence.shapes, evidence.matches, 0)
    row = listed = titles = paragraphs = 0
    expected = False
    for text in rows[start:end]:
        if text in NAMED:
            row = 0
            continue
        row = row + 1 if text in PROSE else 0
        titles, paragraphs = titles + (text not in PROSE), paragraphs + (text in PROSE)
        listed += text.startswith("1.")
        expected |= row > 2 or listed > 2
    expected |= paragraphs > 0 and not titles
    assert after.goes_on(start, end) == expected
    return expected


@given(st.lists(LINES, max_size=14), st.data())
def test_sums_say_what_a_walk_through_the_lines_says(rows: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(rows)))
    _agree(rows, start, data.draw(st.integers(start, len(rows))))


@pytest.mark.parametrize(
    ("rows", "goes_on"),
    [
        ([], False),
        (["Zonk shares"], False),
        (["Ferry late"], False),
        ([TEASER], False),
        ([PROSE[0]], True),
        ([PROSE[1], "Zonk shares"], True),
        ([PROSE[1], "Ferry late"], False),
        ([*PROSE[:2], "Ferry late"], False),
        ([*PROSE[:3], "Ferry late"], True),
        ([*PROSE[:2], TEASER, PROSE[3], "Ferry late"], False),
        (["Ferry late", *["1. Zonk it"] * 3], False),
        (["Ferry late", *["1. Stir the pot"] * 2], False),
        (["Ferry late", *["1. Stir the pot"] * 3], True),
    ],
)
def test_what_goes_on(rows: list[str], goes_on: bool) -> None:
    assert _agree(rows, 0, len(rows)) is goes_on

"""The life of the author after the article, told by the name in the byline."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner import Cleaner
from cleaner.evidence.author_box import AUTHOR_BOX, author_box
from cleaner.evidence.shape import shapes_of
from cleaner.model import POLICIES
from cleaner.text.segment import segment

P = "The river rose by two metres, and the lower road was closed for a week."
LIFE = "Ada keeps lamps in seven ports of the north, and a dog in the eighth of them."
ARTICLE = ["How the river came to the road", "By Ada Brandt", *[P] * 4]
BOX = ["Ada Brandt", LIFE]


def _gone(rows: list[str], named: frozenset[int] = frozenset()) -> list[int]:
    lines = segment("\n".join(rows))
    filled = [i for i, line in enumerate(lines) if line.text.strip()]
    return sorted(m.line for m in author_box(lines, filled, shapes_of(lines), named))


def test_under_the_name_in_the_byline() -> None:
    assert _gone([*ARTICLE, *BOX]) == [7]
    assert _gone([*ARTICLE, "Otto Fenn", LIFE]) == []
    assert _gone([ARTICLE[0], *ARTICLE[2:], *BOX]) == []
    assert _gone([*ARTICLE, LIFE]) == []
    assert _gone([P, P]) == _gone(["By Ada Brandt", "Ada Brandt"]) == _gone([]) == []


@pytest.mark.parametrize(
    ("byline", "found"),
    [
        ("Ada Brandt", True),
        ("By Ada Brandt, 3 May", True),
        ("Von Ada Brandt", True),
        ("Text: Ada Brandt", True),
        ("By Otto Fenn and Ada Brandt", True),
        ("The river and Ada Brandt", False),
        ("By Ada and Otto Brandt", False),
        ("By Ada Brandt" + " of the road" * 4, False),
    ],
)
def test_what_a_byline_is(byline: str, found: bool) -> None:
    assert _gone([ARTICLE[0], byline, *[P] * 4, *BOX]) == ([7] if found else [])


def test_the_headline_is_no_byline() -> None:
    assert _gone(["Ada Brandt", P, *[P] * 4, *BOX]) == []
    assert _gone(["By Ada Brandt", P, *[P] * 4, *BOX]) == [7]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("About Ada Brandt", True),
        ("Ada Brandt, PhD", False),  # no byline says so
        ("More About Ada Brandt", False),
        ("of Ada Brandt", False),
        ("About Ada", False),
        ("Ada", False),
        ("Ada Brandt.", False),
        ("Ada Brandt swims", False),
    ],
)
def test_what_a_name_over_it_is(head: str, found: bool) -> None:
    assert _gone([*ARTICLE, head, LIFE]) == ([7] if found else [])


def test_what_begins_with_the_name() -> None:
    for life in ("As a keeper of lamps, Ada", "Dr. Brandt", "Ada B. Brandt"):
        assert _gone([*ARTICLE, "Ada Brandt", LIFE.replace("Ada", life)]) == [7], life
    for life in ("One of those who know is Ada who", "Otto"):
        assert _gone([*ARTICLE, "Ada Brandt", LIFE.replace("Ada", life)]) == [], life
    long = "Ada Brandt" + " and the lamp" * 52 + "."  # 158 words
    assert _gone([*ARTICLE, "Ada Brandt", long]) == [7]
    assert _gone([*ARTICLE, "Ada Brandt", long.replace("Ada", "Ada is a keeper:")]) == []


def test_what_stands_between_and_after() -> None:
    assert _gone([*ARTICLE, "Ada Brandt", "Keeper of lamps", "5 posts", LIFE]) == [9]
    assert _gone([*ARTICLE, "Ada Brandt", "Keeper of lamps", "5 posts", "Follow", LIFE]) == []
    assert _gone([*ARTICLE, *BOX, "Ada on the network"]) == [7]
    assert _gone([*ARTICLE, *BOX, "Ada Brandt"]) == [7]
    assert _gone([*ARTICLE, *BOX, LIFE, LIFE]) == [7, 8, 9]
    assert _gone([*ARTICLE, P, *BOX, LIFE, LIFE, LIFE]) == []  # what follows is the article's
    assert _gone([*ARTICLE, *[P] * 4, *BOX, LIFE, LIFE, LIFE]) == [11, 12, 13]
    assert _gone([*ARTICLE, *BOX, "Otto pays for lamps, he says, and not for dogs."]) == [7]


def test_how_much_of_the_article_stands_above_and_below() -> None:
    assert _gone([*ARTICLE[:-1], *BOX]) == []
    assert _gone([*ARTICLE, *BOX, P]) == []
    assert _gone([*ARTICLE, *[P] * 4, *BOX, P]) == [11]
    assert _gone([*ARTICLE, *[P] * 12, *BOX, *[P] * 3]) == [19]
    assert _gone([*ARTICLE, *[P] * 40, *BOX, *[P] * 4]) == []
    # what rules name does not count
    assert _gone([*ARTICLE, *BOX, P], frozenset({8})) == [7]
    assert _gone([*ARTICLE, *BOX], frozenset({4})) == []


def test_whom_the_article_tells_of() -> None:
    told = P.replace("river", "river Brandt")
    assert _gone([*ARTICLE[:-1], told, *BOX]) == []
    after = "The road was closed for a week, and so were the shop and the mill of Brandt."
    assert _gone([*ARTICLE, *[P] * 4, *BOX, after]) == []
    assert _gone([*ARTICLE, *[P] * 4, *BOX, after.replace("Brandt", "Fenn")]) == [11]


def test_a_list_of_people() -> None:
    other = ["Otto Fenn", LIFE.replace("Ada", "Otto")]
    assert _gone([*ARTICLE, *other, *BOX]) == []
    assert _gone([*ARTICLE, *other, P, *BOX]) == [10]
    assert _gone([*ARTICLE, "What Otto Said", other[1], *BOX]) == [9]
    lamps = ["Lamps of the North", P.replace("The river", "Lamps")]
    assert _gone([*ARTICLE, *lamps, *BOX]) == [9]
    both = [ARTICLE[0], "By Otto Fenn and Ada Brandt", *ARTICLE[2:]]
    assert _gone([*both, P, *other, *BOX]) == [10]


@pytest.mark.parametrize(
    "rows",
    [
        ["Der Fluss an der Straße", "Von Ada Brandt", "Ada Brandt schreibt seit 2009 über Lampen."],
        ["La rivière sur la route", "Par Ada Brandt", "Ada vit au nord avec deux chiens et écrit."],
        ["El río en el camino", "Por Ada Brandt", "Ada Brandt estudió en el norte y enciende."],
        ["Rzeka na drodze", "Ada Brandt", "Ada od lat pisze o lampach i o psach na północy."],
        ["Река на дороге", "Ада Брандт", "Ада Брандт живёт на севере и пишет о лампах и псах."],
    ],
    ids=lambda rows: rows[0],
)
def test_in_whatever_language(rows: list[str]) -> None:
    title, byline, life = rows
    name = byline.split(None, 1)[1] if byline.startswith(("Von", "Par", "Por")) else byline
    life += " " + life
    text = "\n\n".join([title, byline, *[P] * 5, name, life]) + "\n"
    left = "\n\n".join([title, byline, *[P] * 5, name]) + "\n"
    result = Cleaner().clean(text)
    assert result.text == left and result.edits[-1].rule == AUTHOR_BOX
    assert Cleaner(policy="careful").clean(text).text == text


def _article(*rows: str) -> list[str]:
    return [*ARTICLE, P, *rows]


NEAR_MISSES = {
    "interview": _article("Ada Brandt", "How cold is it?", "Otto Fenn", "Cold, Ada, and wet."),
    "portrait": ["Ada Brandt", "By Otto Fenn", *[P] * 5, "Ada Brandt", LIFE],
    "told": [*ARTICLE, P.replace("river", "river that Brandt knew"), *BOX],
    "obituary": ["Ada Brandt, 1931 to 2019", "Ada Brandt", *[P] * 3, *BOX],
    "cast": _article("Ada Brandt", "The keeper", "Otto Fenn", "The dog"),
    "picks": _article("Otto Fenn", LIFE.replace("Ada", "Otto"), *BOX),
    "middle": _article(*BOX, P, P, P, P),
    "signature": _article("Ada Brandt"),
    "section": ["A walk", "Lower Road", *[P] * 5, "Lower Road", "The lower road is still shut."],
    "letter": _article("Ada Brandt", P),
}


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("name", NEAR_MISSES)
def test_near_misses_stay(name: str, policy: Any) -> None:
    text = "\n\n".join(NEAR_MISSES[name]) + "\n"
    assert Cleaner(policy=policy).clean(text).text == text

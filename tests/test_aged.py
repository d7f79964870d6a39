"""Titles of other stories after the article, each with its age."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.rulebook.rule import Rule, Rulebook

ONE = "The river rose by two metres in the night, and the lower road was closed until Friday."
TWO = "Nobody was hurt, but eleven families spent the night in the school hall with their dogs."
THREE = "The mayor said that the dam would be looked at again before the first snow of the year."
ARTICLE = (ONE, TWO, THREE)

GOAT = "Goat found on the roof of the old station"
FERRY = "Ferries to the north will leave later"
BAKER = "Baker sells last dark loaf"
SIX, SEVEN, TWO_DAYS = "6 hours ago", "- 7 hours ago", "2 days ago"
UNDER = (GOAT, SIX, FERRY, SEVEN, BAKER, TWO_DAYS)
OVER = (SIX, GOAT, SEVEN, FERRY, TWO_DAYS, BAKER)


def _cleaner(category: str = "date_meta") -> Cleaner:
    ages = (SIX, "7 hours ago", TWO_DAYS)
    about = "Made for a test."
    rule = Rule(id="en.t.ago", category=category, strength="likely", about=about, phrases=ages)
    return Cleaner.of(Rulebook((rule,)))


def _dropped(*lines: str) -> list[str]:
    """The titles that go by the rule, in their order."""
    edits = _cleaner().clean("\n".join(lines)).edits
    return [edit.old.strip() for edit in edits if edit.rule == "structure.aged_titles"]


@pytest.mark.parametrize("listed", [UNDER, OVER], ids=["ages under", "ages over"])
def test_titles_beside_their_ages_go(listed: tuple[str, ...]) -> None:
    result = _cleaner().clean("\n".join((*ARTICLE, *listed)))
    assert result.text == "\n".join(ARTICLE)
    edits = [edit for edit in result.edits if edit.rule == "structure.aged_titles"]
    assert [edit.old.strip() for edit in edits] == [GOAT, FERRY, BAKER]
    assert {edit.category for edit in edits} == {"related_link"}
    assert "among 3 ages of other stories" in edits[0].because[0]


def test_a_section_and_a_title_stand_between_two_ages() -> None:
    listed = (GOAT, SIX, "Sea", FERRY, "Oda Brannigan", SEVEN, "Bread", BAKER, TWO_DAYS)
    assert _dropped(*ARTICLE, *listed) == [
        *(GOAT, "Sea", FERRY, "Oda Brannigan", "Bread", BAKER),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (*ARTICLE, GOAT, SIX, FERRY, SEVEN),  # two ages may be the article's and another's
        (*ARTICLE, "Sea", "Salt", "Tin", "Wax", SIX, SEVEN, TWO_DAYS),  # nothing between
        (*ARTICLE, GOAT, SIX, SEVEN, TWO_DAYS),
        (ONE, TWO, *UNDER),
        (ONE, *UNDER, TWO, THREE),
        (*ARTICLE[:2], "The dam in three steps:", *OVER, THREE),
        (*ARTICLE, "The dam in three steps:", *OVER),
        (*ARTICLE, GOAT, SIX, *("Tin", "Wax", "Salt"), FERRY, SEVEN, BAKER, TWO_DAYS),
    ],
    ids=["two", "ages alone", "one title", "short", "inside", "colon inside", "colon", "far apart"],
)
def test_what_is_no_such_list(lines: tuple[str, ...]) -> None:
    assert _dropped(*lines) == []


def test_the_list_may_end_with_an_age() -> None:
    assert _dropped(*ARTICLE, *OVER[:-1]) == [GOAT, FERRY]


def test_a_title_that_is_a_sentence_in_a_list_goes_too() -> None:
    sentence = "- A goat was on the roof."
    assert _dropped(*ARTICLE, sentence, *UNDER[1:]) == [sentence, FERRY, BAKER]


def test_a_name_of_two_words_over_the_first_age_stays() -> None:
    listed = ("Oda Brannigan", SIX, FERRY, SEVEN, BAKER, TWO_DAYS)
    assert _dropped(*ARTICLE, *listed) == [FERRY, BAKER]


def test_lines_of_another_kind_are_no_ages() -> None:
    result = _cleaner("share").clean("\n".join((*ARTICLE, *UNDER)))
    assert not [edit for edit in result.edits if edit.rule == "structure.aged_titles"]

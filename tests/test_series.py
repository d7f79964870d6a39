"""Captions and tickers that show in a series, or by standing out of one."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.rulebook.rule import Rule, Rulebook

ONE = "The river rose by two metres in the night, and the lower road was closed until Friday."
TWO = "Nobody was hurt, but eleven families spent the night in the school hall with their dogs."
THREE = (
    "The mayor said that the old dam would be looked at again before the first snow of the year."
)
CAPTION = "The school hall at six in the morning."
HEADS = ("What The River Did", "What The Town Did")


def _dropped(*lines: str, rules: tuple[Rule, ...] = ()) -> list[str]:
    """The lines that go of a text, one after the other with a blank line between."""
    text = "\n\n".join(lines)
    result = Cleaner.of(Rulebook(rules)).clean(text)
    return [edit.old.strip() for edit in result.edits if edit.category != "whitespace"]


def test_a_caption_that_stands_twice_goes_with_its_twin() -> None:
    text = "\n\n".join((ONE, CAPTION, CAPTION, TWO))
    result = Cleaner.of(Rulebook()).clean(text)
    first, second = (edit for edit in result.edits if edit.category != "whitespace")
    assert (first.rule, first.category) == ("structure.twin_lines", "caption")
    assert "it stands twice, one directly after the other" in first.because[0]
    assert second.category == "caption"
    assert result.text == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "lines",
    [
        (ONE, "The school hall.", "The school hall.", TWO),  # three words may be a cell
        (ONE, CAPTION, CAPTION, CAPTION, TWO),
        (ONE, "- " + CAPTION, "- " + CAPTION, TWO),
        (ONE, "The hall | at | six | today", "The hall | at | six | today", TWO),
        (ONE, CAPTION, TWO, CAPTION, THREE),
        (ONE, "Sleep, little river, sleep", CAPTION, CAPTION, "Wake, little river, wake", TWO),
    ],
    ids=["short", "three", "items", "cells", "apart", "verse"],
)
def test_what_stands_twice_and_is_no_caption(lines: tuple[str, ...]) -> None:
    assert _dropped(*lines) == []


def test_of_a_head_that_stands_twice_one_copy_stays() -> None:
    head = "What the river did to the town"
    assert _dropped(ONE, head, head, TWO) == [head]
    question = "What did the river do to it?"
    assert _dropped(ONE, question, question, TWO) == [question]


def test_four_words_may_be_a_head_that_stands_twice() -> None:
    assert _dropped(ONE, "What the river did", "What the river did", TWO) == ["What the river did"]


def test_of_what_stands_twice_around_the_article_one_copy_stays() -> None:
    assert _dropped(CAPTION, CAPTION, ONE, TWO) == [CAPTION]
    assert _dropped(ONE, TWO, CAPTION, CAPTION) == [CAPTION]
    assert _dropped(ONE, ONE, TWO) == [ONE]
    assert _dropped(ONE, TWO, TWO, THREE) == [TWO]


def test_a_paragraph_on_one_side_is_enough() -> None:
    assert _dropped(ONE, CAPTION, CAPTION, "Lenn today", TWO) == [CAPTION, CAPTION]
    assert _dropped(ONE, "Lenn today", CAPTION, CAPTION, TWO) == [CAPTION, CAPTION]
    assert _dropped(CAPTION, CAPTION, "Lenn today", ONE, TWO) == []
    assert _dropped(ONE, TWO, "Lenn today", CAPTION, CAPTION) == []


def test_what_goes_beside_the_article_is_a_title_said_twice() -> None:
    result = Cleaner.of(Rulebook()).clean("\n\n".join((CAPTION, CAPTION, ONE, TWO)))
    (edit,) = (edit for edit in result.edits if edit.category != "whitespace")
    assert (edit.line, edit.category) == (3, "duplicate_title")


@pytest.mark.parametrize(
    ("first", "second"),
    [("Zonk: the hall at six", "Zonk: the hall at six"),
     ("Zonk: the hall at six", "zonk: the hall at six"),
     ("zonk: the hall at six", "Zonk: the hall at six")],
)  # fmt: skip
def test_of_what_a_rule_names_either_copy_may_stay(first: str, second: str) -> None:
    rule = Rule(
        id="en.t.zonk", category="caption", about="Made.", strength="likely", zone="any",
        keywords=("zonk",), patterns=("(?-i:Zonk): .*",),
    )  # fmt: skip
    lines = (ONE, first, second, TWO)
    assert "structure.twin_lines" in _rules_of(lines, ())
    assert "structure.twin_lines" not in _rules_of(lines, (rule,))


def _rules_of(lines: tuple[str, ...], rules: tuple[Rule, ...]) -> set[str]:
    result = Cleaner.of(Rulebook(rules)).clean("\n\n".join(lines))
    return {said.rule for said in (*result.edits, *result.doubts)}


def test_several_pairs_are_captions_whatever_they_look_like() -> None:
    pairs = [f"Whiteboard of the {what} room" for what in ("blue", "green", "little")]
    between = [line for pair in pairs for line in (pair, pair, ONE.replace("river", pair[:16]))]
    assert _dropped(ONE, *between, TWO) == [pair for pair in pairs for _ in range(2)]
    two = between[:6]
    assert _dropped(ONE, *two, TWO) == pairs[:2]
    heads = [pair.title() for pair in pairs]
    between = [line for pair in heads for line in (pair, pair, TWO)]
    assert _dropped(ONE, *between[:-1], ONE) == heads


def test_an_alternative_text_in_small_letters_goes() -> None:
    text = "\n\n".join((HEADS[0], ONE, "old dam in the fog", TWO, HEADS[1], THREE))
    result = Cleaner.of(Rulebook()).clean(text)
    (edit,) = (edit for edit in result.edits if edit.category != "whitespace")
    assert (edit.rule, edit.old) == ("structure.alt_text", "old dam in the fog\n")
    assert "in small letters after a whole sentence" in edit.because[0]


@pytest.mark.parametrize(
    "line",
    [
        "old dam",
        "Old dam in the fog",
        "old dam in the Fog",
        "old dam, the fog, and rain",
        "old dam: in the fog",
        "see https://river.example/dam",
        "- old dam in the fog",
        "run dam_open in the fog",
    ],
)
def test_what_is_no_alternative_text(line: str) -> None:
    assert _dropped(HEADS[0], ONE, line, TWO, HEADS[1], THREE) == []


@pytest.mark.parametrize(
    "lines",
    [
        (ONE, "old dam in the fog", TWO, *HEADS, THREE),
        (HEADS[0], ONE, "old dam in the fog of 62", TWO, HEADS[1], THREE),
        ("The River", ONE, "old dam in the fog", TWO, "The Town", THREE),
        (*HEADS, ONE, "3 old dams now", TWO, "4 old dams now", "5 old dams now", THREE,
         "old dam in the fog", ONE),
    ],
    ids=["second", "ends with a number", "heads of two words", "beside numbers"],
)  # fmt: skip
def test_small_letters_that_are_an_exception(lines: tuple[str, ...]) -> None:
    assert _dropped(*lines) == [line for line in lines if line.startswith("old")]


@pytest.mark.parametrize(
    "lines",
    [
        (ONE, "old dam in the fog", TWO, HEADS[1], THREE),  # one head is too few
        (HEADS[0], ONE, "old dam in the fog", TWO, "Dam", THREE),
        (*HEADS, f"{ONE[:-1]}, and {TWO[:-1]}", "old dam in the fog", TWO, THREE),
        (HEADS[0], ONE, "old dam in the fog", "and it rose on.", HEADS[1], THREE),
        (HEADS[0], ONE, "old dam in the fog", ", and it rose on.", HEADS[1], THREE),
        (HEADS[0], ONE, TWO, HEADS[1], THREE, "old dam in the fog"),
        ("old dam in the fog", HEADS[0], ONE, TWO, HEADS[1], THREE),
        (*HEADS, "int dam = 3;", "dam.open();", ONE, "old dam in the fog", TWO),
        (HEADS[0], ONE, "old dam in the fog", TWO, "new dam in the sun", THREE,
         "no dam in the rain", HEADS[1], THREE),
    ],
    ids=["heads", "a word", "no sentence", "goes on", "a comma", "last", "first", "code",
         "a habit"],
)  # fmt: skip
def test_small_letters_that_are_no_exception(lines: tuple[str, ...]) -> None:
    assert _dropped(*lines) == []


def test_three_words_beside_one_line_of_code() -> None:
    lines = (*HEADS, "dam.open();", ONE, "old dam fog", TWO)
    assert _dropped(*lines) == ["old dam fog"]


def test_small_letters_between_a_head_and_its_paragraph() -> None:
    assert _dropped(ONE, HEADS[0], "old dam in the fog", TWO, HEADS[1], THREE) == [
        "old dam in the fog"
    ]
    for line in ("old dam fog", "old dam in 1962 fog"):  # too few words; a number
        assert _dropped(ONE, HEADS[0], line, TWO, HEADS[1], THREE) == []
    assert _dropped(ONE, "What the river did to", "old dam in the fog", TWO, HEADS[1], THREE) == [
        "old dam in the fog"
    ]
    for above in ("What the river did:", "what the River did"):
        assert _dropped(ONE, above, "old dam in the fog", TWO, *HEADS, THREE) == []
    assert _dropped(ONE, HEADS[0], "old dam in the fog", "The Town", TWO, HEADS[1], THREE) == []


TIMES = ("11:40", "11:05", "10.50", "9:15")


def _ticker(*times: str) -> list[str]:
    return [f"{time} Ferry late again today" for time in times]


def test_a_ticker_with_the_newest_first_goes() -> None:
    lines = _ticker(*TIMES)
    text = "\n\n".join((ONE, TWO, *lines))
    result = Cleaner.of(Rulebook()).clean(text)
    assert result.text == f"{ONE}\n\n{TWO}"
    first = next(edit for edit in result.edits if edit.category != "whitespace")
    assert (first.rule, first.category) == ("structure.ticker", "related_link")
    assert "one of 4 lines with a time; the newest is first" in first.because


@pytest.mark.parametrize(
    "lines",
    [
        (ONE, TWO, *_ticker(*reversed(TIMES))),
        (ONE, TWO, *_ticker(*TIMES[:3])),
        (ONE, TWO, *_ticker("11:40", "11:40", "11:40", "11:05")),
        (ONE, *_ticker(*TIMES), TWO),
        (ONE, TWO, *_ticker(*TIMES[:2]), "Ferries of today", *_ticker(*TIMES[2:])),
        (ONE, TWO, *(f"{time} Ferry late" for time in TIMES)),
        (ONE, TWO, *_ticker("11:40", "11:75", "10:50", "25:15")),
        (ONE, TWO, *(line.replace(" ", " pm ", 1) for line in _ticker(*TIMES))),
    ],
    ids=[
        "a timetable",
        "three",
        "two times",
        "inside",
        "broken",
        "short",
        "no times",
        "halves of a day",
    ],
)
def test_what_is_no_ticker(lines: tuple[str, ...]) -> None:
    assert _dropped(*lines) == []


def test_three_words_after_the_time_are_enough() -> None:
    for words, enough in (("Ferry late again", True), ("Ferry late", False)):
        lines = [f"{time.replace('.', ':')} {words}" for time in TIMES]
        assert _dropped(ONE, TWO, *lines) == (lines if enough else [])


def test_minutes_of_two_hours_are_two_times() -> None:
    lines = _ticker("11:00", "10:59", "10:58", "10:58")
    assert _dropped(ONE, TWO, *lines) == lines


def test_each_time_is_compared_with_the_one_before() -> None:
    assert _dropped(ONE, TWO, *_ticker("11:40", "9:15", "10:50", "9:00")) == []


def test_a_ticker_without_an_article_stays() -> None:
    assert _dropped(*_ticker(*TIMES)) == []


def test_two_lines_of_a_ticker_may_have_one_time() -> None:
    lines = _ticker(TIMES[0], *TIMES[:3])  # three times are enough
    assert _dropped(ONE, TWO, *lines) == lines


def test_two_tickers_each_count() -> None:
    lines = [*_ticker(*TIMES), *_ticker(*TIMES)]
    assert _dropped(ONE, TWO, ONE, THREE, *lines) == lines

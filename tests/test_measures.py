"""The measures of lines, each on a small text: of a line by itself, and of the whole text."""

from __future__ import annotations

import pytest
from measuring import column_of, rows_of

from cleaner.evidence.measures import MEASURES, measure
from cleaner.evidence.shape import shapes_of
from cleaner.evidence.table import UNSPACED_LENGTH
from cleaner.evidence.vocabulary import PROSE_SHARE
from cleaner.text.segment import segment


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("words", "The gate was shut", 4),
        ("words", "* * *", 0),
        ("words", "港の古い橋", 3),  # two characters are a word
        ("sentence", "The gate was shut.", 1),
        ("sentence", "The gate was shut", 0),
        ("sentence", "門は閉まっていた。", 1),
        ("capitalised", "The Old gate", 2 / 3),
        ("capitalised", "The " * 30 + "old " * 30, 1 / 2),
        ("capitalised", "The " * 60 + "old " * 60, 1),  # of the first sixty words
        ("capitalised", "* * *", 0),
        ("capitals", "ABc d", 1 / 2),
        ("capitals", "12", 0),
        ("digits", "a1 2", 1 / 2),
        ("digits", "1" * 250 + "a" * 250 + "1" * 250, 1 / 2),  # of the first 500 characters
        ("digits", "1" * 500 + "a" * 500, 1),
        ("marks", "a, b!", 2 / 5),
        ("marks", "a b 1", 0),
        ("marks", "-" * 500 + "a" * 500, 1),
        ("commas", "ash, oak, elm", 2 / 3),
        ("commas", "واحد، اثنان、", 1),
        ("commas", "," * 12 + "ash oak", 9 / 2),
        ("commas", ",,", 2),
        ("word_length", "ash or", 3),
        ("word_length", "港の橋", UNSPACED_LENGTH),
        ("word_length", "12 345", UNSPACED_LENGTH),
        ("word_length", "x" * 10, 10),
        ("separators", "Gates | Wells › Mills", 2),
        ("separators", "|•·»›/", 5),
        ("separators", "Gates, wells - mills", 0),
        ("small_start", "gates", 1),
        ("small_start", "Gates", 0),
        ("small_start", "«gates", 0),
        ("bullet", "- Gates", 1),
        ("bullet", "3. Gates", 1),
        ("bullet", "12) Gates", 1),
        ("bullet", "123. Gates", 0),
        ("bullet", "-Gates", 0),
        ("bullet", "-  ", 0),  # an item of nothing
        ("bullet", "3.5 gates", 0),
        ("trailing_off", "The gate was…", 1),
        ("trailing_off", "The gate was...", 1),
        ("trailing_off", "The gate was..", 0),
        ("by_or_date", "By Ada Brandt", 1),
        ("by_or_date", "— LAST UPDATED 3 May", 1),
        ("by_or_date", "Bye Ada", 0),
        ("by_or_date", "Seen by Ada", 0),
        ("by_or_date", "Written Ada Brandt", 0),
        ("by_or_date", "By " + "gate " * 11, 1),
        ("by_or_date", "By " + "gate " * 12, 0),
        ("new_names", "the gate", -1),
        ("new_names", "the gate of Brandt", 1),
        ("lines_before", "Gates", 0),
        ("block", "Gates", 1),
        ("repeated", "Gates", 1),
    ],
)
def test_what_a_line_shows_by_itself(name: str, text: str, value: float) -> None:
    assert column_of(name, [text]) == [pytest.approx(value)]
    assert column_of(name, [f"  {text} "]) == [
        pytest.approx(value)
    ]  # white space around is nothing


def test_a_line_is_measured_for_every_name() -> None:
    lines = ["By Ada Brandt", "", "The gate was shut.", "* * *", "港の橋", " "]
    cut = segment("\n".join(lines))
    filled, rows = measure(cut, shapes_of(cut), [()] * len(cut), (), ())
    assert filled == [0, 2, 3, 4]
    assert [len(row) for row in rows] == [len(MEASURES)] * 4
    assert all(type(value) is float for row in rows for value in row)


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n\u00a0\n"])
def test_a_text_without_a_filled_line_has_no_rows(text: str) -> None:
    cut = segment(text)
    assert measure(cut, shapes_of(cut), [()] * len(cut), (), ()) == ([], [])


def test_every_measure_has_words_of_its_own() -> None:
    assert len(set(MEASURES.values())) == len(MEASURES)
    assert all(words[0].islower() and words == words.strip(". ") for words in MEASURES.values())


def test_a_line_that_stands_again_is_counted_up_to_five() -> None:
    assert column_of("repeated", ["Gates", "Wells", " Gates ", "gates"]) == [2, 1, 2, 1]
    assert column_of("repeated", ["Gates"] * 5) == [5] * 5
    assert column_of("repeated", ["Gates"] * 6) == [5] * 6


@pytest.mark.parametrize(
    ("lines", "shares"),
    [
        # a capital that opens a sentence is no name, nor what no line has
        (["Rain fell. Then it stopped: Good."], [-1]),
        (["the mayor met Brandt", "the clerk met Brandt"], [1, 0]),
        (["the mayor met Brandt", "the clerk met Brandt and Orlov"], [1, 1 / 2]),
        # of two capitals that open a line both are names
        (["Ada Brandt spoke", "Brandt spoke", "and so did Ada"], [1, -1, 0]),
        (["Ada spoke"], [-1]),
        (["Ada"], [-1]),
        (["the mayor met Brandt", "Ada Brandt, mayor"], [1, 1 / 2]),
        (["Ada Brandt"], [1]),
        # a name of two letters is none, except where it opens a line
        (["the mayor met Bo"], [-1]),
        (["Bo Li, both", "the clerk met Bo Lia"], [1, 1]),
        # the line itself does not make its names known
        (["the mayor met Brandt and Brandt"], [1]),
        # marks around a name are not part of it
        (["the mayor met Brandt, Orlov; he left", "they met Brandt with Orlov."], [1, 0]),
        (["Brandt) met Orlov: why", "they met Brandt with Orlov"], [1, 0]),
        (["мэр встретил Орлова", "там Орлова нет"], [1, 0]),
    ],
)
def test_names_that_no_line_above_has(lines: list[str], shares: list[float]) -> None:
    assert column_of("new_names", lines) == pytest.approx(shares)


def test_the_figures_of_the_text_stand_in_every_row() -> None:
    lines = ["one two three four", "", "x = f(y);", "one", "one two", "", ""]
    rows = rows_of(lines, prose={0})
    figures = {
        "text_lines": 4,
        "text_words": 10,
        "text_median": 3,
        "text_prose": 1 / 4,
        "text_dropped": 0,
        "text_blank": 2 / 6,  # the last line has no ending: it is no line
        "text_code": 1 / 4,
    }
    for row in rows:
        assert {name: row[name] for name in figures} == pytest.approx(figures)
    assert column_of("text_median", ["one", "one two", "one two three"]) == [2] * 3


def test_a_script_without_spaces_is_measured() -> None:
    lines = [
        "古い橋",
        "橋は三月に閉まり、町の人は遠回りをして働きに行くことになったと町長が言った。",
    ]
    head, paragraph = rows_of(lines)
    assert (head["words"], paragraph["words"]) == (2, 18)
    assert (head["sentence"], paragraph["sentence"]) == (0, 1)
    assert head["capitals"] == head["capitalised"] == paragraph["capitals"] == 0
    assert head["word_length"] == paragraph["word_length"] == UNSPACED_LENGTH
    assert head["function_words"] == paragraph["function_words"] == PROSE_SHARE
    assert (head["to_paragraph"], paragraph["text_prose"]) == (1, 1 / 2)
    assert head["topic"] == 0
    (again, _) = rows_of(["町の人", lines[1]])
    assert again["topic"] == 1

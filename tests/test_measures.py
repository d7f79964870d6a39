"""The measures of lines, each on a small text."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import LINES

from cleaner.evidence import vocabulary
from cleaner.evidence.code import is_code
from cleaner.evidence.measures import MEASURES, Measured, measure
from cleaner.evidence.shape import shapes_of
from cleaner.evidence.table import _NAME, AROUND, FAR, UNSPACED_LENGTH, Mentions, distances
from cleaner.evidence.vocabulary import PROSE_SHARE
from cleaner.model import Match
from cleaner.text.segment import segment


@pytest.fixture
def unlisted(monkeypatch: pytest.MonkeyPatch) -> None:
    """No function words: every long word is a term."""
    monkeypatch.setattr(vocabulary, "_list", lambda language: frozenset())


def _rows(
    lines: Sequence[str],
    *,
    prose: Collection[int] | None = None,
    found: Mapping[int, Sequence[Match]] | None = None,
    sure: Collection[int] = (),
    likely: Collection[int] = (),
) -> list[dict[str, float]]:
    """The measures of the filled lines, by name. `prose`: the only lines that are paragraphs."""
    cut = segment("\n".join(lines))
    shapes = list(shapes_of(cut))
    if prose is not None:
        shapes = [
            replace(shape, wrapped=i in prose, sentence=False) for i, shape in enumerate(shapes)
        ]
    standing = [(found or {}).get(i, ()) for i in range(len(cut))]
    filled, rows = measure(cut, shapes, standing, sure, likely)
    assert filled == [i for i, line in enumerate(lines) if line.strip()]
    return [dict(zip(MEASURES, row, strict=True)) for row in rows]


def _column(name: str, lines: Sequence[str], **options: object) -> list[float]:
    return [row[name] for row in _rows(lines, **options)]  # type: ignore[arg-type]


def _match(line: int, category: str = "caption", **values: object) -> Match:
    known: dict[str, object] = {"strength": "sure", "scope": "line"}
    return Match("en.t.x", category, line=line, start=0, end=1, **known | values)  # type: ignore[arg-type]


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
    assert _column(name, [text]) == [pytest.approx(value)]
    assert _column(name, [f"  {text} "]) == [pytest.approx(value)]  # white space around is nothing


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
    assert _column("repeated", ["Gates", "Wells", " Gates ", "gates"]) == [2, 1, 2, 1]
    assert _column("repeated", ["Gates"] * 5) == [5] * 5
    assert _column("repeated", ["Gates"] * 6) == [5] * 6


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
    assert _column("new_names", lines) == pytest.approx(shares)


@pytest.mark.usefixtures("unlisted")
def test_what_a_line_shares_with_the_paragraphs() -> None:
    lines = ["Bridges cracked", "the bridge has cracks", "the bridges", "sheep on a bridge", "a b"]
    prose = {1, 2}
    # terms: bridg+crack, bridg+crack, bridg, sheep+bridg, none
    assert _column("topic", lines, prose=prose) == [1, 1 / 2, 1, 1 / 2, -1]
    assert _column("topic_weight", lines, prose=prose) == [3 / 2, 1 / 2, 1, 2 / 2, -1]


@pytest.mark.usefixtures("unlisted")
def test_a_term_weighs_three_paragraphs_at_most() -> None:
    lines = ["bridge", *["the bridge"] * 5]
    assert _column("topic_weight", lines, prose={1, 2, 3})[:2] == [3, 2]
    assert _column("topic_weight", lines, prose={1, 2, 3, 4, 5})[:2] == [3, 3]


@pytest.mark.usefixtures("unlisted")
def test_what_a_line_shares_with_the_three_lines_beside_it() -> None:
    lines = ["bridge", "sheep", "tower sheep", "", "mills", "bridge tower"]
    assert _column("shared_above", lines) == [-1, 0, 1 / 2, 0, 1 / 2]
    assert _column("shared_below", lines) == [0, 1, 1 / 2, 0, -1]
    near = ["bridge", "sheep", "sheep", "bridge"]
    assert _column("shared_above", near)[3] == 1
    assert _column("shared_below", near)[0] == 1
    far = ["bridge", "sheep", "sheep", "sheep", "bridge"]
    assert _column("shared_above", far)[4] == 0
    assert _column("shared_below", far)[0] == 0


def test_the_distance_to_the_paragraphs() -> None:
    lines = ["a", "b", "P", "", "c", "d", "P", "e"]
    prose = {2, 6}
    assert _column("to_paragraph", lines, prose=prose) == [2, 1, 3, 2, 1, FAR, FAR]
    #    above: FAR, FAR, FAR, 1, 2, 3, 1
    assert _column("gap", lines, prose=prose) == [32, 31, 33, 3, 3, 33, 31]
    assert _column("to_first", lines, prose=prose) == [2, 1, 0, -1, -2, -3, -4]
    # a paragraph that a sure rule drops is not the first
    assert _column("to_first", lines, prose=prose, sure={2}) == [5, 4, 3, 2, 1, 0, -1]
    assert _column("to_paragraph", lines, prose=prose, sure={2})[0] == 2


def test_distances_have_an_end() -> None:
    lines = [*["a"] * (FAR + 2), "P", *["b"] * (FAR + 2)]
    to_paragraph = _column("to_paragraph", lines, prose={FAR + 2})
    assert to_paragraph[:4] == [FAR, FAR, FAR, FAR - 1]
    to_first = _column("to_first", lines, prose={FAR + 2})
    assert to_first[:4] == [FAR, FAR, FAR, FAR - 1]
    assert to_first[FAR + 2 : FAR + 9] == [0, -1, -2, -3, -4, -5, -5]
    assert _column("gap", ["a"] * 3, prose=()) == [2 * FAR] * 3
    assert _column("to_first", ["a"] * 3, prose=()) == [0, -1, -2]


def test_the_shares_of_the_text_before_and_after_a_line() -> None:
    lines = ["one two", "three", "one two three four", "one"]
    assert _column("words_before", lines) == [0, 2 / 8, 3 / 8, 7 / 8]
    assert _column("words_after", lines) == [6 / 8, 5 / 8, 1 / 8, 0]
    assert _column("prose_before", lines, prose={0, 2}) == [0, 2 / 6, 2 / 6, 1]
    assert _column("prose_after", lines, prose={0, 2}) == [4 / 6, 4 / 6, 0, 0]
    # paragraphs that a sure rule drops are not the article's
    assert _column("prose_before", lines, prose={0, 2}, sure={0}) == [0, 0, 0, 1]
    assert _column("prose_after", lines, prose={0, 2}, sure={0}) == [1, 1, 0, 0]
    assert _column("prose_before", lines, prose=()) == [0, 0, 0, 0]
    assert _column("prose_after", lines, prose=()) == [0, 0, 0, 0]


def test_a_block_ends_at_a_blank_line() -> None:
    assert _column("block", ["", "a", "b", "c", "", "d", "", " ", "e", "f"]) == [3, 3, 3, 1, 2, 2]
    assert _column("block", ["a", "b", ""]) == [2, 2]
    assert _column("lines_before", ["a", "", "b", "c"]) == [0, 1, 2]


def test_the_lines_around_a_line() -> None:
    lines = ["one two", "Three", "", "one Two three", "One"]
    assert _column("words_around", lines) == [5 / 3, 6 / 3, 4 / 3, 6 / 3]
    assert _column("prose_around", lines, prose={0, 3}) == [1 / 3, 2 / 3, 1 / 3, 2 / 3]
    assert _column("words_above", lines) == [-1, 2, 1, 3]
    assert _column("words_below", lines) == [1, 3, 1, -1]
    assert _column("capitalised_above", lines) == pytest.approx([-1, 0, 1, 1 / 3])
    assert _column("capitalised_above_2", lines) == [-1, -1, 0, 1]
    assert _column("capitalised_below", lines) == pytest.approx([1, 1 / 3, 1, -1])


def test_around_a_line_are_five_lines_on_either_side() -> None:
    assert AROUND == 5
    lines = ["one two", *["x"] * 11]
    around = _column("words_around", lines, prose={0})
    assert around[5] == (2 + 4 + 5) / 10
    assert around[6] == 1
    assert _column("prose_around", lines, prose={0})[4:7] == [1 / 9, 1 / 10, 0]
    last = _column("words_around", ["x"] * 6 + ["one two"])
    assert last[:2] == [1, 7 / 6]
    assert _column("words_around", ["one two"]) == [0]


def test_what_the_rules_drop() -> None:
    lines = ["a", "b", "", "c", "d"]
    options = {"sure": {1}, "likely": {1, 3}}
    assert _column("dropped", lines, **options) == [0, 1, 0, 0]
    assert _column("likely", lines, **options) == [0, 1, 1, 0]
    assert _column("dropped_above", lines, **options) == [0, 0, 1 / 2, 1 / 3]
    assert _column("dropped_below", lines, **options) == [1, 0, 0, 0]
    assert _column("text_dropped", lines, **options) == [1 / 4] * 4


def test_all_that_fired_on_a_line_counts() -> None:
    found = {1: [_match(1), _match(1, strength="likely"), _match(1, scope="span")]}
    assert _column("rules", ["a", "b", "c"], found=found) == [0, 3, 0]


@pytest.mark.parametrize(
    ("match", "sure", "above", "below"),
    [
        (_match(1, strength="likely"), (), [FAR, FAR, 1], [1, FAR, FAR]),
        (_match(1, strength="likely", scope="span"), (), [FAR] * 3, [FAR] * 3),
        (_match(1), (), [FAR] * 3, [FAR] * 3),  # what is sure counts when it dropped
        (_match(1), {1}, [FAR, FAR, 1], [1, FAR, FAR]),
        (_match(1), {0}, [FAR, 1, 2], [FAR] * 3),
    ],
)
def test_the_distance_to_a_line_that_a_rule_names(
    match: Match, sure: Collection[int], above: list[float], below: list[float]
) -> None:
    options = {"found": {1: [match]}, "sure": sure}
    assert _column("rule_above", ["a", "b", "c"], **options) == above
    assert _column("rule_below", ["a", "b", "c"], **options) == below


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
        found = {1: [_match(1, category)]}
        for column, purpose in purposes.items():
            expected = [FAR, FAR, 1] if column.endswith("above") else [1, FAR, FAR]
            told = expected if purpose == name else [FAR] * 3
            assert _column(column, ["a", "b", "c"], found=found) == told, (category, column)
    inside = {1: [_match(1, categories.split()[0], scope="span")]}
    for column in purposes:
        assert _column(column, ["a", "b", "c"], found=inside) == [FAR] * 3


def test_the_figures_of_the_text_stand_in_every_row() -> None:
    lines = ["one two three four", "", "x = f(y);", "one", "one two", "", ""]
    rows = _rows(lines, prose={0})
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
    assert _column("text_median", ["one", "one two", "one two three"]) == [2] * 3


def test_a_script_without_spaces_is_measured() -> None:
    lines = [
        "古い橋",
        "橋は三月に閉まり、町の人は遠回りをして働きに行くことになったと町長が言った。",
    ]
    head, paragraph = _rows(lines)
    assert (head["words"], paragraph["words"]) == (2, 18)
    assert (head["sentence"], paragraph["sentence"]) == (0, 1)
    assert head["capitals"] == head["capitalised"] == paragraph["capitals"] == 0
    assert head["word_length"] == paragraph["word_length"] == UNSPACED_LENGTH
    assert head["function_words"] == paragraph["function_words"] == PROSE_SHARE
    assert (head["to_paragraph"], paragraph["text_prose"]) == (1, 1 / 2)
    assert head["topic"] == 0
    (again, _) = _rows(["町の人", lines[1]])
    assert again["topic"] == 1


# --- asked for in any order


def _plain_new_names(texts: Sequence[str]) -> list[float]:
    """Line by line, with all words of the lines above in hand."""
    above: set[str] = set()
    shares = []
    for text in texts:
        names = set(_NAME.findall(text[:1_500]))
        first = text.split(" ", 2)[:2]
        if len(first) == 2 and first[0][:1].isupper() and first[1][:1].isupper():
            names |= {word.strip(".,") for word in first}
        shares.append(len(names - above) / len(names) if names else -1.0)
        above |= {word.strip('.,;:"()') for word in text.split() if word[:1].isupper()}
    return shares


NAMES = st.lists(
    st.sampled_from(["Ada", "Ada,", "Adam", "(Ada)", "Brandt.", "Brandt", "of", "the", "O'Neil",
                     "Émile", "\u00a0Ada", "ada", "Brandt;", "-Ada", "Lenn\tMill", "Ada Brandt",
                     "said:"]),
    min_size=1, max_size=6,
).map(" ".join)  # fmt: skip


@given(st.lists(NAMES, min_size=1, max_size=8), st.randoms())
def test_names_asked_for_in_any_order(texts: list[str], rng: random.Random) -> None:
    names, order = Mentions(texts), list(range(len(texts)))
    rng.shuffle(order)
    shares = {n: names.new(n) for n in order}
    assert [shares[n] for n in range(len(texts))] == _plain_new_names(texts)


MATCHES = st.builds(
    lambda category, strength, scope: {"category": category, "strength": strength, "scope": scope},
    st.sampled_from(["caption", "share", "promo_app", "author_bio", "comment_form", "tag_list"]),
    st.sampled_from(["sure", "likely"]),
    st.sampled_from(["line", "span"]),
)


@given(
    st.lists(st.one_of(LINES, NAMES, st.sampled_from(["x = f(y);", "", "- one", "The mill"])),
             min_size=1, max_size=16),
    st.dictionaries(st.integers(0, 15), MATCHES, max_size=5),
    st.sets(st.integers(0, 15), max_size=4),
    st.sets(st.integers(0, 15), max_size=4),
    st.randoms(),
)  # fmt: skip
@settings(max_examples=150)
def test_rows_asked_for_in_any_order(
    rows: list[str],
    found: dict[int, dict[str, str]],
    sure: set[int],
    likely: set[int],
    rng: random.Random,
) -> None:
    lines = segment("\n".join(rows))
    shapes = shapes_of(lines)
    standing = [[_match(i, **found[i])] if i in found else [] for i in range(len(lines))]
    filled, expected = measure(lines, shapes, standing, sure, sure | likely)
    asked = Measured(lines, shapes, standing, sure, sure | likely)
    assert asked.filled == filled == [i for i, line in enumerate(lines) if not line.blank]
    order = [*range(len(filled)), *range(len(filled))]
    rng.shuffle(order)
    for n in order:
        assert asked.row(n) == expected[n]
        if rng.random() < 0.5:
            assert asked.topic(n) == dict(zip(MEASURES, expected[n], strict=True))["topic"]
    # and what each says by itself
    values = [dict(zip(MEASURES, row, strict=True)) for row in expected]
    texts = [lines[i].text.strip() for i in filled]
    assert [row["new_names"] for row in values] == _plain_new_names(texts)
    code = sum(map(is_code, texts))
    assert all(row["text_code"] == code / len(texts) for row in values)
    flags = [i in sure for i in filled]
    for n, row in enumerate(values):
        assert row["dropped_above"] == sum(flags[:n]) / max(1, n)
        assert row["dropped_below"] == sum(flags[n + 1 :])
        assert row["repeated"] == min(5, texts.count(texts[n]))


@given(st.lists(st.booleans(), max_size=70))
def test_distances_are_counted_line_by_line(flags: list[bool]) -> None:
    flagged = [n for n, flag in enumerate(flags) if flag]
    for n in range(len(flags)):
        above = next((k for k in range(1, n + 1) if flags[n - k]), FAR)
        below = next((k for k in range(1, len(flags) - n) if flags[n + k]), FAR)
        assert distances(flagged, n) == (min(FAR, above), min(FAR, below))

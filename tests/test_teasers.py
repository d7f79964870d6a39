"""Excerpts of other stories after the article, which a machine cut off at one length."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.rulebook.rule import Rule, Rulebook

ONE = "The river rose by two metres in the night, and the lower road was closed until Friday."
TWO = "Nobody was hurt, but eleven families spent the night in the school hall with their dogs."
THREE = "The mayor said that the dam would be looked at again before the first snow of the year."
FOUR = "A farmer lost two calves, and says that the warning came an hour after the water had come."
ARTICLE = (ONE, TWO, THREE, FOUR)

OTHERS = tuple(line.replace("the", "that") for line in (*ARTICLE, *ARTICLE))

# twelve words each, of lengths that differ
WORDS = (
    "A goat has stood on the roof of the old station since…",
    "Ferries to the northern islands will leave considerably later throughout the whole…",
    "The baker in the main street has sold his last dark loaf…",
)
# 73 to 82 characters, of 12 to 15 words
CHARACTERS = (
    "Goats stand on the roofs of three old stations, and nobody in the county...",
    "Ferries to the northern islands leave considerably later throughout winter...",
    "It was in the end a man with an axe who put the sign up by the sea for us...",
)


def _dropped(*lines: str, rules: tuple[Rule, ...] = ()) -> list[str]:
    result = Cleaner.of(Rulebook(rules)).clean("\n\n".join(lines))
    return [edit.old.strip() for edit in result.edits if edit.category != "whitespace"]


@pytest.mark.parametrize("excerpts", [WORDS, CHARACTERS], ids=["words", "characters"])
def test_excerpts_after_the_article_go(excerpts: tuple[str, ...]) -> None:
    result = Cleaner.of(Rulebook()).clean("\n\n".join((*ARTICLE, *excerpts)))
    edits = [edit for edit in result.edits if edit.category != "whitespace"]
    assert [edit.old.strip() for edit in edits] == list(excerpts)
    assert {(edit.rule, edit.category) for edit in edits} == {("structure.teasers", "related_link")}
    because = ", ".join(edits[0].because)
    assert "among 3 excerpts; cut off at one length" in because


@pytest.mark.parametrize("mark", ["...", "\u2026", " [\u2026]", " [...]", " (...)", " \u2026"])
def test_the_marks_of_a_cut(mark: str) -> None:
    excerpts = [line.rstrip("\u2026") + mark for line in WORDS]
    assert _dropped(*ARTICLE, *excerpts) == excerpts


def test_one_word_or_twelve_characters_more_or_less_are_one_length() -> None:
    assert _dropped(*ARTICLE, *WORDS[:2], WORDS[2].replace("dark ", "")) != []
    assert _dropped(*ARTICLE, *WORDS[:2], WORDS[2].replace("last dark ", "")) == []
    fitting = CHARACTERS[0].replace("Goats", "Goats of mine")
    assert len(fitting) - min(map(len, CHARACTERS)) == 8
    assert fitting in _dropped(*ARTICLE, fitting, *CHARACTERS[1:])
    too_long = CHARACTERS[0].replace("Goats", "Most of my goats at last")
    assert _dropped(*ARTICLE, too_long, *CHARACTERS[1:]) == []


@pytest.mark.parametrize(
    "lines",
    [
        (*ARTICLE, *WORDS[:2]),
        (*WORDS, *ARTICLE),
        (*ARTICLE, *WORDS, *ARTICLE[:3]),
        (*ARTICLE, WORDS[0], ONE, *WORDS[1:]),
        (*ARTICLE, WORDS[0], "One", "Two", "Three", "Four", "Five", *WORDS[1:]),
        (*ARTICLE, *("\u2014" + line for line in WORDS)),
        (*ARTICLE, *("\u2022 " + line for line in WORDS)),
        (*ARTICLE, *(line.replace("\u2026", "!\u2026") for line in WORDS)),
        (*ARTICLE, *(line.replace("\u2026", ".") for line in WORDS)),
        (*ARTICLE, *(" ".join(line.split()[-8:]) for line in WORDS)),
    ],
    ids=[
        "two",
        "before the article",
        "the article goes on",
        "a paragraph between",
        "too many lines between",
        "speech",
        "items",
        "exclamations",
        "whole sentences",
        "short",
    ],
)
def test_what_are_no_excerpts(lines: tuple[str, ...]) -> None:
    assert not set(_dropped(*lines)) & set(lines)


def test_more_words_than_the_article_has_stay() -> None:
    many = [f"{n} {line}" for n in "abcdefgh" for line in WORDS]
    result = Cleaner.of(Rulebook()).clean("\n\n".join((*ARTICLE, *many)))
    assert (result.edits, result.doubts) == ((), ())


def test_two_paragraphs_may_follow() -> None:
    assert _dropped(*ARTICLE, *WORDS, ONE, TWO) == list(WORDS)


def test_titles_among_the_excerpts_go_and_so_does_the_first() -> None:
    lines = [part for n, line in enumerate(WORDS) for part in (f"Title {n}", line)]
    assert _dropped(*ARTICLE, *lines) == lines


def test_a_button_under_each_excerpt_is_no_title_of_the_next() -> None:
    lines = [part for n, line in enumerate(WORDS) for part in (f"Title {n}", line, "Go on")]
    gone = _dropped(*ARTICLE, "A last line", *lines)
    assert gone[: len(lines) - 1] == lines[:-1]


def test_no_title_is_looked_for_where_the_article_is() -> None:
    lines = [part for n, line in enumerate(WORDS) for part in (line, f"Title {n}")]
    assert _dropped(*ARTICLE, *lines) == lines[:-1]


def test_paragraphs_that_a_rule_names_do_not_count() -> None:
    named = Rule(id="en.t.x", category="share", about="Made for a test.", phrases=(ONE, TWO, THREE))
    assert set(WORDS) <= set(_dropped(*OTHERS, *WORDS, ONE, TWO, THREE, rules=(named,)))
    assert not set(WORDS) & set(_dropped(ONE, TWO, THREE, *OTHERS[:2], *WORDS, rules=(named,)))


def test_three_paragraphs_stand_before_them() -> None:
    long = " ".join(ARTICLE)
    assert _dropped(long, *ARTICLE[:2], *WORDS) == list(WORDS)
    assert _dropped(long, long.replace("river", "lake"), *WORDS) == []


def test_a_paragraph_of_another_length_before_them_stays() -> None:
    trailing = f"{ONE} {TWO[:-1]}\u2026"
    assert _dropped(*ARTICLE, trailing, *WORDS) == list(WORDS)


def test_on_a_page_of_excerpts_none_go() -> None:
    others = [f"Meanwhile, and this is not the first time, {line}" for line in WORDS]
    assert _dropped(*others, *WORDS) == []


EXCERPTS = (
    "A miller from the upper valley has sold his wheel, and nobody yet knows to whom it went ...",
    "The council wants to paint the hall again, which it did in the spring of last year also ...",
    "Two brothers have walked round the lake in winter, and say that the ice was never safe ...",
)


@pytest.mark.parametrize("colon", [":", "\uff1a"])
def test_what_a_colon_leads_to_stays(colon: str) -> None:
    assert _dropped(*ARTICLE, "What the papers wrote" + colon, *EXCERPTS) == []


def test_a_litany_stays() -> None:
    same = [f"I remember {text[0].lower()}{text[1:]}" for text in EXCERPTS]
    forgot = "He forgot " + EXCERPTS[1].lower()
    assert _dropped(*ARTICLE, *EXCERPTS) == list(EXCERPTS)
    assert _dropped(*ARTICLE, *same) == []
    assert _dropped(*ARTICLE, same[0], forgot, same[2]) == []
    assert len(_dropped(*ARTICLE, same[0], forgot, "We " + EXCERPTS[2].lower())) == 3

"""Labels over the headline: the section, a button, the blog's name."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.rulebook.rule import Rulebook

HEADLINE = "River floods lower road for the third time"
ONE = "The river rose by two metres in the night, and the lower road was closed until Friday."
TWO = "It floods more often than it did, and the third time in a year is what nobody remembers."


def _dropped(*lines: str, language_rules: bool = False, policy: str = "balanced") -> list[str]:
    """The lines that go of a text, one after the other with a blank line between."""
    cleaner = Cleaner() if language_rules else Cleaner.of(Rulebook())
    result = cleaner.with_options(policy=policy).clean("\n\n".join(lines))
    return [edit.old.strip() for edit in result.edits if edit.category != "whitespace"]


def test_labels_over_the_headline_go() -> None:
    text = "\n\n".join(("Harbour Ward", "Weather", HEADLINE, ONE, TWO))
    result = Cleaner.of(Rulebook()).clean(text)
    assert result.text == f"{HEADLINE}\n\n{ONE}\n\n{TWO}"
    labels = [edit for edit in result.edits if edit.category != "whitespace"]
    assert {edit.rule for edit in labels} == {"structure.above_headline"}
    assert {edit.category for edit in labels} == {"navigation"}
    assert "which the paragraphs take up" in labels[0].because[0]


def test_three_words_over_a_headline_of_four_and_one_paragraph() -> None:
    assert _dropped("News and weather", "River floods lower road", ONE) == ["News and weather"]


def test_careful_keeps_them() -> None:
    assert _dropped("Weather", HEADLINE, ONE, TWO, policy="careful") == []


@pytest.mark.parametrize(
    "lines",
    [
        ("The river came back", HEADLINE, ONE, TWO),  # four words: the headline's first half
        ("It floods.", HEADLINE, ONE, TWO),
        ("- Weather", HEADLINE, ONE, TWO),
        ("June 2024", HEADLINE, ONE, TWO),
        ("By Una Farrell", HEADLINE, ONE, TWO),
        ("Weather", "River floods road", ONE, TWO),  # three words are a label too
        ("Weather", "Bakers win silver medals abroad", ONE, TWO),
        ("Weather", HEADLINE + ".", ONE, TWO),
        ("Weather", HEADLINE + ":", ONE, TWO),
        ("Weather", HEADLINE + ",", ONE, TWO),
        ("Weather", "river floods lower road for the third time", ONE, TWO),
        ("Weather", "- " + HEADLINE, ONE, TWO),
        ("Weather", HEADLINE),
        ("Weather", ONE, TWO),
        ("One", "Two", "Three", "Four", "Five", HEADLINE, ONE, TWO),
        ("Weather", HEADLINE, *(f"Gauge {n}" for n in "abcdefghij"), ONE, TWO),
    ],
    ids=[
        *("four-words", "sentence", "item", "date", "byline", "short", "not-taken-up"),
        *("full-stop", "colon", "comma", "small", "headline-item", "no-paragraph", "no-headline"),
        *("many", "far"),
    ],
)
def test_what_stays(lines: tuple[str, ...]) -> None:
    assert _dropped(*lines) == []


def test_sentences_and_items_end_the_labels_under_every_policy() -> None:
    assert _dropped("It floods.", HEADLINE, ONE, TWO, policy="thorough") == []
    assert _dropped("- Weather", HEADLINE, ONE, TWO, policy="thorough") == []


def test_as_many_labels_and_lines_between_as_there_may_be() -> None:
    labels = ["One", "Two", "Three", "Four"]
    assert _dropped(*labels, HEADLINE, ONE, TWO) == labels
    between = [f"Gauge {n}" for n in "abcdefghi"]
    assert _dropped("Weather", HEADLINE, *between, ONE, TWO) == ["Weather"]


def test_two_of_five_terms_are_enough_and_fewer_are_not() -> None:
    assert _dropped("Weather", "River floods: bakers, cyclists, dentists rejoice", ONE, TWO) == []
    assert _dropped("Weather", "River floods: bakers, cyclists rejoice", ONE, TWO) == ["Weather"]


def test_only_paragraphs_under_the_headline_take_it_up() -> None:
    headline = "Bakers win silver medals abroad"
    assert _dropped("Weather", headline, headline, ONE, TWO) == [headline]


def test_dates_bylines_and_what_rules_name_are_passed_over() -> None:
    lines = ("Weather", "12 June 2024", "By Una Farrell, Harbour Ward", HEADLINE, ONE, TWO)
    assert _dropped(*lines) == ["Weather"]
    signup = "Click here to subscribe to our newsletter"
    lines = ("Harbour Ward", signup, HEADLINE, ONE, TWO)
    assert _dropped(*lines, language_rules=True) == ["Harbour Ward", signup]
    assert _dropped(*lines) == []
    # a rule that knows the label too, and needs company
    assert _dropped("Weather", HEADLINE, ONE, TWO, language_rules=True) == ["Weather"]


def test_heads_of_the_articles_own_points_stay() -> None:
    assert _dropped("Key takeaways", HEADLINE, ONE, TWO, language_rules=True) == []
    assert _dropped("Key takeaways", HEADLINE, ONE, TWO) == ["Key takeaways"]


def test_what_the_text_takes_up_may_be_the_title() -> None:
    assert _dropped("Nobody remembers", HEADLINE, ONE, TWO) == []
    assert _dropped("Nobody sleeps", HEADLINE, ONE, TWO) == ["Nobody sleeps"]
    # one word is a section, but for one of the headline
    assert _dropped("Nights", HEADLINE, ONE, TWO) == ["Nights"]
    assert _dropped("Floods", HEADLINE, ONE, TWO) == []


def test_scripts_without_spaces() -> None:
    headline = "港の低い道路が三度目の冠水"
    one = "夜のうちに川の水位が二メートル上がり、低い道路は通行止めになった。冠水は三度目である。"
    assert _dropped("社会", headline, one, one + "学校も休みになった。") == ["社会"]
    assert _dropped("社会", "パン職人が海外で銀賞を獲得", one, one + "学校も休みになった。") == []
    # pairs are of neighbours in such a script, and not of words with spaces
    mixed = (
        "Harbour X Y Z: bakers and cyclists rejoice",
        "The harbour was X Y Z all night. " + ONE,
    )
    assert _dropped("Weather", *mixed) == []

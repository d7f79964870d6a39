"""Where a mechanism ends: lengths, vetoes, lists, and what several headlines say of one another."""

from __future__ import annotations

from cleaner import Cleaner
from cleaner.rulebook.rule import Rule, Rulebook

ONE = "The river rose by two metres in the night, and the lower road was closed until Friday."
TWO = "Nobody was hurt, but eleven families spent the night in the school hall with their dogs."


def _pattern(pattern: str, **values: object) -> Cleaner:
    known: dict[str, object] = {
        "id": "en.t.alpha",
        "category": "share",
        "about": "Made for a test.",
        "keywords": ("alpha",),
        "patterns": (pattern,),
    }
    return Cleaner.of(Rulebook([Rule(**{**known, **values})]))  # type: ignore[arg-type]


def test_a_line_of_more_words_than_a_rule_allows_is_prose() -> None:
    cleaner = _pattern(r"alpha( \w+){0,9}", max_words=4)
    assert cleaner.clean(f"{ONE}\nalpha one two three\n{TWO}").text == f"{ONE}\n{TWO}"
    longer = f"{ONE}\nalpha one two three four\n{TWO}"
    assert cleaner.clean(longer).text == longer


def test_unless_vetoes_a_match() -> None:
    cleaner = _pattern(r"alpha .{0,40}", unless=(r"\bsaid\b",))
    assert cleaner.clean(f"{ONE}\nalpha now\n{TWO}").text == f"{ONE}\n{TWO}"
    vetoed = f"{ONE}\nalpha, she said\n{TWO}"
    assert cleaner.clean(vetoed).text == vetoed


def test_unless_vetoes_a_phrase_too() -> None:
    cleaner = _pattern(r"beta", phrases=("alpha",), unless=("ALPHA!",))
    assert cleaner.clean(f"{ONE}\nalpha\n{TWO}").text == f"{ONE}\n{TWO}"
    assert "alpha!" in cleaner.clean(f"{ONE}\nalpha!\n{TWO}").text


def test_an_item_of_a_list_heads_nothing_by_a_pattern_either() -> None:
    cleaner = _pattern(r"\W*alpha \w+", scope="list")
    assert cleaner.clean(f"{ONE}\n{TWO}\nalpha one\nFerry Late").text == f"{ONE}\n{TWO}"
    item = f"{ONE}\n{TWO}\n- alpha one\nFerry Late"
    assert cleaner.clean(item).text == item


def test_a_block_of_many_lines_is_a_text_of_its_own() -> None:
    cleaner = _pattern("alpha", scope="block")
    few = ["Slate", "Stone", "Smoke", "Rain"]
    assert cleaner.clean("\n".join([ONE, "", *few, "alpha", "", TWO])).text == f"{ONE}\n\n{TWO}"
    many = [ONE, "", *few, "Ash", "alpha", "", TWO]
    kept = "\n".join(line for line in many if line != "alpha")
    assert cleaner.clean("\n".join(many)).text == kept


def test_a_head_owns_no_more_paragraphs_than_it_asks_for() -> None:
    cleaner = _pattern("alpha", scope="to_end", paragraphs=1)
    assert cleaner.clean(f"{ONE}\nalpha\n{TWO}").text == ONE
    two = f"{ONE}\nalpha\n{TWO}\n{ONE}"
    assert cleaner.clean(two).text == f"{ONE}\n{TWO}\n{ONE}"


def test_one_headline_that_shares_words_goes_with_the_clear_ones() -> None:
    clear = (
        "SENATOR QUITS RACE AFTER PHOTOGRAPHS OF HIS YACHT SURFACE ONLINE",
        "RIVAL BAKERY FIGHTS SUPERMARKET OVER NAME OF ITS MOST FAMOUS BUN",
    )
    shared = "ELEVEN FAMILIES SLEEP IN SCHOOL HALL AFTER SECOND FLOOD IN A WEEK"
    cleaner = _pattern("alpha")
    alone = "\n".join([ONE, shared, TWO])
    assert cleaner.clean(alone).text == alone
    text = "\n".join([ONE, clear[0], TWO, clear[1], ONE, shared, TWO])
    assert cleaner.clean(text).text == "\n".join([ONE, TWO, ONE, TWO])

"""What stands in the tail of a text between lines that rules drop."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.rulebook.find import Finder
from cleaner.rulebook.rule import Rule, Rulebook

ONE = "The river rose by two metres in the night, and the lower road was closed until Friday."
TWO = "Nobody was hurt, but eleven families spent the night in the school hall with their dogs."
WALL, LAST = "Pass this on", "Write to the house"
TOPICS = ("Rivers", "The lower road", "Floods of the year")


def _rule(phrase: str, category: str = "share", **values: object) -> Rule:
    known = {"about": "Made for a test.", "phrases": (phrase,), "keywords": (phrase.lower(),)}
    return Rule(id=f"en.t.{phrase}", category=category, **{**known, **values})  # type: ignore[arg-type]


RULES = (_rule(WALL), _rule(LAST))


def _enclosed(*lines: str, rules: tuple[Rule, ...] = RULES, **options: str) -> list[str]:
    cleaner = Cleaner.of(Rulebook(rules)).with_options(**options)
    result = cleaner.clean("\n\n".join(lines))
    return [edit.old.strip() for edit in result.edits if edit.rule == "structure.enclosed"]


def test_lines_between_two_dropped_lines_go() -> None:
    text = "\n\n".join((ONE, TWO, WALL, *TOPICS, LAST))
    edits = [e for e in Cleaner.of(Rulebook(RULES)).clean(text).edits if e.category == "other"]
    assert [edit.old.strip() for edit in edits] == list(TOPICS)
    assert edits[0].because == ("in the tail of the text, between line 5 and line 13",)


def test_two_lines_are_needed_and_a_paragraph_above() -> None:
    assert _enclosed(ONE, WALL, *TOPICS) == []
    assert _enclosed(WALL, *TOPICS, LAST) == []
    assert _enclosed(WALL, *TOPICS, LAST, ONE) == []
    assert _enclosed(ONE, *TOPICS, WALL, LAST) == []
    assert _enclosed(ONE, WALL, *TOPICS, LAST, TWO) == []


def test_after_the_last_of_three_all_goes() -> None:
    assert _enclosed(ONE, WALL, LAST, *TOPICS) == []
    assert _enclosed(ONE, WALL, LAST, WALL, *TOPICS) == list(TOPICS)
    cleaned = Cleaner.of(Rulebook(RULES)).clean("\n\n".join((ONE, WALL, LAST, WALL, *TOPICS)))
    assert cleaned.edits[-1].because == ("in the tail of the text, after line 7",)


@pytest.mark.parametrize("category", ["caption", "credit"])
def test_a_caption_is_no_wall(category: str) -> None:
    drawn = _rule("Drawn by a gull", category)
    for above in ((), (WALL,)):
        lines = (ONE, *above, "Drawn by a gull", *TOPICS, LAST)
        assert _enclosed(*lines, rules=(*RULES, drawn)) == list(TOPICS if above else ())


def test_what_code_found_is_no_wall() -> None:
    title = "The lower road is closed"
    twice = (title, ONE, TWO, WALL, *TOPICS, title)
    dropped = Cleaner.of(Rulebook(RULES)).clean("\n\n".join(twice)).edits
    assert "structure.duplicate_title" in {edit.rule for edit in dropped}
    assert _enclosed(*twice) == []


@pytest.mark.parametrize(
    "line",
    [
        "That was all there was to it.",
        "- 2 eggs",
        "• Rivers",
        "2 cups of flour",
        "3:1 (1:0)",
        "Where: the school hall",
        "Rivers | 12 | 14",
        "Rivers\t12",
        "By Ada Brandt",
        "Reporting by Ada Brandt",
        "Ada Brandt",
    ],
)
def test_what_may_be_the_last_of_an_article_stays(line: str) -> None:
    assert _enclosed(ONE, WALL, "Rivers", line, LAST) == ["Rivers"]


def test_among_several_lines_a_name_is_a_topic() -> None:
    assert _enclosed(ONE, WALL, "Rivers", "Upper Valley", LAST) == ["Rivers"]
    assert _enclosed(ONE, WALL, "Rivers", "Upper Valley", "Dogs", LAST) == [
        "Rivers", "Upper Valley", "Dogs",
    ]  # fmt: skip


def test_a_menu_has_items_and_a_page_has_menus() -> None:
    for line in ("- Rivers", "12 stories", "Tel: 12", "All rivers are here."):
        assert _enclosed(ONE, WALL, line, LAST) == []
        assert _enclosed(ONE, WALL, line, LAST, kind="page") == [line]
    assert _enclosed(ONE, WALL, "By Ada Brandt", LAST, kind="page") == []


def test_exceptions_and_names_in_their_boxes_stay() -> None:
    spared = _rule("Rivers", "other", protects=("share",))
    assert _enclosed(ONE, WALL, "Rivers", "Dogs", LAST, rules=(*RULES, spared)) == ["Dogs"]
    box = _rule("About the author", "author_bio", paragraphs=1)
    lines = (ONE, "About the author", "Ada Brandt", "Dogs", "Rivers", LAST)
    assert _enclosed(*lines, rules=(*RULES, box)) == ["Dogs", "Rivers"]


def test_who_wrote_it_stays_among_several_lines() -> None:
    lines = ("Rivers", "Dogs", "Von Jette Harms", "Floods")
    assert _enclosed(ONE, WALL, *lines, LAST) == ["Rivers", "Dogs", "Floods"]


def test_a_paragraph_that_a_rule_knows_and_leaves_stays() -> None:
    doubted = _rule(TWO, strength="likely")
    assert _enclosed(ONE, WALL, "Rivers", TWO, LAST, rules=RULES) == []
    for kind in ("article", "page"):
        lines = (ONE, WALL, LAST, WALL, "Rivers", TWO)
        assert _enclosed(*lines, rules=(*RULES, doubted), kind=kind) == ["Rivers"]


def test_only_where_likely_lines_go_and_it_is_chosen() -> None:
    lines = (ONE, WALL, *TOPICS, LAST)
    assert _enclosed(*lines, policy="thorough") == list(TOPICS)
    assert _enclosed(*lines, policy="careful") == []
    cleaner = Cleaner(ignore=["structure.enclosed"])
    cleaner.rulebook, cleaner._finder = Rulebook(RULES), Finder(Rulebook(RULES))
    chosen = cleaner.clean("\n\n".join(lines))
    assert [edit.old.strip() for edit in chosen.edits if edit.category != "whitespace"] == [
        WALL, LAST,
    ]  # fmt: skip

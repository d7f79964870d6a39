"""The course of keep and drop through a document: what goes by the model, and why."""

from __future__ import annotations

import pytest
from learning import (
    BOX,
    PARAGRAPHS,
    RULE,
    SHORT,
    Learned,
    around,
    cleaned,
    gone_by_model,
    made_rule,
    needed,
)

from cleaner import Cleaner
from cleaner.decide.course import ALONE, ASKED, CHANGE, FEWEST_LINES, MOST_LEARNED

CODE = "tide = {7};"  # it stays

# --- what goes by the model


def test_the_model_drops_what_stands_around_the_article(learned: Learned) -> None:
    learned()
    lines = around(["Lenn in flood", SHORT[0]], SHORT[1:5])
    result = cleaned(lines)
    assert result.text.rstrip("\n").split("\n") == ["Lenn in flood", *PARAGRAPHS]
    edits = [edit for edit in result.edits if edit.rule == RULE]
    assert [(edit.category, edit.strength) for edit in edits] == [("other", "likely")] * 5
    assert [edit.line for edit in edits] == [2, 12, 13, 14, 15]
    assert result.verified()


@pytest.mark.parametrize("kind", ["article", "page"])
@pytest.mark.parametrize("policy", ["balanced", "thorough"])
def test_how_likely_debris_a_line_must_be(learned: Learned, policy: str, kind: str) -> None:
    # five lines at the end, one change
    lines = around([], [CODE, *SHORT[:5]])
    enough = needed(policy, kind) + CHANGE / 5
    learned(short=enough + 0.01)
    assert gone_by_model(lines, policy=policy, kind=kind) == list(SHORT[:5])
    learned(short=enough - 0.01)
    assert gone_by_model(lines, policy=policy, kind=kind) == []


@pytest.mark.parametrize("policy", ["balanced", "thorough"])
def test_of_a_page_in_which_no_rule_drops_a_line_more_is_asked(
    learned: Learned, policy: str
) -> None:
    lines = [*PARAGRAPHS, *SHORT[:5]]
    enough = needed(policy, "page", alone=True) + CHANGE / 5
    assert ALONE > 1
    learned(short=enough + 0.01)
    assert gone_by_model(lines, policy=policy, kind="page") == list(SHORT[:5])
    learned(short=enough - 0.01)
    assert gone_by_model(lines, policy=policy, kind="page") == []
    # any rule will do, wherever its line stands: it says that the page has debris
    page = ["Lenn", "zig", *lines]
    for rule in (made_rule("zig", category="caption"), made_rule("zig", strength="likely")):
        assert gone_by_model(page, rule, policy=policy, kind="page") == ["Lenn", *SHORT[:5]]
    # a line that a rule knows and does not drop says nothing
    nowhere = made_rule("zig", zone="tail")
    assert gone_by_model(page, nowhere, policy=policy, kind="page") == []


def test_of_an_article_no_more_is_asked_at_the_end_at_which_no_rule_drops_a_line(
    learned: Learned,
) -> None:
    # the line before the article and those after it need the same
    learned(short=needed("balanced", "article") + 0.01)
    assert gone_by_model(["Lenn", SHORT[0], BOX, *PARAGRAPHS, "", *SHORT[1:5]]) == [SHORT[0]]
    assert gone_by_model(["Lenn", *PARAGRAPHS, BOX, *SHORT[1:5]]) == list(SHORT[1:5])


def test_an_article_and_the_thorough_policy_ask_for_less() -> None:
    """What a box parts from an article is debris for that already."""
    assert set(ASKED) == {"balanced", "thorough"}
    for asked in ASKED.values():
        assert 0 < asked["article"] < asked["page"] < 1
    for kind in ("article", "page"):
        assert ASKED["thorough"][kind] < ASKED["balanced"][kind]


def test_the_careful_policy_does_not_ask_the_model(learned: Learned) -> None:
    learned()
    lines = around([], SHORT[:5])
    assert gone_by_model(lines, policy="balanced") == list(SHORT[:5])
    left = [line for line in lines if line != BOX]
    for kind in ("article", "page"):
        assert cleaned(lines, policy="careful", kind=kind).text == "\n".join(left)


def test_the_model_can_be_switched_off(learned: Learned) -> None:
    learned()
    box = "All rights reserved."
    lines = [*PARAGRAPHS, box, *SHORT[:5]]
    text, left = "\n".join(lines), "\n".join([*PARAGRAPHS, *SHORT[:5]])
    assert RULE in {edit.rule for edit in Cleaner().clean(text).edits}
    assert Cleaner(ignore=[RULE]).clean(text).text == left
    assert Cleaner(ignore=["structure"]).clean(text).text == left
    for selected in ({"select": ["structure"], "kind": "page"}, {"select": ["structure", "en"]}):
        assert RULE in {edit.rule for edit in Cleaner(**selected).clean(text).edits}
    # with the rules of structure alone, an article has no box here
    assert Cleaner(select=["structure"]).clean(text).text == text


def test_a_text_of_few_lines_is_not_judged(learned: Learned) -> None:
    learned()
    assert FEWEST_LINES == 12
    enough = around([], SHORT[: FEWEST_LINES - len(PARAGRAPHS) - 1])
    assert gone_by_model(enough) == enough[len(PARAGRAPHS) + 1 :]
    for kind in ("article", "page"):
        assert gone_by_model(enough[:-1], kind=kind) == []
    # blank lines do not count
    assert gone_by_model([*enough[:-1], "", ""]) == []


def test_a_model_that_wants_too_much_of_an_article_is_not_heard(learned: Learned) -> None:
    learned()
    # six times twelve words and three stay; six times four and one are a quarter of all
    boxes = [BOX, BOX, BOX]
    lines = [*PARAGRAPHS[:6], *boxes, *(f"{line} now" for line in SHORT)]
    lines[-1] += " too"
    assert MOST_LEARNED == 25 / (25 + 72 + 3)
    assert gone_by_model(lines) == lines[9:]
    more = [*lines[:-1], lines[-1] + " often"]
    assert gone_by_model(more) == []
    assert gone_by_model(more, kind="page") == more[9:]


def test_what_the_rules_drop_is_not_what_the_model_wants(learned: Learned) -> None:
    learned()
    lines = [*PARAGRAPHS[:6], BOX, *(f"{line} now" for line in SHORT), BOX]
    result = cleaned(lines)
    assert result.text.rstrip("\n") == "\n".join(PARAGRAPHS[:6])
    rules = {edit.line: edit.rule for edit in result.edits if edit.line > 6}
    assert rules == {n: f"en.t.{BOX}" if n in (7, 14) else RULE for n in range(7, 15)}


def test_a_dropped_line_beside_it_saves_a_line_the_price_of_a_change(learned: Learned) -> None:
    lines = [*PARAGRAPHS, *PARAGRAPHS[:5]]
    for kind in ("article", "page"):
        learned(short=needed("balanced", kind) + CHANGE / 2)
        assert gone_by_model([*lines, BOX, CODE, SHORT[0]], kind=kind) == []
        assert gone_by_model([*lines, BOX, SHORT[0]], kind=kind) == [SHORT[0]]
    # the last kind was a page, where a line may go before a box
    assert gone_by_model([*lines, SHORT[0], CODE, BOX], kind="page") == []
    assert gone_by_model([*lines, SHORT[0], BOX], kind="page") == [SHORT[0]]


def test_the_guard_takes_back_what_the_model_wants(learned: Learned) -> None:
    learned()
    # few words, but most of the characters
    lines = around([], [f"{line} {'zig' * 60}" for line in SHORT[:5]])
    result = cleaned(lines)
    assert result.flags == ("guard",)
    assert [edit.rule for edit in result.edits] == [f"en.t.{BOX}"]
    page = cleaned(lines, kind="page")
    assert (page.flags, page.text.rstrip("\n")) == ((), "\n".join(PARAGRAPHS))


# --- why


def test_the_reasons_are_the_three_largest_terms_in_words(learned: Learned) -> None:
    learned(
        trees=[
            [["words", 6, 1, 2, 0.0], [4.0], [-9.0]],
            [["sentence", 0.5, 1, 2, 0.5], [3.0], [0.0]],
            [["commas", 0.3, 1, 2, 0.0], [0.1], [0.0]],
            [["digits", 0.3, 1, 2, 0.0], [-0.5], [0.0]],
            [["capitals", 0.5, 1, 2, 0.0], [1.24], [0.0]],
        ]
    )
    result = cleaned(around([], SHORT[:5]))
    assert {edit.because for edit in result.edits if edit.rule == RULE} == {
        (
            "+4.0 its number of words",
            "+2.5 whether it ends as a sentence",
            "+1.2 its share of capital letters",
        )
    }


def test_of_equal_reasons_the_first_by_name_is_told(learned: Learned) -> None:
    names = ("words", "sentence", "digits", "commas")
    learned(trees=[[[name, 6, 1, 2, 0.0], [1.0], [-9.0]] for name in names])
    result = cleaned(around([], SHORT[:5]))
    assert {edit.because for edit in result.edits if edit.rule == RULE} == {
        ("+1.0 its commas", "+1.0 its share of digits", "+1.0 whether it ends as a sentence")
    }


KOREAN = (
    "하늘군은 강에 놓인 다리를 여름 동안 전면 통제한다고 어제 오전에 밝혔다.",
    "통제하는 동안 버스는 옆 마을로 돌아가고 첫차는 십오 분 당겨진다고 했다.",
    "다리 옆에서 식당을 하는 주인은 걸어서라도 건너게 해 달라고 부탁했다.",
)


def test_without_function_words_no_paragraph_goes(learned: Learned) -> None:
    """The model would drop everything: what is no paragraph goes, in English paragraphs do too."""
    learned(short=9.0, long=9.0)
    for kind in ("article", "page"):
        lines = [*KOREAN[:2] * 5, BOX, *SHORT[:3]]
        assert gone_by_model(lines, kind=kind) == list(SHORT[:3])
        # a paragraph that stays is where an article ends
        gone = gone_by_model([*lines, KOREAN[2]], kind=kind)
        assert gone == ([] if kind == "article" else list(SHORT[:3]))
    english = [*PARAGRAPHS[:5] * 2, BOX, *SHORT[:3], PARAGRAPHS[6]]
    assert gone_by_model(english) == english[-4:]

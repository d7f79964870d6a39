"""The course of keep and drop through a document: what goes by the model, and why."""

from __future__ import annotations

import pytest
from learning import PARAGRAPHS, RULE, SHORT, Learned, cleaned, gone_by_model, made_rule, needed

from cleaner import Cleaner
from cleaner.decide.course import ASKED, CHANGE, FEWEST_LINES, MOST_LEARNED

# --- what goes by the model


def test_the_model_drops_what_stands_around_the_article(learned: Learned) -> None:
    learned()
    lines = ["Lenn in flood", SHORT[0], *PARAGRAPHS, *SHORT[1:5]]
    result = cleaned(lines)
    assert result.text.rstrip("\n").split("\n") == ["Lenn in flood", *PARAGRAPHS]
    edits = [edit for edit in result.edits if edit.rule == RULE]
    assert [(edit.category, edit.strength) for edit in edits] == [("other", "likely")] * 5
    assert [edit.line for edit in edits] == [2, 10, 11, 12, 13]
    assert result.verified()


@pytest.mark.parametrize("kind", ["article", "page"])
@pytest.mark.parametrize("policy", ["balanced", "thorough"])
def test_how_likely_debris_a_line_must_be(learned: Learned, policy: str, kind: str) -> None:
    # five lines at the end, one change
    lines = [*PARAGRAPHS, *SHORT[:5]]
    enough = needed(policy, kind) + CHANGE / 5
    learned(short=enough + 0.01)
    assert gone_by_model(lines, policy=policy, kind=kind) == list(SHORT[:5])
    learned(short=enough - 0.01)
    assert gone_by_model(lines, policy=policy, kind=kind) == []


def test_a_page_and_the_thorough_policy_ask_for_less() -> None:
    assert set(ASKED) == {"balanced", "thorough"}
    for asked in ASKED.values():
        assert 0 < asked["page"] < asked["article"] < 1
    for kind in ("article", "page"):
        assert ASKED["thorough"][kind] < ASKED["balanced"][kind]


def test_the_careful_policy_does_not_ask_the_model(learned: Learned) -> None:
    learned()
    lines = [*PARAGRAPHS, *SHORT[:5]]
    assert gone_by_model(lines, policy="balanced") == list(SHORT[:5])
    for kind in ("article", "page"):
        assert cleaned(lines, policy="careful", kind=kind).text == "\n".join(lines)


def test_the_model_can_be_switched_off(learned: Learned) -> None:
    learned()
    text = "\n".join([*PARAGRAPHS, *SHORT[:5]])
    assert RULE in {edit.rule for edit in Cleaner().clean(text).edits}
    assert Cleaner(ignore=[RULE]).clean(text).text == text
    assert Cleaner(ignore=["structure"]).clean(text).text == text
    assert RULE in {edit.rule for edit in Cleaner(select=["structure"]).clean(text).edits}


def test_a_text_of_few_lines_is_not_judged(learned: Learned) -> None:
    learned()
    assert FEWEST_LINES == 12
    enough = [*PARAGRAPHS, *SHORT[: FEWEST_LINES - len(PARAGRAPHS)]]
    assert gone_by_model(enough) == enough[len(PARAGRAPHS) :]
    for kind in ("article", "page"):
        assert gone_by_model(enough[:-1], kind=kind) == []
    # blank lines do not count
    assert gone_by_model([*enough[:-1], "", ""]) == []


def test_a_model_that_wants_too_much_of_an_article_is_not_heard(learned: Learned) -> None:
    learned()
    # six times twelve words stay; six times four are a quarter of all
    lines = [*PARAGRAPHS[:6], *(f"{line} now" for line in SHORT)]
    assert MOST_LEARNED == 24 / (24 + 72)
    assert gone_by_model(lines) == lines[6:]
    more = [*lines[:-1], lines[-1] + " too"]
    assert gone_by_model(more) == []
    assert gone_by_model(more, kind="page") == more[6:]


def test_what_the_rules_drop_is_not_what_the_model_wants(learned: Learned) -> None:
    learned()
    lines = [*PARAGRAPHS[:6], *(f"{line} now" for line in SHORT), "zonk", "zonk"]
    result = cleaned(lines, made_rule("zonk"))
    assert result.text.rstrip("\n") == "\n".join(PARAGRAPHS[:6])
    assert [edit.rule for edit in result.edits if edit.line > 12] == ["en.t.zonk"] * 2


def test_a_dropped_line_beside_it_saves_a_line_the_price_of_a_change(learned: Learned) -> None:
    learned(short=needed("balanced", "article", alone=False) + CHANGE / 2)
    lines = [*PARAGRAPHS, *PARAGRAPHS[:5], SHORT[0]]
    assert gone_by_model([*lines, "tide = {7};", "zonk"], made_rule("zonk")) == []
    assert gone_by_model([*lines, "zonk"], made_rule("zonk")) == [SHORT[0]]


def test_the_guard_takes_back_what_the_model_wants(learned: Learned) -> None:
    learned()
    # few words, but most of the characters
    long = [f"{line} {'zig' * 60}" for line in SHORT[:5]]
    lines = [*PARAGRAPHS, "zonk", *long]
    result = cleaned(lines, made_rule("zonk"))
    assert result.flags == ("guard",)
    assert [edit.rule for edit in result.edits] == ["en.t.zonk"]
    page = cleaned(lines, made_rule("zonk"), kind="page")
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
    result = cleaned([*PARAGRAPHS, *SHORT[:5]])
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
    result = cleaned([*PARAGRAPHS, *SHORT[:5]])
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
    rule = made_rule("zonk")
    lines = [*KOREAN, *KOREAN[:2], *SHORT, "zonk"]
    gone = gone_by_model(lines, rule, policy="thorough")
    assert gone and not set(gone) & set(KOREAN)

"""The course of keep and drop through a document, and what the model may do in it."""

from __future__ import annotations

import importlib
import json
import math
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cleaner import Cleaner
from cleaner.cleaned import Cleaned
from cleaner.decide.course import ALONE, ASKED, CHANGE, FEWEST_LINES, MOST_LEARNED
from cleaner.evidence.model import load
from cleaner.rulebook.rule import Rule, Rulebook

# the package names a function so, too
gather = importlib.import_module("cleaner.evidence.gather")

# twelve words each
PARAGRAPHS = (
    "The river rose by two metres and the lower road was closed.",
    "Nobody was hurt but eleven families spent the night in the hall.",
    "Their dogs slept on the stage while the children watched the rain.",
    "By morning the water had left the mill and most of Lenn.",
    "Two farmers counted their sheep and found that none of them drowned.",
    "The baker opened late because his flour had to be carried upstairs.",
    "An engineer looked at every arch of the bridge with a lamp.",
)
SHORT = ("Wide blue kettles", "Seven cheap lamps", "Grand spring offer", "Soft woollen caps",
         "Fresh local eels", "Tall oak doors")  # fmt: skip
RULE = "structure.model"

Learned = Callable[..., None]


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> Learned:
    """Puts a model in place: short lines (at most six words) have the log-odds `short`, others
    `long`; or the trees that are given."""

    def put(short: float = 9.0, long: float = -9.0, trees: Any = None) -> None:
        tree = [["words", 6, 1, 2, 0.0], [short], [long]]
        model = load(json.dumps({"trees": [tree] if trees is None else trees}))
        monkeypatch.setattr(gather, "default_model", lambda: model)

    return put


def _rule(name: str, **values: Any) -> Rule:
    known = {"category": "caption", "about": "Made for a test.", "phrases": (name,)}
    values = {**known, **values}
    values.setdefault("keywords", values["phrases"])
    return Rule(id=f"en.t.{name}", **values)


def _clean(lines: Sequence[str], *rules: Rule, **options: str) -> Cleaned:
    rulebook = Rulebook(rules or (_rule("zonk"),))
    return Cleaner.of(rulebook).with_options(**options).clean("\n".join(lines))


def _gone(lines: Sequence[str], *rules: Rule, **options: str) -> list[str]:
    """The lines that the model drops."""
    result = _clean(lines, *rules, **options)
    return [edit.old.rstrip("\n") for edit in result.edits if edit.rule == RULE]


def _needed(policy: str, kind: str, *, alone: bool = True) -> float:
    """The log-odds that a line needs, in a text in which no rule has dropped a line."""
    return math.log(ASKED[policy][kind] / (1 - ASKED[policy][kind])) + alone * ALONE


# --- what goes by the model


def test_the_model_drops_what_stands_around_the_article(learned: Learned) -> None:
    learned()
    lines = ["Lenn in flood", SHORT[0], *PARAGRAPHS, *SHORT[1:5]]
    result = _clean(lines)
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
    enough = _needed(policy, kind) + CHANGE / 5
    learned(short=enough + 0.01)
    assert _gone(lines, policy=policy, kind=kind) == list(SHORT[:5])
    learned(short=enough - 0.01)
    assert _gone(lines, policy=policy, kind=kind) == []


def test_a_page_and_the_thorough_policy_ask_for_less() -> None:
    assert set(ASKED) == {"balanced", "thorough"}
    for asked in ASKED.values():
        assert 0 < asked["page"] < asked["article"] < 1
    for kind in ("article", "page"):
        assert ASKED["thorough"][kind] < ASKED["balanced"][kind]


def test_the_careful_policy_does_not_ask_the_model(learned: Learned) -> None:
    learned()
    lines = [*PARAGRAPHS, *SHORT[:5]]
    assert _gone(lines, policy="balanced") == list(SHORT[:5])
    for kind in ("article", "page"):
        assert _clean(lines, policy="careful", kind=kind).text == "\n".join(lines)


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
    assert _gone(enough) == enough[len(PARAGRAPHS) :]
    for kind in ("article", "page"):
        assert _gone(enough[:-1], kind=kind) == []
    # blank lines do not count
    assert _gone([*enough[:-1], "", ""]) == []


def test_a_model_that_wants_too_much_of_an_article_is_not_heard(learned: Learned) -> None:
    learned()
    # six times twelve words stay; six times four are a quarter of all
    lines = [*PARAGRAPHS[:6], *(f"{line} now" for line in SHORT)]
    assert MOST_LEARNED == 24 / (24 + 72)
    assert _gone(lines) == lines[6:]
    more = [*lines[:-1], lines[-1] + " too"]
    assert _gone(more) == []
    assert _gone(more, kind="page") == more[6:]


def test_what_the_rules_drop_is_not_what_the_model_wants(learned: Learned) -> None:
    learned()
    lines = [*PARAGRAPHS[:6], *(f"{line} now" for line in SHORT), "zonk", "zonk"]
    result = _clean(lines, _rule("zonk"))
    assert result.text.rstrip("\n") == "\n".join(PARAGRAPHS[:6])
    assert [edit.rule for edit in result.edits if edit.line > 12] == ["en.t.zonk"] * 2


def test_a_dropped_line_beside_it_saves_a_line_the_price_of_a_change(learned: Learned) -> None:
    learned(short=_needed("balanced", "article", alone=False) + CHANGE / 2)
    lines = [*PARAGRAPHS, *PARAGRAPHS[:5], SHORT[0]]
    assert _gone([*lines, "tide = {7};", "zonk"], _rule("zonk")) == []
    assert _gone([*lines, "zonk"], _rule("zonk")) == [SHORT[0]]


def test_the_guard_takes_back_what_the_model_wants(learned: Learned) -> None:
    learned()
    # few words, but most of the characters
    long = [f"{line} {'zig' * 60}" for line in SHORT[:5]]
    lines = [*PARAGRAPHS, "zonk", *long]
    result = _clean(lines, _rule("zonk"))
    assert result.flags == ("guard",)
    assert [edit.rule for edit in result.edits] == ["en.t.zonk"]
    page = _clean(lines, _rule("zonk"), kind="page")
    assert (page.flags, page.text.rstrip("\n")) == ((), "\n".join(PARAGRAPHS))


# --- what stays


def test_code_stays(learned: Learned) -> None:
    learned()
    code = "tide = high(moon);"
    lines = [*PARAGRAPHS, *SHORT[:3], code, *SHORT[3:5]]
    for kind in ("article", "page"):
        assert _gone(lines, kind=kind) == list(SHORT[:5])


def test_a_line_that_an_exception_protects_stays(learned: Learned) -> None:
    learned()
    lines = [*PARAGRAPHS, *SHORT[:3], "zonk", *SHORT[3:5]]
    protect = _rule("zonk", protects=("share",))
    assert _gone(lines, protect) == list(SHORT[:5])
    assert _gone(lines, _rule("zig")) == [*SHORT[:3], "zonk", *SHORT[3:5]]


HEADLINE = "River water closed bridge"  # its words are in the paragraphs
OTHER = "Farmers sheep sold yesterday"  # half of them are


@pytest.mark.parametrize("kind", ["article", "page"])
def test_the_headline_stays(learned: Learned, kind: str) -> None:
    learned()
    head = [SHORT[0], HEADLINE, SHORT[1]]
    assert _gone([*head, *PARAGRAPHS, *SHORT[2:5]], kind=kind) == [SHORT[0], *SHORT[1:5]]
    # of two that the paragraphs take up it is the one that they take up more, the first of equals
    for first, second in ((HEADLINE, OTHER), (OTHER, HEADLINE)):
        gone = _gone([first, second, *PARAGRAPHS, *SHORT[2:5]], kind=kind)
        assert gone == [OTHER, *SHORT[2:5]]
    again = HEADLINE + "s"
    assert _gone([HEADLINE, again, *PARAGRAPHS, *SHORT[2:5]], kind=kind) == [again, *SHORT[2:5]]


def test_without_a_headline_the_first_line_of_an_article_stays(learned: Learned) -> None:
    learned()
    lines = [SHORT[0], SHORT[1], *PARAGRAPHS, *SHORT[2:5]]
    assert _gone(lines, kind="article") == list(SHORT[1:5])
    assert _gone(lines, kind="page") == list(SHORT[:5])


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Farmers sheep bridge", False),  # three words
        ("The farmers sheep bridge", True),
        ("Farmers kettles offers caps", False),  # a quarter of its terms
        ("Farmers kettles offers", False),
        ("Farmers sheep kettles offers oaken caps lamps", True),  # more: two of seven
    ],
)
def test_what_may_be_a_headline(learned: Learned, line: str, stays: bool) -> None:
    learned(trees=[[["words", 8, 1, 2, 0.0], [9.0], [-9.0]]])
    gone = _gone([SHORT[0], line, *PARAGRAPHS, *SHORT[2:5]], kind="page")
    assert gone == [SHORT[0], *([] if stays else [line]), *SHORT[2:5]]


def test_a_headline_stands_before_the_article(learned: Learned) -> None:
    learned()
    assert _gone([*PARAGRAPHS, *SHORT[:4], HEADLINE]) == [*SHORT[:4], HEADLINE]


@pytest.mark.parametrize(
    ("line", "kind", "before", "after"),
    [
        ("By Ada Brandt", "article", True, True),
        ("By Ada Brandt", "page", False, False),
        ("Von: Ada Brandt", "article", True, True),
        ("Door Ada van der Brandt en Jan Lenn", "article", True, True),
        ("Av Ada Brandt", "page", False, False),
        ("Von Ada", "article", False, False),
        ("Von Ada Brandt gelesen", "article", False, False),
        ("Lamps Ada Brandt", "article", False, False),
        ("02/12/2024", "article", True, False),
        ("02/12/2024", "page", True, False),
        ("2024-12-02 11:30", "page", True, False),
        ("12/2024", "page", False, False),
        ("Lamps 02/12/2024", "page", False, False),
    ],
)
def test_who_wrote_it_and_when_stays(
    learned: Learned, line: str, kind: str, before: bool, after: bool
) -> None:
    learned()
    gone = _gone([HEADLINE, line, *PARAGRAPHS, *SHORT[:5]], kind=kind)
    assert gone == [*([] if before else [line]), *SHORT[:5]]
    gone = _gone([HEADLINE, *PARAGRAPHS, *SHORT[:3], line, *SHORT[3:5]], kind=kind)
    assert gone == [*SHORT[:3], *([] if after else [line]), *SHORT[3:5]]


def test_what_a_rule_drops_is_no_headline(learned: Learned) -> None:
    learned()
    lines = [HEADLINE, OTHER, *PARAGRAPHS, *SHORT[2:5]]
    rule = _rule("zonk", phrases=(HEADLINE,))
    assert _gone(lines, rule) == list(SHORT[2:5])


# --- between the paragraphs


def test_between_the_paragraphs_of_an_article_nothing_goes(learned: Learned) -> None:
    learned()
    lines = [*PARAGRAPHS[:3], SHORT[0], *PARAGRAPHS[3:6], SHORT[1], PARAGRAPHS[6], *SHORT[2:5]]
    assert _gone(lines, kind="article") == list(SHORT[2:5])
    assert _gone(lines, kind="page") == list(SHORT[:5])


def test_between_the_paragraphs_of_a_page_no_paragraph_goes(learned: Learned) -> None:
    # the paragraph with many commas is debris
    marked = "zip, zap, zop, the old mill, the new mill, and no mill at all."
    trees = [[["commas", 0.3, 1, 4, 0.0], ["words", 6, 2, 3, 0.0], [9.0], [-9.0], [9.0]]]
    learned(trees=trees)
    inside = [*PARAGRAPHS[:3], marked, SHORT[0], *PARAGRAPHS[3:7], *SHORT[1:5]]
    assert _gone(inside, kind="page") == list(SHORT[:5])
    assert _gone(inside, kind="article") == list(SHORT[1:5])
    # after the last paragraph that stays it may
    outside = [*PARAGRAPHS, *SHORT[1:5], marked]
    for kind in ("article", "page"):
        assert _gone(outside, kind=kind) == [*SHORT[1:5], marked]


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        (SHORT[0], False),
        (f"- {SHORT[0]}", True),
        (f"  + {SHORT[0]}", True),
        (f"123. {SHORT[0]}", True),
        ("Kettles\t12", True),
        ("Kettles   12", True),
        ("Kettles  12", False),
    ],
)
def test_items_and_rows_between_the_paragraphs_of_a_page_stay(
    learned: Learned, line: str, stays: bool
) -> None:
    learned()
    inside = [*PARAGRAPHS[:3], line, *PARAGRAPHS[3:7], *SHORT[1:5]]
    assert (line in _gone(inside, kind="page")) is not stays
    # after the last paragraph of a page they are lines like others
    around = [*PARAGRAPHS, *SHORT[1:5], line]
    assert line in _gone(around, kind="page")
    assert (line in _gone(around, kind="article")) is not stays


def test_an_address_alone_after_an_article_stays(learned: Learned) -> None:
    learned()
    for line in ("https://kettles.example/blue", "www.kettles.example"):
        assert _gone([*PARAGRAPHS, *SHORT[1:5], line], kind="article") == list(SHORT[1:5])
    more = "www.kettles.example for kettles"
    assert _gone([*PARAGRAPHS, *SHORT[1:5], more], kind="article") == [*SHORT[1:5], more]


def test_the_name_of_an_author_under_the_label_of_a_box_stays(learned: Learned) -> None:
    learned()
    lines = [*PARAGRAPHS, *SHORT[:4], "zonk", "Ada Brandt"]
    assert _gone(lines, _rule("zonk", category="author_bio")) == list(SHORT[:4])
    assert _gone(lines, _rule("zonk")) == [*SHORT[:4], "Ada Brandt"]


@pytest.mark.parametrize("kind", ["article", "page"])
def test_the_model_alone_has_to_be_surer(learned: Learned, kind: str) -> None:
    learned(short=_needed("balanced", kind, alone=False) + CHANGE / 4)
    lines = [*PARAGRAPHS, *SHORT[:5]]
    assert _gone(lines, kind=kind) == []
    assert _gone([*lines, "zonk"], _rule("zonk"), kind=kind) == list(SHORT[:5])
    # at the other end of an article a rule says nothing of this one
    before = [HEADLINE, "zonk", *lines]
    assert _gone(before, _rule("zonk"), kind=kind) == list(SHORT[: 5 if kind == "page" else 0])


@pytest.mark.parametrize("kind", ["article", "page"])
def test_a_paragraph_goes_for_a_score_of_its_own(learned: Learned, kind: str) -> None:
    lines = [*PARAGRAPHS, SHORT[0], "Zip, zap, zop, the mill, the weir, and no boat at all.",
             *SHORT[1:4]]  # fmt: skip

    def trees(score: float) -> list[Any]:
        return [[["commas", 0.3, 1, 4, 0], ["words", 6, 2, 3, 0], [9.0], [-9.0], [score]]]

    # less than the policy asks for, though its neighbours are debris: it stays
    learned(trees=trees(_needed("balanced", kind) - 0.01))
    stays = _gone(lines, kind=kind)
    assert stays == list(SHORT[1:4] if kind == "article" else SHORT[:4])
    learned(trees=trees(_needed("balanced", kind) + 0.01))
    assert _gone(lines, kind=kind) == lines[len(PARAGRAPHS) :]


def test_a_short_line_goes_with_its_neighbours(learned: Learned) -> None:
    little = _needed("balanced", "article") - 0.6
    trees = [["words", 6, 1, 2, 0.0], ["commas", 0.3, 3, 4, 0.0], [-9.0], [9.0], [little]]
    learned(trees=[trees])
    assert _gone([*PARAGRAPHS, *SHORT[:4], "zig, zag"]) == list(SHORT[:4])
    assert _gone([*PARAGRAPHS, *SHORT[:2], "zig, zag", *SHORT[2:4]]) == [
        *SHORT[:2], "zig, zag", *SHORT[2:4],
    ]  # fmt: skip
    # alone it stays
    assert _gone([*PARAGRAPHS, *PARAGRAPHS[:5], "zig, zag"]) == []


@pytest.mark.parametrize("kind", ["article", "page"])
def test_where_no_paragraph_would_stay_nothing_goes(learned: Learned, kind: str) -> None:
    learned()
    words = ("slate", "stone", "moss", "reeds", "roofs", "mill")
    verse = [f"{word} rain on the {word}" for word in words]
    assert _gone([*verse, "", *SHORT], kind=kind) == []
    # nor where something else stays
    other = [f"The {word} lay under the rain on the hill" for word in words]
    assert _gone([*other, *other, *SHORT[:3]], kind=kind) == []
    # nor where the model would take the only one
    learned(long=9.0)
    assert _gone([*SHORT, *SHORT[::-1], PARAGRAPHS[0]], kind=kind) == []


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
    result = _clean([*PARAGRAPHS, *SHORT[:5]])
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
    result = _clean([*PARAGRAPHS, *SHORT[:5]])
    assert {edit.because for edit in result.edits if edit.rule == RULE} == {
        ("+1.0 its commas", "+1.0 its share of digits", "+1.0 whether it ends as a sentence")
    }

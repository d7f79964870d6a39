"""Deciding: each mechanism on its own, with rules made for the test."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner import Cleaner
from cleaner.cleaned import Cleaned
from cleaner.rulebook.rule import Rule, Rulebook

ONE = "The river rose by two metres in the night, and the lower road was closed until Friday."
TWO = "Nobody was hurt, but eleven families spent the night in the school hall with their dogs."


def _rule(name: str, **values: Any) -> Rule:
    known = {"category": "share", "about": "Made for a test.", "phrases": (name,)}
    values = {**known, **values}
    values.setdefault("keywords", values["phrases"])
    return Rule(id=f"en.t.{name}", **values)


def _cleaner(*rules: Rule, **options: str) -> Cleaner:
    return Cleaner.of(Rulebook(rules)).with_options(**options)


def _doc(*lines: str) -> str:
    return "\n".join(lines)


def _kept(result: Cleaned) -> list[str]:
    return [line for line in result.text.split("\n") if line]


def test_a_sure_match_drops_its_line_alone() -> None:
    result = _cleaner(_rule("alpha")).clean(_doc(ONE, "Alpha!", TWO))
    assert _kept(result) == [ONE, TWO]
    (edit,) = result.edits
    assert (edit.rule, edit.strength, edit.line, edit.old) == ("en.t.alpha", "sure", 2, "Alpha!\n")


def test_a_likely_match_alone_is_a_doubt() -> None:
    text = _doc(ONE, "Alpha", TWO)
    result = _cleaner(_rule("alpha", strength="likely")).clean(text)
    assert result.text == text
    (doubt,) = result.doubts
    assert (doubt.rule, doubt.line) == ("en.t.alpha", 2)
    assert doubt.because == ("likely, and without company enough", "+1 not a sentence")


@pytest.mark.parametrize(
    ("lines", "company"),
    [
        ((ONE, TWO, "Alpha"), "in the tail of the text"),
        (("By Ada Brandt", "Alpha", ONE, TWO), "in the head of the text"),
        ((ONE, "beta", "Alpha", TWO), "after a dropped line"),
        ((ONE, "Alpha", "beta", TWO), "before a dropped line"),
        ((ONE, "gamma to the alpha", TWO), "also en.t.gamma"),
    ],
)
def test_company_for_a_likely_match(lines: tuple[str, ...], company: str) -> None:
    cleaner = _cleaner(
        _rule("alpha", strength="likely", phrases=("alpha", "gamma to the alpha")),
        _rule("beta"),
        _rule("gamma", strength="likely", phrases=("gamma to the alpha",), category="promo_app"),
    )
    result = cleaner.clean(_doc(*lines))
    assert _kept(result)[-2:] == [ONE, TWO]
    assert "lpha" not in result.text
    assert any(company in edit.because for edit in result.edits)


def test_prose_speaks_against_a_likely_match() -> None:
    rule = _rule("alpha", strength="likely", keywords=("hall",), patterns=(".{0,200}hall.{0,50}",))
    result = _cleaner(rule).clean(_doc(ONE, TWO))
    assert result.text == _doc(ONE, TWO)
    assert "-1 reads like prose" in result.doubts[0].because


def test_the_policies() -> None:
    alone = _doc(ONE, "Alpha", TWO)
    at_the_end = _doc(ONE, TWO, "Alpha")
    rule = _rule("alpha", strength="likely")
    for policy, drops_alone, drops_at_the_end in (
        ("careful", False, False),
        ("balanced", False, True),
        ("thorough", True, True),
    ):
        cleaner = _cleaner(rule, policy=policy)
        assert (cleaner.clean(alone).text != alone) is drops_alone, policy
        assert (cleaner.clean(at_the_end).text != at_the_end) is drops_at_the_end, policy


def test_a_zone_is_held_to() -> None:
    cleaner = _cleaner(_rule("alpha", zone="tail"), _rule("beta", zone="head"))
    assert _kept(cleaner.clean(_doc("beta", ONE, TWO, "alpha"))) == [ONE, TWO]
    result = cleaner.clean(_doc("alpha", ONE, TWO, "beta"))
    assert _kept(result) == ["alpha", ONE, TWO, "beta"]
    assert [doubt.because for doubt in result.doubts] == [
        ("not in the tail of the text",),
        ("not in the head of the text",),
    ]


def test_a_text_without_prose_has_no_tail() -> None:
    text = _doc("Rain on slate,", "smoke on stone,", "alpha")
    assert _cleaner(_rule("alpha", zone="tail")).clean(text).text == text


def test_near_asks_for_another_rule_within_two_lines() -> None:
    cleaner = _cleaner(_rule("alpha", near=("en.t.beta",)), _rule("beta"))
    assert _kept(cleaner.clean(_doc(ONE, "beta", "", "Name", "", "alpha", TWO))) == [
        ONE, "Name", TWO,
    ]  # fmt: skip
    far = cleaner.clean(_doc(ONE, "beta", "Name", "Street", "alpha", TWO))
    assert _kept(far) == [ONE, "Name", "Street", "alpha", TWO]
    assert far.doubts[0].because == ("not near en.t.beta",)


def test_an_exception_beats_drops() -> None:
    protect = _rule("poem", phrases=("alpha",), protects=("share",))
    result = _cleaner(_rule("alpha"), protect).clean(_doc(ONE, "alpha", TWO))
    assert _kept(result) == [ONE, "alpha", TWO]
    assert result.doubts[0].because == ("protected by en.t.poem",)
    other = _rule("poem", phrases=("alpha",), protects=("caption", "en.t.beta"))
    assert _kept(_cleaner(_rule("alpha"), other).clean(_doc(ONE, "alpha", TWO))) == [ONE, TWO]


def test_an_exception_protects_a_line_that_a_sweep_would_take() -> None:
    protect = _rule("errata", phrases=("errata",), protects=("share",))
    cleaner = _cleaner(_rule("alpha", scope="to_end"), protect)
    assert _kept(cleaner.clean(_doc(ONE, TWO, "alpha", "one", "errata", "two"))) == [
        ONE, TWO, "errata",
    ]  # fmt: skip


def test_to_end_takes_all_after_it_in_the_tail_only() -> None:
    cleaner = _cleaner(_rule("alpha", scope="to_end"))
    assert _kept(cleaner.clean(_doc(ONE, TWO, "alpha", "Name", "Any words at all"))) == [ONE, TWO]
    assert _kept(cleaner.clean(_doc("alpha", "A Headline", ONE, TWO))) == ["A Headline", ONE, TWO]


def test_to_start_takes_all_before_it_in_the_head_only() -> None:
    cleaner = _cleaner(_rule("alpha", scope="to_start"))
    assert _kept(cleaner.clean(_doc("Home", "World", "alpha", ONE, TWO))) == [ONE, TWO]
    assert _kept(cleaner.clean(_doc(ONE, TWO, "The End", "alpha"))) == [ONE, TWO, "The End"]


def test_a_head_owns_the_paragraphs_it_asks_for() -> None:
    lines = (ONE, "about the author", TWO)
    owning = _cleaner(_rule("about", phrases=("about the author",), scope="to_end", paragraphs=1))
    assert _kept(owning.clean(_doc(*lines))) == [ONE]
    # a second paragraph shows that the article goes on
    assert _kept(owning.clean(_doc(*lines, ONE))) == [ONE, TWO, ONE]


def test_block_takes_the_short_lines_beside_it() -> None:
    cleaner = _cleaner(_rule("alpha", scope="block"))
    text = _doc(ONE, "", "Flood Valley Road", "alpha", "", TWO)
    assert _kept(cleaner.clean(text)) == [ONE, TWO]
    # who wrote it and when stays
    for byline in ("By ADA BRANDT and OTTO LENN", "Updated 9 May"):
        assert _kept(cleaner.clean(_doc(ONE, "", byline, "alpha", "", TWO))) == [ONE, byline, TWO]
    # no block of its own: without blank lines the block is the text
    lines = (ONE, "A Head", "alpha", TWO, ONE, TWO, "Another Head")
    assert _kept(cleaner.clean(_doc(*lines))) == [ONE, "A Head", TWO, ONE, TWO, "Another Head"]
    # the first block may be the headline
    assert _kept(cleaner.clean(_doc("A Headline", "alpha", "", ONE, "", TWO))) == [
        "A Headline", ONE, TWO,
    ]  # fmt: skip


def test_list_takes_the_titles_under_it() -> None:
    cleaner = _cleaner(_rule("alpha", scope="list"))
    titles = ("Ferry Late Again", "Mayor Opens Bakery")
    assert _kept(cleaner.clean(_doc(ONE, TWO, "alpha", *titles))) == [ONE, TWO]
    assert _kept(cleaner.clean(_doc(ONE, "", "alpha", *titles, "", TWO))) == [ONE, TWO]
    # a sentence ends the list
    assert _kept(cleaner.clean(_doc(ONE, TWO, "alpha", titles[0], "So it ends.", titles[1]))) == [
        ONE, TWO, "So it ends.", titles[1],
    ]  # fmt: skip


def test_the_last_title_before_the_article_goes_on_may_be_its_own_head() -> None:
    cleaner = _cleaner(_rule("alpha", scope="list"))
    assert _kept(cleaner.clean(_doc(ONE, "", "alpha", "", "Ferry Late", "", "What Now", "", TWO))) \
        == [ONE, "What Now", TWO]  # fmt: skip
    assert _kept(cleaner.clean(_doc(ONE, "alpha", "Ferry Late", "What Now", TWO))) == [
        ONE, "What Now", TWO,
    ]  # fmt: skip


def test_the_guard_takes_likely_drops_back() -> None:
    likely = "An alpha line that is long enough to be more than half of the whole of this text " * 3
    rule = _rule(
        "alpha", strength="likely", keywords=("alpha",), patterns=(".{0,400}alpha.{0,400}",),
        max_words=100,
    )  # fmt: skip
    text = _doc(ONE, "beta", likely, "beta")
    result = _cleaner(rule, _rule("beta")).clean(text)
    assert _kept(result) == [ONE, likely.strip() + " "]
    assert result.flags == ("guard",)
    assert result.doubts[0].because == ("guard: too much of the text would go",)
    page = _cleaner(rule, _rule("beta"), kind="page").clean(text)
    assert _kept(page) == [ONE]
    assert page.flags == ()


def test_a_text_that_is_all_debris_is_kept_whole() -> None:
    text = _doc("alpha", "", "alpha")
    result = _cleaner(_rule("alpha")).clean(text)
    assert (result.text, result.flags, result.edits) == (text, ("all_debris",), ())


def _span(name: str, pattern: str, **values: Any) -> Rule:
    return _rule(name, scope="span", phrases=(), keywords=("x",), patterns=(pattern,), **values)


def test_a_span_goes_with_the_white_space_before_it() -> None:
    result = _cleaner(_span("alpha", r"\(x\)")).clean("It rained (x) all day.")
    assert result.text == "It rained all day."
    assert [(e.start, e.end) for e in result.edits] == [(9, 13)]


def test_spans_that_meet_are_one_cut() -> None:
    result = _cleaner(_span("alpha", r"\(x\)"), _span("beta", r"\[x\]")).clean("It (x) [x] rained.")
    assert result.text == "It rained."
    (edit,) = result.edits
    assert edit.rule == "en.t.alpha"
    assert "also en.t.beta" in edit.because


def test_a_span_that_is_all_of_its_line_drops_the_line() -> None:
    result = _cleaner(_span("alpha", r"\(x\)")).clean(_doc(ONE, "", "(x)", "", TWO))
    assert result.text == _doc(ONE, "", TWO)


def test_a_likely_span_needs_the_edge_of_its_line_and_another_rule() -> None:
    likely, sure = _span("alpha", r"\(x\)", strength="likely"), _span("beta", r"\[x\]")
    kept = _cleaner(likely, sure).clean("It (x) rained.")
    assert kept.text == "It (x) rained."
    assert kept.doubts[0].rule == "en.t.alpha"
    assert _cleaner(likely, sure).clean("It rained [x]. Why (x)").text == "It rained. Why"


def test_a_rule_for_one_language_is_silent_in_others() -> None:
    cleaner = _cleaner(_rule("alpha", languages=("de",)))
    text = _doc(ONE, "alpha", TWO)
    assert cleaner.clean(text, language="en").text == text
    assert _kept(cleaner.clean(text, language="de")) == [ONE, TWO]
    # not declared: found out
    assert cleaner.clean(text).text == text


def test_a_headline_that_stands_twice() -> None:
    title = "Ferry Runs Late For The Third Week"
    cleaner = _cleaner(_rule("beta"))
    result = cleaner.clean(_doc(title, "", title, "", ONE, "", TWO))
    assert _kept(result) == [title, ONE, TWO]
    assert result.edits[0].rule == "structure.duplicate_title"
    # a refrain in a poem has no company
    poem = _doc("The rain comes down on Harrow Hill", "and on the sea,", "",
                "the rain comes down on Harrow Hill", "and so on me.")  # fmt: skip
    assert cleaner.clean(poem).text == poem


def test_the_given_title_may_stand_once() -> None:
    title = "Ferry Runs Late For The Third Week"
    text = _doc(title, "", ONE, "", TWO)
    assert _cleaner(_rule("beta")).clean(text, title=title).text == text


def test_the_kind_of_a_text_is_told_from_what_stands_around_its_article() -> None:
    cleaner = _cleaner(_rule("alpha", category="navigation", strength="likely"))
    menu = [f"Section {n}" for n in range(11)]
    assert cleaner.clean(_doc(*menu, "alpha", ONE, TWO, "alpha")).kind == "page"
    assert cleaner.clean(_doc(*menu, "alpha", ONE, TWO)).kind == "article"  # 13 times 2 is below 36
    assert cleaner.clean(_doc(*menu, ONE, TWO)).kind == "article"
    assert cleaner.clean(_doc(ONE, *menu * 5, TWO, "alpha")).kind == "article"
    assert cleaner.clean(_doc(*menu * 5)).kind == "article"  # a poem, a list


def test_the_named_group_of_a_span_is_what_goes() -> None:
    rule = _span("alpha", r"[.!] (?P<cut>x: \w{1,9}$)")
    assert _cleaner(rule).clean("It rained. x: more").text == "It rained."
    assert _cleaner(rule).clean("It rained x: more").text == "It rained x: more"


def test_an_item_of_a_list_is_not_the_head_of_one() -> None:
    cleaner = _cleaner(_rule("alpha", scope="list"), _rule("beta", scope="to_end"))
    text = _doc(ONE, TWO, "Things to come:", "- alpha", "- Ferry Late", "• beta", "• Bakery Open")
    assert cleaner.clean(text).text == text


def test_before_the_article_only_a_block_is_a_list() -> None:
    cleaner = _cleaner(_rule("alpha", scope="list"))
    lines = ("alpha", "Ferry Late", "A Headline", ONE, TWO)
    assert _kept(cleaner.clean(_doc(*lines))) == list(lines[1:])
    apart = _doc("alpha", "Ferry Late", "", "A Headline", "", ONE, "", TWO)
    assert _kept(cleaner.clean(apart)) == ["A Headline", ONE, TWO]
    each = _doc("alpha", "", "Ferry Late", "", "A Headline", "", ONE, "", TWO)
    assert _kept(cleaner.clean(each)) == ["Ferry Late", "A Headline", ONE, TWO]


def test_a_paragraph_broken_into_lines_is_prose() -> None:
    wrapped = (
        "The river rose by two metres in the night",
        "and the lower road was closed until Friday",
        "because the bridge had lost two stones",
    )
    cleaner = _cleaner(_rule("alpha", scope="list"), _rule("beta", scope="to_end"))
    assert _kept(cleaner.clean(_doc("alpha", *wrapped))) == list(wrapped)
    assert _kept(cleaner.clean(_doc(ONE, "beta", *wrapped))) == [ONE, *wrapped]
    menu = ("garden furniture", "garden sheds", "fences and gates")
    assert _kept(cleaner.clean(_doc(ONE, TWO, "alpha", *menu))) == [ONE, TWO]


def test_capitals_go_with_the_majority_of_the_text() -> None:
    own = "THE MILL WHEEL TURNS AGAIN AFTER NINETY YEARS"
    about = (
        "The mill wheel, still for ninety years, turns again on Sundays, and the bakery buys flour."
    )
    other = "RIVAL BAKERY FIGHTS SUPERMARKET OVER NAME OF ITS MOST FAMOUS BUN"
    cleaner = _cleaner(_rule("alpha"))
    alone = _doc(ONE, other, TWO, other.replace("BAKERY", "TAVERN").replace("BUN", "ALE"), ONE)
    assert other in cleaner.clean(alone).text  # two heads that repeat each other are a series
    foreign = "SENATOR QUITS RACE AFTER PHOTOGRAPHS OF HIS YACHT SURFACE ONLINE"
    assert _kept(cleaner.clean(_doc(ONE, other, TWO, foreign, ONE))) == [ONE, TWO, ONE]
    heads = _doc(ONE, own, about, "A RIVER WITHOUT FISH IN ITS SUMMER MONTHS",
                 "In the summer months the river has no fish, or fish that nobody would eat.",
                 other, TWO)  # fmt: skip
    assert cleaner.clean(heads).text == heads


def test_the_first_line_may_be_the_headline() -> None:
    cleaner = _cleaner(_rule("alpha", strength="likely"))
    assert _kept(cleaner.clean(_doc("Alpha", ONE, TWO))) == ["Alpha", ONE, TWO]
    assert _kept(cleaner.clean(_doc("A Headline", "Alpha", ONE, TWO))) == ["A Headline", ONE, TWO]


def test_an_item_of_a_list_is_not_short_for_debris() -> None:
    cleaner = _cleaner(_rule("alpha", strength="likely"))
    assert _kept(cleaner.clean(_doc(ONE, TWO, "- alpha"))) == [ONE, TWO, "- alpha"]


def test_a_stock_word_of_two_categories_is_one_fact() -> None:
    word = {"strength": "likely", "phrases": ("alpha alpha alpha",)}
    other = _rule("two", category="promo_app", **word)
    text = _doc(ONE, "alpha alpha alpha", TWO)
    assert _cleaner(_rule("one", **word), other).clean(text).text == text


def test_two_rules_of_one_category_say_the_same_thing_once() -> None:
    likely = {"strength": "likely", "phrases": ("alpha",)}
    text = _doc(ONE, "alpha", TWO)
    assert _cleaner(_rule("one", **likely), _rule("two", **likely)).clean(text).text == text


def test_a_rule_that_lacks_its_neighbour_claims_nothing() -> None:
    lone = _rule("alpha", scope="to_end", paragraphs=9, near=("en.t.beta",))
    tail = _rule("gamma", zone="tail")
    text = _doc(ONE, "alpha", TWO, ONE, "gamma")
    assert _kept(_cleaner(lone, tail, _rule("beta")).clean(text)) == [ONE, "alpha", TWO, ONE]
    # the same line under another rule is no neighbour
    same = _rule("beta", phrases=("alpha",), strength="likely")
    assert _cleaner(lone, same).clean(_doc(ONE, "alpha", TWO)).text == _doc(ONE, "alpha", TWO)


def test_somebody_whom_the_text_knows_is_not_introduced_by_an_authors_box() -> None:
    rule = _rule(
        "alpha", zone="tail", phrases=(), keywords=(" is ",),
        patterns=(r"(?P<name>[A-Z]\w+ [A-Z]\w+) is a .{3,80}",),
    )  # fmt: skip
    bio = "Ada Brandt is a writer who lives in a lighthouse with two cats and no clock at all."
    cleaner = _cleaner(rule)
    assert _kept(cleaner.clean(_doc(ONE, TWO, bio))) == [ONE, TWO]
    told = "Brandt had seen it coming, she said, and had moved her books upstairs on Wednesday."
    assert _kept(cleaner.clean(_doc(ONE, told, bio))) == [ONE, told, bio]
    # under a head of the text it belongs to a section
    assert _kept(cleaner.clean(_doc(ONE, TWO, "Why Trust Us", bio))) == [
        ONE, TWO, "Why Trust Us", bio,
    ]  # fmt: skip
    assert _kept(cleaner.clean(_doc(ONE, TWO, "By Ada Brandt", bio))) == [ONE, TWO, "By Ada Brandt"]

"""Deciding: each mechanism on its own, with rules made for the test."""

from __future__ import annotations

from typing import Any

import pytest
from deciding import ONE, TWO, doc, kept, named, using

from cleaner.rulebook.rule import Rule


def test_a_sure_match_drops_its_line_alone() -> None:
    result = using(named("alpha")).clean(doc(ONE, "Alpha!", TWO))
    assert kept(result) == [ONE, TWO]
    (edit,) = result.edits
    assert (edit.rule, edit.strength, edit.line, edit.old) == ("en.t.alpha", "sure", 2, "Alpha!\n")


def test_a_likely_match_alone_is_a_doubt() -> None:
    text = doc(ONE, "Alpha", TWO)
    result = using(named("alpha", strength="likely")).clean(text)
    assert result.text == text
    (doubt,) = result.doubts
    assert (doubt.rule, doubt.line) == ("en.t.alpha", 2)
    assert doubt.because == ("likely, and without company enough", "+1 not a sentence")


PITCH = "Alpha is what we make here, and we would like you to buy it today."


@pytest.mark.parametrize(
    ("lines", "goes"),
    [
        ((ONE, "beta", PITCH), True),
        ((ONE, "beta", PITCH, "A word"), False),  # not the last line
        ((ONE, "A word", PITCH), False),  # not after a dropped line
        (("Some words without a full stop", "beta", "Alpha."), False),  # no prose, so no tail
    ],
)
def test_the_end_of_the_text_is_company_after_a_dropped_line(
    lines: tuple[str, ...], goes: bool
) -> None:
    pitch = named("alpha", strength="likely", phrases=(PITCH, "Alpha"))
    result = using(pitch, named("beta")).clean(doc(*lines))
    assert (lines[2] not in kept(result)) == goes
    if goes:
        assert "the text ends with it" in result.edits[-1].because


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
    cleaner = using(
        named("alpha", strength="likely", phrases=("alpha", "gamma to the alpha")),
        named("beta"),
        named("gamma", strength="likely", phrases=("gamma to the alpha",), category="promo_app"),
    )
    result = cleaner.clean(doc(*lines))
    assert kept(result)[-2:] == [ONE, TWO]
    assert "lpha" not in result.text
    assert any(company in edit.because for edit in result.edits)


def test_prose_speaks_against_a_likely_match() -> None:
    rule = named("alpha", strength="likely", keywords=("hall",), patterns=(".{0,200}hall.{0,50}",))
    result = using(rule).clean(doc(ONE, TWO))
    assert result.text == doc(ONE, TWO)
    assert "-1 reads like prose" in result.doubts[0].because


def test_the_policies() -> None:
    alone = doc(ONE, "Alpha", TWO)
    at_the_end = doc(ONE, TWO, "Alpha")
    rule = named("alpha", strength="likely")
    for policy, drops_alone, drops_at_the_end in (
        ("careful", False, False),
        ("balanced", False, True),
        ("thorough", True, True),
    ):
        cleaner = using(rule, policy=policy)
        assert (cleaner.clean(alone).text != alone) is drops_alone, policy
        assert (cleaner.clean(at_the_end).text != at_the_end) is drops_at_the_end, policy


def test_a_zone_is_held_to() -> None:
    cleaner = using(named("alpha", zone="tail"), named("beta", zone="head"))
    assert kept(cleaner.clean(doc("beta", ONE, TWO, "alpha"))) == [ONE, TWO]
    result = cleaner.clean(doc("alpha", ONE, TWO, "beta"))
    assert kept(result) == ["alpha", ONE, TWO, "beta"]
    assert [doubt.because for doubt in result.doubts] == [
        ("not in the tail of the text",),
        ("not in the head of the text",),
    ]


def test_a_text_without_prose_has_no_tail() -> None:
    text = doc("Rain on slate,", "smoke on stone,", "alpha")
    assert using(named("alpha", zone="tail")).clean(text).text == text


def test_near_asks_for_another_rule_within_two_lines() -> None:
    cleaner = using(named("alpha", near=("en.t.beta",)), named("beta"))
    assert kept(cleaner.clean(doc(ONE, "beta", "", "Name", "", "alpha", TWO))) == [
        ONE, "Name", TWO,
    ]  # fmt: skip
    far = cleaner.clean(doc(ONE, "beta", "Name", "Street", "alpha", TWO))
    assert kept(far) == [ONE, "Name", "Street", "alpha", TWO]
    assert far.doubts[0].because == ("not near en.t.beta",)


def test_an_exception_beats_drops() -> None:
    protect = named("poem", phrases=("alpha",), protects=("share",))
    result = using(named("alpha"), protect).clean(doc(ONE, "alpha", TWO))
    assert kept(result) == [ONE, "alpha", TWO]
    assert result.doubts[0].because == ("protected by en.t.poem",)
    other = named("poem", phrases=("alpha",), protects=("caption", "en.t.beta"))
    assert kept(using(named("alpha"), other).clean(doc(ONE, "alpha", TWO))) == [ONE, TWO]


def test_an_exception_protects_a_line_that_a_sweep_would_take() -> None:
    protect = named("errata", phrases=("errata",), protects=("share",))
    cleaner = using(named("alpha", scope="to_end"), protect)
    assert kept(cleaner.clean(doc(ONE, TWO, "alpha", "one", "errata", "two"))) == [
        ONE, TWO, "errata",
    ]  # fmt: skip


def test_the_guard_takes_likely_drops_back() -> None:
    likely = "An alpha line that is long enough to be more than half of the whole of this text " * 3
    rule = named(
        "alpha", strength="likely", keywords=("alpha",), patterns=(".{0,400}alpha.{0,400}",),
        max_words=100,
    )  # fmt: skip
    text = doc(ONE, "beta", likely, "beta")
    result = using(rule, named("beta")).clean(text)
    assert kept(result) == [ONE, likely.strip() + " "]
    assert result.flags == ("guard",)
    assert result.doubts[0].because == ("guard: too much of the text would go",)
    page = using(rule, named("beta"), kind="page").clean(text)
    assert kept(page) == [ONE]
    assert page.flags == ()


def test_the_guard_does_not_count_what_is_sure() -> None:
    likely = "An alpha line that is shorter than what is left"
    rules = (named(likely, strength="likely"), named("sure", phrases=(ONE * 3,)), named("beta"))
    result = using(*rules).clean(doc(ONE, ONE * 3, "Beta", likely, "Beta", TWO))
    assert (kept(result), result.flags) == ([ONE, TWO], ())
    more = f"{likely} {likely} {likely}".rstrip("t")
    rules = (named(more, strength="likely"), *rules[1:])
    result = using(*rules).clean(doc(ONE, ONE * 3, "Beta", more, "Beta"))
    assert (kept(result), result.flags) == ([ONE, more], ("guard",))


def test_of_a_page_all_that_goes_counts() -> None:
    likely = "An alpha line that is shorter than what is left"
    rules = (named(likely, strength="likely"), named("sure", phrases=(ONE * 40,)), named("beta"))
    text = doc("Kept to the end.", ONE * 40, "Beta", likely, "Beta")
    result = using(*rules, kind="page").clean(text)
    assert (kept(result), result.flags) == (["Kept to the end.", likely], ("guard",))


def test_a_text_that_is_all_debris_is_kept_whole() -> None:
    text = doc("alpha", "", "alpha")
    result = using(named("alpha")).clean(text)
    assert (result.text, result.flags, result.edits) == (text, ("all_debris",), ())


def _span(name: str, pattern: str, **values: Any) -> Rule:
    return named(name, scope="span", phrases=(), keywords=("x",), patterns=(pattern,), **values)


def test_a_span_goes_with_the_white_space_before_it() -> None:
    result = using(_span("alpha", r"\(x\)")).clean("It rained (x) all day.")
    assert result.text == "It rained all day."
    assert [(e.start, e.end) for e in result.edits] == [(9, 13)]


def test_spans_that_meet_are_one_cut() -> None:
    result = using(_span("alpha", r"\(x\)"), _span("beta", r"\[x\]")).clean("It (x) [x] rained.")
    assert result.text == "It rained."
    (edit,) = result.edits
    assert edit.rule == "en.t.alpha"
    assert "also en.t.beta" in edit.because


def test_a_span_that_is_all_of_its_line_drops_the_line() -> None:
    result = using(_span("alpha", r"\(x\)")).clean(doc(ONE, "", "(x)", "", TWO))
    assert result.text == doc(ONE, "", TWO)


def test_a_likely_span_needs_the_edge_of_its_line_and_another_rule() -> None:
    likely, sure = _span("alpha", r"\(x\)", strength="likely"), _span("beta", r"\[x\]")
    kept = using(likely, sure).clean("It (x) rained.")
    assert kept.text == "It (x) rained."
    assert kept.doubts[0].rule == "en.t.alpha"
    assert using(likely, sure).clean("It rained [x]. Why (x)").text == "It rained. Why"


def test_a_rule_for_one_language_is_silent_in_others() -> None:
    cleaner = using(named("alpha", languages=("de",)))
    text = doc(ONE, "alpha", TWO)
    assert cleaner.clean(text, language="en").text == text
    assert kept(cleaner.clean(text, language="de")) == [ONE, TWO]
    # not declared: found out
    assert cleaner.clean(text).text == text


def test_a_headline_that_stands_twice() -> None:
    title = "Ferry Runs Late For The Third Week"
    cleaner = using(named("beta"))
    result = cleaner.clean(doc(title, "", title, "", ONE, "", TWO))
    assert kept(result) == [title, ONE, TWO]
    assert result.edits[0].rule == "structure.duplicate_title"
    # a refrain in a poem has no company
    poem = doc("The rain comes down on Harrow Hill", "and on the sea,", "",
                "the rain comes down on Harrow Hill", "and so on me.")  # fmt: skip
    assert cleaner.clean(poem).text == poem


def test_the_given_title_may_stand_once() -> None:
    title = "Ferry Runs Late For The Third Week"
    text = doc(title, "", ONE, "", TWO)
    assert using(named("beta")).clean(text, title=title).text == text


def test_the_kind_of_a_text_is_told_from_what_stands_around_its_article() -> None:
    cleaner = using(named("alpha", category="navigation", strength="likely"))
    menu = [f"Section {n}" for n in range(11)]
    assert cleaner.clean(doc(*menu, "alpha", ONE, TWO, "alpha")).kind == "page"
    assert cleaner.clean(doc(*menu, "alpha", ONE, TWO)).kind == "article"  # 13 times 2 is below 36
    assert cleaner.clean(doc(*menu, ONE, TWO)).kind == "article"
    assert cleaner.clean(doc(ONE, *menu * 5, TWO, "alpha")).kind == "article"
    assert cleaner.clean(doc(*menu * 5)).kind == "article"  # a poem, a list


def test_the_named_group_of_a_span_is_what_goes() -> None:
    rule = _span("alpha", r"[.!] (?P<cut>x: \w{1,9}$)")
    assert using(rule).clean("It rained. x: more").text == "It rained."
    assert using(rule).clean("It rained x: more").text == "It rained x: more"


def test_an_item_of_a_list_is_not_the_head_of_one() -> None:
    cleaner = using(named("alpha", scope="list"), named("beta", scope="to_end"))
    text = doc(ONE, TWO, "Things to come:", "- alpha", "- Ferry Late", "• beta", "• Bakery Open")
    assert cleaner.clean(text).text == text


def test_before_the_article_only_a_block_is_a_list() -> None:
    cleaner = using(named("alpha", scope="list"))
    lines = ("alpha", "Ferry Late", "A Headline", ONE, TWO)
    assert kept(cleaner.clean(doc(*lines))) == list(lines[1:])
    apart = doc("alpha", "Ferry Late", "", "A Headline", "", ONE, "", TWO)
    assert kept(cleaner.clean(apart)) == ["A Headline", ONE, TWO]
    each = doc("alpha", "", "Ferry Late", "", "A Headline", "", ONE, "", TWO)
    assert kept(cleaner.clean(each)) == ["Ferry Late", "A Headline", ONE, TWO]


def test_a_paragraph_broken_into_lines_is_prose() -> None:
    wrapped = (
        "The river rose by two metres in the night",
        "and the lower road was closed until Friday",
        "because the bridge had lost two stones",
    )
    cleaner = using(named("alpha", scope="list"), named("beta", scope="to_end"))
    assert kept(cleaner.clean(doc("alpha", *wrapped))) == list(wrapped)
    assert kept(cleaner.clean(doc(ONE, "beta", *wrapped))) == [ONE, *wrapped]
    menu = ("garden furniture", "garden sheds", "fences and gates")
    assert kept(cleaner.clean(doc(ONE, TWO, "alpha", *menu))) == [ONE, TWO]


def test_capitals_go_with_the_majority_of_the_text() -> None:
    own = "THE MILL WHEEL TURNS AGAIN AFTER NINETY YEARS"
    about = (
        "The mill wheel, still for ninety years, turns again on Sundays, and the bakery buys flour."
    )
    other = "RIVAL BAKERY FIGHTS SUPERMARKET OVER NAME OF ITS MOST FAMOUS BUN"
    cleaner = using(named("alpha"))
    alone = doc(ONE, other, TWO, other.replace("BAKERY", "TAVERN").replace("BUN", "ALE"), ONE)
    assert other in cleaner.clean(alone).text  # two heads that repeat each other are a series
    foreign = "SENATOR QUITS RACE AFTER PHOTOGRAPHS OF HIS YACHT SURFACE ONLINE"
    assert kept(cleaner.clean(doc(ONE, other, TWO, foreign, ONE))) == [ONE, TWO, ONE]
    heads = doc(ONE, own, about, "A RIVER WITHOUT FISH IN ITS SUMMER MONTHS",
                 "In the summer months the river has no fish, or fish that nobody would eat.",
                 other, TWO)  # fmt: skip
    assert cleaner.clean(heads).text == heads


def test_the_first_line_may_be_the_headline() -> None:
    cleaner = using(named("alpha", strength="likely"))
    assert kept(cleaner.clean(doc("Alpha", ONE, TWO))) == ["Alpha", ONE, TWO]
    assert kept(cleaner.clean(doc("A Headline", "Alpha", ONE, TWO))) == ["A Headline", ONE, TWO]


def test_an_item_of_a_list_is_not_short_for_debris() -> None:
    cleaner = using(named("alpha", strength="likely"))
    assert kept(cleaner.clean(doc(ONE, TWO, "- alpha"))) == [ONE, TWO, "- alpha"]


def test_a_stock_word_of_two_categories_is_one_fact() -> None:
    word = {"strength": "likely", "phrases": ("alpha alpha alpha",)}
    other = named("two", category="promo_app", **word)
    text = doc(ONE, "alpha alpha alpha", TWO)
    assert using(named("one", **word), other).clean(text).text == text


def test_two_rules_of_one_category_say_the_same_thing_once() -> None:
    likely = {"strength": "likely", "phrases": ("alpha",)}
    text = doc(ONE, "alpha", TWO)
    assert using(named("one", **likely), named("two", **likely)).clean(text).text == text


def test_a_rule_that_lacks_its_neighbour_claims_nothing() -> None:
    lone = named("alpha", scope="to_end", paragraphs=9, near=("en.t.beta",))
    tail = named("gamma", zone="tail")
    text = doc(ONE, "alpha", TWO, ONE, "gamma")
    assert kept(using(lone, tail, named("beta")).clean(text)) == [ONE, "alpha", TWO, ONE]
    # the same line under another rule is no neighbour
    same = named("beta", phrases=("alpha",), strength="likely")
    assert using(lone, same).clean(doc(ONE, "alpha", TWO)).text == doc(ONE, "alpha", TWO)


def test_somebody_whom_the_text_knows_is_not_introduced_by_an_authors_box() -> None:
    rule = named(
        "alpha", zone="tail", phrases=(), keywords=(" is ",),
        patterns=(r"(?P<name>[A-Z]\w+ [A-Z]\w+) is a .{3,80}",),
    )  # fmt: skip
    bio = "Ada Brandt is a writer who lives in a lighthouse with two cats and no clock at all."
    cleaner = using(rule)
    assert kept(cleaner.clean(doc(ONE, TWO, bio))) == [ONE, TWO]
    told = "Brandt had seen it coming, she said, and had moved her books upstairs on Wednesday."
    assert kept(cleaner.clean(doc(ONE, told, bio))) == [ONE, told, bio]
    # under a head of the text it belongs to a section
    assert kept(cleaner.clean(doc(ONE, TWO, "Why Trust Us", bio))) == [
        ONE, TWO, "Why Trust Us", bio,
    ]  # fmt: skip
    assert kept(cleaner.clean(doc(ONE, TWO, "By Ada Brandt", bio))) == [ONE, TWO, "By Ada Brandt"]


def test_how_far_apart_a_rule_has_to_stand() -> None:
    near = doc(ONE, "alpha", TWO, "zonk", ONE, TWO)
    beside = doc(ONE, "alpha", "zonk", TWO, ONE, TWO)
    for lines, text, goes in ((2, near, False), (1, near, True), (1, beside, False)):
        cleaner = using(named("alpha", apart=("^zonk$",), apart_lines=lines))
        assert ("alpha" not in kept(cleaner.clean(text))) == goes

"""Deciding: what a sure match does, what a likely one needs, and what stands against both."""

from __future__ import annotations

import pytest
from deciding import ONE, TWO, doc, kept, named, using


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


def test_a_rule_for_one_language_is_silent_in_others() -> None:
    cleaner = using(named("alpha", languages=("de",)))
    text = doc(ONE, "alpha", TWO)
    assert cleaner.clean(text, language="en").text == text
    assert kept(cleaner.clean(text, language="de")) == [ONE, TWO]
    # not declared: found out
    assert cleaner.clean(text).text == text


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

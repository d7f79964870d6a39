"""Cuts inside a line."""

from __future__ import annotations

from typing import Any

from deciding import ONE, TWO, doc, named, using

from cleaner.rulebook.rule import Rule


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


def test_the_named_group_of_a_span_is_what_goes() -> None:
    rule = _span("alpha", r"[.!] (?P<cut>x: \w{1,9}$)")
    assert using(rule).clean("It rained. x: more").text == "It rained."
    assert using(rule).clean("It rained x: more").text == "It rained x: more"

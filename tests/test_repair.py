"""Repair: what must not change first, then what must."""

from __future__ import annotations

import plain_versions
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text.edits import apply
from cleaner.text.repair import ROUNDS, _between, changed_stretches, repair, repair_line
from cleaner.text.segment import segment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain text, nothing more.",
        "“Curly” quotes and an ‘apostrophe’s’ curl stay.",
        "The ﬁrst ﬂight: ligatures stay.",
        "全角の文字ＡＢＣ１２３は、そのまま。",
        "CRLF\r\nCR\rLS\u2028PS\u2029end",
        "a < b &amp; c: with a tag's bracket in the line, entities stay",
        "Il a dit : « Ça ira », et rien d'autre.",
        "Ünïcödé nämes, Łódź, Ørsted, São Paulo",
        "tabs\tand\x0cform feeds",
    ],
)
def test_what_is_not_broken_stays(text: str) -> None:
    assert repair(text) == (text, [])


@pytest.mark.parametrize(
    ("text", "fixed", "rule"),
    [
        ("Le cafÃ© reste ouvert.", "Le café reste ouvert.", "repair.mojibake"),
        ("Itâ€™s late.", "It’s late.", "repair.mojibake"),
        ("Fish &amp; chips", "Fish & chips", "repair.entity"),
        ("one\x00two", "onetwo", "repair.control"),
        ("cafe\u0301", "café", "repair.unicode"),
        ("smile \ud83d\ude00", "smile 😀", "repair.surrogate"),
    ],
)
def test_what_is_broken_is_mended(text: str, fixed: str, rule: str) -> None:
    repaired, edits = repair(text)
    assert repaired == fixed
    assert {edit.rule for edit in edits} == {rule}
    assert all(edit.because for edit in edits)
    assert apply(text, edits) == fixed


def test_a_repair_covers_only_the_stretch_that_differs() -> None:
    text = "Le cafÃ© reste ouvert, le thÃ© aussi."
    assert [(e.start, e.end, e.old, e.new) for e in repair(text)[1]] == [
        (6, 8, "Ã©", "é"),
        (28, 30, "Ã©", "é"),
    ]


def test_each_line_is_judged_by_itself() -> None:
    # the bracket of the first line says nothing about the entity of the second
    assert repair("a <b> c\nx &amp; y")[0] == "a <b> c\nx & y"


@pytest.mark.parametrize("text", ["one&#10;two", "one&#8232;two", "oneâ€¨two"])
def test_no_repair_makes_a_line_ending(text: str) -> None:
    repaired, _ = repair(text)
    assert len(segment(repaired)) == 1
    assert repaired == "one two"


def test_words_that_do_not_pair_off_are_one_stretch() -> None:
    assert changed_stretches("a&nbsp;b c", "a b c") == [(1, 7, " ")]
    assert changed_stretches("same", "same") == []


@given(st.text(alphabet="ab é"), st.text(alphabet="ab é"))
def test_a_stretch_is_what_is_left_from_both_ends(old: str, new: str) -> None:
    assert _between(7, old, new) == plain_versions.between(7, old, new)


@pytest.mark.parametrize("settles_after", [1, 2, ROUNDS - 1, ROUNDS, ROUNDS + 1])
def test_a_line_that_does_not_settle_is_left(
    monkeypatch: pytest.MonkeyPatch, settles_after: int
) -> None:
    import ftfy

    answers = iter([f"é{n} Ã©" for n in range(settles_after - 1)] + ["é"] * ROUNDS)
    monkeypatch.setattr(
        ftfy,
        "fix_and_explain",
        lambda text, config: ftfy.ExplainedText(
            next(answers), [ftfy.ExplanationStep("apply", "fix_surrogates")]
        ),
    )
    # the last of the rounds is there to see that nothing changes any more
    expected = "é" if settles_after < ROUNDS else "Ã©"
    assert repair_line("Ã©")[0] == expected


def test_a_line_between_cr_and_lf_is_not_emptied() -> None:
    for text in ("a\r\x1f\nb", "\r\x08\n"):
        assert repair(text) == (text, [])
    for text, repaired in (("a\n\x1f\nb", "a\n\nb"), ("a\r\x1f\rb", "a\r\rb")):
        assert repair(text)[0] == repaired
    assert repair("a\r\x1fb\nc")[0] == "a\rb\nc"
    for ending in ("\n", "\r\n"):
        assert repair(f"\x1f{ending}b")[0] == f"{ending}b"

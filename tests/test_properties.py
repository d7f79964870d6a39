"""What always holds: undo, line order, edit arithmetic, idempotence, determinism."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from texts import TEXTS

from cleaner import Cleaner, Document, clean, restore
from cleaner.checks.examples import AFTER, BEFORE
from cleaner.model import WHITESPACE
from cleaner.text.repair import repair
from cleaner.text.segment import segment


@given(TEXTS, st.sampled_from(["careful", "balanced", "thorough"]), st.sampled_from(["", "title"]))
@example("The road was closed.\r\x1f\nMarta Ilves/Getty Images\n", "balanced", "")
def test_undo_and_arithmetic(text: str, policy: str, title: str) -> None:
    result = clean(text, policy=policy, title=title or None)
    assert restore(result.text, result.edits) == text
    assert result.verified()
    report = result.report()
    assert report["chars_in"] - report["chars_out"] == sum(
        len(edit["old"]) - len(edit["new"]) for edit in report["edits"]
    )
    edits = result.edits
    assert all(text[edit.start : edit.end] == edit.old != edit.new for edit in edits)
    assert all(a.end <= b.start for a, b in pairwise(edits))
    for edit in edits:
        assert edit.line == text_line(text, edit.start)


def text_line(text: str, offset: int) -> int:
    """The number of the line that holds a character."""
    return next(line.number for line in segment(text) if line.start <= offset < line.stop)


@given(TEXTS)
def test_each_line_of_the_result_is_a_line_of_the_source_in_order(text: str) -> None:
    result = clean(text)
    kept = [verdict for verdict in result.verdicts if verdict.drop is None]
    expected = []
    for verdict in kept:
        line = verdict.line
        cuts = [(cut.start - line.start, cut.end - line.start) for cut in verdict.spans]
        expected.append(
            "".join(c for i, c in enumerate(line.text) if not any(a <= i < b for a, b in cuts))
        )
    rest = iter(expected)
    # blank lines beside a drop are gone: what is left is in order, and nothing else is missing
    for line in segment(result.text):
        assert any(line.text == candidate for candidate in rest)
    assert [x for x in expected if x.strip()] == [
        line.text for line in segment(result.text) if not line.blank
    ]


def _endings(text: str) -> list[str]:
    return [line.ending for line in segment(text) if line.ending]


@given(TEXTS)
def test_repair_is_idempotent_and_keeps_the_line_endings(text: str) -> None:
    repaired, _ = repair(text)
    assert repair(repaired) == (repaired, [])
    # a last line of nothing but control characters is no line any more
    assert _endings(repaired) == _endings(text)


@given(TEXTS)
def test_a_text_that_loses_no_line_keeps_its_blank_lines(text: str) -> None:
    result = clean(text)
    if not any(verdict.drop for verdict in result.verdicts):
        assert all(edit.category != WHITESPACE for edit in result.edits)


@given(TEXTS)
def test_without_tidying_only_drops_and_repairs_change_the_text(text: str) -> None:
    result = Cleaner(ignore=["whitespace"]).clean(text)
    assert restore(result.text, result.edits) == text
    assert all(edit.category != WHITESPACE for edit in result.edits)


@given(st.lists(TEXTS, max_size=4))
@settings(max_examples=40)
def test_one_by_one_or_many_the_results_are_the_same(texts: list[str]) -> None:
    cleaner = Cleaner()
    many = cleaner.clean_many([texts[0], *(Document(text=t) for t in texts[1:])]
                              if texts else [])  # fmt: skip
    assert [r.report() for r in many] == [cleaner.clean(t).report() for t in texts]
    assert [r.text for r in cleaner.clean_many(reversed(texts))] == [r.text for r in reversed(many)]


@pytest.mark.parametrize("text", [BEFORE, f"{BEFORE}\n\n{AFTER}\n", "\n\n" + BEFORE + "\n\n\n"])
def test_a_text_without_debris_comes_out_as_it_went_in(text: str) -> None:
    result = clean(text)
    assert (result.text, result.edits, result.doubts) == (text, (), ())

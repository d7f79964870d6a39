"""What always holds: undo, line order, edit arithmetic, idempotence, determinism.

The texts are made of what the tool is for: the rules' own examples, mojibake, entities and prose,
in any order and with any line endings.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, Document, clean, restore
from cleaner.checks.examples import AFTER, BEFORE
from cleaner.model import WHITESPACE
from cleaner.rulebook.load import default_rulebook
from cleaner.text.repair import repair
from cleaner.text.segment import segment

EXAMPLES = [text for rule in default_rulebook().rules for text in (*rule.drop, *rule.keep)]
BROKEN = [
    "Le cafÃ© reste ouvert jusquâ€™Ã  minuit.",
    "Fish &amp; chips &lt;b&gt; and &eacute;clairs",
    "Ã¼ber alle Maßen schÃ¶n\x85",
    "a <b> &amp; c",
    "nul\x00led \x1b[31mred\x1b[0m",
    "one&#10;two&#8232;three",
    "ï»¿Ð¿Ñ€Ð¸Ð²ÐµÑ‚, Ð¼Ð¸Ñ€!",
    "cafe\u0301 \ufb01ne \uff21\uff22 “curl”",
    "half a surrogate \ud83d here",
    " date 2021-06-28 The mayor (RELATED: Ferry late) resigned.",
]
PROSE = [
    BEFORE,
    AFTER,
    "She sold newsletters by the sheet, and nobody in the town thought it odd.",
    "THE LONG WAY HOME",
    "FERRY COMPANY SAYS CREWS WERE TOLD NOTHING OF THE NEW TIMETABLE",
    "町は静かだった。誰も来なかった。",
    "كان الصباح هادئا، ولم يأت أحد إلى السوق.",
    "- one\t- two",
    "",
    " ",
    "\u00a0\u2003",
]
LINES = st.one_of(
    st.sampled_from(PROSE),
    st.sampled_from(EXAMPLES),
    st.sampled_from(BROKEN),
    st.text(max_size=20),
    st.builds("{} {}".format, st.sampled_from(BROKEN + PROSE), st.sampled_from(EXAMPLES)),
)
ENDINGS = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\n \n"])
TEXTS = st.builds(
    lambda rows, last: "".join(line + ending for line, ending in rows) + last,
    st.lists(st.tuples(LINES, ENDINGS), max_size=14),
    st.one_of(st.just(""), LINES),
)


@given(TEXTS, st.sampled_from(["careful", "balanced", "thorough"]), st.sampled_from(["", "title"]))
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


@given(TEXTS)
def test_repair_is_idempotent_and_keeps_the_line_endings(text: str) -> None:
    repaired, _ = repair(text)
    assert repair(repaired) == (repaired, [])
    assert [line.ending for line in segment(repaired)] == [line.ending for line in segment(text)]


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

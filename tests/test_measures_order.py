"""Measures asked for in any order are those of the plain way."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from measuring import match_at
from texts import LINES

from cleaner.evidence.code import is_code
from cleaner.evidence.measures import MEASURES, Measured, measure
from cleaner.evidence.shape import shapes_of
from cleaner.evidence.table import _NAME, FAR, Mentions, to_last, to_next
from cleaner.text.segment import segment


def _plain_new_names(texts: Sequence[str]) -> list[float]:
    """Line by line, with all words of the lines above in hand."""
    above: set[str] = set()
    shares = []
    for text in texts:
        names = set(_NAME.findall(text[:1_500]))
        first = text.split(" ", 2)[:2]
        if len(first) == 2 and first[0][:1].isupper() and first[1][:1].isupper():
            names |= {word.strip(".,") for word in first}
        shares.append(len(names - above) / len(names) if names else -1.0)
        above |= {word.strip('.,;:"()') for word in text.split() if word[:1].isupper()}
    return shares


NAMES = st.lists(
    st.sampled_from(["Ada", "Ada,", "Adam", "(Ada)", "Brandt.", "Brandt", "of", "the", "O'Neil",
                     "Émile", "\u00a0Ada", "ada", "Brandt;", "-Ada", "Lenn\tMill", "Ada Brandt",
                     "said:"]),
    min_size=1, max_size=6,
).map(" ".join)  # fmt: skip


@given(st.lists(NAMES, min_size=1, max_size=8), st.randoms())
def test_names_asked_for_in_any_order(texts: list[str], rng: random.Random) -> None:
    names, order = Mentions(texts), list(range(len(texts)))
    rng.shuffle(order)
    shares = {n: names.new(n) for n in order}
    assert [shares[n] for n in range(len(texts))] == _plain_new_names(texts)


MATCHES = st.builds(
    lambda category, strength, scope: {"category": category, "strength": strength, "scope": scope},
    st.sampled_from(["caption", "share", "promo_app", "author_bio", "comment_form", "tag_list"]),
    st.sampled_from(["sure", "likely"]),
    st.sampled_from(["line", "span"]),
)


@given(
    st.lists(st.one_of(LINES, NAMES, st.sampled_from(["x = f(y);", "", "- one", "The mill"])),
             min_size=1, max_size=16),
    st.dictionaries(st.integers(0, 15), MATCHES, max_size=5),
    st.sets(st.integers(0, 15), max_size=4),
    st.sets(st.integers(0, 15), max_size=4),
    st.randoms(),
)  # fmt: skip
@settings(max_examples=150)
def test_rows_asked_for_in_any_order(
    rows: list[str],
    found: dict[int, dict[str, str]],
    sure: set[int],
    likely: set[int],
    rng: random.Random,
) -> None:
    lines = segment("\n".join(rows))
    shapes = shapes_of(lines)
    standing = [[match_at(i, **found[i])] if i in found else [] for i in range(len(lines))]
    filled, expected = measure(lines, shapes, standing, sure, sure | likely)
    asked = Measured(lines, shapes, standing, sure, sure | likely)
    assert asked.filled == filled == [i for i, line in enumerate(lines) if not line.blank]
    order = [*range(len(filled)), *range(len(filled))]
    rng.shuffle(order)
    for n in order:
        assert asked.row(n) == expected[n]
        if rng.random() < 0.5:
            assert asked.topic(n) == dict(zip(MEASURES, expected[n], strict=True))["topic"]
    # and what each says by itself
    values = [dict(zip(MEASURES, row, strict=True)) for row in expected]
    texts = [lines[i].text.strip() for i in filled]
    assert [row["new_names"] for row in values] == _plain_new_names(texts)
    code = sum(map(is_code, texts))
    assert all(row["text_code"] == code / len(texts) for row in values)
    flags = [i in sure for i in filled]
    for n, row in enumerate(values):
        assert row["dropped_above"] == sum(flags[:n]) / max(1, n)
        assert row["dropped_below"] == sum(flags[n + 1 :])
        assert row["repeated"] == min(5, texts.count(texts[n]))


@given(st.lists(st.booleans(), max_size=70))
def test_distances_are_counted_line_by_line(flags: list[bool]) -> None:
    flagged = [n for n, flag in enumerate(flags) if flag]
    for n in range(len(flags)):
        above = next((k for k in range(1, n + 1) if flags[n - k]), FAR)
        below = next((k for k in range(1, len(flags) - n) if flags[n + k]), FAR)
        assert to_last(flagged, [n]) == [min(FAR, above)]
        assert to_next(flagged, [n]) == [min(FAR, below)]

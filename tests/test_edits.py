"""Edits: composing repairs with cuts, applying, undoing."""

from __future__ import annotations

from itertools import pairwise

import plain_versions
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import RestoreError
from cleaner.model import Cut, Edit
from cleaner.text.edits import Coordinates, apply, compose, restore


def _edit(start: int, end: int, old: str, new: str) -> Edit:
    return Edit(start, end, 1, old, new, "repair.mojibake", "encoding", "sure", ("ftfy",))


def _cut(start: int, end: int) -> Cut:
    return Cut(start, end, 1, "en.x.y", "share", "sure", ("because",))


def test_a_cut_away_from_repairs_is_moved_by_them() -> None:
    source, repaired = "cafÃ© abc", "café abc"
    edits = compose(source, repaired, [_edit(3, 5, "Ã©", "é")], [_cut(4, 8)])
    assert [(e.start, e.end, e.old, e.new, e.rule) for e in edits] == [
        (3, 5, "Ã©", "é", "repair.mojibake"),
        (5, 9, " abc", "", "en.x.y"),
    ]


def test_a_cut_that_meets_a_repair_is_one_edit() -> None:
    source, repaired = "xÃ©y", "xéy"
    (edit,) = compose(source, repaired, [_edit(1, 3, "Ã©", "é")], [_cut(0, 2)])
    assert (edit.start, edit.end, edit.old, edit.new) == (0, 3, "xÃ©", "")
    assert (edit.rule, edit.category) == ("en.x.y", "share")
    assert edit.because == ("because", "repair.mojibake: 'Ã©' was 'é'")


def test_what_a_cut_leaves_of_a_wide_repair_stays() -> None:
    source, repaired = "&lt;b&gt; c", "<b> c"
    edits = compose(source, repaired, [_edit(0, 9, "&lt;b&gt;", "<b>")], [_cut(1, 4)])
    assert [(e.old, e.new) for e in edits] == [("&lt;b&gt; ", "<")]
    assert apply(source, edits) == "<c"


def test_restore_refuses_another_text() -> None:
    edits = [_edit(3, 5, "Ã©", "é")]
    assert restore("café", edits) == "cafÃ©"
    with pytest.raises(RestoreError, match="line 1"):
        restore("cafe", edits)
    with pytest.raises(RestoreError):
        restore("c", edits)


@st.composite
def _changes(draw: st.DrawFn) -> tuple[str, list[Edit], list[Cut]]:
    """A source, repairs of it that do not overlap, and cuts of the repaired text likewise."""
    source = draw(st.text(alphabet="abcÃ© \n", max_size=30))
    ends = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8)))
    repairs = []
    for start, end in zip(ends[::2], ends[1::2], strict=False):
        if repairs and start < repairs[-1].end + 1:
            continue
        old, new = source[start:end], draw(st.text(alphabet="xyz", max_size=3))
        if old != new:
            repairs.append(_edit(start, end, old, new))
    repaired = apply(source, repairs)
    ends = sorted(draw(st.lists(st.integers(0, len(repaired)), max_size=8, unique=True)))
    return source, repairs, [_cut(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]


@given(_changes())
def test_composing_is_repairing_and_then_cutting(
    changes: tuple[str, list[Edit], list[Cut]],
) -> None:
    source, repairs, cuts = changes
    repaired = apply(source, repairs)
    edits = compose(source, repaired, repairs, cuts)
    expected = "".join(
        c for i, c in enumerate(repaired) if not any(cut.start <= i < cut.end for cut in cuts)
    )
    assert apply(source, edits) == expected
    assert restore(expected, edits) == source
    assert all(source[e.start : e.end] == e.old for e in edits)
    assert all(a.end <= b.start for a, b in pairwise(edits))
    assert edits == plain_versions.compose(source, repaired, repairs, cuts)
    assert len(source) - len(expected) == sum(len(e.old) - len(e.new) for e in edits)


@given(_changes())
def test_coordinates_bracket_what_they_map(changes: tuple[str, list[Edit], list[Cut]]) -> None:
    source, repairs, cuts = changes
    where = Coordinates(repairs)
    for cut in cuts:
        start, end = where.start(cut.start), where.end(cut.end)
        assert 0 <= start <= end <= len(source)


@given(_changes(), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=4))
def test_cuts_that_overlap_are_one_edit(
    changes: tuple[str, list[Edit], list[Cut]], more: list[tuple[int, int]]
) -> None:
    source, repairs, cuts = changes
    repaired = apply(source, repairs)
    cuts = cuts + [_cut(a, min(a + n, len(repaired))) for a, n in more if a < len(repaired)]
    cuts.sort(key=lambda cut: (cut.start, cut.end))
    edits = compose(source, repaired, repairs, cuts)
    assert edits == plain_versions.compose(source, repaired, repairs, cuts)
    assert restore(apply(source, edits), edits) == source


def test_a_hundred_thousand_edits_take_one_pass() -> None:
    source, repaired = "abc Ã© de\n" * 100_000, "abc é de\n" * 100_000
    repairs = [_edit(10 * i + 4, 10 * i + 6, "Ã©", "é") for i in range(100_000)]
    edits = compose(source, repaired, repairs, [_cut(9 * i, 9 * i + 3) for i in range(100_000)])
    assert len(edits) == 200_000
    assert apply(source, edits) == " é de\n" * 100_000
    assert restore(" é de\n" * 100_000, edits) == source

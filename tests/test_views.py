"""Views and folds, made quickly, are what their plain definitions say."""

from __future__ import annotations

import re
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.rulebook.onecase import one_case
from cleaner.rulebook.rule import after_marks, fold, inside, line_view, phrase_key, uneven, view
from cleaner.rulebook.views import Views

EVERY = list(map(chr, range(sys.maxunicode + 1)))
ODD_SPACES = "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
QUOTES, DOUBLE, HYPHENS = (
    "\u2018\u2019\u201b\u02bc\u00b4`",
    "\u201c\u201d\u201f\u2033",
    "\u2010\u2011\u2212",
)
HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
PLAIN = {
    **dict.fromkeys(map(ord, ODD_SPACES), " "),
    **dict.fromkeys(map(ord, QUOTES), "'"),
    **dict.fromkeys(map(ord, DOUBLE), '"'),
    **dict.fromkeys(map(ord, HYPHENS), "-"),
}

ODD = st.sampled_from([*ODD_SPACES, *QUOTES, *DOUBLE, *HYPHENS, *HIDDEN])
PIECES = st.one_of(
    st.text(max_size=3),
    ODD,
    st.sampled_from(["  ", " ", "a", "Zonk", "_", "-", "\u0130", "\u03a3", "\u017f", "\u0345",
                     "\x00", "é", "e\u0301", "7", "\ud83d", "\U0001d400", "."]),
    st.characters(max_codepoint=127),
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)
ASCII = st.text(st.characters(max_codepoint=127), max_size=12)
ANY = st.one_of(TEXTS, ASCII)


def test_a_view_of_every_character() -> None:
    text = "".join(EVERY)
    assert view(text) == text.translate(PLAIN)
    assert view(text[:128]) == text[:128].translate(PLAIN)


@given(ANY)
@settings(max_examples=300)
def test_a_view(text: str) -> None:
    assert view(text) == text.translate(PLAIN)
    assert (
        line_view(text)
        == re.sub(" {2,}", " ", re.sub(f"[{HIDDEN}]", "", text.translate(PLAIN))).strip()
    )


@given(ANY)
@settings(max_examples=300)
def test_what_is_not_uneven_is_a_line_view_but_for_its_ends(text: str) -> None:
    seen = view(text)
    assert bool(uneven(seen)) == (re.search(f"  |[{HIDDEN}]", seen) is not None)
    if not uneven(seen):
        assert seen.strip() == line_view(text)


def test_hidden_marks_are_uneven() -> None:
    assert [c for c in EVERY if uneven(c)] == sorted(HIDDEN)
    assert uneven("a  b")
    assert uneven("é  b")
    assert not uneven("a b\nc é ")


@given(ANY)
@settings(max_examples=300)
def test_what_is_inside_the_marks(text: str) -> None:
    assert inside(text) == re.sub(r"^[\W_]+|[\W_]+$", "", text)
    assert after_marks(text) == re.sub(r"\A[\W_]+", "", text)


def test_every_character_is_a_mark_or_stays() -> None:
    for c in EVERY:
        mark = re.fullmatch(r"[\W_]", c)
        assert inside(c) == after_marks(c) == ("" if mark else c)
        if c < "\u0100":
            assert inside(f"{c}a{c}") == ("a" if mark else f"{c}a{c}")
            assert after_marks(f"{c}a{c}") == (f"a{c}" if mark else f"{c}a{c}")


def test_small_letters_are_those_of_str_lower_one_by_one() -> None:
    for c in EVERY:
        assert fold(c) == c.lower()[0]


@given(ANY)
@settings(max_examples=300)
def test_a_fold(text: str) -> None:
    assert fold(text) == text.replace("\u0130", "i").lower()
    assert len(fold(text)) == len(text)
    if "\u0130" not in text:
        assert fold(text) == text.lower()
    # a sigma is small in one of two ways
    one_by_one = "".join(c.lower()[0] for c in text)
    assert fold(text).replace("\u03c2", "\u03c3") == one_by_one.replace("\u03c2", "\u03c3")


@given(st.lists(st.one_of(ANY, st.just("")), min_size=1, max_size=6))
@settings(max_examples=400)
def test_the_views_of_all_lines_are_those_of_each(texts: list[str]) -> None:
    texts = ["".join(re.split("[\n\r\u2028\u2029]", text)) for text in texts]
    views = Views(texts)
    for n, text in enumerate(texts):
        whole = re.findall(r"\w+(?:['.-]\w+)*", line_view(text))
        assert views.seen[n] == text.translate(PLAIN)
        assert views.folded[n] == fold(view(text))
        assert views.whole(n) == line_view(text) == views.whole(n)
        assert views.words(n) == len(whole) == views.words(n)
        assert views.keys[n] == phrase_key(text)
        # where atoms are looked for is all of the line view
        assert one_case(fold(line_view(text))) in views.leveled[n]
        assert after_marks(views.leveled[n]) == after_marks(views.leveled[n].lstrip())
        assert views.level(n) is (views.leveled[n] == views.folded[n])
    assert len(views.seen) == len(views.folded) == len(views.leveled) == len(texts)

"""What is known of a pattern stands in whatever it matches: the shipped ones and any others."""

from __future__ import annotations

import random
import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.checks.keywords import shortest_matches
from cleaner.rulebook.atoms import (
    LONGEST,
    WIDEST,
    Known,
    known_of,
)
from cleaner.rulebook.bounds import BOUND, stands_in, unbound
from cleaner.rulebook.letters import letter, letters_of
from cleaner.rulebook.load import default_rulebook
from cleaner.rulebook.onecase import one_case
from cleaner.rulebook.pattern import compile_pattern
from cleaner.rulebook.rule import Rule, after_marks, before_marks, fold, line_view, view

PATTERNS = [(rule, pattern) for rule in default_rulebook().rules for pattern in rule.patterns]


known_of = cache(known_of)


def _missing(known: Known, leveled: str) -> str | None:
    """What a line should have and has not."""
    if known.atoms and not any(stands_in(atom, leveled) for atom in known.atoms):
        return "atoms"
    if known.also and not any(stands_in(atom, leveled) for atom in known.also):
        return "also"
    if known.starts and not after_marks(leveled).startswith(tuple(known.starts)):
        return "starts"
    if known.ends and not before_marks(leveled).endswith(tuple(known.ends)):
        return "ends"
    if not known.least <= len(leveled) <= known.most:
        return "length"
    if known.digit and not re.search(r"\d", leveled):
        return "digit"
    if letters_of(leveled) & ~known.letters:
        return "letters"
    if letter(leveled[:1]) & ~known.first:
        return "first"
    if letter(leveled[-1:]) & ~known.last:
        return "last"
    return None


def _leveled(rule: Rule, text: str) -> tuple[str, str]:
    """What the pattern is tried on, and where atoms are looked for."""
    seen = view(text) if rule.scope == "span" else line_view(text)
    return seen, one_case(fold(seen))


def _matched(rule: Rule, pattern: str, seen: str) -> bool:
    compiled = _compiled(pattern)
    found = compiled.search(seen) if rule.scope == "span" else compiled.fullmatch(seen)
    return found is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return compile_pattern(pattern)


def _known(rule: Rule, pattern: str) -> Known:
    known = known_of(pattern)
    if rule.scope == "span":
        # a line view leaves characters out: what was the edge of a word may be none there
        atoms, also = (frozenset(map(unbound, texts)) for texts in known[:2])
        return Known(atoms, also, frozenset())
    return known


def test_most_shipped_patterns_have_atoms_and_starts() -> None:
    known = [known_of(pattern) for _, pattern in PATTERNS]
    assert sum(not one.atoms for one in known) < len(known) / 100
    assert sum(bool(one.starts) for one in known) > len(known) / 3
    assert any(one.ends for one in known)
    for one in known:
        sets = (one.atoms, one.also, one.starts, one.ends)
        assert all(texts == {one_case(fold(text)) for text in texts} for texts in sets)
        assert not any(BOUND in text for texts in sets for text in map(unbound, texts))
        assert all(0 < len(text) <= LONGEST for texts in sets for text in texts)
        assert 0 <= one.least <= one.most <= WIDEST
        assert not (one.starts and one.ends)


def test_every_short_match_has_what_is_known() -> None:
    for rule, pattern in PATTERNS:
        known = _known(rule, pattern)
        for text in shortest_matches(pattern):
            seen, leveled = _leveled(rule, text)
            missing = _missing(known, leveled)
            # what is generated need not match: `\b` is left out of account
            assert not missing or not _matched(rule, pattern, seen), (rule.id, pattern, text)


ODD = {"s": "\u017f", "k": "\u212a", "i": "\u0130", "I": "\u0131", " ": "\u00a0", "'": "\u2019",
       "å": "\u212b", "-": "\u2010", "a": "a\u00ad", "e": "\u200be", "θ": "ϑ"}  # fmt: skip


_RANDOM_CLASS = {
    op.CATEGORY_DIGIT: "07\u0663",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_SPACE: "qZ.-",
    op.CATEGORY_WORD: "qZ_7é",
    op.CATEGORY_NOT_WORD: " -.»\u0345\u00ad",
    op.CATEGORY_NOT_DIGIT: "q. ",
}


def _some(tree: Any, rng: random.Random) -> str:
    return "".join(_one(code, value, rng) for code, value in tree)


def _one(code: Any, value: Any, rng: random.Random) -> str:
    """A text that an element matches."""
    if code is op.LITERAL:
        return chr(value)
    if code is op.BRANCH:
        return _some(rng.choice(value[1]), rng)
    if code is op.SUBPATTERN:
        return _some(value[3], rng)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, most, inner = value
        times = rng.randint(least, min(int(most), least + rng.choice((1, 1, 4))))
        return "".join(_some(inner, rng) for _ in range(times))
    if code is op.IN:
        if value[0][0] is op.NEGATE:
            return rng.choice("q;é§")
        kind, what = rng.choice(value)
        if kind is op.LITERAL:
            return chr(what)
        if kind is op.RANGE:
            return chr(rng.randint(*what))
        return rng.choice(_RANDOM_CLASS[what])
    return rng.choice("q;é§ ") if code in (op.ANY, op.NOT_LITERAL) else ""


def _variations(text: str, rng: random.Random) -> Iterator[str]:
    yield text
    yield text.upper()
    yield text.swapcase()
    yield "".join(ODD.get(c, c) if rng.random() < 0.5 else c for c in text)
    yield f" » {text.replace(' ', '  ')}!\u200b "
    yield f"\u0345{text.title()}\u00ad"


def test_every_match_has_what_is_known() -> None:
    rng, matched = random.Random(5), 0
    for rule, pattern in PATTERNS:
        known, tree = _known(rule, pattern), parser.parse(pattern, re.IGNORECASE)
        for _ in range(12):
            for text in _variations(_some(tree, rng), rng):
                seen, leveled = _leveled(rule, text)
                missing = _missing(known, leveled)
                if missing or rng.random() < 0.02:
                    fires = _matched(rule, pattern, seen)
                    matched += fires
                    assert not (missing and fires), (rule.id, pattern, text, missing)
    assert matched > 1_000


REPEATS = ["?", "*", "+", "{2}", "{1,2}", "{0,1}", "{1}", "??"]


SMALL = st.recursive(
    st.sampled_from(
        ["zonk", "zi", "a", "s", "k", "i", "σ", "ι", "ß", " ", "-", "_", r"\d", r"\W", r"\w", r"\s",
         ".", "[ab]", "[^a]", "[a-c]", r"[\Wa]", r"[-\W]", r"\b", "^", "ſ", "é", "μ", "[^A-Zs]",
         "[Ā-ɏ]", "[%-@]", r"[\S~]", "`", r"\b(?:zonk|a\d)\b",
         r"\b(?:he|sh?e)\b"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda them: f"(?:{'|'.join(them)})"),
        st.builds("(?:{}){}".format, inner, st.sampled_from(REPEATS)),
        inner.map("(?-i:{})".format),
    ),
    max_leaves=8,
)  # fmt: skip


@given(SMALL, st.integers())
@settings(max_examples=400)
def test_every_match_of_any_pattern_has_what_is_known(pattern: str, seed: int) -> None:
    rng = random.Random(seed)
    known, tree = known_of(pattern), parser.parse(pattern, re.IGNORECASE)
    compiled = re.compile(pattern, re.IGNORECASE)
    for _ in range(4):
        for text in _variations(_some(tree, rng), rng):
            seen = line_view(text)
            if compiled.fullmatch(seen):
                assert _missing(known, one_case(fold(seen))) is None, seen

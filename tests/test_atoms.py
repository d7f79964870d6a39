"""Atoms of patterns: no line that a pattern matches is without them."""

from __future__ import annotations

import random
import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import sys
from _sre import unicode_tolower  # type: ignore[import-not-found]
from collections.abc import Iterator
from functools import cache
from re._casefix import _EXTRA_CASES  # type: ignore[import-not-found]
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.checks.keywords import shortest_matches
from cleaner.rulebook.atoms import FEW, LONGEST, MOST, START, Known, known_of, one_case
from cleaner.rulebook.load import default_rulebook
from cleaner.rulebook.pattern import compile_pattern
from cleaner.rulebook.rule import Rule, after_marks, fold, line_view, view

PATTERNS = [(rule, pattern) for rule in default_rulebook().rules for pattern in rule.patterns]
EVERY = list(map(chr, range(sys.maxunicode + 1)))

IOTA = "\u03b9"
"""In every set of starts: a mark that is taken for a letter."""

known_of = cache(known_of)


# --- one case for all that a pattern takes for the same letter


def test_what_a_pattern_takes_for_the_same_letter_becomes_one() -> None:
    for c in EVERY:
        # what re compares under IGNORECASE: the small letter, and a table of its own
        small = unicode_tolower(ord(c))
        for other in (small, *_EXTRA_CASES.get(small, ())):
            assert one_case(fold(chr(other))) == one_case(fold(c)), (c, chr(other))


def test_so_says_re_itself() -> None:
    cased = [c for c in EVERY if len({c, c.lower(), c.upper(), c.casefold(), c.title()}) > 1]
    assert len(cased) > 2_500
    for c in cased:
        pattern = re.compile(re.escape(c), re.IGNORECASE)
        others = {c.lower(), c.upper(), c.casefold(), c.title(), c.upper().lower()}
        for other in (*others, *(text.upper() for text in others)):
            if pattern.fullmatch(other):
                assert one_case(fold(other)) == one_case(fold(c)), (c, other)


def test_every_character_stays_one_character() -> None:
    for c in EVERY:
        assert len(fold(c)) == len(one_case(fold(c))) == 1
        assert one_case(one_case(fold(c))) == one_case(fold(c))
        # a letter stays a letter, and a mark a mark; with one exception
        assert c.isalnum() == one_case(fold(c)).isalnum() or one_case(fold(c)) == IOTA


@given(st.text())
def test_a_text_is_made_one_case_character_by_character(text: str) -> None:
    assert one_case(fold(text)) == "".join(one_case(fold(c)) for c in text)


# --- what is known of small patterns


@pytest.mark.parametrize(
    ("pattern", "atoms"),  # `@` is a space
    [
        # nothing is known
        ("", ""),
        (r"\d{3}", ""),
        (".*", ""),
        ("[a-z]+", ""),
        ("[^x]", ""),
        ("(zonk)?", ""),
        ("(zonk)*", ""),
        ("(zonk){0,3}", ""),
        (r"zonk|\d+", ""),
        ("zonk|", ""),
        (f"[{''.join(map(chr, range(0x4E00, 0x4E00 + MOST + 1)))}]", ""),
        # letters in a row
        ("Zonk", "zonk"),
        (r"zonk\.", "zonk."),
        (r"\*\* —", "**@—"),  # of marks alone
        ("ſonk ſtraſſe", "sonk@strasse"),
        ("\u0130ZONK", "izonk"),
        (r"\bzonk\b$", "zonk"),
        ("zonk.*zig", "zonk"),  # the rarer one
        ("zig.*zonk", "zonk"),
        ("the .* zonk", "@zonk"),
        # branches and groups
        ("zonk|zig", "zonk zig"),
        ("(zonk|zig) (me|you)", "zonk@me zonk@you zig@me zig@you"),
        ("(?:zonk)", "zonk"),
        ("(?P<name>zonk)", "zonk"),
        ("((zonk|zig)zag)", "zonkzag zigzag"),
        (r"(zonk \d+|vig \d+)", "zonk@ vig@"),
        (r"(zonk \d+|vig)s", "zonk@ vig"),
        (r"(zonk \d+|\d)(pop)", "pop"),
        ("zonk|zonked", "zonk"),  # the longer one holds the shorter one
        # classes
        ("z[ou]nk", "zonk zunk"),
        ("z[oO]nk", "zonk"),
        ("z[a-z]nk", "nk"),
        ("z[^o]nk", "nk"),
        (r"z[\d]nk", "nk"),
        (r"z[o\d]nk", "nk"),
        ("z.nk", "nk"),
        ("z[^o]", "z"),
        # repeats
        ("zonk ?zig", "zonkzig zonk@zig"),
        ("zonk??zig", "zonzig zonkzig"),
        ("(zonk ){0,1}zig", "zig"),
        ("(zonk ){0,2}zig", "zig"),
        ("(zonk){2}", "zonk"),
        ("(zonk){2,3}zi", "zonk"),
        ("(zonk)+", "zonk"),
        ("(zonk){1}zig", "zonkzig"),
        (r"(zonk\d)+", "zonk"),
        ("zo+nk", "nk"),
        ("zo*nk", "nk"),
        # flags
        ("(?-i:ZONK)", "zonk"),
        ("(?i:ZONK)", "zonk"),
        ("(?s:zonk.)", "zonk"),
        ("(?x: zo nk # zig\n)", "zonk"),
        # what the dialect has not
        ("(?=zig)zonk", "zonk"),
        ("(?!zonk)zig", "zig"),
        (r"(zonk)\1zi", "zonk"),
        ("(?>zonk)zi", "zi"),
        # at the limits
        ("z" * LONGEST, "z" * LONGEST),
        ("z" * LONGEST + "onk", "z" * LONGEST),
    ],
)
def test_the_atoms_of_a_pattern(pattern: str, atoms: str) -> None:
    assert known_of(pattern).atoms == {atom.replace("@", " ") for atom in atoms.split()}


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        ("zonk", ["zonk"]),
        (r"\W*zonk", ["zonk"]),
        (r"[\W_.]*zonk", ["zonk"]),
        (r"^\s*[-*.]{0,3}_\bzonk", ["zonk"]),
        ("zonk(ed|ing)? me", ["zonk me", "zonked m", "zonking "]),
        ("(see|read) more", ["see more", "read mor"]),
        ("(the )?zonk", ["the zonk", "zonk"]),
        ("[ab]?zonk", ["azonk", "bzonk", "zonk"]),
        (r"zonk\d+|zig", ["zonk", "zig"]),
        (r"(zonk|zig)\d", ["zonk", "zig"]),
        (r"(zonk \d|vig)s", ["zonk ", "vig"]),
        (r"(zonk \d|vig)+", ["zonk ", "vig"]),
        ("(zonk){2}", ["zonk"]),
        ("zonk|zonked", ["zonk"]),
        ("z" * 30, ["z" * START]),
        ("z" * 30 + ".", ["z" * START]),
        # nothing is known
        ("", []),
        (r"\d+ zonk", []),
        ("(zonk)*zig", []),
        (r"\W?(zonk|)", []),
        ("(-|zonk) zig", []),
        (r"(\W|zonk)zig", []),
        ("[-a-z]zonk", []),
        ("[^a]zonk", []),
        (r"[\w ]*zonk", []),
        ("(?=a)zonk", []),
    ],
)
def test_the_starts_of_a_pattern(pattern: str, starts: list[str]) -> None:
    assert known_of(pattern).starts == {*starts, *([IOTA] if starts else [])}


@pytest.mark.parametrize(
    ("pattern", "also"),
    [
        ("zonk", []),
        ("zonk.*zig", ["zig"]),
        ("zig.*zonk", ["zig"]),
        ("zig.*zonk.*zag.*z", ["zag"]),
        ("zonk.*(zig|zag)", ["zig", "zag"]),
        (r"zonk.*(zig|\d)", []),
        (f"zonkzonk.*({'|'.join(f'z{c}' for c in 'abcdefghijklmnop'[:FEW])})",
         [f"z{c}" for c in "abcdefghijklmnop"[:FEW]]),
        (f"zonkzonk.*({'|'.join(f'z{c}' for c in 'abcdefghijklmnop'[: FEW + 1])})", []),
    ],
)  # fmt: skip
def test_what_a_match_has_beside_an_atom(pattern: str, also: list[str]) -> None:
    assert known_of(pattern).also == set(also)


def test_too_many_texts_are_cut_in_two_sets() -> None:
    # seven times seven is more than MOST
    ones, others = ("|".join(f"{c}{n}" for n in range(7)) for c in ("zonk", "zig"))
    assert MOST < 49
    known = known_of(f"({ones})({others})")
    assert known.atoms == {f"zonk{n}" for n in range(7)}
    assert known.also == {f"zig{n}" for n in range(7)}
    # a start is still what both of them make
    assert "zonk0zig" in known.starts
    assert len(known_of(f"({ones})({ones})({ones})").atoms) == 7


# --- the shipped patterns


def _missing(known: Known, leveled: str) -> str | None:
    """What a line should have and has not."""
    if known.atoms and not any(atom in leveled for atom in known.atoms):
        return "atoms"
    if known.also and not any(atom in leveled for atom in known.also):
        return "also"
    if known.starts and not after_marks(leveled).startswith(tuple(known.starts)):
        return "starts"
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
    return known._replace(starts=frozenset()) if rule.scope == "span" else known


def test_most_shipped_patterns_have_atoms_and_starts() -> None:
    known = [known_of(pattern) for _, pattern in PATTERNS]
    assert sum(not one.atoms for one in known) < len(known) / 100
    assert sum(bool(one.starts) for one in known) > len(known) / 3
    for one in known:
        assert all(texts == {one_case(fold(text)) for text in texts} for texts in one)
        assert all(0 < len(text) <= LONGEST for texts in one for text in texts)


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
         ".", "[ab]", "[^a]", "[a-c]", r"[\Wa]", r"[-\W]", r"\b", "^", "ſ", "é", "μ"]
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

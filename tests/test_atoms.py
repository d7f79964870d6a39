"""Atoms of patterns: no line that a pattern matches is without them."""

from __future__ import annotations

from functools import cache

import pytest

from cleaner.rulebook.atoms import (
    FEW,
    LISTED,
    LONGEST,
    MOST,
    START,
    WIDEST,
    known_of,
)

IOTA = "\u03b9"
"""In every set of starts: a mark that is taken for a letter."""

IDEOGRAPHS = "".join(map(chr, range(0x4E00, 0x4E00 + LISTED + 1)))

known_of = cache(known_of)


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
        (f"[{IDEOGRAPHS}]", ""),
        # letters in a row
        ("Zonk", "zonk"),
        (r"zonk\.", "zonk."),
        (r"\*\* —", "**@—"),  # of marks alone
        ("ſonk ſtraſſe", "sonk@strasse"),
        ("\u0130ZONK", "izonk"),
        (r"\bzonk\b$", "zonk\b"),
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
    ("pattern", "ends"),
    [
        (r"\d+zonk", ["zonk"]),
        (r"\d+zonk\W*", ["zonk"]),
        (r".*zonk\b_[-*.]{0,3}\s*$", ["zonk"]),
        (r"\d+ (see|read) more", ["see more", "ead more"]),
        (r"\w+zonk(ed|ing)?", ["zonk", "zonked", "zonking"]),
        (r".*(zonk \d|\d+ vig)s?", []),
        (r".*(\d zonk|\d+ vig)s?", [" zonk", " zonks", " vig", " vigs"]),
        (r"\d(zonk)+", ["zonk"]),
        (r"\d(zonk|\dvig){2}", ["zonk", "vig"]),
        (r"\d+.*" + "z" * 30, ["z" * START]),
        # a start says more
        (r"zonk .* zig", []),
        # nothing is known
        ("", []),
        (r"\d+", []),
        (r"\d(zonk)*", []),
        (r"\dzonk(-|a)", []),
        (r"\dzonk[-a-z]", []),
        (r"\dzonk(?=a)", []),
    ],
)
def test_the_ends_of_a_pattern(pattern: str, ends: list[str]) -> None:
    assert known_of(pattern).ends == {*ends, *([IOTA] if ends else [])}


@pytest.mark.parametrize(
    ("pattern", "least", "most"),
    [
        ("", 0, 0),
        ("zonk", 4, 4),
        ("zonk(ed|ing)?", 4, 7),
        (r"\W{0,3}\d{2,4}", 2, 7),
        ("zonk.*", 4, WIDEST),
        (f"(zo){{{WIDEST}}}", WIDEST, WIDEST),
    ],
)
def test_the_length_of_a_match(pattern: str, least: int, most: int) -> None:
    assert (known_of(pattern).least, known_of(pattern).most) == (least, most)


@pytest.mark.parametrize(
    ("pattern", "also"),
    [
        ("zonk", []),
        ("zonk.*zig", ["zig"]),
        ("zig.*zonk", ["zig"]),
        ("zig.*zonk.*zag.*z", ["zag"]),
        ("zonk.*(zig|zag)", ["zig", "zag"]),
        (r"zonk.*(zig|\d)", []),
        (f"zonkzonk.*({'|'.join(f'z{c}' for c in IDEOGRAPHS[:FEW])})",
         [f"z{c}" for c in IDEOGRAPHS[:FEW]]),
        (f"zonkzonk.*({'|'.join(f'z{c}' for c in IDEOGRAPHS[: FEW + 1])})", []),
    ],
)  # fmt: skip
def test_what_a_match_has_beside_an_atom(pattern: str, also: list[str]) -> None:
    assert known_of(pattern).also == set(also)


@pytest.mark.parametrize(
    ("pattern", "digit"),
    [
        (r"\d", True),
        (r"zonk \d{1,3}", True),
        (r"zonk (\d+|a \d)?", False),
        (r"zonk (\d+|a \d)", True),
        (r"zonk (\d+|a)", False),
        (r"(\d zonk)+", True),
        (r"(\d zonk)*", False),
        (r"[\d.]+", False),
        (r"[^\d]", False),
        (r"\D", False),
        ("7", False),
    ],
)
def test_whether_a_match_has_a_digit(pattern: str, digit: bool) -> None:
    assert known_of(pattern).digit is digit


@pytest.mark.parametrize(
    ("rare", "common"),
    [
        ("/", "ap"),
        ("/", "[/ap]"),
        (":", " of "),
        ("zonk", "(zonk|zing)"),
        (" the ", " "),
        ("zi", "(zo|za|ze|zu|zy|zz)"),
        ("zo", "(he|hm)"),
    ],
)
def test_the_rarer_of_two_sets_comes_first(rare: str, common: str) -> None:
    for one, other in ((rare, common), (common, rare)):
        assert known_of(rf"\w{one}\d{other}\w").atoms == {rare}


def test_a_long_list_is_one_set_of_atoms() -> None:
    listed = [f"{c}onk" for c in IDEOGRAPHS]
    assert MOST < LISTED < len(listed)
    assert known_of(f"({'|'.join(listed[:LISTED])})").atoms == set(listed[:LISTED])
    assert not known_of(f"({'|'.join(listed)})").atoms


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

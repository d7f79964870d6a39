"""The prefilter of the repair: it sends ftfy few lines, and misses none that ftfy would change.

bench/prove_repair.py does the same on millions of lines; what stands here takes seconds.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from unicodedata import is_normalized

import ftfy
import pytest
from ftfy.badness import BADNESS_RE
from ftfy.chardata import C1_CONTROL_RE, HTML_ENTITY_RE
from ftfy.fixes import SURROGATE_RE
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text import suspects as module
from cleaner.text.repair import in_question, repair, repair_line
from cleaner.text.suspects import LONE, NON_ASCII, Place, places_of, plain, sequences, suspects

BENCH = Path(__file__).resolve().parent.parent / "bench"


@pytest.fixture(scope="module")
def proof() -> Iterator[ModuleType]:
    """bench/prove_repair.py as a module."""
    sys.path.insert(0, str(BENCH))
    try:
        yield importlib.import_module("prove_repair")
    finally:
        sys.path.remove(str(BENCH))
        for name in ("prove_repair", "hard_lines"):
            sys.modules.pop(name, None)


# ---- what ftfy is not asked about


def test_sentences_in_many_languages_are_no_question(proof: ModuleType) -> None:
    # composed letters that Unicode has, and NFC takes apart, are the one exception
    languages = [line for line in proof.hard_lines.SENTENCES if is_normalized("NFC", line)]
    assert len(languages) > 30
    assert not [line for line in languages if in_question(line)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“It’s late,” she said – and nobody laughed…",
        "AT&T and R&D, a < b\tand\r\nso\x0con",
        "50\xa0km, £12, 20 °C, café, Ångström, naïve, ½ cup, © 2021",
    ],
)
def test_what_is_plain(text: str) -> None:
    assert plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "cafÃ©",
        "“é",
        "a\x00b",
        "\x1b[0m",
        "\x7f",
        "&amp;",
        "&#39;",
        "\x85",
        "Ж",
        "a\u0301",
        "\u2028",
    ],
)
def test_what_is_not_plain(text: str) -> None:
    assert not plain(text)


def test_lone_characters_between_ascii_are_left_by_ftfy() -> None:
    around = "".join(map(chr, range(32, 127))) + "\t"
    text = "".join(f"{a}{c}{b}\n" for c in LONE for a in around for b in around if "&" not in a + b)
    assert plain(text)
    assert is_normalized("NFC", text)
    assert not suspects().search(text)


# ---- what ftfy must be asked about


def test_it_sees_what_ftfy_would_change(proof: ModuleType) -> None:
    different, changed = proof.differences(8_000, seed=3)
    assert changed > 2_000
    assert not different


PIECES = st.sampled_from(
    [*"aÂÃâ€™é \xa0“”ÐвЂœŒ√≈‚×²°", "&amp;", "\u0301", "\x92", "\ud83d", "\x00", "Ã©", "â€™", "вЂ™"]
)


@given(st.lists(st.one_of(PIECES, st.characters(codec=None)), max_size=8).map("".join))
def test_any_line_is_repaired_as_by_ftfy_alone(proof: ModuleType, line: str) -> None:
    line = "".join(line.splitlines())
    assert repair_line(line) == proof.repair_line_plainly(line)


@given(st.lists(PIECES, max_size=30), st.data())
def test_any_text_is_repaired_as_its_lines_are(
    proof: ModuleType, lines: list[str], data: st.DataObject
) -> None:
    endings = st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\u2029", "", "\n\n", "\n\r"])
    text = "".join(line + data.draw(endings) for line in lines)
    assert repair(text) == proof.repair_plainly(text)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "a\n", "a\r\n", "a\r"])
def test_a_line_of_which_nothing_is_left(proof: ModuleType, before: str, ending: str) -> None:
    text = f"{before}\x00{ending}b"
    assert repair(text) == proof.repair_plainly(text)


def test_every_character_by_itself_is_left_by_ftfy_or_seen() -> None:
    unseen = [
        char
        for char in map(chr, range(0x110000))
        if char not in "\n\r\u2028\u2029" and not in_question(f"a {char} b")
    ]
    assert len(unseen) > 1_000_000
    for start in range(0, len(unseen), 10_000):
        line = " b a ".join(unseen[start : start + 10_000])
        assert not in_question(line)
        assert ftfy.fix_text(line, SWITCHES) == line


SWITCHES = ftfy.TextFixerConfig(
    uncurl_quotes=False,
    fix_character_width=False,
    fix_latin_ligatures=False,
    fix_line_breaks=False,
)


# ---- another ftfy


def test_ftfy_is_the_one_that_the_prefilter_was_made_for() -> None:
    """A new step of ftfy needs a look: what makes it change a line? Does the prefilter see it?"""
    assert ftfy.TextFixerConfig._fields == (
        *("unescape_html", "remove_terminal_escapes", "fix_encoding", "restore_byte_a0"),
        *("replace_lossy_sequences", "decode_inconsistent_utf8", "fix_c1_controls"),
        *("fix_latin_ligatures", "fix_character_width", "uncurl_quotes", "fix_line_breaks"),
        *("fix_surrogates", "remove_control_chars", "normalization", "max_decode_length"),
        "explain",
    )
    assert set(ftfy.FIXERS) == {
        *("unescape_html", "remove_terminal_escapes", "restore_byte_a0", "fix_latin_ligatures"),
        *("replace_lossy_sequences", "decode_inconsistent_utf8", "fix_c1_controls"),
        *("fix_character_width", "uncurl_quotes", "fix_line_breaks", "fix_surrogates"),
        "remove_control_chars",
    }
    assert HTML_ENTITY_RE.pattern.startswith("&") and "|" not in HTML_ENTITY_RE.pattern


@pytest.mark.parametrize("pattern", [BADNESS_RE, C1_CONTROL_RE, SURROGATE_RE])
def test_ftfys_patterns_can_be_read(pattern: re.Pattern[str]) -> None:
    # if not, the repair is as exact as before, and slow
    assert all(place.key != NON_ASCII for place in places_of(pattern))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("[é à] x # a note | and a bar", [[["[é à]", "x"]]]),
        (r"^[ÃÂ][ ] | [a-z]\s?[Ã]", [[["[ÃÂ]", "[ ]"]], [["[a-z]"], ["[Ã]"]]]),
        (r"[]é] [^]é] [\]é] \xa0 \. .", [[["[]é]", "[^]é]", r"[\]é]", r"\xa0", r"\.", "."]]]),
    ],
)
def test_sequences(pattern: str, expected: list[list[list[str]]]) -> None:
    assert sequences(pattern) == expected


@pytest.mark.parametrize(
    "pattern", ["(é)", "é+", "é*", "é{2}", r"\bé", r"é\Z", "é$", r"(?i)é", r"\u00e9", "é??", r"é\1"]
)
def test_what_is_no_sequence(pattern: str) -> None:
    with pytest.raises(ValueError, match="sequence"):
        sequences(pattern)
    assert places_of(re.compile(pattern.replace(r"\1", "+"))) == [Place([], NON_ASCII, [])]


def test_a_pattern_that_minds_no_letter_case_is_not_read() -> None:
    assert places_of(re.compile("é", re.IGNORECASE))[0].key == NON_ASCII


def test_an_alternative_in_plain_ascii_may_be_anywhere() -> None:
    # ftfy leaves ASCII texts alone, so that a character beyond it is somewhere in the line
    assert places_of(re.compile("ab|é")) == [Place([], NON_ASCII, []), Place([], "é", [])]


def test_without_ftfys_tables_it_is_slower_and_as_exact(
    proof: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "sequences", _unreadable)
    suspects.cache_clear()
    try:
        assert in_question("café")
        assert not proof.differences(1_000, seed=4)[0]
    finally:
        suspects.cache_clear()


def _unreadable(pattern: str) -> list[list[list[str]]]:
    raise ValueError(pattern)


# ---- no line is slow


@pytest.mark.parametrize(
    "line",
    [
        "&" + "amp;" * 200_000,
        "&" + "a\0mp;" * 200_000,
        "&" + "&#97;mp;" * 200_000,
        "&" + "amp\u037e" * 200_000,
    ],
)
def test_entities_in_entities_in_entities(line: str) -> None:
    # ftfy would take hours: it looks at the whole line once for each level
    assert repair(line) == (line, [])


def test_a_few_levels_of_entities_are_undone() -> None:
    assert repair("Fish &amp;amp;amp; chips")[0] == "Fish & chips"


def test_a_million_lines_to_mend_take_one_pass() -> None:
    text = "Fish &amp; chips\n" * 20_000
    repaired, edits = repair(text)
    assert repaired == "Fish & chips\n" * 20_000
    assert [edit.line for edit in edits] == list(range(1, 20_001))

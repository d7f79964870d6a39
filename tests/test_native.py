"""What is compiled does what the same in Python does."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
from compiled import compiled_only, in_python
from finders import KINDS
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_index import PIECES
from texts import LINES, TEXTS

from cleaner import Cleaner
from cleaner.evidence import code, credits, shape, table
from cleaner.evidence.measures import MEASURES
from cleaner.evidence.model import Compiled, Model, Node, Scorer, default_model
from cleaner.evidence.table import Mentions, mentions_of
from cleaner.evidence.vocabulary import Vocabulary, vocabulary_of
from cleaner.evidence.words import word_list
from cleaner.made import made
from cleaner.model import Cut
from cleaner.rulebook import rule
from cleaner.rulebook.find import Finder
from cleaner.rulebook.load import default_rulebook
from cleaner.rulebook.rule import Rulebook, fold
from cleaner.rulebook.views import Views
from cleaner.text import suspects
from cleaner.text.segment import segment

pytestmark = compiled_only

GOLDENS = sorted((Path(__file__).parent.parent / "fixtures" / "articles").glob("*/*.golden"))
LETTERS = [chr(c) for c in range(0x3100)] + [
    chr(random.Random(1).randrange(0x3100, sys.maxunicode + 1)) for _ in range(5_000)
]
ODD = st.text(
    st.sampled_from(
        "aZ09_ .,'-’(){}[]<>=:;#/@$!?…\t\u00a0\u2009\u200b\u00ad\u0130\u0131\u03a3ß橋のะ다é"
        "大リー。（）ᄀДд\u01c5"
        "²½Ⅷ①\u0345\u0660\U0001d7ce\U00010400\ud83d\x00\x1f`\u201c\u201d\u2011\u2028"
    ),
    max_size=40,
)
ROWS = st.one_of(LINES, ODD, st.lists(PIECES, max_size=6).map("".join))


def _both(what: Callable[..., Any], *values: Any) -> Any:
    """What a function gives compiled, which is what it gives in Python."""
    compiled = what(*values)
    with in_python():
        assert what(*values) == compiled, values
    return compiled


@given(ROWS)
@example("word " * 500)
@example("Word’s " * 90)
@example("a &#39; b &amp c &; d &é; &&")
@example("1," * 251 + "| • · » › / 、،")
@example("&" + "a" * 24 + ";")
@example("&" + "a" * 25 + "; &#" + "1" * 25 + ";")
@example("&#" + "1" * 24 + ";")
@example("ΣΑΣ \u0130Σ ΑΣ' Σ.")
@example("it's a no.-1 e-mail, _.x .y' 'z'--a.")
def test_a_line(text: str) -> None:
    _both(rule.view, text)
    _both(rule.line_view, text)
    _both(suspects.plain, text)
    _both(rule.inside, text)
    _both(credits._names_among, [text, "Oda van Brannigan", text])
    _both(rule.fold, text)
    _both(rule.words, text)
    _both(table._looks, text)
    _both(table._capitalised, text)
    _both(lambda: [shape.shape(text).words, shape.shape(text).listed, shape.shape(text).sentence])
    seen = shape.shape(text)
    _both(lambda: (seen.letters, shape.cased_of(text), seen.caps))


def test_every_letter() -> None:
    for letter in LETTERS:
        for text in (letter, f"a{letter}b", f"{letter} {letter}", f"{letter}é", f"é{letter}"):
            _both(suspects.plain, text)
            assert rule.inside(text) == rule.before_marks(rule.after_marks(text))
            _both(table._looks, text)
    _both(lambda: [rule.view(letter) for letter in LETTERS])
    _both(lambda: [rule.fold(f"a{letter}B {letter}") for letter in map(chr, range(0x110000))])
    _both(lambda: [rule.words(f"a{letter}b {letter}") for letter in LETTERS])
    _both(lambda: [rule.line_view(f"a {letter} b{letter}") for letter in LETTERS])
    _both(lambda: [table._capitalised(f"a {letter}b") for letter in LETTERS])
    _both(lambda: [shape.Shape(letter, 1, False).letters for letter in LETTERS])
    _both(lambda: [shape.cased_of(letter) for letter in LETTERS])
    _both(lambda: _looks_of([f"so it ends{letter}" for letter in LETTERS if letter != "\n"]))
    _both(lambda: _looks_of([f"one{letter}two {letter}" for letter in LETTERS if letter != "\n"]))


def _looks_of(rows: list[str]) -> list[Any]:
    """All that shapes tell: a compiled one cuts its words when it is asked."""
    shapes = shape.shapes_of(segment("\n".join(rows)))
    return [(s.sample, s.words, s.sentence, s.wrapped, s.listed) for s in shapes]


@given(st.lists(ROWS, max_size=9))
@example(["Ada Brandt. (Ada) said", "of Ada, Ada Brandt; Brandt", "Ada  B", "Brandt, Ada. x"])
@example(["A b. Cde f", "a Ab_c’d-’ Ab", "x” Abc “Abc “ Abc\u2026 Abc Abcd", "Abc.. Def,"])
@example(["x " * 749 + "Abcd", "Abcd " * 400, "Abc", "Éa \u01c5b", "a \u03a2bc", "a \u03a2bc"])
def test_who_is_named_first(rows: list[str]) -> None:
    texts = [row.replace("\n", " ").strip() for row in rows]
    compiled = mentions_of(texts)
    assert not isinstance(compiled, Mentions)
    plain = Mentions(texts)
    for n in reversed(range(len(texts))):
        assert compiled.new(n) == plain.new(n)
    again = mentions_of(texts)
    assert [again.new(n) for n in range(len(texts))] == list(map(plain.new, range(len(texts))))


@given(st.lists(ROWS, max_size=9))
def test_objects_field_by_field(rows: list[str]) -> None:
    _both(
        lambda: made(
            Cut, len(rows), range(99), range(1, 99), repeat(3), rows, rows, rows, repeat(())
        )
    )
    _both(segment, "\n".join(rows))


@given(st.lists(ROWS, max_size=9))
@example(["大橋は", "大桥明天", "다리는 내일", "x" * 2_000 + "大"])
@example(["문이 닫혔다。（ab）", "閉じた。（本社）12", "x（本社）"])
@example(["x " * 1_500, "橋" * 2_500, "a" * 2_000 + "b c", "橋は橋"])
@example(["He went to the town and then he", "sat down."])
def test_shapes(rows: list[str]) -> None:
    _both(_looks_of, rows)


SIGNS = ["=", "<b>", "a_b", "::", "f(x)", "f (x)", "aB.", "aBc1(", "aB c(", "éA.", "}", "# x",
         "if:", "else:", "x: [1],", "a, b!", "$ cp", "(a)", "((", "//", "@x", "dEf:", "import x;",
         "ab"]  # fmt: skip


@given(st.lists(st.one_of(st.lists(st.sampled_from(SIGNS)).map(" ".join), ROWS), max_size=6))
@example(["a" * 299 + "=", "a" * 300 + "=", " " * 299 + "x;", "  (a b c", "a\u00a0(b"])
def test_lines_of_code(rows: list[str]) -> None:
    _both(code.code_lines, rows)


def test_every_sign_of_code_is_seen() -> None:
    for begin in SIGNS:
        for end in SIGNS:
            _both(code.code_lines, [begin + end, f"{begin} {end}", f"a {begin} b {end} c"])


WORDS = st.sampled_from(["the", "and", "of", "der", "die", "und", "mill", "Mills", "millstone",
                         "stone", "İstanbul", "橋の", "สะพาน", "橋", "a", "ash",
                         "well-known", "다리는", "다", "大桥"])  # fmt: skip


@given(st.lists(st.tuples(st.one_of(st.lists(WORDS).map(" ".join), ROWS), st.booleans()),
                min_size=1, max_size=9))  # fmt: skip
@settings(max_examples=300)
def test_the_words_of_a_text(rows: list[tuple[str, bool]]) -> None:
    texts = [text.replace("\n", " ") for text, _ in rows]
    _same_words(texts, [prose for _, prose in rows])


def test_many_words_and_equally_common_ones() -> None:
    lists = [f"w{n}" for n in range(400)]
    english = [f"e{n}" for n in range(9)] + ["the", "of", "and", "to", "in", "is", "was", "for"]
    for seed in range(30):
        chance = random.Random(seed)
        words = chance.choices(lists, k=900) + chance.choices(english, k=chance.randrange(60))
        chance.shuffle(words)
        rows = [" ".join(words[at : at + 60]) for at in range(0, len(words), 60)]
        _same_words(rows, [chance.random() < 0.5 for _ in rows])


def _same_words(texts: list[str], prose: list[bool]) -> None:
    compiled = vocabulary_of(texts, [], prose)
    plain = Vocabulary([word_list(fold(text)) for text in texts], prose)
    assert not isinstance(compiled, Vocabulary)
    assert compiled.listed == plain.listed
    for n in range(len(texts)):
        assert compiled.share(n) == plain.share(n)
        assert compiled.topic(n) == plain.topic(n)
        for start, stop in ((0, n), (n + 1, len(texts)), (0, 0), (n, n + 1)):
            assert compiled.shared(n, start, stop) == plain.shared(n, start, stop)


def _finders(book: Rulebook) -> tuple[Finder, Finder]:
    compiled, plain = Finder(book), Finder(book)
    compiled.prepare()
    with in_python():
        plain.prepare()
    return compiled, plain


SHIPPED, MADE = _finders(default_rulebook()), _finders(Rulebook(KINDS))
EXAMPLES = [text for each in default_rulebook().rules for text in (*each.drop, *each.keep)]


def _same_candidates(finders: tuple[Finder, Finder], rows: list[str]) -> None:
    compiled, plain = finders
    views = _views(rows)
    assert compiled._index is not None and plain._index is not None
    assert list(compiled._index.candidates(views)) == list(plain._index.candidates(views))


def _views(rows: list[str]) -> Views:
    return Views([row for text in rows for row in text.split("\n") if row])


@given(st.lists(ROWS, min_size=1, max_size=9))
@settings(max_examples=300)
def test_the_patterns_to_try(rows: list[str]) -> None:
    _same_candidates(SHIPPED, rows)
    _same_candidates(MADE, rows)


def test_the_patterns_to_try_on_the_examples_of_all_rules() -> None:
    rows = [row for text in EXAMPLES for row in text.split("\n")]
    _same_candidates(SHIPPED, rows)
    # and on long lines, where most are not looked for, with marks and cut at any place
    chance = random.Random(3)
    long = [" ".join(chance.choices(rows, k=9)) for _ in range(3_000)]
    _same_candidates(SHIPPED, long)
    _same_candidates(
        SHIPPED, [row[chance.randrange(9) : -9] + chance.choice(".»)") for row in rows]
    )


def _tree(leaves: int, chance: random.Random) -> Node:
    value = chance.choice([chance.uniform(-3, 3), 0.5, -20.0, 0.0, 1e-9])
    if leaves == 1:
        return Node(-1, 0.0, None, None, value)
    low = chance.randint(1, leaves - 1)
    sides = _tree(low, chance), _tree(leaves - low, chance)
    return Node(chance.randrange(9), chance.choice([0.0, 0.5, 1.0, 3.0]), *sides, value)


@pytest.mark.parametrize("scale", [1.0, 1e-30, 1e5, 3e15])
def test_trees(scale: float) -> None:
    chance = random.Random(scale)
    for count in (1, 3, 200, 600):
        trees = tuple(_tree(chance.randint(1, 31), chance) for _ in range(count))
        if scale != 1.0:
            trees = (Node(-1, 0.0, None, None, chance.uniform(1, 2) * scale), *trees)
        _same_trees(Model(trees, ""), chance)
    _same_trees(default_model(), chance)


def _same_trees(model: Model, chance: random.Random) -> None:
    compiled, plain = Compiled(model.trees), Scorer(model.trees)
    limits = [0.0, 0.5, 1.0, 3.0, -1.0, 7.5, *(tree.at for tree in model.trees)]
    for _ in range(50):
        row = [chance.choice(limits) for _ in MEASURES]
        (ends,) = plain.ends([row])
        assert compiled.ends([row]) == [ends]
        assert compiled.score(ends) == plain.score(ends)
        if all(abs(tree.value) < 4_096 for tree in model.trees):
            assert compiled.steps(ends) == plain.steps(ends)
            for number in (1, 3, len(MEASURES)):
                assert compiled.largest(ends, number) == plain.largest(ends, number)
    rows = [[chance.choice(limits) for _ in MEASURES] for _ in range(70)]
    assert compiled.ends(rows) == plain.ends(rows)


@given(TEXTS)
@settings(max_examples=100)
def test_any_text(text: str) -> None:
    _same_result(text)


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_the_goldens(path: Path) -> None:
    _same_result(path.read_bytes().decode("utf-8"))


COMPILED = Cleaner(kind="page")
COMPILED.prepare()
with in_python():
    PLAIN = Cleaner(kind="page")
    PLAIN.prepare()


def _same_result(text: str) -> None:
    """The same text, and the same report."""
    for kind in ("page", "article"):
        result = COMPILED.with_options(kind=kind).clean(text)
        with in_python():
            plain = PLAIN.with_options(kind=kind).clean(text)
        assert (result.text, result.report()) == (plain.text, plain.report())

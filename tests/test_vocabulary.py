"""The words of a document: function words, and what a line is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import pytest
from compiled import in_python
from hypothesis import example, given
from hypothesis import strategies as st
from texts import LINES

from cleaner.evidence import vocabulary
from cleaner.evidence.shape import SAMPLE, shape, shapes_of
from cleaner.evidence.table import Table
from cleaner.evidence.vocabulary import PROSE_SHARE, VOTE, Vocabulary, shared
from cleaner.evidence.words import word_list
from cleaner.model import Line
from cleaner.rulebook.rule import fold
from cleaner.text.segment import segment


def _listed(monkeypatch: pytest.MonkeyPatch, **lists: str) -> None:
    """Only these lists of function words."""
    monkeypatch.setattr(
        vocabulary, "_list", lambda language: frozenset(lists.get(language, "").split())
    )


def test_function_words_are_those_of_the_language_that_shares_most() -> None:
    english = Vocabulary.of(["The clerk and the mayor were in the hall", "Mill wheel"])
    assert english.share(0) == pytest.approx(6 / 9)
    assert english.share(1) == 0
    german = Vocabulary.of(["Der Müller und die Wölfe sind nicht in der Mühle"])
    assert german.share(0) == pytest.approx(7 / 10)


def test_the_list_that_shares_most_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    _listed(monkeypatch, Czech="the", English="the and", Turkish="and the", Welsh="the and of")
    words = Vocabulary.of(["the mayor and the town of stone"])
    assert words.function_words == {"the", "and"}
    assert words.share(0) == pytest.approx(3 / 7)


def test_a_language_without_a_list_has_the_share_of_prose(monkeypatch: pytest.MonkeyPatch) -> None:
    _listed(monkeypatch, English="the and")
    others = [f"w{n}" for n in range(23)]
    # two words of 24 are more than SPOKEN of them; two of 25 are not
    assert Vocabulary.of([" ".join(["the", "and", *others[:22]])]).share(0) == pytest.approx(2 / 24)
    assert Vocabulary.of([" ".join(["the", "and", *others])]).share(0) == PROSE_SHARE
    # nor has a line without words an own share
    assert Vocabulary.of(["* * *", "the and"]).share(0) == PROSE_SHARE
    assert Vocabulary.of(["* * *"]).share(0) == PROSE_SHARE


def test_a_language_is_chosen_by_the_commonest_words(monkeypatch: pytest.MonkeyPatch) -> None:
    common = [f"w{n}" for n in range(VOTE)]
    rare = " ".join(f"r{n}" for n in range(100))
    _listed(monkeypatch, English=rare)
    assert Vocabulary.of([" ".join(common * 2), rare]).function_words == frozenset()
    assert Vocabulary.of([" ".join(common[:-50] * 2), rare]).function_words == frozenset(
        rare.split()
    )


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Bridges bridge BRIDGING", {"bridg"}),
        ("oak ash mill", {"mill"}),
        ("İSTANBUL'daki", {"istan"}),
        ("the stone mill", {"stone", "mill"}),
        ("there were stones", {"stone"}),  # function words are no terms
        ("港の橋", {"港の", "の橋"}),  # two characters that stand together are one
        ("สะพาน", {"สะ", "ะพ", "พา", "าน"}),
        ("橋 A 橋", set()),
        ("a b c", set()),
    ],
)
def test_what_a_line_is_about(
    monkeypatch: pytest.MonkeyPatch, text: str, terms: Collection[str]
) -> None:
    _listed(monkeypatch, English="there were")
    assert Vocabulary.of([text]).terms(0) == terms


def test_the_share_of_terms() -> None:
    assert shared(frozenset({"mill", "stone"}), frozenset({"mill", "bridg"})) == 1 / 2
    assert shared(frozenset({"mill"}), Counter(["mill", "mill"])) == 1
    assert shared(frozenset(), frozenset({"mill"})) == -1


ODD = st.sampled_from(
    ["\u039f\u0394\u039f\u03a3", "\u0130stanbul'da", "\u6a4b\u306f\u6a4b", "the and of the", "and",
     "w " * (SAMPLE // 2), "The Mill " * 300, "\u0e2a\u0e30\u0e1e\u0e32\u0e19", "_", "..."]
)  # fmt: skip


@given(st.lists(st.one_of(LINES, ODD), max_size=10))
@example(["The Mill " * 300, "the and of it", "w " * (SAMPLE // 2), "stones and the mill"])
def test_the_words_of_a_shape_are_those_of_its_line(rows: list[str]) -> None:
    lines = segment("\n".join(rows))
    with in_python():  # the compiled pass keeps no words
        _compare_words(lines)


def _compare_words(lines: tuple[Line, ...]) -> None:
    shapes = shapes_of(lines)
    for line, seen in zip(lines, shapes, strict=True):
        alone = shape(line.text)
        assert (seen.words, seen.sentence, seen.listed) == (
            alone.words,
            alone.sentence,
            alone.listed,
        )
        assert (seen.listed is None) == (len(line.text) > SAMPLE and not line.blank)
    filled = [i for i, line in enumerate(lines) if not line.blank]
    if filled:
        ours = Table(lines, filled, shapes).vocabulary
        plain = Vocabulary.of([lines[i].text for i in filled])
        assert isinstance(ours, Vocabulary)
        assert [list(words) for words in ours.words] == plain.words
        assert ours.function_words == plain.function_words
        for n in reversed(range(len(filled))):
            assert (ours.share(n), ours.terms(n)) == (plain.share(n), plain.terms(n))


def test_words_of_korean_are_compared_without_their_endings() -> None:
    vocabulary = Vocabulary.of(["다리를 강 막는다", "다리는 강이 막혔다", "다 릿목"])
    assert vocabulary.terms(0) == {"다리", "막는"}
    assert vocabulary.terms(1) == {"다리", "강이", "막혔"}
    assert vocabulary.terms(2) == {"릿목"}


def test_of_equally_common_words_the_first_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"w{n}" for n in range(VOTE + 50)]
    _listed(monkeypatch, English=" ".join(words[:30]))
    assert Vocabulary.of([" ".join(words)]).function_words == set(words[:30])
    assert Vocabulary.of([" ".join(reversed(words))]).function_words == frozenset()
    # a list has to have more than 24 of them
    _listed(monkeypatch, English=" ".join([*words[:24], words[VOTE]]))
    assert Vocabulary.of([" ".join(words)]).function_words == frozenset()


@given(st.lists(st.sampled_from("abcdefghij"), max_size=30), st.integers(0, 8))
def test_the_commonest_words_are_those_of_the_counter(words: list[str], vote: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary, "VOTE", vote)
        commonest = vocabulary._commonest(Counter(words))
    assert len(commonest) == min(vote, len(set(words)))
    assert set(commonest) == {word for word, _ in Counter(words).most_common(vote)}


@given(st.lists(st.one_of(LINES, ODD), max_size=10))
def test_the_list_of_a_language_is_the_one_counted_plainly(rows: list[str]) -> None:
    counted = Counter(word for row in rows for word in word_list(fold(row)))
    commonest = {word for word, _ in counted.most_common(VOTE)}
    lists = [vocabulary._list(language) for language in vocabulary.LANGUAGES]
    best = max(lists, key=lambda listed: len(listed & commonest))
    known = len(best & commonest) > vocabulary.SPOKEN * len(commonest)
    assert vocabulary._function_words(counted) == (best if known else frozenset())

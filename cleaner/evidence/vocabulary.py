"""The words of a document: how many of a line are function words, and what it is about.

Function words are those of jusText's stop lists, of the language that shares most with the
document. No list, no opinion: then every line has the share that prose has.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from functools import cache, cached_property
from itertools import chain, islice, pairwise

from cleaner.evidence.shape import Shape
from cleaner.evidence.words import has_unspaced, is_hangul, is_unspaced, word_list
from cleaner.native import native
from cleaner.rulebook.rule import fold
from cleaner.text.stoplists import stop_list

LANGUAGES = (
    *("Arabic", "Czech", "Danish", "Dutch", "English", "Finnish", "French", "German", "Greek"),
    *("Hungarian", "Indonesian", "Italian", "Norwegian_Bokmal", "Polish", "Portuguese", "Romanian"),
    *("Russian", "Spanish", "Swedish", "Turkish", "Ukrainian", "Vietnamese"),
)
"""The lists asked. Korean's, with 13,000 forms of words, would find its own in anything."""

PROSE_SHARE = 0.42
"""The share of function words in the middle paragraph of the labelled texts."""

VOTE = 300
"""Different words that the choice of a language looks at."""

SPOKEN = 0.08
"""A smaller part of those words in the list says that the text is in another language."""

TERM, STEM = 4, 5
"""A word of four letters or more is a term; its first five are compared."""

HANGUL_TERM, HANGUL_STEM = 2, 2
"""The same in syllables of Hangul, which hold two or three letters each: what comes after the first
two is a particle or an ending as often as not."""


class Vocabulary:
    """The words of the filled lines of a document, in order."""

    def __init__(self, words: Sequence[Sequence[str]], prose: Sequence[bool] = ()) -> None:
        self.words, self._prose = words, prose
        self._counted = Counter(chain.from_iterable(words))
        self.function_words = _function_words(self._counted)
        self._terms: dict[int, Set[str]] = {}

    @property
    def listed(self) -> bool:
        """Whether there is a list of function words for the language."""
        return bool(self.function_words)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The vocabulary of these lines."""
        return cls([word_list(fold(text)) for text in texts])

    def share(self, i: int) -> float:
        """The share of function words among the words of line `i`."""
        words, listed = self.words[i], self.function_words
        if not listed or not words:
            return PROSE_SHARE
        return sum(map(listed.__contains__, words)) / len(words)

    def terms(self, i: int) -> Set[str]:
        """What line `i` is about."""
        if i not in self._terms:
            self._terms[i] = self._terms_of(self.words[i])
        return self._terms[i]

    def topic(self, i: int) -> tuple[float, float]:
        """The share of the terms of line `i` that other paragraphs have, and how many of them have
        each (three at the most); -1 without terms."""
        mine, paragraphs = int(self._prose[i]), self._in_paragraphs.get
        taken = [paragraphs(term, 0) - mine for term in self.terms(i)]
        if not taken:
            return -1.0, -1.0
        size = len(taken)
        return (size - taken.count(0)) / size, sum([min(3, number) for number in taken]) / size

    def shared(self, i: int, start: int, stop: int) -> float:
        """What line `i` shares with the lines from `start` to `stop`; -1 where there are none."""
        if start >= stop:
            return -1.0
        return shared(self.terms(i), set[str]().union(*map(self.terms, range(start, stop))))

    @cached_property
    def _in_paragraphs(self) -> Counter[str]:
        """In how many paragraphs each term stands."""
        paragraphs = (i for i, prose in enumerate(self._prose) if prose)
        return Counter(chain.from_iterable(map(self.terms, paragraphs)))

    @cached_property
    def _stems(self) -> dict[str, str]:
        """The term that each word stands for, or nothing."""
        listed = self.function_words
        return {word: "" if word in listed else _stem(word) for word in self._counted}

    @cached_property
    def _unspaced(self) -> bool:
        """Whether there are words of one character in a script that sets no word apart."""
        return has_unspaced("".join(self._counted))

    def _terms_of(self, words: Sequence[str]) -> Set[str]:
        terms = set(map(self._stems.__getitem__, words))
        terms.discard("")
        if self._unspaced:
            # where a character is a word, two neighbours are a term
            terms.update(a + b for a, b in pairwise(words) if is_unspaced(a) and is_unspaced(b))
        return terms


def _stem(word: str) -> str:
    term, stem = (HANGUL_TERM, HANGUL_STEM) if is_hangul(word) else (TERM, STEM)
    return word[:stem] if len(word) >= term else ""


class Compiled:
    """The same, counted in the compiled pass."""

    def __init__(self, texts: Sequence[str], prose: Sequence[bool]) -> None:
        assert native is not None
        lexicon = native.Lexicon(fold("\n".join(texts)), list(prose), _stoplists())
        self._share, self.topic, self.shared = lexicon.share, lexicon.topic, lexicon.shared
        self.listed = lexicon.listed

    def share(self, i: int) -> float:
        """The share of function words among the words of line `i`."""
        share = self._share(i)
        return PROSE_SHARE if share < 0 else share


def vocabulary_of(
    texts: Sequence[str], shapes: Sequence[Shape], prose: Sequence[bool]
) -> Vocabulary | Compiled:
    """The vocabulary of lines of these shapes; `prose`: whether each is a paragraph."""
    if native is not None:
        return Compiled(texts, prose)
    known = [shape.listed for shape in shapes]
    words = [
        word_list(fold(text)) if w is None else w for text, w in zip(texts, known, strict=True)
    ]
    return Vocabulary(words, prose)


def shared(terms: Set[str], others: Container[str]) -> float:
    """The share of `terms` that `others` hold; -1 when a line has no terms at all."""
    return sum(map(others.__contains__, terms)) / len(terms) if terms else -1.0


def _function_words(counted: Mapping[str, int]) -> frozenset[str]:
    """The list of the document's language, or an empty one."""
    commonest = _commonest(counted)
    lists = tuple(map(_list, LANGUAGES))
    votes = _votes(lists)
    told = sum(map(votes.__getitem__, _union(lists).intersection(commonest)))
    by_language = _FIELDS.unpack(told.to_bytes(_FIELDS.size, "little"))
    most = max(by_language)
    if most <= SPOKEN * len(commonest):
        return frozenset()
    return lists[by_language.index(most)]


def _commonest(counted: Mapping[str, int]) -> list[str]:
    """The VOTE commonest words, in any order; of equally common ones those that come first."""
    again = [word for word, times in counted.items() if times > 1]
    if len(again) > VOTE:
        return sorted(again, key=counted.__getitem__, reverse=True)[:VOTE]
    once = (word for word, times in counted.items() if times == 1)
    return [*again, *islice(once, VOTE - len(again))]


_FIELDS = struct.Struct(f"<{len(LANGUAGES)}H")
"""A field for each language, with room for VOTE words."""


class _Votes(dict[str, int]):
    """For a word of the lists, one in the field of each language that has it: so those of many
    words are counted by one sum. Worked out when a word is first asked for."""

    def __init__(self, lists: Sequence[frozenset[str]]) -> None:
        super().__init__()
        self._lists = lists

    def __missing__(self, word: str) -> int:
        has = (word in listed for listed in self._lists)
        self[word] = int.from_bytes(_FIELDS.pack(*has), "little")
        return self[word]


@cache
def _votes(lists: tuple[frozenset[str], ...]) -> _Votes:
    return _Votes(lists)


@cache
def _union(lists: tuple[frozenset[str], ...]) -> frozenset[str]:
    return frozenset().union(*lists)


@cache
def _stoplists() -> native.Stoplists:
    assert native is not None
    return native.Stoplists(
        tuple(map(_list, LANGUAGES)), VOTE, SPOKEN, TERM, STEM, HANGUL_TERM, HANGUL_STEM
    )


@cache
def _list(language: str) -> frozenset[str]:
    return frozenset(map(fold, stop_list(language)))

"""The words of a document: how many of a line are function words, and what it is about.

Function words are those of jusText's stop lists, of the language that shares most with the
document. No list, no opinion: then every line has the share that prose has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import chain, pairwise

from cleaner.evidence.shape import word_list
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

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class Vocabulary:
    """The words of the filled lines of a document, in order."""

    def __init__(self, words: Sequence[Sequence[str]]) -> None:
        self.words = words
        self.function_words = _function_words(words)
        self._terms: dict[int, frozenset[str]] = {}

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

    def terms(self, i: int) -> frozenset[str]:
        """What line `i` is about."""
        if i not in self._terms:
            self._terms[i] = self._terms_of(self.words[i])
        return self._terms[i]

    @cached_property
    def _unspaced(self) -> bool:
        """Whether there are words of one character in a script that sets no word apart."""
        single = {word for words in self.words for word in set(words) if len(word) == 1}
        return any(map(_UNSPACED.match, single))

    def _terms_of(self, words: Sequence[str]) -> frozenset[str]:
        several = set(words) - self.function_words
        terms = {word[:STEM] for word in several if len(word) >= TERM}
        if self._unspaced:
            # where a character is a word, two neighbours are a term
            terms.update(
                a + b
                for a, b in pairwise(words)
                if len(a) == 1 and len(b) == 1 and _UNSPACED.match(a) and _UNSPACED.match(b)
            )
        return frozenset(terms)


def shared(terms: frozenset[str], others: Counter[str] | frozenset[str]) -> float:
    """The share of `terms` that `others` hold; -1 when a line has no terms at all."""
    return sum(term in others for term in terms) / len(terms) if terms else -1.0


def _function_words(lines: Sequence[Sequence[str]]) -> frozenset[str]:
    """The list of the document's language, or an empty one."""
    counted = Counter(chain.from_iterable(lines))
    # as Counter.most_common does, and quicker
    commonest = sorted(counted, key=counted.__getitem__, reverse=True)[:VOTE]
    best, most = frozenset[str](), SPOKEN * len(commonest)
    listed_at_all = _every_list().intersection(commonest)
    for language in LANGUAGES:
        listed = _list(language)
        common = len(listed_at_all & listed)
        if common > most:
            best, most = listed, common
    return best


def _every_list() -> frozenset[str]:
    return _union(tuple(map(_list, LANGUAGES)))


@cache
def _union(lists: tuple[frozenset[str], ...]) -> frozenset[str]:
    return frozenset().union(*lists)


@cache
def _list(language: str) -> frozenset[str]:
    return frozenset(map(fold, stop_list(language)))

"""One scan of a text for the atoms of all patterns: which patterns to try on which line.

Making an index of patterns that are not stored takes as long as cleaning some hundred articles, so
a `Finder` makes one then only when it has seen that much text. What is found is the same with it
and without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from cleaner.rulebook.atoms import Known, Strings
from cleaner.rulebook.rule import LETTERS_A_WORD, MAX_WORDS, Rule, Rulebook, after_marks, line_view
from cleaner.rulebook.stored import known
from cleaner.rulebook.views import Views

_NOTHING: Strings = frozenset()


class Slot(NamedTuple):
    """One pattern of one rule."""

    rule: Rule
    pattern: str
    starts: tuple[str, ...] = ()
    """What a line has to begin with, marks aside; none: with anything."""
    also: tuple[str, ...] = ()
    """What a line has to have beside an atom, one of these; none: nothing."""
    told: bool = False
    """Whether a line that holds an atom of the pattern holds a keyword of the rule."""


class Index:
    """The patterns of a rulebook by their atoms. Read only, once it is made."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.slots: list[Slot] = []
        by_atom: defaultdict[str, set[int]] = defaultdict(set)
        always = set()
        for rule in rulebook.rules:
            for pattern in rule.patterns:
                told_of, number = known(pattern), len(self.slots)
                if rule.scope == "span":
                    told_of = Known(
                        _in_line_view(told_of.atoms), _in_line_view(told_of.also), _NOTHING
                    )
                for atom in told_of.atoms:
                    by_atom[atom].add(number)
                if not told_of.atoms:
                    always.add(number)
                told = bool(told_of.atoms) and all(_held(a, rule.keywords) for a in told_of.atoms)
                starts, also = tuple(sorted(told_of.starts)), tuple(sorted(told_of.also))
                self.slots.append(Slot(rule, pattern, starts, also, told))
        self._always = frozenset(always)
        wide = {n for n, slot in enumerate(self.slots) if _wide(slot.rule)}
        self._wide_always = self._always & wide
        self._all = _automaton(by_atom, set(range(len(self.slots))))
        self._wide = _automaton(by_atom, wide)

    def candidates(self, views: Views) -> Iterator[tuple[int, list[Slot]]]:
        """The patterns to try on each line, by its number, in the order of the rulebook.

        Of a line of more than MAX_WORDS words, those alone whose rule asks for so many, or looks
        for a part of a line.
        """
        short: list[int] = []
        long: list[int] = []
        for n, text in enumerate(views.texts):
            # a word takes two characters at the least, its space with it
            few = len(text) <= 2 * MAX_WORDS
            few = few or (len(text) <= LETTERS_A_WORD * MAX_WORDS and views.words(n) <= MAX_WORDS)
            (short if few else long).append(n)
        for automaton, always, where in (
            (self._all, self._always, short),
            (self._wide, self._wide_always, long),
        ):
            found = _scan(automaton, [views.leveled[n] for n in where])
            for n, numbers in zip(where, found, strict=True):
                if always:
                    numbers |= always
                if numbers:
                    yield n, self._begun(views.leveled[n], sorted(numbers))

    def _begun(self, text: str, numbers: Iterable[int]) -> list[Slot]:
        """The patterns that have a chance by what else is known of them."""
        begin = after_marks(text)
        chosen = []
        for number in numbers:
            slot = self.slots[number]
            if slot.starts and not begin.startswith(slot.starts):
                continue
            if slot.also and not any(atom in text for atom in slot.also):
                continue
            chosen.append(slot)
        return chosen


def _in_line_view(texts: Strings) -> Strings:
    """What a line view has for sure of a line that has one of these: it leaves spaces out."""
    seen = frozenset(map(line_view, texts))
    return _NOTHING if "" in seen else seen


def _held(atom: str, keywords: Iterable[str]) -> bool:
    return any(keyword in atom for keyword in keywords)


def _wide(rule: Rule) -> bool:
    return rule.scope == "span" or rule.max_words > MAX_WORDS


def _automaton(by_atom: dict[str, set[int]], wanted: set[int]) -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for atom, numbers in by_atom.items():
        if numbers & wanted:
            automaton.add_word(atom, frozenset(numbers & wanted))
    automaton.make_automaton()
    return automaton


def _scan(automaton: Any, texts: Sequence[str]) -> list[set[int]]:
    """The numbers that the atoms in each text stand for."""
    found: list[set[int]] = [set() for _ in texts]
    if not texts or not len(automaton):
        return found
    ends = list(accumulate(len(text) + 1 for text in texts))
    n, end = 0, ends[0]
    for at, numbers in automaton.iter("\n".join(texts)):
        while at >= end:
            n += 1
            end = ends[n]
        found[n] |= numbers
    return found

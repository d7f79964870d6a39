"""Which patterns to try on which line: by what it begins or ends with, and one scan for the rest.

Making an index of patterns that are not stored takes as long as cleaning some hundred articles, so
a `Finder` makes one then only when it has seen that much text. What is found is the same with it
and without.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from cleaner.native import native
from cleaner.rulebook.atoms import START, WIDEST, Known, Strings
from cleaner.rulebook.bounds import at_edges, stands_in, unbound
from cleaner.rulebook.letters import letter, letters_of
from cleaner.rulebook.rule import (
    LETTERS_A_WORD,
    Rule,
    Rulebook,
    after_marks,
    before_marks,
    line_view,
)
from cleaner.rulebook.stored import known
from cleaner.rulebook.views import Views

_NOTHING: Strings = frozenset()
_DIGIT = re.compile(r"\d")


SHORT = 160
"""Characters of a line on which all patterns are looked for, of a longer one those alone that match
so much."""


class Slot(NamedTuple):
    """One pattern of one rule."""

    rule: Rule
    pattern: str
    told: bool = False
    """Whether a line that the pattern matches holds a keyword of the rule for sure."""


class _Needs(NamedTuple):
    """What else a line has to have for a pattern to be tried: so many characters, outer spaces
    aside, perhaps a digit, no other letters than these, and one of each of two sets of texts, if
    there are any in the set."""

    least: int
    most: int
    digit: bool
    letters: int
    first: int
    last: int
    also: tuple[str, ...]
    atoms: tuple[str, ...]


class Index:
    """The patterns of a rulebook by what is known of them. Read only, once it is made."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.slots: list[Slot] = []
        self._needs: list[_Needs] = []
        by_start: defaultdict[str, list[int]] = defaultdict(list)
        by_end: defaultdict[str, list[int]] = defaultdict(list)
        by_atom: defaultdict[str, list[int]] = defaultdict(list)
        always = []
        for rule in rulebook.rules:
            for pattern in rule.patterns:
                told_of, number = _known(rule, pattern), len(self.slots)
                told = bool(told_of.atoms) and all(_held(a, rule.keywords) for a in told_of.atoms)
                self.slots.append(Slot(rule, pattern, told))
                atoms = tuple(sorted(told_of.atoms))
                if told_of.starts:
                    for start in told_of.starts:
                        by_start[start].append(number)
                elif told_of.ends:
                    for end in told_of.ends:
                        by_end[end[::-1]].append(number)
                elif atoms:
                    for atom in atoms:
                        by_atom[atom].append(number)
                    atoms = ()
                else:
                    always.append(number)
                also = tuple(sorted(told_of.also))
                self._needs.append(_Needs(*told_of[4:], also, atoms))
        self._gate: native.Gate | _Gate
        if native is None:
            self._gate = _Gate(self.slots, self._needs, by_start, by_end, by_atom, always)
        else:
            by_start[""] += always  # as every text does
            self._gate = native.Gate(self.slots, self._needs, by_start, by_end, by_atom)

    def candidates(self, views: Views) -> Iterable[tuple[int, list[Slot]]]:
        """The patterns to try on each line, by its number, in the order of the rulebook."""
        return self._gate.candidates(views.leveled)


class _Gate:
    """Which numbers a line is asked for, where there is no compiled pass."""

    def __init__(
        self,
        slots: list[Slot],
        needs: list[_Needs],
        by_start: Mapping[str, Iterable[int]],
        by_end: Mapping[str, Iterable[int]],
        by_atom: Mapping[str, Iterable[int]],
        always: Iterable[int],
    ) -> None:
        self._slots, self._always = slots, tuple(always)
        self._needs = [(*n[:-2], _with_cores(n.also), _with_cores(n.atoms)) for n in needs]
        self._starts, self._ends = _Beginnings(by_start), _Beginnings(by_end)
        self._all = _automaton(by_atom, set(range(len(slots))))
        wide = {n for n, needed in enumerate(needs) if needed.most > SHORT}
        self._wide = _automaton(by_atom, wide)

    def candidates(self, leveled: Iterable[str]) -> Iterator[tuple[int, list[Slot]]]:
        """The lines with patterns to try, by number, and these."""
        texts = [text.strip() for text in leveled]
        held: defaultdict[int, set[int]] = defaultdict(set)
        short = [n for n, text in enumerate(texts) if len(text) <= SHORT]
        long = [n for n, text in enumerate(texts) if len(text) > SHORT]
        _scan(self._all, texts, short, held)
        _scan(self._wide, texts, long, held)
        starts, ends, always = self._starts.of, self._ends.of, self._always
        for n, text in enumerate(texts):
            numbers = [
                *starts(after_marks(text)[:START]),
                *ends(before_marks(text)[: -START - 1 : -1]),
                *held.get(n, ()),
                *always,
            ]
            if numbers and (slots := self._with_a_chance(text, numbers)):
                yield n, slots

    def _with_a_chance(self, text: str, numbers: list[int]) -> list[Slot]:
        """The patterns that have a chance by what else is known of them."""
        size, begun, ended = len(text), letter(text[:1]), letter(text[-1:])
        every, digits = None, None
        chosen = []
        for number in numbers:
            least, most, digit, letters, first, last, also, atoms = self._needs[number]
            if least <= size <= most and not begun & ~first and not ended & ~last:
                if every is None:
                    every = letters_of(text)
                if every & ~letters:
                    continue
                if digit:
                    if digits is None:
                        digits = _DIGIT.search(text) is not None
                    if not digits:
                        continue
                if _has_one(also, text) and _has_one(atoms, text):
                    chosen.append(number)
        chosen.sort()
        return [self._slots[number] for number in chosen]


def _with_cores(atoms: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((unbound(atom), atom) for atom in atoms)


def _has_one(atoms: tuple[tuple[str, str], ...], text: str) -> bool:
    """Whether one of these, told with what they are without bounds, stands in a text, if there are
    any."""
    for core, atom in atoms:
        if core in text and (core == atom or stands_in(atom, text)):
            return True
    return not atoms


class _Beginnings:
    """Numbers by texts: those of all texts that another text begins with.

    Between two neighbours in the sorted list of all texts, and of the ends of what begins with
    each, the answer is the same.
    """

    def __init__(self, numbers: Mapping[str, Iterable[int]]) -> None:
        bounds = {text: text for text in numbers}
        for text in sorted(numbers, key=len, reverse=True):
            bounds[(text + _LAST)[: START + 2]] = text[:-1]
        self._bounds = sorted(bounds)
        rows: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._rows: list[tuple[int, ...]] = [()]
        for bound in self._bounds:
            text = bounds[bound]
            begun = (numbers.get(text[:size], ()) for size in range(len(text) + 1))
            row = tuple(sorted({number for found in begun for number in found}))
            self._rows.append(rows.setdefault(row, row))

    def of(self, text: str) -> tuple[int, ...]:
        """The numbers, for a text of no more than START characters."""
        return self._rows[bisect_right(self._bounds, text)]


_LAST = "\U0010ffff" * (START + 2)
"""More than what any text of START characters goes on with."""


def _known(rule: Rule, pattern: str) -> Known:
    """What is known of the lines that a pattern of a rule is good for."""
    told_of = known(pattern)
    if rule.scope == "span":
        atoms, also = _in_line_view(told_of.atoms), _in_line_view(told_of.also)
        return Known(atoms, also, _NOTHING, most=sys.maxsize)
    longest = LETTERS_A_WORD * rule.max_words
    return told_of._replace(most=longest if told_of.most == WIDEST else min(told_of.most, longest))


def _in_line_view(texts: Strings) -> Strings:
    """What a line view has for sure of a line that has one of these: it leaves spaces out."""
    # and what is an edge of a word without them may be none with them
    seen = frozenset(line_view(unbound(text)) for text in texts)
    return _NOTHING if "" in seen else seen


def _held(atom: str, keywords: Iterable[str]) -> bool:
    return any(keyword in atom for keyword in keywords)


_BY_FREQUENCY = "xk'-,.vbywgpfmucldhrsnioate "
"""Characters from rare to common: an automaton looks through what may come next in the order in
which it was told of it, so that the commonest come first."""


def _automaton(by_atom: Mapping[str, Iterable[int]], wanted: set[int]) -> Any:
    import ahocorasick

    by_core: defaultdict[str, dict[str, frozenset[int]]] = defaultdict(dict)
    for atom, numbers in by_atom.items():
        if chosen := wanted.intersection(numbers):
            by_core[unbound(atom)][atom] = frozenset(chosen)
    automaton = ahocorasick.Automaton()
    for core in sorted(by_core, key=lambda core: list(map(_BY_FREQUENCY.find, core)), reverse=True):
        anywhere = by_core[core].pop(core, frozenset())
        automaton.add_word(core, (anywhere, len(core), tuple(by_core[core].items())))
    automaton.make_automaton()
    return automaton


def _scan(
    automaton: Any, texts: Sequence[str], where: Sequence[int], held: defaultdict[int, set[int]]
) -> None:
    """Add the numbers that the atoms in these texts stand for to those that each holds."""
    if not where or not len(automaton):
        return
    ends = [*accumulate(len(texts[n]) + 1 for n in where)]
    at, end = 0, ends[0]
    joined = "\n".join([texts[n] for n in where])
    for found, (anywhere, size, bound) in automaton.iter(joined):
        while found >= end:
            at += 1
            end = ends[at]
        held[where[at]] |= anywhere
        for atom, numbers in bound:
            if at_edges(atom, joined, found + 1 - size, found + 1):
                held[where[at]] |= numbers

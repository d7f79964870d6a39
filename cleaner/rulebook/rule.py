"""One rule as a value, and a rulebook: the rules that a run uses, in order, with their hash."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property

from cleaner.model import Scope, Strength, Thread, Zone
from cleaner.native import native

MAX_WORDS = 40
"""A line longer than this is prose, unless a rule says otherwise."""

APART_LINES = 2
"""So many filled lines on either side are searched for what a rule has to stand apart from."""

LETTERS_A_WORD = 20
"""A line of more characters than this times the `max_words` of a rule is not tried whole: so the
time that one pattern can take on one line has a bound, however the line is made up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A small document in golden notation, for a rule that needs its surroundings."""

    about: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One pattern set with its examples, as a pack writes it.

    `protects` is filled on exceptions only: the ids or categories they protect. `path` and `line`
    say where it is written.
    """

    id: str
    category: str
    about: str
    strength: Strength = "sure"
    scope: Scope = "line"
    zone: Zone = "any"
    keywords: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    max_words: int = MAX_WORDS
    near: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    apart_lines: int = APART_LINES
    languages: tuple[str, ...] = ()
    paragraphs: int = 0
    thread: Thread = ""
    signed: bool = False
    protects: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    path: str = ""
    line: int = 0

    @property
    def exception(self) -> bool:
        """Whether this rule protects lines instead of dropping them."""
        return bool(self.protects)

    @property
    def needs_context(self) -> bool:
        """Whether a line alone between two paragraphs is not enough to show what the rule does."""
        return (
            self.exception
            or self.strength != "sure"
            or self.zone != "any"
            or bool(self.near or self.apart or self.signed)
            or self.scope in ("block", "list", "feed", "to_end", "to_start")
        )


_NOT_HASHED = {"path", "line", "about", "drop", "keep", "cases"}


@dataclass(frozen=True)
class Rulebook:
    """The rules of a run, sorted by id."""

    rules: tuple[Rule, ...] = field(default=())

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        object.__setattr__(self, "rules", tuple(sorted(rules, key=lambda rule: rule.id)))

    @cached_property
    def hash(self) -> str:
        """Hex digest of all that can change a verdict: examples and file places are left out."""
        names = [each.name for each in fields(Rule) if each.name not in _NOT_HASHED]
        rows = [{name: getattr(rule, name) for name in names} for rule in self.rules]
        return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:16]

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """The rules by their full ids."""
        return {rule.id: rule for rule in self.rules}

    def only(self, rules: Iterable[Rule]) -> Rulebook:
        """A rulebook of some of these rules."""
        return Rulebook(rules)


# What a reader does not see as a difference: odd spaces, curly quotes and hyphens. One character
# becomes one character, so that columns of a view are columns of its line.
_VIEW = dict.fromkeys("\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u202f\u205f\u3000", " ")
_VIEW |= dict.fromkeys(map(chr, range(0x2000, 0x200B)), " ")
_VIEW |= dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4`", "'")
_VIEW |= dict.fromkeys("\u201c\u201d\u201f\u2033", '"')
_VIEW |= dict.fromkeys("\u2010\u2011\u2212", "-")
_ASCII_VIEW = [(seen, plain) for seen, plain in _VIEW.items() if seen.isascii()]
_HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_UNEVEN = ("  ", *_HIDDEN)
_sight = None if native is None else native.Sight("".join(_VIEW), "".join(_VIEW.values()), _HIDDEN)
_WORD = re.compile(r"\w+(?:['.-]\w+)*")
_BULLET = re.compile(r"\s*[-*•‣▪◦·–]\s")
_BEFORE = re.compile(r"[\W_]+")
_ASCII_MARKS = "".join(c for c in map(chr, range(128)) if not c.isalnum())


def view(text: str) -> str:
    """`text` as rules see it: the same length, with plain spaces, quotes and hyphens.

    >>> view("Don\u2019t\u00a0miss")
    "Don't miss"
    """
    if _sight is not None:
        return _sight.view(text)
    # a dozen times quicker than str.translate
    for seen, plain in _ASCII_VIEW if text.isascii() else _VIEW.items():
        if seen in text:
            text = text.replace(seen, plain)
    return text


def uneven(text: str) -> list[str]:
    """What there is in a view that line views leave out, outer spaces aside."""
    # one by one is several times quicker than a search for any of them
    return [sign for sign in (_UNEVEN[:1] if text.isascii() else _UNEVEN) if sign in text]


def line_view(text: str) -> str:
    """A line as whole-line patterns see it: a view without doubled, outer or invisible spaces."""
    if _sight is not None:
        return _sight.line_view(text)
    text = view(text)
    if not text.isascii():
        for hidden in _HIDDEN:
            text = text.replace(hidden, "")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip()


def fold(text: str) -> str:
    """Lower case, one character for one character, whatever the language.

    >>> fold("\u0130STANBUL")
    'istanbul'
    """
    if native is not None and not text.isascii():
        return native.fold(text)
    # the one letter whose small letter is two characters
    return text.replace("\u0130", "i").lower()


def words(text: str) -> int:
    """How many words a line view has.

    >>> words("Don't miss No. 2 - e-mail us")
    6
    """
    return len(_WORD.findall(text)) if native is None else native.words(text)


def is_item(text: str) -> bool:
    """Whether a line is an item of a list: it begins with a bullet."""
    return _BULLET.match(text) is not None


def phrase_key(text: str) -> str:
    """What two spellings of a phrase have in common: letter case, spaces and outer marks aside."""
    return inside(fold(line_view(text)))


def phrase_keys(phrases: Sequence[str]) -> list[str]:
    """The keys of phrases, made at once."""
    joined = view("\n".join(phrases))
    if joined.count("\n") != len(phrases) - 1 or uneven(joined):
        return list(map(phrase_key, phrases))
    return list(map(inside, fold(joined).split("\n")))


def inside(text: str) -> str:
    """A text without the marks and spaces at its ends."""
    if native is not None:
        return native.inside(text)
    return before_marks(after_marks(text))


def after_marks(text: str) -> str:
    """A text without the marks and spaces before it."""
    text = text.lstrip(_ASCII_MARKS)
    if text[:1].isalnum():
        return text
    return text[found.end() :] if (found := _BEFORE.match(text)) else text


def before_marks(text: str) -> str:
    """A text without the marks and spaces after it."""
    text = text.rstrip(_ASCII_MARKS)
    if text[-1:].isalnum():
        return text
    end = len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    return text[:end]

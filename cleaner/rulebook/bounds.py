"""Texts that stand in a line as whole words: "he", but not that of "the".

A text that begins or ends with BOUND has its first or last character at the edge of a word.
"""

from __future__ import annotations

from cleaner.rulebook.onecase import IOTA

BOUND = "\b"
"""What stands for `\\b` of a pattern."""


def glued(before: str, after: str) -> str:
    """One text after another. A bound says something at the ends only, beside a word's character.

    >>> glued("zonk", BOUND), glued("zonk" + BOUND, "s"), glued(BOUND, "!")
    ('zonk\\x08', 'zonks', '!')
    """
    text = before + after
    if BOUND not in text:
        return text
    core = text.replace(BOUND, "")
    if not core:
        return BOUND
    first = BOUND if text[0] == BOUND and in_word(core[0]) else ""
    last = BOUND if text[-1] == BOUND and in_word(core[-1]) else ""
    return first + core + last


def unbound(text: str) -> str:
    """A text without its bounds."""
    return text.strip(BOUND)


def in_word(character: str) -> bool:
    r"""Whether it is a word's for sure: what `\w` is, in one case. An iota may have been a mark."""
    return character != IOTA and (character.isalnum() or character == "_")


def stands_in(text: str, line: str) -> bool:
    """Whether a line has this text, as whole words where it says so."""
    core = unbound(text)
    at = line.find(core)
    while at >= 0:
        if at_edges(text, line, at, at + len(core)):
            return True
        at = line.find(core, at + 1)
    return False


def at_edges(text: str, line: str, start: int, end: int) -> bool:
    """Whether a text that stands there, its bounds aside, has edges of words where it says so."""
    if text[:1] == BOUND and start and in_word(line[start - 1]):
        return False
    return not (text[-1:] == BOUND and end < len(line) and in_word(line[end]))

"""Repairing the encoding with ftfy, line by line. No repair makes or removes a line ending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

from cleaner.model import ENCODING, Edit, Line
from cleaner.text.segment import LINE_ENDING, count_endings, line_start, segment
from cleaner.text.suspects import plain, suspects

if TYPE_CHECKING:
    from ftfy import ExplanationStep, TextFixerConfig

ROUNDS = 5
"""ftfy settles in one round, two at the most; a line that does not settle is left as it is."""

DEPTH = 8
"""A line where entities stand in entities (`&amp;amp;lt;`) this deep is left as it is. ftfy takes a
round for each level, and so the square of the time on a long line of them."""

_KINDS = {
    "unescape_html": "entity",
    "fix_c1_controls": "control",
    "remove_control_chars": "control",
    "remove_terminal_escapes": "control",
    "fix_surrogates": "surrogate",
    "normalize": "unicode",
}
"""What ftfy calls its steps, by our ids; whatever else it does (encode, decode) mends mojibake."""

_WORDS = re.compile(r"\s+|\S+")


def repair(text: str) -> tuple[str, list[Edit]]:
    """The repaired text, and the edits (in coordinates of `text`) that make it.

    Only lines that something could be wrong with are looked at one by one (see `suspects`).

    >>> repair("Le cafÃ© reste ouvert.")[0]
    'Le café reste ouvert.'
    """
    if plain(text):
        return text, []
    edits: list[Edit] = []
    pieces: list[str] = []
    at = 0
    for line in lines_in_question(text):
        fixed, rule, because = repair_line(line.text)
        if fixed == line.text or joins_endings(text, line, fixed):
            continue
        pieces += text[at : line.start], fixed
        at = line.end
        edits += (
            Edit(
                line.start + start,
                line.start + end,
                line.number,
                line.text[start:end],
                new,
                rule,
                ENCODING,
                "sure",
                because,
            )
            for start, end, new in changed_stretches(line.text, fixed)
        )
    pieces.append(text[at:])
    return "".join(pieces), edits


def joins_endings(text: str, line: Line, fixed: str) -> bool:
    """Whether a line of which nothing is left lies between CR and LF: without it the two endings
    would be one, and all lines below would have other numbers. Such a line stays."""
    return not fixed and line.ending == "\n" and text[line.start - 1 : line.start] == "\r"


def lines_in_question(text: str) -> Iterator[Line]:
    """The lines of `text` that ftfy could change, and perhaps a few more."""
    suspect = suspects()
    if not is_normalized("NFC", text):
        for line in segment(text):
            if suspect.search(line.text) or not is_normalized("NFC", line.text):
                yield line
        return
    number, at = 1, 0
    found = suspect.search(text)
    while found:
        begin = line_start(text, at, found.start())
        number += count_endings(text, at, begin)
        ending = LINE_ENDING.search(text, found.start())
        end, at = ending.span() if ending else (len(text), len(text))
        yield Line(number, begin, text[begin:end], text[end:at])
        number += 1
        found = suspect.search(text, at)


def in_question(line: str) -> bool:
    """Whether ftfy could change this line; when not, it does not."""
    return bool(suspects().search(line)) or not is_normalized("NFC", line)


def repair_line(line: str) -> tuple[str, str, tuple[str, ...]]:
    """One line repaired, with the id of the repair and ftfy's explanation of it.

    Repairing the result again changes nothing: a line is repaired until it stays the same, and
    one that never does stays as it came.
    """
    if plain(line) or not in_question(line):
        return line, "", ()
    composed = normalize("NFC", line)
    if composed != line and not suspects().search(line) and not suspects().search(composed):
        return composed, "repair.unicode", ("ftfy: normalize NFC",)
    if "&" in line and "<" not in line and _too_deep(line):
        return line, "", ()
    from ftfy import fix_and_explain

    fixed = line
    steps: list[ExplanationStep] = []
    for left in reversed(range(ROUNDS)):
        result = fix_and_explain(fixed, _config())
        # a mojibake of U+2028, or an entity such as &#10;, would tear the line in two
        settled = LINE_ENDING.sub(" ", result.text)
        steps += result.explanation or ()
        if settled == fixed:
            break
        fixed = settled
        if left and not in_question(fixed):
            break
    else:
        fixed = line
    if fixed == line:
        return line, "", ()
    names = [_KINDS.get(step.parameter) or _KINDS.get(step.action) for step in steps]
    kind = "mojibake" if None in names else names[0]
    because = tuple(dict.fromkeys(f"ftfy: {step.action} {step.parameter}" for step in steps))
    return fixed, f"repair.{kind}", because


def _too_deep(line: str) -> bool:
    """Whether entities make new entities `DEPTH` times over.

    Whatever else ftfy takes out of the middle of an entity goes first.
    """
    from ftfy.fixes import remove_control_chars, remove_terminal_escapes, unescape_html

    for _ in range(DEPTH):
        bare = remove_control_chars(remove_terminal_escapes(unescape_html(line)))
        before, line = line, normalize("NFC", bare)
        if line == before:
            return False
    return True


def changed_stretches(old: str, new: str) -> list[tuple[int, int, str]]:
    """The stretches `old[start:end]` that became another text, as (start, end, text), in order.

    Word by word where the words pair off, else one stretch between what both have in common.
    """
    if old == new:
        return []
    ours, theirs = _WORDS.findall(old), _WORDS.findall(new)
    if len(ours) != len(theirs):
        return [_between(0, old, new)]
    stretches, at = [], 0
    for word, fixed in zip(ours, theirs, strict=True):
        if word != fixed:
            stretches.append(_between(at, word, fixed))
        at += len(word)
    return stretches


def _between(at: int, old: str, new: str) -> tuple[int, int, str]:
    """The stretch that is left when what stands alike before and after is set aside."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    return at + head, at + len(old) - tail, new[head : len(new) - tail]


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


@cache
def _config() -> TextFixerConfig:
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html="auto",
        uncurl_quotes=False,
        fix_character_width=False,
        fix_latin_ligatures=False,
        fix_line_breaks=False,
        explain=True,
    )

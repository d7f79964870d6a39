"""What belongs to a line that goes: the rest of its block, the list under it, all to the end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from cleaner.evidence.gather import Evidence
from cleaner.evidence.shape import is_byline
from cleaner.model import Line, Match

BLOCK_LINES = 5
"""A longer block is a text of its own, not a box."""

LINK_WORDS = 6
"""The title of another story has so many words; the heads of an article are mostly shorter."""

SLUG_WORDS = 12
"""A line of more words is no part of a box."""


class Sweep:
    """The scopes of the matches of one document. A place is the number of a filled line."""

    def __init__(self, lines: Sequence[Line], evidence: Evidence) -> None:
        self.lines, self.evidence, self.filled = lines, evidence, evidence.filled

    def places(self, match: Match, place: int) -> range:
        """The other lines that the scope of a match at `place` takes in."""
        if match.scope == "block":
            return self._block(match, place)
        if match.scope == "feed" and match.line == self.evidence.feed:
            return range(place + 1, len(self.filled))
        if match.scope in ("list", "feed"):
            return self._list(match, place)
        zone = self.evidence.zone(match.line)
        if match.scope == "to_end" and zone == "tail":
            return range(place + 1, len(self.filled))
        if match.scope == "to_start" and zone == "head":
            return range(place)
        return range(0)

    def _block(self, match: Match, place: int) -> range:
        """The lines above in the same block, when blank lines set blocks apart in this text.

        Not those below: after a caption comes a byline as often as not.
        """
        first = last = match.line
        while last - first < BLOCK_LINES and first > 0 and not self.lines[first - 1].blank:
            first -= 1
        while last - first < BLOCK_LINES and self._filled(last + 1):
            last += 1
        if last - first >= BLOCK_LINES or first == self.filled[0]:
            return range(0)
        return range(place - (match.line - first), place)

    def _list(self, match: Match, place: int) -> range:
        """The title-like lines under a head.

        In the tail: all of them. Where the article goes on after the list, the last one may be
        the head of its next section: it belongs to the list only if it stands in one block with
        the line before it, or if it is as long as a headline and the article has no heads. Before
        the article begins, one of them may be its headline: then only a block that blank lines
        set apart is a list.
        """
        under, end = place + 1, self._titles_end[place + 1]
        zone = self.evidence.zone(match.line)
        if zone == "tail" or under == end:
            return range(under, end)
        if self.filled[under] == match.line + 1:
            end = min(end, self._block_end[place])
            # without blank lines between paragraphs a block is the whole text
            alone = not self._filled(self.filled[end - 1] + 1)
            if alone:
                return range(under, end)
        if zone == "head":
            return range(0)
        whole = self._is_headline(self.filled[end - 1]) and not self._has_heads
        return range(under, end if whole else end - 1)

    def _is_headline(self, line: int) -> bool:
        return self.evidence.shapes[line].words >= LINK_WORDS

    def in_block(self, line: int) -> bool:
        """Whether a line of a block is such as goes with the block."""
        shape = self.evidence.shapes[line]
        short = shape.title_like and shape.words <= SLUG_WORDS
        return short and not is_byline(self.lines[line].text, shape.words)

    @cached_property
    def _has_heads(self) -> bool:
        """Whether a title-like line stands between the paragraphs that no sure rule drops, nor any
        such head of a list above it takes in."""
        listed = False
        for i in self.filled:
            if self.evidence.zone(i) != "body":
                continue
            dropping = [match for match in self.evidence.matches[i] if self._drops(match)]
            if any(match.scope in ("list", "feed") for match in dropping):
                listed = True
            elif not self.evidence.shapes[i].title_like:
                listed = False
            elif not (listed or dropping):
                return True
        return False

    def _drops(self, match: Match) -> bool:
        """Whether a match drops its line without company."""
        sure = match.strength == "sure" and match.whole_line and not match.protects
        return sure and match not in self.evidence.alone

    def _filled(self, line: int) -> bool:
        return line < len(self.lines) and not self.lines[line].blank

    @cached_property
    def _titles_end(self) -> list[int]:
        """For each place, and the end, the first place from there on that is not title-like."""
        ends = [len(self.filled)] * (len(self.filled) + 1)
        for place in range(len(self.filled) - 1, -1, -1):
            title = self.evidence.shapes[self.filled[place]].title_like
            ends[place] = ends[place + 1] if title else place
        return ends

    @cached_property
    def _block_end(self) -> list[int]:
        """For each place, the first place after it that is not in its block."""
        ends = [len(self.filled)] * len(self.filled)
        for place in range(len(self.filled) - 2, -1, -1):
            together = self.filled[place + 1] == self.filled[place] + 1
            ends[place] = ends[place + 1] if together else place + 1
        return ends

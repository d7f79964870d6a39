"""What the rules say: which matches stand, and which lines they drop.

A `sure` match drops its line alone. A `likely` one needs company: points of support from another
rule, the zone, dropped neighbours, the shape of the line. Wide scopes take in the lines that
belong to a dropped one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import chain

from cleaner.evidence.gather import Evidence
from cleaner.evidence.sweep import Sweep
from cleaner.made import made
from cleaner.model import Cut, Doubt, Line, Match, Verdict
from cleaner.rulebook.rule import is_item
from cleaner.text.tidy import widen

WIDE = ("to_end", "to_start")
"""Scopes of heads over all that follows, and of feet under all before."""

STOCK_WORDS = 3
"""A line of no more words is a label: two rules that know it say the same thing."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Why a line goes."""

    match: Match
    because: tuple[str, ...]


class Weighing:
    """The matches of one document that stand, and why the others do not."""

    def __init__(self, lines: Sequence[Line], evidence: Evidence, needed: int | None) -> None:
        self.lines, self.evidence, self.needed = lines, evidence, needed
        self.standing: list[list[Match]] = []
        self.overruled: dict[Match, tuple[str, ...]] = {}
        self.filled = evidence.filled
        self._sweep = Sweep(lines, evidence)
        self._spared = {*evidence.credits, evidence.below}
        self._swept: dict[str, range] = {}
        self.place = {i: n for n, i in enumerate(self.filled)}
        for found in evidence.matches:
            standing: list[Match] = []
            self.standing.append(standing)
            if not found:
                continue
            protecting = [match for match in found if match.protects]
            for match in found:
                if not match.protects:
                    veto = self._veto(match, protecting)
                    if veto:
                        self.overruled[match] = (veto,)
                    else:
                        standing.append(match)

    def _veto(self, match: Match, protecting: Sequence[Match]) -> str | None:
        """Why this match does not stand, or None."""
        for other in protecting:
            if (match.rule in other.protects or match.category in other.protects) and (
                other.whole_line or (other.start < match.end and match.start < other.end)
            ):
                return f"protected by {other.rule}"
        if match.zone != "any" and match.zone != self.evidence.zone(match.line):
            return f"not in the {match.zone} of the text"
        if match in self.evidence.alone:
            if match.near:
                return f"not near {' or '.join(match.near)}"
            return "what stands beside it, or the name in it, belongs to the text"
        return None

    def sure_drops(self) -> dict[int, Drop]:
        """The lines that sure matches drop, with what belongs to them."""
        drops: dict[int, Drop] = {}
        for match in chain.from_iterable(self.standing):
            if match.strength == "sure" and match.whole_line:
                self._add(drops, match, ())
        return drops

    def likely_drops(self, sure: dict[int, Drop]) -> dict[int, Drop]:
        """The drops again, with the likely ones that have company enough."""
        drops = dict(sure)
        waiting = [m for m in chain.from_iterable(self.standing) if self._is_likely(m)]
        if self.needed is None:
            for match in waiting:
                self.overruled[match] = ("the policy drops only what is sure",)
            return drops
        by_line: dict[int, list[int]] = {}
        for number, match in enumerate(waiting):
            by_line.setdefault(match.line, []).append(number)
        # in rounds from the first to the last; after the first round only those are asked again
        # beside which a line went since
        this_round, next_round = list(range(len(waiting))), list[int]()
        while this_round:
            number = heappop(this_round)
            match = waiting[number]
            # of a line that is gone already, what belongs to it may still be asked for
            if match.line not in drops or match.scope in WIDE:
                points = self._support(match, drops)
                if sum(weight for weight, _ in points) >= self.needed:
                    gone = self._add(drops, match, tuple(reason for _, reason in points))
                    for again in (n for i in self._beside(gone) for n in by_line.get(i, ())):
                        heappush(this_round if again > number else next_round, again)
            if not this_round:
                this_round, next_round = next_round, []
        for match in waiting:
            if match.line not in drops:
                points = self._support(match, drops)
                self.overruled[match] = (
                    "likely, and without company enough",
                    *(f"{weight:+d} {reason}" for weight, reason in points),
                )
        return drops

    def _out_of_place(self, match: Match) -> bool:
        """A paragraph that only looks like debris of another zone: no reason for doubt."""
        elsewhere = match.zone not in ("any", self.evidence.zone(match.line))
        return elsewhere and self.evidence.shapes[match.line].prose

    def _is_likely(self, match: Match) -> bool:
        return match.whole_line and match.strength == "likely"

    def _support(self, match: Match, drops: dict[int, Drop]) -> list[tuple[int, str]]:
        """The points for and against a likely match, with their reasons."""
        i, points = match.line, []
        if match.support or match.because:
            points.append((match.support, "; ".join(match.because)))
        others = {m.rule for m in self.standing[i] if m.whole_line and m.category != match.category}
        # a stock word that several packs know, each for its own purpose, is one fact
        if others and self.evidence.shapes[i].words > STOCK_WORDS:
            points.append((1, f"also {', '.join(sorted(others))}"))
        if i == self.filled[0]:
            points.append((-1, "the first line may be the headline"))
        zone = self.evidence.zone(i)
        if zone != "body":
            points.append((1, f"in the {zone} of the text"))
        at = self.place[i]
        for neighbour, side in ((at - 1, "after"), (at + 1, "before")):
            if 0 <= neighbour < len(self.filled) and self.filled[neighbour] in drops:
                points.append((1, f"{side} a dropped line"))
        if zone == "tail" and i == self.filled[-1] and self.filled[at - 1] in drops:
            points.append((1, "the text ends with it"))
        if self.evidence.shapes[i].prose:
            points.append((-1, "reads like prose"))
        elif self.evidence.shapes[i].title_like and not is_item(self.lines[i].text):
            points.append((1, "not a sentence"))
        return points

    def _add(self, drops: dict[int, Drop], match: Match, because: tuple[str, ...]) -> list[int]:
        """Drop the line of a match, and what its scope takes in; tell which lines that were."""
        gone = []
        if match.line not in drops:
            drops[match.line] = Drop(match, because)
            gone.append(match.line)
        place = self.place[match.line]
        reason = f"{match.scope.replace('_', ' ')} of line {self.lines[match.line].number}"
        for n in self._unswept(match.rule, self._sweep.places(match, place)):
            i = self.filled[n]
            if i in drops or (match.scope == "block" and not self._sweep.in_block(i)):
                continue
            if i not in self._spared and not self._protected(i, match):
                own = self._own(i) if match.scope == "feed" else None
                because = () if own and own.strength == "sure" else (reason,)
                drops[i] = Drop(own or match, because)
                gone.append(i)
        return gone

    def _own(self, i: int) -> Match | None:
        """What a rule says of a line itself: to the end of a text there are more than links."""
        found = [match for match in self.standing[i] if match.whole_line]
        return min(found, key=lambda match: match.strength != "sure", default=None)

    def _unswept(self, rule: str, places: range) -> range:
        """The places, less those that the last sweep of the same rule has been over.

        Head after head in one list would else take the square of its length.
        """
        before = self._swept.get(rule, range(0))
        if not places:
            return places
        self._swept[rule] = places
        if before and places.start in before:
            self._swept[rule] = range(before.start, max(before.stop, places.stop))
            return range(max(places.start, before.stop), places.stop)
        return places

    def _beside(self, gone: Iterable[int]) -> set[int]:
        """The lines that stand beside these."""
        places = {self.place[i] + side for i in gone for side in (-1, 1)}
        return {self.filled[n] for n in places if 0 <= n < len(self.filled)}

    def _protected(self, i: int, match: Match) -> bool:
        return any(
            match.rule in other.protects or match.category in other.protects
            for other in self.evidence.matches[i]
        )

    def overrule_likely(self, drops: dict[int, Drop]) -> None:
        """The guard took the likely drops back."""
        for match in chain.from_iterable(self.standing):
            if self._is_likely(match) and match.line not in drops:
                self.overruled[match] = ("guard: too much of the text would go",)

    def cuts(self, drops: Mapping[int, Drop]) -> dict[int, Cut]:
        """Of the lines that go."""
        lines, matches = [self.lines[i] for i in drops], [drop.match for drop in drops.values()]
        columns = (
            [line.start for line in lines],
            [line.stop for line in lines],
            [line.number for line in lines],
            [match.rule for match in matches],
            [match.category for match in matches],
            [match.strength for match in matches],
            [drop.because for drop in drops.values()],
        )
        return dict(zip(drops, made(Cut, len(drops), *columns), strict=True))

    def verdict(self, i: int, tidied: bool) -> Verdict:
        """On a line that stays, and that a rule fired on."""
        line = self.lines[i]
        spans = self._spans(i, tidied)
        if len(spans) == 1 and not _left(line, spans[0]):
            return Verdict(line, drop=_whole(spans[0], line))
        overruled = tuple(
            Doubt(
                line.start + match.start,
                line.start + match.end,
                line.number,
                match.rule,
                match.category,
                self.overruled[match],
            )
            for match in self.evidence.matches[i]
            if match in self.overruled and not self._out_of_place(match)
        )
        return Verdict(line, spans=spans, overruled=overruled)

    def _spans(self, i: int, tidied: bool) -> tuple[Cut, ...]:
        """The cuts inside a line that stays; where two meet they are one, named by the first."""
        line = self.lines[i]
        cuts: list[Cut] = []
        for match in self.standing[i]:
            if match.whole_line or not self._span_stands(match):
                continue
            start, end = match.start, match.end
            if tidied:
                start, end = widen(line.text, start, end)
            cut = _cut(line, Drop(match, ()), line.start + start, line.start + end)
            if cuts and cut.start <= cuts[-1].end:
                cuts[-1] = _joined(cuts[-1], cut)
            else:
                cuts.append(cut)
        return tuple(cuts)

    def _span_stands(self, match: Match) -> bool:
        """Whether a span goes: if it is sure, or at an edge of its line and beside another rule."""
        if match.strength == "sure":
            return True
        others = {m.rule for m in self.standing[match.line]} - {match.rule}
        at_edge = match.start == 0 or match.end == len(self.lines[match.line].text)
        if self.needed is not None and match.support + bool(others) + at_edge >= self.needed:
            return True
        self.overruled[match] = ("likely, and without company enough",)
        return False


def _cut(line: Line, drop: Drop, start: int, end: int) -> Cut:
    match = drop.match
    return Cut(start, end, line.number, match.rule, match.category, match.strength, drop.because)


def _left(line: Line, cut: Cut) -> str:
    """What a cut leaves of a line, outer white space aside."""
    return (line.text[: cut.start - line.start] + line.text[cut.end - line.start :]).strip()


def _joined(first: Cut, second: Cut) -> Cut:
    because = first.because
    if second.rule != first.rule:
        because = (*because, f"also {second.rule}")
    return replace(first, end=max(first.end, second.end), because=because)


def _whole(cut: Cut, line: Line) -> Cut:
    """A cut of all that a line holds is a drop of the line."""
    return replace(cut, start=line.start, end=line.stop)

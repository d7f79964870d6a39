"""What the model of shape and surroundings drops, over the whole document."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from cleaner.decide.path import likeliest
from cleaner.decide.weighing import Drop, Weighing
from cleaner.evidence import STRUCTURE_RULES
from cleaner.evidence.code import code_lines
from cleaner.evidence.credits import is_name
from cleaner.evidence.gather import Evidence
from cleaner.evidence.measures import MEASURES, Measured, measure
from cleaner.evidence.model import Answer
from cleaner.evidence.shape import is_byline, is_date, is_signature
from cleaner.evidence.structure import LEARNED
from cleaner.model import Line, Match, Policy

ASKED: dict[str, dict[str, float]] = {
    "balanced": {"article": 0.4, "page": 0.7},
    "thorough": {"article": 0.3, "page": 0.5},
}
"""How likely debris a line must be to go, by policy and kind; docs/quality.md has the figures."""

ALONE = math.log(0.95 / 0.05) - math.log(0.85 / 0.15)
"""What more is asked (log-odds) of a page in which no rule has dropped a line: what leads from 0.85
to 0.95."""

INSIDE = ("caption", "credit", "ad_marker", "related_link", "share", "promo_app",
          "promo_newsletter", "promo_subscribe")  # fmt: skip
"""Debris that also stands between the paragraphs of an article, so that a line of it does not say
that the article is over: on labelled text, of the lines that the model wanted below such a line
alone a quarter to two thirds were the article's; below a box, one in a hundred."""

FURNITURE = ("other", "cookie_consent")
"""What embeds, players and consent walls say stands inside as well, unless its rule holds before or
after an article. So does a list of other stories: its head is a box if its rule has a zone."""

CHANGE = 0.5
"""What it costs (log-odds) to change from keep to drop or back: debris comes in runs."""

FEWEST_LINES = 12
"""A text of fewer lines has too little around a line to judge it by."""

MOST_LEARNED = 0.25
"""The share of the words of an article that may go by the model alone: of labelled texts from which
it wanted more, half of what it wanted was the article's own (tables, lists of references)."""

HEADLINE_WORDS, TAKEN_UP = 4, 0.25
"""A headline has so many words, and the paragraphs take up more than this share of them."""

_LISTED = re.compile(
    r"^\s*(?:[-*•‣▪◦·–+]|\d{1,3}[.)])\s|\S(?:\t|\s{3,})\S|^\s*(?:https?://|www\.)\S+\s*$"
)
"""An item of a list, a row of a table (cells stand apart), or an address alone."""

_TERMS = 3
"""The largest terms of a score, so many, are told as its reasons."""


def learned_drops(
    lines: Sequence[Line],
    evidence: Evidence,
    weighing: Weighing,
    sure: Mapping[int, Drop],
    likely: Mapping[int, Drop],
    policy: Policy,
) -> dict[int, Drop]:
    """The lines that go by the model alone. The rules' drops stand; code and what a rule protects
    stays, and so does what may be the headline."""
    if policy not in ASKED or evidence.model is None or len(weighing.filled) < FEWEST_LINES:
        return {}
    course = _Course(lines, evidence, weighing, sure, likely, ASKED[policy][evidence.kind])
    learned = [n for n in course.dropped() if weighing.filled[n] not in likely]
    if not learned:
        return {}
    words = [evidence.shapes[i].words for i in weighing.filled]
    if evidence.kind == "article" and sum(words[n] for n in learned) > MOST_LEARNED * sum(words):
        return {}
    return {weighing.filled[n]: course.drop(n) for n in learned}


class _Course:
    """What may go of a document, with a score for each line that is asked for.

    Lines are numbers of filled lines here.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        evidence: Evidence,
        weighing: Weighing,
        sure: Mapping[int, Drop],
        likely: Mapping[int, Drop],
        asked: float,
    ) -> None:
        assert evidence.model is not None
        self.lines, self.evidence, self.model = lines, evidence, evidence.model
        self.filled, self.likely = weighing.filled, likely
        self.standing, self.sure = weighing.standing, sure
        self.boxes = sorted(weighing.place[i] for i, drop in likely.items() if _is_box(drop))
        self.needed = math.log(asked / (1 - asked))
        self._scores: dict[int, float] = {}
        self._answers: dict[int, Answer] = {}

    def dropped(self) -> list[int]:
        """The lines that go.

        Of an article, only lines that a box parts from the paragraphs that stay; of a page, short
        lines, and paragraphs that a box parts. A paragraph goes for its own sake, not for its
        neighbours'. Items of lists (steps, references) and rows of tables stay between paragraphs.
        Where no paragraph would stay, there is nothing to tell what is around what.
        """
        n, article = len(self.filled), self.evidence.kind == "article"
        parts = self._ends() if article else [range(n)]
        if not parts:
            return []
        goes, more = dict.fromkeys(range(n), False), 0.0 if self.likely else ALONE
        for part in parts:
            scores = [score - more for score in self.scores(part)]
            for k, dropped, score in zip(part, likeliest(scores, CHANGE), scores, strict=True):
                goes[k] = dropped and (score >= 0 or not self.prose[k])
        stay = [k for k in range(n) if self.prose[k] and not goes[k]]
        if not stay:
            return []
        first = self._up_to_box(stay[0], range(stay[0] - 1, -1, -1), goes)
        last = self._up_to_box(stay[-1], range(stay[-1] + 1, n), goes)
        return [k for k in range(n) if goes[k] and self._may_go(k, first, last)]

    @cached_property
    def measured(self) -> Measured:
        """The lines, to be measured: of most articles none is asked for."""
        shapes = self.evidence.shapes
        return Measured(self.lines, shapes, self.standing, self.sure, self.likely)

    @cached_property
    def prose(self) -> list[bool]:
        """Which lines are paragraphs."""
        return [self.evidence.shapes[i].prose for i in self.filled]

    def _ends(self) -> list[range]:
        """The lines of an article that may go: from each end up to the innermost box that stands
        outside all paragraphs that stay whatever their neighbours do."""
        n, boxes = len(self.filled), self.boxes
        if not boxes:
            return []
        first = self._first_firm(range(boxes[-1]), boxes[-1] + 1)
        last = self._first_firm(range(n - 1, boxes[0], -1), boxes[0] - 1)
        if last < first:
            return [range(n)]
        head = max((k + 1 for k in boxes if k < first), default=0)
        tail = min((k for k in boxes if k > last), default=n)
        return [range(head), range(tail, n)]

    def _up_to_box(self, edge: int, numbers: Sequence[int], goes: dict[int, bool]) -> int:
        """The outermost paragraph that stays: up to a box, all do, and in an article all lines."""
        boxes = set(self.boxes)
        for k in numbers:
            if k in boxes:
                break
            if self.prose[k] and self.filled[k] not in self.likely:
                edge = k
            if self.prose[k] or self.evidence.kind == "article":
                goes[k] = False
        return edge

    def scores(self, numbers: Sequence[int]) -> list[float]:
        """The log-odds that each line is debris, less those that the policy asks for."""
        unknown = [n for n in numbers if n not in self._scores]
        if unknown:
            self._score(unknown)
        return [self._scores[n] for n in numbers]

    def _score(self, numbers: Sequence[int]) -> None:
        code = code_lines([self.lines[self.filled[n]].text for n in numbers])
        stay = {self.headline, *(numbers[k] for k in code)}
        weighed = []
        for n in numbers:
            if self.filled[n] in self.likely:
                self._scores[n] = math.inf
            elif n in stay or self._protected(n):
                self._scores[n] = -math.inf
            else:
                weighed.append(n)
        if weighed:
            rows = self.measured.rows(weighed)
            for n, answer in zip(weighed, self.model.answers(rows), strict=True):
                self._answers[n] = answer
                self._scores[n] = answer.score - self.needed

    def drop(self, n: int) -> Drop:
        """Why a line goes: the largest terms of its score."""
        largest = self._answers[n].largest(_TERMS)
        because = tuple([f"{term:+.1f} {MEASURES[name]}" for name, term in largest])
        i = self.filled[n]
        return Drop(Match.of_line(LEARNED, "other", i, self.lines[i].text), because)

    def _first_firm(self, numbers: Sequence[int], none: int) -> int:
        """The first line, in this order, that is a paragraph and stays for its own score, whatever
        its neighbours do, or `none`."""
        for n in numbers:
            if self.prose[n] and self.scores([n])[0] < 0:
                return n
        return none

    def _protected(self, n: int) -> bool:
        i, evidence = self.filled[n], self.evidence
        text, words = self.lines[i].text, evidence.shapes[i].words
        return (
            i in evidence.credits
            # what tells who wrote it, and when; a page has menus "by size" and other dates
            or (evidence.kind == "article" and (is_byline(text, words) or is_signature(text)))
            or (evidence.zone(i) == "head" and is_date(text))
            or self._signs(n)
            or any(map(_shields, evidence.matches[i]))
            # without function words a teaser and a paragraph look the same
            or (self.prose[n] and not self.measured.listed)
        )

    def _signs(self, n: int) -> bool:
        """Whether a line says who wrote it, in whatever language, with no word for that: a name
        under the headline, over a date."""
        if n - 1 != self.headline or not is_name(self.lines[self.filled[n]].text):
            return False
        below = self.filled[n + 1 : n + 2]
        return any(m.category == "date_meta" for i in below for m in self.evidence.matches[i])

    def _may_go(self, n: int, first: int, last: int) -> bool:
        """Not between the paragraphs of an article, nor a paragraph or an item inside a page."""
        if not first < n < last:
            return True
        if self.evidence.kind == "article" or self.prose[n]:
            return False
        return _LISTED.search(self.lines[self.filled[n]].text) is None

    @cached_property
    def headline(self) -> int | None:
        """The line before the first paragraph that the paragraphs take up most; in an article
        without such a line, its first, or if a rule drops that, the next as long as a headline:
        where words are bent, the paragraphs may share none with it."""
        best, most = None, TAKEN_UP
        first = 0 if self.filled[0] not in self.likely else None
        for n, i in enumerate(self.filled):
            if i >= self.evidence.head_end:
                break
            if self.evidence.shapes[i].words >= HEADLINE_WORDS and i not in self.likely:
                first = n if first is None else first
                topic = self.measured.topic(n)
                if topic > most:
                    best, most = n, topic
        return best if best is not None or self.evidence.kind != "article" else first


def _is_box(drop: Drop) -> bool:
    """Whether a sure rule drops a line that stands before or after an article."""
    match = drop.match
    if match.strength != "sure":
        return False
    if match.zone == "any":
        return match.category not in INSIDE and match.category not in FURNITURE
    return match.scope != "line" or match.category not in INSIDE


def _shields(match: Match) -> bool:
    """Whether an exception holds against the model; not if it names other rules in code alone."""
    return any(name == LEARNED or name not in STRUCTURE_RULES for name in match.protects)


def measured(
    lines: Sequence[Line], evidence: Evidence
) -> tuple[list[int], list[tuple[float, ...]]]:
    """The filled lines and their measures under the default policy: what is learned from."""
    weighing = Weighing(lines, evidence, 2)
    sure = weighing.sure_drops()
    likely = weighing.likely_drops(sure)
    return measure(lines, evidence.shapes, weighing.standing, sure, likely)

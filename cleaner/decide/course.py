"""What the model of shape and surroundings drops, over the whole document."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from cleaner.decide.path import likeliest
from cleaner.decide.weighing import Drop, Weighing
from cleaner.evidence.gather import Evidence
from cleaner.evidence.measures import MEASURES, Measured, measure
from cleaner.evidence.model import Answer
from cleaner.evidence.shape import is_code
from cleaner.evidence.structure import LEARNED
from cleaner.model import Line, Match, Policy

ASKED: dict[str, dict[str, float]] = {
    "balanced": {"article": 0.85, "page": 0.6},
    "thorough": {"article": 0.7, "page": 0.45},
}
"""How likely debris a line must be to go, by policy and kind; docs/quality.md has the figures."""

CHANGE = 0.5
"""What it costs (log-odds) to change from keep to drop or back: debris comes in runs."""

FEWEST_LINES = 12
"""A text of fewer lines has too little around a line to judge it by."""

MOST_LEARNED = 0.25
"""The share of the words of an article that may go by the model alone: of labelled texts from which
it wanted more, half of what it wanted was the article's own (tables, lists of references)."""

HEADLINE_WORDS, TAKEN_UP = 4, 0.25
"""A headline has so many words, and the paragraphs take up more than this share of them."""

_LISTED = re.compile(r"^\s*(?:[-*•‣▪◦·–+]|\d{1,3}[.)])\s|\S(?:\t|\s{3,})\S")
"""An item of a list, or a row of a table: cells stand apart."""

_TERMS = 3


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
        self.measured = Measured(lines, evidence.shapes, weighing.standing, sure, likely)
        self.prose = [evidence.shapes[i].prose for i in self.filled]
        self.needed = math.log(asked / (1 - asked))
        self.headline = self._headline()
        self._scores: dict[int, float] = {}
        self._answers: dict[int, Answer] = {}

    def dropped(self) -> list[int]:
        """The lines that go.

        A paragraph goes for its own sake only, not for its neighbours'. Nothing goes between the
        first and the last paragraph of an article that stay; inside a page, short lines may, but
        no items of lists and no rows of tables. Where no paragraph would stay, there is nothing
        to tell what is around what.
        """
        n = len(self.filled)
        parts = [range(n)]
        if self.evidence.kind == "article":
            # between two firm paragraphs nothing goes, so nothing has to be weighed there
            first = next((k for k in range(n) if self._firm(k)), None)
            if first is not None:
                last = next((k for k in range(n - 1, first, -1) if self._firm(k)), first)
                parts = [range(first + 1), range(last, n)]
        goes = dict.fromkeys(range(n), False)
        for part in parts:
            scores = list(map(self.score, part))
            for k, dropped, score in zip(part, likeliest(scores, CHANGE), scores, strict=True):
                goes[k] = dropped and (score >= 0 or not self.prose[k])
        stay = [k for k in range(n) if self.prose[k] and not goes[k]]
        if not stay:
            return []
        return [k for k in range(n) if goes[k] and self._may_go(k, stay[0], stay[-1])]

    def score(self, n: int) -> float:
        """The log-odds that a line is debris, less those that the policy asks for."""
        if n not in self._scores:
            i = self.filled[n]
            if i in self.likely:
                self._scores[n] = math.inf
            elif n == self.headline or _stays(i, self.lines, self.evidence):
                self._scores[n] = -math.inf
            else:
                self._answers[n] = self.model.answer(self.measured.row(n))
                self._scores[n] = self._answers[n].score - self.needed
        return self._scores[n]

    def drop(self, n: int) -> Drop:
        """Why a line goes: the largest terms of its score."""
        terms = self._answers[n].terms()
        largest = sorted((-term, name) for name, term in terms.items())[:_TERMS]
        because = tuple(f"{-less:+.1f} {MEASURES[name]}" for less, name in largest)
        i = self.filled[n]
        match = Match(LEARNED, "other", "likely", "line", i, 0, len(self.lines[i].text))
        return Drop(match, because)

    def _firm(self, n: int) -> bool:
        """Whether a line is a paragraph that stays whatever its neighbours do: to keep it costs
        two changes at the most."""
        return self.prose[n] and self.score(n) < -2 * CHANGE

    def _may_go(self, n: int, first: int, last: int) -> bool:
        if not first < n < last:
            return True
        if self.evidence.kind == "article" or self.prose[n]:
            return False
        return _LISTED.search(self.lines[self.filled[n]].text) is None

    def _headline(self) -> int | None:
        """The line before the first paragraph that the paragraphs take up most; in an article
        without such a line, its first."""
        best = 0 if self.evidence.kind == "article" else None
        most = TAKEN_UP
        for n, i in enumerate(self.filled):
            if i >= self.evidence.head_end:
                break
            if self.evidence.shapes[i].words >= HEADLINE_WORDS and i not in self.likely:
                topic = self.measured.topic(n)
                if topic > most:
                    best, most = n, topic
        return best


def measured(lines: Sequence[Line], evidence: Evidence) -> tuple[list[int], list[list[float]]]:
    """The filled lines and their measures under the default policy: what is learned from."""
    weighing = Weighing(lines, evidence, 2)
    sure = weighing.sure_drops()
    likely = weighing.likely_drops(sure)
    return measure(lines, evidence.shapes, weighing.standing, sure, likely)


def _stays(i: int, lines: Sequence[Line], evidence: Evidence) -> bool:
    return any(match.protects for match in evidence.matches[i]) or is_code(lines[i].text)

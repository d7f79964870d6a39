"""Who is named where: what tells an author's biography from a paragraph about somebody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from cleaner.evidence.credits import BEGINNING, SOON, WORDS_BEFORE, is_name, words_of
from cleaner.evidence.shape import Shape
from cleaner.model import BIOGRAPHY, Line, Match
from cleaner.rulebook.rule import Rule

ABOVE = 3
"""A name stands over a biography when there are at most two lines between: a trade, a label."""

WORDS_AFTER = 3
"""Words that a line with somebody's name may hold after it: "on LinkedIn", a trade."""

AFTER, BEFORE_EACH = 3, 4
"""The last lines of a text that tell of somebody new are still about its author when so many
paragraphs follow at the most (house text, teasers), and so many stand above for each of these."""

STORY, LONG_STORY = 2, 6
"""So many paragraphs stand above a biography under its name, or so many after it that do not name
the person; a short text that begins so is a portrait."""

BOX_LINES = 3
"""A biography goes on for so many lines: there the author may be named again."""

PORTRAITS = 3
"""Of more people in a row, each with a paragraph under the name, the article tells itself; and of
two, if fewer than `BEFORE_EACH` paragraphs for each of them stand above."""

UNDER = 2
"""The points that a likely line gets for standing directly under a biography."""

_QUOTED = re.compile(r"\s*[\"“”„«»「『‘]")


class Names:
    """The names of one document: told of in its paragraphs, or on lines of their own."""

    def __init__(
        self,
        lines: Sequence[Line],
        filled: Sequence[int],
        shapes: Sequence[Shape],
        matches: Sequence[tuple[Match, ...]],
        rules: Mapping[str, Rule],
    ) -> None:
        self._lines, self._filled, self._shapes = lines, filled, shapes
        self._matches, self._rules = matches, rules

    def asked(self, match: Match) -> bool:
        """Whether the rule of a match asks who is named."""
        return match.name is not None or self._signed(match)

    def introduces(self, match: Match) -> bool:
        """Whether the name of a match is new to the text, and stands where its rule wants it.

        No paragraph above may have told of that person. Nor may the line stand under a head of
        the text ("Why trust us"), which no rule names and which is not the person's name. A rule
        that says `signed` asks for that name over the line; where its match names nobody, for a
        label of an author's box.
        """
        if match.name is None:
            return self._labelled(match)
        told = self._first_told(_surname(match))
        if told is not None and told < match.line and told != self._begun(match):
            return False
        if self._over(match):
            return not self._portraits(match)
        return not (
            self._signed(match)
            or self._headed(match)
            or self._crowd(self._told_between[self._place[match.line]])
        )

    def after_article(self, match: Match, plain: Sequence[int]) -> bool:
        """Whether a match that its rule wants after the article is as good as there.

        `plain`: the article's paragraphs. The name stands over it, or few of them follow and none
        is somebody's speech; and what follows the box says nothing of the person. A text without
        any other paragraph has nothing to stand after.
        """
        if not plain:
            return False
        if match.name is not None:
            at = self._place[match.line]
            box_end = self._filled[min(at + BOX_LINES, len(self._filled) - 1)]
            if self._last_told(_surname(match)) > box_end:
                return False
        below = bisect_right(plain, match.line)
        after = len(plain) - below
        if (
            match.name is not None
            and (below >= STORY or after >= LONG_STORY)
            and (self._signed(match) or len(match.name.split()) > 1)
            and self._over(match)
        ):
            return True
        if after > AFTER or after * BEFORE_EACH > below:
            return False
        return not any(
            _QUOTED.match(self._lines[i].text)
            or (match.name is not None and _surname(match) in self._lines[i].text)
            for i in plain[below:]
        )

    def _signed(self, match: Match) -> bool:
        rule = self._rules.get(match.rule)
        return rule is not None and rule.signed

    def _headed(self, match: Match) -> bool:
        above = self._above(match.line)
        return (
            above is not None
            and self._shapes[above].title_like
            and not self._matches[above]
            and _surname(match) not in self._lines[above].text
        )

    def _over(self, match: Match) -> bool:
        """Whether the name stands over the line, alone or nearly so, or began the box there."""
        if self._begun(match) is not None:
            return True
        wanted = words_of(match.name or "")
        for i in self._titles_over(match.line):
            words = words_of(self._lines[i].text)
            for n in range(WORDS_BEFORE + 1):
                rest = words[n : n + len(wanted) + WORDS_AFTER + 1]
                if rest[: len(wanted)] == wanted and len(rest) <= len(wanted) + WORDS_AFTER:
                    return True
        return False

    def _labelled(self, match: Match) -> bool:
        """Whether a label of an author's box stands over the line, or the name that it gives."""
        begin = words_of(self._lines[match.line].text[:BEGINNING])[:SOON]
        return any(
            any(m.category == BIOGRAPHY and m.whole_line for m in self._matches[i])
            or (
                is_name(self._lines[i].text)
                and any(word in begin for word in words_of(self._lines[i].text)[: WORDS_BEFORE + 1])
            )
            for i in self._titles_over(match.line)
        )

    def _begun(self, match: Match) -> int | None:
        """The paragraph directly above, if it is the first part of the same biography."""
        above = self._above(match.line)
        if above is None or not self._shapes[above].prose:
            return None
        first = _first(match.name or "")
        return above if any(_first(m.name or "") == first for m in self._matches[above]) else None

    def _portraits(self, match: Match) -> bool:
        """Whether the text has paragraphs under a name as an article of portraits has them: more
        than one box would hold, or with other paragraphs between.

        A line that can only be about a person is compared with such lines alone: an article on
        six tools has a head over each, and its author's box after them.
        """
        own, betweens = self._own_of_persons if self._signed(match) else self._own_of_all
        here = self._told_between[self._place[match.line]]
        return (
            len(own) - (match.line in own) >= PORTRAITS
            or any(between != here for between in betweens)
            or self._crowd(here)
        )

    def _crowd(self, here: int) -> bool:
        """Whether more people are told of in a row than the text above would have authors: below a
        short introduction they are what the text is about. `here`: the paragraphs above."""
        people = self._people_in_a_row[here]
        return people > 1 and here < BEFORE_EACH * people

    def _above(self, line: int) -> int | None:
        at = self._place[line]
        return self._filled[at - 1] if at else None

    def _titles_over(self, line: int) -> Iterator[int]:
        """The nearest lines above that are no paragraphs, upwards."""
        at = self._place[line]
        for i in reversed(self._filled[max(0, at - ABOVE) : at]):
            if not self._shapes[i].title_like:
                return
            yield i

    @cached_property
    def _place(self) -> dict[int, int]:
        return {i: n for n, i in enumerate(self._filled)}

    @cached_property
    def _under_own_name(self) -> list[int]:
        """The paragraphs that begin with the words of a line over them."""
        found = []
        for i in self._filled:
            if self._shapes[i].prose:
                heads = [_head_words(self._lines[j].text) for j in self._titles_over(i)]
                begin = words_of(self._lines[i].text[:BEGINNING])[:2] if heads else []
                if any(head and begin[: len(head)] == head for head in heads):
                    found.append(i)
        return found

    @cached_property
    def _own_of_all(self) -> tuple[frozenset[int], tuple[int, ...]]:
        return self._own(self._under_own_name)

    @cached_property
    def _own_of_persons(self) -> tuple[frozenset[int], tuple[int, ...]]:
        """The same of lines that can only be about a person."""
        return self._own(i for i in self._under_own_name if any(m.name for m in self._matches[i]))

    def _own(self, lines: Iterable[int]) -> tuple[frozenset[int], tuple[int, ...]]:
        """The lines, and two of the numbers of paragraphs above them: if there are two, one at
        least is not that of any line asked for."""
        own = frozenset(lines)
        return own, tuple({self._told_between[self._place[i]] for i in own})[:2]

    @cached_property
    def _people_in_a_row(self) -> Counter[int]:
        """How many people are told of below so many paragraphs; "Ada Brandt" and "Ada" are one."""
        firsts: defaultdict[int, set[str]] = defaultdict(set)
        lasts: defaultdict[int, set[str]] = defaultdict(set)
        for n, i in enumerate(self._filled):
            if self._shapes[i].prose:
                for m in self._matches[i]:
                    if m.category == BIOGRAPHY and m.name is not None:
                        firsts[self._told_between[n]].add(_first(m.name))
                        lasts[self._told_between[n]].add(m.name.split()[-1])
        return Counter({at: min(len(firsts[at]), len(lasts[at])) for at in firsts})

    @cached_property
    def _told_between(self) -> list[int]:
        """For each filled line, how many paragraphs above introduce nobody."""
        tells = [
            self._shapes[i].prose and not any(m.name for m in self._matches[i])
            for i in self._filled
        ]
        return list(accumulate(tells, initial=0))

    @cached_property
    def _paragraphs(self) -> tuple[list[int], str, list[int]]:
        """The paragraphs, their text joined, and where in it each begins."""
        prose = [i for i in self._filled if self._shapes[i].prose]
        joined = "\n".join(self._lines[i].text for i in prose)
        starts = accumulate((len(self._lines[i].text) + 1 for i in prose), initial=0)
        return prose, joined, list(starts)

    def _first_told(self, surname: str) -> int | None:
        """The first paragraph with the name in it."""
        prose, joined, starts = self._paragraphs
        at = joined.find(surname)
        return None if at < 0 else prose[bisect_right(starts, at) - 1]

    def _last_told(self, surname: str) -> int:
        """The last paragraph with the name in it, or -1."""
        prose, joined, starts = self._paragraphs
        at = joined.rfind(surname)
        return -1 if at < 0 else prose[bisect_right(starts, at) - 1]


def going_on(
    filled: Sequence[int], matches: Sequence[tuple[Match, ...]], lives: Container[int]
) -> dict[Match, Match]:
    """What goes on with a biography directly above, as it stands when that goes: in whatever
    zone, and with the support that its place gives it. `lives`: the lines with biographies."""
    changed: dict[Match, Match] = {}
    open_box = False
    for i in filled:
        again = [m for m in matches[i] if m.category == BIOGRAPHY and m.name is None]
        if i in lives:
            open_box = True
        elif open_box and again:
            for match in again:
                support = match.support + (UNDER if match.strength == "likely" else 0)
                because = (*match.because, "goes on with a biography")
                changed[match] = replace(match, zone="any", support=support, because=because)
        else:
            open_box = False
    return changed


def _surname(match: Match) -> str:
    return (match.name or "").split()[-1]


def _first(name: str) -> str:
    return name.split()[0] if name else ""


def _head_words(text: str) -> list[str]:
    """The first words of a head, less its number."""
    words = words_of(text)[:3]
    return words[1:] if words and words[0].isdecimal() else words[:2]

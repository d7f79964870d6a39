"""What takes no more time than the text is long decides as the plain way, which asks all of all."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.decide.weighing import Drop, Weighing
from cleaner.evidence.structure import _CLEAR, _with_consensus
from cleaner.rulebook.rule import Rule, Rulebook
from cleaner.text.segment import segment

PARAGRAPH = "The river rose by two metres and the lower road was closed."
WORDS = ("ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "oak", "pine", "rowan")


def _rule(word: str, **values: Any) -> Rule:
    known = {"category": "caption", "about": "Made for a test.", "phrases": (word,)}
    values = {**known, **values}
    return Rule(id=f"en.t.{word}", keywords=values["phrases"], **values)


BOOK = Rulebook(
    [
        _rule("ash"),
        _rule("birch", strength="likely"),
        _rule("cedar", strength="likely", category="share"),
        _rule("elm", scope="list"),
        _rule("fir", scope="list", strength="likely"),
        _rule("hazel", scope="to_end", category="share"),
        _rule("larch", scope="to_end", strength="likely"),
        _rule("oak", scope="to_start", strength="likely", category="share"),
        _rule("pine", scope="block"),
        _rule("rowan", category="other", protects=("caption",)),
    ]
)
LINES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.sampled_from(["A short head", "Another one", "and one more, of so many words.", "", ""]),
    st.just(PARAGRAPH),
)


class Plain(Weighing):
    """Asks every likely line again in every round, and takes every scope in full."""

    def _unswept(self, rule: str, places: range) -> range:
        return places

    def likely_drops(self, sure: dict[int, Drop]) -> dict[int, Drop]:
        assert self.needed is not None
        drops = dict(sure)
        waiting = [match for found in self.standing for match in found if self._is_likely(match)]
        taken: set[int] = set()
        grown = True
        while grown:
            grown = False
            for number, match in enumerate(waiting):
                points = self._support(match, drops)
                enough = sum(weight for weight, _ in points) >= self.needed
                asked = match.line not in drops or match.scope in ("to_end", "to_start")
                if asked and enough and number not in taken:
                    self._add(drops, match, tuple(reason for _, reason in points))
                    taken.add(number)
                    grown = True
        return drops


@given(st.lists(LINES, min_size=1, max_size=20), st.sampled_from([1, 2, 3]))
@example([PARAGRAPH, "elm", "", "A head", "", "elm", "The last", "", PARAGRAPH, PARAGRAPH], 2)
@example([PARAGRAPH, "larch", "A head", "larch", "ash"], 3)
@example([PARAGRAPH, "larch", "larch", "A head", "larch", "ash", "Another"], 3)
@settings(max_examples=2_000)
def test_the_drops_of_the_rules_are_those_of_the_plain_way(rows: list[str], needed: int) -> None:
    text = "\n".join(rows)
    lines = segment(text)
    evidence = Cleaner.of(BOOK).gather(text, lines)
    quick, plain = Weighing(lines, evidence, needed), Plain(lines, evidence, needed)
    sure = quick.sure_drops()
    assert sure == plain.sure_drops()
    assert quick.likely_drops(sure) == plain.likely_drops(sure)


@given(st.dictionaries(st.integers(0, 99), st.integers(-4, 4), max_size=7))
def test_the_headlines_that_agree_are_told_as_by_asking_each_for_the_others(
    sums: dict[int, int],
) -> None:
    agreed = _with_consensus({i: [(total, "")] for i, total in sums.items()})
    for i, total in sums.items():
        others = [other for j, other in sums.items() if j != i]
        wanted = []
        if total < _CLEAR and len(others) >= 2 and min(others) >= _CLEAR:
            wanted = [3]
        elif sum(o < 0 for o in others) > sum(o >= _CLEAR for o in others):
            wanted = [-2]
        assert [weight for weight, _ in agreed[i][1:]] == wanted

"""Threads of comments: what makes one, where it begins, how much of a text it may take."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import Cleaner
from cleaner.decide import decide
from cleaner.evidence import Evidence, gather
from cleaner.evidence.thread import CERTAIN, COMMENTS, _points, _Trace
from cleaner.model import Document, Line
from cleaner.rulebook.rule import Rule, Rulebook
from cleaner.text.segment import segment

PARAGRAPH = "The river rose by two metres and the lower road was closed."
ARTICLE = [PARAGRAPH] * 3
LABEL = "one more label of many" * 3


def _rule(word: str, thread: str, **values: Any) -> Rule:
    known: dict[str, Any] = {"category": "comment_form", "about": "Made for a test."}
    known |= {"strength": "likely", "phrases": (word,), "thread": thread} | values
    return Rule(id=f"en.t.{word}", **{"keywords": known["phrases"], **known})


BOOK = Rulebook(
    [
        _rule("head", "head"),
        _rule("count", "head", strength="sure"),
        _rule("named", "head", phrases=(), keywords=("on",), patterns=("2 thoughts on .+",)),
        _rule("stamp", "stamp"),
        _rule("mark", "mark"),
        _rule("other", "mark"),
        _rule("time", "time", phrases=("at ten", "at nine")),
        _rule("label", "", category="caption", max_words=99, phrases=(LABEL,)),
    ]
)


def _known(rows: list[str], title: str | None = None) -> tuple[list[Line], Evidence]:
    text = "\n".join(rows)
    lines = segment(text)
    document, of = Document(text=text, title=title), Cleaner.of(BOOK)
    return lines, gather(document, lines, of._finder, of.selection, lambda: None)


def _start(rows: list[str], title: str | None = None) -> int | None:
    thread = _known(rows, title)[1].thread
    return None if thread is None else thread.line


@pytest.mark.parametrize(
    ("below", "begins"),
    [
        (["head", PARAGRAPH, "stamp", PARAGRAPH], True),  # 3 + 2
        (["head", PARAGRAPH, "mark", PARAGRAPH], False),  # 3 + 1
        (["head", PARAGRAPH, "mark", "mark"], True),
        (["head", "head", "head", PARAGRAPH], False),  # heads count once
        (["stamp", PARAGRAPH, "stamp", PARAGRAPH], False),
        (["stamp", PARAGRAPH, "stamp", PARAGRAPH, "stamp"], True),
        (["stamp", PARAGRAPH, "stamp", PARAGRAPH, "mark"], True),
        (["mark", PARAGRAPH] * 9, False),  # three of a kind count
        (["mark", "other", PARAGRAPH, "mark", "other"], False),
        (["mark", "other", PARAGRAPH, "mark", "other", "mark"], True),
    ],
)
def test_what_makes_a_thread(below: list[str], begins: bool) -> None:
    assert _start([*ARTICLE, *below]) == (3 if begins else None)


@pytest.mark.parametrize(
    ("below", "points"),
    [
        (["Una", "at ten", PARAGRAPH, "Otto", "at nine", PARAGRAPH, "Nils", "at ten"], 7),
        (["Una", "at ten", PARAGRAPH, "Otto", "at nine", PARAGRAPH, "Una", "at ten"], 6),
        (["Una", "at ten", PARAGRAPH, "Otto", "at nine"], 5),
        (["Una", "at ten", PARAGRAPH] * 9, None),  # a page of posts by one author
        (["at ten", PARAGRAPH] * 9, None),
        (["Una of the low road", "at ten", PARAGRAPH, "Otto.", "at nine", PARAGRAPH] * 3, None),
        (["Una of low road", "at ten", "Otto", "at nine", "Nils", "at ten"], 7),
    ],
    ids=["names", "again", "two", "one-author", "no-names", "no-name", "four-words"],
)
def test_times_under_names_are_stamps(below: list[str], points: int | None) -> None:
    thread = _known([*ARTICLE, *below, "mark"])[1].thread
    assert (thread and thread.support) == points


def test_times_alone_are_no_thread() -> None:
    programme = ["Concert", "at ten", "Supper", "at nine", "Regatta", "at ten"]
    assert _start([*ARTICLE, *programme]) is None
    assert _start([*ARTICLE, *programme, "mark"]) == 3
    # what stands far from them is no company
    assert _start([*ARTICLE, *programme, *[PARAGRAPH] * 13, "mark"]) is None


def test_a_thread_begins_under_an_article() -> None:
    thread = ["head", PARAGRAPH, "stamp", PARAGRAPH, "stamp"]
    assert _start([*ARTICLE[1:], *thread]) is None
    assert _start([*ARTICLE, *thread]) == 3
    # the count of comments over the article is none of its thread
    assert _start(["head", *ARTICLE, *thread[1:], "stamp"]) == 5


def test_what_stands_far_apart_is_no_thread() -> None:
    assert _start([*ARTICLE, "head", *[PARAGRAPH] * 12, "stamp"]) == 3
    assert _start([*ARTICLE, "head", *[PARAGRAPH] * 13, "stamp"]) is None
    # from trace to trace, not from the first
    far = [PARAGRAPH] * 12
    assert _start([*ARTICLE, "head", *far, "mark", *far, "mark"]) == 3
    # only the part that is dense begins one
    assert _start([*ARTICLE, "mark", *[PARAGRAPH] * 13, "head", "stamp"]) == 17


def test_a_sure_head_near_the_end_is_enough() -> None:
    assert _start([*ARTICLE * 2, "count", *[PARAGRAPH] * 2]) == 6
    assert _start([*ARTICLE * 2, "count", *[PARAGRAPH] * 3]) is None
    assert _start([*ARTICLE * 2, "head", *[PARAGRAPH] * 2]) is None
    assert _start([*(ARTICLE * 2)[1:], "count", PARAGRAPH]) is None


@pytest.mark.parametrize(
    ("title", "head", "certain"),
    [
        ("How I mend a kettle", "2 thoughts on How I mend a kettle", True),
        ("How I mend a kettle", "2 thoughts on “How I mend a kettle”", True),
        ("How I mend a kettle", "2 thoughts on kettles and how I mend them", False),
        ("A kettle", "2 thoughts on A kettle", False),  # too short a title
        (None, "2 thoughts on The long way home", True),  # the first line may be the headline
        (None, "2 thoughts on the long walls", False),
    ],
)
def test_a_head_that_names_the_headline_is_enough(
    title: str | None, head: str, certain: bool
) -> None:
    thread = _known(["The long way home", *ARTICLE, head, PARAGRAPH], title)[1].thread
    assert (thread is not None) == certain
    assert thread is None or (thread.line, thread.support) == (4, CERTAIN)


def test_the_headline_twice_names_itself_only() -> None:
    title = "2 thoughts on The long way home"
    assert _start([title, *ARTICLE, title, PARAGRAPH], title) is None


def test_a_head_that_an_exception_protects_opens_nothing() -> None:
    about = {"about": "Made for a test.", "category": "other", "protects": ("comment_form",)}
    keeps = Rule(id="en.t.keeps", phrases=("head",), keywords=("head",), **about)
    lines = segment("\n".join([*ARTICLE, "head", *["stamp", PARAGRAPH] * 3, *[LABEL] * 9]))
    decision = decide(lines, Cleaner.of(Rulebook([*BOOK.rules, keeps])).gather("", lines))
    assert decision.flags == ("guard",)


def test_readers_may_write_more_than_the_author_where_there_is_no_doubt() -> None:
    many = ["stamp", PARAGRAPH, PARAGRAPH] * 3
    doubtful, certain = [*ARTICLE, *many], [*ARTICLE, "head", *many]
    for rows, goes in ((doubtful, False), (certain, True)):
        lines, evidence = _known(rows)
        assert evidence.thread is not None
        assert (evidence.thread.support >= CERTAIN) == goes
        decision = decide(lines, evidence)
        assert ("guard" in decision.flags) != goes
        kept = [verdict.line.text for verdict in decision.verdicts if verdict.drop is None]
        assert (kept == ARTICLE) == goes


def test_the_comments_do_not_make_what_goes_above_them_small() -> None:
    labels, thread = [LABEL] * 5, ["head", *["stamp", PARAGRAPH, PARAGRAPH] * 9]
    assert "guard" in decide(*_known([*labels, *ARTICLE, *thread])).flags
    assert "guard" not in decide(*_known([*labels[:2], *ARTICLE, *thread])).flags


def test_what_is_likely_at_most_stays_with_the_careful_policy() -> None:
    lines, evidence = _known([*ARTICLE, "head", *["stamp", PARAGRAPH] * 3])
    careful = decide(lines, evidence, "careful")
    assert all(verdict.drop is None for verdict in careful.verdicts)


def test_a_thread_can_be_left_out() -> None:
    text = "\n".join([*ARTICLE, "Cindy says", PARAGRAPH, "Otto says", PARAGRAPH, "Ida says"])
    rules = {edit.rule for edit in cleaner.clean(text).edits}
    assert COMMENTS in rules
    assert COMMENTS not in {e.rule for e in Cleaner(ignore=[COMMENTS]).clean(text).edits}


def test_without_the_rule_the_paragraphs_under_it_are_prose_again() -> None:
    text = "\n".join([*ARTICLE, "Cindy says", PARAGRAPH, "Otto says", PARAGRAPH, "Ida says"])
    lines = segment(text)
    assert Cleaner().gather(text, lines).tail_start == 3
    assert Cleaner(ignore=[COMMENTS]).gather(text, lines).tail_start == 7


ROLES = st.sampled_from(["head", "stamp", "mark", "time"])


@given(st.lists(st.tuples(ROLES, st.sampled_from("ab"), st.integers(0, 14)), max_size=12))
def test_points_from_the_last_to_the_first_are_those_of_each_run_alone(
    found: list[tuple[str, str, int]],
) -> None:
    traces, prose_before = [], [0]
    for role, rule, paragraphs in found:
        prose_before += [prose_before[-1] + n for n in range(1, paragraphs + 1)]
        traces.append(_Trace(len(prose_before) - 1, role, rule, False))
    expected = []
    for first in range(len(traces)):
        run = traces[first : first + 1]
        for trace in traces[first + 1 :]:
            if prose_before[trace.place] - prose_before[run[-1].place] > 12:
                break
            run.append(trace)
        points, counts = 0, Counter[str]()
        for trace in reversed(run):
            kind = "" if trace.role == "head" else trace.rule
            if counts[kind] < (1 if kind == "" else 3):
                points += {"head": 3, "stamp": 2, "mark": 1, "time": 1}[trace.role]
            counts[kind] += 1
        expected.append(points)
    assert _points(traces, prose_before) == expected

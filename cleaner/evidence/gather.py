"""Evidence of a document: matches by line, shapes, the zones, and the kind of text it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from cleaner.evidence.aged import aged_titles
from cleaner.evidence.author_box import author_box
from cleaner.evidence.credits import credit_lines
from cleaner.evidence.feed import feed_head
from cleaner.evidence.measures import TEMPLATE
from cleaner.evidence.metadata import metadata_matches
from cleaner.evidence.model import Model, default_model
from cleaner.evidence.names import Names, going_on
from cleaner.evidence.shape import Shape, shapes_of
from cleaner.evidence.structure import LEARNED, structure_matches
from cleaner.evidence.thread import comment_thread
from cleaner.evidence.voices import voiced_thread
from cleaner.model import Document, Kind, Line, Match, Zone
from cleaner.rulebook.find import Finder
from cleaner.rulebook.select import Selection

PAGE = 45
"""A text is a whole page when (1 + lines before its first paragraph) times (1 + template lines) is
at least this: nine in ten whole pages, and one in a hundred of the texts that extractors make."""


BOXES = frozenset(
    {"share", "comment_form", "author_bio", "related_link", "tag_list", "login_form"}
    | {"promo_newsletter", "promo_subscribe", "legal_copyright", "syndication_note"}
)
"""What the lines after an article belong to, and few lines between its paragraphs."""

FEWEST_ABOVE, BOXED_LINES, BOXED_KINDS = 3, 4, 2
"""Paragraphs above such boxes, at least; lines in them that sure rules name, of so many kinds: with
them one paragraph below is no reason to think that the article goes on."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the lines, by their index.

    `filled`: the lines that are not blank.
    `alone`: the matches whose rule asks for something beside the line that is not there. The head
    is before `head_end`, the tail from `tail_start` on: before the first and after the last line
    that is prose and that no rule names. Without any such line there is neither head nor tail.
    `feed` is the head under which nothing but links to other stories stands, `thread` where
    readers' comments begin; None without such. `model` weighs shape and surroundings; None where it
    has no say. `credits`: the lines with the names of authors, in their boxes. `below`: a
    paragraph below the boxes of the tail, which may be one of theirs or the article's last.
    """

    filled: tuple[int, ...]
    shapes: tuple[Shape, ...]
    matches: tuple[tuple[Match, ...], ...]
    alone: frozenset[Match]
    head_end: int
    tail_start: int
    feed: int | None
    kind: Kind
    model: Model | None
    thread: Match | None
    credits: frozenset[int] = frozenset()
    below: int | None = None

    def zone(self, line: int) -> Zone:
        """Where in the text a line stands."""
        if line < self.head_end:
            return "head"
        return "tail" if line >= self.tail_start else "body"


def gather(
    document: Document,
    lines: Sequence[Line],
    finder: Finder,
    selection: Selection,
    language: Callable[[], str | None],
    kind: Kind | None = None,
) -> Evidence:
    """All evidence of a document whose repaired text is cut into `lines`.

    `language` is asked only when a rule that holds for some languages alone has fired.
    """
    filled = tuple([i for i, line in enumerate(lines) if line.text.strip()])
    shapes = shapes_of(lines)
    rules = finder.rulebook.by_id
    matches = [
        match
        for match in finder.find(lines)
        if not (only := rules[match.rule].languages) or language() in only
    ]
    built_in = [*metadata_matches(document, lines, shapes)]
    named = {match.line for match in (*matches, *built_in) if match.whole_line}
    built_in += structure_matches(lines, filled, shapes, document.title, named)
    built_in += author_box(lines, filled, shapes, named)
    dated = {m.line for m in matches if m.category == "date_meta" and m.whole_line}
    built_in += aged_titles(lines, filled, shapes, dated)
    matches += [match for match in built_in if selection.allows(match.rule, match.category)]
    by_line: defaultdict[int, list[Match]] = defaultdict(list)
    for match in matches:
        by_line[match.line].append(match)
    known = (lines, filled, shapes, by_line, rules)
    thread = comment_thread(*known, document.title) or voiced_thread(*known)
    if thread and selection.allows(thread.rule, thread.category):
        by_line[thread.line].append(thread)
    else:
        thread = None
    grouped = _grouped(by_line, len(lines))
    names = Names(lines, filled, shapes, grouped, rules)
    every = list(chain.from_iterable(grouped))
    of_persons = list(filter(names.asked, every))
    alone = frozenset(
        (
            *_alone(filled, grouped, every),
            *(m for m in of_persons if not names.introduces(m)),
            *_beside(lines, filled, every, finder),
        )
    )
    feed = feed_head(lines, filled, shapes, grouped, alone)
    ends = [each for each in (feed, thread.line if thread else None) if each is not None]
    plain = _plain_prose(filled, shapes, every, alone)
    if ends:  # where the article has ended, nothing counts for its head and tail
        plain = plain[: bisect_left(plain, min(ends))]
    plain, below = _above_boxes(plain, grouped, alone)
    tail = plain[-1] + 1 if plain else len(lines)
    grouped = _with_biographies(filled, grouped, of_persons, names, alone, plain)
    return Evidence(
        filled,
        shapes,
        grouped,
        alone,
        plain[0] if plain else 0,
        tail,
        feed,
        kind or _kind(filled, grouped, plain),
        default_model() if selection.allows(LEARNED, "other") else None,
        thread,
        credit_lines(lines, filled, shapes, grouped),
        below,
    )


def _grouped(by_line: dict[int, list[Match]], lines: int) -> tuple[tuple[Match, ...], ...]:
    grouped: list[tuple[Match, ...]] = [()] * lines
    for i, found in by_line.items():
        grouped[i] = tuple(found)
    return tuple(grouped)


def _alone(
    filled: Sequence[int], matches: Sequence[tuple[Match, ...]], every: Iterable[Match]
) -> Iterator[Match]:
    """The matches whose rule has to be near another, on another line, and is not."""
    for match in every:
        if match.near:
            at = bisect_left(filled, match.line)
            if not any(
                other.rule in match.near or other.category in match.near
                for j in filled[max(0, at - 2) : at + 3]
                if j != match.line
                for other in matches[j]
                if not other.protects
            ):
                yield match


def _beside(
    lines: Sequence[Line],
    filled: Sequence[int],
    every: Iterable[Match],
    finder: Finder,
) -> Iterator[Match]:
    """The matches that stand within a line or two of what their rule has to stand apart from."""
    rules = finder.rulebook.by_id
    for match in every:
        rule = rules.get(match.rule)
        if rule and rule.apart:
            at, far = bisect_left(filled, match.line), rule.apart_lines
            around = [*filled[max(0, at - far) : at], *filled[at + 1 : at + 1 + far]]
            if finder.beside(rule, [lines[j].text for j in around]):
                yield match


def _with_biographies(
    filled: Sequence[int],
    matches: tuple[tuple[Match, ...], ...],
    of_persons: Iterable[Match],
    names: Names,
    alone: frozenset[Match],
    plain: Sequence[int],
) -> tuple[tuple[Match, ...], ...]:
    """The matches, where a biography that goes has changed what they ask for."""
    lives = {
        m: replace(m, zone="any")
        for m in of_persons
        if not m.paragraphs  # a head is no biography
        and m not in alone
        and (m.zone != "tail" or names.after_article(m, plain))
    }
    if not lives:
        return matches
    changed = lives | going_on(filled, matches, {m.line for m in lives})
    return tuple(tuple(changed.get(m, m) for m in found) for found in matches)


def _plain_prose(
    filled: Sequence[int],
    shapes: Sequence[Shape],
    every: Iterable[Match],
    alone: frozenset[Match],
) -> list[int]:
    """The lines that are prose and that no rule names, nor claims for the box it heads."""
    prose = [i for i in filled if shapes[i].prose]
    claimed: set[int] = set()
    for match in every:
        if (match.paragraphs or (match.whole_line and not match.protects)) and match not in alone:
            under = bisect_right(prose, match.line)
            claimed.update(prose[under : under + match.paragraphs])
            if match.whole_line and not match.protects:
                claimed.add(match.line)
    return [i for i in prose if i not in claimed]


def _above_boxes(
    plain: list[int], matches: Sequence[tuple[Match, ...]], alone: Collection[Match]
) -> tuple[list[int], int | None]:
    """The paragraphs, and apart from them the last one if it stands below boxes that are the
    article's end.

    A sentence that no rule knows stands in many a tail: in a form, about an author or the house.
    """
    if len(plain) <= FEWEST_ABOVE:
        return plain, None
    boxed = [
        next((m.category for m in found if _closes(m) and m not in alone), None)
        for found in matches[plain[-2] + 1 : plain[-1]]
    ]
    lines = [category for category in boxed if category]
    ended = len(lines) >= BOXED_LINES and len(set(lines)) >= BOXED_KINDS
    return (plain[:-1], plain[-1]) if ended else (plain, None)


def _closes(match: Match) -> bool:
    """Whether a match tells of such a box, wherever it stands."""
    sure = match.strength == "sure" and match.zone == "any"
    return sure and match.whole_line and match.category in BOXES


def _kind(
    filled: Sequence[int], matches: Sequence[tuple[Match, ...]], plain: Sequence[int]
) -> Kind:
    """An extractor's text begins with its article; a page has its menus and buttons around it."""
    head = filled.index(plain[0]) if plain else 0
    template = sum(
        any(m.whole_line and m.category in TEMPLATE for m in found)
        for found in filter(None, matches)
    )
    return "page" if (1 + head) * (1 + template) >= PAGE else "article"

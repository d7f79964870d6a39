"""Evidence of a document: matches by line, shapes, the zones, and the kind of text it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from cleaner.evidence.measures import TEMPLATE
from cleaner.evidence.metadata import metadata_matches
from cleaner.evidence.model import Model, default_model
from cleaner.evidence.shape import Shape, shapes_of
from cleaner.evidence.structure import LEARNED, structure_matches
from cleaner.model import Document, Kind, Line, Match, Zone
from cleaner.rulebook.find import Finder
from cleaner.rulebook.select import Selection

PAGE = 36
"""A text is a whole page when (1 + lines before its first paragraph) times (1 + template lines) is
at least this: nine in ten whole pages, and one in two hundred of the texts that extractors make."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the lines, by their index.

    `alone`: the matches whose rule asks for something beside the line that is not there. The head
    is before `head_end`, the tail from `tail_start` on: before the first and after the last line
    that is prose and that no rule names. Without any such line there is neither head nor tail.
    `model` weighs shape and surroundings; None where it has no say.
    """

    shapes: tuple[Shape, ...]
    matches: tuple[tuple[Match, ...], ...]
    alone: frozenset[Match]
    head_end: int
    tail_start: int
    kind: Kind
    model: Model | None

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
    shapes = shapes_of(lines)
    matches = [
        match
        for match in finder.find(lines)
        if not (only := finder.rulebook.by_id[match.rule].languages) or language() in only
    ]
    matches += [
        match
        for match in (
            *structure_matches(lines, shapes, document.title),
            *metadata_matches(document, lines, shapes),
        )
        if selection.allows(match.rule, match.category)
    ]
    by_line: defaultdict[int, list[Match]] = defaultdict(list)
    for match in matches:
        by_line[match.line].append(match)
    grouped = tuple(tuple(by_line[i]) if i in by_line else () for i in range(len(lines)))
    alone = frozenset(
        (
            *_alone(lines, grouped),
            *_known(lines, shapes, grouped),
            *_beside(lines, grouped, finder),
        )
    )
    plain = _plain_prose(shapes, grouped, alone)
    tail = plain[-1] + 1 if plain else len(lines)
    return Evidence(
        shapes,
        grouped,
        alone,
        plain[0] if plain else 0,
        tail,
        kind or _kind(lines, grouped, plain),
        default_model() if selection.allows(LEARNED, "other") else None,
    )


def _alone(lines: Sequence[Line], matches: Sequence[tuple[Match, ...]]) -> Iterator[Match]:
    """The matches whose rule has to be near another, on another line, and is not."""
    filled = [i for i, line in enumerate(lines) if not line.blank]
    for at, i in enumerate(filled):
        for match in matches[i]:
            if match.near and not any(
                other.rule in match.near or other.category in match.near
                for j in filled[max(0, at - 2) : at + 3]
                if j != i
                for other in matches[j]
                if not other.protects
            ):
                yield match


def _beside(
    lines: Sequence[Line], matches: Sequence[tuple[Match, ...]], finder: Finder
) -> Iterator[Match]:
    """The matches that stand within two lines of what their rule has to stand apart from."""
    filled = [i for i, line in enumerate(lines) if not line.blank]
    for at, i in enumerate(filled):
        for match in matches[i]:
            rule = finder.rulebook.by_id.get(match.rule)
            around = [*filled[max(0, at - 2) : at], *filled[at + 1 : at + 3]]
            if rule and rule.apart and finder.beside(rule, [lines[j].text for j in around]):
                yield match


def _known(
    lines: Sequence[Line], shapes: Sequence[Shape], matches: Sequence[tuple[Match, ...]]
) -> Iterator[Match]:
    """The matches that introduce somebody who is no author in a box of his own.

    Either a paragraph above has told of him, or the line stands under a head of the text ("Why
    trust us"), which no rule names and which is not his name.
    """
    above = None
    for i, found in enumerate(matches):
        for match in found:
            if match.name is None:
                continue
            surname = match.name.split()[-1]
            told = any(shapes[j].prose and surname in lines[j].text for j in range(i))
            headed = (
                above is not None
                and shapes[above].title_like
                and not matches[above]
                and surname not in lines[above].text
            )
            if told or headed:
                yield match
        if not lines[i].blank:
            above = i


def _plain_prose(
    shapes: Sequence[Shape], matches: Sequence[tuple[Match, ...]], alone: frozenset[Match]
) -> list[int]:
    """The lines that are prose and that no rule names, nor claims for the box it heads."""
    claimed: set[int] = set()
    for i, found in enumerate(matches):
        if found:
            wanted = max((m.paragraphs for m in found if m not in alone), default=0)
            under = (j for j in range(i + 1, len(shapes)) if shapes[j].prose)
            claimed.update(islice(under, wanted))
    return [
        i
        for i, shape in enumerate(shapes)
        if shape.prose
        and i not in claimed
        and not any(
            match.whole_line and not match.protects and match not in alone for match in matches[i]
        )
    ]


def _kind(
    lines: Sequence[Line], matches: Sequence[tuple[Match, ...]], plain: Sequence[int]
) -> Kind:
    """An extractor's text begins with its article; a page has its menus and buttons around it."""
    head = sum(not line.blank for line in lines[: plain[0]]) if plain else 0
    template = sum(any(m.whole_line and m.category in TEMPLATE for m in found) for found in matches)
    return "page" if (1 + head) * (1 + template) >= PAGE else "article"

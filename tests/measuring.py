"""What the tests of measures share: rows and columns of a text, and matches made by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from cleaner.evidence.measures import MEASURES, measure
from cleaner.evidence.shape import shapes_of
from cleaner.model import Match
from cleaner.text.segment import segment


def rows_of(
    lines: Sequence[str],
    *,
    prose: Collection[int] | None = None,
    found: Mapping[int, Sequence[Match]] | None = None,
    sure: Collection[int] = (),
    likely: Collection[int] = (),
) -> list[dict[str, float]]:
    """The measures of the filled lines, by name. `prose`: the only lines that are paragraphs."""
    cut = segment("\n".join(lines))
    shapes = list(shapes_of(cut))
    if prose is not None:
        shapes = [
            replace(shape, wrapped=i in prose, sentence=False) for i, shape in enumerate(shapes)
        ]
    standing = [(found or {}).get(i, ()) for i in range(len(cut))]
    filled, rows = measure(cut, shapes, standing, sure, likely)
    assert filled == [i for i, line in enumerate(lines) if line.strip()]
    return [dict(zip(MEASURES, row, strict=True)) for row in rows]


def column_of(name: str, lines: Sequence[str], **options: object) -> list[float]:
    return [row[name] for row in rows_of(lines, **options)]  # type: ignore[arg-type]


def match_at(line: int, category: str = "caption", **values: object) -> Match:
    known: dict[str, object] = {"strength": "sure", "scope": "line"}
    return Match("en.t.x", category, line=line, start=0, end=1, **known | values)  # type: ignore[arg-type]

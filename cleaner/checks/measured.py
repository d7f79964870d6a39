"""How precise the shipped rules are: figures that `bench/measure_rules.py` measured on labelled
text, kept in `measured.json`, and whether they are still those of the present rules.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from cleaner.errors import CleanerError
from cleaner.evidence.model import default_model
from cleaner.rulebook.rule import Rulebook

PATH = Path(__file__).with_name("measured.json")
NAME = "cleaner/checks/measured.json"
"""What messages call the file: its place in a checkout, where it can be measured again."""

FLOOR, ENOUGH = 0.9, 20
"""A sure rule with so many hits has at least this precision, unless a lower floor is recorded."""

REFRESH = "run `python bench/measure_rules.py` on the labelled text"


class MeasuredError(CleanerError):
    """A file of figures that cannot be read: says which one."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one rule did to labelled lines: `hits` it dropped (or cut, if it is a span rule).

    `debris` of them were debris; `words` is how many words of the article went with the others;
    `floor` the lower floor that somebody has accepted for this rule.
    """

    hits: int
    debris: int
    words: int
    floor: float | None = None

    @property
    def precision(self) -> float:
        """The share of the hits that were debris; 1 where there are none."""
        return self.debris / self.hits if self.hits else 1.0


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures by rule id, without those that hit nothing, and what they hold for.

    `rulebook` and `model`: hash of the rules, digest of the model; `data`: digest of the
    labelled text, of which nothing else is kept.
    """

    rulebook: str
    model: str
    data: str
    floor: float = FLOOR
    enough: int = ENOUGH
    rules: Mapping[str, Figure] = field(default_factory=dict)


def load(path: Path | None = None) -> Measured | None:
    """The figures in `path` (default: the shipped ones); None if there is no such file.

    Raises MeasuredError for a file that is something else.
    """
    path = path or PATH
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        figures = {name: Figure(**figure) for name, figure in data.pop("rules").items()}
        return Measured(**data, rules=figures)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise MeasuredError(
            f"{path}: not a file of measured rules: {error} (delete it, and {REFRESH})"
        ) from error


def dump(measured: Measured) -> str:
    """The text of the file: JSON, sorted, a rule a line."""
    head = {key: getattr(measured, key) for key in ("rulebook", "model", "data", "floor", "enough")}
    rows = []
    for name, figure in sorted(measured.rules.items()):
        values = {key: value for key, value in asdict(figure).items() if value is not None}
        rows.append(f"  {json.dumps(name)}: {json.dumps(values)}")
    inside = "\n" + ",\n".join(rows) + "\n " if rows else ""
    return json.dumps(head, indent=1)[:-2] + f',\n "rules": {{{inside}}}\n}}\n'


def under_floor(measured: Measured, rulebook: Rulebook) -> dict[str, Figure]:
    """The sure rules that have hits enough, and less precision than they should.

    A likely rule may have any precision: it drops nothing without company. The rules that are
    code are all likely.
    """
    return {
        name: figure
        for name, figure in sorted(measured.rules.items())
        if name in rulebook.by_id
        and rulebook.by_id[name].strength == "sure"
        and figure.hits >= measured.enough
        and figure.precision < (measured.floor if figure.floor is None else figure.floor)
    }


def problems(rulebook: Rulebook) -> Iterator[str]:
    """What is wrong with the shipped figures, if `rulebook` is that of the shipped rules.

    Raises MeasuredError as load() does.
    """
    measured = load()
    if measured is None:
        yield f"{NAME}: there is no such file ({REFRESH})"
        return
    for what, stored, present in (
        ("rulebook", measured.rulebook, rulebook.hash),
        ("model", measured.model, default_model().digest),
    ):
        if stored != present:
            yield (
                f"{NAME}: measured with another {what} ({stored}) than the present one "
                f"({present}); {REFRESH}"
            )
    for name, figure in under_floor(measured, rulebook).items():
        floor = measured.floor if figure.floor is None else figure.floor
        yield (
            f"{NAME}: rule '{name}': {figure.debris} of {figure.hits} hits were debris, precision "
            f"{shown(figure.precision)} is under its floor {floor} (narrow the rule, make it "
            f"likely, or measure with --lower-floor {name})"
        )


def told(figure: Figure | None, *, span: bool = False) -> str:
    """A figure in words; `span`: the rule cuts parts of lines, and only lines have labels.

    >>> told(Figure(hits=38, debris=37, words=12))
    '37 of 38 labelled lines it dropped were debris (precision 0.97, 12 words at stake)'
    """
    if figure is None:
        return f"no labelled line was {'cut' if span else 'dropped'} by it"
    words = f"{figure.words:,} {'word' if figure.words == 1 else 'words'}"
    if span:
        of_article = figure.hits - figure.debris
        return f"{figure.hits:,} cuts in labelled lines, {of_article:,} in article lines ({words})"
    lines = "line it dropped was" if figure.hits == 1 else "lines it dropped were"
    return (
        f"{figure.debris:,} of {figure.hits:,} labelled {lines} debris "
        f"(precision {shown(figure.precision)}, {words} at stake)"
    )


def shown(precision: float) -> str:
    """Two digits, rounded down: only what is without fault is 1.00, and a floor is never above.

    >>> shown(0.999)
    '0.99'
    """
    return f"{math.floor(precision * 100 + 1e-9) / 100:.2f}"

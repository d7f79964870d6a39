"""Measure how precise each shipped rule is on labelled text, and keep the figures.

    python bench/measure_rules.py labelled.jsonl --jobs 2
    python bench/measure_rules.py labelled.jsonl --prose prose.jsonl --sample 5

Labelled text is what bench/train.py reads. Plain prose is JSON Lines with "text" only: whatever a
rule takes there is wrong. The whole tool runs with its default options; a hit is a line that went
by a rule (also one that its scope took in), or what a span rule cut, where the label is k (article)
or d (debris). What several texts of one group share is one hit.

The result is cleaner/checks/measured.json, the same bytes for the same input; nothing of the input
is in it but counts and its digest. Exit code 1: a sure rule has hits enough and is under the floor.
`--lower-floor ID` accepts that, and records it; a recorded floor stays until the rule is above the
common one again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any, TypeAlias

from cleaner.checks.measured import (
    ENOUGH,
    FLOOR,
    NAME,
    PATH,
    Figure,
    Measured,
    dump,
    load,
    shown,
    under_floor,
)
from cleaner.cleaning import Cleaner
from cleaner.errors import CleanerError, InputError, OptionError
from cleaner.evidence.model import default_model
from cleaner.evidence.shape import shape
from cleaner.model import Cut, Verdict
from cleaner.rulebook.rule import Rulebook
from cleaner.text.segment import segment

ARTICLE, DEBRIS = "k", "d"
TEXTS_A_TASK = 16
SHOWN = 160
"""Characters of a sampled line."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule took this text, in some page of this group; `debris`: what the label says of it."""

    rule: str
    group: str
    text: str
    debris: bool


Taken: TypeAlias = dict[tuple[str, str, str], Hit]
"""The distinct hits, by rule, group and text."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, its group, and the label of each of its lines."""

    group: str
    text: str
    labels: str


def labelled(line: str, prose: bool = False) -> Labelled:
    """The text in one line of the input. `prose`: it has no labels, all of it is article.

    Raises ValueError for what is no such text.
    """
    row: Any = json.loads(line)
    keys = ("text",) if prose else ("text", "labels", "group")
    for key in keys:
        if not isinstance(row, dict) or not isinstance(row.get(key), str):
            raise ValueError(f"no JSON object with a string {key!r}")
    lines = row["text"].count("\n") + 1
    if prose:
        return Labelled("", row["text"], ARTICLE * lines)
    if len(row["labels"]) != lines:
        raise ValueError(f"{len(row['labels'])} labels for {lines} lines")
    return Labelled(row["group"], row["text"], row["labels"])


def hits(text: Labelled, cleaner: Cleaner) -> list[Hit]:
    """Whatever a rule takes of the lines that are labelled as article or debris."""
    starts = [0]
    for part in text.text.split("\n"):
        starts.append(starts[-1] + len(part) + 1)
    found = []
    # no repair makes or removes a line ending: the lines of the verdicts are those of the source
    lines, verdicts = segment(text.text), cleaner.clean(text.text).verdicts
    for line, verdict in zip(lines, verdicts, strict=True):
        label = text.labels[bisect_right(starts, line.start) - 1]
        if label in (ARTICLE, DEBRIS):
            for rule, taken in _taken(verdict):
                found.append(Hit(rule, text.group, taken, label == DEBRIS))
    return found


def _taken(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """What went of a line, and by which rules, with single spaces."""
    cuts: tuple[Cut, ...] = (verdict.drop,) if verdict.drop else verdict.spans
    line = verdict.line
    for cut in cuts:
        taken = " ".join(line.text[cut.start - line.start : cut.end - line.start].split())
        if taken:
            yield cut.rule, taken


def merge(found: Iterable[Hit]) -> Taken:
    """Each distinct hit once, white space aside, which extractors set differently; where the labels
    of several disagree, it is taken for article."""
    taken: Taken = {}
    for hit in found:
        key = hit.rule, hit.group, "".join(hit.text.split())
        known = taken.get(key, hit)
        taken[key] = replace(known, debris=hit.debris and known.debris)
    return taken


def figures(taken: Taken) -> dict[str, Figure]:
    """The figure of each rule that hit anything."""
    by_rule: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in taken.values():
        by_rule[hit.rule].append(hit)
    return {
        rule: Figure(
            hits=len(of_rule),
            debris=sum(hit.debris for hit in of_rule),
            words=sum(shape(hit.text).words for hit in of_rule if not hit.debris),
        )
        for rule, of_rule in by_rule.items()
    }


def read(path: Path, cleaner: Cleaner, jobs: int, *, prose: bool = False) -> Iterator[Hit]:
    """The hits in a file. Raises InputError, naming file and line, for what is not right."""
    with path.open(encoding="utf-8", newline="\n") as file, _mapped(jobs, cleaner) as mapped:
        for number, found in enumerate(mapped(partial(_tried, prose=prose), file), 1):
            if isinstance(found, str):
                message = f"{found} (bench/train.py tells the format)"
                raise InputError(message, path=f"{path}:{number}")
            yield from found


_cleaners: list[Cleaner] = []
"""The cleaner of this process: made once, since it compiles its patterns as it meets them."""


def _tried(line: str, prose: bool) -> list[Hit] | str:
    """The hits in a line of the input, or what is wrong with it."""
    if not line.strip():
        return []
    try:
        text = labelled(line, prose)
    except ValueError as error:
        return str(error)
    return hits(text, _cleaners[-1])


@contextmanager
def _mapped(jobs: int, cleaner: Cleaner) -> Iterator[Any]:
    """A map() over so many processes, in order, each with the cleaner."""
    if jobs == 1:
        _cleaners[:] = [cleaner]
        yield map
        return
    with Pool(jobs, _cleaners.append, (cleaner,)) as pool:
        yield partial(pool.imap, chunksize=TEXTS_A_TASK)


def measure(
    data: Iterable[Path], prose: Iterable[Path], cleaner: Cleaner, jobs: int = 1
) -> tuple[Measured, Taken]:
    """The figures of all files, without lower floors, and the hits. Raises as read() does."""
    model = default_model()  # now, and not after minutes in which its file may become another
    digest, found = hashlib.sha256(), list[Hit]()
    for path, plain in [*((p, False) for p in data), *((p, True) for p in prose)]:
        digest.update(path.read_bytes())
        found += read(path, cleaner, jobs, prose=plain)
    taken = merge(found)
    hash_, known = cleaner.rulebook.hash, digest.hexdigest()[:16]
    return Measured(hash_, model.digest, known, FLOOR, ENOUGH, figures(taken)), taken


def with_floors(measured: Measured, old: Measured | None, lowered: Iterable[str]) -> Measured:
    """The figures with the lower floors: those recorded before that are needed still, and new ones
    for the rules in `lowered`, just under their present precision."""
    rules = dict(measured.rules)
    lowered = set(lowered)
    for name, figure in rules.items():
        if figure.hits < measured.enough or figure.precision >= measured.floor:
            continue
        floor = old.rules[name].floor if old and name in old.rules else None
        if name in lowered and (floor is None or figure.precision < floor):
            floor = float(shown(figure.precision))
        rules[name] = replace(figure, floor=floor)
    return replace(measured, rules=rules)


def table(measured: Measured, taken: Taken, rulebook: Rulebook, sample: int) -> Iterator[str]:
    """A line for each rule, the worst first, with some of the article lines it hit under it."""
    width = max(map(len, measured.rules), default=4)
    yield f"{'rule':<{width}}  strength   hits  debris  precision  words at stake"
    worst = sorted(measured.rules.items(), key=lambda row: (row[1].precision, row[0]))
    for name, figure in worst:
        strength = rulebook.by_id[name].strength if name in rulebook.by_id else "likely"
        yield (
            f"{name:<{width}}  {strength:<8}  {figure.hits:>5}  {figure.debris:>6}  "
            f"{shown(figure.precision):>9}  {figure.words:>14}"
            + ("" if figure.floor is None else f"  (floor {figure.floor})")
        )
        wrong = sorted(
            f"{hit.group}: {hit.text[:SHOWN]}"
            for hit in taken.values()
            if hit.rule == name and not hit.debris
        )
        chosen = random.Random(name).sample(wrong, min(sample, len(wrong)))
        yield from (f"    {line}" for line in sorted(chosen))


def parse(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="+", type=Path, help="labelled text, JSON Lines")
    parser.add_argument("--prose", action="append", default=[], type=Path, help="plain prose")
    parser.add_argument("-o", "--output", type=Path, default=PATH, help=f"default: {NAME}")
    parser.add_argument(
        "--sample", type=int, default=0, metavar="N", help="show so many wrong hits"
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes")
    parser.add_argument(
        "--lower-floor",
        action="append",
        default=[],
        metavar="ID",
        help="accept the present precision of this rule, and record it; repeatable",
    )
    options = parser.parse_args(words)
    if options.sample < 0 or options.jobs < 1:
        parser.error("--sample counts from 0, --jobs from 1")
    return options


def main(words: list[str] | None = None, cleaner: Cleaner | None = None) -> int:
    """Measure, print, write; the exit code. `cleaner`: in place of the shipped rules."""
    options = parse(words)
    try:
        cleaner = cleaner or Cleaner()
        _check_lowered(options.lower_floor, cleaner.rulebook)
        old = load(options.output)
        measured, taken = measure(options.data, options.prose, cleaner, options.jobs)
    except (OSError, CleanerError) as error:
        print(f"{error}; nothing was written", file=sys.stderr)
        return 2
    measured = with_floors(measured, old, options.lower_floor)
    for line in table(measured, taken, cleaner.rulebook, options.sample):
        print(line)
    options.output.write_text(dump(measured), encoding="utf-8", newline="\n")
    return _verdict(measured, cleaner.rulebook)


def _check_lowered(names: Iterable[str], rulebook: Rulebook) -> None:
    """Raise OptionError for the id of a rule that has no floor."""
    for name in names:
        rule = rulebook.by_id.get(name)
        if rule is None or rule.strength != "sure" or rule.exception:
            raise OptionError(
                f"--lower-floor {name}: no sure rule has this id, and only sure ones have a floor "
                "(`cleaner rules list` shows them)"
            )


def _verdict(measured: Measured, rulebook: Rulebook) -> int:
    under = under_floor(measured, rulebook)
    for name, figure in under.items():
        print(
            f"under the floor: {name}, {figure.debris} of {figure.hits} hits were debris (narrow "
            f"the rule, make it likely, or accept it with --lower-floor {name})",
            file=sys.stderr,
        )
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())

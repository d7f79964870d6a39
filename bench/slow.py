"""Hunt for texts on which the tool is slow, or takes more than twice as long for twice the length.

    python bench/slow.py                  # the known kinds of hard texts, then a minute of fuzz
    python bench/slow.py rules            # each rule alone, with texts made of its own examples
    python bench/slow.py --seconds 600 --size 10000000 --seed 7

A text is a unit repeated. It is made longer and longer, up to --size characters or until one clean
takes a second, and the CPU time for one character is compared. Where that grows, a profile of two
lengths names the functions whose time grows out of step. Exit code 1: something grows or is slow.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import made

from cleaner.cleaning import Cleaner
from cleaner.rulebook.rule import Rule, Rulebook

FIRST, STEP = 1_000, 4
"""Characters of the shortest text, and how many times longer each next one is."""

LONG_ENOUGH, SHORT_ENOUGH = 1.0, 0.004
"""Seconds after which no longer text is tried, and below which a time is all noise."""

GROWS = 2.5
"""A text whose characters cost so many times those of a shorter one is not linear."""

PROSE = "The ferry lay at the lower lock until noon, and nobody in the town could say why. "
NAMED = "Ada Brandt of the Lenn Valley Press wrote about the ferry, the lock and the old mill. "
CAPS = "OLD BRIDGE OVER THE LENN TO CLOSE FOR REPAIRS "


@dataclass(frozen=True)
class Kind:
    """Texts `before + unit * n + after`; `#` in the unit becomes a number where `counted`."""

    unit: str
    before: str = ""
    after: str = ""
    counted: bool = False

    def text(self, size: int) -> str:
        """One of about `size` characters."""
        n = max(1, size // max(1, len(self.unit)))
        if self.counted:
            body = "".join(self.unit.replace("#", str(i)) for i in range(n))
        else:
            body = self.unit * n
        return self.before + body + self.after

    def __str__(self) -> str:
        parts = [repr(part[:70]) for part in (self.before, self.after) if part]
        number = " (# counts)" if self.counted else ""
        return f"{self.unit[:90]!r} * n{number}{' within ' if parts else ''}{' '.join(parts)}"


@dataclass(frozen=True)
class Growth:
    """Seconds by length, and how the last character compares with the cheapest before."""

    kind: Kind
    seconds: tuple[tuple[int, float], ...]

    @property
    def each(self) -> float:
        """Seconds for one character of the longest text."""
        size, seconds = self.seconds[-1]
        return seconds / size

    @property
    def times(self) -> float:
        """How many times dearer a character of the longest text is than one of a shorter."""
        shorter = [s / n for n, s in self.seconds[:-1] if s >= SHORT_ENOUGH]
        return self.each / min(shorter) if shorter else 1.0


def grown(cleaner: Cleaner, kind: Kind, most: int) -> Growth:
    """The times for longer and longer texts of a kind."""
    seconds: list[tuple[int, float]] = []
    size = FIRST
    while size <= most:
        text = kind.text(size)
        took = _once(cleaner, text)
        if took < LONG_ENOUGH / 10:
            took = min(took, _once(cleaner, text))
        seconds.append((len(text), took))
        if took > LONG_ENOUGH:
            break
        size *= STEP
    return Growth(kind, tuple(seconds))


def _once(cleaner: Cleaner, text: str) -> float:
    start = time.process_time()
    cleaner.clean(text).report()
    return time.process_time() - start


def guilty(cleaner: Cleaner, kind: Kind, size: int) -> str:
    """The functions whose own time grows most out of step, from `size / STEP` to `size`."""
    profiles = [_own_times(cleaner, kind.text(n)) for n in (size // STEP, size)]
    excess = {name: own - STEP * profiles[0].get(name, 0.0) for name, own in profiles[1].items()}
    total = sum(profiles[1].values())
    named = sorted((name for name in excess if excess[name] > total / 10), key=lambda n: -excess[n])
    return ", ".join(named[:3]) or "no one function"


def _own_times(cleaner: Cleaner, text: str) -> dict[str, float]:
    profile = cProfile.Profile(builtins=False)  # what is built in counts for its caller
    profile.enable()
    cleaner.clean(text).report()
    profile.disable()
    rows = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return {f"{Path(file).stem}.{name}:{line}": row[2] for (file, line, name), row in rows.items()}


def known_kinds(rules: Sequence[Rule]) -> Iterator[Kind]:
    """The kinds of texts that were slow for somebody, or look as if they could be."""
    marks = (
        "a|a |A|Ab|.|. |!|-|- |_|(|)|()|[|\"|'|“|’|&|&amp;|&#1;|<b>|<|=|#| |\u00a0|\t|\u200b|1|1 "
    )
    marks += "|1.|,|a,|:|;|/|http://a.b/|a@b.c |a'|a-|Ã©|Ã|â€™|\x1b[|\x00|\x85|é|e\u0301|\u0301|漢"
    marks += "|。|ا|🙂|\ud800|ﬁ|Ａ"
    for unit in marks.split("|"):
        yield Kind(unit)  # one line
        yield Kind(f"{unit}\n")
        yield Kind(f"{unit * 30}\n\n")
    for ending in ("\n", "\r\n", "\r", "\u2028", "\n\n", " \n"):
        yield Kind(ending)
        yield Kind(f"{PROSE}{ending}")
        yield Kind(f"short line{ending}")
    yield Kind("(", after=")" * 1000)
    yield Kind("([{", before=PROSE)
    yield Kind(f"{PROSE}\n{CAPS}\n")
    yield Kind(f"{PROSE}\n{CAPS}#\n", counted=True)
    yield Kind(f"{CAPS}#\n", before=f"{PROSE}\n", after=f"{PROSE}\n", counted=True)
    yield Kind(f"{made.word(Random(1))} # {CAPS.lower()}\n", before=f"{PROSE}\n", counted=True)
    yield Kind("One Headline That Stands Again and Again\n\n")
    yield Kind(f"{PROSE[:40]}\n{PROSE[40:].lower()}\n")  # broken into lines
    yield Kind(f"Le café de l’été est fermé &amp; clos, Ã©tait-il dit #. {PROSE}\n", counted=True)
    yield Kind(f"CafÃ© # ferm&eacute; {PROSE} ", counted=True)  # one line
    for rule in _of_each_sort(rules):
        example = rule.drop[0].replace("\n", " ")
        yield Kind(f"{example}\n")
        yield Kind(f"{example} ")
        yield Kind(f"{example}\n{PROSE}\n\n")
        yield Kind(f"{example}\n\n", before=f"{PROSE}\n" * 3)
        yield Kind(f"{example}\n", before=f"{PROSE}\n" * 3, after=f"\n{PROSE}\n")
        yield Kind("Short and plain #\n", before=f"{PROSE}\n\n{example}\n", counted=True)
        yield Kind(f"Short and plain #\n{example}\n", before=f"{PROSE}\n" * 3, counted=True)
        yield Kind(f"{NAMED}\n{example}\n", before=f"{PROSE}\n")


def _of_each_sort(rules: Sequence[Rule]) -> list[Rule]:
    """One rule for each combination of what changes how a rule is handled."""
    sorts: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        named = any("?P<name>" in pattern for pattern in rule.patterns)
        key = (
            *(rule.scope, rule.zone, rule.strength, rule.exception, named),
            *(bool(rule.near), bool(rule.apart), bool(rule.paragraphs), bool(rule.unless)),
        )
        sorts.setdefault(key, rule)
    return list(sorts.values())


def fuzz(rules: Sequence[Rule], draw: Random) -> Iterator[Kind]:
    """Kinds made of pieces drawn at random, without end."""
    pieces = [kind.unit for kind in known_kinds(())]
    pieces += [PROSE, NAMED, CAPS, "\n", "\n\n", " ", "#", "x#\n"]
    while True:
        some = []
        for _ in range(1 + int(draw.random() * 4)):
            rule = made.one(rules, draw)
            choice = (
                lambda: made.one(pieces, draw),
                lambda rule=rule: made.one(rule.drop, draw),
                lambda rule=rule: made.one(rule.keep or rule.drop, draw),
                lambda rule=rule: made.one(rule.keywords or rule.drop, draw),
            )
            some.append(made.one(choice, draw)() + made.one(("", " ", "\n", "\n\n"), draw))
        edge = made.one(("", "", f"{PROSE}\n"), draw)
        yield Kind("".join(some), before=edge, after=f"\n{edge}", counted=draw.random() < 0.3)


def rule_kinds(rule: Rule) -> Iterator[Kind]:
    """Texts made of a rule's own examples: doubled and trebled on a line, and as many lines."""
    for example in sorted({text.replace("\n", " ") for text in rule.drop}, key=len)[:3]:
        yield Kind(f"{example}\n", before=f"{PROSE}\n")
        yield Kind(f"{example} {example}\n{example} {example} {example}\n{PROSE}\n")
        yield Kind(f"{example} ")
    yield Kind(f"{' '.join(rule.keywords[:5])} ")
    yield Kind("\n".join((*rule.keywords[:5], "")))


def main(words: Sequence[str] | None = None) -> int:
    """Hunt, and print what was found in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", default="tool", choices=("tool", "rules"))
    parser.add_argument("--seconds", type=float, default=60, help="of fuzz after the known kinds")
    parser.add_argument("--size", type=int, default=1_000_000, help="characters of the longest")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rules", type=Path, action="append", default=[], help="rule packs alone")
    options = parser.parse_args(words)
    whole = _cleaner(options.rules)
    rules = whole.rulebook.rules
    usual = grown(whole, Kind(f"{PROSE}\n\n"), options.size)
    print(f"Plain prose: {usual.each * 1e6:.3g} µs a character\n")
    print("| µs a character | grows by | characters | text | where |\n|---:|---:|---:|---|---|")
    wrong = 0
    if options.what == "rules":
        tried = (
            (Cleaner.of(Rulebook([rule])), kind) for rule in rules for kind in rule_kinds(rule)
        )
    else:
        tried = ((whole, kind) for kind in _kinds(rules, options.seconds, options.seed))
    for cleaner, kind in tried:
        found = grown(cleaner, kind, options.size)
        if found.times >= GROWS:
            found = max(found, grown(cleaner, kind, options.size), key=lambda g: -g.times)
        if found.times >= GROWS or found.each > SLOW * usual.each:
            wrong += 1
            print(_row(cleaner, found), flush=True)
    print(f"\n{wrong} kinds of text are slow or grow out of step")
    return 1 if wrong else 0


SLOW = 20
"""A text whose characters cost so many times those of prose is slow, linear or not."""


def _cleaner(packs: Sequence[Path]) -> Cleaner:
    from cleaner.rulebook.load import load_rulebook

    return Cleaner.of(load_rulebook(packs)) if packs else Cleaner()


def _kinds(rules: Sequence[Rule], seconds: float, seed: int) -> Iterator[Kind]:
    yield from known_kinds(rules)
    end = time.monotonic() + seconds
    for kind in fuzz(rules, Random(seed)):
        if time.monotonic() > end:
            return
        yield kind


def _row(cleaner: Cleaner, found: Growth) -> str:
    size = found.seconds[-1][0]
    where = guilty(cleaner, found.kind, size) if found.times >= GROWS else ""
    text = str(found.kind).replace("|", "\\|")
    return f"| {found.each * 1e6:.3g} | {found.times:.1f} | {size:,} | `{text}` | {where} |"


if __name__ == "__main__":
    sys.exit(main())

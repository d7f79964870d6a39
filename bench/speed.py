"""Measure how fast the tool is, on a corpus of yours or on a made one, beside its peers.

    python bench/speed.py                                    # made news and made whole pages
    python bench/speed.py --corpus texts.jsonl --take 4      # 4 MB of real text
    python bench/speed.py --html pages.jsonl                 # HTML: what we add to trafilatura
    python bench/speed.py rules                              # cost against the number of rules
    python bench/speed.py length | edits | start | memory
    python bench/speed.py all

A corpus is JSON Lines with "text" (HTML: "html"), gzipped if it ends in .gz, or a plain text, one
document a line. All systems run in one process on one core, in turn, on small batches of the same
texts, so that whatever slows the machine slows them all. Each text counts once: doubles are left
out, and the rounds whose ratios are compared are different texts. Times are CPU seconds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import growth
import made
import systems
from stages import Clock
from systems import System

from cleaner.cleaning import Cleaner

BATCH, ROUNDS = 16, 5
"""Texts a turn; parts of the corpus, of whose ratios the median is told."""

MEGA = 1_000_000


def main(words: Sequence[str] | None = None) -> int:
    """Measure what is asked for, and print it in Markdown."""
    options = _options(words)
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    wanted = options.what
    if wanted in ("compare", "all"):
        compare(options)
    for name, measure in growth.MEASURES.items():
        if wanted in (name, "all"):
            print()
            for line in measure(options):
                print(line, flush=True)
    return 0


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "what", nargs="?", default="compare", choices=("compare", *growth.MEASURES, "all")
    )
    parser.add_argument("--corpus", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--html", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--take", type=float, default=2.0, metavar="MB", help="of each corpus (2)")
    parser.add_argument("--seed", type=int, default=1, help="of the made texts")
    parser.add_argument("--alone", action="store_true", help="without the peers, which are slow")
    parser.add_argument("--most", type=int, default=10_000, metavar="N", help="rules or kB at most")
    return parser.parse_args(words)


def compare(options: argparse.Namespace) -> None:
    """A table for each corpus: all systems, and the stages of ours."""
    cleaner = Cleaner()
    rules = len(cleaner.rulebook.rules)
    print(f"{rules} rules, hash {cleaner.rulebook.hash}; CPU time, one core")
    size = int(options.take * MEGA)
    corpora = [(path.name, "text", taken(read(path, "text"), size)) for path in options.corpus]
    if not options.corpus and not options.html:
        kinds = (("made articles", "article"), ("made pages", "page"))
        corpora += [
            (name, "text", made.corpus(size, kind=kind, seed=options.seed)) for name, kind in kinds
        ]
    corpora += [(path.name, "html", taken(read(path, "html"), size)) for path in options.html]
    for name, reads, texts in corpora:
        print(f"\n## {name}: {len(texts)} texts, {weight(texts) / MEGA:.2f} MB\n")
        for line in table(texts, cleaner, reads=reads, alone=options.alone):
            print(line, flush=True)


def table(texts: Sequence[str], cleaner: Cleaner, *, reads: str, alone: bool) -> Iterator[str]:
    """Speed and ratios of all systems, then the shares of our stages, as Markdown."""
    makers: list[Callable[[], System]]
    if reads == "html":
        makers = [systems.trafilatura, systems.justext]
        own = systems.then_ours(cleaner)
    else:
        slow = [partial(systems.naive, cleaner), systems.datatrove, systems.datatrove_lines]
        makers = [systems.bare, *slow]
        own = systems.ours(cleaner)
    warm = [f"<html><body><p>{text}</p></body></html>" for text in made.corpus(20_000, seed=0)]
    peers, missing = systems.installed(makers[:1] if alone else makers, warm)
    clock = Clock()
    clocked = System("clocked", "", partial(_clocked, clock, own))
    spent, sizes = interleaved([own, *peers], [clocked], texts)
    yield "| system | MB/s | documents/s | ours is faster by | what it does |"
    yield "|---|---:|---:|---:|---|"
    for system in (own, *peers):
        seconds = sum(spent[system.name])
        ratio = median(b / a for a, b in zip(spent[own.name], spent[system.name], strict=True))
        yield (
            f"| {system.name} | {sum(sizes) / MEGA / seconds:.3g} | {len(texts) / seconds:.3g} "
            f"| {ratio:.3g} | {system.about} |"
        )
    yield from missing
    yield "\n| stage | share of the time | µs a document |"
    yield "|---|---:|---:|"
    total = sum(spent[own.name])
    for stage, share in sorted(clock.shares().items(), key=lambda pair: -pair[1]):
        yield f"| {stage} | {share:.1%} | {share * total / len(texts) * MEGA:.0f} |"
    yield from (f"not clocked, there is no {name}" for name in clock.missing)
    if reads == "html":
        added = 1 - clock.shares()["other"]
        yield f"\nOurs on top of trafilatura: {added / (1 - added):.1%} of its time"


def _clocked(clock: Clock, system: System, texts: Sequence[str]) -> None:
    with clock.running():
        system.run(texts)


def interleaved(
    compared: Sequence[System], after: Sequence[System], texts: Sequence[str]
) -> tuple[dict[str, list[float]], list[int]]:
    """CPU seconds of each system by round, and the bytes of each round.

    Every batch goes to all systems, each time in another order; those of `after` come last.
    """
    rounds = min(ROUNDS, len(texts))
    size = max(1, min(BATCH, len(texts) // rounds))
    batches = [texts[at : at + size] for at in range(0, len(texts), size)]
    spent = {system.name: [0.0] * rounds for system in (*compared, *after)}
    sizes = [0] * rounds
    for n, batch in enumerate(batches):
        turn = n * rounds // len(batches)
        sizes[turn] += weight(batch)
        first = n % len(compared)
        for system in (*compared[first:], *compared[:first], *after):
            start = time.process_time()
            system.run(batch)
            spent[system.name][turn] += time.process_time() - start
    return spent, sizes


def read(path: Path, key: str) -> Iterator[str]:
    """The texts of a corpus, none twice."""
    opened = gzip.open if path.suffix == ".gz" else open
    plain = not path.name.removesuffix(".gz").endswith((".jsonl", ".ndjson", ".json"))
    seen: set[str] = set()
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = line.rstrip("\n") if plain else json.loads(line)[key]
            if text and text not in seen:
                seen.add(text)
                yield text


def taken(texts: Iterator[str], size: int) -> list[str]:
    """About `size` bytes of the texts, from all over the corpus."""
    everything = list(texts)
    step = max(1, round(weight(everything) / size))
    chosen = everything[::step]
    if not chosen:
        raise SystemExit("no texts in the corpus")
    return chosen


def weight(texts: Sequence[str]) -> int:
    """Bytes of UTF-8."""
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)


if __name__ == "__main__":
    sys.exit(main())

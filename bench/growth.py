"""How the cost grows: with the rules, the length of a text, its edits; start and memory."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median

import made
from systems import System, ours

from cleaner.cleaning import Cleaner
from cleaner.rulebook.load import load_rulebook

RULES = (10, 30, 100, 300, 1_000, 3_000, 10_000)
BASE = 300
KILOBYTES = (1, 10, 100, 1_000, 10_000)
EDITS = (0, 1, 10, 100, 1_000)
STARTS = 9
MEGA = 1_000_000

PHRASES, KEYWORDS = 24, 5
"""Phrases of a rule of phrases, and keywords of a rule of patterns: what the real ones have."""


def made_rules(count: int) -> str:
    """A pack of so many rules of invented words, as TOML; the first ones are always the same."""
    return "\n".join(_made_rule(n) for n in range(count))


def _made_rule(n: int) -> str:
    draw = Random(f"rule {n}")
    # the number makes each word of a rule its own, as the wordings of real rules are
    keys = [f"{made.word(draw)}{_letters(n)}" for _ in range(KEYWORDS)]
    phrases = [f"{made.one(keys, draw)} the {made.word(draw)} now" for _ in range(PHRASES)]
    either, key = "|".join(keys), keys[0]
    with_keys = f"keywords = {keys!r}\npatterns = "
    kind = 3 if n % 100 == 99 else n % 3
    body, drop = (
        (f"phrases = {phrases!r}", phrases[0]),
        (
            f"phrases = {phrases[:6]!r}\n{with_keys}['({either}) (the|our) \\w+ now']",
            f"{key} our {made.word(draw)} now",
        ),
        (
            f"{with_keys}['\\W*({either})( \\w+){{0,4}} here\\W*', '({either}): .{{1,60}}']",
            f"{key} it here",
        ),
        (
            f"scope = 'span'\n{with_keys}['\\(({either}): [^()]{{1,80}}\\)']",
            f"({key}: more of it)",
        ),
    )[kind]
    keep = f"She said that {key} was a word which nobody in the town had ever heard before."
    return (
        f'[[rule]]\nid = "r{n}"\ncategory = "other"\nabout = "Made."\n{body}\n'
        f"drop = [{drop!r}]\nkeep = [{keep!r}]\n"
    )


def _letters(n: int) -> str:
    letters = ""
    while n or not letters:
        letters += "abcdefghij"[n % 10]
        n //= 10
    return letters


def by_rules(options: argparse.Namespace) -> Iterator[str]:
    """The same texts with more and more rules, of which the same ten fire."""
    texts = made.corpus(int(options.take * MEGA), seed=options.seed)
    lines = [f"{line}\n" for n in range(10) for line in _drops(n)]
    texts = [text + lines[n % len(lines)] for n, text in enumerate(texts)]
    size = sum(len(text.encode()) for text in texts)
    counts = [n for n in RULES if n <= options.most]
    loads, tools = {}, []
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            pack = Path(folder) / f"p{count}.toml"
            pack.write_text(made_rules(count), encoding="utf-8")
            start = time.process_time()
            cleaner = Cleaner.of(load_rulebook([pack]))
            loads[count] = time.process_time() - start
            tools.append((count, ours(cleaner, str(count))))
    spent = _in_turn([tool for _, tool in tools], texts)
    base = spent.get(str(BASE)) or spent[str(counts[-1])]
    yield f"## Number of rules ({size / MEGA:.2f} MB of made articles)\n"
    yield f"| rules | MB/s | cost, of that of {BASE if BASE in counts else counts[-1]} | load, s |"
    yield "|---:|---:|---:|---:|"
    for count, tool in tools:
        seconds = spent[tool.name]
        yield (
            f"| {count:,} | {size / MEGA / sum(seconds):.3g} "
            f"| {_ratio(seconds, base):.2f} | {loads[count]:.2f} |"
        )


def _drops(n: int) -> list[str]:
    import tomllib

    return list(tomllib.loads(_made_rule(n))["rule"][0]["drop"])


def _in_turn(tools: list[System], texts: list[str], rounds: int = 5) -> dict[str, list[float]]:
    spent = {tool.name: [0.0] * rounds for tool in tools}
    for n, text in enumerate(texts):
        first = n % len(tools)
        for tool in (*tools[first:], *tools[:first]):
            start = time.process_time()
            tool.run([text])
            spent[tool.name][n % rounds] += time.process_time() - start
    return spent


def _ratio(seconds: list[float], base: list[float]) -> float:
    return median(a / b for a, b in zip(seconds, base, strict=True) if b)


def by_length(options: argparse.Namespace) -> Iterator[str]:
    """Made articles, joined to longer and longer documents."""
    cleaner = Cleaner()
    tool = ours(cleaner)
    yield "## Length of a document\n"
    yield "| kB | MB/s | ms a document |"
    yield "|---:|---:|---:|"
    for kilobytes in KILOBYTES:
        if kilobytes > options.most:
            break
        size = kilobytes * 1_000
        repeats = max(1, min(50, 500 // kilobytes))
        texts = []
        for n in range(repeats):
            joined = "\n".join(made.corpus(size, seed=options.seed + n))
            texts.append(joined.encode()[:size].decode("utf-8", "ignore"))
        start = time.process_time()
        tool.run(texts)
        seconds = (time.process_time() - start) / len(texts)
        yield f"| {kilobytes:,} | {size / MEGA / seconds:.3g} | {seconds * 1_000:.3g} |"


def by_edits(options: argparse.Namespace) -> Iterator[str]:
    """One long article with more and more lines of debris among its paragraphs."""
    cleaner = Cleaner()
    tool = ours(cleaner)
    draw = Random(options.seed)
    plain = [made.word(draw).title() + " " + " ".join(made.word(draw) for _ in range(30)) + "."
             for _ in range(2_000)]  # fmt: skip
    yield f"## Number of edits (a document of {sum(map(len, plain)) // 1000} kB)\n"
    yield "| lines of debris | edits | ms | µs an edit, beside none |"
    yield "|---:|---:|---:|---:|"
    least = 0.0
    for count in EDITS:
        if count > options.most:
            break
        lines = list(plain)
        for n in range(count):
            lines.insert((n * len(lines)) // max(1, count), "Sign up for our newsletter")
        text = "\n\n".join(lines)
        edits = len(cleaner.clean(text).edits)
        took = []
        for _ in range(3):
            start = time.process_time()
            tool.run([text])
            took.append(time.process_time() - start)
        seconds = median(took)
        least = least or seconds
        each = f"{(seconds - least) / edits * MEGA:.0f}" if edits else ""
        yield f"| {count:,} | {edits:,} | {seconds * 1_000:.3g} | {each} |"


def start_up(options: argparse.Namespace) -> Iterator[str]:
    """Processes of their own, by the clock on the wall: what a user waits for."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "small.txt"
        source.write_text(made.corpus(1_000, seed=options.seed)[0], encoding="utf-8")
        commands = {
            "python -c pass": ["-c", "pass"],
            "import cleaner": ["-c", "import cleaner"],
            "cleaner --help": ["-m", "cleaner", "--help"],
            "cleaner clean small.txt": ["-m", "cleaner", "clean", "--quiet", str(source)],
        }
        took: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(STARTS):
            for name, words in commands.items():
                took[name].append(_wall(words))
        loaded = _modules(["clean", "--quiet", str(source)])
    bare = median(took["python -c pass"])
    yield "## Start\n"
    yield "| command | ms | times a bare start |"
    yield "|---|---:|---:|"
    for name, seconds in took.items():
        yield f"| {name} | {median(seconds) * 1_000:.0f} | {median(seconds) / bare:.1f} |"
    heavy = [m for m in ("trafilatura", "lxml", "pyarrow", "langdetect", "ftfy") if m in loaded]
    yield f"\nImported to clean one small text: {', '.join(heavy) or 'no heavy library'}"


def _wall(words: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, capture_output=True, env=_environment())
    return time.perf_counter() - start


def _modules(words: list[str]) -> set[str]:
    """The modules that a command has imported by its end."""
    code = (
        "import atexit, sys\natexit.register(lambda: print('\\n'.join(sys.modules), "
        f"file=sys.stderr))\nsys.argv[1:] = {words!r}\nfrom cleaner.cli import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env=_environment()
    )
    return set(done.stderr.decode().split())


def _environment() -> dict[str, str]:
    """This process's, so that a child finds the same package."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


_MEMORY = """
import resource, sys
from random import Random
def peak():
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
points = [("python", peak())]
import made
text = "\\n".join(made.corpus({size}, seed={seed}))[:{size}]
points.append(("and the text", peak()))
from cleaner.cleaning import Cleaner
from systems import serialised
cleaner = Cleaner()
points.append(("and the rules", peak()))
for short in made.corpus({size} // 4, seed={seed} + 1):
    serialised(cleaner.clean(short))
points.append(("and many short texts, one by one", peak()))
serialised(cleaner.clean(text))
points.append(("and the text in one piece", peak()))
for name, size in points:
    print(f"{{name}}|{{size:.0f}}")
"""


def memory(options: argparse.Namespace) -> Iterator[str]:
    """The most memory that one process takes, step by step."""
    size = min(10_000, options.most) * 1_000
    code = _MEMORY.format(size=size, seed=options.seed)
    yield f"## Memory (a text of {size / MEGA:.3g} MB)\n"
    if sys.platform == "win32":
        yield "not measured: this platform does not tell"
        return
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env=_environment()
    )
    rows = [line.split("|") for line in done.stdout.decode().splitlines()]
    yield "| what is in memory | peak, MB |"
    yield "|---|---:|"
    yield from (f"| {name} | {peak} |" for name, peak in rows)
    one_text = (float(rows[4][1]) - float(rows[3][1])) * MEGA / size
    yield f"\nOne long text: {one_text:.0f} bytes for each of its bytes"


MEASURES: dict[str, Callable[[argparse.Namespace], Iterator[str]]] = {
    "rules": by_rules,
    "length": by_length,
    "edits": by_edits,
    "start": start_up,
    "memory": memory,
}

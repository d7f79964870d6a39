"""How fast a corpus file is cleaned, and in how much memory: `python bench/corpus.py 100M`.

Makes a JSON Lines file of invented articles of that size (once, in a folder of its own), cleans it
with one process and with several, and prints the time, the speed, the most memory that any one
process held, and the processor time of the busiest one: on a machine that does nothing else the
run takes hardly longer than that. The results of all runs are compared. Any other options go to
`cleaner clean`.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

NOUNS = (
    *("council", "bridge", "harbour", "market", "school", "river", "library", "farmer", "teacher"),
    *("minister", "village", "road", "hospital", "festival", "museum", "garden", "factory"),
    *("station", "weather", "committee", "budget", "report", "neighbour"),
)
VERBS = ("opened", "closed", "repaired", "visited", "described", "measured", "painted", "sold")
ENDS = (
    "on Monday, the mayor said.",
    "in spite of the rain, and nobody complained.",
    "for the third time since the spring, as far as anybody knows.",
    "because the old one had become too small for the town.",
    "after a long debate that ended well past midnight.",
)
DEBRIS = (
    "Leave a Reply",
    "Share this:",
    "Sign up for our free daily newsletter",
    "Photo: Ada Brandt/Lenn Valley Press",
    "Advertisement",
    "2 min read",
)


def articles(seed: int = 4) -> Iterator[dict[str, str]]:
    """Invented articles without end, always the same."""
    chance = random.Random(seed)
    number = 0
    while True:
        number += 1
        lines = []
        for _ in range(chance.randint(3, 14)):
            sentences = (
                f"The {chance.choice(NOUNS)} near the {chance.choice(NOUNS)} "
                f"{chance.choice(VERBS)} a {chance.choice(NOUNS)} {chance.choice(ENDS)}"
                for _ in range(chance.randint(1, 5))
            )
            lines += [" ".join(sentences), ""]
            if chance.random() < 0.2:
                lines += [chance.choice(DEBRIS), ""]
        url = f"https://news{number % 50}.example/{number}"
        yield {"id": str(number), "url": url, "text": "\n".join(lines)}


def make(path: Path, size: int) -> None:
    """Write articles until the file has `size` bytes."""
    with open(path, "w", encoding="utf-8") as file:
        for row in articles():
            if file.tell() >= size:
                break
            file.write(json.dumps(row) + "\n")


def measured(command: list[str]) -> tuple[float, dict[int, int], dict[int, float]]:
    """Seconds it took; the most bytes each process held, and its processor seconds (Linux)."""
    held: dict[int, int] = {}
    busy: dict[int, float] = {}
    began = time.monotonic()
    with subprocess.Popen(command) as running:
        while running.poll() is None:
            for process in (running.pid, *children(running.pid)):
                held[process] = max(held.get(process, 0), peak(process))
                busy[process] = max(busy.get(process, 0.0), processor_seconds(process))
            time.sleep(0.2)
    if running.returncode:
        sys.exit(f"{' '.join(command)} ended with {running.returncode}")
    return time.monotonic() - began, held, busy


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in told.split()]


def peak(process: int) -> int:
    """The most memory a process has held, in bytes; 0 if it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def processor_seconds(process: int) -> float:
    """How long a process has been at work; 0 if it is gone."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", help="of the file: 100M, 1G")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--folder", type=Path, default=Path("corpus-bench"))
    options, words_for_clean = parser.parse_known_args()
    size = int(options.size[:-1]) * {"k": 10**3, "M": 10**6, "G": 10**9}[options.size[-1]]
    options.folder.mkdir(exist_ok=True)
    source = options.folder / f"{options.size}.jsonl"
    if not source.exists():
        make(source, size)
    alone = 0.0
    for jobs in options.jobs:
        out = options.folder / f"out-{jobs}"
        shutil.rmtree(out, ignore_errors=True)
        words = [
            "clean",
            str(source),
            "-o",
            str(out),
            "--jobs",
            str(jobs),
            "--quiet",
            *words_for_clean,
        ]
        seconds, held, busy = measured([sys.executable, "-m", "cleaner", *words])
        alone = alone or seconds
        most = max(held.values(), default=0)
        print(
            f"{jobs} jobs: {seconds:.1f} s, {os.path.getsize(source) / seconds / 1e6:.2f} MB/s, "
            f"{alone / seconds:.2f} times the first, "
            f"at most {most / 1e6:.0f} MB in each of {len(held)} processes; "
            f"processor time {sum(busy.values()):.1f} s, {max(busy.values()):.1f} s of one"
        )
        first = options.folder / f"out-{options.jobs[0]}" / source.name
        if not filecmp.cmp(first, out / source.name, shallow=False):
            sys.exit("the results are not the same")


if __name__ == "__main__":
    main()

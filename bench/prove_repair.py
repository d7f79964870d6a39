"""Does the prefilter of the repair ever change a verdict of ftfy? Counts the differences.

    python bench/prove_repair.py
    python bench/prove_repair.py --lines 5_000_000 --seed 2
    python bench/prove_repair.py --corpus texts.jsonl      # ordinary text: {"text": ...} a line

Every line is repaired twice: as the cleaner does it, and with plain ftfy (same switches, same
settling of line endings, every line, no prefilter). The lines are made to hurt (`hard_lines.py`).
Lines that differ are printed. Then the share of lines that ftfy is asked about, on ordinary text.
The exit code is 1 when there is a difference.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import hard_lines
from ftfy import fix_and_explain
from ftfy.badness import BADNESS_RE

from cleaner.model import ENCODING, Edit
from cleaner.text import repair as module
from cleaner.text.repair import ROUNDS, changed_stretches, in_question, repair, repair_line
from cleaner.text.segment import LINE_ENDING, segment
from cleaner.text.suspects import plain

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "articles"


def repair_line_plainly(line: str) -> tuple[str, str, tuple[str, ...]]:
    """What `repair_line` promises, by asking ftfy every time."""
    fixed, steps = line, []
    for _ in range(ROUNDS):
        result = fix_and_explain(fixed, module._config())
        settled = LINE_ENDING.sub(" ", result.text)
        steps += result.explanation or []
        if settled == fixed:
            break
        fixed = settled
    else:
        fixed = line
    if fixed == line:
        return line, "", ()
    names = [module._KINDS.get(step.parameter) or module._KINDS.get(step.action) for step in steps]
    kind = "mojibake" if None in names else names[0]
    because = tuple(dict.fromkeys(f"ftfy: {step.action} {step.parameter}" for step in steps))
    return fixed, f"repair.{kind}", because


def repair_plainly(text: str) -> tuple[str, list[Edit]]:
    """What `repair` promises, line by line."""
    pieces, edits = [], []
    for line in segment(text):
        fixed, rule, because = repair_line_plainly(line.text)
        before = text[line.start - 1 : line.start]
        if not fixed and (before, line.ending) == ("\r", "\n"):
            fixed = line.text  # without the line the endings around it would be one
        pieces += fixed, line.ending
        for start, end, new in changed_stretches(line.text, fixed):
            a, b, old = line.start + start, line.start + end, line.text[start:end]
            edits.append(Edit(a, b, line.number, old, new, rule, ENCODING, "sure", because))
    return "".join(pieces), edits


def unseen(line: str) -> bool:
    """Whether the prefilter sees nothing in a line where ftfy would look for mojibake."""
    return not line.isascii() and (plain(line) or not in_question(line))


def differences(number: int, seed: int) -> tuple[list[str], int]:
    """The lines that the two ways repair differently, and how many were not left as they were.

    Each line is repaired alone, and again in a text of twenty lines. A line that ftfy finds bad
    and the prefilter does not counts too, even if ftfy would find no way to mend it.
    """
    different: list[str] = []
    changed = 0
    endless = hard_lines.lines(seed)
    chance = random.Random(seed)
    for _ in range(0, number, 20):
        rows = [next(endless) for _ in range(20)]
        plainly = [repair_line_plainly(row) for row in rows]
        changed += sum(fixed != row for row, (fixed, _, _) in zip(rows, plainly, strict=True))
        different += [
            row
            for row, expected in zip(rows, plainly, strict=True)
            if repair_line(row) != expected or (unseen(row) and BADNESS_RE.search(row))
        ]
        text = "".join(
            row + chance.choice(("\n", "\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n"))
            for row in rows[: chance.randint(1, 20)]
        )
        if repair(text) != repair_plainly(text):
            different.append(text)
    return different, changed


def asked(texts: Iterator[str]) -> tuple[int, int, int, int]:
    """Texts, texts that are plain, lines, and lines that ftfy is asked about."""
    documents = plain_ones = number = questions = 0
    for text in texts:
        documents += 1
        plain_ones += plain(text)
        rows = segment(text)
        number += len(rows)
        questions += sum(not plain(row.text) and in_question(row.text) for row in rows)
    return documents, plain_ones, number, questions


def ordinary(corpus: Path | None) -> Iterator[str]:
    """The texts of a JSON Lines file, or the articles among the fixtures."""
    if corpus:
        with corpus.open(encoding="utf-8") as rows:
            for row in rows:
                yield json.loads(row)["text"]
        return
    for path in sorted(FIXTURES.rglob("*.golden")):
        golden = path.read_text(encoding="utf-8").split("\n")
        yield "\n".join(row[2:].partition("\t#")[0] for row in golden if row[:1] in tuple("|-~"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=1_000_000, help="how many lines that hurt")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, help="ordinary text, one JSON object a line")
    options = parser.parse_args()
    began = time.perf_counter()
    different, changed = differences(options.lines, options.seed)
    for line in different[:20]:
        print(ascii(line))
    print(
        f"{len(different)} differences in {options.lines:,} lines that hurt "
        f"(of which ftfy changes {changed:,}), {time.perf_counter() - began:.0f} s"
    )
    documents, plain_ones, number, questions = asked(ordinary(options.corpus))
    print(
        f"ordinary text: ftfy is asked about {questions:,} of {number:,} lines "
        f"({questions / number:.2%}); {plain_ones / documents:.0%} of {documents:,} texts "
        "need no look into its tables"
    )
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

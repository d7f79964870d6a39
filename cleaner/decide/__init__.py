"""Evidence to verdicts: the only place that says "drop".

The rules speak first (`weighing`). What they leave open, the model of shape and surroundings
decides over the whole document (`course`), with what the rules dropped as firm ground. At the end
the guard: too much gone, and only the sure drops stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.decide.course import learned_drops
from cleaner.decide.weighing import Drop, Weighing
from cleaner.evidence.gather import Evidence
from cleaner.model import Line, Policy, Verdict

NEEDED: dict[str, int | None] = {"careful": None, "balanced": 2, "thorough": 1}
"""Points of support that a likely match needs, by policy; None: likely never drops."""

MOST = {"article": 0.5, "page": 0.97}
"""The share of a text's characters that may go before the likely drops are taken back."""

GUARD, ALL_DEBRIS = "guard", "all_debris"

__all__ = ["ALL_DEBRIS", "GUARD", "MOST", "NEEDED", "Decision", "decide"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict a line, in order, and the flags that deciding raised."""

    verdicts: tuple[Verdict, ...]
    flags: tuple[str, ...]


def decide(
    lines: Sequence[Line], evidence: Evidence, policy: Policy = "balanced", *, tidied: bool = True
) -> Decision:
    """A verdict on every line. `tidied`: cuts inside a line take the white space before them."""
    weighing = Weighing(lines, evidence, NEEDED[policy])
    sure = weighing.sure_drops()
    likely = weighing.likely_drops(sure)
    learned = learned_drops(lines, evidence, weighing, sure, likely, policy)
    # the boldest that leaves enough of the text
    bold = [sure | likely | learned, likely, sure]
    drops = next((d for d in bold if _share_gone(lines, d) <= MOST[evidence.kind]), sure)
    flags = [GUARD] if drops != bold[0] else []
    if len(drops) < len(likely):
        weighing.overrule_likely(drops)
    if drops and all(i in drops for i in evidence.filled):
        return Decision(tuple(map(Verdict, lines)), (*flags, ALL_DEBRIS))
    verdicts = tuple(weighing.verdict(i, drops, tidied) for i in range(len(lines)))
    return Decision(verdicts, tuple(flags))


def _share_gone(lines: Sequence[Line], drops: dict[int, Drop]) -> float:
    total = sum(len(line.text) for line in lines)
    return sum(len(lines[i].text) for i in drops) / total if total else 0.0

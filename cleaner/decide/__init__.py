"""Evidence to verdicts: the only place that says "drop".

The rules speak first (`weighing`). What they leave open, the model of shape and surroundings
decides over the whole document (`course`), with what the rules dropped as firm ground. At the end
the guard: too much gone, and only the sure drops stay.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from cleaner.decide.course import learned_drops
from cleaner.decide.weighing import Drop, Weighing
from cleaner.evidence.gather import Evidence
from cleaner.evidence.thread import CERTAIN
from cleaner.made import made
from cleaner.model import Line, Policy, Verdict

NEEDED: dict[str, int | None] = {"careful": None, "balanced": 2, "thorough": 1}
"""Points of support that a likely match needs, by policy; None: likely never drops."""

MOST = {"article": 0.5, "page": 0.97}
"""The share of a text's characters that may go before the likely drops are taken back. In an
article those of the sure drops do not count, neither as gone nor as the text's; a whole page of
which next to nothing would stay is doubtful whatever took it. Comments beyond doubt do not
count either."""

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
    aside = {*(sure if evidence.kind == "article" else ()), *_comments(evidence, likely)}
    drops = next((d for d in bold if _share_gone(lines, d, aside) <= MOST[evidence.kind]), sure)
    flags = [GUARD] if drops != bold[0] else []
    if len(drops) < len(likely):
        weighing.overrule_likely(drops)
    if drops and all(i in drops for i in evidence.filled):
        return Decision(tuple(map(Verdict, lines)), (*flags, ALL_DEBRIS))
    cuts = list(map(weighing.cuts(drops).get, range(len(lines)))) if drops else repeat(None)
    verdicts = made(Verdict, len(lines), lines, cuts, repeat(()), repeat(()))
    for i, found in enumerate(evidence.matches):
        if found and i not in drops:
            verdicts[i] = weighing.verdict(i, tidied)
    return Decision(tuple(verdicts), tuple(flags))


def _comments(evidence: Evidence, drops: Mapping[int, Drop]) -> Iterable[int]:
    """The lines of a thread beyond doubt, and all after it: readers may write more than the
    author."""
    thread = evidence.thread
    if thread is None or thread.support < CERTAIN or thread.line not in drops:
        return ()
    return range(thread.line, len(evidence.matches))


def _share_gone(lines: Sequence[Line], drops: dict[int, Drop], aside: Container[int]) -> float:
    """The share of the characters that goes, without the lines that do not count."""
    if not drops:
        return 0.0
    total = sum(len(line.text) for i, line in enumerate(lines) if i not in aside)
    gone = sum(len(lines[i].text) for i in drops if i not in aside)
    return gone / total if total else 0.0

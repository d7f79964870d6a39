"""A rule against its own examples: what it must drop, what must survive, and its cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.checks.golden import GoldenError, parse, render, rows_of
from cleaner.cleaning import Cleaner
from cleaner.rulebook.pattern import compile_pattern
from cleaner.rulebook.rule import Rule, Rulebook, fold, line_view, view
from cleaner.text.segment import segment

BEFORE = (
    "The committee met for three hours on Monday evening and heard from eleven residents, most of "
    "whom wanted the old footbridge to stay where it is."
)
AFTER = (
    "A decision is expected before the summer, although two members said they would rather wait "
    "until the engineers have finished their second survey."
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a rule: where it is written, which example, and what happened."""

    rule: Rule
    message: str

    def __str__(self) -> str:
        return f"{self.rule.path}:{self.rule.line}: rule '{self.rule.id}': {self.message}"


def check_examples(rule: Rule, cleaner: Cleaner) -> Iterator[Problem]:
    """Every example of `rule` that does not do what it shows. `cleaner` holds all the rules."""
    alone = Cleaner.of(Rulebook([rule]))
    for example in rule.drop:
        yield from _check_drop(rule, example, cleaner, alone)
    for example in rule.keep:
        yield from _check_keep(rule, example, cleaner, alone)
    if not rule.exception and not any(_near_miss(rule, example) for example in rule.keep):
        yield Problem(
            rule,
            "no keep example is a near miss: one at least must hold a phrase or what a pattern "
            "matches as a part of it",
        )
    for case in rule.cases:
        yield from _check_case(rule, case.about, case.text, cleaner)


def _language(rule: Rule) -> str | None:
    return rule.languages[0] if rule.languages else None


def _fires(rule: Rule, example: str, alone: Cleaner) -> bool:
    return any(match.rule == rule.id for match in alone.find(segment(example)))


def _between(example: str) -> str:
    return f"{BEFORE}\n\n{example}\n\n{AFTER}\n"


def _check_drop(rule: Rule, example: str, cleaner: Cleaner, alone: Cleaner) -> Iterator[Problem]:
    if rule.exception:
        if _fires(rule, example, alone):
            yield Problem(rule, f"the exception protects its drop example {example!r}")
        return
    if not _fires(rule, example, alone):
        yield Problem(rule, f"does not fire on its drop example {example!r}")
    elif not rule.needs_context:
        text = cleaner.clean(_between(example), language=_language(rule)).text
        if rule.scope == "span":
            if example in text:
                yield Problem(rule, f"nothing is cut from the drop example {example!r}")
        elif text != f"{BEFORE}\n\n{AFTER}\n":
            yield Problem(
                rule, f"the drop example {example!r} between two paragraphs leaves {text!r}"
            )


def _check_keep(rule: Rule, example: str, cleaner: Cleaner, alone: Cleaner) -> Iterator[Problem]:
    if rule.exception:
        if not _fires(rule, example, alone):
            yield Problem(rule, f"the exception does not protect its keep example {example!r}")
    elif not any(keyword in fold(view(example)) for keyword in rule.keywords):
        yield Problem(rule, f"the keep example {example!r} holds none of the keywords: no test")
    result = cleaner.clean(_between(example), language=_language(rule))
    if result.text != _between(example):
        by = ", ".join(edit.rule for edit in result.edits)
        yield Problem(rule, f"the keep example {example!r} is cut by {by}")


def _near_miss(rule: Rule, example: str) -> bool:
    """Whether the example would be hit but for anchors, `unless`, `max_words` or the zone."""
    text = line_view(example)
    if any(fold(line_view(phrase)) in fold(text) for phrase in rule.phrases):
        return True
    return any(compile_pattern(pattern).search(text) for pattern in rule.patterns)


def _check_case(rule: Rule, about: str, text: str, cleaner: Cleaner) -> Iterator[Problem]:
    try:
        golden = parse(text)
    except GoldenError as error:
        yield Problem(rule, f"case {about!r}: {error}")
        return
    options = {"language": _language(rule), **golden.document_options}
    chosen = cleaner.with_options(**golden.clean_options)
    result = chosen.clean(golden.source, **options)
    rows = rows_of(result)
    if tuple(rows) != golden.rows:
        yield Problem(
            rule,
            f"case {about!r} was decided otherwise:\n{render(rows)}"
            f"in place of:\n{render(list(golden.rows))}",
        )
    elif not rule.exception and rule.id not in {
        *(edit.rule for edit in result.edits),
        *(doubt.rule for doubt in result.doubts),
    }:
        yield Problem(rule, f"case {about!r} has nothing to do with this rule")

"""Phrases that stand twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import PACK, cleaner, pack

from cleaner.checks.doubled import check_doubled
from cleaner.rulebook.load import default_rulebook
from cleaner.rulebook.rule import Rule, Rulebook


def _rule(id_: str, *phrases: str, **values: object) -> Rule:
    known = {"id": id_, "category": "share", "about": "Made.", "phrases": phrases, **values}
    return Rule(**known)  # type: ignore[arg-type]


def _told(*rules: Rule) -> list[str]:
    check = check_doubled(Rulebook(rules))
    return [problem.message for problem in check(rules[0])]


def test_the_shipped_packs_say_nothing_twice() -> None:
    rules = default_rulebook().rules
    check = check_doubled(default_rulebook())
    assert [f"{rule.id}: {problem.message}" for rule in rules for problem in check(rule)] == []


@pytest.mark.parametrize("again", ["Zonk it", "ZONK IT", "Zonk it!", "* zonk  it"])
def test_a_phrase_twice_in_a_rule(again: str) -> None:
    assert _told(_rule("en.a.one", "Zonk it", "Zonk her", again)) == [
        f"phrase {again!r} says the same as 'Zonk it'"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("en.a.one", "en.b.two"),
        ("en.a.one", "any.b.two"),
        ("my_rules.a.one", "de.b.two"),
        ("my_rules.a.one", "mine.b.two"),
    ],
)
def test_a_phrase_in_two_rules(one: str, other: str) -> None:
    rules = _rule(one, "Zonk it", "Zonk her"), _rule(other, "zonk it.", max_words=12)
    assert _told(*rules) == [
        f"phrase 'Zonk it' stands in {other} too, which asks for the same",
    ]
    assert _told(*rules[::-1]) == [
        f"phrase 'zonk it.' stands in {one} too, which asks for the same",
    ]


def test_a_phrase_twice_in_one_rule_and_once_in_another() -> None:
    assert _told(
        _rule("en.a.one", "Zonk it", "Zonk it!", "zonk it"), _rule("en.b.two", "ZONK IT")
    ) == [
        "phrase 'Zonk it' stands in en.b.two too, which asks for the same",
        "phrase 'Zonk it!' says the same as 'Zonk it'",
        "phrase 'zonk it' says the same as 'Zonk it'",
    ]


@pytest.mark.parametrize(
    "other",
    [
        _rule("en.b.two", "Zonk him"),
        _rule("de.b.two", "Zonk it"),
        _rule("en.b.two", "Zonk it", strength="likely"),
        _rule("en.b.two", "Zonk it", scope="list"),
        _rule("en.b.two", "Zonk it", zone="tail"),
        _rule("en.b.two", "Zonk it", near=("share",)),
        _rule("en.b.two", "Zonk it", apart=("zonk",)),
        _rule("en.b.two", "Zonk it", languages=("en",)),
        _rule("en.b.two", "Zonk it", paragraphs=1),
        _rule("en.b.two", "Zonk it", protects=("share",)),
    ],
    ids=str,
)
def test_a_phrase_that_is_another_thing_in_another_rule(other: Rule) -> None:
    assert _told(_rule("en.a.one", "Zonk it"), other) == []


def test_a_phrase_in_rules_of_two_categories() -> None:
    rules = _rule("en.a.one", "Zonk it"), _rule("en.b.two", "zonk it.", category="caption")
    assert _told(*rules) == [
        "phrase 'Zonk it' stands in en.b.two too as caption, which asks for the same",
    ]
    assert _told(*rules[::-1]) == [
        "phrase 'zonk it.' stands in en.a.one too as share, which asks for the same",
    ]


def test_a_veto_that_does_not_speak_of_a_phrase_makes_no_difference() -> None:
    rules = _rule("en.a.one", "Zonk it", unless=("zonk her",)), _rule("en.b.two", "Zonk it")
    assert _told(*rules) == ["phrase 'Zonk it' stands in en.b.two too, which asks for the same"]


def test_a_phrase_that_its_own_rule_vetoes() -> None:
    vetoes = ("said", r"^\W*zonk it\W*$")
    assert _told(_rule("en.a.one", "Zonk her", "» Zonk  it!", unless=vetoes)) == [
        f"phrase '» Zonk  it!' is vetoed by {vetoes[1]!r}"
    ]


def test_lint_tells_of_it(tmp_path: Path) -> None:
    twice = PACK.replace(
        '["Zonk the widget now"]', '["Zonk the widget now", "Zonk the widget now!"]'
    )
    result = cleaner("rules", "lint", pack(tmp_path, twice))
    assert result.exit_code == 1
    assert (
        "rule 'zonk.pack.banner': phrase 'Zonk the widget now!' says the same as" in result.stdout
    )
    assert result.stdout.endswith("3 rules checked, 1 problem\n")

"""Every shipped rule against its own examples, keywords and speed; and the packs as a whole."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.checks.examples import check_examples
from cleaner.checks.keywords import check_keywords, shortest_matches
from cleaner.checks.speed import check_speed
from cleaner.model import CATEGORIES
from cleaner.rulebook.load import default_rulebook, load_rulebook, shipped_rules
from cleaner.rulebook.rule import Rule, Rulebook

RULES = default_rulebook().rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule(rule: Rule, shipped: Cleaner) -> None:
    problems = [*check_examples(rule, shipped), *check_keywords(rule)]
    assert not problems, "\n".join(map(str, problems))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_is_slow(rule: Rule) -> None:
    assert not list(check_speed(rule))


def test_the_shipped_packs_load_with_all_checks() -> None:
    assert load_rulebook([shipped_rules()]).hash == default_rulebook().hash


def test_the_packs_reach_every_category() -> None:
    # duplicated headlines have no phrase: structure finds them
    assert {rule.category for rule in RULES} >= set(CATEGORIES) - {"duplicate_title"}


def _rule(**values: object) -> Rule:
    known = {
        "id": "en.test.rule",
        "category": "share",
        "about": "A rule made for this test.",
        "keywords": ("share",),
        "patterns": (r"share this (article|story)",),
        "drop": ("Share this story",),
        "keep": ("She asked him to share this story with nobody but his sister in Leeds.",),
    }
    return Rule(**{**known, **values})  # type: ignore[arg-type]


def _problems(rule: Rule) -> str:
    cleaner = Cleaner.of(Rulebook([rule]))
    found = [*check_examples(rule, cleaner), *check_keywords(rule), *check_speed(rule)]
    return "\n".join(map(str, found))


def test_a_good_rule_has_no_problems() -> None:
    assert _problems(_rule()) == ""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"drop": ("Share that story",)}, "does not fire on its drop example"),
        (
            {"patterns": (r"(she asked .{0,200} )?share this (article|story).{0,60}",)},
            "is cut by en.test.rule",
        ),
        ({"keep": ("Nothing of that kind was ever seen in the town.",)}, "holds none of the keyw"),
        ({"keep": ("The lion's share went to him.",)}, "no keep example is a near miss"),
        ({"patterns": (r"(share|send) this (article|story)",)}, "holds none of the keywords"),
        # letters that stand for any in what is generated prove nothing as a keyword
        (
            {"patterns": (r"(share|pass on) .{3}",), "keywords": ("share", "qqq")},
            "holds none of the keywords",
        ),
        (
            {"patterns": (r"share this story(\w*\w*\w*\w*\w*\w*!)?",)},
            "takes",
        ),
    ],
)
def test_a_bad_rule_is_told(change: dict[str, object], message: str) -> None:
    assert message in _problems(_rule(**change))


def test_a_case_decided_otherwise_is_told() -> None:
    from cleaner.rulebook.rule import Case

    case = Case(about="kept", text="| Share this story\n| It was late, and nobody came.\n")
    assert "was decided otherwise" in _problems(_rule(cases=(case,)))


def test_an_exception_is_held_to_its_examples() -> None:
    rule = _rule(
        protects=("share",),
        category="other",
        drop=("Share this story",),
        keep=("Another thing altogether, which no share rule would name.",),
    )
    assert "protects its drop example" in _problems(rule)
    assert "does not protect its keep example" in _problems(rule)


def test_shortest_matches_take_every_branch_and_leave_out_what_is_optional() -> None:
    assert shortest_matches(r"(a|b)c?(d|e){1,3}[fg]") == [
        "adf", "adg", "aef", "aeg", "bdf", "bdg", "bef", "beg",
    ]  # fmt: skip

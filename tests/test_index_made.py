"""When the index is made, and where there can be none."""

from __future__ import annotations

import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from finders import COMPILED, EXAMPLES, GOLDENS, KINDS, finders_of_kinds, shipped_finder
from plainly import plain

from cleaner import Cleaner
from cleaner.checks.golden import parse, render_golden
from cleaner.model import Match
from cleaner.rulebook import find, index
from cleaner.rulebook.find import Finder
from cleaner.rulebook.load import default_rulebook
from cleaner.rulebook.rule import Rulebook
from cleaner.text import language
from cleaner.text.segment import segment


def test_the_index_is_made_in_the_middle_of_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "WARM", 500)
    rules = [*default_rulebook().rules[::25], *KINDS]
    finder = Finder(Rulebook(rules))
    finder._compiled = COMPILED
    seen, made = 0, []
    for examples in EXAMPLES[::25]:
        lines = segment("\n".join(examples))
        seen += sum(len(line.text) + 1 for line in lines if line.text) - 1
        assert finder.find(lines) == plain(finder.rulebook.rules, lines)
        made.append(finder._index is not None)
        assert made[-1] is (seen > 500)
    assert {False, True} == set(made)


def test_a_finder_is_copied_without_its_index() -> None:
    finder = pickle.loads(pickle.dumps(finders_of_kinds()[0]))
    assert finder._index is None
    lines = segment("zonk a widget\n123")
    assert finder.find(lines) == plain(KINDS, lines)


def test_threads_that_make_the_index_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "WARM", 0)
    rules = [*default_rulebook().rules[::25], *KINDS]
    texts = [segment("\n".join([*examples, "zonk"])) for examples in EXAMPLES[::25]]
    expected = [plain(Rulebook(rules).rules, lines) for lines in texts]
    finder, start = Finder(Rulebook(rules)), Barrier(8)

    def find_all(_: int) -> list[list[Match]]:
        start.wait()
        return [finder.find(lines) for lines in texts]

    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(find_all, range(8)))
    assert finder._index is not None


def test_the_examples_of_all_rules_with_an_index_and_where_there_can_be_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    indexed = shipped_finder(True)
    monkeypatch.setitem(sys.modules, "ahocorasick", None)
    monkeypatch.setattr(index, "native", None)
    monkeypatch.setattr(find, "WARM", 0)
    finder = Finder(default_rulebook())
    finder._compiled = COMPILED
    finder.prepare()
    fired: set[str] = set()
    for examples in EXAMPLES:
        lines = segment("\n".join(examples))
        found = indexed.find(lines)
        assert finder.find(lines) == found
        fired.update(match.rule for match in found)
    assert finder._index is None
    assert len(fired) > 0.99 * len(default_rulebook().rules)


@pytest.mark.parametrize("blocked", [False, True])
def test_the_goldens_with_an_index_and_where_there_can_be_none(
    monkeypatch: pytest.MonkeyPatch, blocked: bool
) -> None:
    if blocked:
        monkeypatch.setitem(sys.modules, "ahocorasick", None)
        monkeypatch.setattr(index, "native", None)
    cleaner = Cleaner()
    cleaner._finder._compiled = COMPILED
    cleaner.prepare()
    assert (cleaner._finder._index is None) is blocked
    for path in GOLDENS:
        written = path.read_bytes().decode("utf-8")
        golden = parse(written)
        chosen = cleaner.with_options(**golden.clean_options)
        result = chosen.clean(golden.source, **golden.document_options)
        assert render_golden(golden, result) == written


def test_what_is_made_at_first_need_can_be_made_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_factory", None)
    rules = tuple(rule for rule in default_rulebook().rules if rule.id.startswith("en.share."))
    cleaner = Cleaner.of(Rulebook(rules))
    cleaner.prepare(everything=True)
    assert cleaner._finder._index is not None
    assert language._factory is not None
    monkeypatch.setattr(find, "compile_pattern", lambda pattern: pytest.fail(pattern))
    for examples in EXAMPLES:
        cleaner.find(segment("\n".join(examples)))

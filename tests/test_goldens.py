"""Golden files: every decision on invented articles, line by line."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.checks.golden import Golden, GoldenError, parse, render_golden
from cleaner.cleaned import Cleaned
from cleaner.model import CATEGORIES, ENCODING

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
ARTICLES = sorted((FIXTURES / "articles").glob("*/*.golden"))
KNOWN_FAILURES = sorted((FIXTURES / "known-failures").glob("*.golden"))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _clean(golden: Golden, shipped: Cleaner) -> Cleaned:
    cleaner = shipped.with_options(**golden.clean_options)
    return cleaner.clean(golden.source, **golden.document_options)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", ARTICLES, ids=_name)
def test_golden(path: Path, shipped: Cleaner, request: pytest.FixtureRequest) -> None:
    written = _read(path)
    golden = parse(written)
    result = _clean(golden, shipped)
    decided = render_golden(golden, result)
    if request.config.getoption("--update-goldens"):
        assert not os.environ.get("CI"), "goldens are updated by hand, never in CI"
        assert parse(decided).source == golden.source, "an update never changes the input"
        path.write_bytes(decided.encode("utf-8"))
    else:
        assert decided == written
    assert result.verified()


@pytest.mark.parametrize("path", KNOWN_FAILURES, ids=lambda path: path.stem)
@pytest.mark.xfail(strict=True, reason="known failure: move the file to articles/ when it passes")
def test_known_failure(path: Path, shipped: Cleaner) -> None:
    golden = parse(_read(path))
    decided = parse(render_golden(golden, _clean(golden, shipped)))
    assert [row.margin for row in decided.rows] == [row.margin for row in golden.rows]


def test_the_goldens_are_enough() -> None:
    goldens = {path.stem: parse(_read(path)) for path in ARTICLES}
    assert len(goldens) >= 30
    assert sum(name.startswith("caps-headline-") for name in goldens) >= 10
    assert sum(name.startswith("caps-own-heads-") for name in goldens) >= 10
    untouched = [g for g in goldens.values() if all(row.margin == "|" for row in g.rows)]
    assert len(untouched) >= 10


def test_every_category_occurs_in_a_golden(shipped: Cleaner) -> None:
    seen: Counter[str] = Counter()
    for path in ARTICLES:
        seen.update(edit.category for edit in _clean(parse(_read(path)), shipped).edits)
    assert not {*CATEGORIES, ENCODING} - set(seen)


def test_a_golden_gives_its_input_back() -> None:
    golden = parse(
        '#! policy=careful newline=crlf final=yes title="A Town"\n# why\n'
        "| one\n|\n-\t# tidy.blank\n- two\t# a.b\n~ x\t# y (z)\t# a.c: 1-3\n"
    )
    assert golden.source == "one\r\n\r\n\r\ntwo\r\nx\t# y (z)\r\n"
    assert golden.document_options == {"title": "A Town"}
    assert golden.comments == ("# why",)


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("polcy=careful", "line 1: no option is named 'polcy'; known: policy, kind"),
        ("policy=wild", "line 1: policy='wild' is not known; one of: careful"),
        ("newline=nl", "line 1: newline='nl' is not known; one of: lf"),
        ('title="The pool', "line 1: No closing quotation"),
    ],
)
def test_an_option_that_says_nothing_is_refused(head: str, message: str) -> None:
    with pytest.raises(GoldenError, match=message):
        parse(f"#! {head}\n| The pool is to close.\n")


def test_a_golden_without_margins_is_refused() -> None:
    with pytest.raises(GoldenError, match=r"line 2: no margin"):
        parse("| one\ntwo\n")

"""Totals: they add up, they merge, and they read the same in any order."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations
from typing import Any

import cleaner
from cleaner.model import Document
from cleaner.report.summary import Summary, site_of
from cleaner.report.terminal import tell

TEXTS = {
    "a.txt": "The pool is to close, the council said on Tuesday.\n\nLeave a Reply\n",
    "b.txt": "Le cafÃ© reste ouvert tout le long de la journée, dit-il.\n",
    "c.txt": "",
}


def reports() -> list[dict[str, Any]]:
    """Three reports: one with debris, one with a repair, one with a flag."""
    documents = [
        Document(text=text, source=name, language="en", url=f"https://example.org/{name}")
        for name, text in TEXTS.items()
    ]
    documents[1] = replace(documents[1], language="fr", url=None)
    return [cleaner.Cleaner().clean(document).report() for document in documents]


def total(parts: list[dict[str, Any]]) -> Summary:
    """The summary of some reports."""
    summary = Summary()
    for part in parts:
        summary.add(part)
    return summary


def test_the_totals() -> None:
    summary = total(reports()).to_dict()
    assert (summary["files"], summary["failed"]) == (3, 0)
    assert summary["chars_in"] == sum(map(len, TEXTS.values()))
    assert summary["chars_in"] - summary["chars_out"] == 16
    assert summary["by_category"] == {
        "comment_form": {"chars": 14, "edits": 1},
        "encoding": {"chars": 1, "edits": 1},
        "whitespace": {"chars": 1, "edits": 1},
    }
    assert {key: row["files"] for key, row in summary["by_language"].items()} == {"en": 2, "fr": 1}
    assert {key: row["files"] for key, row in summary["by_site"].items()} == {
        "example.org": 2,
        "unknown": 1,
    }
    assert summary["by_flag"]["empty"] == {"chars_in": 0, "chars_out": 0, "files": 1}
    assert summary["flagged"] == {"c.txt": ["empty"]}
    assert list(summary) == sorted(summary)


def test_any_order_and_any_split_gives_the_same_bytes() -> None:
    parts = reports()
    whole = json.dumps(total(parts).to_dict())
    for order in permutations(parts):
        assert json.dumps(total(list(order)).to_dict()) == whole
        merged = total(list(order[:1]))
        merged.merge(total(list(order[1:])))
        assert json.dumps(merged.to_dict()) == whole


def test_a_summary_that_was_written_can_be_read_and_merged() -> None:
    summary = total(reports())
    summary.fail()
    again = Summary.from_dict(json.loads(json.dumps(summary.to_dict())))
    assert again.to_dict() == summary.to_dict()
    again.merge(summary)
    assert (again.files, again.failed) == (6, 2)
    assert again.by["category"]["comment_form"] == {"chars": 28, "edits": 2}


def test_sites() -> None:
    assert site_of("http://[bad") == site_of(None) == site_of("no address") == "unknown"
    assert site_of("https://WWW.Example.org:80/x") == "www.example.org"


def test_the_five_busiest_rules_and_the_first_flagged_files_are_told() -> None:
    summary = Summary(files=12, chars_in=2000, chars_out=1000, edits=21)
    summary.by["category"] = {"share": {"edits": 21, "chars": 1000}}
    summary.by["rule"] = {f"en.r{n}": {"edits": n, "chars": 1} for n in range(1, 7)}
    summary.flagged = {f"{n:02}.txt": ["guard", "nul"] for n in range(12)}
    lines = tell(summary).splitlines()
    assert lines[:6] == [
        "12 files cleaned",
        "2,000 characters in, 1,000 out (50.0% less)",
        "by category:",
        "  share  21 edits, 1,000 characters",
        "busiest rules:",
        "  en.r6  6 edits, 1 character",
    ]
    assert "  en.r2  2 edits, 1 character" in lines and "en.r1" not in tell(summary)
    assert lines[-2:] == ["  09.txt: guard, nul", "  and 2 more"]


def test_nothing_at_all_is_told_shortly() -> None:
    assert tell(Summary(failed=1)) == "0 files cleaned, 1 failed\n0 characters in, 0 out\n"

"""The library as a user calls it."""

from __future__ import annotations

import json
import multiprocessing
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import cleaner
from cleaner.rulebook.rule import Rule, Rulebook
from cleaner.rulebook.select import Selection
from cleaner.text.language import detect_language

TEXT = (
    "The pool on Mill Lane is to close in May, the council decided on Tuesday evening.\n"
    "\n"
    "Leave a Reply\n"
    "\n"
    "Your email address will not be published.\n"
)
CLEAN = "The pool on Mill Lane is to close in May, the council decided on Tuesday evening.\n"


PACKS = Path(__file__).resolve().parent.parent / "examples" / "my_rules"

RUSSIAN = (
    "Городской совет во вторник проголосовал за закрытие единственного бассейна.\n"
    "\n"
    "Жители говорят, что они будут бороться за него до конца.\n"
)


def test_every_public_name_has_a_docstring() -> None:
    for name in set(cleaner.__all__) - {"__version__"}:
        assert getattr(cleaner, name).__doc__, name


def test_clean_gives_text_edits_and_report() -> None:
    result = cleaner.clean(TEXT, title="Pool to close", url="https://news.example/pool")
    assert result.text == CLEAN
    assert cleaner.restore(result.text, result.edits) == TEXT
    report = result.report()
    assert report == json.loads(json.dumps(report))
    assert report["metadata"] == {"title": "Pool to close", "url": "https://news.example/pool"}
    assert report["language"] == "en"
    assert (report["kind"], report["policy"]) == ("article", "balanced")
    assert {edit["rule"] for edit in report["edits"]} >= {"en.comments.reply-head", "tidy.blank"}


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: cleaner.clean(b"bytes"), TypeError, "cleaner.decode"),  # type: ignore[arg-type]
        (lambda: cleaner.clean(None), TypeError, "not NoneType"),  # type: ignore[arg-type]
        (lambda: cleaner.decode("text"), TypeError, "a str is text already"),  # type: ignore[arg-type]
        (lambda: cleaner.clean("x", policy="bold"), cleaner.OptionError, "policy 'bold'"),
        (lambda: cleaner.clean("x", kind="poem"), cleaner.OptionError, "kind 'poem'"),
        (lambda: cleaner.Cleaner(ignore=["shares"]), cleaner.OptionError, "'shares' names no"),
    ],
)
def test_wrong_calls_are_told(call: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()  # type: ignore[operator]


def test_the_flags_of_a_text() -> None:
    assert cleaner.clean("").flags == ("empty",)
    assert cleaner.clean(" \n\u00a0").flags == ("blank",)
    assert cleaner.clean("It rained.\0").flags == ("nul",)
    encoding = cleaner.Encoding(declared=None, used="utf-8", bom=False, replaced=2)
    document = cleaner.Document(text="It rained.", encoding=encoding)
    assert cleaner.Cleaner().clean(document).flags == ("replaced",)


def test_select_and_ignore() -> None:
    assert cleaner.Cleaner(ignore=["comment_form"]).clean(TEXT).text == TEXT
    assert "Leave a Reply" in cleaner.Cleaner(ignore=["en.comments"]).clean(TEXT).text
    assert cleaner.Cleaner(ignore=["en.*"]).clean(TEXT).text == TEXT
    assert cleaner.Cleaner(select=["share"]).clean(TEXT).text == TEXT
    assert cleaner.Cleaner(select=["en.comments.reply-head"]).clean(TEXT).text == CLEAN
    broken = "The cafÃ© is to close."
    assert cleaner.clean(broken).text == "The café is to close."
    assert cleaner.Cleaner(ignore=["encoding"]).clean(broken).text == broken
    untidied = cleaner.Cleaner(ignore=["whitespace"]).clean(TEXT).text
    assert untidied == CLEAN + "\n\n"
    twice = "Ferry Late For The Third Week\n\n" * 2 + CLEAN
    assert cleaner.clean(twice).text != twice
    assert cleaner.Cleaner(ignore=["structure"]).clean(twice).text == twice


def test_one_name_needs_no_list() -> None:
    one = cleaner.Cleaner(select="share", ignore="whitespace")
    assert one.selection == cleaner.Cleaner(select=["share"], ignore=["whitespace"]).selection
    for pack in (PACKS, str(PACKS)):
        assert "my_rules.gazette.reader-panel" in cleaner.Cleaner(rules=pack).rulebook.by_id


@pytest.mark.parametrize("debris", ["", "\nLeave a Reply\n"])
def test_the_language_of_a_report_is_that_of_the_repaired_text(debris: str) -> None:
    broken = (RUSSIAN + debris).encode().decode("latin-1")
    result = cleaner.clean(broken)
    assert result.text == RUSSIAN and cleaner.restore(result.text, result.edits) == broken
    assert result.report()["language"] == "ru"


def test_a_document_brings_what_is_known_of_it() -> None:
    document = cleaner.Document(text=TEXT, language="fr")
    assert cleaner.clean(document).report()["language"] == "fr"


def test_exceptions_are_not_selected_away() -> None:
    known = {"about": "Made.", "phrases": ("zonk",), "keywords": ("zonk",)}
    share = Rule(id="en.t.share", category="share", **known)  # type: ignore[arg-type]
    guard = Rule(id="en.u.guard", category="other", protects=("share",), **known)  # type: ignore[arg-type]
    book = Rulebook([share, guard])
    assert list(Selection(select=("share",)).choose(book).rules) == [share, guard]
    assert Selection(select=("share",), ignore=("en.u",)).choose(book).by_id.keys() == {share.id}
    assert Selection(ignore=("share",)).choose(book).by_id.keys() == {guard.id}


def test_a_cleaner_is_picklable() -> None:
    cleaner_ = cleaner.Cleaner(policy="careful")
    again = pickle.loads(pickle.dumps(cleaner_))
    assert again.clean(TEXT).report() == cleaner_.clean(TEXT).report()


def test_a_spawned_process_gives_the_same() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        result = pool.apply(cleaner.Cleaner().clean, (TEXT,))
    assert result == cleaner.Cleaner().clean(TEXT)


THREADS = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
import cleaner
barrier = Barrier(8)
def work(n):
    barrier.wait()
    prose = "Le café du village ferme ses portes après quarante ans de bons et loyaux services."
    result = cleaner.clean(prose + "\\n\\nLe thÃ© aussi.\\n\\nLeave a Reply\\n")
    return result.text, result.report()["language"]
with ThreadPoolExecutor(8) as pool:
    results = set(pool.map(work, range(8)))
print(results)
"""


def test_first_use_from_eight_threads_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", THREADS], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.count("fr") == 1 and "thé aussi" in done.stdout, done.stdout


def test_the_same_text_gives_the_same_report_in_any_order() -> None:
    texts = [TEXT, "Il pleut sur la ville.", "", TEXT.upper()]
    one, other = cleaner.Cleaner(), cleaner.Cleaner()
    forward = [one.clean(text).report() for text in texts]
    backward = [other.clean(text).report() for text in reversed(texts)]
    assert forward == backward[::-1]


def test_the_language_is_not_asked_for_when_nothing_depends_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def ask(text: str) -> str | None:
        asked.append(text)
        return detect_language(text)

    monkeypatch.setattr("cleaner.cleaning.detect_language", ask)
    cleaner.Cleaner(select=["comment_form"]).clean(TEXT)
    assert asked == []


def test_the_core_loads_nothing_heavy() -> None:
    code = (
        "import sys, cleaner; cleaner.clean('It rained.'); "
        "print([m for m in ('trafilatura', 'langdetect', 'click', 'lxml', 'chardet', 'ftfy') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

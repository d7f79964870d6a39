"""What the documentation shows is what happens."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cleaner
from cleaner.checks.examples import check_examples
from cleaner.checks.golden import parse, render, rows_of
from cleaner.checks.keywords import check_keywords
from cleaner.checks.speed import check_speed

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks(page: str, language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(page) if kind == language]


def test_the_first_screen_of_the_readme() -> None:
    source, expected, explained = _blocks(README, "text")[:3]
    result = cleaner.clean(source)
    assert result.text == expected
    assert render(rows_of(result)) == explained
    assert README.index(expected) < 2500, "what comes out belongs on the first screen"


def test_the_python_examples_of_the_readme() -> None:
    examples = _blocks(README, "python")
    assert examples
    for example in examples:
        done = subprocess.run(
            [sys.executable, "-c", example], cwd=ROOT, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
        expected = re.findall(r"# prints (.+)", example)
        assert done.stdout.splitlines() == expected


def _commands() -> list[tuple[str, str]]:
    """Every page with console examples, and its examples in order."""
    found = []
    for page in PAGES:
        blocks = _blocks(page.read_text(encoding="utf-8"), "console")
        if blocks:
            found.append((page.name, "".join(blocks)))
    return found


@pytest.mark.parametrize(("page", "session"), _commands(), ids=lambda value: str(value)[:12])
def test_console_examples(page: str, session: str, tmp_path: Path) -> None:
    """`$ cleaner ...` lines print what follows, one after the other, where the examples are."""
    for folder in ("examples", "samples"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100", "NO_COLOR": "1"}
    runs = re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]
    assert runs
    for run in runs:
        command, _, expected = run.partition("\n")
        words = shlex.split(command)
        if words[0] == "cat":
            printed = "".join((tmp_path / word).read_text("utf-8") for word in words[1:])
        else:
            assert words[0] == "cleaner", command
            done = subprocess.run(
                [sys.executable, "-m", "cleaner", *words[1:]],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                encoding="utf-8",
            )
            printed = done.stdout + done.stderr
        assert printed.strip() == expected.strip(), f"{page}: $ {command}"


def test_the_report_page_names_every_key() -> None:
    page = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    text = "The cafÃ© is to close on Friday, the council said.\n\nLeave a Reply\n"
    report = cleaner.clean(text, title="Cafe", url="https://news.example/c").report()
    keys = {*report, *report["sha256"], *report["metadata"], *report["edits"][0]}
    keys |= set(json.loads(json.dumps(report))["edits"][0])
    assert not [key for key in sorted(keys) if f"`{key}`" not in page]


def test_the_report_page_shows_a_report_of_today(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    (source,) = re.findall(r"^For the text\n\n```\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "ferry.txt").write_bytes(source.encode())
    report = cleaner.clean(next(cleaner.open_documents(tmp_path / "ferry.txt"))).report()
    shown = json.loads(_blocks(page, "json")[0])
    # hashes of rules and weights, which change with each of them
    assert {**shown, "rulebook": "", "model": ""} == {**report, "rulebook": "", "model": ""}


def test_the_rule_that_the_rules_page_shows_is_a_good_one(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    pack = tmp_path / "mine" / "shop.toml"
    pack.parent.mkdir()
    pack.write_text(_blocks(page, "toml")[0], encoding="utf-8")
    with_shipped = cleaner.Cleaner(rules=pack)
    rule = with_shipped.rulebook.by_id["mine.shop.signup"]
    found = [*check_examples(rule, with_shipped), *check_keywords(rule), *check_speed(rule)]
    assert not list(map(str, found))


def _goldens() -> list[tuple[str, str]]:
    """Every page with texts in golden notation, and one of these texts."""
    return [
        (page.name, block)
        for page in PAGES
        for block in _blocks(page.read_text(encoding="utf-8"), "golden")
    ]


@pytest.mark.parametrize(("page", "text"), _goldens(), ids=lambda value: str(value)[-24:])
def test_texts_in_golden_notation(page: str, text: str) -> None:
    golden = parse(text)
    result = cleaner.clean(golden.source, **golden.clean_options)
    assert tuple(rows_of(result)) == golden.rows

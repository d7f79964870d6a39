"""Options and shared fixtures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers import PROSE, TEXT, alone
from hypothesis import settings
from learning import Learned, learn
from rowfiles import jsonl

from cleaner import Cleaner
from cleaner.corpus import batches

# what is asserted never depends on how fast a machine is; in CI not on chance either, so that what
# fails there is the change's: chance hunts wherever else the tests run
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite the decisions in fixtures/, never the input; read the diff",
    )


@pytest.fixture(scope="session")
def shipped() -> Cleaner:
    """A cleaner with the shipped rules and the default options."""
    return Cleaner()


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> Learned:
    """Puts a made-up model in place."""
    return learn(monkeypatch)


@pytest.fixture
def row_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A command for 40 rows in batches of five, without its output."""
    monkeypatch.setattr(batches, "MOST", 5)
    rows = jsonl(tmp_path / "rows.jsonl", 40)
    return ["clean", rows, "--quiet", "--language", "en", *alone(tmp_path)]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two articles, one of them in a folder below, and files that are no input."""
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT)
    (folder / "deep" / "b.md").write_text(f"{PROSE}\n")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text(TEXT)
    return folder

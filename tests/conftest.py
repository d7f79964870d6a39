"""Options and shared fixtures."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Cleaner

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

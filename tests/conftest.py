"""Options and shared fixtures."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from cleaner import Cleaner

# what is asserted never depends on how fast a machine is
settings.register_profile("untimed", deadline=None)
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

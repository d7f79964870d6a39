"""The names of authors that stay when the box around them goes."""

from __future__ import annotations

from typing import Any

import pytest
from biographies import BIO, STORY, left, rule

from cleaner.evidence.credits import is_name

BOX = rule("about the author", scope="to_end", zone="tail", paragraphs=1)


@pytest.mark.parametrize(
    ("box", "names"),
    [
        (["About the author", "Ada Brandt", "Lenn"], ["Ada Brandt"]),
        (["About the author", "Lenn", "Ada Brandt"], []),
        (["About the author", "Lenn", "Ada Brandt", BIO], ["Ada Brandt"]),
        (["About the author", "Lenn", "Ada Brandt", "Keeper", BIO], ["Ada Brandt"]),
        (["About the author", "Lenn", "Ada Brandt", "Keeper", "Lenn", BIO], []),
        (["About the author", "Ada Brandt", "Keeper", "Ada Brandt"], ["Ada Brandt", "Ada Brandt"]),
        (["About the author", "Ada Brandt", "x", "y", "Ada Brandt"], ["Ada Brandt"]),
        (["About the author", "Terms of use", "Lenn"], []),
        (["About the author", "Wide Blue Lamps", BIO], ["Wide Blue Lamps"]),
        (["About the author", "Lenn", "Wide Blue Lamps", BIO], []),
    ],
)
def test_the_name_in_an_authors_box_stays(box: list[str], names: list[str]) -> None:
    assert left([*STORY, *box], BOX) == [*STORY, *names]


def test_a_name_that_a_rule_knows_goes() -> None:
    lamps = rule("wide blue lamps", category="share", strength="likely", near=("en.t.none",))
    assert left([*STORY, "About the author", "Wide Blue Lamps", BIO], BOX, lamps) == [*STORY]


def _box(*lines: str, **values: Any) -> list[str]:
    """What is left of a box whose head another rule knows."""
    head = rule("the box", category="other", scope="to_end", zone="tail", paragraphs=1)
    zonk = rule("zonk", **{"keywords": ("zonk",), "patterns": (r".*\bzonk\b.*",), **values})
    return left([*STORY, "The box", *lines], head, zonk)[len(STORY) :]


def test_what_is_a_label_of_a_name() -> None:
    assert _box("Zonk", "Ada Brandt") == ["Ada Brandt"]
    assert _box("Zonk", "Ada Brandt", category="share") == []
    assert _box("To the zonk", "Ada Brandt") == ["Ada Brandt"]
    assert _box("To the big zonk", "Ada Brandt") == []
    # a head that owns a paragraph may be longer
    assert _box("To the big zonk", "Ada Brandt", paragraphs=1) == ["Ada Brandt"]
    assert _box("Ada Brandt") == []


def test_what_belongs_to_a_name() -> None:
    life = "has kept a diary of the tides since the year of the flood, and seldom shows it."
    assert _box("Ada Brandt", "Ada Brandt " + life) == ["Ada Brandt"]
    assert _box("Ada Brandt", "Ada " + life) == []
    assert _box("Ada Brandt", "Ada " + life + " Zonk.") == ["Ada Brandt"]
    assert _box("Ada Brandt", "I'm Ada, who " + life + " Zonk.") == ["Ada Brandt"]
    assert _box("Ada Brandt", "I'm Ada, who " + life) == []
    assert _box("Ada Brandt", "She " + life + " Zonk.") == []
    assert _box("Ada Brandt", "Zonk of Ada Brandt") == ["Ada Brandt"]
    assert _box("Ada Brandt", "Lamps of Ada Brandt") == []
    assert _box("Ada Brandt", "Zonk of Ada Farrell") == []
    # the same name again, not another one
    assert _box("Zonk", "Ada Brandt", "Una Farrell") == ["Ada Brandt"]
    assert _box("Zonk", "Ada Brandt", "Ada Brandt, PhD") == ["Ada Brandt", "Ada Brandt, PhD"]
    assert _box("Ada Brandt", "Ada Brandt") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Brandt", True),
        ("ADA BRANDT", True),
        ("Ada J. van Brandt-Aas, PhD", True),
        ("Ada Brandt,", True),
        ("Зоя Бранд", True),
        ("Ada", False),
        ("van Brandt", False),
        ("Ada Brandt 2", False),
        ("Ada B2 Brandt", False),
        ("Ada Brandt & Co", False),
        ("Ada Brandt writes", False),
        ("Ada Brandt (@ada)", False),
        ("Ada Una Zoe Ines Berit Jo Wilma Brandt", False),
    ],
)
def test_what_looks_like_a_name(text: str, name: bool) -> None:
    assert is_name(text) is name

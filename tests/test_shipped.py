"""The shipped packs in one file: the same rules, and never those of other packs."""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from pathlib import Path

import pytest
import tomli

from cleaner.rulebook import load, shipped
from cleaner.rulebook.load import load_path, shipped_rules
from cleaner.rulebook.rule import Rulebook
from cleaner.rulebook.shipped import digest, dump, kept, packs_in

PACK = """
[[rule]]
id = "banner"
category = "promo_app"
about = "The banner of a made-up widget."
strength = "likely"
phrases = ["Zonk thé widget now", "ZONK"]
keywords = ["zonk"]
patterns = ['zonk \\\\d{1,3} widgets']
max_words = 0
drop = ["ZONK"]
keep = ["Zonk the widget now, she told the boy, and he did so before his tea had gone cold."]

[[rule.case]]
about = "At the end."
text = '''
| The harbour office opened its new archive on Monday, and forty people came to see it.
- ZONK	# x.zonk.banner
'''

[[exception]]
id = "titled"
about = "A made-up work."
protects = ["promo_app"]
phrases = ["Zonk: a novel"]
drop = ["Zonk: a novel"]
keep = ["Zonk: a novel was lost, and nobody in the office knew what had become of the other."]
"""


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two packs, and the file made of them."""
    folder = tmp_path / "rules"
    (folder / "x").mkdir(parents=True)
    (folder / "x" / "zonk.toml").write_text(PACK, encoding="utf-8", newline="\n")
    (folder / "x" / "more.toml").write_text(PACK, encoding="utf-8", newline="\n")
    monkeypatch.setattr(shipped, "PATH", tmp_path / "rules.json")
    book = Rulebook(load_path(folder))
    shipped.PATH.write_text(dump(book, folder), encoding="utf-8")
    return folder


def test_the_file_is_of_the_packs_as_they_are() -> None:
    folder = shipped_rules()
    book = kept(folder)
    assert book is not None, "the packs have changed: python bench/atoms.py"
    read = Rulebook(load_path(folder, trusted=True))
    assert (book.rules, book.hash) == (read.rules, read.hash), "python bench/atoms.py"


def test_what_is_kept_is_what_is_read(packs: Path) -> None:
    book, read = kept(packs), Rulebook(load_path(packs))
    assert book is not None and len(book.rules) == 4
    assert [repr(rule) for rule in book.rules] == [repr(rule) for rule in read.rules]
    assert book.rules == read.rules and hash(book.rules) == hash(read.rules)
    assert book.hash == read.hash == Rulebook(book.rules).hash


def test_rules_that_lie_elsewhere_say_so(packs: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere"
    shutil.move(packs, moved)
    book = kept(moved)
    assert book is not None
    assert {rule.path for rule in book.rules} == {str(path) for path in packs_in(moved)}


def test_line_endings_are_no_other_packs(packs: Path) -> None:
    pack = packs / "x" / "zonk.toml"
    pack.write_bytes(pack.read_bytes().replace(b"\n", b"\r\n"))
    book = kept(packs)
    assert book is not None and book.rules == Rulebook(load_path(packs)).rules


def _other_byte(folder: Path) -> None:
    pack = folder / "x" / "zonk.toml"
    pack.write_bytes(pack.read_bytes().replace(b"ZONK", b"BONK"))


def _other_name(folder: Path) -> None:
    os.rename(folder / "x" / "zonk.toml", folder / "x" / "zank.toml")


def _one_more(folder: Path) -> None:
    (folder / "y").mkdir()
    (folder / "y" / "zonk.toml").write_text("", encoding="utf-8")


def _one_less(folder: Path) -> None:
    (folder / "x" / "more.toml").unlink()


def _moved_line(folder: Path) -> None:
    first, second = folder / "x" / "more.toml", folder / "x" / "zonk.toml"
    data = first.read_bytes()
    first.write_bytes(data[:-2])
    second.write_bytes(data[-2:] + second.read_bytes())


@pytest.mark.parametrize("change", [_other_byte, _other_name, _one_more, _one_less, _moved_line])
def test_other_packs_are_read(packs: Path, change: object) -> None:
    before = digest(packs)
    change(packs)  # type: ignore[operator]
    assert digest(packs) != before
    assert kept(packs) is None


@pytest.mark.parametrize(
    "damage",
    [
        None,
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"digest": 1}',
        b'{"digest": "%s"}',
        b'{"digest": "%s", "hash": "", "rules": 1}',
        b'{"digest": "%s", "hash": "", "rules": [1]}',
        b'{"digest": "%s", "hash": "", "rules": [{}]}',
        b'{"digest": "%s", "hash": "", "rules": [{"path": 1}]}',
        b'{"digest": "%s", "hash": "", "rules": [{"path": "x.toml", "zonk": 1}]}',
        b'{"digest": "%s", "rules": []}',
    ],
)
def test_a_damaged_file_is_none(packs: Path, damage: bytes | None) -> None:
    if damage is None:
        shipped.PATH.unlink()
    else:
        shipped.PATH.write_bytes(damage.replace(b"%s", digest(packs).encode()))
    assert kept(packs) is None


def test_half_a_file_is_none(packs: Path) -> None:
    data = shipped.PATH.read_bytes()
    for size in range(0, len(data) - 3, 97):
        shipped.PATH.write_bytes(data[:size])
        assert kept(packs) is None


def test_without_the_file_the_packs_are_read(packs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "shipped_rules", lambda: packs)
    fresh = load.default_rulebook.__wrapped__
    from_file = fresh()
    rows = json.loads(shipped.PATH.read_bytes())
    rows["rules"][0]["about"] = "From the file."
    shipped.PATH.write_text(json.dumps(rows), encoding="utf-8")
    assert fresh().rules[0].about == "From the file."
    shipped.PATH.unlink()
    assert fresh() == from_file


@pytest.mark.parametrize(
    "pack", packs_in(shipped_rules()), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_pack_is_read_alike_by_python_itself(pack: Path) -> None:
    """The parser of the tool knows a later TOML than Python 3.11: others must read a pack too."""
    text = pack.read_text(encoding="utf-8")
    assert tomllib.loads(text) == tomli.loads(text)

"""Loading packs: what is wrong is said with file, line, rule and a hint."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cleaner import Cleaner, RuleError
from cleaner.rulebook.load import default_rulebook, load_rulebook, shipped_rules

BAD = sorted((Path(__file__).resolve().parent.parent / "fixtures" / "bad-rules").glob("*.toml"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_pack_is_refused(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    expected = re.match(r"# expect: (.+)", source)
    assert expected is not None
    with pytest.raises(RuleError) as caught:
        load_rulebook([path])
    assert expected.group(1) in str(caught.value)
    assert str(caught.value).startswith(str(path))
    if "\n[[rule]]" in source and path.stem != "syntax":
        assert caught.value.line is not None
        assert source.split("\n")[caught.value.line - 1] == "[[rule]]"


def test_a_path_that_is_not_there() -> None:
    with pytest.raises(RuleError, match="no such rule pack"):
        Cleaner(rules=["no/such/folder"])


def test_a_folder_without_packs(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"holds no \.toml rule packs"):
        Cleaner(rules=[tmp_path])


PACK = """
[[rule]]
id = "order"
category = "other"
about = "A shop's own line."
phrases = ["order your free copy of the almanac"]
drop = ["Order your free copy of the almanac!"]
keep = ["Readers could order your free copy of the almanac by post, the old card said."]
"""


def test_a_users_pack_works_beside_the_shipped_ones(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "shop.toml").write_text(PACK, encoding="utf-8")
    (folder / "notes.toml").write_text(PACK, encoding="utf-8")
    cleaner = Cleaner(rules=[folder])
    assert {"en.shop.order", "mine.notes.order"} <= set(cleaner.rulebook.by_id)
    assert set(default_rulebook().by_id) < set(cleaner.rulebook.by_id)
    assert cleaner.rulebook.hash != default_rulebook().hash
    text = "It snowed.\n\nOrder your free copy of the almanac!\n"
    result = cleaner.clean(text)
    assert result.text == "It snowed.\n"
    assert Cleaner().clean(text).text == text


def test_the_hash_is_of_what_can_change_a_verdict(tmp_path: Path) -> None:
    pack = tmp_path / "shop.toml"
    pack.write_text(PACK, encoding="utf-8")
    first = load_rulebook([pack]).hash
    pack.write_text("\n" + PACK.replace("shop's own", "bookshop's own"), encoding="utf-8")
    assert load_rulebook([pack]).hash == first
    pack.write_text(PACK.replace("the almanac", "the yearbook"), encoding="utf-8")
    assert load_rulebook([pack]).hash != first


def test_the_shipped_packs_are_found() -> None:
    assert (shipped_rules() / "en" / "comments.toml").is_file()


def test_a_pattern_may_stand_on_several_lines(tmp_path: Path) -> None:
    pack = tmp_path / "pack.toml"
    pack.write_text(
        """
[parts]
berry = '''
    (?:gooseberry
    |rasp berry)
'''

[[rule]]
id = "berries"
category = "other"
about = "Berries of the day."
keywords = ["berry"]
patterns = [
    '''
        today:
\t\t {berry}[ ]
        pie
    ''',
]
unless = ['''
  sol
  d
''']
drop = ["today:gooseberry pie"]
keep = ["today: gooseberry pie"]
""",
        encoding="utf-8",
    )
    (rule,) = load_rulebook([pack]).rules
    assert rule.patterns == ("today:(?:gooseberry|rasp berry)[ ]pie",)
    assert rule.unless == ("sold",)

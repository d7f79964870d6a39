"""cleaner rules: listing, showing, checking and trying rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import BANNER, LIKELY, MORE, PACK, PROSE, cleaner, pack

from cleaner.cli.built_in import BUILT_IN
from cleaner.evidence import STRUCTURE_RULES
from cleaner.model import CATEGORIES
from cleaner.rulebook.load import default_rulebook, shipped_rules


def test_list_has_every_rule_and_a_count(tmp_path: Path) -> None:
    result = cleaner("rules", "list", "--rules", pack(tmp_path))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    ids = [line.split()[0] for line in lines[:-1]]
    assert ids == sorted(ids)
    assert {*default_rulebook().by_id, *STRUCTURE_RULES, "zonk.pack.banner"} <= set(ids)
    assert lines[-1] == f"{len(ids):,} rules"


def test_list_of_one_category(tmp_path: Path) -> None:
    words = ["--category", "promo_app", "--rules", pack(tmp_path)]
    lines = cleaner("rules", "list", *words).stdout.splitlines()
    assert all("promo_app" in line for line in lines[:-1])
    assert any(
        line.split(maxsplit=3)
        == ["zonk.pack.banner", "promo_app", "sure", "The banner of a made-up widget."]
        for line in lines
    )
    assert cleaner("rules", "list", "--category", "banners").exit_code == 2


def test_show_tells_all_of_a_rule(tmp_path: Path) -> None:
    result = cleaner("rules", "show", "zonk.pack.aside", "--rules", pack(tmp_path))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "zonk.pack.aside",
        "  A made-up aside in brackets.",
        "  category   related_link",
        "  strength   sure",
        "  scope      span",
        "  zone       any",
        "  max words  40",
        f"  file       {tmp_path}/zonk/pack.toml:10",
        "keywords:",
        "  zonkmore",
        "patterns:",
        "  \\(ZONKMORE: [^()]{1,80}\\)",
        "unless:",
        "  on the air",
        "drop:",
        "  (ZONKMORE: other things)",
        "keep:",
        "  The clerk laughed (ZONKMORE: so she had said on the air) and went home without a word.",
    ]


def test_show_names_the_file_below_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = cleaner("rules", "show", "zonk.pack.perhaps", "--rules", "zonk")
    assert "  file       zonk/pack.toml:21" in result.stdout.splitlines()
    assert "case: At the end of the text." in result.stdout.splitlines()


def test_show_of_an_unknown_id_names_close_ones(tmp_path: Path) -> None:
    packs = ["--rules", pack(tmp_path)]
    result = cleaner("rules", "show", "zonk.pack.banners", *packs)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no rule has the id 'zonk.pack.banners' (did you mean zonk.pack.banner" in result.stderr
    assert "did you mean zonk.pack.aside?" in cleaner("rules", "show", "aside", *packs).stderr
    result = cleaner("rules", "show", "0000000", *packs)
    assert "`cleaner rules list` shows them all" in result.stderr


def test_rules_that_are_code_are_shown_too() -> None:
    structure = {rule.id for rule in BUILT_IN if rule.id.startswith("structure.")}
    assert structure == set(STRUCTURE_RULES)
    manual = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    assert [id_ for id_ in sorted(structure) if f"`{id_}`" not in manual] == []
    assert {rule.category for rule in BUILT_IN} <= {*CATEGORIES, "encoding", "whitespace"}
    result = cleaner("rules", "show", "tidy.blank")
    assert result.exit_code == 0
    assert "written in code, not in a rule pack" in result.stdout


@pytest.mark.parametrize("check", ["lint", "test"])
def test_a_good_pack_passes(tmp_path: Path, check: str) -> None:
    result = cleaner("rules", check, pack(tmp_path))
    assert (result.exit_code, result.stdout) == (0, "3 rules checked, 0 problems\n")


def test_test_finds_an_example_that_does_not_do_what_it_shows(tmp_path: Path) -> None:
    wrong = PACK.replace('drop = ["Zonk the widget now"]', 'drop = ["Zonk the widget then"]')
    folder = pack(tmp_path, wrong)
    result = cleaner("rules", "test", folder)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{folder}/pack.toml:2: rule 'zonk.pack.banner': does not fire on its drop example "
        "'Zonk the widget then'",
        "3 rules checked, 1 problem",
    ]


def test_lint_finds_a_keyword_that_hides_a_match(tmp_path: Path) -> None:
    wrong = PACK.replace("\\(ZONKMORE: ", "\\((ZONKMORE|ZONKLESS): ")
    result = cleaner("rules", "lint", pack(tmp_path, wrong) / "pack.toml")
    assert result.exit_code == 1
    assert "matches '(ZONKLESS: q)', which holds none of the keywords 'zonkmore'" in result.stdout
    assert result.stdout.endswith("3 rules checked, 1 problem\n")


def test_the_patterns_of_the_shipped_packs_are_checked_by_lint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = PACK.replace("\\(ZONKMORE: ", "\\((?=ZONKMORE): ")
    folder = pack(tmp_path, wrong)
    monkeypatch.setattr("cleaner.rulebook.load.shipped_rules", lambda: folder)
    result = cleaner("rules", "lint")
    assert result.exit_code == 2
    assert "look-around" in result.stderr


def test_a_shipped_pack_is_checked_without_being_loaded_twice() -> None:
    shipped = sorted(shipped_rules().rglob("*.toml"))[0]
    result = cleaner("rules", "lint", shipped)
    assert result.exit_code in (0, 1) and "this id is taken" not in result.stderr
    in_it = [rule for rule in default_rulebook().rules if rule.path == str(shipped)]
    assert f"{len(in_it)} rule{'' if len(in_it) == 1 else 's'} checked" in result.stdout


@pytest.mark.parametrize("check", ["lint", "test"])
def test_a_pack_that_cannot_be_loaded_is_a_usage_error(tmp_path: Path, check: str) -> None:
    result = cleaner("rules", check, pack(tmp_path, "[[rules]]\n"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "unknown table or key 'rules' (did you mean 'rule'?)" in result.stderr
    assert cleaner("rules", check, tmp_path / "nowhere").exit_code == 2


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Two files in a folder."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(f"{PROSE}\n\n  ZONK the widget now!\n{MORE} Zonk it.\n")
    (tmp_path / "in/b.txt").write_text(f"{LIKELY}\n")
    return tmp_path / "in"


def test_try_a_phrase(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(texts)
    result = cleaner("rules", "try", BANNER, "a.txt", "b.txt")
    assert result.exit_code == 0
    assert result.stdout == (
        "a.txt:3:   ZONK the widget now!\n"
        "1 match in 1 of 2 files; 0 in lines that read like prose\n"
    )


def test_try_a_pattern_on_whole_lines_and_on_parts(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(texts.parent)
    assert cleaner("rules", "try", "zonk", "in").stdout == (
        "0 matches in 0 of 2 files; 0 in lines that read like prose\n"
    )
    lines = cleaner("rules", "try", "zonk .*", "in").stdout.splitlines()
    assert lines[-1] == "2 matches in 2 of 2 files; 0 in lines that read like prose"
    lines = cleaner("rules", "try", "--span", "Zonk (it|the)", "in").stdout.splitlines()
    assert lines[0] == "in/a.txt:3:   [ZONK the] widget now!"
    assert lines[1].endswith("had lain in a damp cellar. [Zonk it].")
    assert lines[2] == "2 matches in 1 of 2 files; 1 in lines that read like prose"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["zonk("], "not a regular expression"),
        (["(a+)+ zonk"], "a repeat without end inside another"),
        (["zonk .*", "--span"], "a span pattern needs bounded repeats (write {0,80}"),
        (["(?=zonk)"], "look-around is not in the dialect"),
        ([" "], "the pattern is empty"),
    ],
)
def test_try_refuses_what_no_rule_may_have(texts: Path, words: list[str], message: str) -> None:
    result = cleaner("rules", "try", *words, texts)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_try_goes_on_after_a_file_that_cannot_be_read(texts: Path) -> None:
    (texts / "c.txt").write_bytes(b"\x00\x01")
    (texts / "empty.txt").write_bytes(b"")
    result = cleaner("rules", "try", BANNER, texts, texts / "gone.txt")
    assert result.exit_code == 1
    assert "c.txt: not a text: a NUL byte" in result.stderr
    assert "gone.txt: no such file or directory" in result.stderr
    assert "1 match in 1 of 3 files" in result.stdout

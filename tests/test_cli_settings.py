"""Settings from cleaner.toml and pyproject.toml; the command line wins."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import BANNER, LIKELY, MORE, PROSE, cleaner, pack, report_of, tree

TEXT = f"{PROSE}\n{MORE}\n{BANNER}\n{LIKELY}\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with a pack and a text in it."""
    pack(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


OURS = 'rules = ["zonk"]\nselect = ["zonk"]\nquiet = true\n'


def test_cleaner_toml_sets_the_options_of_clean(here: Path) -> None:
    (here / "cleaner.toml").write_text(
        f'{OURS}output = "out"\npolicy = "careful"\nreport = false\n'
    )
    result = cleaner("clean", "a.txt")
    assert (result.exit_code, result.output) == (0, "")
    assert tree(here / "out") == ["a.txt", "summary.json"]
    assert (here / "out/a.txt").read_text() == f"{PROSE}\n{MORE}\n{LIKELY}\n"


def test_pyproject_has_a_table_for_it(here: Path) -> None:
    (here / "pyproject.toml").write_text(f"[project]\nname = 'x'\n[tool.cleaner]\n{OURS}")
    assert cleaner("clean", "a.txt").output == f"{PROSE}\n{MORE}\n"


def test_cleaner_toml_goes_before_pyproject(here: Path) -> None:
    (here / "cleaner.toml").write_text(f'{OURS}policy = "careful"')
    (here / "pyproject.toml").write_text("[tool.cleaner]\nnonsense = 1\n")
    assert cleaner("clean", "a.txt").output == f"{PROSE}\n{MORE}\n{LIKELY}\n"


def test_the_command_line_wins(here: Path) -> None:
    (here / "cleaner.toml").write_text(f'{OURS}policy = "careful"\nreport = false\n')
    words = ["--policy", "thorough", "--report", "--ignore", "zonk.pack.banner"]
    assert cleaner("clean", "a.txt", "-o", "out", *words).exit_code == 0
    assert (here / "out/a.txt").read_text() == f"{PROSE}\n{MORE}\n{BANNER}\n"
    assert report_of(here / "out", "a.txt")["policy"] == "thorough"


def test_a_setting_that_asks_for_reports_does_not_forbid_standard_output(here: Path) -> None:
    (here / "cleaner.toml").write_text(f"{OURS}report = true\n")
    assert cleaner("clean", "a.txt").output == f"{PROSE}\n{MORE}\n"


def test_explain_and_rules_read_them_too(here: Path) -> None:
    (here / "cleaner.toml").write_text(f'{OURS}policy = "careful"\ndry-run = true\n')
    assert "the policy drops only what is sure" in cleaner("explain", "a.txt").stdout
    assert "file       zonk/pack.toml:2" in cleaner("rules", "show", "zonk.pack.banner").stdout


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("polcy = 'careful'", "cleaner.toml: unknown setting 'polcy' (did you mean 'policy'?)"),
        ("colour = true", "cleaner.toml: unknown setting 'colour' (known: dry-run, exclude, "),
        ("policy = 'bold'", "cleaner.toml: 'policy' has a value that is not known: 'bold' is not"),
        ("policy = 3", "cleaner.toml: 'policy' must be a text"),
        ("verify = 'yes'", "cleaner.toml: 'verify' must be true or false"),
        ("rules = 'zonk'", "cleaner.toml: 'rules' must be a list of texts"),
        ("no-report = true", "cleaner.toml: unknown setting 'no-report'"),
        ("rules = [", "cleaner.toml: cannot be read as TOML: "),
    ],
)
def test_a_wrong_setting_is_a_usage_error(here: Path, settings: str, message: str) -> None:
    (here / "cleaner.toml").write_text(settings)
    result = cleaner("clean", "a.txt", "-o", "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert not (here / "out").exists()
    assert cleaner("clean", "--help").exit_code == 0


def test_a_wrong_table_in_pyproject(here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.cleaner]\npolcy = 'careful'\n")
    result = cleaner("clean", "a.txt")
    assert result.exit_code == 2
    assert "pyproject.toml: [tool.cleaner]: unknown setting 'polcy'" in result.stderr
    (here / "pyproject.toml").write_text("[tool]\ncleaner = 1\n")
    assert "[tool.cleaner] must be a table" in cleaner("clean", "a.txt").stderr

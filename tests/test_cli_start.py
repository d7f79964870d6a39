"""What a start of the command line says, and that it reads no more than it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from helpers import (
    TEXT,
    cleaner,
    process,
)


def test_version_and_help() -> None:
    assert cleaner("--version").stdout.startswith("cleaner, version 0.")
    for command in (
        [],
        ["clean"],
        ["explain"],
        ["restore"],
        ["rules"],
        ["rules", "list"],
        ["rules", "show"],
        ["rules", "lint"],
        ["rules", "test"],
        ["rules", "try"],
    ):
        result = cleaner(*command, "--help")
        assert result.exit_code == 0 and result.stdout.startswith("Usage: ")


def test_every_option_has_help() -> None:
    import click

    from cleaner.cli.commands import root

    def commands(group: click.Group) -> list[click.Command]:
        context = click.Context(group)
        inner = [group.get_command(context, name) for name in group.list_commands(context)]
        inner = [command for command in inner if command]
        return [c for g in inner if isinstance(g, click.Group) for c in commands(g)] + inner

    for command in commands(root):
        assert command.help, command.name
        for param in command.params:
            if isinstance(param, click.Option):
                assert param.help, f"{command.name} {param.name}"


HEAVY = ["ftfy", "chardet", "langdetect", "lxml", "trafilatura", "pyarrow", "tqdm"]


@pytest.mark.parametrize(
    ("words", "spared"),
    [
        (["--help"], ["click", "dataclasses", "re", "typing"]),
        (["-h"], ["click"]),
        (["clean", "--help"], [*HEAVY, "hashlib", "cleaner.cli.rules"]),
        (
            ["clean", "--quiet", "small.txt"],
            [
                *(*HEAVY, "difflib", "html.entities", "importlib.resources", "logging"),
                *("multiprocessing", "tempfile", "tomllib", "cleaner.report.terminal"),
                *("cleaner.corpus.output", "cleaner.corpus.run", "cleaner.html.named"),
            ],
        ),
    ],
)
def test_a_start_is_without_what_it_does_not_need(
    words: list[str], spared: list[str], tmp_path: Path
) -> None:
    (tmp_path / "small.txt").write_text(TEXT)
    code = (
        "import atexit, sys; from cleaner.cli import main; "
        "atexit.register(lambda: print('loaded', [m for m in spared if m in sys.modules])); "
        f"spared, sys.argv[1:] = {spared}, {words}; main()"
    )
    # without site, which may import anything
    command = [sys.executable, "-S", "-c", f"import sys; sys.path = {sys.path!r}; {code}"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path)
    assert done.stdout.decode().strip().endswith("loaded []")


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_the_help_that_is_kept_is_the_help_of_click(option: str) -> None:
    from cleaner.cli.help import HELP

    def told(*words: str, columns: int) -> str:
        done = process(*words, env={"COLUMNS": str(columns)})
        assert done.returncode == 0
        return done.stdout.decode().replace("\r", "")

    assert told(option, columns=80) == told(option, columns=200) == HELP
    assert told(option, "--version", columns=80) == HELP  # more than one word: click is asked
    narrow = told(option, columns=70)
    assert narrow != HELP and narrow.split()[:40] == HELP.split()[:40]


def test_a_misspelt_command() -> None:
    result = cleaner("claen", "x.txt")
    assert result.exit_code == 2 and "No such command 'claen'" in result.stderr

"""What the tests of the command line share: a pack of their own, and ways to run a command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from cleaner.cli.commands import root

PROSE = "The harbour office opened its new archive on Monday, and forty people came to see it."
MORE = "Two clerks had spent the winter sorting the papers, which had lain in a damp cellar."

PACK = """
[[rule]]
id = "banner"
category = "promo_app"
about = "The banner of a made-up widget."
phrases = ["Zonk the widget now"]
drop = ["Zonk the widget now"]
keep = ["Zonk the widget now, she told the boy, and he did so before his tea had gone cold."]

[[rule]]
id = "aside"
category = "related_link"
about = "A made-up aside in brackets."
scope = "span"
keywords = ["zonkmore"]
patterns = ['\\(ZONKMORE: [^()]{1,80}\\)']
unless = ['on the air']
drop = ["(ZONKMORE: other things)"]
keep = ["The clerk laughed (ZONKMORE: so she had said on the air) and went home without a word."]

[[rule]]
id = "perhaps"
category = "navigation"
about = "A made-up menu line, which needs company."
strength = "likely"
phrases = ["Zonk menu of the long winding road and all the other places that we like"]
drop = ["Zonk menu of the long winding road and all the other places that we like"]
keep = ["The zonk menu of the long winding road and all the other places that we like was lost."]

[[rule.case]]
about = "At the end of the text."
text = '''
| The harbour office opened its new archive on Monday, and forty people came to see it.
- Zonk menu of the long winding road and all the other places that we like	# zonk.pack.perhaps
'''
"""
BANNER, LIKELY = (
    "Zonk the widget now",
    ("Zonk menu of the long winding road and all the other places that we like"),
)
TEXT = f"{PROSE}\n\n{BANNER}\n\n{MORE}\n"
CLEAN = f"{PROSE}\n\n{MORE}\n"


def pack(folder: Path, text: str = PACK, name: str = "pack.toml") -> Path:
    """A rule pack in a folder `zonk`; its ids begin with `zonk.pack`."""
    (folder / "zonk").mkdir(exist_ok=True)
    (folder / "zonk" / name).write_text(text, encoding="utf-8")
    return folder / "zonk"


def cleaner(*words: object, input: bytes | str | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(root, [str(word) for word in words], input=input)


def alone(folder: Path) -> list[str]:
    """Options that make the made-up pack the only one."""
    return ["--rules", str(pack(folder)), "--select", "zonk"]


def process(*words: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    environment = {**os.environ, **options.pop("env", {})}
    command = [sys.executable, "-m", "cleaner", *map(str, words)]
    return subprocess.run(command, capture_output=True, env=environment, check=False, **options)


def report_of(output: Path, name: str) -> dict[str, Any]:
    """The report beside a clean text."""
    return dict(json.loads((output / f"{name}.report.json").read_bytes()))


def errors_of(output: Path) -> list[dict[str, str]]:
    """The lines of errors.jsonl."""
    return [json.loads(line) for line in (output / "errors.jsonl").read_bytes().splitlines()]


def tree(folder: Path) -> list[str]:
    """Every file below a folder, hidden ones too."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def assert_usage_error(folder: Path, words: list[str], message: str) -> None:
    """`cleaner clean` with these words tells what is wrong and leaves the folder as it was."""
    before = tree(folder)
    result = cleaner("clean", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert tree(folder) == before

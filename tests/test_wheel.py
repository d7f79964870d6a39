"""The wheel carries the rule packs: built, installed in a clean environment, and used."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_installed_wheel_cleans_a_file(tmp_path: Path) -> None:
    _run(sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", tmp_path, ROOT, cwd=tmp_path)
    (wheel,) = tmp_path.glob("corpus_cleaner-*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    if not python.exists():
        python = tmp_path / "env" / "Scripts" / "python.exe"
    _run(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    article = tmp_path / "a.txt"
    article.write_bytes(b"The pool is to close, the council said.\n\nLeave a Reply\n")
    printed = _run(python, "-m", "cleaner", "clean", article, cwd=tmp_path)
    assert printed == "The pool is to close, the council said.\n"
    assert "en.comments.reply-head" in _run(python, "-m", "cleaner", "rules", "list", cwd=tmp_path)
    code = "import cleaner, trafilatura; print(cleaner.__file__)"
    assert str(tmp_path / "env") in _run(python, "-c", code, cwd=tmp_path)


@pytest.mark.parametrize("without", [{"CC": "no-such-compiler"}, {"CLEANER_PLAIN": "1"}])
def test_a_wheel_without_a_compiled_pass(tmp_path: Path, without: dict[str, str]) -> None:
    wheel = "wheel", "--no-deps", "-w", tmp_path, ROOT
    _run(sys.executable, "-m", "pip", *wheel, cwd=tmp_path, **without)
    (built,) = tmp_path.glob("corpus_cleaner-*-py3-none-any.whl")
    names = zipfile.ZipFile(built).namelist()
    assert "cleaner/native.py" in names
    assert not [name for name in names if name.startswith("cleaner/_native.") and "pyi" not in name]

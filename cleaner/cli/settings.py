"""Settings from a file: the long options of `clean`, by the same names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from cleaner.errors import OptionError

FILE, PROJECT = "cleaner.toml", "pyproject.toml"


def read_settings(folder: Path, options: Iterable[click.Option]) -> dict[str, Any]:
    """The settings that hold in `folder`, by parameter name: cleaner.toml, else [tool.cleaner].

    Raises OptionError, with the file and the key, for what is no option or has a wrong value.
    """
    where, table = _table(folder)
    known = {option.opts[-1].removeprefix("--"): option for option in options}
    settings = {}
    for key, value in table.items():
        option = known.get(key)
        if option is None or option.name is None:
            import difflib

            close = difflib.get_close_matches(key, known, 1, 0.6)
            hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(known))}"
            raise OptionError(f"{where}: unknown setting {key!r} ({hint})")
        problem = _problem(option, value)
        if problem:
            raise OptionError(f"{where}: {key!r} {problem}")
        settings[option.name] = value
    return settings


def _table(folder: Path) -> tuple[str, dict[str, Any]]:
    """Where the settings stand, and what they are."""
    if (folder / FILE).is_file():
        return FILE, _toml(folder / FILE)
    if (folder / PROJECT).is_file():
        tool = _toml(folder / PROJECT).get("tool", {})
        table = tool.get("cleaner", {}) if isinstance(tool, dict) else {}
        if not isinstance(table, dict):
            raise OptionError(f"{PROJECT}: [tool.cleaner] must be a table")
        return f"{PROJECT}: [tool.cleaner]", table
    return FILE, {}


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise OptionError(f"{path.name}: cannot be read as TOML: {error}") from error


def _problem(option: click.Option, value: Any) -> str | None:
    """What is wrong with the value of an option, or None."""
    if option.is_flag:
        return None if isinstance(value, bool) else "must be true or false"
    if option.multiple:
        texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return None if texts else "must be a list of texts"
    if isinstance(option.type, (click.types.IntParamType, click.types.FloatParamType)):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return "must be a number"
    elif not isinstance(value, str):
        return "must be a text"
    try:
        option.type.convert(value, option, None)
    except click.BadParameter as error:
        return f"has a value that is not known: {error.message}"
    return None

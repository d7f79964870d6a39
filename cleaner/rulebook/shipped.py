"""The shipped packs in one file of JSON, as they were read: that is read in a fifth of the time.

The file holds the digest of the packs that it was made of. If they are others now, or the file is
not there or damaged, it is as if there were none: the packs are read.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import MISSING, astuple, fields
from pathlib import Path
from typing import Any

from cleaner.rulebook.rule import Case, Rule, Rulebook

PATH = Path(__file__).with_name("rules.json")
_DEFAULTS = {each.name: each.default for each in fields(Rule) if each.default is not MISSING}


def packs_in(folder: Path) -> list[Path]:
    """The rule packs in a folder, at any depth, in order."""
    return sorted(path for path in folder.rglob("*.toml") if not path.name.startswith("."))


def kept(folder: Path) -> Rulebook | None:
    """The rulebook of the packs in this folder, if the file was made of them as they are."""
    try:
        stored = json.loads(PATH.read_bytes())
        if stored["digest"] != digest(folder):
            return None
        book = Rulebook(_rule(row, f"{folder}{os.sep}") for row in stored["rules"])
        hash_ = str(stored["hash"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    book.__dict__["hash"] = hash_  # working it out takes as long as the rest
    return book


def dump(rulebook: Rulebook, folder: Path) -> str:
    """The file for the rulebook of the packs in this folder: a line for each rule."""
    rows = (json.dumps(_row(rule, folder), ensure_ascii=False) for rule in rulebook.rules)
    head = f'"digest": "{digest(folder)}",\n"hash": "{rulebook.hash}",\n"rules": [\n'
    return "{" + head + ",\n".join(rows) + "\n]}\n"


def digest(folder: Path) -> str:
    """Hex digest of the packs in a folder, by name; a CR LF counts as LF."""
    packs = hashlib.sha256()
    for path in packs_in(folder):
        data = path.read_bytes().replace(b"\r\n", b"\n")
        packs.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
        packs.update(data)
    return packs.hexdigest()


def _row(rule: Rule, folder: Path) -> dict[str, Any]:
    """What is not as it is by default, with the path below the folder."""
    row = {each.name: getattr(rule, each.name) for each in fields(Rule)}
    row = {name: value for name, value in row.items() if value != _DEFAULTS.get(name)}
    if rule.cases:
        row["cases"] = [astuple(case) for case in rule.cases]
    return {**row, "path": Path(rule.path).relative_to(folder).as_posix()}


def _rule(row: dict[str, Any], folder: str) -> Rule:
    values: dict[str, Any] = {name: tuple(v) if type(v) is list else v for name, v in row.items()}
    values["path"] = folder + values["path"].replace("/", os.sep)
    if "cases" in values:
        values["cases"] = tuple(Case(about=about, text=text) for about, text in values["cases"])
    return Rule(**values)

"""TOML packs to rules. What is wrong in a pack is said with file, line, rule and a hint."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from cleaner.errors import RuleError
from cleaner.rulebook.reader import Reader, did_you_mean, with_parts
from cleaner.rulebook.rule import Rule, Rulebook
from cleaner.rulebook.shipped import kept, packs_in

_TABLE = re.compile(r"^[ \t]*\[\[\s*(rule|exception)\s*\]\]", re.MULTILINE)


def shipped_rules() -> Path:
    """The folder of the packs that come with the package.

    In a wheel they lie inside the package; in a checkout beside it.
    """
    package = Path(__file__).parent.parent
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


@cache
def default_rulebook() -> Rulebook:
    """The shipped packs, loaded once."""
    folder = shipped_rules()
    return kept(folder) or Rulebook(load_path(folder, trusted=True))


def load_rulebook(paths: Iterable[Path | str], *, beside_shipped: bool = False) -> Rulebook:
    """All rules of these packs: files, or folders with `*.toml` in them at any depth.

    `beside_shipped` puts them beside the packs that come with the package.

    Raises RuleError for a path that is not there, holds no pack, or holds a bad one, and for two
    rules of one id.
    """
    rules = list(default_rulebook().rules) if beside_shipped else []
    for path in map(Path, paths):
        rules += load_path(path)
    seen: dict[str, Rule] = {}
    for rule in rules:
        first = seen.setdefault(rule.id, rule)
        if first is not rule:
            raise RuleError(
                "this id is taken",
                path=rule.path,
                line=rule.line,
                rule=rule.id,
                hint=f"the other rule is at {first.path}:{first.line}",
            )
    return Rulebook(rules)


def load_path(path: Path, *, trusted: bool = False) -> list[Rule]:
    """The rules of one pack file, or of all packs in a folder.

    `trusted` packs have had their patterns checked before: it takes longer than all else.
    """
    if path.is_file():
        return load_pack(path, _prefix(path, path.parent), trusted=trusted)
    if not path.is_dir():
        raise RuleError("no such rule pack", path=str(path), hint="give a .toml file or a folder")
    packs = packs_in(path)
    if not packs:
        raise RuleError("this folder holds no .toml rule packs", path=str(path))
    return [
        rule for pack in packs for rule in load_pack(pack, _prefix(pack, path), trusted=trusted)
    ]


def _prefix(pack: Path, root: Path) -> str:
    """The first part of the ids of a pack: its path below the root, `en.newsletter`.

    A pack that lies in its root directly is named by the root's own name too: `my_rules.shop`.
    """
    parts = pack.relative_to(root).with_suffix("").parts
    if len(parts) == 1:
        parts = (root.resolve().name, *parts)
    return ".".join(parts)


def load_pack(path: Path, prefix: str, *, trusted: bool = False) -> list[Rule]:
    """The rules of one TOML file; their full ids are `prefix.id`."""
    import tomli  # the parser of tomllib, compiled: a start takes a third less time

    try:
        source = path.read_text(encoding="utf-8")
        data = tomli.loads(source)
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"cannot be read: {error}", path=str(path)) from error
    except tomli.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise RuleError(
            f"not valid TOML: {error}",
            path=str(path),
            line=int(found.group(1)) if found else None,
            hint="patterns are easiest in 'single quotes', where a backslash is a backslash",
        ) from error
    unknown = set(data) - {"rule", "exception", "parts"}
    if unknown:
        raise RuleError(
            f"unknown table or key {min(unknown)!r}",
            path=str(path),
            hint=did_you_mean(min(unknown), ["rule", "exception", "parts"]),
        )
    parts = _read_parts(data.get("parts", {}), str(path))
    lines = _table_lines(source)
    rules = []
    for kind in ("rule", "exception"):
        tables = data.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            raise RuleError(f"write [[{kind}]], with two brackets", path=str(path))
        # more lines than tables: one stands inside a text of several lines, and is none
        if len(tables) > len(lines[kind]):
            raise RuleError(f"write each {kind} under a line [[{kind}]]", path=str(path))
        for table, line in zip(tables, lines[kind], strict=False):
            reader = Reader(path, prefix, line, table, kind == "exception", parts)
            rules.append(reader.rule())
            if not trusted:
                reader.check_patterns(rules[-1])
    if not rules:
        raise RuleError(
            "this pack holds no rules", path=str(path), hint="write [[rule]] or [[exception]]"
        )
    return rules


def _read_parts(table: Any, path: str) -> dict[str, str]:
    """The named parts of patterns; a part may use the parts above it."""
    if not isinstance(table, dict) or not all(isinstance(part, str) for part in table.values()):
        raise RuleError("[parts] holds name = 'part of a pattern'", path=path)
    parts: dict[str, str] = {}
    for name, part in table.items():
        parts[name] = with_parts(part, parts, path=path)
    return parts


def _table_lines(source: str) -> dict[str, list[int]]:
    """Where the tables begin, for messages."""
    lines: dict[str, list[int]] = {"rule": [], "exception": []}
    number, read = 1, 0
    for found in _TABLE.finditer(source):
        number += source.count("\n", read, found.start())
        read = found.start()
        lines[found.group(1)].append(number)
    return lines

"""TOML packs to rules. What is wrong in a pack is said with file, line, rule and a hint."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import tomli  # the parser of tomllib, compiled: a start takes a third less time

from cleaner.errors import RuleError
from cleaner.model import CATEGORIES, SCOPES, STRENGTHS, ZONES
from cleaner.rulebook.pattern import check_pattern
from cleaner.rulebook.rule import Case, Rule, Rulebook, fold, view

_LISTS = (
    "keywords",
    "phrases",
    "patterns",
    "unless",
    "near",
    "apart",
    "languages",
    "protects",
    "drop",
    "keep",
)
_WORDS = {
    "category": CATEGORIES,
    "strength": STRENGTHS,
    "scope": SCOPES,
    "zone": ZONES,
}
_NUMBERS = ("max_words", "paragraphs")
_KEYS = {*_LISTS, *_WORDS, *_NUMBERS, "id", "about", "case"}
_PART = re.compile(r"\{([a-z_]+)\}")
_TABLE = re.compile(r"^[ \t]*\[\[\s*(rule|exception)\s*\]\]", re.MULTILINE)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def shipped_rules() -> Path:
    """The folder of the packs that come with the package.

    In a wheel they lie inside the package; in a checkout beside it.
    """
    inside = Path(str(files("cleaner"))) / "_rules"
    return inside if inside.is_dir() else inside.parent.parent / "rules"


@cache
def default_rulebook() -> Rulebook:
    """The shipped packs, loaded once."""
    return Rulebook(load_path(shipped_rules(), trusted=True))


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
    packs = sorted(p for p in path.rglob("*.toml") if not p.name.startswith("."))
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
            hint=_did_you_mean(min(unknown), ["rule", "exception", "parts"]),
        )
    parts = _read_parts(data.get("parts", {}), str(path))
    lines = _table_lines(source)
    rules = []
    for kind in ("rule", "exception"):
        tables = data.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            raise RuleError(f"write [[{kind}]], with two brackets", path=str(path))
        for table, line in zip(tables, lines[kind], strict=False):
            reader = _Reader(path, prefix, line, table, kind == "exception", parts)
            rules.append(reader.rule())
            if not trusted:
                reader.check_patterns(rules[-1])
    return rules


def _read_parts(table: Any, path: str) -> dict[str, str]:
    """The named parts of patterns; a part may use the parts above it."""
    if not isinstance(table, dict) or not all(isinstance(part, str) for part in table.values()):
        raise RuleError("[parts] holds name = 'part of a pattern'", path=path)
    parts: dict[str, str] = {}
    for name, part in table.items():
        parts[name] = _with_parts(part, parts, path=path)
    return parts


def _with_parts(pattern: str, parts: dict[str, str], *, path: str, line: int | None = None) -> str:
    """A pattern with `{name}` replaced by the part of that name. Raises RuleError for no such."""

    def part(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in parts:
            hint = _did_you_mean(name, parts) if parts else "write [parts] above the rules"
            raise RuleError(f"no part is named {name!r}", path=path, line=line, hint=hint)
        return parts[name]

    return _PART.sub(part, pattern)


def _table_lines(source: str) -> dict[str, list[int]]:
    """Where the tables begin, for messages."""
    lines: dict[str, list[int]] = {"rule": [], "exception": []}
    number, read = 1, 0
    for found in _TABLE.finditer(source):
        number += source.count("\n", read, found.start())
        read = found.start()
        lines[found.group(1)].append(number)
    return lines


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    known = sorted(known)
    close = difflib.get_close_matches(word, known, 1, 0.6)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(known)}"


class _Reader:
    """One table of a pack, read key by key."""

    def __init__(
        self,
        path: Path,
        prefix: str,
        line: int,
        table: dict[str, Any],
        exception: bool,
        parts: dict[str, str],
    ) -> None:
        self.path, self.line, self.table, self.exception = str(path), line, table, exception
        self.parts = parts
        name = table.get("id")
        self.id = f"{prefix}.{name}" if isinstance(name, str) else prefix

    def error(self, message: str, hint: str | None = None) -> RuleError:
        return RuleError(message, path=self.path, line=self.line, rule=self.id, hint=hint)

    def rule(self) -> Rule:
        """The checked rule."""
        for key in self.table:
            if key not in _KEYS:
                raise self.error(f"unknown key {key!r}", _did_you_mean(key, _KEYS))
        if not _ID.fullmatch(self.text("id")):
            raise self.error(f"id {self.text('id')!r} is not lower-case words joined by hyphens")
        values: dict[str, Any] = {key: self.words(key) for key in _LISTS if key in self.table}
        for key in ("patterns", "unless", "apart"):
            if key in values:
                values[key] = tuple(
                    _with_parts(pattern, self.parts, path=self.path, line=self.line)
                    for pattern in values[key]
                )
        values |= {key: self.choice(key) for key in _WORDS if key in self.table}
        values |= {key: self.number(key) for key in _NUMBERS if key in self.table}
        values["cases"] = self.cases()
        if self.exception:
            self.check_exception(values)
        elif "protects" in values:
            raise self.error("only an [[exception]] protects")
        elif "category" not in values:
            raise self.error("no category", f"one of: {', '.join(CATEGORIES)}")
        self.check_matching(values)
        rule = Rule(id=self.id, about=self.text("about"), path=self.path, line=self.line, **values)
        self.check_examples(rule)
        return rule

    def check_patterns(self, rule: Rule) -> None:
        for pattern in (*rule.patterns, *rule.unless, *rule.apart):
            searched = rule.scope == "span" and pattern in rule.patterns
            problem = check_pattern(pattern, bounded=searched)
            if problem:
                raise self.error(f"pattern {pattern!r}: {problem[0]}", problem[1])

    def text(self, key: str) -> str:
        value = self.table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"{key!r} must be a text that is not empty")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        value = self.table[key]
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.error(f"{key!r} must be a list of texts that are not empty")
        return tuple(unicodedata.normalize("NFC", word) for word in value)

    def choice(self, key: str) -> str:
        value = self.table[key]
        if value not in _WORDS[key]:
            hint = _did_you_mean(str(value), _WORDS[key])
            raise self.error(f"{key} {value!r} is not known", hint)
        return str(value)

    def number(self, key: str) -> int:
        value = self.table[key]
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 1000:
            raise self.error(f"{key!r} must be a whole number from 0 to 1000")
        return value

    def cases(self) -> tuple[Case, ...]:
        value = self.table.get("case", [])
        if not isinstance(value, list):
            raise self.error("write [[rule.case]], with two brackets")
        for case in value:
            if not isinstance(case, dict) or set(case) != {"about", "text"}:
                raise self.error("a case has an 'about' and a 'text', and nothing else")
        return tuple(Case(about=str(c["about"]), text=str(c["text"])) for c in value)

    def check_exception(self, values: dict[str, Any]) -> None:
        if not values.get("protects"):
            raise self.error(
                "an exception must say what it protects", "protects = [ids or categories]"
            )
        for key in ("category", "strength", "paragraphs"):
            if key in values:
                raise self.error(f"an exception has no {key}")
        values["category"] = "other"

    def check_matching(self, values: dict[str, Any]) -> None:
        if not values.get("patterns") and not values.get("phrases"):
            raise self.error("nothing to match: give phrases or patterns")
        if values.get("patterns") and not values.get("keywords"):
            raise self.error(
                "patterns need keywords",
                "a text of which one must occur wherever a pattern matches",
            )
        if values.get("scope") == "span" and values.get("phrases"):
            raise self.error("phrases are whole lines; a rule of scope span has patterns only")
        if not values.get("keywords"):
            values["keywords"] = values["phrases"]
        values["keywords"] = tuple(fold(view("\n".join(values["keywords"]))).split("\n"))

    def check_examples(self, rule: Rule) -> None:
        if not rule.drop:
            raise self.error("no drop examples", "drop = [ lines on which this rule fires ]")
        if not rule.keep:
            raise self.error("no keep examples", "keep = [ near misses that must survive ]")
        if rule.needs_context and not rule.exception and not rule.cases:
            raise self.error(
                "a rule that needs its surroundings needs a case",
                "[[rule.case]] with about = and text = a small document in golden notation",
            )

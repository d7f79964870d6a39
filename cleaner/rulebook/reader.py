"""One table of a pack to a rule: each key checked, and what it says in the form that rules have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cleaner.errors import RuleError
from cleaner.model import CATEGORIES, SCOPES, STRENGTHS, THREADS, ZONES
from cleaner.rulebook.pattern import check_pattern
from cleaner.rulebook.rule import Case, Rule, fold, view

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
    "thread": THREADS,
}
_NUMBERS = ("max_words", "paragraphs", "apart_lines")
_FLAGS = ("signed",)
_KEYS = {*_LISTS, *_WORDS, *_NUMBERS, *_FLAGS, "id", "about", "case"}
_PART = re.compile(r"\{([a-z_]+)\}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def with_parts(pattern: str, parts: dict[str, str], *, path: str, line: int | None = None) -> str:
    """A pattern as it is meant: the lines it is written on joined, without the blanks at their
    ends, and `{name}` replaced by the part of that name. Raises RuleError for no such."""

    def part(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in parts:
            hint = did_you_mean(name, parts) if parts else "write [parts] above the rules"
            raise RuleError(f"no part is named {name!r}", path=path, line=line, hint=hint)
        return parts[name]

    if "\n" in pattern:
        pattern = "".join(map(str.strip, pattern.split("\n")))
    return _PART.sub(part, pattern)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint: the known word that is spelt like this one, or all of them."""
    import difflib

    known = sorted(known)
    close = difflib.get_close_matches(word, known, 1, 0.6)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(known)}"


class Reader:
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
                raise self.error(f"unknown key {key!r}", did_you_mean(key, _KEYS))
        if not _ID.fullmatch(self.text("id")):
            raise self.error(f"id {self.text('id')!r} is not lower-case words joined by hyphens")
        values: dict[str, Any] = {key: self.words(key) for key in _LISTS if key in self.table}
        for key in ("patterns", "unless", "apart"):
            if key in values:
                values[key] = tuple(
                    with_parts(pattern, self.parts, path=self.path, line=self.line)
                    for pattern in values[key]
                )
        values |= {key: self.choice(key) for key in _WORDS if key in self.table}
        values |= {key: self.number(key) for key in _NUMBERS if key in self.table}
        values |= {key: self.flag(key) for key in _FLAGS if key in self.table}
        values["cases"] = self.cases()
        if self.exception:
            self.check_exception(values)
        elif "protects" in values:
            raise self.error("only an [[exception]] protects")
        elif "category" not in values:
            raise self.error("no category", f"one of: {', '.join(CATEGORIES)}")
        for code in values.get("languages", ()):
            # a code that no text has would switch the rule off without a word
            if not _LANGUAGE.fullmatch(code):
                raise self.error(f"language {code!r} is not a code of two small letters", "en, de")
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
            hint = did_you_mean(str(value), _WORDS[key])
            raise self.error(f"{key} {value!r} is not known", hint)
        return str(value)

    def number(self, key: str) -> int:
        value = self.table[key]
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 1000:
            raise self.error(f"{key!r} must be a whole number from 0 to 1000")
        return value

    def flag(self, key: str) -> bool:
        value = self.table[key]
        if not isinstance(value, bool):
            raise self.error(f"{key!r} must be true or false")
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
        for key in ("category", "strength", "paragraphs", "thread"):
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
        if values.get("scope") == "span" and values.get("thread"):
            raise self.error("a trace of a thread is a whole line: another scope than span")
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

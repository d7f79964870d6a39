"""Choosing rules by id, category or glob: what --select and --ignore mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from cleaner.errors import OptionError
from cleaner.model import CATEGORIES, ENCODING, WHITESPACE
from cleaner.rulebook.rule import Rulebook

STRUCTURE = "structure"
_GROUPS = (*CATEGORIES, ENCODING, WHITESPACE, STRUCTURE)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules speak: those that `select` names (all, when it is empty) less `ignore`."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def allows(self, rule: str, category: str) -> bool:
        """Whether the rule with this full id and category takes part."""
        if self.select and not _named(rule, category, self.select):
            return False
        return not _named(rule, category, self.ignore)

    def allows_group(self, group: str) -> bool:
        """Whether "encoding" repair or "whitespace" tidying runs: always, unless ignored."""
        return group not in self.ignore

    def choose(self, rulebook: Rulebook, structure_ids: Iterable[str] = ()) -> Rulebook:
        """The rules that take part. Raises OptionError for a name that names nothing.

        Exceptions do unless they are ignored: what they protect is to stay, whichever rules drop.
        """
        if not self.select and not self.ignore:
            return rulebook
        known = [(rule.id, rule.category) for rule in rulebook.rules]
        known += [(name, "") for name in structure_ids]
        for name in (*self.select, *self.ignore):
            if name not in _GROUPS and not any(_named(*pair, (name,)) for pair in known):
                raise OptionError(
                    f"{name!r} names no rule and no category; `cleaner rules list` shows them all"
                )
        unignored = Selection(ignore=self.ignore)
        return rulebook.only(
            rule
            for rule in rulebook.rules
            if (unignored if rule.exception else self).allows(rule.id, rule.category)
        )


def _named(rule: str, category: str, names: tuple[str, ...]) -> bool:
    group = rule.split(".", 1)[0]
    return any(
        name in (rule, category, group) or rule.startswith(f"{name}.") or fnmatchcase(rule, name)
        for name in names
    )

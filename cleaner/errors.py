"""What can go wrong, in words: what, where, what next. One base error; children carry fields."""

from __future__ import annotations


class CleanerError(Exception):
    """The base of every error this package raises on purpose."""


class RuleError(CleanerError):
    """A rule pack that cannot be used: the file, the line and the rule at fault, and a hint."""

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        rule: str | None = None,
        hint: str | None = None,
    ) -> None:
        self.message, self.path, self.line, self.rule, self.hint = message, path, line, rule, hint
        super().__init__(str(self))

    def __str__(self) -> str:
        where = "" if self.path is None else f"{self.path}:"
        where += "" if self.line is None else f"{self.line}:"
        what = "" if self.rule is None else f"rule '{self.rule}': "
        hint = "" if self.hint is None else f" ({self.hint})"
        return f"{where}{' ' if where else ''}{what}{self.message}{hint}"


class OptionError(CleanerError):
    """An option or setting with a value that means nothing here."""


class InputError(CleanerError):
    """One input that cannot be cleaned; the others are not touched by it."""

    def __init__(self, message: str, *, path: str | None = None) -> None:
        self.message, self.path = message, path
        super().__init__(message if path is None else f"{path}: {message}")


class OutputError(CleanerError):
    """A result that cannot be written where it was asked for."""

    def __init__(self, message: str, *, path: str | None = None) -> None:
        self.message, self.path = message, path
        super().__init__(message if path is None else f"{path}: {message}")


class RestoreError(CleanerError):
    """A clean text and edits that do not belong together."""


class WorkerError(CleanerError):
    """A document that ended the process it was cleaned in, or took longer than it may."""

    def __init__(self, message: str, *, timed_out: bool = False) -> None:
        self.message, self.timed_out = message, timed_out
        super().__init__(message)

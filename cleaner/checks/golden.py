r"""Golden notation: one annotated text holds the input and every decision about it.

    #! policy=balanced newline=lf final=no
    | The council voted on Tuesday to close the town's only pool.
    - Sign up for our free daily newsletter	# en.newsletter.signup
    ~ The plan will cost $2m. (RELATED: Pool fees rise again)	# en.related.inline: 23-55

`| ` kept, `- ` dropped, `~ ` changed inside; after the last tab-hash of a line the rules, for a
change with its columns. Stripped of its margins the text is the input.
"""

from __future__ import annotations

import shlex
from collections import defaultdict
from dataclasses import dataclass

from cleaner.cleaned import Cleaned
from cleaner.errors import CleanerError
from cleaner.model import KINDS, POLICIES, Edit
from cleaner.text.segment import segment
from cleaner.text.tidy import ENDING

NEWLINES = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}
MARGINS = ("|", "-", "~")

_CHOICES = {
    "policy": POLICIES,
    "kind": ("auto", *KINDS),
    "newline": tuple(NEWLINES),
    "final": ("yes", "no"),
}
_KNOWN = (*_CHOICES, "title", "url", "language")


class GoldenError(CleanerError):
    """A golden text that is not in golden notation: says the line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its margin, its text, and the note after the tab-hash ("" if none)."""

    margin: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Golden:
    """`options` of the first line, `comments` under it as they stand, and the rows."""

    options: dict[str, str]
    comments: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def source(self) -> str:
        """The input: the rows without margins and notes, joined by the newline of the options."""
        newline = NEWLINES[self.options.get("newline", "lf")]
        text = newline.join(row.text for row in self.rows)
        return text + newline if self.options.get("final", "no") == "yes" else text

    @property
    def clean_options(self) -> dict[str, str]:
        """What to give to Cleaner: policy, kind."""
        return {k: v for k, v in self.options.items() if k in ("policy", "kind")}

    @property
    def document_options(self) -> dict[str, str]:
        """What to give to clean() beside the text: title, url, language."""
        return {k: v for k, v in self.options.items() if k in ("title", "url", "language")}


def parse(golden: str) -> Golden:
    """Read golden notation. Raises GoldenError, naming the line."""
    options: dict[str, str] = {}
    comments: list[str] = []
    rows: list[Row] = []
    for number, line in enumerate(golden.removesuffix("\n").split("\n"), 1):
        if line.startswith("#!") and not rows:
            options |= _options(line[2:], number)
        elif line.startswith("#") and not rows:
            comments.append(line)
        elif line[:1] in MARGINS and line[1:2] in ("", " ", "\t"):
            rows.append(_row(line))
        else:
            raise GoldenError(f"line {number}: no margin ('| ', '- ' or '~ '): {line[:60]!r}")
    return Golden(options, tuple(comments), tuple(rows))


def _options(words: str, number: int) -> dict[str, str]:
    """The options of a first line. What is misspelt would let a case test something else."""
    try:
        options = dict(word.partition("=")[::2] for word in shlex.split(words))
    except ValueError as error:
        raise GoldenError(f"line {number}: {error}: {words.strip()[:60]!r}") from error
    for name, value in options.items():
        if name not in _KNOWN:
            known = ", ".join(_KNOWN)
            raise GoldenError(f"line {number}: no option is named {name!r}; known: {known}")
        if value not in _CHOICES.get(name, (value,)):
            choices = ", ".join(_CHOICES[name])
            raise GoldenError(f"line {number}: {name}={value!r} is not known; one of: {choices}")
    return options


def _row(line: str) -> Row:
    margin, rest = line[0], line[1:]
    text, hash_, note = rest.rpartition("\t# ")
    if margin == "|" or not hash_:
        text, note = rest, ""
    return Row(margin, text.removeprefix(" "), note)


def rows_of(cleaned: Cleaned) -> list[Row]:
    """The lines of a cleaned document with what was decided about each."""
    by_line: defaultdict[int, list[Edit]] = defaultdict(list)
    for edit in cleaned.edits:
        if edit.rule != ENDING:
            by_line[edit.line].append(edit)
    rows = []
    for line in segment(cleaned.document.text):
        edits = by_line[line.number]
        whole = [e for e in edits if e.start == line.start and e.end == line.stop and not e.new]
        if whole:
            rows.append(Row("-", line.text, whole[0].rule))
        elif edits:
            rows.append(Row("~", line.text, "; ".join(_note(e, line.start) for e in edits)))
        else:
            rows.append(Row("|", line.text, ""))
    return rows


def _note(edit: Edit, start: int) -> str:
    made = f' -> "{edit.new}"' if edit.new else ""
    return f"{edit.rule}: {edit.start - start}-{edit.end - start}{made}"


def render(rows: list[Row]) -> str:
    """Rows in golden notation, without options."""
    return "".join(
        f"{row.margin}{' ' + row.text if row.text else ''}"
        f"{chr(9) + '# ' + row.note if row.note else ''}\n"
        for row in rows
    )


def render_golden(golden: Golden, cleaned: Cleaned) -> str:
    """The golden file again, with the decisions of `cleaned`."""
    options = " ".join(f"{key}={shlex.quote(value)}" for key, value in golden.options.items())
    head = [f"#! {options}", *golden.comments]
    return "\n".join(head) + "\n" + render(rows_of(cleaned))

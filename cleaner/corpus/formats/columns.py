"""Which column of a row is which. What nobody named is guessed, and the guess is said aloud."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from cleaner.errors import InputError

REPORT_COLUMN = "cleaner"
"""The column that the report of a row is written to."""

TEXT_COLUMN = "text"
"""The column that the text of a page is written to, if none is named."""

_GUESSES: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body"),
    "html": ("html",),
    "url": ("url", "link", "uri"),
    "title": ("title", "headline"),
    "id": ("id",),
    "language": ("language", "lang"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The names of columns, None where they are to be guessed.

    With `html` named it is what is read, and `text` the column that its text goes to.
    """

    text: str | None = None
    html: str | None = None
    url: str | None = None
    title: str | None = None
    id: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The columns of one input: `source` is read, as a page if `html`, and `target` written.

    `named`: the user said that `target` is the one to write. The others are what is known of the
    document; None where there is no such column.
    """

    source: str
    html: bool
    target: str
    named: bool
    url: str | None = None
    title: str | None = None
    id: str | None = None
    language: str | None = None


def choose(
    columns: Columns,
    present: Collection[str],
    *,
    path: str,
    texts: Collection[str] | None = None,
    shown: Collection[str] | None = None,
) -> Chosen:
    """The columns to use among those that are `present`, for the text among `texts` (None: all).

    `shown` is how the columns are told in an error. Raises InputError, naming what there is, when
    the text is not among them, or a column that was named is not.
    """
    usable = present if texts is None else texts
    for role in _GUESSES:
        name = getattr(columns, role)
        written = role == "text" and columns.html is not None
        if name is not None and name not in present and not written:
            raise InputError(f"there is no column {name!r}; {_listed(shown or present)}", path=path)
        if name is not None and role in ("text", "html") and name in present and name not in usable:
            raise InputError(
                f"the column {name!r} holds no text; {_listed(shown or present)}", path=path
            )
    found = {
        role: getattr(columns, role)
        or next(
            (name for name in names if name in (usable if role in ("text", "html") else present)),
            None,
        )
        for role, names in _GUESSES.items()
    }
    html = columns.html is not None or found["text"] is None
    source = found["html"] if html else found["text"]
    if source is None:
        wanted = ", ".join((*_GUESSES["text"], *_GUESSES["html"]))
        raise InputError(
            f"no column with the text (looked for: {wanted}); {_listed(shown or present)}; "
            "name it with --text-column or --html-column",
            path=path,
        )
    target = (columns.text or TEXT_COLUMN) if html else source
    if html and columns.text is None and target in present:
        raise InputError(
            f"the text of the pages would go to the column {target!r}, which there is already; "
            "name the column that it may be written to with --text-column",
            path=path,
        )
    known = {role: found[role] for role in ("url", "title", "id", "language")}
    return Chosen(source=source, html=html, target=target, named=columns.text is not None, **known)


def note(chosen: Chosen, columns: Columns) -> str | None:
    """What was guessed, in words; None if nothing was."""
    role = "html" if chosen.html else "text"
    guessed = [] if getattr(columns, role) else [(role, chosen.source)]
    guessed += [
        (role, name)
        for role in ("url", "title", "id", "language")
        if (name := getattr(chosen, role)) and not getattr(columns, role)
    ]
    return ", ".join(f"{role} from column {name!r}" for role, name in guessed) or None


def known(chosen: Chosen, get: Callable[[str], str | None]) -> dict[str, str | None]:
    """What a row tells of its document; `get` gives a column's value if it is a string."""
    found = {
        role: get(name) if (name := getattr(chosen, role)) else None
        for role in ("url", "title", "id", "language")
    }
    return {**found, "language": language_code(found["language"])}


# ISO 639-3, as Common Crawl writes it, of the languages that there are rules for
_CODES = {
    **{"ara": "ar", "ces": "cs", "dan": "da", "deu": "de", "ell": "el", "eng": "en", "fin": "fi"},
    **{"fra": "fr", "hun": "hu", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "msa": "ms"},
    **{"nld": "nl", "nob": "no", "nor": "no", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru"},
    **{"slk": "sk", "spa": "es", "swe": "sv", "tur": "tr", "ukr": "uk", "vie": "vi", "zho": "zh"},
}
# what rules call by one name: Bokmal is "no" to them, as it is to langdetect
_ALIASES = {"nb": "no"}
_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.DOTALL)


def language_code(value: str | None) -> str | None:
    """The ISO 639-1 code in a label such as `en-GB` or `eng`; None if there is none.

    >>> language_code("en-GB"), language_code("deu_Latn"), language_code("English")
    ('en', 'de', None)
    """
    match = _CODE.fullmatch((value or "").strip().lower())
    if not match:
        return None
    code = match[1]
    return _ALIASES.get(code, code) if len(code) == 2 else _CODES.get(code)


def _listed(present: Collection[str]) -> str:
    names = list(present)
    shown = ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
    return f"the columns are: {shown}" if names else "there are no columns"

"""From a page of HTML to lines of text, by way of an extractor. None keeps a state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from cleaner.errors import InputError, OptionError
from cleaner.html.depth import DEEPEST, deeper_than

Extractor = Literal["trafilatura", "resiliparse", "none"]
Favor = Literal["balance", "precision", "recall"]

EXTRACTORS: tuple[str, ...] = get_args(Extractor)
FAVORS: tuple[str, ...] = get_args(Favor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """How the text of a page of HTML is found.

    extractor: "trafilatura", "resiliparse" (many times faster, less precise) or "none" (all text
        of the page).
    fast, favor, comments, tables: settings of trafilatura: its fast mode, what it is to favor
        ("balance", "precision" or "recall"), whether it takes readers' comments and tables.
        Resiliparse knows `comments` alone.
    keep_title: whether title, byline, date and standfirst stay in the text.
    extracted: whether to list what the extractor left out.

    Raises OptionError for a value that is not known.
    """

    extractor: str = "trafilatura"
    fast: bool = False
    favor: str = "balance"
    comments: bool = False
    tables: bool = True
    keep_title: bool = False
    extracted: bool = False

    def __post_init__(self) -> None:
        for name, value, known in (
            ("extractor", self.extractor, EXTRACTORS),
            ("favor", self.favor, FAVORS),
        ):
            if value not in known:
                raise OptionError(f"{name} {value!r} is not known; one of: {', '.join(known)}")

    def check(self) -> None:
        """Raises OptionError if the extractor is not installed: before a run, not on each page."""
        if self.extractor == "resiliparse":
            _resiliparse_text()

    def settings(self) -> dict[str, str | bool]:
        """The settings that the extractor heeds."""
        if self.extractor == "trafilatura":
            return {
                "fast": self.fast,
                "favor": self.favor,
                "comments": self.comments,
                "tables": self.tables,
            }
        return {"comments": self.comments} if self.extractor == "resiliparse" else {}


def text_of(html: str, wanted: Extraction) -> str:
    """The text of a page by the extractor that is wanted. Raises InputError, OptionError."""
    most = DEEPEST[wanted.extractor]
    if deeper_than(html, most):
        raise InputError(
            f"its elements lie more than {most} deep in one another, "
            f"which is more than {version_of(wanted.extractor)[0]} reads"
        )
    try:
        return _BY_NAME[wanted.extractor](html, wanted)
    except OptionError:
        raise
    except Exception as error:  # whatever a page makes a parser trip over is that page's failure
        raise InputError(
            f"{wanted.extractor} failed: {type(error).__name__}: {error}".removesuffix(": ")
        ) from error


@cache
def version_of(extractor: str) -> tuple[str, str]:
    """The package that stands behind an extractor, and its version."""
    from importlib.metadata import version

    package = {"none": "inscriptis"}.get(extractor, extractor)
    return package, version(package)


def _trafilatura(html: str, wanted: Extraction) -> str:
    import trafilatura

    _silence()
    text = trafilatura.extract(
        html,
        fast=wanted.fast,
        favor_precision=wanted.favor == "precision",
        favor_recall=wanted.favor == "recall",
        include_comments=wanted.comments,
        include_tables=wanted.tables,
        deduplicate=False,  # what it drops depends on the pages that came before
    )
    return text or ""


@cache
def _silence() -> None:
    """Trafilatura warns of every page without text; who wants to hear that adds a handler."""
    import logging

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def _all_text(html: str, wanted: Extraction) -> str:
    from inscriptis import get_text

    return str(get_text(html))


def _resiliparse(html: str, wanted: Extraction) -> str:
    text = _resiliparse_text()(html, main_content=True, alt_texts=False, comments=wanted.comments)
    return str(text)


def _resiliparse_text() -> Callable[..., str]:
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError as error:
        raise OptionError(
            'resiliparse is not installed: pip install "corpus-cleaner[resiliparse]"'
        ) from error
    return extract_plain_text


_BY_NAME: dict[str, Callable[[str, Extraction], str]] = {
    "trafilatura": _trafilatura,
    "resiliparse": _resiliparse,
    "none": _all_text,
}

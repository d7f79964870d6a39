"""The options that commands share, and what is made of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import click

from cleaner.cli.settings import read_settings
from cleaner.corpus.names import FORMATS
from cleaner.model import KINDS, POLICIES

if TYPE_CHECKING:
    from cleaner.cleaning import Cleaner
    from cleaner.corpus.reading import Known, Reading
    from cleaner.html import Extraction

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class _Path(click.Path):
    """A path of any file, which need not be there. One that cannot be read is an error of that
    input, told when its turn comes; one without a name would be the current folder, and is none.
    """

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("an empty text is no path; write . for the current folder", param, ctx)
        return super().convert(value, param, ctx)


PATH = _Path()


class Configured(click.Command):
    """A command whose options may also be set in a file; the command line wins."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not {"-h", "--help"} & set(args):
            from cleaner.cli.clean import clean

            options = [param for param in clean.params if isinstance(param, click.Option)]
            ctx.default_map = read_settings(Path(), options)
        return super().parse_args(ctx, args)


def _split(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for part in value for name in part.split(",") if name.strip())


_CLEANING = (
    click.option(
        "--policy",
        type=click.Choice(POLICIES),
        default="balanced",
        show_default=True,
        help="How much evidence a drop needs: careful drops only what is sure, balanced also "
        "what is likely and has company, thorough what is likely and has little.",
    ),
    click.option(
        "--kind",
        type=click.Choice(("auto", *KINDS)),
        default="auto",
        show_default=True,
        help="What the text is: an article as an extractor returns it, or all text of a page.",
    ),
    click.option("--title", metavar="TEXT", help="The headline, if it is known (one input only)."),
    click.option("--url", metavar="URL", help="Where the text came from (one input only)."),
    click.option(
        "--language",
        metavar="CODE",
        help="The language of the texts (en, de ...); else it is found where it matters.",
    ),
    click.option(
        "--rules",
        metavar="DIR",
        type=PATH,
        multiple=True,
        help="Your own rule packs, a folder or a .toml file, beside the shipped ones; repeatable.",
    ),
    click.option(
        "--select",
        metavar="NAMES",
        multiple=True,
        callback=_split,
        help="Use only these rules: ids, id prefixes, globs (en.*), categories, structure; "
        "repeatable, or with commas.",
    ),
    click.option(
        "--ignore",
        metavar="NAMES",
        multiple=True,
        callback=_split,
        help="Leave these rules out; also encoding (no repair) and whitespace (no tidying).",
    ),
)


class Size(click.ParamType[int] if TYPE_CHECKING else click.ParamType):  # type: ignore[misc]
    """Bytes: a number, with k, M or G behind it for thousands of them; none for no limit."""

    name = "size"
    _UNITS: ClassVar = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Bytes, or 0 for "none"."""
        text = str(value).strip().lower()
        match = re.fullmatch(r"([1-9]\d*) ?([kmg]?)b?", text)
        if text == "none":
            return 0
        if match is None:
            return self.fail(f"{value!r} is no size; write 500k, 20M or none", param, ctx)
        return int(match[1]) * self._UNITS[match[2]]


_COLUMNS = ("text", "html", "url", "title", "id", "language")

_READING = (
    click.option(
        "--from",
        "format",
        metavar="FORMAT",
        type=click.Choice(FORMATS),
        help="What the inputs are, whatever their names tell: text, html, jsonl, parquet, warc, "
        "wet.",
    ),
    *(
        click.option(
            f"--{column}-column",
            metavar="NAME",
            help=f"The column with the {column} of a document.",
        )
        for column in _COLUMNS
    ),
    click.option(
        "--max-bytes",
        metavar="SIZE",
        type=Size(),
        default="20M",
        show_default=True,
        help="A document with more bytes is an error: 500k, 20M; none for no limit.",
    ),
)


def reading_options(command: Decorated) -> Decorated:
    """The options that say how inputs are read."""
    for option in reversed(_READING):
        command = option(command)
    return command


def reading_of(options: dict[str, Any]) -> Reading:
    """How the options say that inputs are read. Raises OptionError."""
    from cleaner.corpus.formats import Columns
    from cleaner.corpus.reading import Reading

    return Reading(
        format=options["format"],
        columns=Columns(**{name: options[f"{name}_column"] for name in _COLUMNS}),
        max_bytes=options["max_bytes"] or None,
        known=known_of(options),
        extraction=extraction_of(options),
    )


def cleaning_options(command: Decorated) -> Decorated:
    """The options that say how to clean, and what is known of the text."""
    for option in reversed(_CLEANING):
        command = option(command)
    return command


_EXTRACTION = (
    click.option(
        "--extractor",
        type=click.Choice(("trafilatura", "resiliparse", "none")),
        default="trafilatura",
        show_default=True,
        help="What finds the article in a page of HTML: resiliparse is many times faster and less "
        "precise, none takes all text of the page.",
    ),
    click.option("--fast", is_flag=True, help="The fast mode of trafilatura."),
    click.option(
        "--keep-title",
        is_flag=True,
        help="Leave title, byline, date and standfirst of a page of HTML in its text.",
    ),
    click.option(
        "--extracted",
        is_flag=True,
        help="Report what the extractor left out of a page of HTML, too.",
    ),
)


def extraction_options(command: Decorated) -> Decorated:
    """The options that say how a page of HTML becomes text."""
    for option in reversed(_EXTRACTION):
        command = option(command)
    return command


def extraction_of(options: dict[str, Any]) -> Extraction:
    """How pages become text. Raises OptionError."""
    from cleaner.html import Extraction

    names = ("extractor", "fast", "keep_title", "extracted")
    extraction = Extraction(**{name: options[name] for name in names})
    extraction.check()
    return extraction


def cleaner_of(options: dict[str, Any]) -> Cleaner:
    """The cleaner that the options ask for. Raises RuleError and OptionError."""
    from cleaner.cleaning import Cleaner

    names = ("policy", "kind", "rules", "select", "ignore")
    return Cleaner(**{name: options[name] for name in names})


def known_of(options: dict[str, Any]) -> Known:
    """What the options tell of the text. Raises OptionError."""
    from cleaner.corpus.reading import Known, checked_language

    language = checked_language(options["language"])
    return Known(title=options["title"], url=options["url"], language=language)

"""The nouns. Frozen values; this module imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Policy = Literal["careful", "balanced", "thorough"]
Kind = Literal["article", "page"]
Strength = Literal["sure", "likely"]
Scope = Literal["span", "line", "block", "list", "feed", "to_end", "to_start"]
Zone = Literal["any", "head", "body", "tail"]
Thread = Literal["", "head", "stamp", "mark", "time", "voice", "address"]

POLICIES: tuple[str, ...] = get_args(Policy)
KINDS: tuple[str, ...] = get_args(Kind)
STRENGTHS: tuple[str, ...] = get_args(Strength)
SCOPES: tuple[str, ...] = get_args(Scope)
ZONES: tuple[str, ...] = get_args(Zone)
THREADS: tuple[str, ...] = get_args(Thread)

CATEGORIES = (
    "caption",
    "credit",
    "promo_app",
    "promo_newsletter",
    "promo_subscribe",
    "share",
    "comment_form",
    "login_form",
    "related_link",
    "navigation",
    "read_time",
    "byline_meta",
    "date_meta",
    "cookie_consent",
    "legal_copyright",
    "ad_marker",
    "duplicate_title",
    "syndication_note",
    "author_bio",
    "tag_list",
    "editor_meta",
    "other",
)
"""The reader-facing purposes of debris; rules use these and no others."""

ENCODING, WHITESPACE = "encoding", "whitespace"
"""The two categories of edits that are not debris: repairs, and tidying around drops."""

BIOGRAPHY = "author_bio"
"""The category of what stands in the boxes about authors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How the bytes of a document became its text.

    `declared` is what the sender said, `used` the Python codec that was used, `bom` whether a
    byte-order mark stood in front, `replaced` how many U+FFFD decoding had to put in.
    """

    declared: str | None
    used: str
    bom: bool
    replaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Lines of a page that are not in the text which an extractor made of it, the first of them;
    `more` is how many there are beside."""

    lines: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is known of a document that was a page of HTML.

    `extractor`, `version` and `settings` say what made its text. `titles` are other wordings of
    the title that the page has; `standfirst` is its description where the page shows that apart
    from the article's paragraphs. With `keep_title` lines that repeat the metadata stay.
    """

    extractor: str
    version: str
    settings: tuple[tuple[str, str | bool], ...] = ()
    titles: tuple[str, ...] = ()
    standfirst: str | None = None
    keep_title: bool = False
    left_out: LeftOut | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as read: its text, and what is known of it.

    `source` names where it came from (never an absolute path); `sha256` is the hex digest of the
    bytes it was read from, `None` when it was given as text. `date` is a day, YYYY-MM-DD; `page`
    is there if the text was made of a page of HTML.
    """

    text: str
    source: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    date: str | None = None
    description: str | None = None
    site: str | None = None
    language: str | None = None
    encoding: Encoding | None = None
    sha256: str | None = None
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text: `text[start:end]`, followed by its `ending` ("" on an unended last line).

    `number` counts from 1; `start` is in code points of the text that was cut.
    """

    number: int
    start: int
    text: str
    ending: str

    @property
    def end(self) -> int:
        """Where the content ends and the line ending begins."""
        return self.start + len(self.text)

    @property
    def stop(self) -> int:
        """Where the next line starts."""
        return self.start + len(self.text) + len(self.ending)

    @property
    def blank(self) -> bool:
        """Nothing but white space (no-break spaces too)."""
        return not self.text or self.text.isspace()


@dataclass(frozen=True, slots=True)
class Match:
    """A rule fired here: on line `line` (an index, from 0), columns `start:end` of that line.

    `support` is the evidence, in points, that a likely match brings along by itself; `name` who
    the line introduces, if the rule says that this must be somebody new.
    """

    rule: str
    category: str
    strength: Strength
    scope: Scope
    line: int
    start: int
    end: int
    zone: Zone = "any"
    near: tuple[str, ...] = ()
    paragraphs: int = 0
    protects: tuple[str, ...] = ()
    support: int = 0
    name: str | None = None
    because: tuple[str, ...] = ()

    @classmethod
    def of_line(
        cls,
        rule: str,
        category: str,
        line: int,
        text: str,
        *,
        strength: Strength = "likely",
        scope: Scope = "line",
        support: int = 0,
        because: tuple[str, ...] = (),
    ) -> Match:
        """A match of all of a line, as rules that are code make them."""
        return cls(
            rule,
            category,
            strength,
            scope,
            line,
            0,
            len(text),
            support=support,
            because=because,
        )

    def __hash__(self) -> int:
        # all fields take five times as long, and these are hardly ever equal in two matches
        return hash((self.rule, self.line, self.start))

    @property
    def whole_line(self) -> bool:
        """Whether the rule speaks of the line as a whole."""
        return self.scope != "span"


@dataclass(frozen=True, slots=True)
class Cut:
    """`text[start:end]` of the repaired text is to go; `line` counts from 1."""

    start: int
    end: int
    line: int
    rule: str
    category: str
    strength: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something fired on `text[start:end]` of the source, and the line was kept."""

    start: int
    end: int
    line: int
    rule: str
    category: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Keep or drop one line (or spans in it), because ...

    `drop` holds the one cut of a line that goes; `spans` the cuts inside a line that stays;
    `overruled` what fired and was not followed, in columns of the repaired text.
    """

    line: Line
    drop: Cut | None = None
    spans: tuple[Cut, ...] = ()
    overruled: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """`old`, at `start:end` of the source text, became `new`, because ...

    It holds `old`, so it can be undone. `line` is the source line it begins in, from 1.
    """

    start: int
    end: int
    line: int
    old: str
    new: str
    rule: str
    category: str
    strength: str
    because: tuple[str, ...] = ()

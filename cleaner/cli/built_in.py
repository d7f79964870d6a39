"""The rules that are code, not data: what their ids in a report mean."""

from __future__ import annotations

from typing import NamedTuple


class BuiltIn(NamedTuple):
    """A rule as far as a reader needs it; `about` says what it does."""

    id: str
    category: str
    strength: str
    about: str


BUILT_IN = (
    BuiltIn(
        "repair.control",
        "encoding",
        "sure",
        "Control characters and terminal escapes are taken out.",
    ),
    BuiltIn("repair.entity", "encoding", "sure", "HTML entities become their characters."),
    BuiltIn(
        "repair.mojibake",
        "encoding",
        "sure",
        "Text that was decoded with the wrong encoding gets its characters back.",
    ),
    BuiltIn("repair.surrogate", "encoding", "sure", "Pairs of surrogates become one character."),
    BuiltIn("repair.unicode", "encoding", "sure", "Characters in parts are put together (NFC)."),
    BuiltIn(
        "structure.above_headline",
        "navigation",
        "likely",
        "A label over the headline: a section, a button, the name of the site.",
    ),
    BuiltIn(
        "structure.aged_titles",
        "related_link",
        "likely",
        "One of several titles of other stories after the article, each with its age.",
    ),
    BuiltIn(
        "structure.alt_text",
        "caption",
        "likely",
        "The alternative text of a picture, in small letters where heads begin with capitals.",
    ),
    BuiltIn(
        "structure.author_box",
        "author_bio",
        "likely",
        "The life of the author after the article, under the name in the byline.",
    ),
    BuiltIn(
        "structure.caps_headline",
        "related_link",
        "likely",
        "A headline of another story, in capitals, between two paragraphs.",
    ),
    BuiltIn(
        "structure.comments",
        "comment_form",
        "likely",
        "A thread of readers' comments, told by its heads, names, times and buttons, to the end.",
    ),
    BuiltIn(
        "structure.duplicate_title",
        "duplicate_title",
        "likely",
        "The headline, where it stands a second time.",
    ),
    BuiltIn(
        "structure.metadata_author",
        "byline_meta",
        "sure",
        "A byline at the head of a page's text, with the author whom its metadata names.",
    ),
    BuiltIn(
        "structure.metadata_date",
        "date_meta",
        "sure",
        "The date that the page's metadata names, at the head of its text.",
    ),
    BuiltIn(
        "structure.metadata_description",
        "editor_meta",
        "sure",
        "The standfirst of a page, which is also the description in its metadata.",
    ),
    BuiltIn(
        "structure.metadata_title",
        "duplicate_title",
        "sure",
        "The title that the page's metadata names, at the head of its text.",
    ),
    BuiltIn(
        "structure.model",
        "other",
        "likely",
        "A line around the article that looks and stands like debris, by a model learned from "
        "labelled pages.",
    ),
    BuiltIn(
        "structure.teasers",
        "related_link",
        "likely",
        "One of several excerpts of other stories after the article, cut off at one length.",
    ),
    BuiltIn(
        "structure.ticker",
        "related_link",
        "likely",
        "One of several headlines of other stories with their times, the newest first.",
    ),
    BuiltIn(
        "structure.twin_lines",
        "caption",
        "likely",
        "A line that stands twice, one directly after the other: a caption and its picture's text.",
    ),
    BuiltIn("tidy.blank", "whitespace", "sure", "A surplus blank line beside a dropped line."),
    BuiltIn(
        "tidy.ending",
        "whitespace",
        "sure",
        "The line ending before a dropped end, where the source had none at its end.",
    ),
)

"""One document as its container holds it, before it is decoded or extracted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Media = Literal["text", "html"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One document of an input, whether that is a file of its own or one row of many.

    `source` is what reports call it: the name of the input, and for one of many its number
    behind "#", from 1. `content` is bytes where decoding is still to come; `charset` is what the
    sender declared. `row` is all that the container says of the document, to be written back by
    an output of the same format; None for a file that is one document.
    """

    source: str
    content: str | bytes
    media: Media = "text"
    charset: str | None = None
    id: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    row: Mapping[str, Any] | None = None

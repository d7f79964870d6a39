"""The result for one document, and the audit of it as a JSON-ready dict."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from cleaner.model import Document, Doubt, Edit, Kind, Page, Policy, Verdict
from cleaner.text.edits import apply, restore
from cleaner.text.language import detect_language
from cleaner.version import __version__

SCHEMA = "cleaner-report/1"

METADATA = ("title", "author", "date", "description", "site", "url")
"""What a report tells of a document, if it is known, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """One document cleaned: the text, what was changed, what was nearly changed, and how.

    `text` is the clean text; `edits` (sorted, not overlapping, in code points of
    `document.text`) make it and undo it; `doubts` lists what fired on lines that were kept;
    `verdicts` has one entry a line; `flags` what a reader should look at.
    """

    document: Document
    text: str
    edits: tuple[Edit, ...]
    doubts: tuple[Doubt, ...]
    verdicts: tuple[Verdict, ...]
    flags: tuple[str, ...]
    kind: Kind
    policy: Policy
    rulebook: str
    model: str | None

    def verified(self) -> bool:
        """Whether the edits make the text from the source, and the source from the text."""
        source = self.document.text
        return apply(source, self.edits) == self.text and restore(self.text, self.edits) == source

    def report(self) -> dict[str, Any]:
        """The audit of this document; docs/report.md describes every key.

        Offsets are code points of the source text; there is no clock time and no absolute path
        in it, so that two runs give equal reports.
        """
        document, encoding = self.document, self.document.encoding
        text = sha256(document.text)
        return {
            "schema": SCHEMA,
            "source": document.source,
            "sha256": {
                "bytes": document.sha256,
                "text": text,
                "clean": text if self.text == document.text else sha256(self.text),
            },
            "language": document.language or detect_language(document.text),
            "encoding": asdict(encoding) if encoding else None,
            "metadata": {
                key: value for key in METADATA if (value := getattr(document, key)) is not None
            },
            **(_page(document.page) if document.page else {}),
            "kind": self.kind,
            "policy": self.policy,
            "rulebook": self.rulebook,
            "model": self.model,
            "cleaner": __version__,
            "chars_in": len(document.text),
            "chars_out": len(self.text),
            "flags": list(self.flags),
            "edits": [_row(edit) for edit in self.edits],
            "doubts": [_row(doubt) for doubt in self.doubts],
        }


def _row(change: Edit | Doubt) -> dict[str, Any]:
    # dataclasses.asdict copies every value, and a page has hundreds of edits
    row = {name: getattr(change, name) for name in change.__slots__}
    return {**row, "because": list(change.because)}


def _page(page: Page) -> dict[str, Any]:
    extractor = {
        "name": page.extractor,
        "version": page.version,
        "settings": dict(page.settings),
    }
    if page.left_out is None:
        return {"extractor": extractor}
    left_out = {"lines": list(page.left_out.lines), "more": page.left_out.more}
    return {"extractor": extractor, "left_out": left_out}


def sha256(text: str) -> str:
    """Hex digest of a text's UTF-8 bytes (a lone surrogate is hashed as it would be written)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

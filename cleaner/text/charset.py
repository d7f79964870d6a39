"""What a page of HTML says of its own encoding, read as browsers read it."""

from __future__ import annotations

import re
from collections.abc import Iterator

HEAD = 65_536
"""Bytes looked at: browsers ask for it in the first 1,024, and read a later one too."""

_TAG = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(?:script|style|title)\b.*?(?:</(?:script|style|title)|\Z)"
    rb"|<meta[\s/]((?:[^>\"']|\"[^\"]*\"|'[^']*'|[\"'])*+)(?:>|\Z)|<(body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"([^\s/>=\"']++)(?:\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']++)))?")
_IN_CONTENT = re.compile(rb"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"']+))", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]*?\sencoding\s*=\s*[\"']([^\"'>]+)", re.IGNORECASE)


def charset_in(page: bytes) -> str | None:
    """The label of the first declaration in the head of `page`: of a `<meta charset>`, a
    `<meta http-equiv="Content-Type">`, or an XML declaration; None without any.

    >>> charset_in(b'<meta http-equiv="Content-Type" content="text/html; charset=latin1">')
    'latin1'
    """
    declared = _XML.match(page[:1_024])
    label = declared[1] if declared else next(_in_metas(page[:HEAD]), None)
    return label.decode("ascii", "replace").strip() or None if label else None


def _in_metas(head: bytes) -> Iterator[bytes]:
    for tag in _TAG.finditer(head):
        if tag[2]:
            return
        if tag[1] is None:
            continue
        attributes: dict[bytes, bytes] = {}
        for name, *values in _ATTRIBUTE.findall(tag[1]):
            attributes.setdefault(name.lower(), b"".join(values))  # the first of two holds
        if b"charset" in attributes:
            yield attributes[b"charset"]
        elif attributes.get(b"http-equiv", b"").strip().lower() == b"content-type":
            found = _IN_CONTENT.search(attributes.get(b"content", b""))
            if found:
                yield found[1] or found[2] or found[3] or b""

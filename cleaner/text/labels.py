"""What the label of an encoding means on the web, in Python's codecs."""

from __future__ import annotations

import codecs
import re

# Labels in use that Python does not know (https://encoding.spec.whatwg.org/#names-and-labels).
_LABELS = {
    **{f"x-cp125{page}": f"cp125{page}" for page in range(9)},
    "windows-874": "cp874",
    "dos-874": "cp874",
    "csiso88596e": "iso8859-6",
    "csiso88596i": "iso8859-6",
    "iso-8859-6-e": "iso8859-6",
    "iso-8859-6-i": "iso8859-6",
    "sun_eu_greek": "iso8859-7",
    "csiso88598e": "iso8859-8",
    "csiso88598i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "iso-8859-8-i": "iso8859-8",
    "logical": "iso8859-8",
    "visual": "iso8859-8",
    "csisolatin9": "iso8859-15",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "mac": "mac-roman",
    "csmacintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
    "x-sjis": "shift_jis",
    "windows-31j": "shift_jis",
    "x-euc-jp": "euc_jp",
    "cseucpkdfmtjapanese": "euc_jp",
    "x-gbk": "gbk",
    "gb_2312": "gbk",
    "gb_2312-80": "gbk",
    "csgb2312": "gbk",
    "x-x-big5": "big5",
    "cn-big5": "big5",
    "windows-949": "euc_kr",
    "cseuckr": "euc_kr",
    "csksc56011987": "euc_kr",
    "iso-ir-149": "euc_kr",
    "ks_c_5601-1989": "euc_kr",
    "ksc_5601": "euc_kr",
    "x-user-defined": "cp1252",
}
_UNDASHED = re.compile(r"^iso8859(\d\d?)$")

# The superset that was really written, then another version of it for bytes that the first does
# not read.
_MEANT: dict[str, tuple[str, ...]] = {
    "ascii": ("cp1252",),
    "iso8859-1": ("cp1252",),
    "iso8859-9": ("cp1254",),
    "iso8859-11": ("cp874",),
    "tis-620": ("cp874",),
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "big5": ("big5hkscs", "cp950"),
    "big5hkscs": ("big5hkscs", "cp950"),
    "shift_jis": ("cp932", "shift_jis_2004"),
    "shift_jis_2004": ("cp932", "shift_jis_2004"),
    "cp932": ("cp932", "shift_jis_2004"),
    "euc_jp": ("euc_jp", "euc_jis_2004"),
    "euc_jis_2004": ("euc_jp", "euc_jis_2004"),
    "euc_kr": ("cp949",),
    "iso2022_jp": ("iso2022_jp", "iso2022_jp_ext"),
}

SEVEN_BIT = frozenset(("iso2022_jp", "iso2022_jp_ext", "iso2022_kr", "hz"))

# A list of what is believed, since Python also has codecs that are no encodings of web pages
# ("unicode_escape", "hex", EBCDIC). UTF-16 and UTF-32 are believed with a byte-order mark only.
KNOWN = SEVEN_BIT | {
    *(f"cp125{page}" for page in range(9)),
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *("cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
    *("gb18030", "big5hkscs", "cp950", "cp949", "johab"),
    *("cp932", "shift_jis_2004", "euc_jp", "euc_jis_2004"),
}


def codecs_of(label: str | None) -> tuple[str, ...]:
    """The codecs a label stands for, the likeliest first; empty when it is not believed.

    >>> codecs_of("latin1"), codecs_of("klingon")
    (('cp1252',), ())
    """
    name = (label or "").strip(" \t\r\n\f\"'").lower()
    name = _UNDASHED.sub(r"iso8859-\1", name)
    try:
        codec = codecs.lookup(_LABELS.get(name, name)).name
    except (LookupError, ValueError):  # ValueError: a NUL in the label
        return ()
    return tuple(name for name in _MEANT.get(codec, (codec,)) if name in KNOWN)


def is_label(label: str | None) -> bool:
    """Whether a label is one that browsers know, UTF-8 and UTF-16 among them."""
    name = (label or "").strip(" \t\r\n\f\"'").lower()
    return bool(codecs_of(name)) or name.replace("_", "-").startswith(("utf8", "utf-8", "utf-16"))

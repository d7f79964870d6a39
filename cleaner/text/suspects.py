"""Where ftfy could have something to mend: one search over a whole text.

It never misses a place, and may name one that ftfy then leaves alone. What to look for is read
from ftfy's own tables when it is first needed, so that another ftfy brings its own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cleaner.native import native

_TOKEN = re.compile(
    r"""(?P<nothing> [ \t\n\r\f\v]+ | \#[^\n]* )
    | (?P<or> \| )
    | (?P<start> \^ )
    | (?P<one> \[ \^? \]? (?:\\.|[^]\\])* \]
        | \\x[0-9a-f]{2} | \\[sw] | \\[^\w\s] | [^][(){}*+?\\$] )
      (?P<optional> \? )?""",
    re.VERBOSE,
)
_ASCII = "".join(map(chr, range(128)))
NON_ASCII = "[\x80-\U0010ffff]"

EVERYDAY = "".join(c for c in map(chr, range(0xA0, 0x460)) if c.islower()) + "\xa0’–—…“”„«»"
"""What ordinary texts are full of, and so no good place to begin. A matter of speed only."""

LONE = "\xa0·°£©®½¿¡«»‘’“”„–—…•€™ßàáâäåæçèéêëíîïñóôöøúûüÄÅÇÉÖÜ"
"""Characters that nothing is wrong with where ASCII stands on both sides."""

_ODD = re.compile(
    r"[^\t\n\f\r -%'-~](?:(?<=&)(?=#?[0-9A-Za-z]{1,24};)"
    rf"|(?<=[^&{LONE}])|(?<=[{LONE}])(?={NON_ASCII}))"
)


def plain(text: str) -> bool:
    """Whether it takes no look into ftfy to see that there is nothing to mend, NFC included.

    So it is with most English texts: they can do without the time that importing ftfy takes.
    """
    return not _ODD.search(text) if native is None else native.plain(text, LONE)


class Place(NamedTuple):
    """A stretch as expressions of one character each; `key` is the one to look for first."""

    before: list[str]
    key: str
    after: list[str]


@cache
def suspects() -> re.Pattern[str]:
    """Matches in every line that ftfy, with the switches of `repair`, changes, NFC aside.

    A line in NFC where it finds nothing is one that ftfy leaves as it is. It looks at no more
    than a few characters around a place, and so tells of a whole text what it tells of its lines.
    """
    from ftfy.badness import BADNESS_RE
    from ftfy.chardata import C1_CONTROL_RE, CONTROL_CHARS, HTML_ENTITY_RE
    from ftfy.fixes import SURROGATE_RE

    places = [*places_of(BADNESS_RE), *places_of(C1_CONTROL_RE), *places_of(SURROGATE_RE)]
    keys = "".join(sorted({place.key.removeprefix("[").removesuffix("]") for place in places}))
    controls = "".join(re.escape(chr(code)) for code in CONTROL_CHARS)
    entity = HTML_ENTITY_RE.pattern.removeprefix("&")
    return re.compile(
        f"[{keys}{controls}&](?:(?<=[{controls}])|(?<=&){entity}"
        f"|{_guard(places)}(?:{'|'.join(map(_around, places))}))"
    )


def places_of(pattern: re.Pattern[str]) -> list[Place]:
    """One place for each alternative of a pattern that ftfy tries on texts beyond ASCII.

    Where the pattern cannot be read (another ftfy may write it in another way), any character
    beyond ASCII is a place: slower, and as exact.
    """
    if pattern.flags & ~re.VERBOSE != re.UNICODE:
        return [Place([], NON_ASCII, [])]
    try:
        return [_place(runs) for runs in sequences(pattern.pattern)]
    except ValueError:
        return [Place([], NON_ASCII, [])]


def sequences(pattern: str) -> list[list[list[str]]]:
    """The alternatives of a pattern, each as runs of expressions of one character each.

    Between two runs stands an optional character; a `^` is left out. Raises ValueError for a
    pattern with groups, counts or the like.
    """
    found: list[list[list[str]]] = [[[]]]
    at = 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if token is None:
            raise ValueError(f"no plain sequence of characters: {pattern[at : at + 20]!r}")
        at = token.end()
        if token["or"]:
            found.append([[]])
        elif token["optional"]:
            found[-1].append([])
        elif token["one"]:
            found[-1][-1].append(token["one"])
    return found


def _place(runs: list[list[str]]) -> Place:
    """Where to look for an alternative: at the character that is rarest in ordinary texts."""
    places = [
        Place(run[:i], key, run[i + 1 :])
        for run in runs
        for i, key in enumerate(run)
        if not re.search(key, _ASCII)
    ]
    return min(
        places,
        key=lambda place: len(re.findall(place.key, EVERYDAY)),
        default=Place([], NON_ASCII, []),
    )


def _around(place: Place) -> str:
    """What stands before and after, once a key has been read."""
    return f"(?<={''.join(place.before)}{place.key})(?={''.join(place.after)})"


def _guard(places: list[Place]) -> str:
    """What most keys in ordinary texts lack: a neighbour beyond ASCII, where one is needed."""
    alone = [
        place.key
        for place in places
        if all(re.search(one, _ASCII) for one in (*place.before[-1:], *place.after[:1]))
    ]
    return f"(?:(?<={NON_ASCII}.)|(?={NON_ASCII})|(?<={'|'.join(alone)}))"

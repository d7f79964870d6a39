"""Which language a text is in, always answered the same.

The answer depends on the text alone: not on what was asked before, by which thread, or where.
Most answers come from a vote of function words (see `vote`); langdetect, which takes a hundred
times as long, has the hard cases.
"""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any

from cleaner.text.vote import by_script, by_words

MIN_LETTERS = 20
"""Below this langdetect guesses: "Log in" is Norwegian to it."""

SAMPLE_CHARS = 1_000
"""Characters looked at. Of 200 texts in ten languages 200 got the answer that 3,000 characters
get (199 with 300), and the time grows with the number."""

GLANCE_LINES, GLANCE_CHARS = 3, 450
"""A first look at parts of the longest lines, which is enough for 19 texts in 20."""

_SEED = 0
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]{1,64}@[\w.-]{1,255}")

_lock = threading.Lock()
_factory: Any = None  # a langdetect DetectorFactory, complete before it is stored here


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language most of `text` is in, or None.

    None when there are fewer than `MIN_LETTERS` letters to judge by (addresses aside), or when no
    language is the likelier one. Chinese is "zh" in either script. Only the longest lines are
    looked at, `SAMPLE_CHARS` characters of them.

    >>> detect_language("The council voted on Tuesday to close the only pool in town.")
    'en'
    """
    lines = text.splitlines()
    glance = _glance(lines)
    letters = sum(map(str.isalpha, glance[: 3 * MIN_LETTERS]))
    if letters >= MIN_LETTERS and (language := by_words(glance)):
        return language
    return _by_sample(_sample(lines))


def _by_sample(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    if letters < MIN_LETTERS:
        return None
    return by_words(sample) or by_script(sample, letters) or _ask(sample)


def _glance(lines: list[str]) -> str:
    """The beginnings of the longest lines; nothing when they are too short to judge by."""
    longest = sorted(lines, key=len)[-GLANCE_LINES:]
    room = GLANCE_CHARS // max(1, len(longest))
    return "\n".join(line[:room] for line in longest)


def _sample(lines: list[str]) -> str:
    """The longest lines, in the order of the text, `SAMPLE_CHARS` characters at most.

    The longest, because they are the prose: menus and share bars are short, and often English.
    """
    chosen: list[tuple[int, str]] = []
    room = SAMPLE_CHARS
    # `sorted` keeps the order of the text among lines of one length
    for number in sorted(range(len(lines)), key=lambda number: -len(lines[number])):
        if room <= 0:
            break
        line = lines[number][: 2 * SAMPLE_CHARS]
        if "@" in line or "://" in line or "www." in line:
            line = _ADDRESS.sub(" ", line)
        line = line[:room]
        chosen.append((number, line))
        room -= len(line) + 1
    return "\n".join(line for _, line in sorted(chosen))


def _ask(sample: str) -> str | None:
    factory = load_profiles()
    from langdetect import LangDetectException

    detector = factory.create()
    detector.append(sample)
    try:
        ranking = detector.get_probabilities()
    except LangDetectException:  # not one n-gram that it knows
        return None
    shares: defaultdict[str, float] = defaultdict(float)
    for language in ranking:
        shares[language.lang.partition("-")[0]] += language.prob  # zh-cn and zh-tw are one language
    # langdetect averages seven trials; where they disagree it would name the first among equals
    return next((code for code, share in shares.items() if share > 0.5), None)


def load_profiles() -> Any:
    """Our own langdetect factory, read once, whichever thread comes first.

    langdetect's own (`langdetect.detector_factory._factory`) is visible to other threads before
    its profiles are read, and draws its seed from the class, which belongs to the whole process.
    A factory is only read after this, and each detector it creates has a random generator of its
    own, seeded anew for each text.
    """
    global _factory
    if _factory is None:
        with _lock:
            if _factory is None:
                _factory = _read_profiles()
    return _factory


def _read_profiles() -> Any:
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.set_seed(_SEED)  # on the instance; `DetectorFactory.seed` stays as it was
    # By name: `load_profile` takes the order of the folder, which differs from machine to machine
    # and decides how the probabilities are summed.
    paths = sorted(Path(PROFILES_DIRECTORY).iterdir(), key=lambda path: path.name)
    factory.load_json_profile(
        [path.read_text(encoding="utf-8") for path in paths if not path.name.startswith(".")]
    )
    return factory

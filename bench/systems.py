"""What is measured: this tool and its peers, each as one function of a batch of texts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import Any

import made
from naive import Naive

from cleaner.cleaning import Cleaner

OURS = "ours"


@dataclass(frozen=True)
class System:
    """`run` does the whole work for texts (or pages of HTML), and keeps nothing."""

    name: str
    about: str
    run: Callable[[Sequence[str]], None]


def serialised(result: Any) -> bytes:
    """A result as it is written: the clean text, and the report as JSON."""
    report = json.dumps(result.report(), ensure_ascii=False)
    return (result.text + report).encode("utf-8", "surrogatepass")


def ours(cleaner: Cleaner, name: str = OURS) -> System:
    """The real packs, default policy, report on. All patterns are compiled beforehand."""
    cleaner.prepare(everything=True)

    def run(texts: Sequence[str]) -> None:
        for result in cleaner.clean_many(texts):
            serialised(result)

    run(list(made.corpus(10_000, seed=0)))
    return System(name, "clean, report, and write both as UTF-8", run)


def bare() -> System:
    """As little as one can do to a text: what any tool in this language has to stay under."""

    def run(texts: Sequence[str]) -> None:
        for text in texts:
            "\n".join(
                text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass").split("\n")
            )

    return System("bare", "encode, decode, split, join", run)


def naive(cleaner: Cleaner) -> System:
    tool = Naive(cleaner.rulebook.rules)

    def run(texts: Sequence[str]) -> None:
        for text in texts:
            tool.clean(text)

    return System("naive", "ftfy, langdetect, a loop of `re` over lines", run)


def datatrove() -> System:
    from datatrove.pipeline.filters.c4_filters import C4QualityFilter

    return _datatrove("datatrove", C4QualityFilter(), "FTFYFormatter and C4QualityFilter")


def datatrove_lines() -> System:
    from datatrove.pipeline.filters.c4_filters import C4QualityFilter

    # five sentences a document is its default; to count them takes most of the time
    rules = C4QualityFilter(min_num_sentences=-1)
    return _datatrove("datatrove lines", rules, "the same, sentences not counted")


def _datatrove(name: str, rules: Any, about: str) -> System:
    from datatrove.data import Document
    from datatrove.pipeline.formatters.ftfy import FTFYFormatter

    formatter = FTFYFormatter()

    def run(texts: Sequence[str]) -> None:
        for text in texts:
            rules.filter(Document(text=formatter.format(text), id="0"))

    return System(f"{name} {metadata.version('datatrove')}", about, run)


def trafilatura() -> System:
    import trafilatura as library

    def run(pages: Sequence[str]) -> None:
        for page in pages:
            library.extract(page)

    return System(f"trafilatura {library.__version__}", "extract()", run)


def justext() -> System:
    import justext as library

    words = library.get_stoplist("English")

    def run(pages: Sequence[str]) -> None:
        for page in pages:
            library.justext(page, words)

    return System(f"jusText {metadata.version('jusText')}", "English stop list", run)


def then_ours(cleaner: Cleaner) -> System:
    import trafilatura as library

    own = ours(cleaner)

    def run(pages: Sequence[str]) -> None:
        own.run([library.extract(page) or "" for page in pages])

    return System("trafilatura, ours", "extract(), then clean, report and write", run)


def installed(
    makers: Sequence[Callable[[], System]], warm: Sequence[str]
) -> tuple[list[System], list[str]]:
    """The systems that can be made here, after a first run, and why others cannot."""
    systems, missing = [], []
    for make in makers:
        try:
            system = make()
            system.run(warm)
        except ImportError as error:
            missing.append(f"not measured: {error}")
        else:
            systems.append(system)
    return systems, missing

"""What is measured: this tool and its peers, each as one function of a batch of texts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import Any

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
    examples = "\n".join(text for rule in cleaner.rulebook.rules for text in rule.drop)
    cleaner.clean(examples).report()
    for text in examples.split("\n")[:200]:
        cleaner.clean(text).report()

    def run(texts: Sequence[str]) -> None:
        for result in cleaner.clean_many(texts):
            serialised(result)

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
    from datatrove.data import Document
    from datatrove.pipeline.filters.c4_filters import C4QualityFilter
    from datatrove.pipeline.formatters.ftfy import FTFYFormatter

    # its count of sentences needs a tokenizer of its own; the rules for lines are what we compare
    formatter, rules = FTFYFormatter(), C4QualityFilter(min_num_sentences=-1)

    def run(texts: Sequence[str]) -> None:
        for text in texts:
            rules.filter(Document(text=formatter.format(text), id="0"))

    about = "FTFYFormatter, then C4QualityFilter without its count of sentences"
    return System(f"datatrove {metadata.version('datatrove')}", about, run)


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


def installed(makers: Sequence[Callable[[], System]]) -> tuple[list[System], list[str]]:
    """The systems that can be made here, and the reasons why others cannot."""
    systems, missing = [], []
    for make in makers:
        try:
            systems.append(make())
        except ImportError as error:
            missing.append(f"{make.__name__}: not measured, {error}")
    return systems, missing

"""The spine: a document in, the article and the record of every change out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from functools import cache
from pathlib import Path
from typing import cast

from cleaner.cleaned import Cleaned
from cleaner.decide import decide
from cleaner.errors import OptionError
from cleaner.evidence import STRUCTURE_RULES, Evidence, gather
from cleaner.model import (
    ENCODING,
    KINDS,
    POLICIES,
    WHITESPACE,
    Cut,
    Document,
    Doubt,
    Edit,
    Kind,
    Line,
    Match,
    Policy,
    Verdict,
)
from cleaner.rulebook.find import Finder
from cleaner.rulebook.load import default_rulebook, load_rulebook
from cleaner.rulebook.rule import Rulebook
from cleaner.rulebook.select import Selection
from cleaner.text.edits import Coordinates, apply, compose
from cleaner.text.language import detect_language, load_profiles
from cleaner.text.repair import repair
from cleaner.text.segment import segment
from cleaner.text.tidy import tidy

EMPTY, BLANK, NUL, REPLACED = "empty", "blank", "nul", "replaced"


class Cleaner:
    """Rules compiled once; cleans any number of documents. Picklable, safe from many threads.

    rules: folders or .toml files of your own rule packs, used beside the shipped ones; here, in
        `select` and in `ignore` one alone needs no list.
    select, ignore: rule ids, id prefixes, globs ("en.*"), categories, or "structure"; `ignore`
        also takes "encoding" (no repair) and "whitespace" (no tidying).
    policy: "careful" drops only what is sure, "balanced" also what is likely and has company,
        "thorough" what is likely and has little.
    kind: "article" (text from an extractor), "page" (all text of a page), or "auto".

    Raises RuleError for a bad pack, OptionError for a bad option.
    """

    def __init__(
        self,
        *,
        rules: str | Path | Sequence[str | Path] = (),
        select: str | Iterable[str] = (),
        ignore: str | Iterable[str] = (),
        policy: str = "balanced",
        kind: str = "auto",
    ) -> None:
        self.policy = _policy(policy)
        self.kind = _kind(kind)
        # a text is a sequence of its letters, each of which would be taken for a name
        packs = (rules,) if isinstance(rules, (str, Path)) else tuple(rules)
        names = [(given,) if isinstance(given, str) else tuple(given) for given in (select, ignore)]
        self.selection = Selection(*names)
        book = load_rulebook(packs, beside_shipped=True) if packs else default_rulebook()
        self.rulebook = self.selection.choose(book, STRUCTURE_RULES)
        self._finder = Finder(self.rulebook)

    @classmethod
    def of(cls, rulebook: Rulebook) -> Cleaner:
        """A cleaner of this rulebook alone, with the default options."""
        cleaner = cls.__new__(cls)
        cleaner.policy, cleaner.kind, cleaner.selection = "balanced", None, Selection()
        cleaner.rulebook, cleaner._finder = rulebook, Finder(rulebook)
        return cleaner

    def with_options(self, *, policy: str | None = None, kind: str | None = None) -> Cleaner:
        """The same rules under another policy or kind. Raises OptionError as Cleaner does."""
        cleaner = copy(self)
        if policy is not None:
            cleaner.policy = _policy(policy)
        if kind is not None:
            cleaner.kind = _kind(kind)
        return cleaner

    def prepare(self, *, everything: bool = False) -> None:
        """Make ready for much text at once, in a fraction of a second.

        Without it that happens when half a million characters have been cleaned. `everything`
        also makes, in some seconds, what else is made when a text first needs it: the patterns of
        all rules, and langdetect's profiles. Processes that are forked afterwards share it. The
        results are the same before and after.
        """
        self._finder.prepare(patterns=everything)
        if everything:
            load_profiles()

    def find(self, lines: Sequence[Line]) -> list[Match]:
        """Where the rules fire in the lines of a text, before anything is decided."""
        return self._finder.find(lines)

    def gather(self, text: str, lines: Sequence[Line]) -> Evidence:
        """All evidence of a text that is cut into these lines, before anything is decided."""
        document = Document(text=text)
        return gather(
            document, lines, self._finder, self.selection, lambda: detect_language(text), self.kind
        )

    def clean(
        self,
        text: str | Document,
        *,
        title: str | None = None,
        url: str | None = None,
        language: str | None = None,
    ) -> Cleaned:
        """Clean one text (or a Document, which brings its own title, url and language).

        Raises TypeError for anything else; for bytes it says to decode them first.
        """
        if isinstance(text, Document):
            return self._clean(text)
        if isinstance(text, (bytes, bytearray, memoryview)):
            raise TypeError("clean() takes text; bytes go through cleaner.decode(data).text first")
        if not isinstance(text, str):
            raise TypeError(f"clean() takes a str or a Document, not {type(text).__name__}")
        return self._clean(Document(text=text, title=title, url=url, language=language))

    def clean_many(self, texts: Iterable[str | Document]) -> list[Cleaned]:
        """The results of clean(), in order: the same as one by one."""
        return [self.clean(text) for text in texts]

    def _clean(self, document: Document) -> Cleaned:
        """Drop the debris from `document`, keeping a record that undoes it."""
        repaired, repairs = self._repair(document.text)
        lines = segment(repaired)

        @cache
        def language() -> str | None:
            return document.language or detect_language(repaired)

        evidence = gather(document, lines, self._finder, self.selection, language, self.kind)
        tidied = self.selection.allows_group(WHITESPACE)
        decision = decide(lines, evidence, self.policy, tidied=tidied)
        cuts = cut_list(decision.verdicts, tidied=tidied)
        edits = compose(document.text, repaired, repairs, cuts)
        return Cleaned(
            document=document,
            text=apply(document.text, edits),
            edits=tuple(edits),
            doubts=doubts_in_source(decision.verdicts, repairs),
            verdicts=decision.verdicts,
            flags=(*flags_of(document), *decision.flags),
            kind=evidence.kind,
            policy=self.policy,
            rulebook=self.rulebook.hash,
            model=evidence.model.digest if evidence.model else None,
        )

    def _repair(self, text: str) -> tuple[str, list[Edit]]:
        return repair(text) if self.selection.allows_group(ENCODING) else (text, [])


def _policy(name: str) -> Policy:
    if name not in POLICIES:
        raise OptionError(f"policy {name!r} is not known; one of: {', '.join(POLICIES)}")
    return cast(Policy, name)


def _kind(name: str) -> Kind | None:
    if name not in ("auto", *KINDS):
        raise OptionError(f"kind {name!r} is not known; one of: auto, {', '.join(KINDS)}")
    return None if name == "auto" else cast(Kind, name)


def cut_list(verdicts: Sequence[Verdict], *, tidied: bool) -> list[Cut]:
    """The cuts of the repaired text that the verdicts ask for, tidying included, in order."""
    cuts = [v.drop for v in verdicts if v.drop]
    if tidied and cuts:
        cuts += tidy([v.line for v in verdicts], [v.drop is not None for v in verdicts])
    cuts += [cut for v in verdicts if v.spans for cut in v.spans]
    return sorted(cuts, key=lambda cut: (cut.start, cut.end))


def doubts_in_source(verdicts: Sequence[Verdict], repairs: Sequence[Edit]) -> tuple[Doubt, ...]:
    """What fired and was overruled, in code points of the source text."""
    where = Coordinates(repairs)
    return tuple(
        Doubt(
            where.start(doubt.start),
            where.end(doubt.end),
            doubt.line,
            doubt.rule,
            doubt.category,
            doubt.because,
        )
        for verdict in verdicts
        if verdict.overruled
        for doubt in verdict.overruled
    )


def flags_of(document: Document) -> list[str]:
    """What a reader should know of the source: "empty", "blank", "nul", "replaced"."""
    flags = []
    if not document.text:
        flags.append(EMPTY)
    elif document.text.isspace():
        flags.append(BLANK)
    if "\0" in document.text:
        flags.append(NUL)
    if document.encoding and document.encoding.replaced:
        flags.append(REPLACED)
    return flags


@cache
def _cleaner(policy: str, kind: str) -> Cleaner:
    return Cleaner(policy=policy, kind=kind)


def clean(
    text: str | Document,
    *,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
    policy: str = "balanced",
    kind: str = "auto",
) -> Cleaned:
    """Clean one text (or a Document, which brings its own title, url and language) with the
    shipped rules.

    title, url, language (ISO 639-1): what is known of the document. policy and kind: as in
    Cleaner. Raises OptionError for a policy or kind that is not known, TypeError for bytes.

    >>> clean("The pool is to close, the council said on Tuesday.\\n\\nLeave a Reply\\n").text
    'The pool is to close, the council said on Tuesday.\\n'
    """
    return _cleaner(policy, kind).clean(text, title=title, url=url, language=language)


def clean_many(texts: Iterable[str | Document]) -> list[Cleaned]:
    """Clean texts with the shipped rules and the default policy: clean(), one after the other."""
    return _cleaner("balanced", "auto").clean_many(texts)

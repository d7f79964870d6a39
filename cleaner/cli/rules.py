"""`cleaner rules`: what the rules are, whether they hold, and what a new one would do."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.built_in import BUILT_IN
from cleaner.cli.options import PATH, Configured
from cleaner.cli.trial import try_pattern
from cleaner.errors import OptionError
from cleaner.model import CATEGORIES, ENCODING, WHITESPACE

if TYPE_CHECKING:
    from cleaner.checks.examples import Problem
    from cleaner.cleaning import Cleaner
    from cleaner.rulebook.rule import Rule, Rulebook

_PACKS = click.option(
    "--rules",
    metavar="DIR",
    type=PATH,
    multiple=True,
    help="Your own rule packs, beside the shipped ones; repeatable.",
)


@click.group()
def rules() -> None:
    """Look at rules, check them, try new ones."""


rules.add_command(try_pattern)


@rules.command("list", cls=Configured)
@click.option(
    "--category",
    type=click.Choice((*CATEGORIES, ENCODING, WHITESPACE)),
    metavar="C",
    help="Only the rules of this category.",
)
@_PACKS
def list_rules(category: str | None, rules: tuple[Path, ...]) -> None:
    """List all rules: id, category, strength, and what each is for."""
    from cleaner.report.terminal import count

    book = _rulebook(rules)
    rows = sorted([*map(_row, book.rules), *BUILT_IN])
    rows = [row for row in rows if category in (None, row[1])]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, (*widths, 0), strict=True))
        click.echo("  ".join(cells).rstrip())
    click.echo(count(len(rows), "rule"))


def _row(rule: Rule) -> tuple[str, str, str, str]:
    if rule.exception:
        return rule.id, "exception", "", rule.about
    return rule.id, rule.category, rule.strength, rule.about


@rules.command("show", cls=Configured)
@click.argument("id_", metavar="ID")
@_PACKS
def show(id_: str, rules: tuple[Path, ...]) -> None:
    """Show one rule: what it is for, what it matches, its examples, where it is written."""
    book = _rulebook(rules)
    rule = book.by_id.get(id_)
    if rule:
        click.echo("\n".join(_described(rule)))
        return
    for built_in in BUILT_IN:
        if built_in.id == id_:
            click.echo(f"{id_}\n  {built_in.about}\n  category  {built_in.category}")
            click.echo(f"  strength  {built_in.strength}")
            measured = _measured(id_)
            if measured:
                click.echo(f"  measured  {measured}")
            click.echo("  written in code, not in a rule pack")
            return
    known = [*book.by_id, *(built_in.id for built_in in BUILT_IN)]
    close = difflib.get_close_matches(id_, known, 3, 0.7)
    close = close or sorted(name for name in known if name.endswith(f".{id_}"))
    hint = f"did you mean {', '.join(close)}?" if close else "`cleaner rules list` shows them all"
    raise OptionError(f"no rule has the id {id_!r} ({hint})")


@rules.command("lint")
@click.argument("path", required=False, type=PATH)
@click.pass_context
def lint(ctx: click.Context, path: Path | None) -> None:
    """Prove of the rules in PATH (default: the shipped ones) that no keyword hides a match, that
    no pattern is slow, and that each phrase counts and stands once; of the shipped ones also that
    their measured precision is known.
    """
    from cleaner.checks.doubled import check_doubled
    from cleaner.checks.keywords import check_keywords
    from cleaner.checks.measured import problems
    from cleaner.checks.speed import check_speed
    from cleaner.rulebook.load import load_path, shipped_rules

    if path is None:
        load_path(shipped_rules())  # a run trusts their patterns, for it takes long to read them
    doubled: dict[Cleaner, Callable[[Rule], Iterator[Problem]]] = {}

    def check(rule: Rule, cleaner: Cleaner) -> Iterator[Problem]:
        if cleaner not in doubled:
            doubled[cleaner] = check_doubled(cleaner.rulebook)
        yield from doubled[cleaner](rule)
        yield from check_keywords(rule)
        yield from check_speed(rule)

    ctx.exit(_checked(path, check, problems if path is None else None))


@rules.command("test")
@click.argument("path", required=False, type=PATH)
@click.pass_context
def test(ctx: click.Context, path: Path | None) -> None:
    """Run the examples and cases of the rules in PATH (default: the shipped ones).

    The rules of PATH stand beside the shipped ones, as they do in use.
    """
    from cleaner.checks.examples import check_examples

    ctx.exit(_checked(path, check_examples))


def _checked(
    path: Path | None,
    check: Callable[[Rule, Cleaner], Iterable[Problem]],
    check_all: Callable[[Rulebook], Iterable[str]] | None = None,
) -> int:
    """Check the rules of a pack, print what is wrong, and return the exit code.

    check_all: what else to say of all rules together.
    """
    from cleaner.report.terminal import count

    cleaner, chosen = _chosen(path)
    problems = 0
    for rule in chosen:
        for problem in check(rule, cleaner):
            problems += 1
            message = problem.message.rstrip().replace("\n", "\n    ")
            click.echo(f"{_place(rule)}: rule '{rule.id}': {message}")
    for message in check_all(cleaner.rulebook) if check_all else ():
        problems += 1
        click.echo(message)
    click.echo(f"{count(len(chosen), 'rule')} checked, {count(problems, 'problem')}")
    return 1 if problems else 0


def _chosen(path: Path | None) -> tuple[Cleaner, list[Rule]]:
    """The cleaner of all rules, and those of them that lie in `path`."""
    from cleaner.cleaning import Cleaner
    from cleaner.rulebook.load import load_path, shipped_rules

    if path is None:
        cleaner = Cleaner()
        return cleaner, list(cleaner.rulebook.rules)
    files = {os.path.realpath(rule.path) for rule in load_path(path)}
    shipped = path.resolve().is_relative_to(shipped_rules().resolve())
    cleaner = Cleaner() if shipped else Cleaner(rules=[path])
    chosen = [rule for rule in cleaner.rulebook.rules if os.path.realpath(rule.path) in files]
    return cleaner, chosen


def _rulebook(packs: tuple[Path, ...]) -> Rulebook:
    from cleaner.rulebook.load import load_rulebook

    return load_rulebook(packs, beside_shipped=True)


def _described(rule: Rule) -> Iterator[str]:
    yield rule.id
    yield f"  {rule.about}"
    if rule.exception:
        yield f"  protects   {', '.join(rule.protects)}"
    else:
        yield f"  category   {rule.category}"
        yield f"  strength   {rule.strength}"
    yield f"  scope      {rule.scope.replace('_', ' ')}"
    yield f"  zone       {rule.zone}"
    yield f"  max words  {rule.max_words}"
    for name, words in (("near", rule.near), ("languages", rule.languages)):
        if words:
            yield f"  {name:<9}  {', '.join(words)}"
    yield f"  file       {_place(rule)}"
    measured = _measured(rule.id, rule)
    if measured:
        yield f"  measured   {measured}"
    for name, texts in (
        ("keywords", rule.keywords if rule.patterns else ()),
        ("phrases", rule.phrases),
        ("patterns", rule.patterns),
        ("unless", rule.unless),
        ("drop", rule.drop),
        ("keep", rule.keep),
    ):
        if texts:
            yield f"{name}:"
            yield from (f"  {text}" for text in texts)
    for case in rule.cases:
        yield f"case: {case.about}"
        yield from (f"  {line}" for line in case.text.strip("\n").split("\n"))


def _measured(id_: str, rule: Rule | None = None) -> str | None:
    """What is known of the precision of a shipped rule; None of any other, and of what never drops
    a line. `rule` is None for those written in code.
    """
    from cleaner.checks.measured import load, told
    from cleaner.evidence import STRUCTURE_RULES
    from cleaner.rulebook.load import default_rulebook

    if rule is None and id_ not in STRUCTURE_RULES:
        return None
    if rule is not None and (rule.exception or rule != default_rulebook().by_id.get(id_)):
        return None
    measured = load()
    if measured is None:
        return None
    return told(measured.rules.get(id_), span=rule is not None and rule.scope == "span")


def _place(rule: Rule) -> str:
    """Where a rule is written, below the current folder if it lies there."""
    path = Path(rule.path)
    here = Path.cwd()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return f"{shown.as_posix()}:{rule.line}"

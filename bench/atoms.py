"""Work out what is known of the patterns of the shipped packs, and keep it.

    python bench/atoms.py

Reading a pattern for its atoms takes half as long as compiling it, and there are thousands: with
cleaner/rulebook/known.json at hand the tool starts in half the time. A pattern that is not in it is
worked out when it is needed; a test fails when a shipped one is not, or is not worked out so.
"""

from __future__ import annotations

from cleaner.rulebook.load import default_rulebook
from cleaner.rulebook.stored import PATH, dump


def main() -> None:
    patterns = {pattern for rule in default_rulebook().rules for pattern in rule.patterns}
    PATH.write_text(dump(patterns), encoding="utf-8")
    print(f"{PATH.name}: {len(patterns)} patterns")


if __name__ == "__main__":
    main()

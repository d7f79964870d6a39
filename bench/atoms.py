"""Work out what is known of the shipped packs and their patterns, and keep it.

    python bench/atoms.py

Two files. cleaner/rulebook/rules.json holds the rules as they were read from the packs: a fifth of
the time that reading them takes. cleaner/rulebook/known.json holds the atoms of their patterns:
to work those out takes half as long as to compile them, and there are thousands. Packs that are
not those of the first file are read, and a pattern that is not in the second is worked out when it
is needed; a test fails when either is not of the packs as they are.
"""

from __future__ import annotations

from cleaner.rulebook import shipped, stored
from cleaner.rulebook.load import load_path, shipped_rules
from cleaner.rulebook.rule import Rulebook


def main() -> None:
    folder = shipped_rules()
    rulebook = Rulebook(load_path(folder, trusted=True))
    patterns = {pattern for rule in rulebook.rules for pattern in rule.patterns}
    # newlines as they are: the same bytes wherever it is made
    with stored.PATH.open("w", encoding="utf-8", newline="\n") as file:
        file.write(stored.dump(patterns))
    print(f"{stored.PATH.name}: {len(patterns)} patterns")
    with shipped.PATH.open("w", encoding="utf-8", newline="\n") as file:
        file.write(shipped.dump(rulebook, folder))
    print(f"{shipped.PATH.name}: {len(rulebook.rules)} rules")


if __name__ == "__main__":
    main()

"""Learn the weights of the model of shape and surroundings from labelled text.

    pip install -e '.[train]'
    python bench/train.py labelled.jsonl -o cleaner/evidence/model.json
    python bench/train.py labelled.jsonl --folds 5 --into folds/   # also one without each

Every line of the input is a JSON object: "text"; "labels", one character per line of
text.split("\\n"); "group", what must not be split between training and testing (the site); and, if
some texts matter more, "weight". Labels: k article, d debris, n neither (titles, bylines, dates:
to be kept, though nobody would miss them); any other character says nothing.

The result is one readable JSON file, the same bytes for the same input. Nothing of the input is in
it but counts and its digest. Fixtures of the tests are no training data.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.cleaning import Cleaner
from cleaner.decide.course import measured
from cleaner.evidence.measures import MEASURES
from cleaner.evidence.shape import shape
from cleaner.evidence.table import UNSPACED_LENGTH
from cleaner.evidence.vocabulary import PROSE_SHARE
from cleaner.text.segment import segment

if TYPE_CHECKING:
    import numpy as np

PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 31,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbose": -1,
}
ROUNDS = 200
PARAGRAPH, MOST_WEIGHT = 15, 4.0
NEITHER = 4.0
"""A line weighs 1 + words / PARAGRAPH, MOST_WEIGHT at most; one of "neither" four times."""


@dataclass(frozen=True)
class Labelled:
    """The lines of one labelled text: a row of measures, a label and a weight for each."""

    group: str
    rows: np.ndarray
    labels: np.ndarray  # 1 debris, 0 not
    weights: np.ndarray


SHORTENED, SCATTERED, RULELESS, CASELESS = 0.4, 0.5, 0.1, 0.1
"""The shares of texts that are learned from in another guise, so that nothing is learned that holds
for the labelled texts alone: as a short article among as much debris, half of these with short
debris between the paragraphs too; as in a language without rules; as in a script without capitals,
with unknown function words."""

SHORT = range(3, 14)
"""The paragraphs that are left of a shortened article."""

MOVED = 0.5
"""The share of its short debris that is scattered, at most two lines a paragraph."""


def read(paths: list[Path]) -> Iterator[Labelled]:
    """The labelled lines of all texts in the files, each in a guise that its content decides."""
    cleaner, ruleless = Cleaner(), Cleaner(select=["structure"])
    for path in paths:
        with path.open(encoding="utf-8") as file:
            for line in file:
                text = json.loads(line)
                chance = random.Random(hashlib.sha256(line.encode()).digest())
                guise = chance.random()
                if guise < SHORTENED:
                    text |= shortened(text, chance.choice(SHORT))
                    if chance.random() < SCATTERED:
                        text |= scattered(text, chance)
                without = SHORTENED <= guise < SHORTENED + RULELESS
                labelled = label(text, ruleless if without else cleaner)
                if labelled is None:
                    continue
                if SHORTENED + RULELESS <= guise < SHORTENED + RULELESS + CASELESS:
                    for name, value in WITHOUT_CASE.items():
                        labelled.rows[:, MEASURES_AT[name]] = value
                yield labelled


def shortened(text: dict[str, Any], paragraphs: int) -> dict[str, str]:
    """The text with only the first and the last paragraphs of its article, and all its debris."""
    lines = text["text"].split("\n")
    article = [
        i
        for i, (line, mark) in enumerate(zip(lines, text["labels"], strict=True))
        if mark == "k" and shape(line).prose
    ]
    if len(article) <= paragraphs:
        return {}
    start, stop = article[paragraphs // 2], article[len(article) - (paragraphs + 1) // 2]
    left = [i for i in range(len(lines)) if not (start <= i < stop and text["labels"][i] in "k.?")]
    return {
        "text": "\n".join(lines[i] for i in left),
        "labels": "".join(text["labels"][i] for i in left),
    }


def scattered(text: dict[str, Any], chance: random.Random) -> dict[str, str]:
    """The text with some of its short debris between the paragraphs of the article."""
    rows = list(zip(text["text"].split("\n"), text["labels"], strict=True))
    moved = [
        i
        for i, (line, mark) in enumerate(rows)
        if mark == "d" and not shape(line).prose and chance.random() < MOVED
    ]
    article = [i for i, (line, mark) in enumerate(rows) if mark == "k" and shape(line).prose]
    if len(article) < 2:
        return {}
    after: dict[int, list[tuple[str, str]]] = {}
    for i in moved[: 2 * len(article)]:
        after.setdefault(chance.choice(article[:-1]), []).append(rows[i])
    gone = set(moved[: 2 * len(article)])
    out = []
    for i, row in enumerate(rows):
        if i not in gone:
            out.append(row)
        out += after.get(i, [])
    return {"text": "\n".join(line for line, _ in out), "labels": "".join(m for _, m in out)}


def label(text: dict[str, Any], cleaner: Cleaner) -> Labelled | None:
    import numpy as np  # here: the rest of this file is tested without it

    lines = segment(text["text"])
    filled, rows = measured(lines, cleaner.gather(text["text"], lines))
    starts = [0]
    for part in text["text"].split("\n"):
        starts.append(starts[-1] + len(part) + 1)
    marks = [text["labels"][bisect_right(starts, lines[i].start) - 1] for i in filled]
    known = [at for at, mark in enumerate(marks) if mark in "kdn"]
    if not known:
        return None
    words = MEASURES_AT["words"]
    weights = [
        text.get("weight", 1.0)
        * (NEITHER if marks[at] == "n" else min(MOST_WEIGHT, 1 + rows[at][words] / PARAGRAPH))
        for at in known
    ]
    return Labelled(
        text["group"],
        np.array([rows[at] for at in known]),
        np.array([marks[at] == "d" for at in known], dtype=float),
        np.array(weights),
    )


MEASURES_AT = {name: place for place, name in enumerate(MEASURES)}

WITHOUT_CASE = {
    "capitalised": 0.0,
    "capitals": 0.0,
    "new_names": -1.0,
    "capitalised_above": 0.0,
    "capitalised_above_2": 0.0,
    "capitalised_below": 0.0,
    "function_words": PROSE_SHARE,
    "word_length": UNSPACED_LENGTH,
}


def fold_of(group: str, folds: int) -> int:
    """Which fold a site belongs to: the same one on every machine and with all other data."""
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:4]) % folds


def learn(texts: list[Labelled], digest: str) -> str:
    """The JSON of a model of these texts."""
    import lightgbm
    import numpy as np

    booster = lightgbm.train(
        PARAMETERS,
        lightgbm.Dataset(
            np.concatenate([text.rows for text in texts]),
            np.concatenate([text.labels for text in texts]),
            weight=np.concatenate([text.weights for text in texts]),
            feature_name=list(MEASURES),
        ),
        num_boost_round=ROUNDS,
    )
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    head = {
        "about": "Learned by bench/train.py. Node: [measure, at, low, high, value]; leaf: [value].",
        "data": digest,
        "texts": len(texts),
        "groups": len({text.group for text in texts}),
        "lines": sum(len(text.labels) for text in texts),
        "debris": int(sum(text.labels.sum() for text in texts)),
    }
    rows = ",\n".join(json.dumps(nodes(tree), separators=(",", ":")) for tree in trees)
    return json.dumps(head, indent=1)[:-2] + f',\n "trees": [\n{rows}\n]}}\n'


def nodes(tree: dict[str, Any]) -> list[list[Any]]:
    """The nodes of a tree as a list; the places of its children are numbers in the list."""
    out: list[list[Any]] = []

    def add(node: dict[str, Any]) -> int:
        place = len(out)
        if "leaf_value" in node:
            out.append([rounded(node["leaf_value"])])
            return place
        out.append([])
        low, high = add(node["left_child"]), add(node["right_child"])
        name = list(MEASURES)[node["split_feature"]]
        out[place] = [
            name,
            rounded(node["threshold"]),
            low,
            high,
            rounded(node["internal_value"]),
        ]
        return place

    add(tree)
    return out


def rounded(value: float) -> float:
    return float(f"{value:.5g}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="+", type=Path, help="labelled text, JSON Lines")
    parser.add_argument("-o", "--output", type=Path, help="the model of all texts")
    parser.add_argument("--folds", type=int, default=0, help="also a model without each fold")
    parser.add_argument("--into", type=Path, help="the folder of those models")
    options = parser.parse_args()
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in options.data)).hexdigest()[:16]
    texts = list(read(options.data))
    for fold in range(options.folds):
        rest = [text for text in texts if fold_of(text.group, options.folds) != fold]
        options.into.mkdir(parents=True, exist_ok=True)
        (options.into / f"{fold}.json").write_text(learn(rest, digest), encoding="utf-8")
    if options.output:
        options.output.write_text(learn(texts, digest), encoding="utf-8")


if __name__ == "__main__":
    main()

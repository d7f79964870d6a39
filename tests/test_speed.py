"""bench/speed.py and bench/slow.py: they measure what they say. No time is asserted."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from cleaner import Cleaner
from cleaner.rulebook.find import Finder
from cleaner.rulebook.load import load_path
from cleaner.text.segment import segment

BENCH = Path(__file__).resolve().parent.parent / "bench"
NAMES = ("growth", "made", "naive", "slow", "speed", "stages", "systems")


@pytest.fixture(scope="module")
def bench() -> Iterator[dict[str, ModuleType]]:
    """The modules of the folder, as a script in it sees them."""
    sys.path.insert(0, str(BENCH))
    try:
        yield {name: __import__(name) for name in NAMES}
    finally:
        sys.path.remove(str(BENCH))
        for name in NAMES:
            del sys.modules[name]


def test_the_made_corpus_is_always_the_same(bench: dict[str, ModuleType]) -> None:
    made = bench["made"]
    digest = hashlib.sha256()
    for kind in ("article", "page"):
        texts = made.corpus(50_000, kind=kind)
        digest.update("\0".join(texts).encode())
        assert texts == made.corpus(50_000, kind=kind)
        assert texts != made.corpus(50_000, kind=kind, seed=2)
        assert len(set(texts)) == len(texts)
    assert digest.hexdigest()[:16] == DIGEST, "made.py changed: figures are no longer comparable"


DIGEST = "59e1d00fb7f1cab6"


def test_the_made_corpus_has_something_to_do(
    bench: dict[str, ModuleType], shipped: Cleaner
) -> None:
    texts = bench["made"].corpus(300_000)
    results = [shipped.clean(text) for text in texts]
    categories = {edit.category for result in results for edit in result.edits}
    assert {"encoding", "whitespace", "promo_newsletter", "comment_form"} <= categories
    gone = sum(len(edit.old) - len(edit.new) for result in results for edit in result.edits)
    assert 0.002 < gone / sum(map(len, texts)) < 0.1


def test_the_naive_peer_finds_what_the_engine_finds(
    bench: dict[str, ModuleType], shipped: Cleaner
) -> None:
    rules = shipped.rulebook.rules
    naive, finder = bench["naive"].Naive(rules), Finder(shipped.rulebook)
    examples = [text for rule in rules[::7] for text in (*rule.drop[:2], *rule.keep[:1])]
    examples = [text for text in examples if "İ" not in text]  # `re` alone does not fold it
    made = [line for text in bench["made"].corpus(20_000, kind="page") for line in text.split("\n")]
    lines = segment(
        "\n".join(text.replace("\n", " ") for text in (*examples, *dict.fromkeys(made)))
    )
    found: dict[int, set[str]] = {}
    for match in finder.find(lines):
        if match.whole_line:
            found.setdefault(match.line, set()).add(match.rule)
    assert len(found) > 150
    for i, line in enumerate(lines):
        assert naive.fires(line.text) == found.get(i, set()), line.text
    assert naive.clean("It rained.\nLeave a Reply\n") == "It rained.\n"


def test_every_text_goes_once_to_every_system(bench: dict[str, ModuleType]) -> None:
    seen: dict[str, list[str]] = {"a": [], "b": [], "c": []}
    tools = [bench["systems"].System(name, "", seen[name].extend) for name in seen]
    texts = [f"text {n}" for n in range(203)]
    spent, sizes = bench["speed"].interleaved(tools[:2], tools[2:], texts)
    assert seen == {"a": texts, "b": texts, "c": texts}
    assert sum(sizes) == sum(map(len, texts))
    assert {len(seconds) for seconds in spent.values()} == {len(sizes)} == {5}
    assert min(sizes) > 0


def test_clocked_stages_change_nothing_and_are_all_there(
    bench: dict[str, ModuleType], shipped: Cleaner
) -> None:
    import cleaner.cleaning

    texts = bench["made"].corpus(20_000)
    before, repair = [shipped.clean(text).report() for text in texts], cleaner.cleaning.repair
    clock = bench["stages"].Clock()
    with clock.running():
        assert cleaner.cleaning.repair is not repair
        assert [shipped.clean(text).report() for text in texts] == before
    assert cleaner.cleaning.repair is repair
    assert clock.missing == []
    shares = clock.shares()
    assert sum(shares.values()) == pytest.approx(1)
    assert all(shares[stage] > 0 for stage in shares if stage != "serialise")


def test_made_rules_are_a_good_pack(bench: dict[str, ModuleType], tmp_path: Path) -> None:
    pack = tmp_path / "made.toml"
    pack.write_text(bench["growth"].made_rules(300), encoding="utf-8")
    rules = load_path(pack)
    assert len({rule.id for rule in rules}) == 300
    assert len({key for rule in rules for key in rule.keywords}) >= 1_500
    finder = Finder(Cleaner().rulebook.only(rules))
    for rule in rules:
        for text, fires in ((rule.drop[0], True), (rule.keep[0], False)):
            found = {match.rule for match in finder.find(segment(text))}
            assert found == ({rule.id} if fires else set())


@pytest.mark.parametrize("gzipped", [False, True])
def test_a_run_from_end_to_end(
    bench: dict[str, ModuleType],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    gzipped: bool,
) -> None:
    import gzip

    texts = bench["made"].corpus(15_000)
    rows = "".join(json.dumps({"text": text}) + "\n" for text in (*texts, *texts)).encode()
    path = tmp_path / ("small.jsonl.gz" if gzipped else "small.jsonl")
    path.write_bytes(gzip.compress(rows) if gzipped else rows)
    assert bench["speed"].main(["--corpus", str(path), "--take", "1", "--alone"]) == 0
    out = capsys.readouterr().out
    assert f"## {path.name}: {len(texts)} texts" in out
    assert "| ours |" in out and "| bare |" in out and "| find |" in out
    assert "not clocked" not in out and "not measured" not in out


def test_html_from_end_to_end(
    bench: dict[str, ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "<html><body><article><h1>{0}</h1><p>{0} {1}</p><p>{1}</p></article></body></html>"
    texts = bench["made"].corpus(8_000)
    rows = [json.dumps({"html": page.format(text[:40], text)}) for text in texts]
    path = tmp_path / "pages.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    assert bench["speed"].main(["--html", str(path)]) == 0
    out = capsys.readouterr().out
    assert "| trafilatura, ours |" in out and "Ours on top of trafilatura: " in out


@pytest.mark.parametrize(
    ("what", "row"),
    [("rules", "| 30 |"), ("length", "| 10 |"), ("edits", "| 10 | "), ("memory", "peak, MB")],
)
def test_how_cost_grows_from_end_to_end(
    bench: dict[str, ModuleType], capsys: pytest.CaptureFixture[str], what: str, row: str
) -> None:
    assert bench["speed"].main([what, "--most", "30", "--take", "0.01"]) == 0
    assert row in capsys.readouterr().out


def test_growth_that_is_out_of_step_is_seen(bench: dict[str, ModuleType]) -> None:
    slow = bench["slow"]
    kind = slow.Kind("x")
    linear = slow.Growth(kind, ((1_000, 0.01), (4_000, 0.04), (16_000, 0.17)))
    square = slow.Growth(kind, ((1_000, 0.01), (4_000, 0.16), (16_000, 2.56)))
    noise = slow.Growth(kind, ((1_000, 0.000_001), (4_000, 0.02)))
    assert linear.times < 1.1 and square.times == pytest.approx(16) and noise.times == 1


def test_a_hunt_finds_a_text_whose_time_grows_with_its_square(
    bench: dict[str, ModuleType],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = bench["slow"]

    class Quadratic(Cleaner):
        def clean(self, text: str) -> object:  # type: ignore[override]
            marks = text.count("@")
            assert sum(1 for a in range(marks) for b in range(marks) if a > b) >= 0
            return super().clean(text[:100])

    monkeypatch.setattr(slow, "_cleaner", lambda packs: Quadratic(select=["share"]))
    kinds = [slow.Kind("a "), slow.Kind("@")]
    monkeypatch.setattr(slow, "_kinds", lambda *options: iter(kinds))
    assert slow.main(["--size", "16000"]) == 1
    out = capsys.readouterr().out
    assert "`'@' * n`" in out and "`'a ' * n`" not in out
    assert "test_speed.clean" in out or "test_speed.<genexpr>" in out
    assert "\n1 kinds of text" in out


def test_kinds_of_texts_have_the_length_that_is_asked_for(
    bench: dict[str, ModuleType], shipped: Cleaner
) -> None:
    kinds = list(bench["slow"].known_kinds(shipped.rulebook.rules))
    assert len(kinds) > 150
    for kind in kinds:
        assert len(kind.text(40_000)) > 2 * len(kind.text(10_000)) > 0, str(kind)

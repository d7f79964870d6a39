"""How precise each rule is: measured, kept, checked, and shown."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from helpers import BANNER, LIKELY, MORE, PROSE, cleaner, pack

from cleaner.checks import measured
from cleaner.checks.measured import Figure, Measured, MeasuredError, dump, load, problems, told
from cleaner.cleaning import Cleaner
from cleaner.evidence.model import default_model
from cleaner.rulebook.load import default_rulebook, load_path
from cleaner.rulebook.rule import Rulebook

SCRIPT = Path(__file__).resolve().parent.parent / "bench" / "measure_rules.py"
BANNER_ID, ASIDE_ID, MENU_ID = "zonk.pack.banner", "zonk.pack.aside", "zonk.pack.perhaps"
ASIDE = "(ZONKMORE: other things)"
SURE = next(
    rule.id
    for rule in default_rulebook().rules
    if rule.strength == "sure" and rule.scope == "line" and not rule.exception
)


class Outcome(NamedTuple):
    """What a run of the script came to; `figures` is the file it wrote, as text in `file`."""

    code: int
    figures: Measured | None
    file: str
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """bench/measure_rules.py, with the made-up pack alone: run(rows, option, ...)."""
    spec = importlib.util.spec_from_file_location("measure_rules", SCRIPT)
    assert spec and spec.loader
    script = sys.modules["measure_rules"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    zonk = Cleaner.of(Rulebook(load_path(pack(tmp_path))))

    def run(rows: list[Any], *words: object) -> Outcome:
        data, output = written(tmp_path / "labelled.jsonl", rows), tmp_path / "out.json"
        code = script.main([str(word) for word in (data, "-o", output, *words)], zonk)
        file = output.read_text(encoding="utf-8") if output.exists() else ""
        return Outcome(code, load(output), file, *capsys.readouterr())

    return run


def row(group: str, *lines: tuple[str, str]) -> dict[str, str]:
    """A labelled text: a paragraph, lines with labels, a paragraph."""
    lines = (("k", PROSE), *lines, ("k", MORE))
    return {
        "group": group,
        "text": "\n".join(text for _, text in lines),
        "labels": "".join(label for label, _ in lines),
    }


def written(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def banners(*, debris: int, article: int) -> list[dict[str, str]]:
    """Labelled text of as many sites, each with the banner once."""
    labels = "d" * debris + "k" * article
    return [row(f"site-{n}.example", (label, BANNER)) for n, label in enumerate(labels)]


def kept(monkeypatch: pytest.MonkeyPatch, folder: Path, **changes: Any) -> None:
    """Shipped figures that are all as they should be, but for the changes."""
    figures = Measured(default_rulebook().hash, default_model().digest, "0" * 16)
    figures = replace(figures, **changes)
    (folder / "measured.json").write_text(dump(figures), encoding="utf-8")
    monkeypatch.setattr(measured, "PATH", folder / "measured.json")


def test_hits_are_counted_by_what_the_whole_tool_drops(run: Run) -> None:
    rows = [
        row("a.example", ("d", BANNER), ("?", ""), ("k", f"{MORE} {ASIDE}")),
        row("b.example", ("k", BANNER), ("d", LIKELY), ("n", BANNER.upper())),
        row("c.example", ("d", ASIDE)),
        # likely, and the first line: it stays, and is no hit
        {"group": "d.example", "text": f"{LIKELY}\n{PROSE}", "labels": "dk"},
    ]
    code, figures, *_ = run(rows)
    assert code == 0 and figures and figures.model == default_model().digest
    assert figures.rules == {
        BANNER_ID: Figure(hits=2, debris=1, words=4),
        ASIDE_ID: Figure(hits=2, debris=1, words=3),
        MENU_ID: Figure(hits=1, debris=1, words=0),
    }


def test_a_line_that_several_texts_of_a_site_share_counts_once(run: Run) -> None:
    rows = [
        row("a.example", ("d", BANNER)),
        row("a.example", ("d", f"  {BANNER} "), ("d", BANNER)),
        row("a.example", ("d", BANNER.replace("Zonk ", "Zonk  "))),
        row("b.example", ("d", BANNER)),
        row("b.example", ("k", BANNER)),  # labels that disagree: article
    ]
    figures = run(rows).figures
    assert figures and figures.rules == {BANNER_ID: Figure(hits=2, debris=1, words=4)}


def test_in_plain_prose_every_hit_is_wrong(run: Run, tmp_path: Path) -> None:
    text = f"{PROSE} {ASIDE}\n{BANNER}\n{MORE}\n"
    prose = written(tmp_path / "prose.jsonl", [{"text": text}, {"text": text}])
    before = run(banners(debris=3, article=0)).figures
    figures = run(banners(debris=3, article=0), "--prose", prose).figures
    assert before and figures and before.data != figures.data
    assert figures.rules == {BANNER_ID: Figure(4, 3, 4), ASIDE_ID: Figure(1, 0, 3)}


def test_repairs_and_foreign_line_endings_do_not_move_labels(run: Run) -> None:
    text = f"Itâ€™s &amp; that. {PROSE}\r\n{BANNER}\u2028{MORE}\n{LIKELY}\n{LIKELY}"
    figures = run([{"group": "a.example", "text": text, "labels": "kdd?"}]).figures
    assert figures and figures.rules == {BANNER_ID: Figure(1, 1, 0), MENU_ID: Figure(1, 1, 0)}


def test_a_sure_rule_under_the_floor_fails_unless_it_is_accepted(run: Run) -> None:
    low = banners(debris=17, article=3)
    failed = run(low)
    assert failed.code == 1
    assert f"under the floor: {BANNER_ID}, 17 of 20 hits" in failed.err
    accepted = run(low, "--lower-floor", BANNER_ID)
    assert accepted.code == 0 and accepted.figures
    assert accepted.figures.rules[BANNER_ID].floor == 0.85
    # a recorded floor stays, and is a floor
    assert run(low).code == 0
    assert run(banners(debris=16, article=4)).code == 1
    # above the common floor none is needed
    risen = run(banners(debris=18, article=2))
    assert risen.code == 0 and '"floor": 0.85' not in risen.file


def test_few_hits_and_likely_rules_have_no_floor(run: Run) -> None:
    assert run(banners(debris=10, article=9)).code == 0
    likely = [row(f"{n}.example", ("?", BANNER), ("k", LIKELY)) for n in range(20)]
    code, figures, *_ = run(likely)
    assert code == 0 and figures and figures.rules == {MENU_ID: Figure(20, 0, 300)}
    refused = run(likely, "--lower-floor", MENU_ID)
    assert refused.code == 2 and "no sure rule has this id" in refused.err


def test_the_sample_is_of_article_lines_and_only_printed(run: Run) -> None:
    done = run(banners(debris=2, article=3), "--sample", 2)
    lines = done.out.splitlines()
    assert sum(line.startswith("    site-") and BANNER in line for line in lines) == 2
    assert [line.split() for line in lines if line.startswith(BANNER_ID)] == [
        [BANNER_ID, "sure", "5", "2", "0.40", "12"]
    ]
    assert BANNER not in done.file and "site-" not in done.file


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"text": "a\nb", "labels": "k", "group": "g"}, "1 labels for 2 lines"),
        ({"text": "a", "labels": "k"}, "no JSON object with a string 'group'"),
        ([], "no JSON object"),
    ],
)
def test_input_that_is_no_labelled_text_is_refused(run: Run, wrong: Any, message: str) -> None:
    done = run([*banners(debris=1, article=0), wrong])
    assert (done.code, done.file) == (2, "")
    assert f"labelled.jsonl:2: {message}" in done.err and "nothing was written" in done.err


def test_several_processes_give_the_same_bytes(tmp_path: Path) -> None:
    lines = [("d", "Leave a Reply"), ("d", "Sign up for our free daily newsletter")]
    rows = [row(f"site-{n}.example", lines[n % 2]) for n in range(40)]
    data = written(tmp_path / "labelled.jsonl", rows)
    made = []
    for jobs in ("1", "2"):
        output = tmp_path / f"{jobs}.json"
        command = [sys.executable, SCRIPT, data, "-o", output, "--jobs", jobs]
        subprocess.run([str(word) for word in command], check=True, capture_output=True)
        made.append(output.read_bytes())
    assert made[0] == made[1] and b'"en.comments.reply-head": {"hits": 20' in made[0]


def test_the_file_is_sorted_with_a_rule_a_line(tmp_path: Path) -> None:
    rules = {"b.b": Figure(20, 15, 9, floor=0.75), "a.a": Figure(1, 1, 0)}
    figures = Measured("1", "2", "3", rules=rules)
    assert dump(figures).splitlines() == [
        "{",
        ' "rulebook": "1",',
        ' "model": "2",',
        ' "data": "3",',
        ' "floor": 0.9,',
        ' "enough": 20,',
        ' "rules": {',
        '  "a.a": {"hits": 1, "debris": 1, "words": 0},',
        '  "b.b": {"hits": 20, "debris": 15, "words": 9, "floor": 0.75}',
        " }",
        "}",
    ]
    for one in (figures, replace(figures, rules={})):
        (tmp_path / "m.json").write_text(dump(one), encoding="utf-8")
        assert load(tmp_path / "m.json") == one


def test_what_is_not_such_a_file_is_an_error(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") is None
    for text in ("", "[]", "{}", '{"rules": {"a": {"hit": 1}}}'):
        (tmp_path / "m.json").write_text(text, encoding="utf-8")
        with pytest.raises(MeasuredError, match="not a file of measured rules"):
            load(tmp_path / "m.json")


def test_figures_of_the_present_rules_are_no_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(
        monkeypatch, tmp_path, rules={SURE: Figure(20, 18, 9), "structure.model": Figure(50, 1, 9)}
    )
    assert list(problems(default_rulebook())) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rulebook": "0123"}, "measured with another rulebook (0123) than the present one"),
        ({"model": "4567"}, "measured with another model (4567) than the present one"),
        ({"rules": {SURE: Figure(20, 17, 9)}}, f"rule '{SURE}': 17 of 20 hits were debris"),
        ({"rules": {SURE: Figure(20, 16, 9, floor=0.85)}}, "0.80 is under its floor 0.85"),
    ],
)
def test_stale_and_low_figures_are_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], message: str
) -> None:
    kept(monkeypatch, tmp_path, **changes)
    (problem,) = problems(default_rulebook())
    assert problem.startswith("cleaner/checks/measured.json: ") and message in problem
    assert "bench/measure_rules.py" in problem or "--lower-floor" in problem


def test_figures_that_are_missing_are_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured, "PATH", tmp_path / "measured.json")
    (problem,) = problems(default_rulebook())
    assert "there is no such file" in problem
    assert "measured" not in cleaner("rules", "show", SURE).stdout


def test_lint_reports_them_for_the_shipped_rules_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(monkeypatch, tmp_path, rulebook="0123")
    result = cleaner("rules", "lint", pack(tmp_path))
    assert (result.exit_code, result.stdout) == (0, "3 rules checked, 0 problems\n")
    # the proofs take long, and have tests of their own
    monkeypatch.setattr("cleaner.checks.keywords.check_keywords", lambda rule: ())
    monkeypatch.setattr("cleaner.checks.speed.check_speed", lambda rule: ())
    result = cleaner("rules", "lint")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "cleaner/checks/measured.json: measured with another rulebook (0123"
    )
    assert result.stdout.endswith(" rules checked, 1 problem\n")
    kept(monkeypatch, tmp_path)
    assert cleaner("rules", "lint").exit_code == 0


def test_show_tells_what_was_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {SURE: Figure(38, 37, 12), "structure.model": Figure(1, 1, 0)}
    kept(monkeypatch, tmp_path, rules=rules)
    shown = cleaner("rules", "show", SURE).stdout.splitlines()
    assert (
        "  measured   37 of 38 labelled lines it dropped were debris "
        "(precision 0.97, 12 words at stake)"
    ) in shown
    assert "1 of 1 labelled line it dropped was debris" in (
        cleaner("rules", "show", "structure.model").stdout
    )
    assert "  measured  no labelled line was dropped by it\n" in (
        cleaner("rules", "show", "structure.duplicate_title").stdout
    )
    # what drops no lines, and rules that nobody has measured
    assert "measured" not in cleaner("rules", "show", "tidy.blank").stdout
    own = cleaner("rules", "show", BANNER_ID, "--rules", pack(tmp_path)).stdout
    assert own and "measured" not in own


def test_of_a_cut_the_label_of_its_line_says_little() -> None:
    assert told(Figure(8, 0, 75), span=True) == (
        "8 cuts in labelled lines, 8 in article lines (75 words)"
    )
    assert told(None, span=True) == "no labelled line was cut by it"

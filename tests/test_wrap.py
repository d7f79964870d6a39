"""Long lines of packs are wrapped, and say the same."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from cleaner.rulebook.load import load_pack, shipped_rules

SCRIPT = Path(__file__).resolve().parent.parent / "bench" / "wrap.py"
spec = importlib.util.spec_from_file_location("bench_wrap", SCRIPT)
assert spec is not None and spec.loader is not None
wrap = importlib.util.module_from_spec(spec)
spec.loader.exec_module(wrap)

HEAD = '[[rule]]\nid = "rows"\ncategory = "share"\nabout = "A row."\n'
TAIL = 'drop = ["no such line"]\nkeep = ["The row of poplars was cut down."]\n'
WORDS = [f"word{n:03}" for n in range(60)]


def rule_of(tmp_path: Path, source: str) -> dict[str, object]:
    path = tmp_path / "pack.toml"
    path.write_text(source, encoding="utf-8")
    (rule,) = load_pack(path, "pack", trusted=True)
    return {name: getattr(rule, name) for name in rule.__slots__ if name not in ("line", "path")}


def longest(source: str) -> int:
    return max(map(len, source.split("\n")))


@pytest.mark.parametrize(
    "pattern",
    [
        "|".join(WORDS),
        f"(?:{'|'.join(WORDS)})",
        " ".join(WORDS),  # a blank at a break would be lost
        "".join(rf"(?:{word} )?" for word in WORDS),
        "".join(rf"[|() {n}]{{1,{n + 1}}}" for n in range(40)),
        r"\x27\(\|\) " * 30 + "x",
        "".join(rf"(?P<g{n}>a|(?-i:B{{2,}}))?" for n in range(30)),
        r"[]x]+[^]x](?:[\]y]|.)*" * 12,
        "x" * 300,
    ],
)
def test_a_wrapped_pattern_is_the_same(tmp_path: Path, pattern: str) -> None:
    source = f"{HEAD}keywords = ['w', 'x', 'a']\npatterns = ['{pattern}']\n{TAIL}"
    wrapped = wrap.wrapped(source)
    assert rule_of(tmp_path, wrapped) == rule_of(tmp_path, source)
    assert longest(wrapped) <= wrap.WIDTH
    assert wrap.wrapped(wrapped) == wrapped


@pytest.mark.parametrize(
    "pattern",
    [
        f"(?:{'|'.join(WORDS)})[a-z]{{2,3}}",
        "(a)" * 25 + "|" + "(a)" * 25,  # rather than before a later group
        "x" * 60 + "|" + "yz" * 20,
    ],
)
def test_it_breaks_before_alternatives_where_there_are_some(pattern: str) -> None:
    lines = wrap.wrapped(f"patterns = ['{pattern}']\n").split("\n")[2:-3]
    assert len(lines) > 1
    assert all(line.strip().startswith("|") for line in lines[1:])


def test_it_does_not_break_early_for_the_sake_of_one() -> None:
    pattern = "ab|" + "x" * 200
    lines = wrap.wrapped(f"patterns = ['{pattern}']\n").split("\n")[2:-3]
    assert len(lines[0]) == wrap.WIDTH


def test_what_is_in_one_piece_stays_so() -> None:
    piece = f"[{'abc' * 50}]"
    lines = wrap.wrapped(f"patterns = ['{piece}{piece}']\n").split("\n")[2:-3]
    assert [line.strip() for line in lines] == [piece, piece]


def test_lists_of_several_lines_are_one_list() -> None:
    words = ", ".join(f'"{word}"' for word in WORDS)
    long = "|".join(WORDS)
    source = f'phrases = [\n    "first",\n    {words},\n]\n'
    assert wrap.wrapped(source).startswith('phrases = [\n    "first", "word000", ')
    source = f"patterns = [\n    'short',\n    '''\n{long}\n    ''',\n]\n"
    assert wrap.wrapped(source).startswith("patterns = [\n    'short',\n    '''\n        word000")
    assert longest(wrap.wrapped(source)) <= wrap.WIDTH


@pytest.mark.parametrize("ends", ["' {}'", "'{} '", "\"{}'''\""])
def test_what_would_change_by_it_is_left(ends: str) -> None:
    pattern = ends.format("|".join(WORDS))
    assert pattern in wrap.wrapped(f"patterns = [{pattern}]\n")


def test_lists_of_words_are_filled_and_examples_stand_one_to_a_line(tmp_path: Path) -> None:
    words = ", ".join(f'"{word}"' for word in WORDS)
    source = f"{HEAD}phrases = [{words}]\ndrop = [{words}]\nkeep = [{words}]\n"
    wrapped = wrap.wrapped(source)
    assert longest(wrapped) <= wrap.WIDTH
    assert '    "word000", "word001", "word002"' in wrapped
    assert '    "word000",\n    "word001",\n' in wrapped
    assert rule_of(tmp_path, wrapped) == rule_of(tmp_path, source)


def test_parts_are_wrapped_and_sentences_are_not(tmp_path: Path) -> None:
    part = "|".join(WORDS)
    sentence = f'about = "{" ".join(WORDS)}"\n'
    source = f'[parts]\nword = \'(?:{part})\'\n[[rule]]\nid = "x"\ncategory = "share"\n{sentence}'
    source += f"keywords = ['w']\npatterns = ['{{word}}']\n{TAIL}"
    wrapped = wrap.wrapped(source)
    assert "word = '''\n    (?:word000" in wrapped
    assert sentence in wrapped
    assert rule_of(tmp_path, wrapped) == rule_of(tmp_path, source)


@pytest.mark.parametrize(
    "source",
    [
        f"phrases = [ # {'why ' * 40}\n    'one', 'two',\n]\n",
        f'text = """\n| {"word " * 40}\nphrases = ["{"word " * 40}"]\n"""\n',
        f"# {'why ' * 40}\n",
        f"other = ['{'word ' * 40}']\n",
        "phrases = ['one']",
        "",
    ],
)
def test_the_rest_is_left_as_it_is(source: str) -> None:
    assert wrap.wrapped(source) == source


def test_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "pack.toml"
    source = f"patterns = ['{'|'.join(WORDS)}']\n"
    pack.write_text(source, encoding="utf-8")
    for arguments, code, text in (
        (["--check"], 1, source),
        ([], 0, wrap.wrapped(source)),
        (["--check"], 0, wrap.wrapped(source)),
    ):
        monkeypatch.setattr(sys, "argv", ["wrap.py", str(pack), *arguments])
        with pytest.raises(SystemExit) as ended:
            wrap.main()
        assert ended.value.code == code
        assert pack.read_text(encoding="utf-8") == text
    assert capsys.readouterr().out == f"{pack}\n{pack}\n"


def test_the_shipped_packs_are_wrapped() -> None:
    packs = sorted(shipped_rules().rglob("*.toml"))
    sources = {path: path.read_text(encoding="utf-8") for path in packs}
    changed = [path.name for path, source in sources.items() if wrap.wrapped(source) != source]
    assert packs and not changed, "python bench/wrap.py"

"""Words of all lines at once are those found by one regular expression, line by line."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from texts import LINES

from cleaner.evidence.shape import (
    _CLOSING,
    _ENDS,
    _SIGNED,
    LONG_WORDS,
    PROSE_WORDS,
    SAMPLE,
    WRAPPED_WORDS,
    shapes_of,
)
from cleaner.evidence.words import (
    _MOST_MARKS,
    HANGUL,
    UNSPACED,
    as_spaced,
    line_words,
    word_list,
    words_by_line,
)
from cleaner.made import made
from cleaner.model import Verdict
from cleaner.rulebook.rule import fold
from cleaner.text.segment import segment

PIECES = st.sampled_from(
    ["mill", "x", "É", "ﬁ", "7", "٣", "²", "_", "'", "\u2019", ".", "-", "--", "...", "\u2014", "“",
     "!", "/", " ", "  ", "\t", "\u00a0", "\u2003", "\x1c", "\x85", "\u200b", "\u0301", "\ud83d",
     "\udc4d", "\U0001f44d", "\x01", "\x00", "Σ", "İ", "橋", "は", "ก", "U.S.", "don\u2019t", "a_b",
     "다리는", "ㅋ", "。", "（完）"]
)  # fmt: skip
ROWS = st.one_of(LINES, st.lists(PIECES, max_size=12).map("".join), st.text(max_size=9))


@given(st.lists(ROWS, max_size=8))
@example(["橋", "mill's 'wheel' -- the U.S. one."])
@example(["'.mill", "mill'.", "a'.b", "a.'b-c", "-", "a-", "-a", ".-a", "a.-"])
@settings(max_examples=1_000)
def test_words_of_all_lines_at_once(rows: list[str]) -> None:
    rows = [row.replace("\n", " ") for row in rows]
    words, otherwise = words_by_line("\n".join(rows))
    assert words == (list(map(word_list, rows)) or [[]])
    assert otherwise == any(re.search(f"[{UNSPACED}{HANGUL}]", row) for row in rows)
    assert [line_words(row) for row in rows] == list(map(word_list, rows))
    if not otherwise:
        assert list(map(as_spaced, words)) == list(map(len, words))


def test_every_character_is_in_a_word_or_in_none() -> None:
    """Alone, between letters, and with a joining mark on either side."""
    everything = [chr(code) for code in range(sys.maxunicode + 1) if chr(code) != "\n"]
    for at in range(0, len(everything), 40):
        text = " ".join(f"{c} a{c}b a{c}'b a.{c}b" for c in everything[at : at + 40])
        assert words_by_line(text)[0] == [word_list(text)], hex(at)


def test_many_different_marks_are_no_slower() -> None:
    marks = "".join(map(chr, range(0x2190, 0x2190 + _MOST_MARKS + 1)))
    for text in (f"mill{marks}wheel's", f"mill{marks[1:]}wheel's"):
        assert words_by_line(text) == ([["mill", "wheel's"]], False)


@given(
    st.lists(st.one_of(ROWS, st.sampled_from(["w " * (SAMPLE // 2 + 1), " " * 2_100])), max_size=9)
)
@settings(max_examples=300)
def test_shapes_are_those_of_the_plain_way(rows: list[str]) -> None:
    lines = segment("\n".join(rows))
    wrapped: set[int] = set()
    words, sentences = [], []
    folded = fold("\n".join(line.text for line in lines)).split("\n")
    for line, low in zip(lines, folded, strict=False):
        listed = word_list(low[:SAMPLE])
        long = len(line.text) > SAMPLE and not line.blank
        words.append(as_spaced(listed) + long * LONG_WORDS)
        ends = rf"[{''.join(_ENDS)}][{re.escape(_CLOSING)}]*\Z"
        end = line.text[-40:]
        sentences.append(bool(re.search(ends, end) or _SIGNED.search(end)))
    for i in range(len(lines) - 1):
        begins = words[i] >= WRAPPED_WORDS and not lines[i].text[:1].islower()
        goes_on = lines[i + 1].text[:1].islower() and not sentences[i]
        if goes_on and (begins or i in wrapped):
            wrapped |= {i, i + 1}
    shapes = shapes_of(lines)
    assert [shape.words for shape in shapes] == words
    assert [shape.sentence for shape in shapes] == sentences
    assert {i for i, shape in enumerate(shapes) if shape.wrapped} == wrapped
    for line, shape in zip(lines, shapes, strict=True):
        assert shape.sample == ("" if line.blank else line.text[:SAMPLE])


@pytest.mark.parametrize("mark", sorted(_ENDS))
def test_a_sentence_ends_before_whatever_closes_it(mark: str) -> None:
    words = "the mill " * (PROSE_WORDS // 2)
    for closing in ("", *_CLOSING.replace("\n", ""), "\u201d) "):
        if len(segment(f"{mark}{closing}x")) == 1:  # what ends a line is not in it
            assert shapes_of(segment(words + mark + closing))[0].sentence
    assert not shapes_of(segment(f"{words}{mark} a"))[0].sentence


def test_objects_made_field_by_field_are_those_made_one_by_one() -> None:
    lines = segment("one\ntwo\n")
    assert made(Verdict, 2, lines, [None] * 2, [()] * 2, [()] * 2) == list(map(Verdict, lines))
    assert made(Verdict, 0, (), (), (), ()) == []
    with pytest.raises(ValueError, match=r"zip|columns"):
        made(Verdict, 2, lines)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the old bridge", 3),
        ("ว่า", 2),  # two of these characters are a word
        ("はしはあすしまる", 4),
        ("橋は明日閉まる", 4),  # with kana it is Japanese
        ("大桥明天封闭", 4),  # without, a character and a half are a word
        ("大桥", 2),
        ("다리는 내일 막힌다 그래서", 6),  # a word of Korean is one and a half
        ("다리", 2),
        ("AP 대교 大桥", 4),
        ("", 0),
    ],
)
def test_how_many_words_of_english_a_line_is_worth(text: str, words: int) -> None:
    assert as_spaced(word_list(text)) == words


def test_a_closing_paragraph_of_korean_or_chinese_is_prose() -> None:
    """Ten words of Korean say what a sentence of fifteen English ones does."""
    korean = "군은 다음 달 주민 설명회를 열어 나룻배를 띄울지 정할 계획이다."
    chinese = "县里下个月将召开说明会，决定是否开通临时渡船。"
    assert all(shape.prose for shape in shapes_of(segment(f"{korean}\n{chinese}")))
    assert not any(shape.prose for shape in shapes_of(segment(f"{korean[:-1]}\n{chinese[:-1]}")))


@pytest.mark.parametrize(
    "sign", ["（完）", "【早瀬実】", "（編輯：王佳）1130305", "〔李江〕", "[李江]"]
)
def test_a_sentence_may_be_signed_after_its_mark(sign: str) -> None:
    def ended(text: str) -> bool:
        return shapes_of(segment(text))[0].sentence

    assert ended(f"大桥建于1954年，先后修过三次。{sign}")
    assert not ended(f"大桥建于1954年，先后修过三次{sign}")
    assert not ended(f"大桥建于1954年，先后修过三次。{sign}之后")
    assert not ended("大桥建于1954年，先后修过三次。（" + "完" * 31 + "）")

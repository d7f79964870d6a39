"""What the model may not drop wherever it stands: heads, bylines, code, what is protected."""

from __future__ import annotations

import pytest
from learning import BOX, PARAGRAPHS, SHORT, Learned, around, gone_by_model, made_rule, needed


def test_code_stays(learned: Learned) -> None:
    learned()
    code = "tide = high(moon);"
    lines = around([], [*SHORT[:3], code, *SHORT[3:5]])
    for kind in ("article", "page"):
        assert gone_by_model(lines, kind=kind) == list(SHORT[:5])


def test_a_line_that_an_exception_protects_stays(learned: Learned) -> None:
    learned()
    lines = around([], [*SHORT[:3], "zig", *SHORT[3:5]])
    protect = made_rule("zig", protects=("share",))
    assert gone_by_model(lines, protect) == list(SHORT[:5])
    assert gone_by_model(lines, made_rule("zag")) == [*SHORT[:3], "zig", *SHORT[3:5]]


@pytest.mark.parametrize(
    ("protects", "stays"),
    [
        (("structure.model",), True),
        (("structure.alt_text", "structure.model"), True),
        (("structure.alt_text", "share"), True),
        (("structure.alt_text", "structure.ticker"), False),
    ],
)
def test_what_is_protected_from_other_rules_of_structure_alone_does_not(
    learned: Learned, protects: tuple[str, ...], stays: bool
) -> None:
    learned()
    lines = around([], [*SHORT[:3], "zig", *SHORT[3:5]])
    gone = gone_by_model(lines, made_rule("zig", protects=protects))
    assert gone == [*SHORT[:3], *([] if stays else ["zig"]), *SHORT[3:5]]


LABEL = f"{SHORT[0]} only"  # too long for a label that a rule knows
HEADLINE = "River water closed bridge"  # its words are in the paragraphs
OTHER = "Farmers sheep sold yesterday"  # half of them are


@pytest.mark.parametrize("kind", ["article", "page"])
def test_the_headline_stays(learned: Learned, kind: str) -> None:
    learned()
    head = [LABEL, HEADLINE, SHORT[1]]
    assert gone_by_model(around(head, SHORT[2:5]), kind=kind) == [LABEL, *SHORT[1:5]]
    # of two that the paragraphs take up it is the one that they take up more, the first of equals
    for first, second in ((HEADLINE, OTHER), (OTHER, HEADLINE)):
        gone = gone_by_model(around([first, second], SHORT[2:5]), kind=kind)
        assert gone == [OTHER, *SHORT[2:5]]
    again = HEADLINE + "s"
    gone = gone_by_model(around([HEADLINE, again], SHORT[2:5]), kind=kind)
    assert gone == [again, *SHORT[2:5]]


def test_without_a_headline_the_first_line_of_an_article_stays(learned: Learned) -> None:
    learned()
    lines = around(SHORT[:2], SHORT[2:5])
    assert gone_by_model(lines, kind="article") == list(SHORT[1:5])
    assert gone_by_model(lines, kind="page") == list(SHORT[:5])


def test_where_a_rule_drops_the_first_line_the_next_as_long_as_a_headline_stays(
    learned: Learned,
) -> None:
    learned()
    again = f"{LABEL} again"
    lines = around([BOX, SHORT[1], LABEL, again], SHORT[2:5])
    assert gone_by_model(lines, kind="article") == [SHORT[1], again, *SHORT[2:5]]
    assert gone_by_model(lines, kind="page") == [SHORT[1], LABEL, again, *SHORT[2:5]]
    lines.insert(1, HEADLINE)  # what the paragraphs take up is known for the headline
    assert LABEL in gone_by_model(lines, kind="article")


@pytest.mark.parametrize("kind", ["article", "page"])
@pytest.mark.parametrize(
    ("head", "category", "stays"),
    [
        ([HEADLINE, "Ada Brandt", "zig"], "date_meta", True),
        ([HEADLINE, "Ada Brandt", "zig"], "navigation", False),
        ([HEADLINE, "Ada Brandt", SHORT[1], "zig"], "date_meta", False),
        ([HEADLINE, SHORT[1], "zig"], "date_meta", False),
        ([HEADLINE, SHORT[1], "Ada Brandt", "zig"], "date_meta", False),
    ],
)
def test_a_name_under_the_headline_and_over_a_date_stays(
    learned: Learned, kind: str, head: list[str], category: str, stays: bool
) -> None:
    learned()
    date = made_rule("zig", category=category)
    gone = gone_by_model(around(head, SHORT[2:5]), date, kind=kind)
    own = [HEADLINE, "zig", *(["Ada Brandt"] if stays else [])]
    assert gone == [*(line for line in head if line not in own), *SHORT[2:5]]


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Farmers sheep bridge", False),  # three words
        ("The farmers sheep bridge", True),
        ("Farmers kettles offers caps", False),  # a quarter of its terms
        ("Farmers kettles offers", False),
        ("Farmers sheep kettles offers oaken caps lamps", True),  # more: two of seven
    ],
)
def test_what_may_be_a_headline(learned: Learned, line: str, stays: bool) -> None:
    learned(trees=[[["words", 8, 1, 2, 0.0], [9.0], [-9.0]]])
    gone = gone_by_model([LABEL, line, *PARAGRAPHS, *SHORT[2:5]], kind="page")
    assert gone == [LABEL, *([] if stays else [line]), *SHORT[2:5]]


def test_a_headline_stands_before_the_article(learned: Learned) -> None:
    learned()
    assert gone_by_model(around([], [*SHORT[:4], HEADLINE])) == [*SHORT[:4], HEADLINE]


@pytest.mark.parametrize(
    ("line", "kind", "before", "after"),
    [
        ("By Ada Brandt", "article", True, True),
        ("By Ada Brandt", "page", False, False),
        ("Von: Ada Brandt", "article", True, True),
        ("Door Ada van der Brandt en Jan Lenn", "article", True, True),
        ("Av Ada Brandt", "page", False, False),
        ("Της Άδας Μπραντ", "article", True, True),
        ("Авторка: Ада Брандт", "article", True, True),
        ("Von Ada", "article", False, False),
        ("Von Ada Brandt gelesen", "article", False, False),
        ("02/12/2024", "article", True, False),
        ("02/12/2024", "page", True, False),
        ("2024-12-02 11:30", "page", True, False),
        ("12/2024", "page", False, False),
        ("Lamps 02/12/2024", "page", False, False),
    ],
)
def test_who_wrote_it_and_when_stays(
    learned: Learned, line: str, kind: str, before: bool, after: bool
) -> None:
    learned()
    gone = gone_by_model(around([HEADLINE, line], SHORT[:5]), kind=kind)
    assert gone == [*([] if before else [line]), *SHORT[:5]]
    gone = gone_by_model(around([HEADLINE], [*SHORT[:3], line, *SHORT[3:5]]), kind=kind)
    assert gone == [*SHORT[:3], *([] if after else [line]), *SHORT[3:5]]


def test_what_a_rule_drops_is_no_headline(learned: Learned) -> None:
    learned()
    lines = around([HEADLINE, LABEL, OTHER], SHORT[2:5])
    assert gone_by_model(lines) == [LABEL, OTHER, *SHORT[2:5]]
    rule = made_rule("zig", phrases=(HEADLINE,))
    assert gone_by_model(lines, rule) == [LABEL, *SHORT[2:5]]


def test_the_name_of_an_author_under_the_label_of_a_box_stays(learned: Learned) -> None:
    learned()
    lines = around([], [*SHORT[:4], "zig", "Ada Brandt"])
    assert gone_by_model(lines, made_rule("zig", category="author_bio")) == list(SHORT[:4])
    assert gone_by_model(lines, made_rule("zig")) == [*SHORT[:4], "Ada Brandt"]


def test_a_short_line_goes_with_its_neighbours(learned: Learned) -> None:
    little = needed("balanced", "article") - 0.6
    trees = [["words", 6, 1, 2, 0.0], ["commas", 0.3, 3, 4, 0.0], [-9.0], [9.0], [little]]
    learned(trees=[trees])
    assert gone_by_model(around([], [*SHORT[:4], "zig, zag"])) == list(SHORT[:4])
    lines = [*SHORT[:2], "zig, zag", *SHORT[2:4]]
    assert gone_by_model(around([], lines)) == lines
    # alone it stays
    assert gone_by_model([*PARAGRAPHS, *PARAGRAPHS[:5], BOX, "zig, zag"]) == []


@pytest.mark.parametrize("kind", ["article", "page"])
def test_where_no_paragraph_would_stay_nothing_goes(learned: Learned, kind: str) -> None:
    learned()
    words = ("slate", "stone", "moss", "reeds", "roofs", "mill")
    verse = [f"{word} rain on the {word}" for word in words]
    assert gone_by_model([*verse, BOX.title(), *SHORT], kind=kind) == []
    # nor where something else stays (a box in small letters would go on with the line above)
    other = [f"The {word} lay under the rain on the hill" for word in words]
    assert gone_by_model([*other, *other, BOX.title(), *SHORT[:3]], kind=kind) == []
    # nor where the model would take the only one
    learned(long=9.0)
    for lines in ([*SHORT, *SHORT[::-1], BOX, PARAGRAPHS[0]], [*SHORT, BOX, PARAGRAPHS[0], *SHORT]):
        assert gone_by_model(lines, kind=kind) == []

"""What the model may not drop: heads, bylines, code, and what stands between the paragraphs."""

from __future__ import annotations

from typing import Any

import pytest
from learning import PARAGRAPHS, SHORT, Learned, gone_by_model, made_rule, needed

from cleaner.decide.course import CHANGE

# --- what stays


def test_code_stays(learned: Learned) -> None:
    learned()
    code = "tide = high(moon);"
    lines = [*PARAGRAPHS, *SHORT[:3], code, *SHORT[3:5]]
    for kind in ("article", "page"):
        assert gone_by_model(lines, kind=kind) == list(SHORT[:5])


def test_a_line_that_an_exception_protects_stays(learned: Learned) -> None:
    learned()
    lines = [*PARAGRAPHS, *SHORT[:3], "zonk", *SHORT[3:5]]
    protect = made_rule("zonk", protects=("share",))
    assert gone_by_model(lines, protect) == list(SHORT[:5])
    assert gone_by_model(lines, made_rule("zig")) == [*SHORT[:3], "zonk", *SHORT[3:5]]


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
    lines = [*PARAGRAPHS, *SHORT[:3], "zonk", *SHORT[3:5]]
    gone = gone_by_model(lines, made_rule("zonk", protects=protects))
    assert ("zonk" not in gone) is stays


LABEL = f"{SHORT[0]} only"  # too long for a label that a rule knows
HEADLINE = "River water closed bridge"  # its words are in the paragraphs
OTHER = "Farmers sheep sold yesterday"  # half of them are


@pytest.mark.parametrize("kind", ["article", "page"])
def test_the_headline_stays(learned: Learned, kind: str) -> None:
    learned()
    head = [LABEL, HEADLINE, SHORT[1]]
    assert gone_by_model([*head, *PARAGRAPHS, *SHORT[2:5]], kind=kind) == [LABEL, *SHORT[1:5]]
    # of two that the paragraphs take up it is the one that they take up more, the first of equals
    for first, second in ((HEADLINE, OTHER), (OTHER, HEADLINE)):
        gone = gone_by_model([first, second, *PARAGRAPHS, *SHORT[2:5]], kind=kind)
        assert gone == [OTHER, *SHORT[2:5]]
    again = HEADLINE + "s"
    assert gone_by_model([HEADLINE, again, *PARAGRAPHS, *SHORT[2:5]], kind=kind) == [
        again,
        *SHORT[2:5],
    ]


def test_without_a_headline_the_first_line_of_an_article_stays(learned: Learned) -> None:
    learned()
    lines = [SHORT[0], SHORT[1], *PARAGRAPHS, *SHORT[2:5]]
    assert gone_by_model(lines, kind="article") == list(SHORT[1:5])
    assert gone_by_model(lines, kind="page") == list(SHORT[:5])


def test_where_a_rule_drops_the_first_line_the_next_as_long_as_a_headline_stays(
    learned: Learned,
) -> None:
    learned()
    again = f"{LABEL} again"
    lines = ["zonk", SHORT[1], LABEL, again, *PARAGRAPHS, *SHORT[2:5]]
    assert gone_by_model(lines, kind="article") == [SHORT[1], again, *SHORT[2:5]]
    assert gone_by_model(lines, kind="page") == [SHORT[1], LABEL, again, *SHORT[2:5]]
    lines.insert(1, HEADLINE)  # what the paragraphs take up is known for the headline
    assert LABEL in gone_by_model(lines, kind="article")


@pytest.mark.parametrize("kind", ["article", "page"])
@pytest.mark.parametrize(
    ("head", "category", "stays"),
    [
        ([HEADLINE, "Ada Brandt", "zonk"], "date_meta", True),
        ([HEADLINE, "Ada Brandt", "zonk"], "caption", False),
        ([HEADLINE, "Ada Brandt", SHORT[1], "zonk"], "date_meta", False),
        ([HEADLINE, SHORT[1], "zonk"], "date_meta", False),
        ([HEADLINE, SHORT[1], "Ada Brandt", "zonk"], "date_meta", False),
    ],
)
def test_a_name_under_the_headline_and_over_a_date_stays(
    learned: Learned, kind: str, head: list[str], category: str, stays: bool
) -> None:
    learned()
    date = made_rule("zonk", category=category)
    gone = gone_by_model([*head, *PARAGRAPHS, *SHORT[2:5]], date, kind=kind)
    own = [HEADLINE, "zonk", *(["Ada Brandt"] if stays else [])]
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
    assert gone_by_model([*PARAGRAPHS, *SHORT[:4], HEADLINE]) == [*SHORT[:4], HEADLINE]


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
    gone = gone_by_model([HEADLINE, line, *PARAGRAPHS, *SHORT[:5]], kind=kind)
    assert gone == [*([] if before else [line]), *SHORT[:5]]
    gone = gone_by_model([HEADLINE, *PARAGRAPHS, *SHORT[:3], line, *SHORT[3:5]], kind=kind)
    assert gone == [*SHORT[:3], *([] if after else [line]), *SHORT[3:5]]


def test_what_a_rule_drops_is_no_headline(learned: Learned) -> None:
    learned()
    lines = [HEADLINE, OTHER, *PARAGRAPHS, *SHORT[2:5]]
    rule = made_rule("zonk", phrases=(HEADLINE,))
    assert gone_by_model(lines, rule) == list(SHORT[2:5])


# --- between the paragraphs


def test_between_the_paragraphs_of_an_article_nothing_goes(learned: Learned) -> None:
    learned()
    lines = [*PARAGRAPHS[:3], SHORT[0], *PARAGRAPHS[3:6], SHORT[1], PARAGRAPHS[6], *SHORT[2:5]]
    assert gone_by_model(lines, kind="article") == list(SHORT[2:5])
    assert gone_by_model(lines, kind="page") == list(SHORT[:5])


def test_between_the_paragraphs_of_a_page_no_paragraph_goes(learned: Learned) -> None:
    # the paragraph with many commas is debris
    marked = "zip, zap, zop, the old mill, the new mill, and no mill at all."
    trees = [[["commas", 0.3, 1, 4, 0.0], ["words", 6, 2, 3, 0.0], [9.0], [-9.0], [9.0]]]
    learned(trees=trees)
    inside = [*PARAGRAPHS[:3], marked, SHORT[0], *PARAGRAPHS[3:7], *SHORT[1:5]]
    assert gone_by_model(inside, kind="page") == list(SHORT[:5])
    assert gone_by_model(inside, kind="article") == list(SHORT[1:5])


@pytest.mark.parametrize("kind", ["article", "page"])
def test_only_a_line_of_a_rule_parts_a_paragraph_from_the_article(
    learned: Learned, kind: str
) -> None:
    marked = "zip, zap, zop, the old mill, the new mill, and no mill at all."
    trees = [[["commas", 0.3, 1, 4, 0.0], ["words", 6, 2, 3, 0.0], [9.0], [-9.0], [9.0]]]
    learned(trees=trees)
    inside = list(SHORT[1:5]) if kind == "page" else []

    def gone(*lines: str) -> list[str]:
        # the first line may be the headline
        return [line for line in gone_by_model(["Lenn", *lines], kind=kind) if line != "Lenn"]

    assert gone(*PARAGRAPHS, *SHORT[1:5], marked) == inside
    assert gone(*PARAGRAPHS, "zonk", *SHORT[1:5], marked) == [*SHORT[1:5], marked]
    assert gone(*PARAGRAPHS, *SHORT[1:5], "zonk", marked) == [*SHORT[1:5], marked]
    assert gone(*PARAGRAPHS, *SHORT[1:5], marked, "zonk") == inside
    # the next one is asked from the one that stays
    assert gone(*PARAGRAPHS, marked, *SHORT[1:5], marked[4:]) == inside
    assert gone(*PARAGRAPHS, marked, "zonk", *SHORT[1:5], marked[4:]) == [*SHORT[1:5], marked[4:]]
    # before the article as after it
    assert gone(marked, *SHORT[1:5], *PARAGRAPHS) == inside
    assert gone(marked, "zonk", *SHORT[1:5], *PARAGRAPHS) == [marked, *SHORT[1:5]]
    assert gone("zonk", marked, *SHORT[1:5], *PARAGRAPHS) == inside


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        (SHORT[0], False),
        (f"- {SHORT[0]}", True),
        (f"  + {SHORT[0]}", True),
        (f"123. {SHORT[0]}", True),
        ("Kettles\t12", True),
        ("Kettles   12", True),
        ("Kettles  12", False),
    ],
)
def test_items_and_rows_between_the_paragraphs_of_a_page_stay(
    learned: Learned, line: str, stays: bool
) -> None:
    learned()
    inside = [*PARAGRAPHS[:3], line, *PARAGRAPHS[3:7], *SHORT[1:5]]
    assert (line in gone_by_model(inside, kind="page")) is not stays
    # after the last paragraph of a page they are lines like others
    around = [*PARAGRAPHS, *SHORT[1:5], line]
    assert line in gone_by_model(around, kind="page")
    assert (line in gone_by_model(around, kind="article")) is not stays


def test_an_address_alone_after_an_article_stays(learned: Learned) -> None:
    learned()
    for line in ("https://kettles.example/blue", "www.kettles.example"):
        assert gone_by_model([*PARAGRAPHS, *SHORT[1:5], line], kind="article") == list(SHORT[1:5])
    more = "www.kettles.example for kettles"
    assert gone_by_model([*PARAGRAPHS, *SHORT[1:5], more], kind="article") == [*SHORT[1:5], more]


def test_the_name_of_an_author_under_the_label_of_a_box_stays(learned: Learned) -> None:
    learned()
    lines = [*PARAGRAPHS, *SHORT[:4], "zonk", "Ada Brandt"]
    assert gone_by_model(lines, made_rule("zonk", category="author_bio")) == list(SHORT[:4])
    assert gone_by_model(lines, made_rule("zonk")) == [*SHORT[:4], "Ada Brandt"]


@pytest.mark.parametrize("kind", ["article", "page"])
def test_the_model_alone_has_to_be_surer(learned: Learned, kind: str) -> None:
    learned(short=needed("balanced", kind, alone=False) + CHANGE / 4)
    lines = [*PARAGRAPHS, *SHORT[:5]]
    assert gone_by_model(lines, kind=kind) == []
    assert gone_by_model([*lines, "zonk"], made_rule("zonk"), kind=kind) == list(SHORT[:5])
    # at the other end of an article a rule says nothing of this one
    before = [HEADLINE, "zonk", *lines]
    assert gone_by_model(before, made_rule("zonk"), kind=kind) == list(
        SHORT[: 5 if kind == "page" else 0]
    )


@pytest.mark.parametrize("kind", ["article", "page"])
def test_a_paragraph_goes_for_a_score_of_its_own(learned: Learned, kind: str) -> None:
    lines = [*PARAGRAPHS, SHORT[0], "Zip, zap, zop, the mill, the weir, and no boat at all.",
             *SHORT[1:4]]  # fmt: skip
    parted = [*PARAGRAPHS, "zonk", *lines[len(PARAGRAPHS) :]]
    enough = needed("balanced", kind, alone=False)

    def trees(score: float) -> list[Any]:
        return [[["commas", 0.3, 1, 4, 0], ["words", 6, 2, 3, 0], [9.0], [-9.0], [score]]]

    # less than the policy asks for, though its neighbours are debris: it stays
    learned(trees=trees(enough - 0.01))
    stays = gone_by_model(parted, kind=kind)
    assert stays == list(SHORT[1:4] if kind == "article" else SHORT[:4])
    learned(trees=trees(enough + 0.01))
    assert gone_by_model(parted, kind=kind) == lines[len(PARAGRAPHS) :]


def test_a_short_line_goes_with_its_neighbours(learned: Learned) -> None:
    little = needed("balanced", "article") - 0.6
    trees = [["words", 6, 1, 2, 0.0], ["commas", 0.3, 3, 4, 0.0], [-9.0], [9.0], [little]]
    learned(trees=[trees])
    assert gone_by_model([*PARAGRAPHS, *SHORT[:4], "zig, zag"]) == list(SHORT[:4])
    assert gone_by_model([*PARAGRAPHS, *SHORT[:2], "zig, zag", *SHORT[2:4]]) == [
        *SHORT[:2], "zig, zag", *SHORT[2:4],
    ]  # fmt: skip
    # alone it stays
    assert gone_by_model([*PARAGRAPHS, *PARAGRAPHS[:5], "zig, zag"]) == []


@pytest.mark.parametrize("kind", ["article", "page"])
def test_where_no_paragraph_would_stay_nothing_goes(learned: Learned, kind: str) -> None:
    learned()
    words = ("slate", "stone", "moss", "reeds", "roofs", "mill")
    verse = [f"{word} rain on the {word}" for word in words]
    assert gone_by_model([*verse, "", *SHORT], kind=kind) == []
    # nor where something else stays
    other = [f"The {word} lay under the rain on the hill" for word in words]
    assert gone_by_model([*other, *other, *SHORT[:3]], kind=kind) == []
    # nor where the model would take the only one
    learned(long=9.0)
    assert gone_by_model([*SHORT, *SHORT[::-1], PARAGRAPHS[0]], kind=kind) == []

"""Biographies told from paragraphs about somebody."""

from __future__ import annotations

import pytest
from biographies import BIO, STORY, left, life, rule

from cleaner.rulebook.rule import Rule

HOUSE = "The Post has been printed at the lower bridge since the year of the second great flood."
GOING_ON = "She has kept a diary of the tides since she was nine years old, and seldom shows it."


def _stays(lines: list[str], *rules: Rule) -> bool:
    return BIO in left(lines, *rules)


# --- near the end


@pytest.mark.parametrize(
    ("above", "after", "stays"),
    [(4, 1, False), (3, 1, True), (8, 2, False), (7, 2, True), (12, 3, False), (16, 4, True)],
)
def test_few_paragraphs_may_follow_a_biography(above: int, after: int, stays: bool) -> None:
    # each in words of its own: of two equal lines the second goes
    house = [f"{HOUSE[:-1]}, as page {n} tells." for n in range(after)]
    assert _stays([*(STORY * 4)[:above], BIO, *house]) is stays


@pytest.mark.parametrize(
    "below",
    [
        "“" + HOUSE,
        '"' + HOUSE,
        HOUSE[:-1] + ", and Brandt has lived there ever since that year.",
    ],
)
def test_what_goes_on_about_somebody_is_no_house_text(below: str) -> None:
    assert _stays([*STORY, BIO, below])


def test_a_text_has_to_have_another_paragraph() -> None:
    assert _stays(["Flood in Lenn", "Ada Brandt", BIO])
    assert not _stays(["Flood in Lenn", STORY[0], "Ada Brandt", BIO])


# --- the name over it


@pytest.mark.parametrize(
    ("over", "stays"),
    [
        (["Ada Brandt"], False),
        (["About Ada Brandt"], False),
        (["Ada Brandt on the web"], False),
        (["Ada Brandt", "Staff writer"], False),
        (["Ada Brandt", "Staff writer", "Lenn"], False),
        (["Ada Brandt", "Staff writer", "Lenn", "Coast"], True),
        (["The Keeper by Ada Brandt"], True),
        (["Keeper by Ada Brandt"], True),
        (["Ada Brandt on the old coast"], True),
        (["Ada Brandt", STORY[1]], True),
        (["Una Farrell"], True),
    ],
)
def test_under_the_name_a_biography_may_stand_anywhere(over: list[str], stays: bool) -> None:
    assert _stays([*STORY[:2], *over, BIO, *STORY[2:], *STORY[:2]]) is stays


def test_one_word_is_enough_of_a_name_only_for_a_signed_rule() -> None:
    one = {"patterns": (r"(?P<name>[A-Z]\w+)(?: Brandt)? is a .{3,80}",)}
    lines = [*STORY[:2], "Ada", BIO.replace(" Brandt", ""), *STORY[1:]]
    assert len(left(lines, life(**one))) == len(lines)
    assert len(left(lines, life(signed=True, **one))) == len(lines) - 1


def test_a_head_of_the_text_over_it_speaks_against_a_biography() -> None:
    assert _stays([*STORY, "Why the lamps went out", BIO])
    # not one that a rule knows, nor one with the name in it, however late
    lamps = rule("why the lamps went out", category="share", strength="likely")
    assert not _stays([*STORY, "Why the lamps went out", BIO], life(), lamps)
    assert not _stays([*STORY, "The Keeper by Ada Brandt", BIO])
    # nor the last line of the text, where none is above
    assert not _stays([BIO, *STORY, "Why the lamps went out"], life(zone="any"))
    # nor a paragraph that goes on with a life of nobody
    more = rule("more", keywords=("she has",), patterns=("she has .*",), zone="tail")
    assert not _stays([*STORY, GOING_ON, BIO], life(), more)


def test_a_signed_rule_asks_for_the_name() -> None:
    signed = life(signed=True)
    assert _stays([*STORY, BIO], signed)
    assert not _stays([*STORY, "Ada Brandt", BIO], signed)
    assert not _stays([*STORY, BIO])


def test_a_short_text_that_begins_with_a_life_under_its_name_is_a_portrait() -> None:
    signed = life(signed=True)
    assert _stays(["Ada Brandt", BIO, *STORY], signed)
    assert _stays([STORY[0], "Ada Brandt", BIO, *STORY[1:]], signed)
    assert not _stays([*STORY[:2], "Ada Brandt", BIO, *STORY[2:]], signed)
    # in a long one it is the box of the author, over the article
    assert _stays(["Ada Brandt", BIO, *STORY, HOUSE], signed)
    assert not _stays(["Ada Brandt", BIO, *STORY, HOUSE, STORY[0].replace("river", "sea")], signed)


def test_whom_the_article_tells_of_is_no_author() -> None:
    told = "In the evening Brandt carried her books up the stairs of the lighthouse, one by one."
    assert _stays([told, *STORY, "Ada Brandt", BIO])
    assert _stays([*STORY, "Ada Brandt", BIO, *STORY, told])
    # in the first paragraph, and with its first word
    assert _stays(
        ["Brandt carried all of her books up the stairs of the house in the night.", *STORY, BIO]
    )
    # in the box itself the name may come again, in three lines
    assert not _stays([*STORY, "Ada Brandt", BIO, told, *STORY])
    assert not _stays([*STORY, "Ada Brandt", BIO, told])
    told = "In the evening the books went up the stairs of the house, carried by Ada Brandt."
    box = [*STORY, "Ada Brandt", BIO, *STORY[:2]]
    assert not _stays([*box, told, *STORY])
    assert _stays([*box, STORY[2], told, *STORY])


def test_a_line_too_short_for_a_paragraph_may_be_a_life() -> None:
    short = "Ada Brandt is a writer."
    lines = [*STORY, "Ada Brandt", short, *STORY]
    assert short not in left(lines)
    # but does not begin the biography that a signed rule asks for
    assert _stays([*STORY, short, BIO], life(signed=True))


def test_the_second_paragraph_of_a_biography_needs_no_name_over_it() -> None:
    again = "Ada Brandt is a keeper of bees, and the bees keep to the lee side of the lighthouse."
    assert left([*STORY, "Ada Brandt", BIO, again], life(signed=True)) == [*STORY, "Ada Brandt"]
    other = again.replace("Ada Brandt", "Una Farrell")
    assert other in left([*STORY, "Ada Brandt", BIO, other], life(signed=True))


def test_an_article_of_portraits_tells_of_its_people_itself() -> None:
    una = "Una Farrell is a shipwright who has kept the last plank of the slipway in her kitchen."
    box = ["Ada Brandt", BIO, "Una Farrell", una]
    story = [*STORY] * 4
    for signed in (False, True):
        rule = life(signed=signed)
        assert left([*story, *box], rule) == [*story, "Ada Brandt", "Una Farrell"]
        between = ["Una Farrell", una, HOUSE, "Ada Brandt", BIO]
        assert left([*story, *between], rule) == [*story, *between]
        two = [*box, "Una Corr", una.replace("Farrell", "Corr")]
        assert left([*story, *two], rule) == [*story, *two[::2]]
        many = [
            line.replace("Farrell", name)
            for name in ("Aas", "Brod", "Corr")
            for line in ("Una Farrell", una)
        ]
        assert left([*story, *many, *box[:2]], rule) == [*story, *many, *box[:2]]


@pytest.mark.parametrize(
    ("head", "line", "stays"),
    [
        ("Zonk Pro", "Zonk Pro has", True),
        ("Zonk Pro", "Zonk Max has", False),
        ("Zonk Pro Max", "Zonk Pro Max has", True),
        ("2. Zonk Pro", "Zonk Pro has", True),
        ("2. Zonk Pro", "Zonk Max has", False),
        ("2. Zonk Pro Max", "Zonk Pro Max has", True),
        ("* * *", "Zonk Pro has", False),
    ],
)
def test_a_paragraph_under_its_own_name(head: str, line: str, stays: bool) -> None:
    lamps = f"{line} ten lamps and a bell, and it can be hung from any nail in the house."
    assert _stays([*STORY, head, lamps, HOUSE, "Ada Brandt", BIO, *STORY]) is stays
    short = [*STORY, head, f"{line} lamps", HOUSE, "Ada Brandt", BIO, *STORY]
    assert not _stays(short)


def test_of_a_head_over_each_tool_only_what_is_said_of_any_name_is_in_doubt() -> None:
    tools = ["2. Zonk Pro", "Zonk Pro has ten lamps and a bell, and it can be hung from any nail.",
             HOUSE, "Ada Brandt", BIO]  # fmt: skip
    assert _stays([*STORY, *tools, *STORY])
    assert not _stays([*STORY, *tools, *STORY], life(signed=True))


def test_people_in_a_row_below_a_short_introduction_are_what_it_is_about() -> None:
    una = "Una Farrell is a shipwright who has kept the last plank of the slipway in her kitchen."
    for signed, row in ((False, [una, BIO]), (True, ["Una Farrell", una, "Ada Brandt", BIO])):
        portrait = life(signed=signed)
        short = [*STORY, *STORY[:3]]
        assert left([*short, *row], portrait) == [*short, *row]
        assert not _stays([*short, STORY[3], *row], portrait)
        assert not _stays(
            [*STORY, *row[len(row) // 2 :]], portrait
        )  # one author may have less above
        # nor do several paragraphs on one person make several
        assert not _stays([*STORY, "Ada Brandt", BIO.replace("writer", "diver"), BIO], portrait)
    # nor do lines too short to be a portrait
    signed_off = ["Una Farrell is a baker.", "Ada Brandt is a writer."]
    assert left([*STORY, *signed_off]) == [*STORY]
    # nor does the name of the house
    post = rule(
        "post", category="other", keywords=("printed",), patterns=(r"(?P<name>The Post) has .*",)
    )
    assert not _stays([*STORY, HOUSE, BIO], life(), post)
    # nor does the name, once in full and once not
    ada = life(patterns=(r"(?P<name>[A-Z]\w+( [A-Z]\w+)?) is a .{3,80}",))
    assert left([*STORY, BIO, BIO.replace("Ada Brandt", "Ada")], ada) == [*STORY]
    # people told of further up are in another row
    assert not _stays([una, *STORY, *STORY[:3], BIO])


def test_a_nameless_signed_rule_asks_for_a_label() -> None:
    mine = "I am a writer, and I live in a lighthouse with two cats and have no clock at all."
    own = rule("mine", signed=True, zone="tail", keywords=("i am",), patterns=("i am a .*",))
    label = rule("written by")
    assert left([*STORY, mine], own, label) == [*STORY, mine]
    assert left([*STORY, "Written by", mine], own, label) == [*STORY]
    share = rule("written by", category="share")
    assert mine in left([*STORY, "Written by", mine], own, share)
    # in the middle of a text the label is not enough; before house text it is
    assert mine in left([*STORY[:2], "Written by", mine, *STORY * 2], own, label)
    assert left([*STORY, "Written by", mine, HOUSE], own, label) == [*STORY, HOUSE]
    # or for the name that it gives
    said = mine.replace("I am", "I am a friend, Ada, and")
    assert left([*STORY, "Ada Brandt", said], own) == [*STORY, "Ada Brandt"]
    assert said in left([*STORY, "Una Farrell", said], own)
    assert said in left([*STORY, "Ada of the lamps", said], own)


# --- what goes on


def test_what_goes_on_with_a_biography_goes_with_it() -> None:
    more = rule(
        "more", strength="likely", zone="tail", keywords=("she has",), patterns=("she has .*",)
    )
    assert left([*STORY, BIO, GOING_ON], life(), more) == [*STORY]
    # in the middle of the text as well, if the biography goes there
    middle = [*STORY[:2], "Ada Brandt", BIO, GOING_ON, *STORY[2:]]
    assert left(middle, life(), more) == [*STORY[:2], "Ada Brandt", *STORY[2:]]
    # not with a line between, nor without the biography
    apart = [*STORY, BIO, "Lenn Post", GOING_ON]
    assert GOING_ON in left(apart, life(), more)
    assert GOING_ON in left([*STORY, GOING_ON], life(), more)
    share = rule(
        "more", category="share", strength="likely", zone="tail",
        keywords=("she has",), patterns=("she has .*",),
    )  # fmt: skip
    followed = [*STORY, BIO, GOING_ON, "Lenn Post"]
    assert GOING_ON not in left(followed, life(), more)
    assert GOING_ON in left(followed, life(), share)

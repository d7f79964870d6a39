"""Heads: of the article, of lists, of other stories, of authors' boxes."""

from __future__ import annotations

from deciding import ONE, TWO, doc, kept, named, using


def test_a_headline_that_stands_twice() -> None:
    title = "Ferry Runs Late For The Third Week"
    cleaner = using(named("beta"))
    result = cleaner.clean(doc(title, "", title, "", ONE, "", TWO))
    assert kept(result) == [title, ONE, TWO]
    assert result.edits[0].rule == "structure.duplicate_title"
    # a refrain in a poem has no company
    poem = doc("The rain comes down on Harrow Hill", "and on the sea,", "",
                "the rain comes down on Harrow Hill", "and so on me.")  # fmt: skip
    assert cleaner.clean(poem).text == poem


def test_the_given_title_may_stand_once() -> None:
    title = "Ferry Runs Late For The Third Week"
    text = doc(title, "", ONE, "", TWO)
    assert using(named("beta")).clean(text, title=title).text == text


def test_an_item_of_a_list_is_not_the_head_of_one() -> None:
    cleaner = using(named("alpha", scope="list"), named("beta", scope="to_end"))
    text = doc(ONE, TWO, "Things to come:", "- alpha", "- Ferry Late", "• beta", "• Bakery Open")
    assert cleaner.clean(text).text == text


def test_before_the_article_only_a_block_is_a_list() -> None:
    cleaner = using(named("alpha", scope="list"))
    lines = ("alpha", "Ferry Late", "A Headline", ONE, TWO)
    assert kept(cleaner.clean(doc(*lines))) == list(lines[1:])
    apart = doc("alpha", "Ferry Late", "", "A Headline", "", ONE, "", TWO)
    assert kept(cleaner.clean(apart)) == ["A Headline", ONE, TWO]
    each = doc("alpha", "", "Ferry Late", "", "A Headline", "", ONE, "", TWO)
    assert kept(cleaner.clean(each)) == ["Ferry Late", "A Headline", ONE, TWO]


def test_a_paragraph_broken_into_lines_is_prose() -> None:
    wrapped = (
        "The river rose by two metres in the night",
        "and the lower road was closed until Friday",
        "because the bridge had lost two stones",
    )
    cleaner = using(named("alpha", scope="list"), named("beta", scope="to_end"))
    assert kept(cleaner.clean(doc("alpha", *wrapped))) == list(wrapped)
    assert kept(cleaner.clean(doc(ONE, "beta", *wrapped))) == [ONE, *wrapped]
    menu = ("garden furniture", "garden sheds", "fences and gates")
    assert kept(cleaner.clean(doc(ONE, TWO, "alpha", *menu))) == [ONE, TWO]


def test_capitals_go_with_the_majority_of_the_text() -> None:
    own = "THE MILL WHEEL TURNS AGAIN AFTER NINETY YEARS"
    about = (
        "The mill wheel, still for ninety years, turns again on Sundays, and the bakery buys flour."
    )
    other = "RIVAL BAKERY FIGHTS SUPERMARKET OVER NAME OF ITS MOST FAMOUS BUN"
    cleaner = using(named("alpha"))
    alone = doc(ONE, other, TWO, other.replace("BAKERY", "TAVERN").replace("BUN", "ALE"), ONE)
    assert other in cleaner.clean(alone).text  # two heads that repeat each other are a series
    foreign = "SENATOR QUITS RACE AFTER PHOTOGRAPHS OF HIS YACHT SURFACE ONLINE"
    assert kept(cleaner.clean(doc(ONE, other, TWO, foreign, ONE))) == [ONE, TWO, ONE]
    heads = doc(ONE, own, about, "A RIVER WITHOUT FISH IN ITS SUMMER MONTHS",
                 "In the summer months the river has no fish, or fish that nobody would eat.",
                 other, TWO)  # fmt: skip
    assert cleaner.clean(heads).text == heads


def test_somebody_whom_the_text_knows_is_not_introduced_by_an_authors_box() -> None:
    rule = named(
        "alpha", zone="tail", phrases=(), keywords=(" is ",),
        patterns=(r"(?P<name>[A-Z]\w+ [A-Z]\w+) is a .{3,80}",),
    )  # fmt: skip
    bio = "Ada Brandt is a writer who lives in a lighthouse with two cats and no clock at all."
    cleaner = using(rule)
    assert kept(cleaner.clean(doc(ONE, TWO, bio))) == [ONE, TWO]
    told = "Brandt had seen it coming, she said, and had moved her books upstairs on Wednesday."
    assert kept(cleaner.clean(doc(ONE, told, bio))) == [ONE, told, bio]
    # under a head of the text it belongs to a section
    assert kept(cleaner.clean(doc(ONE, TWO, "Why Trust Us", bio))) == [
        ONE, TWO, "Why Trust Us", bio,
    ]  # fmt: skip
    assert kept(cleaner.clean(doc(ONE, TWO, "By Ada Brandt", bio))) == [ONE, TWO, "By Ada Brandt"]


def test_how_far_apart_a_rule_has_to_stand() -> None:
    near = doc(ONE, "alpha", TWO, "zonk", ONE, TWO)
    beside = doc(ONE, "alpha", "zonk", TWO, ONE, TWO)
    for lines, text, goes in ((2, near, False), (1, near, True), (1, beside, False)):
        cleaner = using(named("alpha", apart=("^zonk$",), apart_lines=lines))
        assert ("alpha" not in kept(cleaner.clean(text))) == goes

"""What goes with a line that goes: the scopes of rules."""

from __future__ import annotations

from deciding import ONE, TWO, doc, kept, named, using


def test_to_end_takes_all_after_it_in_the_tail_only() -> None:
    cleaner = using(named("alpha", scope="to_end"))
    assert kept(cleaner.clean(doc(ONE, TWO, "alpha", "Name", "Any words at all"))) == [ONE, TWO]
    assert kept(cleaner.clean(doc("alpha", "A Headline", ONE, TWO))) == ["A Headline", ONE, TWO]


def test_to_start_takes_all_before_it_in_the_head_only() -> None:
    cleaner = using(named("alpha", scope="to_start"))
    assert kept(cleaner.clean(doc("Home", "World", "alpha", ONE, TWO))) == [ONE, TWO]
    assert kept(cleaner.clean(doc(ONE, TWO, "The End", "alpha"))) == [ONE, TWO, "The End"]


def test_a_head_owns_the_paragraphs_it_asks_for() -> None:
    lines = (ONE, "about the author", TWO)
    owning = using(named("about", phrases=("about the author",), scope="to_end", paragraphs=1))
    assert kept(owning.clean(doc(*lines))) == [ONE]
    # a second paragraph shows that the article goes on
    assert kept(owning.clean(doc(*lines, ONE))) == [ONE, TWO, ONE]


def test_block_takes_the_short_lines_beside_it() -> None:
    cleaner = using(named("alpha", scope="block"))
    text = doc(ONE, "", "Flood Valley Road", "alpha", "", TWO)
    assert kept(cleaner.clean(text)) == [ONE, TWO]
    # who wrote it and when stays
    for byline in ("By ADA BRANDT and OTTO LENN", "Updated 9 May"):
        assert kept(cleaner.clean(doc(ONE, "", byline, "alpha", "", TWO))) == [ONE, byline, TWO]
    # no block of its own: without blank lines the block is the text
    lines = (ONE, "A Head", "alpha", TWO, ONE, TWO, "Another Head")
    assert kept(cleaner.clean(doc(*lines))) == [ONE, "A Head", TWO, ONE, TWO, "Another Head"]
    # the first block may be the headline
    assert kept(cleaner.clean(doc("A Headline", "alpha", "", ONE, "", TWO))) == [
        "A Headline", ONE, TWO,
    ]  # fmt: skip


def test_list_takes_the_titles_under_it() -> None:
    cleaner = using(named("alpha", scope="list"))
    titles = ("Ferry Late Again", "Mayor Opens Bakery")
    assert kept(cleaner.clean(doc(ONE, TWO, "alpha", *titles))) == [ONE, TWO]
    assert kept(cleaner.clean(doc(ONE, "", "alpha", *titles, "", TWO))) == [ONE, TWO]
    # a sentence ends the list
    assert kept(cleaner.clean(doc(ONE, TWO, "alpha", titles[0], "So it ends.", titles[1]))) == [
        ONE, TWO, "So it ends.", titles[1],
    ]  # fmt: skip


def test_the_last_title_before_the_article_goes_on_may_be_its_own_head() -> None:
    cleaner = using(named("alpha", scope="list"))
    assert kept(cleaner.clean(doc(ONE, "", "alpha", "", "Ferry Late", "", "What Now", "", TWO))) \
        == [ONE, "What Now", TWO]  # fmt: skip
    assert kept(cleaner.clean(doc(ONE, "alpha", "Ferry Late", "What Now", TWO))) == [
        ONE, "What Now", TWO,
    ]  # fmt: skip

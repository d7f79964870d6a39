"""When too much of a text would go, and what kind of text it is."""

from __future__ import annotations

from deciding import ONE, TWO, doc, kept, named, using


def test_the_guard_takes_likely_drops_back() -> None:
    likely = "An alpha line that is long enough to be more than half of the whole of this text " * 3
    rule = named(
        "alpha", strength="likely", keywords=("alpha",), patterns=(".{0,400}alpha.{0,400}",),
        max_words=100,
    )  # fmt: skip
    text = doc(ONE, "beta", likely, "beta")
    result = using(rule, named("beta")).clean(text)
    assert kept(result) == [ONE, likely.strip() + " "]
    assert result.flags == ("guard",)
    assert result.doubts[0].because == ("guard: too much of the text would go",)
    page = using(rule, named("beta"), kind="page").clean(text)
    assert kept(page) == [ONE]
    assert page.flags == ()


def test_the_guard_does_not_count_what_is_sure() -> None:
    likely = "An alpha line that is shorter than what is left"
    rules = (named(likely, strength="likely"), named("sure", phrases=(ONE * 3,)), named("beta"))
    result = using(*rules).clean(doc(ONE, ONE * 3, "Beta", likely, "Beta", TWO))
    assert (kept(result), result.flags) == ([ONE, TWO], ())
    more = f"{likely} {likely} {likely}".rstrip("t")
    rules = (named(more, strength="likely"), *rules[1:])
    result = using(*rules).clean(doc(ONE, ONE * 3, "Beta", more, "Beta"))
    assert (kept(result), result.flags) == ([ONE, more], ("guard",))


def test_of_a_page_all_that_goes_counts() -> None:
    likely = "An alpha line that is shorter than what is left"
    rules = (named(likely, strength="likely"), named("sure", phrases=(ONE * 40,)), named("beta"))
    text = doc("Kept to the end.", ONE * 40, "Beta", likely, "Beta")
    result = using(*rules, kind="page").clean(text)
    assert (kept(result), result.flags) == (["Kept to the end.", likely], ("guard",))


def test_a_text_that_is_all_debris_is_kept_whole() -> None:
    text = doc("alpha", "", "alpha")
    result = using(named("alpha")).clean(text)
    assert (result.text, result.flags, result.edits) == (text, ("all_debris",), ())


def test_the_kind_of_a_text_is_told_from_what_stands_around_its_article() -> None:
    cleaner = using(named("alpha", category="navigation", strength="likely"))
    menu = [f"Section {n}" for n in range(14)]
    assert cleaner.clean(doc(*menu, "alpha", ONE, TWO, "alpha")).kind == "page"
    assert cleaner.clean(doc(*menu, "alpha", ONE, TWO)).kind == "article"  # 16 times 2 is below 45
    assert cleaner.clean(doc(*menu, ONE, TWO)).kind == "article"
    assert cleaner.clean(doc(ONE, *menu * 5, TWO, "alpha")).kind == "article"
    assert cleaner.clean(doc(*menu * 5)).kind == "article"  # a poem, a list

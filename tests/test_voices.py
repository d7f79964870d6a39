"""Threads of comments of which only names and what was said are left."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner import Cleaner
from cleaner.evidence import gather
from cleaner.evidence.thread import COMMENTS
from cleaner.model import POLICIES, Document, Match
from cleaner.rulebook.rule import Rule, Rulebook
from cleaner.text.segment import segment

P = "The river rose by two metres, and the lower road was closed for a week."
ARTICLE = [P] * 6


def _rule(word: str, thread: str, **values: Any) -> Rule:
    known: dict[str, Any] = {"category": "comment_form", "about": "Made for a test."}
    known |= {"strength": "likely", "phrases": (word,), "thread": thread} | values
    return Rule(id=f"en.t.{word}", **{"keywords": known["phrases"], **known})


BOOK = Rulebook(
    [
        _rule("thanks", "voice", phrases=("thanks", '"thanks"')),
        _rule("praise", "voice"),
        _rule("answer", "address"),
        _rule("hi", "address"),
        _rule("letters", "", category="other", protects=(COMMENTS,), strength="sure"),
    ]
)


def _thread(rows: list[str]) -> Match | None:
    text = "\n".join(rows)
    of = Cleaner.of(BOOK)
    return gather(Document(text=text), segment(text), of._finder, of.selection, lambda: None).thread


def _start(rows: list[str]) -> int | None:
    thread = _thread(rows)
    return None if thread is None else thread.line


@pytest.mark.parametrize(
    ("below", "points"),
    [
        (["Una", "thanks", "Otto", "hi", "Nils", "praise"], 6),
        (["Una", "thanks", "Otto", "hi", "praise"], 5),
        (["Una", "thanks", "Otto", "hi", P], None),  # four
        (["Una", "thanks", "Otto", "thanks", "Nils", "praise"], None),  # nobody is spoken to
        (["Una", "answer", "Otto", "hi", "Nils", "hi"], None),  # nobody speaks of the post
        (["Una", "thanks", "Una", "hi", "Una", "praise", P], None),  # one name: 2 + 1 + 1
        (["Una", "thanks", "Una", "hi", "Una", "praise", "answer"], 5),
        (["thanks", "hi", "praise", "answer", "thanks"], 5),
        (["thanks", "hi", "thanks", "hi", "thanks", "hi"], None),  # two kinds, and no name
        (["thanks", "hi", "praise", "thanks", "hi"], 5),
        (["Una", "thanks", "Otto", "thanks", "Nils", "thanks", "Berit", "thanks", "hi"], 7),
    ],
)
def test_what_makes_a_thread(below: list[str], points: int | None) -> None:
    thread = _thread([*ARTICLE, *below])
    assert (thread and thread.support) == points
    assert thread is None or thread.line == 6


def test_somebody_called_by_the_name_over_another_comment() -> None:
    called = ["Una Aas", "thanks", "Otto", "Una, is it wet?", "Nils", "praise"]
    assert _start([*ARTICLE, *called]) == 6
    for other in ("Unas, is it wet?", "Una is it wet?", "Otto, is it wet?", "A b c d Una, no?"):
        assert _start([*ARTICLE, *called[:3], other, *called[4:]]) is None, other
    for other in ("@Una is it wet?", "Thanks Una, is it wet?", "Una: is it wet?"):
        assert _start([*ARTICLE, *called[:3], other, *called[4:]]) == 6, other
    # a nick is called with its mark alone, and nobody by one letter
    nick = ["una79", "thanks", "I Otto", "una79, is it wet?", "Nils", "praise"]
    assert _start([*ARTICLE, *nick]) is None
    assert _start([*ARTICLE, *nick[:3], "@una79 is it wet?", *nick[4:]]) == 6
    assert _start([*ARTICLE, *nick[:3], "praise", "Nils", "I, too"]) is None
    # a word that stands over the article's own section is called by nobody
    assert _start(["Una", *ARTICLE, *called[1:]]) is None


def test_names() -> None:
    below = ["thanks", "Otto", "hi", "Nils", "praise"]
    for name in ("Una", "una", "una79", "Una van der Aas"):
        assert _start([*ARTICLE, name, *below]) == 6, name
    for head in (
        "What is it?",
        "of the lower road",
        "- Una",
        "Una of the low road",
        "1. Una",
        "\u6fe1\u308c\u308b\u3002",
        "Una" + " Aas-Brandt-Fenn-Leask" * 2,
    ):
        thread = _thread([*ARTICLE, head, *below])
        assert thread is not None and (thread.line, thread.support) == (7, 5), head
    assert _start([*ARTICLE, "Una:", *below]) is None
    # of two such lines the lower is the name, also where the upper one's owner writes again
    assert _start([*ARTICLE, "Nils", "Una", *below]) == 7
    assert _start([*ARTICLE, "More of it", "Una", *below]) == 7


def test_where_it_begins() -> None:
    below = ["Una", "thanks", "Otto", "hi", "Nils", "praise"]
    assert _start([*ARTICLE[1:], *below]) is None
    assert _start([*ARTICLE[1:], P[:-1] + ":", *below]) is None
    # an entry above whose owner writes again, and what stands between
    assert _start([*ARTICLE, "Nils", P, "Berit", P, *below]) == 6
    assert _start([*ARTICLE, "Berit", P, *below]) == 8
    assert _start([*ARTICLE, "Nils", *[P] * 12, *below]) == 6
    assert _start([*ARTICLE, "Nils", *[P] * 13, *below]) == 20
    # the first two voices stand near each other
    first, *rest = ["thanks", "hi", "praise", "answer", "thanks"]
    assert _start([*ARTICLE, first, *[P] * 3, *rest]) == 6
    # a voice alone above it: the article has letters throughout
    assert _start([*ARTICLE, first, *[P] * 4, *rest, "hi"]) is None
    assert _start([*ARTICLE, "hi", *[P] * 4, first, *rest]) == 11


def test_the_first_voice_is_one_that_a_rule_knows() -> None:
    called = ["Una", P, "Otto", "Una, is it wet?", "thanks", "Nils", "hi", "praise", "answer"]
    assert _start([*ARTICLE, "hi", *[P] * 4, *called]) == 15


def test_where_it_ends() -> None:
    below = ["Una", "thanks", "Otto", "hi", "Nils", "praise"]
    assert _start([*ARTICLE, *below, *[P] * 12]) == 6
    assert _start([*ARTICLE, *below, *[P] * 13]) is None
    assert _start([*ARTICLE, *below[:4], *[P] * 12, *below[4:]]) == 6
    assert _start([*ARTICLE, *below[:4], *[P] * 13, *below[4:]]) is None


def test_letters_of_the_article_s_own() -> None:
    below = ["Una", "thanks", "Otto", "hi", "Nils", "praise"]
    assert _start([*ARTICLE, "letters", *below]) is None
    assert _start(["letters", *ARTICLE, *below]) == 7  # an entry of a menu
    assert _start([*ARTICLE, *below, "letters"]) == 6
    assert _start([*ARTICLE, "Una", '"thanks"', *below[2:]]) is None


THREADS = [
    ["Una Aas", "Great post! Ours is wet.", "otto79", "Thanks for sharing this, Oda.",
     "Oda Fenn", "Hi Otto, I'm glad it helped."],
    ["Una Aas", "Vielen Dank für diesen tollen Beitrag!", "Otto", "Sehr schöner Artikel.",
     "Oda Fenn", "Danke für deinen Kommentar, Otto."],
    ["Una Aas", "Merci beaucoup pour cet article !", "Otto", "Super article, merci.",
     "Oda Fenn", "Merci pour votre commentaire."],
    ["Una Aas", "Muchas gracias por compartir este artículo.", "Otto", "Muy buen artículo.",
     "Oda Fenn", "Hola Otto, gracias por tu comentario."],
    ["Una Aas", "Bedankt voor deze tips!", "Otto", "Wat een leuke blog!",
     "Oda Fenn", "Bedankt voor je reactie!"],
    ["Una Aas", "Спасибо за статью!", "Otto", "Отличная статья.", "Oda Fenn", "Спасибо за отзыв!"],
    ["Una Aas", "Dziękuję za ten wpis!", "Otto", "Świetny artykuł.", "Oda Fenn",
     "Dzięki za komentarz!"],
    ["Una Aas", "Tack så mycket för inlägget!", "Otto", "Jättebra inlägg!", "Oda Fenn",
     "Tack för din fina kommentar!"],
    ["Una Aas", "Obrigada pelo artigo!", "Otto", "Ótimo post!", "Oda Fenn",
     "Obrigada pelo comentário!"],
    ["Una Aas", "Grazie mille per l'articolo!", "Otto", "Bellissimo post!", "Oda Fenn",
     "Grazie per il tuo commento."],
]  # fmt: skip


@pytest.mark.parametrize("thread", THREADS, ids=lambda rows: rows[1])
def test_threads_go(thread: list[str]) -> None:
    text = "\n\n".join([*ARTICLE, *thread]) + "\n"
    assert Cleaner().clean(text).text == "\n\n".join(ARTICLE) + "\n"
    assert Cleaner(policy="careful").clean(text).text == text


_LONG = "It is cold at night on the pier, and the lamp has to be filled by hand at four."
NEAR_MISSES = {
    "interview": ["Ada Brandt", "Hi Otto, and thank you for coming.", "Otto Fenn", _LONG,
                  "Ada Brandt", "Otto, what of the wick?", "Otto Fenn", "Ada, nobody has asked.",
                  "Ada Brandt", "Thank you for sharing your story with us."],
    "round-up": ["Jane Aas, head of Lamps Ltd", "In my opinion the wick comes first.", "Otto Fenn",
                 "I love this list of lamps because it is short.", "Nils Leask", _LONG],
    "play": ["OTTO", "Una, come to the window!", "UNA", "Otto, there is nobody.", "NILS",
             "Hi Una, it is only the wind.", "OTTO", "Good work, Nils."],
    "transcript": ["Speaker One", "Hello Ada, thanks.", "Ada", "Great question, thank you.",
                   "Speaker One", "Ada, great work. Tell us of the lamp.", "Ada", _LONG],
    "profiles": ["Jane Aas", "Jane fills the lamp. Her blog is excellent.", "Otto Fenn",
                 "Otto trims the wick, and wrote a great post on it.", "Nils Leask", _LONG],
    "obituary": ["Jane Aas", "Jane filled the lamp for forty years.", "The family",
                 "Thank you for your kind words.", "Dear Jane, sleep well.", _LONG],
    "letters": ["Letters to the editor", "Jane Aas", "Thanks for the article on lamps.",
                "Otto Fenn", "Dear editor, great article.", "Nils", "Hello Jane, thank you."],
    "questions": ["Q&A", "Jane", "Hi Oda, great post! How do I fill it?", "Oda",
                  "Hi Jane, I'm glad you liked it.", "Otto", "Thanks for this article. And mine?"],
    "testimonials": ["Jane Aas", "Thank you for your great service!", "Otto Fenn",
                     "Great work, and a bright lamp.", "Nils", "Excellent service. Great stuff!"],
    "live": ["Jane Aas", "Back to Otto, on the pier.", "Otto Fenn", "Thanks Jane, it is wet here.",
             "Jane Aas", "Great stuff, Otto. Any boats?", "Otto Fenn", "Jane, there are none."],
    "lead-in": ["Here is what readers wrote under the last of these:", "Jane Aas",
                "Thanks for this post!", "Otto", "Hi Oda, great article.", "Nils",
                "Excellent post, thank you."],
    "quoted": ["Jane Aas", '"Thanks for this post!"', "Otto", '"Hi, great article."', "Nils",
               '"Excellent post, thank you."'],
    "thanks": [_LONG, "Thank you for reading this post.", "Thank you, Otto, for the list.",
               "Happy sailing!"],
}  # fmt: skip


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("name", NEAR_MISSES)
def test_near_misses_stay(name: str, policy: Any) -> None:
    text = "\n\n".join([*ARTICLE, *NEAR_MISSES[name]]) + "\n"
    assert Cleaner(policy=policy).clean(text).text == text

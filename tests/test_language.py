"""Language detection: when to say nothing, what to say, and that it is always the same."""

from __future__ import annotations

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from cleaner.text.language import MIN_LETTERS, SAMPLE_CHARS, detect_language

# ---- nothing to say


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n ",
        "Read more",
        "Subscribe now!",
        "2024-06-28 10:15, 12.5 % / 3,000 + 17 = 4,711\n" * 20,
        "--- *** ---\n" * 20,
        "https://example.org/the-council-voted-on-tuesday-to-close-the-pool",
        "the.council.voted@example.org, the.mayor.and.the.press@example.org",
        "x" * (MIN_LETTERS - 1),
        "🌧️" * 50,
    ],
)
def test_too_little_to_say(text: str) -> None:
    assert detect_language(text) is None


# ---- what to say

SENTENCES = {
    "en": "The council voted on Tuesday to close the only swimming pool in town.",
    "de": "Der Gemeinderat beschloss am Dienstag, das einzige Freibad der Stadt zu schließen.",
    "fr": "Le conseil municipal a décidé mardi de fermer la seule piscine de la ville.",
    "es": "El ayuntamiento decidió el martes cerrar la única piscina de la ciudad.",
    "pt": "A câmara decidiu na terça-feira fechar a única piscina da cidade.",
    "it": "Il consiglio comunale ha deciso martedì di chiudere l’unica piscina della città.",
    "nl": "De gemeenteraad besloot dinsdag om het enige zwembad van de stad te sluiten.",
    "pl": "Rada miasta zdecydowała we wtorek o zamknięciu jedynego basenu w mieście.",
    "ru": "Городской совет во вторник решил закрыть единственный бассейн в городе.",
    "tr": "Belediye meclisi salı günü şehirdeki tek yüzme havuzunu kapatmaya karar verdi.",
    "ar": "قرر مجلس المدينة يوم الثلاثاء إغلاق المسبح الوحيد في المدينة.",
    "zh": "市议会星期二决定关闭镇上唯一的游泳池，许多居民对此表示强烈反对。",
    "ja": "市議会は火曜日、町で唯一のプールを閉鎖することを決め、住民たちは反対しています。",
    "ko": "시의회는 화요일에 마을의 유일한 수영장을 닫기로 결정했고 주민들은 반발하고 있다.",
}
TRADITIONAL = "市議會星期二決定關閉鎮上唯一的游泳池，許多居民對此表示強烈反對。"


@pytest.mark.parametrize(("language", "text"), SENTENCES.items())
def test_sentences(language: str, text: str) -> None:
    assert detect_language(text) == language


def test_chinese_is_one_language_in_two_scripts() -> None:
    assert detect_language(TRADITIONAL) == "zh"
    assert detect_language(SENTENCES["zh"] + TRADITIONAL) == "zh"
    assert detect_language("安装 PostgreSQL 之前请先阅读 README 文件中关于 libpq 的说明。") == "zh"


def test_the_long_lines_speak_for_the_text() -> None:
    menu = "Home\nNews\nSport\nLog in\nSubscribe\nContact us\nPrivacy policy\n" * 30
    assert detect_language(menu + (SENTENCES["nl"] + "\n") * 12 + menu) == "nl"


def test_addresses_are_not_language() -> None:
    links = "https://example.org/the-council-voted-on-tuesday-to-close-the-only-pool\n" * 30
    assert detect_language(links + SENTENCES["pl"]) == "pl"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028"])
def test_line_endings_do_not_matter(ending: str) -> None:
    assert detect_language(ending.join([SENTENCES["it"]] * 3)) == "it"


def test_what_is_beyond_the_sample_does_not_matter() -> None:
    text = SENTENCES["fr"] * (SAMPLE_CHARS // len(SENTENCES["fr"]) + 1)
    assert detect_language(text + SENTENCES["de"] * 1_000) == "fr"


def test_a_chinese_name_does_not_make_english_chinese() -> None:
    text = "The painter Qi Baishi (齐白石) was born in Xiangtan (湘潭) and began as a carpenter."
    assert detect_language(text) == "en"


# ---- always the same

# Two languages in equal parts, where an unseeded langdetect changes its mind from call to call.
UNDECIDED = [
    SENTENCES["en"][:60] + SENTENCES["nl"][:60],
    SENTENCES["pt"][:50] + SENTENCES["es"][:50],
    "otec dal dcere maly darcek na narodeniny a potom odisiel",
]


@pytest.mark.parametrize("text", [*SENTENCES.values(), *UNDECIDED])
def test_twenty_times_the_same(text: str) -> None:
    assert len({detect_language(text) for _ in range(20)}) == 1


def test_the_order_of_asking_does_not_matter() -> None:
    texts = [*SENTENCES.values(), *UNDECIDED]
    forward = [detect_language(text) for text in texts]
    backward = [detect_language(text) for text in reversed(texts)]
    assert forward == backward[::-1]


def test_threads_do_not_matter() -> None:
    texts = [*SENTENCES.values(), *UNDECIDED] * 5
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(detect_language, texts)) == [detect_language(t) for t in texts]


FIRST_USE = """
import sys, threading
sys.setswitchinterval(1e-6)  # make threads change places as often as they can
from cleaner.text.language import detect_language
assert "langdetect" not in sys.modules
texts, answers, together = sys.argv[1:], [], threading.Barrier(8)
def ask():
    together.wait()
    answers.append([detect_language(text) for text in texts])
threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(answers) == 8, answers
assert all(answer == answers[0] for answer in answers), answers
print(*answers[0])
"""


def test_first_use_from_eight_threads_at_once() -> None:
    languages = ["en", "fr", "ru", "ja"]
    texts = [SENTENCES[language] for language in languages]
    run = subprocess.run(
        [sys.executable, "-c", FIRST_USE, *texts], capture_output=True, text=True, check=False
    )
    assert (run.stderr, run.stdout.split()) == ("", languages)


# ---- nobody else is disturbed


def test_what_belongs_to_the_process_is_left_alone() -> None:
    from langdetect import DetectorFactory, detector_factory

    before = (DetectorFactory.seed, detector_factory._factory, random.getstate())
    assert detect_language(SENTENCES["de"]) == "de"
    assert (DetectorFactory.seed, detector_factory._factory, random.getstate()) == before


def test_the_seed_of_the_process_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    from langdetect import DetectorFactory

    texts = [*SENTENCES.values(), *UNDECIDED]
    expected = [detect_language(text) for text in texts]
    for seed in (1, 2, None):
        monkeypatch.setattr(DetectorFactory, "seed", seed)
        random.seed(seed)
        assert [detect_language(text) for text in texts] == expected

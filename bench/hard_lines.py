"""Lines that hurt, for `prove_repair.py`.

Characters drawn from all that ftfy's tables name, mojibake of sentences in 36 languages, entities,
control characters, halves of surrogate pairs, marks, and cuts in the middle of all that.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache

from ftfy import chardata
from ftfy.badness import BADNESS_RE, MOJIBAKE_CATEGORIES

from cleaner.text.segment import LINE_ENDING
from cleaner.text.suspects import sequences

SENTENCES = (
    "“It’s the third time this year,” she said – and nobody laughed… The tickets cost £12 or €14.",
    "Der Bürgermeister schloss das Freibad; „für immer“, heißt es, trotz 500 m² neuer Fläche.",
    "« Ça suffit », répète l’élève à sa mère : l’œuvre coûte 300 € et le cœur n’y est plus.",
    "¿Quién pagará la piscina? El año pasado costó 3 000 €, según informó el señor Muñoz.",
    "A câmara não ouviu ninguém: às vezes, à tarde, o João lê as atas em voz alta, ó céus.",
    "Perché la città è così? Più di 1.000 persone, però, sono già lì; l’età non c’entra.",
    "De burgemeester vond het ‘één groot geheim’; reünies en coördinatie waren te duur: € 40.",
    "Zażółć gęślą jaźń, powiedział Łukasz; „to już środa”, a basen wciąż zamknięty.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl starosta a zavřel koupaliště.",
    "Kŕdeľ ďatľov učí koňa žrať kôru, vraví starosta a zatvára kúpalisko.",
    "Árvíztűrő tükörfúrógép: a polgármester szerint „őszig” zárva marad az uszoda.",
    "Primăria a închis ştrandul; „până la toamnă”, spune primarul, şi ţăranii râd.",
    "Belediye başkanı yüzme havuzunu kapattı; İğdır’da öğrenciler çok üzgün, şüphesiz.",
    "Hội đồng thành phố đã quyết định đóng cửa hồ bơi duy nhất ở thị trấn vào thứ Ba.",
    "«Россия» открыла бассейн в Вологде – сказал мэр Ёлкин. Съешь ещё этих мягких булок.",
    "Міська рада закрила єдиний басейн; ґанок, їжа, «Європа» — усе це його під’їзд.",
    "Градският съвет затвори единствения басейн във вторник; „край“, каза кметът.",
    "Градско веће затворило је базен у уторак: Љубица, Њива, Ђорђе и Џеп су тужни.",
    "Το δημοτικό συμβούλιο έκλεισε την πισίνα· «ως το φθινόπωρο», είπε ο δήμαρχος Ψαράς.",
    "قرر مجلس المدينة يوم الثلاثاء إغلاق المسبح الوحيد، وقال العمدة: «حتى الخريف».",
    "شورای شهر روز سه‌شنبه تنها استخر شهر را بست؛ گفت: «تا پاییز» چه می‌شود؟",
    "מועצת העיר החליטה ביום שלישי לסגור את הבריכה היחידה, \u200fאמר ראש העיר.",
    "नगर परिषद ने मंगलवार को शहर का एकमात्र तालाब बंद किया; पढ़ाई और लड़के दुखी हैं।",
    "নগর পরিষদ মঙ্গলবার শহরের একমাত্র পুকুর বন্ধ করেছে; আড়াই শো লোক এসেছিল।",
    "நகர சபை செவ்வாய்க்கிழமை ஒரே நீச்சல் குளத்தை மூடியது; கொடி ஏற்றப்பட்டது.",
    "สภาเมืองลงมติปิดสระว่ายน้ำแห่งเดียวของเมืองเมื่อวันอังคาร",
    "市议会星期二决定关闭镇上唯一的游泳池，居民说：“太可惜了！”（共三百人）",
    "市議会は火曜日、町で唯一のプールを閉鎖した。「ｶﾅも残念」とＡＢＣ社は言う。",
    "시의회는 화요일에 마을의 유일한 수영장을 닫기로 했다. “아쉽다”고 시장이 말했다.",
    "Kommunfullmäktige stängde badet på tisdagen; »för alltid», sade Åsa Öberg i Malmö.",
    "Byrådet lukkede svømmehallen; »det er ærgerligt«, sagde Søren på Ærø i går.",
    "Bystyret stengte bassenget på tirsdag; «det er for gærent», sa Øystein på Ås.",
    "Kaupunginvaltuusto sulki ainoan uimahallin; ”ikävää”, sanoi Päivi Mäkelä.",
    "Taryba antradienį uždarė vienintelį baseiną; „liūdna“, sakė Žydrūnas Šešėlis.",
    "Dome otrdien slēdza vienīgo baseinu; “ļoti žēl”, teica Jānis Ķēniņš no Ērgļiem.",
    "Bæjarstjórnin lokaði sundlauginni á þriðjudag; „það er miður“, sagði Þórður Æskan.",
)

CODECS = (
    *chardata.CHARMAP_ENCODINGS,
    *("cp1252", "cp1251", "cp1250", "cp1256", "cp1255", "cp1258", "iso-8859-1", "iso-8859-15"),
    *("koi8-r", "cp850", "cp866", "mac_cyrillic", "gbk", "shift_jis", "big5", "euc_kr"),
)
ENTITIES = (
    *("&amp;", "&nbsp;", "&lt;b&gt;", "&eacute;", "&EACUTE;", "&Eacute;", "&#233;", "&#xe9;"),
    *("&#8217;", "&#10;", "&#8232;", "&#x0;", "&#xD800;", "&#1114112;", "&amp;amp;", "&amp;lt;"),
    *("&;", "&nosuch;", "&amp", "R&D;", "&#x110000000000;", "&Acirc;&copy;", "&#194;&#169;", "<"),
    *("&#128;", "&#x85;", "&fjlig;", "&NotEqualTilde;", "&hellip", "& ", "&#65533;", "&zwj;"),
)
ODDITIES = (
    *("\x00", "\x08", "\x0b", "\x0c", "\x1a", "\x1b[31m", "\x1b[0m", "\x1b", "\x1c", "\x7f"),
    *("\x85", "\x92", "\x9d", "\ud83d", "\ude00", "\ud83d\ude00", "\ufeff", "\ufffc", "\ufffd"),
    *("\u0300", "\u0301", "\u0323", "\u0327", "\u0338", "\u093c", "\u0915\u093c", "\u0958"),
    *("\u0b95\u0bca", "\u09be", "\u1100\u1161", "\u11a8", "\u0653", "\u3099", "\u212b", "\u2126"),
    *("\u037e", "\u1fef", "\u206a", "\u200b", "\u200d", "\u202e", "\ufb01", "\uff21", "\U0001f600"),
    *(
        "e\u0301",
        "<",
        ">",
        "\t",
        " ",
        "\u3000",
        "\xad",
        "\xa0",
        "\U0001d15e",
        "\u0344",
        "\u0b47\u0b56",
    ),
)


@cache
def _expand(one: str) -> str:
    """The characters that an expression matches: of the first 128 those in use, then all."""
    every = re.compile(one)
    few = " \t\xa0.,?!azAZ09"
    return "".join(c for c in (*few, *map(chr, range(0x80, 0x2600)), "\ufffd") if every.match(c))


GROUPS = (
    *(_expand(f"[{chars}]") for chars in MOJIBAKE_CATEGORIES.values()),
    *(_expand(f"[{chars}]") for chars in chardata.UTF8_CLUES.values()),
    "".join(map(chr, (*chardata.LIGATURES, *list(chardata.WIDTH_MAP)[:200]))),
    "".join(map(chr, chardata.CONTROL_CHARS)),
    "ÂÃÎÐØÙ×√≈‚вВГРСўЂβΒΓΞΟ€āàœŒ™° \xa0",
    "abcxyzABCXYZ",
    " \t.,?!;'\"&<#0",
)
BAD = [[one for run in runs for one in run] for runs in sequences(BADNESS_RE.pattern)]


def drawn(chance: random.Random) -> str:
    """Characters of ftfy's own groups, a group at a time."""
    return "".join(chance.choice(chance.choice(GROUPS)) for _ in range(chance.randint(1, 9)))


def embedded(chance: random.Random) -> str:
    """A few such characters in the midst of a sentence."""
    line = chance.choice(SENTENCES)
    at = chance.randrange(len(line))
    return line[max(0, at - 12) : at] + drawn(chance) + line[at : at + 12]


def garbled(chance: random.Random) -> str:
    """A sentence that went through the wrong codecs, once or more, cut anywhere."""
    line = chance.choice(SENTENCES)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        inward = chance.choice(CODECS)
        wrong = chance.choice(("utf-8", "utf-8", chance.choice(CODECS)))
        errors = chance.choice(("ignore", "replace"))
        line = line.encode(wrong, errors).decode(inward, errors)
    return _cut(chance, line)


def patched(chance: random.Random) -> str:
    """Words of a sentence, some of them garbled, with entities and oddities between."""
    words = chance.choice(SENTENCES).split(" ")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(words))
        change = chance.randrange(5)
        if change == 0:
            words[at] = (
                words[at].encode("utf-8", "replace").decode(chance.choice(CODECS), "replace")
            )
        elif change == 1:
            words[at] += chance.choice(ENTITIES)
        elif change == 2:
            words[at] = chance.choice(ODDITIES) + words[at]
        elif change == 3:
            words[at] = chance.choice(ENTITIES) + chance.choice(ODDITIES)
        else:
            words[at] = drawn(chance)
    return _cut(chance, chance.choice((" ", " ", "", "\xa0")).join(words))


def mixed(chance: random.Random) -> str:
    """Pieces of every sort, one after the other."""
    pieces = (*ENTITIES, *ODDITIES, *SENTENCES[chance.randrange(len(SENTENCES))])
    return "".join(chance.choice(pieces) for _ in range(chance.randint(1, 12)))


def wild(chance: random.Random) -> str:
    """Any code points at all."""
    reach = chance.choice((0x180, 0x600, 0x2200, 0x10000, 0x110000))
    return "".join(chr(chance.randrange(reach)) for _ in range(chance.randint(1, 8)))


def bad(chance: random.Random) -> str:
    """What one alternative of ftfy's pattern of badness matches, or nearly so, after anything."""
    chars = [chance.choice(_expand(one)) for one in chance.choice(BAD)]
    if chance.random() < 0.2:
        chars[chance.randrange(len(chars))] = chance.choice(chance.choice(GROUPS))
    before = chance.choice(("", "", " ", "a", "Б", "é", "“", drawn(chance)))
    return before + "".join(chars) + chance.choice(("", " ", "z", "я", drawn(chance)))


def _cut(chance: random.Random, line: str) -> str:
    start = chance.randint(0, len(line))
    return line[start : start + chance.choice((3, 8, 20, 80))]


SORTS: tuple[Callable[[random.Random], str], ...] = (
    drawn, embedded, garbled, patched, mixed, wild, bad
)  # fmt: skip


def lines(seed: int) -> Iterator[str]:
    """Lines that hurt, without end; the same for the same seed."""
    chance = random.Random(seed)
    while True:
        for sort in SORTS:
            yield LINE_ENDING.sub("", sort(chance))

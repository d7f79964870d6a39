"""Decoding: what must not change first, then what must be read, then what must be refused."""

from __future__ import annotations

import codecs
import random

import pytest

from cleaner.text.decode import Decoded, decode, encode, looks_binary


def check(data: bytes, decoded: Decoded) -> None:
    """The promise: nothing replaced means that the very same bytes come back."""
    if decoded.replaced == 0:
        assert encode(decoded.text, decoded.encoding, decoded.bom) == data


# ---- what must not change: valid UTF-8 is UTF-8, whatever it holds and whatever was declared

UTF8 = {
    "empty": "",
    "plain ASCII": "The ferry to Sark was late again on Monday.\n",
    "French": "La mairie a fermé l’école après l’été.",
    "one accented letter": "é",
    "Georgian, which no alphabet here knows": "თბილისი",
    "emoji": "Rain again 🌧️ and again 👩‍👩‍👧",
    "line endings of all kinds": "a\r\nb\rc\nd\x85e\u2028f\u2029g\x0bh\x0ci",
    "a replacement character that was there before": "caf\ufffd",
    "a byte-order mark further on": "a\ufeffb",
    "mojibake is repaired elsewhere": "Le cafÃ© reste ouvert.",
    "ISO-2022-JP that nobody declared": "\x1b$B3X@8\x1b(B",
    "a NUL": "a\x00b",
    "noncharacters and private use": "\uffff\ue000\U0010ffff",
}


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1251", "shift_jis", "latin-1", "?"])
@pytest.mark.parametrize("text", UTF8.values(), ids=UTF8)
def test_utf8_is_left_alone(text: str, declared: str | None) -> None:
    data = text.encode()
    assert decode(data, declared) == Decoded(
        text=text, encoding="utf-8", declared=declared, bom=False, replaced=0
    )


# ---- windows-1252, which nothing may displace without need

LONG_WESTERN = {
    "fr": "Le maire a présenté hier soir le budget de l’année à venir devant une salle à moitié "
    "vide ; l’opposition, très critique, a dénoncé « une fuite en avant » et réclamé la création "
    "d’un comité indépendant.",
    "es": "El próximo año la ciudad contará con una línea de autobús más, según anunció ayer la "
    "alcaldesa, que también prometió árboles en las calles del centro y baños públicos junto al "
    "jardín botánico.",
    "pt": "A câmara aprovou na terça-feira a construção de uma ponte nova sobre o rio, mas os "
    "moradores não estão satisfeitos: há três anos que pedem passeios, iluminação e um ónibus que "
    "chegue à estação.",
    "de": "Der Gemeinderat beschloss am Dienstag, das Freibad für den Rest des Jahres zu "
    "schließen; die Bürgerinitiative will dagegen klagen, weil „über Köpfe hinweg“ entschieden "
    "worden sei, wie die Sprecherin erklärte.",
}

SHORT_WESTERN = {
    "fr père": "Son père et sa mère étaient nés près de la rivière.",
    "fr one word": "père",
    "fr only è": "Mon frère préfère la crème légère.",
    "fr uppercase": "À L’ÉCOLE, ÉTÉ COMME HIVER",
    "fr quotes": "«\xa0Où ça\xa0?\xa0» demanda-t-elle, déçue.",
    "fr œ": "Une sœur, un œuf, un bœuf.",
    "es": "¿Dónde está el niño que cantó mañana?",
    "es ñ": "España",
    "pt": "Não há razão para a decisão da comissão.",
    "de": "Größe und Übermut tun selten gut.",
    "de ß“ looks like UTF-8": "Er rief: „Viel Spaß“ und ging.",
    "it": "Perché la città è così più bella di lunedì?",
    "it è": "La verità è che non è vero.",
    "nl": "Geïnteresseerde coöperaties vergaderden over één voorstel.",
    "sv": "Två gånger åkte färjan över sjön på lördag.",
    "da": "Færgen sejler også på søndag, når vejret er dårligt.",
    "fi": "Tämä päätös herätti hämmästystä Jyväskylässä.",
    "is": "Það rigndi í Reykjavík þegar fundurinn hófst á þriðjudag.",
    "ca": "L’alcaldessa no ha volgut dir què passarà amb la plaça.",
    "sq": "Është një ditë e bukur për të gjithë fëmijët.",
    "en curly quotes": "“It’s the council’s money,” she said — and it wasn’t.",
    "en dashes": "Monday–Friday, 9–5 … closed on Sunday—as ever",
    "en signs": "£5m at 20°C, ½ price® — ©2019 • €4 §2",
    "en no-break space": "10\xa0am\xa0",
    "en names": "Søren, Zoë, José and Françoise met Jürgen at the café.",
    "é at the very end is no cut UTF-8": "Il va au café",
    "é” at the very end neither": "Il va au “café”",
    "ÿ and a guillemet": "L’Haÿ-les-Roses «»",
}


@pytest.mark.parametrize("declared", [None, "iso-8859-1", "utf-8", "x-nonsense"])
@pytest.mark.parametrize("text", [*LONG_WESTERN.values(), *SHORT_WESTERN.values()])
def test_windows_1252(text: str, declared: str | None) -> None:
    data = text.encode("cp1252")
    assert decode(data, declared) == Decoded(
        text=text, encoding="cp1252", declared=declared, bom=False, replaced=0
    )
    check(data, decode(data, declared))


def test_bytes_that_windows_1252_has_not() -> None:
    decoded = decode(b"caf\xe9 \x81\x8d\x8f\x90\x9d noir")
    assert decoded.text == "café " + "\ufffd" * 5 + " noir"
    assert (decoded.encoding, decoded.replaced) == ("cp1252", 5)


# ---- other encodings, undeclared

LEGACY = [
    (
        "cp1251",
        "Городской совет во вторник решил закрыть единственный бассейн, и жители вышли на улицу.",
    ),
    ("cp1251", "Новая школа откроется осенью."),
    ("cp1251", "Міська рада вирішила закрити єдиний басейн, і мешканці вийшли на вулицю."),
    ("cp1251", "Общинският съвет реши във вторник да затвори единствения басейн в града."),
    ("koi8-r", "Городской совет во вторник решил закрыть единственный бассейн в городе."),
    ("koi8-r", "Новая школа откроется осенью."),
    ("iso8859-5", "Городской совет во вторник решил закрыть единственный бассейн в городе."),
    ("cp866", "Городской совет во вторник решил закрыть единственный бассейн в городе."),
    (
        "cp1250",
        "Rada miasta zdecydowała we wtorek o zamknięciu jedynego basenu, choć wszyscy są przeciw.",
    ),
    ("cp1250", "Zażółć gęślą jaźń, powiedział późnym wieczorem."),
    ("iso8859-2", "Rada miasta zdecydowała we wtorek, że zamknięcie basenu jest konieczne, i już."),
    ("cp1250", "Zastupitelstvo v úterý rozhodlo, že jediný městský bazén se příští týden uzavře."),
    ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy."),
    ("iso8859-2", "Zastupitelstvo rozhodlo, že jediný městský bazén se příští týden uzavře."),
    ("cp1250", "A képviselő-testület kedden úgy döntött, hogy bezárják az egyetlen fürdőt, "
     "bár a szülők közül többen tüntettek, és aláírásokat gyűjtöttek ellene."),
    ("cp1250", "Općinsko vijeće odlučilo je zatvoriti jedini bazen, što građani teško podnose."),
    ("cp1250", "Consiliul a hotărât marţi să închidă singura piscină, deşi mulţi se opun."),
    ("cp1254", "Belediye meclisi salı günü şehirdeki tek yüzme havuzunu kapatmaya karar verdi."),
    ("cp1254", "Çocuklar ağaçların altında oynuyor, yaşlılar çay içiyor, güneş ışıldıyor."),
    ("cp1253", "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να κλείσει τη μοναδική πισίνα."),
    ("iso8859-7", "Ένα νέο σχολείο θα ανοίξει το φθινόπωρο στην πόλη μας, είπε η δήμαρχος."),
    ("cp1255", "מועצת העיר החליטה ביום שלישי לסגור את הבריכה היחידה בעיר."),
    ("cp1256", "قرر مجلس المدينة يوم الثلاثاء إغلاق المسبح الوحيد في المدينة."),
    ("cp1257", "Miesto taryba antradienį nusprendė uždaryti vienintelį baseiną, žmonės piktinasi."),
    ("cp1257", "Pilsētas dome otrdien nolēma slēgt vienīgo baseinu, un iedzīvotāji ir sašutuši."),
    ("cp874", "สภาเมืองมีมติเมื่อวันอังคารให้ปิดสระว่ายน้ำแห่งเดียวของเมือง"),
    ("cp932", "市議会は火曜日、町で唯一のプールを閉鎖することを決めた。"),
    ("cp932", "①新しい学校は秋に開校する、と市長は述べた。"),
    ("euc_jp", "市議会は火曜日、町で唯一のプールを閉鎖することを決めた。"),
    ("gb18030", "市议会星期二决定关闭镇上唯一的游泳池，居民们表示反对。"),
    ("gb18030", "新学校将于秋天开学。"),
    ("big5hkscs", "市議會星期二決定關閉鎮上唯一的游泳池，居民們表示反對。"),
    ("cp949", "시의회는 화요일에 마을의 유일한 수영장을 닫기로 결정했다."),
    ("cp949", "새 학교는 가을에 문을 연다."),
]  # fmt: skip


@pytest.mark.parametrize(("codec", "text"), LEGACY)
def test_other_encodings(codec: str, text: str) -> None:
    data = text.encode(codec)
    decoded = decode(data)
    assert (decoded.text, decoded.replaced, decoded.bom) == (text, 0, False)
    check(data, decoded)


@pytest.mark.parametrize(("codec", "text"), LEGACY)
def test_a_right_declaration_is_believed(codec: str, text: str) -> None:
    decoded = decode(text.encode(codec), codec)
    assert (decoded.text, decoded.encoding, decoded.declared) == (text, codec, codec)


@pytest.mark.parametrize(("codec", "text"), LEGACY)
@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "us-ascii", "utf-16", "x-nonsense"])
def test_a_wrong_declaration_is_not(codec: str, text: str, declared: str) -> None:
    decoded = decode(text.encode(codec), declared)
    assert (decoded.text, decoded.declared) == (text, declared)


def test_markup_and_line_endings_do_not_disturb() -> None:
    text = "<p>Новая школа</p>\r\n\r\n<p class='x'>откроется осенью.</p>\r"
    assert decode(text.encode("cp1251")).text == text


def test_text_that_is_ascii_for_long() -> None:
    text = "Nothing but English so far.\n" * 20_000 + "Городской совет решил закрыть бассейн.\n"
    assert decode(text.encode("cp1251")).text == text


# ---- byte-order marks

MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
]


@pytest.mark.parametrize("text", ["", "a\r\nb", "Où ça ?", "日本", "👩‍👧", "\ufeffx", "\ufffd"])
@pytest.mark.parametrize(("mark", "codec"), MARKS)
def test_byte_order_mark(mark: bytes, codec: str, text: str) -> None:
    data = mark + text.encode(codec)
    decoded = decode(data, "windows-1251")
    assert decoded == Decoded(
        text=text, encoding=codec, declared="windows-1251", bom=True, replaced=0
    )
    check(data, decoded)
    assert looks_binary(data) is None


@pytest.mark.parametrize(
    ("data", "text", "codec"),
    [
        (codecs.BOM_UTF8 + b"caf\xe9!", "caf\ufffd!", "utf-8"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "a\ufffd", "utf-16-le"),
        (codecs.BOM_UTF16_BE + b"\xd8\x00\x00a\xff\xfd", "\ufffd\ufffd", "utf-16-be"),
        (codecs.BOM_UTF32_LE + b"a\x00\x00\x00b\x00", "a\ufffd", "utf-32-le"),
    ],
)
def test_damage_behind_a_mark_is_counted(data: bytes, text: str, codec: str) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.replaced, decoded.bom) == (codec, 1, True)
    assert decoded.text.startswith(text[0])


def test_no_mark_to_write() -> None:
    with pytest.raises(LookupError, match="cp1252 has no byte-order mark"):
        encode("a", "cp1252", bom=True)
    with pytest.raises(UnicodeEncodeError):
        encode("日", "cp1252", bom=False)


# ---- UTF-8 with a few bad bytes

LONG = "Le maire a présenté hier le budget de l’année à venir, très discuté. "


@pytest.mark.parametrize(
    ("data", "text", "replaced"),
    [
        (LONG.encode() + b"\x80" + LONG.encode(), LONG + "\ufffd" + LONG, 1),
        (b"\xff" + LONG.encode(), "\ufffd" + LONG, 1),
        ("déjà vu, très bien".encode() + b"\xe9.", "déjà vu, très bien\ufffd.", 1),
        ("市議会は火曜日".encode() + b"\x93", "市議会は火曜日\ufffd", 1),
        # five bad bytes in 5,000, and one that was U+FFFD before
        ((LONG * 64 + "\ufffd").encode() + b" \xff" * 5, LONG * 64 + "\ufffd" + " \ufffd" * 5, 5),
        # more than one in a thousand, but next to nothing beside the characters that are right
        ("Городской ".encode() * 10 + b"\xff \xff", "Городской " * 10 + "\ufffd \ufffd", 2),
        # cut inside a character
        (LONG.encode() + b"\xe2\x80", LONG + "\ufffd", 1),
        ("Le café est fermé".encode()[:-1], "Le café est ferm\ufffd", 1),
        ("Il dit « voilà".encode()[:-1], "Il dit « voil\ufffd", 1),
        ("市議".encode()[:-1], "市\ufffd", 1),
        ("It’s over 🌧".encode()[:-1], "It’s over \ufffd", 1),
        ("It’s over 🌧".encode()[:-3], "It’s over \ufffd", 1),
    ],
)  # fmt: skip
def test_nearly_utf8(data: bytes, text: str, replaced: int) -> None:
    assert decode(data) == Decoded(
        text=text, encoding="utf-8", declared=None, bom=False, replaced=replaced
    )


def test_one_pair_of_bytes_does_not_make_english_utf8() -> None:
    text = "It wasn’t so. " * 60 + "He said “SOUFFLɔ."  # \xc9\x94 would be one letter in UTF-8
    text = text.replace("ɔ", "É”")
    assert decode(text.encode("cp1252")).text == text


# ---- declarations

CZECH = "děti"  # \xec: ì in windows-1252, which a single word cannot rule out


def test_a_declaration_decides_where_the_text_cannot() -> None:
    data = CZECH.encode("cp1250")
    assert decode(data).encoding == "cp1252"
    assert decode(data, "windows-1250").text == CZECH


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        ("latin1", "cp1252"),
        ("us-ascii", "cp1252"),
        (' "Windows-1252" ', "cp1252"),
        ("iso-8859-15", "iso8859-15"),
    ],
)
def test_labels(label: str, codec: str) -> None:
    decoded = decode(LONG_WESTERN["es"].encode("latin-1"), label)
    assert (decoded.text, decoded.encoding) == (LONG_WESTERN["es"], codec)
    assert decoded.declared == label


@pytest.mark.parametrize(
    ("label", "codec", "used"),
    [
        ("x-sjis", "cp932", "cp932"),
        ("Shift_JIS", "cp932", "cp932"),
        ("gb2312", "gb18030", "gb18030"),
        ("gbk", "gb18030", "gb18030"),
        ("big5", "big5hkscs", "big5hkscs"),
        ("ks_c_5601-1987", "cp949", "cp949"),
        ("iso-8859-9", "cp1254", "cp1254"),
        ("tis-620", "cp874", "cp874"),
        ("windows-874", "cp874", "cp874"),
        ("koi8", "koi8-r", "koi8-r"),
    ],
)
def test_labels_mean_the_superset(label: str, codec: str, used: str) -> None:
    text = next(text for name, text in LEGACY if name == codec)
    assert decode(text.encode(codec), label).encoding == used


@pytest.mark.parametrize(
    "label", ["unicode_escape", "hex", "cp037", "rot13", "idna", "a\0b", "", "undefined"]
)
def test_labels_that_are_not_believed(label: str) -> None:
    assert decode(b"caf\xe9 \\u0041", label).text == "café \\u0041"


@pytest.mark.parametrize(
    "declared", ["windows-1251", "windows-1253", "gb18030", "shift_jis", "koi8-r"]
)
@pytest.mark.parametrize("language", LONG_WESTERN)
def test_a_declaration_that_reads_but_makes_no_sense(language: str, declared: str) -> None:
    text = LONG_WESTERN[language]
    decoded = decode(text.encode("cp1252"), declared)
    assert (decoded.text, decoded.encoding) == (text, "cp1252")


def test_seven_bits_are_read_when_declared() -> None:
    text = "市議会は火曜日、プールの閉鎖を決めた。\r\n"
    data = text.encode("iso2022_jp")
    assert decode(data, "ISO-2022-JP").text == text
    check(data, decode(data, "ISO-2022-JP"))
    assert decode(data).text == data.decode("ascii")


# ---- multi-byte codecs at their edges


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "gb18030", "big5hkscs", "cp949"])
def test_multi_byte_text_cut_inside_a_character(codec: str) -> None:
    text = next(text for name, text in LEGACY if name == codec)
    data = text.encode(codec)[:-1]
    if codec == "cp949":  # its full stop is ASCII
        data = text.rstrip(".").encode(codec)[:-1]
    for declared in (None, codec):
        decoded = decode(data, declared)
        assert decoded.text.startswith(text[:-2])
        assert (decoded.text[-1], decoded.replaced) == ("\ufffd", 1)


@pytest.mark.parametrize(
    ("codec", "code", "char"),
    [("cp932", b"\xfb\xfc", "髙"), ("cp932", b"\x87\x90", "≒"), ("big5hkscs", b"\xa1\xfe", "／")],
)
def test_a_second_code_is_read_but_not_called_exact(codec: str, code: bytes, char: str) -> None:
    text = next(text for name, text in LEGACY if name == codec)
    data = code + text.encode(codec) + code * 2
    for declared in (None, codec):
        decoded = decode(data, declared)
        assert (decoded.text, decoded.replaced) == (char + text + char * 2, 3)


def test_something_always_comes_back() -> None:
    every, chance = bytes(range(256)), random.Random(0)
    odd = [every, every * 40, every[128:], b"\x00\x01\xff", b"\x80" * 3, b"a\x00\xe9\x00"]
    for data in odd + [chance.randbytes(size) for size in range(60)]:
        for declared in (None, "utf-16", "shift_jis", "windows-1255", "gb18030"):
            check(data, decode(data, declared))


# ---- binary or not

TEXTS = [
    b"",
    b"plain",
    b"caf\xe9",
    "市議会".encode("cp932"),
    b"PAR1 was the first race of the day, and PAR4 the last.\n",
    b"GIF89a is what such a file begins with.\n",
    b"GIFs are banned from the town's site.",
    b"ID3 tags hold the title of a song.\r\n\tNothing else.",
    b"ID3",
    b"BZh9 is a licence plate.",
    b"RIFFs and solos\nRIFF WAVE files were played.",
    b"OggS is a container.",
    b"PK is a brand of chewing gum.",
    b"PNG, JPEG and GIF",
    b"7zip and Rar! are rivals.",
    b"%PDF is a comment in TeX",
    b"\x1b$B3X@8\x1b(B",
    b"x" * 8_192 + b"\x00",
    codecs.BOM_UTF8 + b"text",
]


@pytest.mark.parametrize("data", TEXTS)
def test_text_is_not_binary(data: bytes) -> None:
    assert looks_binary(data) is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"seventeen letters\x00", "a NUL byte at offset 17"),
        (codecs.BOM_UTF8 + b"\x00", "a NUL byte at offset 3"),
        ("text".encode("utf-16-le"), "a NUL byte at offset 1"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "starts like a PDF file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "starts like a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "starts like a JPEG image"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00", "starts like a GIF image"),
        (b"PK\x03\x04\x14\x00\x06\x00", "starts like a ZIP archive"),
        (b"PK\x05\x06" + b"\x00" * 18, "starts like a ZIP archive"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "starts like a gzip file"),
        (b"BZh91AY&SY\x00\x03\x9c\x81", "starts like a bzip2 file"),
        (b"BZh9\x17rE8P\x90\x00\x00\x00\x00", "starts like a bzip2 file"),
        (b"\xfd7zXZ\x00\x00\x04", "starts like an xz file"),
        (b"\x28\xb5\x2f\xfd\x24\x00", "starts like a Zstandard file"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "starts like a 7z archive"),
        (b"\x7fELF\x02\x01\x01\x00", "starts like an ELF program"),
        (b"Rar!\x1a\x07\x01\x00", "starts like a RAR archive"),
        (b"SQLite format 3\x00\x10\x00", "starts like an SQLite database"),
        (b"PAR1\x15\x04\x15\x10", "starts like a Parquet file"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "starts like a RIFF file (WebP, WAV or AVI)"),
        (b"OggS\x00\x02\x00\x00", "starts like an Ogg file"),
        (b"ID3\x04\x00\x00\x00\x00", "starts like an MP3 file"),
    ],
)
def test_binary(data: bytes, why: str) -> None:
    assert looks_binary(data) == why

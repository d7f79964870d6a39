"""What the tests of decoding share: texts in many encodings, and what holds of every result."""

from __future__ import annotations

from cleaner.text.decode import Decoded, encode


def check(data: bytes, decoded: Decoded) -> None:
    """The promise: nothing replaced means that the very same bytes come back."""
    if decoded.replaced == 0:
        assert encode(decoded.text, decoded.encoding, decoded.bom) == data


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

"""A corpus out of nothing: invented news in nine languages with some debris and mojibake.

The same size, kind and seed give the same texts, on any machine and any Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

DEBRIS, BROKEN = 0.05, 0.04
"""The share of lines of an article that are debris; the share of documents that are mojibake."""

PARAGRAPHS = (2, 4, 5, 6, 7, 8, 9, 10, 12, 14, 18, 25, 60)

# Of each language: who, does what, where and when, why it matters; then headlines, then debris.
# Sentences are put together by code: "{who} {does} {where}, {why}."
_LANGUAGES = {
    "en": (
        "The council of Lenn|Engineers from the harbour office|A spokeswoman for the old mill|"
        "Two brothers from Tanner Square|The county’s bridge inspector|Nobody at the ferry company",
        "opened the lower lock|has closed the road to lorries|asked for another eight weeks|"
        "found cracks in two of the arches|wants to sell the boats|planted four hundred limes",
        "on Tuesday morning|beside the weir|in the rain|after a long debate|at the foot of a hill",
        "though the money had been promised in March|and the children were told to walk|"
        "because “nobody had asked for more”, she said|which surprised even the oldest clerks",
        "Old bridge over the Lenn to close|Mill museum finds its lost wheel|Ferry fares to rise",
        "Sign up for our newsletter|Share this article|Leave a Reply|Advertisement|"
        "Your email address will not be published. Required fields are marked *|1 min read|"
        "READ MORE: Ten bridges that need repair|Photo: Ada Brandt/Lenn Valley Press|"
        "Click here to subscribe to our newsletter|Related Articles|Share on Facebook|Auto Draft",
    ),
    "de": (
        "Der Stadtrat von Lennau|Eine Sprecherin der Mühle|Zwei Brüder vom Gerberplatz|"
        "Der Brückenprüfer des Kreises|Die Fährgesellschaft",
        "hat die untere Schleuse geöffnet|möchte die Boote verkaufen|fand Risse in zwei Bögen|"
        "bat um weitere acht Wochen|pflanzte vierhundert Linden",
        "am Dienstagmorgen|neben dem Wehr|im strömenden Regen|nach langer Aussprache",
        "obwohl das Geld im März versprochen worden war|weil „niemand mehr verlangt“ habe|"
        "was selbst die ältesten Schreiber überraschte|und die Schüler mussten zu Fuß gehen",
        "Alte Brücke wird für Lastwagen gesperrt|Mühlenmuseum findet verlorenes Rad",
        "Newsletter abonnieren|Anzeige|Artikel teilen|Lesen Sie auch|Schreibe einen Kommentar|"
        "Foto: Ada Brandt|Zum Thema",
    ),
    "fr": (
        "Le conseil de Lennes|Une porte-parole du moulin|Deux frères de la place des Tanneurs|"
        "L’inspecteur des ponts|La compagnie du bac",
        "a ouvert l’écluse du bas|a fermé la route aux camions|a demandé huit semaines de plus|"
        "a trouvé des fissures dans deux arches|voudrait vendre les bateaux",
        "mardi matin|près du barrage|sous la pluie|après un long débat|au pied de la colline",
        "bien que l’argent eût été promis en mars|car « personne n’a demandé plus », dit-elle|"
        "ce qui a étonné même les plus âgés|et les élèves ont dû marcher",
        "Le vieux pont va fermer aux camions|Le musée du moulin retrouve sa roue",
        "Inscrivez-vous à notre newsletter|Partager cet article|Publicité|Lire aussi|"
        "Laisser un commentaire|Votre adresse e-mail ne sera pas publiée.|À lire également",
    ),
    "es": (
        "El concejo de Lena|Una portavoz del molino|Dos hermanos de la plaza|"
        "El inspector de puentes|La compañía del transbordador",
        "abrió la esclusa de abajo|cerró la carretera a los camiones|pidió ocho semanas más|"
        "encontró grietas en dos arcos|quiere vender las barcas",
        "el martes por la mañana|junto a la presa|bajo la lluvia|tras un largo debate",
        "aunque el dinero se había prometido en marzo|porque «nadie pidió más», según dijo|"
        "lo que sorprendió hasta a los más viejos|y los niños tuvieron que ir a pie",
        "El viejo puente se cerrará a los camiones|El museo halla su rueda perdida",
        "Suscríbete a nuestro boletín|Compartir|Publicidad|Deja un comentario|Lea también|"
        "Tu dirección de correo electrónico no será publicada.",
    ),
    "it": (
        "Il consiglio di Lenna|Una portavoce del mulino|Due fratelli della piazza|"
        "L’ispettore dei ponti|La società del traghetto",
        "ha aperto la chiusa bassa|ha chiuso la strada ai camion|ha chiesto altre otto settimane|"
        "ha trovato crepe in due archi|vorrebbe vendere le barche",
        "martedì mattina|accanto alla diga|sotto la pioggia|dopo un lungo dibattito",
        "benché il denaro fosse stato promesso a marzo|perché «nessuno ha chiesto di più», dice|"
        "cosa che ha sorpreso anche i più anziani|e i ragazzi sono dovuti andare a piedi",
        "Il vecchio ponte chiude ai camion|Il museo del mulino ritrova la ruota",
        "Iscriviti alla newsletter|Condividi|Pubblicità|Leggi anche|Lascia un commento",
    ),
    "pl": (
        "Rada miasta Lenno|Rzeczniczka młyna|Dwaj bracia z placu Garbarskiego|Inspektor mostów",
        "otworzyła dolną śluzę|zamknęła drogę dla ciężarówek|poprosiła o kolejne osiem tygodni|"
        "znalazła pęknięcia w dwóch łukach|chce sprzedać łodzie",
        "we wtorek rano|obok jazu|w deszczu|po długiej debacie|u stóp wzgórza",
        "choć pieniądze obiecano już w marcu|bo „nikt nie prosił o więcej”, jak powiedziała|"
        "co zdziwiło nawet najstarszych urzędników|a dzieci musiały iść pieszo",
        "Stary most będzie zamknięty|Muzeum młyna odnalazło koło",
        "Zapisz się do newslettera|Udostępnij|Reklama|Czytaj także|Dodaj komentarz",
    ),
    "sv": (
        "Stadsfullmäktige i Lenna|En talesperson för kvarnen|Två bröder från torget|"
        "Länets broinspektör|Färjebolaget",
        "öppnade den nedre slussen|stängde vägen för lastbilar|bad om ytterligare åtta veckor|"
        "fann sprickor i två valv|vill sälja båtarna",
        "på tisdagsmorgonen|intill dammen|i regnet|efter en lång debatt|vid foten av kullen",
        "fast pengarna hade utlovats i mars|för ”ingen hade bett om mer”, sade hon|"
        "vilket förvånade även de äldsta|och barnen fick gå till fots",
        "Gamla bron stängs för lastbilar|Kvarnmuseet hittar sitt hjul",
        "Prenumerera på vårt nyhetsbrev|Dela artikeln|Annons|Läs också|Lämna ett svar",
    ),
    "ru": (
        "Городской совет Ленны|Представительница мельницы|Два брата с площади|Инспектор мостов",
        "закрыл дорогу для грузовиков|попросил ещё восемь недель|нашёл трещины в двух арках|"
        "хочет продать лодки|открыл нижний шлюз",
        "во вторник утром|возле плотины|под дождём|после долгого спора|у подножия холма",
        "хотя деньги обещали ещё в марте|потому что «никто не просил больше»|"
        "что удивило даже самых старых служащих|и детям пришлось идти пешком",
        "Старый мост закроют для грузовиков|Музей мельницы нашёл колесо",
        "Подпишитесь на нашу рассылку|Поделиться|Реклама|Читайте также|Добавить комментарий",
    ),
    "ja": (
        "レンの町議会は|水車小屋の広報担当者は|広場の二人の兄弟は|県の橋の検査官は",
        "下の水門を開けた|道路をトラック通行止めにした|さらに八週間を求めた|"
        "二つのアーチにひびを見つけた",
        "火曜日の朝|堰のそばで|雨の中|長い議論の後|丘のふもとで",
        "費用は三月に約束されていた|「誰も頼まなかった」と彼女は言った|最も古い職員でさえ驚いた",
        "古い橋がトラック通行止めに|水車博物館で車輪が見つかる",
        "この記事をシェアする|広告|関連記事|コメントを残す|メールマガジンに登録",
    ),
}
_SHARES = (("en", 50), ("de", 10), ("fr", 8), ("es", 8), ("it", 5), ("pl", 5), ("sv", 4), ("ru", 5),
           ("ja", 5))  # fmt: skip

_MENU = (
    "Home|News|Politics|Sport|Culture|Weather|Contact|About us|Log in|Subscribe|Search|"
    "Skip to main content|Terms of use|Privacy policy|Cookie settings|Most read|Trending now|"
    "Facebook|Twitter|WhatsApp|Copy link|Newsletters|Podcasts|Archive|Jobs|My account|Help"
)

_SYLLABLES = (
    *("ba", "do", "fe", "gi", "ka", "lu", "me", "no", "pe", "ri", "sa", "to", "ve", "wi"),
    *("zor", "dran", "mel", "stin", "quo", "ulb"),
)


def corpus(size: int, *, kind: str = "article", seed: int = 1) -> list[str]:
    """Texts of at least `size` bytes (UTF-8) together; `kind`: "article", or "page" with menus."""
    made, total = [], 0
    for text in documents(kind=kind, seed=seed):
        if total >= size:
            break
        made.append(text)
        total += len(text.encode())
    return made


def documents(*, kind: str = "article", seed: int = 1) -> Iterator[str]:
    """Texts without end."""
    # a generator of its own draws by `random()` alone, which no version of Python changes
    number = 0
    while True:
        draw = Random(f"{seed} {kind} {number}")
        yield _document(draw, kind)
        number += 1


def _document(draw: Random, kind: str) -> str:
    code = one([code for code, share in _SHARES for _ in range(share)], draw)
    who, does, where, why, heads, debris = (part.split("|") for part in _LANGUAGES[code])
    asian = code == "ja"

    def sentence() -> str:
        number = int(draw.random() * 900) + 3
        if asian:
            return f"{one(who, draw)}{one(where, draw)}、{one(does, draw)}。{one(why, draw)}。"
        start = f"{one(who, draw)} {one(does, draw)} {one(where, draw)}"
        return f"{start} ({word(draw).title()}, {number}), {one(why, draw)}."

    lines = [one(heads, draw)]
    for _ in range(one(PARAGRAPHS, draw)):
        count = 1 + int(draw.random() * 5)
        lines.append(("" if asian else " ").join(sentence() for _ in range(count)))
        if draw.random() < DEBRIS:
            lines.append(one(debris, draw))
    if draw.random() < 0.5:
        lines.append(one(debris, draw))
    if kind == "page":
        menu = _MENU.split("|")
        top = [one(menu, draw) for _ in range(5 + int(draw.random() * 30))]
        links = [one(heads, draw) for _ in range(int(draw.random() * 8))]
        foot = [one(debris + menu, draw) for _ in range(8 + int(draw.random() * 40))]
        lines = [*top, "", *lines, "", *links, *foot]
    text = one(("\n", "\n\n", "\n\n"), draw).join(lines) + "\n"
    return broken(text, draw) if draw.random() < BROKEN else text


def broken(text: str, draw: Random) -> str:
    """What a wrong codec or a double escape makes of a text."""
    way = int(draw.random() * 3)
    if way == 0:
        return text.encode().decode("latin-1")
    if way == 1:
        return text.encode().decode("cp1252", "replace")
    return text.replace("’", "&#8217;").replace(" and ", " &amp; ").replace("“", "&ldquo;")


def one(values: Sequence[T], draw: Random) -> T:
    """One of the values."""
    return values[int(draw.random() * len(values))]


def word(draw: Random) -> str:
    """A word of no language, of two to four syllables."""
    return "".join(one(_SYLLABLES, draw) for _ in range(2 + int(draw.random() * 3)))

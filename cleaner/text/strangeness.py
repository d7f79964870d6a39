"""How strange a reading of some bytes looks: the bits it takes to write it in some language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

_SIGN, _STRAY, _ODD = 4.0, 12.0, 20.0  # bits, see `strangeness`
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # windows-1258 writes them after the vowel

# The letters beyond a-z that a language writes, the commonest first (counted in the message
# catalogues of free software; rare ones and those of loan words added at the end).
_ALPHABETS = (
    "éèàêôîçâùûïëœæüÿ",  # French
    "óáíúéñü",  # Spanish, Galician, Asturian
    "ãçáíéóõúêâàôü",  # Portuguese
    "üäößéàè",  # German
    "èàòùéìîí",  # Italian
    "óéàíèòçúïüñ",  # Catalan
    "èòçíàéúóáï",  # Occitan
    "éëïèóöüêáç",  # Dutch
    "êëïóéíôîûáöü",  # Afrikaans
    "åøæéöäüóèôê",  # Danish, Norwegian
    "äöåéüáè",  # Swedish, Finnish
    "äõüöšž",  # Estonian
    "ðáæíóöþúýéø",  # Icelandic, Faroese
    "áíéúó",  # Irish
    "ŵŷâêîôûáéèïëö",  # Welsh
    "ëç",  # Albanian
    "łżąęśćóńź",  # Polish
    "íářčýéžěšůúóňťď",  # Czech
    "áíýúčťžéľšôóäňĺďŕ",  # Slovak
    "áéíóöőüúű",  # Hungarian
    "čšžćđ",  # Slovenian, Croatian, Bosnian, Serbian
    "ăşţșțîâ",  # Romanian
    "šėųįąžčūę",  # Lithuanian
    "āēīšūļņķžģč",  # Latvian
    "ışçüğöİâîû",  # Turkish
    "ĉŝĝŭĵĥ",  # Esperanto
    "ħġżċàùòèì",  # Maltese
)
_VIETNAMESE = "đưôáàêóùâăơúíìèòéãõýĩũ" + _TONES

# Scripts with an alphabet of their own: first and last code point, the sign that stands here for
# any letter of it, bits for one letter (log2 of how many are in common use).
_SCRIPTS = (
    (0x0386, 0x03CE, "Ω", 5.0),
    (0x0400, 0x04FF, "Я", 5.0),
    (0x0591, 0x05F4, "א", 5.0),
    (0x060C, 0x06FF, "ع", 5.0),
    (0x0E01, 0x0E5B, "ก", 6.0),
    (0x200C, 0x200F, "ع", 5.0),
    (0x3001, 0x3029, "漢", 11.0),
    (0x3041, 0x30FF, "の", 7.0),
    (0x3400, 0x9FFF, "漢", 11.0),
    (0xAC00, 0xD7A3, "한", 10.0),
    (0xFF01, 0xFF5E, "漢", 11.0),
)
_STARTS = tuple(row[0] for row in _SCRIPTS)
_BITS = {sign: bits for _, _, sign, bits in _SCRIPTS}

_LANGUAGES: tuple[dict[str, float], ...] = (
    *({letter: 2 + rank / 2 for rank, letter in enumerate(letters)} for letters in _ALPHABETS),
    dict.fromkeys(_VIETNAMESE, 5.0),
    *(
        {sign: _BITS[sign] for sign in signs}
        for signs in ("Ω", "Я", "א", "ع", "ก", "漢", "漢の", "한")
    ),
)
_LETTERS = frozenset(letter for language in _LANGUAGES for letter in language)

_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_JOINERS = frozenset("’‘·\xad–—‑…‧・")
_NO_SIGNS = frozenset("¤¦¨¬¯¸" + "\ufffd")
_NO_LETTERS = frozenset("ªºµ")  # letters to Unicode, signs to a reader


def strangeness(text: str) -> float:
    """Bits that it takes to write the characters beyond ASCII, in the language that takes fewest.

    A letter costs the more the rarer it is in the language: 2 bits for the commonest, half a bit
    more for each next one, `_STRAY` for a letter of other languages only. A sign costs `_SIGN`.
    What stands where it cannot stand costs `_ODD`: a capital after a small letter, a Greek,
    Cyrillic, Hebrew or Arabic letter beside a Latin one, a sign between two letters, a control
    character. To be compared between readings of the same bytes, as a difference of log2
    likelihoods.

    Why languages: the Czech "příliš žluťoučký" is letters only in windows-1252 too, but no
    language writes the ø, ì and è of that reading together; and "père" is "pčre" in windows-1250,
    all fine letters, but č is rarer in Czech than è is in French.
    """
    letters: Counter[str] = Counter()
    bits = 0.0
    for found in _NON_ASCII.finditer(text):
        at = found.start()
        char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
        letter = _letter(char)
        if letter is None:
            bits += _SIGN if _sign_in_place(char, before, after) else _ODD
        elif letter in _LETTERS and _letter_in_place(char, before, after):
            letters[letter] += 1
        else:
            bits += _ODD
    return bits + min(
        sum(count * language.get(letter, _STRAY) for letter, count in letters.items())
        for language in _LANGUAGES
    )


def _letter(char: str) -> str | None:
    """The small letter, or the sign of its script; None when `char` is no letter."""
    code = ord(char)
    row = bisect_right(_STARTS, code) - 1
    if row >= 0 and code <= _SCRIPTS[row][1]:
        return _SCRIPTS[row][2]
    if char in _NO_LETTERS or not (char.isalpha() or char in _TONES):
        return None
    small = char.lower()
    return small if len(small) == 1 else char  # İ is two characters in lower case


def _letter_in_place(char: str, before: str, after: str) -> bool:
    if before.islower() and char.isupper():
        return False
    other_script = "\u0370" <= char <= "\u06ff"
    return not (other_script and any(side.isascii() and side.isalpha() for side in before + after))


def _sign_in_place(char: str, before: str, after: str) -> bool:
    if char in _JOINERS:
        return True
    if char in _NO_SIGNS or not (char.isprintable() or char.isspace()):
        return False
    return not (before.isalpha() and after.isalpha())

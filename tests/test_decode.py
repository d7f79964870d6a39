"""Decoding of texts in encodings that are older than UTF-8."""

from __future__ import annotations

import random

import pytest
from decoding import LEGACY, LONG_WESTERN, check

from cleaner.text.decode import Decoded, decode

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

"""Files are decoded by their mark, as UTF-8, by what they declare, or by what they look like."""

import pytest

from eventx.readers.encoding import HEAD, UnreadableError, decode, find_encoding

SPANISH = (
    "El presidente viajó a Bogotá para firmar el acuerdo de paz con la guerrilla, según informó el Gobierno español. "
)
RUSSIAN = "Министр иностранных дел встретился с послом и обсудил переговоры о прекращении огня на востоке страны. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
def test_western_text_is_decoded(encoding: str) -> None:
    assert decode((SPANISH * 8).encode(encoding)) == SPANISH * 8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8-r"])
def test_russian_text_is_decoded(encoding: str) -> None:
    assert decode((RUSSIAN * 8).encode(encoding)) == RUSSIAN * 8


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Minister spraw zagranicznych powiedział, że rozmowy będą kontynuowane w środę w Łodzi. ", "cp1250"),
        ("Ministr zahraničí řekl, že jednání o příměří budou pokračovat ve středu v Ženevě. ", "cp1250"),
        ("Der Außenminister erklärte, die Gespräche würden im März in Zürich fortgeführt. ", "cp1252"),
        ("Cumhurbaşkanı İstanbul'da yapılan görüşmede ateşkes çağrısı yaptı ve şiddeti kınadı. ", "cp1254"),
    ],
)
def test_latin_code_pages_are_told_apart_by_language(text: str, encoding: str) -> None:
    assert decode((text * 4).encode(encoding)) == text * 4


@pytest.mark.parametrize("declared", ['<meta charset="windows-1251">', '<?xml version="1.0" encoding="windows-1251"?>'])
def test_a_declared_encoding_is_believed_when_it_fits(declared: str) -> None:
    assert decode((declared + "Мир").encode("cp1251")).endswith("Мир")


def test_pages_that_declare_latin_1_are_read_as_browsers_read_them() -> None:
    assert decode('<meta charset="iso-8859-1">“Sí”'.encode("cp1252")).endswith("“Sí”")


def test_a_character_cut_by_the_end_of_the_head_is_no_reason_to_doubt_utf_8() -> None:
    assert find_encoding(("a" * (HEAD - 1) + "é").encode()[:HEAD]) == "utf-8"


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", bytes(range(256)) * 4])
def test_binary_data_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="binary"):
        decode(data)


def test_a_declared_encoding_that_does_not_exist_is_ignored() -> None:
    assert decode(f'<meta charset="martian">{SPANISH * 4}'.encode()).endswith(SPANISH)

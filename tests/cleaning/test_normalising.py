"""Spaces, line breaks and broken encodings are repaired; the writer's own characters stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.cleaning.mapped import Mapped
from eventx.cleaning.normalising import normalise


def normalised(text: str) -> str:
    return normalise(Mapped.of(text)).text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\u00a0b\u2009c\u3000d\te", "a b c d e"),
        ("a\u200bb\u00adc\ufeffd\u200ee\u202bf", "abcdef"),
        ("a\r\nb\rc\u2028d\x0ce", "a\nb\nc\nd\ne"),
        ("a\x00b\x07c\ud800d", "abcd"),
        ("FranÃ§ois said â€œnoâ€\x9d in Japanâ€™s cafÃ©", "François said “no” in Japan’s café"),
        ("“Curly” ‘quotes’ – and — dashes…", "“Curly” ‘quotes’ – and — dashes…"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("Señor Müller, naïve façade, Łódź", "Señor Müller, naïve façade, Łódź"),
    ],
)
def test_text_is_normalised(raw: str, text: str) -> None:
    assert normalised(raw) == text


@given(st.text(max_size=80))
def test_every_character_has_a_place_and_places_never_go_back(raw: str) -> None:
    mapped = normalise(Mapped.of(raw))
    assert len(mapped.places) == len(mapped.text)
    assert list(mapped.places) == sorted(mapped.places)
    assert all(0 <= place < len(raw) for place in mapped.places)


def test_places_hold_through_repairs_that_change_the_length() -> None:
    raw = "The cafÃ© in\u200b Lomé"
    mapped = normalise(Mapped.of(raw))
    assert raw[mapped.place(mapped.text.index("Lomé")) :] == "Lomé"

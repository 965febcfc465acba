"""The language of a story is told from sixty characters on."""

import pytest

from eventx.cleaning.language import SHORTEST, detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The foreign minister met the ambassador on Tuesday and rejected the offer of new talks.", "en"),
        ("El ministro de Exteriores se reunió el martes con el embajador y rechazó la oferta de diálogo.", "es"),
        ("Le ministre des Affaires étrangères a rencontré l'ambassadeur mardi et rejeté l'offre.", "fr"),
        ("Министр иностранных дел встретился с послом и отверг предложение о новых переговорах.", "ru"),
    ],
)
def test_languages_are_told(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_english_full_of_names_from_elsewhere_is_english() -> None:
    assert (
        detect_language("On Friday, Nigerian deputy trade minister Chuka Adeoye met Togo's envoy Kossi Amegah in Lome.")
        == "en"
    )


@pytest.mark.parametrize("text", ["", "Police said.", "x" * (SHORTEST - 1)])
def test_a_short_text_has_no_language(text: str) -> None:
    assert detect_language(text) is None

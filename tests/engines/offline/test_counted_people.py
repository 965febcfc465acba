"""Acts of and on people who are only counted, in sentences written for these tests."""

import pytest

from eventx import extract


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Tens of thousands marched through Lima on Saturday to demand new elections.", "PERCVL", "PERGOV"),
        ("Hundreds were detained in Gulu after clashes with police.", None, "UGACVL"),
        ("Togolese rebels kidnapped three others in Sokode on Monday.", "TGOREB", "TGOCVL"),
        ("Libya deported some 300 on Monday.", "LBYGOV", "LBYCVL"),
    ],
)
def test_people_who_are_only_counted_take_part(text: str, source: str | None, target: str) -> None:
    mentions = extract(text).mentions

    assert (source, target) in {(mention.actor.code, mention.target.code) for mention in mentions}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Rebels struck in Kaya at five.", "Kaya"),  # an hour
        ("Peru cut its force in Mali to 300 on Monday.", "Mali"),  # an amount
        ("Police in Accra arrested two of the miners on Monday.", "the miners"),  # of whom stands behind "of"
        ("Kenya rejected two of the demands on Monday.", None),
    ],
)
def test_a_number_is_nobody_where_it_does_not_stand_alone_for_people(text: str, target: str | None) -> None:
    (mention,) = extract(text).mentions

    assert mention.target.text == target


def test_what_a_raid_leads_to_is_told_with_it_and_an_abduction_beside_it_is_another_act() -> None:
    mentions = extract("Rebels raided a village near Bunia, killing nine people and abducting 30.").mentions

    assert [(mention.root, mention.target.text) for mention in mentions] == [
        ("19", "a village near Bunia"),
        ("18", "30"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Police fired tear gas at a rally and four students died.",
        "Ten rebels died fighting Congolese soldiers near Goma.",
    ],
)
@pytest.mark.parametrize("codebook", ["cameo", "plover"])
def test_whoever_died_did_nothing(text: str, codebook: str) -> None:
    mentions = extract(text, codebook=codebook).mentions

    assert mentions
    assert not any((mention.actor.text or "").endswith(("students", "rebels")) for mention in mentions)


@pytest.mark.parametrize(
    "text",
    [
        "Six miners were killed when rockets hit a hostel in Donetsk on Sunday.",
        "Three boys were killed when a mortar hit a school yard in Misrata on Sunday.",
    ],
)
def test_harm_that_nobody_is_told_to_have_done_is_told_once(text: str) -> None:
    assert len(extract(text).mentions) == 1

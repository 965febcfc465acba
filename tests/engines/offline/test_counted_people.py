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

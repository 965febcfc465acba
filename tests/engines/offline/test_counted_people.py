"""Acts of and on people who are only counted, in sentences written for these tests."""

import pytest

from eventx import extract


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Tens of thousands marched through Lima on Saturday to demand new elections.", "PERCVL", "PERGOV"),
        ("Dozens were arrested in Kampala after clashes with police.", None, "UGACVL"),
        ("Togolese rebels kidnapped three others in Sokode on Monday.", "TGOREB", "TGOCVL"),
        ("Libya deported some 300 on Monday.", "LBYGOV", "LBYCVL"),
    ],
)
def test_people_who_are_only_counted_take_part(text: str, source: str | None, target: str) -> None:
    mentions = extract(text).mentions

    assert (source, target) in {(mention.actor.code, mention.target.code) for mention in mentions}


def test_an_hour_or_an_amount_is_nobody() -> None:
    text = "Gunmen attacked Djibo at about two in the morning. Peru bought 30 tanks from Russia for 20 million."
    people = {party.text for mention in extract(text).mentions for party in (mention.actor, mention.target)}

    assert not {words for words in people if words and ("two" in words or "30" in words or "20" in words)}


def test_of_whom_they_are_counted_is_behind_of() -> None:
    (mention,) = extract("Police in Accra arrested two of the miners on Monday.").mentions

    assert mention.target.code == "GHALAB"

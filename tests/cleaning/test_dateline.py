"""Datelines are cut from the story; labels, abbreviations and speakers are not datelines."""

import pytest

from eventx.cleaning import clean
from eventx.cleaning.dateline import find_dateline
from eventx.schema import Article


@pytest.mark.parametrize(
    ("head", "place", "day", "year"),
    [
        ("NAGOYA, JAPAN, Nov 23: ", "NAGOYA, JAPAN", (11, 23), None),
        ("SEOUL, Nov. 22 (Yonhap) -- ", "SEOUL", (11, 22), None),
        ("LAGOS, Nigeria (AP) - ", "LAGOS, Nigeria", None, None),
        ("N’DJAMENA, 4 May 2021 (AFP) - ", "N’DJAMENA", (5, 4), 2021),
        ("PORT-AU-PRINCE, Haiti — ", "PORT-AU-PRINCE, Haiti", None, None),
        ("KYIV/MOSCOW, March 3 (Reuters) - ", "KYIV/MOSCOW", (3, 3), None),
        ("SANTIAGO DE CHILE, 12 Oct 2019 (EFE).- ", "SANTIAGO DE CHILE", (10, 12), 2019),
        ("MAIDUGURI: ", "MAIDUGURI", None, None),
        ("LIMA - ", "LIMA", None, None),
        ("Nairobi — ", "Nairobi", None, None),
        ("Kabul, Afghanistan - ", "Kabul, Afghanistan", None, None),
        ("(Reuters) - ", None, None, None),
    ],
)
def test_a_dateline_is_read_and_cut(
    head: str, place: str | None, day: tuple[int, int] | None, year: int | None
) -> None:
    story = "The government rejected the offer and recalled its envoy."
    found = find_dateline([head + story])
    assert found is not None
    assert (found.place, found.month_day, found.year) == (place, day, year)
    article = clean(Article(text=head + story)).article
    assert (article.text, article.dateline) == (story, place)


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING: Blast in Kabul kills nine people, police say.",
        "ISIS: The group said it had carried out the attack.",
        "GSOMIA - A pact on military intelligence was saved.",
        "U.S. - China talks resumed in Geneva on Monday.",
        "Al-Qaeda said it had carried out the attack.",
        "Trump: The deal is off.",
        "Monday, March 3: The army moved into the town.",
        "President Biden - Who had flown in that day - met the king.",
        "LAGOS",
        "",
    ],
)
def test_other_heads_stay(text: str) -> None:
    assert find_dateline([text]) is None


def test_speakers_of_an_interview_are_no_places() -> None:
    assert find_dateline(["MINISTER: We will not sign.", "EDITOR: Why not?", "MINISTER: Because we need not."]) is None


def test_a_date_line_names_the_place_too() -> None:
    text = "Board rebukes Iran over site\nVIENNA, Sept. 13, 2012\nThe board rebuked Iran on Thursday over inspections."
    assert clean(Article(text=text)).article.dateline == "VIENNA"

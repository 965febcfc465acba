"""Parts of the world as actors: "Latin American leaders" are not those of the United States."""

import csv

import pytest

from eventx.resolving import resolve
from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_names import DocumentNames
from eventx.resources import data_folder


def codes(words: str, names: DocumentNames | None = None) -> list[str | None]:
    return [actor.code for actor in resolve(words, names)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Latin America", "LAM"),
        ("the countries of Latin America", "LAM"),
        ("Latin American coffee growers", "LAMAGR"),
        ("four Central American states", "LAMGOV"),
        ("South American presidents", "SAMGOV"),
        ("Africa's leaders", "AFRGOV"),
        ("former African leaders", "AFRELI"),
        ("migrants from Africa", "AFRREF"),
        ("two Africans", "AFRCVL"),
        ("European ministers", "EURGOV"),
        ("southern Africa", "SAF"),
        ("Caribbean leaders", "CRBGOV"),
        ("an Asian NGO", "NGO"),
        # a land says more than a part of the world
        ("African migrants in Tunisia", "TUNREF"),
        ("South African police", "ZAFCOP"),
        ("the Central African army", "CAFMIL"),
        ("Tanzania, East Africa's largest country", "TZAGOV"),
        ("African-American pastors", "USACHR"),
        # bodies keep their names
        ("African Union troops", "IGOOAU"),
        ("the European Commission", "IGOEEC"),
        ("a European justice commissioner", "IGOEEC"),
        # a part of the world before a head is what the head is for
        ("the Middle East envoy", "GOV"),
        ("Europe minister", "GOV"),
        ("director-general for Asia and Pacific affairs", "GOV"),
    ],
)
def test_a_part_of_the_world_has_its_own_code(words: str, code: str) -> None:
    assert codes(words) == [code]


def test_those_of_a_part_of_the_world_are_not_of_the_country_of_the_article() -> None:
    names = DocumentNames.of("Kenya hosted a summit. Kenya was thanked by European ministers.", None, None)

    assert codes("European ministers", names) == ["EURGOV"]


def test_the_economy_of_a_part_of_the_world_is_nobody() -> None:
    assert codes("Africa's economy") == [None]


def test_victoria_is_a_state_of_australia_and_a_lake() -> None:
    assert codes("Victoria police") == ["AUSCOP"]
    assert codes("Lake Victoria") == []


def test_every_part_of_the_world_has_a_code_of_cameo() -> None:
    with (data_folder("schemas", "actors") / "world_regions.csv").open(encoding="utf-8", newline="") as file:
        assert {row["cameo"] for row in csv.DictReader(file)} <= set(words_of("regions"))

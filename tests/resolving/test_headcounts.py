"""People who are named only by how many they are."""

import pytest

from eventx.resolving import is_actor, resolve


@pytest.mark.parametrize(
    "words",
    [
        "Thousands",
        "tens of thousands",
        "at least 20",
        "as many as 1,500",
        "three others",
        "dozens more",
        "a further 12",
        "Many",
    ],
)
def test_a_number_that_counts_nothing_stands_for_people(words: str) -> None:
    assert [actor.code for actor in resolve(words)] == ["CVL"]
    assert is_actor(words)


@pytest.mark.parametrize(
    "words",
    ["20 percent", "$20 million", "2019", "three of them", "no one", "at least", "about 20 barrels", "twenty20"],
)
def test_other_numbers_do_not(words: str) -> None:
    assert resolve(words) == ()


def test_those_who_are_counted_say_more_than_their_number() -> None:
    assert [actor.code for actor in resolve("thousands of workers")] == ["LAB"]
    assert [actor.code for actor in resolve("at least 20 Kenyan soldiers")] == ["KENMIL"]


def test_where_they_are_says_of_which_land_they_are() -> None:
    assert [actor.code for actor in resolve("more than 100 in Nairobi")] == ["KENCVL"]

"""Days and time status in the course of a story."""

from datetime import date

import pytest

import eventx
from eventx.codebook import load_codebook
from eventx.engines.offline.explain import explain
from eventx.schema import Article, Mention

THURSDAY = date(2024, 11, 7)


def mentions(text: str) -> tuple[Mention, ...]:
    return eventx.extract(Article(text=text, published=THURSDAY)).mentions


@pytest.mark.parametrize(
    "text",
    [
        "Peru's unions plan a march against the government on Friday.",
        "Peru's unions threatened the government with a 48-hour stoppage in December.",
        "Peru's president invited Chile's president to Lima in January.",
        "Peru's president will meet Chile's president on Tuesday.",
        "Peru's president will lay a stone with Chile's president on Tuesday.",
    ],
)
def test_the_day_of_what_is_planned_is_not_that_of_the_plan(text: str) -> None:
    (told,) = mentions(text)
    assert (told.when.basis, told.planned_for is not None, told.time_status.value) == ("publication", True, "actual")


def test_a_month_long_past_is_the_day_of_what_was_done() -> None:
    (told,) = mentions("Peru signed an accord with Chile in December.")
    assert (told.when.start, told.planned_for) == (date(2023, 12, 1), None)


def test_a_threat_of_last_month_has_its_own_day() -> None:
    (told,) = mentions("In October Peru threatened to attack Chile.")
    assert (told.when.start, told.planned_for) == (date(2024, 10, 1), None)


def test_what_others_did_before_is_planned_for_no_day() -> None:
    (told,) = mentions("Peru accused Chile of shelling its ports in January.")
    assert told.planned_for is None
    (attacked, _) = mentions("Peru attacked Chile on Monday and freed two Chilean envoys on Tuesday.")
    assert attacked.planned_for is None


@pytest.mark.parametrize("words", ["the same day", "that day", "that night"])
def test_the_same_day_is_that_of_the_act_told_before(words: str) -> None:
    _, bombed = mentions(f"Peru attacked Chile on Monday. Chilean jets bombed Lima {words}.")
    assert bombed.when.start == date(2024, 11, 4)


def test_a_story_from_the_past_goes_on_in_its_year() -> None:
    text = (
        "In 1968 Peru's army took power. Soldiers arrested the president of Peru. Chile condemned the army of Peru.\n"
        "Chile condemned Peru again. Peru attacked Chile on Monday."
    )
    arrested, condemned, again, attacked = mentions(text)
    assert {m.when.start for m in (arrested, condemned)} == {date(1968, 1, 1)}
    assert [m.time_status.value for m in (arrested, condemned, again, attacked)] == [
        "historical", "historical", "actual", "actual"
    ]  # fmt: skip
    assert attacked.when.start == date(2024, 11, 4)


def test_the_explanation_tells_what_gave_a_time_status() -> None:
    text = "In 1968 Peru's army took power. Soldiers arrested the president of Peru. Peru had attacked Chile on Monday."
    lines = explain(Article(text=text, published=THURSDAY), 0, len(text), load_codebook("cameo"))
    assert [line for line in lines if line.startswith("  time status")] == [
        "  time status historical: in a story from the past", "  time status actual: by the day that is told"
    ]  # fmt: skip


def test_what_is_said_of_a_past_year_does_not_put_the_next_sentence_there() -> None:
    text = "The war began in 1998, Peru's minister said. Chile condemned the army of Peru."
    assert mentions(text)[-1].time_status.value == "actual"


def test_what_stands_behind_a_semicolon_is_not_the_day_of_what_stands_before() -> None:
    held, *_ = mentions("Police in Kenya held a Ugandan man; judges in Kenya will hear him on Friday.")
    assert (held.time_status.value, held.planned_for) == ("actual", None)


def test_a_relative_clause_does_not_say_for_when_an_act_is_planned() -> None:
    (condemned,) = mentions("Peru condemned Chile, which will hold a vote on Friday.")
    assert condemned.planned_for is None


@pytest.mark.parametrize(
    ("text", "root", "day"),
    [
        ("Rebels attacked a base and killed nine soldiers in Mali on Tuesday.", "19", date(2024, 11, 5)),
        ("Speaking in Lima on Tuesday, Peru's president rejected an offer by Chile.", "12", date(2024, 11, 5)),
        ("Peru's president, speaking in Lima on Tuesday, criticised Chile.", "11", date(2024, 11, 5)),
        ("Peru condemned Tuesday's attack on a mosque in Chile.", "11", THURSDAY),
        ("Police in Peru arrested two men over Tuesday's attack on a church.", "17", THURSDAY),
        ("Protesters in Peru set fire to a bank on Tuesday.", "14", date(2024, 11, 5)),
        ("Peru expelled an envoy on Monday, two days after Chile shut its embassy and recalled its staff.", "16", None),
    ],
)
def test_a_day_is_that_of_the_acts_that_share_it(text: str, root: str, day: date | None) -> None:
    days = {told.when.start for told in mentions(text) if told.root == root}

    assert days == ({day} if day else {date(2024, 11, 4), date(2024, 11, 2)})


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Gunmen robbed a driver carrying fuel to Peruvian miners on Monday.", date(2024, 11, 4)),
        ("Peruvian soldiers shot a man who was fleeing through a checkpoint on Monday.", date(2024, 11, 4)),
        ("Peruvian soldiers shot a man who fled from a checkpoint on Monday.", THURSDAY),
        ("Peruvian police arrested a man suspected of killing a nurse on Monday.", THURSDAY),
    ],
)
def test_a_day_at_the_end_is_a_deeds_unless_another_deed_is_told_there(text: str, day: date) -> None:
    assert [told.when.start for told in mentions(text) if told.root in {"17", "18", "19"}][0] == day  # noqa: RUF015  # others may follow


def test_a_vote_to_come_does_not_put_off_what_bars_from_it() -> None:
    (told,) = mentions("A court in Peru banned the party from next month's election.")

    assert (told.time_status.value, told.when.start) == ("actual", THURSDAY)


def test_a_day_behind_a_name_is_not_that_of_the_act() -> None:
    (called,) = mentions("The Peruvian envoy, due in Quito next week, telephoned Chile's president.")
    assert (called.time_status.value, called.when.start) == ("actual", THURSDAY)


def test_a_march_is_called_for_a_day_ahead() -> None:
    (called,) = mentions("Peru's unions have called a march against the government for Saturday.")
    assert called.planned_for == "Saturday"


@pytest.mark.parametrize(("day", "status"), [("3 November", "actual"), ("20 October", "historical")])
def test_what_had_been_done_is_news_for_ten_days(day: str, status: str) -> None:
    (attacked,) = mentions(f"Peru had attacked a Chilean village on {day}.")
    assert attacked.time_status.value == status


@pytest.mark.parametrize(("year", "status"), [("2019", "historical"), ("2024", "actual")])
def test_a_story_is_of_the_past_when_its_year_is_two_years_back(year: str, status: str) -> None:
    found = mentions(f"In {year} Peru's army took power. Soldiers arrested the president of Peru.")
    assert found[-1].time_status.value == status

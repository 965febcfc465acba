"""What is no act of politics, or did not happen: private dealings, plots, musings, the distant past."""

from datetime import date

import pytest

import eventx
from eventx.schema import Article, Mention

MAY = date(2019, 5, 16)


def mentions(text: str) -> tuple[Mention, ...]:
    return eventx.extract(Article(text=text, published=MAY)).mentions


def statuses(text: str) -> list[str]:
    return [m.time_status.value for m in mentions(text)]


@pytest.mark.parametrize(
    ("private", "public"),
    [
        (
            "The bank accused a rival bank of stealing customers.",
            "The bank accused the ministry of stealing customers.",
        ),
        ("The brewery sued a Danish insurer over the fire.", "The brewery sued the Danish government over the fire."),
        ("The airline denied responsibility for the delay.", "The rebels denied responsibility for the delay."),
    ],
)
def test_what_firms_do_to_each_other_is_no_politics(private: str, public: str) -> None:
    assert statuses(public) == ["actual"]
    assert statuses(private) == []


def test_whom_a_firm_criticises_that_names_nobody_is_likely_the_state() -> None:
    assert [m.root for m in mentions("Executives of the steel company criticised the price freeze.")] == ["11"]


def test_an_adjective_of_nation_is_not_acted_on_beside_its_noun() -> None:
    (criticised,) = mentions("Chile's miners' union criticised a Chilean trade union on Monday.")
    assert criticised.target.code == "CHLLAB"


def test_traders_who_march_are_no_private_matter() -> None:
    (strike,) = mentions("Shopkeepers in Lima went on strike on Monday against the owners of a supermarket chain.")
    assert (strike.root, strike.actor.role) == ("14", "BUS")


def test_what_a_writer_thinks_likely_is_no_threat() -> None:
    assert statuses("Oslo said it might impose sanctions on Minsk.") == ["actual"]
    assert statuses("Oslo might impose sanctions on Minsk.") == ["hypothetical"]


def test_what_somebody_ought_to_do_is_not_done() -> None:
    assert statuses("Norway condemned the junta in Mali.") == ["actual"]
    assert statuses("Norway ought to condemn the junta in Mali.") == ["hypothetical"]


def test_a_duty_is_that_of_all_verbs_behind_it() -> None:
    assert [m.root for m in mentions("The cabinet invited the rebels to Oslo on Monday.")] == ["03"]
    assert "actual" not in statuses("The cabinet should end its silence, invite the rebels to Oslo and listen.")
    laid = mentions("Kenya said Uganda must withdraw its troops and pay compensation to the fishermen.")
    assert {(m.root, m.actor.country, m.target.country) for m in laid} == {("10", "KEN", "UGA")}


def test_what_happens_in_a_film_does_not_happen() -> None:
    assert statuses("On Sunday, Danish police arrest a Swedish painter.") == ["actual"]
    assert statuses("In the film, Danish police arrest a Swedish painter.") == ["hypothetical"]


def test_a_review_tells_its_plot_in_the_present_tense() -> None:
    review = "The sequel fills cinemas again. Danish police {} a Swedish painter, and nobody laughs."
    assert statuses(review.format("arrest")) == ["hypothetical"]
    assert statuses(review.format("arrested")) == ["actual"]


@pytest.mark.parametrize(
    ("when", "first"),
    [
        ("a century ago", date(1919, 1, 1)),
        ("in the 18th century", date(1701, 1, 1)),
        ("in the late seventeenth century", date(1601, 1, 1)),
        ("eighty years ago", date(1939, 1, 1)),
        ("decades ago", None),
        ("a generation ago", None),
    ],
)
def test_what_was_done_long_ago_is_history(when: str, first: date | None) -> None:
    (arrest,) = mentions(f"Danish police arrested a Swedish painter {when}.")
    assert (arrest.time_status.value, arrest.when.start) == ("historical", first)


def test_a_war_lasts_from_its_first_day_to_its_last() -> None:
    (arrest,) = mentions("Danish police arrested a Swedish painter during the Second World War.")
    assert (arrest.when.start, arrest.when.end) == (date(1939, 9, 1), date(1945, 9, 2))


def test_the_present_century_is_no_date() -> None:
    (arrest,) = mentions("In the 21st century Danish police arrested a Swedish painter.")
    assert arrest.when.start == MAY


def test_a_state_that_is_no_more_acts_in_history() -> None:
    (old,) = mentions("Soviet troops attacked Afghan rebels near Kabul.")
    assert (old.actor.country, old.time_status.value, old.when.start) == ("SUN", "historical", None)
    (then,) = eventx.extract(
        Article(text="Soviet troops attacked Afghan rebels near Kabul.", published=date(1987, 5, 16))
    ).mentions
    assert (then.time_status.value, then.when.start) == ("actual", date(1987, 5, 16))


def test_what_had_been_done_by_a_day_is_not_planned() -> None:
    (taken,) = mentions("By Tuesday the rebels had captured the airport.")
    assert (taken.time_status.value, taken.when.start) == ("actual", date(2019, 5, 14))


def test_who_is_found_stabbed_did_not_stab() -> None:
    (found,) = mentions("A magistrate was found stabbed to death in her garden in Palermo on Tuesday.")
    assert (found.actor.text, found.target.text) == (None, "A magistrate")

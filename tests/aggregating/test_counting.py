"""Panels: every event is counted by the rules or left out with a reason, and zeros are filled."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventx.aggregating import Aggregated, Panel, aggregate
from eventx.errors import RunError
from tests.aggregating.frames import event, events


def cells(done: Aggregated) -> dict[tuple[str, ...], int]:
    """The number of events by unit and period, those without any left out."""
    rows = done.table.filter(pl.col("n_events") > 0).select(*done.unit, "period", "n_events")
    return {row[:-1]: row[-1] for row in rows.iter_rows()}


def test_events_are_counted_by_direction_and_month() -> None:
    done = aggregate(events(event(), event(), event("UGAGOV", "KENGOV")), "dyad-month")
    assert cells(done) == {("KEN", "UGA", "2024-05"): 2, ("UGA", "KEN", "2024-05"): 1}
    assert (done.counted, done.left_out) == (3, {})


def test_without_direction_both_ways_are_one_unit() -> None:
    done = aggregate(events(event(), event("UGAGOV", "KENGOV")), Panel.named("dyad-month", directed=False))
    assert cells(done) == {("KEN", "UGA", "2024-05"): 2}


def test_an_act_that_binds_both_counts_in_both_directions_and_once_without_direction() -> None:
    meeting = events(event(reciprocal=True))
    assert cells(aggregate(meeting, "dyad-year")) == {("KEN", "UGA", "2024"): 1, ("UGA", "KEN", "2024"): 1}
    assert cells(aggregate(meeting, Panel.named("dyad-year", directed=False))) == {("KEN", "UGA", "2024"): 1}
    assert cells(aggregate(meeting, "country-year")) == {("KEN", "2024"): 1, ("UGA", "2024"): 1}


def test_every_party_of_a_compound_side_has_its_unit_and_none_is_counted_twice() -> None:
    done = aggregate(events(event("KENGOV; KENMIL; RWAGOV", "UGAGOV; IGOUNO")), "dyad-year")
    assert cells(done) == {("KEN", "UGA", "2024"): 1, ("RWA", "UGA", "2024"): 1}
    actors = aggregate(events(event("KENGOV; KENMIL; RWAGOV", "UGAGOV; IGOUNO")), "actor-year")
    assert cells(actors) == {("KENGOV", "2024"): 1, ("KENMIL", "2024"): 1, ("RWAGOV", "2024"): 1}


def test_a_country_is_paired_with_itself_only_where_there_is_no_other_pair() -> None:
    assert cells(aggregate(events(event("KENGOV", "UGAGOV; KENGOV")), "dyad-year")) == {("KEN", "UGA", "2024"): 1}
    assert cells(aggregate(events(event("KENGOV", "KENOPP")), "dyad-year")) == {("KEN", "KEN", "2024"): 1}


def test_countries_whose_actor_codes_differ_from_iso_are_found_in_compound_sides() -> None:
    done = aggregate(events(event("ALBGOV; KSVGOV", "SRBGOV")), "dyad-year")
    assert cells(done) == {("ALB", "SRB", "2024"): 1, ("XKX", "SRB", "2024"): 1}


def test_of_states_that_share_a_code_the_one_of_today_is_counted() -> None:
    done = aggregate(events(event("ALBGOV; ZWEGOV", "SRBGOV")), "dyad-year")
    assert cells(done) == {("ALB", "SRB", "2024"): 1, ("ZWE", "SRB", "2024"): 1}


def test_without_direction_a_country_takes_part_on_either_side() -> None:
    done = aggregate(events(event()), Panel.named("country-year", directed=False))
    assert cells(done) == {("KEN", "2024"): 1, ("UGA", "2024"): 1}
    assert cells(aggregate(events(event()), "country-year")) == {("KEN", "2024"): 1}


def test_places_are_counted_by_where_not_by_whom() -> None:
    done = aggregate(events(event(country_iso3="TZA"), event()), "place-year")
    assert cells(done) == {("TZA", "2024"): 1}
    assert done.left_out == {"no country known for the place": 1}


@pytest.mark.parametrize(
    ("period", "label", "start"),
    [
        ("day", "2024-12-31", date(2024, 12, 31)),
        ("week", "2025-W01", date(2024, 12, 30)),
        ("month", "2024-12", date(2024, 12, 1)),
        ("quarter", "2024-Q4", date(2024, 10, 1)),
        ("year", "2024", date(2024, 1, 1)),
    ],
)
def test_a_period_has_a_name_and_a_first_day(period: str, label: str, start: date) -> None:
    done = aggregate(events(event(date_start=date(2024, 12, 31))), f"dyad-{period}")
    assert done.table.select("period", "period_start").row(0) == (label, start)


def test_zeros_fill_every_period_between_the_first_and_the_last_for_every_unit() -> None:
    rows = events(event(date_start=date(2023, 11, 3)), event("RWAGOV", date_start=date(2024, 2, 1), goldstein=-2.0))
    table = aggregate(rows, "dyad-month").table
    assert table.height == 2 * 4
    empty = table.filter(pl.col("n_events") == 0)
    assert empty.height == 6
    assert empty["goldstein_sum"].to_list() == [0.0] * 6
    assert empty["goldstein_mean"].null_count() == 6
    assert table.drop("goldstein_mean").null_count().sum_horizontal().item() == 0
    assert aggregate(rows, Panel.named("dyad-month", zeros=False)).table.height == 2


def test_codes_quad_classes_and_scores_are_summed() -> None:
    rows = events(
        event(goldstein=1.5), event(root="19", quad_class=4, goldstein=-10.0), event(root="19", goldstein=None)
    )
    row = aggregate(rows, "dyad-year", roots=["04", "05"]).table.row(0, named=True)
    assert {name: row[name] for name in row if name.startswith("root_")} == {"root_04": 1, "root_05": 0, "root_19": 2}
    assert [row[f"quad_{n}"] for n in range(1, 5)] == [2, 0, 0, 1]
    assert (row["goldstein_sum"], row["goldstein_mean"]) == (-8.5, -4.25)


def test_a_codebook_without_quad_classes_and_scores_has_no_columns_for_them() -> None:
    columns = aggregate(events(event(root="RIOTS", quad_class=None, goldstein=None)), "dyad-year").table.columns
    assert columns == [
        "actor_country",
        "target_country",
        "period",
        "period_start",
        "n_events",
        "n_spanning",
        "root_riots",
    ]


def test_roots_too_long_for_a_column_are_numbered() -> None:
    long = ["A" * 40 + "1", "A" * 40 + "2", "short and sweet"]
    done = aggregate(events(*(event(root=root) for root in long)), "dyad-year")
    assert list(done.labels)[:3] == ["root_1", "root_2", "root_short_and_sweet"]
    assert all(len(name) <= 32 for name in done.table.columns)


def test_an_interval_counts_once_in_the_period_of_its_first_day_and_that_is_told() -> None:
    done = aggregate(events(event(date_start=date(2024, 5, 30), date_end=date(2024, 6, 2)), event()), "dyad-month")
    assert cells(done) == {("KEN", "UGA", "2024-05"): 2}
    assert (done.spanning, done.table["n_spanning"].to_list()) == (1, [1])


def test_what_is_left_out_is_told_by_its_first_reason() -> None:
    rows = events(
        event(), event(time_status="planned"), event(date_start=None), event(None, date_start=None),
        event("IGOUNO"), event(target=None), event(code="193"), event("RWAGOV", "BDIGOV"), event("KENGOV", "KENOPP"),
        event(n_sources=0),
    )  # fmt: skip
    panel = Panel.named("dyad-month", codes=("04",), countries=("KEN",), min_sources=1, domestic=False)
    done = aggregate(rows, panel)
    assert done.left_out == {
        "time status is not actual": 1, "code does not begin with 04": 1, "no day known": 2, "within one country": 1,
        "no country known for the acting side": 1, "no country known for the target": 1, "none of KEN takes part": 1,
    }  # fmt: skip
    assert done.counted + sum(done.left_out.values()) == rows.height


def test_events_that_too_few_outlets_tell_are_left_out() -> None:
    done = aggregate(events(event(n_sources=1), event(n_sources=3)), Panel.named("dyad-month", min_sources=2))
    assert (done.counted, done.left_out) == (1, {"fewer than 2 sources": 1})


def test_actors_are_chosen_by_the_country_they_belong_to() -> None:
    rows = events(event("KENGOV"), event("UGAMIL"))
    assert cells(aggregate(rows, Panel.named("actor-year", countries=("KEN",)))) == {("KENGOV", "2024"): 1}


def test_no_events_make_an_empty_panel_with_all_columns() -> None:
    table = aggregate(events(), "dyad-month", roots=["01"]).table
    assert table.height == 0
    assert {"actor_country", "period", "n_events", "root_01"} <= set(table.columns)


@pytest.mark.parametrize("by", ["dyad", "dyad-", "-month", "dyad-decade", "person-month", "dyad-month-day", ""])
def test_an_unknown_panel_is_an_error_that_names_the_known_ones(by: str) -> None:
    with pytest.raises(RunError, match=r"join a unit .dyad, country, actor, place"):
        Panel.named(by)


def test_places_have_no_direction_to_give_up() -> None:
    with pytest.raises(RunError, match="no direction"):
        Panel.named("place-month", directed=False)


def test_a_panel_beyond_reason_is_refused_before_it_fills_the_memory() -> None:
    rows = [event(f"KEN{n:05d}", date_start=date(1824 if n else 2024, 1, 1)) for n in range(400)]
    with pytest.raises(RunError, match="take longer periods, fewer countries, or --no-zeros"):
        aggregate(events(*rows), "actor-day")


PARTIES = st.sampled_from(["KENGOV", "UGAGOV; KENMIL", "RWAREB", "IGOUNO", "IGOUNO; BDIGOV", None])
DAYS = st.none() | st.dates(date(2024, 1, 1), date(2024, 3, 1))


@settings(deadline=None, max_examples=25)
@given(st.lists(st.builds(event, PARTIES, PARTIES, date_start=DAYS, reciprocal=st.booleans()), max_size=12))
def test_no_event_vanishes_and_order_does_not_matter(rows: list[dict[str, object]]) -> None:
    for by in ("dyad-week", "country-month", "actor-day", "place-year"):
        done = aggregate(events(*rows), by)
        assert done.counted + sum(done.left_out.values()) == len(rows)
        assert aggregate(events(*reversed(rows)), by).table.equals(done.table)
        assert done.table["n_events"].sum() == sum(done.table[name].sum() for name in done.labels if "root" in name)

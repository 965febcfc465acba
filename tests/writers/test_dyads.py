"""Pairs: every actor with every target, both directions of mutual acts, and numbers that stay the same."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.writers.actor_parts import parts_of_codes
from eventx.writers.dyads import dyads

CODES = st.lists(st.sampled_from(["KENGOV", "UGAGOV", "TZAMIL", "IGOUNO"]), max_size=3, unique=True)


def table(*rows: tuple[str | None, str | None, bool]) -> pl.DataFrame:
    keys = [f"e{number:013x}000" for number in range(len(rows))]
    return pl.DataFrame(
        rows, schema={"actor_codes": pl.String, "target_codes": pl.String, "reciprocal": pl.Boolean}, orient="row"
    ).with_columns(row_key=pl.Series(keys, dtype=pl.String), actor_name=pl.lit("A"), target_name=pl.lit("T"))


def pairs(*rows: tuple[str | None, str | None, bool]) -> list[tuple[str | None, str | None]]:
    return dyads(table(*rows)).select("first_code", "second_code").rows()


def test_actors_and_targets_are_crossed() -> None:
    assert pairs(("A; B", "C; D", False)) == [("A", "C"), ("A", "D"), ("B", "C"), ("B", "D")]


def test_a_mutual_act_has_both_directions() -> None:
    assert pairs(("A", "B; C", True)) == [("A", "B"), ("B", "A"), ("A", "C"), ("C", "A")]


def test_an_act_without_a_target_is_one_row_and_has_no_reverse() -> None:
    assert pairs(("A", None, True), (None, None, False)) == [("A", None), (None, None)]


def test_a_pair_with_itself_stays_only_where_the_event_says_so() -> None:
    assert pairs(("A", "A", False), ("A; B", "A", False)) == [("A", "A"), ("B", "A")]


def test_the_name_goes_with_the_first_code_in_both_directions() -> None:
    named = dyads(table(("A", "B; C", True))).select("first_code", "first_name").rows()
    assert named == [("A", "A"), ("B", "T"), ("A", "A"), ("C", None)]


def test_numbers_are_the_same_whatever_else_is_in_the_table() -> None:
    row = ("A; B", "C", True)
    alone = dyads(table(row))["row_id"].to_list()
    assert dyads(table(row, ("X", "Y", False)))["row_id"].to_list()[:4] == alone


@given(st.lists(st.tuples(CODES, CODES, st.booleans()), max_size=8))
def test_no_event_is_lost_and_numbers_are_unique(events: list[tuple[list[str], list[str], bool]]) -> None:
    rows = table(*(("; ".join(actors) or None, "; ".join(targets) or None, both) for actors, targets, both in events))
    made = dyads(rows)
    assert set(made["row_key"]) == set(rows["row_key"])
    assert made["row_id"].is_unique().all()
    assert made.filter(pl.col("row_id") > 2**53).is_empty()


@pytest.mark.parametrize(
    ("code", "iso3", "country", "cow"),
    [("ZWEGOV", "ZWE", "Zimbabwe", "552"), ("CODREB", "COD", "Democratic Republic of the Congo", "490"),
     ("KSVGOV", "XKX", "Kosovo", "347"), ("IGOUNO", None, None, None)],
)  # fmt: skip
def test_of_states_that_share_a_code_the_one_of_today_is_meant(
    code: str, iso3: str | None, country: str | None, cow: str | None
) -> None:
    assert parts_of_codes(pl.Series([code])).select("iso3", "country", "cow").row(0) == (iso3, country, cow)

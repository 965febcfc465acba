"""Rows of pairs: compound actors one by one, and both directions of what two sides do to each other."""

import polars as pl

from eventx.writers.actor_parts import SPLIT, parts_of_codes
from eventx.writers.code_tables import with_facts

_MIX, _LARGEST = 0x5851F42D4C957F, 2**52


def dyads(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each pair of an actor and a target, and for its reverse when the act is reciprocal.

    Adds ``first_code``, ``second_code``, their names where known (a row knows the name of the first actor only),
    ``dyad`` (from 1 within an event) and ``row_id`` (a whole number near or below 2**52, unique). A pair of a code
    with itself is left out when it only comes from the expansion.
    """
    used = [f"{side}_{field}" for side in ("actor", "target") for field in ("codes", "name")]
    pairs = _pairs(rows.select("row_key", "reciprocal", *used).with_row_index("at"))
    made = pairs.select("first_code", "first_name", "second_code", "second_name", "dyad", "row_id")
    return rows[pairs["at"]].hstack(made)


def _pairs(rows: pl.DataFrame) -> pl.DataFrame:
    pairs = _one_by_one(_one_by_one(rows, "actor"), "target")
    alone = (pl.col("actors") == 1) & (pl.col("targets") == 1)
    pairs = pairs.filter(alone | pl.col("actor_one").ne_missing(pl.col("target_one")))
    both = pl.col("reciprocal") & pl.col("actor_one").is_not_null() & pl.col("target_one").is_not_null()
    pairs = pairs.with_columns(turned=pl.when(both).then([False, True]).otherwise([False])).explode("turned")
    return _numbered(pairs.with_columns(_sides("first", "actor", "target") + _sides("second", "target", "actor")))


def with_parts(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows of pairs with the parts of both codes, as ``first_...`` and ``second_...``."""
    parts = parts_of_codes(pl.concat([rows["first_code"], rows["second_code"]]))
    for side in ("first", "second"):
        named = parts.rename({name: f"{side}_{name}" for name in parts.columns})
        rows = with_facts(rows, named, f"{side}_code")
    return rows


def number_of(key: pl.Expr) -> pl.Expr:
    """Return a whole number below 2**52 made from an id of eventx's own, null for ids of another make."""
    return key.str.extract(r"^[a-z]([0-9a-f]{13})[0-9a-f]{3}$").str.to_integer(base=16, dtype=pl.Int64)


def _one_by_one(rows: pl.DataFrame, side: str) -> pl.DataFrame:
    """Return the rows once for each code of a side, and once when it has none."""
    codes = pl.col(f"{side}_codes").fill_null("").str.split(SPLIT)
    rows = rows.with_columns(codes.alias(f"{side}_one"), codes.list.len().alias(f"{side}s"))
    rows = rows.with_columns(pl.int_ranges(pl.col(f"{side}s")).alias(f"{side}_nth")).explode(
        f"{side}_one", f"{side}_nth"
    )
    code = pl.col(f"{side}_one")
    return rows.with_columns(pl.when(code != "").then(code).alias(f"{side}_one"))


def _sides(name: str, forward: str, backward: str) -> list[pl.Expr]:
    turned = pl.col("turned")
    return [
        pl.when(turned).then(pl.col(f"{backward}_one")).otherwise(pl.col(f"{forward}_one")).alias(f"{name}_code"),
        pl.when(turned).then(_name(backward)).otherwise(_name(forward)).alias(f"{name}_name"),
    ]


def _name(side: str) -> pl.Expr:
    return pl.when(pl.col(f"{side}_nth") == 0).then(pl.col(f"{side}_name"))


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs with their number within the event, and a number of their own."""
    place, event = pl.int_range(pl.len()), pl.col("at")
    first = pl.when(event.ne_missing(event.shift(1))).then(place).forward_fill()
    rows = rows.with_columns(dyad=place - first + 1)
    rows = rows.with_columns(row_id=(number_of(pl.col("row_key")) + (pl.col("dyad") - 1) * _MIX) % _LARGEST)
    if rows["row_id"].is_unique().all():
        return rows
    return rows.with_columns(pl.col("row_id") + pl.int_range(pl.len()).over("row_id"))

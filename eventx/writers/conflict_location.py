"""Conflict-location data: 31 columns, one act on one day at one place.

ACLED-style, not affiliated with ACLED; what is written is not ACLED data.
"""

import polars as pl

from eventx.table import BOOL, INT
from eventx.writers.actor_parts import SPLIT, labelled, parts_of_codes
from eventx.writers.code_tables import code_table, countries, looked_up
from eventx.writers.common_fields import with_columns_known

_PRECISION = {"day": 1, "week": 2, "month": 3}
_LONGEST = {2: 7, 3: 31}
"""Days that a week and a month may span: what lasted longer is of no single day."""
_CROWDS = {"Protests": "Protesters", "Riots": "Rioters"}
"""Who takes part in these, unless they are forces of a state."""
_FORCES, _FOREIGN, _CIVILIANS = "State forces", "External/Other forces", "Civilians"


def fields(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with the fields of conflict-location data."""
    rows = with_columns_known(rows, {"civilian_targeting": BOOL, "crowd_size": INT})
    code, types = pl.col("code"), code_table("conflict_types")
    rows = _with_days(rows).with_columns(
        event_type=looked_up(code, types, "code", "event_type"),
        sub_event_type=looked_up(code, types, "code", "sub_event_type"),
        disorder_type=looked_up(code, types, "code", "disorder_type"),
        actor1=_named("actor"),
        actor2=_named("target"),
        civilians_targeted=pl.when("civilian_targeting").then(pl.lit("Civilian targeting")),
        crowd_tag=pl.format("crowd size={}", "crowd_size"),
    )
    return _with_interaction(_with_side(_with_side(rows, "actor", "inter1"), "target", "inter2"))


def _named(side: str) -> pl.Expr:
    """Return the name of a side, or the article's words where the name is only that of a country."""
    country = looked_up(pl.col(f"{side}_country"), countries(), "iso3", "name")
    name = pl.col(f"{side}_name")
    return pl.coalesce(pl.when(name.ne_missing(country)).then(name), f"{side}_text", name)


def _with_days(rows: pl.DataFrame) -> pl.DataFrame:
    precision = pl.col("date_precision").replace_strict(_PRECISION, default=None, return_dtype=INT)
    span = (pl.col("date_end") - pl.col("date_start")).dt.total_days()
    fits = span < precision.replace_strict(_LONGEST, default=None, return_dtype=INT)
    middle = pl.col("date_start") + pl.duration(days=span // 2)
    day = pl.when(precision == 1).then(pl.col("date_start")).when(fits).then(middle)
    rows = rows.with_columns(time_precision=precision, event_date=day.cast(pl.Date))
    return rows.with_columns(year=pl.col("event_date").dt.year())


def _with_side(rows: pl.DataFrame, side: str, inter: str) -> pl.DataFrame:
    """Return the rows with what kind of side the first actor is."""
    parts = parts_of_codes(rows[f"{side}_code"])
    parts = parts.with_columns(kind=labelled("parts", "inter", SPLIT).str.split(SPLIT).list.first())
    kind = looked_up(pl.col(f"{side}_code"), parts, "code", "kind")
    abroad = (kind == _FORCES) & (pl.col(f"{side}_country") != pl.col("country_iso3"))
    crowd = pl.col("event_type").replace_strict(_CROWDS, default=None, return_dtype=pl.String)
    in_crowd = crowd.is_not_null() & pl.col(f"{side}_text").is_not_null() & (kind.is_null() | (kind == _CIVILIANS))
    return rows.with_columns(
        pl.when(in_crowd).then(crowd).when(abroad).then(pl.lit(_FOREIGN)).otherwise(kind).alias(inter)
    )


def _with_interaction(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the label of the pair of sides: the lower number first, 0 for a single one."""
    one, other = _number("inter1"), _number("inter2")
    low, high = pl.min_horizontal(one, other), pl.max_horizontal(one, other)
    alone = pl.col("actor2").is_null()
    number = pl.when(alone).then(one * 10).when(one.is_not_null() & other.is_not_null()).then(low * 10 + high)
    label = looked_up(number.cast(pl.String), code_table("conflict_interactions"), "number", "interaction")
    return rows.with_columns(interaction=label)


def _number(inter: str) -> pl.Expr:
    return looked_up(pl.col(inter), code_table("conflict_inters"), "inter", "number").cast(pl.Int64)

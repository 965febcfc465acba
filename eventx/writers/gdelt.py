"""GDELT 2.0 event table: 61 columns."""

import polars as pl

from eventx.writers.dyads import with_parts

_TOWN = 1  # geo_precision of a named place


def fields(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows of pairs with the fields of GDELT."""
    day = pl.col("day")
    rows = with_parts(rows).with_columns(
        fraction_date=(day.dt.year() + (day.dt.month() * 30.0 + day.dt.day()) / 365).round(4),
        is_root_event=pl.col("is_lead").cast(pl.Int64),
        base_code=pl.col("code").str.slice(0, 3),
        geo_type=_geo_type(),
        geo_full_name=pl.concat_str(_different(), separator=", ", ignore_nulls=True),
    )
    return rows.with_columns(_lists("first") + _lists("second"))


def _geo_type() -> pl.Expr:
    town, american = pl.col("geo_precision") == _TOWN, pl.col("country_iso3") == "USA"
    return (
        pl.when(pl.col("place_name").is_null())
        .then(None)
        .when(pl.col("place_name") == pl.col("place_country"))
        .then(1)
        .when(american)
        .then(pl.when(town).then(3).otherwise(2))
        .otherwise(pl.when(town).then(4).otherwise(5))
    )


def _different() -> list[pl.Expr]:
    """Return place, region and country, none said twice."""
    place, region, country = pl.col("place_name"), pl.col("admin1"), pl.col("place_country")
    return [place, pl.when(region != place).then(region), pl.when(country.ne_missing(place)).then(country)]


def _lists(side: str) -> list[pl.Expr]:
    religions = [_nth(side, "religion", nth) for nth in (1, 2)]
    return religions + [_nth(side, "type", nth) for nth in (1, 2, 3)]


def _nth(side: str, kind: str, nth: int) -> pl.Expr:
    return pl.col(f"{side}_{kind}s").list.get(nth - 1, null_on_oob=True).alias(f"{side}_{kind}{nth}")

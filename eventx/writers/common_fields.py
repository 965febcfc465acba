"""Fields that several layouts share: days, places, versions."""

import polars as pl

from eventx.writers.code_tables import of_place


def common_fields(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with day, its parts, and facts about the country of the place."""
    day = pl.when(pl.col("date_precision") == "day").then(pl.col("date_start"))
    return rows.with_columns(day=day).with_columns(
        yyyymmdd=pl.col("day").dt.strftime("%Y%m%d"),
        yyyymm=pl.col("day").dt.strftime("%Y%m"),
        year=pl.col("day").dt.year(),
        month=pl.col("day").dt.month(),
        day_of_month=pl.col("day").dt.day(),
        place_country=of_place("name"),
        place_fips=of_place("fips"),
        place_iso=of_place("iso_num"),
        place_region=of_place("acled_region"),
        city=pl.when(pl.col("geo_precision") == 1).then(pl.col("place_name")),
        made_by=pl.lit("eventx ") + pl.col("eventx_version"),
    )


def with_columns_known(rows: pl.DataFrame, names: dict[str, pl.DataType]) -> pl.DataFrame:
    """Return the rows with these columns, empty where the codebook does not ask for them."""
    return rows.with_columns(pl.lit(None, kind).alias(name) for name, kind in names.items() if name not in rows.columns)

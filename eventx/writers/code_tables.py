"""The tables that layouts look codes up in: countries, CAMEO codes, parts of actor codes, labels."""

from functools import lru_cache

import polars as pl

from eventx.resources import data_folder


@lru_cache(maxsize=16)
def code_table(name: str) -> pl.DataFrame:
    """Return a table of ``schemas/layouts`` as text."""
    return pl.read_csv(data_folder("schemas", "layouts", f"{name}.csv"), infer_schema=False)


@lru_cache(maxsize=1)
def countries() -> pl.DataFrame:
    """Return the countries, their codes and regions as text."""
    return pl.read_csv(data_folder("schemas", "actors", "countries.csv"), infer_schema=False)


def looked_up(key: pl.Expr, table: pl.DataFrame, by: str, value: str) -> pl.Expr:
    """Return what a table says of each key, null where it says nothing; the first row of a key counts."""
    rows = table.select(by, value).drop_nulls().unique(by, keep="first", maintain_order=True)
    return key.replace_strict(rows[by], rows[value], default=None, return_dtype=pl.String)


def with_facts(rows: pl.DataFrame, facts: pl.DataFrame, on: str) -> pl.DataFrame:
    """Return the rows with the other columns of a table that has one row for each value of ``on``."""
    found = rows.select(on).join(facts, on=on, how="left", maintain_order="left")
    return rows.hstack(found.drop(on))


def of_place(value: str) -> pl.Expr:
    """Return a fact about the country where an event happened."""
    return looked_up(pl.col("country_iso3"), countries(), "iso3", value)

"""What a layout is: columns and looks, read from ``schemas/layouts``, and rows laid out in them."""

from typing import Any, NamedTuple

import polars as pl

from eventx.resources import read_toml
from eventx.writers.code_tables import code_table

_LOOKS = ("schemas", "layouts", "layouts.toml")
_TYPES = {"text": pl.String(), "integer": pl.Int64(), "real": pl.Float64(), "date": pl.Date()}


class Column(NamedTuple):
    """A column of a layout, its type, and the field that fills it; no field leaves it empty."""

    name: str
    type: pl.DataType
    field: str | None


class Layout(NamedTuple):
    """How the files of a layout look; ``layouts.toml`` explains the fields."""

    name: str
    columns: tuple[Column, ...]
    suffixes: tuple[str, ...]
    header: bool
    missing: str
    delimiter: str
    codebooks: tuple[str, ...]
    dyads: bool
    needs: dict[str, str]


def load_layout(name: str) -> Layout:
    """Return a layout of ``schemas/layouts``."""
    looks: dict[str, Any] = read_toml(*_LOOKS)[name]
    looks |= {key: tuple(looks[key]) for key in ("suffixes", "codebooks")}
    rows = code_table(name).select("column", "type", "field").iter_rows()
    return Layout(
        name=name, columns=tuple(Column(column, _TYPES[kind], field) for column, kind, field in rows), **looks
    )


def laid_out(rows: pl.DataFrame, layout: Layout) -> pl.LazyFrame:
    """Return the fields of rows that are not left out under the names, types and in the order of a layout."""
    return (
        rows.lazy()
        .filter(pl.col("left_out").is_null())
        .select(_cell(column, rows.columns) for column in layout.columns)
    )


def _cell(column: Column, fields: list[str]) -> pl.Expr:
    known = column.field is not None and column.field in fields
    value = pl.col(str(column.field)) if known else pl.lit(None)
    return value.cast(column.type).alias(column.name)

"""Stata .dta, format 118: labelled variables, days as %td, long text as strL."""

import re
from importlib import import_module
from pathlib import Path

import polars as pl

from eventx.resources import data_folder, read_toml

LARGEST = 2_147_483_620
"""The largest whole number of Stata's ``long``; what lies above marks missing values."""
SMALLEST = -2_147_483_647
LABEL = 80
WIDTHS = (9, 60)
"""Letters of a text that Stata shows, at least and at most."""
NAME = 32
_FORMAT_118 = 14  # the number of the Stata release that brought format 118
_HEAD = 1_000  # bytes that hold the file's time stamp
_STAMP = b"01 Jan 2000 00:00"


def write_stata(table: pl.DataFrame, path: Path) -> None:
    """Write a table as a .dta file of format 118, which Stata 14 and later and R's haven read.

    Text that is not known is empty, whole numbers that Stata cannot hold become real numbers, and what
    is not a number is missing. Equal tables give equal files: the time stamp is fixed.
    """
    temporary = path.with_name(f".{path.name}.part")
    named = table.rename(stata_names(table.columns))
    import_module("pyreadstat").write_dta(
        _fitted(named), temporary, version=_FORMAT_118, file_label="eventx",
        column_labels=_labels(table.columns), variable_value_labels=_value_labels(),
        variable_format=_formats(named),
    )  # fmt: skip
    _fix_time_stamp(temporary)
    temporary.replace(path)


def stata_names(columns: list[str]) -> dict[str, str]:
    """Return the names of columns in Stata: of 32 letters, digits and underscores, none reserved."""
    plain = {name: re.sub(r"\W", "_", name, flags=re.ASCII)[:NAME] for name in columns}
    reserved = set(read_toml("schemas", "layouts", "stata.toml")["reserved"])
    return {name: f"{short[: NAME - 1]}_" if short in reserved else short for name, short in plain.items()}


def _fitted(table: pl.DataFrame) -> pl.DataFrame:
    whole = [name for name, kind in table.schema.items() if kind.is_integer()]
    wide = [name for name in whole if not table[name].drop_nulls().is_between(SMALLEST, LARGEST).all()]
    real = pl.col(pl.Float64)
    return table.with_columns(
        pl.col(pl.String).fill_null(""), pl.when(real.is_finite()).then(real).name.keep(), pl.col(wide).cast(pl.Float64)
    )


def _formats(table: pl.DataFrame) -> dict[str, str]:
    """Return how Stata shows days and texts: as days, and as wide as they are, within reason."""
    days = {name: "%td" for name, kind in table.schema.items() if kind == pl.Date}
    widths = table.select(pl.col(pl.String).str.len_chars().max().fill_null(0).clip(*WIDTHS))
    return days | {name: f"%-{widths[name][0]}s" for name in widths.columns}


def _labels(columns: list[str]) -> dict[str, str]:
    described = pl.read_csv(data_folder("schemas", "columns.csv"), infer_schema=False)
    labels = dict(described.select("variable", "label").iter_rows())
    return {new: labels[old][:LABEL] for old, new in stata_names(columns).items() if labels.get(old)}


def _value_labels() -> dict[str, dict[int | float, str]]:
    labels: dict[str, dict[int | float, str]] = {}
    for variable, value, label in pl.read_csv(data_folder("schemas", "layouts", "value_labels.csv")).iter_rows():
        labels.setdefault(variable, {})[value] = label
    return labels


def _fix_time_stamp(path: Path) -> None:
    with path.open("r+b") as file:
        at = re.search(rb"<timestamp>\x11", file.read(_HEAD))
        if at:
            file.seek(at.end())
            file.write(_STAMP)

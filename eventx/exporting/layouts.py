"""A run in the columns of a known event data set, with a sidecar for what the columns cannot hold."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from eventx.errors import RunError
from eventx.exporting.record import Exported, counted, sidecar_path, write_record
from eventx.exporting.rows import Choice, chosen, once_a_day, with_reports
from eventx.runs import RunFolder, writing
from eventx.writers import check_name
from eventx.writers.common_fields import common_fields
from eventx.writers.csv import write_csv
from eventx.writers.dyads import dyads
from eventx.writers.layout import Layout, laid_out, load_layout
from eventx.writers.tsv import write_tsv

Fields = Callable[[pl.DataFrame], pl.DataFrame]
"""Adds the fields of one layout to the rows."""

_PAIR = ["day", "first_code", "second_code", "code"]
_SIDES = ["date_start", "actor_code", "target_code", "code"]


def export_layout(name: str, fields: Fields, run: RunFolder, path: Path, choice: Choice) -> Exported:
    """Write a run in a layout: the file, its sidecar, and the record of how it was made.

    Args:
        name: of the layout.
        fields: adds the layout's own fields.
        run: a finished run.
        path: the file.
        choice: what of the run is written.

    Raises:
        RunError: the run's codes do not fit the layout, or the file cannot be written.
    """
    layout = load_layout(name)
    check_name(path, layout.suffixes)
    if choice.partition:
        raise RunError(f"--partition divides native tables; a file in the layout {name} is one file")
    _check_codes(run, layout)
    rows, native, others = _rows(run, layout, fields, choice)
    with writing(path):
        _write(laid_out(rows, layout), path, layout)
        write_csv(_sidecar(rows, native, layout), sidecar_path(path))
        return write_record(run, path, name, choice, counted(rows["left_out"], others))


def _rows(run: RunFolder, layout: Layout, fields: Fields, choice: Choice) -> tuple[pl.DataFrame, list[str], int]:
    """Return the rows, numbered where they will be written; the native columns; how many have another time status."""
    table, others = chosen(run, choice)
    rows = _prepared(with_reports(table, run, choice.table), layout, fields)
    if choice.one_a_day:
        rows = once_a_day(rows, _PAIR if layout.dyads else _SIDES)
    kept = pl.col("left_out").is_null()
    return rows.with_columns(row=pl.when(kept).then(kept.cum_sum())), table.columns, others


def _prepared(rows: pl.DataFrame, layout: Layout, fields: Fields) -> pl.DataFrame:
    """Return the rows with all fields, and why those are left out that lack what the layout needs."""
    rows = common_fields(rows)
    rows = fields(dyads(rows) if layout.dyads else rows)
    reasons = [pl.when(pl.col(field).is_null()).then(pl.lit(reason)) for field, reason in layout.needs.items()]
    return rows.with_columns(left_out=pl.coalesce("left_out", *reasons))


def _write(table: pl.LazyFrame, path: Path, layout: Layout) -> None:
    if layout.delimiter == ",":
        write_csv(table, path)
    else:
        write_tsv(table, path, header=layout.header, missing=layout.missing)


def _sidecar(rows: pl.DataFrame, native: list[str], layout: Layout) -> pl.LazyFrame:
    """Return every native column as it is, the row's number in the file, and why it is not there."""
    first = ["row", "left_out", *(["row_id"] if layout.dyads else []), "event_id"]
    return rows.lazy().select(*first, *(name for name in native if name not in first))


def _check_codes(run: RunFolder, layout: Layout) -> None:
    used = run.read("mentions", ["codebook"])["codebook"].unique().to_list()
    strange = sorted(set(used) - set(layout.codebooks)) if layout.codebooks else []
    if strange:
        wanted = layout.codebooks[0]
        target = f"-o {run.path}-{wanted} --codebook {wanted}"
        more = f"; more is found by: eventx extract ARTICLES {target}" if run.settings.engine == "offline" else ""
        raise RunError(
            f"{run.path}: is coded under {', '.join(strange)}, which the layout {layout.name} cannot hold; "
            f"code it anew with: eventx recode {run.path} {target}{more}"
        )

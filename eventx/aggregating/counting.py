"""Events to a panel: counted by unit and period, zeros filled, and what was left out told."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from eventx.aggregating.panel import ANY, EVERY, Panel
from eventx.aggregating.parties import ROW, country_of, domestic, units_of

COLUMNS = (
    "root", "quad_class", "goldstein", "code", "actor_country", "actor_code", "actor_codes", "target_country",
    "target_code", "target_codes", "reciprocal", "date_start", "date_end", "time_status", "country_iso3", "n_sources",
)  # fmt: skip
"""The columns of events that are needed."""

_FORMATS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}


class Aggregated(NamedTuple):
    """A panel, and what became of every event."""

    panel: Panel
    table: pl.DataFrame
    unit: tuple[str, ...]
    """Names of the columns that name the unit."""
    labels: dict[str, str]
    """The codes behind the columns that count codes: ``{"root_14": "14"}``."""
    counted: int
    """Events in the panel; one can count for several units."""
    left_out: dict[str, int]
    """Events that are not in it, by the first reason that holds."""
    spanning: int
    """Counted events whose interval goes on beyond the period of its first day."""


def aggregate(events: pl.DataFrame, panel: Panel | str, *, roots: Iterable[str] = ()) -> Aggregated:
    """Count events by unit and period.

    Args:
        events: rows of a run's ``events`` table.
        panel: what is wanted, or its name such as ``dyad-month``.
        roots: root codes that have a column even when no event has them; those that occur have one always.

    Raises:
        RunError: there is no such panel, or it has too many rows.
    """
    panel = Panel.named(panel) if isinstance(panel, str) else panel
    rows = events.select(COLUMNS).with_row_index(ROW)
    counts = _Counts.of(rows, roots)
    kept, left_out = _filtered(rows, panel)
    units, left_without = _units(kept, panel)
    kept = kept.join(units.select(ROW).unique(), on=ROW, how="semi").with_columns(*_period(panel))
    names = tuple(units.columns[1:])
    table = _counted(units.join(kept, on=ROW), names, counts)
    if panel.zeros and table.height:
        table = _with_zeros(table, names, panel)
    table = table.sort(*names, "period_start").select(*names, _label(panel), pl.exclude(*names))
    left_out = {reason: number for reason, number in (left_out | left_without).items() if number}
    return Aggregated(panel, table, names, counts.labels, kept.height, left_out, int(kept["n_spanning"].sum()))


class _Counts(NamedTuple):
    """The columns that count, for a table that may have no quad classes or scores at all."""

    labels: dict[str, str]
    expressions: tuple[pl.Expr, ...]

    @classmethod
    def of(cls, rows: pl.DataFrame, roots: Iterable[str]) -> "_Counts":
        found = sorted({*roots, *rows["root"].unique()})
        by_root = dict(zip(_column_names(found), found, strict=True))
        has_quads, has_scores = rows["quad_class"].count() > 0, rows["goldstein"].count() > 0
        by_quad = {f"quad_{n}": str(n) for n in range(1, 5)} if has_quads else {}
        tally = [(pl.col("root") == root).alias(name) for name, root in by_root.items()]
        tally += [(pl.col("quad_class") == int(quad)).alias(name) for name, quad in by_quad.items()]
        return cls(by_root | by_quad, (*(hit.sum().cast(pl.Int32) for hit in tally), *(_SCORES if has_scores else ())))


_SCORE = pl.col("goldstein")
_SUM = _SCORE.sum().round(6)
"""Rounded, so that the order in which threads add up does not show."""
_SCORES = (_SUM.alias("goldstein_sum"), (_SUM / _SCORE.count().replace(0, None)).alias("goldstein_mean"))


def _column_names(roots: list[str]) -> list[str]:
    """Return names that statistics programs take; codes that are too long to be told apart are numbered."""
    names = ["root_" + re.sub(r"\W+", "_", root.lower(), flags=re.ASCII)[:27] for root in roots]
    return [name if names.count(name) == 1 else f"root_{at}" for at, name in enumerate(names, start=1)]


def _filtered(rows: pl.DataFrame, panel: Panel) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return the events that the filters leave, and how many each left out."""
    left_out = {}
    for reason, keep in _filters(panel).items():
        kept = rows.filter(keep)
        left_out[reason] = rows.height - kept.height
        rows = kept
    if panel.domestic:
        return rows, left_out
    kept = rows.join(domestic(rows), on=ROW, how="anti")
    return kept, left_out | {"within one country": rows.height - kept.height}


def _filters(panel: Panel) -> dict[str, pl.Expr]:
    filters = {}
    if panel.status != ANY:
        filters[f"time status is not {panel.status}"] = pl.col("time_status") == panel.status
    if panel.codes:
        begins = pl.any_horizontal(pl.col("code").str.starts_with(code) for code in panel.codes)
        filters[f"code does not begin with {' or '.join(panel.codes)}"] = begins
    if panel.min_sources > 1:
        filters[f"fewer than {panel.min_sources} sources"] = pl.col("n_sources") >= panel.min_sources
    return filters | {"no day known": pl.col("date_start").is_not_null()}


def _units(rows: pl.DataFrame, panel: Panel) -> tuple[pl.DataFrame, dict[str, int]]:
    units, missing = units_of(rows, panel)
    left_out = {reason: events.height for reason, events in missing.items()}
    names = units.columns[1:]
    if not panel.domestic and panel.unit == "dyad":
        units = units.filter(pl.col(names[0]) != pl.col(names[1]))
    if not panel.countries:
        return units, left_out
    of_unit = [country_of(pl.col(name)) if panel.unit == "actor" else pl.col(name) for name in names]
    kept = units.filter(pl.any_horizontal(country.is_in(panel.countries) for country in of_unit))
    return kept, left_out | {
        f"none of {', '.join(panel.countries)} takes part": units[ROW].n_unique() - kept[ROW].n_unique()
    }


def _period(panel: Panel) -> tuple[pl.Expr, pl.Expr]:
    start, end = (pl.col(name).dt.truncate(EVERY[panel.period]) for name in ("date_start", "date_end"))
    return start.alias("period_start"), (end > start).fill_null(value=False).alias("n_spanning")


def _counted(rows: pl.DataFrame, names: tuple[str, ...], counts: _Counts) -> pl.DataFrame:
    size = (pl.len().cast(pl.Int32).alias("n_events"), pl.col("n_spanning").sum().cast(pl.Int32))
    return rows.group_by(*names, "period_start").agg(*size, *counts.expressions)


def _with_zeros(table: pl.DataFrame, names: tuple[str, ...], panel: Panel) -> pl.DataFrame:
    """Return the table with a row for every unit and every period between the first and the last."""
    start = pl.col("period_start")
    periods = table.select(pl.date_range(start.min(), start.max(), EVERY[panel.period]).alias("period_start"))
    units = table.select(names).unique()
    panel.check_size(units.height, periods.height, periods[0, 0], periods[-1, 0])
    filled = units.join(periods, how="cross").join(table, on=[*names, "period_start"], how="left")
    return filled.with_columns(pl.exclude(*names, "period_start", "goldstein_mean").fill_null(0))


def _label(panel: Panel) -> pl.Expr:
    start = pl.col("period_start")
    if panel.period == "quarter":
        return pl.format("{}-Q{}", start.dt.year(), start.dt.quarter()).alias("period")
    return start.dt.strftime(_FORMATS[panel.period]).alias("period")

"""Panels: events counted by dyad, country, actor or place, and by day, week, month, quarter or year."""

from eventx.aggregating.counting import COLUMNS, Aggregated, aggregate
from eventx.aggregating.panel import Panel
from eventx.aggregating.writing import aggregate_run, write_panel

__all__ = ["COLUMNS", "Aggregated", "Panel", "aggregate", "aggregate_run", "write_panel"]

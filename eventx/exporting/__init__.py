"""Exports: a run's tables as files, in eventx's own columns or in those of a known data set."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl

from eventx.errors import RunError
from eventx.exporting.depositing import export_deposit
from eventx.exporting.layouts import export_layout
from eventx.exporting.native import export_native
from eventx.exporting.record import Exported
from eventx.exporting.rows import Choice
from eventx.runs import RunFolder
from eventx.writers import conflict_location, gdelt, icews, phoenix, polecat

__all__ = ["LAYOUTS", "Choice", "Exported", "export"]


def _as_they_are(rows: pl.DataFrame) -> pl.DataFrame:
    return rows


LAYOUTS: dict[str, Callable[[RunFolder, Path, Choice], Exported]] = {
    "native": export_native,
    "deposit": export_deposit,
    "keds": partial(export_layout, "keds", _as_they_are),
    "gdelt": partial(export_layout, "gdelt", gdelt.fields),
    "icews": partial(export_layout, "icews", icews.fields),
    "phoenix": partial(export_layout, "phoenix", phoenix.fields),
    "polecat": partial(export_layout, "polecat", polecat.fields),
    "conflict-location": partial(export_layout, "conflict-location", conflict_location.fields),
}


def export(run: RunFolder, path: Path, layout: str, choice: Choice) -> Exported:
    """Write a finished run in a layout.

    Raises:
        RunError: there is no such layout, the run does not fit it, or the file cannot be written.
    """
    if layout not in LAYOUTS:
        raise RunError(f"no layout {layout!r}; there are {', '.join(LAYOUTS)}")
    return LAYOUTS[layout](run, path, choice)

"""A run's own tables as one file, or as a folder with a part for each year or country."""

import shutil
from pathlib import Path

import polars as pl

from eventx.errors import RunError
from eventx.exporting.record import Exported, counted, sidecar_path, write_record
from eventx.exporting.rows import Choice, chosen, once_a_day
from eventx.runs import RunFolder, writing
from eventx.writers import check_target, write
from eventx.writers.csv import write_csv

PARTS = {"year": pl.col("date_start").dt.year().cast(pl.String), "country": pl.col("country_iso3")}
"""What a table can be divided by."""
NOBODY = "__HIVE_DEFAULT_PARTITION__"
"""The part of rows whose year or country is not known, as readers of divided tables call it."""
_KEYS = ["date_start", "actor_code", "target_code", "code"]


def export_native(run: RunFolder, path: Path, choice: Choice) -> Exported:
    """Write a run's table with eventx's own columns.

    A file alone, unless rows were left out by ``one_a_day``: then a sidecar names them, and a record says so.

    Raises:
        RunError: the path's suffix is not known, or the file cannot be written.
    """
    check_target(path)
    rows, others = chosen(run, choice)
    if choice.one_a_day:
        rows = once_a_day(rows, _KEYS)
    kept = rows.filter(pl.col("left_out").is_null()).drop("left_out")
    if choice.partition:
        _write_parts(kept, path, choice)
    else:
        write(kept, path)
    if not choice.one_a_day:
        return Exported(kept.height, {}, others)
    with writing(path):
        left_out = rows.filter(pl.col("left_out").is_not_null())
        write_csv(
            left_out.select("left_out", "event_id", "mention_ids" if choice.table == "events" else "mention_id"),
            sidecar_path(path),
        )
        return write_record(run, path, "native", choice, counted(rows["left_out"], others))


def _write_parts(rows: pl.DataFrame, path: Path, choice: Choice) -> None:
    """Write a folder of ``year=2024/events.parquet`` and so on; it appears whole or not at all."""
    if path.exists():
        raise RunError(f"{path}: exists already; name a new folder")
    folder = path.with_name(f".{path.name}.part")
    shutil.rmtree(folder, ignore_errors=True)
    keyed = rows.with_columns(part=PARTS[str(choice.partition)].fill_null(NOBODY))
    with writing(path):
        for part in keyed["part"].unique().sort():
            home = folder / f"{choice.partition}={part}"
            home.mkdir(parents=True)
            write(keyed.filter(pl.col("part") == part).drop("part"), home / f"{choice.table}{path.suffix}")
        folder.rename(path)

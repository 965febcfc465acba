"""What is written beside an export: how it was made."""

import json
from pathlib import Path
from typing import NamedTuple

import polars as pl

from eventx import __version__
from eventx.exporting.rows import Choice
from eventx.runs import RunFolder, write_atomically


class Exported(NamedTuple):
    """How many rows were written, how many were not and why, and how many have another time status."""

    rows: int
    left_out: dict[str, int]
    others: int
    beside: tuple[Path, ...] = ()
    """Files that were written beside the one that was asked for."""


def sidecar_path(path: Path) -> Path:
    """Return where what a file cannot hold is written."""
    return path.with_name(f"{path.name}.sidecar.csv")


def record_path(path: Path) -> Path:
    """Return where the record of an export is written."""
    return path.with_name(f"{path.name}.export.json")


def counted(left_out: pl.Series, others: int) -> Exported:
    """Return the counts of an export from why its rows are left out, null for those that are not."""
    return Exported(left_out.null_count(), dict(left_out.drop_nulls().value_counts(sort=True).iter_rows()), others)


def write_record(run: RunFolder, path: Path, layout: str, choice: Choice, done: Exported) -> Exported:
    """Write how an export was made beside it, and return its counts with the files beside it."""
    settings = run.settings
    facts = {
        "layout": layout, **choice._asdict(), "rows": done.rows, "left_out": done.left_out,
        "of_another_time_status": done.others, "engine": settings.engine, "codebook": settings.codebook,
        "codebook_version": settings.codebook_version, "eventx_version": __version__,
    }  # fmt: skip
    write_atomically(record_path(path), json.dumps(facts, indent=2, ensure_ascii=False) + "\n")
    return done._replace(beside=(sidecar_path(path), record_path(path)))

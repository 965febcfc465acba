"""Output layouts, one file each: a table and a path in, a file out."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from eventx.errors import RunError
from eventx.runs import writing
from eventx.table import write_parquet
from eventx.writers.csv import write_csv
from eventx.writers.jsonl import write_jsonl

WRITERS: dict[str, Callable[[pl.DataFrame, Path], None]] = {
    ".csv": write_csv,
    ".jsonl": write_jsonl,
    ".parquet": write_parquet,
}


def check_target(path: Path) -> None:
    """Check that a file of this name can be written.

    Raises:
        RunError: nobody writes this suffix, or the folder does not exist.
    """
    if path.suffix.lower() not in WRITERS:
        raise RunError(
            f"{path}: cannot write {path.suffix or 'a name without a suffix'!r}; end it in {', '.join(WRITERS)}"
        )
    if not path.parent.is_dir():
        raise RunError(f"{path}: there is no folder {str(path.parent)!r}; make it first")
    if path.is_dir():
        raise RunError(f"{path}: is a folder; name a file")


def write(table: pl.DataFrame, path: Path) -> None:
    """Write a table in the layout that the path's suffix names.

    Raises:
        RunError: nobody writes this suffix, or the file cannot be written.
    """
    check_target(path)
    with writing(path):
        WRITERS[path.suffix.lower()](table, path)

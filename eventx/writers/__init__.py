"""File formats, one file each: a table and a path in, a file out. Layouts: see :mod:`eventx.exporting`."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import polars as pl

from eventx.errors import RunError
from eventx.runs import writing
from eventx.table import write_parquet
from eventx.writers.csv import write_csv
from eventx.writers.excel import write_excel
from eventx.writers.jsonl import write_jsonl
from eventx.writers.stata import write_stata


class Format(NamedTuple):
    """How a table becomes a file, and the package that it needs beyond the plain install."""

    write: Callable[[pl.DataFrame, Path], None]
    package: str = ""


WRITERS = {
    ".csv": Format(write_csv),
    ".dta": Format(write_stata, "pyreadstat"),
    ".jsonl": Format(write_jsonl),
    ".parquet": Format(write_parquet),
    ".xlsx": Format(write_excel, "xlsxwriter"),
}


def check_target(path: Path) -> None:
    """Check that a file of this name can be written.

    Raises:
        RunError: nobody writes this suffix, a package is missing, or the folder does not exist.
    """
    check_name(path, tuple(WRITERS))
    package = WRITERS[path.suffix.lower()].package
    if package and not find_spec(package):
        raise RunError(f"{path}: writing {path.suffix} needs {package}, which is not installed: pip install {package}")


def check_name(path: Path, suffixes: tuple[str, ...]) -> None:
    """Check that a path ends in one of the suffixes and names a file in a folder that exists.

    Raises:
        RunError: it does not.
    """
    if path.suffix.lower() not in suffixes:
        raise RunError(
            f"{path}: cannot write {path.suffix or 'a name without a suffix'!r}; end it in {', '.join(suffixes)}"
        )
    if not path.parent.is_dir():
        raise RunError(f"{path}: there is no folder {str(path.parent)!r}; make it first")
    if path.is_dir():
        raise RunError(f"{path}: is a folder; name a file")


def write(table: pl.DataFrame, path: Path) -> None:
    """Write a table in the format that the path's suffix names.

    Raises:
        RunError: nobody writes this suffix, or the file cannot be written.
    """
    check_target(path)
    with writing(path):
        WRITERS[path.suffix.lower()].write(table, path)

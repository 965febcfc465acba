"""Excel workbooks: codes stay text, and no text is run as a formula."""

from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl

from eventx.errors import RunError

ROWS = 1_048_575
"""Rows of a sheet below its header."""
LETTERS = 32_767
"""Letters of a cell."""
_CUT = " ... [cut]"
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  # a fixed day: equal tables give equal files


def write_excel(table: pl.DataFrame, path: Path) -> None:
    """Write a table as a workbook of one sheet. Texts longer than a cell are cut, which the cell says.

    Raises:
        RunError: the table has more rows than a sheet.
    """
    if table.height > ROWS:
        raise RunError(f"{path}: {table.height} rows, but a sheet holds {ROWS}; write .csv, .parquet or .dta instead")
    temporary = path.with_name(f".{path.name}.part")
    with import_module("xlsxwriter").Workbook(temporary, _OPTIONS) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet("eventx")
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        fitted = table.with_columns(_fitted(pl.col(pl.String)).name.keep())
        formats: dict[Any, str] = {pl.Date: "yyyy-mm-dd", pl.Float64: "General", pl.Int32: "0"}
        fitted.write_excel(book, sheet, freeze_panes=(1, 0), dtype_formats=formats)
    temporary.replace(path)


def _fitted(text: pl.Expr) -> pl.Expr:
    cut = text.str.head(LETTERS - len(_CUT)) + _CUT
    return pl.when(text.str.len_chars() > LETTERS).then(cut).otherwise(text)

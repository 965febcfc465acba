"""CSV for spreadsheets and statistics: text in quotes, formulas defused."""

from pathlib import Path

import polars as pl

FORMULA = r"^[=+\-@\t\r]"
"""How a cell begins that a spreadsheet would run as a formula."""


def write_csv(table: pl.DataFrame, path: Path) -> None:
    """Write a table as UTF-8 CSV.

    Text is quoted, so codes such as "036" are told from numbers. A text that a spreadsheet would run
    as a formula gets an apostrophe before it.
    """
    temporary = path.with_name(f".{path.name}.part")
    _defused(table).write_csv(temporary, quote_style="non_numeric", line_terminator="\n")
    temporary.replace(path)


def _defused(table: pl.DataFrame) -> pl.DataFrame:
    text = pl.col(pl.String)
    return table.with_columns(pl.when(text.str.contains(FORMULA)).then("'" + text).otherwise(text).name.keep())

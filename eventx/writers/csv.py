"""CSV for spreadsheets and statistics: text in quotes, formulas defused."""

from pathlib import Path

import polars as pl

FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
"""How a cell begins that a spreadsheet would run as a formula."""


def defused(text: pl.Expr) -> pl.Expr:
    """Return texts with an apostrophe before those that a spreadsheet would run as a formula."""
    return pl.when(text.str.contains(FORMULA)).then("'" + text).otherwise(text)


def write_csv(table: pl.DataFrame | pl.LazyFrame, path: Path) -> None:
    """Write a table as UTF-8 CSV.

    Text is quoted, so codes such as "036" are told from numbers. A text that a spreadsheet would run
    as a formula gets an apostrophe before it.
    """
    temporary = path.with_name(f".{path.name}.part")
    safe = table.lazy().with_columns(defused(pl.col(pl.String)).name.keep())
    safe.sink_csv(temporary, quote_style="non_numeric", line_terminator="\n")
    temporary.replace(path)

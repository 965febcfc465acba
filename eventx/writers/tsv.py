"""Tab-separated cells without quotes, as event data sets are published."""

from pathlib import Path

import polars as pl

from eventx.writers.csv import defused

_BREAKS = r"[\t\r\n\x0b\x0c\x1c-\x1e\x{85}\x{2028}\x{2029}]+"


def bare(text: pl.Expr) -> pl.Expr:
    """Return texts that can stand in a cell without quotes.

    Tabs and line breaks become a space, double quotes single ones, formulas are defused; an empty text is none.
    """
    flat = text.str.replace_all(_BREAKS, " ").str.replace_all('"', "'", literal=True).str.strip_chars()
    return pl.when(flat != "").then(defused(flat))


def write_tsv(table: pl.DataFrame | pl.LazyFrame, path: Path, *, header: bool, missing: str) -> None:
    """Write a table as UTF-8 text with a tab between cells, which :func:`bare` made safe.

    Args:
        table: the cells.
        path: the file.
        header: whether the first line names the columns.
        missing: what stands for a cell that is not known.
    """
    temporary = path.with_name(f".{path.name}.part")
    table.lazy().with_columns(bare(pl.col(pl.String)).name.keep()).sink_csv(
        temporary, separator="\t", include_header=header, quote_style="never", null_value=missing, line_terminator="\n"
    )
    temporary.replace(path)

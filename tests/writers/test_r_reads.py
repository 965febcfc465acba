"""R reads .dta (haven) and Parquet (DuckDB, data.table) with equal values for every column and row."""

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from eventx.table import MENTIONS, frame
from eventx.writers import write
from tests.programs import duckdb_environment, rscript

R = """
arguments <- commandArgs(trailingOnly = TRUE)
text <- strsplit(arguments[4], ",")[[1]]
if (arguments[1] == "dta") {
  table <- as.data.frame(haven::zap_labels(haven::read_dta(arguments[2])))
} else {
  csv <- tempfile(fileext = ".csv")
  sql <- paste0("select * from '", arguments[2], "'")
  system2("duckdb", c("-csv", "-nullvalue", shQuote("<NA>"), "-c", shQuote(sql)), stdout = csv)
  table <- data.table::fread(
    csv, na.strings = "<NA>", colClasses = list(character = text), encoding = "UTF-8",
    strip.white = FALSE, data.table = FALSE
  )
  table[text] <- lapply(table[text], function(x) gsub('""', '"', x, fixed = TRUE))
}
cell <- function(x) {
  if (inherits(x, "Date")) return(format(x, "%Y-%m-%d"))
  if (is.logical(x)) return(ifelse(is.na(x), NA, as.character(as.integer(x))))
  if (is.numeric(x)) return(ifelse(is.na(x), NA, sprintf("%.17g", x)))
  enc2utf8(as.character(x))
}
writeLines(paste(names(table), vapply(table, function(x) class(x)[1], "")), arguments[5], useBytes = TRUE)
data.table::fwrite(as.data.frame(lapply(table, cell)), arguments[3], na = "", quote = TRUE, eol = "\\n")
"""
TEXTS = [
    "036", "0", "NA", "TRUE", "1e5", "2024-05-15", 'He said "no"', "a, b; c\td", "line\nbreak", "=1+1", "'quoted'",
    "Gao \u2013 \u062d\u0644\u0628 \u6771\u4eac \u200f", "caf\u00e9", " spaces ", "x" * 5_000, "\\N", "\\", None,
]  # fmt: skip
NUMBERS = [0.0, -10.0, 0.1, 1 / 3, -179.99999, 1e-7, 90.0, None]
WHOLE = [0, 1, -1, 127, 32_767, 2_147_483_620, -2_147_483_647, None]
DAYS = [date(1914, 7, 28), date(1960, 1, 1), date(1969, 12, 31), date(2024, 2, 29), date(2099, 12, 31), None]
CASES: dict[Any, list[Any]] = {
    pl.String(): TEXTS, pl.Int32(): WHOLE, pl.Float64(): NUMBERS, pl.Boolean(): [True, False], pl.Date(): DAYS,
}  # fmt: skip
KINDS = {pl.String(): "character", pl.Date(): "Date"}

pytestmark = pytest.mark.slow


def hard_table() -> pl.DataFrame:
    """Mentions whose cells go through everything that has broken a reader before."""
    rows = [
        {name: CASES[kind][(row + at) % len(CASES[kind])] for at, (name, kind) in enumerate(MENTIONS.items())}
        for row in range(60)
    ]
    return frame(rows, MENTIONS)


def read_by_r(path: Path) -> tuple[pl.DataFrame, dict[str, str]]:
    """Return what R reads from a file, every cell as text, and the class of each column."""
    script, out, kinds = (path.with_name(name) for name in ("read.R", f"{path.name}.out", f"{path.name}.kinds"))
    script.write_text(R, encoding="utf-8")
    text = ",".join(name for name, kind in MENTIONS.items() if kind == pl.String)
    command = [rscript(), script, path.suffix[1:], path, out, text, kinds]
    done = subprocess.run(
        list(map(str, command)), env=duckdb_environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    classes = dict(line.split(" ") for line in kinds.read_text(encoding="utf-8").splitlines())
    return pl.read_csv(out, infer_schema=False).fill_null(""), classes


def as_text(table: pl.DataFrame) -> dict[str, list[str | float]]:
    """Return a table's cells as text, numbers as numbers, what is missing as an empty text."""
    whole = table.with_columns(pl.col(pl.Boolean).cast(pl.Int32))
    return {name: ["" if cell is None else cell for cell in _cells(whole[name])] for name in whole.columns}


def _cells(column: pl.Series) -> list[Any]:
    return column.cast(pl.String).to_list() if column.dtype == pl.Date else column.to_list()


@pytest.mark.parametrize("suffix", [".dta", ".parquet"])
def test_r_reads_every_cell_as_it_was_written(tmp_path: Path, suffix: str) -> None:
    table = hard_table()
    path = tmp_path / f"mentions{suffix}"
    write(table, path)
    read, classes = read_by_r(path)
    assert read.columns == table.columns
    for name, expected in as_text(table).items():
        numeric = table.schema[name] not in {pl.String(), pl.Date()}
        found = [float(c) if numeric and c else c for c in read[name]]
        assert found == expected, name
        kind = classes[name].replace("IDate", "Date")
        assert kind == KINDS.get(table.schema[name], kind), name

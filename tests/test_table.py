"""The profile of Parquet files: what R, Stata and DuckDB read alike."""

from datetime import date
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from eventx.table import write_parquet

TABLE = pl.DataFrame(
    {
        "text": ["036", None, "ñ"], "number": [1, None, 3], "real": [0.5, None, 2.0], "flag": [True, None, False],
        "day": [date(2020, 1, 2), None, date(2021, 1, 2)], "empty": [None, None, None],
    },
    schema={
        "text": pl.String, "number": pl.Int32, "real": pl.Float64, "flag": pl.Boolean, "day": pl.Date,
        "empty": pl.String,
    },
)  # fmt: skip
COMPACT_I32 = 0x15
"""How thrift's compact protocol begins the first field of a page header, its kind."""


def page_kinds(path: Path) -> set[int]:
    """Return the kinds of all first data pages: 0 is version 1, 3 is version 2."""
    metadata, raw = pq.ParquetFile(path).metadata, path.read_bytes()
    groups = (metadata.row_group(group) for group in range(metadata.num_row_groups))
    starts = [group.column(n).data_page_offset for group in groups for n in range(metadata.num_columns)]
    assert {raw[start] for start in starts} == {COMPACT_I32}
    return {raw[start + 1] // 2 for start in starts}


def test_pages_are_of_version_one_and_columns_are_plain(tmp_path: Path) -> None:
    write_parquet(TABLE, tmp_path / "t.parquet")
    file = pq.ParquetFile(tmp_path / "t.parquet")
    kinds = [(column.physical_type, column.logical_type.type) for column in map(file.schema.column, range(6))]
    assert kinds == [
        ("BYTE_ARRAY", "STRING"), ("INT32", "NONE"), ("DOUBLE", "NONE"), ("BOOLEAN", "NONE"), ("INT32", "DATE"),
        ("BYTE_ARRAY", "STRING"),
    ]  # fmt: skip
    assert page_kinds(tmp_path / "t.parquet") == {0}
    assert {file.metadata.row_group(0).column(n).compression for n in range(6)} == {"ZSTD"}


@pytest.mark.parametrize("rows", [0, 3, 300_000])
def test_a_table_comes_back_as_it_was(tmp_path: Path, rows: int) -> None:
    table = TABLE[[n % 3 for n in range(rows)]]
    write_parquet(table, tmp_path / "t.parquet")
    groups = pq.ParquetFile(tmp_path / "t.parquet").metadata
    assert pl.read_parquet(tmp_path / "t.parquet").equals(table)
    assert all(groups.row_group(n).num_rows <= 131_072 for n in range(groups.num_row_groups))


def test_a_lazy_table_in_pieces_gives_the_same_bytes(tmp_path: Path) -> None:
    table = TABLE[[n % 3 for n in range(200_000)]]
    write_parquet(table, tmp_path / "whole.parquet")
    for piece in range(4):
        write_parquet(table[piece * 50_000 : (piece + 1) * 50_000], tmp_path / f"{piece}.parquet")
    write_parquet(pl.scan_parquet([tmp_path / f"{n}.parquet" for n in range(4)]), tmp_path / "pieces.parquet")
    assert (tmp_path / "pieces.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()


def test_nothing_half_written_stands_under_the_name(tmp_path: Path) -> None:
    broken = TABLE.lazy().with_columns(pl.col("text").cast(pl.Int32, strict=True))
    with pytest.raises(pl.exceptions.PolarsError):
        write_parquet(broken, tmp_path / "t.parquet")
    assert not (tmp_path / "t.parquet").exists()

"""Parquet tables, a batch of rows at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eventx.readers.encoding import UnreadableError
from eventx.readers.rows import Row

BATCH = 64


def names(path: Path) -> list[str]:
    """Return the columns of a table.

    Raises:
        UnreadableError: the file is no Parquet.
    """
    with _open(path) as table:
        return list(table.schema_arrow.names)


def rows(path: Path, label: str, wanted: list[str]) -> Iterator[Row]:
    """Yield the rows of a table.

    Raises:
        UnreadableError: the file is no Parquet.
    """
    from pyarrow import ArrowException  # noqa: PLC0415  # loaded when a Parquet file is read

    number = 0
    with _open(path) as table:
        try:
            for batch in table.iter_batches(BATCH, columns=wanted):
                for cells in _cells(batch):
                    number += 1
                    yield Row(f"{label}: row {number}", cells)
        except (ArrowException, OSError) as error:
            yield Row(f"{label}: row {number + 1}", {}, f"damaged from here on ({error}); write the file again")


def _open(path: Path) -> Any:
    from pyarrow import ArrowException  # noqa: PLC0415  # loaded when a Parquet file is read
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415  # the same

    try:
        return ParquetFile(path)
    except (ArrowException, OSError) as error:
        raise UnreadableError(f"not a Parquet file that can be read ({error}); write it again") from None


def _cells(batch: Any) -> list[dict[str, object]]:
    """Return the rows of a batch; times are cut to microseconds in UTC, which Python has without pandas."""
    import pyarrow  # noqa: PLC0415  # loaded when a Parquet file is read

    columns = [
        column.cast(pyarrow.timestamp("us"), safe=False) if pyarrow.types.is_timestamp(column.type) else column
        for column in batch.columns
    ]
    return list(pyarrow.RecordBatch.from_arrays(columns, names=batch.schema.names).to_pylist())

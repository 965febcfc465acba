"""JSON lines: one object a row, nulls kept, days as ISO text."""

from pathlib import Path

import polars as pl


def write_jsonl(table: pl.DataFrame, path: Path) -> None:
    """Write a table as UTF-8 JSON lines."""
    temporary = path.with_name(f".{path.name}.part")
    table.write_ndjson(temporary)
    temporary.replace(path)

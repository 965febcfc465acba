"""The manifest of a deposit: every file with its size and hash, and how the data were made."""

import json
from pathlib import Path

from eventx.deposit.tables import Deposited, File

NAME = "manifest.json"


def manifest(deposited: Deposited, folder: Path) -> str:
    """Return the manifest of the files below ``folder``, itself left out."""
    files = [File.of(path, folder) for path in sorted(folder.rglob("*")) if path.is_file() and path.name != NAME]
    rows = {file.path: table.rows for table in deposited.tables for file in (table.csv, table.parquet)}
    facts = {
        "files": [{**file._asdict(), "rows": rows.get(file.path)} for file in files],
        "quotes": deposited.quotes,
        "settings": deposited.settings.model_dump(mode="json"),
        "counts": deposited.counts.model_dump(),
    }
    return json.dumps(facts, indent=2, ensure_ascii=False) + "\n"

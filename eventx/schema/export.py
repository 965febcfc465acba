"""The records as JSON Schemas: the published form of the vocabulary. Python is the source."""

import json
from pathlib import Path
from typing import Any

from eventx.errors import ResourceError
from eventx.schema import Article, Draft, Event, Mention, Reading, Rejected, Settings
from eventx.schema.record import Record

MAJOR = 1
"""Raised when a field is removed or changes its meaning; new fields do not raise it."""

SCHEMAS: dict[str, type[Record]] = {
    "article": Article,
    "draft": Draft,
    "event": Event,
    "mention": Mention,
    "reading": Reading,
    "rejected": Rejected,
    "settings": Settings,
}


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a record.

    Raises:
        ResourceError: there is no such record; the message lists what exists.
    """
    if name not in SCHEMAS:
        raise ResourceError(f"no schema {name!r}; there are: {', '.join(SCHEMAS)}")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:eventx:schema:{name}:{MAJOR}"}
    return head | SCHEMAS[name].model_json_schema()


def schema_text(name: str) -> str:
    """Return the JSON Schema of a record as the text of its file."""
    return json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into a folder as ``NAME.schema.json`` and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        _file(folder, name).write_text(schema_text(name), encoding="utf-8", newline="\n")
    return [_file(folder, name) for name in SCHEMAS]


def stale_schemas(folder: Path) -> list[str]:
    """Return what differs between a folder and the records, one line each; an empty list is good."""
    extra = {path.name for path in folder.glob("*.schema.json")} - {_file(folder, name).name for name in SCHEMAS}
    problems = [problem for name in SCHEMAS if (problem := _problem(_file(folder, name), schema_text(name)))]
    return problems + [f"{folder / name}: no record of this name" for name in sorted(extra)]


def _problem(path: Path, expected: str) -> str | None:
    if not path.is_file():
        return f"{path}: missing"
    return None if path.read_text(encoding="utf-8") == expected else f"{path}: differs from the record"


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.schema.json"

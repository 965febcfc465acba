"""JSON: one object a line (.jsonl), or a file with a list of them (.json)."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from eventx.readers.encoding import UnreadableError, decode, head_encoding
from eventx.readers.rows import Row

MAX_BYTES = 500_000_000
"""The largest .json file, since a list is held in memory as a whole; lines have no limit."""

_LOOKED_AT = 50
_LISTS = ("articles", "results")
"""Keys under which news services put their lists of articles, one inside the other."""


def names(path: Path) -> list[str]:
    """Return the keys of the first records, in the order they appear.

    Raises:
        UnreadableError: the file is empty or binary, or its first records are no JSON objects.
    """
    first = list(islice(_records(path, path.name), _LOOKED_AT))
    keys = dict.fromkeys(key for row in first for key in row.cells)
    if not keys:
        raise UnreadableError(str(first[0].problem or "an empty record") if first else "an empty file; remove it")
    return list(keys)


def rows(path: Path, label: str, wanted: list[str]) -> Iterator[Row]:
    """Yield the records of a file; blank lines are no records.

    Raises:
        UnreadableError: the file is binary, or a .json file is no list of objects.
    """
    for row in _records(path, label):
        yield row._replace(cells={name: row.cells[name] for name in wanted if name in row.cells})


def _records(path: Path, label: str) -> Iterator[Row]:
    return _list(path, label) if path.suffix.lower() == ".json" else _lines(path, label)


def _lines(path: Path, label: str) -> Iterator[Row]:
    with path.open(encoding=head_encoding(path), errors="surrogateescape", newline="\n") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _record(line, f"{label}:{number}")


def _record(line: str, where: str) -> Row:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Row(where, {}, f"not JSON ({error}); write one object a line")
    return _row(value, where)


def _row(value: object, where: str) -> Row:
    if not isinstance(value, dict):
        return Row(where, {}, f"JSON, but a {type(value).__name__} and not an object with the keys of an article")
    return Row(where, value)


def _list(path: Path, label: str) -> Iterator[Row]:
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES:,} bytes; write it as .jsonl, one object a line")
    text = decode(path.read_bytes())
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"not JSON ({error}); if it holds one object a line, name it .jsonl") from None
    for key in _LISTS:
        value = value.get(key, value) if isinstance(value, dict) else value
    values = value if isinstance(value, list) else [value]
    yield from (_row(item, f"{label}: record {number}") for number, item in enumerate(values, 1))

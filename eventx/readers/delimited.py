"""Tables of text: .csv and .tsv, a row at a time."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from eventx.readers.encoding import UnreadableError, head_encoding
from eventx.readers.rows import Row

if TYPE_CHECKING:
    from _csv import Reader

MAX_CELL = 20_000_000
"""Characters of the longest cell; a longer one is a quotation mark that was never closed."""


def names(path: Path) -> list[str]:
    """Return the header of a table.

    Raises:
        UnreadableError: the file is empty or binary.
    """
    with _open(path) as stream:
        return _header(_reader(stream, path))


def rows(path: Path, label: str, wanted: list[str]) -> Iterator[Row]:
    """Yield the rows below the header; blank lines are no rows.

    Raises:
        UnreadableError: the file is empty or binary.
    """
    with _open(path) as stream:
        reader = _reader(stream, path)
        header = _header(reader)
        for where, cells in _records(reader, label):
            if isinstance(cells, str):
                yield Row(where, {}, cells)
            elif cells:
                yield _row(where, cells, header, wanted)


def _records(reader: "Reader", label: str) -> Iterator[tuple[str, list[str] | str]]:
    """Yield where each record starts, with its cells or what is wrong with it."""
    while True:
        where = f"{label}:{reader.line_num + 1}"
        try:
            yield where, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield where, f"not a row of a table, up to line {reader.line_num} ({error}); check its quotation marks"


def _row(where: str, cells: list[str], header: list[str], wanted: list[str]) -> Row:
    if len(cells) > len(header):
        problem = f"{len(cells)} cells under a header of {len(header)}; quote cells that hold the delimiter"
        return Row(where, {}, problem)
    named = {name: cell for name, cell in zip(header, cells, strict=False) if name in wanted}
    if any(not cell.isascii() and _undecoded(cell) for cell in named.values()):
        return Row(where, {}, "bytes that the file's encoding does not have; save the file as UTF-8")
    return Row(where, named)


def _undecoded(cell: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in cell)


def _open(path: Path) -> io.TextIOWrapper:
    # Bytes that do not decode become surrogates, so that one bad row does not end the file.
    return path.open(encoding=head_encoding(path), errors="surrogateescape", newline="")


def _reader(stream: io.TextIOWrapper, path: Path) -> "Reader":
    csv.field_size_limit(MAX_CELL)  # the limit is the module's; its default of 128 KB is shorter than some stories
    return csv.reader(stream, delimiter=_delimiter(stream, path), strict=True)


def _delimiter(stream: io.TextIOWrapper, path: Path) -> str:
    if path.suffix.lower() == ".tsv":
        return "\t"
    header = stream.readline()
    stream.seek(0)
    return max(",;\t|", key=header.count)


def _header(reader: "Reader") -> list[str]:
    try:
        return [name.strip() for name in next(reader)]
    except StopIteration:
        raise UnreadableError("an empty file; remove it, or export it again") from None
    except csv.Error as error:
        raise UnreadableError(f"its header is not a row of a table ({error}); check its quotation marks") from None

"""Files of articles: one module per format, one function for all.

``.txt``, ``.html`` and ``.htm`` hold one story each; ``.jsonl``, ``.json``, ``.csv``, ``.tsv`` and
``.parquet`` are tables with a row per story; a folder holds any of these. A format is added by
one line in :data:`FORMATS`.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from eventx.errors import ReadError
from eventx.readers import delimited, jsonlines, parquet, story
from eventx.readers.encoding import UnreadableError
from eventx.readers.rows import Given, Row, articles, choose_columns, unreadable
from eventx.schema import Article

Paths = str | Path | Iterable[str | Path]


class Table(NamedTuple):
    """A format with a row per story: its column names, and its rows with the wanted columns."""

    names: Callable[[Path], list[str]]
    rows: Callable[[Path, str, list[str]], Iterator[Row]]


class Source(NamedTuple):
    """A file, and its path as the user gave it."""

    path: Path
    label: str


FORMATS: dict[str, Table | Callable[[Path, str], Iterator[Article]]] = {
    ".csv": Table(delimited.names, delimited.rows),
    ".htm": story.read_html,
    ".html": story.read_html,
    ".json": Table(jsonlines.names, jsonlines.rows),
    ".jsonl": Table(jsonlines.names, jsonlines.rows),
    ".parquet": Table(parquet.names, parquet.rows),
    ".tsv": Table(delimited.names, delimited.rows),
    ".txt": story.read_text,
}
"""What reads a suffix."""


def read(
    paths: Paths,
    *,
    text_column: str | None = None,
    date_column: str | None = None,
    id_column: str | None = None,
    source_column: str | None = None,
    title_column: str | None = None,
) -> Iterator[Article]:
    """Return the articles of files and folders, streamed in the order given; folders in the order of names.

    A file or row that cannot be read becomes an article whose ``problem`` says what is wrong, where,
    and what to do; the others are still read. Columns that are not named are guessed.

    Args:
        paths: files or folders.
        text_column: the column of tables that holds the story.
        date_column: the column with the day of publication.
        id_column: the column with ids.
        source_column: the column with the outlet.
        title_column: the column with the headline.

    Raises:
        ReadError: at once, before anything is read: a path does not exist, a format is unknown, a folder
            holds nothing, or a table lacks a column.
    """
    given = Given(text_column, date_column, id_column, source_column, title_column)
    return _articles(_checked(paths, given), given)


def check(
    paths: Paths,
    *,
    text_column: str | None = None,
    date_column: str | None = None,
    id_column: str | None = None,
    source_column: str | None = None,
    title_column: str | None = None,
) -> int:
    """Check what :func:`read` checks, with the same arguments, and return the number of files.

    Raises:
        ReadError: as :func:`read`.
    """
    return len(_checked(paths, Given(text_column, date_column, id_column, source_column, title_column)))


def _articles(sources: list[Source], given: Given) -> Iterator[Article]:
    for source in sources:
        try:
            yield from _read(source, given)
        except UnreadableError as error:
            yield unreadable(f"{source.label}: {error}", source.label)
        except OSError as error:
            yield unreadable(
                f"{source.label}: cannot be opened ({error.strerror}); check that it can be read", source.label
            )


def _read(source: Source, given: Given) -> Iterator[Article]:
    reader = FORMATS[source.path.suffix.lower()]
    if not isinstance(reader, Table):
        return reader(*source)
    columns = choose_columns(reader.names(source.path), given, source.label)
    return articles(reader.rows(*source, columns.wanted), columns, source.label)


def _checked(paths: Paths, given: Given) -> list[Source]:
    sources = [source for path in _listed(paths) for source in _expanded(path)]
    if not sources:
        raise ReadError("no input was named; give files or folders of articles")
    for source in sources:
        reader = FORMATS[source.path.suffix.lower()]
        if isinstance(reader, Table):
            _check_columns(source, reader, given)
    return sources


def _check_columns(source: Source, table: Table, given: Given) -> None:
    try:
        names = table.names(source.path)
    except (UnreadableError, OSError):
        return  # not a matter of columns: reading reports the file and goes on to the next
    choose_columns(names, given, source.label)


def _listed(paths: Paths) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def _expanded(given: str | Path) -> list[Source]:
    """Return the file of a path, or the files of a folder and its subfolders."""
    path, label = Path(given), str(given).replace(os.sep, "/")
    if path.is_dir():
        return _in_folder(path, label.rstrip("/"))
    if not path.exists():
        raise ReadError(f"{label}: no such file or folder; check the path")
    if path.suffix.lower() not in FORMATS:
        raise ReadError(f"{label}: no reader for {path.suffix or 'no suffix'!r}; known: {', '.join(FORMATS)}")
    return [Source(path, label)]


def _in_folder(folder: Path, label: str) -> list[Source]:
    found = [
        Source(path, f"{label}/{path.relative_to(folder).as_posix()}")
        for path in folder.rglob("*")
        if path.suffix.lower() in FORMATS and path.is_file() and not _hidden(path.relative_to(folder))
    ]
    if not found:
        raise ReadError(f"{label}: the folder holds no files that can be read; known: {', '.join(FORMATS)}")
    return sorted(found, key=lambda source: source.label)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)

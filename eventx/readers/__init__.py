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
from eventx.readers.notes import Notes
from eventx.readers.rows import Given, Row, articles, choose_columns, unreadable
from eventx.schema import Article

Paths = str | Path | Iterable[str | Path]


class Table(NamedTuple):
    """A format with a row per story: its column names, and its rows with the wanted columns."""

    names: Callable[[Path], list[str]]
    rows: Callable[[Path, str, list[str]], Iterator[Row]]


class Source(NamedTuple):
    """A file, its path as the user gave it, and why a table among the files of a folder is not read."""

    path: Path
    label: str
    in_folder: bool = False
    problem: str | None = None

    @property
    def is_table(self) -> bool:
        """Whether it has a row per story."""
        return isinstance(FORMATS[self.path.suffix.lower()], Table)


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
    notes: Notes | None = None,
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
        notes: is told what is passed over: dates that cannot be read, and files of folders that nobody reads.

    Raises:
        ReadError: at once, before anything is read: a path does not exist, a format is unknown, a folder
            holds nothing, or a table lacks a column. In a folder a table without its columns is such a
            problem of one file, as long as others can be read.
    """
    given = Given(text_column, date_column, id_column, source_column, title_column)
    notes = notes or Notes()
    return _articles(_checked(paths, given, notes), given, notes)


def check(
    paths: Paths,
    *,
    text_column: str | None = None,
    date_column: str | None = None,
    id_column: str | None = None,
    source_column: str | None = None,
    title_column: str | None = None,
) -> None:
    """Check what :func:`read` checks, with the same arguments.

    Raises:
        ReadError: as :func:`read`.
    """
    _checked(paths, Given(text_column, date_column, id_column, source_column, title_column), Notes())


def _articles(sources: list[Source], given: Given, notes: Notes) -> Iterator[Article]:
    for source in sources:
        try:
            yield from _read(source, given, notes)
        except UnreadableError as error:
            yield unreadable(f"{source.label}: {error}", source.label)
        except OSError as error:
            yield unreadable(
                f"{source.label}: cannot be opened ({error.strerror}); check that it can be read", source.label
            )


def _read(source: Source, given: Given, notes: Notes) -> Iterator[Article]:
    if source.problem:
        return iter([unreadable(source.problem, source.label)])
    reader = FORMATS[source.path.suffix.lower()]
    if not isinstance(reader, Table):
        return reader(source.path, source.label)
    columns = choose_columns(reader.names(source.path), given, source.label)
    return articles(reader.rows(source.path, source.label, columns.wanted), columns, source.label, notes)


def _checked(paths: Paths, given: Given, notes: Notes) -> list[Source]:
    found = [source for path in _listed(paths) for source in _expanded(path, notes)]
    if not found:
        raise ReadError("no input was named; give files or folders of articles")
    sources = [source._replace(problem=_lack(source, given)) for source in found]
    wanted = [source for source in sources if source.is_table] if any(given) else sources
    none_fits = all(source.problem for source in wanted)
    for source in sources:
        if source.problem and (none_fits or not source.in_folder):
            raise ReadError(source.problem)
    notes.unread_tables += [source.problem for source in sources if source.problem]
    return sources


def _lack(source: Source, given: Given) -> str | None:
    """Return what column a table lacks, if any."""
    table = FORMATS[source.path.suffix.lower()]
    if not isinstance(table, Table):
        return None
    try:
        choose_columns(table.names(source.path), given, source.label)
    except (UnreadableError, OSError):
        return None  # not a matter of columns: reading reports the file and goes on to the next
    except ReadError as error:
        return str(error)
    return None


def _listed(paths: Paths) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def _expanded(given: str | Path, notes: Notes) -> list[Source]:
    """Return the file of a path, or the files of a folder and its subfolders."""
    path, label = Path(given), str(given).replace(os.sep, "/")
    if path.is_dir():
        return _in_folder(path, label.rstrip("/"), notes)
    if not path.exists():
        raise ReadError(f"{label}: no such file or folder; check the path")
    if path.suffix.lower() not in FORMATS:
        raise ReadError(f"{label}: no reader for {path.suffix or 'no suffix'!r}; known: {', '.join(FORMATS)}")
    return [Source(path, label)]


def _in_folder(folder: Path, label: str, notes: Notes) -> list[Source]:
    files = [path for path in folder.rglob("*") if path.is_file() and not _hidden(path.relative_to(folder))]
    found = [
        Source(path, f"{label}/{path.relative_to(folder).as_posix()}", in_folder=True)
        for path in files
        if path.suffix.lower() in FORMATS
    ]
    if not found:
        raise ReadError(f"{label}: the folder holds no files that can be read; known: {', '.join(FORMATS)}")
    notes.skipped.update(p.suffix.lower() or "without suffix" for p in files if p.suffix.lower() not in FORMATS)
    return sorted(found, key=lambda source: source.label)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
